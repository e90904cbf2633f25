internal import ArgumentParser
internal import Documents
internal import Duties
internal import Exports
internal import Foundation
internal import Register
internal import Storage

struct ReportVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Message.text(
            "月报:类别、渠道、属地、承办单位和期限履行,HTML 可打印。",
            "A month's report as HTML: categories, channels, places, bodies, duties kept."),
        discussion: """
            laixin report --month 2026-03 --into 月报.html
            laixin report --month 2026-03 --published --into 公开月报.html
            """)

    @Option(help: ArgumentHelp(Message.text("月份,如 2026-03。", "The month, such as 2026-03."))) var month: String
    @Option(help: ArgumentHelp(Message.text("写到这里(不覆盖)。", "The file to write; none is overwritten."))) var into: String
    @Flag(help: ArgumentHelp(Message.text("供外发:小于 k 的格不显示。", "For release: cells below k are suppressed.")))
    var published = false
    @Option var k = 10
    @OptionGroup var options: StoreOptions

    func validate() throws {
        guard CivilDate(month + "-01") != nil else {
            throw ValidationError(
                Message.text("--month 要 2026-03 这样的月份:\(month)", "--month needs a month as 2026-03: \(month)"))
        }
    }

    func run() throws {
        let file = NewFile(into)
        let desk = RegisterVerb.desk(options)
        let report = Message.trying { () throws(StoreError) in try self.report(desk) }
        file.write(report.html)
        print(into)
    }

    private func report(_ desk: RegistrationDesk) throws(StoreError) -> MonthlyReport {
        let audience: Audience = published ? .published(k: k) : .register
        var tables: [MonthlyReport.Table] = []
        for (key, title) in [
            (StatisticsKey.category, "内容分类"), (.channel, "信访形式"), (.place, "问题属地"), (.responsible, "承办单位"),
            (.state, "办理状态"),
        ] {
            let rows = try desk.store.statistics(by: key, LetterFilter(month: month, unit: .petitions), for: audience)
            tables.append(
                MonthlyReport.Table(
                    title: title, header: [title, "件数", "事项数"],
                    rows: rows.map { (name($0.key, key, desk), [$0.letters, $0.matters]) }))
        }
        tables.append(try duties(desk))
        var notes = [
            "件数为当月收到的信访件,事项数为其中不同的事项;同一事项的多件信仍各计一件。",
            "期限按单位统计,计的是应当履行的义务,不是信件多少。",
        ]
        if published { notes.append("少于 \(max(5, k)) 的数以 * 代替,为不使其可由总数推出,个别较大的数也以 * 代替。") }
        return MonthlyReport(
            title: "\(month.prefix(4))年\(Int(month.suffix(2)) ?? 0)月信访工作月报", notes: notes, tables: tables)
    }

    /// Duties whose last day lay in the month, by the bodies that owed them.
    private func duties(_ desk: RegistrationDesk) throws(StoreError) -> MonthlyReport.Table {
        let last = CivilDate(month + "-01").map { "\($0.adding(months: 1).adding(days: -1))" } ?? ""
        let day = min(last, "\(RegisterVerb.today)")
        let due = try desk.store.duties().filter { $0.duty.shown.hasPrefix(month) }
        let least = published ? max(5, k) : 0
        return MonthlyReport.Table(
            title: "当月到期的义务", header: ["单位", "合计", "按时", "迟延", "逾期", "未到期"],
            rows: desk.standings(of: due, on: day).map { body, counts in
                let all = counts.values.reduce(0, +)
                let figures = [
                    all, counts[.kept] ?? 0, counts[.keptLate] ?? 0, counts[.overdue] ?? 0,
                    (counts[.open] ?? 0) + (counts[.inGrace] ?? 0),
                ]
                // A row is shown wholly or not at all: its parts add up.
                let isSmall = figures.contains { $0 > 0 && $0 < least }
                return (body, figures.map { isSmall ? nil : $0 })
            })
    }

    private func name(_ key: String, _ by: StatisticsKey, _ desk: RegistrationDesk) -> String {
        switch by {
        case .channel: desk.rules.channel(key)?.chinese ?? key
        case .state: desk.rules.state(key)?.term.chinese ?? key
        default: key
        }
    }
}
