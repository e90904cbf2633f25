internal import Foundation
internal import GRDB

/// One fact of all letters, in memory: of letter `i` the values from `starts[i]` on, or the one at `i`.
struct FactColumn {
    private var starts: [UInt32] = []
    private(set) var values: [UInt32] = []
    private(set) var count = 0

    static func fetch(_ fact: LetterFact, _ database: Database) throws -> FactColumn {
        var column = FactColumn()
        let rows = try Row.fetchCursor(
            database, sql: "SELECT block, bytes FROM fact_block WHERE fact = ? ORDER BY block",
            arguments: [fact.rawValue])
        while let row = try rows.next() {
            let block = try row.withUnsafeData(atIndex: 1) { $0?.withUnsafeBytes(FactBlock.init) }
            guard let block else { throw StoreError(.refused, "fact \(fact) \(row[0] as Int64)") }
            while column.count < Int(row[0] as Int64) * FactBlock.length { column.append(FactBlock()) }
            column.append(block)
        }
        return column
    }

    private mutating func append(_ block: FactBlock) {
        if starts.isEmpty, !block.starts.isEmpty {
            let former = values
            values = former.filter { $0 != 0 }
            starts = [0]
            for value in former { starts.append(starts[starts.count - 1] + (value == 0 ? 0 : 1)) }
        }
        if starts.isEmpty {
            values += block.values
        } else if block.starts.isEmpty {
            for value in block.values {
                if value != 0 { values.append(value) }
                starts.append(UInt32(values.count))
            }
        } else {
            let offset = UInt32(values.count)
            starts += block.starts.dropFirst().map { $0 + offset }
            values += block.values
        }
        count += FactBlock.length
    }

    /// Calls `body` with each letter's index and each of its values.
    func forEach(_ body: (Int, UInt32) -> Void) {
        values.withUnsafeBufferPointer { values in
            guard !starts.isEmpty else {
                for index in values.indices where values[index] != 0 { body(index, values[index]) }
                return
            }
            starts.withUnsafeBufferPointer { starts in
                for index in 0..<count {
                    for place in Int(starts[index])..<Int(starts[index + 1]) { body(index, values[place]) }
                }
            }
        }
    }

    /// The one value of a letter; 0 for none.
    func value(_ index: Int) -> UInt32 {
        guard index < count else { return 0 }
        guard !starts.isEmpty else { return values[index] }
        return starts[index] < starts[index + 1] ? values[Int(starts[index])] : 0
    }

    /// Letters of which one of these values holds.
    func letters(of wanted: [UInt32]) -> LetterSet {
        var set = LetterSet(upTo: count)
        var isWanted = [Bool](repeating: false, count: Int(wanted.max() ?? 0) + 1)
        for value in wanted { isWanted[Int(value)] = true }
        forEach { index, value in if value < isWanted.count, isWanted[Int(value)] { set.insert(index) } }
        return set
    }

    /// Letters of which anything is known.
    var known: LetterSet {
        var set = LetterSet(upTo: count)
        forEach { index, _ in set.insert(index) }
        return set
    }
}
