/// A bit for each character that a name begins with, by a hash: nearly all places of a text are refused by it.
struct FirstCharacters: Sendable {
    /// Three words, each asked for another part of the character's hash: of forty characters one in ten others passes,
    /// of one word every second one would.
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    init(_ scalars: [UInt32] = []) { for scalar in scalars { insert(scalar) } }

    mutating func insert(_ scalar: UInt32) {
        let hash = Self.hash(scalar)
        words.0 |= 1 << (hash >> 26)
        words.1 |= 1 << (hash >> 20 & 63)
        words.2 |= 1 << (hash >> 14 & 63)
    }

    /// False where no name begins with it.
    @inline(__always)
    func mayHold(_ scalar: UInt32) -> Bool {
        let hash = Self.hash(scalar)
        return words.0 >> (hash >> 26) & words.1 >> (hash >> 20 & 63) & words.2 >> (hash >> 14 & 63) & 1 == 1
    }

    /// The first place in a range where a name may begin; `end` where none does.
    @inline(__always)
    func firstIndex(in buffer: UnsafeBufferPointer<UInt32>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, !mayHold(buffer[index]) { index += 1 }
        return index
    }

    @inline(__always)
    private static func hash(_ scalar: UInt32) -> UInt64 { UInt64(scalar &* 0x9E37_79B1) }
}
