internal import GRDB

/// A line of the register with all that a table of it shows.
public struct RegisterLine: Sendable, Equatable {
    public let row: RegistrationRow
    public let place: String
    public let purpose: String
    /// The duty that is due next and not kept.
    public let next: DutyRow?
    public let outcome: String
    /// The day of the last step, of a matter that is done.
    public let doneOn: String
}

extension RegisterStore {
    /// Every table that leaves is audited.
    public func noteExport(_ format: String, account: String) throws(StoreError) {
        try appendAudit(account: account, action: "export", subject: "register", reason: format)
    }

    /// Lines of the register that hold a letter which matches, by their numbers.
    public func registerLines(_ filter: LetterFilter) throws(StoreError) -> [RegisterLine] {
        let rows = try read { database in
            var columns = LetterColumns(database, self, today: filter.today)
            let letters = try columns.letters(filter)
            return try RegisterStore.rows(
                database, "EXISTS (SELECT 1 FROM registration_letter x WHERE x.registration = r.id)", []
            )
            .filter { row in row.letters.contains { letters.holds(Int($0) - 1) } }
        }
        var next: [String: DutyRow] = [:]
        for item in try duties(isOpen: true) where item.duty.binding != "lapses" && next[item.number] == nil {
            next[item.number] = item.duty
        }
        return try read { database in
            try rows.map { row in
                let more = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT
                          (SELECT path FROM letter_place p JOIN registration_letter x ON x.letter = p.letter
                           WHERE x.registration = :id ORDER BY length(path) DESC, path LIMIT 1) AS place,
                          (SELECT \(RegisterStore.purpose("l")) FROM registration_letter x JOIN letter l ON l.id = x.letter WHERE x.registration = :id
                           ORDER BY l.id LIMIT 1) AS purpose,
                          (SELECT outcome FROM register_entry e WHERE registration = :id AND outcome IS NOT NULL
                           AND NOT EXISTS (SELECT 1 FROM register_entry u WHERE u.undoes = e.seq)
                           ORDER BY seq DESC LIMIT 1) AS outcome,
                          (SELECT MAX(day) FROM register_entry e WHERE registration = :id AND undoes IS NULL) AS last
                        """, arguments: ["id": row.id])
                return RegisterLine(
                    row: row, place: more?["place"] ?? "", purpose: more?["purpose"] ?? "", next: next[row.number],
                    outcome: more?["outcome"] ?? "", doneOn: row.isOpen ? "" : more?["last"] ?? "")
            }
        }
    }
}
