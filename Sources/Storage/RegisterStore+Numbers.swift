internal import GRDB

extension RegisterStore {
    /// The number that a letter is registered under; `nil` when it is not.
    public func registration(holding letter: Int64) throws(StoreError) -> String? {
        try read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT r.number FROM registration_letter x JOIN registration r ON r.id = x.registration
                    WHERE x.letter = ?
                    """, arguments: [letter])
        }
    }

    /// The numbers that letters of a matter are registered under.
    public func registrations(ofMatter matter: Int64) throws(StoreError) -> [String] {
        try read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT r.number FROM matter_letter m JOIN registration_letter x ON x.letter = m.letter
                    JOIN registration r ON r.id = x.registration WHERE m.matter = ? ORDER BY r.number
                    """, arguments: [matter])
        }
    }
}
