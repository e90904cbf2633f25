/// Decides which cells of a table may leave the office, so that no small number can be read off it, or worked out from
/// it and what left before.
///
/// What is guarded against: a small cell; a lone hidden cell, or hidden cells that are few together (totals give them
/// away); sums of cells of this table and of an earlier one of which one counts a few letters more than the other; and
/// what the figures of all tables come to when they are added and subtracted (``SolvedRegions``).
struct ReleaseGuard: Sendable {
    /// Letters as ascending numbers.
    typealias Letters = [Int64]

    struct Cell: Sendable, Equatable {
        let key: String
        let letters: Letters
    }

    /// A table that left: its question, and the cells that were shown.
    struct Release: Sendable, Equatable {
        let question: String
        let cells: [Cell]
    }

    /// Cells of fewer letters are small.
    let k: Int
    private(set) var releases: [Release]

    init(k: Int, releases: [Release] = []) {
        self.k = k
        self.releases = releases
    }

    /// The letters that each cell may be shown to count: its own, those it counted when it was last shown where only a
    /// few came or went since, or none.
    mutating func release(_ cells: [Cell], of question: String) -> [Letters?] {
        var shown = cells.map { cell -> Letters? in
            guard cell.letters.count >= k else { return nil }
            return former(cell, of: question) ?? cell.letters
        }
        let universe = LetterBits.Universe(shown.compactMap(\.self) + releases.flatMap { $0.cells.map(\.letters) })
        let earlier = releases.map { release in release.cells.map { universe.bits($0.letters) } }
        while complement(&shown, cells) || hideTold(&shown, earlier, universe) || hideSolved(&shown, earlier, universe)
        {}
        let kept = zip(cells, shown).compactMap { cell, letters in letters.map { Cell(key: cell.key, letters: $0) } }
        if !kept.isEmpty { releases.append(Release(question: question, cells: kept)) }
        return shown
    }

    /// What the cell was shown as before, when showing it anew would tell how few came or went.
    private func former(_ cell: Cell, of question: String) -> Letters? {
        let old = releases.last { $0.question == question }?.cells.first { $0.key == cell.key }?.letters
        guard let old, old != cell.letters, abs(old.count - cell.letters.count) < k else { return nil }
        let (fewer, more) = old.count < cell.letters.count ? (old, cell.letters) : (cell.letters, old)
        return Set(more).isSuperset(of: fewer) ? old : nil
    }

    /// Hides more where what is hidden is one cell alone, or few letters together.
    private func complement(_ shown: inout [Letters?], _ cells: [Cell]) -> Bool {
        var hasChanged = false
        while true {
            let hidden = cells.indices.filter { shown[$0] == nil && !cells[$0].letters.isEmpty }
            let letters = Set(hidden.flatMap { cells[$0].letters })
            guard !hidden.isEmpty, hidden.count == 1 || letters.count < k, hide(smallestOf: shown.indices, &shown)
            else {
                return hasChanged
            }
            hasChanged = true
        }
    }

    private func hide(smallestOf indices: some Sequence<Int>, _ shown: inout [Letters?]) -> Bool {
        let smallest = indices.filter { shown[$0] != nil }.min { (shown[$0]?.count ?? 0) < (shown[$1]?.count ?? 0) }
        guard let smallest else { return false }
        shown[smallest] = nil
        return true
    }

    /// Hides one cell of a sum that this table or an earlier one comes near to.
    private func hideTold(_ shown: inout [Letters?], _ former: [[LetterBits]], _ universe: LetterBits.Universe) -> Bool
    {
        let indices = shown.indices.filter { shown[$0] != nil }
        let here = indices.compactMap { shown[$0].map(universe.bits) }
        // Cells of one table may share letters (places, bodies).
        for (place, cell) in here.enumerated() {
            for other in here[..<place] where isNear(cell, other) || isNear(other, cell) {
                return hide(smallestOf: [indices[place]], &shown)
            }
        }
        for table in former {
            if let told = Self.choices(here.count).first(where: { isTold($0.map { here[$0] }, by: table) }) {
                return hide(smallestOf: told.map { indices[$0] }, &shown)
            }
            for choice in Self.choices(table.count) {
                let sum = LetterBits.union(choice.map { table[$0] })
                let inside = here.indices.filter { sum.contains(here[$0]) }
                guard !inside.isEmpty, isNear(LetterBits.union(inside.map { here[$0] }), sum) else { continue }
                return hide(smallestOf: inside.map { indices[$0] }, &shown)
            }
        }
        return false
    }

    /// Of more cells than these together, those that were shown last are looked at.
    private static let mostSolved = 192

    /// Hides one cell of a small group of letters that the figures of all tables together tell.
    private func hideSolved(_ shown: inout [Letters?], _ former: [[LetterBits]], _ universe: LetterBits.Universe)
        -> Bool
    {
        let indices = shown.indices.filter { shown[$0] != nil }
        guard !indices.isEmpty, former.count > 1 else { return false }
        let here = indices.compactMap { shown[$0].map { universe.bits($0).set } }
        let earlier = Array(former.reversed().joined().map(\.set).prefix(max(0, Self.mostSolved - here.count)))
        guard let told = SolvedRegions(here + earlier).told(below: k), SolvedRegions(earlier).told(below: k) == nil
        else { return false }
        // The group may lie in earlier cells only; then any cell of this table may be the one that gives it away.
        let own = told.filter { $0 < here.count }
        return hide(smallestOf: own.isEmpty ? indices : own.map { indices[$0] }, &shown)
    }

    /// Whether the cells of a table that lie inside a sum give all of it but a few letters.
    private func isTold(_ cells: [LetterBits], by table: [LetterBits]) -> Bool {
        let sum = LetterBits.union(cells)
        let inside = table.filter(sum.contains)
        return !inside.isEmpty && isNear(LetterBits.union(inside), sum)
    }

    /// The other holds this one and a few letters more.
    private func isNear(_ part: LetterBits, _ whole: LetterBits) -> Bool {
        let difference = whole.count - part.count
        return difference > 0 && difference < k && whole.contains(part)
    }

    /// Tables of more cells are looked at by one cell, by two, and as a whole.
    private static let wholly = 10

    /// Choices of cells that could be summed.
    private static func choices(_ count: Int) -> [[Int]] {
        guard count > wholly else {
            return (0..<(1 << count)).dropFirst().map { mask in (0..<count).filter { mask & (1 << $0) != 0 } }
        }
        let pairs = (0..<count).flatMap { first in ((first + 1)..<count).map { [first, $0] } }
        return (0..<count).map { [$0] } + pairs + [Array(0..<count)]
    }
}

/// A set of letters with its size.
private struct LetterBits {
    /// Room for all letters that are spoken of.
    struct Universe {
        private let last: Int

        init(_ sets: [[Int64]]) { last = Int(sets.lazy.compactMap(\.last).max() ?? 0) }

        func bits(_ letters: [Int64]) -> LetterBits {
            var set = LetterSet(upTo: last + 1)
            for letter in letters { set.insert(Int(letter)) }
            return LetterBits(set: set, count: letters.count)
        }
    }

    let set: LetterSet
    let count: Int

    private init(set: LetterSet, count: Int) {
        self.set = set
        self.count = count
    }

    func contains(_ part: LetterBits) -> Bool { part.count <= count && set.isSuperset(of: part.set) }

    static func union(_ sets: [LetterBits]) -> LetterBits {
        guard sets.count > 1 else { return sets.first ?? LetterBits(set: LetterSet(upTo: 0), count: 0) }
        let all = LetterSet.union(sets.map(\.set))
        return LetterBits(set: all, count: all.count)
    }
}
