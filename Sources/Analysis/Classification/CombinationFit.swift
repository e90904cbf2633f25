internal import Documents

/// Learns the second stage: a softmax over few shared weights, fitted by plain gradient descent to margins that
/// were made out of fold, so that its probabilities are calibrated on texts not seen.
struct CombinationFit: Sendable {
    private let roots: [Int]
    private let children: [[(node: Int, lane: Int)]]
    private let codes: [String]
    private let details: [String]

    init(taxonomy: Taxonomy, codes: [String], details: [String]) {
        self.codes = codes
        self.details = details
        roots = codes.map { code in taxonomy.nodes.firstIndex { $0.code == code } ?? 0 }
        children = codes.map { code in
            details.enumerated().filter { $1.hasPrefix(code + ".") }.map { lane, detail in
                (taxonomy.nodes.firstIndex { $0.code == detail } ?? 0, lane)
            }
        }
    }

    /// One decision: features of each choice, which choice is right, and how much the decision counts.
    private struct Case {
        var features: [[Float]]
        /// Features of the letter itself, that each choice weighs in its own way; the first of them is the bias's 1.
        var common: [Float]
        var right: Int
        var weight: Float
    }

    func combination(
        _ examples: [IssueTrainer.Example], _ margins: [IssueTrainer.Margins]
    ) -> IssueModel.Combination {
        var counts: [String: Float] = [:]
        for example in examples { counts[example.source, default: 0] += 1 }
        var combination = IssueModel.Combination()
        let cases = zip(examples, margins).map { example, margins in
            Case(
                features: features(example, margins), common: [1], right: codes.firstIndex(of: example.root)!,
                weight: example.weight / counts[example.source]!)
        }
        (combination.issue, combination.issueBiases) = fit(
            cases, start: [1.7, 0, 0, 2.5, 0.5, 2.5], choices: codes.count)

        fitFurther(examples, margins, counts, &combination)

        let purposes = zip(examples, margins).compactMap { example, margins -> Case? in
            guard let purpose = example.purpose else { return nil }
            return Case(
                features: purposeFeatures(example, margins), common: [1] + example.purposeShape,
                right: Purpose.allCases.firstIndex(of: purpose)!, weight: example.weight / counts[example.source]!)
        }
        if !purposes.isEmpty {
            let choices = Purpose.allCases.count
            let weights: [Float]
            (combination.purpose, weights) = fit(
                purposes, start: [2.5, 0.7, 0.5], choices: choices, steps: 1_200, pace: 0.25)
            combination.purposeBiases = Array(weights[..<choices])
            combination.purposeShape = (0..<choices).flatMap { choice in
                (1...PurposeShape.count).map { weights[$0 * choices + choice] }
            }
        }

        let detailCases = zip(examples, margins).compactMap { example, margins -> Case? in
            let siblings = children[codes.firstIndex(of: example.root)!]
            guard let right = siblings.firstIndex(where: { details[$0.lane] == example.detail }) else { return nil }
            return Case(
                features: siblings.map { [margins.details[$0.lane], logarithm(example.totals[$0.node])] },
                common: [], right: right, weight: example.weight / counts[example.source]!)
        }
        if !detailCases.isEmpty { (combination.detail, _) = fit(detailCases, start: [3, 0.8], choices: 0) }
        return combination
    }

    /// A source that names several classes less often than this names the first one only.
    private static let leastSeveral: Float = 0.1

    /// Learns when a class beside the first is told, from the sources that name all classes: in the others a class that
    /// is not named says nothing. The first is the one that would be told: where it is wrong, the right one stands
    /// among the others.
    private func fitFurther(
        _ examples: [IssueTrainer.Example], _ margins: [IssueTrainer.Margins], _ counts: [String: Float],
        _ combination: inout IssueModel.Combination
    ) {
        var several: [String: Float] = [:]
        for example in examples where Set(example.codes.map { $0.prefix(2) }).count > 1 {
            several[example.source, default: 0] += 1
        }
        let told = probabilities(examples, margins, combination)
        var cases: [(features: SIMD4<Float>, isTrue: Bool, weight: Float)] = []
        for (index, example) in examples.enumerated()
        where several[example.source, default: 0] >= Self.leastSeveral * counts[example.source]! {
            let first = told[index].firstIndex(of: told[index].max()!)
            let best = bestDetails(example, margins[index])
            for lane in codes.indices where lane != first {
                let cues = logarithm(example.totals[roots[lane]])
                cases.append(
                    (
                        features: SIMD4(margins[index].lanes[lane], cues, best[lane], 0),
                        isTrue: example.codes.contains { $0.hasPrefix(codes[lane]) },
                        weight: example.weight / counts[example.source]!
                    ))
            }
        }
        guard !cases.isEmpty else { return }
        let total = cases.reduce(Float(0)) { $0 + $1.weight }
        var weights = SIMD4(combination.further[0], combination.further[1], combination.further[2], 0)
        var bias = combination.furtherBias
        for _ in 0..<2_000 {
            var slope = SIMD4<Float>.zero
            var biasSlope: Float = 0
            for (features, isTrue, weight) in cases {
                let told = IssueModel.logistic(bias + (weights * features).sum())
                let error = (told - (isTrue ? 1 : 0)) * weight / total
                slope += error * features
                biasSlope += error
            }
            weights = pointwiseMax(.zero, weights - 8 * slope)
            bias -= 8 * biasSlope
        }
        combination.further = [weights.x, weights.y, weights.z]
        combination.furtherBias = bias
    }

