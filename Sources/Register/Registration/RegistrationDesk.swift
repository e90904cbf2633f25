public import Dictionaries
public import Documents
public import Duties
internal import Foundation
public import Storage

/// Registers letters and carries registered matters from step to step, as `Register/steps.tsv` allows.
public struct RegistrationDesk: Sendable {
    public let store: RegisterStore
    public let rules: RegisterRules
    var packs: RulePacks { rules.packs }
    let calendar: WorkCalendar
    let firewall: Firewall
    var today: CivilDate
    var isChinese: Bool

    /// - Parameter today: nothing can be entered for a later day.
    public init(
        store: RegisterStore, files: DictionaryFiles = .standard(), today: CivilDate, isChinese: Bool
    ) throws(DictionaryError) {
        self.store = store
        rules = try RegisterRules(files)
        calendar = try WorkCalendar(files)
        firewall = try Firewall(files, bodies: rules.bodies)
        self.today = today
        self.isChinese = isChinese
    }

    /// The day by the machine's clock and time zone, unless the clock tells none.
    public static var clockDay: CivilDate? {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
    }

    /// What a clerk says of a step.
    public struct Details: Sendable, Equatable {
        public var day: CivilDate
        public var reached: CivilDate?
        public var body: String?
        /// The body exists under the old name still.
        public var isBodyAsNamed = false
        public var period: Period?
        public var firstDay: CivilDate?
        public var lastDay: CivilDate?
        public var outcome: String?
        public var paper: String?
        public var circumstances: [String] = []
        public var letter: Int64?
        public var note = ""
        /// The note as written, where masking changed it.
        public var originalNote: String?
        /// Who looked whether a report can go there, and found what.
        public var checked = ""

        public init(day: CivilDate) { self.day = day }
    }

    // MARK: registering

    /// Registers letters under one number.
    public func register(_ letters: [Int64], channel word: String, _ details: Details, account: String)
        throws(StoreError) -> RegistrationRow
    {
        guard let channel = rules.channel(word) else {
            let known = rules.channels.map { $0.name(chinese: isChinese) }.joined(separator: " ")
            throw refused("没有这种来信渠道:\(word);可用:\(known)", "no such channel: \(word); there are: \(known)")
        }
        try check(details)
        var contents: [RegisterContent] = []
        var undated: [Int64] = []
        for letter in letters {
            let own = try store.letter(letter).received.flatMap { CivilDate($0) }
            if own == nil { undated.append(letter) }
            guard let received = details.reached ?? own else {
                throw refused(
                    "第 \(letter) 件没有收到日期;用 --received 写明",
                    "letter \(letter) has no day of receipt; give it with --received")
            }
            guard received <= details.day else {
                throw refused(
                    "第 \(letter) 件的收到日期 \(received) 晚于登记日期 \(details.day)",
                    "letter \(letter) was received on \(received), after the day it is registered, \(details.day)")
            }
            contents.append(
                RegisterContent(
                    step: letter == letters.first ? "new" : "join", day: "\(details.day)", reached: "\(received)",
                    circumstances: details.circumstances, letter: letter,
                    note: letter == letters.first ? details.note : "",
                    originalNote: letter == letters.first ? details.originalNote : nil))
        }
        guard !contents.isEmpty else { throw refused("请给出信件", "name a letter") }
        let pattern = try store.setting(Setting.number).flatMap { NumberPattern($0) } ?? NumberPattern.office
        let row = try store.register(
            contents, channel: channel.id, series: pattern.series(on: details.day), account: account,
            settling: try settling())
        // What a clerk enters here is what questions by day and month go by.
        if let reached = details.reached {
            for letter in undated {
                _ = try store.correct(.received, of: letter, to: "\(reached)", note: row.number, account: account)
            }
        }
        return row
    }

    // MARK: steps

