/// How matches of the rules for limits are read, and what stands around a length and makes it something else.
extension ValueRules {
    /// 5200元一个月, 一亩150, 两天一趟: a rate or a frequency, no length of time.
    private static func isRate(_ match: PatternMatch) -> Bool {
        if match.contains("内") { return false }
        if match.isFollowed(by: "一次交") || match.isFollowed(by: "一次缴") { return false }
        // 12分钟一趟 tells how long one waits.
        if match.isFollowed(by: "一趟"), !match.contains("分钟") { return true }
        if isOnce(match) || isWorkedIn(match) { return true }
        guard match["num"] == 1, !match.contains(oneOf: more) else { return false }
        if isRateBySum(match) { return true }
        // 一年回来一次
        if match.isFollowed(by: "回来一次") || match.isFollowed(by: "来一次") || match.isFollowed(by: "开一次") { return true }
        if let before = match.before(), [0x5143, 0x5757, 0x94B1, 0x4E07, 0x6B21, 0x56DE, 0x8D9F].contains(before) {
            return true
        }
        // 两千多一个月
        if match.before() == 0x591A, match.before(2).map({ Numeral.isNumeral($0) }) ?? false {
            return true
        }
        guard let after = match.after() else { return false }
        return tellsHowOften(match) || CharacterKind.isDigit(after) || isPaidFor(match)
            || (Numeral.digit(after) ?? 0) > 0 && after != 0x4E00
            || match.isFollowed(byOneOf: rateVerbs)
    }

    private static let more = WordSet(["多", "余", "半"])
    private static let rateVerbs = WordSet([
        "才", "给", "领", "交", "补", "清", "发", "只", "要", "出", "到手", "最多", "最少", "平均", "不超过", "不少于",
    ])

    /// 答复，七日后来信: so long after; in figures it is a day of the month as often.
    static func isSoLongAfter(_ match: PatternMatch) -> Bool {
        guard match.after() == 0x540E, let number = match.surface(of: "num") else { return false }
        return !number.contains(where: { CharacterKind.isDigit($0) })
            && !(match.before().map { [0x521D, 0x7B2C].contains($0) } ?? false)
    }

    /// 一个月|一千一, 一个季度|一百多: the sum that it costs or brings.
    static func isPaidFor(_ match: PatternMatch) -> Bool {
        guard match.after() == 0x4E00, let unit = match.after(2) else { return false }
        return [0x767E, 0x5343, 0x4E07].contains(unit)
    }

    /// Where the number right behind a match ends, if something follows it.
    static func endOfNumberBehind(_ match: PatternMatch) -> Int? {
        guard match.end < match.text.count, let end = Numeral.number(match.text, at: match.end)?.end,
            end < match.text.count
        else { return nil }
        return end
    }

    /// 三年|8.3万, 三年|三次换种: a count of years by itself, with what they brought; 三年|2班, 二年|9月 are none.
    static func isLengthBeforeNumber(_ match: PatternMatch) -> Bool {
        guard match.end - match.start == 2, match.before() != 0x7B2C, match.text[match.start] != 0x4E00,
            !CharacterKind.isDigit(match.text[match.start]), let end = endOfNumberBehind(match)
        else { return false }
        return match.text[end - 1] == 0x4E07
            || [0x5143, 0x5757, 0x4E07, 0x6B21, 0x56DE, 0x8D9F].contains(match.text[end])
    }

    /// 一天跑十四个小时, 一年收入两千, 逾期一天罚三百: so much in the time, where nothing before says that it passed.
    private static func isRateBySum(_ match: PatternMatch) -> Bool {
        guard ["一天", "一年", "一个月", "一周"].contains(where: { match.surface == $0 }) else { return false }
        let isFine = match.isFollowed(byOneOf: fines)
        guard isFine || !(match.before().map { lengthLeaders.contains($0) || $0 == 0x65E5 } ?? false),
            isFine || !match.isFollowed(by: "下来"), !match.isFollowed(by: "一次")
        else { return false }
        for index in match.end + 1..<max(match.end + 1, min(match.end + 6, match.text.count - 1)) {
            let scalar = match.text[index]
            if CharacterKind.isDigit(scalar) || Numeral.isNumeral(scalar) { return scalar != 0x4E00 }
            guard CharacterKind.isHan(scalar), scalar != 0x96F6 else { return false }
        }
        return false
    }

