internal import Foundation
internal import GRDB

extension RegisterStore {
    /// Reads off a history where the matter stands; refuses one that cannot be. A function of its argument alone.
    public typealias Settling = @Sendable (Registration) throws(StoreError) -> Settlement

    /// A yearly series of numbers without gaps.
    public struct NumberSeries: Sendable {
        /// What all numbers of the series share.
        public let name: String
        public let number: @Sendable (Int) -> String

        public init(name: String, number: @escaping @Sendable (Int) -> String) {
            self.name = name
            self.number = number
        }
    }

    // MARK: writing

    /// Gives letters the next number of the series. The number is taken inside the transaction that writes it, so two
    /// processes cannot take the same one, and one that fails leaves no gap.
    ///
    /// - Parameter contents: the registration's first entries, one a letter.
    public func register(
        _ contents: [RegisterContent], channel: String, series: NumberSeries, account: String, settling: Settling
    ) throws(StoreError) -> RegistrationRow {
        try write { database in
            for letter in contents.compactMap(\.letter) { try RegisterStore.checkFree(letter, database) }
            let serial =
                try Int.fetchOne(
                    database, sql: "SELECT COALESCE(MAX(serial), 0) + 1 FROM registration WHERE series = ?",
                    arguments: [series.name]) ?? 1
            let number = series.number(serial)
            try database.execute(
                sql: """
                    INSERT INTO registration(number, series, serial, channel, state, is_open, body, received, registered)
                    VALUES (?, ?, ?, ?, '', 1, '', ?, ?)
                    """,
                arguments: [number, series.name, serial, channel, contents[0].reached, contents[0].day])
            let id = database.lastInsertedRowID
            for content in contents { try self.enter(content, undoing: nil, id, number, account, database) }
            try RegisterStore.settle(id, settling, database)
            return try RegisterStore.rows(database, "r.id = ?", [id])[0]
        }
    }

    /// Adds to a registered matter's history, and settles where it stands.
    ///
    /// - Throws: whatever `settling` refuses; then nothing was written.
    public func enter(_ content: RegisterContent, in number: String, account: String, settling: Settling)
        throws(StoreError) -> RegistrationRow
    {
        try write { database in
            let id = try RegisterStore.id(of: number, database)
            if let letter = content.letter { try RegisterStore.checkFree(letter, database) }
            try self.enter(content, undoing: nil, id, number, account, database)
            try RegisterStore.settle(id, settling, database)
            return try RegisterStore.rows(database, "r.id = ?", [id])[0]
        }
    }

    /// Takes an entry back, by default the last that stands.
    ///
    /// - Returns: the entry taken back.
    public func undoEntry(
        _ entry: Int64?, in number: String, day: String, note: String, account: String, settling: Settling
    ) throws(StoreError) -> RegisterEntry {
        try write { database in
            let id = try RegisterStore.id(of: number, database)
            let standing = try RegisterStore.registration(id, database).standing.dropFirst()
            guard let undone = entry.map({ wanted in standing.first { $0.number == wanted } }) ?? standing.last else {
                throw StoreError(.nothingToUndo, entry.map { "\(number) \($0)" } ?? number)
            }
            let content = RegisterContent(step: RegisterEntry.undo, day: day, note: note)
            try self.enter(content, undoing: undone.number, id, number, account, database)
            try RegisterStore.settle(id, settling, database)
            return undone
        }
    }

    /// Settles every registered matter anew, after rules or a calendar changed.
    ///
    /// - Returns: numbers of those whose duties are counted otherwise now.
    public func settleAll(account: String, settling: Settling) throws(StoreError) -> [String] {
        let ids = try read { try Int64.fetchAll($0, sql: "SELECT id FROM registration ORDER BY id") }
        var changed: [String] = []
        for id in ids {
            let number: String? = try write { database in
                guard try RegisterStore.settle(id, settling, database) else { return nil }
                let number = try String.fetchOne(
                    database, sql: "SELECT number FROM registration WHERE id = ?", arguments: [id])
                try RegisterStore.audit(account, "recount duties", "registration \(number ?? "")", "", database)
                return number
            }
            if let number { changed.append(number) }
        }
        return changed
    }

