/// A pair of letters that may be of one matter: what matters are formed from.
public struct Proposal: Sendable, Equatable {
    /// Places of the two letters, `a < b`.
    public let a: Int
    public let b: Int
    public let relation: LinkRelation
    /// 0…1: similarity of copies, probability of one matter for retellings.
    public let score: Double

    public init(a: Int, b: Int, relation: LinkRelation, score: Double) {
        self.a = a
        self.b = b
        self.relation = relation
        self.score = score
    }
}

/// What a person decided about letters; it holds against every score.
public enum MatterDecision: Sendable, Equatable {
    /// These letters are of one matter.
    case together([Int])
    /// None of the first is of one matter with any of the second.
    case apart([Int], [Int])
}

/// Forms matters from proposals and decisions. The result is a function of the set of both alone: neither their order
/// nor that of the letters, nor letters that no proposal ties to them, change it.
public struct MatterForming: Sendable {
    /// Mean probability between two groups of letters from which they are one matter.
    let threshold: Double

    public init(settings: Linker.Settings = Linker.Settings()) { threshold = settings.matter }

    /// The rank of each letter by what it says (``ShelvedLetter/order``), so that ties fall the same way in whatever order
    /// letters came.
    public static func order(of letters: [UInt64]) -> [Int] {
        let sorted = letters.indices.sorted { (letters[$0], $0) < (letters[$1], $1) }
        var order = [Int](repeating: 0, count: letters.count)
        for (rank, letter) in sorted.enumerated() { order[letter] = rank }
        return order
    }

    /// Whether a proposal can make two letters one matter; what cannot only weighs inside a matter.
    public func ties(_ proposal: Proposal) -> Bool {
        proposal.relation != .sameMatter || AverageLink.ties(proposal.score, threshold)
    }

    /// The matters: every letter in exactly one, members ascending, in the order of first members.
    ///
    /// - Parameters:
    ///   - decisions: the older first; where two contradict each other the newer holds.
    ///   - order: settles ties; by default the letters' places.
    public func matters(
        count: Int, proposals: [Proposal], decisions: [MatterDecision] = [], order: [Int]? = nil
    ) -> [[Int]] {
        let order = order ?? Array(0..<count)
        var ties = Ties(count: count)
        for decision in decisions.reversed() {
            switch decision {
            case .together(let letters):
                guard let first = letters.first else { continue }
                for letter in letters.dropFirst() { ties.join(first, letter) }
            case .apart(let left, let right):
                for a in left { for b in right { ties.separate(a, b) } }
            }
        }
        func key(_ proposal: Proposal) -> (Int, Int) {
            let (a, b) = (order[proposal.a], order[proposal.b])
            return (min(a, b), max(a, b))
        }
        let copies = proposals.filter { $0.relation != .sameMatter }
            .sorted { $0.score != $1.score ? $0.score > $1.score : key($0) < key($1) }
        for copy in copies { ties.join(copy.a, copy.b) }
        // Equal texts count as one letter: a hundred of them say no more about another than one.
        var texts = DisjointSets(count: count)
        for copy in copies where copy.relation == .identical && ties.find(copy.a) == ties.find(copy.b) {
            texts.join(copy.a, copy.b)
        }
        var edges: [UInt64: Double] = [:]
        for proposal in proposals where proposal.relation == .sameMatter {
            let code = AverageLink.code(texts.find(proposal.a), texts.find(proposal.b))
            edges[code] = max(edges[code] ?? 0, proposal.score)
        }
        let classes = texts.groups()
        var memberOrder = order
        for members in classes { memberOrder[members[0]] = members.reduce(Int.max) { min($0, order[$1]) } }
        let together = ties.groups().map { group in group.filter { texts.find($0) == $0 } }
        let groups = AverageLink(threshold: threshold).clusters(
            together: together,
            edges: edges.map {
                AverageLink.Edge(first: Int($0.key >> 32), second: Int($0.key & 0xFFFF_FFFF), probability: $0.value)
            }, order: memberOrder, apart: ties.separated.map { (texts.find($0.0), texts.find($0.1)) })
        let membersOf = Dictionary(uniqueKeysWithValues: classes.map { ($0[0], $0) })
        return groups.map { $0.flatMap { membersOf[$0] ?? [] }.sorted() }.sorted { $0[0] < $1[0] }
    }

    /// The proposals to show: inside a matter the likely ones, and of the rest the likeliest that hold it together.
    public static func written(
        _ matters: [[Int]], _ proposals: [Proposal], _ order: [Int], from least: Double
    ) -> [Proposal] {
        var matterOf = [Int](repeating: 0, count: order.count)
        for (matter, members) in matters.enumerated() { for member in members { matterOf[member] = matter } }
        var sets = DisjointSets(count: order.count)
        var written: [Proposal] = []
        var rest: [Proposal] = []
        for proposal in proposals where matterOf[proposal.a] == matterOf[proposal.b] {
            if proposal.relation != .sameMatter || proposal.score >= least {
                sets.join(proposal.a, proposal.b)
                written.append(proposal)
            } else {
                rest.append(proposal)
            }
        }
        func tie(_ proposal: Proposal) -> (Int, Int) {
            let (a, b) = (order[proposal.a], order[proposal.b])
            return (min(a, b), max(a, b))
        }
        rest.sort { $0.score != $1.score ? $0.score > $1.score : tie($0) < tie($1) }
        for proposal in rest where sets.find(proposal.a) != sets.find(proposal.b) {
            sets.join(proposal.a, proposal.b)
            written.append(proposal)
        }
        return written.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    /// Between matters, the likeliest proposal of each pair of matters, as ``LinkRelation/related``.
    public static func related(_ matters: [[Int]], _ proposals: [Proposal], _ order: [Int]) -> [Proposal] {
        var matterOf = [Int](repeating: 0, count: order.count)
        for (matter, members) in matters.enumerated() { for member in members { matterOf[member] = matter } }
        func key(_ proposal: Proposal) -> (Double, Int, Int) {
            let (a, b) = (order[proposal.a], order[proposal.b])
            return (-proposal.score, min(a, b), max(a, b))
        }
        var best: [UInt64: Proposal] = [:]
        for proposal in proposals where matterOf[proposal.a] != matterOf[proposal.b] {
            let code = AverageLink.code(matterOf[proposal.a], matterOf[proposal.b])
            if let held = best[code], key(held) <= key(proposal) { continue }
            best[code] = proposal
        }
        return best.values.map { Proposal(a: $0.a, b: $0.b, relation: .related, score: $0.score) }
            .sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    /// Groups of letters, some of which may never become one.
    private struct Ties {
        private var sets: DisjointSets
        private(set) var separated: [(Int, Int)] = []

        init(count: Int) { sets = DisjointSets(count: count) }

        mutating func join(_ a: Int, _ b: Int) {
            let (left, right) = (sets.find(a), sets.find(b))
            guard left != right else { return }
            for (x, y) in separated {
                let pair = (sets.find(x), sets.find(y))
                if pair == (left, right) || pair == (right, left) { return }
            }
            sets.join(a, b)
        }

        mutating func separate(_ a: Int, _ b: Int) {
            guard sets.find(a) != sets.find(b) else { return }
            separated.append((a, b))
        }

        mutating func find(_ letter: Int) -> Int { sets.find(letter) }

        mutating func groups() -> [[Int]] { sets.groups() }
    }
}
