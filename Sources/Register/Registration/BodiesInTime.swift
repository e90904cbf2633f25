public import Documents
internal import Duties
internal import Dictionaries

/// Bodies that were abolished lead to those that go on with their work (信访工作条例 article 24).
public struct BodiesInTime: Sendable {
    struct Change: Sendable {
        let ending: String
        let lastDay: CivilDate
        let successors: [String]
        /// A name before and after, for the test of the table.
        let example: (before: String, after: String)
    }

    let changes: [Change]

    init(_ table: HeadedTable) throws(DictionaryError) {
        var changes: [Change] = []
        for row in table.rows {
            guard row.columns.count == 5, let day = CivilDate(row.columns[1]) else {
                throw table.problem("needs an ending, a day, successors and two examples", row)
            }
            changes.append(
                Change(
                    ending: String(row.columns[0]), lastDay: day,
                    successors: row.columns[2].split(separator: " ").map(String.init),
                    example: (String(row.columns[3]), String(row.columns[4]))))
        }
        self.changes = changes
    }

    /// Names under which the body's work goes on on that day, the usual one first; empty for a body that exists.
    public func successors(of name: String, on day: CivilDate) -> [String] {
        guard let change = change(of: name), change.lastDay < day else { return [] }
        let place = name.dropLast(change.ending.count)
        var names: [String] = []
        for ending in change.successors {
            let next = String(place + ending)
            // A successor may itself be gone by now.
            let later = successors(of: next, on: day)
            for name in later.isEmpty ? [next] : later where !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The longest ending that the name has; one that ends like a successor, and longer, is of today.
    private func change(of name: String) -> Change? {
        let fitting = changes.filter { name.hasSuffix($0.ending) }.max { $0.ending.count < $1.ending.count }
        guard let fitting else { return nil }
        let isLater = changes.contains { change in
            change.successors.contains { $0.count > fitting.ending.count && name.hasSuffix($0) }
        }
        return isLater ? nil : fitting
    }
}
