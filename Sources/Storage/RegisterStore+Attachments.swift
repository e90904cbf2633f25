internal import Foundation
internal import GRDB

public struct AttachmentRow: Sendable, Equatable {
    public let id: Int64
    /// Bytes.
    public let size: Int
    public let at: String
    public let account: String
}

extension RegisterStore {
    /// Keeps a file with a registered matter; contents and name are sealed.
    public func attach(_ bytes: [UInt8], name: String, to number: String, account: String) throws(StoreError) -> Int64 {
        try write { database in
            let registration = try RegisterStore.id(of: number, database)
            let id = try Int64.fetchOne(database, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM attachment") ?? 1
            try database.execute(
                sql:
                    "INSERT INTO attachment(id, registration, size, name, box, at, account) VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    id, registration, bytes.count, try self.key.seal(Data(name.utf8), for: "attachment name \(id)"),
                    try self.key.seal(Data(bytes), for: "attachment \(id)"), RegisterStore.now(), account,
                ])
            try RegisterStore.audit(account, "attach", "registration \(number)", "attachment \(id)", database)
            return id
        }
    }

    public func attachments(of number: String) throws(StoreError) -> [AttachmentRow] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT id, size, at, account FROM attachment WHERE registration = ? ORDER BY id",
                arguments: [try RegisterStore.id(of: number, database)]
            ).map { AttachmentRow(id: $0["id"], size: $0["size"], at: $0["at"], account: $0["account"]) }
        }
    }

    /// Name and contents: one attachment, one reason, a named account; the audit entry is written first.
    public func openAttachment(_ id: Int64, account: String, reason: String) throws(StoreError) -> (
        name: String, bytes: [UInt8]
    ) {
        try RegisterStore.checkReason(reason, account, for: id)
        let row = try read { database in
            try Row.fetchOne(database, sql: "SELECT name, box FROM attachment WHERE id = ?", arguments: [id])
                .map { (name: $0["name"] as Data, box: $0["box"] as Data) }
        }
        guard let row else { throw StoreError(.notFound, "attachment \(id)") }
        try appendAudit(account: account, action: "open", subject: "attachment \(id)", reason: reason)
        return (
            String(decoding: try key.open(row.name, for: "attachment name \(id)"), as: UTF8.self),
            [UInt8](try key.open(row.box, for: "attachment \(id)"))
        )
    }
}
