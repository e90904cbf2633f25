import Documents
import TestSupport
import Testing

/// Expected values come from a person, the calendar and published tables of lunar days and solar terms.
@Suite("Dates")
struct DateTests {
    private func expectDate(
        _ marked: String, _ expected: String, received: String = "2023-05-06",
        at location: SourceLocation = #_sourceLocation
    ) throws {
        try expectMarked(marked, { Fixture.record($0, received: received).dates }, at: location) { $0 == expected }
    }

    @Test(
        "Calendar dates in all numerals and separators",
        arguments: [
            ("我家⟦2018年3月5日⟧被拆。", "2018-03-05"), ("我家⟦二〇一八年三月五日⟧被拆。", "2018-03-05"), ("我家⟦２０１８．３．５⟧被拆。", "2018-03-05"),
            ("我家⟦18年3月⟧被拆。", "2018-03"), ("我家⟦98年⟧盖房。", "1998"), ("我家⟦零七年⟧盖房。", "2007"), ("⟦三三年⟧修的庙。", "1933"),
            ("⟦08年⟧修的路。", "2008"), ("⟦17年⟧和18年都没发。", "2017"), ("17年和⟦18年⟧都没发。", "2018"), ("在⟦15年⟧销售时没说。", "2015"),
            ("⟦18年的8月⟧没发。", "2018-08"), ("⟦2018年的元月2号⟧去投诉。", "2018-01-02"), ("房子是⟦2O18年3月⟧盖的。", "2018-03"),
            ("⟦2018年3月9口⟧停水。", "2018-03-09"),
            ("⟦2018年3月九日⟧停水。", "2018-03-09"), ("落款⟦2020年3月1\n0日⟧。", "2020-03-10"), ("于⟦20180305⟧停水。", "2018-03-05"),
            ("3.⟦2013年⟧没发。", "2013"), ("⟦20XX年3月底前⟧办结。", "../20XX-03-31"), ("⟦十九世纪七十年代⟧的庙。", "187X"),
            ("⟦18世纪⟧的桥。", "17XX"),
            ("⟦八十年代⟧的房。", "198X"), ("⟦2003年8月⟧一纸通知清退。", "2003-08"), ("⟦2017年5月⟧三次到市里。", "2017-05"),
        ])
    func calendarDates(marked: String, expected: String) throws { try expectDate(marked, expected) }

    @Test(
        "Parts of years and months",
        arguments: [
            ("⟦2022年上半年⟧没发。", "2022-01/2022-06"), ("⟦2018年3月中旬⟧停水。", "2018-03-11/2018-03-20"),
            ("⟦今年前三季度⟧没发。", "2023-01/2023-09"), ("⟦2022年前十一个月⟧没发。", "2022-01/2022-11"),
            ("⟦2013年一季度末⟧没发。", "2013-03"), ("⟦上季度⟧没发。", "2023-01/2023-03"), ("⟦去年入冬⟧停气。", "2022-24"),
            ("⟦2023年3月第三周⟧停水。", "2023-03-20/2023-03-26"), ("⟦今年3月第二个星期一⟧开会。", "2023-03-13"),
        ])
    func parts(marked: String, expected: String) throws { try expectDate(marked, expected) }

    /// Without a day of receipt; the lunar year 癸卯 had its 腊月二十 on 2024-01-30, 甲辰 its 正月初八 on 2024-02-17.
    @Test(
        "A letter without a day of receipt tells from the day it was signed or calls today, else from the latest year it names a whole day of; else what is relative stays open",
        arguments: [
            ("⟦去年腊月二十⟧放炮。\n邬满囤\n2024年4月30日", "2024-01-30"), ("⟦今年正月初八⟧放炮。\n2024年4月30日", "2024-02-17"),
            ("⟦上个月⟧放炮。\n邬满囤 2024年4月30日", "2024-03"), ("⟦去年⟧放炮。\n二〇二四年四月三十日", "2023"), ("⟦去年⟧放炮。", nil),
            ("⟦去年⟧放炮。他说2024年4月30日来，没来。", "2023"), ("⟦去年⟧放炮，一直放到2024年4月30日。", "2023"),
            ("今天已经是2024年4月30日，⟦昨天⟧还在放炮。", "2024-04-29"), ("2024年4月30日，也就是今天，⟦去年⟧的账还没结。", "2023"),
            ("2019年修的路，2022年挖了，⟦今年⟧又挖。", nil),
        ] as [(String, String?)])
    func signed(marked: String, expected: String?) throws {
        let text = MarkedText(marked)
        let span = try #require(text.span)
        let dates = Fixture.record(text.text, received: nil).dates
        #expect(dates.first { $0.start == span.start && $0.end == span.end }?.value == expected, "\(dates)")
    }

