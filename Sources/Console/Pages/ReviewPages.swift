internal import HTTPTypes
internal import Documents
internal import Register
internal import Storage

/// What a person should look at, one after the other: by forms, and by keys where a script runs.
enum ReviewPages {
    /// Answers that are surer are not asked about.
    static let below = 0.6
    static let linksBelow = 0.8
    private static let pageLength = 50

    enum Kind: String, CaseIterable { case category, purpose, received, scan, link }

    static func queue(_ visit: Visit) throws -> Reply {
        let kind = visit.query["kind"].flatMap(Kind.init(rawValue:))
        let items = try visit.trying { () throws(StoreError) in try waitingItems(kind, visit) }
        return visit.page(
            "review", title: "review",
            .of([
                "items": items, "hasItems": !items.isEmpty,
                "kinds": Kind.allCases.map { other in
                    Templates.Fields.of([
                        "kind": other.rawValue, "label": visit.word("field-" + other.rawValue),
                        "isCurrent": other == kind ? true : nil,
                    ])
                }, "isAll": kind == nil ? true : nil,
            ]))
    }

    private static func waitingItems(_ kind: Kind?, _ visit: Visit) throws(StoreError) -> [Templates.Fields] {
        var items: [Templates.Fields] = []
        if kind != .link {
            let field = kind.flatMap { ReviewField(rawValue: $0.rawValue) }
            items += try visit.store.doubts(field, below: below, limit: pageLength).map { row in
                .of([
                    "path": "/review/\(row.field.rawValue)/\(row.letter)",
                    "label": visit.word("field-" + row.field.rawValue),
                    "letter": "\(row.letter)", "why": visit.word("doubt-" + row.reason),
                    "score": Visit.percent(row.score),
                    "answer": row.answer, "title": row.title,
                ])
            }
        }
        if kind == nil || kind == .link {
            items += try visit.store.openLinks(below: linksBelow, limit: pageLength).map { link in
                .of([
                    "path": "/links/\(link.a)/\(link.b)", "label": visit.word("field-link"),
                    "letter": "\(link.a)–\(link.b)", "why": visit.word("relation-" + link.relation),
                    "score": Visit.percent(link.score),
                ])
            }
        }
        return Array(items.prefix(pageLength))
    }

    static func show(_ visit: Visit) throws -> Reply { try page(visit, message: nil) }

    private static func page(_ visit: Visit, message: String?) throws -> Reply {
        let (field, id) = try item(visit)
        let letter = try visit.trying { () throws(StoreError) in try visit.store.letter(id) }
        let (answer, past) = try visit.trying { () throws(StoreError) in
            (try visit.store.answer(field, of: id), try visit.store.corrections(of: id))
        }
        let marks = EvidenceText.marks(of: letter)
        var fields: Templates.Fields = .of([
            "message": message, "id": "\(id)", "field": field.rawValue, "name": visit.word("field-" + field.rawValue),
            "answer": answer.isEmpty ? nil : answer, "text": EvidenceText.html(letter.text, marks),
            "legend": EvidenceText.legend(marks, visit), "received": letter.received,
            "past": past.isEmpty
                ? nil
                : past.map {
                    Templates.Fields.of([
                        "id": "\($0.id)", "name": visit.word("field-" + $0.field.prefix { $0 != " " }),
                        "verdict": visit.word("verdict-" + $0.verdict),
                        "before": $0.before, "after": $0.after, "account": $0.account, "at": String($0.at.prefix(10)),
                        "isStanding": $0.verdict != "undone" ? true : nil,
                    ])
                },
            "next": try next(after: field, id, visit),
        ])
        fields["issues"] = letter.record.issues.map {
            [
                "code": $0.code, "path": $0.path.joined(separator: " / "), "score": Visit.percent($0.score),
            ]
        }
        switch field {
        case .category:
            fields["isCategory"] = true
            fields["choices"] = visit.options(
                visit.office.categories.map { ($0.code, $0.path) },
                chosen: visit.office.categories.first { $0.path == answer }?.code)
        case .purpose:
            fields["isPurpose"] = true
            fields["choices"] = visit.options(Purpose.allCases.map { ($0.rawValue, $0.rawValue) }, chosen: answer)
        case .received: fields["isReceived"] = true
        case .scan: break
        }
        return visit.page(
            "review-item", title: "review", fields, status: message == nil ? .ok : .unprocessableContent)
    }

    static func answer(_ visit: Visit) throws -> Reply {
        let (field, id) = try item(visit)
        let following = try next(after: field, id, visit)
        let verdict = visit.form["verdict"]
        guard verdict == "accept" || verdict == "correct" else {
            return try page(visit, message: visit.text("请选“确认”或“更正”", "choose to accept or to correct"))
        }
        do throws(Refusal) {
            try keep(
                verdict == "accept" ? nil : visit.form["to"] ?? "", field, of: id, note: visit.form["note"] ?? "", visit
            )
        } catch { return try page(visit, message: error.message) }
        return .go(to: following ?? "/review")
    }

    /// Keeps what a person found; the API's answers come here too.
    ///
    /// - Parameter value: `nil` when it is right as it stands; for a category its code or path.
    static func keep(_ value: String?, _ field: ReviewField, of id: Int64, note: String, _ visit: Visit) throws(Refusal)
    {
        var (after, code) = (value, String?.none)
        if let value {
            switch field {
            case .category:
                guard let found = visit.office.categories.first(where: { $0.code == value || $0.path == value }) else {
                    throw visit.refused("没有这一类:\(value)", "there is no such class: \(value)")
                }
                (after, code) = (found.path, found.code)
            case .purpose:
                guard Purpose(rawValue: value) != nil else {
                    let known = Purpose.allCases.map(\.rawValue).joined(separator: " ")
                    throw visit.refused("信访目的为:\(known)", "a purpose is one of: \(known)")
                }
            case .received:
                guard let day = CivilDate(value), day <= Office.today else {
                    throw visit.refused("要 2026-03-02 这样的日期，不晚于今天", "a day as 2026-03-02 is needed, not after today")
                }
            case .scan:
                throw visit.refused("扫描存疑只能确认看过", "a doubtful scan can only be accepted, as looked at")
            }
        }
        let masked = visit.office.pipeline.masked(note: note)
        _ = try visit.trying { () throws(StoreError) in
            try visit.store.correct(field, of: id, to: after, code: code, note: masked, account: visit.account)
        }
    }

    static func undo(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        let row = try visit.trying { () throws(StoreError) in
            try visit.store.undoCorrection(id, note: "", account: visit.account)
        }
        guard ReviewField(rawValue: row.field) != nil else { return .go(to: "/letters/\(row.letter)") }
        return .go(to: "/review/\(row.field)/\(row.letter)")
    }

    static func item(_ visit: Visit) throws(Refusal) -> (ReviewField, Int64) {
        guard let field = visit.parameters["field"].flatMap(ReviewField.init(rawValue:)) else { throw visit.notFound }
        return (field, try visit.number("id"))
    }

    /// The item of the same kind that comes after this one in the queue.
    private static func next(after field: ReviewField, _ id: Int64, _ visit: Visit) throws(Refusal) -> String? {
        let rows = try visit.trying { () throws(StoreError) in
            try visit.store.doubts(field, below: below, limit: pageLength)
        }
        let following = rows.firstIndex { $0.letter == id }.map { rows[($0 + 1)...] } ?? rows[...]
        let other = following.first ?? rows.first { $0.letter != id }
        return other.map { "/review/\(field.rawValue)/\($0.letter)" }
    }
}
