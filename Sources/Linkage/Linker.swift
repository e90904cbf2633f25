/// Proposes which letters are of one matter: copies by their text, retellings by what they speak of.
///
/// Stages, each its own type: blocking (``CandidateFinder``, ``ContentKeys``), comparison (``WeightedShingles``,
/// ``MatterComparison``), score (``MatterModel``), clusters (``AverageLink``). Deterministic: the same letters give the
/// same links whatever the number of threads, and the order and the ids of the letters change no score.
public struct Linker: Sendable {
    /// Where the lines are drawn.
    public struct Settings: Sendable, Equatable {
        /// Weighted Jaccard from which two letters are near-duplicates.
        public var jaccard = 0.45
        /// Weighted share of the smaller letter found in the larger from which they are near-duplicates.
        public var containment = 0.8
        /// Shingles the smaller letter needs before containment counts: a sentence is not a letter.
        public var containmentShingles = 60
        /// Most pairs written for one group of letters that agree, beyond which each is linked to the first
        /// and to its neighbours only; clusters are the same.
        public var pairsInFull = 4096
        /// Probability from which two letters are looked at together when matters are formed.
        public var considered = 0.1
        /// Mean probability between two groups of letters from which they are one matter.
        public var matter = 0.45
        /// Probability from which a pair inside a matter is written.
        public var written = 0.5

        public init() {}
    }

    /// Two letters whose contents were compared, for fitting weights.
    public struct ComparedPair: Sendable {
        public let a: String
        public let b: String
        /// In the order of ``MatterFeature``.
        public let features: [Double]
    }

    private let settings: Settings
    let knowledge: LinkKnowledge?

