import Documents
import Testing

@testable import Analysis

@Suite("Demands")
struct DemandTests {
    private func demands(_ text: String) -> [String] {
        Fixture.record(text, received: "2023-05-06").demands.map(\.text)
    }

    @Test(
        "Headed by words of asking, whoever asks",
        arguments: [
            ("家长们的诉求：\n一、公布检测报告；\n二、解除合同。", ["公布检测报告", "解除合同"]),
            ("家里漏水没人管。\n我的要求很明确：手镯全额退款；退还未游景点的差价。", ["手镯全额退款", "退还未游景点的差价"]),
            ("四、我们的要求\n1、查清资金去向；\n2、给出复工时间表。", ["查清资金去向", "给出复工时间表"]),
            ("就三点：1，先把坑填上；2，公开保证金；3，把路面铺好。", ["先把坑填上", "公开保证金", "把路面铺好"]),
            ("被人冒名登记了。\n一直没人管。\n请求网信、公安：\n·受理我的申请；\n·解冻我的工资卡。", ["受理我的申请", "解冻我的工资卡"]),
            ("我们坚决要求：立即停止施工。", ["立即停止施工"]), ("娃娃夜夜被吓哭。请高考期间禁止夜间施工。", ["高考期间禁止夜间施工"]),
            ("没有旁的想头，就求派人把地重新认一认。", ["派人把地重新认一认"]),
        ] as [(String, [String])])
    func asked(text: String, expected: [String]) { #expect(demands(text) == expected) }

    @Test(
        "Told, quoted or labelled, not asked",
        arguments: [
            "回复有一句话：“企业已改制，建议通过法律途径解决”。", "8月11日我们请县里的专家来地里看。", "诉求内容：来电人称司机不打表。", "我们申请公开，15天过去没有回音。",
            "他们的要求：先交两万。", "请允许一个老人说几句话。",
        ])
    func told(_ text: String) { #expect(demands(text).isEmpty) }
}
