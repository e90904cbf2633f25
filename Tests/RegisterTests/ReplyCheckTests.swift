import Testing

@testable import Register

@Suite("Replies against requests")
struct ReplyCheckTests {
    private static let demands = ["请求尽快修复东河村道路", "希望补发拖欠的工资"]

    @Test(
        "What a reply goes into, repeats, and leaves open",
        arguments: [
            ("您反映的东河村道路塌方、拖欠工资问题收悉。东河村道路已于3月10日修复通车。拖欠的工资将于月底前补发到位。", ["addressed", "addressed"]),
            ("您反映的东河村道路塌方、拖欠工资问题收悉。东河村道路已列入今年修复计划。", ["addressed", "restated"]),
            ("来信收悉，我局高度重视，将认真研究。感谢您的关心。", ["open", "open"]),
            ("您提出的修复东河村道路、补发拖欠工资的诉求已收到。", ["restated", "restated"]),
            ("一、关于东河村道路问题\n经现场查看，路面已铺设完成。\n二、关于拖欠工资问题\n经核实，款项已发放。", ["addressed", "addressed"]),
            ("一、关于东河村道路问题\n二、关于拖欠工资问题\n经核实，款项已发放。", ["restated", "addressed"]),
            ("贵村水井已经打好，自来水恢复供应。", ["open", "open"]),
            ("", ["open", "open"]),
        ])
    func verdicts(_ reply: String, _ expected: [String]) throws {
        #expect(try ReplyCheck().check(Self.demands, in: reply).map(\.verdict.rawValue) == expected, "\(reply)")
    }

    @Test("The evidence is the sentence that answers")
    func evidence() throws {
        let reply = "您反映的东河村道路问题收悉。东河村道路已于3月10日修复。感谢支持。"
        let found = try #require(try ReplyCheck().check(["请求尽快修复东河村道路"], in: reply).first?.evidence)
        #expect(String(String.UnicodeScalarView(Array(reply.unicodeScalars)[found])) == "东河村道路已于3月10日修复。")
    }
}
