/// A set of letters, a bit each: letter `n` is bit `n - 1`.
struct LetterSet: Sendable, Equatable {
    private(set) var words: [UInt64]

    /// An empty set with room for letters up to a number.
    init(upTo last: Int) { words = [UInt64](repeating: 0, count: (max(0, last) + 63) / 64) }

    init(_ letters: some Sequence<Int64>, upTo last: Int) {
        self.init(upTo: last)
        for letter in letters { insert(Int(letter) - 1) }
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    mutating func insert(_ index: Int) {
        guard index >= 0, index >> 6 < words.count else { return }
        words[index >> 6] |= 1 << UInt64(index & 63)
    }

    func holds(_ index: Int) -> Bool {
        index >= 0 && index >> 6 < words.count && words[index >> 6] & (1 << UInt64(index & 63)) != 0
    }

    mutating func formIntersection(_ other: LetterSet) {
        for index in words.indices { words[index] &= index < other.words.count ? other.words[index] : 0 }
    }

    mutating func formUnion(_ other: LetterSet) {
        if other.words.count > words.count {
            words += [UInt64](repeating: 0, count: other.words.count - words.count)
        }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    mutating func subtract(_ other: LetterSet) {
        for index in words.indices where index < other.words.count { words[index] &= ~other.words[index] }
    }

    func isSuperset(of part: LetterSet) -> Bool {
        for index in part.words.indices {
            guard part.words[index] & ~(index < words.count ? words[index] : 0) == 0 else { return false }
        }
        return true
    }

    /// The letters of all sets.
    static func union(_ sets: [LetterSet]) -> LetterSet {
        var all = sets.first ?? LetterSet(upTo: 0)
        for set in sets.dropFirst() { all.formUnion(set) }
        return all
    }

    /// Ascending, as indices from 0.
    func forEach(_ body: (Int) -> Void) {
        for (place, word) in words.enumerated() {
            var left = word
            while left != 0 {
                body(place << 6 | left.trailingZeroBitCount)
                left &= left &- 1
            }
        }
    }

    /// Ascending numbers.
    var letters: [UInt32] {
        var letters: [UInt32] = []
        letters.reserveCapacity(count)
        forEach { letters.append(UInt32($0) + 1) }
        return letters
    }
}
