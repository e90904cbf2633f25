public import Documents

/// A place in a text with its label and value: a mark of the gold, or a find of a record.
public struct LabelledSpan: Sendable, Hashable {
    public let label: String
    public let span: SourceSpan
    public let text: String
    public let value: String?

    public init(label: String, span: SourceSpan, text: String, value: String?) {
        self.label = label
        self.span = span
        self.text = text
        self.value = value
    }

    /// Roles that are scored by themselves; all of them, `person` and `org` count as `party` too.
    static let roles = ["petitioner", "representative", "respondent", "addressee", "handler"]
    static let parties = Set(roles + ["person", "org"])
    static let organisations = Set(roles + ["org"])
    /// Every label scored, in the order of reports.
    static let scored =
        ["party"] + roles + [
            "date", "recurrence", "limit", "place", "amount", "docno", "law", "phone", "idno", "account", "demand",
            "measure", "target",
        ]
    static let valued: Set<String> = ["date", "recurrence", "limit", "place", "amount", "docno", "target"]

    /// What a record found, under the gold's labels.
    static func finds(in record: Record, of text: SourceText) -> [LabelledSpan] {
        var finds: [LabelledSpan] = []
        func add(_ label: String, _ start: Int, _ end: Int, _ value: String?) {
            let span = SourceSpan(start, end)
            finds.append(LabelledSpan(label: label, span: span, text: text[span], value: value))
        }
        for party in record.parties {
            for mention in party.mentions {
                if party.role != .other { add(party.role.rawValue, mention.start, mention.end, party.name) }
                add("party", mention.start, mention.end, party.name)
            }
        }
        for date in record.dates { add("date", date.start, date.end, date.value) }
        for recurrence in record.recurrences {
            add("recurrence", recurrence.start, recurrence.end, recurrence.value)
        }
        for limit in record.limits {
            let isWorking = limit.calendar == .working && !limit.value.hasPrefix("B")
            add("limit", limit.start, limit.end, isWorking ? "B" + limit.value : limit.value)
        }
        for place in record.places { add("place", place.start, place.end, place.adcode) }
        for amount in record.amounts { add("amount", amount.start, amount.end, String(amount.value)) }
        for number in record.documentNumbers { add("docno", number.start, number.end, number.value) }
        for law in record.laws { add("law", law.start, law.end, law.text) }
        for demand in record.demands { add("demand", demand.start, demand.end, nil) }
        for measure in record.measures { add("measure", measure.start, measure.end, nil) }
        for target in record.targets { add("target", target.start, target.end, target.value) }
        for identifier in record.identifiers {
            switch identifier.kind {
            case .phone: add("phone", identifier.start, identifier.end, nil)
            case .idNumber: add("idno", identifier.start, identifier.end, nil)
            case .bankAccount: add("account", identifier.start, identifier.end, nil)
            case .email, .creditCode, .plate: break
            }
        }
        return finds
    }

    /// The value in the form in which it is compared.
    var comparable: String? {
        guard let value = value?.trimmingSpaces else { return nil }
        switch label {
        case "amount":
            let number = value.drop { $0 == "~" }
            return Double(number).map { String(Int64(($0 * 100).rounded())) } ?? String(number)
        case "target": return value.filter { $0 != " " }
        case "place": return value == "-" || value.isEmpty ? nil : value
        case "date": return value.hasSuffix("~") ? String(value.dropLast()) : value
        default: return value
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var view = self[...]
        while view.last == " " { view.removeLast() }
        while view.first == " " { view.removeFirst() }
        return String(view)
    }
}
