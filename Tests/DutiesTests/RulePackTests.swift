import Dictionaries
import Documents
import Duties
import Foundation
import Testing

@Suite struct RulePackTests {
    @Test(arguments: [
        ("2004-12-31", nil), ("2005-05-01", "xinfang-2005"), ("2022-04-30", "xinfang-2005"),
        ("2022-05-01", "xinfang-2022"), ("2026-11-27", "xinfang-2022"),
    ])
    func theDayOfReceiptChoosesTheLaw(day: String, expected: String?) throws {
        let rules = try RulePacks(.standard())
        let received = try #require(CivilDate(day))
        #expect(rules.pack(family: "petitions", received: received)?.id == expected)
    }

    @Test func unverifiedPacksAreNamedButNotChosen() throws {
        let rules = try RulePacks(.standard())
        let received = try #require(CivilDate("2023-01-10"))
        #expect(rules.pack(family: "petitions", received: received, place: 411_002)?.id == "xinfang-2022")
        #expect(rules.unverified(family: "petitions", received: received, place: 411_002).map(\.id) == ["henan"])
        #expect(rules.unverified(family: "petitions", received: received, place: 420_100).isEmpty)
    }

    @Test func everyPackAndCalendarCanBeRead() throws {
        let rules = try RulePacks(.standard())
        #expect(rules.packs.allSatisfy { !$0.duties.isEmpty })
        let calendar = try WorkCalendar(.standard())
        for year in 2018...2026 { #expect(calendar.isPublished(year), "\(year)") }
    }

    /// 全国年节及纪念日放假办法: days that are free in every year.
    @Test(arguments: 2018...2026) func statutoryHolidaysAreFree(year: Int) throws {
        let calendar = try WorkCalendar(.standard())
        for day in ["01-01", "05-01", "10-01", "10-02", "10-03"] {
            let day = try #require(CivilDate("\(year)-\(day)"))
            #expect(!calendar.isWorkingDay(day), "\(day)")
        }
    }

    @Test(arguments: ["P60D": Period.days(60), "BP5D": .workingDays(5), "P3M": .months(3), "P2Y": .years(2)])
    func periodsRoundTrip(text: String, period: Period) {
        #expect(Period(text) == period)
        #expect(period.description == text)
    }

    @Test(arguments: ["", "P", "D", "PD", "P0D", "P-3D", "BP3M", "60D", "P1H", "P99999999999999999999D", "P3D "])
    func periodsThatAreNone(text: String) { #expect(Period(text) == nil) }

    struct Fault: CustomTestStringConvertible, Sendable {
        let file: String
        let text: String
        let line: Int
        let problem: String
        var testDescription: String { problem }
    }

    static let head = """
        # title: t
        # version: 1
        # in force: 2020-01-01/..
        # family: f
        # place: 0
        # standing: verified

        """
    static let faults = [
        Fault(file: "packs/a.tsv", text: "# title: t\n", line: 0, problem: "# in force:"),
        Fault(
            file: "packs/a.tsv", text: head.replacing("2020-01-01/..", with: "2020-13-01/.."), line: 0,
            problem: "FIRST/LAST"),
        Fault(file: "packs/a.tsv", text: head.replacing("verified", with: "sure"), line: 0, problem: "standing"),
        Fault(file: "packs/a.tsv", text: head + "# title: again\n", line: 7, problem: "twice"),
        Fault(file: "packs/a.tsv", text: head + "a\tb\tc\tbody\treceived\tP5D\t-\t-\n", line: 7, problem: "10 columns"),
        Fault(
            file: "packs/a.tsv", text: head + "a\tb\tc\tbody\treceived\tP5D\tBP5D\t-\t-\t-\n", line: 7,
            problem: "10 columns"),
        Fault(
            file: "packs/a.tsv", text: head + "a\tb\tc\tbody\tdreamt\tP5D\t-\t-\t-\t-\n", line: 0,
            problem: "no start dreamt"
        ),
        Fault(
            file: "calendars/2031.tsv", text: "# year: 2031\n# notice: n\n2031-02-30\tholiday\tx\n", line: 3,
            problem: "needs a day"),
        Fault(
            file: "calendars/2031.tsv", text: "# year: 2031\n# notice: n\n2033-02-03\tholiday\tx\n", line: 3,
            problem: "needs a day"),
        Fault(
            file: "calendars/2031.tsv", text: "# year: 2031\n# notice: n\n2031-01-02\tworkday\tx\n", line: 3,
            problem: "a working day anyhow"),
        Fault(
            file: "calendars/2031.tsv",
            text: "# year: 2031\n# notice: n\n2031-01-01\tholiday\tx\n2031-01-01/2031-01-03\tholiday\tx\n", line: 4,
            problem: "twice"),
    ]

    /// A file of an office that is wrong is named with its line, never half read.
    @Test(arguments: faults) func faultsAreNamed(_ fault: Fault) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["packs", "calendars"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "Periods/\(name)"), withIntermediateDirectories: true)
        }
        try Data("received\tstart\t收到\treceived\nhearing\tinterval\t听证\thearing\n".utf8).write(
            to: folder.appending(path: "Periods/events.tsv"))
        try Data(fault.text.utf8).write(to: folder.appending(path: "Periods/\(fault.file)"))
        let files = DictionaryFiles(folder: folder)
        let error = #expect(throws: DictionaryError.self) {
            _ = try RulePacks(files)
            _ = try WorkCalendar(files)
        }
        #expect(error?.file == "Periods/\(fault.file)")
        #expect(error?.line == fault.line)
        #expect(error?.problem.contains(fault.problem) == true, "\(error?.problem ?? "")")
    }
}
