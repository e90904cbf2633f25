internal import GRDB

/// The tables, by named migrations that are never edited after release.
enum Schema {
    /// Words that no table, column or view may carry: nothing here keeps, ranks or counts people (SAFETY 1).
    static let forbiddenWords = [
        "person", "petitioner", "risk", "behaviour", "behavior", "visit", "ethnic", "religio", "political",
        "key_person",
        "watch", "phone", "id_number", "surname",
    ]

    static func migrator(_ folding: TextFolding) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1 sources, letters, sealed values, links, audit") { database in
            try database.execute(
                sql: """
                    CREATE TABLE key_check (id INTEGER PRIMARY KEY CHECK (id = 1), box BLOB NOT NULL);
                    CREATE TABLE source (
                      sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
                      path BLOB NOT NULL,
                      state TEXT NOT NULL CHECK (state IN ('done', 'failed')),
                      code TEXT, message TEXT);
                    CREATE TABLE letter (
                      id INTEGER PRIMARY KEY,
                      source TEXT NOT NULL REFERENCES source(sha256),
                      position INTEGER NOT NULL,
                      kind TEXT NOT NULL,
                      received TEXT CHECK (received IS NULL OR received GLOB '????-??-??'),
                      month TEXT,
                      title TEXT,
                      text TEXT NOT NULL,
                      record TEXT NOT NULL,
                      UNIQUE (source, position));
                    CREATE TABLE letter_issue (
                      letter INTEGER NOT NULL REFERENCES letter(id), code TEXT NOT NULL, path TEXT NOT NULL,
                      is_primary INTEGER NOT NULL, PRIMARY KEY (letter, code));
                    CREATE TABLE letter_place (
                      letter INTEGER NOT NULL REFERENCES letter(id), adcode TEXT NOT NULL, path TEXT NOT NULL,
                      PRIMARY KEY (letter, adcode));
                    CREATE TABLE letter_body (
                      letter INTEGER NOT NULL REFERENCES letter(id), name TEXT NOT NULL, role TEXT NOT NULL,
                      PRIMARY KEY (letter, name, role));
                    CREATE TABLE letter_link (
                      a INTEGER NOT NULL REFERENCES letter(id), b INTEGER NOT NULL REFERENCES letter(id),
                      relation TEXT NOT NULL, score REAL NOT NULL,
                      status TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'confirmed', 'rejected')),
                      PRIMARY KEY (a, b));
                    CREATE TABLE sealed (letter INTEGER PRIMARY KEY REFERENCES letter(id), box BLOB NOT NULL);
                    CREATE TABLE audit (
                      seq INTEGER PRIMARY KEY, at TEXT NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL,
                      subject TEXT NOT NULL, reason TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
                    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                    CREATE INDEX letter_month ON letter(month);
                    CREATE INDEX issue_code ON letter_issue(code);
                    """)
        }
        migrator.registerMigration("v2 matters, decisions about them, journal") { database in
            try database.execute(
                sql: """
                    CREATE INDEX link_b ON letter_link(b);
                    CREATE TABLE matter_letter (
                      letter INTEGER PRIMARY KEY REFERENCES letter(id), matter INTEGER NOT NULL);
                    CREATE INDEX matter_of ON matter_letter(matter);
                    INSERT INTO matter_letter SELECT id, id FROM letter;
                    CREATE TABLE journal (
                      seq INTEGER PRIMARY KEY, at TEXT NOT NULL, account TEXT NOT NULL,
                      action TEXT NOT NULL CHECK (action IN ('merge', 'split', 'confirm', 'undo')),
                      matters TEXT NOT NULL, reason TEXT NOT NULL, undone_by INTEGER REFERENCES journal(seq));
                    CREATE TABLE decision (
                      id INTEGER PRIMARY KEY REFERENCES journal(seq),
                      kind TEXT NOT NULL CHECK (kind IN ('together', 'apart')));
                    CREATE TABLE decision_letter (
                      decision INTEGER NOT NULL REFERENCES decision(id), letter INTEGER NOT NULL REFERENCES letter(id),
                      side INTEGER NOT NULL CHECK (side IN (1, 2)), PRIMARY KEY (decision, letter));
                    CREATE INDEX decision_of ON decision_letter(letter);
                    """)
        }
        addRegistration(to: &migrator)
        addReview(to: &migrator)
        addAsking(to: &migrator)
        addSketches(to: &migrator)
        addFacts(to: &migrator, folding)
        addAccounts(to: &migrator)
        addIndexSettings(to: &migrator)
        addWork(to: &migrator)
        addLinkingAnew(to: &migrator)
        addPageImages(to: &migrator)
        return migrator
    }
}

extension RegisterStore {
    /// `table.column` of everything the schema holds, for the check that it keeps no people.
    func columns() throws(StoreError) -> [String] {
        try read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                    WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'grdb_%'
                    """)
        }
    }
}
