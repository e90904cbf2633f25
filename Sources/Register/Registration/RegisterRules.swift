public import Dictionaries
internal import Duties

/// What the register's dictionaries (`Register/`) say: states, steps, channels, outcomes, who owes which duty.
public struct RegisterRules: Sendable {
    /// A word of a closed list, in both languages.
    public struct Term: Sendable, Equatable {
        public let id: String
        public let chinese: String
        public let english: String

        public func name(chinese isChinese: Bool) -> String { isChinese ? chinese : english }
    }

    /// Where a registered matter stands.
    public struct State: Sendable, Equatable {
        public let term: Term
        /// Something is still to be done.
        public let isOpen: Bool
    }

    /// What a step must be given, or may be.
    public enum Need: String, Sendable {
        case letter, body, mayHaveBody = "body?", mayHavePeriod = "period?", days, mayHaveDays = "days?", outcome
    }

    public struct Step: Sendable, Equatable {
        public let term: Term
        /// States it can be taken in.
        public let from: [String]
        /// The state that follows; `nil` for the same.
        public let to: String?
        /// The event of the rule packs that it is.
        public let event: String?
        public let needs: [Need]
        /// Article of 信访工作条例, or `-`.
        public let article: String
    }

    public struct Outcome: Sendable, Equatable {
        public let term: Term
        public let steps: [String]
        public let article: String
    }

    /// Who owes a duty of a rule pack, and how it is kept.
    public struct Owed: Sendable, Equatable {
        public enum Debtor: String, Sendable { case office, body, writer }
        public enum Binding: String, Sendable {
            /// Who does not do it in time is late.
            case owed
            /// A right: who does not use it loses it, and nobody is late.
            case lapses
            /// The time was set by the office, not by the law.
            case set
        }

        public let duty: String
        public let debtor: Debtor
        /// `petition-office` or `authority`; `nil` for any.
        public let office: String?
        public let binding: Binding
        public let keptBy: [String]
    }

    static let folder = "Register"

    public let states: [State]
    public let steps: [Step]
    public let channels: [Term]
    public let outcomes: [Outcome]
    public let owed: [Owed]
    public let bodies: BodiesInTime
    let bodyEndings: [String]
    /// The rule packs whose events the steps are.
    let packs: RulePacks

    /// - Throws: ``DictionaryError`` for a row that cannot be read, or names a state, step or event that is unknown.
    public init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        func table(_ name: String) throws(DictionaryError) -> HeadedTable {
            try HeadedTable(try files.bytes(of: "\(Self.folder)/\(name)"), file: "\(Self.folder)/\(name)")
        }
        func list(_ column: Substring) -> [String] {
            column == "-" ? [] : column.split(separator: " ").map(String.init)
        }
        func rows(_ table: HeadedTable, _ count: Int) throws(DictionaryError) -> [(HeadedTable.Row, Term)] {
            var result: [(HeadedTable.Row, Term)] = []
            for row in table.rows {
                guard row.columns.count == count, row.columns.allSatisfy({ !$0.isEmpty }) else {
                    throw table.problem("needs the \(count) columns that the head names", row)
                }
                let term = Term(
                    id: String(row.columns[0]), chinese: String(row.columns[1]), english: String(row.columns[2]))
                guard !result.contains(where: { $0.1.id == term.id }) else { throw table.problem("stands twice", row) }
                result.append((row, term))
            }
            return result
        }
        let stateTable = try table("states.tsv")
        var states: [State] = []
        for (row, term) in try rows(stateTable, 5) {
            guard row.columns[3] == "open" || row.columns[3] == "done" else {
                throw stateTable.problem("a state is open or done", row)
            }
            states.append(State(term: term, isOpen: row.columns[3] == "open"))
        }
        let stepTable = try table("steps.tsv")
        var steps: [Step] = []
        packs = try RulePacks(files)
        for (row, term) in try rows(stepTable, 8) {
            let (from, to, event) = (list(row.columns[3]), String(row.columns[4]), list(row.columns[5]).first)
            for state in from + (to == "=" ? [] : [to]) where !states.contains(where: { $0.term.id == state }) {
                throw stepTable.problem("no state \(state) in states.tsv", row)
            }
            if let event, packs.event(event)?.kind != .start { throw stepTable.problem("no event \(event)", row) }
            var needs: [Need] = []
            for word in list(row.columns[6]) {
                guard let need = Need(rawValue: word) else { throw stepTable.problem("no such need: \(word)", row) }
                needs.append(need)
            }
            steps.append(
                Step(
                    term: term, from: from, to: to == "=" ? nil : to, event: event, needs: needs,
                    article: String(row.columns[7])))
        }
        channels = try rows(try table("channels.tsv"), 3).map(\.1)
        let outcomeTable = try table("outcomes.tsv")
        outcomes = try rows(outcomeTable, 5).map {
            Outcome(term: $0.1, steps: list($0.0.columns[3]), article: String($0.0.columns[4]))
        }
        let dutyTable = try table("duties.tsv")
        var owed: [Owed] = []
        for row in dutyTable.rows {
            let columns = row.columns
            guard columns.count == 5, let debtor = Owed.Debtor(rawValue: String(columns[1])),
                let binding = Owed.Binding(rawValue: String(columns[3]))
            else { throw dutyTable.problem("needs the columns that the head names", row) }
            for step in list(columns[4]) where !steps.contains(where: { $0.term.id == step }) {
                throw dutyTable.problem("no step \(step) in steps.tsv", row)
            }
            owed.append(
                Owed(
                    duty: String(columns[0]), debtor: debtor, office: columns[2] == "any" ? nil : String(columns[2]),
                    binding: binding, keptBy: list(columns[4])))
        }
        bodies = try BodiesInTime(try table("bodies-in-time.tsv"))
        bodyEndings = try table("body-endings.txt").rows.flatMap { $0.columns.flatMap(list) }
        self.states = states
        self.steps = steps
        self.owed = owed
    }

    /// A state, step … by its id or one of its names.
    public func state(_ word: some StringProtocol) -> State? { states.first { Self.fits($0.term, word) } }

    public func step(_ word: some StringProtocol) -> Step? { steps.first { Self.fits($0.term, word) } }

    public func channel(_ word: some StringProtocol) -> Term? { channels.first { Self.fits($0, word) } }

    public func outcome(_ word: some StringProtocol) -> Outcome? { outcomes.first { Self.fits($0.term, word) } }

    /// Whether a name is that of a body, by its ending: what is late counts against bodies, never people.
    public func isBody(_ name: String) -> Bool { name.count > 2 && bodyEndings.contains { name.hasSuffix($0) } }

    private static func fits(_ term: Term, _ word: some StringProtocol) -> Bool {
        term.id == word || term.chinese == word || term.english == word
    }
}
