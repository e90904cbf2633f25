internal import CICU

/// Finds sentence or word boundaries by ICU's rules and dictionaries.
///
/// Not `Sendable`: an iterator holds its text. Open one for each task; opening the word iterator is slow.
public final class BreakIterator {
    public enum Kind: Int32, Sendable {
        case sentence = 0
        case word = 1
    }

    private let handle: OpaquePointer
    private var chunk = [Int32](repeating: 0, count: 512)

    public init(_ kind: Kind, locale: String = "zh") throws(ICUError) {
        guard
            let handle = try checked("open \(kind) iterator", { cicu_breaker_open(kind.rawValue, locale, &$0) })
        else { throw ICUError(operation: "open \(kind) iterator", code: 1) }
        self.handle = handle
    }

    deinit { cicu_breaker_close(handle) }

    /// Calls `body` with every boundary after 0, ascending, in UTF-16 units; the last is `units.count`.
    public func forEachBoundary(
        in units: UnsafeBufferPointer<UInt16>, _ body: (Int) -> Void
    ) throws(ICUError) {
        try checked("set text") { cicu_breaker_set(handle, units.baseAddress, Int32(units.count), &$0) }
        while true {
            let count = Int(cicu_breaker_next(handle, &chunk, Int32(chunk.count)))
            for index in 0..<count { body(Int(chunk[index])) }
            if count < chunk.count { return }
        }
    }
}
