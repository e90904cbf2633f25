/// The letters of a collection, compared in content pair by pair.
struct MatterScorer: Sendable {
    let shelf: LetterShelf
    /// The letter that stands for each group of equal texts.
    let firsts: [Int]
    let weights: TermWeights
    let knowledge: LinkKnowledge

    /// - Parameters:
    ///   - firsts: one letter of each group of equal texts, by its place on the shelf.
    ///   - copies: groups of places in `firsts` that are copies of one another; they count as one in frequencies.
    init(_ shelf: LetterShelf, firsts: [Int], copies: [[Int]], _ knowledge: LinkKnowledge) {
        self.shelf = shelf
        self.firsts = firsts
        self.knowledge = knowledge
        let counts = TermCounts(groups: copies) { LetterTerms(shelf.body(firsts[$0])) }
        weights = TermWeights(counts: counts, background: knowledge.background)
    }

    func candidates(order: [Int]) -> [CandidateFinder.Pair] {
        ContentKeys.pairs(firsts.count, order: order, weights) { LetterTerms(shelf.body(firsts[$0])) }
    }

    func content(_ place: Int) -> LetterContent {
        let scalars = shelf.scalars(firsts[place])
        let body = Furniture.removed(from: scalars)
        return LetterContent(
            body, subject: LetterSubject(scalars, weights: weights), terms: LetterTerms(body),
            evidence: shelf.evidence(firsts[place]), weights: weights, bodies: knowledge.bodies)
    }

    func features(_ first: Int, _ second: Int) -> [Double] {
        MatterComparison.features(content(first), content(second))
    }

    /// The probability of each pair, in their order. Letters are read once for all pairs that lie side by side.
    func probabilities(_ pairs: [CandidateFinder.Pair]) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(pairs.count)
        for start in stride(from: 0, to: pairs.count, by: MatterScorer.blockLength) {
            // Contents of the whole block, each once: pairs of a block share letters.
            let block = pairs[start..<min(pairs.count, start + MatterScorer.blockLength)]
            let letters = Set(block.flatMap { [$0.first, $0.second] }).sorted()
            let contents = parallelMap(letters.count) { content(letters[$0]) }
            let placeOf = Dictionary(uniqueKeysWithValues: letters.enumerated().map { ($1, $0) })
            result += parallelMap(block.count) { index in
                let pair = block[start + index]
                return knowledge.model.probability(
                    MatterComparison.features(contents[placeOf[pair.first]!], contents[placeOf[pair.second]!]))
            }
        }
        return result
    }

    private static let blockLength = 1 << 17
}
