import Testing

@testable import Storage

@Suite("What figures of several tables tell")
struct ReleaseGuardTests {
    /// Cells that may share letters.
    private func table(_ cells: Int, of letters: Int, _ generator: inout SeededGenerator) -> [[UInt32]] {
        var table = [[UInt32]](repeating: [], count: cells)
        for letter in 0..<letters {
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                let cell = Int.random(in: 0..<cells, using: &generator)
                if table[cell].last != UInt32(letter) { table[cell].append(UInt32(letter)) }
            }
        }
        return table
    }

    @Test("Tables of many cells: the sums that are looked at tell all that any one, two or all cells tell")
    func sums() {
        var generator = SeededGenerator(seed: 7)
        let k = 5
        var toldTables = 0
        for round in 0..<400 {
            let letters = Int.random(in: 40...160, using: &generator)
            let one = table(11 + round % 4, of: letters, &generator)
            // Sums of two cells of the first without a few letters are what there is to be found.
            let other = (0..<6).map { _ in
                let pair = Set(one.randomElement(using: &generator)! + one.randomElement(using: &generator)!)
                return pair.sorted().filter { _ in Int.random(in: 0..<(2 + round % 40), using: &generator) > 0 }
            }
            let (ones, others) = (CellKinds(one, upTo: letters), CellKinds(other, upTo: letters))
            let regions = (0...letters).map { letter in
                TableCrossing.Region(
                    one: ones.cells[Int(ones.ofLetter[letter])], other: others.cells[Int(others.ofLetter[letter])],
                    size: 1)
            }
            var crossing = TableCrossing(regions, one: one.count, other: other.count, below: k)
            let told = crossing.told(among: Array(one.indices))
            let choices =
                one.indices.map { [$0] } + one.indices.flatMap { i in one.indices[(i + 1)...].map { [i, $0] } }
                + [Array(one.indices)]
            let expected = choices.contains { choice in
                let sum = Set(choice.flatMap { one[$0] })
                let inside = other.filter { !$0.isEmpty && sum.isSuperset(of: $0) }
                let left = sum.count - Set(inside.flatMap(\.self)).count
                return !inside.isEmpty && left > 0 && left < k
            }
            #expect((told != nil) == expected, "round \(round)")
            if expected { toldTables += 1 }
        }
        #expect((40..<390).contains(toldTables), "\(toldTables)")
    }

    /// The sizes of regions below `k` that adding and subtracting the figures gives, by exact elimination modulo another
    /// prime than the guard's.
    private func told(_ tables: [[[UInt32]]], below k: Int) -> [Int] {
        let (prime, cells) = (1_000_003, tables.flatMap(\.self).map { Set($0) })
        let signatures = Dictionary(grouping: Set(cells.flatMap(\.self))) { letter in cells.map { $0.contains(letter) }
        }
        let regions = Array(signatures)
        var matrix = cells.indices.map { cell in regions.map { $0.key[cell] ? 1 : 0 } }
        func inverse(_ value: Int) -> Int {
            var (result, square, power) = (1, value, prime - 2)
            while power > 0 {
                if power & 1 == 1 { result = result * square % prime }
                (square, power) = (square * square % prime, power >> 1)
            }
            return result
        }
        var done = 0
        for column in regions.indices {
            guard let pivot = (done..<matrix.count).first(where: { matrix[$0][column] != 0 }) else { continue }
            matrix.swapAt(done, pivot)
            let scale = inverse(matrix[done][column])
            matrix[done] = matrix[done].map { $0 * scale % prime }
            for row in matrix.indices where row != done && matrix[row][column] != 0 {
                let factor = matrix[row][column]
                matrix[row] = zip(matrix[row], matrix[done]).map { ($0 + (prime - factor) * $1) % prime }
            }
            done += 1
        }
        return matrix.prefix(done).compactMap { row in
            let filled = row.indices.filter { row[$0] != 0 }
            guard filled.count == 1, regions[filled[0]].value.count < k else { return nil }
            return regions[filled[0]].value.count
        }
    }

    @Test("1,000 sequences of five tables: no small group of letters is a combination of all figures")
    func combinations() {
        var generator = SeededGenerator(seed: 20_261_128)
        let k = 5
        var (shownCells, unguarded) = (0, 0)
        for sequence in 0..<1_000 {
            let letters = Int.random(in: 30...90, using: &generator)
            let keys = (0..<3).map { _ in
                (0..<letters).map { _ in Int.random(in: 0..<4, using: &generator) }
            }
            var guarding = ReleaseGuard(k: k)
            var (tables, asked): ([[[UInt32]]], [[[UInt32]]]) = ([], [])
            for question in 0..<5 {
                let (by, filter) = (Int.random(in: 0..<3, using: &generator), Int.random(in: 0..<3, using: &generator))
                let left = Int.random(in: -1..<4, using: &generator)
                let cells = Dictionary(grouping: (0..<letters).filter { keys[filter][$0] != left }) { keys[by][$0] }
                    .sorted { $0.key < $1.key }
                    .map { ReleaseGuard.Cell(key: "\($0.key)", letters: $0.value.map(UInt32.init)) }
                let shown = guarding.release(cells, of: "\(question)").compactMap(\.self)
                shownCells += shown.count
                tables.append(shown)
                asked.append(cells.map(\.letters).filter { $0.count >= k })
            }
            #expect(told(tables, below: k).isEmpty, "sequence \(sequence)")
            if !told(asked, below: k).isEmpty { unguarded += 1 }
        }
        // Without the guard much would be told; with it not all is hidden.
        #expect(unguarded > 300 && shownCells > 5_000, "\(unguarded) \(shownCells)")
    }
}
