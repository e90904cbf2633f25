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
        public var matter = 0.5
        /// Probability from which a pair inside a matter is written.
        public var written = 0.5

        public init() {}
    }

    private let settings: Settings
    private let knowledge: LinkKnowledge?

    /// - Parameter knowledge: without it only copies are found.
    public init(knowledge: LinkKnowledge? = nil, settings: Settings = Settings()) {
        self.knowledge = knowledge
        self.settings = settings
    }

    /// All links, ordered by the places of their letters in the input.
    public func links(in letters: [LinkableLetter]) -> [Link] { linked(letters).links }

    /// The matters: every letter in exactly one cluster, clusters ordered by their first members.
    public func clusters(in letters: [LinkableLetter]) -> [LinkCluster] {
        var sets = DisjointSets(count: letters.count)
        for pair in linked(letters).pairs { sets.join(pair.a, pair.b) }
        return sets.groups().map { group in
            LinkCluster(matter: "m-" + letters[group[0]].id, members: group.map { letters[$0].id })
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

    private func linked(_ letters: [LinkableLetter]) -> (pairs: [Pair], links: [Link]) {
        // Equal texts first, so that a hundred copies count as one in frequencies and buckets.
        let groups = IdenticalGroups(letters)
        var pairs: [Pair] = []
        for members in groups.members where members.count > 1 {
            for (a, b) in self.pairs(within: members) {
                pairs.append(
                    Pair(a: a, b: b, relation: .identical, score: 1, features: ["jaccard": 1, "containment": 1]))
            }
        }
        let firsts = groups.members.map { letters[$0[0]] }
        let copies = self.copies(groups.texts, firsts)
        var found = copies
        if let knowledge { found += retellings(firsts, groups.texts, copies, knowledge) }
        for link in found {
            for (a, b) in self.pairs(between: groups.members[link.a], and: groups.members[link.b]) {
                pairs.append(Pair(a: a, b: b, relation: link.relation, score: link.score, features: link.features))
            }
        }
        pairs.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        let links = pairs.map {
            Link(
                a: letters[$0.a].id, b: letters[$0.b].id, relation: $0.relation, score: $0.score, features: $0.features)
        }
        return (pairs, links)
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

    /// Pairs of one matter that are no copies.
    private func retellings(
        _ letters: [LinkableLetter], _ texts: [[UInt32]], _ copies: [Pair], _ knowledge: LinkKnowledge
    ) -> [Pair] {
        var sets = DisjointSets(count: letters.count)
        for copy in copies { sets.join(copy.a, copy.b) }
        let together = sets.groups()
        let scorer = MatterScorer(letters, copies: together, knowledge)
        let candidates = scorer.candidates()
        let scores = parallelMap(candidates.count) { scorer.probability(candidates[$0].first, candidates[$0].second) }
        var edges: [AverageLink.Edge] = []
        for (pair, score) in zip(candidates, scores) where score >= settings.considered {
            edges.append(AverageLink.Edge(first: pair.first, second: pair.second, probability: score))
        }
        let order = Linker.ranks(texts)
        let clusters = AverageLink(threshold: settings.matter).clusters(
            together: together, edges: edges, order: order, probability: scorer.probability)
        let copied = Set(copies.map { AverageLink.code($0.a, $0.b) })
        var known: [UInt64: Double] = [:]
        for edge in edges { known[AverageLink.code(edge.first, edge.second)] = edge.probability }
        var pairs: [Pair] = []
        for members in clusters where members.count > 1 {
            pairs += written(members, copied, order) { a, b in
                known[AverageLink.code(a, b)] ?? (members.count <= 64 ? scorer.probability(a, b) : 0)
            }.map { a, b, score in
                let values = scorer.features(a, b)
                var features: [String: Double] = [:]
                for (feature, value) in zip(MatterFeature.allCases, values) where value != 0 {
                    features[feature.rawValue] = value
                }
                return Pair(a: a, b: b, relation: .sameMatter, score: score, features: features)
            }
        }
        return pairs
    }

    /// The pairs of a matter that are written: the likely ones, and of the rest the likeliest that hold it together.
    private func written(
        _ members: [Int], _ copied: Set<UInt64>, _ order: [Int], _ probability: (Int, Int) -> Double
    ) -> [(Int, Int, Double)] {
        var sets = DisjointSets(count: members.count)
        var rest: [(left: Int, right: Int, score: Double)] = []
        var written: [(Int, Int, Double)] = []
        for left in members.indices {
            for right in members.indices where right > left {
                if copied.contains(AverageLink.code(members[left], members[right])) {
                    sets.join(left, right)
                    continue
                }
                let score = probability(members[left], members[right])
                if score >= settings.written {
                    sets.join(left, right)
                    written.append((members[left], members[right], score))
                } else {
                    rest.append((left, right, score))
                }
            }
        }
        func tie(_ pair: (left: Int, right: Int, score: Double)) -> (Int, Int) {
            let (a, b) = (order[members[pair.left]], order[members[pair.right]])
            return (min(a, b), max(a, b))
        }
        rest.sort { $0.score != $1.score ? $0.score > $1.score : tie($0) < tie($1) }
        for pair in rest where sets.find(pair.left) != sets.find(pair.right) {
            sets.join(pair.left, pair.right)
            written.append((members[pair.left], members[pair.right], pair.score))
        }
        return written
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
