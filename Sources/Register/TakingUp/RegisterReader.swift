internal import Documents
internal import Foundation
internal import Storage

/// A row of another register that cannot be taken up: where, and what to do.
public struct RowProblem: Sendable, Equatable {
    /// As a spreadsheet counts.
    public let row: Int
    public let heading: String
    /// Empty where it is private.
    public let value: String
    public let advice: String
}

/// One row of another register, understood.
struct RegisterEntryRow: Sendable {
    let row: Int
    let number: String
    let channel: String
    let received: CivilDate
    let registered: CivilDate
    let category: (path: [String], code: String)?
    let purpose: Purpose?
    let place: Record.Place?
    /// The letter, private values taken out.
    let text: String
    /// What is sealed: the letter as it stands, and the private values.
    let original: String
    let secrets: [MaskedDocument.Secret]
    /// The steps that lead to the state the row tells.
    let steps: [RegisterContent]
}

/// Understands rows of another register, each by itself.
struct RegisterReader: Sendable {
    let columns: RegisterColumns
    let rules: RegisterRules
    let places: [RegisterColumns.Field: Int]
    let headings: [String]
    let categories: [(path: [String], code: String)]
    let office: String
    let today: CivilDate
    let isChinese: Bool
    /// The place that a name tells; `nil` for none.
    let place: @Sendable (String) -> Record.Place?

    private struct Refused: Error {
        let field: RegisterColumns.Field
        let advice: String
    }

    /// The row, or what is wrong with it: everything at once, so that a clerk goes over it once.
    func read(_ cells: [String], row: Int) -> (RegisterEntryRow?, [RowProblem]) {
        var problems: [RowProblem] = []
        func cell(_ field: RegisterColumns.Field) -> String { places[field].map { cells[$0] } ?? "" }
        func take<Value>(_ fallback: Value, _ body: () throws(Refused) -> Value) -> Value {
            do throws(Refused) { return try body() } catch {
                let place = places[error.field]
                let isPrivate = columns.need(error.field) == .sealed || error.field == .text || error.field == .title
                problems.append(
                    RowProblem(
                        row: row, heading: place.map { headings[$0] } ?? error.field.rawValue,
                        value: isPrivate ? "" : cell(error.field), advice: error.advice))
                return fallback
            }
        }
        let number = take("") { () throws(Refused) in
            let number = cell(.number)
            guard !number.isEmpty else { throw refused(.number, "编号是空的,请补上", "there is no number; fill it in") }
            guard !number.contains(where: \.isWhitespace) else {
                throw refused(.number, "编号中不能有空格", "a number holds no spaces")
            }
            return number
        }
        let channel = take("") { () throws(Refused) in
            guard !cell(.channel).isEmpty else { return "letter" }
            guard let channel = rules.channel(cell(.channel)) else {
                let known = rules.channels.map { $0.name(chinese: isChinese) }.joined(separator: " ")
                throw refused(.channel, "没有这种渠道;可用:\(known)", "no such channel; there are: \(known)")
            }
            return channel.id
        }
        let received = take(today) { () throws(Refused) in
            guard let day = try day(.received, cell) else {
                throw refused(.received, "收到日期是空的,请补上", "there is no day of receipt; fill it in")
            }
            return day
        }
        let registered = take(received) { () throws(Refused) in
            let day = try day(.registered, cell) ?? received
            guard day >= received else {
                throw refused(.registered, "登记早于收到(\(received))", "registered before it was received, \(received)")
            }
            return day
        }
        let done = take(nil) { () throws(Refused) -> CivilDate? in
            let day = try day(.done, cell)
            guard day ?? registered >= registered else {
                throw refused(.done, "办结早于登记(\(registered))", "done before it was registered, \(registered)")
            }
            return day
        }
        let category = take(nil) { () throws(Refused) -> (path: [String], code: String)? in
            let name = cell(.category)
            guard !name.isEmpty else { return nil }
            let exact = categories.filter { $0.path.joined(separator: "/") == name || $0.code == name }
            let last = exact.isEmpty ? categories.filter { $0.path.last == name } : exact
            guard last.count == 1 else {
                throw refused(
                    .category, "类别表中没有或不止一个;写全路径,如 国土资源/土地征收,或留空由程序判断",
                    "no class, or more than one, is called so; write its whole path, or leave it empty")
            }
            return last[0]
        }
        let purpose = take(nil) { () throws(Refused) -> Purpose? in
            guard !cell(.purpose).isEmpty else { return nil }
            guard let purpose = Purpose(rawValue: cell(.purpose)) else {
                let known = Purpose.allCases.map(\.rawValue).joined(separator: " ")
                throw refused(.purpose, "没有这种目的;可用:\(known)", "no such purpose; there are: \(known)")
            }
            return purpose
        }
        let settled = take(nil) { () throws(Refused) -> Record.Place? in
            let name = cell(.place).replacing("/", with: "")
            guard !name.isEmpty else { return nil }
            guard let place = place(name) else {
                throw refused(
                    .place, "认不出这个地方;写到县,如 河南省平顶山市湛河区,或留空",
                    "no such place is known; write province, city and county, or leave it empty")
            }
            return place
        }
        let steps = take([]) { () throws(Refused) in
            try self.steps(cell, registered: registered, received: received, done: done)
        }
        let text = take("") { () throws(Refused) in
            let text = cell(.text).isEmpty ? cell(.title) : cell(.text)
            guard !text.isEmpty else {
                throw refused(places[.text] == nil ? .title : .text, "没有内容,请补上", "there is no text; fill it in")
            }
            return text
        }
        guard problems.isEmpty else {
            let order = Dictionary(headings.enumerated().map { ($1, $0) }) { first, _ in first }
            return (nil, problems.sorted { order[$0.heading] ?? 0 < order[$1.heading] ?? 0 })
        }
        let (masked, original, secrets) = sealed(text, cell)
        return (
            RegisterEntryRow(
                row: row, number: number, channel: channel, received: received, registered: registered,
                category: category, purpose: purpose, place: settled, text: masked, original: original,
                secrets: secrets, steps: steps), []
        )
    }

