internal import Dictionaries
internal import Documents

/// Decides a letter's issue classes and purpose: cues of the dictionary and the trained model speak, openly side by
/// side, weighed as cross-validation taught.
struct IssueClassifier: Sendable {
    let taxonomy: Taxonomy
    /// The model's; `nil` leaves the decision to the cues.
    private let table: NGramTable?
    private let classCount: Int
    private let combination: IssueModel.Combination
    /// For each root of the taxonomy, its lane among the model's classes.
    private let laneOfRoot: [Int?]
    /// For each root, the model's lanes of its level-2 classes, and each child's lane.
    private let detailLanes: [Range<Int>]
    /// By node; -1 for one that the model does not know.
    private let laneOfNode: [Int]
    private let roots: [Int]
    private let children: [[Int]]
    private let rootOfNode: [Int]
    private let parentOfNode: [Int]

    /// Below this probability no class is told.
    private static let floor: Float = 0.12
    /// Below this one the class is a proposal that a person has to look at.
    static let certain: Float = 0.4
    /// A further class is told from this probability on (the best F1 of the sets out of fold), and no more than so many.
    private static let further: (least: Float, count: Int) = (0.3, 2)
    /// What a demand alone names is told from these cues and this probability on.
    private static let asked: (cues: Float, least: Float) = (6, 0.1)
    /// How much a cue counts in the title, in a demand, in the opening (the first scalars of the text).
    private static let place: (title: Float, demand: Float, opening: Float, openingLength: Int) = (3, 1.5, 1.5, 250)
    /// The n-th repetition of a cue counts 1/√n: the eighth and all further ones a third.
    private static let repetitions: [Float] = [1, 0.707_107, 0.577_35, 0.5, 0.447_214, 0.408_248, 0.377_964, 0.333_333]
    /// The weights without a model: cues alone.
    private static let cuesAlone: IssueModel.Combination = {
        var combination = IssueModel.Combination(issue: [0, 1.2, 3, 0, 0, 0], purpose: [0, 1.5, 0])
        (combination.further, combination.furtherBias) = ([0, 1.3, 0], -5.9)
        combination.detail = [0, 1]
        return combination
    }()

    /// - Throws: ``DictionaryError`` for a model whose classes are not the taxonomy's.
    init(taxonomy: Taxonomy, model: IssueModel?) throws(DictionaryError) {
        self.taxonomy = taxonomy
        table = model?.table
        classCount = model?.codes.count ?? 0
        combination = model?.combination ?? Self.cuesAlone
        var lanes: [Int?] = []
        var details: [Range<Int>] = []
        var ofNode = [Int](filled: -1, count: taxonomy.nodes.count)
        for root in taxonomy.roots {
            let code = taxonomy.nodes[root].code
            lanes.append(model?.codes.firstIndex(of: code))
            let own = model?.detailCodes.indices.filter { model!.detailCodes[$0].hasPrefix(code + ".") } ?? []
            details.append(own.isEmpty ? 0..<0 : own.first!..<own.last! + 1)
            for child in taxonomy.nodes[root].children {
                ofNode[child] = model?.detailCodes.firstIndex(of: taxonomy.nodes[child].code) ?? -1
            }
        }
        let known = Set(taxonomy.nodes.map(\.code))
        if let strange = (model.map { $0.codes + $0.detailCodes } ?? []).first(where: { !known.contains($0) }) {
            throw DictionaryError(
                file: "Models/issues.model", line: 0, problem: "knows a class that the taxonomy has not: \(strange)")
        }
        roots = taxonomy.roots
        children = taxonomy.nodes.map(\.children)
        laneOfRoot = lanes
        detailLanes = details
        laneOfNode = ofNode
        var rootOfNode: [Int] = []
        for (index, node) in taxonomy.nodes.enumerated() {
            rootOfNode.append(node.parent.map { rootOfNode[$0] } ?? index)
        }
        self.rootOfNode = rootOfNode
        parentOfNode = taxonomy.nodes.map { $0.parent ?? -1 }
    }

