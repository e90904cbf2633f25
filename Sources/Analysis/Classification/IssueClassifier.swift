internal import Documents

/// Decides a letter's issue classes: cues of the taxonomy and the trained model speak, openly side by side.
struct IssueClassifier: Sendable {
    let taxonomy: Taxonomy
    /// `nil` leaves the decision to the cues.
    let model: IssueModel?
    /// How much the model weighs beside the cues among the classes that it was taught.
    private static let modelWeight: Float = 0.45

    struct CueHit: Sendable {
        let span: NormalizedSpan
        let node: Int
        let weight: Float
    }

    struct Verdict: Sendable {
        let node: Int
        let score: Double
        /// `issue.cues+model`, or the one of them that spoke alone.
        let rule: String
        let evidence: [NormalizedSpan]
    }

    struct Decision: Sendable {
        /// In falling order, the primary first; empty when nothing speaks clearly.
        let verdicts: [Verdict]
        /// True when the cues and the model each stand firmly for another class.
        let isDisputed: Bool
    }

    func classify(
        _ text: UnsafeBufferPointer<UInt32>, _ hits: [CueHit], title: NormalizedSpan?, demands: [NormalizedSpan]
    ) -> Decision {
        let (total, evidence) = cueScores(hits, title, demands)
        let roots = taxonomy.roots
        let sum = roots.reduce(Float(0)) { $0 + max(0, total[$1]) }
        let probabilities = modelProbabilities(text)
        let scores = roots.map { root in
            (
                root: root, share: max(0, total[root]) / (sum + 2),
                probability: probabilities[taxonomy.nodes[root].code] ?? 0
            )
        }
        // The model knows which of its own classes it is, if it is one of them; whether it is, the cues say.
        let taught = scores.filter { probabilities[taxonomy.nodes[$0.root].code] != nil }
        let taughtShare = taught.reduce(Float(0)) { $0 + $1.share }
        let allShare = scores.reduce(Float(0)) { $0 + $1.share }
        let mass = (taughtShare + 0.35) / (allShare + 0.35)
        func combined(_ score: (root: Int, share: Float, probability: Float)) -> Float {
            (score.share + Self.modelWeight * mass * score.probability) / (1 + Self.modelWeight)
        }
        let ranked = scores.sorted { (combined($0), $1.root) > (combined($1), $0.root) }
        guard let first = ranked.first, combined(first) >= 0.12 else {
            return Decision(verdicts: [], isDisputed: false)
        }
        let chosen = ranked.prefix(3).filter {
            combined($0) >= max(0.18, combined(first) * 0.5) || $0.root == first.root
        }
        let verdicts = chosen.map { score in
            let node = deepest(score.root, total)
            let spans = taxonomy.subtree(score.root).flatMap { evidence[$0] ?? [] }.sorted()
            let rule =
                score.share > 0.05
                ? score.probability > 0.1 ? "issue.cues+model" : "issue.cues" : "issue.model"
            return Verdict(node: node, score: Double(combined(score)), rule: rule, evidence: Array(spans.prefix(8)))
        }
        let byCues = scores.max { $0.share < $1.share }
        let byModel = scores.max { $0.probability < $1.probability }
        let isDisputed =
            byCues?.root != byModel?.root && (byCues?.share ?? 0) > 0.5 && (byModel?.probability ?? 0) > 0.6
        return Decision(verdicts: verdicts, isDisputed: isDisputed)
    }

    /// What the cues add up to for each class, its subclasses included, and where they stand.
    private func cueScores(
        _ hits: [CueHit], _ title: NormalizedSpan?, _ demands: [NormalizedSpan]
    ) -> (total: [Float], evidence: [Int: [NormalizedSpan]]) {
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
        return (total, evidence)
    }

    private func modelProbabilities(_ text: UnsafeBufferPointer<UInt32>) -> [String: Float] {
        guard let model else { return [:] }
        let probabilities = model.probabilities(text)
        return Dictionary(uniqueKeysWithValues: zip(model.codes, probabilities).map { ($0, $1) })
    }

    /// Goes deeper while a child carries weight; to the third level only where it clearly does.
    private func deepest(_ root: Int, _ total: [Float]) -> Int {
        var node = root
        while let best = taxonomy.nodes[node].children.max(by: { total[$0] < total[$1] }), total[best] > 0 {
            if taxonomy.nodes[best].path.count == 3, total[best] < 3 { break }
            node = best
        }
        return node
    }
}