    /// Takes a step with a registered matter.
    public func take(_ word: String, _ number: String, _ details: Details, account: String) throws(StoreError)
        -> RegistrationRow
    {
        guard let step = rules.step(word), !step.from.isEmpty else {
            let known = rules.steps.filter { !$0.from.isEmpty }.map(\.term.id).joined(separator: " ")
            throw refused("没有这一步:\(word);可用:\(known)", "no such step: \(word); there are: \(known)")
        }
        try check(details)
        try check(step, details)
        let isSentOn = step.event == "transfer-received"
        if isSentOn, let body = details.body { try checkFirewall(number, body, details) }
        if let body = details.body, !details.isBodyAsNamed {
            let successors = rules.bodies.successors(of: body, on: details.day)
            guard successors.isEmpty else {
                let names = successors.joined(separator: isChinese ? "、" : ", ")
                throw refused(
                    "\(body)此时已撤销,职权由\(names)行使(信访工作条例第二十四条);确仍存在的,加 --as-named",
                    "\(body) no longer existed then, \(names) goes on with its work (article 24); "
                        + "if it does exist, add --as-named")
            }
        }
        let outcome = details.outcome.flatMap { rules.outcome($0)?.term.id }
        let note = [details.note, details.checked].filter { !$0.isEmpty }.joined(separator: "; ")
        return try store.enter(
            RegisterContent(
                step: step.term.id, day: "\(details.day)", reached: details.reached.map { "\($0)" },
                body: details.body, period: details.period.map { "\($0)" },
                firstDay: details.firstDay.map { "\($0)" }, lastDay: details.lastDay.map { "\($0)" }, outcome: outcome,
                paper: details.paper, circumstances: details.circumstances, letter: details.letter, note: note,
                originalNote: details.originalNote),
            in: number, account: account, settling: try settling())
    }

    /// Takes the last entry back, or the one named.
    public func undo(_ entry: Int64? = nil, in number: String, note: String, account: String) throws(StoreError)
        -> RegisterEntry
    {
        try store.undoEntry(
            entry, in: number, day: "\(today)", note: note, account: account, settling: try settling())
    }

    /// Counts all duties anew with the rules and calendars as they are now.
    ///
    /// - Returns: numbers of the matters for which something is counted otherwise.
    public func recount(account: String) throws(StoreError) -> [String] {
        try store.settleAll(account: account, settling: try settling())
    }

    /// Duties with their counts in the user's language.
    public func duties(of number: String) throws(StoreError) -> [DutyRow] {
        let entries = try store.registration(number).standing
        return try book(isChinese: isChinese).duties(entries, bodies: try replay(entries, office: office().name).bodies)
    }

    // MARK: settings

    public enum Setting {
        public static let office = "office"
        public static let kind = "office-kind"
        public static let place = "place"
        public static let pack = "pack"
        public static let number = "number"
    }

    public func office() throws(StoreError) -> DutyBook.Office {
        DutyBook.Office(
            name: try store.setting(Setting.office) ?? "本机关",
            kind: try store.setting(Setting.kind) ?? "petition-office",
            place: try store.setting(Setting.place).flatMap { UInt32($0) } ?? 0,
            pack: try store.setting(Setting.pack))
    }

    func settling() throws(StoreError) -> RegisterStore.Settling {
        // The register's own counts are kept in the office's language whoever works with it.
        let (book, office) = (try book(isChinese: true), try office().name)
        return { (registration) throws(StoreError) in
            let entries = registration.standing
            let replayed = try self.replay(entries, office: office)
            return Settlement(
                state: replayed.state, isOpen: self.rules.state(replayed.state)?.isOpen ?? true,
                body: replayed.bodies.last ?? office, received: replayed.received,
                letters: replayed.state == "void" ? [] : entries.compactMap(\.content.letter),
                duties: replayed.state == "void" ? [] : book.duties(entries, bodies: replayed.bodies))
        }
    }

    private func book(isChinese: Bool) throws(StoreError) -> DutyBook {
        DutyBook(rules: rules, packs: packs, calendar: calendar, office: try office(), isChinese: isChinese)
    }

    // MARK: what a history comes to

    private func replay(_ entries: [RegisterEntry], office: String) throws(StoreError) -> (
        state: String, bodies: [String], received: String
    ) {
        var state = ""
        var bodies: [String] = []
        var day = ""
        for (index, entry) in entries.enumerated() {
            let content = entry.content
            guard let step = rules.step(content.step) else {
                throw refused("步骤表中没有 \(content.step)", "the table of steps lacks \(content.step)")
            }
            guard index == 0 ? step.from.isEmpty : step.from.contains(state) else {
                throw refusedInState(step, state)
            }
            guard content.day >= day else {
                throw refused(
                    "\(step.term.chinese)的日期 \(content.day) 早于前一步的 \(day);写错的先用 laixin register undo 撤销",
                    "\(step.term.english) on \(content.day) lies before the step of \(day); "
                        + "take a wrong one back with laixin register undo")
            }
            day = content.day
            state = step.to ?? state
            bodies.append(content.body ?? bodies.last ?? office)
        }
        return (state, bodies, entries.filter { $0.content.letter != nil }.map(\.content.reached).min() ?? day)
    }

    private func refusedInState(_ step: RegisterRules.Step, _ state: String) -> StoreError {
        let possible = rules.steps.filter { $0.from.contains(state) }.map {
            isChinese ? "\($0.term.id)(\($0.term.chinese))" : $0.term.id
        }.joined(separator: " ")
        let name = rules.state(state)?.term.name(chinese: isChinese) ?? state
        return refused(
            "“\(name)”状态下不能\(step.term.chinese);可以:\(possible)",
            "not possible while \(name): \(step.term.english); possible are: \(possible)")
    }

