internal import Dictionaries
public import Documents

/// The duties of one regulation, with the time and the place they hold for.
public struct RulePack: Sendable, Equatable {
    /// What a pack's periods were taken from.
    public enum Standing: String, Sendable {
        /// Read in the text of the law.
        case verified
        /// Reported, not checked whether it still holds: shown only where it is asked for by name.
        case unverified
    }

    /// The file's name without its ending.
    public let id: String
    public let title: String
    /// Version of the file, a date.
    public let version: String
    public let standing: Standing
    /// Code of the division it holds in; 0 for the whole country.
    public let place: UInt32
    /// The first and, for a law no longer in force, the last day of receipt it holds for.
    public let firstDay: CivilDate
    public let lastDay: CivilDate?
    /// Of the same family one pack holds at a time and place (`petitions`, `reconsideration` …).
    public let family: String
    public let duties: [Duty]

    public func holds(on day: CivilDate) -> Bool { day >= firstDay && lastDay.map { day <= $0 } ?? true }

    public func duty(_ id: some StringProtocol) -> Duty? { duties.first { $0.id == id } }

    init(_ files: DictionaryFiles, file: String, id: String) throws(DictionaryError) {
        let table = try HeadedTable(try files.bytes(of: file), file: file)
        let days = try table.head("in force").split(separator: "/", omittingEmptySubsequences: false)
        guard days.count == 2, let first = CivilDate(days[0]), days[1] == ".." || CivilDate(days[1]) != nil else {
            throw table.problem("`# in force:` needs FIRST/LAST or FIRST/..")
        }
        guard let standing = Standing(rawValue: try table.head("standing")) else {
            throw table.problem("`# standing:` is verified or unverified")
        }
        guard let place = UInt32(try table.head("place")) else { throw table.problem("`# place:` needs a code, or 0") }
        self.id = id
        title = try table.head("title")
        version = try table.head("version")
        family = try table.head("family")
        self.standing = standing
        self.place = place
        firstDay = first
        lastDay = CivilDate(days[1])
        var duties: [Duty] = []
        for row in table.rows {
            guard let duty = Duty(row.columns) else {
                throw table.problem("needs the \(Duty.columns) columns that the head names", row)
            }
            guard !duties.contains(where: { $0.id == duty.id }) else { throw table.problem("stands twice", row) }
            duties.append(duty)
        }
        self.duties = duties
    }
}

/// One thing somebody owes within a time.
public struct Duty: Sendable, Equatable {
    /// Who must act.
    public enum Debtor: String, Sendable {
        /// An office: what is late counts against it.
        case body
        /// The person who wrote: a right that lapses.
        case petitioner
        /// Nobody: a time after which a matter is no longer taken up. It does not move for holidays.
        case limitation
    }

    static let columns = 10

    public let id: String
    public let chinese: String
    public let english: String
    public let debtor: Debtor
    /// The event from whose day the time runs. This, ``leavesOut`` and ``notOwedFor`` are words of `Periods/events.tsv`.
    public let start: String
    public let period: Period
    /// The most that the law allows it to be prolonged by; `nil` where it knows no extension.
    public let longestExtension: Period?
    /// What takes time that is left out of the count (`hearing` …), if anything.
    public let leavesOut: String?
    /// Circumstances in which nothing is owed.
    public let notOwedFor: [String]
    /// Article, as in the law.
    public let article: String

    init?(_ columns: [Substring]) {
        guard columns.count == Self.columns, columns.allSatisfy({ !$0.isEmpty }),
            let debtor = Debtor(rawValue: String(columns[3])), let period = Period(columns[5]),
            columns[6] == "-" || Period(columns[6])?.isCountedLike(period) == true
        else { return nil }
        id = String(columns[0])
        chinese = String(columns[1])
        english = String(columns[2])
        self.debtor = debtor
        start = String(columns[4])
        self.period = period
        longestExtension = Period(columns[6])
        leavesOut = columns[7] == "-" ? nil : String(columns[7])
        notOwedFor = columns[8] == "-" ? [] : columns[8].split(separator: " ").map(String.init)
        article = String(columns[9])
    }
}
