internal import GRDB

extension RegisterStore {
    /// Gives letters without a day one, and registers every third letter with a first entry and a duty, by chance of its
    /// number: something to measure by. What stands in these registrations follows no rules.
    package func registerForMeasuring() throws(StoreError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE letter SET received = date('2017-01-01', '+' || (id * 7919 % 3000) || ' days') WHERE received IS NULL;
                    UPDATE letter SET month = substr(received, 1, 7) WHERE month IS NULL;
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
