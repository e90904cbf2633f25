/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Decoder {
    struct Fault: Error, Equatable {
        /// Offset of the first byte of the broken character.
        let byteOffset: Int
        /// The scalars before it.
        let prefix: [UInt32]
    }

    static func decode(_ bytes: ArraySlice<UInt8>) throws(Fault) -> [UInt32] {
        var fault: Int?
        let scalars = [UInt32](unsafeUninitializedCapacity: bytes.count) { output, count in
            fault = bytes.withUnsafeBufferPointer {
                scan($0) {
                    output[count] = $0; count += 1
                }
            }
        }
        if let fault { throw Fault(byteOffset: bytes.startIndex + fault, prefix: scalars) }
        return scalars
    }

    /// Offset of the first byte of the first broken character.
    static func firstFault(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { scan($0) { _ in } }
    }

    @inline(__always)
    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ emit: (UInt32) -> Void) -> Int? {
        var index = 0
        let end = bytes.count
        while index < end {
            let lead = UInt32(bytes[index])
            if lead < 0x80 {
                emit(lead)
                index += 1
                continue
            }
            // Nearly all of a Chinese text: three bytes, neither overlong nor a surrogate.
            if (0xE1...0xEC).contains(lead), index + 3 <= end {
                let (second, third) = (UInt32(bytes[index + 1]), UInt32(bytes[index + 2]))
                guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return index }
                emit((lead & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F)
                index += 3
                continue
            }
            let length: Int
            let smallest: UInt32
            var value: UInt32
            switch lead {
            case 0xC2...0xDF: (length, smallest, value) = (2, 0x80, lead & 0x1F)
            case 0xE0...0xEF: (length, smallest, value) = (3, 0x800, lead & 0x0F)
            case 0xF0...0xF4: (length, smallest, value) = (4, 0x10000, lead & 0x07)
            default: return index
            }
            guard index + length <= end else { return index }
            for offset in 1..<length {
                let next = UInt32(bytes[index + offset])
                guard next & 0xC0 == 0x80 else { return index }
                value = value << 6 | (next & 0x3F)
            }
            guard value >= smallest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return index }
            emit(value)
            index += length
        }
        return nil
    }
}
