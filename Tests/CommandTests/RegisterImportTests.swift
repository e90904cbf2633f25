import Foundation
import Testing

@Suite("Registers in and out")
struct RegisterImportTests {
    private let office: ClerksFolder

    init() throws { office = try ClerksFolder() }

    private func path(_ name: String) -> String { office.path(name) }

    @discardableResult
    private func laixin(
        _ line: String, store: String, status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String { try office.laixin(line, store: store, status: status, sourceLocation: sourceLocation) }

    /// What a register tells of each line; what is counted from it is left out.
    private func told(_ store: String, _ name: String) throws -> [[String: String]] {
        try laixin("export --into \(path(name))", store: store)
        let counted: Set = ["duty", "due", "standing", "law"]
        return try office.text(name).split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            return object.filter { !counted.contains($0.key) }.mapValues { "\($0)" }
        }
    }

    @Test("What laixin exports, as CSV in both charsets and as a workbook, another store takes up and exports alike")
    func roundTrip() throws {
        let setup = "register setup --office 湛河区信访局 --place 410411 --number XF{year}-{serial:4}"
        let texts = ["停水三天，请求恢复供水。", "村里的地被占了，没有补偿。", "低保没有批下来。", "路灯坏了一年。", "楼下饭店油烟扰民。"]
        for (number, text) in texts.enumerated() { try office.write("\(number).txt", "湛河区信访局：\n" + text) }
        try laixin(
            "import " + (0..<texts.count).map { path("\($0).txt") }.joined(separator: " "), store: "a.sqlite")
        try laixin(setup, store: "a.sqlite")
        try laixin("register new --all --channel 来访 --received 2023-05-06 --on 2023-05-08", store: "a.sqlite")
        try laixin("register transfer XF2023-0001 --to 湛河区水利局 --on 2023-05-09", store: "a.sqlite")
        try laixin("register accept XF2023-0002 --on 2023-05-08", store: "a.sqlite")
        try laixin("register accept XF2023-0003 --on 2023-05-08", store: "a.sqlite")
        try laixin("register answer XF2023-0003 --outcome 支持 --on 2023-06-08", store: "a.sqlite")
        try laixin("register close XF2023-0003 --on 2023-06-09", store: "a.sqlite")
        let expected = try told("a.sqlite", "a.ndjson")
        #expect(expected.count == texts.count && Set(expected.compactMap { $0["state"] }).count >= 4)
        for (store, file) in [("b", "t.csv"), ("c", "g.csv --encoding gb18030"), ("d", "t.xlsx")] {
            let name = String(file.prefix { $0 != " " })
            let outcome = try office.run(
                ["export", "--into", path(name)] + file.split(separator: " ").dropFirst().map(String.init),
                store: "a.sqlite")
            // A build without libxlsxwriter writes no workbooks.
            if name.hasSuffix("xlsx"), outcome.status != 0, outcome.errors.contains("libxlsxwriter") { continue }
            // An empty table makes the store, so that the office can be set before.
            try office.write("empty.csv", "编号,收到日期,内容\n")
            try laixin("register import \(path("empty.csv"))", store: "\(store).sqlite")
            try laixin(setup, store: "\(store).sqlite")
            let first = try laixin("register import \(path(name))", store: "\(store).sqlite")
            #expect(first.contains("收入 \(texts.count) 行"))
            #expect(try told("\(store).sqlite", "\(store).ndjson") == expected, "\(name)")
            // Once more: nothing new. And the next number comes after those taken up.
            #expect(
                try laixin("register import \(path(name))", store: "\(store).sqlite").contains("已有 \(texts.count) 行"))
            #expect(try laixin("audit verify", store: "\(store).sqlite").contains("审计链完整"))
        }
    }

    @Test("One bad row: listed with its line, column, value and advice; nothing written, or with --partial all others")
    func badRows() throws {
        try office.write(
            "r.csv",
            """
            编号,收到日期,概况,渠道,信访人,电话
            XF1,2023-05-06,停水三天,来信,褚满仓,19900001234
            XF2,2023-13-06,邬小燕反映路灯不亮,飞鸽,邬小燕,19900001235
            XF1,2023-05-07,停电,来电,,
            """)
        let listed = try laixin("register import \(path("r.csv")) --format csv", store: "r.sqlite", status: 3)
        #expect(listed.contains("3,收到日期,2023-13-06") && listed.contains("3,渠道,飞鸽") && listed.contains("4,number,XF1"))
        #expect(listed.contains("一行也没有写入") && !listed.contains("邬小燕"))
        #expect(try laixin("import --status", store: "r.sqlite").contains("0 件"))
        let tried = try laixin("register import \(path("r.csv")) --dry-run", store: "r.sqlite", status: 3)
        #expect(tried.contains("可收 1 行"))
        #expect(try laixin("import --status", store: "r.sqlite").contains("0 件"))
        #expect(
            try laixin("register import \(path("r.csv")) --partial", store: "r.sqlite", status: 3).contains("收入 1 行"))
        #expect(try laixin("register list", store: "r.sqlite").contains("XF1"))
        #expect(try laixin("show 1 --original --reason 核对", store: "r.sqlite").contains("信访人：褚满仓"))
        for file in try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
        where file.hasPrefix("r.sqlite") {
            let bytes = try Data(contentsOf: office.folder.appending(path: file))
            #expect(bytes.range(of: Data("褚满仓".utf8)) == nil && bytes.range(of: Data("19900001234".utf8)) == nil)
        }
        #expect(
            try laixin("register import \(path("r.csv")) --map 编号=nummer", store: "r.sqlite", status: 64).contains(
                "nummer"))
        #expect(
            try laixin("register import \(path("r.csv")) --map 概况=-", store: "r.sqlite", status: 64).contains("缺“内容”"))
    }
}
