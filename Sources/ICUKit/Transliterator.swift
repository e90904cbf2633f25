internal import CICU

/// Rewrites text by one of ICU's transforms, such as `Hant-Hans`.
///
/// Not `Sendable`: open one for each use. Slow (a few MB/s); build a table where speed matters.
public final class Transliterator {
    public let identifier: String
    private let handle: OpaquePointer

    public init(_ identifier: String) throws(ICUError) {
        self.identifier = identifier
        guard
            let handle = try checked("open transliterator \(identifier)", { cicu_transliterator_open(identifier, &$0) })
        else { throw ICUError(operation: "open transliterator \(identifier)", code: 1) }
        self.handle = handle
    }

    deinit { cicu_transliterator_close(handle) }

    /// The UTF-16 units rewritten.
    public func transliterate(_ units: [UInt16]) throws(ICUError) -> [UInt16] {
        var buffer = units + [UInt16](repeating: 0, count: units.count + 64)
        let length = try checked("transliterate by \(identifier)") {
            cicu_transliterate(handle, &buffer, Int32(units.count), Int32(buffer.count), &$0)
        }
        return Array(buffer[..<Int(length)])
    }
}
