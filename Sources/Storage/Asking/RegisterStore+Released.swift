internal import Foundation
internal import GRDB

extension RegisterStore {
    /// Suppresses cells of a table that leaves the office, in view of all that left before, and keeps what leaves.
    ///
    /// - Parameter question: what was asked; only its hash is kept, for a question may hold a name.
    func release(_ cells: [ReleaseGuard.Cell], of question: String, below k: Int) throws(StoreError)
        -> [ReleaseGuard.Letters?]
    {
        let hash = Data(question.utf8).sha256
        return try write { database in
            var former: [Int64: (question: String, cells: [ReleaseGuard.Cell])] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM released_cell ORDER BY release, rowid") {
                former[row["release"], default: (row["question"], [])].cells.append(
                    ReleaseGuard.Cell(key: row["cell"], letters: RegisterStore.letters(row["letters"])))
            }
            let releases = former.sorted { $0.key < $1.key }
                .map { ReleaseGuard.Release(question: $0.value.question, cells: $0.value.cells) }
            var guarding = ReleaseGuard(k: k, releases: releases)
            let shown = guarding.release(cells, of: hash)
            // The same table once more tells nothing new.
            if guarding.releases.count > releases.count, let last = guarding.releases.last, !releases.contains(last) {
                let number = (former.keys.max() ?? 0) + 1
                for cell in last.cells {
                    try database.execute(
                        sql: "INSERT INTO released_cell(release, question, cell, letters, at) VALUES (?, ?, ?, ?, ?)",
                        arguments: [number, hash, cell.key, RegisterStore.packed(cell.letters), RegisterStore.now()])
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
