internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Register
internal import Storage

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Message.text(
            "把文件和文件夹收进登记库;可中断,重跑不重收。", "Brings files and folders into the store; resumable, nothing twice."),
        discussion: """
            laixin import Corpus --store laixin.sqlite
            laixin import 今天的来信 --received 2026-03-02
            laixin import --status --store laixin.sqlite
            """)

    @Argument(completion: .file()) var paths: [String] = []
    @Flag(
        help: ArgumentHelp(Message.text("只报告收录情况和搁置的文件。", "Only report what is done and which files were set aside.")))
    var status = false
    @Option(
        help: ArgumentHelp(
            Message.text(
                "收到日期,用于自己没有写明的来信(文件夹名、received 字段优先);“去年”“上月”由此推算。",
                "Day of receipt of letters that bring none (by their folder's name or a field); relative dates are told from it."
            )))
    var received: String?
    @OptionGroup var options: StoreOptions
    @OptionGroup var office: HomeOptions

    func run() throws {
        let store = options.open(creating: !status)
        if status { return try report(store) }
        guard !paths.isEmpty else { throw ValidationError(Message.text("请给出文件或文件夹。", "Name files or folders.")) }
        let isTerminal = isatty(2) == 1
        let start = Date()
        var importer = Importer(
            reader: Environment.reader(), pipeline: Environment.pipeline(home: office.home, mapping: office.mapping),
            linker: Environment.linker(), store: store, isChinese: Message.isChinese)
        importer.receivedOtherwise = RegisterVerb.day(received, "--received")
        let summary = try importer.run(paths: paths) { progress in
            guard isTerminal else { return }
            let seconds = max(0.001, Date().timeIntervalSince(start))
            let rate = Double(progress.done) / seconds
            let left = Int(Double(progress.total - progress.done) / max(rate, 0.001))
            let filled = progress.total == 0 ? 20 : 20 * progress.done / progress.total
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
            FileHandle.standardError.write(
                Data("\r\(bar) \(progress.done)/\(progress.total)  \(Int(rate))/s  \(left) s ".utf8))
        }
        if isTerminal { Message.warn("") }
        print(
            Message.text(
                "收录 \(summary.filesImported) 个文件、\(summary.letters) 件;已有 \(summary.filesKnown);搁置 \(summary.filesFailed);关联 \(summary.links)",
                "imported \(summary.filesImported) files, \(summary.letters) documents; known \(summary.filesKnown); set aside \(summary.filesFailed); links \(summary.links)"
            ))
        if summary.filesFailed > 0 { throw ExitCode(partialFailureStatus) }
    }

    private func report(_ store: RegisterStore) throws {
        let status = try store.importStatus()
        print(
            Message.text(
                "已收 \(status.filesDone) 个文件、\(status.letters) 件,搁置 \(status.failures.count) 个",
                "\(status.filesDone) files, \(status.letters) documents done; \(status.failures.count) set aside"))
        for failure in status.failures { print("  \(failure.path)  \(failure.code): \(failure.message)") }
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Message.text("类别路径或代码的开头。", "Start of a category path or code."))) var category: String?
    @Option(help: ArgumentHelp(Message.text("地名或代码的开头。", "Part of a place's path, or start of its code."))) var place:
        String?
    @Option(help: ArgumentHelp(Message.text("月份,2023-05 或 2023。", "A month, 2023-05 or 2023."))) var month: String?
    @Option(help: ArgumentHelp(Message.text("单位名称的一部分。", "Part of a body's name."))) var body: String?
    @Option(help: ArgumentHelp(Message.text("文种。", "The kind of document."))) var kind: String?

    func filter(_ question: [String] = [], words: String? = nil, limit: Int = 50) -> LetterFilter {
        let asked: Question
        do throws(Question.Failure) { asked = try Question(question.joined(separator: " ")) } catch {
            Message.fail(error.message(chinese: Message.isChinese), status: 64)
        }
        return LetterFilter(
            category: category, place: place, month: month, body: body, kind: kind, words: words,
            question: asked.terms.isEmpty ? nil : RegisterVerb.inIdentifiers(asked), limit: limit,
            today: "\(RegisterVerb.today)")
    }
}

struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: Message.text("列出符合条件的来信。", "Lists the letters that match."),
        discussion: """
            laixin query --category 国土资源 --month 2023-05
            laixin query --place 湛河区 --format csv
            laixin query "停水 类别:城乡建设 month:2023-05..2023-08 -state:办结"
            laixin query duty:overdue responsible:自然资源局
            laixin query 'letters>=3' 渠道:网上

            """ + Question.manual)

    @Argument(help: ArgumentHelp(Message.text("问题,见下。", "The question, see below."))) var question: [String] = []
    @OptionGroup var filters: FilterOptions
    @Option(help: ArgumentHelp(Message.text("正文中的词(已遮盖的文本)。", "Words of the masked text."))) var words: String?
    @Option var limit = 50
    @Option var format = OutputFormat.table
    @OptionGroup var options: StoreOptions

    func run() throws {
        let rows = try options.open().letters(filters.filter(question, words: words, limit: limit))
        let hasWords = rows.contains { !$0.excerpt.isEmpty }
        if rows.isEmpty {
            Message.warn(
                Message.text(
                    "没有符合的来信(姓名、电话、证件号已遮盖,不能检索)",
                    "no letter matches (names, phones and identity numbers are masked and cannot be asked for)"))
        }
        Table(
            header: [.id, .received, .kind, .category, .place, hasWords ? .found : .title],
            rows: rows.map {
                [
                    String($0.id), $0.received ?? "", $0.kind, $0.category, $0.place, hasWords ? $0.excerpt : $0.title,
                ]
            }
        ).write(format)
    }
}

