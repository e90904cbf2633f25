internal import HTTPTypes
internal import Documents
internal import Foundation
internal import Register
internal import Storage

enum LetterPages {
    private static let pageLength = 50

    static func list(_ visit: Visit) throws -> Reply {
        let asked = visit.query["q"] ?? ""
        let page = visit.count("page", default: 1, most: 2_000)
        var fields = Templates.Fields.of(["q": asked, "example": visit.text("停水 类别:城乡建设", "category:城乡建设 停水")])
        do throws(Refusal) {
            var filter = try visit.office.filter(asked, limit: pageLength + 1, isChinese: visit.isChinese)
                .petitionsByDefault()
            filter.offset = (page - 1) * pageLength
            let rows = try visit.trying { () throws(StoreError) in try visit.store.letters(filter) }
            fields["letters"] = rows.prefix(pageLength).map(visit.fields)
            fields["hasLetters"] = !rows.isEmpty
            fields["isSearch"] = !asked.isEmpty
            fields["hasExcerpts"] = rows.contains { !$0.excerpt.isEmpty }
            let question = asked.isEmpty ? "" : "&q=" + Form.encoded(asked)
            if page > 1 { fields["previous"] = "/letters?page=\(page - 1)\(question)" }
            if rows.count > pageLength { fields["next"] = "/letters?page=\(page + 1)\(question)" }
            fields["page"] = "\(page)"
        } catch {
            guard error.status == .badRequest else { throw error }
            fields["problem"] = error.message
        }
        return visit.page("letters", title: "letters", fields)
    }

    static func show(_ visit: Visit) throws -> Reply { try page(visit, original: nil) }

    /// The sealed original of this letter, for a reason that the audit log keeps.
    static func reveal(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        guard let reason = visit.form["reason"], reason.count >= 4 else {
            throw visit.refused("请写明查看原文的理由（至少四个字）", "say for what the original is needed, in four characters or more")
        }
        let masked = visit.office.pipeline.masked(note: reason)
        let original = try visit.trying { () throws(StoreError) in
            try visit.store.reveal(id, account: visit.account, reason: masked)
        }
        if let session = visit.session { visit.console.revealing.open(id, in: session, for: masked, now: Date()) }
        return try page(visit, original: original)
    }

    /// The picture of a page, for whoever opened the original with a reason before; each is in the audit log.
    static func pageImage(_ visit: Visit) throws -> Reply {
        let (id, number) = (try visit.number("id"), try visit.number("number"))
        guard let session = visit.session,
            let reason = visit.console.revealing.reason(id, in: session, now: Date())
        else {
            throw Refusal(
                .preconditionRequired,
                visit.text("请先写明理由查看原文，再看图像", "open the original with a reason first, then its pages"))
        }
        let page = try visit.trying { () throws(StoreError) in
            try visit.store.openPage(Int(number), of: id, account: visit.account, reason: reason)
        }
        return Reply(contentType: page.kind.rawValue, body: page.bytes)
    }

