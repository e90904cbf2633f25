internal import GRDB

extension Schema {
    /// Pictures of the pages that files were read from, sealed.
    static func addPageImages(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("pictures of pages") { database in
            try database.execute(
                sql: """
                    CREATE TABLE page_image (
                      id INTEGER PRIMARY KEY,
                      source TEXT NOT NULL REFERENCES source(sha256),
                      number INTEGER NOT NULL CHECK (number > 0),
                      kind TEXT NOT NULL,
                      box BLOB NOT NULL,
                      UNIQUE (source, number));
                    """)
        }
    }
}
