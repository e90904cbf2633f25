import Documents
import TestSupport
import Testing

/// Values as they are typed in haste: without brackets, marks, units or signs. Expected values come from a person.
@Suite("Values typed in haste")
struct HastyValueTests {
    @Test(
        "Document numbers whose year has no brackets, or the number has them",
        arguments: [
            ("根据宁教发2007年11号文件办。", "宁教发〔2007〕11号"), ("看了宁教复函2012年35号。", "宁教复函〔2012〕35号"),
            ("按厂发87年05号文件内退。", "厂发〔87〕05号"), ("《通知》宁金2013年120号文件第6条。", "宁金〔2013〕120号"),
            ("（宁人社发201719号）文件。", "宁人社发201719号"), ("依据财税2018（31）号。", "财税〔2018〕31号"),
            ("依据宁改办发2012，81号。", "宁改办发2012,81号"), ("依据宁政发28号文件。", "宁政发28号"),
            ("收到宁劳动仲裁2015字第111号。", "宁劳动仲裁2015字第111号"), ("收到2019宁劳仲字第99号。", "2019宁劳仲字第99号"),
            ("按（80）劳险便字41号计算。", "〔80〕劳险便字41号"), ("应执行GB5749-85。", "GB5749-85"), ("按GBJ118-88设计。", "GBJ118-88"),
            // What stands before the issuer's short name is not part of it.
            ("县人民法院（2015）宁民初字第599号判决。", "〔2015〕宁民初字第599号"), ("时效问题湘人社厅（2017）103号说了。", "湘人社厅〔2017〕103号"),
            ("的通知[政府发文]12号。", "〔政府发文〕12号"), ("省组[政府发文]26号。", "省组〔政府发文〕26号"),
            ("公告2020年第12号。", "公告2020年第12号"), ("按宁扫黑办发〔2018〕5号。", "宁扫黑办发〔2018〕5号"),
        ])
    func documentNumbers(text: String, expected: String) {
        #expect(Fixture.record(text).documentNumbers.map(\.value) == [expected])
    }

