/// What was done with a registered matter, as a clerk enters it. Days are `YYYY-MM-DD`.
public struct RegisterContent: Sendable, Equatable {
    /// Id of a step (`Register/steps.tsv`).
    public var step: String
    /// The day of the step.
    public var day: String
    /// The day it reached the other side, from which a time runs: the letter the office, the transfer its body.
    public var reached: String
    public var body: String?
    /// An extension's length, as `P30D`.
    public var period: String?
    public var firstDay: String?
    public var lastDay: String?
    public var outcome: String?
    /// Number of the paper that was sent.
    public var paper: String?
    /// Circumstances in which a duty is not owed (`Periods/events.tsv`).
    public var circumstances: [String]
    public var letter: Int64?
    /// Masked.
    public var note: String
    /// The note as written, where masking changed it; kept sealed.
    public var originalNote: String?

    public init(
        step: String, day: String, reached: String? = nil, body: String? = nil, period: String? = nil,
        firstDay: String? = nil, lastDay: String? = nil, outcome: String? = nil, paper: String? = nil,
        circumstances: [String] = [], letter: Int64? = nil, note: String = "", originalNote: String? = nil
    ) {
        self.step = step
        self.day = day
        self.reached = reached ?? day
        self.body = body
        self.period = period
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.outcome = outcome
        self.paper = paper
        self.circumstances = circumstances
        self.letter = letter
        self.note = note
        self.originalNote = originalNote
    }
}

/// One line of a registered matter's history. Lines are never changed; one that was wrong is undone by a later one.
public struct RegisterEntry: Sendable, Equatable {
    public static let undo = "undo"

    public let number: Int64
    public let content: RegisterContent
    /// The entry this one takes back.
    public let undoes: Int64?
    public let at: String
    public let account: String
}

/// A registered matter with its whole history.
public struct Registration: Sendable, Equatable {
    public let id: Int64
    public let number: String
    public let channel: String
    public let entries: [RegisterEntry]

    /// The entries that hold, in order.
    public var standing: [RegisterEntry] {
        let undone = Set(entries.compactMap(\.undoes))
        return entries.filter { $0.undoes == nil && !undone.contains($0.number) }
    }
}

/// A duty of a registered matter as counted.
public struct DutyRow: Sendable, Equatable {
    /// The entry its time runs from.
    public let entry: Int64
    public let duty: String
    /// `owed`, `lapses` or `set`.
    public let binding: String
    /// Who owes it; what is late counts against this body.
    public var body: String
    public let pack: String
    public let packVersion: String
    public let calendarVersion: String
    /// Title of the law and article.
    public let law: String
    public let strict: String
    public let rolled: String
    public let shown: String
    public let isEstimated: Bool
    /// The count, a line a step.
    public let steps: [String]
    /// The day it was kept, and by which entry.
    public var done: String?
    public var doneBy: Int64?

    public init(
        entry: Int64, duty: String, binding: String, body: String, pack: String, packVersion: String,
        calendarVersion: String, law: String, strict: String, rolled: String, shown: String, isEstimated: Bool,
        steps: [String], done: String? = nil, doneBy: Int64? = nil
    ) {
        self.entry = entry
        self.duty = duty
        self.binding = binding
        self.body = body
        self.pack = pack
        self.packVersion = packVersion
        self.calendarVersion = calendarVersion
        self.law = law
        self.strict = strict
        self.rolled = rolled
        self.shown = shown
        self.isEstimated = isEstimated
        self.steps = steps
        self.done = done
        self.doneBy = doneBy
    }
}

/// Where a registered matter stands after its history: what is kept beside it to be asked for.
public struct Settlement: Sendable, Equatable {
    public let state: String
    public let isOpen: Bool
    public let body: String
    /// Received first, of its letters.
    public let received: String
    public let letters: [Int64]
    public let duties: [DutyRow]

    public init(
        state: String, isOpen: Bool, body: String, received: String, letters: [Int64], duties: [DutyRow]
    ) {
        self.state = state
        self.isOpen = isOpen
        self.body = body
        self.received = received
        self.letters = letters
        self.duties = duties
    }
}

/// One line of the register (台账).
public struct RegistrationRow: Sendable, Equatable {
    public let id: Int64
    public let number: String
    public let channel: String
    public let received: String
    public let registered: String
    public let state: String
    public let isOpen: Bool
    public let body: String
    public let letters: [Int64]
    public let category: String
    public let title: String
}
