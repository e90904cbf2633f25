internal import Storage

enum AuditPages {
    private static let pageLength = 100

    static func list(_ visit: Visit) throws -> Reply { try page(visit, verdict: nil, isBroken: false) }

    /// Goes through the whole chain.
    static func check(_ visit: Visit) throws -> Reply {
        let (verdict, isBroken) = try verdict(visit)
        return try page(visit, verdict: verdict, isBroken: isBroken)
    }

    private static func verdict(_ visit: Visit) throws(Refusal) -> (String, isBroken: Bool) {
        do throws(StoreError) {
            let count = try visit.store.verifyAudit()
            return (visit.text("\(count) 条，审计链完整", "\(count) entries, the chain is whole"), false)
        } catch {
            guard error.code == .auditBroken else { throw Refusal(error, isChinese: visit.isChinese) }
            return (error.message(chinese: visit.isChinese), true)
        }
    }

    private static func page(_ visit: Visit, verdict: String?, isBroken: Bool) throws(Refusal) -> Reply {
        let before = visit.query["before"].flatMap { Int64($0) }
        let rows = try visit.trying { () throws(StoreError) in
            try visit.store.auditLog(before: before, limit: pageLength + 1)
        }
        return visit.page(
            "audit", title: "audit",
            .of([
                "verdict": verdict, "isBroken": isBroken ? true : nil, "hasRows": !rows.isEmpty,
                "rows": rows.prefix(pageLength).map {
                    Templates.Fields.of([
                        "number": "\($0.number)", "at": $0.at, "account": $0.account,
                        "action": action($0.action, visit),
                        "subject": $0.subject, "reason": $0.reason,
                    ])
                }, "older": rows.count > pageLength ? "\(rows[pageLength - 1].number)" : nil,
            ]))
    }

    /// As the log has it, where it has no name of its own here.
    private static func action(_ action: String, _ visit: Visit) -> String {
        let id = "audit-" + action.replacing(" ", with: "-")
        let word = visit.word(id)
        return word == id ? action : word
    }
}
