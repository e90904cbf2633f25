import Documents
import Testing

@testable import Analysis

@Suite("Mentions inside of demands, places and titles")
struct NestedMentionTests {
    private func record(_ text: String) -> Record { Fixture.record("大冶市信访局：\n" + text, received: "2023-05-06") }

    private func party(_ name: String, _ text: String) -> Record.Party? {
        record(text).parties.first { $0.name == name }
    }

    @Test("A body named in a demand too is known by its other mentions")
    func demanded() throws {
        let text = "大冶市青石物业有限公司乱收停车费。\n请求：\n1、责令大冶市青石物业有限公司退费；\n2、公开账目。\n向桂枝"
        let firm = try #require(party("大冶市青石物业有限公司", text))
        #expect(firm.mentions.count == 1)
        #expect(record(text).demands.contains { $0.text == "责令大冶市青石物业有限公司退费" })
    }

    @Test("Whoever is complained about in a demand alone stays known: a report is to be kept from them")
    func accused() {
        let text = "大冶市青石物业有限公司乱收停车费。\n请求：\n1、责令退费；\n2、查处大冶市明达驾校。\n向桂枝"
        #expect(party("大冶市明达驾校", text)?.role == .respondent)
    }

    @Test("A person's name in a demand stays a mention, so that it is sealed there too")
    func persons() {
        let text = "龚明亮打人。\n请求：\n1、追究龚明亮的责任；\n2、赔偿医药费。\n向桂枝"
        #expect(party("龚明亮", text)?.mentions.count == 2)
    }

    @Test("Who is asked stands before the demand and is a mention")
    func asked() { #expect(party("大冶市城管局", "夜里太吵。请大冶市城管局查处。\n向桂枝") != nil) }

    @Test(
        "Places in a demand belong to it, but for homes and divisions told nowhere else",
        arguments: [
            ("我家在映霞路住。请求在映霞路装路灯。", ["映霞路"]), ("夜里太黑。请求在映霞路装路灯。", []),
            ("夜里太黑。请求在叶县映霞路装路灯。", ["叶县映霞路"]), ("屋里漏水。请求维修3号楼2单元401室。", ["3号楼2单元401室"]),
        ] as [(String, [String])])
    func places(text: String, expected: [String]) { #expect(record(text).places.map(\.text) == expected) }

    @Test(
        "A value that a demand only repeats is told once; what the demand alone tells stays",
        arguments: [
            ("公司欠我工资18600元。\n请求：\n1、责令支付工资18600元；\n2、十五日内答复。\n向桂枝", ["18600元"], ["十五日内"]),
            ("公司欠我工资18600元。\n请求：\n1、责令支付工资18600元和赔偿3000元。\n向桂枝", ["18600元", "3000元"], []),
            ("公司欠我工资。\n请求：\n1、责令支付工资1.86万元；\n2、道歉。\n向桂枝", ["1.86万元"], []),
        ] as [(String, [String], [String])])
    func repeatedValues(text: String, amounts: [String], limits: [String]) {
        #expect(record(text).amounts.map(\.text) == amounts)
        #expect(record(text).limits.map(\.text) == limits)
    }

    @Test(
        "A body in a place's name or a paper's title is none",
        arguments: [
            ("叶县三泉第三小学门口对面有人摆摊。", nil), ("根据《大冶市公安局信访规定》，应当回信。", nil),
            ("根据大冶市公安局的规定，应当回信。", "大冶市公安局"),
        ] as [(String, String?)])
    func bodies(text: String, expected: String?) {
        #expect(record(text).parties.filter { $0.role != .addressee }.map(\.name) == [expected].compactMap { $0 })
    }

    @Test("In the title a demand names the matter, and what it names counts")
    func title() { #expect(Fixture.record("请叶县加快修路\n路坏了三年。").places.map(\.text) == ["叶县"]) }
}
