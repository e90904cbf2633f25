internal import Crypto
public import Documents
internal import Foundation
internal import GRDB

/// The register: letters in masked form, their private values sealed beside them.
///
/// One SQLite file in WAL mode. Names and numbers of private persons are in no column that is not sealed.
public final class RegisterStore: Sendable {
    let database: DatabasePool
    let key: SealingKey

    public init(path: String, key: SealingKey) throws(StoreError) {
        self.key = key
        do {
            database = try DatabasePool(path: path)
            try Schema.migrator.migrate(database)
        } catch { throw StoreError(.cannotOpen, path) }
    }

    // MARK: import

    /// True when a file with these contents is done. A failed one is tried again.
    public func isImported(sha256: String) throws(StoreError) -> Bool {
        try read {
            try Bool.fetchOne($0, sql: "SELECT 1 FROM source WHERE sha256 = ? AND state = 'done'", arguments: [sha256])
                ?? false
        }
    }

    /// Keeps all letters of one file, or none of them.
    public func insert(sha256: String, path: String, letters: [ParsedDocument]) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO source(sha256, path, state) VALUES (?, ?, 'done')
                    ON CONFLICT(sha256) DO UPDATE SET state = 'done', code = NULL, message = NULL
                    """, arguments: [sha256, path])
            for (position, letter) in letters.enumerated() {
                try self.insert(letter, sha256, position, database)
            }
        }
    }

    private func insert(_ letter: ParsedDocument, _ sha256: String, _ position: Int, _ database: Database) throws {
        let masked = letter.masked
        let received = letter.document.received?.description
        let record = String(decoding: try JSONEncoder.laixin.encode(masked.record), as: UTF8.self)
        try database.execute(
            sql: """
                INSERT INTO letter(source, position, external_id, kind, received, month, title, text, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                sha256, position, letter.document.id, masked.record.kind.rawValue, received,
                received.map { String($0.prefix(7)) },
                masked.record.title?.text, masked.text, record,
            ])
        let id = database.lastInsertedRowID
        for issue in masked.record.issues {
            try database.execute(
                sql: "INSERT OR IGNORE INTO letter_issue(letter, code, path, is_primary) VALUES (?, ?, ?, ?)",
                arguments: [id, issue.code, issue.path.joined(separator: "/"), issue.primary])
        }
        for place in masked.record.places {
            guard let adcode = place.adcode else { continue }
            // No place finer than county leaves through these columns.
            let path = place.path.prefix(3).joined(separator: "/")
            try database.execute(
                sql: "INSERT OR IGNORE INTO letter_place(letter, adcode, path) VALUES (?, ?, ?)",
                arguments: [id, adcode, path])
        }
        for party in masked.record.parties where party.type == .government || party.type == .organization {
            try database.execute(
                sql: "INSERT OR IGNORE INTO letter_body(letter, name, role) VALUES (?, ?, ?)",
                arguments: [id, party.name, party.role.rawValue])
        }
        let secret = SealedContent(original: letter.document.text.string, secrets: masked.secrets)
        let box = try key.seal(try JSONEncoder.laixin.encode(secret), for: "letter \(id)")
        try database.execute(sql: "INSERT INTO sealed(letter, box) VALUES (?, ?)", arguments: [id, box])
    }

    /// Sets a file aside with its reason; a later run tries it again.
    public func recordFailure(sha256: String, path: String, code: String, message: String) throws(StoreError) {
        try write {
            try $0.execute(
                sql: """
                    INSERT INTO source(sha256, path, state, code, message) VALUES (?, ?, 'failed', ?, ?)
                    ON CONFLICT(sha256) DO UPDATE SET code = excluded.code, message = excluded.message, path = excluded.path
                    """, arguments: [sha256, path, code, message])
        }
    }

    public struct ImportStatus: Sendable, Equatable {
        public let filesDone: Int
        public let letters: Int
        /// Path, code and message of each file set aside.
        public let failures: [(path: String, code: String, message: String)]

        public static func == (left: ImportStatus, right: ImportStatus) -> Bool {
            left.filesDone == right.filesDone && left.letters == right.letters
                && left.failures.map(\.path) == right.failures.map(\.path)
        }
    }

    public func importStatus() throws(StoreError) -> ImportStatus {
        try read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT path, code, message FROM source WHERE state = 'failed' ORDER BY path")
            return ImportStatus(
                filesDone: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM source WHERE state = 'done'") ?? 0,
                letters: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM letter") ?? 0,
                failures: rows.map { ($0["path"], $0["code"] ?? "", $0["message"] ?? "") })
        }
    }

    // MARK: links

    /// Masked texts of all letters, by id, for linking.
    public func maskedTexts() throws(StoreError) -> [(id: Int64, text: String)] {
        try read { try Row.fetchAll($0, sql: "SELECT id, text FROM letter ORDER BY id").map { ($0["id"], $0["text"]) } }
    }

    /// Replaces the proposed links; what a person confirmed or rejected stays.
    public func replaceProposedLinks(_ links: [(a: Int64, b: Int64, relation: String, score: Double)])
        throws(StoreError)
    {
        try write { database in
            try database.execute(sql: "DELETE FROM letter_link WHERE status = 'proposed'")
            for link in links {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO letter_link(a, b, relation, score) VALUES (?, ?, ?, ?)",
                    arguments: [link.a, link.b, link.relation, link.score])
            }
        }
    }

    // MARK: plumbing

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do { return try database.read(body) } catch let error as StoreError { throw error } catch {
            throw StoreError(.refused, RegisterStore.reason(error))
        }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do { return try database.write(body) } catch let error as StoreError { throw error } catch {
            throw StoreError(.refused, RegisterStore.reason(error))
        }
    }

    /// SQLite's own message, without the statement's arguments: they may hold text.
    private static func reason(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? "\(type(of: error))"
    }
}

/// What is sealed of one letter.
struct SealedContent: Codable {
    let original: String
    let secrets: [MaskedDocument.Secret]
}

extension JSONEncoder {
    static var laixin: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
