internal import Documents
internal import Storage

/// Plan documents as tables of what bodies owe. Letters are not shown here: an analyst may read plans alone.
enum PlanPages {
    private static let most = 200

    static func list(_ visit: Visit) throws -> Reply {
        let rows = try visit.trying { () throws(StoreError) in
            try visit.store.letters(LetterFilter(kind: DocumentKind.plan.rawValue, limit: most))
        }
        return visit.page("plans", title: "plans", ["plans": rows.map(visit.fields), "hasPlans": !rows.isEmpty])
    }

    static func show(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        let stored = try visit.trying { () throws(StoreError) in try visit.store.letter(id) }
        guard stored.record.kind == .plan else { throw visit.notFound }
        let record = stored.record
        let rows = try visit.trying { () throws(StoreError) in try visit.store.letters(LetterFilter(letter: id)) }
        let measures = record.measures.sorted { ($0.due ?? "9999", $0.start) < ($1.due ?? "9999", $1.start) }
        return visit.page(
            "plan", title: "plans",
            .of([
                "id": "\(id)", "heading": rows.first?.title ?? "", "received": stored.received,
                "hasMeasures": !measures.isEmpty,
                "measures": measures.map { measure in
                    Templates.Fields.of([
                        "text": measure.text, "bodies": measure.bodies.joined(separator: "、"),
                        "due": due(of: measure, record, visit) ?? "—",
                        "target": measure.target,
                        "section": section(of: measure, record),
                    ])
                },
                "recurrences": record.recurrences.isEmpty
                    ? nil : record.recurrences.map { ["text": $0.text, "value": $0.value] },
                "targets": record.targets.isEmpty
                    ? nil : record.targets.map { ["text": $0.text, "value": $0.value] },
            ]))
    }

    /// A date in words; a limit or a recurrence as the document has it, before the measure.
    private static func due(of measure: Record.Measure, _ record: Record, _ visit: Visit) -> String? {
        guard let due = measure.due else { return nil }
        if due.hasPrefix("../") { return visit.text("截至 ", "by ") + due.dropFirst(3) }
        if due.first?.isNumber == true { return due.replacing("/", with: " – ") }
        let written =
            record.limits.map { (end: $0.end, text: $0.text) } + record.recurrences.map { (end: $0.end, text: $0.text) }
        return written.filter { $0.end <= measure.start }.max { $0.end < $1.end }?.text ?? due
    }

    /// The heading that a measure stands under.
    private static func section(of measure: Record.Measure, _ record: Record) -> String? {
        record.sections.filter { $0.start <= measure.start && measure.start < $0.end && !$0.heading.isEmpty }
            .max { $0.level < $1.level }.map { $0.label + $0.heading }
    }
}
