import Analysis
import Documents
import TestSupport
import Testing

@Suite("Page marks and other furniture")
struct PageMarkTests {
    private static let filler = "各村要把来信当天登记，能办的马上办，不能办的讲清楚原因，并把结果写在台账上，月底由镇里抽查一遍。"

    private func read(_ text: String) -> String {
        let result = Fixture.analyzer.normalize(SourceText(text))
        return result[NormalizedSpan(0, result.count)]
    }

    private func marks(_ text: String) -> [String] {
        Fixture.analyzer.normalize(SourceText(text)).repairs.filter { $0.rule == "furniture.page-mark" }.map(\.from)
    }

    @Test("The digits of a glued mark are parted by the sequence: 今年76/26月份 is 今年7月份")
    func gluedDigits() {
        let text = (1...9).map { page in
            page == 6 ? "\(Self.filler)本村今年76/26月份新增积案两件。" : "\(Self.filler)努力探索\(page)/26形成机制。"
        }.joined()
        #expect(read(text).contains("今年7月份"))
        #expect(!read(text).contains("/"))
    }

    @Test(
        "Digits on both sides",
        arguments: [
            ("每月13/95日接待", "每月15日接待", 3), ("8月至5/910月施工", "8月至10月施工", 5), ("残疾人服务所6/911月底前办会", "残疾人服务所11月底前办会", 6),
            ("热线：19900007/93344。", "热线：19900003344。", 7),
        ])
    func bothSides(glued: String, expected: String, page: Int) {
        let text = (1...9).map { $0 == page ? Self.filler + glued + Self.filler : "\(Self.filler)随时\($0)/9可以问。" }
            .joined()
        #expect(read(text).contains(read(expected)))
    }

    @Test(
        "Marks on lines of their own",
        arguments: [
            ["— 1 —", "— 2 —", "— 3 —"], ["第1页 共3页", "第2页 共3页", "第3页 共3页"], ["-1-", "-2-", "-3-"],
            ["1 / 3", "2 / 3", "3 / 3"],
            ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"], ["共3页 第1页", "共3页 第2页", "共3页 第3页"], ["第1页", "第2页", "第3页"],
        ])
    func alone(_ lines: [String]) {
        let text = lines.map { "\(Self.filler)\n\(Self.filler)\n\($0)\n" }.joined()
        #expect(marks(text).count == 3)
    }

    @Test("A sentence broken by a page goes on behind it; a new item does not join")
    func acrossPages() {
        #expect(read("\(Self.filler)为了充分发\n1 / 2\n挥老党员的作用，成立小组。\n\(Self.filler)\n2 / 2").contains("充分发挥老党员"))
        #expect(read("\(Self.filler)依靠老党员\n1 / 2\n二、办法\n\(Self.filler)\n2 / 2").contains("老党员\n\n二、办法"))
    }

    @Test("Heads that every page repeats go but for the first")
    func runningHeads() {
        let text = (1...3).map { "甲镇来信办理简报\n\(Self.filler)\n\(Self.filler)\n— \($0) —\n" }.joined()
        let record = Fixture.record(text)
        #expect(record.repairs.filter { $0.rule == "furniture.running-head" }.map(\.from) == ["甲镇来信办理简报", "甲镇来信办理简报"])
    }

    @Test(
        "True fractions, dates, hours, models stay",
        arguments: [
            "信访并行的案件约占总量的1/4，意义重大。", "三分之一即1/3的住户同意，2/3以上的业主签了字。", "热线24/7开通。", "5/6月份交房。", "4/5G信号差。",
            "2019/3/5交款，2019/3/6退款。", "血压120/80。", "每户交1/2，占2/3的面积。", "我家分得1/3，弟弟分得2/3。", "比分3/5，4/5。",
            "1/3的人同意。\(Self.filler)\(Self.filler)有2/3的人反对。", "见第3页。", "一共3页，见第1页和第2页。",
        ])
    func decoys(_ text: String) {
        #expect(marks(text).isEmpty)
        #expect(Fixture.record(text).repairs.isEmpty)
    }

    /// 1,000 documents with marks, decoys, and digits before and behind.
    @Test("Generated documents: every mark, and nothing but marks", arguments: [UInt64(7), 11])
    func generated(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let decoys = [
            "约占总量的1/4，", "2/3以上的业主签了字，", "热线24/7开通，", "5/6月份交房，", "4/5G信号都弱，", "2019/3/5交过款，", "分得1/2的面积，", "体温37.5度，",
        ]
        let pieces = [
            "各村要把来信当天登记", "，能办的马上办", "，不能办的讲清楚原因", "，把结果写在台账上", "。月底由镇里抽查一遍", "，欠着的工资要在12月", "20日前付清", "，电话19900001234",
            "，共计3600",
            "元", "。经查，去年7月", "份新增来信26", "件", "，第3", "小组负责",
        ]
        var lost = 0
        var touched = 0
        for number in 0..<500 {
            let pages = Int.random(in: 4...30, using: &generator)
            var text = ""
            var marks: [String] = []
            for page in 1...pages {
                var body = ""
                while body.unicodeScalars.count < 80 {
                    body += pieces.randomElement(using: &generator)!
                    if Int.random(in: 0..<12, using: &generator) == 0 {
                        body += decoys.randomElement(using: &generator)!
                    }
                }
                // A mark stands anywhere, but not inside a decoy's own fraction.
                let mark = "\(page)/\(pages)"
                let isAlone = Int.random(in: 0..<4, using: &generator) == 0
                text += body + (isAlone ? "\n\(mark)\n" : mark)
                marks.append(mark)
            }
            let found = self.marks(text)
            if found != marks {
                lost += marks.count - Set(found).intersection(marks).count
                touched += max(0, found.count - marks.count)
                Issue.record("seed \(seed), document \(number): \(found.count) of \(marks.count)\n\(text)")
            }
        }
        #expect(lost == 0 && touched == 0, "seed \(seed)")
    }

    @Test(
        "The site's lines",
        arguments: [
            "阅读已结束，您可以下载文档离线阅读编辑", "上一篇：关于换证的通知", "分享到： 微信 微博", "某ICP备2024000000号-1", "【打印】【关闭】", "×",
        ])
    func siteLines(_ line: String) {
        let record = Fixture.record("关于停水的通知\n各住户：\n明天上午停水三小时，请提前接水。\n\(line)\n")
        #expect(record.repairs.map(\.from) == [line])
        #expect(record.repairs.first?.rule.hasPrefix("furniture.site-") == true)
    }

    @Test(
        "Sentences that only speak of such things",
        arguments: [
            "我在网站上下载了表格，填好以后交给社区，社区说没有收到。", "请把名单打印出来贴在墙上。", "上一篇报道说已经解决，其实没有。", "他的公众号关注的人很多，可是没有人管这件事。",
        ])
    func sentences(_ text: String) { #expect(Fixture.record(text).repairs.isEmpty) }
}
