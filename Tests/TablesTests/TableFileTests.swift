import Exports
import Foundation
import Testing

@testable import Tables

@Suite("Tables of others")
struct TableFileTests {
    private typealias Row = TableFile.Row

    @Test(
        "Text in columns: quotes, lines in cells, marks of order, other signs and charsets, empty lines",
        arguments: [
            (Array("编号,内容\r\n1,停水\r\n".utf8), [["1", "停水"]]),
            (
                [0xEF, 0xBB, 0xBF] + Array("编号,内容\n1,\"停水,\n\"\"三天\"\"\"\n\n2,路灯".utf8),
                [["1", "停水,\n\"三天\""], ["2", "路灯"]]
            ),
            (Array("编号\t内容\n 1 \t停水,三天\n".utf8), [["1", "停水,三天"]]),
            (Array("编号;内容\n1;\n".utf8), [["1", ""]]),
            (Array("\n编号,内容,\n1,停水,,,\n".utf8), [["1", "停水"]]),
            (Array("编号,内容\n'=1+1,'停水'\n".utf8), [["=1+1", "'停水'"]]),
            // 编号,内容 and 1,停水 in GB18030.
            (
                [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC4, 0xDA, 0xC8, 0xDD, 0x0A, 0x31, 0x2C, 0xCD, 0xA3, 0xCB, 0xAE],
                [["1", "停水"]]
            ),
        ])
    func delimited(_ bytes: [UInt8], _ rows: [[String]]) throws {
        let table = try TableFile(bytes)
        #expect(table.headings == ["编号", "内容"])
        #expect(table.rows.map(\.cells) == rows)
    }

    @Test("Rows are numbered as a spreadsheet counts")
    func numbers() throws {
        #expect(try TableFile(Array("a,b\n1,2\n\n3,4\n".utf8)).rows.map(\.number) == [2, 4])
    }

    @Test("What is no table is told")
    func failures() {
        #expect(throws: TableFailure.empty) { try TableFile(Array(" \n,,\n".utf8)) }
        #expect(throws: TableFailure.twice("编号")) { try TableFile(Array("编号,编号\n1,2".utf8)) }
        #expect(throws: TableFailure.openQuote(line: 2)) { try TableFile(Array("a,b\n1,\"2\n".utf8)) }
        #expect(throws: TableFailure.oldWorkbook) { try TableFile([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) }
        #expect(throws: TableFailure.brokenWorkbook("zip")) { try TableFile([0x50, 0x4B, 0x03, 0x04, 0, 0]) }
        for failure in [TableFailure.empty, .twice("x"), .oldWorkbook, .noSheet("x"), .tooLarge("x")] {
            #expect(failure.message(chinese: true) != failure.message(chinese: false))
        }
    }

    @Test("A workbook: days by their format, numbers as typed, texts shared, in place or in runs, gaps, sheets by name")
    func workbook() throws {
        let bytes = StoredZip.bytes([
            (
                "xl/workbook.xml",
                "<workbook xmlns:r='r'><sheets><sheet name='说明' r:id='a'/><sheet name='台账' r:id='b'/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/>"
                    + "<Relationship Id='b' Target='/xl/worksheets/sheet2.xml'/></Relationships>"
            ),
            (
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/>"
                    + "<numFmt numFmtId='165' formatCode='0.0\"day\"'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                    + "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>"
            ),
            (
                "xl/sharedStrings.xml",
                "<sst><si><t>编号</t></si><si><r><t>停</t></r><r><t>水</t></r><rPh><t>tíng</t></rPh></si></sst>"
            ),
            ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"),
            (
                "xl/worksheets/sheet2.xml",
                """
                <worksheet><sheetData>
                <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>日期</t></is></c><c r='D1' t='str'><v>内容</v></c></row>
                <row r='3'><c r='A3'><v>202600000000001</v></c><c r='B3' s='1'><v>46083</v></c><c r='D3' t='s'><v>1</v></c></row>
                <row><c><v>1.5</v></c><c s='1'><v>59</v></c><c/><c s='2'><v>2</v></c></row>
                <row><c/><c s='1'><v>61</v></c></row>
                </sheetData></worksheet>
                """
            ),
        ])
        let table = try TableFile(bytes, sheet: "台账")
        #expect(table.headings == ["编号", "日期", "", "内容"])
        // 46083 is 2 March 2026; the workbook's calendar has a 29 February 1900, its number 60.
        #expect(
            table.rows == [
                Row(number: 3, cells: ["202600000000001", "2026-03-02", "", "停水"]),
                Row(number: 4, cells: ["1.5", "1900-02-28", "", "2"]),
                Row(number: 5, cells: ["", "1900-03-01", "", ""]),
            ])
        #expect(try TableFile(bytes, sheet: "2") == table)
        #expect(try TableFile(bytes).headings == ["1"])
        #expect(throws: TableFailure.noSheet("3")) { try TableFile(bytes, sheet: "3") }
        #expect(throws: TableFailure.self) { try TableFile(Array(bytes.prefix(bytes.count - 30))) }
    }

    @Test("What laixin writes it reads back: compressed workbooks, CSV in both charsets")
    func ownTables() throws {
        let sheet = Sheet(
            title: "台账",
            columns: [
                .init("编号", "number", .text, width: 16), .init("收到日期", "received", .day, width: 12),
                .init("件数", "letters", .count, width: 6), .init("类别", "category", .choice(["民政"]), width: 20),
            ], rows: [["202600000000000001", "2026-03-02", "2", "民政"], ["=1+1", "", "10", "民政,\"低保\""]])
        let path = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString).xlsx").path
        var files = [try sheet.csv(.utf8), try sheet.csv(.gb18030)]
        do throws(ExportError) {
            try sheet.writeXlsx(to: path)
            if let data = FileManager.default.contents(atPath: path) { files.append([UInt8](data)) }
            #expect(files.count == 3)
        } catch { #expect(error.code == .notBuiltIn) }
        for file in files {
            let table = try TableFile(file)
            #expect(table.headings == sheet.columns.map(\.heading))
            #expect(table.rows.map(\.cells) == sheet.rows)
        }
    }
}

/// A zip archive whose parts are not compressed.
enum StoredZip {
    static func bytes(_ parts: [(name: String, text: String)]) -> [UInt8] {
        func number(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(value >> (8 * $0) & 0xFF) } }
        var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
        for part in parts {
            let (name, text) = (Array(part.name.utf8), Array(part.text.utf8))
            let sizes = number(0, 4) + number(text.count, 4) + number(text.count, 4) + number(name.count, 2)
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + number(0, 8) + sizes + number(0, 12)
                + number(bytes.count, 4) + name
            bytes += number(0x0403_4B50, 4) + number(20, 2) + number(0, 8) + sizes + number(0, 2) + name + text
        }
        let start = bytes.count
        return bytes + directory + number(0x0605_4B50, 4) + number(0, 4) + number(parts.count, 2)
            + number(parts.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }
}
