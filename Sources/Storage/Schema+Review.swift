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
            try noteDoubts(of: nil, database)
        }
    }

    /// Scores from here on are not worth a look.
    private static let sure = 0.9

    /// Reads off the records what is doubtful in them: of one letter, or of all.
    static func noteDoubts(of letter: Int64?, _ database: Database) throws {
        let one = letter == nil ? "" : "AND l.id = :letter"
        let arguments: StatementArguments = letter.map { ["letter": $0] } ?? [:]
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO doubt(letter, field, reason, score)
                SELECT l.id, 'category',
                  COALESCE((SELECT json_extract(d.value, '$.code') FROM json_each(l.record, '$.diagnostics') d
                    WHERE json_extract(d.value, '$.code') IN ('issue.undecided', 'issue.model-disagrees') LIMIT 1),
                    CASE WHEN json_extract(l.record, '$.issues[0].score') IS NULL THEN 'issue.undecided' ELSE 'low' END),
                  COALESCE(json_extract(l.record, '$.issues[0].score'), 0)
                FROM letter l WHERE l.kind = 'letter' \(one) AND (
                  COALESCE(json_extract(l.record, '$.issues[0].score'), 0) < \(sure)
                  OR EXISTS (SELECT 1 FROM json_each(l.record, '$.diagnostics') d
                    WHERE json_extract(d.value, '$.code') = 'issue.model-disagrees'));
                """, arguments: arguments)
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO doubt(letter, field, reason, score)
                SELECT l.id, 'purpose', 'low', COALESCE(json_extract(l.record, '$.purpose.score'), 0)
                FROM letter l WHERE l.kind = 'letter' \(one)
                AND COALESCE(json_extract(l.record, '$.purpose.score'), 0) < \(sure)
                """, arguments: arguments)
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO doubt(letter, field, reason, score)
                SELECT l.id, 'received', 'missing', 0 FROM letter l
                WHERE l.kind = 'letter' \(one) AND l.received IS NULL
                """, arguments: arguments)
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO doubt(letter, field, reason, score)
                SELECT l.id, 'scan', 'scan.doubtful', 1.0 / (1 + COUNT(*)) FROM letter l, json_each(l.record, '$.diagnostics') d
                WHERE json_extract(d.value, '$.code') = 'scan.doubtful' \(one) GROUP BY l.id
                """, arguments: arguments)
    }
}
