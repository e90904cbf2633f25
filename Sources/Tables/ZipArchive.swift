internal import SystemZlib

/// The parts of a zip archive by their names.
struct ZipArchive {
    private struct Part {
        let method: UInt16
        let packed: Range<Int>
        let size: Int
    }

    /// A part larger than this is no table of a register.
    private static let mostBytes = 512 << 20

    private let bytes: [UInt8]
    private var parts: [String: Part] = [:]

    init(_ bytes: [UInt8]) throws(TableFailure) {
        self.bytes = bytes
        // The directory's end stands last, behind it only a comment.
        guard
            let end = stride(from: bytes.count - 22, through: max(0, bytes.count - 65_557), by: -1)
                .first(where: { number($0, 4) == 0x0605_4B50 }),
            let count = number(end + 10, 2), let start = number(end + 16, 4)
        else { throw .brokenWorkbook("zip") }
        var at = start
        for _ in 0..<count {
            guard number(at, 4) == 0x0201_4B50, let method = number(at + 10, 2), let packed = number(at + 20, 4),
                let size = number(at + 24, 4), let name = number(at + 28, 2), let extra = number(at + 30, 2),
                let comment = number(at + 32, 2), let local = number(at + 42, 4), at + 46 + name <= bytes.count,
                let localName = number(local + 26, 2), let localExtra = number(local + 28, 2)
            else { throw .brokenWorkbook("zip") }
            let first = local + 30 + localName + localExtra
            guard first + packed <= bytes.count else { throw .brokenWorkbook("zip") }
            let title = String(decoding: bytes[(at + 46)..<(at + 46 + name)], as: UTF8.self)
            guard size <= Self.mostBytes else { throw .tooLarge(title) }
            parts[title] = Part(method: UInt16(method), packed: first..<(first + packed), size: size)
            at += 46 + name + extra + comment
        }
    }

    /// Little-endian.
    private func number(_ at: Int, _ length: Int) -> Int? {
        guard at >= 0, at + length <= bytes.count else { return nil }
        return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    /// `nil` when there is no such part.
    func part(_ name: String) throws(TableFailure) -> [UInt8]? {
        guard let part = parts[name] else { return nil }
        switch part.method {
        case 0: return Array(bytes[part.packed])
        case 8:
            guard let unpacked = inflate(part) else { throw .brokenWorkbook(name) }
            return unpacked
        default: throw .brokenWorkbook(name)
        }
    }

    private func inflate(_ part: Part) -> [UInt8]? {
        var stream = z_stream()
        // Raw deflate, without a head of its own.
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var packed = Array(bytes[part.packed])
        var status = Z_OK
        let unpacked = [UInt8](unsafeUninitializedCapacity: part.size + 1) { output, count in
            packed.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(part.size + 1)
                status = SystemZlib.inflate(&stream, Z_FINISH)
                count = part.size + 1 - Int(stream.avail_out)
            }
        }
        return status == Z_STREAM_END && unpacked.count == part.size ? unpacked : nil
    }
}
