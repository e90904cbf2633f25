import Dictionaries
import Documents
import ICUKit
import Testing

@testable import Analysis

@Suite struct LunarTests {
    /// What is kept says of every day what ICU says of it, for long and short months and those that come twice.
    @Test(arguments: [1900...1950, 1951...2000, 2001...2050, 2051...2100])
    func keptYears(years: ClosedRange<Int>) throws {
        let calendar = try ChineseCalendar()
        let kept = LunarMonths()
        for year in years {
            for month in 1...12 {
                for isLeapMonth in [false, true] {
                    for day in [1, 29, 30, 31] {
                        let date = ChineseCalendar.LunarDate(
                            year: year, month: month, day: day, isLeapMonth: isLeapMonth)
                        let expected = try calendar.days(of: date)
                        #expect(kept.days(year, month, day, isLeapMonth) == expected, "\(date)")
                    }
                }
            }
        }
    }

    /// Month starts of published tables, which ICU sets on the other side of midnight, and three leap months.
    @Test(
        "Where ICU differs, the published calendar holds",
        arguments: [
            (2018, 10, 1, false, "2018-11-08"), (2018, 9, 30, false, "2018-11-07"), (2012, 7, 1, false, "2012-08-17"),
            (2012, 6, 30, false, nil), (1998, 12, 1, false, "1999-01-17"), (1954, 1, 1, false, "1954-02-03"),
            (1987, 6, 1, true, "1987-07-26"), (1987, 7, 1, false, "1987-08-24"), (1987, 7, 1, true, nil),
            (2030, 1, 1, false, "2030-02-03"), (2023, 2, 8, true, "2023-03-29"),
        ] as [(Int, Int, Int, Bool, String?)])
    func published(year: Int, month: Int, day: Int, isLeapMonth: Bool, expected: String?) throws {
        let days = try LunarDays(DictionaryFiles.standard())
        #expect(days.day(year, month, day, isLeapMonth)?.description == expected)
    }

    @Test("Every line of the file tells of a month that ICU has otherwise")
    func exceptions() throws {
        let calendar = try ChineseCalendar()
        for (_, line) in DictionaryLines(try DictionaryFiles.standard().bytes(of: LunarMonths.path)) {
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t")
            let (year, isLeapMonth) = (try #require(Int(columns[0])), columns[1].hasPrefix("闰"))
            let month = try #require(Int(columns[1].drop { $0 == "闰" }))
            func asked(_ day: Int) throws -> Int? {
                try calendar.days(of: .init(year: year, month: month, day: day, isLeapMonth: isLeapMonth))
            }
            let isLong = try asked(30) != nil
            #expect(try asked(1) != CivilDate(columns[2])?.daysSinceEpoch || isLong != (columns[3] == "30"))
        }
    }

    /// Beyond the kept years ICU is asked itself; days that no month has are none.
    @Test func edges() throws {
        let calendar = try ChineseCalendar()
        let kept = LunarMonths()
        for year in [1850, 2150] {
            #expect(try kept.days(year, 8, 15, false) == calendar.days(of: .init(year: year, month: 8, day: 15)))
        }
        for (month, day) in [(0, 1), (13, 1), (1, 0), (1, 32)] { #expect(kept.days(2024, month, day, false) == nil) }
    }
}
