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
    public func links(in letters: [LinkableLetter]) -> [Link] { linked(letters).links }

    /// The matters: every letter in exactly one cluster, clusters ordered by their first members.
    public func clusters(in letters: [LinkableLetter]) -> [LinkCluster] {
        linked(letters).matters.map { members in
            LinkCluster(matter: "m-" + letters[members[0]].id, members: members.map { letters[$0].id })
        }
    }

    /// All that matters are formed from, also what is too unlikely to be written: ``MatterForming`` and the decisions
    /// of people make matters of it.
    public func proposals(in letters: [LinkableLetter]) -> [Proposal] { compared(letters).proposals }

    /// The features of all pairs that content keys bring together.
    public func comparedPairs(in letters: [LinkableLetter]) -> [ComparedPair] {
        let compared = compared(letters)
        guard let scorer = compared.scorer else { return [] }
        return scorer.candidates().map { pair in
            ComparedPair(
                a: letters[compared.groups.members[pair.first][0]].id,
                b: letters[compared.groups.members[pair.second][0]].id,
                features: scorer.features(pair.first, pair.second))
        }
    }

    /// How the score of two letters as one matter comes about, whether or not they are linked; `nil` without knowledge
    /// or when a letter is not there.
    public func explanation(_ a: String, _ b: String, in letters: [LinkableLetter]) -> LinkExplanation? {
        let groups = IdenticalGroups(letters)
        func group(_ id: String) -> Int? { groups.members.firstIndex { $0.contains { letters[$0].id == id } } }
        guard let knowledge, let first = group(a), let second = group(b) else { return nil }
        let firsts = groups.members.map { letters[$0[0]] }
        var sets = DisjointSets(count: firsts.count)
        for copy in copies(groups.texts, firsts) { sets.join(copy.a, copy.b) }
        let scorer = MatterScorer(firsts, copies: sets.groups(), knowledge)
        let values = scorer.features(first, second)
        let shares = zip(MatterFeature.allCases, zip(values, knowledge.model.weights)).map { feature, pair in
            LinkExplanation.Share(feature: feature, value: pair.0, weight: pair.1)
        }
        return LinkExplanation(
            bias: knowledge.model.bias, shares: shares, probability: knowledge.model.probability(values),
            link: linked(letters).links.first { ($0.a == a && $0.b == b) || ($0.a == b && $0.b == a) })
    }

    struct Pair {
        let a: Int
        let b: Int
        let relation: LinkRelation
        let score: Double
        let features: [String: Double]
    }

    /// What was found out about the letters before any matter is formed.
    private struct Comparison {
        let groups: IdenticalGroups
        /// Of distinct texts, by their groups.
        let copies: [Pair]
        let scorer: MatterScorer?
        /// Of letters, by their places.
        let proposals: [Proposal]
        /// The place of each letter's text in the order of texts.
        let order: [Int]
    }

    private func compared(_ letters: [LinkableLetter]) -> Comparison {
        // Equal texts first, so that a hundred copies count as one in frequencies and buckets.
        let groups = IdenticalGroups(letters)
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
        let firsts = groups.members.map { letters[$0[0]] }
        let copies = self.copies(groups.texts, firsts)
        for copy in copies { propose(copy.a, copy.b, copy.relation, copy.score) }
        var scorer: MatterScorer?
        if let knowledge {
            var sets = DisjointSets(count: firsts.count)
            for copy in copies { sets.join(copy.a, copy.b) }
            let made = MatterScorer(firsts, copies: sets.groups(), knowledge)
            scorer = made
            let copied = Set(copies.map { AverageLink.code($0.a, $0.b) })
            let candidates = made.candidates()
            let scores = parallelMap(candidates.count) { made.probability(candidates[$0].first, candidates[$0].second) }
            for (pair, score) in zip(candidates, scores)
            where score >= settings.considered && !copied.contains(AverageLink.code(pair.first, pair.second)) {
                propose(pair.first, pair.second, .sameMatter, score)
            }
        }
        let ranks = Linker.ranks(groups.texts)
        var order = [Int](repeating: 0, count: letters.count)
        for (group, members) in groups.members.enumerated() { for member in members { order[member] = ranks[group] } }
        return Comparison(groups: groups, copies: copies, scorer: scorer, proposals: proposals, order: order)
    }

    private func linked(_ letters: [LinkableLetter]) -> (matters: [[Int]], links: [Link]) {
        let compared = compared(letters)
        let matters = MatterForming(settings: settings).matters(
            count: letters.count, proposals: compared.proposals, order: compared.order)
        var groupOf = [Int](repeating: 0, count: letters.count)
        for (group, members) in compared.groups.members.enumerated() {
            for member in members { groupOf[member] = group }
        }
        var copies: [UInt64: Pair] = [:]
        for copy in compared.copies { copies[AverageLink.code(copy.a, copy.b)] = copy }
        let written = MatterForming.written(matters, compared.proposals, compared.order, from: settings.written)
        let links = written.map { proposal in
            var features: [String: Double] = ["jaccard": 1, "containment": 1]
            let (a, b) = (groupOf[proposal.a], groupOf[proposal.b])
            if let copy = copies[AverageLink.code(a, b)] {
                features = copy.features
            } else if a != b, let scorer = compared.scorer {
                features = [:]
                for (feature, value) in zip(MatterFeature.allCases, scorer.features(a, b)) where value != 0 {
                    features[feature.rawValue] = value
                }
            }
            return Link(
                a: letters[proposal.a].id, b: letters[proposal.b].id, relation: proposal.relation,
                score: proposal.score, features: features)
        }
        return (matters, links)
    }

    /// Pairs of distinct texts that are copies.
    func copies(_ texts: [[UInt32]], _ letters: [LinkableLetter]) -> [Pair] {
        let weighted = WeightedShingles(texts)
        let signatures = MinHash.signatures(of: weighted.shingles)
        let candidates = CandidateFinder().pairs(signatures: signatures, shingles: weighted.shingles)
        let pairs: [Pair?] = parallelMap(candidates.count) { index in
            let (a, b) = (candidates[index].first, candidates[index].second)
            let similarity = weighted.similarity(a, b)
            guard isNearDuplicate(similarity) else { return nil }
            let difference = CopyDifference(
                Furniture.removed(from: letters[a].scalars), Furniture.removed(from: letters[b].scalars))
            return Pair(
                a: a, b: b, relation: difference.isTemplate ? .template : .nearDuplicate, score: similarity.score,
                features: ["jaccard": similarity.jaccard, "containment": similarity.containment])
        }
        return pairs.compactMap { $0 }
    }

    private func isNearDuplicate(_ similarity: Similarity) -> Bool {
        similarity.jaccard >= settings.jaccard
            || (similarity.containment >= settings.containment
                && similarity.smallerCount >= settings.containmentShingles)
    }

    /// The place of each text in the order of texts.
    private static func ranks(_ texts: [[UInt32]]) -> [Int] {
        let order = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
        var ranks = [Int](repeating: 0, count: texts.count)
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        return ranks
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
