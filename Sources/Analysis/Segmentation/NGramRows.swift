/// Where the weights of an n-gram of units lie: one row of four, one weight for each gap that the n-gram speaks of.
///
/// A bigram `ab` speaks of the gap before `a`, between the two, and after `b`; a trigram of all four gaps; a
/// four-gram of its three inner gaps and the one behind it, a skipping bigram `a?c` of the two gaps between `a`
/// and `c`. So one memory access a character and order serves up to four features.
enum NGramRows {
    static let singleBits: UInt64 = 16
    static let pairBits: UInt64 = 18
    static let skipBits: UInt64 = 17
    static let tripleBits: UInt64 = 18
    static let quadBits: UInt64 = 18

    static let singleBase = 0
    static let pairBase = singleBase + 1 << 16
    static let skipBase = pairBase + 1 << 18
    static let tripleBase = skipBase + 1 << 17
    static let quadBase = tripleBase + 1 << 18
    static let count = quadBase + 1 << 18

    @inline(__always)
    private static func hash(_ key: UInt64, _ bits: UInt64) -> Int {
        var mixed = key &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        mixed = mixed &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: mixed >> (64 - bits))
    }

    @inline(__always) static func single(_ a: UInt16) -> Int { singleBase + Int(a) }

    @inline(__always)
    static func pair(_ a: UInt16, _ b: UInt16) -> Int { pairBase + hash(UInt64(a) << 16 | UInt64(b), pairBits) }

    @inline(__always)
    static func skip(_ a: UInt16, _ c: UInt16) -> Int { skipBase + hash(UInt64(a) << 16 | UInt64(c), skipBits) }

    @inline(__always)
    static func triple(_ a: UInt16, _ b: UInt16, _ c: UInt16) -> Int {
        tripleBase + hash(UInt64(a) << 32 | UInt64(b) << 16 | UInt64(c), tripleBits)
    }

    @inline(__always)
    static func quad(_ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16) -> Int {
        quadBase + hash(UInt64(a) << 48 | UInt64(b) << 32 | UInt64(c) << 16 | UInt64(d), quadBits)
    }

    /// Calls `body` with the row and the first gap of every n-gram that ends with unit `d`, which stands at `index`.
    @inline(__always)
    static func forEach(
        _ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16, at index: Int, _ body: (_ row: Int, _ gap: Int) -> Void
    ) {
        body(single(d), index - 1)
        body(pair(c, d), index - 1)
        body(skip(b, d), index - 2)
        body(triple(b, c, d), index - 2)
        body(quad(a, b, c, d), index - 2)
    }
}
