/// The letters of a collection, ready to be compared in content, pair by pair.
struct MatterScorer: Sendable {
    let contents: [LetterContent]
    let counts: TermCounts
    let model: MatterModel

    /// - Parameters:
    ///   - letters: one of each group of equal texts.
    ///   - copies: groups of places of letters that are copies of one another; they count as one in frequencies.
    init(_ letters: [LinkableLetter], copies: [[Int]], _ knowledge: LinkKnowledge) {
        let terms = parallelMap(letters.count) { LetterTerms(Furniture.removed(from: letters[$0].scalars)) }
        let counts = TermCounts(terms, groups: copies)
        let weights = TermWeights(counts: counts, background: knowledge.background)
        contents = parallelMap(letters.count) { index in
            LetterContent(
                Furniture.removed(from: letters[index].scalars),
                subject: LetterSubject(letters[index].scalars, weights: weights), terms: terms[index],
                evidence: letters[index].evidence,
                weights: weights, bodies: knowledge.bodies)
        }
        self.counts = counts
        model = knowledge.model
    }

    func candidates() -> [CandidateFinder.Pair] {
        ContentKeys.pairs(contents.map(\.terms), contents.map(\.weights), counts: counts)
    }

    func features(_ first: Int, _ second: Int) -> [Double] {
        MatterComparison.features(contents[first], contents[second])
    }

    func probability(_ first: Int, _ second: Int) -> Double { model.probability(features(first, second)) }
}
