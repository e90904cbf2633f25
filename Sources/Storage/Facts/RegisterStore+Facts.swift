internal import Foundation
internal import GRDB

extension RegisterStore {
    /// Brings the columns up to what the tables say, for the letters that triggers marked. Called at the end of every
    /// transaction that writes, so that what is asked is never behind.
    static func refreshFacts(_ database: Database) throws {
        let next = try database.cachedStatement(sql: "SELECT MIN(letter) FROM stale_letter WHERE letter > ?")
        var done: Int64 = 0
        while let letter = try Int64.fetchOne(next, arguments: [done]) {
            let block = (letter - 1) / Int64(FactBlock.length)
            let (first, last) = (block * Int64(FactBlock.length) + 1, (block + 1) * Int64(FactBlock.length))
            for fact in LetterFact.allCases { try refresh(fact, block, first...last, database) }
            done = last
        }
        guard done > 0 else { return }
        try database.execute(
            sql: "DELETE FROM stale_letter; INSERT OR REPLACE INTO fact_mark VALUES (0, 0, random());")
    }

    private static func refresh(_ fact: LetterFact, _ block: Int64, _ letters: ClosedRange<Int64>, _ database: Database)
        throws
    {
        let range: StatementArguments = ["first": letters.lowerBound, "last": letters.upperBound]
        let named: StatementArguments = range + ["fact": fact.rawValue]
        let values: Statement
        if fact == .matter {
            values = try database.cachedStatement(sql: fact.reading + " ORDER BY s.letter")
        } else {
            try database.cachedStatement(
                sql: """
                    WITH \(fact.named)
                    INSERT OR IGNORE INTO fact_name(fact, name, counted) SELECT DISTINCT :fact, name, counted FROM f
                    """
            ).execute(arguments: named)
            values = try database.cachedStatement(
                sql: """
                    WITH \(fact.named)
                    SELECT DISTINCT f.letter, n.id FROM f JOIN fact_name n ON n.fact = :fact AND n.name = f.name
                    ORDER BY f.letter, n.id
                    """)
        }
        let old = try FactBlock.fetch(fact, block, database)
        var changed = try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT letter FROM stale_letter WHERE letter BETWEEN :first AND :last ORDER BY letter"),
            arguments: range
        ).map { (place: Int($0 - letters.lowerBound), values: [UInt32]()) }
        // Both ascend by letter.
        var next = 0
        let rows = try Row.fetchCursor(values, arguments: fact == .matter ? range : named)
        while let row = try rows.next() {
            let place = Int((row[0] as Int64) - letters.lowerBound)
            while changed[next].place < place { next += 1 }
            changed[next].values.append(UInt32(truncatingIfNeeded: row[1] as Int64))
        }
        let new = (old ?? FactBlock()).replacing(changed)
        guard new != old else { return }
        try database.cachedStatement(
            sql: """
                INSERT INTO fact_block(fact, block, bytes) VALUES (?, ?, ?)
                ON CONFLICT(fact, block) DO UPDATE SET bytes = excluded.bytes
                """
        ).execute(arguments: [fact.rawValue, block, new.bytes])
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact_mark VALUES (?, ?, random())")
            .execute(arguments: [fact.rawValue, block])
    }
}

extension LetterFact {
    fileprivate var named: String { "f(letter, name, counted) AS (\(reading))" }
}

extension FactBlock {
    static func fetch(_ fact: LetterFact, _ block: Int64, _ database: Database) throws -> FactBlock? {
        let statement = try database.cachedStatement(
            sql: "SELECT bytes FROM fact_block WHERE fact = ? AND block = ?")
        guard let data = try Data.fetchOne(statement, arguments: [fact.rawValue, block]) else { return nil }
        return data.withUnsafeBytes(FactBlock.init)
    }
}
