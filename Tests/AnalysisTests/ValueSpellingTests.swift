import Documents
import Testing

@testable import Analysis

/// The many ways in which clerks and citizens write the same time or number, and near misses.
@Suite("Spellings of times and numbers")
struct ValueSpellingTests {
    private func record(_ text: String) -> Record { Fixture.record(text, received: "2024-06-17") }

    // MARK: what comes back

    @Test(
        "What comes back: parts of a quarter, alternate weeks, days of the lunar year, the first working days",
        arguments: [
            ("过渡费⟦每季度头一个月的十号⟧打到卡上。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
            ("⟦每季度第二个月15日前⟧公布。", "FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=15"),
            ("⟦每季度的最后一天⟧结账。", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
            ("⟦隔周三⟧开会。", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"), ("⟦每双周的周五下午⟧接访。", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
            ("司机小乐⟦每周轮休周三⟧。", "FREQ=WEEKLY;BYDAY=WE"), ("⟦每周的周二和周四⟧停水。", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("⟦周一三五⟧练舞。", "FREQ=WEEKLY;BYDAY=MO,WE,FR"), ("娃娃⟦周五下午⟧放学。", "FREQ=WEEKLY;BYDAY=FR"),
            ("初三⟦星期天⟧强制补课。", "FREQ=WEEKLY;BYDAY=SU"), ("⟦每月首个星期一⟧升旗。", "FREQ=MONTHLY;BYDAY=1MO"),
            ("⟦每月前5个工作日内⟧报送。", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5"),
            ("⟦每月末最后一个工作日⟧公布。", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
            ("⟦月月15号⟧发工资。", "FREQ=MONTHLY;BYMONTHDAY=15"), ("老板⟦月底⟧发工资。", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("⟦每年农历十月初一前⟧交租。", "FREQ=YEARLY"), ("⟦每年八月十五前后⟧来收。", "FREQ=YEARLY"),
            ("⟦每年从11月到次年3月⟧供暖。", "FREQ=YEARLY;BYMONTH=11,12,1,2,3"),
            ("⟦每年春秋两季⟧植树。", "FREQ=YEARLY;BYMONTH=3,4,5,9,10,11"), ("⟦每到下半年⟧就有雾。", "FREQ=YEARLY;BYMONTH=7,8,9,10,11,12"),
            ("⟦每到七月⟧涨水。", "FREQ=YEARLY;BYMONTH=7"), ("⟦每年母亲节⟧办活动。", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"),
            ("⟦每日8时、14时、20时⟧各巡查一次。", "FREQ=DAILY;BYHOUR=8,14,20"), ("医生建议⟦每周⟧一次透析。", "FREQ=WEEKLY"),
            ("⟦每年的6、7、8月份⟧都淹。", "FREQ=YEARLY;BYMONTH=6,7,8"), ("⟦每年六七八月⟧停水。", "FREQ=YEARLY;BYMONTH=6,7,8"),
            ("⟦每年春节、中秋前⟧慰问。", "FREQ=YEARLY"), ("⟦每月28号至月底⟧排队。", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31"),
            ("⟦每三五天⟧来一回。", "FREQ=DAILY;INTERVAL=3"), ("⟦每个星期的星期三⟧停水。", "FREQ=WEEKLY;BYDAY=WE"),
            ("⟦每年4月上旬⟧公示。", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10"),
            ("⟦每刻钟⟧响一次。", "FREQ=MINUTELY;INTERVAL=15"),
            ("⟦每间隔两小时⟧测一次。", "FREQ=HOURLY;INTERVAL=2"), ("⟦每隔200秒⟧响一声。", "FREQ=SECONDLY;INTERVAL=200"),
        ])
    func recurrences(marked: String, expected: String) throws {
        try expectMarked(marked, { record($0).recurrences }) { $0 == expected }
    }

    @Test(
        "What comes back with no rule",
        arguments: [
            "一个月一次性收餐费。", "上周五下午放学后打架。", "本周日补课。", "逢年过节他也不回来。", "5月15号发工资。", "本月底发工资。", "周围三五成群。",
            "间隔周边道路。", "每周六天班。", "他每月工资两千。",
        ])
    func noRecurrences(_ text: String) { #expect(record(text).recurrences.isEmpty, "\(record(text).recurrences)") }

    // MARK: lengths

    @Test(
        "Lengths: before sums and numbers, in spoken words, before an event, by minutes and seconds",
        arguments: [
            ("“接待费”⟦三年⟧8.3万。", "P3Y"), ("⟦三年⟧三次换种。", "P3Y"), ("⟦七年多⟧一共交了三万元。", "P7Y"),
            ("才停了⟦两宿⟧。", "P2D"), ("停了⟦一宿⟧又开工。", "P1D"), ("看了⟦半拉钟头⟧。", "PT30M"), ("要等⟦十天半月⟧。", "P10D"),
            ("视频⟦7分多钟⟧。", "PT7M"), ("录像长达⟦1分20秒⟧。", "PT1M20S"), ("换届⟦一个月前⟧带人来家。", "P1M"),
            ("举行听证的⟦七日前⟧通知。", "P7D"), ("说要核查⟦三十日⟧。", "P30D"), ("质监站答复，⟦七日⟧后来信。", "P7D"),
            ("只剩⟦一天⟧了。", "P1D"), ("提前⟦一天⟧电话告知。", "P1D"), ("我请了⟦一天⟧假去办。", "P1D"), ("⟦1年3个月20天⟧才好。", "P1Y3M20D"),
            ("⟦半小时⟧一班车。", "PT30M"),
        ])
    func limits(marked: String, expected: String) throws {
        try expectMarked(marked, { record($0).limits }) { $0 == expected }
    }

    @Test(
        "What is no length: never, lately, that year, what is paid by the month, the thirteenth month, circles of a town",
        arguments: [
            "那一年我18岁。", "话费一天没少交。", "最差的一户一分钟没有。", "高温费一年也没发过。", "近两天在办证。", "一个月一千一不多。", "一个季度一千五百多。",
            "退休教师的十三个月工资。", "建设15分钟生活圈。", "八年抗战的老兵。", "住学校一宿舍。", "三年一班的学生。", "每季度第二个月15日前公布。",
        ])
    func noLimits(_ text: String) { #expect(record(text).limits.isEmpty, "\(record(text).limits.map(\.text))") }

    // MARK: document numbers

    @Test(
        "Document numbers: what stands before them, wrong brackets, what is left out, what scanners read",
        arguments: [
            ("可苏政发〔2013〕131号文件我们看了。", "苏政发〔2013〕131号"), ("回过一张同信督〔2011〕88号督办函。", "同信督〔2011〕88号"),
            ("给了证明（竹人才查字〔2022〕第70号）。", "竹人才查字〔2022〕第70号"), ("他甩出昌政办〔2019〕7号。", "昌政办〔2019〕7号"),
            ("（日政发〔2020〕5号）", "日政发〔2020〕5号"), ("根据湘政发〔2019〕O3号。", "湘政发〔2019〕03号"),
            ("湘政发(19)3号。", "湘政发〔19〕3号"), ("晋煤行发(2009)83，没执行。", "晋煤行发〔2009〕83"),
            ("晋煤行发 （ 2009 ） 83 号。", "晋煤行发〔2009〕83号"), ("保护单位（惠政〔1987〕综115号）。", "惠政〔1987〕综115号"),
            ("县政府办公室昌政办〔2019〕5号。", "昌政办〔2019〕5号"), ("中共昌县县委昌发〔2019〕5号。", "昌发〔2019〕5号"),
            ("街道办事处龙街发〔2019〕5号。", "龙街发〔2019〕5号"), ("民政部民发函〔2019〕5号。", "民发函〔2019〕5号"), ("附昌政发〔2009〕5号。", "昌政发〔2009〕5号"),
            ("长劳人仲案字〔2019〕5号。", "长劳人仲案字〔2019〕5号"),
            ("建设部第157号令。", "建设部第157号令"), ("皖信访转[2019]123号-2。", "皖信访转〔2019〕123号-2"),
            ("受理单4312507010773，没人来。", "4312507010773"),
            ("登记了，号是昌劳监欠〔2024〕0067，没下文。", "昌劳监欠〔2024〕0067"), ("告知书（昌自然资罚告 [2021] 044）。", "昌自然资罚告〔2021〕044"),
            ("回执昌市监投[2021] 03-5127，压着。", "昌市监投〔2021〕03-5127"), ("昌信复〔2022〕第3 6号。", "昌信复〔2022〕第36号"),
            ("昌集建（92）字第1107-0233号。", "昌集建〔92〕字第1107-0233号"), ("昌环监（2022）Z-218号。", "昌环监〔2022〕Z-218号"),
            ("终结了（2022豫0526执217号之一）。", "2022豫0526执217号之一"), ("给了号码桃林采字(2021)第0418号。", "桃林采字〔2021〕第0418号"),
            ("【回复】工单编号NB20230808-2216\n您好。", "NB20230808-2216"), ("书面答复，具昌建信答〔2017〕9号。", "昌建信答〔2017〕9号"),
        ])
    func documentNumbers(text: String, expected: String) {
        let found = record(text).documentNumbers.map(\.value)
        #expect(found == [expected], "\(found)")
    }

    @Test(
        "What is no document's number",
        arguments: ["他发(2019)3个红包。", "收发室(2018)。", "收发室[2018]3人。", "他们〔2018〕，没办。", "第3号提案。", "一九年八十三号院。"])
    func noDocumentNumbers(_ text: String) {
        #expect(record(text).documentNumbers.isEmpty, "\(record(text).documentNumbers.map(\.value))")
    }

    // MARK: dates

    @Test(
        "Dates: without 日, with a point, two months or days at once, years of two figures, holidays",
        arguments: [
            ("2018年3月15签的合同。", ["2018-03-15"]), ("17年2月27参加培训。", ["2017-02-27"]),
            ("合同2019年6月30前交房。", ["../2019-06-30"]),
            ("2019.3.2号报的案。", ["2019-03-02"]), ("3.19号就查了。", ["2024-03-19"]), ("2021年七八月份停水。", ["2021-07/2021-08"]),
            ("3、4、5月没发工资。".replacing("3、", with: "欠3、"), ["2024-03/2024-05"]), ("5月8、9日来过。", ["2024-05-08/2024-05-09"]),
            ("三月十几号去的。", ["2024-03-11/2024-03-19"]), ("15日-24日停课。", ["2024-06-15/2024-06-24"]),
            ("97-99年在外打工。", ["1997/1999"]), ("18年到20年没发。", ["2018/2020"]), ("2015一2020年的补贴。", ["2015/2020"]),
            ("建于2000年代初。", ["200X"]), ("2019年年中动工。", ["2019-06"]), ("09年前后建的。", ["2009~"]), ("去年暑假补课。", ["2023-22"]),
            ("双11那天买的。", ["2024-11-11"]), ("五一过后照样施工。", ["2024-05-01/.."]), ("腊八那天送的。", ["2024-01-18"]),
            ("2019年感恩节办的。", ["2019-11-28"]), ("4月前4天没水。", ["2024-04-01/2024-04-04"]),
            ("2月7日大概晚上八点断电。", ["2024-02-07T20:00"]),
        ] as [(String, [String])])
    func dates(text: String, expected: [String]) {
        let found = record(text).dates.map(\.value)
        #expect(found == expected, "\(found)")
    }

    @Test(
        "What is no day or year: counted things, lengths, schools",
        arguments: ["5月13个人来过。", "判3到5年。", "小年轻打架。", "单价3.19元。", "3.2号楼漏水。"])
    func noDays(_ text: String) {
        #expect(record(text).dates.allSatisfy { $0.value.map { $0.count < 10 && !$0.contains("/") } ?? true })
    }

    @Test("今年 in a text that nobody dated is of the latest year it names a whole day of; a decade says nothing of it")
    func undated() {
        #expect(
            Fixture.record("今年三月停工。工地2015年开工，2018年9月3日交房。").dates.map(\.value)
                == ["2018-03", "2015", "2018-09-03"])
        #expect(Fixture.record("房子是九十年代建的，去年十一月拆了。").dates.map(\.value) == ["199X", "XXXX-11"])
        #expect(Fixture.record("2019年初中毕业。").dates.map(\.value) == ["2019"])
    }
}
