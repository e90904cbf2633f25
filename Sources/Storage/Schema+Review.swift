internal import Documents
internal import Foundation
internal import GRDB

extension Schema {
    /// What a person has to look at, and what they found. Corrections only grow; what holds now stands in `settled`.
    static func addReview(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v4 doubts, corrections") { database in
            try database.execute(
                sql: """
                    CREATE TABLE doubt (
                      letter INTEGER NOT NULL REFERENCES letter(id),
                      field TEXT NOT NULL CHECK (field IN ('category', 'purpose', 'received', 'scan')),
                      reason TEXT NOT NULL, score REAL NOT NULL,
                      PRIMARY KEY (letter, field));
                    CREATE INDEX doubt_by_score ON doubt(score);
                    CREATE TABLE correction (
                      id INTEGER PRIMARY KEY,
                      letter INTEGER NOT NULL REFERENCES letter(id),
                      field TEXT NOT NULL,
                      verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'undone')),
                      before TEXT NOT NULL, after TEXT NOT NULL, code TEXT,
                      note TEXT NOT NULL, undoes INTEGER REFERENCES correction(id),
                      at TEXT NOT NULL, account TEXT NOT NULL);
                    CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction
                      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                    CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction
                      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                    CREATE TABLE settled (
                      letter INTEGER NOT NULL REFERENCES letter(id), field TEXT NOT NULL,
                      correction INTEGER NOT NULL REFERENCES correction(id), PRIMARY KEY (letter, field));
                    """)
            let rows = try Row.fetchCursor(database, sql: "SELECT id, record, received FROM letter")
            while let row = try rows.next() {
                let record = try JSONDecoder().decode(Documents.Record.self, from: Data((row["record"] as String).utf8))
                let received: String? = row["received"]
                for doubt in Doubt.all(of: record, isDated: received != nil) {
                    try database.execute(
                        sql: "INSERT INTO doubt(letter, field, reason, score) VALUES (?, ?, ?, ?)",
                        arguments: [row["id"] as Int64, doubt.field.rawValue, doubt.reason, doubt.score])
                }
            }
        }
    }
}
