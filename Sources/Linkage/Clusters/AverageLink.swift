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
        // A pair waits with the letters its two groups had then; when either has grown since, it is out of date.
        var waiting = Heap<Candidate>()
        func propose(_ left: Int, _ right: Int, _ total: Double) {
            guard !excluded[left].contains(right) else { return }
            let mean = total / Double(groups[left].count * groups[right].count)
            guard mean >= threshold else { return }
            let (low, high) = (min(left, right), max(left, right))
            waiting.push(Candidate(mean: mean, left: low, right: high, size: groups[left].count + groups[right].count))
        }
        for left in groups.indices {
            for (right, total) in sums[left] where left < right { propose(left, right, total) }
        }
        while let chosen = waiting.pop() {
            let (left, right) = (chosen.left, chosen.right)
            guard isAlive[left], isAlive[right], groups[left].count + groups[right].count == chosen.size else {
                continue
            }
            groups[left] += groups[right]
            isAlive[right] = false
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
            for (other, total) in sums[left] { propose(left, other, total) }
        }
        return groups.indices.filter { isAlive[$0] }.map { groups[$0].sorted() }
    }

    static func code(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }

    /// Two groups that may become one.
    private struct Candidate: Comparable {
        let mean: Double
        let left: Int
        let right: Int
        let size: Int

        /// The later comes first out of the heap's way: the higher mean wins, then the first groups.
        static func < (a: Candidate, b: Candidate) -> Bool {
            (a.mean, b.left, b.right) < (b.mean, a.left, a.right)
        }
    }
}

/// A binary heap; the greatest comes out first.
struct Heap<Element: Comparable> {
    private var elements: [Element] = []

    mutating func push(_ element: Element) {
        elements.append(element)
        var place = elements.count - 1
        while place > 0, elements[(place - 1) / 2] < elements[place] {
            elements.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func pop() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first = elements.first else { return last }
        elements[0] = last
        var place = 0
        while true {
            var greatest = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < elements.count && elements[greatest] < elements[child] {
                greatest = child
            }
            if greatest == place { return first }
            elements.swapAt(place, greatest)
            place = greatest
        }
    }
}
