internal import Analysis
internal import ArgumentParser
internal import Dictionaries
internal import Foundation
internal import Register
internal import Storage
internal import Tables

extension RegisterVerb {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: Message.text(
                "收入别处的台账(xlsx、csv):逐行核对,有误的逐条列出;要么全收,要么一行不收。",
                "Takes a register of elsewhere up (xlsx, csv): each row checked, what is wrong told; all rows or none."),
            discussion: """
                laixin register import 台账.xlsx --dry-run
                laixin register import 台账.csv --map 信访人姓名=name --map 摘要=text
                laixin register import 台账.xlsx --sheet 2 --partial --format csv > 有误的行.csv

                """
                    + Message.text(
                        "列名与字段的对应见 Dictionaries/Register/columns.tsv。姓名、电话、证件号、住址各列只入密封库。",
                        "Which headings are which fields stands in Dictionaries/Register/columns.tsv. Columns of names, phones, "
                            + "identity numbers and addresses are sealed."))

        @Argument(completion: .file()) var file: String
        @Option(
            help: ArgumentHelp(
                Message.text("列名=字段;不要的列写 列名=-。", "HEADING=FIELD; HEADING=- for a column to be left."),
                valueName: "heading=field"))
        var map: [String] = []
        @Option(
            help: ArgumentHelp(Message.text("工作表的名称或序号;缺省第一张。", "Name or number of the sheet; by default the first.")))
        var sheet: String?
        @Flag(help: ArgumentHelp(Message.text("只核对,不写。", "Only look, write nothing."))) var dryRun = false
        @Flag(help: ArgumentHelp(Message.text("有误的行不收,其余收入。", "Take the rows up that can be, though others cannot.")))
        var partial = false
        @Option(help: ArgumentHelp(Message.text("有误的行列为:table、csv、json。", "How rows with errors are listed.")))
        var format = OutputFormat.table
        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var office: HomeOptions
        @OptionGroup var options: StoreOptions

        func run() throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                Message.fail(Message.text("文件打不开:\(file)", "the file cannot be opened: \(file)"))
            }
            let table: TableFile
            do throws(TableFailure) { table = try TableFile([UInt8](data), sheet: sheet) } catch {
                Message.fail("\(file): " + error.message(chinese: Message.isChinese))
            }
            let columns: RegisterColumns
            let categories: [(path: [String], code: String)]
            do {
                columns = try RegisterColumns()
                categories = try Taxonomy().nodes.map { ($0.path, $0.code) }
            } catch { Message.fail("\(error)") }
            let places: [RegisterColumns.Field: Int]
            do throws(RegisterColumns.Problem) { places = try columns.places(table.headings, said: map) } catch {
                Message.fail(error.message(chinese: Message.isChinese), status: 64)
            }
            let taking = RegisterTaking(
                desk: RegisterVerb.desk(options, creating: !dryRun),
                pipeline: Environment.pipeline(home: office.home, mapping: office.mapping),
                linker: Environment.linker(), columns: columns, categories: categories)
            let summary = Message.trying { () throws(StoreError) in
                try taking.take(
                    headings: table.headings, rows: table.rows.map { ($0.number, $0.cells) }, places: places,
                    path: file,
                    way: dryRun ? .dryRun : partial ? .partly : .wholly, account: account)
            }
            if !summary.problems.isEmpty {
                Table(
                    header: [.row, .column, .value, .advice],
                    rows: summary.problems.map { [String($0.row), $0.heading, $0.value, $0.advice] }
                ).write(format)
            }
            Message.warn(
                Message.text(
                    "\(dryRun ? "可收" : "收入") \(summary.taken) 行;已有 \(summary.known) 行;有误 \(summary.refused) 行",
                    "\(summary.taken) rows \(dryRun ? "could be " : "")taken up; known \(summary.known); with errors \(summary.refused)"
                ))
            guard summary.refused > 0 else { return }
            if !dryRun, !partial { Message.warn(Message.text("一行也没有写入", "nothing was written")) }
            throw ExitCode(partialFailureStatus)
        }
    }
}
