import Documents
import TestSupport
import Testing

@testable import Analysis

/// Dates that run together, stand in lists or are said twice, and words that only look like one.
@Suite("Dates joined, and words over a boundary")
struct DateBoundaryTests {
    /// Received on 2019-06-10, a Monday.
    private func record(_ text: String) -> Record { Fixture.record(text, received: "2019-06-10") }

    @Test(
        "Lists of years, days and decades; two months in one breath; day and clock without a blank",
        arguments: [
            ("分别于⟦2004、2005、2006、2007年⟧入伍。", "2004/2007"), ("⟦17、18年度⟧的奖金没发。", "2017/2018"),
            ("楼是⟦上世纪70、80年代⟧盖的。", "197X/198X"), ("⟦五、六十年代⟧的老党员。", "195X/196X"),
            ("⟦今年2月底3月初⟧谈过一次。", "2019-02/2019-03"), ("⟦4月7号8号⟧都没来。", "2019-04-07/2019-04-08"),
            ("⟦4月中、下旬⟧开工。", "2019-04-11/2019-04-30"), ("⟦4月中上旬⟧开工。", "2019-04-01/2019-04-20"),
            ("记录：⟦2014-12-0110:00⟧查房。", "2014-12-01T10:00"), ("回复时间⟦2014/4/3016:17:36⟧。", "2014-04-30T16:17"),
            ("从⟦014年元月⟧发起。", "2014-01"), ("⟦2018年，3月5日⟧签的。", "2018-03-05"), ("⟦2018春季⟧开学。", "2018-21"),
            ("等到⟦明后年⟧再说。", "2020/2021"), ("⟦2018年3月----2018年9月⟧没发。", "2018-03/2018-09"),
            ("⟦2014年10月1日以后至2016年6月⟧退休的。", "2014-10-01/2016-06"),
        ])
    func joined(marked: String, expected: String) throws { try expect(marked, expected) }

    @Test(
        "A relative word with what it means",
        arguments: [
            ("⟦今天10号⟧，还没来。", "2019-06-10"), ("⟦昨天9号晚上⟧断电。", "2019-06-09"), ("⟦今天（6月10日）下午⟧停水。", "2019-06-10"),
            ("⟦这个月6月5号⟧来过。", "2019-06-05"), ("⟦去年2018年11月⟧修的。", "2018-11"), ("⟦今年也即2019年⟧没修。", "2019"),
            ("⟦昨年⟧还差一季度。", "2018"),
        ])
    func saidTwice(marked: String, expected: String) throws { try expect(marked, expected) }

    @Test(
        "Days by what stands around them: a point, a part of the day, a festival beside another, since when, the dog days",
        arguments: [
            ("市里⟦5.1日⟧放假通知。", "2019-05-01"), ("从⟦5.26⟧开始实习。", "2019-05-26"), ("5月20日开庭，他又在⟦26号⟧撤诉。", "2019-05-26"),
            ("6月1日报名，小周⟦5号上午⟧来看过。", "2019-06-05"), ("6月1日寄的，今天都⟦9号⟧了。", "2019-06-09"),
            ("⟦五月半⟧才打款。", "2019-05-15"), ("计划⟦中秋⟧和国庆补课。", "2019-09-13"), ("⟦端午头一天⟧停水。", "2019-06-06"),
            ("⟦国庆头一天⟧停水。", "2019-10-01"), ("⟦清明前⟧去镇里问过。", "../2019-04-04"), ("⟦3月份开始到现在⟧没发。", "2019-03/.."),
            ("进入⟦夏季以来⟧天天停水。", "2019-22/.."), ("⟦第28个教师节⟧那天。", "2012-09-10"), ("⟦2017年三伏⟧停水。", "2017-07-12/2017-08-20"),
            ("劝我们⟦月底前⟧签字。", "../2019-06-30"), ("⟦一八年腊月⟧放炮。", "2019-01-06/2019-02-04"),
        ])
    func surroundings(marked: String, expected: String) throws { try expect(marked, expected) }

    @Test("这个冬天 in a letter of February is the one that began in the year before")
    func winter() throws {
        let text = MarkedText("⟦这个冬天⟧没热过。")
        let found = Fixture.record(text.text, received: "2019-02-18").dates
        #expect(found.map(\.value) == ["2018-24"])
        #expect(Fixture.record("今年冬天没热过。", received: "2019-02-18").dates.map(\.value) == ["2019-24"])
    }

    @Test(
        "Words over a boundary, lengths, prices, houses and names that hold a date's characters",
        arguments: [
            "如今年纪大了。", "加上年久失修。", "马上年关到了。", "最后一次年审没过。", "这下来年终奖没了。", "目前天气热。", "为过去年轻人办的。",
            "今日头条登过。", "住明日路8号楼。", "天一亮后天黑了才回。", "物业费300元一月。", "租的房，一月涨两百。", "十月怀胎不容易。", "建党70年的成果。",
            "还差一季度没发。", "十几年前批的地。", "十多年前盖的房。", "今天1号电梯还是关着。".replacing("今天", with: ""), "让孩子见到明天的太阳。",
            "限3.5日内。", "从0.26涨到0.3元。",
        ])
    func none(_ text: String) {
        let dates = record(text).dates
        #expect(dates.isEmpty, "\(dates.map(\.text))")
    }

    @Test("A clock time more than a sentence behind its day says when things happen")
    func clock() {
        let text = "5月3日停水。⟦下午三点⟧来了人。"
        #expect(record(MarkedText(text).text).dates.map(\.value) == ["2019-05-03", "2019-05-03T15:00"])
        #expect(record("5月3日停水。物业不管。没人修。凌晨两点还在敲墙。").dates.map(\.value) == ["2019-05-03"])
    }

    @Test("次月10号 behind what comes back every month does so too; elsewhere it is a day")
    func nextMonth() {
        #expect(
            record("每月25号报量、次月10号前付款。").recurrences.map(\.value)
                == ["FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=MONTHLY;BYMONTHDAY=10"])
        #expect(record("2018年3月报量，次月10号前付款。").recurrences.isEmpty)
    }

    private func expect(_ marked: String, _ expected: String) throws {
        try expectMarked(marked, { record($0).dates }) { $0 == expected }
    }
}
