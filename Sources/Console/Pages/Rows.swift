internal import Documents
internal import Duties
internal import Foundation
internal import Linkage
internal import Register
internal import Storage

extension Visit {
    /// A letter in a list.
    func fields(_ row: LetterRow) -> Templates.Fields {
        .of([
            "id": "\(row.id)", "received": row.received ?? "—", "kind": word("kind-" + row.kind), "title": row.title,
            "category": row.category, "place": row.place,
            "excerpt": row.excerpt.isEmpty ? nil : Excerpt.html(row.excerpt),
        ])
    }

    /// A registered matter in a list.
    func fields(_ row: RegistrationRow, _ desk: RegistrationDesk) -> Templates.Fields {
        .of([
            "number": row.number, "path": Form.encoded(row.number), "received": row.received,
            "registered": row.registered, "state": stateName(row.state, desk), "body": row.body,
            "channel": desk.rules.channel(row.channel)?.name(chinese: isChinese) ?? row.channel,
            "category": row.category, "title": row.title, "isOpen": row.isOpen,
            "letters": row.letters.map { ["id": "\($0)"] },
        ])
    }

    func stateName(_ id: String, _ desk: RegistrationDesk) -> String {
        desk.rules.state(id)?.term.name(chinese: isChinese) ?? id
    }

    func fields(_ item: RegisteredDuty, _ desk: RegistrationDesk) -> Templates.Fields {
        var fields = self.fields(item.duty, desk)
        fields["number"] = item.number
        fields["path"] = Form.encoded(item.number)
        fields["state"] = stateName(item.state, desk)
        return fields
    }

    func fields(_ duty: DutyRow, _ desk: RegistrationDesk) -> Templates.Fields {
        let standing = desk.standing(of: duty, on: "\(Office.today)")
        return .of([
            "due": duty.shown, "strict": duty.strict, "rolled": duty.rolled,
            "duty": desk.dutyTerm(duty)?.name(chinese: isChinese) ?? word("duty-feedback"), "owedBy": duty.body,
            "law": duty.law == "-" ? nil : duty.law, "standing": word("standing-" + standing),
            "standingClass": standing,
            "counting": duty.steps.isEmpty ? nil : duty.steps.map { ["step": $0] }, "done": duty.done,
            "isEstimated": duty.isEstimated ? true : nil,
            "pack": duty.pack == "-" ? nil : "\(duty.pack) \(duty.packVersion)", "calendar": duty.calendarVersion,
        ])
    }

    /// A link of two letters in a list.
    func fields(_ link: LinkRow) -> Templates.Fields {
        [
            "a": "\(link.a)", "b": "\(link.b)", "relation": word("relation-" + link.relation),
            "score": Visit.percent(link.score),
        ]
    }

    /// `87%`.
    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

    /// A choice of a form, one of which may be chosen.
    func options(_ items: [(value: String, label: String)], chosen: String?) -> [Templates.Fields] {
        items.map { .of(["value": $0.value, "label": $0.label, "isChosen": $0.value == chosen ? true : nil]) }
    }
}
