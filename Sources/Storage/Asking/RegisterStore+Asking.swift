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
    /// What is asked in the language of ``Question``, besides.
    public var question: Question?
    public var limit: Int
    /// Letters before those that are wanted.
    public var offset = 0
    /// The day by which duties are overdue, `YYYY-MM-DD`.
    public var today: String

    public init(
        category: String? = nil, place: String? = nil, month: String? = nil, body: String? = nil, kind: String? = nil,
        words: String? = nil, letter: Int64? = nil, question: Question? = nil, limit: Int = 50, today: String = ""
    ) {
        self.category = category
        self.place = place
        self.month = month
        self.body = body
        self.kind = kind
        self.words = words
        self.letter = letter
        self.question = question
        self.limit = limit
        self.today = today
    }
}

public enum StatisticsKey: String, Sendable, CaseIterable {
    case category, place, month, body, kind, channel, state, responsible
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
    /// The text around the words that were asked for, marked by 【】; empty when none were.
    public let excerpt: String
}

/// One cell: letters and matters, or suppressed.
public struct StatisticsRow: Sendable, Equatable {
    public let key: String
    /// `nil` where the cell is suppressed.
    public let letters: Int?
    public let matters: Int?
}

extension RegisterStore {
    /// Letters that match; where words are asked for the best first, or the newest where too many have them to be
    /// ranked; else by the day they were received.
    public func letters(_ filter: LetterFilter) throws(StoreError) -> [LetterRow] {
        let words = (filter.question?.words ?? []) + [filter.words].compactMap(\.self)
        // The index is asked first, and the rest of the filter of what it finds.
        let (leading, rest) = leadingWords(of: filter)
        let (condition, arguments) = condition(rest)
        return try read { database in
            var (source, order, values): (String, String, StatementArguments) = ("letter l", "l.received, l.id", [])
            if let leading {
                let isRanked = try RegisterStore.matches(leading, database) <= RegisterStore.mostRanked
                source = "letter_text t CROSS JOIN letter l ON l.id = t.rowid AND letter_text MATCH ?"
                order = isRanked ? "t.rank, l.id" : "t.rowid DESC"
                values = [leading]
            }
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT l.id, l.received, l.kind, \(RegisterStore.title("l")) AS title,
                      (SELECT path FROM letter_issue i WHERE i.letter = l.id AND is_primary) AS category,
                      (SELECT path FROM letter_place p WHERE p.letter = l.id ORDER BY length(path) DESC, path LIMIT 1) AS place,
                      \(words.isEmpty ? "''" : "l.text") AS found
                    FROM \(source) WHERE \(condition) ORDER BY \(order) LIMIT ? OFFSET ?
                    """, arguments: values + arguments + [filter.limit, filter.offset]
            ).map { row in
                LetterRow(
                    id: row["id"], received: row["received"], kind: row["kind"], title: row["title"],
                    category: row["category"] ?? "", place: row["place"] ?? "",
                    excerpt: words.isEmpty ? "" : self.folding.excerpt(of: row["found"], around: words))
            }
        }
    }

    /// Of more finds, ranking would take longer than a person waits.
    private static let mostRanked = 5_000

    private static func matches(_ match: String, _ database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT COUNT(*) FROM (SELECT 1 FROM letter_text WHERE letter_text MATCH ? LIMIT ?)",
            arguments: [match, mostRanked + 1]) ?? 0
    }

    /// The first words that are asked for, as the index knows them, and the filter without them.
    private func leadingWords(of filter: LetterFilter) -> (match: String?, rest: LetterFilter) {
        var rest = filter
        if let match = filter.words.flatMap(folding.match) {
            rest.words = nil
            return (match, rest)
        }
        let terms = filter.question?.terms ?? []
        for (index, term) in terms.enumerated() where term.field == .words && !term.isNot {
            let phrases = term.values.compactMap(folding.match)
            guard phrases.count == term.values.count else { continue }
            var left = terms
            left.remove(at: index)
            rest.question = Question(terms: left)
            return (phrases.joined(separator: " OR "), rest)
        }
        return (nil, filter)
    }

    /// Counts of letters and matters by one key. Suppression happens here, so that no caller can forget it.
    public func statistics(
        by key: StatisticsKey, _ filter: LetterFilter = LetterFilter(), for audience: Audience
    ) throws(StoreError) -> [StatisticsRow] {
        let (condition, arguments) = condition(filter)
        let source = RegisterStore.source(key)
        switch audience {
        case .register:
            return try read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT key, COUNT(*) AS letters, COUNT(DISTINCT m.matter) AS matters
                        FROM (\(source) WHERE \(condition)) JOIN matter_letter m ON m.letter = id
                        GROUP BY key ORDER BY letters DESC, key
                        """, arguments: arguments
                ).map { StatisticsRow(key: $0["key"], letters: $0["letters"], matters: $0["matters"]) }
            }
        case .published(let asked):
            let k = max(5, asked)
            let rows = try read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT key, id, m.matter FROM (\(source) WHERE \(condition)) JOIN matter_letter m ON m.letter = id
                        ORDER BY key, id
                        """, arguments: arguments
                ).map { (key: $0["key"] as String, id: $0["id"] as Int64, matter: $0["matter"] as Int64) }
            }
            let matters = Dictionary(rows.map { ($0.id, $0.matter) }) { first, _ in first }
            let cells = Dictionary(grouping: rows, by: \.key).map { key, rows in
                ReleaseGuard.Cell(key: key, letters: rows.map(\.id))
            }.sorted { ($1.letters.count, $0.key) < ($0.letters.count, $1.key) }
            let asking = "\(key.rawValue) \(condition) \(arguments)"
            let shown = try release(cells, of: asking, below: k)
            return zip(cells, shown).map { cell, letters in
                let count = letters.map { Set($0.compactMap { matters[$0] }).count }
                return StatisticsRow(
                    key: cell.key, letters: letters?.count, matters: count.flatMap { $0 < k ? nil : $0 })
            }
        }
    }

    static func source(_ key: StatisticsKey) -> String {
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
        case .channel: registered("channel")
        case .state: registered("state")
        case .responsible: registered("body")
        }
    }

    private static func registered(_ column: String) -> String {
        """
        SELECT l.id, r.\(column) AS key FROM letter l JOIN registration_letter x ON x.letter = l.id
        JOIN registration r ON r.id = x.registration
        """
    }

    func condition(_ filter: LetterFilter) -> (String, StatementArguments) {
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
        if let words = filter.words {
            let question = Question(terms: [.init(field: .words, comparison: .equal, values: [words], isNot: false)])
            let (sql, values) = question.condition(folding, today: filter.today)
            parts.append(sql)
            arguments += values
        }
        if let question = filter.question {
            let (sql, values) = question.condition(folding, today: filter.today)
            parts.append(sql)
            arguments += values
        }
        if let letter = filter.letter {
            parts.append("l.id = ?")
            arguments += [letter]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
