public import Documents
internal import Foundation
internal import GRDB

/// What of a letter a person can be asked about.
public enum ReviewField: String, Sendable, CaseIterable {
    case category, purpose, received, scan
}

/// Something of a letter that a person should look at.
public struct DoubtRow: Sendable, Equatable {
    public let letter: Int64
    public let field: ReviewField
    /// What makes it doubtful: `low`, `missing`, or the code of a diagnostic.
    public let reason: String
    /// How sure the program is, 0…1.
    public let score: Double
    public let answer: String
    public let title: String
}

/// What a person found.
public struct CorrectionRow: Sendable, Equatable {
    public let id: Int64
    public let letter: Int64
    /// A ``ReviewField``, or `repair` with its place in the record's list.
    public let field: String
    public let verdict: String
    public let before: String
    public let after: String
    public let note: String
    public let undoes: Int64?
    public let at: String
    public let account: String
}

/// A letter with what a person confirmed or set: a case for training and for scoring.
public struct ConfirmedLetter: Sendable, Equatable {
    public let letter: Int64
    public let received: String?
    /// Masked.
    public let text: String
    /// Path of the class, `国土资源/土地征收`; `nil` when no person looked at it.
    public let category: String?
    public let code: String?
    public let purpose: Purpose?
    /// What the program had said.
    public let categoryBefore: String?

    public init(
        letter: Int64, received: String?, text: String, category: String?, code: String?, purpose: Purpose?,
        categoryBefore: String?
    ) {
        self.letter = letter
        self.received = received
        self.text = text
        self.category = category
        self.code = code
        self.purpose = purpose
        self.categoryBefore = categoryBefore
    }
}

extension RegisterStore {
    /// What nobody has looked at yet, the least sure first.
    ///
    /// - Parameter least: from this score on it is taken to be right.
    public func doubts(_ field: ReviewField? = nil, below least: Double, limit: Int = 50) throws(StoreError)
        -> [DoubtRow]
    {
        try read { database in
            // The doubtful ones, then those of which another rule says otherwise: each has an index in this order.
            var rows: [Row] = []
            for condition in RegisterStore.openDoubts where rows.count < limit {
                var arguments: StatementArguments = [least]
                if let field { arguments += [field.rawValue] }
                rows += try Row.fetchAll(
                    database,
                    sql: """
                        SELECT d.*, \(RegisterStore.title("l")) AS title FROM (
                          SELECT * FROM doubt WHERE \(condition) \(field == nil ? "" : "AND field = ?")
                          ORDER BY score, letter, field LIMIT ?) d
                        JOIN letter l ON l.id = d.letter ORDER BY d.score, d.letter, d.field
                        """, arguments: arguments + [limit - rows.count])
            }
            return try rows.compactMap { row in
                guard let field = ReviewField(rawValue: row["field"]) else { return nil }
                return DoubtRow(
                    letter: row["letter"], field: field, reason: row["reason"], score: row["score"],
                    answer: try RegisterStore.answer(field, of: row["letter"], database), title: row["title"])
            }
        }
    }

    /// What holds now.
    public func answer(_ field: ReviewField, of letter: Int64) throws(StoreError) -> String {
        try read { try RegisterStore.answer(field, of: letter, $0) }
    }

    /// Keeps what a person found: that it is right, or what is right instead.
    ///
    /// - Parameters:
    ///   - after: `nil` when it is right as it stands.
    ///   - code: of the class, for a category.
    /// - Returns: the number of the correction.
    public func correct(
        _ field: ReviewField, of letter: Int64, to after: String?, code: String? = nil, note: String, account: String
    ) throws(StoreError) -> Int64 {
        try write { database in
            guard try Bool.fetchOne(database, sql: "SELECT 1 FROM letter WHERE id = ?", arguments: [letter]) ?? false
            else { throw StoreError(.notFound, "\(letter)") }
            let before = try RegisterStore.answer(field, of: letter, database)
            let answer = after ?? before
            let id = try RegisterStore.keep(
                field.rawValue, letter, after == nil ? "accepted" : "corrected", before, answer, code, note, nil,
                account, database)
            if answer != before { try RegisterStore.put(answer, code, field, letter, database) }
            try RegisterStore.settle(field.rawValue, of: letter, by: id, database)
            return id
        }
    }

