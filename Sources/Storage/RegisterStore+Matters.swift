internal import Foundation
internal import GRDB

/// A proposed link of two letters, `a < b`. Those too unlikely to show are kept too: matters are formed from all.
public struct LinkRow: Sendable, Equatable {
    public let a: Int64
    public let b: Int64
    public let relation: String
    public let score: Double

    public init(a: Int64, b: Int64, relation: String, score: Double) {
        self.a = a
        self.b = b
        self.relation = relation
        self.score = score
    }
}

/// What a person decided: the letters of each side are of one matter, those of different sides are not.
public struct DecisionRow: Sendable, Equatable {
    public let first: [Int64]
    /// Empty when letters were only brought together.
    public let second: [Int64]
}

/// Letters with all that ties them to one another.
public struct TiedLetters: Sendable, Equatable {
    /// Ascending.
    public let letters: [Int64]
    public let links: [LinkRow]
    /// The older first.
    public let decisions: [DecisionRow]
}

public struct MatterRow: Sendable, Equatable {
    /// The number of the matter's first letter: it stays while that letter does, whoever joins.
    public let id: Int64
    public let letters: [LetterRow]
    public let links: [LinkRow]
}

public struct JournalRow: Sendable, Equatable {
    public let number: Int64
    public let at: String
    public let account: String
    public let action: String
    public let matters: String
    public let reason: String
    public let undoneBy: Int64?
}

/// Matters: which letters are of one. A matter's number is that of its first letter; it is a proposal until a person
/// confirms it, stops no deadline and can be undone.
extension RegisterStore {
    /// Forms matters of letters; a function of its argument alone.
    public typealias Forming = @Sendable (TiedLetters) -> [[Int64]]

    public enum MatterChange: Sendable, Equatable {
        /// The matters are one.
        case merge([Int64])
        /// These letters of the matter are another.
        case split(Int64, [Int64])
        /// The matter is as it is.
        case confirm(Int64)

        var action: String {
            switch self {
            case .merge: "merge"
            case .split: "split"
            case .confirm: "confirm"
            }
        }
    }

    /// Replaces all proposals and forms all matters anew; decisions of people hold.
    public func replaceLinks(_ links: [LinkRow], forming: Forming) throws(StoreError) {
        try write { database in
            try database.execute(sql: "DELETE FROM letter_link")
            try RegisterStore.insert(links, database)
            let letters = try Int64.fetchAll(database, sql: "SELECT id FROM letter ORDER BY id")
            let all = TiedLetters(
                letters: letters, links: try RegisterStore.links(database, "1", []),
                decisions: try RegisterStore.decisions(
                    try Int64.fetchAll(database, sql: "SELECT id FROM decision ORDER BY id"), database))
            try RegisterStore.keep(forming(all), database)
        }
    }

    /// Carries out what a person decided, and writes it into the journal.
    ///
    /// - Returns: the number of the entry, for ``undo(_:account:reason:forming:)``.
    public func change(_ change: MatterChange, account: String, reason: String, forming: Forming) throws(StoreError)
        -> Int64
    {
        try write { database in
            let first: [Int64]
            var second: [Int64] = []
            var matters: [Int64]
            switch change {
            case .merge(let named):
                matters = named
                first = try named.flatMap { try RegisterStore.members($0, database) }.sorted()
            case .confirm(let matter):
                matters = [matter]
                first = try RegisterStore.members(matter, database)
            case .split(let matter, let letters):
                matters = [matter]
                first = Array(Set(letters)).sorted()
                let members = try RegisterStore.members(matter, database)
                second = members.filter { !first.contains($0) }
                guard !first.isEmpty, !second.isEmpty, first.allSatisfy(members.contains) else {
                    throw StoreError(.notOfMatter, letters.map(String.init).joined(separator: ", "))
                }
            }
            let number = try RegisterStore.log(
                change.action, matters.map(String.init).joined(separator: " "), account, reason, database)
            try database.execute(
                sql: "INSERT INTO decision(id, kind) VALUES (?, ?)",
                arguments: [number, second.isEmpty ? "together" : "apart"])
            for (side, letters) in [(1, first), (2, second)] {
                for letter in Set(letters).sorted() {
                    try database.execute(
                        sql: "INSERT INTO decision_letter(decision, letter, side) VALUES (?, ?, ?)",
                        arguments: [number, letter, side])
                }
            }
            try RegisterStore.keep(forming(try RegisterStore.tied(to: Set(first + second), database)), database)
            return number
        }
    }

