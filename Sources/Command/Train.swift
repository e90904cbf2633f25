internal import Analysis
internal import ArgumentParser
internal import Documents
internal import Evaluation
internal import Foundation
internal import Intake

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Message.text("用已标类别的文本训练类别模型。", "Trains the category model from labelled texts."),
        discussion: """
            laixin train labelled.ndjson Corpus/development --output Dictionaries/Models/issues.model
            """)

    private struct Line: Decodable {
        let text: String?
        let title: String?
        let body: String?
        let label: String
    }

    @Argument(
        help: ArgumentHelp(
            Message.text(
                "JSON 行(text 或 title、body,label 为一级类别),或标注文件夹。",
                "JSON lines (text, or title and body; label a level-1 category), or folders of marked texts.")),
        completion: .file())
    var data: [String]
    @Option(help: ArgumentHelp(Message.text("模型写到这里。", "Write the model here.")), completion: .file())
    var output: String
    @Option(help: ArgumentHelp(Message.text("只评不训:在此文件上测。", "Measure on this file of JSON lines afterwards.")))
    var check: String?

    @Option(help: ArgumentHelp(Message.text("遍数。", "Passes over the texts."))) var epochs = 20
    @Option(help: ArgumentHelp(Message.text("步长。", "Step length."))) var rate: Float = 8
    @Option(help: ArgumentHelp(Message.text("权重衰减。", "Weight decay."))) var decay: Float = 1e-6

    @Option(help: ArgumentHelp(Message.text("少于此数的类不训。", "Leave out classes with fewer texts than this.")))
    var leastTexts = 60

    func run() throws {
        let analyzer: Analyzer
        do { analyzer = try Analyzer() } catch { Message.fail("\(error)") }
        var trainer = IssueTrainer(analyzer: analyzer)
        (trainer.epochs, trainer.rate, trainer.decay) = (epochs, rate, decay)
        let codes = Dictionary(
            analyzer.taxonomy.nodes.filter { $0.path.count == 1 }.map { ($0.path[0], $0.code) }
        ) { first, _ in first }
        var examples: [IssueTrainer.Example] = []
        for path in data {
            for (text, label, weight) in try texts(path) {
                guard let code = codes[label] else {
                    Message.fail("\(path): " + Message.text("没有类别 \(label)", "no category \(label)"))
                }
                examples.append(trainer.example(SourceText(text), code: code, weight: weight))
            }
        }
        // A class of few texts would only be known by them: the cues alone decide it.
        let counts = Dictionary(grouping: examples, by: \.code).mapValues(\.count)
        examples.removeAll { (counts[$0.code] ?? 0) < leastTexts }
        guard Set(examples.map(\.code)).count > 1 else {
            Message.fail(Message.text("至少要两类", "two categories are needed"))
        }
        let model = trainer.train(examples)
        try Data(model.encoded()).write(to: URL(filePath: output))
        print(Message.text("训练 \(examples.count) 件", "trained on \(examples.count) texts"))
        guard let check else { return }
        var right = 0
        let rows = try texts(check)
        for (text, label, _) in rows where analyzer.verdict(of: model, on: SourceText(text)).first?.code == codes[label]
        {
            right += 1
        }
        print(Message.text("一级类别准确率", "level-1 accuracy"), Double(right) / Double(max(1, rows.count)), rows.count)
    }

    private func texts(_ path: String) throws -> [(text: String, label: String, weight: Float)] {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".marked.txt") }
                .sorted()
                .flatMap { try marked(path + "/" + $0) }
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            Message.fail("\(path): " + Message.text("文件读不了", "cannot be read"))
        }
        return try JSONDecoder.lines(Line.self, data).map { line in
            (line.text ?? [line.title, line.body].compactMap { $0 }.joined(separator: "\n"), line.label, 1)
        }
    }

    /// Our own letters are few: each counts as several.
    private func marked(_ path: String) throws -> [(text: String, label: String, weight: Float)] {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return try MarkedDocument.parse(SourceText(String(decoding: data, as: UTF8.self))).map(GoldDocument.init)
            .compactMap { gold in gold.issues.first.map { (gold.text.string, $0[0], 2) } }
    }
}
