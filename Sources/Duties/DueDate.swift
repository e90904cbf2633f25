public import Documents

/// By when a duty is owed, and how that was counted.
public struct DueDate: Sendable, Equatable {
    /// One step of the count, in order.
    public enum Step: Sendable, Equatable {
        /// The day of the event, which does not count; the count begins with the next.
        case start(event: String, day: CivilDate)
        /// The period of the law, ending on a day.
        case period(Period, end: CivilDate)
        /// Days that offices did not work inside a period of working days, a run of them at a time.
        case free(first: CivilDate, last: CivilDate, name: String?)
        /// A weekend that the notice made working days.
        case makeUpDay(CivilDate)
        /// An extension, as granted, up to what the law allows.
        case extended(Period, end: CivilDate)
        /// Days that something took (an interval of `Periods/events.tsv`), left out.
        case leftOut(String, first: CivilDate, last: CivilDate, days: Int, end: CivilDate)
        /// A last day that is free moves to the next working day.
        case rolled(from: CivilDate, to: CivilDate)
    }

    /// What the count could not take as it was given.
    public enum Doubt: Sendable, Equatable {
        /// The law allows no extension here.
        case extensionNotAllowed
        /// More was granted than the law allows; the law's most was counted.
        case extensionCut(to: Period)
        /// An extension granted a second time does not count.
        case extensionRepeated
        /// Granted after the time had run out; it does not count.
        case extensionTooLate(CivilDate)
        /// No calendar is published for these years; weekends alone were counted.
        case estimated(years: [Int])
        /// The law leaves the days of such an interval in the count here.
        case notLeftOut(String)
    }

    public let pack: String
    public let packVersion: String
    public let duty: Duty
    public let calendarVersion: String
    /// The last day as counted, wherever it falls.
    public let strict: CivilDate
    /// The same, moved to the next working day when it is free.
    public let rolled: CivilDate
    public let steps: [Step]
    public let doubts: [Doubt]

    /// The day to be shown: a body should answer by the strict day, a citizen may still ask on the rolled one.
    public var shown: CivilDate { duty.debtor == .body ? strict : rolled }

    public var isEstimated: Bool { doubts.contains { if case .estimated = $0 { true } else { false } } }

    /// Where a duty stands on a day.
    public enum Standing: String, Sendable, CaseIterable {
        case open
        /// The strict day has passed, but a holiday still carries the time.
        case inGrace = "in-grace"
        /// Past any reading of the law; it counts against the body.
        case overdue
        case kept
        /// Done, but after the last day.
        case keptLate = "kept-late"

        /// By days in any form that sorts.
        ///
        /// - Parameter done: the day the duty was done, if it was.
        public init<Day: Comparable>(on day: Day, strict: Day, rolled: Day, done: Day?) {
            if let done, done <= day {
                self = done <= rolled ? .kept : .keptLate
            } else {
                self = day <= strict ? .open : day <= rolled ? .inGrace : .overdue
            }
        }
    }

    /// - Parameter done: the day the duty was done, if it was.
    public func standing(on day: CivilDate, done: CivilDate? = nil) -> Standing {
        Standing(on: day, strict: strict, rolled: rolled, done: done)
    }
}
