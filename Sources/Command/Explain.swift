internal import Analysis
internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Intake
internal import Pipeline

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: Message.text(
            "说明每处为何读出:规则、依据、取值步骤,以及谁输给了谁。",
            "Says why each mention was found: rule, evidence, the way to its value, and what lost to it."),
        discussion: """
            laixin explain letter.txt
            laixin explain --text 去年5月起停水 --received 2023-05-06 --only dates
            laixin explain --home 411000 letter.txt
            """)

    @Option(help: ArgumentHelp(Message.text("直接给出文本,不读文件。", "The text itself, instead of a file.")))
    var text: String?
    @Option(help: ArgumentHelp(Message.text("收信日期,相对日期由此推算。", "Day of receipt; relative dates count from it.")))
    var received: String?
    @Option(
        help: ArgumentHelp(Message.text("只说明这一类,如 dates、places、amounts。", "Only this field: dates, places, amounts …")))
    var only: String?
    @OptionGroup var office: HomeOptions
    @Argument(completion: .file()) var files: [String] = []

    func run() throws {
        let pipeline = Environment.pipeline(home: office.home, mapping: office.mapping)
        var day: CivilDate?
        if let received {
            guard let parsed = CivilDate(received) else {
                Message.fail(
                    Message.text(
                        "--received 要写成 2023-05-06:\(received)", "--received needs a day like 2023-05-06: \(received)"))
            }
            day = parsed
        }
        if let text {
            write(Document(id: "-", text: SourceText(text), received: day), pipeline)
            return
        }
        var hasFailed = false
        InputStream(input: .files, files: files, pipeline: pipeline).forEachBatch(of: 16) { items in
            for item in items {
                switch item {
                case .document(let document):
                    let dated = Document(
                        id: document.id, text: document.text, title: document.title, received: day ?? document.received)
                    write(dated, pipeline)
                case .failure(let id, _, _, let message):
                    Message.warn("\(id ?? "-"): \(message)")
                    hasFailed = true
                }
            }
        }
        if hasFailed { throw ExitCode(partialFailureStatus) }
    }

    private func write(_ document: Document, _ pipeline: DocumentPipeline) {
        let explanation = pipeline.analyzer.explain(document)
        let mentions = explanation.mentions.filter { only == nil || $0.field == only }
        print("# \(document.id)")
        if mentions.isEmpty { print(Message.text("没有读出什么", "nothing was found")) }
        func quoted(_ span: SourceSpan) -> String {
            "「" + document.text[span].replacing("\n", with: "⏎") + "」 \(span.start)–\(span.end)"
        }
        for mention in mentions {
            // What identifies a person is shown by its place only.
            let isSealed = mention.field == "identifiers"
            let place = isSealed ? "\(mention.span.start)–\(mention.span.end)" : quoted(mention.span)
            print("\(place)  \(mention.field)" + (mention.value.map { "  = \($0)" } ?? ""))
            line(Message.text("规则", "rule"), mention.rule)
            for step in mention.steps { describe(step, isSealed ? { "\($0.start)–\($0.end)" } : quoted) }
            for loser in mention.rejected {
                let place = isSealed ? "\(loser.span.start)–\(loser.span.end)" : quoted(loser.span)
                line(Message.text("落选", "rejected"), "\(place)  \(loser.rule)  \(Self.text(of: loser.reason))")
            }
        }
        guard only == nil || only == "places" else { return }
        for loser in explanation.rejectedPlaces {
            print("\(quoted(loser.span))  " + Message.text("不作地名", "no place"))
            line(Message.text("落选", "rejected"), "\(loser.rule)  \(Self.text(of: loser.reason))")
        }
    }

    private func line(_ name: String, _ text: String) {
        let width = Message.isChinese ? 6 : 10
        print("    " + name + String(repeating: " ", count: max(1, width - name.count)) + text)
    }

    private func describe(_ step: Explanation.Step, _ quoted: (SourceSpan) -> String) {
        switch step {
        case .matched(let span, let pattern):
            line(Message.text("匹配", "matched"), quoted(span))
            line(Message.text("模式", "pattern"), pattern.replacing("\n", with: "⏎"))
        case .precedence(let family, let number):
            line(Message.text("先后", "priority"), "\(family) \(number)")
        case .said(let summary): line(Message.text("所说", "said"), summary)
        case .reference(let day): line(Message.text("参照", "reference"), day)
        case .widened(let span): line(Message.text("扩展", "widened"), quoted(span))
        case .meanings(let span, let meanings):
            line(Message.text("可指", "meanings"), quoted(span) + "  " + meanings.prefix(6).joined(separator: "; "))
        case .detail(let detail): line(Message.text("详址", "detail"), detail)
        case .settled(let division):
            line(Message.text("确定", "settled"), division ?? Message.text("文中未能确定", "left open by the document"))
        case .weighed(let features):
            line(Message.text("权衡", "weighed"), features.prefix(6).joined(separator: "; "))
        case .evidence(let spans):
            line(Message.text("依据", "evidence"), spans.prefix(6).map(quoted).joined(separator: ", "))
        }
    }

    private static func text(of reason: Explanation.Reason) -> String {
        switch reason {
        case .lowerFamily(let own, let winner, let other):
            Message.text(
                "输给 \(winner):类别先后 \(own) 低于 \(other)",
                "lost to \(winner): its family's priority \(own) is below \(other)")
        case .beginsLater(let winner): Message.text("输给 \(winner):起点靠后", "lost to \(winner): begins later")
        case .shorter(let winner): Message.text("输给 \(winner):较短", "lost to \(winner): shorter")
        case .laterInList(let winner):
            Message.text("输给 \(winner):规则表中靠后", "lost to \(winner): later in the list of rules")
        case .insideValue: Message.text("在文号、法规等之内", "inside a document number, a law or the like")
        case .insideName: Message.text("是更长名称的一部分", "the end of a longer name")
        case .unsupportedShortForm: Message.text("简称,文中别无佐证", "a short form that nothing else in the text supports")
        case .partOfAnotherName: Message.text("是机关或道路名称的一部分", "part of the name of a body or a road")
        }
    }
}
