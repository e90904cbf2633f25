/// Decides which readings are marks: the best ascending sequence of pages, for each style and each total.
enum PageMarkChain {
    /// Pages that may be missing between two marks.
    private static let longestGap = 40
    private static let gapCost = 0.3
    /// Scalars from one mark to the next; marks closer than that are items or scores.
    private static let shortestPage = 20

    private static let mostMarks = 2_000

    private struct Node {
        let reading: Int
        var score: Double
        var previous: Int
        var length: Int
    }

    /// The ranges of the marks, ascending.
    static func marks(among readings: [PageMarkReading], in scalars: UnsafeBufferPointer<UInt32>) -> [Range<Int>] {
        var groups: [Int: [Int]] = [:]
        for (index, reading) in readings.enumerated() {
            groups[reading.style.rawValue * 1000 + reading.total, default: []].append(index)
        }
        var taken: [Range<Int>] = []
        func isFree(_ range: Range<Int>) -> Bool { !taken.contains { $0.overlaps(range) } }
        var candidates: [(score: Double, marks: [Int], key: Int)] = []
        for (key, group) in groups {
            let (score, marks) = bestChain(group.map { readings[$0] }, group)
            if isConvincing(marks.map { readings[$0] }, scalars) { candidates.append((score, marks, key)) }
        }
        candidates.sort { ($0.score, $1.key) > ($1.score, $0.key) }
        for candidate in candidates {
            let ranges = candidate.marks.map { readings[$0].range }
            guard ranges.allSatisfy(isFree) else { continue }
            taken += ranges
            // The viewer's own line, `1 / 26` under the text, repeats a page.
            for index in groups[candidate.key] ?? []
            where readings[index].isAlone && readings[index].total > 0 && taken.count < mostMarks
                && isFree(readings[index].range)
            {
                taken.append(readings[index].range)
            }
        }
        return taken.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// The ascending sequence of greatest weight. Linear in the readings: a page looks back `longestGap` pages.
    private static func bestChain(_ readings: [PageMarkReading], _ indices: [Int]) -> (score: Double, marks: [Int]) {
        var nodes: [Node] = []
        // The best node that ends with each page, or -1.
        var bestByPage = [Int](repeating: -1, count: (readings.lazy.map(\.page).max() ?? 0) + 1)
        var best = -1
        var pending: [(page: Int, node: Int)] = []
        var pendingRange: Range<Int>?
        func settle() {
            for (page, node) in pending
            where bestByPage[page] < 0 || nodes[bestByPage[page]].score < nodes[node].score {
                bestByPage[page] = node
            }
            pending.removeAll(keepingCapacity: true)
        }
        for (number, reading) in readings.enumerated() {
            // Two readings of one place never follow each other.
            if let range = pendingRange, !range.overlaps(reading.range) { settle() }
            pendingRange = reading.range
            var node = Node(reading: indices[number], score: reading.weight, previous: -1, length: 1)
            node.score -= gapCost * Double(min(reading.page - 1, longestGap))
            for page in stride(from: reading.page - 1, through: max(1, reading.page - longestGap), by: -1) {
                let earlier = bestByPage[page]
                guard earlier >= 0 else { continue }
                let score = nodes[earlier].score + reading.weight - gapCost * Double(reading.page - page - 1)
                if score > node.score {
                    node.score = score
                    node.previous = earlier
                    node.length = nodes[earlier].length + 1
                }
            }
            nodes.append(node)
            pending.append((reading.page, nodes.count - 1))
            if best < 0 || nodes[best].score < node.score { best = nodes.count - 1 }
        }
        var marks: [Int] = []
        var at = best
        while at >= 0 {
            marks.append(nodes[at].reading)
            at = nodes[at].previous
        }
        return (best < 0 ? 0 : nodes[best].score, marks.reversed())
    }

    private static func isConvincing(_ marks: [PageMarkReading], _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        guard let first = marks.first, let last = marks.last else { return false }
        let pages = last.page - first.page + 1
        let isDense = Double(marks.count) >= 0.6 * Double(pages)
        let weight = marks.reduce(0) { $0 + $1.weight }
        let isSpread = last.range.lowerBound - first.range.lowerBound >= (marks.count - 1) * shortestPage
        switch first.style {
        case .fraction:
            let coversAll = Double(marks.count) >= 0.5 * Double(first.total)
            if marks.count == 1 {
                // 2/5 at the foot of the only page that was scanned.
                return first.isAlone && isAtEdge(first.range, scalars)
            }
            return isDense && isSpread && weight > 1.5
                && (coversAll || marks.count >= 3 || marks.contains(where: \.isAlone))
        case .words: return true
        case .dashes: return marks.count >= 2 && isDense || isAtEdge(first.range, scalars)
        case .bare: return marks.count >= 3 && isDense && isSpread && first.page <= 3 && areApart(marks, scalars)
        }
    }

    /// Nothing but blanks before it or behind it.
    private static func isAtEdge(_ range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        scalars[..<range.lowerBound].allSatisfy { CharacterKind.isSpace($0) }
            || scalars[range.upperBound...].allSatisfy { CharacterKind.isSpace($0) }
    }

    /// Numbers alone on their lines are pages when there is a page of text between them, not a list's labels.
    private static func areApart(_ marks: [PageMarkReading], _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        zip(marks, marks.dropFirst()).allSatisfy { $1.range.lowerBound - $0.range.upperBound >= 150 }
    }
}
