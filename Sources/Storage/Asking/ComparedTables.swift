/// A table that may leave and all that left before, by the regions they cut the letters into. Made once; what may be told
/// is then asked of it for fewer and fewer cells of the table, without looking at letters again.
struct ComparedTables {
    private let k: Int
    /// The cells of each region of the table, and its size.
    private let own: [(cells: [Int], size: Int)]
    /// Of each earlier table the regions that it and this one cut each other into.
    private let crossings: [(cells: Int, regions: [TableCrossing.Region])]
    /// Regions of all tables together. The cells of earlier ones follow those of this one.
    private let all: [SolvedRegions.Region]
    private let cellCount: Int

    /// - Parameter table: `nil` for a cell that is hidden anyway.
    init(_ table: [ReleaseGuard.Letters?], _ earlier: EarlierTables, below k: Int) {
        self.k = k
        cellCount = table.count
        let sets = table.map { $0 ?? [] }
        let here = CellKinds(sets, upTo: Int(sets.lazy.compactMap(\.last).max() ?? 0))
        var sizes = [Int](repeating: 0, count: here.cells.count)
        for kind in here.ofLetter { sizes[Int(kind)] += 1 }
        own = zip(here.cells, sizes).filter { !$0.isEmpty && $1 > 0 }.map { ($0, $1) }
        crossings = earlier.tables.map { table in
            (
                table.keys.count,
                here.crossed(with: table.kinds).map {
                    TableCrossing.Region(one: here.cells[$0.one], other: table.kinds.cells[$0.other], size: $0.size)
                }
            )
        }
        all = here.crossed(with: earlier.solved).map { pair in
            SolvedRegions.Region(
                cells: here.cells[pair.one] + earlier.solved.cells[pair.other].map { table.count + $0 },
                size: pair.size)
        }
    }

    /// Cells of the table, one of which must be hidden; `nil` when the figures tell nothing small.
    ///
    /// - Parameter cells: that are to be shown, ascending.
    func told(by cells: [Int]) -> [Int]? {
        guard !cells.isEmpty else { return nil }
        var isShown = [Bool](repeating: false, count: cellCount)
        for cell in cells { isShown[cell] = true }
        func shown(_ cells: [Int]) -> [Int] { cells.filter { isShown[$0] } }
        if let cell = near(cells, own.map { (shown($0.cells), $0.size) }) { return [cell] }
        for (count, regions) in crossings {
            let own = regions.map { TableCrossing.Region(one: shown($0.one), other: $0.other, size: $0.size) }
            var sums = TableCrossing(own, one: cellCount, other: count, below: k)
            if let told = sums.told(among: cells) { return told.sum }
            let turned = own.map { TableCrossing.Region(one: $0.other, other: $0.one, size: $0.size) }
            var others = TableCrossing(turned, one: count, other: cellCount, below: k)
            if let told = others.told(among: Array(0..<count)) { return told.inside }
        }
        return solved(cells, shown)
    }

    /// Cells of one table may share letters (places, bodies): one that holds another and a few letters more, or the other
    /// way round.
    private func near(_ cells: [Int], _ regions: [(cells: [Int], size: Int)]) -> Int? {
        var sizes = [Int](repeating: 0, count: cellCount)
        // Cells that hold all of a cell.
        var around = [Set<Int>?](repeating: nil, count: cellCount)
        for (cells, size) in regions {
            for cell in cells {
                sizes[cell] += size
                around[cell] = around[cell]?.intersection(cells) ?? Set(cells)
            }
        }
        func isNear(_ part: Int, _ whole: Int) -> Bool {
            sizes[whole] > sizes[part] && sizes[whole] - sizes[part] < k
        }
        return cells.compactMap { cell in
            (around[cell] ?? []).filter { isNear(cell, $0) }.map { max(cell, $0) }.min()
        }.min()
    }

    private func solved(_ cells: [Int], _ shown: ([Int]) -> [Int]) -> [Int]? {
        guard crossings.count > 1 else { return nil }
        func merged(_ part: (Int) -> Bool) -> [SolvedRegions.Region] {
            var sizes: [[Int]: Int] = [:]
            for region in all { sizes[region.cells.filter(part), default: 0] += region.size }
            return sizes.filter { !$0.key.isEmpty && $0.value > 0 }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { SolvedRegions.Region(cells: $0.key, size: $0.value) }
        }
        let isShown = Set(cells)
        let count = cellCount
        guard let told = SolvedRegions(merged { $0 >= count || isShown.contains($0) }, below: k).told(),
            SolvedRegions(merged { $0 >= count }, below: k).told() == nil
        else { return nil }
        // The group may lie in earlier cells only; then any cell of this table may be the one that gives it away.
        let own = told.filter { $0 < count }
        return own.isEmpty ? cells : own
    }
}
