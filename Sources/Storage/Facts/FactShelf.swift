internal import Foundation
internal import GRDB
internal import Synchronization

/// The columns of a store that were asked for, kept between questions: of a column only those blocks are read that
/// changed since. What is told is always that of the transaction that asks, for each block bears a mark that is new
/// whenever it is written.
final class FactShelf: Sendable {
    private struct Kept {
        /// Of each block its mark; 0 where none is kept.
        var marks: [Int64] = []
        var column = FactColumn([])
    }

    private let columns = Mutex<[LetterFact: Kept]>([:])
    private let names = Mutex<[LetterFact: CountedNames]>([:])

    func column(_ fact: LetterFact, _ database: Database) throws -> FactColumn {
        let kept = columns.withLock { $0[fact] } ?? Kept()
        var marks: [Int64] = []
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT block, mark FROM fact_mark WHERE fact = ? ORDER BY block"),
            arguments: [fact.rawValue])
        while let row = try rows.next() {
            let block: Int = row[0]
            while marks.count < block { marks.append(0) }
            marks.append(row[1])
        }
        if marks == kept.marks { return kept.column }
        let blocks = try marks.indices.map { number in
            if number < kept.marks.count, kept.marks[number] == marks[number] { return kept.column.blocks[number] }
            if marks[number] == 0 { return FactBlock() }
            guard let block = try FactBlock.fetch(fact, Int64(number), database) else {
                throw StoreError(.refused, "fact \(fact) \(number)")
            }
            return block
        }
        let column = FactColumn(blocks)
        columns.withLock { $0[fact] = Kept(marks: marks, column: column) }
        return column
    }

    /// Reads all columns and the names they are counted under, so that the first question finds them.
    func fill(_ database: Database) throws {
        for fact in LetterFact.allCases {
            _ = try column(fact, database)
            _ = try counted(fact, database)
        }
    }

    /// What a fact's names are counted under. Names only come: those known are not read again.
    func counted(_ fact: LetterFact, _ database: Database) throws -> CountedNames {
        var known = names.withLock { $0[fact] } ?? CountedNames()
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT id, counted FROM fact_name WHERE fact = ? AND id > ? ORDER BY id"),
            arguments: [fact.rawValue, known.last])
        var isChanged = false
        while let row = try rows.next() {
            known.add(row[1], id: row[0])
            isChanged = true
        }
        guard isChanged else { return known }
        known.rank()
        let new = known
        names.withLock { if $0[fact]?.last ?? 0 < new.last { $0[fact] = new } }
        return known
    }
}

/// What the names of a fact are counted under, by the names' numbers; numbers that are counted as one have one place.
struct CountedNames: Sendable {
    private(set) var keys: [String] = []
    /// By the number of a name the place of its key.
    private(set) var places: [UInt32] = []
    /// By place: where the key stands in the order of keys.
    private(set) var ranks: [UInt32] = []
    private(set) var last: Int64 = 0
    private var known: [String: UInt32] = [:]

    mutating func add(_ key: String, id: Int64) {
        while places.count <= Int(id) { places.append(0) }
        let place = known[key] ?? UInt32(keys.count)
        if place == keys.count {
            known[key] = place
            keys.append(key)
        }
        places[Int(id)] = place
        last = max(last, id)
    }

    mutating func rank() {
        ranks = [UInt32](repeating: 0, count: keys.count)
        for (rank, place) in keys.indices.sorted(by: { keys[$0] < keys[$1] }).enumerated() {
            ranks[place] = UInt32(rank)
        }
    }
}
