internal import Foundation
internal import GRDB

/// A token by which a program works with the register in the name of an account.
public struct AccessTokenRow: Sendable, Equatable {
    public let id: Int64
    public let account: String
    /// What the office calls it.
    public let label: String
    public let scopes: [String]
    /// The last day it is good for, `YYYY-MM-DD`.
    public let expires: String
    public let at: String
    public let revokedAt: String?
}

extension RegisterStore {
    /// Keeps the hash of a new token.
    ///
    /// - Parameter hash: SHA-256 of the token, in hexadecimal digits.
    public func addToken(
        hash: String, of account: String, label: String, scopes: [String], expires: String, by: String
    ) throws(StoreError) -> Int64 {
        try write { database in
            let isKnown = try Bool.fetchOne(
                database, sql: "SELECT 1 FROM account WHERE name = ? AND is_open", arguments: [account])
            guard isKnown != nil else { throw StoreError(.accountNotFound, account) }
            try database.execute(
                sql: """
                    INSERT INTO access_token(account, hash, label, scopes, expires, at) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [account, hash, label, scopes.joined(separator: " "), expires, RegisterStore.now()])
            let id = database.lastInsertedRowID
            try RegisterStore.audit(
                by, "token add", "account \(account)", "token \(id) \(scopes.joined(separator: " "))", database)
            return id
        }
    }

    public func revokeToken(_ id: Int64, by: String) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "UPDATE access_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                arguments: [RegisterStore.now(), id])
            guard database.changesCount == 1 else { throw StoreError(.nothingToUndo, "token \(id)") }
            try RegisterStore.audit(by, "token revoke", "token \(id)", "", database)
        }
    }

    public func tokens() throws(StoreError) -> [AccessTokenRow] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM access_token ORDER BY id").map(RegisterStore.token)
        }
    }

    /// The token with this hash, when it is good on that day and its account is open.
    public func token(hash: String, on day: String) throws(StoreError) -> AccessTokenRow? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT t.* FROM access_token t JOIN account a ON a.name = t.account
                    WHERE t.hash = ? AND t.revoked_at IS NULL AND t.expires >= ? AND a.is_open
                    """, arguments: [hash, day]
            ).map(RegisterStore.token)
        }
    }

    private static func token(_ row: Row) -> AccessTokenRow {
        let scopes: String = row["scopes"]
        return AccessTokenRow(
            id: row["id"], account: row["account"], label: row["label"],
            scopes: scopes.split(separator: " ").map(String.init), expires: row["expires"], at: row["at"],
            revokedAt: row["revoked_at"])
    }
}
