import Documents
import TestSupport
import Testing

/// Expected values come from a person and a calendar.
@Suite("Values")
struct ValueTests {
    @Test(
        "Dates",
        arguments: [
            ("我家⟦2018年3月5日⟧被拆。", "2018-03-05"), ("我家⟦二〇一八年三月五日⟧被拆。", "2018-03-05"), ("我家⟦２０１８．３．５⟧被拆。", "2018-03-05"),
            ("我家⟦18年3月⟧被拆。", "2018-03"), ("我家⟦去年10月⟧被拆。", "2022-10"), ("我家⟦前年冬天⟧被拆。", "2021-24"),
            ("请于⟦2023年6月底前⟧答复。", "../2023-06-30"), ("我家⟦98年⟧盖房。", "1998"), ("⟦2022年上半年⟧没发。", "2022-01/2022-06"),
            ("⟦2021年7月至2021年12月⟧没发。", "2021-07/2021-12"), ("房子是⟦2O18年3月⟧盖的。", "2018-03"), ("⟦三年前⟧我家被拆。", "2020"),
            ("⟦2022年春节前⟧没发。", "../2022-01-31"), ("⟦上个月⟧停水。", "2023-04"), ("⟦２０ １８年⟧停水。", nil),
            ("⟦2018年3月中旬⟧停水。", "2018-03-11/2018-03-20"),
            ("⟦2019年农历八月十五⟧停水。", nil), ("⟦农历2015年十月初一⟧停水。", "2015-11-12"),
        ] as [(String, String?)])
    func dates(marked: String, expected: String?) throws {
        guard let expected else { return }
        let text = MarkedText(marked)
        let span = try #require(text.span)
        let dates = Fixture.record(text.text, received: "2023-05-06").dates
        #expect(dates.contains { $0.start == span.start && $0.end == span.end && $0.value == expected }, "\(dates)")
    }

    @Test(
        "What is no date",
        arguments: [
            "依据国信发〔2015〕2号文件办理。", "现在是4/5G时代。", "电话19900001234请打。", "账号6200000000000000123。", "每亩3.5万元。", "完成3/4以上。",
        ])
    func noDates(_ text: String) { #expect(Fixture.record(text, received: "2023-05-06").dates.isEmpty) }

    @Test(
        "Amounts",
        arguments: [
            ("补偿⟦3.56万元⟧。", 35_600.0, false), ("赔了⟦三万六千元⟧。", 36_000, false), ("花了⟦8千多元⟧。", 8_000, true),
            ("罚款⟦1,200元⟧。", 1_200, false),
            ("欠我⟦两千块钱⟧。", 2_000, false), ("大约⟦五百元⟧。", 500, true), ("拿了⟦12万余元⟧。", 120_000, true),
            ("交⟦78O元⟧。", 780, false), ("每户办证费⟦九千二⟧。".replacing("办证费", with: "交"), 9_200, false),
            ("一共⟦十五万六⟧，谁知道。", 156_000, false), ("公示了⟦51万⟧。", 510_000, false),
            ("共拨付⟦61 300元⟧。", 61_300, false), ("只肯给⟦三百九⟧。", 390, false),
        ] as [(String, Double, Bool)])
    func amounts(marked: String, value: Double, isApproximate: Bool) throws {
        let text = MarkedText(marked)
        let amounts = Fixture.record(text.text).amounts
        #expect(amounts.count == 1)
        #expect(amounts.first?.value == value)
        #expect(amounts.first?.approximate == isApproximate)
        #expect(amounts.first?.end == text.span?.end)
    }

    @Test("What is no amount", arguments: ["一块地被占。", "三万人参加。", "种了三万棵。", "交12件。", "2018年5月1日。", "楼高30米。"])
    func noAmounts(_ text: String) { #expect(Fixture.record(text).amounts.isEmpty) }

    @Test(
        "Limits",
        arguments: [
            ("应在⟦60日内⟧办结。", "P60D", Record.TimeLimit.DayCount.calendar), ("应在⟦15个工作日内⟧答复。", "P15D", .working),
            ("等了⟦三年⟧。", "P3Y", .calendar),
            ("干了⟦11年零4个月⟧。", "P11Y4M", .calendar), ("等了⟦半个小时⟧。", "PT30M", .calendar), ("等了⟦两个多月⟧。", "P2M", .calendar),
        ] as [(String, String, Record.TimeLimit.DayCount)])
    func limits(marked: String, value: String, calendar: Record.TimeLimit.DayCount) throws {
        let text = MarkedText(marked)
        let limits = Fixture.record(text.text).limits
        #expect(limits.map(\.value) == [value])
        #expect(limits.first?.calendar == calendar)
        #expect(limits.first.map { $0.start } == text.span?.start)
    }

    @Test(
        "A rate, a frequency or an item's number is no limit",
        arguments: ["工资5200元一个月。", "清运车两天一趟。", "2.2015年秋天修的路。", "一亩150元。"])
    func noLimits(_ text: String) { #expect(Fixture.record(text).limits.isEmpty) }

    @Test(
        "Recurrences",
        arguments: [
            ("每月20日前报送。", "FREQ=MONTHLY;BYMONTHDAY=20"), ("每季度末通报。", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
            ("每月5日、15日、25日接访。", "FREQ=MONTHLY;BYMONTHDAY=5,15,25"), ("每周五下午5时前报送。", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=17"),
            ("每半年一次。", "FREQ=MONTHLY;INTERVAL=6"), ("每月第二、第四个星期六上午接访。", "FREQ=MONTHLY;BYDAY=2SA,4SA"),
            ("每周二、周四接访。", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("每双月15日公布。", "FREQ=YEARLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15"),
            ("每季度首月10日前报送。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ])
    func recurrences(text: String, expected: String) {
        #expect(Fixture.record(text).recurrences.map(\.value) == [expected])
    }

    @Test(
        "Document numbers and laws",
        arguments: [
            ("根据国信发[2017]2号。", "国信发〔2017〕2号"), ("收到温政复（2019）166号。", "温政复〔2019〕166号"),
            ("菏信登20181128第013号。", "菏信登20181128第013号"), ("招标编号WCGZ-2017-096。", "WCGZ-2017-096"),
            ("证号儋集用（1993）字第□□51号。", "儋集用〔1993〕字第□□51号"),
        ])
    func documentNumbers(text: String, expected: String) {
        #expect(Fixture.record(text).documentNumbers.map(\.value) == [expected])
    }

    @Test("A contract in title marks is no law")
    func laws() {
        #expect(Fixture.record("按《信访工作条例》和《购房合同》办。").laws.map(\.text) == ["《信访工作条例》"])
    }

    @Test(
        "Identifiers are found and their values not repeated",
        arguments: [
            ("电话19900001234", Record.Identifier.Kind.phone), ("电话199 0000 1234", .phone),
            ("身份证410411199013000012", .idNumber),
            ("电话l9900001234", .phone), ("邮箱a.b@example.org", .email),
        ])
    func identifiers(text: String, kind: Record.Identifier.Kind) {
        #expect(Fixture.record(text).identifiers.map(\.kind) == [kind])
    }
}
