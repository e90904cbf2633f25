/// A table that left: its question, and the cells that were shown, by the kinds of letters they hold.
struct EarlierTable: Sendable, Equatable {
    let question: String
    let keys: [String]
    let kinds: CellKinds

    init(_ cells: [ReleaseGuard.Cell], of question: String) {
        self.question = question
        keys = cells.map(\.key)
        kinds = CellKinds(cells.map(\.letters), upTo: Int(cells.lazy.compactMap(\.letters.last).max() ?? 0))
    }

    /// The letters of each cell by its key; of two of one key those of the first.
    var letters: [String: ReleaseGuard.Letters] {
        var cells = [ReleaseGuard.Letters](repeating: [], count: keys.count)
        for (letter, kind) in kinds.ofLetter.enumerated() where kind != 0 {
            for cell in kinds.cells[Int(kind)] { cells[cell].append(UInt32(letter)) }
        }
        return Dictionary(zip(keys, cells), uniquingKeysWith: { first, _ in first })
    }
}

/// All tables that left, in their order, and what is the same for every table that is held against them.
struct EarlierTables: Sendable {
    private(set) var tables: [EarlierTable] = []
    /// The regions that the tables shown last cut the letters into together: of each letter its region, of each region
    /// its cells, numbered through those tables from the last backwards.
    private(set) var solved = CellKinds([], upTo: 0)

    /// Of more cells of earlier tables than these, those that were shown last are solved together.
    private static let mostSolved = 512

    func latest(of question: String) -> EarlierTable? { tables.last { $0.question == question } }

    mutating func add(_ table: EarlierTable) { add([table]) }

    mutating func add(_ more: [EarlierTable]) {
        guard !more.isEmpty else { return }
        tables += more
        var joint = CellKinds([], upTo: 0)
        var count = 0
        for table in tables.reversed() {
            let room = Self.mostSolved - count
            guard room > 0 else { break }
            let first = count
            joint = joint.refined(by: table.kinds) { $0 < room ? first + $0 : nil }
            count += min(room, table.keys.count)
        }
        solved = joint
    }
}
