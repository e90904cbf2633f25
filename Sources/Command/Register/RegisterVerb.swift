internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Duties
internal import Foundation
internal import Pipeline
internal import Register
internal import Storage

/// The register (台账): numbers, states, steps. Steps are words of a table, so `laixin register transfer …` is not a
/// command of its own but a row of `Register/steps.tsv`.
struct RegisterVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: Message.text(
            "登记台账:编号、转送、受理、延期、答复、复查、办结,一步一条记录,可撤销不可涂改。",
            "The register: numbers, transfers, answers, reviews; a line a step, undone but never overwritten."),
        discussion: """
            laixin register setup --office 湛河区信访局 --place 410411 --number 'XF{year}-{serial:5}'
            laixin register new 12 --channel 来信 --received 2026-03-02
            laixin register transfer XF2026-00001 --to 湛河区自然资源局
            laixin register accept XF2026-00001 --on 2026-03-10
            laixin register extend XF2026-00001 --by P30D
            laixin register answer XF2026-00001 --outcome supported
            laixin register show XF2026-00001
            laixin register steps
            """,
        subcommands: [
            Take.self, New.self, Import.self, Undo.self, List.self, Show.self, Attach.self, Open.self, CheckReply.self,
            Setup.self,
            Steps.self,
        ],
        defaultSubcommand: Take.self)

    /// Who enters it, and with which words.
    struct ClerkOptions: ParsableArguments {
        @Option(help: ArgumentHelp(Message.text("备注;其中的姓名、号码遮盖后记录。", "A note; names and numbers in it are masked.")))
        var note = ""
        @Option(help: ArgumentHelp(Message.text("经办帐号。", "The account that enters it.")))
        var account = ProcessInfo.processInfo.userName
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: Message.text("登记:给一件或几件信一个编号。", "Registers letters under one number."),
            discussion: """
                laixin register new 12 13 --channel 来信 --received 2026-03-02
                laixin register new --all --channel 网上
                """)

        @Argument(help: ArgumentHelp(Message.text("信件的序号(laixin query)。", "Numbers of letters (laixin query).")))
        var letters: [Int64] = []
        @Flag(help: ArgumentHelp(Message.text("尚未登记的全部来信,每件一个编号。", "All letters not registered yet, a number each.")))
        var all = false
        @Option(help: ArgumentHelp(Message.text("来信 来访 来电 网上 传真。", "letter, visit, call, web or fax.")))
        var channel = "letter"
        @Option(help: ArgumentHelp(Message.text("收到日期;缺省为来信所记。", "Day of receipt; by default the letter's own.")))
        var received: String?
        @Option(help: ArgumentHelp(Message.text("登记日期,缺省今天。", "Day of registration, by default today."))) var on:
            String?
        @Option(
            help: ArgumentHelp(Message.text("情形,如 unidentified、accusation。", "A circumstance, such as accusation.")))
        var circumstance: [String] = []
        @OptionGroup var clerk: ClerkOptions
        @OptionGroup var options: StoreOptions

        func validate() throws {
            guard letters.isEmpty == all else {
                throw ValidationError(Message.text("请给出信件序号,或 --all。", "Name letters, or --all."))
            }
        }

        func run() throws {
            let desk = RegisterVerb.desk(options)
            Message.trying { () throws(StoreError) in
                var details = RegisterVerb.details(clerk, on: on)
                details.reached = RegisterVerb.day(received, "--received")
                details.circumstances = circumstance
                for group in all ? try desk.store.unregistered().map({ [$0] }) : [letters] {
                    let row = try desk.register(group, channel: channel, details, account: clerk.account)
                    print(RegisterVerb.line(row, desk.rules))
                    for letter in group {
                        let others = try desk.store.registrations(besides: letter).filter { $0 != row.number }
                        guard !others.isEmpty else { continue }
                        let names = others.joined(separator: " ")
                        print(
                            "  "
                                + Message.text(
                                    "第 \(letter) 件可能与 \(names) 同一事项(laixin matter);不影响期限",
                                    "letter \(letter) may be of one matter with \(names) (laixin matter); no deadline is touched"
                                ))
                    }
                }
            }
        }
    }

    /// Any step of the table.
    struct Take: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "take",
            abstract: Message.text("办一步:laixin register 步骤 编号。", "Takes a step: laixin register STEP NUMBER."),
            discussion: """
                laixin register transfer XF2026-00001 --to 湛河区自然资源局
                laixin register assign XF2026-00001 --to 湛河区自然资源局 --until 2026-04-30
                laixin register hear XF2026-00001 --from 2026-05-06 --until 2026-05-08
                """)

        @Argument(
            help: ArgumentHelp(Message.text("步骤,见 laixin register steps。", "The step, see laixin register steps.")))
        var step: String
        @Argument(help: ArgumentHelp(Message.text("登记编号。", "The registration number."))) var number: String
        @Option(help: ArgumentHelp(Message.text("这一步的日期,缺省今天。", "Day of the step, by default today."))) var on: String?
        @Option(
            help: ArgumentHelp(
                Message.text("送达日期:期限自此日起算;缺省同上。", "The day it reached the other side, from which time runs.")))
        var reached: String?
        @Option(help: ArgumentHelp(Message.text("承办或复查单位。", "The body that handles or reviews."))) var to: String?
        @Flag(help: ArgumentHelp(Message.text("单位确以原名存在。", "The body does exist under that name.")))
        var asNamed = false
        @Option(
            help: ArgumentHelp(Message.text("延长多久,如 P30D;缺省为法定最长。", "How long, as P30D; by default the law's most.")))
        var by: String?
        @Option(help: ArgumentHelp(Message.text("首日。", "The first day."))) var from: String?
        @Option(help: ArgumentHelp(Message.text("末日,或指定的办理期限。", "The last day, or the one set for handling.")))
        var until: String?
        @Option(help: ArgumentHelp(Message.text("结果,如 supported(支持)。", "The outcome, such as supported."))) var outcome:
            String?
        @Option(help: ArgumentHelp(Message.text("发出文书的文号。", "Number of the paper sent."))) var paper: String?
        @Option(help: ArgumentHelp(Message.text("并入的信件序号。", "The letter to file with it."))) var letter: Int64?
        @Option(help: ArgumentHelp(Message.text("情形,如 suggestion。", "A circumstance, such as suggestion.")))
        var circumstance: [String] = []
        @Option(
            help: ArgumentHelp(Message.text("检举控告件转送前人工核对的情况。", "What a person found before a report was sent on.")))
        var checked = ""
        @OptionGroup var clerk: ClerkOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            let desk = RegisterVerb.desk(options)
            Message.trying { () throws(StoreError) in
                var details = RegisterVerb.details(clerk, on: on)
                details.reached = RegisterVerb.day(reached, "--reached")
                details.body = to
                details.isBodyAsNamed = asNamed
                details.period = by.map { text in
                    guard let period = Period(text) else {
                        Message.fail(Message.text("--by 要 P30D 这样的期间:\(text)", "--by needs a period as P30D: \(text)"))
                    }
                    return period
                }
                details.firstDay = RegisterVerb.day(from, "--from")
                details.lastDay = RegisterVerb.day(until, "--until")
                details.outcome = outcome
                details.paper = paper
                details.letter = letter
                details.circumstances = circumstance
                details.checked = RegisterVerb.masked(checked)
                let row = try desk.take(step, number, details, account: clerk.account)
                print(RegisterVerb.line(row, desk.rules))
                for duty in try desk.duties(of: number) where duty.done == nil && row.isOpen {
                    print("  " + RegisterVerb.line(duty, desk))
                }
            }
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: Message.text("撤销一步,缺省为最后一步;原记录保留。", "Takes a step back, by default the last; its line stays."),
            discussion: "laixin register undo XF2026-00001")

        @Argument var number: String
        @Argument(help: ArgumentHelp(Message.text("记录序号(laixin register show)。", "The entry (laixin register show).")))
        var entry: Int64?
        @OptionGroup var clerk: ClerkOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            let desk = RegisterVerb.desk(options)
            Message.trying { () throws(StoreError) in
                let note = RegisterVerb.masked(clerk.note)
                let undone = try desk.undo(entry, in: number, note: note, account: clerk.account)
                let step = desk.rules.step(undone.content.step)?.term.told ?? ""
                print(
                    Message.text(
                        "已撤销第 \(undone.number) 条(\(step))", "entry \(undone.number) (\(step)) is undone"))
                print(RegisterVerb.line(try desk.store.registrationRow(number), desk.rules))
            }
        }
    }
}

