/// Letters sorted into the cells of a table.
struct FactCells {
    private var keys: [String] = []
    /// Where each key stands in the order of keys.
    private var ranks: [UInt32] = []
    /// Indices of letters from 0, cell by cell, ascending in each.
    private var sorted: [UInt32] = []
    /// Where each cell begins in them, and where the last ends.
    private var starts: [Int] = [0]

    init(of set: LetterSet, by key: StatisticsKey, _ columns: inout LetterColumns) throws {
        let fact: LetterFact =
            switch key {
            case .category: .primary
            case .place: .place
            case .month: .day
            case .body: .body
            case .kind: .kind
            case .channel: .channel
            case .state: .state
            case .responsible: .responsible
            }
        let column = try columns.column(fact)
        let names = try columns.counted(fact)
        // Two names of one letter may be counted as one: a letter counts once where it was counted last.
        var counts = [Int](repeating: 0, count: names.keys.count)
        var latest = [Int32](repeating: -1, count: names.keys.count)
        func forEachCounted(_ sums: inout [Int], _ body: (Int, inout Int) -> Void) {
            for place in latest.indices { latest[place] = -1 }
            // Buffers: a captured array is checked for exclusive access at every letter.
            latest.withUnsafeMutableBufferPointer { latest in
                sums.withUnsafeMutableBufferPointer { sums in
                    names.places.withUnsafeBufferPointer { places in
                        column.forEach { index, value in
                            guard set.holds(index), Int(value) < places.count else { return }
                            let place = Int(places[Int(value)])
                            guard latest[place] != Int32(truncatingIfNeeded: index) else { return }
                            latest[place] = Int32(truncatingIfNeeded: index)
                            body(index, &sums[place])
                        }
                    }
                }
            }
        }
        forEachCounted(&counts) { _, count in count += 1 }
        if key == .month {
            var undated = set
            undated.subtract(column.known)
            if !undated.isEmpty {
                keys.append("-")
                // Before every month.
                ranks.append(0)
                undated.forEach { sorted.append(UInt32($0)) }
                starts.append(sorted.count)
            }
        }
        var next = [Int](repeating: 0, count: counts.count)
        var end = sorted.count
        for (place, count) in counts.enumerated() where count > 0 {
            next[place] = end
            end += count
            keys.append(names.keys[place])
            ranks.append(names.ranks[place] + 1)
            starts.append(end)
        }
        sorted += [UInt32](repeating: 0, count: end - sorted.count)
        sorted.withUnsafeMutableBufferPointer { sorted in
            forEachCounted(&next) { index, next in
                sorted[next] = UInt32(index)
                next += 1
            }
        }
    }

    var indices: Range<Int> { keys.indices }

    func key(_ place: Int) -> String { keys[place] }

    func count(_ place: Int) -> Int { starts[place + 1] - starts[place] }

    func letters(_ place: Int) -> ArraySlice<UInt32> { sorted[starts[place]..<starts[place + 1]] }

    /// The places of all cells, the fullest first, those of as many letters by their keys.
    var byCount: [Int] {
        indices.sorted { (count($1), ranks[$0]) < (count($0), ranks[$1]) }
    }

    /// The places of all cells by their keys.
    var byKey: [Int] { indices.sorted { ranks[$0] < ranks[$1] } }
}

/// Counts different matters; made once for a table, for it holds a mark for each matter.
struct MatterCounter {
    private let matters: FactColumn
    private var marks: [UInt32]
    private var round: UInt32 = 0

    init(_ matters: FactColumn) {
        self.matters = matters
        marks = [UInt32](repeating: 0, count: Int(matters.largest) + 1)
    }

    mutating func count(_ letters: some Sequence<UInt32>) -> Int {
        round += 1
        var count = 0
        for letter in letters {
            let matter = Int(matters.value(Int(letter)))
            if marks[matter] != round {
                marks[matter] = round
                count += 1
            }
        }
        return count
    }
}