    @Test(
        "With nothing to tell from, a day keeps what it says; what counts from an unknown day is a date without a value",
        arguments: [
            ("⟦6月10日⟧停水。", "XXXX-06-10"), ("⟦9月⟧没发。", "XXXX-09"), ("⟦去年10月⟧没发。", "XXXX-10"),
            ("⟦今年上半年⟧没发。", "XXXX-01/XXXX-06"), ("⟦国庆节⟧没放假。", "XXXX-10-01"), ("⟦6月10日前⟧修好。", "../XXXX-06-10"),
            ("6月10日停水，⟦12日⟧来水。", "XXXX-06-12"), ("⟦8月30日至9月2日⟧停水。", "XXXX-08-30/XXXX-09-02"),
            ("2018年3月签的，⟦去年10月⟧没发。", "XXXX-10"), ("⟦今年⟧没发。", nil), ("⟦昨天⟧停水。", nil),
            ("⟦上个月⟧没发。", nil), ("⟦今天上午⟧停水。", nil), ("⟦去年以来⟧停水。", nil),
            ("⟦三年前⟧修过。", nil), ("⟦去年春节前⟧结账。", nil), ("⟦上周三⟧停水。", nil), ("⟦上周⟧停水。", nil),
            // What follows an unknown year is of that year too.
            ("2008年盖的房，今年没人修，⟦5月⟧又漏。", "XXXX-05"),
        ] as [(String, String?)])
    func undated(marked: String, expected: String?) throws {
        let text = MarkedText(marked)
        let span = try #require(text.span)
        let record = Fixture.record(text.text, received: nil)
        let date = record.dates.first { $0.start == span.start && $0.end == span.end }
        #expect(date != nil && date?.value == expected, "\(record.dates)")
        let isOpen = record.diagnostics.contains { $0.code == "date.no-reference" && $0.start == span.start }
        #expect(isOpen == !(expected?.contains { $0.isNumber } ?? false))
    }

    @Test(
        "A day that no year has is no date, nor is one that says hardly more than then",
        arguments: ["2月30日停水。", "4月31号停水。", "中秋节没放假。", "腊月二十放炮。", "次日又来。", "晚上十点还在唱。"])
    func noDays(_ text: String) {
        let record = Fixture.record(text, received: nil)
        #expect(record.dates.isEmpty && record.diagnostics.contains { $0.code == "date.no-reference" })
    }

    /// Received on 2023-10-15.
    @Test(
        "What happened did so before the letter came; what is promised, due or asked for lies ahead",
        arguments: [
            ("⟦12月20日⟧停工了，到现在没人管。", "2022-12-20"), ("⟦12月20日⟧，我到县里找过他们。", "2022-12-20"),
            ("物业⟦11月2日⟧涨的价。", "2022-11-02"), ("⟦11月⟧发了一半工资。", "2022-11"), ("他们⟦12月20日⟧要求开会。", "2022-12-20"),
            ("通知说⟦12月20日⟧停水。", "2023-12-20"), ("答应⟦12月20日⟧给钱。", "2023-12-20"), ("⟦12月20日⟧开庭。", "2023-12-20"),
            ("⟦12月20日前⟧要搬走。", "../2023-12-20"), ("⟦11月⟧就要交房了。", "2023-11"), ("孩子⟦11月⟧开家长会。", "2023-11"),
            ("⟦9月20日⟧停工了。", "2023-09-20"), ("2023年3月签的合同，⟦12月20日⟧收房。", "2023-12-20"),
        ])
    func toldOrAhead(marked: String, expected: String) throws {
        try expectDate(marked, expected, received: "2023-10-15")
    }

