internal import GRDB

/// A line of the audit log.
public struct AuditRow: Sendable, Equatable {
    public let number: Int64
    public let at: String
    public let account: String
    public let action: String
    public let subject: String
    public let reason: String
}

extension RegisterStore {
    /// Lines of the audit log, the newest first.
    ///
    /// - Parameter before: only those with lower numbers.
    public func auditLog(before: Int64? = nil, limit: Int = 100) throws(StoreError) -> [AuditRow] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT seq, at, account, action, subject, reason FROM audit
                    WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2
                    """, arguments: [before, limit]
            ).map {
                AuditRow(
                    number: $0["seq"], at: $0["at"], account: $0["account"], action: $0["action"],
                    subject: $0["subject"], reason: $0["reason"])
            }
        }
    }
}