    private static func page(_ visit: Visit, original: String?) throws -> Reply {
        let id = try visit.number("id")
        let letter = try visit.trying { () throws(StoreError) in try visit.store.letter(id) }
        let record = letter.record
        let repairs = try visit.trying { () throws(StoreError) in try visit.store.repairs(of: letter) }
        let marks = EvidenceText.marks(of: letter)
        let (matter, besides, row) = try visit.trying { () throws(StoreError) in
            (
                try visit.store.matter(holding: id), try visit.store.registrations(besides: id),
                try visit.store.letters(LetterFilter(letter: id, limit: 1)).first
            )
        }
        let answers = try [ReviewField.category, .purpose, .received].map { field in
            (field, try visit.trying { () throws(StoreError) in try visit.store.answer(field, of: id) })
        }
        let links = try visit.trying { () throws(StoreError) in
            try visit.store.links(ofMatter: matter).filter { $0.a == id || $0.b == id }
        }
        let registered = try visit.trying { () throws(StoreError) in try visit.store.registration(holding: id) }
        var fields: Templates.Fields = .of([
            "id": "\(id)", "heading": row?.title ?? "\(id)", "received": letter.received ?? "—",
            "kind": visit.word("kind-" + record.kind.rawValue), "text": EvidenceText.html(letter.text, marks),
            "legend": EvidenceText.legend(marks, visit), "original": original, "matter": "\(matter)",
            "besides": besides.isEmpty ? nil : besides.map { ["number": $0, "path": Form.encoded($0)] },
            "links": links.isEmpty ? nil : links.map(visit.fields),
            "registration": registered.map { ["number": $0, "path": Form.encoded($0)] },
            "isLetter": record.kind == .letter ? true : nil,
            "channels": visit.options(
                visit.desk.rules.channels.map { ($0.id, $0.name(chinese: visit.isChinese)) }, chosen: "letter"),
            "today": "\(Office.today)",
        ])
        let pages = try visit.trying { () throws(StoreError) in try visit.store.pageImages(of: id) }
        if pages > 0 {
            fields["pageCount"] = "\(pages)"
            if original != nil {
                fields["pages"] = (1...pages).map { ["number": "\($0)", "path": "/letters/\(id)/pages/\($0)"] }
            }
        }
        fields["answers"] = answers.map { field, answer in
            Templates.Fields.of([
                "field": field.rawValue, "name": visit.word("field-" + field.rawValue),
                "answer": answer.isEmpty ? "—" : answer,
            ])
        }
        fields["issues"] = record.issues.map { issue in
            Templates.Fields.of([
                "path": issue.path.joined(separator: " / "), "score": Visit.percent(issue.score),
                "isPrimary": issue.primary ? true : nil, "rule": issue.rule,
                "words": words(issue.evidence, in: letter.text).joined(separator: "、"),
            ])
        }
        fields["parties"] = record.parties.map {
            [
                "role": visit.word("role-" + $0.role.rawValue), "name": $0.name,
                "type": visit.word("party-" + $0.type.rawValue),
            ]
        }
        fields["demands"] = record.demands.map { ["text": $0.text] }
        fields["repairs"] =
            repairs.isEmpty
            ? nil
            : repairs.map { row in
                Templates.Fields.of([
                    "from": row.repair.from, "to": row.repair.to, "rule": row.repair.rule,
                    "isTakenBack": row.correction == nil ? nil : true,
                    "action": row.correction.map { "/corrections/\($0)/undo" }
                        ?? "/letters/\(id)/repairs/\(row.number + 1)/take-back",
                    "verb": visit.word(row.correction == nil ? "take-back" : "repair-again"),
                ])
            }
        fields["values"] = values(record)
        return visit.page("letter", title: visit.text("第 \(id) 件", "Letter \(id)"), fields)
    }

    /// Takes a repair back; its number counts from 1.
    static func takeBackRepair(_ visit: Visit) throws -> Reply {
        let (id, number) = (try visit.number("id"), try visit.number("number"))
        try visit.trying { () throws(StoreError) in
            _ = try visit.store.takeBackRepair(Int(number) - 1, of: id, note: "", account: visit.account)
        }
        return .go(to: "/letters/\(id)")
    }

    private static func words(_ ranges: [Record.Range], in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var words: [String] = []
        for range in ranges where range.start >= 0 && range.start < range.end && range.end <= scalars.count {
            let word = String(String.UnicodeScalarView(scalars[range.start..<range.end]))
            if !words.contains(word) { words.append(word) }
        }
        return words
    }

    private static func values(_ record: Record) -> [Templates.Fields] {
        var rows: [(EvidenceText.Kind, String, String)] = []
        rows += record.dates.map { (.date, $0.text, $0.value ?? "?") }
        rows += record.limits.map { (.limit, $0.text, "\($0.value) \($0.calendar.rawValue)") }
        rows += record.amounts.map { (.amount, $0.text, "\($0.value) \($0.currency)") }
        rows += record.places.map { (.place, $0.text, $0.path.joined(separator: "/")) }
        rows += record.documentNumbers.map { (.reference, $0.text, $0.value) }
        return rows.map { ["class": "e-" + $0.rawValue, "text": $1, "value": $2] }
    }
}
