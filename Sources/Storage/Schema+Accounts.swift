internal import GRDB

extension Schema {
    /// Who of the office's staff may work with the register from outside this machine's command line, and the tokens of
    /// its programs. Of passwords and tokens there are only hashes.
    static func addAccounts(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("accounts of staff, tokens of programs") { database in
            try database.execute(
                sql: """
                    CREATE TABLE account (
                      name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
                      roles TEXT NOT NULL,
                      password TEXT NOT NULL,
                      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
                      at TEXT NOT NULL, changed_at TEXT NOT NULL);
                    CREATE TABLE access_token (
                      id INTEGER PRIMARY KEY,
                      account TEXT NOT NULL REFERENCES account(name),
                      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
                      label TEXT NOT NULL,
                      scopes TEXT NOT NULL,
                      expires TEXT NOT NULL CHECK (expires GLOB '????-??-??'),
                      at TEXT NOT NULL, revoked_at TEXT);
                    """)
        }
        migrator.registerMigration("questions that accounts keep") { database in
            try database.execute(
                sql: """
                    CREATE TABLE kept_question (
                      id INTEGER PRIMARY KEY,
                      account TEXT NOT NULL REFERENCES account(name),
                      label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 40),
                      row_key TEXT NOT NULL, column_key TEXT NOT NULL, question TEXT NOT NULL,
                      UNIQUE (account, label));
                    """)
        }
    }
}
