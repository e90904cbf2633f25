/// Proposes which letters are of one matter: copies by their text, retellings by what they speak of.
///
/// Stages, each its own type: blocking (``LetterSketch``, ``LinkIndex``), comparison (``WeightedShingles``,
/// ``MatterComparison``), score (``MatterModel``), clusters (``AverageLink``). What two letters are to each other is a
/// function of the two alone; so the same letters give the same links whatever the number of threads, however many come
/// at a time, and in whatever order.
public struct Linker: Sendable {
    /// Where the lines are drawn.
    public struct Settings: Sendable, Equatable {
        /// Whether letters are compared in content too, and not in text alone.
        public var findsRetellings = true
        /// Weighted Jaccard from which two letters are near-duplicates.
        public var jaccard = 0.45
        /// Weighted Jaccard from which the text alone settles it. Below it a form that two people filled in may have as
        /// much in common as a letter and its copy, so that what they speak of decides.
        public var settlingJaccard = 0.65
        /// Weighted share of the smaller letter found in the larger from which they are near-duplicates.
        public var containment = 0.8
        /// Shingles the smaller letter needs before containment counts: a sentence is not a letter.
        public var containmentShingles = 60
        /// Probability from which two letters are looked at together when matters are formed.
        public var considered = 0.1
        /// Mean probability between two groups of letters from which they are one matter.
        public var matter = 0.5
        /// Probability from which a pair inside a matter is written.
        public var written = 0.5
        /// Whether pairs of related but different matters are written too.
        public var writesRelated = false

        public init() {}
    }

    /// Two letters whose contents were compared, for fitting weights.
    public struct ComparedPair: Sendable {
        public let a: String
        public let b: String
        /// In the order of ``MatterFeature``.
        public let features: [Double]
    }

    let settings: Settings
    let knowledge: LinkKnowledge?

    /// - Parameter knowledge: without it only copies are found.
    public init(knowledge: LinkKnowledge? = nil, settings: Settings = Settings()) {
        self.knowledge = knowledge
        self.settings = settings
    }

    /// Changes whenever the same letters might be linked otherwise: what was kept of them is then to be made anew.
    public var version: Int64 {
        Int64(bitPattern: (knowledge?.fingerprint ?? 0) ^ Linker.methodVersion) & .max
    }

    /// To be raised when sketches or comparisons are made otherwise.
    private static let methodVersion: UInt64 = 7

    public func sketch(of letter: ShelvedLetter) -> LetterSketch {
        LetterSketch(body: letter.body, knowledge, contents: settings.findsRetellings && letter.evidence.isLetter)
    }

    /// The same, finding copies alone.
    public var ofCopies: Linker { with { $0.findsRetellings = false } }

    /// The same, writing also what is related but different.
    public var withRelated: Linker { with { $0.writesRelated = true } }

    private func with(_ change: (inout Settings) -> Void) -> Linker {
        var settings = self.settings
        change(&settings)
        return Linker(knowledge: knowledge, settings: settings)
    }

    // MARK: a whole collection

    /// All links, ordered by the places of their letters in the input.
    public func links(in letters: [LinkableLetter]) -> [Link] { links(on: LetterShelf(letters)) }

    public func links(on shelf: LetterShelf) -> [Link] {
        var links: [Link] = []
        forEachLink(on: shelf) { links.append($0) }
        return links
    }

    /// Gives the links one by one, so that a million of them need not be held.
    public func forEachLink(
        on shelf: LetterShelf, effort: (Effort) -> Void = { _ in }, _ body: (Link) throws -> Void
    ) rethrows {
        var compared = compared(shelf)
        effort(compared.effort)
        let matters = MatterForming(settings: settings).matters(
            count: shelf.count, proposals: compared.proposals, order: compared.order)
        var written = MatterForming.written(matters, compared.proposals, compared.order, from: settings.written)
        if settings.writesRelated { written += MatterForming.related(matters, compared.proposals, compared.order) }
        for start in stride(from: 0, to: written.count, by: Linker.blockLength) {
            let block = written[start..<min(written.count, start + Linker.blockLength)]
            let features = features(of: block, keeping: &compared.cache) { shelf.letter($0) }
            for (proposal, features) in zip(block, features) {
                try body(
                    Link(
                        a: shelf.ids[proposal.a], b: shelf.ids[proposal.b], relation: proposal.relation,
                        score: proposal.score, features: features))
            }
        }
    }