    private func refused(_ field: RegisterColumns.Field, _ chinese: String, _ english: String) -> Refused {
        Refused(field: field, advice: isChinese ? chinese : english)
    }

    // MARK: days

    private func day(_ field: RegisterColumns.Field, _ cell: (RegisterColumns.Field) -> String) throws(Refused)
        -> CivilDate?
    {
        let text = cell(field)
        guard !text.isEmpty else { return nil }
        guard let day = Self.day(text) else {
            throw refused(field, "不是日期;写成 2026-03-02", "this is no day; write it as 2026-03-02")
        }
        guard day <= today else { throw refused(field, "在今天(\(today))之后", "lies after today, \(today)") }
        return day
    }

    /// `2026-03-02`, `2026/3/2`, `2026.3.2`, `2026年3月2日`, `20260302`, each with a time of day behind it or not.
    static func day(_ text: String) -> CivilDate? {
        let plain = text.prefix { $0 != " " && $0 != "T" }
        var parts = plain.split { "-/.年月日".contains($0) }.map(String.init)
        if parts.count == 1, plain.count == 8 {
            parts = [String(plain.prefix(4)), String(plain.dropFirst(4).prefix(2)), String(plain.suffix(2))]
        }
        guard parts.count == 3, parts[0].count == 4, let month = Int(parts[1]), let day = Int(parts[2]) else {
            return nil
        }
        return CivilDate(parts[0] + String(format: "-%02d-%02d", month, day))
    }

    // MARK: steps

