/// A bit for each character that a name begins with, by a hash: nearly all places of a text are refused by it.
struct FirstCharacters: Sendable {
    private var bits: UInt64 = 0

    init(_ scalars: [UInt32] = []) { for scalar in scalars { insert(scalar) } }

    mutating func insert(_ scalar: UInt32) { bits |= Self.bit(scalar) }

    /// False where no name begins with it.
    @inline(__always)
    func mayHold(_ scalar: UInt32) -> Bool { bits & Self.bit(scalar) != 0 }

    /// The first place in a range where a name may begin; `end` where none does.
    @inline(__always)
    func firstIndex(in buffer: UnsafeBufferPointer<UInt32>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, !mayHold(buffer[index]) { index += 1 }
        return index
    }

    @inline(__always)
    private static func bit(_ scalar: UInt32) -> UInt64 { 1 << UInt64((scalar &* 0x9E37_79B1) >> 26) }
}
