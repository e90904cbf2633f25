internal import CICU

/// Guesses the charset of a few kilobytes of bytes.
///
/// A call costs about two milliseconds whatever the size, so callers try strict UTF-8 first.
public final class CharsetDetector {
    public struct Guess: Sendable, Equatable {
        /// IANA name, such as `GB18030`.
        public let name: String
        /// ICU's confidence, 0…100.
        public let confidence: Int
    }

    private let handle: OpaquePointer

    public init() throws(ICUError) {
        guard let handle = try checked("open charset detector", { cicu_detector_open(&$0) }) else {
            throw ICUError(operation: "open charset detector", code: 1)
        }
        self.handle = handle
    }

    deinit { cicu_detector_close(handle) }

    /// Up to eight guesses, best first.
    public func detect(_ bytes: UnsafeRawBufferPointer) throws(ICUError) -> [Guess] {
        var names = [UnsafePointer<CChar>?](repeating: nil, count: 8)
        var confidences = [Int32](repeating: 0, count: 8)
        let found = try checked("detect charset") { status in
            cicu_detect(
                handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count),
                &names, &confidences, 8, &status)
        }
        return (0..<Int(found)).compactMap { index in
            names[index].map { Guess(name: String(cString: $0), confidence: Int(confidences[index])) }
        }
    }
}
