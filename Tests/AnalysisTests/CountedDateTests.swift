import Documents
import TestSupport
import Testing

@testable import Analysis

/// Days whose year, or which themselves, only another day of the letter tells. Lunar days by published tables.
@Suite("Dates counted from others")
struct CountedDateTests {
    private func expect(
        _ marked: String, _ expected: String, received: String, at location: SourceLocation = #_sourceLocation
    ) throws {
        try expectMarked(marked, { Fixture.record($0, received: received).dates }, at: location) { $0 == expected }
    }

    @Test(
        "A chronicle stays in its year until the next one is named; two dates side by side are no interval",
        arguments: [
            ("今年去找过。2013年桥塌了。⟦7月⟧来人看过。2014年没修。2015年也没修。", "2013-07"),
            ("2019年底又塌。\n2013年 桥塌了。⟦7月2日⟧来人。\n2014年 没修。8月拉了线。\n2015年 封了。", "2013-07-02"),
            ("2019年底又塌。\n2013年 桥塌了。\n2014年 没修。⟦8月⟧拉了线。\n2015年 封了。", "2014-08"),
            ("⟦2014年⟧ 闰九月里塌的。", "2014"),
            // An older year holds for its own sentence where no later one takes the story on.
            ("今年5月才看到2016年的文件。\n⟦9月4日⟧去局里问。要求退还2016年以来多收的。", "2021-09-04"),
        ])
    func chronicles(marked: String, expected: String) throws { try expect(marked, expected, received: "2021-11-25") }

    @Test(
        "The day and month after count from the last one told, whatever year the text is mainly about",
        arguments: [
            ("2020年11月9日写。2017年4月27日批的。⟦次月4号⟧交的钱。", "2017-05-04"),
            ("2020年3月立案。2019年9月12日报的警。怪不怪。⟦第二日⟧又来。", "2019-09-13"),
        ])
    func afterOlderYears(marked: String, expected: String) throws {
        try expect(marked, expected, received: "2020-11-16")
    }

    @Test(
        "The year behind a lunar month is the one said, not the one it lies in",
        arguments: [
            ("2014年腊月二十签的，⟦次年开春⟧翻脸。", "2015-21"), ("2014年3月签的，⟦转过年三月⟧翻脸。", "2015-03"), ("2014年3月签的，⟦转年⟧翻脸。", "2015"),
        ])
    func behindLunarMonths(marked: String, expected: String) throws {
        try expect(marked, expected, received: "2021-11-25")
    }

    @Test(
        "Lunar days before a verb, leap months, years of the sixty, the middle of the seventh month",
        arguments: [
            ("林站⟦九月十二⟧来看过。", "2018-10-20", "2018-11-19"), ("书记⟦七月十九⟧进我家翻东西。", "2012-07-19", "2012-08-20"),
            ("⟦腊月二十⟧的车票买了。", "2023-01-11", "2023-01-09"), ("照1992年的证。⟦闰二月初三⟧去的镇里。", "2023-03-24", "2023-04-21"),
            ("⟦己亥冬月初八⟧写的。", "2019-12-03", "2019-12-09"), ("⟦庚子年中秋⟧上的坟。", "2020-10-01", "2021-03-01"),
            ("⟦戊戌年⟧修的渠。", "2018", "2021-03-01"),
            ("⟦今年七月半⟧烧纸。", "2022-08-12", "2022-11-19"), ("⟦八月十五前⟧结清。", "../2021-09-20", "2021-09-27"),
            ("⟦今年阳历八月⟧来的。", "2019-08", "2019-12-09"), ("⟦去年阳历七月十一号⟧住的院。", "2011-07-11", "2012-11-12"),
            ("⟦2012年公历9月4号⟧生的。", "2012-09-04", "2018-11-12"),
        ])
    func lunarDays(marked: String, expected: String, received: String) throws {
        try expect(marked, expected, received: received)
    }

