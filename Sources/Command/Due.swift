internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Duties
internal import Foundation

struct Due: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: Message.text(
            "计算法定期限:写明条款、历法和每一步。", "Counts what is owed by when: article, calendar and each step of the count."),
        discussion: """
            laixin due --event received=2024-01-31
            laixin due --event acceptance=2024-02-05 --extended 2024-04-01 --steps
            laixin due --event rereview-request-received=2024-04-20 --interval hearing=2024-05-06/2024-05-08
            laixin due --packs
            laixin due --store laixin.sqlite --window week
            laixin due --store laixin.sqlite --window overdue --body 自然资源局 --steps
            laixin due --store laixin.sqlite --by-body
            """)

    @Option(
        name: .customLong("event"),
        help: ArgumentHelp(
            Message.text(
                "事件=日期,如 received=2024-01-31;可多次给出。不给出时列出事件名。",
                "EVENT=DAY, such as received=2024-01-31; may be repeated. Without any, the names are listed.")))
    var events: [String] = []
    @Option(help: ArgumentHelp(Message.text("规则包;缺省按收到日期和地点选用。", "Rule pack; by default the day and place choose.")))
    var pack: String?
    @Option(help: ArgumentHelp(Message.text("哪一类程序。", "Which kind of procedure."))) var family = "petitions"
    @Option(help: ArgumentHelp(Message.text("行政区划代码(六位)。", "Code of the division (six digits)."))) var place: String?
    @Option(help: ArgumentHelp(Message.text("只算这一项。", "This duty alone."))) var duty: String?
    @Option(help: ArgumentHelp(Message.text("批准延期的日期,可加 =P30D。", "Day an extension was granted, with =P30D if less.")))
    var extended: [String] = []
    @Option(
        help: ArgumentHelp(
            Message.text(
                "不计入期限的时间:名称=起日/止日,如 hearing=2024-05-06/2024-05-08。",
                "Days that may be left out: NAME=FIRST/LAST, such as hearing=2024-05-06/2024-05-08.")))
    var interval: [String] = []
    @Option(
        help: ArgumentHelp(
            Message.text("使义务不成立的情形,如 unidentified。", "A circumstance by which nothing is owed, such as unidentified."))
    )
    var circumstance: [String] = []
    @Option(help: ArgumentHelp(Message.text("以哪天为准看是否逾期。", "The day to judge by what is overdue."))) var on: String?
    @Flag(help: ArgumentHelp(Message.text("写出每一步。", "Show each step of the count."))) var steps = false
    @Flag(help: ArgumentHelp(Message.text("列出规则包和历法。", "List the rule packs and calendars."))) var packs = false
    @Option var format = OutputFormat.table
    @OptionGroup var ofStore: DueOfStore

    func run() throws {
        if let options = ofStore.options { return try ofStore.run(in: options, on: on, steps: steps, format: format) }
        let rules: RulePacks
        let calendar: WorkCalendar
        do throws(DictionaryError) {
            rules = try RulePacks(.standard())
            calendar = try WorkCalendar(.standard())
        } catch { Message.fail("\(error)") }
        if packs { return list(rules, calendar) }
        let happened = try events.map { try Self.event($0, rules) }
        guard let first = happened.map(\.day).min() else {
            return Table(
                header: [.name, .kind, .meaning],
                rows: rules.events.map { [$0.id, $0.kind.rawValue, Message.isChinese ? $0.chinese : $0.english] }
            ).write(format)
        }
        let chosen = try choose(rules, happened.first { $0.id == "received" }?.day ?? first)
        let extensions = try extended.map(Self.grant)
        let intervals = try interval.map { try Self.span($0, rules) }
        let circumstances = try circumstance.map { try Self.fact($0, rules) }
        let today = try on.map { try Self.day($0, "--on") }
        let counter = DutyCounter(calendar)
        let started = chosen.duties.filter { duty in
            (self.duty == nil || duty.id == self.duty) && happened.contains { $0.id == duty.start }
        }
        guard !started.isEmpty else {
            throw ValidationError(
                Message.text(
                    "\(chosen.title)没有从这些事件起算的期限。", "\(chosen.id) has no duty that runs from these events."))
        }
        var dues: [DueDate] = []
        for duty in started {
            guard !duty.notOwedFor.contains(where: circumstances.contains) else {
                let name = Message.isChinese ? duty.chinese : duty.english
                Message.warn(Message.text("\(name):此情形下没有法定期限", "\(name): nothing is owed in these circumstances"))
                continue
            }
            for event in happened where event.id == duty.start {
                dues.append(
                    counter.due(
                        duty, of: chosen, from: event.day, extensions: duty.longestExtension == nil ? [] : extensions,
                        intervals: intervals.filter { $0.kind == duty.leavesOut }))
            }
        }
        write(dues, chosen, rules, today)
    }

    private func choose(_ rules: RulePacks, _ received: CivilDate) throws -> RulePack {
        if let pack {
            guard let named = rules.pack(pack) else {
                throw ValidationError(
                    Message.text("没有规则包 \(pack);见 laixin due --packs", "no rule pack \(pack); see laixin due --packs"))
            }
            if !named.holds(on: received) {
                Message.warn(
                    Message.text(
                        "注意:\(named.title)在 \(received) 不适用", "note: \(named.id) does not hold on \(received)"))
            }
            return named
        }
        let code = try place.map(Self.code) ?? 0
        guard let found = rules.pack(family: family, received: received, place: code) else {
            throw ValidationError(
                Message.text(
                    "\(received) 没有适用的规则包(\(family));见 laixin due --packs",
                    "no rule pack of \(family) holds on \(received); see laixin due --packs"))
        }
        for other in rules.unverified(family: family, received: received, place: code) {
            Message.warn(
                Message.text(
                    "注意:当地另有\(other.title)(未核实),可用 --pack \(other.id) 计算",
                    "note: \(other.id) may hold there (not verified); count by it with --pack \(other.id)"))
        }
        return found
    }

    private func write(_ dues: [DueDate], _ pack: RulePack, _ rules: RulePacks, _ today: CivilDate?) {
        let header: [Column] =
            [.duty, .name, .owedBy, .due, .strict, .rolled, .law, .pack, .calendar]
            + (today == nil ? [] : [.standing])
        let rows = dues.map { due in
            [
                due.duty.id, Message.isChinese ? due.duty.chinese : due.duty.english, due.duty.debtor.rawValue,
                "\(due.shown)", "\(due.strict)", "\(due.rolled)",
                pack.title + (due.duty.article == "-" ? "" : due.duty.article), "\(due.pack) \(due.packVersion)",
                due.calendarVersion + (due.isEstimated ? " estimated" : ""),
            ] + (today.map { [due.standing(on: $0).rawValue] } ?? [])
        }
        guard steps, format == .table else { return Table(header: header, rows: rows).write(format) }
        for (due, row) in zip(dues, rows) {
            Table(header: header, rows: [row]).write(.table)
            for line in due.wording(chinese: Message.isChinese, events: rules) { print("  " + line) }
        }
    }

    private func list(_ rules: RulePacks, _ calendar: WorkCalendar) {
        Table(
            header: [.pack, .title, .family, .inForce, .place, .standing],
            rows: rules.packs.map {
                [
                    $0.id, $0.title, $0.family, "\($0.firstDay)/\($0.lastDay.map { "\($0)" } ?? "..")",
                    String($0.place), $0.standing.rawValue,
                ]
            }
        ).write(format)
        Table(
            header: [.calendar, .notice],
            rows: calendar.notices.values.sorted { $0.year < $1.year }.map { [String($0.year), $0.source] }
        ).write(format)
    }

    // MARK: What was typed

    private static func day(_ text: some StringProtocol, _ option: String) throws -> CivilDate {
        guard let day = CivilDate(text) else {
            throw ValidationError(
                Message.text("\(option) 要 YYYY-MM-DD 的日期:\(text)", "\(option) needs a day as YYYY-MM-DD: \(text)"))
        }
        return day
    }

    private static func code(_ text: String) throws -> UInt32 {
        guard text.utf8.count == 6, let code = UInt32(text) else {
            throw ValidationError(
                Message.text("--place 要六位行政区划代码:\(text)", "--place needs a code of six digits: \(text)"))
        }
        return code
    }

    private static func event(_ text: String, _ rules: RulePacks) throws -> (id: String, day: CivilDate) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, rules.event(parts[0])?.kind == .start else {
            throw ValidationError(
                Message.text(
                    "--event 要 事件=日期:\(text);不带参数的 laixin due 列出事件名",
                    "--event needs EVENT=DAY: \(text); laixin due alone lists the names"))
        }
        return (String(parts[0]), try day(parts[1], "--event"))
    }

    private static func grant(_ text: String) throws -> DutyCounter.Extension {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        let granted = try day(parts[0], "--extended")
        guard parts.count > 1 else { return DutyCounter.Extension(granted: granted) }
        guard parts.count == 2, let period = Period(parts[1]) else {
            throw ValidationError(
                Message.text("--extended 要 日期 或 日期=P30D:\(text)", "--extended needs DAY or DAY=P30D: \(text)"))
        }
        return DutyCounter.Extension(granted: granted, period: period)
    }

    private static func span(_ text: String, _ rules: RulePacks) throws -> DutyCounter.Interval {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        let days = (parts.last ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, days.count == 2, rules.event(parts[0])?.kind == .interval,
            let interval = DutyCounter.Interval(
                String(parts[0]), first: try day(days[0], "--interval"), last: try day(days[1], "--interval"))
        else {
            throw ValidationError(
                Message.text("--interval 要 名称=起日/止日:\(text)", "--interval needs NAME=FIRST/LAST: \(text)"))
        }
        return interval
    }

    private static func fact(_ text: String, _ rules: RulePacks) throws -> String {
        guard rules.event(text)?.kind == .circumstance else {
            throw ValidationError(
                Message.text(
                    "没有这种情形:\(text);不带参数的 laixin due 列出各种情形",
                    "no such circumstance: \(text); laixin due alone lists them"))
        }
        return text
    }
}
