internal import Analysis
internal import ArgumentParser
internal import Exports
internal import Foundation
internal import Register
internal import Storage

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Message.text(
            "导出台账:xlsx、csv 或 ndjson;正文和姓名不外出,概况是遮盖后的。",
            "Writes the register as xlsx, csv or ndjson; no names and no texts leave, titles are masked."),
        discussion: """
            laixin export --into 台账.xlsx
            laixin export --into 台账.csv --encoding gb18030 month:2026-03
            laixin export --into register.ndjson 状态:转送
            """)

    @Argument(help: ArgumentHelp(Message.text("哪些件,见 laixin help query。", "Which ones, see laixin help query.")))
    var question: [String] = []
    @Option(help: ArgumentHelp(Message.text("写到这里(不覆盖);格式由扩展名定。", "The file to write; its ending tells the format.")))
    var into: String
    @Option(help: ArgumentHelp(Message.text("csv 的编码:utf-8 或 gb18030。", "Encoding of csv: utf-8 or gb18030.")))
    var encoding = "utf-8"
    @Option var account = ProcessInfo.processInfo.userName
    @OptionGroup var filters: FilterOptions
    @OptionGroup var options: StoreOptions

    func run() throws {
        _ = NewFile(into)
        guard let encoding = Sheet.Encoding(rawValue: encoding.lowercased()) else {
            Message.fail(Message.text("--encoding 为 utf-8 或 gb18030", "--encoding is utf-8 or gb18030"), status: 64)
        }
        let desk = RegisterVerb.desk(options)
        let lines = Message.trying { () throws(StoreError) in
            try desk.store.noteExport(into.split(separator: ".").last.map(String.init) ?? "", account: account)
            return try desk.store.registerLines(filters.filter(question))
        }
        let categories: [String]
        do { categories = try Taxonomy().nodes.map { $0.path.joined(separator: "/") } } catch {
            Message.fail("\(error)")
        }
        let sheet = RegisterSheet(desk: desk, today: "\(RegisterVerb.today)")
            .sheet(lines, categories: categories)
        do throws(ExportError) {
            switch URL(filePath: into).pathExtension.lowercased() {
            case "xlsx": try sheet.writeXlsx(to: into)
            case "csv": try write(sheet.csv(encoding))
            case "ndjson", "jsonl": try write(sheet.ndjson())
            default:
                Message.fail(
                    Message.text("扩展名为 .xlsx、.csv 或 .ndjson", "the file ends in .xlsx, .csv or .ndjson"), status: 64)
            }
        } catch { Message.fail(error.message(chinese: Message.isChinese)) }
        print(Message.text("已写 \(sheet.rows.count) 行:\(into)", "\(sheet.rows.count) rows written: \(into)"))
    }

    private func write(_ bytes: [UInt8]) throws(ExportError) {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: into, contents: Data(bytes), attributes: attributes) else {
            throw ExportError(code: .cannotWrite, detail: into)
        }
    }
}