    private static let fines = WordSet(["罚", "赔", "扣", "加收"])

    /// 半年一次, 一个季度交一次: how often.
    static func isOnce(_ match: PatternMatch) -> Bool {
        let verb = match.after().map { onceVerbs.contains($0) } ?? false ? 1 : 0
        guard match.after(1 + verb) == 0x4E00, let times = match.after(2 + verb) else { return false }
        return [0x6B21, 0x56DE].contains(times)
    }

    /// What is done once in a time.
    private static let onceVerbs = ScalarSet("交收来发换修检查打洗扫报结抄浇缴开做巡清")

    /// 一周四天, 一周上六天班, 一个星期休一天: so much of it.
    private static func isWorkedIn(_ match: PatternMatch) -> Bool {
        guard match["num"] == 1, match.contains("周") || match.contains("星期") || match.contains("礼拜"),
            !(match.before().map { lengthLeaders.contains($0) } ?? false)
        else { return false }
        var index = match.end
        while index < min(match.end + 5, match.text.count - 1), CharacterKind.isHan(match.text[index]) {
            if let (end, _) = Numeral.integer(match.text, at: index) {
                return end < match.text.count && [0x5929, 0x8282, 0x8D9F, 0x6B21, 0x73ED].contains(match.text[end])
            }
            index += 1
        }
        return false
    }

    /// 三、四天: what the first of two neighbours counts; 1、2年 at a line's head is an item.
    static func either(_ match: PatternMatch) -> ValueReading? {
        let surface = match.text[match.start..<match.end]
        guard let mark = surface.firstIndex(where: { [0x3001, 0x2C].contains($0) }),
            let low = Numeral.digit(surface[mark - 1]), let high = Numeral.digit(surface[mark + 1]), high == low + 1,
            let before = match.before(), !CharacterKind.endsSentence(before), before != 0x0A,
            !CharacterKind.isDigit(before), before != 0x7B2C, match.after() != 0x524D, !match.isFollowed(by: "之前")
        else { return nil }
        // 8、9年 are years as often, 三、四月 months.
        if match.contains("年"), CharacterKind.isDigit(surface[mark - 1]) { return nil }
        if match.contains("月"), !match.contains("个月") { return nil }
        let isTens = [0x5341, 0x30].contains(surface[mark + 2])
        let units: [(String, String)] = [
            ("分钟", "m"), ("小时", "H"), ("钟头", "H"), ("年", "Y"), ("月", "M"), ("天", "D"),
        ]
        return duration(Double(isTens ? low * 10 : low), units.first { match.contains($0.0) }?.1 ?? "W")
    }

    /// What a vehicle carries is no year: 三十载重.
    static let loads = ScalarSet("重货客人荷体物歌誉入明有")

    /// 一年总得好几次, 一年开通几条: so many in the time, where nothing before says that it passed.
    private static func tellsHowOften(_ match: PatternMatch) -> Bool {
        guard match.text[match.start] == 0x4E00, ["一年", "一周", "一个月"].contains(where: { match.surface == $0 }),
            !(match.before().map { lengthLeaders.contains($0) } ?? false),
            !match.isFollowed(by: "下来")
        else { return false }
        for index in match.end..<max(match.end, min(match.end + 9, match.text.count - 1)) {
            let scalar = match.text[index]
            guard CharacterKind.isHan(scalar) || CharacterKind.isDigit(scalar) else { return false }
            let isNumber = CharacterKind.isDigit(scalar) || scalar == 0x51E0 || Numeral.digit(scalar) ?? 0 > 0
            if isNumber, index > match.end, !(match.surface == "一个月"), timesCounted.contains(match.text[index + 1]) {
                return true
            }
            // 一年租三万, 一年少212元
            if isNumber, index > match.end, index <= match.end + 5, match.surface == "一年" || match.surface == "一个月",
                let end = Numeral.number(match.text, at: index)?.end,
                end < match.text.count,
                [0x5143, 0x5757].contains(match.text[end]) || match.text[end - 1] == 0x4E07
                    || match.text[index..<end].contains(where: { [0x767E, 0x5343].contains($0) })
                    || [0x591A, 0x4F59].contains(match.text[end]) && end + 1 < match.text.count
                        && [0x5143, 0x5757].contains(match.text[end + 1])
            {
                return true
            }
        }
        return false
    }

