/// Things a letter calls by name: villages, estates, firms, schools, roads. Names come without a dictionary: the run
/// before the word for the kind of thing (``LinkWords``), as far as it is rare.
struct NamedThings: Sendable {
    /// Kinds of thing whose names exclude each other: a letter about one village is not about another.
    enum Kind: String, CaseIterable, Sendable {
        case village, town, estate, firm, school, hospital, road, water, line
    }

    /// The pairs of characters of the names of each kind, without the words for it, in the order of ``Kind``.
    let byKind: [[UInt64]]
    /// The characters of all names, ascending.
    let characters: [UInt64]

    private static let longest = 5
    private static let longestFirm = 8
    /// A pair of a name weighs at least this: 1 letter of 100.
    static let least: Float = 6

    init(_ scalars: [UInt32], weights: TermWeights, kinds: KindWords) {
        var byKind = [[UInt64]](repeating: [], count: Kind.allCases.count)
        for index in scalars.indices {
            guard let heads = kinds.words(at: scalars[index]) else { continue }
            for (head, number) in heads where scalars[index...].starts(with: head) {
                let kind = Kind.allCases[number]
                var start = index
                let longest = kind == .firm ? NamedThings.longestFirm : NamedThings.longest
                while start > 0, index - start < longest, LetterTerms.isHan(scalars[start - 1]),
                    !kinds.isBetween(scalars[start - 1])
                { start -= 1 }
                guard index - start >= 2 else { continue }
                let run = scalars[start..<index]
                // The two characters next to the kind are the surest part of villages and roads; firms carry their
                // trade there (五金厂) and their name before it.
                let from = kind == .firm || kind == .estate ? run.startIndex : max(run.startIndex, run.endIndex - 3)
                byKind[number] += (from..<(run.endIndex - 1)).map { Term.key(scalars[$0...($0 + 1)]) }
                    .filter { weights.weight($0) >= NamedThings.least }
            }
        }
        self.byKind = byKind
        characters = Set(byKind.joined().flatMap { [$0 >> 21, $0 & 0x1F_FFFF] }).sorted()
    }
}
