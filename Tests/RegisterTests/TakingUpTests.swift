import Documents
import Foundation
import Storage
import Testing

@testable import Register

@Suite("Registers of elsewhere")
struct TakingUpTests {
    private static let headings = ["编号", "收到日期", "渠道", "类别", "概况", "状态", "承办单位", "办理结果", "办结日期", "信访人", "电话"]

    private func reader(_ office: RegisterOffice) throws -> RegisterReader {
        let columns = try RegisterColumns()
        return RegisterReader(
            columns: columns, rules: try office.desk().rules, places: try columns.places(Self.headings),
            headings: Self.headings,
            categories: [(["民政"], "13"), (["民政", "低保"], "13.01"), (["农村农业", "低保"], "02.01")],
            office: "湛河区信访局", today: try day("2026-12-31"), isChinese: false, place: { _ in nil })
    }

    /// `heading=value` in one line; what is left out is right.
    private func cells(_ line: String) -> [String] {
        var cells = ["XF1", "2026-03-02", "来信", "民政", "停水三天", "登记", "", "", "", "", ""]
        for word in line.split(separator: " ") {
            let parts = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            if let place = Self.headings.firstIndex(of: parts[0]) { cells[place] = parts[1] }
        }
        return cells
    }

    @Test(
        "A state is reached by steps that say no more than the row does",
        arguments: [
            ("", "new"), ("状态=受理", "new accept"), ("状态=转送 承办单位=湛河区民政局", "new transfer"),
            ("状态=答复 办理结果=支持", "new accept answer"), ("状态=办结 办理结果=支持", "new accept answer close"),
            ("状态=办结 承办单位=湛河区民政局", "new transfer close"), ("状态=不予受理", "new refuse"),
            ("状态=办理中 承办单位=湛河区信访局", "new accept handle"), ("状态=作废", "new void"),
            ("状态=办结 承办单位=湛河区民政局 办理结果=解释说明", "new accept answer close"),
        ])
    func steps(_ line: String, _ expected: String) throws {
        let (row, problems) = try reader(RegisterOffice()).read(cells(line), row: 2)
        #expect(problems == [])
        #expect(row?.steps.map(\.step).joined(separator: " ") == expected)
    }

    @Test(
        "What is wrong is told with its column, and everything of a row at once",
        arguments: [
            ("编号=", ["编号"]), ("收到日期=昨天", ["收到日期"]), ("收到日期=2027-01-01", ["收到日期"]), ("渠道=飞鸽", ["渠道"]),
            ("类别=低保", ["类别"]), ("类别=没有", ["类别"]), ("概况=", ["概况"]), ("状态=飞走", ["状态"]), ("状态=转送", ["状态"]),
            ("状态=办结", ["状态"]), ("状态=复查答复 办理结果=维持", ["状态"]), ("承办单位=褚满仓", ["状态"]), ("办理结果=很好", ["状态"]),
            ("办结日期=2026-03-01", ["办结日期"]), ("编号= 收到日期=2月30日 渠道=飞鸽", ["编号", "收到日期", "渠道"]),
        ])
    func problems(_ line: String, _ expected: [String]) throws {
        let (row, problems) = try reader(RegisterOffice()).read(cells(line), row: 7)
        #expect(row == nil)
        #expect(problems.map(\.heading).map { ["承办单位", "办理结果"].contains($0) ? "状态" : $0 } == expected)
        #expect(problems.allSatisfy { $0.row == 7 && !$0.advice.isEmpty })
    }

    @Test(
        "Days as registers write them",
        arguments: [
            ("2026-03-02", "2026-03-02"), ("2026/3/2", "2026-03-02"), ("2026.3.2", "2026-03-02"),
            ("2026年3月2日", "2026-03-02"), ("20260302", "2026-03-02"), ("2026-03-02 10:15:00", "2026-03-02"),
            ("2026-02-30", nil), ("3月2日", nil), ("46083", nil), ("26-3-2", nil),
        ])
    func days(_ text: String, _ expected: String?) {
        #expect(RegisterReader.day(text).map { "\($0)" } == expected)
    }

    @Test("Private columns are in what is sealed and in nothing else")
    func privateColumns() throws {
        let line = "信访人=褚满仓、邬小燕 电话=19900001234 概况=褚满仓家停水三天，电话19900001234"
        let (read, problems) = try reader(RegisterOffice()).read(cells(line), row: 2)
        let row = try #require(read)
        #expect(problems == [])
        #expect(row.text == "×××家停水三天，电话×××××××××××")
        #expect(row.original.contains("褚满仓家停水") && row.original.contains("信访人：褚满仓、邬小燕"))
        #expect(row.secrets.map(\.value) == ["褚满仓", "邬小燕", "19900001234"])
        // A row that is refused tells no private value either.
        let (_, refused) = try reader(RegisterOffice()).read(cells(line + " 渠道=飞鸽 状态=飞走"), row: 2)
        #expect(refused.allSatisfy { !($0.value + $0.advice).contains("褚") })
    }

    @Test("Headings: what is known, what a clerk says, what is missing")
    func headings() throws {
        let columns = try RegisterColumns()
        let known = try columns.places(["件号", "信访日期", "主要内容", "备注"])
        #expect(known == [.number: 0, .received: 1, .text: 2])
        let said = try columns.places(["号", "编号", "收到日期", "摘要"], said: ["号=number", "编号=-", "摘要=text"])
        #expect(said == [.number: 0, .received: 2, .text: 3])
        #expect(throws: RegisterColumns.Problem.missing(.number, "编号")) { try columns.places(["收到日期", "内容"]) }
        #expect(throws: RegisterColumns.Problem.missing(.text, "内容")) { try columns.places(["编号", "收到日期"]) }
        #expect(throws: RegisterColumns.Problem.twice(.number, "编号", "件号")) {
            try columns.places(["编号", "件号", "收到日期", "内容"])
        }
        #expect(throws: RegisterColumns.Problem.noSuchField("nummer")) {
            try columns.places(["编号"], said: ["编号=nummer"])
        }
        #expect(throws: RegisterColumns.Problem.noSuchHeading("号")) { try columns.places(["编号"], said: ["号=number"]) }
    }
}
