import Documents
import Testing

@testable import Analysis

/// Numbers that go on in lists or stand apart, what comes back in words of trade, prices down to a thousandth.
@Suite("Values in lists, apart and in everyday words")
struct ValueListTests {
    private func record(_ text: String) -> Record { Fixture.record(text, received: "2023-05-06") }

    @Test(
        "Document numbers: figures apart, lists, slips, an issuer that was masked",
        arguments: [
            ("案号是昌劳人仲案(2023) 1 4 7 号。", ["昌劳人仲案〔2023〕147号"]), ("协议（昌拆协[2014]-0 3 3 1 号）写明。", ["昌拆协〔2014〕-0331号"]),
            ("编号昌卫电〔2021〕 0 3 2 2 － 2，没回。", ["昌卫电〔2021〕0322-2"]),
            ("昌政征告【2016】14号、15号公告。", ["昌政征告〔2016〕14号", "昌政征告〔2016〕15号"]),
            ("工单编号CS230521-7741、CS230528-0936，没人管。", ["CS230521-7741", "CS230528-0936"]),
            ("核实表昌粮核2016-07、昌粮核2016-08两张。", ["昌粮核2016-07", "昌粮核2016-08"]),
            ("收据 № 0 0 7 1 2 6留着。", ["№007126"]), ("条子编号No.0039，没有发票。", ["No.0039"]),
            ("保单号 8 8 0 2 1 1 1 7，每年交钱。", ["88021117"]),
            ("介入单PT-221118/00917，判了不足。", ["PT-221118/00917"]), ("登记 YHLZ230226-04，没回音。", ["YHLZ230226-04"]),
            ("大队登记，登记号昌劳监登2022-0019，很客气。", ["昌劳监登2022-0019"]),
            ("一张纸（昌政通 2024年第12号）改了集日。", ["昌政通2024年第12号"]), ("草场证号昌草承 2011 字第 0 0 8 7 号。", ["昌草承2011字第0087号"]),
            ("按[政府发文]3号执行。", ["〔政府发文〕3号"]), ("根据63号文件办。", ["63号文件"]), ("不能依昌人发[1996]63号办。", ["昌人发〔1996〕63号"]),
            ("花溪区花府办发（2021） 47 号写了。", ["花府办发〔2021〕47号"]), ("先是（2020）苏1322执317号。", ["〔2020〕苏1322执317号"]),
            ("县社下文昌供〔2015〕44号准了。", ["昌供〔2015〕44号"]), ("移民局发昌移函〔2008〕31号。", ["昌移函〔2008〕31号"]),
            ("2014年8月昌民函〔2014〕27号。", ["昌民函〔2014〕27号"]), ("砂场的证桂昌采字2016第09号。", ["桂昌采字2016第09号"]),
            ("依据发改价格〔2015〕119号。", ["发改价格〔2015〕119号"]), ("按证监发〔2015〕19号办。", ["证监发〔2015〕19号"]),
            ("监市监处字〔2021〕96号罚的。", ["监市监处字〔2021〕96号"]),
        ] as [(String, [String])])
    func documentNumbers(text: String, expected: [String]) {
        let found = record(text).documentNumbers.map(\.value)
        #expect(found == expected, "\(found)")
    }

