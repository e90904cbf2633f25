internal import Foundation
internal import GRDB

extension RegisterStore {
    /// What a run of the retention rules takes, or would take.
    public struct Retention: Sendable, Equatable {
        public var registrations = 0
        /// Sealed originals with their names and numbers.
        public var originals = 0
        public var attachments = 0
        public var pages = 0
        public var notes = 0
    }

    /// Destroys the sealed values of matters that have been done since before a day: originals, attachments, notes.
    /// The masked texts, the history and the figures stay.
    ///
    /// - Parameter isTrial: only counts.
    public func destroySealed(doneBefore day: String, isTrial: Bool, account: String) throws(StoreError) -> Retention {
        let retention = try write { database in
            let done = """
                SELECT r.id FROM registration r WHERE NOT r.is_open
                AND (SELECT MAX(day) FROM register_entry e WHERE e.registration = r.id) < ?1
                """
            func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql, arguments: [day]) ?? 0 }
            let letters = "SELECT letter FROM registration_letter WHERE registration IN (\(done))"
            // A picture goes with the last original of the letters that it shows.
            let sources = """
                SELECT source FROM letter WHERE id IN (\(letters)) AND NOT EXISTS (
                  SELECT 1 FROM letter o JOIN sealed s ON s.letter = o.id
                  WHERE o.source = letter.source AND o.id NOT IN (\(letters)))
                """
            let retention = Retention(
                registrations: try count("SELECT COUNT(*) FROM (\(done))"),
                originals: try count("SELECT COUNT(*) FROM sealed WHERE letter IN (\(letters))"),
                attachments: try count("SELECT COUNT(*) FROM attachment WHERE registration IN (\(done))"),
                pages: try count("SELECT COUNT(*) FROM page_image WHERE source IN (\(sources))"),
                notes: try count(
                    "SELECT COUNT(*) FROM register_entry WHERE box IS NOT NULL AND registration IN (\(done))"))
            guard !isTrial, retention != Retention(registrations: retention.registrations) else { return retention }
            for sql in [
                "DELETE FROM page_image WHERE source IN (\(sources))",
                "DELETE FROM sealed WHERE letter IN (\(letters))",
                "DELETE FROM attachment WHERE registration IN (\(done))",
                "UPDATE register_entry SET box = NULL WHERE box IS NOT NULL AND registration IN (\(done))",
            ] { try database.execute(sql: sql, arguments: [day]) }
            try RegisterStore.audit(
                account, "retention", "done before \(day)",
                """
                \(retention.originals) originals, \(retention.pages) pages, \(retention.attachments) attachments, \
                \(retention.notes) notes
                """,
                database)
            return retention
        }
        // What was overwritten must not live on in the log file.
        if !isTrial {
            try RegisterStore.refusing {
                _ = try self.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            }
        }
        return retention
    }
}
