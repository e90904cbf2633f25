internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Register
internal import Storage

extension RegisterVerb {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Message.text("列出台账。", "Lists the register."),
            discussion: """
                laixin register list --state 转送
                laixin register list --body 自然资源局 --format csv
                """)

        @Option(help: ArgumentHelp(Message.text("状态。", "The state."))) var state: String?
        @Option(help: ArgumentHelp(Message.text("承办单位名称的一部分。", "Part of the responsible body's name.")))
        var body: String?
        @Option var limit = 200
        @Option var format = OutputFormat.table
        @OptionGroup var options: StoreOptions

        func run() throws {
            let desk = RegisterVerb.desk(options)
            let wanted = state.map { word in
                guard let state = desk.rules.state(word) else {
                    let known = desk.rules.states.map { $0.term.told }
                    Message.fail(
                        Message.text(
                            "没有这种状态:\(word);可用:\(known.joined(separator: " "))",
                            "no such state: \(word); there are: \(known.joined(separator: " "))"), status: 64)
                }
                return state.term.id
            }
            let rows = Message.trying { () throws(StoreError) in
                try desk.store.registrations(state: wanted, body: body, limit: limit)
            }
            Table(
                header: [
                    .number, .channel, .received, .registered, .state, .body, .letters, .category, .title,
                ],
                rows: rows.map { row in
                    [
                        row.number, desk.rules.channel(row.channel)?.told ?? row.channel,
                        row.received, row.registered,
                        desk.rules.stateName(row.state), row.body,
                        row.letters.map(String.init).joined(separator: " "), row.category, row.title,
                    ]
                }
            ).write(format)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: Message.text(
                "显示一件:每一步、每项期限及其算法。", "Shows one registered matter: every step, every duty and its count."),
            discussion: "laixin register show XF2026-00001 --former")

        @Argument var number: String
        @Flag(help: ArgumentHelp(Message.text("也显示以前算出的期限。", "Former counts of the duties too."))) var former = false
        @OptionGroup var options: StoreOptions

        func run() throws {
            let desk = RegisterVerb.desk(options)
            Message.trying { () throws(StoreError) in
                let registration = try desk.store.registration(number)
                let row = try desk.store.registrationRow(number)
                print(RegisterVerb.line(row, desk.rules))
                print(
                    Message.text(
                        "收到 \(row.received)  登记 \(row.registered)  信件 \(row.letters.map(String.init).joined(separator: " "))",
                        "received \(row.received)  registered \(row.registered)  letters \(row.letters.map(String.init).joined(separator: " "))"
                    ))
                let standing = Set(registration.standing.map(\.number))
                for entry in registration.entries {
                    print((standing.contains(entry.number) || entry.undoes != nil ? "  " : "× ") + told(entry, desk))
                }
                print("—")
                for duty in try desk.duties(of: number) {
                    let done = duty.done.map { Message.text("已于 \($0) 履行", "kept on \($0)") } ?? ""
                    print(RegisterVerb.line(duty, desk) + (done.isEmpty ? "" : "  " + done))
                    for step in duty.steps { print("    " + step) }
                }
                for attachment in try desk.store.attachments(of: number) {
                    print(
                        Message.text(
                            "附件 \(attachment.id)  \(attachment.size) 字节  \(attachment.at)",
                            "attachment \(attachment.id)  \(attachment.size) bytes  \(attachment.at)"))
                }
                guard former else { return }
                print("—")
                for old in try desk.store.formerDuties(of: number) {
                    print(
                        "\(old.at)/\(old.until)  " + RegisterVerb.line(old.duty, desk) + "  \(old.duty.calendarVersion)"
                    )
                }
            }
        }

        private func told(_ entry: RegisterEntry, _ desk: RegistrationDesk) -> String {
            let content = entry.content
            let name =
                entry.undoes.map { Message.text("撤销第 \($0) 条", "undoes entry \($0)") }
                ?? desk.rules.step(content.step)?.term.told ?? content.step
            var parts = ["\(entry.number)", content.day, name]
            if content.reached != content.day {
                parts.append(Message.text("送达 \(content.reached)", "reached \(content.reached)"))
            }
            if let body = content.body { parts.append("→ " + body) }
            if let first = content.firstDay ?? content.lastDay {
                parts.append(first == content.lastDay ? first : "\(first)/\(content.lastDay ?? "")")
            }
            if let outcome = content.outcome {
                parts.append(desk.rules.outcome(outcome)?.term.told ?? outcome)
            }
            parts += [content.period, content.paper, content.letter.map { Message.text("第 \($0) 件", "letter \($0)") }]
                .compactMap(\.self)
            parts += content.circumstances
            if !content.note.isEmpty { parts.append("“\(content.note)”") }
            return (parts + ["(\(entry.account))"]).joined(separator: "  ")
        }
    }

    struct Attach: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attach",
            abstract: Message.text("把附件密封存入,文件名也不外露。", "Keeps a file with the matter, sealed, its name too."),
            discussion: "laixin register attach XF2026-00001 合同.pdf")

        @Argument var number: String
        @Argument(completion: .file()) var file: String
        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var options: StoreOptions

        func run() throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                Message.fail(Message.text("文件读不了:\(file)", "the file cannot be read: \(file)"))
            }
            let name = URL(filePath: file).lastPathComponent
            let id = Message.trying { () throws(StoreError) in
                try options.open().attach([UInt8](data), name: name, to: number, account: account)
            }
            print(Message.text("附件 \(id) 已密封存入", "attachment \(id) is sealed"))
        }
    }

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: Message.text("取出附件;须说明理由,并记入审计。", "Takes an attachment out; with a reason, logged."),
            discussion: "laixin register open 3 --into . --reason 核对合同")

        @Argument var attachment: Int64
        @Option(help: ArgumentHelp(Message.text("放到哪个文件夹。", "The folder to put it in."))) var into = "."
        @Option var reason = ""
        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var options: StoreOptions

        func run() throws {
            let (name, bytes) = Message.trying { () throws(StoreError) in
                try options.open().openAttachment(attachment, account: account, reason: reason)
            }
            let path = URL(filePath: into).appending(path: URL(filePath: name).lastPathComponent).path
            guard !FileManager.default.fileExists(atPath: path) else {
                Message.fail(Message.text("已有同名文件:\(path)", "there is such a file already: \(path)"))
            }
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: attributes) else {
                Message.fail(Message.text("写不了:\(path)", "cannot be written: \(path)"))
            }
            print(path)
        }
    }

    struct Setup: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "setup",
            abstract: Message.text("本机关:名称、种类、区划、编号式样;不带参数则显示。", "The office's settings; without any, shows them."),
            discussion: "laixin register setup --office 湛河区信访局 --place 410411 --number 'XF{year}-{serial:5}'")

        @Option(help: ArgumentHelp(Message.text("本机关名称。", "The office's name."))) var office: String?
        @Option(
            help: ArgumentHelp(
                Message.text("petition-office(信访部门)或 authority(其他机关)。", "petition-office, or authority for others.")))
        var kind: String?
        @Option(help: ArgumentHelp(Message.text("行政区划代码。", "Code of its division."))) var place: String?
        @Option(
            help: ArgumentHelp(Message.text("规则包(laixin due --packs);- 表示按区划选用。", "Rule pack; - to choose by place.")))
        var pack: String?
        @Option(
            help: ArgumentHelp(
                Message.text("编号式样,须含 {year} 和 {serial:位数}。", "Pattern, with {year} and {serial:WIDTH}.")))
        var number: String?
        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var options: StoreOptions

        func run() throws {
            let desk = RegisterVerb.desk(options.open(creating: true))
            Message.trying { () throws(StoreError) in
                for (name, value) in [
                    (RegistrationDesk.Setting.office, office), (RegistrationDesk.Setting.kind, kind),
                    (RegistrationDesk.Setting.place, place), (RegistrationDesk.Setting.pack, pack),
                    (RegistrationDesk.Setting.number, number),
                ] {
                    guard let value else { continue }
                    try desk.set(name, to: value, account: account)
                }
                for name in RegistrationDesk.Setting.all {
                    print("\(name)  \(try desk.store.setting(name) ?? "-")")
                }
            }
        }
    }

    struct Steps: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "steps",
            abstract: Message.text(
                "列出步骤:从哪种状态、到哪种状态、条文。", "Lists the steps: from and to which state, by which article."),
            discussion: "laixin register steps")

        @Option var format = OutputFormat.table

        func run() throws {
            let rules: RegisterRules
            do { rules = try RegisterRules() } catch { Message.fail("\(error)") }
            func names(_ states: [String]) -> String {
                states.map(rules.stateName).joined(separator: " ")
            }
            Table(
                header: [.step, .name, .from, .to, .needs, .article],
                rows: rules.steps.map { step in
                    [
                        step.term.id, step.term.told, names(step.from),
                        step.to.map { names([$0]) } ?? "=", step.needs.map(\.rawValue).joined(separator: " "),
                        step.article,
                    ]
                }
            ).write(format)
        }
    }
}