    @Test(
        "Contracts by their day, telephones, prices and years behind a slip's name are no document number",
        arguments: [
            "合同2019-05-06签的。", "登记19900001234没人接。", "收据2000元。", "许可证的批准时限为2017年11月。", "发票3-5天到。", "No.1的酒店。",
        ])
    func noDocumentNumbers(_ text: String) {
        let found = record(text).documentNumbers.map(\.value)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        "What comes back, as tradesmen, schools and villages say it",
        arguments: [
            ("水是⟦三天一送⟧。", "FREQ=DAILY;INTERVAL=3"), ("摊位⟦一年一签⟧。", "FREQ=YEARLY"),
            ("⟦每月头三天⟧盘窑。", "FREQ=MONTHLY;BYMONTHDAY=1,2,3"),
            ("⟦每季度头一个星期⟧发钱。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1,2,3,4,5,6,7"),
            ("⟦每学期开学前⟧收清。", "FREQ=MONTHLY;INTERVAL=6"),
            ("电话⟦工作日上午九点⟧才有人。", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9"),
            ("⟦每天早晚七点⟧压力低。", "FREQ=DAILY;BYHOUR=7,19"), ("⟦逢农历初五、十五、二十五⟧赶集。", "FREQ=MONTHLY;BYMONTHDAY=5,15,25"),
            ("改成⟦逢阳历周六⟧。", "FREQ=WEEKLY;BYDAY=SA"), ("只管⟦双周三⟧白天。", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
            ("⟦星期六、日⟧休息就扣钱。", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ])
    func recurrences(marked: String, expected: String) throws {
        try expectMarked(marked, { record($0).recurrences }) { $0 == expected }
    }

    @Test(
        "How far apart two things are and the day after come back with no rule",
        arguments: ["两针要隔一年。", "隔日已经交上去。", "延到隔年才通过。", "一年一度的节日。"])
    func noRecurrences(_ text: String) { #expect(record(text).recurrences.isEmpty) }

    @Test(
        "Lengths: at least so long, at most within; before a deed; of a talk; half a century",
        arguments: [
            ("工作有⟦七至十年⟧了。", "P7Y"), ("拖了⟦2-3个月⟧。", "P2M"), ("⟦2-3个月内⟧办好。", "P3M"), ("提前⟦48小时⟧免费取消。", "PT48H"),
            ("厂里有⟦十日⟧答辩期。", "P10D"), ("还要再加⟦十五日⟧。", "P15D"), ("来电通话⟦十一分⟧。", "PT11M"), ("住了⟦半个世纪⟧。", "P50Y"),
            ("守了⟦三个晚上⟧，没人来。", "P3D"), ("测了⟦两晚⟧。", "P2D"), ("报的团，⟦六天五晚⟧。", "P6D"), ("锯声响了⟦三日⟧。", "P3D"),
            ("馆员费⟦三日⟧寻得底册。", "P3D"), ("请了⟦十天⟧假，回厂不让进。", "P10D"), ("足足⟦成个月⟧没来。", "P1M"),
        ])
    func limits(marked: String, expected: String) throws {
        try expectMarked(marked, { record($0).limits }) { $0 == expected }
    }

    @Test(
        "Sums: in jiao and fen, between two in words, with decimals and groups, at the end of a clause",
        arguments: [
            ("一度⟦两毛九分八⟧。", 0.298), ("账单按⟦4角4分8⟧算。", 0.448), ("给⟦九毛二到九毛五⟧。", 0.92), ("一斤⟦一块零八分⟧。", 1.08),
            ("赔了一户⟦三千到八千⟧不等。", 3_000), ("一次⟦八百至一千⟧。", 800), ("写⟦19,338.40⟧，滞纳金另算。", 19_338.4),
            ("一桌⟦一千二百八十八⟧，摆了三十桌。", 1_288), ("一个季度⟦一千零五⟧。", 1_005), ("大猪一头⟦1200⟧、小猪少些。", 1_200), ("黑车要⟦60⟧，平常便宜。", 60),
            ("价格是⟦35500元⟧二级批发。", 35_500), ("住院花⟦6万3千零40元⟧。", 63_040), ("给了⟦两千⟧车费。", 2_000),
        ] as [(String, Double)])
    func amounts(marked: String, expected: Double) throws {
        try expectMarked(marked, { record($0).amounts }) { abs($0 - expected) < 0.006 }
    }

    @Test(
        "What is counted by the piece, the load or the order",
        arguments: ["进账一万四千支。", "一晚四五十车。", "卖出41,206单。", "销了一万二千多单。"])
    func noAmounts(_ text: String) { #expect(record(text).amounts.isEmpty, "\(record(text).amounts.map(\.text))") }

    @Test("Days that are no length", arguments: ["约好五日见。", "求他停三个晚上。", "每周四晚上。"])
    func noLimits(_ text: String) { #expect(record(text).limits.isEmpty, "\(record(text).limits.map(\.text))") }

    @Test(
        "Laws of a province, and titles in brackets behind what cites them; not any brackets",
        arguments: [
            ("依据河北省人口与计划生育条例处理。", ["河北省人口与计划生育条例"]), ("根据[城市权属登记管理办法]第十条。", ["城市权属登记管理办法"]),
            ("参照国家公务员条例执行。", ["国家公务员条例"]), ("厂里(自己定的管理办法)没人看。", []),
        ] as [(String, [String])])
    func laws(text: String, expected: [String]) {
        let found = record(text).laws.map(\.text)
        #expect(found == expected, "\(found)")
    }
}
