/// Groups letters whose probabilities agree as a whole: average linkage, so that one letter which is like two others
/// does not chain these together.
struct AverageLink {
    struct Edge: Sendable {
        let first: Int
        let second: Int
        let probability: Double
    }

    /// Mean probability between two groups from which they are one matter.
    let threshold: Double

    /// The groups, each ascending; every node in exactly one.
    ///
    /// - Parameters:
    ///   - together: nodes that are one from the start, by group.
    ///   - edges: known probabilities; pairs not listed count as unlike.
    ///   - order: settles ties; a property of the letters, not of their places.
    ///   - apart: pairs of nodes that no group may hold both.
    func clusters(together: [[Int]], edges: [Edge], order: [Int], apart: [(Int, Int)] = []) -> [[Int]] {
        var groupOf: [Int: Int] = [:]
        for (group, members) in together.enumerated() { for member in members { groupOf[member] = group } }
        var sets = DisjointSets(count: together.count)
        for edge in edges where AverageLink.ties(edge.probability, threshold) {
            sets.join(groupOf[edge.first]!, groupOf[edge.second]!)
        }
        var edgesOf: [Int: [Edge]] = [:]
        for edge in edges {
            let root = sets.find(groupOf[edge.first]!)
            if root == sets.find(groupOf[edge.second]!) { edgesOf[root, default: []].append(edge) }
        }
        var apartOf: [Int: [(Int, Int)]] = [:]
        for pair in apart {
            let root = sets.find(groupOf[pair.0]!)
            if root == sets.find(groupOf[pair.1]!) { apartOf[root, default: []].append(pair) }
        }
        var result: [[Int]] = []
        for component in sets.groups() {
            if component.count == 1 {
                result.append(together[component[0]].sorted())
            } else {
                let root = component[0]
                result += merge(
                    component.map { together[$0] }, edgesOf[root] ?? [], order, apart: apartOf[root] ?? [])
            }
        }
        return result
    }

    /// Whether a probability can bring two groups together: a mean of lesser ones never reaches the threshold. So groups
    /// that only lesser ones join are formed apart from each other.
    static func ties(_ probability: Double, _ threshold: Double) -> Bool { probability >= threshold - 1e-9 }

    private func merge(_ groups: [[Int]], _ edges: [Edge], _ order: [Int], apart: [(Int, Int)]) -> [[Int]] {
        // Groups in an order of their own, so that ties fall the same way wherever the letters stand.
        var groups: [[Int]] = groups.map { $0.sorted { order[$0] < order[$1] } }
            .sorted { order[$0[0]] < order[$1[0]] }
        var groupOf: [Int: Int] = [:]
        for (group, members) in groups.enumerated() { for member in members { groupOf[member] = group } }
        // Sums run in the order of the letters, so that no order of input changes a bit of them.
        let ordered = edges.sorted { left, right in
            func key(_ edge: Edge) -> (Int, Int) {
                let (a, b) = (order[edge.first], order[edge.second])
                return (min(a, b), max(a, b))
            }
            return key(left) < key(right)
        }
        var sums: [[Int: Double]] = Array(repeating: [:], count: groups.count)
        for edge in ordered {
            let (left, right) = (groupOf[edge.first]!, groupOf[edge.second]!)
            guard left != right else { continue }
            sums[left][right, default: 0] += edge.probability
            sums[right][left, default: 0] += edge.probability
        }
        var excluded: [Set<Int>] = Array(repeating: [], count: groups.count)
        for (a, b) in apart {
            let (left, right) = (groupOf[a]!, groupOf[b]!)
            excluded[left].insert(right)
            excluded[right].insert(left)
        }
        var isAlive = [Bool](repeating: true, count: groups.count)
        // The best partner of each group; only those whose sums changed are looked up anew.
        func best(of left: Int) -> (mean: Double, right: Int)? {
            var best: (mean: Double, right: Int)?
            for (right, total) in sums[left] where !excluded[left].contains(right) {
                let mean = total / Double(groups[left].count * groups[right].count)
                guard mean >= threshold else { continue }
                if let held = best, (held.mean, -held.right) >= (mean, -right) { continue }
                best = (mean, right)
            }
            return best
        }
        var partners = groups.indices.map(best)
        while true {
            var chosen: (mean: Double, left: Int, right: Int)?
            for left in groups.indices where isAlive[left] {
                guard let partner = partners[left] else { continue }
                let (low, high) = (min(left, partner.right), max(left, partner.right))
                if let held = chosen, (held.mean, -held.left, -held.right) >= (partner.mean, -low, -high) { continue }
                chosen = (partner.mean, low, high)
            }
            guard let chosen else { break }
            let (left, right) = (chosen.left, chosen.right)
            groups[left] += groups[right]
            isAlive[right] = false
            partners[right] = nil
            for (other, total) in sums[right] where other != left {
                sums[left][other, default: 0] += total
                sums[other][left] = sums[left][other]
                sums[other][right] = nil
            }
            sums[left][right] = nil
            sums[right] = [:]
            for other in excluded[right] {
                excluded[left].insert(other)
                excluded[other].insert(left)
            }
            partners[left] = best(of: left)
            for other in sums[left].keys { partners[other] = best(of: other) }
        }
        return groups.indices.filter { isAlive[$0] }.map { groups[$0].sorted() }
    }

    static func code(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
}
