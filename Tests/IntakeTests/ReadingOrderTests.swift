import Documents
import Testing

@testable import Intake

/// Pages drawn by hand, in characters of 20 units; the expected text is what a person reads there.
@Suite("Reading order of scanned pages")
struct ReadingOrderTests {
    private func text(_ lines: [SamplePages.Line]) throws -> String {
        try SamplePages(lines).document("hocr").text.string
    }

    private func run(_ text: String, _ x: Int, _ y: Int) -> SampleWord { .run(text, x: x, y: y) }

    private let left = ["本县来信由县信访局统一登记并分送", "各承办单位应当在收到之日起六十日", "内办结并将结果告知来信人本人。"]
    private let right = ["办结期限届满前五日由县信访局发出", "催办通知逾期未办结的列入下月督查", "名单并在简报上写明原因与去向。"]

    @Test("Lines that run across two columns are parted: left column, then right")
    func mergedColumns() throws {
        let lines = (0..<3).map { [run(left[$0], 100, 100 + 40 * $0), run(right[$0], 480, 100 + 40 * $0)] }
        #expect(try text(lines) == (left + right).joined(separator: "\n"))
    }

    @Test("Columns given line by line in turn, between a title and a footer")
    func interleavedColumns() throws {
        var lines = [[run("东河县信访工作简报第三期总第十二期", 250, 20)]]
        for row in 0..<3 {
            lines.append([run(left[row], 100, 100 + 40 * row)])
            lines.append([run(right[row], 480, 100 + 40 * row)])
        }
        lines.append([run("东河县信访局办公室编印发至各乡镇人民政府和县直各单位", 120, 260)])
        let expected =
            ["东河县信访工作简报第三期总第十二期", ""] + left + right + ["", "东河县信访局办公室编印发至各乡镇人民政府和县直各单位"]
        #expect(try text(lines) == expected.joined(separator: "\n"))
    }

    @Test("Columns whose lines do not stand at the same height")
    func unalignedColumns() throws {
        var lines: [SamplePages.Line] = []
        for row in 0..<3 {
            lines.append([run(right[row], 480, 114 + 43 * row)])
            lines.append([run(left[row], 100, 100 + 40 * row)])
        }
        #expect(try text(lines) == (left + right).joined(separator: "\n"))
    }

    @Test("A longer left column is read to its end first")
    func longerLeftColumn() throws {
        var lines = (0..<3).map { [run(left[$0], 100, 100 + 40 * $0), run(right[$0], 480, 100 + 40 * $0)] }
        lines.append([run("来信人不服的可以申请复查。", 100, 220)])
        let expected = left + ["来信人不服的可以申请复查。"] + right
        #expect(try text(lines) == expected.joined(separator: "\n"))
    }

    private let table = [
        ["编号", "反映事项", "承办单位", "期限"], ["一", "拖欠工资", "县人社局", "七月三日"], ["二", "饮用水浑浊", "县水利局", "七月八日"],
        ["三", "夜间施工", "县住建局", "七月九日"],
    ]
    private let stops = [100, 220, 420, 600]

    private var tableText: String { table.map { $0.joined(separator: "  ") }.joined(separator: "\n") }

    @Test("A table whose columns the recogniser took for blocks is read row by row")
    func tableInColumns() throws {
        var lines: [SamplePages.Line] = []
        for column in 0..<4 {
            for row in 0..<4 { lines.append([run(table[row][column], stops[column], 100 + 40 * row)]) }
        }
        #expect(try text(lines) == tableText)
    }

    @Test("A table whose rows are lines keeps its cells apart")
    func tableInRows() throws {
        let lines = (0..<4).map { row in
            (0..<4).map { run(table[row][$0], stops[$0], 100 + 40 * row) }
        }
        #expect(try text(lines) == tableText)
    }

    @Test("A table with an empty cell")
    func emptyCell() throws {
        let lines = [
            [run("编号", 100, 100), run("反映事项", 220, 100), run("期限", 600, 100)],
            [run("一", 100, 140), run("拖欠工资", 220, 140)], [run("二", 100, 180), run("七月八日", 600, 180)],
        ]
        #expect(try text(lines) == "编号  反映事项  期限\n一  拖欠工资\n二  七月八日")
    }

    @Test("Labels and values side by side are rows, not columns")
    func fields() throws {
        let lines = [
            [run("来信人", 100, 100)], [run("来信日期", 100, 140)], [run("反映事项", 100, 180)],
            [run("柳湾村村民", 300, 100)], [run("五月四日", 300, 140)], [run("征地补偿款未付清请求查明余款去向", 300, 180)],
        ]
        #expect(try text(lines) == "来信人  柳湾村村民\n来信日期  五月四日\n反映事项  征地补偿款未付清请求查明余款去向")
    }

    @Test("Lines in odd order are read from top to bottom")
    func oddOrder() throws {
        let lines = [
            [run("第三行写的是结尾。", 100, 180)], [run("第一行写的是开头，", 100, 100)], [run("第二行写的是中间，", 100, 140)],
        ]
        #expect(try text(lines) == "第一行写的是开头，\n第二行写的是中间，\n第三行写的是结尾。")
    }

