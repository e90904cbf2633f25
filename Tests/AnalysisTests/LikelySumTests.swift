import Documents
import Foundation
import TestSupport
import Testing

@testable import Analysis
import Dictionaries

@Suite("Numbers without a unit that are sums by what stands around them")
struct LikelySumTests {
    @Test(
        "Items of a list, prices, fares, fines, what was raised and what is left",
        arguments: [
            ("书本费一百二，保险⟦六十⟧，一分不少。", 60.0, false), ("停车费从200提到⟦350⟧，没人签字。", 350, false),
            ("做个检测要钱⟦两千⟧，谁出得起。", 2_000, false), ("我在饭店刷碗一个月才⟦1750⟧。", 1_750, false),
            ("迟到十分钟扣⟦三十⟧。", 30, false), ("一桶水⟦十八⟧，以前十块。", 18, false), ("门票⟦120⟧，到了里头还要钱。", 120, false),
            ("卡里还剩⟦四百六十多⟧。", 460, true), ("两个娃加起来⟦九千多⟧，是借的。", 9_000, true),
        ] as [(String, Double, Bool)])
    func sums(marked: String, value: Double, isApproximate: Bool) throws {
        let text = MarkedText(marked)
        let sum = try #require(
            Fixture.record(text.text, received: "2023-05-06").amounts.first { $0.rule == LikelySums.rule })
        #expect(sum.start == text.span?.start && sum.end == text.span?.end)
        #expect(sum.value == value && sum.approximate == isApproximate)
    }

    @Test(
        "Counted things, ages, houses, plates, telephones, years, rows of numbers, measured values",
        arguments: [
            "村里有三百八十多户。", "猪场存栏一万二，粪水直排。", "我打的120，车半小时才到。", "那年他25，刚参加工作。", "续航520，跑不到三百。",
            "住在水门桥12，门口没灯。", "车牌尾号是6551，没人管。", "店家说假一赔十。", "孩子蹲到二百，腿都麻了。", "拨打12345，没人接。",
            "2018，2019都反映过。", "文件编号4471，盖了章。", "跑了一百多趟。", "公交803，804，811都停。", "工资标准2018。", "欠了几万没还。",
        ])
    func noSums(_ text: String) {
        #expect(!Fixture.record(text, received: "2023-05-06").amounts.contains { $0.rule == LikelySums.rule })
    }

    @Test("The upper end of a range belongs to the sum before it")
    func ranges() {
        #expect(Fixture.record("过路费1100到1200。", received: "2023-05-06").amounts.map(\.value) == [1_100])
    }

    @Test("What spoke for a sum is told")
    func reasons() throws {
        let document = Document(id: "t", text: SourceText("迟到十分钟扣三十。"), received: CivilDate("2023-05-06"))
        let mention = try #require(
            Fixture.analyzer.explain(document).mentions.first { $0.rule == LikelySums.rule })
        let features = mention.steps.compactMap { step -> [String]? in
            if case .weighed(let features) = step { features } else { nil }
        }
        #expect(features.joined().contains { $0.hasPrefix("said 1 ") })
    }

    @Test("Every line of the weights is a feature and a finite weight, and none stands twice")
    func weights() throws {
        let files = DictionaryFiles.standard()
        var keys: Set<UInt64> = []
        for (number, line) in DictionaryLines(try files.bytes(of: LikelySums.path)) {
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t")
            try #require(columns.count == 2, "line \(number)")
            let key = try #require(SumTemplate.key(of: String(columns[0])), "line \(number)")
            #expect(keys.insert(key).inserted, "line \(number)")
            #expect(Float(columns[1])?.isFinite == true, "line \(number)")
        }
        #expect(keys.count > 200)
    }

    @Test(
        "Every feature is told apart by its name",
        arguments: ["behind 买", "said 11", "size 0", "colour 2", "behind", "said x"])
    func names(name: String) {
        let isFeature = ["behind 买", "said 11", "size 0"].contains(name)
        #expect((SumTemplate.key(of: name) != nil) == isFeature)
    }
}
