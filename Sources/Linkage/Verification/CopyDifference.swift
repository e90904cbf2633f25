/// In what two copies differ: a writer's changes, a reader's slips and an office's furniture, or the house and sums of
/// another signer.
///
/// A text is taken for signed by several when what differs speaks of another household. A writer who sends his letter
/// again adds a salutation, a clause, who he is: that alone makes no other signer. Names and signatures are masked and
/// play no part, so that two households who changed nothing else in one text are taken for one.
struct CopyDifference: Sendable, Equatable {
    /// Single characters misread.
    private(set) var slips = 0
    /// Numbers of two digits and more of one where the other has other numbers.
    private(set) var numbers = 0
    /// Numbers of houses of one where the other has other houses.
    private(set) var doors = 0
    /// Stretches only one of them has in which a household speaks of itself.
    private(set) var ownWords = 0
    /// Of these, those with a number.
    private(set) var ownNumbers = 0
    /// The longest of these.
    private(set) var longestOwn = 0
    /// Stretches in which both writers say who they are, and not the same.
    private(set) var writers = 0
    /// One of them gives its house and its sums where the other gives neither.
    private(set) var hasOwnHouse = false

    private static let gram = 4

    /// - Parameters: texts by ``CleanedText``.
    init(_ left: [UInt32], _ right: [UInt32], _ words: LinkWords) {
        let (leftSet, rightSet) = (Self.grams(left), Self.grams(right))
        let sides = [(left, rightSet), (right, leftSet)].map { side(Self.uncovered($0.0, by: $0.1), of: $0.0, words) }
        numbers = min(sides[0].numbers, sides[1].numbers)
        doors = min(sides[0].doors, sides[1].doors)
        writers = min(sides[0].writers, sides[1].writers)
        hasOwnHouse = sides.contains { $0.doors >= 1 && $0.numbers >= 2 }
    }

    private mutating func side(
        _ stretches: [Range<Int>], of text: [UInt32], _ words: LinkWords
    ) -> (numbers: Int, doors: Int, writers: Int) {
        var (numbers, doors, writers) = (0, 0, 0)
        for place in stretches {
            let stretch = text[place]
            let isNumber = stretch.allSatisfy(Quantities.isDigit)
            if !isNumber, stretch.count <= 2 { slips += 1 }
            let hasNumber = Self.hasNumber(stretch)
            if hasNumber, isNumber || stretch.count > 4 { numbers += 1 }
            // The word for the house may stand in both, and the number before it in one.
            if Self.hasDoor(text, place.lowerBound..<min(text.count, place.upperBound + words.door.longest), words) {
                doors += 1
            }
            if words.household.stands(in: stretch) {
                ownWords += 1
                ownNumbers += hasNumber ? 1 : 0
                longestOwn = max(longestOwn, stretch.count)
            } else if words.writer.stands(in: stretch) {
                writers += 1
            }
        }
        return (numbers, doors, writers)
    }

    /// Several signers rather than one text read twice.
    var isTemplate: Bool {
        let signer =
            2 * (numbers + doors + ownNumbers) + ownWords + writers + (hasOwnHouse ? 2 : 0)
            + (longestOwn >= 8 ? 3 : longestOwn >= 5 ? 1 : 0)
        return signer >= 2 && 2 * signer > slips
    }

    private static func hasNumber(_ stretch: ArraySlice<UInt32>) -> Bool {
        zip(stretch, stretch.dropFirst()).contains { Quantities.isDigit($0) && Quantities.isDigit($1) }
    }

    private static func hasDoor(_ text: [UInt32], _ stretch: Range<Int>, _ words: LinkWords) -> Bool {
        stretch.dropLast().contains { place in
            (Quantities.isDigit(text[place]) || Quantities.isNumeral(text[place]))
                && words.door.begins(text[(place + 1)..<stretch.upperBound])
        }
    }

    private static func grams(_ text: [UInt32]) -> Set<UInt64> {
        guard text.count >= gram else { return [] }
        return Set((0...(text.count - gram)).map { ShingleSet.hash(text[$0..<($0 + gram)]) })
    }

    /// Stretches of a text that no run of four of the other covers.
    private static func uncovered(_ text: [UInt32], by other: Set<UInt64>) -> [Range<Int>] {
        guard text.count >= gram else { return [] }
        var isCovered = [Bool](repeating: false, count: text.count)
        for start in 0...(text.count - gram) where other.contains(ShingleSet.hash(text[start..<(start + gram)])) {
            for place in start..<(start + gram) { isCovered[place] = true }
        }
        var stretches: [Range<Int>] = []
        var start: Int?
        for place in text.indices {
            if isCovered[place] {
                if let from = start { stretches.append(from..<place) }
                start = nil
            } else if start == nil {
                start = place
            }
        }
        if let from = start { stretches.append(from..<text.count) }
        return stretches
    }
}
