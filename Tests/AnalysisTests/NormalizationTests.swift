import Analysis
import Documents
import TestSupport
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

    @Test(
        "Line breaks: inside a sentence, a word, a number joined; all others kept",
        arguments: [
            ("我们小区的电梯从去年冬天坏到现在，一直没有人来修，住户的意见\n很大，请派人来看一看到底是什么原因。\n此致", "住户的意见很大"), ("于2014年\n4月22\n日签字", "2014年4月22日"),
            ("床前明月光\n疑是地上霜\n举头望明月\n低头思故乡", "光\n疑是"), ("李一 2 300\n王二 3 450\n张三 1 150", "300\n王二"),
            ("李春早\n2021年3月5日", "早\n2021"),
            ("一、甲\n二、乙", "甲\n二"), ("第一句。\n第二句。", "。\n第"), ("姓名：李一\n电话：无", "一\n电话"),
        ])
    func lineBreaks(source: String, expected: String) {
        #expect(normalized(source).contains(normalized(expected)), "\(normalized(source))")
    }

    @Test("Undoing all repairs gives the text as it was, one by one or all at once", arguments: [UInt64(3), 5, 8])
    func undoing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "2O18年3月5曰", "甲镇来信", "3/9", "\n— 3 —\n", "上一篇：无\n", "\n×\n", "9O口内", "，欠款l200元", "。\n", "第3页 共9页", "２０１９年",
            "請求", "\u{200B}", "𠮷",
        ]
        for _ in 0..<150 {
            let text = (0..<Int.random(in: 1..<40, using: &generator)).map { _ in
                pieces.randomElement(using: &generator)!
            }
            .joined()
            let source = SourceText(text)
            let repairs = Fixture.analyzer.normalize(source).repairs
            let ledger = try #require(RepairLedger(source: source, repairs: repairs), "seed \(seed): \(text)")
            #expect(ledger.original == source, "seed \(seed)")
            guard let first = repairs.first else { continue }
            let one = ledger.text(undoing: [0])
            let all = ledger.text()
            #expect(one.count - all.count == first.from.unicodeScalars.count - first.to.unicodeScalars.count)
        }
    }

    @Test(
        "Damage is told with its place",
        arguments: [
            ("满意率2/9达到96%⟦□⟧上门", "text.lost-glyph"), ("甲⟦\u{202E}\u{200F}⟧乙", "text.direction-mark"),
            ("甲⟦\u{FFFD}⟧乙", "text.broken-character"),
        ])
    func damage(marked: String, code: String) throws {
        let text = MarkedText(marked)
        let span = try #require(text.span)
        let diagnostic = try #require(Fixture.record(text.text).diagnostics.first { $0.code == code })
        #expect(diagnostic.start == span.start && diagnostic.end == span.end)
    }

    /// Degenerate texts take time in proportion to their length: four times the text, at most twelve times the time (the machine is shared).
    @Test(
        "Degenerate input in linear time",
        arguments: [
            "我们村的路坏了没有人修，", "一\n", "1\n", "。，；", "□", "3/9", "3/9\n", "第一章甲\n第一条乙\n一、丙\n（一）丁\n1.戊\n①己\n",
            "======\n甲乙丙丁\n",
            "姓名：", "【第一篇】", "《", "\u{202E}\u{200F}", "甲 ", "第一篇\n", "请求：", "－",
        ])
    func linear(unit: String) {
        func time(_ count: Int) -> Duration {
            let source = SourceText(String(repeating: unit, count: count))
            return ContinuousClock().measure {
                let text = Fixture.analyzer.normalize(source)
                #expect(text.count <= source.count)
                _ = Fixture.analyzer.documents(in: Document(id: "d", text: source))
            }
        }
        let small = max(time(4_000), .milliseconds(20))
        let large = time(16_000)
        #expect(large < small * 12, "\(small) then \(large)")
    }

    @Test("Forty levels of headings, and labels without end")
    func deepNumbering() {
        let text = (1...40).map { String(repeating: "#", count: $0) + " 甲" }.joined(separator: "\n")
        let record = Fixture.record(text + "\n一、乙\n（一）丙\n1.丁")
        #expect(record.sections.allSatisfy { (1...32).contains($0.level) })
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
