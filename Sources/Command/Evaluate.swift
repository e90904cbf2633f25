internal import ArgumentParser
internal import Documents
internal import Evaluation
internal import Foundation
internal import Intake
internal import Pipeline

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: Message.text(
            "对照标注文本评分,并与保存的结果比较得失。", "Scores against gold, and lists what was gained and lost against a saved run."),
        discussion: """
            laixin eval Corpus/development --save run.jsonl
            laixin eval Corpus/development --against run.jsonl
            laixin eval gold.jsonl --predicted records.ndjson --format json
            laixin eval Corpus/development --errors date
            laixin eval --from laixin.sqlite
            """)

    @Argument(
        help: ArgumentHelp(
            Message.text("标注文件(.marked.txt 或 .jsonl)或文件夹。", "Gold files (.marked.txt or .jsonl), or folders of them.")),
        completion: .file())
    var gold: [String] = []
    @Option(
        help: ArgumentHelp(
            Message.text("登记库:以其中核改过的件为标注(遮盖后的文本)。", "A store: its reviewed letters are the gold (masked texts).")),
        completion: .file())
    var from: String?
    @Option(
        help: ArgumentHelp(
            Message.text("评已有的记录,不现读。", "Score these records (NDJSON) instead of parsing now.")),
        completion: .file())
    var predicted: String?
    @Option(help: ArgumentHelp(Message.text("保存逐条结果。", "Save every outcome here.")), completion: .file())
    var save: String?
    @Option(
        help: ArgumentHelp(Message.text("列出相对此结果的得失。", "List what was gained and lost since this saved run.")),
        completion: .file())
    var against: String?
    @Option(help: ArgumentHelp(Message.text("列出某一类的错误。", "List the errors of this label.")))
    var errors: String?
    @Option var format = OutputFormat.table

    func validate() throws {
        guard !gold.isEmpty || from != nil else {
            throw ValidationError(Message.text("请给出标注文件,或 --from 登记库。", "Name gold files, or --from a store."))
        }
    }

    func run() throws {
        var scorer = Scorer()
        let records = try predicted.map(savedRecords)
        let pipeline = records == nil ? Environment.pipeline() : nil
        var documents = gold.flatMap(goldDocuments)
        if let from { documents += try GoldDocument.jsonLines(Review.cases(StoreOptions.named(from).open())) }
        for document in documents {
            scorer.add(
                document,
                records.map { $0[document.id] }
                    ?? pipeline?.record(
                        of: Document(id: document.id, text: document.text, received: document.received)))
        }
        if let errors { list(scorer.outcomes.filter { $0.label == errors && $0.state != .found }) }
        write(scorer)
        if let against {
            let before = try JSONDecoder.lines(Outcome.self, read(against))
            let comparison = Outcome.compare(scorer.outcomes, with: before)
            print(Message.text("得 \(comparison.gained.count)", "gained \(comparison.gained.count)"))
            list(comparison.gained)
            print(Message.text("失 \(comparison.lost.count)", "lost \(comparison.lost.count)"))
            list(comparison.lost)
        }
        if let save {
            var data = Data()
            for outcome in scorer.outcomes { data += try JSONEncoder.line.encode(outcome) + [0x0A] }
            try data.write(to: URL(filePath: save))
        }
    }

    private func read(_ path: String) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            Message.fail("\(path): " + Message.text("文件读不了", "cannot be read"))
        }
        return data
    }

    private func goldDocuments(_ path: String) -> [GoldDocument] {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".marked.txt") || $0.hasSuffix(".jsonl") }.sorted()
                .flatMap { goldDocuments(path + "/" + $0) }
        }
        let data = read(path)
        do {
            if path.hasSuffix(".jsonl") { return try GoldDocument.jsonLines(data) }
            return try MarkedDocument.parse(SourceText(String(decoding: data, as: UTF8.self))).map(GoldDocument.init)
        } catch let failure as IntakeFailure {
            Message.fail("\(path): " + failure.message(chinese: Message.isChinese))
        } catch {
            Message.fail("\(path): " + Message.text("不是标注的 JSON 行", "not gold as JSON lines"))
        }
    }

    /// Records by id; lines that hold an error are left out.
    private func savedRecords(_ path: String) throws -> [String: Record] {
        var records: [String: Record] = [:]
        for line in read(path).split(separator: 0x0A) {
            if let record = try? JSONDecoder().decode(Record.self, from: Data(line)) { records[record.id] = record }
        }
        return records
    }

    private func list(_ outcomes: [Outcome]) {
        for outcome in outcomes {
            var line = "  \(outcome.state.name)  \(outcome.document)  \(outcome.label)  "
            line += outcome.text.replacing("\n", with: "⏎")
            if let value = outcome.value { line += "  = \(value)" }
            if case .wrongValue(let found) = outcome.state { line += "  ≠ \(found ?? "-")" }
            print(line)
        }
    }

    private func write(_ scorer: Scorer) {
        if format == .json {
            if let data = try? JSONEncoder.line.encode(ScoreReport(scorer)) {
                print(String(decoding: data, as: UTF8.self))
            }
            return
        }
        func text(_ figure: Double?) -> String { figure.map { String(format: "%.3f", $0) } ?? "" }
        Table(
            header: [.label, .gold, .predicted, .precision, .recall, .f1, .exact, .value],
            rows: scorer.labels.compactMap { label in
                guard let score = scorer.spans[label] else { return nil }
                return [
                    label, String(score.gold), String(score.predicted), text(score.precision), text(score.recall),
                    text(score.f1), text(score.exactF1), text(score.value),
                ]
            }
        ).write(format)
        let answers =
            Scorer.answerNames.compactMap { name in scorer.answers[name].map { (name, $0) } }
            + scorer.names.sorted { $0.key < $1.key }.map { ("names " + $0.key, $0.value) }
        Table(
            header: [.document, .n, .figure],
            rows: answers.filter { $0.1.asked > 0 }.map { [$0.0, String($0.1.asked), text($0.1.figure)] }
        ).write(format)
    }
}

extension JSONDecoder {
    static func lines<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> [Value] {
        try data.split(separator: 0x0A).map { try JSONDecoder().decode(type, from: Data($0)) }
    }
}
