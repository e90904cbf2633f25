public import Dictionaries
public import Documents

/// Trains an ``IssueModel``. The same examples in the same order give the same bytes.
///
/// First stage: linear classes over n-grams. Second stage: how much margins and cues count, learned from margins
/// out of fold; near-duplicates and texts of one group stay in one fold. No feature comes from names, numbers and homes
/// of private persons.
public struct IssueTrainer: Sendable {
    /// A text with what a person said of it.
    public struct Example: Sendable {
        /// Where it comes from: in the second stage a source counts as its examples do on average, however many they are.
        public let source: String
        /// Codes of the letter's issues, the primary first.
        let codes: [String]
        let purpose: Purpose?
        let weight: Float
        /// Texts of one group (of one matter) are never parted in cross-validation.
        let group: String?
        /// Normalised, with nothing where a name, a number or a home stood.
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
    /// Slots of the table as a power of two; how many n-grams are chosen for level 1 and purpose, and how many of
    /// the most frequent are known to level 2.
    public var bits = 16
    public var features = 30_000
    public var detailRows = 16_000
    public static let folds = 5

    public init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// - Parameter weight: how much the example counts; 1 for an ordinary one.
    public func example(
        _ text: SourceText, codes: [String], purpose: Purpose? = nil, source: String = "", weight: Float = 1,
        group: String? = nil
    ) -> Example {
        let (normalized, evidence) = analyzer.evidence(Document(id: "", text: text))
        let scalars = normalized.scalars.withUnsafeBufferPointer { IssueClassifier.blanked($0, evidence.hidden) }
        return Example(
            source: source, codes: codes, purpose: purpose, weight: weight, group: group, scalars: scalars,
            title: evidence.title, totals: analyzer.classifier.cueTotals(evidence),
            purposeTotals: analyzer.classifier.purposeTotals(evidence))
    }

    public func train(_ examples: [Example]) -> (model: IssueModel, report: TrainingReport) {
        let codes = Set(examples.map(\.root)).sorted()
        let laneOf = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let lanes = codes.count + Purpose.allCases.count
        let folds = folds(of: examples)

        let detailed = examples.indices.filter { examples[$0].detail != nil }
        func labels(_ example: Example) -> [Int8] {
            var labels = [Int8](repeating: -1, count: lanes)
            for code in example.codes { if let lane = laneOf[String(code.prefix(2))] { labels[lane] = 0 } }
            labels[laneOf[example.root]!] = 1
            for (index, purpose) in Purpose.allCases.enumerated() {
                labels[codes.count + index] = example.purpose == nil ? 0 : example.purpose == purpose ? 1 : -1
            }
            return labels
        }
        let space = NGramSpace(
            examples, detailed: detailed.map { examples[$0] }, detailRows: detailRows, bits: bits,
            chosen: chosen(examples, labels, lanes: lanes))
        let rows = examples.map { space.row($0, labels: labels($0)) }
        let (solution, margins) = solve(rows, folds, slots: space.slotCount, lanes: lanes)

        let details = Set(detailed.map { examples[$0].detail! }).sorted()
        let detailRows = detailed.map { index in
            let example = examples[index]
            return space.row(
                example,
                labels: details.map { $0.hasPrefix(example.root + ".") ? $0 == example.detail ? 1 : -1 : 0 },
                ofDetails: true)
        }
        let (detailSolution, detailMargins) = solve(
            detailRows, detailed.map { folds[$0] }, slots: space.detailRowCount, lanes: details.count)

        let fit = CombinationFit(taxonomy: analyzer.taxonomy, codes: codes, details: details)
        let combination = fit.combination(
            examples, margins, detailed.map { examples[$0] }, detailMargins)
        let table = space.table(
            solution, lanes: lanes, details: detailSolution, groups: IssueModel.groups(of: details))
        let model = IssueModel(codes: codes, detailCodes: details, table: table, combination: combination)
        let report = TrainingReport(
            examples, fit.probabilities(examples, margins, combination), codes: codes,
            features: space.strongest(in: table, lanes: codes.count, examples))
        return (model, report)
    }

    /// The part of each example in cross-validation.
    public func folds(of examples: [Example]) -> [Int] { TrainingFolds(examples, count: IssueTrainer.folds).parts }

    /// The n-grams that matter: what a first, shorter training over all of them gives weight. The others cost time and
    /// tell nothing.
    private func chosen(_ examples: [Example], _ labels: (Example) -> [Int8], lanes: Int) -> Set<UInt64> {
        let space = NGramSpace(examples, bits: bits + 2)
        var trainer = LinearTrainer(slots: space.slotCount, lanes: lanes)
        trainer.epochs = min(8, epochs)
        trainer.price = price
        let solution = trainer.train(examples.map { space.row($0, labels: labels($0)) })
        return space.strongest(features, by: solution, lanes: lanes)
    }

    /// Weights learned from all rows, and each row's margins by what was learned without its fold.
    private func solve(
        _ rows: [LinearTrainer.Row], _ folds: [Int], slots: Int, lanes: Int
    ) -> (LinearTrainer.Solution, [[Float]]) {
        var trainer = LinearTrainer(slots: slots, lanes: lanes)
        trainer.epochs = epochs
        trainer.price = price
        var margins = [[Float]](repeating: [], count: rows.count)
        for fold in 0..<IssueTrainer.folds {
            let solution = trainer.train(rows.indices.filter { folds[$0] != fold }.map { rows[$0] })
            for index in rows.indices where folds[index] == fold {
                margins[index] = trainer.margins(solution, rows[index])
            }
        }
        return (trainer.train(rows), margins)
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
