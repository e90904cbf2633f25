internal import Foundation
internal import GRDB
internal import Synchronization

extension RegisterStore {
    /// Suppresses cells of a table that leaves the office, in view of all that left before, and keeps what leaves.
    ///
    /// - Parameter question: what was asked; only its hash is kept, for a question may hold a name.
    func release(_ cells: [ReleaseGuard.Cell], of question: String, below k: Int) throws(StoreError)
        -> [ReleaseGuard.Letters?]
    {
        let hash = Data(question.utf8).sha256
        return try write { database in
            let earlier = try self.released.tables(database)
            var guarding = ReleaseGuard(k: k, earlier: earlier)
            let shown = guarding.release(cells, of: hash)
            // The same table once more tells nothing new.
            if let last = guarding.earlier.tables.last, guarding.earlier.tables.count > earlier.tables.count,
                !earlier.tables.contains(last)
            {
                let number = try Int64.fetchOne(
                    database, sql: "SELECT COALESCE(MAX(release), 0) + 1 FROM released_cell")
                for (cell, letters) in zip(cells, shown) {
                    guard let letters else { continue }
                    try database.execute(
                        sql: "INSERT INTO released_cell(release, question, cell, letters, at) VALUES (?, ?, ?, ?, ?)",
                        arguments: [number, hash, cell.key, RegisterStore.packed(letters), RegisterStore.now()])
                }
            }
            return shown
        }
    }

    /// Ascending numbers as differences of seven bits a byte.
    static func packed(_ letters: ReleaseGuard.Letters) -> Data {
        var data = Data()
        var last: Int64 = 0
        for letter in letters {
            var left = UInt64(letter - last)
            last = letter
            while left >= 0x80 {
                data.append(UInt8(left & 0x7F) | 0x80)
                left >>= 7
            }
            data.append(UInt8(left))
        }
        return data
    }

    static func letters(_ data: Data) -> ReleaseGuard.Letters {
        var letters: [Int64] = []
        var (last, value, shift): (Int64, UInt64, UInt64) = (0, 0, 0)
        for byte in data {
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            last += Int64(value)
            letters.append(last)
            (value, shift) = (0, 0)
        }
        return letters
    }
}

/// The tables that left a store, kept between questions: what left stays as it was, so that only new ones are read.
final class ReleasedShelf: Sendable {
    private struct Kept {
        var last: Int64 = 0
        var tables = EarlierTables()
    }

    private let kept = Mutex(Kept())

    /// To be asked before the transaction writes any itself: what is kept is what others can see.
    func tables(_ database: Database) throws -> EarlierTables {
        var kept = kept.withLock { $0 }
        var new: [Int64: (question: String, cells: [ReleaseGuard.Cell])] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM released_cell WHERE release > ? ORDER BY release, rowid",
            arguments: [kept.last])
        while let row = try rows.next() {
            new[row["release"], default: (row["question"], [])].cells.append(
                ReleaseGuard.Cell(key: row["cell"], letters: RegisterStore.letters(row["letters"])))
        }
        guard let last = new.keys.max() else { return kept.tables }
        kept.tables.add(new.sorted { $0.key < $1.key }.map { EarlierTable($0.value.cells, of: $0.value.question) })
        kept.last = last
        let read = kept
        self.kept.withLock { if $0.last < read.last { $0 = read } }
        return read.tables
    }
}