    struct CueHit: Sendable {
        let span: NormalizedSpan
        let node: Int
        let weight: Float
    }

    struct PurposeHit: Sendable {
        let span: NormalizedSpan
        let purpose: Int
        let weight: Float
    }

    /// What a letter shows of its subject.
    struct Evidence: Sendable {
        /// Ascending by where they begin.
        var cues: [CueHit] = []
        var purposes: [PurposeHit] = []
        var title: NormalizedSpan?
        var demands: [NormalizedSpan] = []
        /// Names, numbers and homes of private persons, ascending and apart: no feature comes from them.
        var hidden: [NormalizedSpan] = []

        /// The cues that begin in a span.
        func cues(in span: NormalizedSpan) -> ArraySlice<CueHit> {
            let first = cues.partitioningIndex { $0.span.start >= span.start }
            return cues[first..<max(first, cues.partitioningIndex { $0.span.start >= span.end })]
        }

        func hides(_ span: NormalizedSpan) -> Bool {
            guard !hidden.isEmpty else { return false }
            let place = hidden.partitioningIndex { $0.end > span.start }
            return place < hidden.count && hidden[place].start < span.end
        }
    }

    struct Verdict: Sendable {
        let node: Int
        let score: Double
        /// `issue.cues+model`, or the one of them that spoke alone.
        let rule: String
        let evidence: [NormalizedSpan]
    }

    struct Decision: Sendable {
        /// The primary first, then the further ones in falling order; empty when nothing speaks clearly.
        var verdicts: [Verdict] = []
        /// For each demand of the evidence, the class it asks about; empty when the letter has none.
        var demandNodes: [Int] = []
        /// True when the cues and the model each stand firmly for another class.
        var isDisputed = false
        var purpose: (value: Purpose, score: Double) = (.appeal, 0)
    }

    /// What cues and model say of each root, in the taxonomy's order.
    private struct RootScores {
        /// The model's, -1 for a root that it does not know.
        let margins: [Float]
        /// The model's of the opening alone, 0 for a root that it does not know.
        let opening: [Float]
        /// What the cues of the root and of its subclasses add up to.
        let cues: [Float]
        /// The best of the model's level-2 margins below the root.
        let details: [Float]
    }

    func classify(_ text: UnsafeBufferPointer<UInt32>, _ evidence: Evidence) -> Decision {
        let totals = cueTotals(evidence)
        // What the model says of the whole text, then of its opening, then of its ending.
        let laneCount = classCount + Purpose.allCases.count
        var lanes = [Float](filled: 0, count: 3 * laneCount)
        var details = DetailMargins(table: table, lanes: detailLanes)
        if let table {
            func score(_ text: UnsafeBufferPointer<UInt32>) {
                details.grams = lanes.withUnsafeMutableBufferPointer { lanes in
                    func part(_ number: Int) -> UnsafeMutableBufferPointer<Float> {
                        UnsafeMutableBufferPointer(rebasing: lanes[number * laneCount..<(number + 1) * laneCount])
                    }
                    return table.score(
                        text, title: evidence.title, demands: evidence.demands, into: part(0), opening: part(1),
                        ending: part(2), endingLanes: classCount)
                }
            }
            if evidence.hidden.isEmpty {
                score(text)
            } else {
                IssueClassifier.withBlanked(text, evidence.hidden, score)
            }
        }
        let (margins, opening, ending) = (
            lanes[..<laneCount], lanes[laneCount..<2 * laneCount], lanes[(2 * laneCount)...]
        )
        var decision = Decision()
        decision.purpose = purpose(purposeTotals(evidence), margins, ending, PurposeShape(text, evidence))
        let ofRoots = laneOfRoot.map { $0.map { margins[$0] } ?? -1 }
        let cues = roots.map { totals[$0] }
        let letter = RootScores(
            margins: ofRoots, opening: laneOfRoot.map { $0.map { opening[opening.startIndex + $0] } ?? 0 }, cues: cues,
            details: Self.bestDetails(ofRoots[...], cues) { details.of($0).max() })
        let probabilities = probabilities(letter)
        guard let first = Self.indexOfFirstMaximum(probabilities), probabilities[first] >= Self.floor else {
            return decision
        }
        var told = [(index: first, score: probabilities[first])]
        for index in roots.indices where index != first {
            let score = furtherProbability(index, letter)
            if score >= Self.further.least { told.append((index, score)) }
        }
        told[1...].sort { ($0.score, $1.index) > ($1.score, $0.index) }
        for (index, score) in told.prefix(1 + Self.further.count) {
            let spans = spans(of: roots[index], evidence.cues)
            let rule =
                spans.isEmpty
                ? "issue.model" : table != nil && letter.margins[index] > -0.6 ? "issue.cues+model" : "issue.cues"
            decision.verdicts.append(
                Verdict(node: deepest(index, totals, &details), score: Double(score), rule: rule, evidence: spans))
        }
        addDemands(evidence, probabilities, to: &decision)
        decision.isDisputed = isDisputed(letter)
        return decision
    }

