internal import Documents

/// Days of the Chinese calendar.
enum LunarDays {
    /// The Gregorian day; `nil` where the lunar year has no such day or ICU fails.
    static func day(_ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool = false) -> CivilDate? {
        guard let days = LunarMonths.shared.days(year, month, day, isLeapMonth) else { return nil }
        return CivilDate(daysSinceEpoch: days)
    }
}