    // MARK: reading

    public func registration(_ number: String) throws(StoreError) -> Registration {
        try read { try RegisterStore.registration(RegisterStore.id(of: number, $0), $0) }
    }

    public func registrationRow(_ number: String) throws(StoreError) -> RegistrationRow {
        try read { try RegisterStore.rows($0, "r.id = ?", [RegisterStore.id(of: number, $0)])[0] }
    }

    /// The register, the newest number last.
    public func registrations(state: String? = nil, body: String? = nil, limit: Int = -1) throws(StoreError)
        -> [RegistrationRow]
    { try registrations(state: state, body: body, order: "r.id", limit: limit) }

    /// The same, the last registered first.
    ///
    /// - Parameter before: only those registered before this one.
    public func latestRegistrations(
        state: String? = nil, body: String? = nil, before: Int64? = nil, limit: Int
    ) throws(StoreError) -> [RegistrationRow] {
        try registrations(state: state, body: body, before: before, order: "r.id DESC", limit: limit)
    }

    private func registrations(
        state: String?, body: String?, before: Int64? = nil, order: String, limit: Int
    ) throws(StoreError) -> [RegistrationRow] {
        try read { database in
            var (conditions, arguments): ([String], StatementArguments) = (["1"], [])
            if let state {
                conditions.append("r.state = ?")
                arguments += [state]
            }
            if let body {
                conditions.append("instr(r.body, ?) > 0")
                arguments += [body]
            }
            if let before {
                conditions.append("r.id < ?")
                arguments += [before]
            }
            return try RegisterStore.rows(
                database, conditions.joined(separator: " AND "), arguments, order: order, limit: limit)
        }
    }

    /// Letters without a registration, by the day they were received.
    public func unregistered() throws(StoreError) -> [Int64] {
        try read { database in
            var columns = LetterColumns(database, self, today: "")
            return try columns.first(-1, of: columns.unregistered())
        }
    }

