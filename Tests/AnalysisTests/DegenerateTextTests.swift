import Documents
import Testing

@testable import Analysis

/// What nobody writes takes time in proportion to its length: four times the text, at most twelve times the time (the
/// machine is shared). What is done before anything is extracted: ``NormalizationTests``.
@Suite("Degenerate texts")
struct DegenerateTextTests {
    @Test(
        "A record of a degenerate text in linear time",
        arguments: [
            "收了三百二那边又说是四百五还有12345和880地方", "3.5", "保险一百、", "给我；", "，", "要求", "王某某", "东河村", "2019年3月", "第3号",
            "说“", "市信访局", "请求：退款；",
        ])
    func linear(unit: String) {
        func time(_ count: Int) -> Duration {
            let text = String(repeating: unit, count: count / unit.unicodeScalars.count)
            return ContinuousClock().measure { #expect(!Fixture.record(text).kind.rawValue.isEmpty) }
        }
        let small = max(time(6_000), .milliseconds(20))
        let large = time(24_000)
        #expect(large < small * 12, "\(small) then \(large)")
    }
}
