internal import GRDB

extension RegisterStore {
    /// Fills the store up to a number of letters by repeating those that are there, on other days, with all that is kept
    /// of them but what linking finds them by. For measuring questions; nothing can be imported into such a store.
    package func repeatForMeasuring(upTo count: Int) throws(StoreError) {
        let there = try importStatus().letters
        guard there > 0 else { return }
        for offset in stride(from: there, to: count, by: there) {
            let last = min(there, count - offset)
            try write { database in
                let arguments: StatementArguments = ["by": offset, "last": last, "days": offset / there * 97 % 3_000]
                for sql in [
                    "INSERT INTO source SELECT printf('%064x', id + :by), x'00', 'done', NULL, NULL FROM letter WHERE id <= :last",
                    """
                    INSERT INTO letter SELECT id + :by, printf('%064x', id + :by), 0, kind,
                      date(received, '-' || :days || ' days'), substr(date(received, '-' || :days || ' days'), 1, 7), title,
                      text, record FROM letter WHERE id <= :last
                    """,
                    "INSERT INTO letter_issue SELECT letter + :by, code, path, is_primary FROM letter_issue WHERE letter <= :last",
                    "INSERT INTO letter_place SELECT letter + :by, adcode, path FROM letter_place WHERE letter <= :last",
                    "INSERT INTO letter_body SELECT letter + :by, name, role FROM letter_body WHERE letter <= :last",
                    "INSERT INTO matter_letter SELECT letter + :by, matter + :by FROM matter_letter WHERE letter <= :last",
                    "INSERT INTO sealed SELECT letter + :by, box FROM sealed WHERE letter <= :last",
                    "INSERT INTO doubt(letter, field, reason, score) SELECT letter + :by, field, reason, score FROM doubt WHERE letter <= :last",
                    """
                    INSERT INTO letter_link(a, b, relation, score) SELECT a + :by, b + :by, relation, score FROM letter_link
                    WHERE b <= :last
                    """,
                    """
                    INSERT INTO letter_sketch SELECT letter + :by, version, rank, sketch, evidence FROM letter_sketch
                    WHERE letter <= :last
                    """,
                ] {
                    var given = arguments
                    if !sql.contains(":days") { given = ["by": offset, "last": last] }
                    try database.execute(sql: sql, arguments: given)
                }
                let rows = try Row.fetchCursor(
                    database, sql: "SELECT id, text FROM letter WHERE id <= ?", arguments: [last])
                while let row = try rows.next() {
                    try Schema.index(self.folding.indexed(row["text"]), of: row["id"] + Int64(offset), database)
                }
            }
        }
    }

    /// Registers every third letter with a first entry and a duty, by chance of its number: something to measure by.
    /// What stands in these registrations follows no rules.
    package func registerForMeasuring() throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO registration(id, number, series, serial, channel, state, is_open, body, received, registered)
                    SELECT id, 'M' || id, 'M', id,
                      CASE id % 5 WHEN 0 THEN 'visit' WHEN 1 THEN 'call' WHEN 2 THEN 'web' WHEN 3 THEN 'fax' ELSE 'letter' END,
                      CASE id % 7 WHEN 0 THEN 'closed' WHEN 1 THEN 'transferred' WHEN 2 THEN 'answered' ELSE 'registered' END,
                      id % 7 <> 0,
                      COALESCE((SELECT MIN(name) FROM letter_body b WHERE b.letter = l.id), '') , received, received
                    FROM letter l WHERE id % 3 = 0 AND received IS NOT NULL;
                    INSERT INTO registration_letter(letter, registration) SELECT id, id FROM registration;
                    INSERT INTO register_entry(seq, registration, step, day, reached, circumstances, letter, note, at, account,
                      outcome)
                    SELECT id, id, 'new', received, received, '', id, '', received, 'measuring',
                      CASE id % 7 WHEN 0 THEN 'supported' WHEN 2 THEN 'explained' END FROM registration;
                    INSERT INTO duty_count(registration, entry, duty, binding, body, pack, pack_version, calendar_version, law,
                      strict, rolled, shown, is_estimated, steps, done, at)
                    SELECT id, id, 'register', 'owed', body, 'm', '1', '1', '', received, date(received, '+15 days'), received,
                      0, '', CASE id % 4 WHEN 0 THEN date(received, '+9 days') WHEN 1 THEN date(received, '+20 days') END,
                      received FROM registration;
                    """)
        }
    }
}
