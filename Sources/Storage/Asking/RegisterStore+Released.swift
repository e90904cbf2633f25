internal import Foundation
internal import GRDB
internal import Synchronization

extension RegisterStore {
    /// The answer that left for a question as long as no letter changes: the same figures once more tell nothing new,
    /// whatever left since.
    func published<Answer: Sendable>(_ question: String, below k: Int, _ make: () throws(StoreError) -> Answer)
        throws(StoreError) -> Answer
    {
        let generation = try read { try AnswerShelf.generation($0) }
        return try answers.answer("published \(k) \(question)", at: generation, make)
    }

    /// Suppresses cells of a table that leaves the office, in view of all that left before, and keeps what leaves.
    ///
    /// - Parameter question: what was asked; only its hash is kept, for a question may hold a name.
    func release(_ cells: [ReleaseGuard.Cell], of question: String, below k: Int) throws(StoreError)
        -> [ReleaseGuard.Letters?]
    {
        let hash = Data(question.utf8).sha256
        let (shown, left) = try write { database in
            let earlier = try self.released.tables(database)
            var guarding = ReleaseGuard(k: k, earlier: earlier.tables)
            let shown = guarding.release(cells, of: hash)
            // The same table once more tells nothing new.
            guard let last = guarding.earlier.tables.last,
                guarding.earlier.tables.count > earlier.tables.tables.count, !earlier.tables.tables.contains(last)
            else { return (shown, nil as ReleasedShelf.Kept?) }
            let number = earlier.last + 1
            for (cell, letters) in zip(cells, shown) {
                guard let letters else { continue }
                try database.execute(
                    sql: "INSERT INTO released_cell(release, question, cell, letters, at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [number, hash, cell.key, RegisterStore.packed(letters), RegisterStore.now()])
            }
            return (shown, ReleasedShelf.Kept(last: number, tables: guarding.earlier))
        }
        // Only now that it is written: what the transaction took back did not leave.
        if let left { released.keep(left) }
        return shown
    }

    /// Ascending numbers as differences of seven bits a byte.
    static func packed(_ letters: ReleaseGuard.Letters) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count + 8)
        var last: UInt32 = 0
        for letter in letters {
            var left = letter - last
            last = letter
            while left >= 0x80 {
                bytes.append(UInt8(left & 0x7F) | 0x80)
                left >>= 7
            }
            bytes.append(UInt8(left))
        }
        return Data(bytes)
    }

    static func letters(_ data: Data) -> ReleaseGuard.Letters {
        var letters: ReleaseGuard.Letters = []
        letters.reserveCapacity(data.count)
        var (last, value, shift): (UInt32, UInt32, UInt32) = (0, 0, 0)
        for byte in Array(data) {
            value |= UInt32(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            last &+= value
            letters.append(last)
            (value, shift) = (0, 0)
        }
        return letters
    }
}

/// The tables that left a store, kept between questions: what left stays as it was, so that only new ones are read.
final class ReleasedShelf: Sendable {
    struct Kept {
        /// The number of the last table.
        var last: Int64 = 0
        var tables = EarlierTables()
    }

    private let kept = Mutex(Kept())

    /// To be asked before the transaction writes any itself: what is kept is what others can see.
    func tables(_ database: Database) throws -> Kept {
        var kept = kept.withLock { $0 }
        var new: [Int64: (question: String, cells: [ReleaseGuard.Cell])] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM released_cell WHERE release > ? ORDER BY release, rowid",
            arguments: [kept.last])
        while let row = try rows.next() {
            new[row["release"], default: (row["question"], [])].cells.append(
                ReleaseGuard.Cell(key: row["cell"], letters: RegisterStore.letters(row["letters"])))
        }
        guard let last = new.keys.max() else { return kept }
        kept.tables.add(new.sorted { $0.key < $1.key }.map { EarlierTable($0.value.cells, of: $0.value.question) })
        kept.last = last
        keep(kept)
        return kept
    }

    func keep(_ read: Kept) { kept.withLock { if $0.last < read.last { $0 = read } } }
}
