public import Documents
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
        case .week: duty.shown >= day && duty.shown <= "\(today.adding(days: 7 - today.weekday))"
        case .overdue: standing(of: duty, on: day) == "overdue"
        case .kept: duty.done != nil
        }
    }

    /// Duties in a window, the first due first.
    public func due(_ window: DueWindow, body: String? = nil) throws(StoreError) -> [RegisteredDuty] {
        try store.duties(isOpen: window != .kept, body: body).filter { isIn(window, $0.duty, on: today) }
    }
}