    /// Numbers under which other letters of the letter's matter stand: proposals, for a person to look at.
    public func registrations(besides letter: Int64) throws(StoreError) -> [String] {
        try read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT DISTINCT r.number FROM matter_letter m
                    JOIN matter_letter o ON o.matter = m.matter AND o.letter <> m.letter
                    JOIN registration_letter l ON l.letter = o.letter JOIN registration r ON r.id = l.registration
                    WHERE m.letter = ? ORDER BY r.number
                    """, arguments: [letter])
        }
    }

    // MARK: settings

    /// The value of a setting that holds now; older ones are kept.
    public func setting(_ name: String) throws(StoreError) -> String? {
        try read {
            try String.fetchOne(
                $0, sql: "SELECT value FROM setting WHERE name = ? ORDER BY seq DESC LIMIT 1", arguments: [name])
        }
    }

    public func set(_ name: String, to value: String, account: String) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO setting(name, value, at, account) VALUES (?, ?, ?, ?)",
                arguments: [name, value, RegisterStore.now(), account])
            try RegisterStore.audit(account, "set \(name)", "setting", value, database)
        }
    }

    // MARK: plumbing

    static func now() -> String { ISO8601DateFormatter().string(from: Date()) }

    static func id(of number: String, _ database: Database) throws -> Int64 {
        guard
            let id = try Int64.fetchOne(
                database, sql: "SELECT id FROM registration WHERE number = ?", arguments: [number])
        else { throw StoreError(.registrationNotFound, number) }
        return id
    }

    private static func checkFree(_ letter: Int64, _ database: Database) throws {
        guard try Bool.fetchOne(database, sql: "SELECT 1 FROM letter WHERE id = ?", arguments: [letter]) ?? false else {
            throw StoreError(.notFound, "\(letter)")
        }
        let number = try String.fetchOne(
            database,
            sql: """
                SELECT r.number FROM registration_letter l JOIN registration r ON r.id = l.registration WHERE l.letter = ?
                """, arguments: [letter])
        if let number { throw StoreError(.alreadyRegistered, "\(letter) → \(number)") }
    }

    func enter(
        _ content: RegisterContent, undoing undone: Int64?, _ id: Int64, _ number: String, _ account: String,
        _ database: Database
    ) throws {
        let next = try Int64.fetchOne(database, sql: "SELECT COALESCE(MAX(seq), 0) + 1 FROM register_entry") ?? 1
        let box = try content.originalNote.map { try self.key.seal(Data($0.utf8), for: "entry \(next)") }
        try database.execute(
            sql: """
                INSERT INTO register_entry(seq, registration, step, day, reached, body, period, first_day, last_day,
                  outcome, paper, circumstances, letter, note, box, undoes, at, account)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                next, id, content.step, content.day, content.reached, content.body, content.period, content.firstDay,
                content.lastDay, content.outcome, content.paper, content.circumstances.joined(separator: " "),
                content.letter, content.note, box, undone, RegisterStore.now(), account,
            ])
        try RegisterStore.audit(
            account, content.step + (undone.map { " entry \($0)" } ?? ""), "registration \(number)", content.note,
            database)
    }

    static func registration(_ id: Int64, _ database: Database) throws -> Registration {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT number, channel FROM registration WHERE id = ?", arguments: [id])
        else { throw StoreError(.registrationNotFound, "\(id)") }
        let entries = try Row.fetchAll(
            database, sql: "SELECT * FROM register_entry WHERE registration = ? ORDER BY seq", arguments: [id]
        ).map { row in
            let circumstances: String = row["circumstances"]
            return RegisterEntry(
                number: row["seq"],
                content: RegisterContent(
                    step: row["step"], day: row["day"], reached: row["reached"], body: row["body"],
                    period: row["period"], firstDay: row["first_day"], lastDay: row["last_day"],
                    outcome: row["outcome"], paper: row["paper"],
                    circumstances: circumstances.split(separator: " ").map(String.init), letter: row["letter"],
                    note: row["note"]),
                undoes: row["undoes"], at: row["at"], account: row["account"])
        }
        return Registration(id: id, number: row["number"], channel: row["channel"], entries: entries)
    }

    /// - Returns: whether a duty is counted otherwise than before.
    @discardableResult
    static func settle(_ id: Int64, _ settling: Settling, _ database: Database) throws -> Bool {
        let settled = try settling(try registration(id, database))
        try database.execute(
            sql: "UPDATE registration SET state = ?, is_open = ?, body = ?, received = ? WHERE id = ?",
            arguments: [settled.state, settled.isOpen, settled.body, settled.received, id])
        let letters = try Int64.fetchAll(
            database, sql: "SELECT letter FROM registration_letter WHERE registration = ? ORDER BY letter",
            arguments: [id])
        if letters != settled.letters.sorted() {
            try database.execute(sql: "DELETE FROM registration_letter WHERE registration = ?", arguments: [id])
            for letter in settled.letters {
                try database.execute(
                    sql: "INSERT INTO registration_letter(letter, registration) VALUES (?, ?)",
                    arguments: [letter, id])
            }
        }
        return try replaceDuties(settled.duties, of: id, database)
    }

    static func rows(
        _ database: Database, _ condition: String, _ arguments: StatementArguments, order: String = "r.id",
        limit: Int = -1
    ) throws -> [RegistrationRow] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT r.*, (SELECT group_concat(letter) FROM registration_letter l WHERE l.registration = r.id) AS letters,
                  (SELECT path FROM registration_letter l JOIN letter_issue i ON i.letter = l.letter AND is_primary
                   WHERE l.registration = r.id ORDER BY l.letter LIMIT 1) AS category,
                  (SELECT \(title("t")) FROM registration_letter l
                   JOIN letter t ON t.id = l.letter WHERE l.registration = r.id ORDER BY l.letter LIMIT 1) AS title
                FROM registration r WHERE \(condition) ORDER BY \(order) LIMIT ?
                """, arguments: arguments + [limit]
        ).map { row in
            let letters: String? = row["letters"]
            return RegistrationRow(
                id: row["id"], number: row["number"], channel: row["channel"], received: row["received"],
                registered: row["registered"], state: row["state"], isOpen: row["is_open"], body: row["body"],
                letters: (letters ?? "").split(separator: ",").compactMap { Int64($0) }.sorted(),
                category: row["category"] ?? "", title: row["title"] ?? "")
        }
    }
}
