internal import Crypto
public import Documents
internal import Foundation
internal import GRDB

/// The register: letters in masked form, their private values sealed beside them.
///
/// One SQLite file in WAL mode. Names and numbers of private persons are in no column that is not sealed.
public final class RegisterStore: Sendable {
    public let path: String
    let database: DatabasePool
    let key: SealingKey
    let folding: TextFolding

    public init(path: String, key: SealingKey) throws(StoreError) {
        self.path = path
        self.key = key
        do { folding = try TextFolding() } catch { throw StoreError(.cannotOpen, "\(path) (\(error))") }
        do {
            // SQLite gives its other files the rights of the store's.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            var configuration = Configuration()
            // Another process may be writing: its transaction is waited for.
            configuration.busyMode = .timeout(10)
            // What is deleted is overwritten.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
            database = try DatabasePool(path: path, configuration: configuration)
            try Schema.migrator(folding).migrate(database)
        } catch { throw StoreError(.cannotOpen, path) }
        try checkKey()
    }

    /// A store belongs to the key that first opened it.
    private func checkKey() throws(StoreError) {
        let subject = RegisterStore.keyCheck
        let known: Data? = try read { try Data.fetchOne($0, sql: "SELECT box FROM key_check") }
        if let known {
            _ = try key.open(known, for: subject)
        } else {
            let box = try key.seal(Data(subject.utf8), for: subject)
            try write { try $0.execute(sql: "INSERT INTO key_check(id, box) VALUES (1, ?)", arguments: [box]) }
        }
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
    ///
    /// - Returns: the letters' numbers.
    @discardableResult
    public func insert(sha256: String, path: String, letters: [ParsedDocument]) throws(StoreError) -> [Int64] {
        let sealedPath = try seal(path, of: sha256)
        return try write { database in
            try database.execute(
                sql: """
                    INSERT INTO source(sha256, path, state) VALUES (?, ?, 'done')
                    ON CONFLICT(sha256) DO UPDATE SET state = 'done', code = NULL, message = NULL
                    """, arguments: [sha256, sealedPath])
            return try letters.enumerated().map { position, letter in
                try self.insert(letter, sha256, position, database)
            }
        }
    }

    private func insert(_ letter: ParsedDocument, _ sha256: String, _ position: Int, _ database: Database) throws
        -> Int64
    {
        let masked = letter.masked
        var working = masked.record
        // The sender's own id or file name can hold a name; it stays with the sealed original.
        working.id = "\(sha256.prefix(12))-\(position)"
        let received = letter.document.received?.description
        let record = String(decoding: try JSONEncoder.laixin.encode(working), as: UTF8.self)
        try database.execute(
            sql: """
                INSERT INTO letter(source, position, kind, received, month, title, text, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                sha256, position, masked.record.kind.rawValue, received,
                received.map { String($0.prefix(7)) },
                masked.record.title?.text, masked.text, record,
            ])
        let id = database.lastInsertedRowID
        try database.execute(sql: "INSERT INTO matter_letter(letter, matter) VALUES (?, ?)", arguments: [id, id])
        try RegisterStore.insert(masked.record.issues, of: id, database)
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
        let secret = SealedContent(
            id: letter.document.id, original: letter.document.text.string, secrets: masked.secrets)
        let box = try key.seal(try JSONEncoder.laixin.encode(secret), for: "letter \(id)")
        try database.execute(sql: "INSERT INTO sealed(letter, box) VALUES (?, ?)", arguments: [id, box])
        try Schema.noteDoubts(of: id, database)
        try Schema.index(masked.text, of: id, folding, database)
        return id
    }

    static func insert(_ issues: [Documents.Record.Issue], of letter: Int64, _ database: Database) throws {
        for issue in issues {
            try database.execute(
                sql: "INSERT OR IGNORE INTO letter_issue(letter, code, path, is_primary) VALUES (?, ?, ?, ?)",
                arguments: [letter, issue.code, issue.path.joined(separator: "/"), issue.primary])
        }
    }

    /// Sets a file aside with its reason; a later run tries it again.
    public func recordFailure(sha256: String, path: String, code: String, message: String) throws(StoreError) {
        let sealedPath = try seal(path, of: sha256)
        try write {
            try $0.execute(
                sql: """
                    INSERT INTO source(sha256, path, state, code, message) VALUES (?, ?, 'failed', ?, ?)
                    ON CONFLICT(sha256) DO UPDATE SET code = excluded.code, message = excluded.message, path = excluded.path
                    """, arguments: [sha256, sealedPath, code, message])
        }
    }

    /// File names hold names of people: they are kept sealed.
    private func seal(_ path: String, of sha256: String) throws(StoreError) -> Data {
        try key.seal(Data(path.utf8), for: "source \(sha256)")
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
                database, sql: "SELECT sha256, path, code, message FROM source WHERE state = 'failed'")
            let failures = try rows.map { row in
                let path = try self.key.open(row["path"], for: "source \(row["sha256"] as String)")
                let (code, message): (String?, String?) = (row["code"], row["message"])
                return (path: String(decoding: path, as: UTF8.self), code: code ?? "", message: message ?? "")
            }
            return ImportStatus(
                filesDone: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM source WHERE state = 'done'") ?? 0,
                letters: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM letter") ?? 0,
                failures: failures.sorted { $0.path < $1.path })
        }
    }

    // MARK: plumbing

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try RegisterStore.refusing { try database.read(body) }
    }

    /// Nothing is written with a key that another process has replaced.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try RegisterStore.refusing {
            try database.write { database in
                if let known = try Data.fetchOne(database, sql: "SELECT box FROM key_check") {
                    _ = try key.open(known, for: RegisterStore.keyCheck)
                }
                return try body(database)
            }
        }
    }

    static func refusing<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do { return try body() } catch let error as StoreError { throw error } catch { throw refusal(error) }
    }

    static let keyCheck = "key check"

    /// SQLite's own message, without the statement's arguments: they may hold text.
    private static func refusal(_ error: any Error) -> StoreError {
        guard let error = error as? DatabaseError else { return StoreError(.refused, "\(type(of: error))") }
        switch error.resultCode {
        case .SQLITE_FULL: return StoreError(.diskFull, "")
        case .SQLITE_BUSY: return StoreError(.busy, "")
        case .SQLITE_READONLY: return StoreError(.readOnly, "")
        default: return StoreError(.refused, error.message ?? "\(error.resultCode)")
        }
    }
}

/// What is sealed of one letter.
struct SealedContent: Codable {
    /// The document's id as it came: a file name, or the sender's own.
    let id: String
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
