internal import Foundation
internal import GRDB

/// An account of one of the office's staff. Roles are words that whoever asks gives a meaning to.
public struct AccountRow: Sendable, Equatable {
    public let name: String
    public let roles: [String]
    /// As the caller hashed it; never the password.
    public let password: String
    public let isOpen: Bool
    public let at: String
    /// When roles, password or standing changed last: a session that began before is over.
    public let changedAt: String
}

/// Accounts: made, changed and closed, each with its line in the audit log; none is deleted, for the log names them.
extension RegisterStore {
    public func accounts() throws(StoreError) -> [AccountRow] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM account ORDER BY name").map(RegisterStore.account)
        }
    }

    public func account(_ name: String) throws(StoreError) -> AccountRow? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM account WHERE name = ?", arguments: [name])
                .map(RegisterStore.account)
        }
    }

    /// - Parameter by: the account, or the user of the machine, who does it.
    /// - Throws: `accountExists`.
    public func addAccount(_ name: String, roles: [String], password: String, by: String) throws(StoreError) {
        try write { database in
            let isKnown = try Bool.fetchOne(
                database, sql: "SELECT 1 FROM account WHERE name = ?", arguments: [name])
            guard isKnown == nil else { throw StoreError(.accountExists, name) }
            let at = RegisterStore.now()
            try database.execute(
                sql:
                    "INSERT INTO account(name, roles, password, is_open, at, changed_at) VALUES (?, ?, ?, 1, ?, ?)",
                arguments: [name, roles.joined(separator: " "), password, at, at])
            try RegisterStore.audit(by, "account add", "account \(name)", roles.joined(separator: " "), database)
        }
    }

    public enum AccountChange: Sendable, Equatable {
        case roles([String])
        case password(String)
        case close
        case reopen
    }

    /// - Throws: `accountNotFound`.
    public func change(_ name: String, _ change: AccountChange, by: String) throws(StoreError) {
        try write { database in
            let (column, value, action, note): (String, any DatabaseValueConvertible, String, String) =
                switch change {
                case .roles(let roles):
                    ("roles", roles.joined(separator: " "), "account roles", roles.joined(separator: " "))
                case .password(let hash): ("password", hash, "account password", "")
                case .close: ("is_open", false, "account close", "")
                case .reopen: ("is_open", true, "account reopen", "")
                }
            try database.execute(
                sql: "UPDATE account SET \(column) = ?, changed_at = ? WHERE name = ?",
                arguments: [value, RegisterStore.now(), name])
            guard database.changesCount == 1 else { throw StoreError(.accountNotFound, name) }
            try RegisterStore.audit(by, action, "account \(name)", note, database)
        }
    }

    /// Writes into the audit log what an account did that stands nowhere else: signing in and out, imports.
    public func note(_ action: AccountAction, of account: String, _ note: String = "") throws(StoreError) {
        try appendAudit(account: account, action: action.rawValue, subject: "account \(account)", reason: note)
    }

    public enum AccountAction: String, Sendable {
        case signIn = "sign in"
        case signOut = "sign out"
        case lockOut = "lock out"
        case importing = "import"
    }

    private static func account(_ row: Row) -> AccountRow {
        let roles: String = row["roles"]
        return AccountRow(
            name: row["name"], roles: roles.split(separator: " ").map(String.init), password: row["password"],
            isOpen: row["is_open"], at: row["at"], changedAt: row["changed_at"])
    }
}