    private static let timesCounted = ScalarSet("次起趟回件条")
    /// What something has to be done so many days before.
    static let events = WordSet([
        "换届", "开庭", "开标", "投票", "考试", "听证", "验收", "交房", "开工", "召开", "届满", "期满", "到期", "选举", "举行", "开始", "实施", "施工",
        "离职", "动工", "活动", "举办", "解除", "停电", "停水",
    ])

    static func limit(_ match: PatternMatch, _ unit: String) -> ValueReading? {
        guard var value = match["num"], !isRate(match), !isNoLength(match) else { return nil }
        // 三五分钟: three to five.
        if let number = match.surface(of: "num"), number.count == 2, !CharacterKind.isDigit(number.first!),
            let low = Numeral.digit(number.first!), let high = Numeral.digit(number.last!), 0 < low, low + 1 < high
        {
            value = Double(low)
        }
        if match.contains("半"), !match.surface.hasPrefix("半") {
            // 一天半; 1.5天 stays as it is written.
            if unit == "D", value == value.rounded() {
                return .limit(duration: "P\(Int(value))DT12H", isWorkingDays: false)
            }
            value += 0.5
        }
        if match.surface.hasPrefix("半") { value = 0.5 }
        return duration(value, unit)
    }

    private static let reigns = WordSet(["光绪", "宣统", "同治", "乾隆", "康熙", "嘉庆", "道光", "咸丰", "雍正", "民国"])
    private static let sinceThen = WordSet(["来", "以来"])
    /// 补偿6个月工资, 发13个月工资: what is paid, no time that passed.
    static func isPay(_ match: PatternMatch) -> Bool {
        // The thirteenth month is what a year's end brings.
        if match["num"] == 13, match.isFollowed(by: "工资") || match.isFollowed(by: "的工资"), match.before() != 0x6B20 {
            return true
        }
        guard ["工资", "双倍工资", "的工资", "薪水"].contains(where: match.isFollowed(by:)), !match.isFollowed(by: "工资没"),
            !match.isFollowed(by: "工资未"), !match.isFollowed(by: "的工资没"), !match.isFollowed(by: "的工资未")
        else { return false }
        return ["赔偿", "补偿", "额外", "额外的", "发放", "发放了", "发", "外加", "支付", "偿还"].contains(where: match.isPreceded(by:))
    }

    private static let countedNouns = WordSet([
        "义务", "卡", "假,", "假。", "假 ", "定期", "期定", "解决", "计划", "规划", "行动", "养老", "有人", "值班", "值守", "在线", "服务", "热线",
        "营业", "寒窗", "制", "免费", "不打烊",
        "比一", "天天", "级", "学历", "陈", "到头", "一度", "推一", "又一", "复一", "接一", "年年", "载", "车流", "灯光", "轮流", "禁停", "存在", "不停",
        "生活圈", "经济圈", "交通圈", "就学圈", "医疗圈", "抗战", "浩劫", "动乱", "树木", "困难时期", "自然灾害",
        "生活在", "运转", "施工", "录像", "监控",
    ])
    /// What makes one day, month or year a length of time and not "some day", "a month" or "each".
    static let lengthLeaders = ScalarSet("了满近足过延期限够干住等停罚拘留欠拖到前后快又整晚早约用睡走坐歇隔差休剩免")
    private static let lengthFollowers = WordSet([
        "左右", "后", "之久", "以上", "下来", "才", "没", "未", "不见", "的时间", "过去", "了", "也", "都", "多", "就到期", "期限",
    ])

