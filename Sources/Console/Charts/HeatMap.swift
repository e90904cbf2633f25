internal import Storage

/// How dark a cell of a table is: five steps, by its share of the greatest.
struct HeatMap {
    private let greatest: Int

    init(_ table: CrossTable) { greatest = max(1, table.letters.flatMap { $0 }.compactMap(\.self).max() ?? 1) }

    func step(_ value: Int?) -> String {
        guard let value else { return "heat-hidden" }
        return value == 0 ? "heat-0" : "heat-\(min(5, 1 + value * 5 / (greatest + 1)))"
    }
}
