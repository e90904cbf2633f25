public import Dictionaries
public import Documents

/// Trains an ``IssueModel``. The same examples in the same order give the same bytes.
///
/// First stage: linear classes over n-grams. Second stage: how much margins and cues count, learned from margins
/// out of fold; near-duplicates stay in one fold.
public struct IssueTrainer: Sendable {
    /// A text with what a person said of it.
    public struct Example: Sendable {
        /// Where it comes from: in the second stage a source counts as its examples do on average, however many they are.
        public let source: String
        /// Codes of the letter's issues, the primary first.
        let codes: [String]
        let purpose: Purpose?
        let weight: Float
        let scalars: [UInt32]
        let title: NormalizedSpan?
        /// Cue totals of all nodes of the taxonomy, and of the purposes.
        let totals: [Float]
        let purposeTotals: [Float]

        /// The level-1 code of the primary issue.
        public var rootCode: String { root }
        var root: String { String(codes[0].prefix(2)) }
        /// The level-2 code, where there is one.
        var detail: String? { codes[0].count >= 5 ? String(codes[0].prefix(5)) : nil }
    }

    private let analyzer: Analyzer
    public var epochs = 20
    public var price: Float = 2
    /// Rows of the two tables, as powers of two.
    public var bits = (issues: 18, details: 15)
    public static let folds = 5

    public init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// - Parameter weight: how much the example counts; 1 for an ordinary one.
    public func example(
        _ text: SourceText, codes: [String], purpose: Purpose? = nil, source: String = "", weight: Float = 1
    ) -> Example {
        let (normalized, evidence) = analyzer.evidence(Document(id: "", text: text))
        return Example(
            source: source, codes: codes, purpose: purpose, weight: weight, scalars: Array(normalized.scalars),
            title: evidence.title, totals: analyzer.classifier.cueTotals(evidence),
            purposeTotals: analyzer.classifier.purposeTotals(evidence))
    }

    public func train(_ examples: [Example]) -> (model: IssueModel, report: TrainingReport) {
        let codes = Set(examples.map(\.root)).sorted()
        let laneOf = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let lanes = codes.count + Purpose.allCases.count
        let folds = examples.map(fold)

        let issueSpace = NGramSpace(examples, bits: bits.issues)
        let rows = examples.map { example in
            var labels = [Int8](repeating: -1, count: lanes)
            for code in example.codes { if let lane = laneOf[String(code.prefix(2))] { labels[lane] = 0 } }
            labels[laneOf[example.root]!] = 1
            for (index, purpose) in Purpose.allCases.enumerated() {
                labels[codes.count + index] = example.purpose == nil ? 0 : example.purpose == purpose ? 1 : -1
            }
            return issueSpace.row(example, labels: labels)
        }
        let (issues, margins) = table(issueSpace, lanes, rows, folds)

        let detailed = examples.indices.filter { examples[$0].detail != nil }
        var detailCodes = Set(detailed.map { examples[$0].detail! })
        // A table has two lanes at least.
        for code in analyzer.taxonomy.nodes.filter({ $0.path.count == 2 }).map(\.code) where detailCodes.count < 2 {
            detailCodes.insert(code)
        }
        let details = detailCodes.sorted()
        let detailSpace = NGramSpace(detailed.map { examples[$0] }, bits: bits.details)
        let detailRows = detailed.map { index in
            let example = examples[index]
            return detailSpace.row(
                example,
                labels: details.map { $0.hasPrefix(example.root + ".") ? $0 == example.detail ? 1 : -1 : 0 })
        }
        let (detailTable, detailMargins) = table(detailSpace, details.count, detailRows, detailed.map { folds[$0] })

        let fit = CombinationFit(taxonomy: analyzer.taxonomy, codes: codes, details: details)
        let combination = fit.combination(
            examples, margins, detailed.map { examples[$0] }, detailMargins)
        let model = IssueModel(
            codes: codes, detailCodes: details, issues: issues, details: detailTable, combination: combination)
        let report = TrainingReport(
            examples, fit.probabilities(examples, margins, combination), codes: codes,
            features: issueSpace.strongest(in: issues, lanes: codes.count, examples))
        return (model, report)
    }

    /// The fold of a text, by its smallest n-gram hash: texts that share nearly all n-grams share that one too.
    private func fold(_ example: Example) -> Int {
        var least = UInt64.max
        example.scalars.withUnsafeBufferPointer { NGramFeatures.forEach(in: $0, .whole) { least = min(least, $0) } }
        return Int(truncatingIfNeeded: (least >> 7) % UInt64(IssueTrainer.folds))
    }

    private func table(
        _ space: NGramSpace, _ lanes: Int, _ rows: [LinearTrainer.Row], _ folds: [Int]
    ) -> (NGramTable, [[Float]]) {
        var trainer = LinearTrainer(slots: space.slotCount, lanes: lanes)
        trainer.epochs = epochs
        trainer.price = price
        var margins = [[Float]](repeating: [], count: rows.count)
        for fold in 0..<IssueTrainer.folds {
            let solution = trainer.train(rows.indices.filter { folds[$0] != fold }.map { rows[$0] })
            for index in rows.indices where folds[index] == fold {
                margins[index] = trainer.margins(solution, rows[index])
            }
        }
        return (space.table(trainer.train(rows), lanes: lanes), margins)
    }
}

extension Analyzer {
    /// What a model and the cues together say of a text: codes with probabilities, the likeliest first,
    /// and the purpose.
    ///
    /// - Throws: ``DictionaryError`` for a model whose classes are not the taxonomy's.
    public func verdict(
        of model: IssueModel, on text: SourceText
    ) throws(DictionaryError) -> (issues: [(code: String, probability: Double)], purpose: Purpose) {
        let (normalized, evidence) = evidence(Document(id: "", text: text))
        let classifier = try IssueClassifier(taxonomy: taxonomy, model: model)
        let decision = normalized.scalars.withUnsafeBufferPointer { classifier.classify($0, evidence) }
        return (decision.verdicts.map { (taxonomy.nodes[$0.node].code, $0.score) }, decision.purpose.value)
    }
}
