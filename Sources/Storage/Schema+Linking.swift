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
}
