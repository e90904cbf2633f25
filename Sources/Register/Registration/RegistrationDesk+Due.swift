public import Documents
public import Duties
public import Storage

/// Which duties are looked at.
public enum DueWindow: String, Sendable, CaseIterable {
    /// All that are not kept; rights that lapsed are left out.
    case all
    case today
    /// To the Sunday of this week.
    case week
    case overdue, kept
}

extension RegistrationDesk {
    /// The same desk on another day, or in another language.
    public func at(_ today: CivilDate, isChinese: Bool) -> RegistrationDesk {
        var desk = self
        desk.today = today
        desk.isChinese = isChinese
        return desk
    }

    /// Whether a duty is to be shown in a window on a day.
    public func isIn(_ window: DueWindow, _ duty: DutyRow, on today: CivilDate) -> Bool {
        let day = "\(today)"
        return switch window {
        case .all: standing(of: duty, on: day) != "lapsed"
        case .today: duty.shown == day
        case .week: Self.week(from: today).contains(duty.shown)
        case .overdue: standing(of: duty, on: day) == "overdue"
        case .kept: duty.done != nil
        }
    }

    /// Duties in a window, the first due first.
    ///
    /// - Parameter limit: so many; below 0 all.
    public func due(_ window: DueWindow, body: String? = nil, limit: Int = -1) throws(StoreError) -> [RegisteredDuty] {
        try store.duties(in: span(window), body: body, limit: limit)
    }

    /// Duties that are overdue or due in this week, the first due first.
    public func pressing(limit: Int) throws(StoreError) -> [RegisteredDuty] {
        try store.duties(in: .pressing(Self.week(from: today)), limit: limit)
    }

    /// How many duties are in a window, counted up to a bound.
    public func countDue(_ window: DueWindow, upTo bound: Int) throws(StoreError) -> Int {
        try store.countDuties(in: span(window), upTo: bound)
    }

    /// How the duties of each body stand today, bodies by name.
    ///
    /// - Parameter last: only bodies whose names come after.
    public func standings(after last: String? = nil, limit: Int = -1) throws(StoreError) -> [(
        body: String, counts: [DueDate.Standing: Int]
    )] {
        try store.dutySums(on: "\(today)", after: last, limit: limit).map { sums in
            let counts: [DueDate.Standing: Int] = [
                .open: sums.open, .inGrace: sums.inGrace, .overdue: sums.overdue, .kept: sums.kept,
                .keptLate: sums.keptLate,
            ]
            return (sums.body, counts.filter { $0.value > 0 })
        }
    }

    /// The rest of the week from a day on.
    private static func week(from day: CivilDate) -> ClosedRange<String> {
        "\(day)"..."\(day.adding(days: 7 - day.weekday))"
    }

    private func span(_ window: DueWindow) -> DutySpan {
        switch window {
        case .all: .open(on: "\(today)")
        case .today: .due("\(today)"..."\(today)")
        case .week: .due(Self.week(from: today))
        case .overdue: .overdue(on: "\(today)")
        case .kept: .kept
        }
    }
}
