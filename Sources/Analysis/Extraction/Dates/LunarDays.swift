internal import Documents
internal import ICUKit

/// Days of the Chinese calendar; the calendar is opened when the first one is asked for, since most letters name none.
final class LunarDays {
    private var calendar: ChineseCalendar?
    private var isOpened = false

    /// The Gregorian day; `nil` where the lunar year has no such day or ICU fails.
    func day(_ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool = false) -> CivilDate? {
        if !isOpened {
            isOpened = true
            calendar = try? ChineseCalendar()
        }
        guard let calendar else { return nil }
        let days = try? calendar.days(of: .init(year: year, month: month, day: day, isLeapMonth: isLeapMonth))
        return days.flatMap { $0 }.map { CivilDate(daysSinceEpoch: $0) }
    }
}
