internal import Analysis
internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Foundation
internal import Register
internal import Storage

/// What a person has to look at: what the program was not sure of, and what it could not read.
struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: Message.text(
            "待核:把握不大的类别和目的、无日期、扫描存疑、待定的关联、读不了的文件。",
            "The queue of what needs a person: doubtful answers, missing days, scans, proposed links, failed files."),
        discussion: """
            laixin review list --kind category
            laixin review show category:12
            laixin review accept category:12
            laixin review correct category:12 --to 国土资源/土地征收
            laixin review correct received:12 --to 2026-03-02
            laixin review reject link:3-14 --note 两处工地
            laixin review undo 5
            laixin review cases > cases.jsonl
            laixin review propose --into proposals.tsv
            """,
        subcommands: [
            List.self, Show.self, Accept.self, Correct.self, Reject.self, Undo.self, Cases.self, Propose.self,
        ],
        defaultSubcommand: List.self)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case category, purpose, received, scan, link, file }

    /// `category:12`, `link:3-14`.
    enum Item: ExpressibleByArgument {
        case field(ReviewField, Int64)
        case link(Int64, Int64)

        init?(argument: String) {
            let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            if parts[0] == "link" {
                let ends = parts[1].split(separator: "-").compactMap { Int64($0) }
                guard ends.count == 2 else { return nil }
                self = .link(min(ends[0], ends[1]), max(ends[0], ends[1]))
                return
            }
            guard let field = ReviewField(rawValue: String(parts[0])), let letter = Int64(parts[1]) else { return nil }
            self = .field(field, letter)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Message.text("列出待核各项,最没把握的在前。", "Lists what is open, the least sure first."),
            discussion: "laixin review list --kind category --below 0.5")

        @Option(help: ArgumentHelp(Message.text("只列这一种。", "This kind alone."))) var kind: Kind?
        @Option(help: ArgumentHelp(Message.text("把握低于多少的列出,0 至 1。", "List scores below this, 0 to 1.")))
        var below = 0.6
        @Option var limit = 50
        @Option var format = OutputFormat.table
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            Message.trying { () throws(StoreError) in
                var rows: [[String]] = []
                let field = kind.flatMap { ReviewField(rawValue: $0.rawValue) }
                if kind == nil || field != nil {
                    rows += try store.doubts(field, below: below, limit: limit).map {
                        [
                            "\($0.field.rawValue):\($0.letter)", Review.reason($0.reason),
                            String(format: "%.2f", $0.score), $0.answer, $0.title,
                        ]
                    }
                }
                if kind == nil || kind == .link {
                    rows += try store.openLinks(below: max(below, 0.8), limit: limit).map {
                        ["link:\($0.a)-\($0.b)", $0.relation, String(format: "%.2f", $0.score), "", ""]
                    }
                }
                if kind == nil || kind == .file {
                    rows += try store.importStatus().failures.map { ["file", $0.code, "", $0.message, $0.path] }
                }
                Table(header: [.item, .why, .score, .answer, .title], rows: Array(rows.prefix(limit))).write(
                    format)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: Message.text(
                "显示一项:遮盖后的文本、依据、以前的核改。", "Shows one item: masked text, evidence, former corrections."),
            discussion: "laixin review show category:12")

        @Argument var item: Item
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            Message.trying { () throws(StoreError) in
                switch item {
                case .field(let field, let id):
                    let letter = try store.letter(id)
                    print(Highlighter(record: letter.record).render(letter.text, isColoured: isatty(1) == 1))
                    print("—")
                    print("\(field.rawValue): \(try store.answer(field, of: id))")
                    for issue in letter.record.issues { print(issue.line) }
                    if let purpose = letter.record.purpose { print("  \(purpose.value.rawValue) \(purpose.score)") }
                    for doubt in letter.record.diagnostics { print("  \(doubt.code)") }
                    for past in try store.corrections(of: id) {
                        print(
                            "  #\(past.id) \(past.field) \(past.verdict): \(past.before) → \(past.after) (\(past.account))"
                        )
                    }
                case .link(let a, let b):
                    for id in [a, b] { print(try store.letter(id).text, terminator: "\n—\n") }
                }
            }
        }
    }

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: Message.text("确认无误;关联则确认为同一事项。", "It is right; of a link: they are of one matter."),
            discussion: "laixin review accept category:12 link:3-14")

        @Argument var items: [Item]
        @OptionGroup var clerk: RegisterVerb.ClerkOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            let note = RegisterVerb.masked(clerk.note)
            Message.trying { () throws(StoreError) in
                for item in items {
                    switch item {
                    case .field(let field, let letter):
                        let id = try store.correct(field, of: letter, to: nil, note: note, account: clerk.account)
                        print(Message.text("#\(id) 已确认", "#\(id) accepted"))
                    case .link(let a, let b):
                        let matter = try store.matter(holding: a)
                        guard try store.matter(holding: b) == matter else {
                            throw StoreError(.notOfMatter, "\(a), \(b)")
                        }
                        _ = try MatterDesk(store: store).change(.confirm(matter), account: clerk.account, reason: note)
                        print(Message.text("已确认事项 \(matter)", "matter \(matter) is confirmed"))
                    }
                }
            }
        }
    }

    struct Correct: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "correct",
            abstract: Message.text("更正;前后都留存。", "Sets what is right instead; before and after are kept."),
            discussion: """
                laixin review correct category:12 --to 国土资源/土地征收
                laixin review correct purpose:12 --to 咨询
                """)

        @Argument var item: Item
        @Option(help: ArgumentHelp(Message.text("类别路径或代码、信访目的,或收到日期。", "A class's path or code, a purpose, or a day.")))
        var to: String
        @OptionGroup var clerk: RegisterVerb.ClerkOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            guard case .field(let field, let letter) = item else {
                throw ValidationError(
                    Message.text("关联用 accept 或 reject。", "Links are accepted or rejected."))
            }
            var (answer, code) = (to, String?.none)
            switch field {
            case .category: (answer, code) = Review.category(to)
            case .purpose:
                guard Purpose(rawValue: to) != nil else {
                    let known = Purpose.allCases.map(\.rawValue).joined(separator: " ")
                    Message.fail(Message.text("信访目的为:\(known)", "a purpose is one of: \(known)"), status: 64)
                }
            case .received: answer = RegisterVerb.day(to, "--to").map { "\($0)" } ?? ""
            case .scan:
                Message.fail(
                    Message.text("扫描存疑只能确认看过(accept)", "a doubtful scan can only be accepted, as looked at"), status: 64
                )
            }
            let note = RegisterVerb.masked(clerk.note)
            let id = Message.trying { () throws(StoreError) in
                try options.open().correct(
                    field, of: letter, to: answer, code: code, note: note, account: clerk.account)
            }
            print(
                Message.text(
                    "#\(id) 已更正;撤销:laixin review undo \(id)",
                    "#\(id) corrected; to take it back: laixin review undo \(id)"))
        }
    }

    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reject",
            abstract: Message.text("否定关联:后一件另立事项。", "Rejects a link: the later letter is a matter of its own."),
            discussion: "laixin review reject link:3-14 --note 两处工地")

        @Argument var item: Item
        @OptionGroup var clerk: RegisterVerb.ClerkOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            guard case .link(let a, let b) = item else {
                throw ValidationError(
                    Message.text("答案用 correct 更正。", "An answer is corrected with correct."))
            }
            let store = options.open()
            let note = RegisterVerb.masked(clerk.note)
            let entry = Message.trying { () throws(StoreError) in
                try MatterDesk(store: store).change(
                    .split(try store.matter(holding: a), [b]), account: clerk.account, reason: note)
            }
            print(
                Message.text(
                    "已拆分;撤销:laixin matter undo \(entry)", "split; to take it back: laixin matter undo \(entry)"))
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: Message.text("撤销一次核改。", "Takes a correction back."), discussion: "laixin review undo 5")

        @Argument var correction: Int64
        @OptionGroup var clerk: RegisterVerb.ClerkOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            let note = RegisterVerb.masked(clerk.note)
            let row = Message.trying { () throws(StoreError) in
                try options.open().undoCorrection(correction, note: note, account: clerk.account)
            }
            print("\(row.field):\(row.letter)  \(row.after) → \(row.before)")
        }
    }

    // MARK: what the verbs share

    static func reason(_ code: String) -> String {
        guard Message.isChinese else { return code }
        switch code {
        case "low": return "把握低"
        case "missing": return "缺"
        case "issue.undecided": return "未定"
        case "issue.model-disagrees": return "词与模型不一致"
        case "scan.doubtful": return "扫描存疑"
        default: return code
        }
    }

    /// Path and code of a class that a person names by either.
    static func category(_ text: String) -> (path: String, code: String) {
        let taxonomy: Taxonomy
        do { taxonomy = try Taxonomy() } catch { Message.fail("\(error)") }
        let node = taxonomy.nodes.first { $0.code == text || $0.path.joined(separator: "/") == text }
        guard let node else {
            let near = taxonomy.nodes.filter { $0.path.last.map { text.hasSuffix($0) || $0.contains(text) } ?? false }
                .prefix(5).map { $0.path.joined(separator: "/") }.joined(separator: " ")
            Message.fail(
                Message.text("没有这一类:\(text)", "there is no such class: \(text)")
                    + (near.isEmpty ? "" : Message.text(";是否:\(near)", "; did you mean: \(near)")), status: 64)
        }
        return (node.path.joined(separator: "/"), node.code)
    }
}
