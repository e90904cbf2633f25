internal import GRDB

extension Schema {
    /// Registered matters: what was done with each is a history that only grows; state, body and letters are read off
    /// it at each step and kept beside it, so that they can be asked for.
    static func addRegistration(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v3 registrations, their history, duties, attachments, settings") { database in
            try database.execute(
                sql: """
                    CREATE TABLE setting (
                      seq INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,
                      account TEXT NOT NULL);
                    CREATE TABLE registration (
                      id INTEGER PRIMARY KEY,
                      number TEXT NOT NULL UNIQUE,
                      series TEXT NOT NULL, serial INTEGER NOT NULL CHECK (serial > 0),
                      channel TEXT NOT NULL,
                      state TEXT NOT NULL, is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
                      body TEXT NOT NULL,
                      received TEXT NOT NULL CHECK (received GLOB '????-??-??'),
                      registered TEXT NOT NULL CHECK (registered GLOB '????-??-??'),
                      UNIQUE (series, serial));
                    CREATE INDEX registration_body ON registration(body);
                    CREATE INDEX registration_state ON registration(state);
                    CREATE TABLE registration_letter (
                      letter INTEGER PRIMARY KEY REFERENCES letter(id),
                      registration INTEGER NOT NULL REFERENCES registration(id));
                    CREATE INDEX registration_letter_of ON registration_letter(registration);
                    CREATE TABLE register_entry (
                      seq INTEGER PRIMARY KEY,
                      registration INTEGER NOT NULL REFERENCES registration(id),
                      step TEXT NOT NULL,
                      day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
                      reached TEXT NOT NULL CHECK (reached GLOB '????-??-??'),
                      body TEXT, period TEXT, first_day TEXT, last_day TEXT, outcome TEXT, paper TEXT,
                      circumstances TEXT NOT NULL,
                      letter INTEGER REFERENCES letter(id),
                      note TEXT NOT NULL, box BLOB,
                      undoes INTEGER REFERENCES register_entry(seq),
                      at TEXT NOT NULL, account TEXT NOT NULL);
                    CREATE INDEX register_entry_of ON register_entry(registration);
                    CREATE TRIGGER register_entry_no_update BEFORE UPDATE OF seq, registration, step, day, reached, body, period,
                      first_day, last_day, outcome, paper, circumstances, letter, note, undoes, at, account ON register_entry
                      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                    CREATE TRIGGER register_entry_no_delete BEFORE DELETE ON register_entry
                      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
                    CREATE TABLE duty_count (
                      id INTEGER PRIMARY KEY,
                      registration INTEGER NOT NULL REFERENCES registration(id),
                      entry INTEGER NOT NULL REFERENCES register_entry(seq),
                      duty TEXT NOT NULL, binding TEXT NOT NULL, body TEXT NOT NULL,
                      pack TEXT NOT NULL, pack_version TEXT NOT NULL, calendar_version TEXT NOT NULL, law TEXT NOT NULL,
                      strict TEXT NOT NULL, rolled TEXT NOT NULL, shown TEXT NOT NULL,
                      is_estimated INTEGER NOT NULL CHECK (is_estimated IN (0, 1)),
                      steps TEXT NOT NULL,
                      done TEXT, done_by INTEGER REFERENCES register_entry(seq),
                      at TEXT NOT NULL,
                      replaced_at TEXT);
                    CREATE INDEX duty_count_of ON duty_count(registration) WHERE replaced_at IS NULL;
                    CREATE INDEX duty_count_open ON duty_count(rolled) WHERE replaced_at IS NULL AND done IS NULL;
                    CREATE TABLE attachment (
                      id INTEGER PRIMARY KEY,
                      registration INTEGER NOT NULL REFERENCES registration(id),
                      size INTEGER NOT NULL,
                      name BLOB NOT NULL, box BLOB NOT NULL,
                      at TEXT NOT NULL, account TEXT NOT NULL);
                    CREATE INDEX attachment_of ON attachment(registration);
                    """)
        }
    }
}
