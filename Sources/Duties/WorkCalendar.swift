public import Dictionaries
public import Documents

/// Which days offices work: Monday to Friday, but for the days a year's holiday notice names.
///
/// A year without a notice counts its weekends only, and what was counted in it is marked as estimated.
public struct WorkCalendar: Sendable, Equatable {
    /// Why a day is not what its weekday says.
    enum Exception: Sendable, Equatable {
        case holiday(name: String)
        case makeUpDay
    }

    /// One year's notice of the State Council's office, or an office's own.
    public struct Notice: Sendable, Equatable {
        public let year: Int
        /// Number and date of the notice, as the file's head names it.
        public let source: String
    }

    static let folder = "Periods/calendars"

    public private(set) var notices: [Int: Notice] = [:]
    private var exceptions: [CivilDate: Exception] = [:]

    /// Weekends only: every year estimated.
    public init() {}

    /// Reads `Periods/calendars/YEAR.tsv`, a file a year.
    public init(_ files: DictionaryFiles) throws(DictionaryError) {
        for file in try files.files(in: Self.folder, withSuffix: ".tsv") { try read(file, files) }
    }

    /// A notice begins with the days of December that its New Year's holiday takes.
    private mutating func read(_ file: String, _ files: DictionaryFiles) throws(DictionaryError) {
        let table = try HeadedTable(try files.bytes(of: file), file: file)
        guard let year = Int(try table.head("year")) else { throw table.problem("`# year:` needs a number") }
        guard notices[year] == nil else { throw table.problem("the year \(year) has a calendar already") }
        notices[year] = Notice(year: year, source: try table.head("notice"))
        for row in table.rows {
            guard row.columns.count == 3, let first = CivilDate(row.columns[0].prefix(10)),
                let days = Self.days(row.columns[0], from: first), year - 1...year ~= first.year
            else { throw table.problem("needs a day or FIRST/LAST of \(year), a kind and a name, by tabs", row) }
            for day in days {
                guard exceptions[day] == nil else { throw table.problem("\(day) stands twice", row) }
                switch row.columns[1] {
                case "holiday": exceptions[day] = .holiday(name: String(row.columns[2]))
                case "workday":
                    guard day.weekday > 5 else { throw table.problem("\(day) is a working day anyhow", row) }
                    exceptions[day] = .makeUpDay
                default: throw table.problem("the kind is holiday or workday", row)
                }
            }
        }
    }

    private static func days(_ text: Substring, from first: CivilDate) -> [CivilDate]? {
        guard text.utf8.count > 10 else { return [first] }
        guard text.dropFirst(10).first == "/", let last = CivilDate(text.dropFirst(11)), last > first,
            last.daysSinceEpoch - first.daysSinceEpoch < 60
        else { return nil }
        return (first.daysSinceEpoch...last.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:))
    }

    public func isWorkingDay(_ day: CivilDate) -> Bool {
        switch exceptions[day] {
        case .holiday: false
        case .makeUpDay: true
        case nil: day.weekday <= 5
        }
    }

    /// Whether a notice tells which days of that year are worked.
    public func isPublished(_ year: Int) -> Bool { notices[year] != nil }

    /// What makes a day free: a holiday's name, or `nil` for an ordinary weekend.
    public func holiday(on day: CivilDate) -> String? {
        if case .holiday(let name) = exceptions[day] { name } else { nil }
    }

    public func isMakeUpDay(_ day: CivilDate) -> Bool { exceptions[day] == .makeUpDay }

    /// The last year with a notice, as the version of the whole: `…2026`; `-` when there is none.
    public var version: String { notices.keys.max().map { "…\($0)" } ?? "-" }
}
