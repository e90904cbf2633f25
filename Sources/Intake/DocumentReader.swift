public import Documents
internal import Foundation
internal import ICUKit

/// Reads files of any supported charset and format into documents.
///
/// Holds no state between files, so one reader serves all tasks.
public struct DocumentReader: Sendable {
    private let limits: IntakeLimits
    /// Tried in order; the last takes everything.
    private let formats: [any FormatReader] = [
        MarkedTextReader(), HOCRReader(), ALTOReader(), TSVReader(), ScanJSONReader(), PlainTextReader(),
    ]

    /// Checks that every charset converter opens and works, so that a broken ICU shows at start and not as
    /// thousands of unreadable letters.
    public init(limits: IntakeLimits = .standard) throws(IntakeFailure) {
        self.limits = limits
        for name in ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5"] {
            let sample = "一人中文"
            do {
                let converter = try CharsetConverter(name)
                let bytes = try converter.encode(sample)
                let units = try bytes.withUnsafeBytes { try converter.decode($0) }
                guard units == Array(sample.utf16) else { throw IntakeFailure.charsetUnavailable(name) }
            } catch {
                throw IntakeFailure.charsetUnavailable(name)
            }
        }
    }

    /// The documents in a file's bytes. `path` and contents choose the format; `path` names the document and may
    /// give its day.
    public func read(bytes: [UInt8], path: String) throws(IntakeFailure) -> [Document] {
        guard bytes.count <= limits.fileBytes else { throw .tooLarge(limit: limits.fileBytes) }
        guard bytes.contains(where: { !isBlank(UInt32($0)) }) else { throw .empty }
        if let format = BinaryFormat.detect(bytes) { throw .unsupportedFormat(format) }
        let decoded = try TextDecoder().decode(bytes)
        guard decoded.scalars.contains(where: { !isBlank($0) }) else { throw .empty }
        let file = DecodedFile(path: path, text: SourceText(scalars: decoded.scalars), charset: decoded.charset)
        for format in formats where format.accepts(file) { return try format.documents(in: file) }
        return []
    }

    /// The documents in the file at `path`; never holds more than the limit of it.
    public func read(path: String) throws(IntakeFailure) -> [Document] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count <= limits.fileBytes {
            let wanted = min(1 << 20, limits.fileBytes + 1 - bytes.count)
            let chunk = try readChunk(descriptor, upTo: wanted)
            if chunk.isEmpty { break }
            bytes += chunk
        }
        return try read(bytes: bytes, path: path)
    }

    private func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x3000, 0xFEFF: true
        default: false
        }
    }
}
