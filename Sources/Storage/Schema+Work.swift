internal import GRDB

extension Schema {
    /// What waits for a person, and what is inside a matter, is marked where it stands: a question for it reads the
    /// marked rows alone, however many others there are.
    static func addWork(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("marks of blocks of facts") { database in
            try database.execute(
                sql: """
                    CREATE TABLE fact_mark (
                      fact INTEGER NOT NULL, block INTEGER NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (fact, block)
                    ) WITHOUT ROWID;
                    INSERT INTO fact_mark SELECT fact, block, random() FROM fact_block;
                    -- Of no fact: new whenever any block is.
                    INSERT INTO fact_mark VALUES (0, 0, random());
                    """)
            // Of a store older than the columns all letters are stale still.
            try RegisterStore.refreshFacts(database)
        }
        migrator.registerMigration("doubts that are open") { database in
            try database.execute(
                sql: """
                    ALTER TABLE doubt ADD COLUMN is_open INTEGER NOT NULL DEFAULT 1;
                    UPDATE doubt SET is_open = 0 WHERE (letter, field) IN (SELECT letter, field FROM settled);
                    DROP INDEX doubt_by_score;
                    CREATE INDEX doubt_open ON doubt(score, letter, field) WHERE is_open;
                    CREATE INDEX doubt_open_field ON doubt(field, score, letter) WHERE is_open;
                    CREATE INDEX doubt_disagreeing ON doubt(score, letter, field)
                      WHERE is_open AND reason = 'issue.model-disagrees';
                    CREATE TRIGGER settled_closes_doubt AFTER INSERT ON settled BEGIN
                      UPDATE doubt SET is_open = 0 WHERE letter = NEW.letter AND field = NEW.field;
                    END;
                    CREATE TRIGGER unsettled_opens_doubt AFTER DELETE ON settled BEGIN
                      UPDATE doubt SET is_open = 1 WHERE letter = OLD.letter AND field = OLD.field;
                    END;
                    """)
        }
        migrator.registerMigration("links by how they stand") { database in
            try database.execute(
                sql: """
                    ALTER TABLE letter_link ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
                    UPDATE letter_link SET standing = \(standing)
                      WHERE (SELECT matter FROM matter_letter WHERE letter = a)
                        = (SELECT matter FROM matter_letter WHERE letter = b);
                    DROP INDEX link_by_score;
                    CREATE INDEX link_inside ON letter_link(standing, score, a, b) WHERE standing > 0;
                    CREATE TRIGGER link_stands AFTER INSERT ON letter_link
                      WHEN (SELECT matter FROM matter_letter WHERE letter = NEW.a)
                         = (SELECT matter FROM matter_letter WHERE letter = NEW.b)
                    BEGIN \(stand("a = NEW.a AND b = NEW.b")) END;
                    CREATE TRIGGER links_of_moved_letter AFTER UPDATE OF matter ON matter_letter
                    BEGIN \(stand("a = NEW.letter")) \(stand("b = NEW.letter")) END;
                    CREATE TRIGGER links_of_decision AFTER INSERT ON decision_letter
                    BEGIN \(stand("a = NEW.letter")) \(stand("b = NEW.letter")) END;
                    CREATE TRIGGER links_of_former_decision AFTER DELETE ON decision_letter
                    BEGIN \(stand("a = OLD.letter")) \(stand("b = OLD.letter")) END;
                    """)
        }
        migrator.registerMigration("duties by body and by day") { database in
            try database.execute(
                sql: """
                    CREATE INDEX duty_count_by_body ON duty_count(body, binding, done, strict, rolled)
                      WHERE replaced_at IS NULL;
                    CREATE INDEX duty_count_shown ON duty_count(shown, registration, entry, duty)
                      WHERE replaced_at IS NULL AND done IS NULL;
                    CREATE INDEX duty_count_kept ON duty_count(shown, registration, entry, duty)
                      WHERE replaced_at IS NULL AND done IS NOT NULL;
                    DROP INDEX duty_count_open;
                    CREATE INDEX duty_count_open ON duty_count(rolled, strict, binding, registration)
                      WHERE replaced_at IS NULL AND done IS NULL;
                    """)
        }
    }

    /// How a link stands: 0 between matters, 1 inside one and decided by a person, 2 inside one and waiting.
    private static let standing = """
        CASE WHEN (SELECT matter FROM matter_letter WHERE letter = letter_link.a)
          IS NOT (SELECT matter FROM matter_letter WHERE letter = letter_link.b) THEN 0
        WHEN EXISTS (SELECT 1 FROM decision_letter d JOIN decision_letter e ON e.decision = d.decision
          WHERE d.letter = letter_link.a AND e.letter = letter_link.b) THEN 1 ELSE 2 END
        """

    private static func stand(_ condition: String) -> String {
        "UPDATE letter_link SET standing = \(standing) WHERE \(condition) AND standing <> \(standing);"
    }
}
