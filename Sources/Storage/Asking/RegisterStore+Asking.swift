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
    public var unit: Unit

    /// What is asked for or counted.
    public enum Unit: Sendable, Equatable {
        /// Everything that was taken up: plans, notices, replies too.
        case documents
        /// What people bring before the office: letters, and whatever is registered (visits, calls).
        case petitions
    }

    public init(
        category: String? = nil, place: String? = nil, month: String? = nil, body: String? = nil, kind: String? = nil,
        words: String? = nil, letter: Int64? = nil, question: Question? = nil, limit: Int = 50, today: String = "",
        unit: Unit = .documents
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
        self.unit = unit
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
        let (search, rest) = searched(filter)
        return try read { database in
            let found: [Int64]
            if let search {
                found = try RegisterStore.find(search, filter.end, database) {
                    var columns = LetterColumns(database, self, today: filter.today)
                    return rest == LetterFilter(today: filter.today, unit: .documents) ? nil : try columns.letters(rest)
                }
            } else if let letter = filter.letter,
                rest == LetterFilter(letter: letter, limit: rest.limit, today: filter.today)
            {
                found = [letter]
            } else {
                var columns = LetterColumns(database, self, today: filter.today)
                found = try columns.first(filter.end, of: columns.letters(rest))
            }
            let statement = try database.cachedStatement(
                sql: """
                    SELECT l.id, l.received, l.kind, \(RegisterStore.title("l")) AS title,
                      (SELECT path FROM letter_issue i WHERE i.letter = l.id AND is_primary) AS category,
                      (SELECT path FROM letter_place p WHERE p.letter = l.id ORDER BY length(path) DESC, path LIMIT 1) AS place,
                      \(words.isEmpty ? "''" : "l.text") AS found
                    FROM letter l WHERE l.id = ?
                    """)
            return try found.dropFirst(filter.offset).compactMap { try Row.fetchOne(statement, arguments: [$0]) }.map {
                row in
                LetterRow(
                    id: row["id"], received: row["received"], kind: row["kind"], title: row["title"],
                    category: row["category"] ?? "", place: row["place"] ?? "",
                    excerpt: words.isEmpty ? "" : self.folding.excerpt(of: row["found"], around: words))
            }
        }
    }

    /// Of more finds, ranking would take longer than a person waits.
    private static let mostRanked = 5_000

    /// Letters that the index finds.
    ///
    /// - Parameter rest: what else holds of them; `nil` for nothing. Asked only when something is found.
    private static func find(_ match: String, _ limit: Int, _ database: Database, rest: () throws -> LetterSet?) throws
        -> [Int64]
    {
        let most = limit < 0 ? Int.max : limit
        let sample = try Int64.fetchAll(
            database, sql: "SELECT rowid FROM letter_text WHERE letter_text MATCH ? LIMIT ?",
            arguments: [match, mostRanked + 1])
        guard !sample.isEmpty else { return [] }
        let allowed = try rest()
        let order = sample.count <= mostRanked ? "rank, rowid" : "rowid DESC"
        let rows = try Int64.fetchCursor(
            database, sql: "SELECT rowid FROM letter_text WHERE letter_text MATCH ? ORDER BY \(order)",
            arguments: [match])
        var found: [Int64] = []
        while found.count < most, let letter = try rows.next() {
            if allowed?.holds(Int(letter) - 1) ?? true { found.append(letter) }
        }
        return found
    }

    /// All words that are asked for, as one question to the index, and the filter without them; `nil` when the index
    /// cannot be asked first.
    private func searched(_ filter: LetterFilter) -> (match: String?, rest: LetterFilter) {
        var rest = filter
        rest.limit = LetterFilter().limit
        rest.offset = 0
        var (wanted, unwanted): ([String], [String]) = ([], [])
        if let match = filter.words.flatMap(folding.match) {
            rest.words = nil
            wanted.append(match)
        }
        var left: [Question.Term] = []
        for term in filter.question?.terms ?? [] {
            let matches = term.field == .words ? term.values.compactMap(folding.match) : []
            guard !matches.isEmpty, matches.count == term.values.count else {
                left.append(term)
                continue
            }
            let any = "(" + matches.joined(separator: " OR ") + ")"
            if term.isNot { unwanted.append(any) } else { wanted.append(any) }
        }
        guard !wanted.isEmpty else { return (nil, filter) }
        rest.question = left.isEmpty ? nil : Question(terms: left)
        let all = "(" + wanted.joined(separator: " AND ") + ")"
        return (([all] + unwanted).joined(separator: " NOT "), rest)
    }

    /// Counts of letters and matters by one key. Suppression happens here, so that no caller can forget it.
    public func statistics(
        by key: StatisticsKey, _ filter: LetterFilter = LetterFilter(), for audience: Audience
    ) throws(StoreError) -> [StatisticsRow] {
        switch audience {
        case .register:
            return try read { database in
                try answers.answer("statistics \(key.rawValue) \(filter.asking)", database) {
                    var (cells, counter) = try self.cells(by: key, filter, database)
                    return cells.byCount.map { place in
                        StatisticsRow(
                            key: cells.key(place), letters: cells.count(place),
                            matters: counter.count(cells.letters(place)))
                    }
                }
            }
        case .published(let asked):
            let k = max(5, asked)
            let question = "\(key.rawValue) \(filter.asking)"
            return try published("statistics \(question)", below: k) { () throws(StoreError) in
                var (cells, counter) = try read { try self.cells(by: key, filter, $0) }
                let table = cells.byCount.map { place in
                    ReleaseGuard.Cell(key: cells.key(place), letters: cells.letters(place).map { $0 + 1 })
                }
                return zip(table, try release(table, of: question, below: k)).map { cell, letters in
                    let count = letters.map { counter.count($0.lazy.map { $0 - 1 }) }
                    return StatisticsRow(
                        key: cell.key, letters: letters?.count, matters: count.flatMap { $0 < k ? nil : $0 })
                }
            }
        }
    }

    private func cells(by key: StatisticsKey, _ filter: LetterFilter, _ database: Database) throws -> (
        FactCells, MatterCounter
    ) {
        var columns = LetterColumns(database, self, today: filter.today)
        let cells = try FactCells(of: columns.letters(filter), by: key, &columns)
        return (cells, MatterCounter(try columns.column(.matter)))
    }
}

extension LetterFilter {
    /// Petitions alone, unless a kind of document is asked for, here or by the keys of a table.
    public func petitionsByDefault(by keys: [StatisticsKey] = []) -> LetterFilter {
        let isKindAsked =
            keys.contains(.kind) || kind != nil || question?.terms.contains { $0.field == .kind } == true
        var counted = self
        counted.unit = isKindAsked ? .documents : .petitions
        return counted
    }

    /// Letters up to the last that is wanted; below 0 for all.
    fileprivate var end: Int { limit < 0 ? limit : limit + offset }

    /// The same text for the same question.
    var asking: String {
        var same = self
        same.limit = 0
        same.offset = 0
        return "\(same)"
    }
}
