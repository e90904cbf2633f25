public import Documents

/// Precision, recall and values of one label.
public struct LabelScore: Sendable, Equatable {
    public internal(set) var gold = 0
    public internal(set) var predicted = 0
    public internal(set) var matched = 0
    public internal(set) var exact = 0
    public internal(set) var valuesRight = 0
    public internal(set) var valuesAsked = 0

    public var precision: Double { LabelScore.share(matched, predicted) }
    public var recall: Double { LabelScore.share(matched, gold) }
    public var f1: Double { LabelScore.f1(matched, gold, predicted) }
    public var exactF1: Double { LabelScore.f1(exact, gold, predicted) }
    /// The share of matched marks with a value whose value is right; `nil` when none has one.
    public var value: Double? { valuesAsked == 0 ? nil : LabelScore.share(valuesRight, valuesAsked) }

    static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    static func f1(_ matched: Int, _ gold: Int, _ predicted: Int) -> Double {
        let (precision, recall) = (share(matched, predicted), share(matched, gold))
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
}

/// A figure that is asked once a document, or over lists of a document.
public struct DocumentScore: Sendable, Equatable {
    public internal(set) var asked = 0
    public internal(set) var right = 0
    /// For lists: how many were predicted; `nil` for single answers.
    public internal(set) var predicted: Int?

    /// Accuracy, or F1 for lists.
    public var figure: Double {
        predicted.map { LabelScore.f1(right, asked, $0) } ?? LabelScore.share(right, asked)
    }
}

/// Compares records with gold documents, in the way of the annotation guide: relaxed and exact spans, values
/// of matched spans, answers about the whole document, canonical names by role.
public struct Scorer: Sendable {
    public private(set) var documents = 0
    /// Gold documents without a record.
    public private(set) var missing = 0
    public private(set) var spans: [String: LabelScore] = [:]
    public private(set) var answers: [String: DocumentScore] = [:]
    public private(set) var names: [String: DocumentScore] = [:]
    /// Every mark and find, with what became of it.
    public private(set) var outcomes: [Outcome] = []

    public init() {}

    /// - Parameter record: `nil` when there is none for this document.
    public mutating func add(_ gold: GoldDocument, _ record: Record?) {
        documents += 1
        if record == nil { missing += 1 }
        let marks = Dictionary(grouping: gold.spans, by: \.label)
        var finds = Dictionary(
            grouping: record.map { LabelledSpan.finds(in: $0, of: gold.text) } ?? [], by: \.label)
        // A place inside an organisation's name is neither right nor wrong.
        let organisations = gold.spans.filter { LabelledSpan.organisations.contains($0.label) }.map(\.span)
        finds["place"]?.removeAll { find in
            organisations.contains { $0.start <= find.span.start && find.span.end <= $0.end }
        }
        for label in LabelledSpan.scored {
            let own =
                label == "party"
                ? gold.spans.filter { LabelledSpan.parties.contains($0.label) } : marks[label] ?? []
            count(label, own, finds[label] ?? [], gold.id)
        }
        countAnswers(gold, record)
        for role in ["petitioner", "respondent", "handler"] {
            let wanted = Set((marks[role] ?? []).map { $0.value ?? $0.text })
            let found = Set((record?.parties ?? []).filter { $0.role.rawValue == role }.map(\.name))
            tally(&names, role, right: wanted.intersection(found).count, asked: wanted.count, predicted: found.count)
        }
    }

    private mutating func count(_ label: String, _ gold: [LabelledSpan], _ finds: [LabelledSpan], _ id: String) {
        let matching = SpanMatching(gold: gold, finds: finds)
        var score = spans[label] ?? LabelScore()
        score.gold += gold.count
        score.predicted += finds.count
        score.matched += matching.pairs.count
        score.exact += matching.exact
        var states = [Outcome.State](repeating: .missed, count: gold.count)
        for pair in matching.pairs {
            states[pair.gold] = .found
            guard LabelledSpan.valued.contains(label), gold[pair.gold].value != nil else { continue }
            let wanted = gold[pair.gold].comparable
            guard wanted != nil || label == "place" else { continue }
            score.valuesAsked += 1
            if wanted == finds[pair.find].comparable {
                score.valuesRight += 1
            } else {
                states[pair.gold] = .wrongValue(finds[pair.find].value)
            }
        }
        spans[label] = score
        for (mark, state) in zip(gold, states) {
            outcomes.append(
                Outcome(document: id, label: label, span: mark.span, text: mark.text, value: mark.value, state: state))
        }
        let used = Set(matching.pairs.map(\.find))
        for (index, find) in finds.enumerated() where !used.contains(index) {
            outcomes.append(
                Outcome(
                    document: id, label: label, span: find.span, text: find.text, value: find.value, state: .spurious))
        }
    }

    private mutating func countAnswers(_ gold: GoldDocument, _ record: Record?) {
        func ask(_ name: String, _ isRight: Bool) {
            answers[name, default: DocumentScore()].asked += 1
            if isRight { answers[name]?.right += 1 }
        }
        if let kind = gold.kind { ask("kind", record?.kind.rawValue == kind) }
        if let purpose = gold.purpose { ask("purpose", record?.purpose?.value.rawValue == purpose) }
        if let primary = gold.issues.first {
            let found = record?.issues ?? []
            let path = (found.first(where: \.primary) ?? found.first)?.path ?? []
            ask("issue.level1", path.first == primary[0])
            if primary.count > 1 {
                ask("issue.level2", path.count > 1 && Array(path.prefix(2)) == Array(primary.prefix(2)))
            }
            let wanted = Set(gold.issues.map { $0[0] })
            let given = Set(found.compactMap(\.path.first))
            tally(
                &answers, "issue.level1.set", right: wanted.intersection(given).count, asked: wanted.count,
                predicted: given.count)
        }
        if let count = gold.count, count != "1" {
            let claimed = record?.joint.flatMap { $0.claimed ?? $0.signatures }
            ask("joint.count", claimed.map(String.init) == count.filter { $0 != " " })
        }
        if let wanted = gold.sections {
            let found = (record?.sections ?? []).map {
                GoldDocument.SectionLabel(level: $0.level, label: $0.label.filter { $0 != " " })
            }
            tally(
                &answers, "sections", right: SequenceLikeness.matching(wanted[...], found[...]), asked: wanted.count,
                predicted: found.count)
        }
    }

    private func tally(
        _ scores: inout [String: DocumentScore], _ name: String, right: Int, asked: Int, predicted: Int
    ) {
        var score = scores[name] ?? DocumentScore()
        score.asked += asked
        score.right += right
        score.predicted = (score.predicted ?? 0) + predicted
        scores[name] = score
    }

    /// Labels with anything to report, in the order of reports.
    public var labels: [String] {
        LabelledSpan.scored.filter { (spans[$0]?.gold ?? 0) + (spans[$0]?.predicted ?? 0) > 0 }
    }

    public static let answerNames = [
        "kind", "purpose", "issue.level1", "issue.level2", "issue.level1.set", "joint.count", "sections",
    ]
}