    /// Takes a decision back, by default the newest: links and matters are again what they would be without it.
    public func undo(_ number: Int64? = nil, account: String, reason: String, forming: Forming) throws(StoreError)
        -> Int64
    {
        try write { database in
            let open = "SELECT seq FROM journal WHERE action <> 'undo' AND undone_by IS NULL"
            let found =
                try number.map { try Int64.fetchOne(database, sql: open + " AND seq = ?", arguments: [$0]) }
                ?? Int64.fetchOne(database, sql: open + " ORDER BY seq DESC LIMIT 1")
            guard let found else { throw StoreError(.nothingToUndo, number.map(String.init) ?? "") }
            let letters = try Int64.fetchSet(
                database, sql: "SELECT letter FROM decision_letter WHERE decision = ?", arguments: [found])
            let tied = try RegisterStore.tied(to: letters, database)
            try database.execute(sql: "DELETE FROM decision_letter WHERE decision = ?", arguments: [found])
            try database.execute(sql: "DELETE FROM decision WHERE id = ?", arguments: [found])
            let entry = try RegisterStore.log("undo", String(found), account, reason, database)
            try database.execute(
                sql: "UPDATE journal SET undone_by = ? WHERE seq = ?", arguments: [entry, found])
            // What the decision tied together is no longer tied: each of its letters is followed anew.
            try RegisterStore.keep(
                forming(try RegisterStore.tied(to: Set(tied.letters), database)), database)
            return found
        }
    }