    /// 两年卡, 24小时有人, 一天比一天, 那一天: no length of time.
    static func isNoLength(_ match: PatternMatch) -> Bool {
        if let before = match.before(), Numeral.isNumeral(before) || CharacterKind.isDigit(before) {
            return true
        }
        // 最快20分钟, 最近一周
        if let before = match.before(), match.surface.hasPrefix("快") || match.surface.hasPrefix("近"),
            [0x6700, 0x66F4, 0x5C3D, 0x5F88].contains(before)
        {
            return true
        }
        // 买一年送半年, 存三年送一年: what is sold.
        if match.before() == 0x9001 || [0x4E70, 0x5B58, 0x5145].contains(match.before()) && match.after() == 0x9001 {
            return true
        }
        // 一年推一年
        if match["num"] == 1, [0x63A8, 0x590D, 0x63A5].contains(match.before()) { return true }
        // 一年又一年, 一天比一天
        if match["num"] == 1, [0x53C8, 0x6BD4].contains(match.before()),
            match.before(2).map({ [0x5E74, 0x5929, 0x6708].contains($0) }) ?? false
        {
            return true
        }
        // 头一年, 几十年来, 四周被占
        if let before = match.before(), before == 0x5934 && match["num"] == 1 || before == 0x51E0 { return true }
        if match.surface == "四周", !(match.before().map { lengthLeaders.contains($0) } ?? false),
            !["后", "内", "时间", "左右"].contains(where: match.isFollowed(by:))
        {
            return true
        }
        // 周六周日, 70周年
        if match.contains("周"), [0x5468, 0x671F].contains(match.before()) || match.isFollowed(by: "年"),
            !match.isPreceded(by: "为期")
        {
            return true
        }
        // 光绪十九年
        if match.isPreceded(byOneOf: reigns) { return true }
        // 周三、周四两天, but 一两天
        if let number = match.surface(of: "num"), number.count == 2, number.last == 0x4E24, number.first != 0x4E00 {
            return true
        }
        // 几十年, 十几年来: no length that anyone counted; 十几天 has its ten.
        if let number = match.surface(of: "num"), number.contains("几"),
            number.first == 0x51E0
                || number.first == 0x5341 && (match.contains("来") || match.isFollowed(byOneOf: sinceThen))
        {
            return true
        }
        if match.contains("内") { return false }
        // 2岁3个月
        if match.before() == 0x5C81 || isAllDay(match) { return true }
        // 提前48小时|免费取消
        if match.isFollowed(byOneOf: countedNouns), !match.contains("多"), !match.isFollowed(by: "服务期"),
            !match.isPreceded(by: "提前"), !(match.after() == 0x5047 && isLeaveTaken(match))
        {
            return true
        }
        // 三年|一班
        if match.contains("年"), match.isFollowed(by: "一班") { return true }
        // 七天假; but 请了|三天假, 只放|两天假
        if match.isFollowed(by: "假"), !match.isFollowed(by: "假期"), !isLeaveTaken(match) { return true }
        if let before = match.before(), [0x6BCF, 0x7B2C].contains(before) { return true }
        // 孕39周 is how far she is; 怀孕八个月 and 早孕50天 how long.
        if match.before() == 0x5B55, !(match.before(2).map { [0x6000, 0x65E9, 0x4E2D, 0x665A].contains($0) } ?? false) {
            return true
        }
        // 上5天班
        if match.after() == 0x73ED, match.contains("天") { return true }
        // 三天两头, 2020年一年, 其他四天; 一年工龄买断几百: by the year
        if match.isFollowed(by: "两头") { return true }
        if match["num"] == 1, match.contains("年") || match.contains("天"), let before = match.before(),
            [0x5E74, 0x67D0, 0x53E6].contains(before) || before == 0x524D && !match.isPreceded(by: "提前")
        {
            return true
        }
        // 哪一年, 同一年, 同一个星期
        if match["num"] == 1, [0x54EA, 0x540C].contains(match.before()) { return true }
        // 那一年, 这一周; but 这一年来, 这一年的时间
        if match["num"] == 1, let before = match.before(), [0x90A3, 0x8FD9].contains(before), isPlain(match),
            ![0x6765, 0x7684].contains(match.after())
        {
            return true
        }
        if isNotEvenOne(match) { return true }
        if match.isPreceded(by: "其他") || match["num"] == 1 && match.isFollowed(by: "工龄") { return true }
        if isProduct(match) { return true }
        // 前两天, 不是一天两天, 一年365天
        if match.before() == 0x524D, match.text[match.start] == 0x4E24, match.contains("天") || match.contains("年") {
            return true
        }
        if match.isPreceded(by: "一天") || match.isPreceded(by: "一年"), match.contains("天") || match.contains("年") {
            return true
        }
        // 一天|24小时
        if match["num"] == 24, match.isPreceded(by: "一天") { return true }
        if isOfDays(match) { return true }
        // 一周|四天
        if match.isPreceded(by: "一周") || match.isPreceded(by: "星期"), match.contains("天") { return true }
        // 近两天: lately; 等了近两天 is nearly so long
        if match["num"] == 2, match.contains("天"), let start = match.start(of: "num"), start > 0,
            match.text[start - 1] == 0x8FD1, start < 2 || !lengthLeaders.contains(match.text[start - 2])
        {
            return true
        }
        // 那两天, 这几天; 下一秒
        if let before = match.before(), [0x90A3, 0x8FD9].contains(before), match.contains("天"), match["num"] ?? 9 < 4 {
            return true
        }
        if match.isPreceded(by: "全天") { return true }
        if match["num"] == 1, match.isPreceded(by: "最后") || match.isPreceded(by: "最后的") { return true }
        guard match.surface == "一天" || match.surface == "一个月" else { return false }
        if match.contains("月") { return ["能", "一人", "一户", "合并", "就", "挣"].contains(where: match.isFollowed(by:)) }
        if ["罚", "打了", "收了", "跑"].contains(where: match.isFollowed(by:)) { return false }
        if let before = match.before(), lengthLeaders.contains(before) {
            return ["此后", "今后", "以后", "之后"].contains(where: match.isPreceded(by:))
        }
        return !match.isFollowed(byOneOf: lengthFollowers)
    }

