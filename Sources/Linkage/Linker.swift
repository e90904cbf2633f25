/// Proposes which letters are copies of one another.
///
/// Deterministic: the same letters give the same links whatever the number of threads, and the order and the ids of
/// the letters change no score.
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

        public init() {}
    }

    private let settings: Settings

    public init(settings: Settings = Settings()) { self.settings = settings }

    /// All links, ordered by the places of their letters in the input.
    public func links(in letters: [LinkableLetter]) -> [Link] {
        pairs(letters).map { pair in
            Link(
                a: letters[pair.a].id, b: letters[pair.b].id, relation: pair.relation,
                score: pair.relation == .identical ? 1 : pair.similarity.score,
                features: ["jaccard": pair.similarity.jaccard, "containment": pair.similarity.containment])
        }
    }

    /// The connected letters: every letter in exactly one cluster, clusters ordered by their first members.
    public func clusters(in letters: [LinkableLetter]) -> [LinkCluster] {
        var sets = DisjointSets(count: letters.count)
        for pair in pairs(letters) { sets.join(pair.a, pair.b) }
        return sets.groups().map { group in
            LinkCluster(matter: "m-" + letters[group[0]].id, members: group.map { letters[$0].id })
        }
    }

    struct Pair {
        let a: Int
        let b: Int
        let relation: LinkRelation
        let similarity: Similarity
    }

    private func pairs(_ letters: [LinkableLetter]) -> [Pair] {
        // Equal texts first, so that a hundred copies count as one in frequencies and buckets.
        let groups = IdenticalGroups(letters)
        var found: [Pair] = []
        for members in groups.members where members.count > 1 {
            for (a, b) in pairs(within: members) {
                found.append(Pair(a: a, b: b, relation: .identical, similarity: .same))
            }
        }
        let weighted = WeightedShingles(groups.texts)
        let signatures = MinHash.signatures(of: weighted.shingles)
        let candidates = CandidateFinder().pairs(signatures: signatures, shingles: weighted.shingles)
        let similarities = parallelMap(candidates.count) {
            weighted.similarity(candidates[$0].first, candidates[$0].second)
        }
        for (candidate, similarity) in zip(candidates, similarities) where isNearDuplicate(similarity) {
            for (a, b) in pairs(between: groups.members[candidate.first], and: groups.members[candidate.second]) {
                found.append(Pair(a: a, b: b, relation: .nearDuplicate, similarity: similarity))
            }
        }
        return found.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
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