    private func logarithm(_ total: Float) -> Float { Float(NGramFeatures.logarithm(Double(1 + max(0, total)))) }

    private func features(_ example: IssueTrainer.Example, _ margins: IssueTrainer.Margins) -> [[Float]] {
        let sum = roots.reduce(Float(0)) { $0 + max(0, example.totals[$1]) }
        let best = bestDetails(example, margins)
        return roots.indices.map { lane in
            let features = IssueClassifier.features(
                margins.lanes[lane], bestDetail: best[lane], opening: margins.opening[lane],
                example.totals[roots[lane]], sum)
            return (0..<IssueModel.Combination.issueFeatures).map { features[$0] }
        }
    }

    /// For each class what ``IssueClassifier`` makes of the margins of its level-2 classes.
    private func bestDetails(_ example: IssueTrainer.Example, _ margins: IssueTrainer.Margins) -> [Float] {
        IssueClassifier.bestDetails(margins.lanes.prefix(codes.count), roots.map { example.totals[$0] }) { lane in
            children[lane].lazy.map { margins.details[$0.lane] }.max()
        }
    }

    private func purposeFeatures(_ example: IssueTrainer.Example, _ margins: IssueTrainer.Margins) -> [[Float]] {
        Purpose.allCases.indices.map { purpose in
            let lane = codes.count + purpose
            return [margins.lanes[lane], logarithm(example.purposeTotals[purpose]), margins.ending[lane]]
        }
    }

    /// The probability of each class for each example, by margins out of fold.
    func probabilities(
        _ examples: [IssueTrainer.Example], _ margins: [IssueTrainer.Margins], _ combination: IssueModel.Combination
    ) -> [[Float]] {
        zip(examples, margins).map { example, margins in
            logits(features(example, margins), combination.issue, combination.issueBiases)
        }.map(IssueModel.softmax)
    }

    private func logits(_ features: [[Float]], _ weights: [Float], _ biases: [Float]) -> [Float] {
        features.indices.map { choice in
            zip(features[choice], weights).reduce(biases.isEmpty ? 0 : biases[choice]) { $0 + $1.0 * $1.1 }
        }
    }

    /// - Returns: the weights of the choices' features, and for each common feature those of all choices.
    private func fit(
        _ cases: [Case], start: [Float], choices: Int, steps: Int = 300, pace: Float = 1
    ) -> (weights: [Float], commonWeights: [Float]) {
        var weights = start
        var commonWeights = [Float](repeating: 0, count: choices * cases[0].common.count)
        let total = cases.reduce(Float(0)) { $0 + $1.weight }
        for _ in 0..<steps {
            var slope = [Float](repeating: 0, count: weights.count)
            var commonSlope = [Float](repeating: 0, count: commonWeights.count)
            for one in cases {
                var logits = logits(one.features, weights, [])
                for (place, value) in one.common.enumerated() {
                    for choice in logits.indices { logits[choice] += commonWeights[place * choices + choice] * value }
                }
                let shares = IssueModel.softmax(logits)
                for choice in shares.indices {
                    let error = (shares[choice] - (choice == one.right ? 1 : 0)) * one.weight / total
                    for place in weights.indices { slope[place] += error * one.features[choice][place] }
                    for (place, value) in one.common.enumerated() {
                        commonSlope[place * choices + choice] += error * value
                    }
                }
            }
            for place in weights.indices { weights[place] = max(0, weights[place] - 4 * pace * slope[place]) }
            for place in commonWeights.indices {
                commonWeights[place] -= 8 * pace * (commonSlope[place] + 0.002 * commonWeights[place])
            }
        }
        return (weights, commonWeights)
    }
}