    /// 请了|三天假, 只放|两天假
    private static func isLeaveTaken(_ match: PatternMatch) -> Bool {
        let verb = [0x4E86, 0x8FC7].contains(match.before()) ? match.before(2) : match.before()
        return verb.map { [0x8BF7, 0x653E, 0x4F11, 0x51C6, 0x6279].contains($0) } ?? false
    }

    /// Nothing but the number and its unit: 一年, 一个月.
    private static func isPlain(_ match: PatternMatch) -> Bool {
        match.surface.allSatisfy { plainParts.contains($0) }
    }

    /// 两天 behind 24、25日: the days that were just named.
    private static func isOfDays(_ match: PatternMatch) -> Bool {
        guard match.end - match.start == 2, match.contains("天"), [0x65E5, 0x53F7].contains(match.before()) else {
            return false
        }
        var place = 2
        while let scalar = match.before(place), CharacterKind.isDigit(scalar) || Numeral.isNumeral(scalar) {
            place += 1
        }
        return place > 2 && [0x3001, 0x548C].contains(match.before(place))
    }

    private static let plainParts = ScalarSet("一1个年月日天周星期礼拜小时分钟秒")

    /// 一天没少过, 一分钟也没有, 一年不差: never; 等了一年没动 and 已经一个月没上班 tell how long.
    private static func isNotEvenOne(_ match: PatternMatch) -> Bool {
        guard match["num"] == 1, isPlain(match), !match.isPreceded(by: "已经"), !match.isPreceded(by: "逾期"),
            !(match.before().map { lengthLeaders.contains($0) || $0 == 0x6709 } ?? false)
        else { return false }
        return ["没", "不", "都没", "也没", "都不", "也不"].contains(where: match.isFollowed(by:))
    }

