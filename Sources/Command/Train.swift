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
            laixin train labelled.ndjson Corpus/training Corpus/development --output Dictionaries/Models/issues.model
            """)

    @Argument(
        help: ArgumentHelp(
            Message.text(
                "JSON 行(text 或 title、body,label 为一级类别),训练文本文件夹(*.txt),或标注文件夹(*.marked.txt)。",
                "JSON lines (text, or title and body; label a level-1 category), folders of training texts or of marked texts."
            )),
        completion: .file())
    var data: [String]
    @Option(help: ArgumentHelp(Message.text("模型写到这里。", "Write the model here.")), completion: .file())
    var output: String
    @Option(help: ArgumentHelp(Message.text("训练后在此文件上测。", "Measure on this file of JSON lines afterwards.")))
    var check: String?
    @Option(help: ArgumentHelp(Message.text("训练报告写到这里。", "Write the report of the training here.")))
    var report: String?
    @Option(help: ArgumentHelp(Message.text("遍数。", "Passes over the texts."))) var epochs = 20
    @Option(help: ArgumentHelp(Message.text("错分代价。", "Price of a text on the wrong side."))) var price: Float = 2
    @Option(
        help: ArgumentHelp(
            Message.text(
                "JSON 行中每件的权重;自写和标注的来信为 2。", "What a line of JSON counts; training and marked letters count 2.")))
    var lineWeight: Float = 1

    func run() throws {
        let analyzer: Analyzer
        do { analyzer = try Analyzer(usesModel: false) } catch { Message.fail("\(error)") }
        var trainer = IssueTrainer(analyzer: analyzer)
        (trainer.epochs, trainer.price) = (epochs, price)
        var texts = LabelledTexts(analyzer.taxonomy)
        guard (0.01...10).contains(lineWeight) else {
            Message.fail(Message.text("权重为 0.01 至 10", "a weight is 0.01 to 10"))
        }
        texts.lineWeight = lineWeight
        var examples: [IssueTrainer.Example] = []
        for path in data {
            do throws(LabelledTexts.Failure) {
                for one in try texts.read(path) {
                    examples.append(
                        trainer.example(
                            SourceText(one.text), codes: one.codes, purpose: one.purpose, source: path,
                            weight: one.weight))
                }
            } catch { Message.fail(error.description) }
        }
        guard Set(examples.map(\.rootCode)).count > 1 else {
            Message.fail(Message.text("至少要两类", "two categories are needed"))
        }
        let (model, outcome) = trainer.train(examples)
        try Data(model.encoded()).write(to: URL(filePath: output))
        if let report { try Data((outcome.text + "\n").utf8).write(to: URL(filePath: report)) }
        print(Message.text("训练 \(examples.count) 件", "trained on \(examples.count) texts"))
        print(outcome.text)
        guard let check else { return }
        let rows: [LabelledTexts.Text]
        do throws(LabelledTexts.Failure) { rows = try texts.read(check) } catch { Message.fail(error.description) }
        let figures = try ModelFigures(model, on: rows, analyzer)
        print(
            Message.text("一级类别准确率", "level-1 accuracy"), figures.levelOne, "macro-F1", figures.macro, figures.texts)
    }
}
