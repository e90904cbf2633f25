import Foundation
import Testing

/// A month of an office, from the first letter to the report, as its people would type it.
@Suite("A month in an office")
struct MonthTests {
    private let program: LaixinProgram
    private let folder: URL

    init() throws {
        program = try LaixinProgram()
        folder = try LaixinProgram.temporaryFolder()
    }

    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Corpus/letters").standardizedFileURL

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    @discardableResult
    private func laixin(_ line: String, status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) throws
        -> String
    {
        let words = line.split(separator: " ").map(String.init)
        let outcome = try program.run(words + ["--store", path("r.sqlite")], locale: "zh_CN.UTF-8")
        #expect(outcome.status == status, "\(line): \(outcome.errors)", sourceLocation: sourceLocation)
        return outcome.output + outcome.errors
    }

    /// Lines of a table but its head.
    private func rows(_ output: String) -> [String] { output.split(separator: "\n").dropFirst().map(String.init) }

    @Test(
        "Import, register, review twenty, send on, extend, answer, overdue, report, workbook; the audit chain is whole")
    func month() throws {
        // The office and its letters.
        try laixin("import \(Self.corpus.path)")
        try laixin("register setup --office 湛河区信访局 --place 410411 --number XF{year}-{serial:4}")
        let listed = rows(try laixin("query --limit 1000 文种:letter"))
        #expect(listed.count >= 20)
        try laixin("review list --kind received --limit 1000")
        let undated = rows(try laixin("review list --kind received --limit 1000 --format csv"))
        for line in undated {
            let item = line.prefix { $0 != "," }
            try laixin("review correct \(item) --to 2023-05-08")
        }
        let registered = try laixin("register new --all --channel 来信 --on 2023-10-09")
        let numbers = registered.split(separator: "\n").filter { $0.hasPrefix("XF2023-") }.map { String($0.prefix(11)) }
        #expect(numbers.count == listed.count && Set(numbers).count == numbers.count)
        #expect(numbers.first == "XF2023-0001")

        // Twenty items looked at: most are right, one is not.
        let queue = rows(try laixin("review list --below 1 --limit 20 --format csv")).map { $0.prefix { $0 != "," } }
        for item in queue.dropFirst() where !item.hasPrefix("link") { try laixin("review accept \(item)") }
        let letter = try #require(listed.first?.split(separator: " ").first)
        try laixin("review correct category:\(letter) --to 民政")
        #expect(try laixin("query 类别:民政").contains("民政"))
        #expect(try laixin("review cases").split(separator: "\n").count >= 1)

        // A matter on its way, from 9 October.
        let (one, two) = (numbers[0], numbers[1])
        #expect(try laixin("register answer \(one) --outcome 支持 --on 2023-10-10", status: 1).contains("可以:"))
        try laixin("register transfer \(one) --to 湛河区民政局 --on 2023-10-10 --as-named --checked 已核对")
        try laixin("register accept \(one) --on 2023-10-20")
        let extended = try laixin("register extend \(one) --on 2023-12-01")
        // 20 October + 60 days = 19 December; + 30 = 18 January.
        #expect(extended.contains("2024-01-18") && extended.contains("第三十四条"))
        try laixin("register answer \(one) --outcome 支持 --on 2024-01-15 --paper 湛民〔2023〕8号")
        try laixin("register assign \(two) --to 湛河区教育体育局 --on 2023-10-10 --until 2023-11-10 --checked 已核对")
        #expect(try laixin("register close \(two) --on 2023-10-11", status: 1).contains("不能办结"))
        #expect(try laixin("register show \(one)").contains("湛民〔2023〕8号"))

        // What is late counts against the body.
        let due = try program.run(
            ["due", "--store", path("r.sqlite"), "--window", "overdue", "--on", "2023-11-20", "--body", "教育"],
            locale: "zh_CN.UTF-8")
        #expect(due.status == 0 && due.output.contains(two) && due.output.contains("overdue"))
        let sums = try program.run(["due", "--store", path("r.sqlite"), "--by-body", "--on", "2024-02-01"])
        #expect(sums.output.contains("湛河区教育体育局"))
        #expect(rows(try laixin("query 期限:按时 --limit 1000")).count >= 1)

        // What leaves.
        try laixin("notice \(one) --step extend --into \(path("n.html"))")
        #expect(try String(contentsOfFile: path("n.html"), encoding: .utf8).contains("办理期限延长至2024年1月18日"))
        try laixin("report --month 2023-05 --into \(path("m.html"))")
        #expect(try String(contentsOfFile: path("m.html"), encoding: .utf8).contains("2023年5月信访工作月报"))
        try laixin("report --month 2023-05 --published --into \(path("p.html"))")
        #expect(try String(contentsOfFile: path("p.html"), encoding: .utf8).contains("<td>*</td>"))
        try laixin("export --into \(path("t.csv"))")
        try laixin("export --into \(path("t.csv"))", status: 1)
        let lines = try String(contentsOfFile: path("t.csv"), encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == numbers.count + 1)
        try laixin("export --into \(path("t.xlsx"))")
        try checkWorkbook(numbers.count)
        #expect(try laixin("audit verify").contains("审计链完整"))

        // Backup, and everything is there again.
        try laixin("store backup \(path("b.backup")) --backup-key \(path("b.key"))")
        let restored = try program.run([
            "store", "restore", path("b.backup"), "--backup-key", path("b.key"), "--into", path("c.sqlite"),
        ])
        #expect(restored.status == 0)
        let again = try program.run(["register", "list", "--store", path("c.sqlite"), "--format", "csv"])
        #expect(rows(again.output).count == min(200, numbers.count))
    }

    /// Opens the workbook with openpyxl, where it is installed.
    private func checkWorkbook(_ count: Int) throws {
        let script = """
            import sys
            try: import openpyxl
            except ImportError: sys.exit(77)
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book.worksheets[0]
            rows = list(sheet.iter_rows())
            assert len(rows) == int(sys.argv[2]) + 1, len(rows)
            assert sheet.freeze_panes == 'B2' and sheet.auto_filter.ref.startswith('A1:')
            heads = [cell.value for cell in rows[0]]
            assert heads[0] == '编号', heads
            kinds = {'编号': 's', '渠道': 's', '收到日期': 'd', '登记日期': 'd', '件数': 'n', '类别': 's', '期限': 'd'}
            for row in rows[1:]:
                for head, cell in zip(heads, row):
                    if cell.value is None: continue
                    assert cell.data_type == kinds.get(head, cell.data_type), (head, cell.data_type)
                    assert cell.data_type != 'f', head
                assert row[0].number_format == '@' and row[2].number_format == 'yyyy-mm-dd'
            assert any(rule.type == 'list' and 'F2' in str(rule.sqref) for rule in sheet.data_validations.dataValidation)
            assert all(sheet.sheet_state == 'visible' for sheet in book.worksheets)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path("t.xlsx"), "\(count)"]
        try process.run()
        process.waitUntilExit()
        #expect([0, 77].contains(process.terminationStatus))
        #expect(try Data(contentsOf: URL(filePath: path("t.xlsx"))).starts(with: [0x50, 0x4B]))
    }
}
