internal import GRDB

extension Schema {
    /// What letters are found by when another comes. Hashes of masked texts: nothing in them names anybody, and all of it
    /// can be made anew from the letters.
    static func addSketches(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("sketches of letters") { database in
            try database.execute(
                sql: """
                    CREATE TABLE letter_sketch (
                      letter INTEGER PRIMARY KEY REFERENCES letter(id),
                      version INTEGER NOT NULL, rank INTEGER NOT NULL, sketch BLOB NOT NULL, evidence BLOB NOT NULL);
                    CREATE INDEX sketch_version ON letter_sketch(version);
                    """)
        }
        // What waits for a person is shown on every start page: without these a question reads all links and files.
        migrator.registerMigration("links by score, files by state") { database in
            try database.execute(
                sql: """
                    CREATE INDEX link_by_score ON letter_link(score, a, b);
                    CREATE INDEX source_by_state ON source(state);
                    """)
        }
    }

    /// Linking anew writes down what it has beside what holds, so that it can stop at any letter and go on later.
    static func addLinkingAnew(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("what linking anew has so far") { database in
            try database.execute(
                sql: """
                    CREATE TABLE anew_sketch (
                      letter INTEGER PRIMARY KEY REFERENCES letter(id),
                      version INTEGER NOT NULL, rank INTEGER NOT NULL, sketch BLOB NOT NULL, evidence BLOB NOT NULL);
                    CREATE TABLE anew_link (
                      a INTEGER NOT NULL, b INTEGER NOT NULL, relation TEXT NOT NULL, score REAL NOT NULL,
                      PRIMARY KEY (a, b));
                    """)
        }
    }
}
