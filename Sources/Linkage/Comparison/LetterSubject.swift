/// The line in which a letter says what it is about: letters sent through a web form have one, others seldom.
///
/// What a title speaks of is the matter; what stands in the text may be an aside. Two letters of one matter speak of
/// each other's subject, two about other troubles of one place do not.
struct LetterSubject: Sendable {
    /// The runs of characters of the title with their weights, ascending by run; empty without a title.
    let terms: [(key: UInt64, weight: Float)]

    private static let lengths = 6...50
    /// Han characters that the rest must have: a title stands over a text.
    private static let leastBelow = 12
    /// Runs below this weight stand in every third title (反映, 问题, 请求).
    private static let leastWeight: Float = 1.5
    private static let salutations = ["尊敬", "您好", "你好", "各位"].map { $0.unicodeScalars.map(\.value) }
    /// No title runs across these: 。！；【 and the like.
    private static let stops = Set("。！!；;【】[]\u{27E8}".unicodeScalars.map(\.value))

    init(_ scalars: [UInt32], weights: TermWeights) {
        guard let title = LetterSubject.title(of: scalars) else {
            terms = []
            return
        }
        terms = LetterTerms(Array(title)).keys.map { ($0, weights.weight($0)) }
            .filter { $0.1 >= LetterSubject.leastWeight }
    }

    /// The share of the title, by weight, that another letter speaks of; 0 without a title.
    func share(in other: LetterTerms) -> Double {
        var (found, all) = (0.0, 0.0)
        var place = 0
        for term in terms {
            let square = Double(term.weight) * Double(term.weight)
            all += square
            while place < other.keys.count, other.keys[place] < term.key { place += 1 }
            if place < other.keys.count, other.keys[place] == term.key { found += square }
        }
        return all > 0 ? found / all : 0
    }

    /// The first line, where it is a title.
    static func title(of scalars: [UInt32]) -> ArraySlice<UInt32>? {
        guard let end = scalars.prefix(lengths.upperBound + 1).firstIndex(of: 0x0A), lengths.contains(end) else {
            return nil
        }
        var line = scalars[..<end]
        // A title may cry out (！); a sentence ends with 。
        while let last = line.last, [0x20, 0x3000, 0x21, 0xFF01].contains(last) { line.removeLast() }
        guard let last = line.last, last != 0x3A, last != 0xFF1A, last != 0x2C,
            last != 0xFF0C, !line.contains(where: stops.contains), line.count(where: LetterTerms.isHan) >= 5
        else { return nil }
        for word in salutations {
            if line.indices.contains(where: { line[$0] == word[0] && line[$0...].starts(with: word) }) { return nil }
        }
        var below = 0
        for scalar in scalars[end...] where LetterTerms.isHan(scalar) {
            below += 1
            if below == leastBelow { return line }
        }
        return nil
    }
}
