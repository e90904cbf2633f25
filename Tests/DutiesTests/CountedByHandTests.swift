import Dictionaries
import Documents
import Duties
import Foundation
import Testing

/// Due dates that a person counted (`Cases/counted-by-hand.tsv`): every one must hold.
@Suite struct CountedByHandTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let columns: [String]
        var testDescription: String { columns.prefix(4).joined(separator: " ") }

        func words(_ column: Int) -> [Substring] {
            columns[column] == "-" ? [] : columns[column].split(separator: " ")
        }
    }

    static let cases: [Case] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/counted-by-hand.tsv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            Case(columns: $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
        }
    }()

    @Test func thereAreEnough() {
        #expect(Self.cases.count >= 280)
        #expect(Self.cases.count { $0.columns[9] == "text" } >= 150)
        #expect(Set(Self.cases.map { $0.columns[0] }).count == Self.cases.count)
    }

    @Test(arguments: cases) func holds(_ row: Case) throws {
        try #require(row.columns.count == 11)
        let rules = try RulePacks(.standard())
        let pack = try #require(rules.pack(row.columns[1]))
        let duty = try #require(pack.duty(row.columns[2]))
        let start = try #require(CivilDate(row.columns[3]))
        let extensions = try row.words(4).map { text in
            let parts = text.split(separator: "=")
            let granted = try #require(CivilDate(parts[0]))
            let period = Period(parts[1])
            try #require(period != nil)
            return DutyCounter.Extension(granted: granted, period: period)
        }
        let intervals = try row.words(5).map { text in
            let parts = text.split { $0 == "=" || $0 == "/" }
            let first = try #require(CivilDate(parts[1]))
            let last = try #require(CivilDate(parts[2]))
            return try #require(DutyCounter.Interval(String(parts[0]), first: first, last: last))
        }
        let isOwed = !row.words(6).contains { duty.notOwedFor.contains(String($0)) }
        #expect(isOwed == (row.columns[7] != "-"))
        guard isOwed else { return }
        let due = DutyCounter(try WorkCalendar(.standard()))
            .due(duty, of: pack, from: start, extensions: extensions, intervals: intervals)
        #expect("\(due.strict)" == row.columns[7], "\(row.columns[10])")
        // A limitation does not move.
        #expect("\(due.rolled)" == (row.columns[8] == "-" ? row.columns[7] : row.columns[8]), "\(row.columns[10])")
    }
}
