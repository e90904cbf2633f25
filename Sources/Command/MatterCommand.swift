internal import ArgumentParser
internal import Foundation
internal import Linkage
internal import Register
internal import Storage

/// Matters of the register: proposals until a person confirms them, and everything can be taken back.
struct Matter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matter",
        abstract: Message.text(
            "事项:哪些信说同一件事;合并、拆分、确认,都可撤销。",
            "Matters: which letters are of one; merged, split, confirmed, and all of it undoable."),
        discussion: """
            laixin matter list
            laixin matter show 12
            laixin matter merge 12 31 --reason 同一小区同一工程
            laixin matter split 12 40 41
            laixin matter undo
            """,
        subcommands: [List.self, Show.self, Merge.self, Split.self, Confirm.self, Undo.self, Journal.self],
        defaultSubcommand: List.self)

    /// Who decides, and why.
    struct DecisionOptions: ParsableArguments {
        @Option(help: ArgumentHelp(Message.text("理由,记入操作日志。", "The reason, kept in the journal."))) var reason = ""
        @Option(help: ArgumentHelp(Message.text("经办帐号。", "The account that decides.")))
        var account = ProcessInfo.processInfo.userName
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Message.text("列出有多件信的事项。", "Lists matters of several letters."),
            discussion: "laixin matter list --least 3")

        @Option(help: ArgumentHelp(Message.text("至少几件信。", "Of at least so many letters."))) var least = 2
        @Option var limit = 50
        @Option var format = OutputFormat.table
        @OptionGroup var options: StoreOptions

        func run() throws {
            let matters = Message.trying { () throws(StoreError) in
                try options.open().matters(ofAtLeast: least, limit: limit)
            }
            Table(
                header: [.matter, .letters, .first, .last, .category, .title],
                rows: matters.map { matter in
                    let days = matter.letters.compactMap(\.received).sorted()
                    return [
                        String(matter.id), String(matter.letters.count), days.first ?? "", days.last ?? "",
                        matter.letters.first?.category ?? "", matter.letters.first?.title ?? "",
                    ]
                }
            ).write(format)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: Message.text(
                "显示一个事项:各件信、关联和后来的信里新说的内容。",
                "Shows a matter: its letters, their links, and what each later letter says that is new."),
            discussion: "laixin matter show 12")

        @Argument var matter: Int64
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            let desk = MatterDesk(store: store)
            let (row, news) = Message.trying { () throws(StoreError) in
                let row = try store.matter(matter)
                return (row, try desk.news(of: row, Environment.linker()))
            }
            let letters = Dictionary(uniqueKeysWithValues: row.letters.map { ($0.id, $0) })
            for (id, told) in news {
                guard let letter = letters[id] else { continue }
                print("\(id)  \(letter.received ?? "")  \(letter.category)  \(letter.title)")
                for item in told {
                    print("  + \(Matter.name(item.kind.rawValue))  \(item.text.replacing("\n", with: " "))")
                }
            }
            if !row.links.isEmpty { print("—") }
            for link in row.links {
                print("\(link.a) – \(link.b)  \(link.relation)  \(String(format: "%.2f", link.score))")
            }
            if !row.related.isEmpty {
                let matters = row.related.map(String.init).joined(separator: " ")
                print("\(Message.text("相关而不同的事项", "related, but other matters")): \(matters)")
            }
        }
    }

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract: Message.text("合并事项;此后重新关联也不拆开。", "Makes matters one; later linking keeps them so."),
            discussion: "laixin matter merge 12 31")

        @Argument var matters: [Int64]
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: StoreOptions

        func validate() throws {
            guard Set(matters).count > 1 else {
                throw ValidationError(Message.text("请给出两个以上事项。", "Name two matters or more."))
            }
        }

        func run() throws { try Matter.decide(.merge(matters), decision, options) }
    }

    struct Split: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "split",
            abstract: Message.text("把几件信从事项中拆出,另立事项。", "Makes some letters of a matter a matter of their own."),
            discussion: "laixin matter split 12 40 41")

        @Argument var matter: Int64
        @Argument var letters: [Int64]
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: StoreOptions

        func run() throws { try Matter.decide(.split(matter, letters), decision, options) }
    }

    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm",
            abstract: Message.text("确认事项:其中的信此后不拆开。", "Confirms a matter: its letters stay together."),
            discussion: "laixin matter confirm 12")

        @Argument var matter: Int64
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: StoreOptions

        func run() throws { try Matter.decide(.confirm(matter), decision, options) }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: Message.text("撤销一次操作,缺省为最近一次。", "Takes a decision back, by default the newest."),
            discussion: "laixin matter undo 3")

        @Argument(help: ArgumentHelp(Message.text("日志中的序号。", "Its number in the journal."))) var entry: Int64?
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            let undone = Message.trying { () throws(StoreError) in
                try MatterDesk(store: options.open()).undo(entry, account: decision.account, reason: decision.reason)
            }
            print(Message.text("已撤销第 \(undone) 项", "entry \(undone) is undone"))
        }
    }

    struct Journal: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "journal",
            abstract: Message.text("列出合并、拆分、确认和撤销。", "Lists what was merged, split, confirmed and undone."),
            discussion: "laixin matter journal")

        @Option var format = OutputFormat.table
        @OptionGroup var options: StoreOptions

        func run() throws {
            let rows = Message.trying { () throws(StoreError) in try options.open().journal() }
            Table(
                header: [.entry, .at, .account, .action, .matters, .reason, .undoneBy],
                rows: rows.map {
                    [
                        String($0.number), $0.at, $0.account, $0.action, $0.matters, $0.reason,
                        $0.undoneBy.map(String.init) ?? "",
                    ]
                }
            ).write(format)
        }
    }

    static func name(_ kind: String) -> String {
        guard Message.isChinese else { return kind }
        switch kind {
        case "fact": return "新情况"
        case "reply": return "答复"
        case "demand": return "新请求"
        case "amount": return "新金额"
        case "date": return "新日期"
        default: return "新文号"
        }
    }

    private static func decide(
        _ change: RegisterStore.MatterChange, _ decision: DecisionOptions, _ options: StoreOptions
    ) throws {
        let entry = Message.trying { () throws(StoreError) in
            try MatterDesk(store: options.open()).change(change, account: decision.account, reason: decision.reason)
        }
        print(
            Message.text(
                "已记入日志第 \(entry) 项;撤销:laixin matter undo \(entry)",
                "journal entry \(entry); to take it back: laixin matter undo \(entry)"))
    }
}
