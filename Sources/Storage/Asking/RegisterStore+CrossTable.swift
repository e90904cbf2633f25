internal import GRDB

/// Letters by two keys at once.
public struct CrossTable: Sendable, Equatable {
    /// The most frequent first; months in their order.
    public let rows: [String]
    public let columns: [String]
    /// By row, then column; `nil` where the cell is suppressed. A cell without letters is 0 for the register, and for
    /// others suppressed like any small one: that a place has no letter of a kind tells something too.
    public let letters: [[Int?]]
}

extension RegisterStore {
    /// Counts letters by two keys, of each the most frequent values. Suppression happens here as in
    /// ``statistics(by:_:for:)``, and sums over rows and columns are not told.
    public func crossTable(
        _ rowKey: StatisticsKey, by columnKey: StatisticsKey, _ filter: LetterFilter = LetterFilter(), most: Int = 12,
        for audience: Audience
    ) throws(StoreError) -> CrossTable {
        let question = "\(rowKey.rawValue) \(columnKey.rawValue) \(filter.asking)"
        switch audience {
        case .register:
            return try read { database in
                try answers.answer("table \(most) \(question)", database) {
                    let found = try self.cells(rowKey, columnKey, filter, most, database)
                    return CrossTable(
                        rows: found.rows, columns: found.columns, letters: found.cells.map { $0.map { $0.count } })
                }
            }
        case .published(let asked):
            let (k, most) = (max(5, asked), min(most, RegisterStore.mostPublished))
            return try published("table \(most) \(question)", below: k) { () throws(StoreError) in
                let (rows, columns, cells) = try read { try self.cells(rowKey, columnKey, filter, most, $0) }
                let places = rows.indices.flatMap { row in columns.indices.map { (row, $0) } }
                    .filter { !cells[$0.0][$0.1].isEmpty }
                let table = places.map { row, column in
                    ReleaseGuard.Cell(
                        key: rows[row] + RegisterStore.between + columns[column], letters: cells[row][column].letters)
                }
                let shown = try release(table, of: question, below: k)
                var letters = cells.map { $0.map { _ -> Int? in nil } }
                for ((row, column), shown) in zip(places, shown) { letters[row][column] = shown?.count }
                return CrossTable(rows: rows, columns: columns, letters: letters)
            }
        }
    }

    private func cells(
        _ rowKey: StatisticsKey, _ columnKey: StatisticsKey, _ filter: LetterFilter, _ most: Int, _ database: Database
    ) throws -> (rows: [String], columns: [String], cells: [[LetterSet]]) {
        var facts = LetterColumns(database, self, today: filter.today)
        let set = try facts.letters(filter)
        let (rows, columns) = (
            try FactCells(of: set, by: rowKey, &facts), try FactCells(of: set, by: columnKey, &facts)
        )
        let (rowPlaces, columnPlaces) = (rows.mostFrequent(most, rowKey), columns.mostFrequent(most, columnKey))
        func sets(_ cells: FactCells, _ places: [Int]) -> [LetterSet] {
            places.map { place in
                LetterSet(cells.letters(place).lazy.map { Int64($0) + 1 }, upTo: set.words.count * 64)
            }
        }
        let columnSets = sets(columns, columnPlaces)
        let cells = sets(rows, rowPlaces).map { row in
            columnSets.map { column in
                var cell = row
                cell.formIntersection(column)
                return cell
            }
        }
        return (rowPlaces.map(rows.key), columnPlaces.map(columns.key), cells)
    }

    /// Between the two keys of a cell; in no key.
    private static let between = "\u{1F}"
    /// Rows and columns of a table that leaves: each of its cells is held against all that left before.
    private static let mostPublished = 8
}

extension FactCells {
    /// The places of the cells that hold most letters, the fullest first; of months the last, in their order.
    fileprivate func mostFrequent(_ most: Int, _ key: StatisticsKey) -> [Int] {
        key == .month ? Array(byKey.suffix(most)) : Array(byCount.prefix(most))
    }
}