    /// Takes a correction back: what held before holds again, and the letter is in the queue anew.
    public func undoCorrection(_ id: Int64, note: String, account: String) throws(StoreError) -> CorrectionRow {
        try write { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT c.* FROM correction c JOIN settled s ON s.correction = c.id WHERE c.id = ?",
                arguments: [id])
            guard let undone = row.map(RegisterStore.correction) else { throw StoreError(.nothingToUndo, "\(id)") }
            _ = try RegisterStore.keep(
                undone.field, undone.letter, "undone", undone.after, undone.before, nil, note, id, account, database)
            try database.execute(
                sql: "DELETE FROM settled WHERE letter = ? AND field = ?", arguments: [undone.letter, undone.field])
            // An older correction of the same field holds again.
            let older = try Row.fetchOne(
                database,
                sql: """
                    SELECT id, code FROM correction c WHERE letter = ? AND field = ? AND verdict <> 'undone'
                    AND NOT EXISTS (SELECT 1 FROM correction u WHERE u.undoes = c.id) ORDER BY id DESC LIMIT 1
                    """, arguments: [undone.letter, undone.field])
            if let older {
                let number: Int64 = older["id"]
                try RegisterStore.settle(undone.field, of: undone.letter, by: number, database)
            }
            // A repair is shown by what is settled alone.
            if undone.after != undone.before, let field = ReviewField(rawValue: undone.field) {
                try RegisterStore.put(undone.before, older?["code"], field, undone.letter, database)
            }
            return undone
        }
    }

    public func corrections(of letter: Int64? = nil) throws(StoreError) -> [CorrectionRow] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM correction WHERE ? IS NULL OR letter = ? ORDER BY id",
                arguments: [letter, letter]
            ).map(RegisterStore.correction)
        }
    }

    /// Letters whose category or purpose a person confirmed or set, by their numbers.
    public func confirmedLetters() throws(StoreError) -> [ConfirmedLetter] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT l.id, l.received, l.text, c.after AS category, p.after AS purpose, i.code,
                      (SELECT before FROM correction f WHERE f.letter = l.id AND f.field = 'category' ORDER BY id LIMIT 1)
                        AS before
                    FROM letter l
                    LEFT JOIN settled sc ON sc.letter = l.id AND sc.field = 'category'
                    LEFT JOIN correction c ON c.id = sc.correction
                    LEFT JOIN letter_issue i ON i.letter = l.id AND i.is_primary AND c.id IS NOT NULL
                    LEFT JOIN settled sp ON sp.letter = l.id AND sp.field = 'purpose'
                    LEFT JOIN correction p ON p.id = sp.correction
                    WHERE c.id IS NOT NULL OR p.id IS NOT NULL ORDER BY l.id
                    """
            ).map { row in
                let purpose: String? = row["purpose"]
                return ConfirmedLetter(
                    letter: row["id"], received: row["received"], text: row["text"], category: row["category"],
                    code: row["code"], purpose: purpose.flatMap(Purpose.init(rawValue:)), categoryBefore: row["before"])
            }
        }
    }

    /// Proposals of links that no person has decided on, the least sure first.
    public func openLinks(below least: Double, limit: Int = 50) throws(StoreError) -> [LinkRow] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT a, b, relation, score FROM letter_link WHERE \(RegisterStore.isOpenLink)
                    ORDER BY score, a, b LIMIT ?
                    """, arguments: [least, limit]
            ).map {
                LinkRow(a: $0["a"], b: $0["b"], relation: $0["relation"], score: $0["score"])
            }
        }
    }

    /// What makes doubts open: how sure they are, else that another rule says otherwise. Each has an index; a score is
    /// asked for in both.
    static let openDoubts = [
        "is_open AND score < ?", "is_open AND score >= ? AND reason = 'issue.model-disagrees'",
    ]

    /// What makes a link one that waits, with a score. `standing > 0` is what the index is for, word by word.
    static let isOpenLink = "standing > 0 AND standing = 2 AND score < ?"

    /// The matter that a letter is of.
    public func matter(holding letter: Int64) throws(StoreError) -> Int64 {
        let matter = try read {
            try Int64.fetchOne($0, sql: "SELECT matter FROM matter_letter WHERE letter = ?", arguments: [letter])
        }
        guard let matter else { throw StoreError(.notFound, "\(letter)") }
        return matter
    }

    // MARK: plumbing

    private static func answer(_ field: ReviewField, of letter: Int64, _ database: Database) throws -> String {
        switch field {
        case .category:
            return try String.fetchOne(
                database, sql: "SELECT path FROM letter_issue WHERE letter = ? AND is_primary", arguments: [letter])
                ?? ""
        case .purpose:
            return try String.fetchOne(
                database,
                sql: "SELECT \(RegisterStore.purpose("l")) FROM letter l WHERE l.id = ?", arguments: [letter]) ?? ""
        case .received:
            return try String.fetchOne(
                database, sql: "SELECT COALESCE(received, '') FROM letter WHERE id = ?", arguments: [letter]) ?? ""
        case .scan: return ""
        }
    }

    /// What the machine read stays in the record; what is asked for is what holds.
    private static func put(
        _ answer: String, _ code: String?, _ field: ReviewField, _ letter: Int64, _ database: Database
    ) throws {
        switch field {
        case .category:
            let record = try record(of: letter, database)
            try database.execute(sql: "DELETE FROM letter_issue WHERE letter = ?", arguments: [letter])
            try insert(record.issues, of: letter, database)
            guard answer != record.issues.first(where: \.primary)?.path.joined(separator: "/") else { return }
            try database.execute(sql: "UPDATE letter_issue SET is_primary = 0 WHERE letter = ?", arguments: [letter])
            guard !answer.isEmpty else { return }
            try database.execute(
                sql: """
                    INSERT INTO letter_issue(letter, code, path, is_primary) VALUES (?, ?, ?, 1)
                    ON CONFLICT(letter, code) DO UPDATE SET path = excluded.path, is_primary = 1
                    """, arguments: [letter, code ?? answer, answer])
        case .received:
            try database.execute(
                sql: "UPDATE letter SET received = ?, month = ? WHERE id = ?",
                arguments: [
                    answer.isEmpty ? nil : answer, answer.isEmpty ? nil : String(answer.prefix(7)), letter,
                ])
        case .purpose, .scan: break
        }
    }

    /// What was read.
    static func record(of letter: Int64, _ database: Database) throws -> Documents.Record {
        guard
            let json = try String.fetchOne(database, sql: "SELECT record FROM letter WHERE id = ?", arguments: [letter])
        else { throw StoreError(.notFound, "\(letter)") }
        return try record(json)
    }

    static func record(_ json: String) throws -> Documents.Record {
        try JSONDecoder().decode(Documents.Record.self, from: Data(json.utf8))
    }

    /// From now on this correction holds.
    static func settle(_ field: String, of letter: Int64, by correction: Int64, _ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO settled(letter, field, correction) VALUES (?, ?, ?)",
            arguments: [letter, field, correction])
    }

    static func keep(
        _ field: String, _ letter: Int64, _ verdict: String, _ before: String, _ after: String, _ code: String?,
        _ note: String, _ undoes: Int64?, _ account: String, _ database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO correction(letter, field, verdict, before, after, code, note, undoes, at, account)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [letter, field, verdict, before, after, code, note, undoes, now(), account])
        let id = database.lastInsertedRowID
        try audit(account, "review \(verdict)", "letter \(letter) \(field)", note, database)
        return id
    }

    private static func correction(_ row: Row) -> CorrectionRow {
        CorrectionRow(
            id: row["id"], letter: row["letter"], field: row["field"], verdict: row["verdict"], before: row["before"],
            after: row["after"], note: row["note"], undoes: row["undoes"], at: row["at"], account: row["account"])
    }
}
