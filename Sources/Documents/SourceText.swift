/// A document's text as it was given, owned once; spans are views into it.
public struct SourceText: Sendable, Equatable {
    /// Unicode scalar values.
    public let scalars: [UInt32]

    public init(_ string: some StringProtocol) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(string.utf8.count / 2)
        for scalar in string.unicodeScalars { scalars.append(scalar.value) }
        self.scalars = scalars
    }

    public init(scalars: [UInt32]) { self.scalars = scalars }

    public var count: Int { scalars.count }
    public var string: String { String(scalars: scalars[...]) }

    /// The characters under a span.
    public subscript(span: SourceSpan) -> String { String(scalars: scalars[span.range]) }
}

extension String {
    /// A string of scalar values; a value that is no scalar becomes U+FFFD.
    public init(scalars: ArraySlice<UInt32>) {
        self.init(
            unsafeUninitializedCapacity: scalars.count * 4,
            initializingUTF8With: { buffer in
                var count = 0
                for value in scalars {
                    // Most letters are written in three bytes a character; the rest is left to the standard library.
                    if (0x800..<0xD800).contains(value) {
                        buffer[count] = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
                        buffer[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
                        buffer[count + 2] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
                        count += 3
                        continue
                    }
                    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
                    for byte in UTF8.encode(scalar)! {
                        buffer[count] = byte
                        count += 1
                    }
                }
                return count
            })
    }
}
