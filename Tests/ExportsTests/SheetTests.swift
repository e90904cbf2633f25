import Foundation
import Testing

@testable import Exports

@Suite("Tables that leave")
struct SheetTests {
    private let sheet = Sheet(
        title: "台账",
        columns: [
            .init("编号", "number", .text, width: 16), .init("收到日期", "received", .day, width: 12),
            .init("件数", "letters", .count, width: 6), .init("类别", "category", .choice(["国土资源", "民政"]), width: 20),
        ],
        rows: [
            ["202600000000000001", "2026-03-02", "2", "国土资源"], ["=1+1", "", "10", "民政,\"低保\""],
        ])

    @Test("CSV: quoted where it must be, no formula, a mark that spreadsheets know")
    func csv() throws {
        let bytes = try sheet.csv(.utf8)
        let expected = "编号,收到日期,件数,类别\r\n202600000000000001,2026-03-02,2,国土资源\r\n'=1+1,,10,\"民政,\"\"低保\"\"\"\r\n"
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array(expected.utf8))
        // 编号 in GB18030: B1 E0 BA C5.
        #expect(try sheet.csv(.gb18030).prefix(4) == [0xB1, 0xE0, 0xBA, 0xC5])
    }

    @Test("NDJSON: IDs as text, counts as numbers, nothing empty")
    func ndjson() throws {
        let lines = String(decoding: try sheet.ndjson(), as: UTF8.self)
        #expect(
            lines == """
                {"category":"国土资源","letters":2,"number":"202600000000000001","received":"2026-03-02"}
                {"category":"民政,\\"低保\\"","letters":10,"number":"=1+1"}

                """)
    }

    @Test("Notices and reports: laid out, escaped, suppressed figures as stars")
    func pages() {
        let notice = Notice(
            office: "湛河区信访局", paper: "湛信〔2026〕3号", title: "告知书", paragraphs: ["甲<乙>&丙"], day: "2026年3月2日")
        #expect(notice.html.contains("<p>甲&lt;乙&gt;&amp;丙</p>") && notice.html.contains("margin: 37mm 26mm 35mm 28mm"))
        let report = MonthlyReport(
            title: "月报", notes: [],
            tables: [.init(title: "类别", header: ["类别", "件数"], rows: [("民政", [20]), ("国土", [nil])])])
        #expect(report.html.contains("<td>20</td>") && report.html.contains("<td>*</td>"))
    }
}