    static func indexOfFirstMaximum(_ scores: [Float]) -> Int? {
        scores.max().flatMap { scores.firstIndex(of: $0) }
    }

    /// True when the cues and the model each stand firmly for another class.
    private func isDisputed(_ letter: RootScores) -> Bool {
        guard table != nil, let byCues = Self.indexOfFirstMaximum(letter.cues),
            let byModel = Self.indexOfFirstMaximum(letter.margins), byCues != byModel
        else { return false }
        let cueSum = letter.cues.reduce(Float(0)) { $0 + max(0, $1) }
        return letter.cues[byCues] > 0.5 * cueSum + 1 && letter.margins[byModel] > 0
    }

    /// The text without what is hidden: nothing that stands there is a feature.
    @inline(__always)
    static func withBlanked(
        _ text: UnsafeBufferPointer<UInt32>, _ hidden: [NormalizedSpan], _ body: (UnsafeBufferPointer<UInt32>) -> Void
    ) {
        Scratch.with(UInt32.self, count: text.count) { scalars in
            _ = scalars.initialize(fromContentsOf: text)
            for span in hidden { for place in span.range { scalars[place] = 0 } }
            body(UnsafeBufferPointer(scalars))
        }
    }

    /// The same as a list of its own.
    static func blanked(_ text: UnsafeBufferPointer<UInt32>, _ hidden: [NormalizedSpan]) -> [UInt32] {
        var scalars = Array(text)
        for span in hidden { for place in span.range { scalars[place] = 0 } }
        return scalars
    }

    /// How likely it is that the letter is about this class too.
    private func furtherProbability(_ index: Int, _ letter: RootScores) -> Float {
        IssueModel.logistic(
            combination.furtherBias + combination.further[0] * letter.margins[index]
                + combination.further[1] * Self.logarithm(letter.cues[index])
                + combination.further[2] * letter.details[index])
    }

    /// The probability of each root, in the taxonomy's order.
    private func probabilities(_ letter: RootScores) -> [Float] {
        let sum = letter.cues.reduce(Float(0)) { $0 + max(0, $1) }
        let weights = combination.issue
        var logits: [Float] = []
        logits.reserveCapacity(roots.count)
        for index in roots.indices {
            let features = Self.features(
                letter.margins[index], bestDetail: letter.details[index], opening: letter.opening[index],
                letter.cues[index], sum)
            var logit = laneOfRoot[index].map { combination.issueBiases[$0] } ?? 0
            for place in weights.indices { logit += weights[place] * features[place] }
            logits.append(logit)
        }
        return IssueModel.softmax(logits)
    }