    @Test(
        "A year by two figures, not so many years",
        arguments: [
            ("⟦16年以来⟧一直招人。", "2016/.."), ("小区⟦16年⟧装修过。", "2016"), ("⟦17年⟧的时候没人说。", "2017"),
        ])
    func shortYears(marked: String, expected: String) throws {
        try expectDate(marked, expected, received: "2019-06-10")
    }

    /// Received on 2019-01-21, a Monday; spring began on 2019-02-05, a year before on 2018-02-16.
    @Test(
        "After a day, last week, holidays; a month ahead is of the year before",
        arguments: [
            ("⟦2018年4月以后⟧没发过。", "2018-04/.."), ("⟦2017年6月21日之后⟧买的房。", "2017-06-21/.."),
            ("⟦去年春节后⟧停的工。", "2018-02-16/.."),
            ("⟦2016年后⟧建的。", "2016/.."), ("⟦2017年秋后⟧建的。", "2017-23"), ("⟦上周⟧又停了。", "2019-01-14/2019-01-20"),
            ("⟦上个星期⟧又停了。", "2019-01-14/2019-01-20"), ("⟦去年国庆期间⟧停水。", "2018-10-01/2018-10-07"),
            ("⟦2018年春节期间⟧停水。", "2018-02-15/2018-02-21"), ("⟦去年国庆第三天⟧停水。", "2018-10-03"), ("⟦去年二月二⟧唱戏。", "2018-03-18"),
            ("2019年1月5日签收，⟦12月15日⟧就坏过。", "2018-12-15"), ("2018年修路，⟦同一年⟧塌了。", "2018"), ("⟦11月⟧又停水。", "2018-11"),
            ("2018年11月3日打我，他⟦当天⟧就跑了。", "2018-11-03"),
        ])
    func afterwards(marked: String, expected: String) throws {
        try expectDate(marked, expected, received: "2019-01-21")
    }