    @Test(
        "Days counted from festivals",
        arguments: [
            ("⟦2020年中秋前三日⟧卖的果子。", "2020-09-28"), ("⟦二〇二〇年霜降后五日⟧写的。", "2020-10-28"), ("⟦一六年端阳节前两天⟧赔的。", "2016-06-07"),
            ("⟦庚子年端午后三日⟧写的。", "2020-06-28"),
        ])
    func fromFestivals(marked: String, expected: String) throws { try expect(marked, expected, received: "2021-03-01") }

    @Test(
        "Under a letter, a day beside the name is the last one before it came, of the common calendar where the lunar one had not been; 7.15 is a day there",
        arguments: [
            ("何秀兰 19900007321 ⟦五月十三⟧", "2020-05-13", "2020-05-20"),
            ("何秀兰\n⟦五月初一⟧写的\n家里没有座机", "2019-06-03", "2019-06-04"),
            ("何秀兰 ⟦7.15⟧\n19900007321", "2019-07-15", "2019-07-29"),
            ("⟦12.30⟧ 何秀兰 手机19900007321", "2018-12-30", "2019-01-09"),
            // Long before the letter, or after it.
            ("何秀兰 ⟦3.15⟧\n19900007321", nil, "2019-07-29"), ("何秀兰 ⟦8.15⟧\n19900007321", nil, "2019-07-29"),
            ("何秀兰 ⟦3.45⟧\n19900007321", nil, "2019-03-29"),
        ] as [(String, String?, String)])
    func besideNames(marked: String, expected: String?, received: String) throws {
        let body = String(repeating: "2015年修的渠又堵了，求领导派人看看。", count: 12) + "\n"
        let text = MarkedText(body + marked)
        let span = try #require(text.span)
        let dates = Fixture.record(text.text, received: received).dates
        #expect(dates.first { $0.start == span.start && $0.end == span.end }?.value == expected, "\(dates.suffix(2))")
    }

    @Test(
        "A number with a point that is no day beside a name",
        arguments: ["何秀兰 体温37.2", "得分是7.15，不及格。\n何秀兰", "何秀兰 版本7.15.2", "单价7.15 何秀兰，电话19900007321"])
    func noDaysBesideNames(_ end: String) {
        let body = String(repeating: "村里的渠又堵了，求领导派人看看。", count: 12) + "\n"
        #expect(Fixture.record(body + end, received: "2019-07-29").dates.isEmpty)
    }

    @Test(
        "Days counted one after the other have one beginning; who did something that day",
        arguments: [
            ("5月11日起火。⟦第二天⟧收线，第三天又拉。", "2024-05-12"), ("5月11日起火。第二天收线，⟦第三天⟧又拉。", "2024-05-13"),
            ("5月11日起火。第二天收线，⟦第五天⟧又拉。", "2024-05-15"), ("5月11日停课，⟦第四天⟧把群解散。", "2024-05-14"),
            ("5月11日停课。⟦第二日⟧把群解散。", "2024-05-12"), ("5月11日报警，派出所⟦当夜⟧出警。", "2024-05-11"),
            ("5月11日报修，物业⟦当天⟧来人。", "2024-05-11"),
            ("5月11日打架，⟦当晚两点⟧送医院。", "2024-05-12T02:00"), ("⟦昨晚一点四十⟧还在唱。", "2024-06-03T01:40"),
            ("⟦今天6月1⟧，还在唱。昨天也唱。", "2024-06-01"), ("今天6月1，还在唱。⟦昨天⟧也唱。", "2024-05-31"), ("⟦今年4月11⟧，来谈的。", "2024-04-11"),
            ("他⟦21年⟧辞职了。", "2021"), ("因我⟦17年⟧修路时拦过。", "2017"),
        ])
    func countedDays(marked: String, expected: String) throws { try expect(marked, expected, received: "2024-06-03") }

    @Test(
        "What is no such date",
        arguments: [
            "已经停水第五天了。", "第四天照旧。", "他21年没回家。", "我13年的心血。", "周转年限到了。", "七月半个月没来水。", "五月十来天没水。", "一家旧年画店。",
        ])
    func noSuchDates(_ text: String) {
        let dates = Fixture.record(text, received: "2024-06-03").dates.filter { $0.text != "七月" && $0.text != "五月" }
        #expect(dates.isEmpty, "\(dates.map(\.text))")
    }
}