    /// Margin, ln(1 + cues), share of all cues, how far the cues are enough (a second strong one tells more than a
    /// tenth), margin of the opening, best margin of the level-2 classes.
    static func features(
        _ margin: Float, bestDetail: Float, opening: Float, _ total: Float, _ sum: Float
    ) -> SIMD8<Float> {
        let cues = max(0, total)
        return SIMD8(margin, logarithm(cues), cues / (sum + 2), enough(total), opening, bestDetail, 0, 0)
    }

    /// Cues that add up to five say half of what cues can.
    static func enough(_ total: Float) -> Float { max(0, total) / (max(0, total) + 5) }

    private static func logarithm(_ cues: Float) -> Float {
        cues > 0 ? Float(NGramFeatures.logarithm(Double(1 + cues))) : 0
    }

    /// - Parameters:
    ///   - margins: of the classes, and of the purposes behind them.
    ///   - ending: likewise, of the ending alone.
    private func purpose(
        _ totals: [Float], _ margins: ArraySlice<Float>, _ ending: ArraySlice<Float>, _ shape: PurposeShape
    ) -> (value: Purpose, score: Double) {
        var logits = combination.purposeBiases
        for index in totals.indices {
            logits[index] += combination.purpose[0] * margins[margins.startIndex + classCount + index]
            logits[index] += combination.purpose[1] * Self.logarithm(totals[index])
            logits[index] += combination.purpose[2] * ending[ending.startIndex + classCount + index]
            for place in shape.values.indices {
                logits[index] += combination.purposeShape[index * PurposeShape.count + place] * shape.values[place]
            }
        }
        let probabilities = IssueModel.softmax(logits)
        let best = Self.indexOfFirstMaximum(probabilities) ?? 0
        return (Purpose.allCases[best], Double(probabilities[best]))
    }

    /// What the cues add up to for each class, its subclasses included.
    func cueTotals(_ evidence: Evidence) -> [Float] {
        var totals = [Float](filled: 0, count: parentOfNode.count)
        totals.withUnsafeMutableBufferPointer { totals in
            // Cues by node and length of word: the same word for the same class, near enough, and cheap. Half of the places
            // stay free: -1.
            Scratch.with((key: Int, count: Int).self, count: 2 * Self.mostTold) { seen in
                seen.initialize(repeating: (-1, 0))
                var told = 0
                for hit in evidence.cues where !evidence.hides(hit.span) {
                    let key =
                        hit.node << 20 | hit.span.count << 12 | Int(abs(hit.weight) * 8) << 1
                        | (hit.weight < 0 ? 1 : 0)
                    var place = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (seen.count - 1)
                    while seen[place].key != key, seen[place].key >= 0 { place = (place + 1) & (seen.count - 1) }
                    var count = 1
                    if seen[place].key == key {
                        seen[place].count += 1
                        count = seen[place].count
                    } else if told < Self.mostTold {
                        seen[place] = (key, 1)
                        told += 1
                    }
                    totals[hit.node] +=
                        hit.weight * self.place(of: hit.span, evidence)
                        * Self.repetitions[min(count, Self.repetitions.count) - 1]
                }
            }
        }
        addToParents(&totals)
        return totals
    }

    /// So many different cues are counted.
    private static let mostTold = 256

    private func addToParents(_ totals: inout [Float]) {
        parentOfNode.withUnsafeBufferPointer { parents in
            totals.withUnsafeMutableBufferPointer { totals in
                for index in totals.indices.reversed() where totals[index] > 0 && parents[index] >= 0 {
                    totals[parents[index]] += totals[index]
                }
            }
        }
    }

    /// Words of the title say most of what a letter is about, then those of its requests and of its opening.
    private func place(of span: NormalizedSpan, _ evidence: Evidence) -> Float {
        if let title = evidence.title, title.contains(span) { return Self.place.title }
        if evidence.demands.holds(span) { return Self.place.demand }
        return span.start < Self.place.openingLength ? Self.place.opening : 1
    }

