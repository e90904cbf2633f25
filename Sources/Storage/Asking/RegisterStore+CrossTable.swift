internal import GRDB

/// Letters by two keys at once.
public struct CrossTable: Sendable, Equatable {
    /// The most frequent first; months in their order.
    public let rows: [String]
    public let columns: [String]
    /// By row, then column; `nil` where the cell is suppressed, 0 where there is no letter.
    public let letters: [[Int?]]
}

extension RegisterStore {
    /// Counts letters by two keys, of each the most frequent values. Suppression happens here as in
    /// ``statistics(by:_:for:)``, and sums over rows and columns are not told.
    public func crossTable(
        _ rowKey: StatisticsKey, by columnKey: StatisticsKey, _ filter: LetterFilter = LetterFilter(), most: Int = 12,
        for audience: Audience
    ) throws(StoreError) -> CrossTable {
        let (condition, arguments) = condition(filter)
        let sql = """
            SELECT r.key AS row, c.key AS col, r.id FROM (\(RegisterStore.source(rowKey)) WHERE \(condition)) r
            JOIN (\(RegisterStore.source(columnKey))) c ON c.id = r.id ORDER BY r.id
            """
        let found = try read { database in
            try Row.fetchAll(database, sql: sql, arguments: arguments).map {
                (row: $0["row"] as String, column: $0["col"] as String, id: $0["id"] as Int64)
            }
        }
        let rows = RegisterStore.mostFrequent(found.map(\.row), rowKey, most)
        let columns = RegisterStore.mostFrequent(found.map(\.column), columnKey, most)
        var cells: [String: [Int64]] = [:]
        for item in found { cells[item.row + RegisterStore.between + item.column, default: []].append(item.id) }
        let wanted = rows.flatMap { row in columns.map { row + RegisterStore.between + $0 } }.filter {
            cells[$0] != nil
        }
        var counts = cells.mapValues { Optional($0.count) }
        if case .published(let asked) = audience {
            let asking = "\(rowKey.rawValue) \(columnKey.rawValue) \(condition) \(arguments)"
            let shown = try release(
                wanted.map { ReleaseGuard.Cell(key: $0, letters: cells[$0] ?? []) }, of: asking, below: max(5, asked))
            for (key, letters) in zip(wanted, shown) { counts[key] = .some(letters?.count) }
        }
        return CrossTable(
            rows: rows, columns: columns,
            letters: rows.map { row in
                columns.map { column in counts[row + RegisterStore.between + column] ?? .some(0) }
            })
    }

    /// Between the two keys of a cell; in no key.
    private static let between = "\u{1F}"

    private static func mostFrequent(_ keys: [String], _ key: StatisticsKey, _ most: Int) -> [String] {
        let counts = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
        guard key != .month else { return Array(counts.keys.sorted().suffix(most)) }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map(\.key)
    }
}