    @Test(
        "A day, a house and a paper that someone hands out are no document number",
        arguments: [
            "下发2018年3号楼的钥匙。", "2017年11号楼漏水。", "他于2012年35号桌吃饭。", "开发34号地块。", "沙发34号展位。", "县民政局2015年3号窗口。", "型号GB30-8的阀。",
            "许可证于2014年到期。", "批复（1997）年6月23号到。", "我找街道办2015年3号楼的住户。",
        ])
    func noDocumentNumbers(_ text: String) { #expect(Fixture.record(text).documentNumbers.isEmpty) }

    @Test(
        "Laws without marks, with typed or missing ones, by short names",
        arguments: [
            ("看了<<卫生部关于乡村医生收入的通知>>。", ["<<卫生部关于乡村医生收入的通知>>"]),
            ("请问<甲市购房补贴实施办法（试行）>有效吗。", ["<甲市购房补贴实施办法（试行）>"]),
            ("《国务院关于加快发展旅游业的若干意见[政府发文]46号。", ["《国务院关于加快发展旅游业的若干意见"]),
            ("《甲市2015年计划生育行动实施方案》没人执行。", ["《甲市2015年计划生育行动实施方案》"]),
            ("《甲市总体规划（2003-2020）（2014年修订）》没有这条路。", ["《甲市总体规划（2003-2020）（2014年修订）》"]),
            ("厂里不守社保法。", ["社保法"]), ("查阅劳动法规定后才知道。", ["劳动法"]), ("违反八项规定。", ["八项规定"]),
            ("跟据道路旅客运输经营管理办法，他没有证。", ["道路旅客运输经营管理办法"]), ("省里出台了乡镇工作补贴实施办法，我们没有。", ["乡镇工作补贴实施办法"]),
            ("另外，“歌厅照明及光污染限定标准”（旧）。", ["歌厅照明及光污染限定标准"]), ("按照工伤保险条例实施细则办。", ["工伤保险条例实施细则"]),
            ("见关于进一步规范机关人员流动工作的意见（没找到）。", ["关于进一步规范机关人员流动工作的意见"]),
            ("《方案》谁都没见过。", ["《方案》"]), ("发了《职工维权须知》。", ["《职工维权须知》"]),
        ] as [(String, [String])])
    func laws(text: String, expected: [String]) { #expect(Fixture.record(text).laws.map(\.text) == expected) }

    @Test(
        "A letter's own heading, a factory's rule and an aside are no laws",
        arguments: [
            "关于进一步加强小区管理的意见\n局长：小区很乱。", "违反我们学校的管理办法。", "劳动法规很多。", "《公告》贴在墙上。", "他说“我们没有这个标准”。", "有<3个人>在。",
            "关于我家房子的意见没人听。",
        ])
    func noLaws(_ text: String) { #expect(Fixture.record(text).laws.isEmpty) }

    @Test(
        "Sums without their unit in a clause about money, for each month or piece, between two",
        arguments: [
            ("⟦两千⟧一个月，怎么够。", 2_000.0, false), ("药店卖⟦近两千⟧一盒。", 2_000, true), ("只有⟦两三千⟧一个月。", 2_000, true),
            ("门卫月工资只有⟦1400左右⟧。", 1_400, true), ("工资最多⟦1500多⟧，常有少发。", 1_500, true), ("扣完到手⟦800多⟧，太少。", 800, true),
            ("底薪才⟦760⟧.谁还愿意干。", 760, false), ("学徒只拿⟦2000多⟧。", 2_000, true), ("学费一下子涨了⟦一千⟧。", 1_000, false),
            ("每月承担⟦318.40⟧的保险费。", 318.4, false), ("价格才⟦2538⟧/平。", 2_538, false),
            ("床位⟦200-260⟧一天。", 200, true), ("月薪只有⟦1600-1900⟧，养不活人。", 1_600, true),
            ("工资⟦4到5千⟧，不够。", 4_000, true), ("工资⟦1500-2千元⟧。", 1_500, true),
            ("班费收⟦4到5百⟧。", 400, true), ("备好⟦3-4万多⟧的钱。", 30_000, true), ("每季只有⟦900一1200元⟧。", 900, true),
            ("违建罚款⟦3、4000⟧才算完。", 3_000, true), ("学徒拿⟦一、二千元⟧每月。", 1_000, true), ("总共亏⟦8、9万元⟧。", 80_000, true),
            ("少的⟦七、八千⟧。", 7_000, true), ("电费交了⟦6，70元⟧。", 60, true),
            ("房租要⟦千元左右⟧。", 1_000, true), ("看病花了⟦上万⟧，没钱了。", 10_000, true),
            ("斥资⟦上亿⟧修了大桥。", 100_000_000, true), ("一辆车罚⟦200到500元⟧。", 200, true), ("工资发了⟦1500多⟧。", 1_500, true),
        ] as [(String, Double, Bool)])
    func sums(marked: String, value: Double, isApproximate: Bool) throws {
        let text = MarkedText(marked)
        let amounts = Fixture.record(text.text).amounts
        #expect(amounts.count == 1)
        #expect(amounts.first?.value == value)
        #expect(amounts.first?.approximate == isApproximate)
        #expect(amounts.first?.start == text.span?.start)
        #expect(amounts.first?.end == text.span?.end)
    }

    @Test(
        "Years, rows of numbers, counted things and items are no sums",
        arguments: [
            "工资标准2018。", "学费收据编号1234，丢了。", "来了五百多个村的人。", "公司有2014-2020的账。", "住了300-400人。",
            "年产60多万立方米。", "报了30万KVA的负荷。", "有6、7个人。", "上万人参加。", "村民近千户。", "工资表第1200号。", "3、4000名学生没座位。",
            "千万不要信他。", "怕的是315消费者日。", "标着00000000元。", "收费站K1200处。",
        ])
    func noSums(_ text: String) { #expect(Fixture.record(text).amounts.isEmpty) }

    @Test(
        "Lengths of time",
        arguments: [
            ("修了⟦十几天⟧才通水。", "P10D"), ("下岗⟦十几年⟧了。", "P10Y"), ("干了⟦38个春秋⟧。", "P38Y"), ("建厂⟦60多年⟧来没停过。", "P60Y"),
            ("这⟦两月⟧白天都停水。", "P2M"), ("⟦不到两月⟧就坏了。", "P2M"), ("实习为期⟦七周⟧。", "P7W"), ("早孕⟦50天⟧。", "P50D"),
            ("拖欠⟦6个月⟧工资。", "P6M"), ("拖欠⟦13个月⟧工资。", "P13M"), ("由于⟦三十年⟧没修。", "P30Y"),
        ] as [(String, String)])
    func limits(marked: String, value: String) throws {
        let text = MarkedText(marked)
        let limits = Fixture.record(text.text).limits
        #expect(limits.map(\.value) == [value])
        #expect(limits.first?.start == text.span?.start)
        #expect(limits.first?.end == text.span?.end)
    }

    @Test(
        "Schooling, pay, days worked, years by two figures are no lengths of time",
        arguments: [
            "九年义务教育没读完。", "只有两三千一个月。", "小孩读二年纪。", "时间一年又一年过去。", "一天比一天差。", "每周上5天班。", "赔偿一个月工资。", "发13个月工资。",
            "从八九年起教书。", "按13年的标准算账。", "老伴16年退的。", "十几年来没人管。", "2015年半年发了票。", "孕39周入院。",
        ])
    func noLimits(_ text: String) { #expect(Fixture.record(text).limits.isEmpty) }

    @Test(
        "Telephones of a town without its code, numbers of firms that are dialled",
        arguments: [
            ("办公室电话：6512345，没人接。", 1), ("打去6512345也没人。", 1), ("电话（0999-6512345、6512346）都不通。", 2), ("打了95999投诉。", 1),
            ("拨打10099人工台。", 1), ("水表编号是0999-65123456，坏了。", 0), ("电话打了20180512次。", 0), ("造价6512345元。", 0),
            ("打电话说6512345号。", 0),
            ("占地6512345平方米。", 0), ("打了10099元。", 0), ("市里有12345。", 0),
        ] as [(String, Int)])
    func phones(text: String, count: Int) {
        #expect(Fixture.record(text).identifiers.count { $0.kind == .phone } == count)
    }

    @Test(
        "Dates without all their signs",
        arguments: [
            ("2017下半年租的房。", ["2017-07/2017-12"]), ("两件事\n1.1997年并厂。2.2003年元月断电。", ["1997", "2003-01"]),
            ("整件事1.1998年分家。", ["1998"]), ("拖欠2015-18年的补助。", ["2015/2018"]), ("如今年龄大了。", []), ("建厂以来年均亏损。", []),
            ("账本是2011到2016的。", ["2011/2016"]), ("规划（2011-2013），没人提了。", ["2011/2013"]),
            ("一七年才动工。", ["2017"]), ("从八九年起教书。", ["1989/.."]), ("按13年的标准算账。", ["2013"]),
            ("希望处理。\n村民\n19.11.2", ["2019-11-02"]),
            ("电话2014-2020-33。", []), ("面积2000-2020平方米。", []), ("第10.11.2条不清楚。", []), ("比为2.1996。", []),
        ] as [(String, [String])])
    func dates(text: String, expected: [String]) { #expect(Fixture.record(text).dates.map(\.value) == expected) }

    @Test(
        "Lengths with a half day, by two neighbours and a mark, by 载 and 有",
        arguments: [
            ("停水⟦三天半⟧。", "P3DT12H"), ("等了⟦一天半⟧才来。", "P1DT12H"), ("等了⟦三、四天⟧。", "P3D"), ("拖了⟦四、五个月⟧。", "P4M"),
            ("住了⟦二、三十年⟧。", "P20Y"), ("每次等⟦3、4个小时⟧。", "PT3H"), ("教书⟦三十余载⟧。", "P30Y"), ("住了⟦近二十载⟧。", "P20Y"),
            ("停工⟦将近有四年⟧。", "P4Y"), ("当了⟦十二年⟧代课教师。", "P12Y"), ("限⟦十五日⟧自拆。", "P15D"), ("连续旷工⟦三日⟧就除名。", "P3D"),
            ("住院⟦10日⟧。", "P10D"), ("产品做出来⟦20几天⟧不硬。", "P20D"), ("等了⟦一个星期零三天⟧。", "P10D"),
        ])
    func moreLengths(marked: String, expected: String) throws {
        try expectMarked(marked, { Fixture.record($0, received: "2023-05-06").limits }) { $0 == expected }
    }

    @Test(
        "What a limit runs from is told where the letter says it; a time that passed runs from nothing",
        arguments: [
            ("应自受理之日起60日内办结。", "自受理之日"), ("应从收到决定书之日起15日内复查。", "收到决定书之日"), ("自签收之日起，请在30日内答复。", "自签收之日"),
            ("两年没发工资了。", nil), ("自2019年起没发。等了三年。", nil),
        ] as [(String, String?)])
    func anchors(text: String, expected: String?) {
        #expect(Fixture.record(text, received: "2023-05-06").limits.map(\.anchor) == [expected])
    }

    @Test(
        "How often, how much of a week, a kind of tour and what is eaten each day are no lengths",
        arguments: [
            "一个季度交一次社保。", "半年交一次物业费。", "一周上六天班。", "一周四天，每天十块。", "一日三餐都在食堂。", "报了云南五日游。", "千载难逢。", "核载三十人。",
            "限10日前交钱。", "三天两头停电。",
        ])
    func noLengths(_ text: String) { #expect(Fixture.record(text, received: "2023-05-06").limits.isEmpty) }

    @Test(
        "What comes back: days joined, market days, the new and full moon, odd days, over the turn of the year",
        arguments: [
            ("⟦每周六周日全天⟧施工。", "FREQ=WEEKLY;BYDAY=SA,SU"), ("⟦每周二、周四下午⟧开门。", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("⟦逢五逢十⟧赶集。", "FREQ=MONTHLY;BYMONTHDAY=5,10,15,20,25,30"),
            ("⟦逢三逢八⟧摆摊。", "FREQ=MONTHLY;BYMONTHDAY=3,8,13,18,23,28"),
            ("⟦每逢三、六、九⟧赶集就堵。", "FREQ=MONTHLY;BYMONTHDAY=3,6,9,13,16,19,23,26,29"),
            ("⟦每月初一十五⟧烧香。", "FREQ=MONTHLY;BYMONTHDAY=1,15"), ("⟦每逢初一、十五⟧放炮。", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("⟦逢双日⟧停水。", "FREQ=MONTHLY;BYMONTHDAY=2,4,6,8,10,12,14,16,18,20,22,24,26,28,30"),
            ("⟦每年11月15日至次年3月15日⟧供暖。", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"), ("⟦每年腊月⟧回来。", "FREQ=YEARLY"),
            ("⟦隔一天⟧供水。", "FREQ=DAILY;INTERVAL=2"), ("⟦每到凌晨两点⟧倒土。", "FREQ=DAILY;BYHOUR=2"),
            ("⟦每天就从早上9点⟧唱。", "FREQ=DAILY;BYHOUR=9"), ("⟦每天晚上凌晨一点⟧卸货。", "FREQ=DAILY;BYHOUR=1"),
            ("⟦每周只在星期三⟧开门。", "FREQ=WEEKLY;BYDAY=WE"), ("⟦每月上、中、下旬⟧各来一回。", "FREQ=MONTHLY;BYMONTHDAY=1,11,21"),
            ("⟦每月28日后⟧发工资。", "FREQ=MONTHLY;BYMONTHDAY=28"),
        ])
    func recurrences(marked: String, expected: String) throws {
        try expectMarked(marked, { Fixture.record($0, received: "2023-05-06").recurrences }) { $0 == expected }
    }

    @Test(
        "A day of work, a chance and an interval come back with no rule",
        arguments: ["每周一天休息。", "每周六天班。", "难得相逢一次。", "相隔一年才来。", "逢人就说。", "间隔一周再打。"])
    func noRecurrences(_ text: String) { #expect(Fixture.record(text, received: "2023-05-06").recurrences.isEmpty) }

    @Test(
        "Document numbers without what stands before them; several numbers; registers in brackets",
        arguments: [
            ("证号分别为皋集建（91）字第0712号。", "皋集建〔91〕字第0712号"), ("场所登记证号晋宗登字第0502-31号。", "晋宗登字第0502-31号"),
            ("报告青环监字（2015）第208号。", "青环监字〔2015〕第208号"), ("镇上的答复鲁信字第23号。", "鲁信字第23号"),
            ("宅基地证东集用(92)字第123号。", "东集用〔92〕字第123号"), ("给了回执（桂劳监登2025-0158）。", "桂劳监登2025-0158"),
            ("收到2019年第15号答复意见书。", "2019年第15号"), ("（2011）东民初字第1778、1779、1838号。", "〔2011〕东民初字第1778、1779、1838号"),
            ("茶规认字【2018】第（271）号。", "茶规认字〔2018〕第（271）号"), ("国办发2019 35号文。", "国办发〔2019〕35号"),
            ("案件编号A4104002019030001。", "A4104002019030001"), ("网上件CC2405230081转办了。", "CC2405230081"),
            // What a body's short name may hold stays.
            ("东信答复字〔2019〕3号。", "东信答复字〔2019〕3号"), ("东劳动仲裁案字（2020）第45号。", "东劳动仲裁案字〔2020〕第45号"),
        ])
    func documentNumbersAlone(text: String, expected: String) {
        let found = Fixture.record(text, received: "2023-05-06").documentNumbers.map(\.value)
        #expect(found.contains(expected), "\(found)")
    }

    @Test("What is no register's number", arguments: ["2018年3号楼。", "（营业时间周一2018-30）", "比分（主队领先12-10）。", "2019年5号那天。"])
    func noRegisterNumbers(_ text: String) {
        #expect(Fixture.record(text, received: "2023-05-06").documentNumbers.isEmpty)
    }

    @Test("A telephone masked before the letter came is one, and ends where its line does")
    func maskedPhones() throws {
        let record = Fixture.record("请处理。\n电话：138****6621\n李某", received: "2023-05-06")
        let phone = try #require(record.identifiers.first)
        #expect(phone.kind == .phone && phone.end - phone.start == 11)
        for text in ["手机139XXXX1234。", "打1990000xxxx。"] {
            #expect(Fixture.record(text).identifiers.map(\.kind) == [.phone])
        }
        for text in ["型号138xxxL。", "单号138****66210012。", "13****人。"] {
            #expect(Fixture.record(text).identifiers.isEmpty, "\(text)")
        }
    }

    @Test("So many thousands that nobody counted are no sum; hundreds behind thousands are not multiplied")
    func uncounted() {
        for text in ["花了几千元。", "欠好几千元。", "几百块不退。", "数万元。"] { #expect(Fixture.record(text).amounts.isEmpty, "\(text)") }
        let sum = Fixture.record("花了三千几百元。").amounts.first
        #expect(sum?.value == 3_000 && sum?.approximate == true)
    }
}
