public import Exports
public import Storage

/// The register as a table (台账).
public struct RegisterSheet: Sendable {
    private let desk: RegistrationDesk
    private let today: String

    /// - Parameter today: the day by which duties are overdue.
    public init(desk: RegistrationDesk, today: String) {
        self.desk = desk
        self.today = today
    }

    /// - Parameter categories: paths of the classes, to choose from in a spreadsheet.
    public func sheet(_ lines: [RegisterLine], categories: [String]) -> Sheet {
        let rules = desk.rules
        let states = rules.states.map(\.term.chinese)
        let channels = rules.channels.map(\.chinese)
        let columns: [Sheet.Column] = [
            .init("编号", "number", .text, width: 16), .init("渠道", "channel", .choice(channels), width: 8),
            .init("收到日期", "received", .day, width: 12), .init("登记日期", "registered", .day, width: 12),
            .init("件数", "letters", .count, width: 6), .init("类别", "category", .choice(categories), width: 28),
            .init("信访目的", "purpose", .text, width: 12), .init("问题属地", "place", .text, width: 24),
            .init("概况(已遮盖)", "title", .text, width: 40), .init("状态", "state", .choice(states), width: 12),
            .init("承办单位", "body", .text, width: 24), .init("待履行事项", "duty", .text, width: 24),
            .init("期限", "due", .day, width: 12), .init("期限状态", "standing", .text, width: 10),
            .init("依据", "law", .text, width: 28), .init("办理结果", "outcome", .text, width: 16),
            .init("办结日期", "done", .day, width: 12),
        ]
        let rows = lines.map { line in
            let row = line.row
            return [
                row.number, rules.channel(row.channel)?.chinese ?? row.channel, row.received, row.registered,
                String(row.letters.count), row.category, line.purpose, line.place, row.title,
                rules.state(row.state)?.term.chinese ?? row.state, row.body,
                line.next.map { desk.dutyTerm($0)?.chinese ?? "反馈办理结果" } ?? "", line.next?.shown ?? "",
                line.next.map { Self.standing(desk.standing(of: $0, on: today)) } ?? "", line.next?.law ?? "",
                rules.outcome(line.outcome)?.term.chinese ?? line.outcome, line.doneOn,
            ]
        }
        return Sheet(title: "台账", columns: columns, rows: rows)
    }

    static func standing(_ standing: String) -> String {
        switch standing {
        case "open": "未到期"
        case "in-grace": "顺延中"
        case "overdue": "逾期"
        case "kept": "按时"
        case "kept-late": "迟延"
        default: standing
        }
    }
}
