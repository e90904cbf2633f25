internal import Documents

extension ValueRules {
    // MARK: limits

    /// 5200元一个月, 一亩150, 两天一趟: a rate or a frequency, no length of time.
    private static func isRate(_ match: PatternMatch) -> Bool {
        if match.contains("内") { return false }
        if match.isFollowed(by: "一次交") || match.isFollowed(by: "一次缴") { return false }
        if match.isFollowed(by: "一趟") || match.isFollowed(by: "一次") || match.isFollowed(by: "一回") { return true }
        guard match["num"] == 1 else { return false }
        // 一年回来一次
        if match.isFollowed(by: "回来一次") || match.isFollowed(by: "来一次") || match.isFollowed(by: "开一次") { return true }
        if let before = match.before(), [0x5143, 0x5757, 0x94B1, 0x4E07, 0x6B21, 0x56DE, 0x8D9F].contains(before) {
            return true
        }
        guard let after = match.after() else { return false }
        return CharacterKind.isDigit(after) || (Numeral.digit(after) ?? 0) > 0 && after != 0x4E00
            || ["才", "给", "领", "交", "补", "清", "发", "只", "要", "出", "下来", "到手"].contains(where: match.isFollowed(by:))
    }

    private static func limit(_ match: PatternMatch, _ unit: String) -> ValueReading? {
        guard var value = match["num"], !isRate(match), !isNoLength(match) else { return nil }
        // 三五分钟: three to five.
        if let number = match.surface(of: "num"), number.count == 2, !CharacterKind.isDigit(number.first!),
            let low = Numeral.digit(number.first!), let high = Numeral.digit(number.last!), 0 < low, low + 1 < high
        {
            value = Double(low)
        }
        if match.contains("半"), !match.surface.hasPrefix("半") { value += 0.5 }
        if match.surface.hasPrefix("半") { value = 0.5 }
        return duration(value, unit)
    }

    private static let reigns = WordSet(["光绪", "宣统", "同治", "乾隆", "康熙", "嘉庆", "道光", "咸丰", "雍正", "民国"])
    private static let countedNouns = WordSet([
        "卡", "假,", "假。", "假 ", "定期", "期定", "解决", "计划", "规划", "行动", "养老", "一班", "有人", "值班", "值守", "在线", "服务", "热线", "营业",
        "制", "免费", "不打烊",
        "比一", "天天", "级", "学历", "陈", "到头", "一度", "推一", "又一", "复一", "接一", "年年", "载", "车流", "灯光", "轮流", "禁停", "存在", "不停",
        "生活在", "运转", "施工", "录像", "监控",
    ])
    /// What makes one day, month or year a length of time and not "some day", "a month" or "each".
    private static let lengthLeaders = ScalarSet("了满近足过延期限够干住等停罚拘留欠拖到前后快又整晚早约用睡走坐歇隔差休用住")
    private static let lengthFollowers = [
        "左右", "后", "之久", "以上", "下来", "才", "没", "未", "不见", "的时间", "过去", "了", "也", "都", "多", "就到期", "期限",
    ]

    /// 两年卡, 24小时有人, 一天比一天, 那一天: no length of time.
    private static func isNoLength(_ match: PatternMatch) -> Bool {
        if let before = match.before(), Numeral.digit(before) != nil { return true }
        // 最快20分钟, 最近一周
        if let before = match.before(), match.surface.hasPrefix("快") || match.surface.hasPrefix("近"),
            [0x6700, 0x66F4, 0x5C3D, 0x5F88].contains(before)
        {
            return true
        }
        // 一年推一年
        if match["num"] == 1, [0x63A8, 0x590D, 0x63A5].contains(match.before()) { return true }
        // 头一年, 几十年来, 四周被占
        if let before = match.before(), before == 0x5934 && match["num"] == 1 || before == 0x51E0 { return true }
        if match.surface == "四周", !(match.before().map { lengthLeaders.contains($0) } ?? false),
            !["后", "内", "时间", "左右"].contains(where: match.isFollowed(by:))
        {
            return true
        }
        // 周六周日, 70周年
        if match.contains("周"), [0x5468, 0x671F].contains(match.before()) || match.isFollowed(by: "年") { return true }
        // 光绪十九年
        if match.isPreceded(byOneOf: reigns) { return true }
        // 周三、周四两天
        if let number = match.surface(of: "num"), number.count == 2, number.last == 0x4E24 { return true }
        if match.contains("内") { return false }
        // 十几年来, 十多年来: no length that anyone counted.
        if match.isFollowed(by: "来"), match.contains("年"), match.contains("几") || match.contains("多"),
            !["来信", "来访", "来电", "来人"].contains(where: match.isFollowed(by:))
        {
            return true
        }
        if match.isFollowed(byOneOf: countedNouns) { return true }
        if match.isFollowed(by: "假"), !match.isFollowed(by: "假期") { return true }
        if let before = match.before(), [0x6BCF, 0x7B2C, 0x5B55].contains(before) { return true }
        // 那两天, 这几天; 下一秒
        if let before = match.before(), [0x90A3, 0x8FD9].contains(before), match.contains("天"), match["num"] ?? 9 < 4 {
            return true
        }
        if match.isPreceded(by: "全天") { return true }
        if match.isPreceded(by: "最后") || match.isPreceded(by: "最后的") { return true }
        guard match.surface == "一天" || match.surface == "一个月" else { return false }
        if match.contains("月") { return ["能", "一人", "一户", "合并", "就", "挣"].contains(where: match.isFollowed(by:)) }
        if ["罚", "打了", "收了", "跑"].contains(where: match.isFollowed(by:)) { return false }
        if let before = match.before(), lengthLeaders.contains(before) {
            return ["此后", "今后", "以后", "之后"].contains(where: match.isPreceded(by:))
        }
        return !lengthFollowers.contains(where: match.isFollowed(by:))
    }

