import Dictionaries
import Documents
import Duties
import Testing

/// Days were counted on printed calendars and with the notices at hand, not by the counter.
@Suite struct DutyCounterTests {
    let rules: RulePacks
    let counter: DutyCounter

    init() throws {
        rules = try RulePacks(.standard())
        counter = DutyCounter(try WorkCalendar(.standard()))
    }

    func due(
        _ pack: String, _ duty: String, _ start: String, extensions: [DutyCounter.Extension] = [],
        intervals: [DutyCounter.Interval] = []
    ) throws -> DueDate {
        let pack = try #require(rules.pack(pack))
        return counter.due(
            try #require(pack.duty(duty)), of: pack, from: try day(start), extensions: extensions, intervals: intervals)
    }

    func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    struct Row: CustomTestStringConvertible, Sendable {
        let pack: String
        let duty: String
        let start: String
        let strict: String
        let rolled: String
        var testDescription: String { "\(pack) \(duty) \(start)" }
    }

    static let rows = [
        // Wednesday 31 January 2024 + 15 days: Thursday 15 February, in the Spring Festival (10-17); 18 is worked.
        Row(
            pack: "xinfang-2022", duty: "forward", start: "2024-01-31", strict: "2024-02-15", rolled: "2024-02-18"),
        // 31 December 2023 + 60 days, over a 29 February that exists: 29 February 2024, a Thursday.
        Row(
            pack: "xinfang-2022", duty: "handle", start: "2023-12-31", strict: "2024-02-29", rolled: "2024-02-29"),
        // The same in a common year: 1 March 2023 (31 + 28 = 59).
        Row(
            pack: "xinfang-2022", duty: "handle", start: "2022-12-31", strict: "2023-03-01", rolled: "2023-03-01"),
        // Thursday 28 September 2023, five working days: the holidays 29 September to 6 October do not count,
        // the weekend of 7 and 8 October does: 7, 8, 9, 10, 11.
        Row(
            pack: "xinfang-2022", duty: "transfer-objection", start: "2023-09-28", strict: "2023-10-11",
            rolled: "2023-10-11"),
        // Saturday 22 April 2028 + 2 years of no calendar but weekends: Monday 22 April 2030.
        Row(
            pack: "labour-inspection", duty: "look-into", start: "2028-04-22", strict: "2030-04-22",
            rolled: "2030-04-22"),
        // 29 February 2020 + 2 years: 28 February 2022, a Monday.
        Row(
            pack: "labour-inspection", duty: "look-into", start: "2020-02-29", strict: "2022-02-28",
            rolled: "2022-02-28"),
    ]

    @Test(arguments: rows) func counts(_ row: Row) throws {
        let due = try due(row.pack, row.duty, row.start)
        #expect("\(due.strict)" == row.strict)
        #expect("\(due.rolled)" == row.rolled)
    }

    @Test func extensionProlongsFromTheStrictEnd() throws {
        // 5 February 2024 + 60 = 5 April (Qingming, free until the 6th; 7 is worked); + 30 = 5 May, the holiday's last.
        let due = try due(
            "xinfang-2022", "handle", "2024-02-05", extensions: [.init(granted: try day("2024-04-01"))])
        #expect("\(due.strict)" == "2024-05-05")
        #expect("\(due.rolled)" == "2024-05-06")
        #expect(due.doubts.isEmpty)
    }

    @Test func extensionOnTheRolledDayIsInTime() throws {
        let granted = try due(
            "xinfang-2022", "handle", "2024-02-05", extensions: [.init(granted: try day("2024-04-07"))])
        #expect(granted.doubts.isEmpty)
        let late = try due(
            "xinfang-2022", "handle", "2024-02-05", extensions: [.init(granted: try day("2024-04-08"))])
        #expect(late.doubts == [.extensionTooLate(try day("2024-04-08"))])
        #expect("\(late.strict)" == "2024-04-05")
    }

    @Test func extensionsAreHeldToTheLaw() throws {
        let more = try due(
            "xinfang-2022", "handle", "2023-03-01",
            extensions: [.init(granted: try day("2023-04-10"), period: .days(45))])
        #expect(more.doubts == [.extensionCut(to: .days(30))])
        #expect("\(more.strict)" == "2023-05-30")
        let less = try due(
            "xinfang-2022", "handle", "2023-03-01",
            extensions: [.init(granted: try day("2023-04-10"), period: .days(10))])
        #expect("\(less.strict)" == "2023-05-10")
        let second = try due(
            "xinfang-2022", "handle", "2023-03-01",
            extensions: [.init(granted: try day("2023-05-20")), .init(granted: try day("2023-04-10"))])
        #expect(second.doubts == [.extensionRepeated])
        #expect("\(second.strict)" == "2023-05-30")
        let none = try due(
            "xinfang-2022", "forward", "2023-03-01", extensions: [.init(granted: try day("2023-03-10"))])
        #expect(none.doubts == [.extensionNotAllowed])
        #expect("\(none.strict)" == "2023-03-16")
    }

    @Test func hearingDaysAreLeftOut() throws {
        func hearing(_ first: String, _ last: String) throws -> DutyCounter.Interval {
            try #require(.init("hearing", first: try day(first), last: try day(last)))
        }
        // 20 April 2023 + 30 = 20 May; three days of hearing inside: 23 May.
        let inside = try due(
            "xinfang-2022", "rereview", "2023-04-20", intervals: [try hearing("2023-05-08", "2023-05-10")])
        #expect("\(inside.strict)" == "2023-05-23")
        // Two that overlap are left out once: 8 to 12 May, five days: 25 May.
        let overlapping = try due(
            "xinfang-2022", "rereview", "2023-04-20",
            intervals: [try hearing("2023-05-08", "2023-05-10"), try hearing("2023-05-09", "2023-05-12")])
        #expect("\(overlapping.strict)" == "2023-05-25")
        // The first brings the second inside: 20 May + 3 = 23 May; 22 to 24 May: 26 May.
        let carried = try due(
            "xinfang-2022", "rereview", "2023-04-20",
            intervals: [try hearing("2023-05-22", "2023-05-24"), try hearing("2023-05-08", "2023-05-10")])
        #expect("\(carried.strict)" == "2023-05-26")
        let after = try due(
            "xinfang-2022", "rereview", "2023-04-20", intervals: [try hearing("2023-05-22", "2023-05-24")])
        #expect("\(after.strict)" == "2023-05-20")
        // A review (article 35) leaves nothing out.
        let review = try due(
            "xinfang-2022", "review", "2023-04-20", intervals: [try hearing("2023-05-08", "2023-05-10")])
        #expect(review.doubts == [.notLeftOut("hearing")])
        #expect("\(review.strict)" == "2023-05-20")
        #expect(DutyCounter.Interval("hearing", first: try day("2023-05-10"), last: try day("2023-05-08")) == nil)
    }

    @Test func aYearWithoutCalendarIsEstimated() throws {
        let due = try due("xinfang-2022", "transfer-objection", "2051-03-03")
        #expect(due.isEstimated)
        #expect(due.doubts == [.estimated(years: [2051])])
        #expect("\(due.strict)" == "2051-03-10")
        let published = try self.due("xinfang-2022", "transfer-objection", "2024-03-04")
        #expect(!published.isEstimated)
    }

    @Test func bodiesAreShownTheStrictDayAndCitizensTheRolled() throws {
        let body = try due("xinfang-2022", "forward", "2024-01-31")
        #expect("\(body.shown)" == "2024-02-15")
        let right = try due("xinfang-2022", "review-request", "2024-01-16")
        #expect("\(right.shown)" == "2024-02-18")
    }

    @Test(arguments: [
        ("2024-02-15", nil, DueDate.Standing.open), ("2024-02-16", nil, .inGrace), ("2024-02-18", nil, .inGrace),
        ("2024-02-19", nil, .overdue), ("2024-02-19", "2024-02-18", .kept), ("2024-02-20", "2024-02-19", .keptLate),
        ("2024-02-10", "2024-02-12", .open),
    ])
    func standing(on today: String, done: String?, expected: DueDate.Standing) throws {
        let due = try due("xinfang-2022", "forward", "2024-01-31")
        #expect(due.standing(on: try day(today), done: try done.map { try day($0) }) == expected)
    }

    @Test func theCountIsToldInBothLanguages() throws {
        let due = try due("xinfang-2022", "forward", "2024-01-31")
        #expect(
            due.wording(chinese: true, events: rules) == [
                "2024-01-31 收到信访事项,当日不计,自次日起算", "15日,至 2024-02-15",
                "2024-02-15 为休息日,顺延至 2024-02-18(民法典第二百零三条)",
            ])
        #expect(
            due.wording(chinese: false, events: rules) == [
                "2024-01-31 the letter was received; the day does not count", "15 days, to 2024-02-15",
                "2024-02-15 is free: moves to 2024-02-18 (民法典第二百零三条)",
            ])
    }
}