    // MARK: what was typed

    private func check(_ details: Details) throws(StoreError) {
        for day in [details.day, details.reached].compactMap(\.self) where day > today {
            throw refused("日期 \(day) 在今天(\(today))之后", "\(day) lies after today, \(today)")
        }
        for word in details.circumstances where packs.event(word)?.kind != .circumstance {
            let known = packs.events.filter { $0.kind == .circumstance }.map(\.id).joined(separator: " ")
            throw refused("没有这种情形:\(word);可用:\(known)", "no such circumstance: \(word); there are: \(known)")
        }
    }

    private func check(_ step: RegisterRules.Step, _ details: Details) throws(StoreError) {
        let given: [(Bool, [RegisterRules.Need], String)] = [
            (details.body != nil, [.body, .mayHaveBody], "--to"),
            (details.period != nil, [.mayHavePeriod], "--by"),
            (details.lastDay != nil, [.days, .mayHaveDays], "--until"),
            (details.outcome != nil, [.outcome], "--outcome"),
            (details.letter != nil, [.letter], "--letter"),
        ]
        let name = step.term.name(chinese: isChinese)
        for (isGiven, needs, option) in given {
            if isGiven, !step.needs.contains(where: needs.contains) {
                throw refused("“\(name)”不用 \(option)", "\(name) takes no \(option)")
            }
            if !isGiven, let need = needs.first, !need.rawValue.hasSuffix("?"), step.needs.contains(need) {
                throw refused("“\(name)”须写明 \(option)", "\(name) needs \(option)")
            }
        }
        if step.needs.contains(.days), details.firstDay == nil {
            throw refused("“\(name)”须写明 --from", "\(name) needs --from")
        }
        if let body = details.body, !rules.isBody(body) {
            throw refused(
                "“\(body)”不像单位名称;责任只落在单位,不落在个人", "\(body) does not look like a body's name; only bodies are responsible"
            )
        }
        if let word = details.outcome {
            let possible = rules.outcomes.filter { $0.steps.contains(step.term.id) }
            guard let outcome = rules.outcome(word), possible.contains(outcome) else {
                let known = possible.map { $0.term.name(chinese: isChinese) }.joined(separator: " ")
                throw refused(
                    "“\(name)”的结果不能是 \(word);可用:\(known)", "\(name) cannot end in \(word); there are: \(known)")
            }
        }
    }

    private func checkFirewall(_ number: String, _ body: String, _ details: Details) throws(StoreError) {
        let entries = try store.registration(number).standing
        guard try isReport(entries, besides: details.circumstances) else { return }
        try checkFirewall(try records(of: entries), body, on: details.day, checked: details.checked)
    }

    /// The masked records of a matter's letters.
    func records(of entries: [RegisterEntry]) throws(StoreError) -> [Record] {
        var records: [Record] = []
        for letter in entries.compactMap(\.content.letter) { records.append(try store.letter(letter).record) }
        return records
    }

    /// Whether a matter is a report (检举控告), by what a person said or a letter says.
    func isReport(_ entries: [RegisterEntry], besides circumstances: [String] = []) throws(StoreError) -> Bool {
        if (entries.flatMap(\.content.circumstances) + circumstances).contains("accusation") { return true }
        return try records(of: entries).contains { $0.purpose?.value == .accusation }
    }

    /// - Throws: when a report cannot go to a body, or nobody looked whether it can.
    func checkFirewall(_ records: [Record], _ body: String, on day: CivilDate, checked: String) throws(StoreError) {
        switch firewall.verdict(records, to: body, on: day) {
        case .open: return
        case .reported(let name):
            throw refused(
                "检举控告件不得转给被反映的单位或其下属(信访工作条例第三十条):所反映的是\(name)",
                "a report cannot go to the body it is about, or one of its parts (article 30): it is about \(name)")
        case .unknown:
            guard checked.isEmpty else { return }
            throw refused(
                "检举控告件:认不出被反映的单位。请人工核对后以 --checked 写明核对情况",
                "a report: whom it is about could not be told for certain. Look yourself, and say with --checked what you found"
            )
        }
    }

    func refused(_ chinese: String, _ english: String) -> StoreError {
        StoreError(.stepRefused, isChinese ? chinese : english)
    }
}

extension NumberPattern {
    /// The pattern of an office that has set none.
    static let office: NumberPattern = {
        guard let pattern = NumberPattern(standard) else { preconditionFailure("the standard pattern is one") }
        return pattern
    }()
}
