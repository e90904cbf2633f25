internal import Analysis
internal import Documents
internal import Evaluation

/// How well a model reads labelled texts: what a comparison shows before a model is put to use.
struct ModelFigures {
    var texts = 0
    var levelOne = 0.0
    /// Mean F1 of the level-1 classes that the labels have.
    var macro = 0.0
    /// Share of right level-2 classes among the texts whose label has one; `nil` when none has.
    var levelTwo: Double?
    /// F1 over the sets of level-1 classes.
    var sets = 0.0
    /// Share of right purposes; `nil` when no text names one.
    var purpose: Double?
    /// Level-1 codes in the order of the texts.
    var told: [String] = []

    init(_ model: IssueModel, on texts: [LabelledTexts.Text], _ analyzer: Analyzer) throws {
        try self.init(texts) { try analyzer.verdict(of: model, on: SourceText(texts[$0].text)) }
    }

    /// - Parameter verdict: what is said of the text of this index.
    init(
        _ texts: [LabelledTexts.Text],
        _ verdict: (Int) throws -> (issues: [(code: String, probability: Double)], purpose: Purpose)
    ) throws {
        var pairs: [(gold: String, told: String)] = []
        var details = (right: 0, all: 0)
        var purposes = (right: 0, all: 0)
        var counts = (both: 0, gold: 0, told: 0)
        for (index, text) in texts.enumerated() {
            let (issues, purpose) = try verdict(index)
            let first = issues.first?.code ?? ""
            pairs.append((String(text.codes[0].prefix(2)), String(first.prefix(2))))
            if text.codes[0].count >= 5 {
                details.all += 1
                if first.prefix(5) == text.codes[0].prefix(5) { details.right += 1 }
            }
            if let gold = text.purpose {
                purposes.all += 1
                if gold == purpose { purposes.right += 1 }
            }
            let gold = Set(text.codes.map { $0.prefix(2) })
            let told = Set(issues.map { $0.code.prefix(2) })
            counts.both += gold.intersection(told).count
            counts.gold += gold.count
            counts.told += told.count
        }
        func share(_ part: Int, _ whole: Int) -> Double { Double(part) / Double(max(1, whole)) }
        self.texts = texts.count
        levelOne = share(pairs.count { $0.gold == $0.told }, pairs.count)
        let classes = Set(pairs.map(\.gold))
        macro =
            classes.map { code in
                share(
                    2 * pairs.count { $0.gold == code && $0.told == code },
                    pairs.count { $0.gold == code } + pairs.count { $0.told == code })
            }.reduce(0, +) / Double(max(1, classes.count))
        levelTwo = details.all == 0 ? nil : share(details.right, details.all)
        sets = share(2 * counts.both, counts.gold + counts.told)
        purpose = purposes.all == 0 ? nil : share(purposes.right, purposes.all)
        told = pairs.map(\.told)
    }

    static let header: [Column] = [.model, .texts, .levelOne, .macroF1, .levelTwo, .setF1, .purpose]

    func row(_ name: String) -> [String] {
        [name, "\(texts)"]
            + [levelOne, macro, levelTwo, sets, purpose].map { figure in
                figure.map { "\(Double(($0 * 1000).rounded()) / 1000)" } ?? "-"
            }
    }
}
