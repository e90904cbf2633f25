internal import GRDB

/// A question about figures that somebody of the office keeps to ask it again.
public struct KeptQuestion: Sendable, Equatable {
    public let id: Int64
    public let label: String
    public let rows: StatisticsKey
    public let columns: StatisticsKey
    /// In the register's question language; may be empty.
    public let question: String
}

extension RegisterStore {
    /// More than anybody reads.
    private static let mostKept = 50

    /// An account's own questions, in the order in which they were kept.
    public func keptQuestions(of account: String) throws(StoreError) -> [KeptQuestion] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM kept_question WHERE account = ? ORDER BY id", arguments: [account]
            ).compactMap { row in
                guard let rows = StatisticsKey(rawValue: row["row_key"]),
                    let columns = StatisticsKey(rawValue: row["column_key"])
                else { return nil }
                return KeptQuestion(
                    id: row["id"], label: row["label"], rows: rows, columns: columns, question: row["question"])
            }
        }
    }

    /// Keeps a question; one of the same label is replaced.
    ///
    /// - Returns: `false` when the account keeps as many as it may.
    public func keepQuestion(
        _ question: String, rows: StatisticsKey, columns: StatisticsKey, label: String, of account: String
    ) throws(StoreError) -> Bool {
        try write { database in
            let others = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM kept_question WHERE account = ? AND label <> ?",
                arguments: [account, label])
            guard others ?? 0 < RegisterStore.mostKept else { return false }
            try database.execute(
                sql: """
                    INSERT INTO kept_question(account, label, row_key, column_key, question) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT(account, label) DO UPDATE SET
                      row_key = excluded.row_key, column_key = excluded.column_key, question = excluded.question
                    """, arguments: [account, label, rows.rawValue, columns.rawValue, question])
            return true
        }
    }

    /// - Returns: `false` when the account has no such question.
    public func removeQuestion(_ id: Int64, of account: String) throws(StoreError) -> Bool {
        try write { database in
            try database.execute(
                sql: "DELETE FROM kept_question WHERE id = ? AND account = ?", arguments: [id, account])
            return database.changesCount == 1
        }
    }
}