    private static func duration(_ value: Double, _ unit: String) -> ValueReading? {
        guard value > 0, value < 100_000 else { return nil }
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
        case "D": return .limit(duration: value == 0.5 ? "PT12H" : "P\(text(value))D", isWorkingDays: false)
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

    /// 5至7个工作日, 15-30日内: the later end is the limit.
    private static func range(_ match: PatternMatch) -> ValueReading? {
        guard let low = match["num"], let high = match["last"], low < high, high <= low * 10, high < 400,
            !(match.before().map { CharacterKind.isDigit($0) || $0 == 0x6708 || $0 == 0x5E74 || $0 == 0x2E } ?? false)
        else { return nil }
        let surface = match.surface
        if surface.contains("工作日") { return duration(high, "B") }
        if surface.contains("天") || surface.contains("自然日") { return duration(high, "D") }
        if surface.contains("个月") { return duration(high, "M") }
        if surface.contains("小时") { return duration(high, "H") }
        if surface.contains("周") { return match.isFollowed(by: "岁") ? nil : duration(high, "W") }
        // 10-15日, 15至18年 are dates but for 内.
        guard surface.hasSuffix("内") || surface.hasSuffix("年") && high <= 10 && match.after() != 0x7EA7 else {
            return nil
        }
        return duration(high, surface.contains("年") ? "Y" : "D")
    }

    private static let within = "(之内|以内|内|之多|有余|以上|不到)?"
    private static let nearly = "(近|快|将近|不到|约|大约)?"

    private static let halfDayVerbs = Set("工租停误歇假息休".unicodeScalars.map(\.value))

    private static let dayCues = [
        "期限", "期限:", "期限为", "期限是", "时限", "时限:", "时限为", "限期", "延长", "延期", "超过", "不超过", "提前", "公示", "公示期", "逾期", "不少于",
        "顺延",
        "接访前", "拘留", "累计", "停工", "满", "期限: ", "时限: ", "不得少于", "期为",
    ]

    static let limits: [ValueRule] = [
        ValueRule(id: "limit.years-and-months", pattern: "\(nearly){num}年(零|又)?{int}个月\(within)") { match in
            guard let years = match.int("num"), let months = match.int("int"), years < 100, (1...11).contains(months),
                !(match.before().map { CharacterKind.isDigit($0) } ?? false)
            else { return nil }
            return .limit(duration: "P\(years)Y\(months)M", isWorkingDays: false)
        },
        ValueRule(id: "limit.years-and-days", pattern: "{num}年(零|又){int}(天|日)\(within)") { match in
            guard let years = match.int("num"), let days = match.int("int"), years < 100, days < 366,
                !(match.before().map { CharacterKind.isDigit($0) } ?? false)
            else { return nil }
            return .limit(duration: "P\(years)Y\(days)D", isWorkingDays: false)
        },
        ValueRule(id: "limit.months-and-days", pattern: "\(nearly){num}个月(零|又|加|和)?{int}(天|日)\(within)") { match in
            guard let months = match.int("num"), let days = match.int("int"), months < 100, days < 32 else {
                return nil
            }
            return .limit(duration: "P\(months)M\(days)D", isWorkingDays: false)
        },
        ValueRule(id: "limit.hours-and-minutes", pattern: "{num}(个)?(小时|钟头|时)(零)?{int}分(钟)?\(within)") { match in
            // 9时30分 is a time of the day.
            guard let hours = match.int("num"), let minutes = match.int("int"), minutes < 60,
                match.contains("小时") || match.contains("钟头")
            else { return nil }
            return .limit(duration: "PT\(hours)H\(minutes)M", isWorkingDays: false)
        },
        ValueRule(
            id: "limit.range",
            pattern: "{num}(个)?(工作日|自然日|天|日|月|年|小时|周)?(至|到|-|~|—)+{last:num}个?(工作日|自然日|天|日|个月|年|小时|周)\(within)"
        ) { match in range(match) },
        ValueRule(id: "limit.more-or-less", pattern: "(个把|一个来|半个来|个多|大半|小半|多半)(个)?(月|年|小时|钟头|星期|礼拜)") { match in
            guard !match.surface.hasPrefix("个多") || match.before() != 0x4E00 else { return nil }
            let half = match.surface.hasPrefix("半") || match.contains("半")
            if match.contains("年") { return duration(half ? 0.5 : 1, "Y") }
            if match.contains("月") { return duration(half ? 0.5 : 1, "M") }
            return duration(half ? 0.5 : 1, match.contains("小时") || match.contains("钟头") ? "H" : "W")
        },
        ValueRule(id: "limit.merged-numeral", pattern: "\(nearly)(俩|仨)(多)?(月|礼拜|星期|钟头)(多)?\(within)") { match in
            let count = match.contains("俩") ? 2.0 : 3.0
            return duration(count, match.contains("月") ? "M" : match.contains("钟头") ? "H" : "W")
        },
        ValueRule(id: "limit.natural-days", pattern: "\(nearly){num}个?(自然日|日历日|日历天|自然天)\(within)") { limit($0, "D") },
        ValueRule(
            id: "limit.weeks-and-days", pattern: "\(nearly){num}个?(周|星期|礼拜)(零|又|加)?{int}天\(within)"
        ) { match in
            guard let weeks = match.int("num"), let days = match.int("int"), weeks < 60, (1...6).contains(days) else {
                return nil
            }
            return .limit(duration: "P\(weeks * 7 + days)D", isWorkingDays: false)
        },
        ValueRule(id: "limit.years-on", pattern: "\(nearly){num}(多|余|来)?个(多)?年头") { match in
            match["num"].flatMap { duration($0, "Y") }
        },
        ValueRule(id: "limit.days-and-nights", pattern: "{num}(天|日){nights:num}夜") { match in
            guard let days = match.int("num"), let nights = match.int("nights"), abs(days - nights) <= 1 else {
                return nil
            }
            return .limit(duration: "P\(days)D", isWorkingDays: false)
        },
        // 四十余日
        ValueRule(id: "limit.some-days", pattern: "{num}(余|多|来)日\(within)") { match in
            match.after() == 0x524D ? nil : limit(match, "D")
        },
        ValueRule(id: "limit.working-days", pattern: "\(nearly){num}(多|余|来)?个?工作[日口曰天]\(within)") { limit($0, "B") },
        ValueRule(id: "limit.days", pattern: "\(nearly){num}(多)?个?(天|昼夜)(多)?\(within)") { match in
            guard match.after() != 0x524D, !match.isFollowed(by: "之前"), match.before() != 0x7B2C else { return nil }
            return limit(match, "D")
        },
        ValueRule(id: "limit.days-formal", pattern: "{num}[日口曰](之内|以内|内)") { limit($0, "D") },
        ValueRule(id: "limit.days-limit", pattern: "{num}[日口曰]") { match in
            // 期限30日, 延长30日, 提前三日, 公示7日; 三十日已过.
            guard match.before() != 0x6708, match.before() != 0x5E74, !match.isFollowed(by: "期间") else { return nil }
            let isLength =
                ["期限", "期", "内", "已过", "期满", "书面通知"].contains(where: match.isFollowed(by:))
                || dayCues.contains(where: match.isPreceded(by:)) || DateRules.tellsTerm(match)
            return isLength ? limit(match, "D") : nil
        },
        ValueRule(id: "limit.days-before", pattern: "{num}日前") { match in
            // 选举日的二十日前.
            match.isPreceded(by: "日的") || match.isPreceded(by: "期的") ? limit(match, "D") : nil
        },
        ValueRule(id: "limit.months", pattern: "\(nearly)(半|{num})(来|多|余)?个(多|半|来|余|把)?月(零{int}天)?(多)?\(within)") {
            match in
            guard match.after() != 0x524D, !match.isFollowed(by: "之前"), !match.isFollowed(by: "以前") else { return nil }
            if match["num"] == nil { return match.before() == 0x6BCF ? nil : duration(0.5, "M") }
            return limit(match, "M")
        },
        ValueRule(id: "limit.half-month", pattern: "半月(之内|以内|内|多|左右|后)") { match in
            match.before() == 0x6BCF ? nil : duration(0.5, "M")
        },
        ValueRule(id: "limit.years", pattern: "\(nearly)(半|{num})(来|余|多)?年(半|多)?\(within)") { match in
            let value = match["num"] ?? 0.5
            // 2.2015年: an item's number before a year.
            if let number = match.surface(of: "num"), let point = number.firstIndex(of: 0x2E),
                number.endIndex - point > 2
            {
                return nil
            }
            guard !(match.before().map { CharacterKind.isDigit($0) } ?? false) else { return nil }
            guard value < 1000, match.after() != 0x524D, !match.isFollowed(by: "之前"), match.before() != 0x7B2C,
                match.after() != 0x7EA7, match.after() != 0x5EA6, match.after() != 0x4EE3
            else { return nil }
            // 一九年, 15年3月: a year; only small counts are durations when digits stand alone.
            if match.isFollowed(by: "来"), value > 100 { return nil }
            // 98年, 九八年; but 五十年 is a length.
            if value >= 49, !DateRules.isTenure(match, "num"), let number = match.surface(of: "num"), number.count == 2,
                number.allSatisfy({ Numeral.digit($0) != nil })
            {
                return nil
            }
            // 三三年, 08年: two digits that no one counts with.
            if let number = match.surface(of: "num"), number.count == 2, let tens = Numeral.digit(number.first!),
                let ones = Numeral.digit(number.last!),
                tens == 0 || !CharacterKind.isDigit(number.first!) && ones != tens + 1 && !(tens == 3 && ones == 5)
            {
                return nil
            }
            // 17年和18年, 在15年.
            if match.end - match.start == 3, DateRules.isSurelyYear(match, "num") { return nil }
            // A part of a longer numeral: 二〇二〇年.
            if let before = match.before(), Numeral.digit(before) != nil || before == 0x5341 { return nil }
            if let after = match.after(),
                Numeral.digit(after) != nil && !match.isFollowed(by: "一次") || after == 0x521D || after == 0x5E95
                    || after == 0x672B
            {
                return nil
            }
            if match["num"] == nil { return duration(0.5, "Y") }
            return limit(match, "Y")
        },
        ValueRule(id: "limit.weeks", pattern: "\(nearly){num}(个)?(多)?(周|星期|礼拜)(多)?\(within)") { match in
            guard match.after() != 0x524D, match.after() != 0x5C81,
                match.contains("个") || match.contains("周") || match.contains("礼拜")
                    || match.contains("内") || match.before().map({ lengthLeaders.contains($0) }) ?? false,
                // 一星期五天
                !(match.after().map { DateRules.weekdays[$0] != nil } ?? false && match.surface.hasSuffix("星期"))
            else {
                return nil
            }
            return limit(match, "W")
        },
        ValueRule(id: "limit.hours", pattern: "\(nearly)(半|{num})(多)?个?(多|半)?(小时|钟头)\(within)") { match in
            if match["num"] == nil { return isNoLength(match) ? nil : duration(0.5, "H") }
            return limit(match, "H")
        },
        ValueRule(id: "limit.minutes", pattern: "\(nearly){num}(多|来|余)?分钟\(within)") { limit($0, "m") },
        ValueRule(id: "limit.seconds", pattern: "\(nearly){num}(多|来|余)?秒(钟|多)?\(within)") { match in
            guard let seconds = match["num"], seconds > 0, seconds < 100_000, seconds == seconds.rounded(),
                !match.isPreceded(by: "第"),
                ![0x5206, 0x4E0B, 0x4E0A, 0x6BCF].contains(match.before())
            else { return nil }
            return .limit(duration: "PT\(Int(seconds))S", isWorkingDays: false)
        },
        ValueRule(id: "limit.quarter-hours", pattern: "{num}刻钟\(within)") { match in
            match["num"].flatMap { duration($0 * 15, "m") }
        },
        ValueRule(id: "limit.quarters", pattern: "{num}个季度\(within)") { match in
            match["num"].flatMap { duration($0 * 3, "M") }
        },
        ValueRule(id: "limit.half-day", pattern: "半天") { match in
            // 停工半天, 租了半天; 等了半天 is a long while.
            let verb = match.before() == 0x4E86 ? match.before(2) : match.before()
            return verb.map { halfDayVerbs.contains($0) } ?? false ? duration(0.5, "D") : nil
        },
    ]
}
