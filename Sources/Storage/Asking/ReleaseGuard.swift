/// Decides which cells of a table may leave the office, so that no small number can be read off it, or worked out from
/// it and what left before.
///
/// What is guarded against: a small cell; a lone hidden cell, or hidden cells that are few together (totals give them
/// away); sums of cells of this table and of an earlier one of which one counts a few letters more than the other; and
/// what the figures of all tables come to when they are added and subtracted (``SolvedRegions``).
struct ReleaseGuard: Sendable {
    /// Letters as ascending numbers.
    typealias Letters = [UInt32]

    struct Cell: Sendable, Equatable {
        let key: String
        let letters: Letters
    }

    /// Cells of fewer letters are small.
    let k: Int
    private(set) var earlier: EarlierTables

    init(k: Int, earlier: EarlierTables = EarlierTables()) {
        self.k = k
        self.earlier = earlier
    }

    /// The letters that each cell may be shown to count: its own, those it counted when it was last shown where only a
    /// few came or went since, or none.
    mutating func release(_ cells: [Cell], of question: String) -> [Letters?] {
        let former = earlier.latest(of: question)?.letters ?? [:]
        var shown = cells.map { cell -> Letters? in
            guard cell.letters.count >= k else { return nil }
            return self.former(cell, former[cell.key]) ?? cell.letters
        }
        let tables = ComparedTables(shown, earlier, below: k)
        while complement(&shown, cells) || hideTold(&shown, tables) {}
        let kept = zip(cells, shown).compactMap { cell, letters in letters.map { Cell(key: cell.key, letters: $0) } }
        if !kept.isEmpty { earlier.add(EarlierTable(kept, of: question)) }
        return shown
    }

    /// What the cell was shown as before, when showing it anew would tell how few came or went.
    private func former(_ cell: Cell, _ old: Letters?) -> Letters? {
        guard let old, old != cell.letters, abs(old.count - cell.letters.count) < k else { return nil }
        let (fewer, more) = old.count < cell.letters.count ? (old, cell.letters) : (cell.letters, old)
        return Self.isPart(fewer, of: more) ? old : nil
    }

    /// Both ascending.
    private static func isPart(_ part: Letters, of whole: Letters) -> Bool {
        var place = 0
        for letter in part {
            while place < whole.count, whole[place] < letter { place += 1 }
            guard place < whole.count, whole[place] == letter else { return false }
        }
        return true
    }

    /// Hides more where what is hidden is one cell alone, or few letters together.
    private func complement(_ shown: inout [Letters?], _ cells: [Cell]) -> Bool {
        var hasChanged = false
        while true {
            let hidden = cells.indices.filter { shown[$0] == nil && !cells[$0].letters.isEmpty }
            let isLarge = hidden.contains { cells[$0].letters.count >= k }
            let areFew = { Set(hidden.flatMap { cells[$0].letters }).count < k }
            guard !hidden.isEmpty, hidden.count == 1 || !isLarge && areFew(), hide(smallestOf: shown.indices, &shown)
            else { return hasChanged }
            hasChanged = true
        }
    }

    private func hide(smallestOf indices: some Sequence<Int>, _ shown: inout [Letters?]) -> Bool {
        let smallest = indices.filter { shown[$0] != nil }.min { (shown[$0]?.count ?? 0) < (shown[$1]?.count ?? 0) }
        guard let smallest else { return false }
        shown[smallest] = nil
        return true
    }

    /// Hides one cell of a sum that this table or an earlier one comes near to, or of those that tell a small group of
    /// letters together.
    private func hideTold(_ shown: inout [Letters?], _ tables: ComparedTables) -> Bool {
        guard let told = tables.told(by: shown.indices.filter { shown[$0] != nil }) else { return false }
        return hide(smallestOf: told, &shown)
    }
}
