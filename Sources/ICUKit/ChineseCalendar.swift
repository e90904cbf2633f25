internal import CICU

/// The Chinese lunisolar calendar, by ICU's astronomy.
///
/// Days are counted from 1970-01-01 in the Gregorian calendar. Not `Sendable`: open one for each task.
public final class ChineseCalendar {
    /// A lunar date. `year` is the Gregorian year in which the lunar year began.
    public struct LunarDate: Sendable, Equatable {
        public let year: Int
        public let month: Int
        public let day: Int
        public let isLeapMonth: Bool

        public init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
            self.year = year
            self.month = month
            self.day = day
            self.isLeapMonth = isLeapMonth
        }
    }

    private let handle: OpaquePointer

    public init() throws(ICUError) {
        guard let handle = try checked("open Chinese calendar", { cicu_calendar_open(&$0) }) else {
            throw ICUError(operation: "open Chinese calendar", code: 1)
        }
        self.handle = handle
    }

    deinit { cicu_calendar_close(handle) }

    /// Days since 1970-01-01 of a lunar date; `nil` where the calendar has no such date (day 30 of a short
    /// month, a leap month the year lacks).
    public func days(of date: LunarDate) throws(ICUError) -> Int? {
        var exists = false
        let days = try checked("lunar date to days") {
            cicu_calendar_lunar_to_days(
                handle, Int32(date.year), Int32(date.month), Int32(date.day), date.isLeapMonth, &exists, &$0)
        }
        return exists ? Int(days) : nil
    }

    /// The lunar date of a day counted from 1970-01-01.
    public func lunarDate(ofDays days: Int) throws(ICUError) -> LunarDate {
        var year: Int32 = 0
        var month: Int32 = 0
        var day: Int32 = 0
        var leap = false
        try checked("days to lunar date") {
            cicu_calendar_days_to_lunar(handle, Int32(days), &year, &month, &day, &leap, &$0)
        }
        return LunarDate(year: Int(year), month: Int(month), day: Int(day), isLeapMonth: leap)
    }
}
