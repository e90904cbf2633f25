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
    /// Of each letter ``SketchRow/order``.
    public let orders: [UInt64]
    public let links: [LinkRow]
    /// The older first.
    public let decisions: [DecisionRow]
}

public struct MatterRow: Sendable, Equatable {
    /// The number of the matter's first letter: it stays while that letter does, whoever joins.
    public let id: Int64
    public let letters: [LetterRow]
    public let links: [LinkRow]
    /// Matters that have something in common with this one and are others, the likest first.
    public let related: [Int64]
}

/// A matter as a list shows it.
public struct MatterHead: Sendable, Equatable {
    public let id: Int64
    public let letters: Int
    /// The days on which its first and its last letter were received.
    public let first: String?
    public let last: String?
    public let category: String
    public let title: String
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
    /// How matters are formed of letters.
    public struct Forming: Sendable {
        /// Whether a proposal can make two letters one matter; others are looked at only inside a matter.
        public let ties: @Sendable (LinkRow) -> Bool
        /// A function of its argument alone.
        public let matters: @Sendable (TiedLetters) -> [[Int64]]

        public init(
            ties: @escaping @Sendable (LinkRow) -> Bool, matters: @escaping @Sendable (TiedLetters) -> [[Int64]]
        ) {
            self.ties = ties
            self.matters = matters
        }
    }

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
            try RegisterStore.keep(
                forming.matters(try RegisterStore.tied(to: Set(first + second), forming, database)), database)
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
            let tied = try RegisterStore.tied(to: letters, forming, database)
            try database.execute(sql: "DELETE FROM decision_letter WHERE decision = ?", arguments: [found])
            try database.execute(sql: "DELETE FROM decision WHERE id = ?", arguments: [found])
            let entry = try RegisterStore.log("undo", String(found), account, reason, database)
            try database.execute(
                sql: "UPDATE journal SET undone_by = ? WHERE seq = ?", arguments: [entry, found])
            // What the decision tied together is no longer tied: each of its letters is followed anew.
            try RegisterStore.keep(
                forming.matters(try RegisterStore.tied(to: Set(tied.letters), forming, database)), database)
            return found
        }
    }

    /// - Parameter matter: only what was done with this one.
    public func journal(ofMatter matter: Int64? = nil) throws(StoreError) -> [JournalRow] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM journal WHERE ?1 IS NULL OR instr(' ' || matters || ' ', ' ' || ?1 || ' ') ORDER BY seq
                    """, arguments: [matter]
            ).map { row in
                JournalRow(
                    number: row["seq"], at: row["at"], account: row["account"], action: row["action"],
                    matters: row["matters"], reason: row["reason"], undoneBy: row["undone_by"])
            }
        }
    }

    /// Matters of at least so many letters, in the order of their first letters.
    public func matters(ofAtLeast least: Int = 2, limit: Int = 50) throws(StoreError) -> [MatterRow] {
        var matters: [MatterRow] = []
        for id in try matterNumbers(ofAtLeast: least, limit: limit) { matters.append(try matter(id)) }
        return matters
    }

    /// The same matters, of each no more than a list of them shows.
    ///
    /// - Parameter last: only those of higher numbers.
    public func matterHeads(ofAtLeast least: Int = 2, after last: Int64 = 0, limit: Int = 50) throws(StoreError)
        -> [MatterHead]
    {
        let ids = try matterNumbers(ofAtLeast: least, after: last, limit: limit)
        return try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT COUNT(*) AS letters, MIN(l.received) AS first, MAX(l.received) AS last,
                      (SELECT \(RegisterStore.title("t")) FROM letter t WHERE t.id = ?1) AS title,
                      (SELECT path FROM letter_issue WHERE letter = ?1 AND is_primary) AS category
                    FROM matter_letter m JOIN letter l ON l.id = m.letter WHERE m.matter = ?1
                    """)
            return try ids.compactMap { id in
                try Row.fetchOne(statement, arguments: [id]).map { row in
                    MatterHead(
                        id: id, letters: row["letters"], first: row["first"], last: row["last"],
                        category: row["category"] ?? "", title: row["title"] ?? "")
                }
            }
        }
    }

    private func matterNumbers(ofAtLeast least: Int, after last: Int64 = 0, limit: Int) throws(StoreError) -> [Int64] {
        try read { database in
            var columns = LetterColumns(database, self, today: "")
            let sizes = try columns.matterSizes()
            var found: [Int64] = []
            var matter = Int(max(0, last)) + 1
            while matter < sizes.count, limit < 0 || found.count < limit {
                if sizes[matter] >= max(1, least) { found.append(Int64(matter)) }
                matter += 1
            }
            return found
        }
    }

    /// Proposals that lie inside a matter.
    public func links(ofMatter id: Int64) throws(StoreError) -> [LinkRow] {
        try read { database in
            try RegisterStore.links(
                database, "+standing > 0 AND a IN (SELECT letter FROM matter_letter WHERE matter = ?)", [id])
        }
    }

    public func matter(_ id: Int64) throws(StoreError) -> MatterRow {
        let members = try read { try RegisterStore.members(id, $0) }
        var letters: [LetterRow] = []
        for member in members { letters += try self.letters(LetterFilter(letter: member, limit: 1)) }
        let links = try links(ofMatter: id)
        let related = try read { database in
            try Int64.fetchAll(
                database,
                sql: """
                    SELECT x.matter FROM (
                      SELECT b AS other, score FROM letter_link JOIN matter_letter ON letter = a WHERE matter = ?1
                      UNION ALL
                      SELECT a, score FROM letter_link JOIN matter_letter ON letter = b WHERE matter = ?1)
                    JOIN matter_letter x ON x.letter = other
                    WHERE x.matter <> ?1 GROUP BY x.matter ORDER BY MAX(score) DESC, x.matter
                    """, arguments: [id])
        }
        return MatterRow(id: id, letters: letters, links: links, related: related)
    }

    /// Letters, matters, and proposals inside matters.
    public func matterCounts() throws(StoreError) -> (letters: Int, matters: Int, links: Int) {
        try read { database in
            var columns = LetterColumns(database, self, today: "")
            return (
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM matter_letter") ?? 0,
                try columns.matterSizes().count { $0 > 0 },
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM letter_link WHERE standing > 0") ?? 0
            )
        }
    }

    // MARK: rows

    /// - Parameter isAnew: as linking anew keeps them, which comes to no pair twice.
    static func insert(_ links: [LinkRow], isAnew: Bool = false, _ database: Database) throws {
        let table = isAnew ? "INSERT INTO anew_link" : "INSERT OR REPLACE INTO letter_link"
        let statement = try database.cachedStatement(sql: "\(table)(a, b, relation, score) VALUES (?, ?, ?, ?)")
        for link in links {
            try statement.execute(arguments: [
                min(link.a, link.b), max(link.a, link.b), link.relation, link.score,
            ])
        }
    }

    /// A matter is numbered by its first letter.
    static func keep(_ matters: [[Int64]], _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE matter_letter SET matter = ? WHERE letter = ? AND matter <> ?")
        for members in matters {
            guard let first = members.min() else { continue }
            for member in members { try statement.execute(arguments: [first, member, first]) }
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

    static func links(_ database: Database, _ condition: String, _ arguments: StatementArguments) throws
        -> [LinkRow]
    {
        try Row.fetchAll(
            database, sql: "SELECT a, b, relation, score FROM letter_link WHERE \(condition) ORDER BY a, b",
            arguments: arguments
        ).map { LinkRow(a: $0["a"], b: $0["b"], relation: $0["relation"], score: $0["score"]) }
    }

    static func decisions(_ ids: [Int64], _ database: Database) throws -> [DecisionRow] {
        try ids.map { id in
            func side(_ number: Int) throws -> [Int64] {
                try Int64.fetchAll(
                    database, sql: "SELECT letter FROM decision_letter WHERE decision = ? AND side = ? ORDER BY letter",
                    arguments: [id, number])
            }
            return DecisionRow(first: try side(1), second: try side(2))
        }
    }

    /// All letters that links or decisions tie to these, however far, with all links among them.
    static func tied(to seeds: Set<Int64>, _ forming: Forming, _ database: Database) throws -> TiedLetters {
        let near = try database.cachedStatement(
            sql: """
                SELECT a, b, relation, score FROM letter_link WHERE a = ?1
                UNION ALL SELECT a, b, relation, score FROM letter_link WHERE b = ?1
                """)
        let named = try database.cachedStatement(sql: "SELECT decision FROM decision_letter WHERE letter = ?")
        var letters = seeds
        var open = seeds.sorted()
        var links: Set<LinkKey> = []
        var rows: [LinkRow] = []
        var decisions: Set<Int64> = []
        while let letter = open.popLast() {
            var others: [Int64] = []
            let found = try Row.fetchCursor(near, arguments: [letter])
            while let row = try found.next() {
                let link = LinkRow(a: row[0], b: row[1], relation: row[2], score: row[3])
                if links.insert(LinkKey(a: link.a, b: link.b)).inserted { rows.append(link) }
                if forming.ties(link) { others += [link.a, link.b] }
            }
            for decision in try Int64.fetchAll(named, arguments: [letter])
            where decisions.insert(decision).inserted {
                others += try Int64.fetchAll(
                    database, sql: "SELECT letter FROM decision_letter WHERE decision = ?", arguments: [decision])
            }
            for other in others where letters.insert(other).inserted { open.append(other) }
        }
        let sorted = letters.sorted()
        return TiedLetters(
            letters: sorted, orders: try orders(sorted, database),
            links: rows.filter { letters.contains($0.a) && letters.contains($0.b) }
                .sorted { ($0.a, $0.b) < ($1.a, $1.b) },
            decisions: try self.decisions(decisions.sorted(), database))
    }

    private struct LinkKey: Hashable {
        let a: Int64
        let b: Int64
    }
}

extension RegisterStore {
    /// All rows of all tables but the journal, the audit log and the names of facts, which only grow: what undoing must restore.
    package func state() throws(StoreError) -> [String] {
        try read { database in
            let tables = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT LIKE 'letter_text%' AND name NOT IN ('journal', 'audit', 'grdb_migrations', 'fact_name', 'fact_mark') ORDER BY name
                    """)
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY rowid")
                    .map { row in table + " " + row.map { "\($0.1)" }.joined(separator: "|") }
            }
        }
    }
}
