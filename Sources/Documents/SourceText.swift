/// A document's text as it was given, owned once; spans are views into it.
public struct SourceText: Sendable, Equatable {
    /// Unicode scalar values.
    public let scalars: [UInt32]

    public init(_ string: some StringProtocol) {
        var string = String(string)
        scalars = string.withUTF8 { utf8 in
            let count = utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            return [UInt32](unsafeUninitializedCapacity: count) { scalars, filled in
                var index = 0
                // A string's bytes are sound, so that the first of a character tells how many it has.
                func tail(_ distance: Int) -> UInt32 { UInt32(utf8[index + distance]) & 0x3F }
                while index < utf8.count {
                    let lead = UInt32(utf8[index])
                    let (scalar, length) =
                        switch lead {
                        case ..<0x80: (lead, 1)
                        case ..<0xE0: ((lead & 0x1F) << 6 | tail(1), 2)
                        case ..<0xF0: ((lead & 0xF) << 12 | tail(1) << 6 | tail(2), 3)
                        default: ((lead & 0x7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
                        }
                    scalars[filled] = scalar
                    filled += 1
                    index += length
                }
            }
        }
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
        self = scalars.withUnsafeBufferPointer { String(scalars: $0) }
    }

    /// The same of what lies in place.
    public init(scalars: UnsafeBufferPointer<UInt32>) {
        // No more than they take: names of up to five Chinese characters are then kept without memory of their own.
        var length = 0
        for value in scalars { length += value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4 }
        self.init(
            unsafeUninitializedCapacity: length,
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
