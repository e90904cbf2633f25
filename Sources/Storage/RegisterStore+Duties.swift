internal import Foundation
internal import GRDB

/// A duty with the registered matter it belongs to.
public struct RegisteredDuty: Sendable, Equatable {
    public let number: String
    public let state: String
    public let duty: DutyRow
}

extension RegisterStore {
    /// Duties as they are counted now, the first due first.
    ///
    /// - Parameters:
    ///   - number: of this registered matter alone.
    ///   - isOpen: not kept yet, of matters that are open.
    ///   - body: part of the name of the body that owes them.
    public func duties(of number: String? = nil, isOpen: Bool = false, body: String? = nil) throws(StoreError)
        -> [RegisteredDuty]
    {
        try read { database in
            var (conditions, arguments): ([String], StatementArguments) = (["d.replaced_at IS NULL"], [])
            if let number {
                conditions.append("d.registration = ?")
                arguments += [try RegisterStore.id(of: number, database)]
            }
            if isOpen { conditions.append("d.done IS NULL AND r.is_open") }
            if let body {
                conditions.append("instr(d.body, ?) > 0")
                arguments += [body]
            }
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT d.*, r.number, r.state FROM duty_count d JOIN registration r ON r.id = d.registration
                    WHERE \(conditions.joined(separator: " AND ")) ORDER BY d.shown, r.id, d.entry, d.duty
                    """, arguments: arguments
            ).map {
                RegisteredDuty(number: $0["number"], state: $0["state"], duty: try RegisterStore.duty($0))
            }
        }
    }

    /// How a matter's duties were counted before, the oldest first.
    public func formerDuties(of number: String) throws(StoreError) -> [(at: String, until: String, duty: DutyRow)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM duty_count WHERE registration = ? AND replaced_at IS NOT NULL ORDER BY id",
                arguments: [try RegisterStore.id(of: number, database)]
            ).map { ($0["at"], $0["replaced_at"], try RegisterStore.duty($0)) }
        }
    }

    /// Keeps new counts and those that changed; a count that no longer holds stays as history.
    ///
    /// - Returns: whether any changed.
    static func replaceDuties(_ duties: [DutyRow], of registration: Int64, _ database: Database) throws -> Bool {
        let at = now()
        let kept = try Row.fetchAll(
            database, sql: "SELECT * FROM duty_count WHERE registration = ? AND replaced_at IS NULL",
            arguments: [registration]
        ).map { (id: $0["id"] as Int64, duty: try duty($0)) }
        var isChanged = false
        for old in kept where !duties.contains(old.duty) {
            isChanged = true
            try database.execute(
                sql: "UPDATE duty_count SET replaced_at = ? WHERE id = ?", arguments: [at, old.id])
        }
        for new in duties where !kept.contains(where: { $0.duty == new }) {
            isChanged = true
            try database.execute(
                sql: """
                    INSERT INTO duty_count(registration, entry, duty, binding, body, pack, pack_version, calendar_version,
                      law, strict, rolled, shown, is_estimated, steps, done, done_by, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    registration, new.entry, new.duty, new.binding, new.body, new.pack, new.packVersion,
                    new.calendarVersion, new.law, new.strict, new.rolled, new.shown, new.isEstimated,
                    new.steps.joined(separator: "\n"), new.done, new.doneBy, at,
                ])
        }
        return isChanged
    }

    static func duty(_ row: Row) throws -> DutyRow {
        let steps: String = row["steps"]
        return DutyRow(
            entry: row["entry"], duty: row["duty"], binding: row["binding"], body: row["body"], pack: row["pack"],
            packVersion: row["pack_version"], calendarVersion: row["calendar_version"], law: row["law"],
            strict: row["strict"], rolled: row["rolled"], shown: row["shown"], isEstimated: row["is_estimated"],
            steps: steps.split(separator: "\n").map(String.init), done: row["done"], doneBy: row["done_by"])
    }
}
