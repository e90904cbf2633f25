internal import GRDB

/// How much waits for somebody, each counted up to a bound: of more, the exact number helps nobody.
public struct WaitingCounts: Sendable, Equatable {
    public let letters: Int
    public let unregistered: Int
    public let doubts: Int
    public let openLinks: Int
    public let failedFiles: Int
}

extension RegisterStore {
    /// - Parameter least: doubts below this score.
    public func waiting(doubtsBelow least: Double, linksBelow leastLink: Double, upTo bound: Int) throws(StoreError)
        -> WaitingCounts
    {
        let links = try openLinks(below: leastLink, limit: bound).count
        return try read { database in
            func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
                try Int.fetchOne(
                    database, sql: "SELECT COUNT(*) FROM (\(sql) LIMIT ?)", arguments: arguments + [bound]) ?? 0
            }
            return WaitingCounts(
                letters: try Int.fetchOne(database, sql: "SELECT COALESCE(MAX(id), 0) FROM letter") ?? 0,
                unregistered: try count(
                    """
                    SELECT 1 FROM letter WHERE kind = 'letter' AND id NOT IN (SELECT letter FROM registration_letter)
                    """),
                doubts: try count(
                    """
                    SELECT 1 FROM doubt d LEFT JOIN settled s ON s.letter = d.letter AND s.field = d.field
                    WHERE s.letter IS NULL AND (d.score < ? OR d.reason = 'issue.model-disagrees')
                    """, [least]),
                openLinks: links, failedFiles: try count("SELECT 1 FROM source WHERE state = 'failed'"))
        }
    }
}
