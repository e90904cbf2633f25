/// A bit for each pair of neighbouring characters by a hash: sixteen bits for a pair, so that one in twenty others passes.
struct CharacterPairs: Sendable {
    private let words: [UInt64]
    private let shift: UInt32

    init(_ pairs: [(UInt32, UInt32)]) {
        var bits: UInt32 = 6
        while 1 << Int(bits) < 16 * pairs.count { bits += 1 }
        shift = 32 - bits
        var words = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
        for (first, second) in pairs {
            let place = Self.hash(first, second) >> shift
            words[Int(place >> 6)] |= 1 << UInt64(place & 63)
        }
        self.words = words
    }

    /// False for a pair that is not held.
    @inline(__always)
    func mayHold(_ first: UInt32, _ second: UInt32) -> Bool {
        let place = Self.hash(first, second) >> shift
        return words[Int(place >> 6)] >> UInt64(place & 63) & 1 == 1
    }

    @inline(__always)
    private static func hash(_ first: UInt32, _ second: UInt32) -> UInt32 {
        (first &* 0x9E37_79B1 ^ second) &* 0x85EB_CA77
    }
}
