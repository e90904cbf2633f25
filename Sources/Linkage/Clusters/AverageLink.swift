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
    ///   - together: nodes that are one from the start (copies), by group.
    ///   - edges: known probabilities; of pairs not listed `probability` is asked.
    ///   - order: settles ties; a property of the letters, not of their places.
    func clusters(
        together: [[Int]], edges: [Edge], order: [Int], probability: (Int, Int) -> Double
    ) -> [[Int]] {
        var groupOf: [Int: Int] = [:]
        for (group, members) in together.enumerated() { for member in members { groupOf[member] = group } }
        var sets = DisjointSets(count: together.count)
        for edge in edges { sets.join(groupOf[edge.first]!, groupOf[edge.second]!) }
        var known: [UInt64: Double] = [:]
        for edge in edges { known[AverageLink.code(edge.first, edge.second)] = edge.probability }
        var result: [[Int]] = []
        for component in sets.groups() {
            if component.count == 1 {
                result.append(together[component[0]])
            } else {
                result += merge(component.map { together[$0] }, known, order, probability)
            }
        }
        return result
    }

    /// In components beyond this only the listed pairs are known; others count as unlike.
    private static let largestWhole = 300

    private func merge(
        _ groups: [[Int]], _ known: [UInt64: Double], _ order: [Int], _ probability: (Int, Int) -> Double
    ) -> [[Int]] {
        // Groups in an order of their own, so that ties fall the same way wherever the letters stand.
        var groups: [[Int]] = groups.map { $0.sorted { order[$0] < order[$1] } }
            .sorted { order[$0[0]] < order[$1[0]] }
        let isWhole = groups.count <= AverageLink.largestWhole
        func sum(_ left: [Int], _ right: [Int]) -> Double {
            var total = 0.0
            for a in left {
                for b in right {
                    total += known[AverageLink.code(a, b)] ?? (isWhole ? probability(a, b) : 0)
                }
            }
            return total
        }
        var sums: [[Int: Double]] = Array(repeating: [:], count: groups.count)
        for left in groups.indices {
            for right in groups.indices where right > left {
                let value = sum(groups[left], groups[right])
                if value > 0 {
                    sums[left][right] = value
                    sums[right][left] = value
                }
            }
        }
        var isAlive = [Bool](repeating: true, count: groups.count)
        while true {
            var best: (mean: Double, left: Int, right: Int)?
            for left in groups.indices where isAlive[left] {
                for (right, total) in sums[left] where right > left {
                    let mean = total / Double(groups[left].count * groups[right].count)
                    guard mean >= threshold else { continue }
                    if let held = best, (held.mean, -held.left, -held.right) >= (mean, -left, -right) { continue }
                    best = (mean, left, right)
                }
            }
            guard let best else { break }
            groups[best.left] += groups[best.right]
            isAlive[best.right] = false
            for (other, total) in sums[best.right] where other != best.left {
                sums[best.left][other, default: 0] += total
                sums[other][best.left] = sums[best.left][other]
                sums[other][best.right] = nil
            }
            sums[best.left][best.right] = nil
            sums[best.right] = [:]
        }
        return groups.indices.filter { isAlive[$0] }.map { groups[$0].sorted() }
    }

    static func code(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
}
