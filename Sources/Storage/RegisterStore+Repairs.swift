public import Documents
internal import GRDB

/// A repair of a letter's text, and whether a person took it back.
public struct RepairRow: Sendable, Equatable {
    /// Its place in the record's list, from 0.
    public let number: Int
    public let repair: Documents.Record.Repair
    /// The correction that took it back; `nil` while the repair stands.
    public let correction: Int64?
}

extension RegisterStore {
    /// What was read otherwise than it is written, in the order of the text.
    public func repairs(of letter: StoredLetter) throws(StoreError) -> [RepairRow] {
        let corrections = try read { try RegisterStore.settled(of: letter.id, $0) }
        return letter.record.repairs.enumerated().map { number, repair in
            RepairRow(number: number, repair: repair, correction: corrections[RegisterStore.repairField(number)])
        }
    }

    /// What is settled of a letter: the corrections that hold, by their fields.
    static func settled(of letter: Int64, _ database: Database) throws -> [String: Int64] {
        let settled = try Row.fetchAll(
            database, sql: "SELECT field, correction FROM settled WHERE letter = ?", arguments: [letter])
        return Dictionary(settled.map { ($0["field"], $0["correction"]) }, uniquingKeysWith: { $1 })
    }

    /// Takes a repair back: the text is shown as it is written. The record keeps what was read, and
    /// ``undoCorrection(_:note:account:)`` makes the repair stand again.
    ///
    /// - Parameter number: its place in the record's list, from 0.
    /// - Returns: the number of the correction; that of the earlier one when it was taken back before.
    @discardableResult
    public func takeBackRepair(_ number: Int, of letter: Int64, note: String, account: String) throws(StoreError)
        -> Int64
    {
        try write { database in
            let repairs = try RegisterStore.record(of: letter, database).repairs
            guard repairs.indices.contains(number) else { throw StoreError(.notFound, "\(letter): \(number)") }
            let field = RegisterStore.repairField(number)
            let earlier = try Int64.fetchOne(
                database, sql: "SELECT correction FROM settled WHERE letter = ? AND field = ?",
                arguments: [letter, field])
            if let earlier { return earlier }
            let repair = repairs[number]
            let id = try RegisterStore.keep(
                field, letter, "corrected", repair.to, repair.from, nil, note, nil, account, database)
            try RegisterStore.settle(field, of: letter, by: id, database)
            return id
        }
    }

    /// Under what name corrections keep a repair.
    static func repairField(_ number: Int) -> String { "repair \(number)" }
}
