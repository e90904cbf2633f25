internal import ICUKit
internal import Synchronization

/// When the months of lunar years begin, asked of ICU once a year and kept.
///
/// ICU works a lunar day out from the sun and the moon each time, which takes as long as reading all values of a letter.
final class LunarYears: Sendable {
    static let shared = LunarYears()

    /// Of other years ICU is asked each time; nobody writes of them.
    private static let kept = 1900...2100

    /// What is known of a year, in one word, so that threads share it without a lock: see ``Months``.
    ///
    /// 0 while nobody has asked. Two threads that ask at once both work it out, and to the same.
    private let years = (0..<kept.count).map { _ in Year() }

    private final class Year: Sendable {
        let months = Atomic<UInt64>(0)
    }

    /// The months of a lunar year: its first day, which months are long, and which one comes twice.
    struct Months: Equatable {
        /// Days since 1970-01-01 of the first month's first day, as 32 bits; then a bit for each of up to thirteen months,
        /// set where it has 30 days; then how many months; then the month that comes twice, or 0.
        let bits: UInt64

        private var first: Int { Int(Int32(truncatingIfNeeded: bits)) }
        private func isLong(_ place: Int) -> Bool { bits >> UInt64(32 + place) & 1 == 1 }
        private var count: Int { Int(bits >> 48 & 0xF) }
        private var doubled: Int { Int(bits >> 52 & 0xF) }

        /// - Parameter starts: first days of the year's months in their order, and of the next year.
        init?(starts: [Int], doubled: Int) {
            guard (13...14).contains(starts.count), let first = Int32(exactly: starts[0]) else { return nil }
            var bits = UInt64(UInt32(bitPattern: first))
            for (place, (start, next)) in zip(starts, starts.dropFirst()).enumerated() {
                guard (29...30).contains(next - start) else { return nil }
                if next - start == 30 { bits |= 1 << UInt64(32 + place) }
            }
            self.bits = bits | UInt64(starts.count - 1) << 48 | UInt64(doubled) << 52
        }

        init(bits: UInt64) { self.bits = bits }

        /// Days since 1970-01-01 of a day, `nil` where the year has none such.
        func days(_ month: Int, _ day: Int, _ isLeapMonth: Bool) -> Int? {
            guard (1...12).contains(month), day >= 1, !isLeapMonth || month == doubled else { return nil }
            let place = month - 1 + (isLeapMonth || doubled > 0 && month > doubled ? 1 : 0)
            guard place < count, day <= (isLong(place) ? 30 : 29) else { return nil }
            var start = first
            for earlier in 0..<place { start += isLong(earlier) ? 30 : 29 }
            return start + day - 1
        }
    }

    /// Days since 1970-01-01; `nil` where the year has no such day or ICU fails.
    func days(_ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool) -> Int? {
        guard Self.kept.contains(year) else { return Self.asked(year, month, day, isLeapMonth, try? ChineseCalendar()) }
        let place = years[year - Self.kept.lowerBound]
        let known = place.months.load(ordering: .relaxed)
        if known != 0 { return Months(bits: known).days(month, day, isLeapMonth) }
        guard let calendar = try? ChineseCalendar() else { return nil }
        guard let months = Self.months(of: year, calendar) else {
            return Self.asked(year, month, day, isLeapMonth, calendar)
        }
        place.months.store(months.bits, ordering: .relaxed)
        return months.days(month, day, isLeapMonth)
    }

    /// The months of a year by ICU; `nil` where they do not follow each other as months do.
    static func months(of year: Int, _ calendar: ChineseCalendar) -> Months? {
        var starts: [Int] = []
        var doubled = 0
        for month in 1...13 {
            let next = month < 13 ? (year, month) : (year + 1, 1)
            guard let start = asked(next.0, next.1, 1, false, calendar) else { return nil }
            // After two months' days the month before comes twice.
            if let last = starts.last, start - last > 30 {
                guard doubled == 0, let again = asked(year, month - 1, 1, true, calendar) else { return nil }
                doubled = month - 1
                starts.append(again)
            }
            starts.append(start)
        }
        return Months(starts: starts, doubled: doubled)
    }

    private static func asked(
        _ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool, _ calendar: ChineseCalendar?
    ) -> Int? {
        let date = ChineseCalendar.LunarDate(year: year, month: month, day: day, isLeapMonth: isLeapMonth)
        guard let days = try? calendar?.days(of: date) else { return nil }
        return days
    }
}
