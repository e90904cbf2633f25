import Documents
import TestSupport
import Testing

/// Numbers, lengths, sums and returns as offices and writers vary them. Expected values come from a person or a calendar.
@Suite("Values as offices and writers vary them")
struct OfficeValueTests {
    private func record(_ text: String, received: String = "2023-05-06") -> Record {
        Fixture.record(text, received: received)
    }

    @Test(
        "Document numbers: letters, permits, asides, lists, papers by number and kind",
        arguments: [
            ("罚过一次（昌环罚字[2023]ZC015号）。", ["昌环罚字〔2023〕ZC015号"]), ("报告昌质检(2024)WT-3381号。", ["昌质检〔2024〕WT-3381号"]),
            ("线路牌（昌运客字610800-0417号）是包的。", ["昌运客字610800-0417号"]),
            ("开了昌档证 2020-0917号证明。", ["昌档证2020-0917号"]), ("该地块（昌政出2014-63号）有证。", ["昌政出2014-63号"]),
            // A permit of planning has no issuer before it; with fewer figures 建 may be part of a name.
            ("它的规划许可证建字第520000202100046号只批了岗亭。", ["建字第520000202100046号"]),
            ("那张地字第 5200002020-112 号到期了。", ["地字第5200002020-112号"]),
            ("按昌建字第12号办。", ["昌建字第12号"]),
            ("第二标段（招标编号PWJT2018-SJ-02）控制价1286.4万元。", ["PWJT2018-SJ-02"]),
            ("受理编号WZ370782202309110017，转你们。", ["WZ370782202309110017"]),
            ("换的新证昌府林证字（2006）第1304号。", ["昌府林证字〔2006〕第1304号"]),
            ("回信昌国土信〔2018〕第4号、第11号都这么说。", ["昌国土信〔2018〕第4号", "昌国土信〔2018〕第11号"]),
            ("他说上述12号文作废了。", ["12号文"]), ("那个8号文讲的是退休。", ["8号文"]), ("前述第56号决定附件三。", ["第56号决定"]),
            ("对第3号公告有异议。", ["第3号公告"]),
            ("收费票据号0046718832，付了钱。", ["0046718832"]), ("报修单WX-58211，没人来。", ["WX-58211"]),
            ("另寄一份，挂号XA51086629351。", ["XA51086629351"]),
            ("采矿证C4108002011047130110562批了一点。", ["C4108002011047130110562"]),
            ("给我们一份复函东水移函〔2005〕9号。", ["东水移函〔2005〕9号"]), ("问了城投，后者江城投函〔2021〕44号说已付。", ["江城投函〔2021〕44号"]),
        ] as [(String, [String])])
    func documentNumbers(text: String, expected: [String]) {
        let found = record(text).documentNumbers.map(\.value)
        #expect(found == expected, "\(found)")
    }

    @Test(
        "Houses, days, lifts and a registered letter's fee are no document number",
        arguments: [
            "住水门桥路9号文津苑。", "第5号公告栏坏了，6月5号公告的。", "15号判决下来了。", "住人民路46号判决书没收到。", "型号KONE3000的电梯。", "挂号费15元。", "收据号码记不清了。",
            "票据2000元。", "出租屋34号地块。",
        ])
    func noDocumentNumbers(_ text: String) {
        let found = record(text).documentNumbers.map(\.value)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        "Lengths: other joints, blanks from scanners, a little less, two in one breath",
        arguments: [
            ("在厂里干了⟦六年另三个月⟧。", "P6Y3M"), ("干了⟦两年零四个 月⟧。", "P2Y4M"), ("停工⟦8个 月⟧。", "P8M"), ("⟦五 日内⟧送达对方。", "P5D"),
            ("等了⟦小一年⟧。", "P1Y"), ("拖了⟦小十年⟧。", "P10Y"), ("他说⟦三天五天⟧弄不清。", "P3D"), ("当时说管⟦70年⟧。", "P70Y"),
            ("2号到4号⟦三天⟧考试。", "P3D"),
        ])
    func limits(marked: String, expected: String) throws {
        try expectMarked(marked, { record($0).limits }, alone: true) { $0 == expected }
    }

