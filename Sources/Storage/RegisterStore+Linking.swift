public import Documents
internal import Foundation
internal import GRDB

/// What a letter is found by, as linking made it.
public struct SketchRow: Sendable, Equatable {
    public let letter: Int64
    /// Orders letters by what they say.
    public let order: UInt64
    public let sketch: [UInt8]
    public let evidence: [UInt8]

    public init(letter: Int64, order: UInt64, sketch: [UInt8], evidence: [UInt8]) {
        self.letter = letter
        self.order = order
        self.sketch = sketch
        self.evidence = evidence
    }
}

/// Linking as letters come. A letter with a sketch has been linked to all before it; letters without one come after
/// those with one, so a run that was broken off goes on where it stopped.
extension RegisterStore {
    /// True when all sketches are of this version of linking; otherwise everything must be linked anew.
    public func sketchesAreOf(version: Int64) throws(StoreError) -> Bool {
        try read { database in
            try Bool.fetchOne(
                database, sql: "SELECT COALESCE(MIN(version) = ?1 AND MAX(version) = ?1, 1) FROM letter_sketch",
                arguments: [version]) ?? true
        }
    }

    /// As if another version had linked.
    package func markSketches(version: Int64) throws(StoreError) {
        try write { try $0.execute(sql: "UPDATE letter_sketch SET version = ?", arguments: [version]) }
    }

    /// True when an earlier run was broken off between taking letters in and linking them.
    public func hasUnlinkedLetters() throws(StoreError) -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT COALESCE((SELECT MAX(id) FROM letter), 0) > COALESCE((SELECT MAX(letter) FROM letter_sketch), 0)
                    """) ?? false
        }
    }

    /// In the order of the letters' numbers.
    ///
    /// - Parameter isAnew: those that linking anew has made so far.
    public func forEachSketch(isAnew: Bool = false, _ body: (_ letter: Int64, _ sketch: [UInt8]) -> Void)
        throws(StoreError)
    {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT letter, sketch FROM \(RegisterStore.sketches(isAnew)) ORDER BY letter")
            while let row = try rows.next() { body(row["letter"], [UInt8](row["sketch"] as Data)) }
        }
    }

    /// The next letters between two, in the order of their numbers.
    public func maskedLetters(after letter: Int64, before next: Int64 = .max, limit: Int) throws(StoreError) -> [(
        id: Int64, masked: MaskedDocument
    )] {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT id, text, record FROM letter WHERE id > ? AND id < ? ORDER BY id LIMIT ?",
                arguments: [letter, next, limit])
            var letters: [(Int64, MaskedDocument)] = []
            while let row = try rows.next() { letters.append((row["id"], try RegisterStore.masked(row))) }
            return letters
        }
    }

    private static func masked(_ row: Row) throws -> MaskedDocument {
        MaskedDocument(text: row["text"], record: try record(row["record"]), secrets: [])
    }

    /// Masked texts, and evidence as it was kept.
    ///
    /// - Parameter isAnew: as linking anew keeps it.
    public func linkedLetters(_ ids: [Int64], isAnew: Bool = false) throws(StoreError) -> [Int64: (
        text: String, evidence: [UInt8]
    )] {
        try read { database in
            let statement = try database.cachedStatement(
                sql:
                    "SELECT text, evidence FROM letter JOIN \(RegisterStore.sketches(isAnew)) ON letter = id WHERE id = ?"
            )
            var letters: [Int64: (String, [UInt8])] = [:]
            for id in ids {
                guard let row = try Row.fetchOne(statement, arguments: [id]) else { continue }
                letters[id] = (row[0], [UInt8](row[1] as Data))
            }
            return letters
        }
    }

    /// Takes newly linked letters up, and forms the matters that they and their links touch.
    public func link(_ sketches: [SketchRow], version: Int64, links: [LinkRow], forming: Forming) throws(StoreError) {
        try write { database in
            try RegisterStore.insert(sketches, version, database)
            try RegisterStore.insert(links, database)
            var open = Set(sketches.map(\.letter))
            // Letters that nothing ties to another are matters of their own already.
            open = open.intersection(links.flatMap { forming.ties($0) ? [$0.a, $0.b] : [] })
            while let letter = open.min() {
                let tied = try RegisterStore.tied(to: [letter], forming, database)
                try RegisterStore.keep(forming.matters(tied), database)
                open.subtract(tied.letters)
            }
        }
    }

    /// Begins linking all letters anew, or goes on with it where this version of linking stopped.
    public func beginAnew(version: Int64) throws(StoreError) {
        try write { database in
            let other = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM anew_sketch WHERE version <> ?)", arguments: [version])
            if other ?? false { try database.execute(sql: RegisterStore.emptyAnew) }
        }
    }

    /// Keeps what linking anew made of the next letters. What holds stays as it is.
    public func keepAnew(_ sketches: [SketchRow], version: Int64, links: [LinkRow]) throws(StoreError) {
        try write { database in
            try RegisterStore.insert(sketches, version, isAnew: true, database)
            try RegisterStore.insert(links, isAnew: true, database)
        }
    }

    /// Puts what linking anew made in the place of all sketches and proposals, and forms all matters anew; decisions of
    /// people hold.
    public func finishAnew(forming: Forming) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    DELETE FROM letter_link; DELETE FROM letter_sketch;
                    INSERT INTO letter_sketch(letter, version, rank, sketch, evidence)
                      SELECT letter, version, rank, sketch, evidence FROM anew_sketch ORDER BY letter;
                    INSERT INTO letter_link(a, b, relation, score)
                      SELECT a, b, relation, score FROM anew_link ORDER BY b, a;
                    \(RegisterStore.emptyAnew)
                    """)
            let letters = try Int64.fetchAll(database, sql: "SELECT id FROM letter ORDER BY id")
            let all = TiedLetters(
                letters: letters, orders: try RegisterStore.orders(letters, database),
                links: try RegisterStore.links(database, "1", []),
                decisions: try RegisterStore.decisions(
                    try Int64.fetchAll(database, sql: "SELECT id FROM decision ORDER BY id"), database))
            try RegisterStore.keep(forming.matters(all), database)
        }
    }

    private static let emptyAnew = "DELETE FROM anew_link; DELETE FROM anew_sketch;"

    private static func sketches(_ isAnew: Bool) -> String { isAnew ? "anew_sketch" : "letter_sketch" }

    private static func insert(
        _ sketches: [SketchRow], _ version: Int64, isAnew: Bool = false, _ database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO \(RegisterStore.sketches(isAnew))(letter, version, rank, sketch, evidence)
                VALUES (?, ?, ?, ?, ?)
                """)
        for row in sketches {
            try statement.execute(arguments: [
                row.letter, version, Int64(bitPattern: row.order), Data(row.sketch), Data(row.evidence),
            ])
        }
    }

    static func orders(_ letters: [Int64], _ database: Database) throws -> [UInt64] {
        let statement = try database.cachedStatement(sql: "SELECT rank FROM letter_sketch WHERE letter = ?")
        return try letters.map { UInt64(bitPattern: try Int64.fetchOne(statement, arguments: [$0]) ?? 0) }
    }
}
