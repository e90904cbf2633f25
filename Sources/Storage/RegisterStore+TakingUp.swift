internal import GRDB

extension RegisterStore {
    /// A row of another register, ready to be written: its letter, its number, its steps.
    public struct TakenRow: Sendable {
        let sha256: String
        let path: String
        let letter: PreparedLetter
        let number: String
        let series: NumberSeries
        let channel: String
        let contents: [RegisterContent]

        /// - Parameters:
        ///   - series: the office's numbers of that year; one that fits among them is counted with them.
        ///   - contents: the first registers the letter.
        public init(
            sha256: String, path: String, letter: PreparedLetter, number: String, series: NumberSeries,
            channel: String, contents: [RegisterContent]
        ) {
            self.sha256 = sha256
            self.path = path
            self.letter = letter
            self.number = number
            self.series = series
            self.channel = channel
            self.contents = contents
        }
    }

    public func isRegistered(_ number: String) throws(StoreError) -> Bool {
        try read {
            try Bool.fetchOne($0, sql: "SELECT 1 FROM registration WHERE number = ?", arguments: [number]) ?? false
        }
    }

    /// Writes all rows, or with an error none.
    public func takeUp(_ rows: [TakenRow], account: String, settling: Settling) throws(StoreError) {
        try write { database in
            var taken: [(Int64, PreparedLetter)] = []
            for row in rows {
                guard
                    let letter = try self.insert(.letters(sha256: row.sha256, path: row.path, [row.letter]), database)?
                        .first
                else { throw StoreError(.alreadyRegistered, row.number) }
                let (series, serial) = try RegisterStore.serial(of: row, database)
                try database.cachedStatement(
                    sql: """
                        INSERT INTO registration(number, series, serial, channel, state, is_open, body, received, registered)
                        VALUES (?, ?, ?, ?, '', 1, '', ?, ?)
                        """
                ).execute(arguments: [
                    row.number, series, serial, row.channel, row.contents[0].reached, row.contents[0].day,
                ])
                let id = database.lastInsertedRowID
                for (place, content) in row.contents.enumerated() {
                    var content = content
                    if place == 0 { content.letter = letter }
                    try self.enter(content, undoing: nil, id, row.number, account, database)
                }
                try RegisterStore.settle(id, settling, database)
                taken.append((letter, row.letter))
            }
            try RegisterStore.index(taken, database)
        }
    }

    /// The number's place in the office's own series, so that the next new number comes after it; numbers of another
    /// form are counted apart.
    private static func serial(of row: TakenRow, _ database: Database) throws -> (series: String, serial: Int) {
        var digits = row.number[...]
        while let last = digits.last, !last.isNumber { digits.removeLast() }
        for length in 1...9 {
            guard let serial = Int(digits.suffix(length)), serial > 0 else { continue }
            if row.series.number(serial) == row.number { return (row.series.name, serial) }
        }
        let other = "taken up"
        let serial = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT COALESCE(MAX(serial), 0) + 1 FROM registration WHERE series = ?"),
            arguments: [other])
        return (other, serial ?? 1)
    }
}
