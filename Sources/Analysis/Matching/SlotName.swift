/// What a pattern calls one of its slots, up to eight letters in one word: compared without a string.
struct SlotName: Equatable, Sendable, ExpressibleByStringLiteral {
    private let letters: UInt64

    @inline(__always)
    init(stringLiteral name: StaticString) {
        precondition(name.utf8CodeUnitCount <= 8, "a slot's name has at most eight letters")
        var letters: UInt64 = 0
        for place in 0..<name.utf8CodeUnitCount { letters = letters << 8 | UInt64(name.utf8Start[place]) }
        self.letters = letters
    }

    /// - Returns: `nil` for a name of more than eight letters.
    init?(_ name: String) {
        guard name.utf8.count <= 8 else { return nil }
        letters = name.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
