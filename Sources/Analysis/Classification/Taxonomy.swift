internal import Dictionaries
internal import Documents

/// The issue classes with their cues, read from `Dictionaries/Categories`.
///
/// Line format, first character the kind: `=` code⇥path, `~` description, `+` cue⇥weight, `-` cue⇥weight (speaks
/// against), `>` example, `!` counterexample, `#` comment. Lines belong to the `=` line above them.
public struct Taxonomy: Sendable {
    public struct Node: Sendable {
        public let code: String
        public let path: [String]
        public let parent: Int?
        /// Indices of the classes right below.
        public internal(set) var children: [Int] = []
        public var examples: [String] = []
        public var counterexamples: [String] = []
    }

    public private(set) var nodes: [Node] = []
    private var indexOfCode: [String: Int] = [:]

    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        for path in try files.files(in: "Categories") {
            for (number, bytes) in DictionaryLines(try files.bytes(of: path)) {
                try read(
                    String(decoding: bytes.dropFirst(), as: UTF8.self).trimmingSpaces, kind: bytes.first!, path, number,
                    &lexicon)
            }
        }
        guard !nodes.isEmpty else { throw DictionaryError(file: "Categories", line: 0, problem: "holds no class") }
    }

    private mutating func read(
        _ line: String, kind: UInt8, _ path: String, _ number: Int, _ lexicon: inout Lexicon
    ) throws(DictionaryError) {
        func failure(_ problem: String) -> DictionaryError {
            DictionaryError(file: path, line: number, problem: problem)
        }
        let columns = line.split(separator: "\t").map(String.init)
        switch kind {
        case UInt8(ascii: "="):
            guard columns.count == 2 else { throw failure("needs code and path") }
            let names = columns[1].split(separator: "/").map(String.init)
            let parentCode = columns[0].split(separator: ".").dropLast().joined(separator: ".")
            guard parentCode.isEmpty || indexOfCode[parentCode] != nil else { throw failure("comes before its parent") }
            guard indexOfCode[columns[0]] == nil else { throw failure("code \(columns[0]) is there twice") }
            indexOfCode[columns[0]] = nodes.count
            if let parent = indexOfCode[parentCode] { nodes[parent].children.append(nodes.count) }
            nodes.append(Node(code: columns[0], path: names, parent: indexOfCode[parentCode]))
        case UInt8(ascii: "~"): break
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard !nodes.isEmpty, columns.count == 2, let weight = Float(columns[1]), (0.5...5).contains(weight),
                columns[0].count >= 2
            else {
                throw failure("needs a cue of at least two characters and a weight of 0.5 to 5")
            }
            lexicon.add(
                columns[0].unicodeScalars.map(\.value)[...],
                .cue(node: Int32(nodes.count - 1), weight: kind == UInt8(ascii: "+") ? weight : -weight))
        case UInt8(ascii: ">"), UInt8(ascii: "!"):
            guard !nodes.isEmpty else { throw failure("comes before any class") }
            if kind == UInt8(ascii: ">") {
                nodes[nodes.count - 1].examples.append(line)
            } else {
                nodes[nodes.count - 1].counterexamples.append(line)
            }
        default: throw failure("a line begins with = ~ + - > ! or #")
        }
    }
}

/// Scores issue classes by the cues found.
struct IssueClassifier: Sendable {
    let taxonomy: Taxonomy

    struct CueHit: Sendable {
        let span: NormalizedSpan
        let node: Int
        let weight: Float
    }

    struct Verdict: Sendable {
        let node: Int
        let score: Double
        let evidence: [NormalizedSpan]
    }

    /// Classes in falling order, the primary first; empty when no cue speaks.
    func classify(_ hits: [CueHit], title: NormalizedSpan?, demands: [NormalizedSpan]) -> [Verdict] {
        var own = [Float](repeating: 0, count: taxonomy.nodes.count)
        var evidence: [Int: [NormalizedSpan]] = [:]
        var repetitions: [SIMD2<Int32>: Int] = [:]
        for hit in hits {
            // The n-th repetition of a cue adds a n-th of its weight: a harmonic sum grows as 1 + ln n.
            let key = SIMD2(
                Int32(hit.node), Int32(hit.span.count) << 16 ^ Int32(truncatingIfNeeded: hit.weight.bitPattern >> 8))
            let count = (repetitions[key] ?? 0) + 1
            repetitions[key] = count
            let place: Float =
                title?.contains(hit.span) == true ? 2 : demands.contains { $0.contains(hit.span) } ? 1.5 : 1
            own[hit.node] += hit.weight * place / Float(count)
            if hit.weight > 0 { evidence[hit.node, default: []].append(hit.span) }
        }
        var total = own
        for index in taxonomy.nodes.indices.reversed() {
            if let parent = taxonomy.nodes[index].parent, total[index] > 0 { total[parent] += total[index] }
        }
        let roots = taxonomy.nodes.indices.filter { taxonomy.nodes[$0].parent == nil && total[$0] > 0 }
            .sorted { (total[$0], $1) > (total[$1], $0) }
        let sum = roots.reduce(Float(0)) { $0 + total[$1] }
        return roots.prefix(3).filter { total[$0] >= max(2, total[roots[0]] * 0.45) }.map { root in
            var node = root
            // Go deeper while one child clearly carries the weight.
            while let best = children(of: node).max(by: { total[$0] < total[$1] }), total[best] > 0 {
                let isThird = taxonomy.nodes[best].path.count == 3
                if isThird, total[best] < 3 { break }
                node = best
            }
            let spans = subtree(root).flatMap { evidence[$0] ?? [] }.sorted()
            return Verdict(node: node, score: Double(total[root] / (sum + 2)), evidence: Array(spans.prefix(8)))
        }
    }

    private func children(of node: Int) -> [Int] { taxonomy.nodes[node].children }

    private func subtree(_ node: Int) -> [Int] { [node] + children(of: node).flatMap(subtree) }
}
