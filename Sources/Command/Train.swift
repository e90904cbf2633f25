internal import Analysis
internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Foundation
internal import Storage

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: Message.text("用已标类别的文本训练类别模型。", "Trains the category model from labelled texts."),
        discussion: """
            laixin train labelled.ndjson Dictionaries/Categories Corpus/training Corpus/development --output issues.model
            laixin train --from store --store laixin.sqlite Corpus/training --output office.model
            """)

    enum Origin: String, ExpressibleByArgument, CaseIterable { case store }

    @Argument(
        help: ArgumentHelp(
            Message.text(
                "JSON 行(text 或 title、body;label 为一级类别,或 codes 与 purpose),训练文本文件夹(*.txt),标注文件夹(*.marked.txt),或类别文件夹 Categories(其例句)。",
                "JSON lines (text, or title and body; label a level-1 category, or codes and purpose), folders of training texts or of marked texts, or the folder Categories for its examples."
            )),
        completion: .file())
    var data: [String] = []
    @Option(
        help: ArgumentHelp(
            Message.text(
                "store:本单位登记库中经人确认类别的来信;交叉验证并与在用模型比较。",
                "store: letters of the office's register whose category a person confirmed; cross-validated and compared with the model in use."
            )))
    var from: Origin?
    @OptionGroup var register: StoreOptions
    @Flag(
        help: ArgumentHelp(
            Message.text(
                "不差于在用模型即启用(只与 --from store 同用)。",
                "Put it to use if it reads no worse than the model in use (with --from store).")))
    var use = false
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
                "只有 label 的 JSON 行每件的权重;其余为 2。", "What a line of JSON counts that only has a label; all others count 2."
            )))
    var lineWeight: Float = 1

    func validate() throws {
        guard !data.isEmpty || from != nil else { throw ValidationError(Message.text("请给出文本", "Name texts.")) }
        guard !use || from != nil else {
            throw ValidationError(Message.text("--use 只与 --from store 同用", "--use goes with --from store."))
        }
    }

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
                examples += try texts.read(path).map { trainer.example($0, source: path) }
            } catch { Message.fail(error.description) }
        }
        if from == .store { return try trainForOffice(trainer, texts, beside: examples, analyzer) }
        try train(trainer, examples)
        guard let check else { return }
        let rows: [LabelledTexts.Text]
        do throws(LabelledTexts.Failure) { rows = try texts.read(check) } catch { Message.fail(error.description) }
        let model = try Model.load(output)
        let figures = try ModelFigures(model, on: rows, analyzer)
        print(
            Message.text("一级类别准确率", "level-1 accuracy"), figures.levelOne, "macro-F1", figures.macro, figures.texts)
    }

    private func train(_ trainer: IssueTrainer, _ examples: [IssueTrainer.Example]) throws {
        guard Set(examples.map(\.rootCode)).count > 1 else {
            Message.fail(Message.text("至少要两类", "two categories are needed"))
        }
        let (model, outcome) = trainer.train(examples)
        try Data(model.encoded()).write(to: URL(filePath: output))
        if let report { try Data((outcome.text + "\n").utf8).write(to: URL(filePath: report)) }
        print(Message.text("训练 \(examples.count) 件", "trained on \(examples.count) texts"))
        print(outcome.text)
    }

    /// Trains on the office's own letters, tells how the model reads those that it was trained without, beside the
    /// model in use, and puts it to use where that is wished and it reads no worse.
    private func trainForOffice(
        _ trainer: IssueTrainer, _ reader: LabelledTexts, beside others: [IssueTrainer.Example], _ analyzer: Analyzer
    ) throws {
        let texts = Message.trying { () throws(StoreError) in try reader.confirmed(in: register.open()) }
        guard texts.count >= Self.leastConfirmed else {
            Message.fail(
                Message.text(
                    "登记库中经人确认类别的来信只有 \(texts.count) 件,至少要 \(Self.leastConfirmed) 件",
                    "the category of only \(texts.count) letters was confirmed; \(Self.leastConfirmed) are needed"))
        }
        let own = texts.map { trainer.example($0, source: "store") }
        let folds = trainer.folds(of: own)
        var verdicts: [Int: (issues: [(code: String, probability: Double)], purpose: Purpose)] = [:]
        for fold in Set(folds).sorted() {
            let known = others + own.indices.filter { folds[$0] != fold }.map { own[$0] }
            guard Set(known.map(\.rootCode)).count > 1 else {
                Message.fail(Message.text("至少要两类,且不在同一事项中", "two categories are needed, and not in one matter"))
            }
            let model = trainer.train(known).model
            for index in own.indices where folds[index] == fold {
                verdicts[index] = try analyzer.verdict(of: model, on: SourceText(texts[index].text))
            }
        }
        let new = try ModelFigures(texts) { verdicts[$0]! }
        let inUse = try Model.inUse()
        let old = try ModelFigures(inUse.model, on: texts, analyzer)
        try train(trainer, others + own)
        print(Message.text("未参加训练的来信上(交叉验证):", "on letters not trained on (cross-validation):"))
        Model.show([(output, new), (inUse.name, old)])
        guard use else { return }
        guard new.levelOne >= old.levelOne && new.macro >= old.macro else {
            Message.fail(
                Message.text("不如在用的模型,没有启用", "reads worse than the model in use: not put to use"))
        }
        try Model.putToUse(output)
    }

    /// Fewer letters than this tell neither training nor comparison anything.
    private static let leastConfirmed = 30
}

extension IssueTrainer {
    func example(_ text: LabelledTexts.Text, source: String) -> Example {
        example(
            SourceText(text.text), codes: text.codes, purpose: text.purpose, source: source, weight: text.weight,
            group: text.group)
    }
}