    /// Gives every demand its class: its own words inside what the whole letter makes likely, or the primary class when
    /// they say nothing. What only a demand names joins the letter's list.
    private func addDemands(
        _ evidence: Evidence, _ probabilities: [Float], to decision: inout Decision
    ) {
        guard let primary = decision.verdicts.first, !evidence.demands.isEmpty else { return }
        decision.demandNodes.reserveCapacity(evidence.demands.count)
        var totals = [Float](filled: 0, count: parentOfNode.count)
        for demand in evidence.demands {
            let cues = evidence.cues(in: demand)
            guard cues.contains(where: { demand.contains($0.span) }) else {
                decision.demandNodes.append(primary.node)
                continue
            }
            for node in totals.indices { totals[node] = 0 }
            for hit in cues where demand.contains(hit.span) { totals[hit.node] += hit.weight }
            addToParents(&totals)
            func score(_ index: Int) -> Float {
                probabilities[index] * (1 + max(0, totals[roots[index]]))
                    * (1 + max(0, totals[roots[index]]))
            }
            guard let best = roots.indices.max(by: { score($0) < score($1) }),
                totals[roots[best]] > 0
            else {
                decision.demandNodes.append(primary.node)
                continue
            }
            let root = roots[best]
            let known = decision.verdicts.first { rootOfNode[$0.node] == root }
            let child = children[root].max { totals[$0] < totals[$1] }
            let node = child.map { totals[$0] > 0 ? $0 : known?.node ?? root } ?? root
            // The letter's own level 2 or 3 stands where the demand does not speak for another.
            let told = known.map { isBelow($0.node, node) ? $0.node : node } ?? node
            decision.demandNodes.append(told)
            if known == nil, decision.verdicts.count < 4, totals[root] >= Self.asked.cues,
                probabilities[best] >= Self.asked.least
            {
                decision.verdicts.append(
                    Verdict(
                        node: told, score: Double(probabilities[best]), rule: "issue.demand",
                        evidence: spans(of: root, cues.filter { demand.contains($0.span) })))
            }
        }
    }

    private func isBelow(_ node: Int, _ other: Int) -> Bool {
        var place = node
        while place >= 0 {
            if place == other { return true }
            place = parentOfNode[place]
        }
        return false
    }

    func purposeTotals(_ evidence: Evidence) -> [Float] {
        var totals = [Float](filled: 0, count: Purpose.allCases.count)
        for hit in evidence.purposes where !evidence.hides(hit.span) {
            totals[hit.purpose] += hit.weight * (evidence.title?.contains(hit.span) == true ? 2 : 1)
        }
        return totals
    }

    private func spans(of root: Int, _ cues: [CueHit]) -> [NormalizedSpan] {
        var spans: [NormalizedSpan] = []
        spans.reserveCapacity(8)
        for hit in cues where hit.weight > 0 && rootOfNode[hit.node] == root {
            if spans.count < 8, spans.last != hit.span { spans.append(hit.span) }
        }
        return spans
    }

    /// Level 2 as cues and the model say; to the third level only where the cues clearly do.
    private func deepest(
        _ index: Int, _ totals: [Float], _ details: inout DetailMargins
    ) -> Int {
        let root = roots[index]
        let below = children[root]
        guard !below.isEmpty else { return root }
        let range = detailLanes[index]
        let isKnown = !range.isEmpty && !details.grams.isEmpty
        let margins = details.of(index)
        let weights = combination.detail
        var best: (node: Int, score: Float)?
        for child in below {
            let margin = laneOfNode[child] >= 0 ? margins[laneOfNode[child] - range.lowerBound] : -1
            let cues = Self.logarithm(totals[child])
            let score = weights[0] * margin + weights[1] * cues
            if best == nil || score > best!.score { best = (child, score) }
        }
        guard let best, isKnown || totals[best.node] > 0 else { return root }
        if let third = children[best.node].max(by: { totals[$0] < totals[$1] }), totals[third] >= 3 {
            return third
        }
        return best.node
    }
}