    public func journal() throws(StoreError) -> [JournalRow] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM journal ORDER BY seq").map { row in
                JournalRow(
                    number: row["seq"], at: row["at"], account: row["account"], action: row["action"],
                    matters: row["matters"], reason: row["reason"], undoneBy: row["undone_by"])
            }
        }
    }

    /// Matters of at least so many letters, in the order of their first letters.
    public func matters(ofAtLeast least: Int = 2, limit: Int = 50) throws(StoreError) -> [MatterRow] {
        let ids = try read { database in
            try Int64.fetchAll(
                database,
                sql: "SELECT matter FROM matter_letter GROUP BY matter HAVING COUNT(*) >= ? ORDER BY matter LIMIT ?",
                arguments: [least, limit])
        }
        var matters: [MatterRow] = []
        for id in ids { matters.append(try matter(id)) }
        return matters
    }

    public func matter(_ id: Int64) throws(StoreError) -> MatterRow {
        let members = try read { try RegisterStore.members(id, $0) }
        var letters: [LetterRow] = []
        for member in members { letters += try self.letters(LetterFilter(letter: member, limit: 1)) }
        let links = try read { database in
            try RegisterStore.links(
                database,
                "a IN (SELECT letter FROM matter_letter WHERE matter = ?) AND b IN (SELECT letter FROM matter_letter WHERE matter = ?)",
                [id, id])
        }
        return MatterRow(id: id, letters: letters, links: links)
    }

    /// Letters, matters, and proposals inside matters.
    public func matterCounts() throws(StoreError) -> (letters: Int, matters: Int, links: Int) {
        try read { database in
            let links = try Int.fetchOne(
                database,
                sql: """
                    SELECT COUNT(*) FROM letter_link JOIN matter_letter x ON x.letter = a JOIN matter_letter y ON y.letter = b
                    WHERE x.matter = y.matter
                    """)
            return (
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM matter_letter") ?? 0,
                try Int.fetchOne(database, sql: "SELECT COUNT(DISTINCT matter) FROM matter_letter") ?? 0, links ?? 0
            )
        }
    }

    // MARK: rows

    private static func insert(_ links: [LinkRow], _ database: Database) throws {
        for link in links {
            try database.execute(
                sql: "INSERT OR REPLACE INTO letter_link(a, b, relation, score) VALUES (?, ?, ?, ?)",
                arguments: [min(link.a, link.b), max(link.a, link.b), link.relation, link.score])
        }
    }

    /// A matter is numbered by its first letter.
    private static func keep(_ matters: [[Int64]], _ database: Database) throws {
        for members in matters {
            guard let first = members.min() else { continue }
            for member in members {
                try database.execute(
                    sql: "UPDATE matter_letter SET matter = ? WHERE letter = ? AND matter <> ?",
                    arguments: [first, member, first])
            }
        }
    }

    private static func members(_ matter: Int64, _ database: Database) throws -> [Int64] {
        let members = try Int64.fetchAll(
            database, sql: "SELECT letter FROM matter_letter WHERE matter = ? ORDER BY letter", arguments: [matter])
        guard !members.isEmpty else { throw StoreError(.matterNotFound, "\(matter)") }
        return members
    }

    private static func log(
        _ action: String, _ matters: String, _ account: String, _ reason: String, _ database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO journal(at, account, action, matters, reason) VALUES (?, ?, ?, ?, ?)",
            arguments: [ISO8601DateFormatter().string(from: Date()), account, action, matters, reason])
        return database.lastInsertedRowID
    }

    private static func links(_ database: Database, _ condition: String, _ arguments: StatementArguments) throws
        -> [LinkRow]
    {
        try Row.fetchAll(
            database, sql: "SELECT a, b, relation, score FROM letter_link WHERE \(condition) ORDER BY a, b",
            arguments: arguments
        ).map { LinkRow(a: $0["a"], b: $0["b"], relation: $0["relation"], score: $0["score"]) }
    }

    private static func decisions(_ ids: [Int64], _ database: Database) throws -> [DecisionRow] {
        try ids.map { id in
            func side(_ number: Int) throws -> [Int64] {
                try Int64.fetchAll(
                    database, sql: "SELECT letter FROM decision_letter WHERE decision = ? AND side = ? ORDER BY letter",
                    arguments: [id, number])
            }
            return DecisionRow(first: try side(1), second: try side(2))
        }
    }

    /// All letters that links or decisions tie to these, however far.
    private static func tied(to seeds: Set<Int64>, _ database: Database) throws -> TiedLetters {
        var letters = seeds
        var open = seeds.sorted()
        var links: Set<LinkKey> = []
        var rows: [LinkRow] = []
        var decisions: Set<Int64> = []
        while let letter = open.popLast() {
            var near: [Int64] = []
            for row in try self.links(database, "a = ? OR b = ?", [letter, letter]) {
                if links.insert(LinkKey(a: row.a, b: row.b)).inserted { rows.append(row) }
                near += [row.a, row.b]
            }
            let named = try Int64.fetchAll(
                database, sql: "SELECT decision FROM decision_letter WHERE letter = ?", arguments: [letter])
            for decision in named where decisions.insert(decision).inserted {
                near += try Int64.fetchAll(
                    database, sql: "SELECT letter FROM decision_letter WHERE decision = ?", arguments: [decision])
            }
            for other in near where letters.insert(other).inserted { open.append(other) }
        }
        return TiedLetters(
            letters: letters.sorted(), links: rows.sorted { ($0.a, $0.b) < ($1.a, $1.b) },
            decisions: try self.decisions(decisions.sorted(), database))
    }

    private struct LinkKey: Hashable {
        let a: Int64
        let b: Int64
    }
}

extension RegisterStore {
    /// All rows of all tables but the journal and the audit log, which only grow: what undoing must restore.
    package func state() throws(StoreError) -> [String] {
        try read { database in
            let tables = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT LIKE 'letter_text%' AND name NOT IN ('journal', 'audit', 'grdb_migrations') ORDER BY name
                    """)
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY rowid")
                    .map { row in table + " " + row.map { "\($0.1)" }.joined(separator: "|") }
            }
        }
    }
}
