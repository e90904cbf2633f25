internal import Foundation
internal import GRDB

extension RegisterStore {
    /// Columns that hold sealed values: table, its number, the column, and what each value was sealed for.
    private static let sealedColumns:
        [(table: String, id: String, column: String, subject: @Sendable (String) -> String)] = [
            ("sealed", "letter", "box", { "letter \($0)" }),
            ("source", "sha256", "path", { "source \($0)" }),
            ("attachment", "id", "name", { "attachment name \($0)" }),
            ("attachment", "id", "box", { "attachment \($0)" }),
            ("page_image", "id", "box", { "page image \($0)" }),
            ("register_entry", "seq", "box", { "entry \($0)" }),
            ("key_check", "'key check'", "box", { $0 }),
        ]

    /// Seals everything anew with another key, wholly or not at all. This store object knows the old key alone and
    /// cannot be used afterwards; other processes are refused until they open the store with the new key.
    ///
    /// - Returns: how many values were sealed anew.
    public func rotateKey(to new: SealingKey, account: String) throws(StoreError) -> Int {
        try write { database in
            var count = 0
            for (table, id, column, subject) in RegisterStore.sealedColumns {
                let rows = try Row.fetchCursor(
                    database,
                    sql:
                        "SELECT rowid AS place, CAST(\(id) AS TEXT) AS id, \(column) AS box FROM \(table) WHERE \(column) IS NOT NULL"
                )
                while let row = try rows.next() {
                    let bytes = try self.key.open(row["box"], for: subject(row["id"]))
                    let place: Int64 = row["place"]
                    try database.execute(
                        sql: "UPDATE \(table) SET \(column) = ? WHERE rowid = ?",
                        arguments: [try new.seal(bytes, for: subject(row["id"])), place])
                    count += 1
                }
            }
            try RegisterStore.audit(account, "rotate key", "store", "", database)
            return count
        }
    }
}
