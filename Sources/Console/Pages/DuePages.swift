internal import Duties
internal import Register
internal import Storage

enum DuePages {
    private static let most = 200
    private static let mostBodies = 100

    static func list(_ visit: Visit) throws -> Reply {
        let desk = visit.desk
        let window = visit.query["window"].flatMap(DueWindow.init(rawValue:)) ?? .week
        let body = visit.query["body"]
        let after = visit.query["after"]
        let (items, sums) = try visit.trying { () throws(StoreError) in
            (
                try desk.due(window, body: body, limit: most + 1),
                try desk.standings(after: after, limit: mostBodies + 1)
            )
        }
        let columns = DueDate.Standing.allCases
        let nextBody = sums.count > mostBodies ? sums[mostBodies - 1].body : nil
        return visit.page(
            "due", title: "due",
            .of([
                "today": "\(Office.today)", "body": body, "items": items.prefix(most).map { visit.fields($0, desk) },
                "hasItems": !items.isEmpty, "isCut": items.count > most ? true : nil, "most": "\(most)",
                "window": window.rawValue,
                "windows": DueWindow.allCases.map { other in
                    Templates.Fields.of([
                        "window": other.rawValue, "label": visit.word("due-" + other.rawValue),
                        "isCurrent": other == window ? true : nil,
                        "body": body.map { "&body=" + Form.encoded($0) },
                    ])
                },
                "isOutdated": items.contains { desk.isOutdated($0.duty) } ? true : nil,
                "nextBodies": nextBody.map { "/due?window=\(window.rawValue)&after=" + Form.encoded($0) },
                "standings": columns.map { ["label": visit.word("standing-" + $0.rawValue)] },
                "bodies": sums.isEmpty
                    ? nil
                    : sums.prefix(mostBodies).map { name, counts in
                        Templates.Fields.of([
                            "body": name, "path": Form.encoded(name),
                            "counts": columns.map { standing in
                                Templates.Fields.of([
                                    "count": "\(counts[standing] ?? 0)",
                                    "isAlarming": standing == .overdue && (counts[standing] ?? 0) > 0 ? true : nil,
                                ])
                            },
                        ])
                    },
            ]))
    }
}
