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