extension RegisterVerb {
    // MARK: what the verbs share

    static func desk(_ options: StoreOptions, creating: Bool = false) -> RegistrationDesk {
        desk(options.open(creating: creating))
    }

    static func desk(_ store: RegisterStore) -> RegistrationDesk {
        do throws(DictionaryError) {
            return try RegistrationDesk(store: store, today: today, isChinese: Message.isChinese)
        } catch { Message.fail("\(error)") }
    }

    static var today: CivilDate {
        guard let day = RegistrationDesk.clockDay else {
            Message.fail(Message.text("系统日期读不出", "the system's date cannot be read"))
        }
        return day
    }

    static func day(_ text: String?, _ option: String) -> CivilDate? {
        text.map { text in
            guard let day = CivilDate(text) else {
                Message.fail(
                    Message.text("\(option) 要 YYYY-MM-DD 的日期:\(text)", "\(option) needs a day as YYYY-MM-DD: \(text)"),
                    status: 64)
            }
            return day
        }
    }

    static func details(_ clerk: ClerkOptions, on: String?) -> RegistrationDesk.Details {
        var details = RegistrationDesk.Details(day: day(on, "--on") ?? today)
        details.note = masked(clerk.note)
        details.originalNote = details.note == clerk.note ? nil : clerk.note
        return details
    }

    /// Names and numbers out of what a clerk typed: they belong into no column that is not sealed.
    static func masked(_ text: String) -> String {
        text.isEmpty ? "" : pipeline.masked(note: text)
    }

    private static let pipeline = Environment.pipeline()

    static func line(_ row: RegistrationRow, _ rules: RegisterRules) -> String {
        "\(row.number)  \(rules.stateName(row.state))  \(row.body)  \(row.title)"
    }

    static func line(_ row: DutyRow, _ desk: RegistrationDesk) -> String {
        let name = dutyName(row, desk)
        let mark = row.isEstimated ? Message.text("(估算)", " (estimated)") : ""
        let by = Message.text("应于", "by")
        return "\(by) \(row.shown)\(mark)  \(name)  \(row.body)  \(row.law)"
    }

    static func dutyName(_ row: DutyRow, _ desk: RegistrationDesk) -> String {
        desk.dutyTerm(row)?.told ?? Message.text("反馈办理结果", "report the result")
    }
}

extension RegisterRules.Term {
    /// In the user's language.
    var told: String { name(chinese: Message.isChinese) }
}

extension RegisterRules {
    /// In the user's language; the id itself for one that the table no longer has.
    func stateName(_ id: String) -> String { state(id)?.term.told ?? id }
}
