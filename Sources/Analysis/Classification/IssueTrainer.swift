public import Dictionaries
public import Documents

/// Trains an ``IssueModel``. The same examples in the same order give the same bytes.
///
/// First stage: linear classes over n-grams, level 1 and level 2 each against all others. Second stage: how much
/// margins and cues count, learned from margins out of fold; near-duplicates and texts of one group stay in one fold.
/// No feature comes from names, numbers and homes of private persons.
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
        /// A sentence of the dictionary: its cues were written for it, so that it cannot tell how far cues are to be
        /// trusted.
        let isOfDictionary: Bool
        /// Normalised, with nothing where a name, a number or a home stood.
        let scalars: [UInt32]
        let title: NormalizedSpan?
        let demands: [NormalizedSpan]
        /// Cue totals of all nodes of the taxonomy, and of the purposes.
        let totals: [Float]
        let purposeTotals: [Float]
        let purposeShape: [Float]

        /// The level-1 code of the primary issue.
        public var rootCode: String { root }
        var root: String { String(codes[0].prefix(2)) }
        /// The level-2 code, where there is one.
        var detail: String? { codes[0].count >= 5 ? String(codes[0].prefix(5)) : nil }
    }

    private let analyzer: Analyzer
    public var epochs = 20
    public var price: Float = 2
    /// Slots of the table as a power of two, and how many n-grams are chosen for level 1 and purpose, and as many for
    /// level 2.
    public var bits = 17
    public var features = 30_000
    public static let folds = 5

    public init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// - Parameter weight: how much the example counts; 1 for an ordinary one.
    public func example(
        _ text: SourceText, codes: [String], purpose: Purpose? = nil, source: String = "", weight: Float = 1,
        group: String? = nil, isOfDictionary: Bool = false
    ) -> Example {
        let (normalized, evidence) = analyzer.evidence(Document(id: "", text: text))
        let (scalars, shape) = normalized.scalars.withUnsafeBufferPointer {
            (IssueClassifier.blanked($0, evidence.hidden), PurposeShape($0, evidence))
        }
        return Example(
            source: source, codes: codes, purpose: purpose, weight: weight, group: group,
            isOfDictionary: isOfDictionary, scalars: scalars, title: evidence.title,
            demands: evidence.demands, totals: analyzer.classifier.cueTotals(evidence),
            purposeTotals: analyzer.classifier.purposeTotals(evidence), purposeShape: shape.values)
    }

    public func train(_ examples: [Example]) -> (model: IssueModel, report: TrainingReport) {
        let codes = Set(examples.map(\.root)).sorted()
        let details = Set(examples.compactMap(\.detail)).sorted()
        let classes = Classes(codes: codes, details: details)
        let learned = learn(examples, classes)
        let margins = marginsOutOfFold(examples, classes)

        let judged = examples.indices.filter { !examples[$0].isOfDictionary }
        let fit = CombinationFit(taxonomy: analyzer.taxonomy, codes: codes, details: details)
        let combination = fit.combination(judged.map { examples[$0] }, judged.map { margins[$0] })
        let table = learned.space.table(
            learned.lanes, lanes: classes.laneCount, details: learned.details, groups: IssueModel.groups(of: details))
        let model = IssueModel(codes: codes, detailCodes: details, table: table, combination: combination)
        let report = TrainingReport(
            judged.map { examples[$0] },
            fit.probabilities(judged.map { examples[$0] }, judged.map { margins[$0] }, combination), codes: codes,
            features: learned.space.strongest(in: table, lanes: codes.count, examples))
        return (model, report)
    }

    /// What is told apart, and what an example says of it: 1 for yes, -1 for no, 0 for nothing.
    private struct Classes {
        let codes: [String]
        let details: [String]
        private let laneOf: [String: Int]

        init(codes: [String], details: [String]) {
            self.codes = codes
            self.details = details
            laneOf = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        }

        var laneCount: Int { codes.count + Purpose.allCases.count }

        func labels(_ example: Example) -> [Int8] {
            var labels = [Int8](repeating: -1, count: laneCount)
            for code in example.codes { if let lane = laneOf[String(code.prefix(2))] { labels[lane] = 0 } }
            labels[laneOf[example.root]!] = 1
            for (index, purpose) in Purpose.allCases.enumerated() {
                labels[codes.count + index] = example.purpose == nil ? 0 : example.purpose == purpose ? 1 : -1
            }
            return labels
        }

        /// A further class says nothing, with all of its level 2 where only its level 1 is known.
        func detailLabels(_ example: Example) -> [Int8] {
            details.map { detail in
                if detail == example.detail { return 1 }
                return example.codes.contains { detail.hasPrefix($0.prefix(IssueModel.codeLength)) } ? 0 : -1
            }
        }
    }

    /// The first stage.
    private struct Learned {
        let space: NGramSpace
        let trainer: LinearTrainer
        let detailTrainer: LinearTrainer
        let lanes: LinearTrainer.Solution
        let details: LinearTrainer.Solution

        /// What the lanes say of a part of an example, without their biases.
        func margins(
            of example: Example, part: (UnsafeBufferPointer<UInt32>) -> UnsafeBufferPointer<UInt32>
        ) -> [Float] {
            zip(trainer.margins(lanes, space.row(example, part: part)), lanes.biases).map { $0 - $1 }
        }
    }

    private func learn(_ examples: [Example], _ classes: Classes) -> Learned {
        learn(
            examples, classes, in: NGramSpace(examples, bits: bits, chosen: chosen(examples, classes)), epochs: epochs)
    }

    private func learn(_ examples: [Example], _ classes: Classes, in space: NGramSpace, epochs: Int) -> Learned {
        let trainer = trainer(slots: space.slotCount, lanes: classes.laneCount, epochs)
        let detailTrainer = self.trainer(slots: space.slotCount, lanes: classes.details.count, epochs)
        var rows = examples.map { space.row($0, labels: classes.labels($0)) }
        let lanes = trainer.train(rows)
        for index in rows.indices { rows[index].labels = classes.detailLabels(examples[index]) }
        return Learned(
            space: space, trainer: trainer, detailTrainer: detailTrainer, lanes: lanes,
            details: detailTrainer.train(rows))
    }

    private func trainer(slots: Int, lanes: Int, _ epochs: Int) -> LinearTrainer {
        var trainer = LinearTrainer(slots: slots, lanes: lanes)
        trainer.epochs = epochs
        trainer.price = price
        return trainer
    }

    /// What the first stage says of an example: of all lanes, of them by its opening alone and by its ending (without
    /// the biases), and of the detail lanes.
    struct Margins {
        var lanes: [Float] = []
        var opening: [Float] = []
        var ending: [Float] = []
        var details: [Float] = []
    }

    /// What is said of each example by what was learned without its fold, the choice of n-grams too: one that had seen
    /// the example would flatter the margins, and the second stage would trust them too much.
    private func marginsOutOfFold(_ examples: [Example], _ classes: Classes) -> [Margins] {
        let folds = folds(of: examples)
        var margins = [Margins](repeating: Margins(), count: examples.count)
        for fold in 0..<IssueTrainer.folds where folds.contains(fold) {
            let learned = learn(examples.indices.filter { folds[$0] != fold }.map { examples[$0] }, classes)
            for index in examples.indices where folds[index] == fold {
                let example = examples[index]
                let row = learned.space.row(example, labels: [])
                margins[index].lanes = learned.trainer.margins(learned.lanes, row)
                margins[index].opening = learned.margins(of: example, part: NGramFeatures.opening)
                margins[index].ending = learned.margins(of: example, part: NGramFeatures.ending)
                margins[index].details = learned.detailTrainer.margins(learned.details, row)
            }
        }
        return margins
    }

    /// The part of each example in cross-validation.
    public func folds(of examples: [Example]) -> [Int] { TrainingFolds(examples, count: IssueTrainer.folds).parts }

    /// The n-grams that matter: what a first, shorter training over all of them gives weight. The others cost time and
    /// tell nothing.
    private func chosen(_ examples: [Example], _ classes: Classes) -> Set<UInt64> {
        let space = NGramSpace(examples, bits: bits + 2)
        let learned = learn(examples, classes, in: space, epochs: min(8, epochs))
        let known = space.strongest(
            classes.details.isEmpty ? 2 * features : features, by: learned.lanes, lanes: classes.laneCount)
        guard !classes.details.isEmpty else { return known }
        return known.union(space.strongest(features, by: learned.details, lanes: classes.details.count))
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
