internal import Dictionaries
internal import Documents

/// Days of the Chinese calendar.
struct LunarDays: Sendable {
    private let months: LunarMonths

    init(_ files: DictionaryFiles) throws(DictionaryError) { months = try LunarMonths(files) }

    /// The Gregorian day; `nil` where the lunar year has no such day or ICU fails.
    func day(_ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool = false) -> CivilDate? {
        guard let days = months.days(year, month, day, isLeapMonth) else { return nil }
        return CivilDate(daysSinceEpoch: days)
    }
}
