/// Letters sorted into the cells of a table.
struct FactCells {
    private var keys: [String] = []
    /// Indices of letters from 0, cell by cell, ascending in each.
    private var sorted: [[UInt32]] = []

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
        let (names, places) = try columns.counted(fact)
        var cells = [[UInt32]](repeating: [], count: names.count)
        column.forEach { index, value in
            guard set.holds(index), Int(value) < places.count else { return }
            let place = Int(places[Int(value)])
            // Two names of one letter may be counted as one.
            if cells[place].last != UInt32(index) { cells[place].append(UInt32(index)) }
        }
        if key == .month {
            var undated = set
            undated.subtract(column.known)
            keys.append("-")
            sorted.append(undated.letters.map { UInt32($0 - 1) })
        }
        keys += names
        sorted += cells
        let filled = sorted.indices.filter { !sorted[$0].isEmpty }
        keys = filled.map { keys[$0] }
        sorted = filled.map { sorted[$0] }
    }

    var indices: Range<Int> { keys.indices }

    func key(_ place: Int) -> String { keys[place] }

    func letters(_ place: Int) -> ArraySlice<UInt32> { sorted[place][...] }
}

/// Counts different matters; made once for a table, for it holds a mark for each matter.
struct MatterCounter {
    private let matters: FactColumn
    private var marks: [UInt32]
    private var round: UInt32 = 0

    init(_ matters: FactColumn) {
        self.matters = matters
        marks = [UInt32](repeating: 0, count: Int(matters.values.max() ?? 0) + 1)
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
