import Analysis
import Documents
import Testing

@Suite("Normalisation")
struct NormalizationTests {
    private func normalized(_ text: String) -> String {
        let result = Fixture.analyzer.normalize(SourceText(text))
        return result[NormalizedSpan(0, result.count)]
    }

    @Test(
        "One form for rules",
        arguments: [
            ("２０１８，（甲）", "2018,(甲)"), ("請求賠償", "请求赔偿"), ("举 报 信", "举报信"), ("张三 李四", "张三 李四"), ("2019 年 3 月", "2019年3月"),
            ("零\u{200B}宽", "零宽"), ("甲\r\n乙", "甲\n乙"), ("①㎡…", "①㎡…"), ("㈱", "㈱"), ("e\u{301}", "é"),
        ])
    func forms(source: String, expected: String) { #expect(normalized(source) == expected) }

    @Test("Every span maps back to its own characters", arguments: [UInt64(1), 2, 3, 4, 5])
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("甲乙 丙\n２0Ol年月，。請\u{200B}㎏𠮷e\u{301}①(（".unicodeScalars)
        for _ in 0..<200 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<60, using: &generator) {
                view.append(alphabet.randomElement(using: &generator)!)
            }
            let source = SourceText(String(view))
            let text = Fixture.analyzer.normalize(source)
            var last = 0
            for index in 0..<text.count {
                let span = text.sourceSpan(NormalizedSpan(index, index + 1))
                #expect(span.start >= last && span.end <= source.count && span.count >= 1, "seed \(seed)")
                last = span.start
            }
        }
    }

    @Test("Repairs keep what was there")
    func repairs() {
        let record = Fixture.record("2O18年3月5曰")
        #expect(record.repairs.map(\.from) == ["O", "曰"])
        #expect(record.repairs.map(\.to) == ["0", "日"])
    }

    @Test("Letters that are no digits stay", arguments: ["A1栋", "4G网络", "WCGZ-2017", "Ol"])
    func noRepairs(_ text: String) { #expect(Fixture.record(text).repairs.isEmpty) }
}

/// Steele, Lea and Flood's SplitMix64: the same texts every time.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
