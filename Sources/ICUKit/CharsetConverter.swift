internal import CICU

/// Converts between one charset and UTF-16, strictly: an illegal or cut-off sequence stops it.
///
/// Not `Sendable`: ICU's converters keep state. Open one for each task.
public final class CharsetConverter {
    /// Where strict decoding had to stop.
    public struct DecodingFailure: Error, Sendable, Equatable {
        /// Offset of the first byte that could not be decoded.
        public let byteOffset: Int
        /// True when the input ended inside a character.
        public let isTruncated: Bool
    }

    public let name: String
    private let handle: OpaquePointer

    /// Opens the converter for an IANA charset name such as `GB18030`.
    public init(_ name: String) throws(ICUError) {
        self.name = name
        guard let handle = try checked("open converter \(name)", { cicu_converter_open(name, &$0) }) else {
            throw ICUError(operation: "open converter \(name)", code: 1)
        }
        self.handle = handle
    }

    deinit { cicu_converter_close(handle) }

    /// The bytes as UTF-16 units.
    public func decode(_ bytes: UnsafeRawBufferPointer) throws(DecodingFailure) -> [UInt16] {
        var consumed: Int64 = 0
        var status: Int32 = 0
        let units = [UInt16](unsafeUninitializedCapacity: bytes.count + 1) { buffer, count in
            count = Int(
                cicu_decode(
                    handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int64(bytes.count),
                    buffer.baseAddress, &consumed, &status))
        }
        guard status <= 0 else {
            throw DecodingFailure(byteOffset: Int(consumed), isTruncated: Int(status) == 11)
        }
        return units
    }

    /// The text in this charset's bytes; throws when a character has none.
    public func encode(_ text: String) throws(ICUError) -> [UInt8] {
        let units = Array(text.utf16)
        let capacity = units.count * 8 + 16
        var bytes = [UInt8](repeating: 0, count: capacity)
        let written = try checked("encode as \(name)") { status in
            bytes.withUnsafeMutableBytes {
                cicu_encode(
                    handle, units, Int32(units.count), $0.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(capacity), &status)
            }
        }
        bytes.removeLast(capacity - Int(written))
        return bytes
    }
}