    @Test("A page scanned askew, sinking or rising by a line and a half", arguments: [0.06, -0.06])
    func skewed(sink: Double) throws {
        // Ten characters a word, so that each line has words to tell the slope by.
        let lines = (0..<4).map { row in
            (0..<4).map { column in
                SampleWord.run("甲乙丙丁戊己庚辛壬癸", x: 100 + 200 * column, y: 200 + 40 * row, sink: sink)
            }
        }
        let rows = lines.map { $0.map(\.text).joined() }
        #expect(try text(lines.reversed()) == rows.joined(separator: "\n"))
        let cells = ["一月三日", "拖欠工资", "县人社局", "未办结了"]
        let table = (0..<4).flatMap { column in
            (0..<4).map { row in
                [SampleWord.run(cells[row], x: 100 + 200 * column, y: 400 + 40 * row, sink: sink)]
            }
        }
        let expected = rows + [""] + cells.map { Array(repeating: $0, count: 4).joined(separator: "  ") }
        #expect(try text(table + lines) == expected.joined(separator: "\n"))
    }

    @Test("A line without a box follows the line before it in the file")
    func unplaced() throws {
        let json = """
            {"pages":[{"lines":[{"text":"页眉"},{"text":"第二行","box":[100,50,160,70]},{"text":"第二行的批注"},
            {"text":"第三行","box":[100,80,160,100]},{"text":"第一行","box":[100,20,160,40]},
            {"text":"第四行","box":[100,110,160,130]}]}]}
            """
        let document = try DocumentReader().read(bytes: Array(json.utf8), path: "a.json")[0]
        #expect(document.text.string == "页眉\n第一行\n第二行\n第二行的批注\n第三行\n第四行")
        #expect(document.layout?.lines.map { $0.box == nil } == [true, false, false, true, false, false])
    }

    @Test("Boxes that hang lower at the end of every cell are no slope")
    func uneven() throws {
        let lines = (0..<4).flatMap { column in
            (0..<4).map { row in
                let (x, y) = (100 + 200 * column, 100 + 40 * row)
                return [SampleWord("来信", x, y, x + 40, y + 20), SampleWord("收到", x + 40, y + 3, x + 80, y + 23)]
            }
        }
        let row = Array(repeating: "来信收到", count: 4).joined(separator: "  ")
        #expect(try text(lines) == Array(repeating: row, count: 4).joined(separator: "\n"))
    }

    @Test("Vertical writing keeps the order of the file")
    func vertical() throws {
        let lines = [
            [SampleWord("右边第一列", 500, 100, 520, 200)], [SampleWord("中间第二列", 460, 100, 480, 200)],
            [SampleWord("左边第三列", 420, 100, 440, 200)],
        ]
        #expect(try text(lines) == "右边第一列\n中间第二列\n左边第三列")
    }

    @Test("A paragraph's indent and the gap between paragraphs are kept")
    func paragraphs() throws {
        let lines = [
            [run("本村修路占用耕地十二亩至今没有得到", 140, 100)], [run("补偿。", 100, 130)],
            [run("请求查明款项去向并书面答复我们村民", 140, 160)], [run("为盼。", 100, 190)], [run("此致敬礼", 100, 260)],
        ]
        #expect(
            try text(lines)
                == "　　本村修路占用耕地十二亩至今没有得到\n补偿。\n　　请求查明款项去向并书面答复我们村民\n为盼。\n\n此致敬礼")
    }

    @Test("A line that begins late in the middle of a sentence is no paragraph")
    func lostBeginning() throws {
        let lines = [
            [run("本村修路占用耕地十二亩至今没有得到任何", 100, 100)], [run("且从未公示过征收的批文和标准所以我们", 140, 130)],
            [run("请求查明。", 100, 160)],
        ]
        #expect(!(try text(lines)).contains("　　"))
    }

    /// Words on one line, a gap in units between them, and what is read.
    @Test(
        "Spaces between words",
        arguments: [
            ("信访", 4, "局", "信访局"), ("信访", 18, "局", "信访局"), ("办公室", 24, "2023年", "办公室 2023年"),
            ("登记", 40, "转送", "登记  转送"), ("2023", 4, "年", "2023年"), ("电话", 4, "19900001234", "电话19900001234"),
            ("19900", 3, "001234", "19900001234"), ("12", 10, "34", "12 34"), ("GB", 8, "18030", "GB 18030"),
            ("water", 6, "bill", "water bill"), ("bill,", 6, "please", "bill, please"), ("3.", 6, "5", "3.5"),
            ("信访局", 8, ":", "信访局:"), ("来信，", 24, "来访", "来信，来访"),
        ])
    func spaces(before: String, gap: Int, after: String, expected: String) throws {
        let first = run(before, 100, 100)
        let words = [first, run(after, first.right + gap, 100)]
        for format in SamplePages.formats {
            #expect(try SamplePages([words]).document(format).text.string == expected, "\(format)")
        }
    }
}
