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
    let facts = FactShelf()
    let answers = AnswerShelf()
    let released = ReleasedShelf()

    public convenience init(path: String, key: SealingKey) throws(StoreError) {
        try self.init(path: path, key: key, patience: 10)
    }

    /// - Parameter patience: seconds that another process is waited for while it writes.
    init(path: String, key: SealingKey, patience: Double) throws(StoreError) {
        self.path = path
        self.key = key
        do { folding = try TextFolding() } catch { throw StoreError(.cannotOpen, "\(path) (\(error))") }
        do {
            // SQLite gives its other files the rights of the store's.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            // What is deleted is overwritten. Keys that are hashes are spread over all pages, so that many are held at
            // hand; and a run of imports is written back from the log now and then, not at every batch.
            configuration.prepareDatabase {
                try $0.execute(
                    sql: "PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000")
            }
            database = try DatabasePool(path: path, configuration: configuration)
            let migrator = Schema.migrator(folding)
            if try database.read(migrator.hasBeenSuperseded) { throw StoreError(.newerStore, path) }
            try migrator.migrate(database)
        } catch { throw RegisterStore.openingRefusal(error, path) }
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
    public func isImported(sha256: String) throws(StoreError) -> Bool { try !imported([sha256]).isEmpty }

    /// Those of the files that are done.
    public func imported(_ files: [String]) throws(StoreError) -> Set<String> {
        try read { database in
            let statement = try database.cachedStatement(sql: RegisterStore.isDone)
            return Set(try files.filter { try Bool.fetchOne(statement, arguments: [$0]) ?? false })
        }
    }

    private static let isDone = "SELECT 1 FROM source WHERE sha256 = ? AND state = 'done'"

    /// Keeps all letters of one file, or none of them.
    ///
    /// - Returns: the letters' numbers.
    @discardableResult
    public func insert(sha256: String, path: String, letters: [ParsedDocument]) throws(StoreError) -> [Int64] {
        let letters = letters.enumerated().map { prepare($1, of: sha256, at: $0) }
        return try insert([.letters(sha256: sha256, path: path, letters)])[0] ?? []
    }

    /// Keeps files and set-aside files at once: each wholly, and with an error none of them. One transaction for many
    /// files costs what one for one does.
    ///
    /// - Returns: of each file its letters' numbers; `nil` where it was done already or is set aside.
    public func insert(_ files: [PreparedFile]) throws(StoreError) -> [[Int64]?] {
        try write { database in
            let numbers = try files.map { try self.insert($0, database) }
            for case (.letters(_, _, let letters, _), let ids?) in zip(files, numbers) {
                try RegisterStore.index(zip(ids, letters), database)
            }
            return numbers
        }
    }

    /// To be called after all else of a transaction: a statement that may have to be taken back makes the index write down
    /// what it has gathered, and after each letter that costs more than the letter.
    static func index(_ letters: some Sequence<(Int64, PreparedLetter)>, _ database: Database) throws {
        for (id, letter) in letters { try Schema.index(letter.words, of: id, database) }
    }

    /// All but the index of the words.
    func insert(_ file: PreparedFile, _ database: Database) throws -> [Int64]? {
        switch file {
        case .letters(let sha256, let path, let letters, let pages):
            let isDone = try database.cachedStatement(sql: RegisterStore.isDone)
            if try Bool.fetchOne(isDone, arguments: [sha256]) ?? false { return nil }
            try database.cachedStatement(
                sql: """
                    INSERT INTO source(sha256, path, state) VALUES (?, ?, 'done')
                    ON CONFLICT(sha256) DO UPDATE SET state = 'done', code = NULL, message = NULL
                    """
            ).execute(arguments: [sha256, try seal(path, of: sha256)])
            try RegisterStore.insert(pages, of: sha256, key: key, database)
            return try letters.enumerated().map { try insert($1, sha256, $0, database) }
        case .failed(let sha256, let path, let code, let message):
            try database.execute(
                sql: """
                    INSERT INTO source(sha256, path, state, code, message) VALUES (?, ?, 'failed', ?, ?)
                    ON CONFLICT(sha256) DO UPDATE SET code = excluded.code, message = excluded.message, path = excluded.path
                    """, arguments: [sha256, try seal(path, of: sha256), code, message])
            return nil
        }
    }

    private func insert(_ letter: PreparedLetter, _ sha256: String, _ position: Int, _ database: Database) throws
        -> Int64
    {
        let masked = letter.masked
        try database.cachedStatement(
            sql: """
                INSERT INTO letter(source, position, kind, received, month, title, text, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                sha256, position, masked.record.kind.rawValue, letter.received,
                letter.received.map { String($0.prefix(7)) }, masked.record.title?.text, masked.text, letter.record,
            ])
        let id = database.lastInsertedRowID
        try database.cachedStatement(sql: "INSERT INTO matter_letter(letter, matter) VALUES (?, ?)")
            .execute(arguments: [id, id])
        try RegisterStore.insert(masked.record.issues, of: id, database)
        for place in masked.record.places {
            guard let adcode = place.adcode else { continue }
            // No place finer than county leaves through these columns.
            let path = place.path.prefix(3).joined(separator: "/")
            try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO letter_place(letter, adcode, path) VALUES (?, ?, ?)"
            ).execute(arguments: [id, adcode, path])
        }
        for party in masked.record.parties where party.type == .government || party.type == .organization {
            try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO letter_body(letter, name, role) VALUES (?, ?, ?)"
            ).execute(arguments: [id, party.name, party.role.rawValue])
        }
        try database.cachedStatement(sql: "INSERT INTO sealed(letter, box) VALUES (?, ?)")
            .execute(arguments: [id, try key.seal(letter.secret, for: "letter \(id)")])
        for doubt in letter.doubts {
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO doubt(letter, field, reason, score) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [id, doubt.field.rawValue, doubt.reason, doubt.score])
        }
        return id
    }

    static func insert(_ issues: [Documents.Record.Issue], of letter: Int64, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO letter_issue(letter, code, path, is_primary) VALUES (?, ?, ?, ?)")
        for issue in issues {
            try statement.execute(arguments: [letter, issue.code, issue.path.joined(separator: "/"), issue.primary])
        }
    }

    /// Sets a file aside with its reason; a later run tries it again.
    public func recordFailure(sha256: String, path: String, code: String, message: String) throws(StoreError) {
        _ = try insert([.failed(sha256: sha256, path: path, code: code, message: message)])
    }

    /// File names hold names of people: they are kept sealed.
    private func seal(_ path: String, of sha256: String) throws(StoreError) -> Data {
        try key.seal(Data(path.utf8), for: "source \(sha256)")
    }

    public struct ImportStatus: Sendable, Equatable {
        public let filesDone: Int
        public let letters: Int
        public let filesFailed: Int
        /// Path, code and message of each file set aside.
        public let failures: [(path: String, code: String, message: String)]

        public static func == (left: ImportStatus, right: ImportStatus) -> Bool {
            left.filesDone == right.filesDone && left.letters == right.letters
                && left.failures.map(\.path) == right.failures.map(\.path)
        }
    }

    /// - Parameter most: of no more files that were set aside is it told why; below 0 of all.
    public func importStatus(mostFailures most: Int = -1) throws(StoreError) -> ImportStatus {
        try read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT sha256, path, code, message FROM source WHERE state = 'failed' LIMIT ?",
                arguments: [most])
            let failures = try rows.map { row in
                let path = try self.key.open(row["path"], for: "source \(row["sha256"] as String)")
                let (code, message): (String?, String?) = (row["code"], row["message"])
                return (path: String(decoding: path, as: UTF8.self), code: code ?? "", message: message ?? "")
            }
            func count(_ table: String) throws -> Int {
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
            }
            // All rows of a table are counted without reading them; of files few are set aside.
            let failed = try count("source WHERE state = 'failed'")
            return ImportStatus(
                filesDone: try count("source") - failed, letters: try count("letter"), filesFailed: failed,
                failures: failures.sorted { $0.path < $1.path })
        }
    }

    /// Reads what questions about all letters need into memory, and what the counts of files are read from: of a million
    /// letters this takes a second, which the first of them would wait.
    public func readAhead() throws(StoreError) {
        try read { database in try facts.fill(database) }
        _ = try importStatus(mostFailures: 0)
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
                let value = try body(database)
                try RegisterStore.refreshFacts(database)
                return value
            }
        }
    }

    static func refusing<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do { return try body() } catch let error as StoreError { throw error } catch { throw refusal(error) }
    }

    static let keyCheck = "key check"

    private static func openingRefusal(_ error: any Error, _ path: String) -> StoreError {
        if let error = error as? StoreError { return error }
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL?, .SQLITE_BUSY?, .SQLITE_READONLY?: return refusal(error)
        case .SQLITE_NOTADB?, .SQLITE_CORRUPT?: return StoreError(.damaged, path)
        default: return StoreError(.cannotOpen, path)
        }
    }

    /// SQLite's own message, without the statement's arguments: they may hold text.
    private static func refusal(_ error: any Error) -> StoreError {
        guard let error = error as? DatabaseError else { return StoreError(.refused, "\(type(of: error))") }
        switch error.resultCode {
        case .SQLITE_FULL: return StoreError(.diskFull, "")
        case .SQLITE_BUSY: return StoreError(.busy, "")
        case .SQLITE_READONLY: return StoreError(.readOnly, "")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: return StoreError(.damaged, "")
        // The file has reached the size that the system lets it have.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: return StoreError(.diskFull, "")
        default: return StoreError(.refused, error.message ?? "\(error.resultCode)")
        }
    }
}