    /// Letters taken up at a time. No result depends on it.
    static let blockLength = 1024

    /// The matters: every letter in exactly one cluster, clusters ordered by their first members.
    public func clusters(in letters: [LinkableLetter]) -> [LinkCluster] { clusters(on: LetterShelf(letters)) }

    public func clusters(on shelf: LetterShelf) -> [LinkCluster] {
        let compared = compared(shelf)
        return MatterForming(settings: settings).matters(
            count: shelf.count, proposals: compared.proposals, order: compared.order
        ).map { members in
            LinkCluster(matter: "m-" + shelf.ids[members[0]], members: members.map { shelf.ids[$0] })
        }
    }

    /// The features of all pairs that keys of content bring together.
    public func comparedPairs(on shelf: LetterShelf) -> [ComparedPair] {
        guard let knowledge else { return [] }
        var pairs: [ComparedPair] = []
        var cache = ContentCache()
        forEachBlock(of: shelf) { candidates in
            let compared = candidates.contents
            let (places, numberOf) = LinkCandidates.places(of: compared)
            let contents = cache.contents(of: places) { LetterContent(shelf.letter($0), knowledge) }
            pairs += parallelMap(compared.count) { index in
                let (a, b) = (compared[index].earlier, compared[index].letter)
                return ComparedPair(
                    a: shelf.ids[a], b: shelf.ids[b],
                    features: MatterComparison.features(contents[numberOf[a]!], contents[numberOf[b]!]))
            }
        }
        return pairs
    }

    /// How the score of two letters as one matter comes about, whether or not they are linked; `nil` without knowledge
    /// or when a letter is not there.
    public func explanation(_ a: String, _ b: String, in letters: [LinkableLetter]) -> LinkExplanation? {
        explanation(a, b, on: LetterShelf(letters))
    }

    public func explanation(_ a: String, _ b: String, on shelf: LetterShelf) -> LinkExplanation? {
        guard let knowledge, let first = shelf.ids.firstIndex(of: a), let second = shelf.ids.firstIndex(of: b) else {
            return nil
        }
        let values = MatterComparison.features(
            LetterContent(shelf.letter(first), knowledge), LetterContent(shelf.letter(second), knowledge))
        let shares = zip(MatterFeature.allCases, zip(values, knowledge.model.weights(values))).map { feature, pair in
            LinkExplanation.Share(feature: feature, value: pair.0, weight: pair.1)
        }
        return LinkExplanation(
            bias: knowledge.model.bias, shares: shares, probability: knowledge.model.probability(values),
            link: links(on: shelf).first { ($0.a == a && $0.b == b) || ($0.a == b && $0.b == a) })
    }

    /// How many pairs were looked at, for measuring.
    public struct Effort: Sendable {
        /// Pairs whose shingles were compared.
        public internal(set) var copyCandidates = 0
        /// Pairs whose contents were compared.
        public internal(set) var contentCandidates = 0
    }

    /// What was found out about the letters before any matter is formed.
    private struct Comparison {
        var proposals: [Proposal] = []
        /// The place of each letter in an order that only the texts decide.
        var order: [Int] = []
        var effort = Effort()
        var cache = ContentCache()
    }

    private func compared(_ shelf: LetterShelf) -> Comparison {
        var result = Comparison()
        forEachBlock(of: shelf) { candidates in
            result.effort.copyCandidates += candidates.copies.count
            result.effort.contentCandidates += candidates.contents.count
            result.proposals += proposals(for: candidates, keeping: &result.cache) { shelf.letter($0) }
        }
        result.order = MatterForming.order(of: parallelMap(shelf.count) { shelf.letter($0).order })
        return result
    }

    private func forEachBlock(of shelf: LetterShelf, _ body: (LinkCandidates) -> Void) {
        var index = LinkIndex()
        for start in stride(from: 0, to: shelf.count, by: Linker.blockLength) {
            let sketches = parallelMap(min(Linker.blockLength, shelf.count - start)) {
                sketch(of: shelf.letter(start + $0))
            }
            body(index.insert(sketches))
        }
    }
}