    /// The fewest steps from registering to the state, of those that the row gives what they need and that say nothing
    /// the row does not.
    private func steps(
        _ cell: (RegisterColumns.Field) -> String, registered: CivilDate, received: CivilDate, done: CivilDate?
    ) throws(Refused) -> [RegisterContent] {
        let word = cell(.state)
        guard let state = word.isEmpty ? rules.states.first : rules.state(word) else {
            let known = rules.states.map { $0.term.name(chinese: isChinese) }.joined(separator: " ")
            throw refused(.state, "没有这种状态;可用:\(known)", "no such state; there are: \(known)")
        }
        let body = cell(.body) == office ? "" : cell(.body)
        guard body.isEmpty || rules.isBody(body) else {
            throw refused(.body, "不像单位名称;责任只落在单位", "does not look like a body's name")
        }
        let outcome = cell(.outcome).isEmpty ? nil : rules.outcome(cell(.outcome))
        guard cell(.outcome).isEmpty || outcome != nil else {
            let known = rules.outcomes.map { $0.term.name(chinese: isChinese) }.joined(separator: " ")
            throw refused(.outcome, "没有这种结果;可用:\(known)", "no such outcome; there are: \(known)")
        }
        guard let way = way(to: state.term.id, body: body, outcome: outcome) else {
            throw refused(
                .state, "从登记到“\(state.term.chinese)”的步骤,本行写明的不够(承办单位、办理结果)或不合;先按较早的状态收入,再逐步登记",
                "the row does not tell what the steps to this state need (body, outcome); take it up in an earlier state "
                    + "and enter the steps after that")
        }
        let note = isChinese ? "自台账收入" : "taken up from a register"
        let first = RegisterContent(step: "new", day: "\(registered)", reached: "\(received)", note: note)
        return [first]
            + way.enumerated().map { place, step in
                let isLast = place == way.count - 1
                let day = isLast ? done ?? registered : registered
                let takesBody = !body.isEmpty && Self.takesBody(step)
                return RegisterContent(
                    step: step.term.id, day: "\(day)", body: takesBody ? body : nil,
                    outcome: step.needs.contains(.outcome) ? outcome?.term.id : nil, note: note)
            }
    }

    private static func takesBody(_ step: RegisterRules.Step) -> Bool {
        step.needs.contains(.body) || step.needs.contains(.mayHaveBody)
    }

    private struct Standing: Hashable {
        var state: String
        var hasBody: Bool
        var hasOutcome: Bool
    }

    private func way(to state: String, body: String, outcome: RegisterRules.Outcome?) -> [RegisterRules.Step]? {
        let end = Standing(state: state, hasBody: !body.isEmpty, hasOutcome: outcome != nil)
        let usable = rules.steps.filter { step in
            guard let to = step.to, !step.needs.contains(.days), !step.needs.contains(.letter) else { return false }
            // What was refused, returned or void is so only where the row says it.
            if ["refused", "returned", "void"].contains(to), to != state { return false }
            if step.needs.contains(.outcome), !(outcome?.steps.contains(step.term.id) ?? false) { return false }
            return !step.needs.contains(.body) || !body.isEmpty
        }
        var ways = [Standing(state: "registered", hasBody: false, hasOutcome: false): [RegisterRules.Step]()]
        var open = Array(ways.keys)
        while !open.isEmpty {
            let here = open.removeFirst()
            let way = ways[here] ?? []
            if here == end { return way }
            for step in usable where step.from.contains(here.state) {
                var next = here
                next.state = step.to ?? here.state
                if !body.isEmpty, Self.takesBody(step) { next.hasBody = true }
                if step.needs.contains(.outcome) { next.hasOutcome = true }
                guard ways[next] == nil else { continue }
                ways[next] = way + [step]
                open.append(next)
            }
        }
        return nil
    }

    // MARK: private values

    /// The text without the values of private columns, and what is sealed.
    private func sealed(_ text: String, _ cell: (RegisterColumns.Field) -> String) -> (
        String, String, [MaskedDocument.Secret]
    ) {
        var (masked, original): (String, String) = (text, text)
        var secrets: [MaskedDocument.Secret] = []
        for field in RegisterColumns.Field.allCases where columns.need(field) == .sealed {
            let value = cell(field)
            guard !value.isEmpty, let place = places[field] else { continue }
            original += "\n\(headings[place])：\(value)"
            let kind: MaskedDocument.Secret.Kind =
                switch field {
                case .phone: .phone
                case .identity: .idNumber
                default: .person
                }
            // Several people may stand in one cell.
            for one in value.split(whereSeparator: { "、,，;； /".contains($0) }).map(String.init) where one.count > 1 {
                secrets.append(.init(placeholder: "", kind: kind, value: one))
                masked = masked.replacing(one, with: String(repeating: "×", count: one.count))
            }
        }
        return (masked, original, secrets)
    }
}
