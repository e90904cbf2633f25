internal import ArgumentParser
internal import Documents
internal import Duties
internal import Foundation
internal import Register
internal import Storage

/// What the register owes, to whom and by when.
struct DueOfStore: ParsableArguments {
    @Option(help: ArgumentHelp(Message.text("登记库:列出其中各件的期限。", "A store: the duties of its registered matters.")))
    var store: String?
    @Option(help: ArgumentHelp(Message.text("密钥文件。", "The key file."))) var key: String?
    @Option(
        help: ArgumentHelp(
            Message.text(
                "今天到期、本周到期、已逾期、已履行,或全部未履行。", "Due today or this week, overdue, kept, or all that are open.")))
    var window = DueWindow.all
    @Option(help: ArgumentHelp(Message.text("义务单位名称的一部分。", "Part of the name of the body that owes it.")))
    var body: String?
    @Flag(help: ArgumentHelp(Message.text("按单位汇总:未到期、逾期、按时、迟延。", "Sums by body: open, overdue, kept, kept late.")))
    var byBody = false
    @Flag(
        help: ArgumentHelp(
            Message.text("规则包或历法更新后重算全部期限。", "Counts all duties anew, after packs or calendars changed.")))
    var recount = false

    /// Where the store is; `nil` when none was named.
    var options: StoreOptions? {
        store.map { .named($0, key: key) }
    }

    func run(in options: StoreOptions, on text: String?, steps: Bool, format: OutputFormat) throws {
        let desk = RegisterVerb.desk(options)
        let today = RegisterVerb.day(text, "--on") ?? RegisterVerb.today
        let day = "\(today)"
        if recount {
            let changed = Message.trying { () throws(StoreError) in
                try desk.recount(account: ProcessInfo.processInfo.userName)
            }
            Message.warn(
                Message.text("重算:\(changed.count) 件的期限有变", "counted anew: the duties of \(changed.count) changed"))
            for number in changed { Message.warn("  " + number) }
        }
        let all = Message.trying { () throws(StoreError) in
            try desk.store.duties(isOpen: window != .kept && !byBody, body: body)
        }
        if all.contains(where: { desk.isOutdated($0.duty) }) {
            Message.warn(
                Message.text(
                    "注意:有期限是按旧的规则包或历法算的;用 --recount 重算",
                    "note: some were counted by older rules or calendars; --recount counts anew"
                ))
        }
        if byBody { return sum(all, desk, day).write(format) }
        let rows = all.filter { desk.isIn(window, $0.duty, on: today) }
        for item in rows where steps && format == .table {
            let told = Message.trying { () throws(StoreError) in try desk.duties(of: item.number) }
                .first { $0.entry == item.duty.entry && $0.duty == item.duty.duty }
            print("\(item.number)  " + RegisterVerb.line(item.duty, desk))
            for line in (told ?? item.duty).steps { print("    " + line) }
        }
        guard !steps || format != .table else { return }
        Table(
            header: [
                .due, .standing, .number, .duty, .owedBy, .state, .strict, .rolled, .law, .pack, .calendar,
            ],
            rows: rows.map { item in
                let duty = item.duty
                return [
                    duty.shown, desk.standing(of: duty, on: day), item.number, RegisterVerb.dutyName(duty, desk),
                    duty.body, desk.rules.stateName(item.state),
                    duty.strict, duty.rolled, duty.law, "\(duty.pack) \(duty.packVersion)",
                    duty.calendarVersion + (duty.isEstimated ? " estimated" : ""),
                ]
            }
        ).write(format)
    }

    /// Counts of duties, never of letters or of people: fewer letters are no merit.
    private func sum(_ all: [RegisteredDuty], _ desk: RegistrationDesk, _ day: String) -> Table {
        let columns = DueDate.Standing.allCases
        return Table(
            header: [.owedBy] + columns.map(\.column),
            rows: desk.standings(of: all, on: day).map { body, counts in
                [body] + columns.map { String(counts[$0] ?? 0) }
            })
    }
}

extension StoreOptions {
    static func named(_ path: String, key: String? = nil) -> StoreOptions {
        var options = StoreOptions()
        options.store = path
        options.key = key
        return options
    }
}
