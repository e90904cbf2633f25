internal import Documents

/// Character 1- to 3-grams of Chinese text, hashed into buckets; each bucket once a document.
///
/// Digits, Latin letters and marks part them, so that masked places (A市), numbers and codes are no features.
struct NGramFeatures: Sendable {
    static let bits = 17
    static let bucketCount = 1 << bits

    /// Calls `body` with the bucket of every n-gram, repetitions included, and where it begins and ends.
    @inline(__always)
    static func forEach(
        in text: UnsafeBufferPointer<UInt32>, _ body: (_ bucket: Int, _ start: Int, _ end: Int) -> Void
    ) {
        for start in 0..<text.count where CharacterKind.isHan(text[start]) {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var end = start
            while end < text.count, end - start < 3, CharacterKind.isHan(text[end]) {
                hash = (hash ^ UInt64(text[end])) &* 0x9E37_79B9_7F4A_7C15
                end += 1
                let mixed = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
                body(Int(truncatingIfNeeded: mixed >> UInt64(64 - bits)), start, end)
            }
        }
    }

    /// The buckets of a text, each once, in the order of their first appearance.
    static func unique(in text: UnsafeBufferPointer<UInt32>) -> [Int32] {
        var buckets: [Int32] = []
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: bucketCount / 64) { seen in
            seen.initialize(repeating: 0)
            forEach(in: text) { bucket, _, _ in
                let bit = UInt64(1) << UInt64(bucket & 63)
                if seen[bucket >> 6] & bit == 0 {
                    seen[bucket >> 6] |= bit
                    buckets.append(Int32(bucket))
                }
            }
        }
        return buckets
    }
}
