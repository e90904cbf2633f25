internal import CICU

/// Brings UTF-8 to NFKC and reports every edit as it is made.
public final class CompatibilityNormalizer: @unchecked Sendable {
    // `Sendable`: the handle is only read after `init`; ICU documents Normalizer2 and frozen sets as immutable.

    /// One stretch of the source and the stretch of output it became; lengths in UTF-8 bytes.
    public struct Edit: Sendable, Equatable {
        public let sourceLength: Int
        public let outputLength: Int
        public let isChange: Bool
    }

    private let handle: OpaquePointer

    /// - Parameter kept: a UnicodeSet pattern of the characters that stay as they are, such as `[①-⑳]`.
    public init(keeping kept: String) throws(ICUError) {
        guard let handle = try checked("open NFKC normaliser", { cicu_normalizer_open(kept, &$0) }) else {
            throw ICUError(operation: "open NFKC normaliser", code: 1)
        }
        self.handle = handle
    }

    deinit { cicu_normalizer_close(handle) }

    /// The normalised bytes, with edits that cover source and output wholly and in order.
    public func normalize(_ bytes: UnsafeBufferPointer<UInt8>) throws(ICUError) -> (utf8: [UInt8], edits: [Edit]) {
        var output: UnsafeMutablePointer<CChar>?
        var triples: UnsafeMutablePointer<Int32>?
        var length: Int32 = 0
        let count = try checked("normalise to NFKC") { status in
            bytes.withMemoryRebound(to: CChar.self) {
                cicu_normalize(handle, $0.baseAddress, Int32($0.count), &output, &length, &triples, &status)
            }
        }
        defer {
            cicu_free(output)
            cicu_free(triples)
        }
        let utf8 = output.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: Int(length))) } ?? []
        var edits: [Edit] = []
        if let triples {
            edits.reserveCapacity(Int(count))
            for index in 0..<Int(count) {
                edits.append(
                    Edit(
                        sourceLength: Int(triples[3 * index]), outputLength: Int(triples[3 * index + 1]),
                        isChange: triples[3 * index + 2] != 0))
            }
        }
        return (utf8, edits)
    }
}
