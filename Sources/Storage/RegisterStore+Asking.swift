internal import GRDB

/// What letters are asked for; absent means any.
public struct LetterFilter: Sendable, Equatable {
    /// Start of a category path, such as `国土资源/土地征收`, or of a code.
    public var category: String?
    /// Part of a place's path, or start of its code.
    public var place: String?
    /// `YYYY-MM` or `YYYY`.
    public var month: String?
    /// Part of a body's name.
    public var body: String?
    public var kind: String?
    /// Words of the masked text.
    public var words: String?
    /// One letter by its number.
    public var letter: Int64?
    public var limit: Int

    public init(
        category: String? = nil, place: String? = nil, month: String? = nil, body: String? = nil, kind: String? = nil,
        words: String? = nil, letter: Int64? = nil, limit: Int = 50
    ) {
        self.category = category
        self.place = place
        self.month = month
        self.body = body
        self.kind = kind
        self.words = words
        self.letter = letter
        self.limit = limit
    }
}

public enum StatisticsKey: String, Sendable, CaseIterable {
    case category, place, month, body, kind
}

/// Who will see the figures.
public enum Audience: Sendable, Equatable {
    /// Those who register and answer the letters: exact figures of their own register.
    case register
    /// Everyone else: cells below `k` are suppressed (never below 5).
    case published(k: Int)
}

public struct LetterRow: Sendable, Equatable {
    public let id: Int64
    public let received: String?
    public let kind: String
    public let title: String
    public let category: String
    public let place: String
}

/// One cell: letters and matters, or suppressed.
public struct StatisticsRow: Sendable, Equatable {
    public let key: String
    /// `nil` where the cell is suppressed.
    public let letters: Int?
    public let matters: Int?
}

extension RegisterStore {
    public func letters(_ filter: LetterFilter) throws(StoreError) -> [LetterRow] {
        let (condition, arguments) = RegisterStore.condition(filter)
        return try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT l.id, l.received, l.kind, COALESCE(l.title, substr(replace(l.text, char(10), ' '), 1, 24)) AS title,
                      (SELECT path FROM letter_issue i WHERE i.letter = l.id AND is_primary) AS category,
                      (SELECT path FROM letter_place p WHERE p.letter = l.id ORDER BY length(path) DESC, path LIMIT 1) AS place
                    FROM letter l WHERE \(condition) ORDER BY l.received, l.id LIMIT ?
                    """, arguments: arguments + [filter.limit]
            ).map { row in
                LetterRow(
                    id: row["id"], received: row["received"], kind: row["kind"], title: row["title"],
                    category: row["category"] ?? "", place: row["place"] ?? "")
            }
        }
    }

    /// Counts of letters and matters by one key. Suppression happens here, so that no caller can forget it.
    public func statistics(
        by key: StatisticsKey, _ filter: LetterFilter = LetterFilter(), for audience: Audience
    ) throws(StoreError) -> [StatisticsRow] {
        let (condition, arguments) = RegisterStore.condition(filter)
        let source =
            switch key {
            case .category:
                """
                SELECT l.id, CASE WHEN instr(i.path, '/') > 0 THEN substr(i.path, 1, instr(i.path, '/') - 1) ELSE i.path END AS key
                FROM letter l JOIN letter_issue i ON i.letter = l.id AND i.is_primary
                """
            case .place: "SELECT DISTINCT l.id, p.path AS key FROM letter l JOIN letter_place p ON p.letter = l.id"
            case .month: "SELECT l.id, COALESCE(l.month, '-') AS key FROM letter l"
            case .body: "SELECT DISTINCT l.id, b.name AS key FROM letter l JOIN letter_body b ON b.letter = l.id"
            case .kind: "SELECT l.id, l.kind AS key FROM letter l"
            }
        let (pairs, matters) = try read { database in
            (
                try Row.fetchAll(database, sql: "\(source) WHERE \(condition)", arguments: arguments)
                    .map { (id: $0["id"] as Int64, key: $0["key"] as String) },
                try RegisterStore.matters(database)
            )
        }
        var cells: [String: (letters: Int, matters: Set<Int64>)] = [:]
        for pair in pairs {
            cells[pair.key, default: (0, [])].letters += 1
            cells[pair.key]?.matters.insert(matters[pair.id] ?? pair.id)
        }
        let rows = cells.map { StatisticsRow(key: $0.key, letters: $0.value.letters, matters: $0.value.matters.count) }
            .sorted { ($1.letters ?? 0, $0.key) < ($0.letters ?? 0, $1.key) }
        guard case .published(let k) = audience else { return rows }
        return RegisterStore.suppress(rows, below: max(5, k))
    }

    /// Small cells go; when only one went, the next smallest goes too, or the total would give it away.
    static func suppress(_ rows: [StatisticsRow], below k: Int) -> [StatisticsRow] {
        var hidden = Set(rows.indices.filter { (rows[$0].letters ?? 0) < k })
        if hidden.count == 1,
            let next = rows.indices.filter({ !hidden.contains($0) }).min(by: {
                (rows[$0].letters ?? 0) < (rows[$1].letters ?? 0)
            })
        {
            hidden.insert(next)
        }
        return rows.indices.map {
            hidden.contains($0) ? StatisticsRow(key: rows[$0].key, letters: nil, matters: nil) : rows[$0]
        }
    }

    private static func matters(_ database: Database) throws -> [Int64: Int64] {
        let rows = try Row.fetchAll(database, sql: "SELECT letter, matter FROM matter_letter WHERE matter <> letter")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["letter"], $0["matter"]) })
    }

    private static func condition(_ filter: LetterFilter) -> (String, StatementArguments) {
        var parts = ["1"]
        var arguments: StatementArguments = []
        func add(_ sql: String, _ values: String...) {
            parts.append(sql)
            for value in values { arguments += [value] }
        }
        if let category = filter.category {
            add(
                "EXISTS (SELECT 1 FROM letter_issue i WHERE i.letter = l.id AND (instr(i.path, ?) = 1 OR instr(i.code, ?) = 1))",
                category, category)
        }
        if let place = filter.place {
            add(
                "EXISTS (SELECT 1 FROM letter_place p WHERE p.letter = l.id AND (instr(p.path, ?) > 0 OR instr(p.adcode, ?) = 1))",
                place, place)
        }
        if let month = filter.month { add("instr(COALESCE(l.month, '-'), ?) = 1", month) }
        if let body = filter.body {
            add("EXISTS (SELECT 1 FROM letter_body b WHERE b.letter = l.id AND instr(b.name, ?) > 0)", body)
        }
        if let kind = filter.kind { add("l.kind = ?", kind) }
        if let words = filter.words { add("instr(l.text, ?) > 0", words) }
        if let letter = filter.letter {
            parts.append("l.id = ?")
            arguments += [letter]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