    /// “半年宝”: what a paper of finance calls itself.
    static func isProduct(_ match: PatternMatch) -> Bool {
        match.before() == 0x201C && match.after().map { [0x5B9D, 0x76C8, 0x4E30, 0x8D5A].contains($0) } ?? false
    }

    /// 24小时营业, 油烟24小时不散: at all hours; 24小时恢复 is a promise.
    private static func isAllDay(_ match: PatternMatch) -> Bool {
        guard match["num"] == 24, match.surface.hasSuffix("小时"), match.before() != 0x3A, let after = match.after(),
            CharacterKind.isHan(after),
            !(match.before().map { lengthLeaders.contains($0) } ?? false)
        else { return false }
        return !match.isFollowed(byOneOf: promised)
    }

    private static let promised = WordSet([
        "恢复", "解决", "到账", "答复", "回复", "办结", "修复", "响应", "处理", "后", "前", "之", "以", "没", "未", "到", "就", "过",
    ])

    static func duration(_ value: Double, _ unit: String) -> ValueReading? {
        guard value > 0, value < 1_000_000_000 else { return nil }
        func text(_ number: Double) -> String {
            number == number.rounded() ? String(Int(number)) : String(number)
        }
        switch unit {
        case "Y":
            let months = value * 12
            return .limit(
                duration: value == value.rounded()
                    ? "P\(Int(value))Y"
                    : months == months.rounded() && value != 0.5
                        ? "P\(Int(value))Y\(Int(months) % 12)M" : "P\(Int(months.rounded()))M", isWorkingDays: false)
        case "M":
            return .limit(
                duration: value == value.rounded() ? "P\(Int(value))M" : value == 0.5 ? "P15D" : "P\(Int(value))M15D",
                isWorkingDays: false)
        case "W": return .limit(duration: "P\(text(value))W", isWorkingDays: false)
        case "D":
            return .limit(duration: value == 0.5 ? "PT12H" : "P\(text(value))D", isWorkingDays: false)
        case "B": return .limit(duration: "P\(text(value))D", isWorkingDays: true)
        case "H":
            return .limit(
                duration: value == value.rounded()
                    ? "PT\(Int(value))H"
                    : value < 1
                        ? "PT\(Int((value * 60).rounded()))M"
                        : "PT\(Int(value))H\(Int((value * 60).rounded()) % 60)M", isWorkingDays: false)
        case "m": return .limit(duration: "PT\(text(value))M", isWorkingDays: false)
        default: return nil
        }
    }

    /// Before a length that something may take at most.
    private static let termCues = WordSet(["期限", "期限为", "限期", "时限", "不超过", "最多", "最迟", "需", "需要", "判处", "期限是", "限"])

    /// 5至7个工作日, 15-30日内, 2-3年后: the later end is the limit; 七至十年了: so long at least.
    static func range(_ match: PatternMatch) -> ValueReading? {
        guard let low = match["num"], let later = match["last"], low < later, later <= low * 10, later < 400,
            !(match.before().map { CharacterKind.isDigit($0) || $0 == 0x6708 || $0 == 0x5E74 || $0 == 0x2E } ?? false)
        else { return nil }
        let surface = match.surface
        if surface.contains("工作日") { return duration(later, "B") }
        let isLimit = surface.hasSuffix("内") || match.after() == 0x540E || match.isPreceded(byOneOf: termCues)
        let length = isLimit ? later : low
        if surface.contains("天") || surface.contains("自然日") { return duration(length, "D") }
        if surface.contains("个月") { return duration(length, "M") }
        if surface.contains("小时") { return duration(length, "H") }
        if surface.contains("周") { return match.isFollowed(by: "岁") ? nil : duration(length, "W") }
        // 5-10年前: when.
        if match.after() == 0x524D { return nil }
        // 10-15日, 15至18年 are dates but for 内.
        guard surface.hasSuffix("内") || surface.hasSuffix("年") && length <= 10 && match.after() != 0x7EA7 else {
            return nil
        }
        return duration(length, surface.contains("年") ? "Y" : "D")
    }
}
