internal import HTTPTypes
internal import Documents
internal import Foundation
internal import Duties
internal import Register
internal import Storage

enum RegisterPages {
    private static let pageLength = 100

    static func list(_ visit: Visit) throws -> Reply {
        let desk = visit.desk
        let state = visit.query["state"].flatMap { desk.rules.state($0)?.term.id }
        let body = visit.query["body"]
        let before = visit.query["before"].flatMap { Int64($0) }
        let found = try visit.trying { () throws(StoreError) in
            try visit.store.latestRegistrations(state: state, body: body, before: before, limit: pageLength + 1)
        }
        let rows = found.prefix(pageLength)
        let question = [("state", state), ("body", body)].compactMap { name, value in
            value.map { "&\(name)=" + Form.encoded($0) }
        }.joined()
        return visit.page(
            "register", title: "register",
            .of([
                "rows": rows.map { visit.fields($0, desk) }, "hasRows": !rows.isEmpty, "body": body,
                "states": visit.options(
                    desk.rules.states.map { ($0.term.id, $0.term.name(chinese: visit.isChinese)) }, chosen: state),
                "next": found.count > pageLength ? "/register?before=\(rows.last?.id ?? 0)\(question)" : nil,
                "isFiltered": state != nil || body != nil ? true : nil,
            ]))
    }

    /// Gives a letter a number.
    static func register(_ visit: Visit) throws -> Reply {
        guard let letter = visit.form["letter"].flatMap({ Int64($0) }) else {
            throw visit.refused("请给出信件", "name a letter")
        }
        let details = try details(visit)
        let row = try visit.trying { () throws(StoreError) in
            try visit.desk.register(
                [letter], channel: visit.form["channel"] ?? "letter", details, account: visit.account)
        }
        return .go(to: "/register/" + Form.encoded(row.number))
    }

    static func show(_ visit: Visit) throws -> Reply { try page(visit, message: nil) }

    private static func page(_ visit: Visit, message: String?) throws -> Reply {
        let desk = visit.desk
        let number = try number(visit)
        let (row, registration, duties, attachments) = try visit.trying { () throws(StoreError) in
            (
                try visit.store.registrationRow(number), try visit.store.registration(number),
                try desk.duties(of: number), try visit.store.attachments(of: number)
            )
        }
        let standing = Set(registration.standing.map(\.number))
        let steps = desk.rules.steps.filter { $0.from.contains(row.state) && $0.term.id != "join" }
        var fields = visit.fields(row, desk)
        fields["heading"] = row.title.isEmpty ? nil : row.title
        fields["message"] = message
        fields["path"] = Form.encoded(number)
        fields["today"] = "\(Office.today)"
        fields["entries"] = registration.entries.map { self.fields($0, standing, desk, visit) }
        if !duties.isEmpty { fields["duties"] = duties.map { visit.fields($0, desk) } }
        if !attachments.isEmpty {
            fields["attachments"] = attachments.map {
                ["id": "\($0.id)", "size": "\($0.size)", "at": String($0.at.prefix(10))]
            }
        }
        if !steps.isEmpty { fields["steps"] = steps.map { self.fields($0, visit) } }
        fields["outcomes"] = visit.options(
            desk.rules.outcomes.map { ($0.term.id, $0.term.name(chinese: visit.isChinese)) }, chosen: nil)
        if registration.standing.count > 1 { fields["canUndo"] = true }
        return visit.page(
            "registration", title: number, fields, status: message == nil ? .ok : .unprocessableContent)
    }

    private static func fields(_ step: RegisterRules.Step, _ visit: Visit) -> Templates.Fields {
        .of([
            "id": step.term.id, "name": step.term.name(chinese: visit.isChinese),
            "article": step.article == "-" ? nil : step.article,
        ])
    }

    private static func fields(
        _ entry: RegisterEntry, _ standing: Set<Int64>, _ desk: RegistrationDesk, _ visit: Visit
    ) -> Templates.Fields {
        let content = entry.content
        let name =
            entry.undoes.map { visit.text("撤销第 \($0) 条", "undoes entry \($0)") }
            ?? desk.rules.step(content.step)?.term.name(chinese: visit.isChinese) ?? content.step
        return .of([
            "number": "\(entry.number)", "day": content.day, "name": name,
            "reached": content.reached == content.day ? nil : content.reached, "toBody": content.body,
            "period": content.period, "paper": content.paper, "note": content.note, "account": entry.account,
            "outcome": content.outcome.map { desk.rules.outcome($0)?.term.name(chinese: visit.isChinese) ?? $0 },
            "letter": content.letter.map { "\($0)" },
            "days": content.lastDay.map { last in content.firstDay.map { "\($0)/\(last)" } ?? last },
            "isUndone": standing.contains(entry.number) || entry.undoes != nil ? nil : true,
        ])
    }

    static func take(_ visit: Visit) throws -> Reply {
        let number = try number(visit)
        do throws(Refusal) {
            let details = try details(visit)
            _ = try visit.trying { () throws(StoreError) in
                try visit.desk.take(visit.form["step"] ?? "", number, details, account: visit.account)
            }
        } catch {
            guard error.status == .unprocessableContent else { throw error }
            return try page(visit, message: error.message)
        }
        return .go(to: "/register/" + Form.encoded(number))
    }

    static func undo(_ visit: Visit) throws -> Reply {
        let number = try number(visit)
        let note = visit.office.pipeline.masked(note: visit.form["note"] ?? "")
        _ = try visit.trying { () throws(StoreError) in
            try visit.desk.undo(in: number, note: note, account: visit.account)
        }
        return .go(to: "/register/" + Form.encoded(number))
    }

    private static func number(_ visit: Visit) throws(Refusal) -> String {
        guard let number = visit.parameters["number"]?.removingPercentEncoding else { throw visit.notFound }
        return number
    }

    private static func details(_ visit: Visit) throws(Refusal) -> RegistrationDesk.Details {
        func day(_ name: String) throws(Refusal) -> CivilDate? {
            guard let text = visit.form[name] else { return nil }
            guard let day = CivilDate(text) else {
                throw visit.refused("要 2026-03-02 这样的日期:\(text)", "a day as 2026-03-02 is needed: \(text)")
            }
            return day
        }
        var details = RegistrationDesk.Details(day: try day("day") ?? Office.today)
        details.reached = try day("reached")
        details.firstDay = try day("first")
        details.lastDay = try day("last")
        details.body = visit.form["body"]
        details.isBodyAsNamed = visit.form["as-named"] != nil
        details.outcome = visit.form["outcome"]
        details.paper = visit.form["paper"]
        if let text = visit.form["period"] {
            guard let period = Period(text) else {
                throw visit.refused("要 P30D 这样的时长:\(text)", "a length as P30D is needed: \(text)")
            }
            details.period = period
        }
        details.checked = visit.office.pipeline.masked(note: visit.form["checked"] ?? "")
        let note = visit.form["note"] ?? ""
        details.note = visit.office.pipeline.masked(note: note)
        details.originalNote = details.note == note ? nil : note
        return details
    }
}
