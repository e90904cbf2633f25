import Documents
import ICUKit
import Testing

@Suite("ICU's owners")
struct ICUKitTests {
    // Days from the Purple Mountain Observatory's published calendars.
    @Test(
        "Lunar dates fall on the days of the published calendar",
        arguments: [
            (2023, 1, 1, false, "2023-01-22"), (2024, 1, 1, false, "2024-02-10"), (2023, 2, 1, true, "2023-03-22"),
            (2015, 10, 1, false, "2015-11-12"), (2020, 8, 15, false, "2020-10-01"), (2019, 5, 5, false, "2019-06-07"),
        ])
    func lunar(year: Int, month: Int, day: Int, leap: Bool, expected: String) throws {
        let days = try ChineseCalendar().days(of: .init(year: year, month: month, day: day, isLeapMonth: leap))
        #expect(days.map { CivilDate(daysSinceEpoch: $0).description } == expected)
    }

    @Test("A leap month that the year lacks is no date")
    func noLeapMonth() throws {
        #expect(try ChineseCalendar().days(of: .init(year: 2022, month: 3, day: 1, isLeapMonth: true)) == nil)
    }

    @Test("Edits cover source and output wholly")
    func edits() throws {
        let source = Array("㈱甲①Ａ".utf8)
        let normalizer = try CompatibilityNormalizer(keeping: "[①-⑳]")
        let (utf8, edits) = try source.withUnsafeBufferPointer { try normalizer.normalize($0) }
        #expect(String(decoding: utf8, as: UTF8.self) == "(株)甲①A")
        #expect(edits.reduce(0) { $0 + $1.sourceLength } == source.count)
        #expect(edits.reduce(0) { $0 + $1.outputLength } == utf8.count)
    }

    @Test("A converter that does not exist is a typed error")
    func unknownConverter() {
        #expect(throws: ICUError.self) { try CharsetConverter("no-such-charset") }
    }
}
