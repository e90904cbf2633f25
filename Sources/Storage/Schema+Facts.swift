internal import GRDB

extension Schema {
    /// Columns of facts beside the tables they are read off, kept up by marks on what changed; the index anew, by pairs
    /// of characters.
    static func addFacts(to migrator: inout DatabaseMigrator, _ folding: TextFolding) {
        migrator.registerMigration("v7 columns of facts, index of pairs") { database in
            try database.execute(
                sql: """
                    CREATE TABLE fact_name (
                      id INTEGER PRIMARY KEY, fact INTEGER NOT NULL, name TEXT NOT NULL, counted TEXT NOT NULL,
                      UNIQUE (fact, name));
                    CREATE TABLE fact_block (
                      fact INTEGER NOT NULL, block INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (fact, block));
                    CREATE TABLE stale_letter (letter INTEGER PRIMARY KEY);
                    INSERT INTO stale_letter SELECT id FROM letter;
                    DROP TABLE letter_text;
                    CREATE VIRTUAL TABLE letter_text USING fts5(
                      body, content = '', tokenize = 'unicode61 remove_diacritics 0');
                    DROP INDEX letter_month;
                    DROP INDEX letter_kind;
                    DROP INDEX issue_code;
                    DROP INDEX issue_path;
                    DROP INDEX place_path;
                    """)
            for (table, letter) in [
                ("letter", "id"), ("letter_issue", "letter"), ("letter_place", "letter"), ("letter_body", "letter"),
                ("matter_letter", "letter"), ("registration_letter", "letter"),
            ] {
                try mark(table, on: "INSERT", "INSERT OR IGNORE INTO stale_letter VALUES (NEW.\(letter));", database)
                try mark(table, on: "UPDATE", "INSERT OR IGNORE INTO stale_letter VALUES (NEW.\(letter));", database)
                try mark(table, on: "DELETE", "INSERT OR IGNORE INTO stale_letter VALUES (OLD.\(letter));", database)
            }
            for (table, registration) in [
                ("registration", "id"), ("register_entry", "registration"), ("duty_count", "registration"),
            ] {
                for event in ["INSERT", "UPDATE"] {
                    try mark(
                        table, on: event,
                        """
                        INSERT OR IGNORE INTO stale_letter
                        SELECT letter FROM registration_letter WHERE registration = NEW.\(registration);
                        """, database)
                }
            }
            let rows = try Row.fetchCursor(database, sql: "SELECT id, text FROM letter")
            while let row = try rows.next() { try index(folding.indexed(row["text"]), of: row["id"], database) }
        }
    }

    /// The index gathers a whole batch of letters before it writes, and writes less often anew what it has.
    static func addIndexSettings(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("index written in larger parts") { database in
            try database.execute(
                sql: """
                    INSERT INTO letter_text(letter_text, rank) VALUES ('hashsize', 33554432);
                    INSERT INTO letter_text(letter_text, rank) VALUES ('automerge', 8);
                    """)
        }
    }

    private static func mark(_ table: String, on event: String, _ statement: String, _ database: Database) throws {
        try database.execute(
            sql: "CREATE TRIGGER \(table)_\(event.lowercased())_stale AFTER \(event) ON \(table) BEGIN \(statement) END"
        )
    }

    static func index(_ words: String, of letter: Int64, _ database: Database) throws {
        try database.cachedStatement(sql: "INSERT INTO letter_text(rowid, body) VALUES (?, ?)")
            .execute(arguments: [letter, words])
    }
}
