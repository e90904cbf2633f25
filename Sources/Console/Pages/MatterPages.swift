internal import Linkage
internal import Register
internal import Storage

enum MatterPages {
    private static let most = 100

    static func list(_ visit: Visit) throws -> Reply {
        let least = visit.count("least", default: 2, most: 1_000)
        let after = visit.query["after"].flatMap { Int64($0) } ?? 0
        let matters = try visit.trying { () throws(StoreError) in
            try visit.store.matterHeads(ofAtLeast: least, after: after, limit: most + 1)
        }
        let shown = matters.prefix(most)
        return visit.page(
            "matters", title: "matters",
            .of([
                "least": "\(least)", "hasMatters": !matters.isEmpty,
                "next": matters.count > most ? "/matters?least=\(least)&after=\(shown.last?.id ?? 0)" : nil,
                "matters": shown.map { matter in
                    Templates.Fields.of([
                        "id": "\(matter.id)", "count": "\(matter.letters)", "first": matter.first ?? "—",
                        "last": matter.last ?? "—", "category": matter.category, "title": matter.title,
                    ])
                },
            ]))
    }

    static func show(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        let desk = visit.desk
        let (matter, news, numbers, journal) = try visit.trying { () throws(StoreError) in
            let matter = try visit.store.matter(id)
            return (
                matter, try MatterDesk(store: visit.store).news(of: matter, visit.office.linker),
                try visit.store.registrations(ofMatter: id), try visit.store.journal(ofMatter: id)
            )
        }
        let rows = Dictionary(uniqueKeysWithValues: matter.letters.map { ($0.id, $0) })
        let registrations = try numbers.map { number in
            try visit.trying { () throws(StoreError) in
                visit.fields(try visit.store.registrationRow(number), desk).merging([
                    "duties": try desk.duties(of: number).map { visit.fields($0, desk) }
                ]) { _, new in new }
            }
        }
        return visit.page(
            "matter", title: visit.text("事项 \(id)", "Matter \(id)"),
            .of([
                "id": "\(id)", "category": matter.letters.first?.category,
                "letters": news.compactMap { letter, told in
                    rows[letter].map { row in
                        visit.fields(row).merging(
                            Templates.Fields.of([
                                "canSplit": matter.letters.count > 1 ? true : nil,
                                "news": told.isEmpty
                                    ? nil
                                    : told.map {
                                        ["kind": visit.word("news-" + $0.kind.rawValue), "text": $0.text]
                                    },
                            ])
                        ) { _, new in new }
                    }
                }, "isSingle": matter.letters.count == 1 ? true : nil,
                "links": matter.links.isEmpty ? nil : matter.links.map(visit.fields),
                "related": matter.related.isEmpty ? nil : matter.related.prefix(10).map { ["id": "\($0)"] },
                "registrations": registrations.isEmpty ? nil : registrations,
                "journal": journal.isEmpty
                    ? nil
                    : journal.map { row in
                        Templates.Fields.of([
                            "number": "\(row.number)", "at": String(row.at.prefix(10)), "account": row.account,
                            "action": visit.word("journal-" + row.action), "reason": row.reason,
                            "isUndone": row.undoneBy == nil ? nil : true,
                            "canUndo": row.undoneBy == nil && row.action != "undo" ? true : nil,
                        ])
                    },
            ]))
    }

    static func confirm(_ visit: Visit) throws -> Reply { try change(visit) { .confirm($0) } }

    static func split(_ visit: Visit) throws -> Reply {
        let letters = visit.form.all("letter").compactMap { Int64($0) }
        guard !letters.isEmpty else { throw visit.refused("请勾选要拆出的信", "tick the letters that are of another matter") }
        return try change(visit) { .split($0, letters) }
    }

    static func merge(_ visit: Visit) throws -> Reply {
        guard let other = visit.form["other"].flatMap({ Int64($0) }) else {
            throw visit.refused("请写明并入哪个事项（序号）", "name the other matter by its number")
        }
        return try change(visit) { .merge([$0, other]) }
    }

    private static func change(_ visit: Visit, _ change: (Int64) -> RegisterStore.MatterChange) throws -> Reply {
        let id = try visit.number("id")
        let reason = visit.office.pipeline.masked(note: visit.form["reason"] ?? "")
        let wanted = change(id)
        _ = try visit.trying { () throws(StoreError) in
            try MatterDesk(store: visit.store).change(wanted, account: visit.account, reason: reason)
        }
        return try back(to: id, visit)
    }

    static func undo(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        guard let entry = visit.form["entry"].flatMap({ Int64($0) }) else { throw visit.notFound }
        _ = try visit.trying { () throws(StoreError) in
            try MatterDesk(store: visit.store).undo(entry, account: visit.account)
        }
        return try back(to: id, visit)
    }

    /// A matter that was merged into another has that one's number.
    private static func back(to id: Int64, _ visit: Visit) throws(Refusal) -> Reply {
        let matter = try visit.trying { () throws(StoreError) in try visit.store.matter(holding: id) }
        return .go(to: "/matters/\(matter)")
    }
}