/// The keys of `stats`, as arguments.
enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case category, place, month, body, kind, channel, state, responsible

    var column: Column { Column(rawValue: rawValue)! }
    var key: StatisticsKey { StatisticsKey(rawValue: rawValue)! }
}

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: Message.text(
            "按类别、地点、月份、单位或文种统计信件和事项。", "Counts letters and matters by category, place, month, body or kind."),
        discussion: """
            laixin stats --by category
            laixin stats --by place --month 2023 --published --format csv
            laixin stats --by responsible duty:late
            laixin stats --by category kind:reply

            """
                + Message.text(
                    "计的是信访件:来信,以及登记了的来访、来电等;要计计划、通知、答复等文件,写明文种(kind:)或 --by kind。",
                    "What is counted are letters, and visits, calls and whatever else is registered; plans, notices and replies are "
                        + "counted when a kind is asked for (kind:, or --by kind)."))

    @Argument(help: ArgumentHelp(Message.text("问题,见 laixin help query。", "The question, see laixin help query.")))
    var question: [String] = []
    @Option var by = Grouping.category
    @OptionGroup var filters: FilterOptions
    @Flag(help: ArgumentHelp(Message.text("供外发:小于 k 的格不显示。", "For release: cells below k are suppressed.")))
    var published = false
    @Option var k = 10
    @Option var format = OutputFormat.table
    @OptionGroup var options: StoreOptions

    func run() throws {
        let filter = filters.filter(question).petitionsByDefault(by: [by.key])
        let rows = try options.open().statistics(by: by.key, filter, for: published ? .published(k: k) : .register)
        Table(
            header: [by.column, .letters, .matters],
            rows: rows.map { [$0.key, $0.letters.map(String.init) ?? "*", $0.matters.map(String.init) ?? "*"] }
        ).write(format)
    }
}

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Message.text(
            "显示一件:遮盖后的文本和着色的依据;看原文须有理由,并记入审计。",
            "Shows one letter, masked, its evidence coloured; the sealed original only with a reason, logged."),
        discussion: """
            laixin show 12
            laixin show 12 --original --reason 核对地址
            """)

    @Argument var id: Int64
    @Flag var original = false
    @Option var reason: String?
    @Option var account = ProcessInfo.processInfo.userName
    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = options.open()
        if original {
            let text = Message.trying { () throws(StoreError) in
                try store.reveal(id, account: account, reason: reason ?? "")
            }
            return print(text)
        }
        let letter = Message.trying { () throws(StoreError) in try store.letter(id) }
        print(Highlighter(record: letter.record).render(letter.text, isColoured: isatty(1) == 1))
        print("—")
        print("\(letter.record.kind.rawValue)  \(letter.received ?? "")")
        for issue in letter.record.issues { print(issue.line) }
        for date in letter.record.dates {
            print("  \(date.text) = \(date.value ?? "?")  [\(date.role.rawValue)] \(date.rule)")
        }
        for limit in letter.record.limits { print("  \(limit.text) = \(limit.value) \(limit.calendar.rawValue)") }
        for amount in letter.record.amounts { print("  \(amount.text) = \(amount.value)") }
        for place in letter.record.places {
            print("  \(place.text)  \(place.adcode ?? "-")  \(place.path.joined(separator: "/"))")
        }
        for party in letter.record.parties { print("  \(party.role.rawValue): \(party.name)") }
        for demand in letter.record.demands { print("  → \(demand.text)") }
    }
}

extension Record.Issue {
    /// `* 国土资源/土地征收 03.01 0.87`, the star for the primary one.
    var line: String { (primary ? "* " : "  ") + "\(path.joined(separator: "/")) \(code) \(score)" }
}

/// Colours the spans of a record in a terminal.
struct Highlighter {
    let record: Record

    func render(_ text: String, isColoured: Bool) -> String {
        guard isColoured else { return text }
        let scalars = Array(text.unicodeScalars)
        var colours = [Int](repeating: 0, count: scalars.count + 1)
        func paint(_ start: Int, _ end: Int, _ colour: Int) {
            for index in max(0, start)..<min(max(0, end), scalars.count) { colours[index] = colour }
        }
        for demand in record.demands { paint(demand.start, demand.end, 35) }
        for issue in record.issues where issue.primary {
            for range in issue.evidence { paint(range.start, range.end, 33) }
        }
        for date in record.dates { paint(date.start, date.end, 36) }
        for amount in record.amounts { paint(amount.start, amount.end, 32) }
        for place in record.places { paint(place.start, place.end, 34) }
        for party in record.parties { for range in party.mentions { paint(range.start, range.end, 31) } }
        var output = ""
        var current = 0
        for (index, scalar) in scalars.enumerated() {
            if colours[index] != current {
                current = colours[index]
                output += current == 0 ? "\u{1B}[0m" : "\u{1B}[\(current)m"
            }
            output.unicodeScalars.append(scalar)
        }
        return output + "\u{1B}[0m"
    }
}
