internal import Analysis
internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Foundation

/// The category models: which are there, which is used, which reads better.
struct Model: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: Message.text("类别模型:列出、比较、启用。", "Category models: list, compare, put to use."),
        discussion: """
            laixin model list
            laixin model compare office.model --on labelled.ndjson
            laixin model use office.model --on labelled.ndjson
            laixin model use shipped
            """,
        subcommands: [List.self, Compare.self, Use.self])

    /// Name of the shipped model on the command line.
    static let shipped = "shipped"

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Message.text("列出模型,标出正在用的。", "Lists the models and marks the one in use."))

        @Option var format = OutputFormat.table

        func run() throws {
            let files = DictionaryFiles.standard()
            let office = try files.optionalBytes(of: IssueModel.officePath)
            let header: [Column] = [.inUse, .model, .bytes, .classes, .checksum]
            var rows: [[String]] = []
            for path in [IssueModel.officePath, IssueModel.shippedPath] {
                guard let bytes = path == IssueModel.officePath ? office : try files.optionalBytes(of: path) else {
                    continue
                }
                let isUsed = path == IssueModel.officePath || office == nil
                do throws(DictionaryError) {
                    let model = try IssueModel(bytes, file: path)
                    rows.append([
                        isUsed ? "*" : "", path, "\(bytes.count)", "\(model.codes.count) + \(model.detailCodes.count)",
                        IssueModel.fingerprint(bytes),
                    ])
                } catch { rows.append([isUsed ? "*" : "", path, "\(bytes.count)", error.problem, ""]) }
            }
            Table(header: header, rows: rows).write(format)
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare",
            abstract: Message.text("在已标类别的文本上比较两个模型。", "Compares two models on labelled texts."))

        @Argument(help: ArgumentHelp(Message.text("模型文件,或 shipped。", "Model files, or shipped.")), completion: .file())
        var models: [String]
        @OptionGroup var texts: CheckOptions

        func run() throws {
            let analyzer = try Model.analyzer()
            let rows = texts.read(analyzer.taxonomy)
            let names = models.count == 1 ? models + [Model.shipped] : models
            guard names.count == 2 else { Message.fail(Message.text("要两个模型", "two models are needed")) }
            let figures = try names.map { try ModelFigures(try Model.load($0), on: rows, analyzer) }
            Model.show(zip(names, figures).map { ($0, $1) })
            let differing = zip(figures[0].told, figures[1].told).count { $0 != $1 }
            print(Message.text("一级类别不同的有 \(differing) 件", "\(differing) texts get another level-1 class"))
        }
    }

    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "use",
            abstract: Message.text(
                "启用一个模型;先与自带模型比较,较差的不启用。",
                "Puts a model to use, after a comparison with the shipped one; a worse one is not."))

        @Argument(
            help: ArgumentHelp(Message.text("模型文件,或 shipped。", "The model file, or shipped.")), completion: .file())
        var model: String
        @OptionGroup var texts: CheckOptions
        @Flag(help: ArgumentHelp(Message.text("较差也启用。", "Put it to use though it reads worse."))) var anyway = false

        func run() throws {
            let target = Model.officeFile
            guard model != Model.shipped else {
                if FileManager.default.fileExists(atPath: target.path) {
                    try FileManager.default.removeItem(at: target)
                }
                print(Message.text("现用自带模型", "the shipped model is in use"))
                return
            }
            let analyzer = try Model.analyzer()
            let candidate = try Model.load(model)
            // A model of other classes is refused here, before it can stop every reading.
            do { _ = try analyzer.verdict(of: candidate, on: SourceText("")) } catch { Message.fail("\(error)") }
            let rows = texts.read(analyzer.taxonomy)
            let new = try ModelFigures(candidate, on: rows, analyzer)
            let old = try ModelFigures(try Model.load(Model.shipped), on: rows, analyzer)
            Model.show([(model, new), (Model.shipped, old)])
            guard anyway || (new.levelOne >= old.levelOne && new.macro >= old.macro) else {
                Message.fail(
                    Message.text(
                        "不如自带模型,没有启用(--anyway 可强行启用)",
                        "reads worse than the shipped model: not put to use (--anyway overrides)"))
            }
            try Model.putToUse(model)
        }
    }

    struct CheckOptions: ParsableArguments {
        @Option(
            name: .customLong("on"), parsing: .upToNextOption,
            help: ArgumentHelp(
                Message.text(
                    "已标类别的文本(与 train 相同);不要用训练过的。", "Labelled texts, as train reads them; none it was trained on.")),
            completion: .file())
        var paths: [String] = []

        func read(_ taxonomy: Taxonomy) -> [LabelledTexts.Text] {
            let texts = LabelledTexts(taxonomy)
            do throws(LabelledTexts.Failure) {
                var rows: [LabelledTexts.Text] = []
                for path in paths { rows += try texts.read(path) }
                guard !rows.isEmpty else {
                    Message.fail(Message.text("没有文本,请用 --on 给出", "there are no texts; name some with --on"))
                }
                return rows
            } catch { Message.fail(error.description) }
        }
    }

    private static func analyzer() throws -> Analyzer {
        do { return try Analyzer(usesModel: false) } catch { Message.fail("\(error)") }
    }

    private static var officeFile: URL { DictionaryFiles.standard().folder.appending(path: IssueModel.officePath) }

    static func putToUse(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            Message.fail(Message.text("没有模型 \(path)", "there is no model \(path)"))
        }
        try data.write(to: officeFile, options: .atomic)
        print(Message.text("已启用", "in use:"), officeFile.path)
    }

    /// The office's model where there is one, the shipped one elsewhere.
    static func inUse() throws -> (name: String, model: IssueModel) {
        let isOffice = FileManager.default.fileExists(atPath: officeFile.path)
        return isOffice ? (IssueModel.officePath, try load(officeFile.path)) : (shipped, try load(shipped))
    }

    static func load(_ name: String) throws -> IssueModel {
        do {
            guard name != shipped else {
                let path = IssueModel.shippedPath
                return try IssueModel(try DictionaryFiles.standard().bytes(of: path), file: path)
            }
            guard let data = FileManager.default.contents(atPath: name) else {
                Message.fail(Message.text("没有模型 \(name)", "there is no model \(name)"))
            }
            return try IssueModel([UInt8](data), file: name)
        } catch { Message.fail("\(error)") }
    }

    static func show(_ figures: [(String, ModelFigures)]) {
        Table(header: ModelFigures.header, rows: figures.map { $1.row($0) }).write(.table)
    }
}
