public import Documents

/// Counts the time of a duty.
///
/// The day of the event does not count; a period of months or years ends on the day of the same number, or on the
/// month's last; a last day that is free moves on to the next working day (民法典 201-203; before 2021 民法总则
/// 201-203 and 民法通则 154).
public struct DutyCounter: Sendable {
    /// An extension that was granted.
    public struct Extension: Sendable, Equatable {
        public let granted: CivilDate
        /// `nil` for the most that the law allows.
        public let period: Period?

        public init(granted: CivilDate, period: Period? = nil) {
            self.granted = granted
            self.period = period
        }
    }

    /// Days that something took, both included: a hearing, the asking of a third party.
    public struct Interval: Sendable, Equatable {
        /// One of the intervals of `Periods/events.tsv`.
        public let kind: String
        public let first: CivilDate
        public let last: CivilDate

        /// `nil` when it ends before it begins.
        public init?(_ kind: String, first: CivilDate, last: CivilDate) {
            guard first <= last else { return nil }
            self.kind = kind
            self.first = first
            self.last = last
        }
    }

    public let calendar: WorkCalendar

    public init(_ calendar: WorkCalendar) { self.calendar = calendar }

    /// By when `duty` is owed when its time runs from `start`.
    public func due(
        _ duty: Duty, of pack: RulePack, from start: CivilDate, extensions: [Extension] = [], intervals: [Interval] = []
    ) -> DueDate {
        let leftOut = intervals.filter { $0.kind == duty.leavesOut }.sorted { $0.first < $1.first }
        var count = Count(calendar: calendar, start: start, period: duty.period, leftOut: leftOut)
        count.steps.append(.start(event: duty.start, day: start))
        count.add(duty.period)
        count.steps.append(.period(duty.period, end: count.end))
        for kind in Set(intervals.map(\.kind)).sorted() where kind != duty.leavesOut {
            count.doubts.append(.notLeftOut(kind))
        }
        count.leaveOut()
        count.extend(extensions.sorted { $0.granted < $1.granted }, of: duty)
        // An extension may reach days that lay behind the end.
        count.leaveOut()
        let strict = count.end
        let rolled = duty.debtor == .limitation ? strict : count.firstWorkingDay(from: strict)
        if rolled != strict { count.steps.append(.rolled(from: strict, to: rolled)) }
        if !count.estimated.isEmpty { count.doubts.append(.estimated(years: count.estimated.sorted())) }
        return DueDate(
            pack: pack.id, packVersion: pack.version, duty: duty, calendarVersion: calendar.version, strict: strict,
            rolled: rolled, steps: count.steps, doubts: count.doubts)
    }
}

/// A count under way.
private struct Count {
    let calendar: WorkCalendar
    var end: CivilDate
    let period: Period
    /// What is still to be left out, by the first day.
    var leftOut: [DutyCounter.Interval]
    /// The last day that does not count, so that intervals that overlap are left out once.
    var leftOutUntil: CivilDate
    var steps: [DueDate.Step] = []
    var doubts: [DueDate.Doubt] = []
    /// Years whose days were asked for and have no calendar.
    var estimated: Set<Int> = []

    init(calendar: WorkCalendar, start: CivilDate, period: Period, leftOut: [DutyCounter.Interval]) {
        self.calendar = calendar
        self.period = period
        self.leftOut = leftOut
        end = start
        leftOutUntil = start
    }

    mutating func isWorkingDay(_ day: CivilDate) -> Bool {
        if !calendar.isPublished(day.year) { estimated.insert(day.year) }
        return calendar.isWorkingDay(day)
    }

    mutating func firstWorkingDay(from day: CivilDate) -> CivilDate {
        var day = day
        while !isWorkingDay(day) { day = day.adding(days: 1) }
        return day
    }

    mutating func add(_ period: Period) {
        switch period {
        case .days(let count): end = end.adding(days: count)
        case .months(let count): end = end.adding(months: count)
        case .years(let count): end = end.adding(months: 12 * count)
        case .workingDays(let count): addWorkingDays(count)
        }
    }

    /// - Parameter isTold: whether the free days on the way become steps; a count anew has told them before.
    private mutating func addWorkingDays(_ count: Int, isTold: Bool = true) {
        var left = count
        var free: (first: CivilDate, last: CivilDate, name: String?)?
        while left > 0 {
            end = end.adding(days: 1)
            guard isWorkingDay(end) else {
                guard isTold else { continue }
                let name = calendar.holiday(on: end)
                if let run = free, run.name == name {
                    free = (run.first, end, name)
                } else {
                    note(&free)
                    free = (end, end, name)
                }
                continue
            }
            note(&free)
            if isTold, calendar.isMakeUpDay(end) { steps.append(.makeUpDay(end)) }
            left -= 1
        }
    }

    private mutating func note(_ free: inout (first: CivilDate, last: CivilDate, name: String?)?) {
        if let run = free { steps.append(.free(first: run.first, last: run.last, name: run.name)) }
        free = nil
    }

    /// Days inside the time that are left out are added to its end, and so are those that this brings inside.
    mutating func leaveOut() {
        while let interval = leftOut.first {
            let first = max(interval.first, leftOutUntil.adding(days: 1))
            guard first <= end else { return }
            leftOut.removeFirst()
            guard first <= interval.last else { continue }
            let left = counted(from: first, to: end)
            leftOutUntil = interval.last
            end = interval.last
            if case .workingDays = period { addWorkingDays(left, isTold: false) } else { end = end.adding(days: left) }
            steps.append(
                .leftOut(
                    interval.kind, first: first, last: interval.last, days: counted(from: first, to: interval.last),
                    end: end))
        }
    }

    /// Days of the kind that the period counts, both ends included.
    private mutating func counted(from first: CivilDate, to last: CivilDate) -> Int {
        let days = first.daysSinceEpoch...last.daysSinceEpoch
        guard case .workingDays = period else { return days.count }
        return days.count { isWorkingDay(CivilDate(daysSinceEpoch: $0)) }
    }

    mutating func extend(_ extensions: [DutyCounter.Extension], of duty: Duty) {
        var isExtended = false
        for asked in extensions {
            guard let most = duty.longestExtension else {
                doubts.append(.extensionNotAllowed)
                continue
            }
            guard !isExtended else {
                doubts.append(.extensionRepeated)
                continue
            }
            // Granted on the day that a holiday had carried the time to, it is still in time.
            guard asked.granted <= firstWorkingDay(from: end) else {
                doubts.append(.extensionTooLate(asked.granted))
                continue
            }
            var period = asked.period ?? most
            if !period.isCountedLike(most) || period.count > most.count {
                period = most
                doubts.append(.extensionCut(to: most))
            }
            isExtended = true
            add(period)
            steps.append(.extended(period, end: end))
        }
    }
}
