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
        try read { database in
            func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
                try Int.fetchOne(
                    database, sql: "SELECT COUNT(*) FROM (\(sql) LIMIT ?)", arguments: arguments + [bound]) ?? 0
            }
            var columns = LetterColumns(database, self, today: "")
            return WaitingCounts(
                letters: try Int.fetchOne(database, sql: "SELECT COALESCE(MAX(id), 0) FROM letter") ?? 0,
                unregistered: min(bound, try columns.unregistered().count),
                doubts: min(
                    bound,
                    try RegisterStore.openDoubts.reduce(0) {
                        try $0 + count("SELECT 1 FROM doubt WHERE \($1)", [least])
                    }),
                openLinks: try count("SELECT 1 FROM letter_link WHERE \(RegisterStore.isOpenLink)", [leastLink]),
                failedFiles: try count("SELECT 1 FROM source WHERE state = 'failed'"))
        }
    }
}
