public import Documents
internal import Foundation
internal import GRDB

extension RegisterStore {
    public struct StoredLetter: Sendable {
        public let id: Int64
        public let received: String?
        public let text: String
        public let record: Documents.Record
        /// Repairs that a person took back, by their places in the record's list.
        public let takenBack: Set<Int>

        /// The record as it is shown: without the repairs that were taken back.
        public var shown: Documents.Record {
            var record = record
            record.repairs = record.repairs.enumerated().filter { !takenBack.contains($0.offset) }.map(\.element)
            return record
        }
    }

    /// One letter in its masked form.
    public func letter(_ id: Int64) throws(StoreError) -> StoredLetter {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM letter WHERE id = ?", arguments: [id]) else {
                throw StoreError(.notFound, "\(id)")
            }
            let record = try RegisterStore.record(row["record"])
            let settled = try RegisterStore.settled(of: id, database)
            return StoredLetter(
                id: id, received: row["received"], text: row["text"], record: record,
                takenBack: Set(record.repairs.indices.filter { settled[RegisterStore.repairField($0)] != nil }))
        }
    }

    /// What a letter is called in a list: its title, or how its text begins.
    static func title(_ letter: String) -> String {
        "COALESCE(\(letter).title, substr(replace(\(letter).text, char(10), ' '), 1, 24))"
    }

    /// What a letter is for: as a person found, else as it was read; `NULL` without either.
    static func purpose(_ letter: String) -> String {
        """
        COALESCE((SELECT c.after FROM settled s JOIN correction c ON c.id = s.correction
          WHERE s.letter = \(letter).id AND s.field = 'purpose'), json_extract(\(letter).record, '$.purpose.value'))
        """
    }

    /// The sealed original: one letter, one reason, a named account; the audit entry is written first.
    public func reveal(_ id: Int64, account: String, reason: String) throws(StoreError) -> String {
        try RegisterStore.checkReason(reason, account, for: id)
        let box: Data? = try read {
            try Data.fetchOne($0, sql: "SELECT box FROM sealed WHERE letter = ?", arguments: [id])
        }
        guard let box else { throw StoreError(.notFound, "\(id)") }
        try appendAudit(account: account, action: "reveal", subject: "letter \(id)", reason: reason)
        let bytes = try key.open(box, for: "letter \(id)")
        do { return try JSONDecoder().decode(SealedContent.self, from: bytes).original } catch {
            throw StoreError(.wrongKey, "letter \(id)")
        }
    }

    /// Nothing sealed is opened without a reason and a name.
    static func checkReason(_ reason: String, _ account: String, for id: Int64) throws(StoreError) {
        guard !reason.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, !account.isEmpty else {
            throw StoreError(.reasonMissing, "\(id)")
        }
    }

    func appendAudit(account: String, action: String, subject: String, reason: String) throws(StoreError) {
        try write { try RegisterStore.audit(account, action, subject, reason, $0) }
    }

    /// Adds to the chain inside the transaction of what is audited, so that neither is kept without the other.
    ///
    /// - Throws: `clockBehind` when the clock stands before the last entry: the order of the log would be untrue.
    static func audit(
        _ account: String, _ action: String, _ subject: String, _ reason: String, _ database: Database
    ) throws {
        var at = now()
        let last = try Row.fetchOne(database, sql: "SELECT at, hash FROM audit ORDER BY seq DESC LIMIT 1")
        let (before, previous): (String, String) = (last?["at"] ?? "", last?["hash"] ?? "")
        if at < before {
            guard let clock = ISO8601DateFormatter().date(from: at),
                let known = ISO8601DateFormatter().date(from: before),
                known.timeIntervalSince(clock) < clockTolerance
            else { throw StoreError(.clockBehind, "\(at) < \(before)") }
            at = before
        }
        let hash = chain(previous, at, account, action, subject, reason)
        try database.execute(
            sql: "INSERT INTO audit(at, account, action, subject, reason, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [at, account, action, subject, reason, previous, hash])
    }

    /// Seconds that clocks of two machines may differ by.
    private static let clockTolerance = 300.0

    /// Checks the whole chain; throws at the first entry that was changed, and returns the number of entries.
    public func verifyAudit() throws(StoreError) -> Int {
        try read { database in
            var previous = ""
            var count = 0
            for row in try Row.fetchAll(database, sql: "SELECT * FROM audit ORDER BY seq") {
                count += 1
                let expected = RegisterStore.chain(
                    previous, row["at"], row["account"], row["action"], row["subject"], row["reason"])
                let stored: String = row["hash"]
                let before: String = row["previous"]
                let seq: Int = row["seq"]
                guard stored == expected, before == previous, seq == count else {
                    throw StoreError(.auditBroken, "\(seq)")
                }
                previous = stored
            }
            return count
        }
    }

    private static func chain(_ parts: String...) -> String {
        // Length before each part, so that moving a boundary changes the hash.
        let joined = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return Data(joined.utf8).sha256
    }
}