    @Test(
        "The days just named, all hours of the day, schools and grades are no length",
        arguments: ["我24、25日两天去等。", "我24号和25号两天去等。", "一天24小时就盼着睡。", "从小一年级读到六年级。", "中小一年比一年难。", "第三年五年级。"])
    func noLimits(_ text: String) {
        let found = record(text).limits.map(\.text)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        "What comes back: every other night and week, by the quarter",
        arguments: [
            ("⟦每隔一晚⟧烧一炉废料。", "FREQ=DAILY;INTERVAL=2"), ("⟦逢双周⟧倒一次班。", "FREQ=WEEKLY;INTERVAL=2"),
            ("⟦每单周⟧值夜。", "FREQ=WEEKLY;INTERVAL=2"),
            ("租金⟦按季⟧交。", "FREQ=MONTHLY;INTERVAL=3"), ("⟦每季⟧三百户抽查。", "FREQ=MONTHLY;INTERVAL=3"),
        ])
    func recurrences(marked: String, expected: String) throws {
        try expectMarked(marked, { record($0).recurrences }, alone: true) { $0 == expected }
    }

    @Test(
        "A rate by the quarter, the seasons and now and then come back with no rule",
        arguments: ["每季六百九十元。", "按季节穿衣。", "隔三差五才来。"])
    func noRecurrences(_ text: String) { #expect(record(text).recurrences.isEmpty) }

    @Test(
        "Sums: capitals down to a jiao, two neighbours without 元, a scanner's blank",
        arguments: [
            ("多收⟦壹佰玖拾叁元伍角⟧。", 193.5, false), ("应补⟦壹仟元叁角贰分⟧。", 1000.32, false), ("修瓦花了⟦一千三四⟧，没人赔。", 1300, true),
            ("最多退⟦二三百⟧。", 200, true), ("花了⟦一千三百⟧。", 1300, false), ("每月⟦3, 200元⟧。", 3200, false),
        ] as [(String, Double, Bool)])
    func sums(marked: String, value: Double, isApproximate: Bool) throws {
        try expectMarked(marked, { record($0).amounts }, alone: true) { $0 == value }
        #expect(record(MarkedText(marked).text).amounts.first?.approximate == isApproximate)
    }

    @Test("A list's number and the sum behind it stay apart")
    func itemBeforeSum() { #expect(record("诉求：\n3, 200元押金退还。").amounts.map(\.value) == [200]) }

    @Test(
        "Days in everyday words; a festival of the last lunar month is the nearest; no letter is signed after it came",
        arguments: [
            ("路灯黑到⟦今儿个⟧。", "2024-01-29", "2024-01-29"), ("⟦昨儿⟧来过。", "2024-01-29", "2024-01-28"),
            // 小年 of the year that began in January 2023: 2 February 2024.
            ("他答应⟦小年前⟧给钱。", "2024-01-29", "../2024-02-01"), ("他答应⟦小年前⟧给钱。", "2024-11-01", "../2025-01-21"),
            // 16 December 2023 is a Saturday.
            ("⟦2023年12月16日（周六）上午9时⟧开会。", "2023-12-08", "2023-12-16T09:00"),
            ("⟦12月16日⟧（周六）开会。", "2023-12-20", "2023-12-16"),
            ("⟦7月20几号⟧停的水。", "2022-09-05", "2022-07-21/2022-07-29"),
            ("柯某 ⟦二零一九年八月十五⟧", "2019-08-19", "2019-08-15"),
        ])
    func dates(marked: String, received: String, expected: String) throws {
        try expectMarked(marked, { record($0, received: received).dates }, alone: true) { $0 == expected }
    }

    @Test("儿子 begins no day", arguments: ["以前儿子小，没人管。", "今儿子回来，帮我写信。"])
    func noDates(_ text: String) { #expect(record(text).dates.isEmpty) }

    @Test("A register's number of letters and eighteen figures is no ID number")
    func noIDNumber() {
        #expect(record("编号WZ370782202309110017。").identifiers.isEmpty)
        #expect(record("身份证37078220230911001X。").identifiers.count == 1)
    }
}
