internal import GRDB

extension Schema {
    /// The index of the masked texts, and the figures that left the office.
    static func addAsking(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v5 index of masked texts, released figures") { database in
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE letter_text USING fts5(
                      body, content = '', tokenize = 'unicode61 remove_diacritics 0');
                    CREATE TABLE released_cell (
                      release INTEGER NOT NULL, question TEXT NOT NULL, cell TEXT NOT NULL, letters BLOB NOT NULL,
                      at TEXT NOT NULL);
                    CREATE INDEX released_of ON released_cell(release);
                    CREATE INDEX letter_received ON letter(received);
                    CREATE INDEX letter_kind ON letter(kind);
                    CREATE INDEX issue_path ON letter_issue(path, letter);
                    CREATE INDEX issue_primary ON letter_issue(letter, path) WHERE is_primary;
                    CREATE INDEX place_path ON letter_place(path, letter);
                    """)
        }
    }
}