    @Test(
        "What is no such date",
        arguments: [
            "晚上周围很吵。", "上周期没算完。", "一月又一月没休过。", "今年八十有三。",
            "桥后面的事。",
        ])
    func noSuchDates(text: String) { #expect(Fixture.record(text, received: "2019-01-21").dates.isEmpty) }

    /// Received on 2021-06-15, a Tuesday; the lunar year began on 2021-02-12.
    @Test(
        "Months side by side, days from festivals, years without their sign, minutes without theirs",
        arguments: [
            ("⟦去年七、八月份⟧放水。", "2020-07/2020-08"), ("前头⟦4、5两个月⟧还发。", "2021-04/2021-05"), ("⟦三四月⟧没来水。", "2021-03/2021-04"),
            ("⟦2020年5月中下旬⟧完工。", "2020-05-11/2020-05-31"), ("⟦2020年5月上中旬⟧完工。", "2020-05-01/2020-05-20"),
            ("⟦去年国庆节后第三天⟧拆的。", "2020-10-04"), ("⟦今年清明节前一天⟧吵的。", "2021-04-03"), ("⟦今年春节前三天⟧发的。", "2021-02-09"),
            ("⟦“五一”前⟧办好。", "../2021-04-30"), ("就在⟦今年国庆前夕⟧。", "../2021-09-30"),
            ("⟦大年初三晚上11点⟧放炮。", "2021-02-14T23:00"), ("⟦大年廿八⟧那天收的。", "2021-02-09"),
            ("从⟦2013⟧开始没人管。", "2013"), ("⟦光绪十九年⟧重修的桥。", "1893"), ("⟦民国三十六年⟧的地契。", "1947"),
            ("⟦昨晚8点⟧一直吵。", "2021-06-14T20:00"), ("⟦昨晚8点四十⟧来的。", "2021-06-14T20:40"),
            ("⟦昨晚8点05⟧来的。", "2021-06-14T20:05"), ("⟦昨晚8点多⟧来的。", "2021-06-14T20:00~"),
            ("⟦6月2日22时许⟧来的。", "2021-06-02T22:00~"), ("⟦6月2日早上六点来钟⟧来的。", "2021-06-02T06:00~"),
            ("⟦6月2日早上六点钟⟧来的。", "2021-06-02T06:00"),
            ("我⟦4/23早上⟧申请的。", "2021-04-23"), ("⟦五一⟧回家才晓得。", "2021-05-01"), ("，⟦17年⟧涨洪水冲的。", "2017"),
            ("⟦19年的下半年⟧都到了。", "2019-07/2019-12"), ("⟦2018年至2020年6月⟧收的。", "2018/2020-06"),
            ("⟦六天后的3时1刻⟧开会。", "2021-06-21T03:15"), ("⟦上周六夜里一点⟧放炮。", "2021-06-12T01:00"),
            ("2016年3月登记，⟦该年10月28日⟧入账。", "2016-10-28"), ("2021年4月2日抓拍⟦当晚9点20分⟧的车。", "2021-04-02T21:20"),
            ("⟦庚子年七月十四⟧写的。", "2020-09-01"),
        ])
    func saidInPassing(marked: String, expected: String) throws {
        try expectDate(marked, expected, received: "2021-06-15")
    }

    @Test(
        "Relative dates",
        arguments: [
            ("我家⟦去年10月⟧被拆。", "2022-10"), ("我家⟦前年冬天⟧被拆。", "2021-24"), ("⟦三年前⟧我家被拆。", "2020"), ("⟦上个月⟧停水。", "2023-04"),
            ("⟦上周六⟧停水。", "2023-04-29"), ("⟦上周周四⟧停水。", "2023-04-27"), ("⟦本周五⟧停水。", "2023-05-05"),
            ("⟦昨晚8点⟧停水。", "2023-05-05T20:00"), ("2021年4月2日出的事，⟦次年⟧才赔。", "2022"),
            ("2021年4月2日出的事，⟦次日上午⟧报案。", "2021-04-03"), ("2021年4月2日中毒，⟦当晚⟧送医院。", "2021-04-02"),
            ("2021年4月2日施工，打到⟦凌晨2点40⟧。", "2021-04-03T02:40"), ("2021年4月2日停水，⟦17日⟧才来。", "2021-04-17"),
            ("⟦截止17日⟧没人来。", "../2023-04-17"), ("就在⟦今天2023年4月1号晚上⟧又来了。", "2023-04-01"), ("到⟦今天⟧六十二天了。", "2023-05-06"),
            ("朋友圈⟦4月12⟧还在三亚。", "2023-04-12"),
        ])
    func relativeDates(marked: String, expected: String) throws { try expectDate(marked, expected) }

    @Test(
        "Intervals and bounds",
        arguments: [
            ("⟦2021年7月至2021年12月⟧没发。", "2021-07/2021-12"), ("⟦2021年1至6月⟧没发。", "2021-01/2021-06"),
            ("⟦2019年4月12-19日⟧停水。", "2019-04-12/2019-04-19"), ("⟦2020—2022年⟧没发。", "2020/2022"),
            ("⟦2020—2021学年⟧开始。", "2020/2021"), ("⟦2021年9月15日上午9时至12时⟧接访。", "2021-09-15T09:00/2021-09-15T12:00"),
            ("⟦2022年9月17日夜里11点到次日凌晨3点⟧偷排。", "2022-09-17T23:00/2022-09-18T03:00"),
            ("⟦2021年11月至2月⟧没供暖。", "2021-11/2022-02"), ("⟦2015年和2018年⟧之间没发。", "2015/2018"),
            ("请于⟦2023年6月底前⟧答复。", "../2023-06-30"), ("⟦2022年春节前⟧没发。", "../2022-01-31"), ("⟦2019年3月以来⟧没发。", "2019-03/.."),
            ("打桩从⟦2018年4月开始⟧，没停过。", "2018-04/.."), ("⟦2018年4月⟧开始打桩。", "2018-04"), ("交到⟦2005年9月4日止⟧。", "../2005-09-04"),

            ("⟦2004年至今⟧没发。", "2004/.."), ("⟦2015年左右⟧盖的。", "2015~"), ("⟦今明两年⟧修路。", "2023/2024"),
        ])
    func intervals(marked: String, expected: String) throws { try expectDate(marked, expected) }

    /// Lunar days by the Hong Kong Observatory's conversion tables; solar terms by its almanacs.
    @Test(
        "Lunar days, festivals and solar terms",
        arguments: [
            ("⟦农历2015年十月初一⟧停水。", "2015-11-12"), ("⟦去年三月初八⟧母亲走的。", "2022-04-08"),
            ("⟦2020年闰四月⟧发大水。", "2020-05-23/2020-06-20"),
            ("⟦去年八月十五⟧停电。", "2022-09-10"), ("⟦去年冬至⟧停电。", "2022-12-22"), ("⟦2021年冬至⟧停电。", "2021-12-21"),
            ("⟦去年重阳节那天⟧去的。", "2022-10-04"), ("⟦今年五一⟧没放假。", "2023-05-01"), ("⟦去年双十一⟧刷单。", "2022-11-11"),
            ("到⟦去年国庆节⟧停工。", "2022-10-01"),
            ("办了社保。⟦去年八一那天⟧他又去了。", "2022-08-01"), ("⟦五一⟧才搞的活动。", "2023-05-01"),
        ])
    func lunarDates(marked: String, expected: String) throws { try expectDate(marked, expected) }

    @Test("A signed line is of the common calendar even without 日")
    func signedLine() throws {
        let body = String(repeating: "我们村里的渠又堵了，求领导派人看看。", count: 6)
        try expectDate(body + "\n⟦二〇二一年四月十二⟧", "2021-04-12", received: "2021-04-20")
        try expectDate(body + "\n⟦三月二十⟧", "2021-03-20", received: "2021-04-20")
    }

    @Test("A lunar day in a letter of January is of the lunar year that began the year before")
    func lunarYearOfLetter() throws {
        try expectDate("⟦腊月二十⟧就要回家过年。", "2022-01-22", received: "2022-01-17")
    }

    @Test(
        "The year of a date without one",
        arguments: [
            // A story goes forward over the turn of the year.
            ("2022年11月27日停工。⟦1月6日⟧登记。", "2023-01-06", "2023-01-17"),
            // 同年 is of the year last said, whatever the letter is mainly about.
            ("2021年立案。2016年4月2日签字。⟦同年5月⟧烧山。", "2016-05", "2022-10-31"),
            ("2022年4月买的车，⟦4月19日⟧换车。", "2022-04-19", "2023-05-06"),
            ("2022年8月26日买的车，⟦4月19日⟧才换。", "2023-04-19", "2023-05-06"),
            ("去年10月完工，一直拖到⟦正月十五⟧。", "2023-02-05", "2023-03-07"),
            // Behind a year told by itself it has come to the time of the letter, or looks ahead a little.
            ("房子2003年交的。⟦4月16日⟧树全锯了。", "2020-04-16", "2020-04-20"),
            ("前年定的房，⟦4月底⟧不签就不退。", "2018-04", "2018-03-26"),
            ("1985年的底册上写着。去问了三回，⟦4月⟧约谈过一次。", "2019-04", "2019-09-02"),
            ("⟦去年阳历七月十一号⟧我住的院。", "2011-07-11", "2012-11-12"),
            // So it has where it would go back, whatever the sentence and however few the months.
            ("去年7月他们往里排尾泥。水利局⟦4月⟧来测过。", "2020-04", "2020-06-08"),
            ("2009年11月3日买的二手车。⟦3月2日⟧问他，他不说。", "2013-03-02", "2013-04-22"),
            ("（2017）立案，直至2018年7月19日才冻结；那个账户⟦6月28日⟧转走了钱。", "2018-06-28", "2020-09-21"),
            // Otherwise it has where the letter came soon after: not in May, told in December.
            ("2021年10月住进去的。⟦11月26日⟧我去看，被子是湿的。", "2022-11-26", "2022-12-19"),
            ("2013年4月贴的公告。我⟦5月9日⟧签的字。", "2013-05-09", "2017-12-21"),
            ("2021年3月交的材料，⟦4月2日⟧受理。", "2021-04-02", "2024-04-11"),
            // A chronicle has not come to the time of the letter while older years follow.
            ("2015年我们凑钱请人勘测，⟦10月⟧出报告。2016年县里答复。", "2015-10", "2021-11-25"),
            ("2015年我们凑钱请人勘测，⟦10月⟧出报告。", "2021-10", "2021-11-25"),
            ("2017年5月栽的树。他们⟦6月2日⟧才领执照。2018年都死了。", "2017-06-02", "2022-06-23"),
            // Nor is a year that lies ahead.
            ("合同签到2026年。⟦3月5日⟧才告诉我。", "2023-03-05", "2023-05-06"),
            // 明年 is no antecedent.
            ("说等明年。采暖费⟦10月⟧交了。", "2022-10", "2022-12-06"),
            // The day under a letter is the last one before it came.
            ("2017年女儿走了，我们没人管，求领导过问一下这件事情，核实后给个准信。\n⟦5月21日⟧", "2018-05-21", "2018-05-28"),
        ])
    func years(marked: String, expected: String, received: String) throws {
        try expectDate(marked, expected, received: received)
    }

    @Test(
        "What is no date",
        arguments: [
            "依据国信发〔2015〕2号文件办理。", "现在是4/5G时代。", "电话19900001234请打。", "账号6200000000000000123。", "每亩3.5万元。", "完成3/4以上。",
            "我今年六十三，种地为生。", "老人今年76岁。", "说明年检没过。", "比上年下降15%以上。", "找到当年的班长。", "到今天没动静。", "住在7号楼。", "高考当天照跳不误。",
            "每月发上月工资。",
            "在五一路口。", "药费一月五百多。", "八一村的地。", "春节慰问品没发。", "提3点建议。", "打了30年工。", "晚上十点她们才散。",
            "住宅用地70年产权。", "使用权为50年，不是40年。", "三四五六年级在外面。", "1号电梯和3号电梯困人。", "2号与3号电梯困人。", "4号诊室没人。", "去6号窗口退费。",
            "目前2个月过去了。", "前一个月左右没人。", "几十年前批的。", "要三五年不成。", "楼里晚上十一二点都吵。", "每学年末考试。", "签合同日期没写。",
            "他和我是同年兵。", "孩子上一年级。", "十日的法定答复期过了。", "退休那年没人管。",
            "一月又一月地等。", "给孩子美好的明天。", "家住柳河村12号我家祖宅。",
        ])
    func noDates(_ text: String) {
        let dates = Fixture.record(text, received: "2023-05-06").dates
        #expect(dates.isEmpty, "\(dates.map(\.text))")
    }

    @Test("An order signed before the plan that it brings tells the plan's year")
    func orderedPlan() {
        let text =
            "关于印发攻坚行动实施方案的通知\n各乡镇：\n现将方案印发给你们，请认真贯彻执行。\n2021年5月14日\n攻坚行动实施方案\n一、时间安排\n各乡镇5月18日前报送台账。\n二、要求\n各单位要抓好落实，不得推诿。"
        let record = Fixture.record(text, received: "2021-05-24")
        #expect(record.dates.contains { $0.text == "5月18日前" && $0.value == "../2021-05-18" })
    }

    @Test("In a plan, a day without a year lies ahead, and 次月3日前 comes back every month")
    func plans() {
        let text = "2023年信访积案化解工作方案\n一、目标\n对2019年3月以来的积案，10月底前化解。\n二、措施\n排查结果次月3日前报局。\n某县信访局\n2023年2月1日"
        let record = Fixture.record(text, received: "2023-02-03")
        #expect(record.dates.contains { $0.text == "10月底前" && $0.value == "../2023-10-31" })
        #expect(record.recurrences.map(\.value) == ["FREQ=MONTHLY;BYMONTHDAY=3"])
    }
}
