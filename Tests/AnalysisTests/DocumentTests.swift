import Analysis
import Dictionaries
import Documents
import Foundation
import Testing

@Suite("Whole documents")
struct DocumentTests {
    private static let letter = """
        关于拖欠工资的投诉信
        湛河区人力资源和社会保障局：
            我叫褚满仓，是农民工。2022年8月，包工头邬大勇拖欠我工资3.2万元。
            请求贵局责令支付拖欠的工资。
            此致
        敬礼
            褚满仓
            2023年5月4日
            电话：19900001234
        """

    @Test("A letter: kind, title, addressee, parties, demand, issue")
    func letter() {
        let record = Fixture.record(Self.letter, received: "2023-05-06")
        #expect(record.kind == .letter)
        #expect(record.title?.text == "关于拖欠工资的投诉信")
        #expect(record.parties.first { $0.role == .addressee }?.name == "湛河区人力资源和社会保障局")
        #expect(record.parties.first { $0.role == .petitioner }?.name == "褚满仓")
        #expect(record.parties.first { $0.role == .respondent }?.name == "邬大勇")
        #expect(record.demands.map(\.text) == ["责令支付拖欠的工资"])
        #expect(record.issues.first?.path.first == "劳动和社会保障")
        #expect(record.issues.first?.evidence.isEmpty == false)
    }

    @Test(
        "Kinds",
        arguments: [
            ("某县信访局\n关于开展回访的通知\n\n各乡镇：\n现将有关事项通知如下。", DocumentKind.notice),
            ("2023年信访工作方案\n一、指导思想\n坚持依法办理。\n二、工作目标\n办结率达到98%以上。", .plan),
            ("信访事项处理意见书\n褚满仓：\n你反映的问题，现答复如下。", .reply), ("联席会议纪要\n会议听取了汇报。", .minutes),
            ("领导您好，我家楼上漏水，希望解决。", .letter),
        ])
    func kinds(text: String, kind: DocumentKind) { #expect(Fixture.record(text).kind == kind) }

    @Test(
        "Places: settled, open, and not there",
        arguments: [
            ("我住河南省平顶山市湛河区建设路5号。", ["410411"]), ("鼓楼区的路坏了。", [nil]), ("人民生活和平安宁。", []),
        ] as [(String, [String?])])
    func places(text: String, expected: [String?]) { #expect(Fixture.record(text).places.map(\.adcode) == expected) }

    @Test("Measures aimed at people are not extracted, only counted")
    func policy() {
        let text = "信访工作方案\n一、工作措施\n乡镇要在6月底前完成重点人员稳控。\n县信访局要在6月底前完成积案梳理。\n二、组织领导\n加强领导。"
        let record = Fixture.record(text, received: "2023-05-06")
        #expect(record.measures.map(\.text) == ["完成积案梳理"])
        #expect(record.diagnostics.count { $0.code == "measure.not-extracted-by-policy" } == 1)
    }

    @Test("Same input, same record")
    func deterministic() {
        #expect(Fixture.record(Self.letter) == Fixture.record(Self.letter))
    }

    @Test(
        "Odd input is no error",
        arguments: [
            "", "\n\n\n", "□□□□", "。。。，，，", "\u{202E}\u{200F}", String(repeating: "1", count: 3_000),
            String(repeating: "一\n", count: 2_000), "我家的地被占了，恳请平塘县",
        ])
    func degenerate(_ text: String) { #expect(Fixture.record(text).id == "t") }

    @Test("A broken dictionary is named with file and line")
    func brokenDictionary() {
        #expect(throws: (any Error).self) {
            try DictionaryFiles(folder: .init(filePath: "/nonexistent")).bytes(of: "Categories/x.txt")
        }
    }

    @Test("Every class has a unique code and a parent")
    func taxonomy() {
        let nodes = Fixture.analyzer.taxonomy.nodes
        #expect(Set(nodes.map(\.code)).count == nodes.count)
        #expect(nodes.allSatisfy { $0.path.count == 1 || $0.parent != nil })
        #expect(Set(nodes.filter { $0.path.count == 1 }.map { $0.path[0] }).count == 17)
    }
}