    /// - Parameter knowledge: without it only copies are found.
    public init(knowledge: LinkKnowledge? = nil, settings: Settings = Settings()) {
        self.knowledge = knowledge
        self.settings = settings
    }

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
        let compared = compared(shelf)
        effort(compared.effort)
        let matters = MatterForming(settings: settings).matters(
            count: shelf.count, proposals: compared.proposals, order: compared.order)
        let written = MatterForming.written(matters, compared.proposals, compared.order, from: settings.written)
        var groupOf = [Int](repeating: 0, count: shelf.count)
        for (group, members) in compared.groups.members.enumerated() {
            for member in members { groupOf[member] = group }
        }
        var copies: [UInt64: Similarity] = [:]
        for copy in compared.copies { copies[AverageLink.code(copy.a, copy.b)] = copy.similarity }
        let (groupsOf, similarities) = (groupOf, copies)
        for start in stride(from: 0, to: written.count, by: Linker.blockLength) {
            let block = written[start..<min(written.count, start + Linker.blockLength)]
            let features = parallelMap(block.count) { index -> [String: Double] in
                let proposal = block[start + index]
                let (a, b) = (groupsOf[proposal.a], groupsOf[proposal.b])
                if a == b { return ["jaccard": 1, "containment": 1] }
                if let copy = similarities[AverageLink.code(a, b)] {
                    return ["jaccard": copy.jaccard, "containment": copy.containment]
                }
                var features: [String: Double] = [:]
                for (feature, value) in zip(MatterFeature.allCases, compared.scorer?.features(a, b) ?? [])
                where value != 0 {
                    features[feature.rawValue] = value
                }
                return features
            }
            for (proposal, features) in zip(block, features) {
                try body(
                    Link(
                        a: shelf.ids[proposal.a], b: shelf.ids[proposal.b], relation: proposal.relation,
                        score: proposal.score, features: features))
            }
        }
    }

    private static let blockLength = 4096

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

    /// All that matters are formed from, also what is too unlikely to be written: ``MatterForming`` and the decisions
    /// of people make matters of it.
    public func proposals(in letters: [LinkableLetter]) -> [Proposal] { proposals(on: LetterShelf(letters)) }

    public func proposals(on shelf: LetterShelf) -> [Proposal] { compared(shelf).proposals }

    /// The features of all pairs that content keys bring together.
    public func comparedPairs(on letters: LetterShelf) -> [ComparedPair] {
        let compared = compared(letters)
        guard let scorer = compared.scorer else { return [] }
        return scorer.candidates(order: compared.groups.order).map { pair in
            ComparedPair(
                a: letters.ids[scorer.firsts[pair.first]], b: letters.ids[scorer.firsts[pair.second]],
                features: scorer.features(pair.first, pair.second))
        }
    }

    /// How the score of two letters as one matter comes about, whether or not they are linked; `nil` without knowledge
    /// or when a letter is not there.
    public func explanation(_ a: String, _ b: String, in letters: [LinkableLetter]) -> LinkExplanation? {
        explanation(a, b, on: LetterShelf(letters))
    }

    public func explanation(_ a: String, _ b: String, on shelf: LetterShelf) -> LinkExplanation? {
        let compared = compared(shelf)
        func group(_ id: String) -> Int? {
            compared.groups.members.firstIndex { $0.contains { shelf.ids[$0] == id } }
        }
        guard let scorer = compared.scorer, let knowledge, let first = group(a), let second = group(b) else {
            return nil
        }
        let values = scorer.features(first, second)
        let shares = zip(MatterFeature.allCases, zip(values, knowledge.model.weights)).map { feature, pair in
            LinkExplanation.Share(feature: feature, value: pair.0, weight: pair.1)
        }
        return LinkExplanation(
            bias: knowledge.model.bias, shares: shares, probability: knowledge.model.probability(values),
            link: links(on: shelf).first { ($0.a == a && $0.b == b) || ($0.a == b && $0.b == a) })
    }

    /// How many pairs were looked at, for measuring.
    public struct Effort: Sendable {
        /// Pairs whose shingles were compared.
        public let copyCandidates: Int
        /// Pairs whose contents were compared.
        public let contentCandidates: Int
    }

    /// Two distinct texts that are copies, by their groups.
    struct Copy: Sendable {
        let a: Int
        let b: Int
        let relation: LinkRelation
        let similarity: Similarity
    }

    /// What was found out about the letters before any matter is formed.
    private struct Comparison: Sendable {
        let groups: IdenticalGroups
        let copies: [Copy]
        let scorer: MatterScorer?
        /// Of letters, by their places.
        let proposals: [Proposal]
        /// The place of each letter's text in an order that only the text decides.
        let order: [Int]
        let effort: Effort
    }

    private func compared(_ shelf: LetterShelf) -> Comparison {
        // Equal texts first, so that a hundred copies count as one in frequencies and buckets.
        let groups = IdenticalGroups(shelf)
        var proposals: [Proposal] = []
        for members in groups.members where members.count > 1 {
            for (a, b) in pairs(within: members) {
                proposals.append(Proposal(a: a, b: b, relation: .identical, score: 1))
            }
        }
        func propose(_ a: Int, _ b: Int, _ relation: LinkRelation, _ score: Double) {
            for (first, second) in pairs(between: groups.members[a], and: groups.members[b]) {
                proposals.append(Proposal(a: first, b: second, relation: relation, score: score))
            }
        }
        let firsts = groups.representatives
        let (copies, copyCandidates) = self.copies(shelf, firsts, groups.order)
        var contentCandidates = 0
        for copy in copies { propose(copy.a, copy.b, copy.relation, copy.similarity.score) }
        var scorer: MatterScorer?
        if let knowledge {
            var sets = DisjointSets(count: firsts.count)
            for copy in copies { sets.join(copy.a, copy.b) }
            let made = MatterScorer(shelf, firsts: firsts, copies: sets.groups(), knowledge)
            scorer = made
            let copied = Set(copies.map { AverageLink.code($0.a, $0.b) })
            let candidates = made.candidates(order: groups.order)
                .filter { !copied.contains(AverageLink.code($0.first, $0.second)) }
            contentCandidates = candidates.count
            for (pair, score) in zip(candidates, made.probabilities(candidates)) where score >= settings.considered {
                propose(pair.first, pair.second, .sameMatter, score)
            }
        }
        var order = [Int](repeating: 0, count: shelf.count)
        for (group, members) in groups.members.enumerated() {
            for member in members { order[member] = groups.order[group] }
        }
        return Comparison(
            groups: groups, copies: copies, scorer: scorer, proposals: proposals, order: order,
            effort: Effort(copyCandidates: copyCandidates, contentCandidates: contentCandidates))
    }

    /// Letters whose shingles are counted; of a larger collection those whose texts come first in their own order.
    private static let counted = 20_000

    /// Pairs of distinct texts that are copies.
    ///
    /// - Parameters:
    ///   - firsts: places on the shelf.
    ///   - order: of the texts, for what must not depend on the order of letters.
    func copies(_ shelf: LetterShelf, _ firsts: [Int], _ order: [Int]) -> (
        copies: [Copy], candidates: Int
    ) {
        @Sendable func shingles(_ place: Int) -> [UInt64] {
            ShingleSet.hashes(of: CleanedText.clean(shelf.body(firsts[place])))
        }
        let counted = firsts.indices.filter { order[$0] < Linker.counted }
        let weights = ShingleWeights(parallelMap(counted.count) { shingles(counted[$0]) })
        let finder = CandidateFinder(count: firsts.count) { WeightedShingles(shingles($0), weights).shingles }
        let candidates = finder.pairs(order: order)
        // Candidates lie side by side by their first letter, which is read once.
        var runs: [Range<Int>] = []
        for index in candidates.indices {
            if let last = runs.last, candidates[last.lowerBound].first == candidates[index].first {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        let spans = runs
        let found: [[Copy]] = parallelMap(spans.count) { run in
            let first = candidates[spans[run].lowerBound].first
            let left = WeightedShingles(shingles(first), weights)
            return candidates[spans[run]].compactMap { pair in
                let similarity = left.similarity(to: WeightedShingles(shingles(pair.second), weights))
                guard isNearDuplicate(similarity) else { return nil }
                let difference = CopyDifference(shelf.body(firsts[first]), shelf.body(firsts[pair.second]))
                return Copy(
                    a: first, b: pair.second, relation: difference.isTemplate ? .template : .nearDuplicate,
                    similarity: similarity)
            }
        }
        return (found.flatMap { $0 }, candidates.count)
    }

    private func isNearDuplicate(_ similarity: Similarity) -> Bool {
        similarity.jaccard >= settings.jaccard
            || (similarity.containment >= settings.containment
                && similarity.smallerCount >= settings.containmentShingles)
    }

    /// All pairs of a group, or in a large one the first with each and each with the next.
    private func pairs(within members: [Int]) -> [(Int, Int)] {
        let count = members.count
        guard count * (count - 1) / 2 > settings.pairsInFull else {
            return members.indices.flatMap { first in
                members[(first + 1)...].map { (members[first], $0) }
            }
        }
        let spokes = members.dropFirst().map { (members[0], $0) }
        return spokes + zip(members.dropFirst(), members.dropFirst(2)).map { ($0, $1) }
    }

    private func pairs(between left: [Int], and right: [Int]) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        if left.count * right.count <= settings.pairsInFull {
            for a in left { for b in right { pairs.append((min(a, b), max(a, b))) } }
        } else {
            for b in right { pairs.append((min(left[0], b), max(left[0], b))) }
            for a in left.dropFirst() { pairs.append((min(a, right[0]), max(a, right[0]))) }
        }
        return pairs
    }
}
