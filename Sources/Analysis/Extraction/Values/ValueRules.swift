internal import Documents

/// What a value rule found, before overlaps are settled.
enum ValueReading: Sendable {
    case date(DateExpression)
    /// ISO 8601 duration; working days flagged.
    case limit(duration: String, isWorkingDays: Bool)
    case recurrence(rule: String)
    /// `skip` leaves that many characters at the start outside.
    case amount(value: Double, isApproximate: Bool, skip: Int = 0)
    /// `extendLeft` asks to take the issuing body's short name before the bracket too.
    case documentNumber(value: String, extendLeft: Bool)
    case law
    case identifier(kind: IdentifierKind)
    case target(comparison: String)
    /// A number that is none of the above and must not become one.
    case nothing

    enum IdentifierKind: String, Sendable { case phone, idNumber, bankAccount, email, creditCode, plate }
}

/// A rule that finds a value of any family.
struct ValueRule: Sendable {
    let id: String
    let pattern: String
    let read: @Sendable (PatternMatch) -> ValueReading?
}

enum ValueRules {
    /// All families in one list, so that a text is scanned once. Overlaps are settled by `precedence`.
    static let all: [ValueRule] =
        identifiers + documentNumbers + laws + recurrences + amounts + limits + targets
        + DateRules.all.map { rule in
            ValueRule(id: rule.id, pattern: rule.pattern) { match in rule.read(match).map { .date($0) } }
        }

    // MARK: identifiers

    private static func standsAlone(_ match: PatternMatch) -> Bool {
        func joins(_ scalar: UInt32?) -> Bool { scalar.map { CharacterKind.isDigit($0) } ?? false }
        return !joins(match.before()) && !joins(match.after())
    }

    static let identifiers: [ValueRule] = [
        ValueRule(id: "identifier.mobile-phone", pattern: "1[3-9]{digits}") { match in
            match.end - match.start == 11 && standsAlone(match) ? .identifier(kind: .phone) : nil
        },
        ValueRule(
            id: "identifier.mobile-phone-grouped",
            pattern: "1[3-9][0-9][0-9]*[- ][0-9][0-9][0-9][0-9]([- ]?[0-9][0-9][0-9][0-9])?"
        ) { match in
            let digits = match.surface.unicodeScalars.count { CharacterKind.isDigit($0.value) }
            return digits == 11 && standsAlone(match) ? .identifier(kind: .phone) : nil
        },
        ValueRule(id: "identifier.landline", pattern: "0[0-9][0-9][0-9]?[- ]?{digits}(-{digits})?") { match in
            (10...17).contains(match.end - match.start) && standsAlone(match)
                && (match.contains("-") || match.contains(" "))
                ? .identifier(kind: .phone) : nil
        },
        ValueRule(id: "identifier.short-number", pattern: "(12[0-9]{digits}|[48]00-?[0-9]{digits})") { match in
            let digits = match.surface.filter(\.isNumber).count
            return standsAlone(match)
                && (digits == 5 && match.isPreceded(by: "热线") || digits == 10 && match.contains("-"))
                ? .identifier(kind: .phone) : nil
        },
        ValueRule(id: "identifier.id-number", pattern: "[1-9]{digits}[Xx]?") { match in
            let length = match.end - match.start
            guard standsAlone(match), length == 18 else { return nil }
            return .identifier(kind: .idNumber)
        },
        ValueRule(id: "identifier.id-number-masked", pattern: "[1-9][0-9][0-9][0-9][0-9][0-9][0-9]*[*xX]+[0-9*xX]+") {
            match in
            match.end - match.start == 18 ? .identifier(kind: .idNumber) : nil
        },
        ValueRule(id: "identifier.bank-account", pattern: "[4-6][0-9][0-9][0-9][0-9 ]+[0-9]") { match in
            let digits = match.surface.unicodeScalars.count { CharacterKind.isDigit($0.value) }
            return [16, 17, 19].contains(digits) && standsAlone(match) ? .identifier(kind: .bankAccount) : nil
        },
        ValueRule(id: "identifier.email", pattern: "[a-zA-Z0-9][a-zA-Z0-9._-]*@[a-zA-Z0-9-]+([.][a-zA-Z0-9-]+)+") { _ in
            .identifier(kind: .email)
        },
    ]

    // MARK: document numbers

    private static func year(_ match: PatternMatch) -> String {
        match.surface(of: "year4").map { String(scalars: $0) } ?? ""
    }

    static let documentNumbers: [ValueRule] = [
        ValueRule(id: "document-number.latin", pattern: "[A-Z][A-Z]+[A-Z0-9]*(-[A-Z0-9]+)*-[0-9][0-9]+(-[0-9]+)*") {
            match in
            let isLone = !(match.before().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) } ?? false)
            let digits = match.surface.unicodeScalars.count { CharacterKind.isDigit($0.value) }
            let isCued = ["号", "编号", "号:", "号：", "编号:", "编号："].contains(where: match.isPreceded(by:))
            let hyphens = match.surface.unicodeScalars.count { $0 == "-" }
            return isLone && digits >= 3 && (isCued || hyphens >= 2)
                ? .documentNumber(value: match.surface, extendLeft: false) : nil
        },
        ValueRule(
            id: "document-number.day-and-number", pattern: "[登字受信转复交办理函][12][09][0-9][0-9]{digits}第{number:digits}号"
        ) { match in
            .documentNumber(value: match.surface, extendLeft: true)
        },
        ValueRule(
            id: "document-number.register",
            pattern: "[(〔]{year4}[)〕](第|字第|字)[0-9□xX*]+(-[0-9]+)?号"
        ) { match in .documentNumber(value: match.surface, extendLeft: true) },
        ValueRule(
            id: "document-number.bracketed-year",
            pattern: "[〔\\[(【]({year4}|[0-9xX*×][0-9xX*×][0-9xX*×][0-9xX*×])[〕\\])】](第|字)?[0-9xX*×]+[号-]?[0-9]*号?"
        ) { match in
            match.surface.hasSuffix("号") ? .documentNumber(value: match.surface, extendLeft: true) : nil
        },
        ValueRule(
            id: "document-number.case",
            pattern:
                "[(〔]{year4}[)〕][^0-9，。,.;；:：()《》 \n][^0-9，。,.;；:：()《》 \n]?[0-9]*[^0-9，。,.;；:：()《》 \n]+[0-9xX*×]+(-[0-9]+)?号"
        ) { match in
            match.end - match.start <= 30 ? .documentNumber(value: match.surface, extendLeft: false) : nil
        },
    ]

    // MARK: laws

    private static let lawEndings = [
        "法", "条例", "规定", "办法", "通知", "意见", "细则", "决定", "方案", "规则", "标准", "解释", "纲要", "规程", "准则", "规范", "宪法", "法典",
        "目录", "计划", "制度", "要点", "公约", "函", "批复", "公告", "通告", "指南", "措施", "若干规定", "暂行", "试行",
    ]

    static let laws: [ValueRule] = [
        ValueRule(id: "law.title-marks", pattern: "《[^》《\n]+》") { match in
            let inner = String(match.surface.dropFirst().dropLast())
            let bare = inner.split(separator: "(").first.map(String.init) ?? inner
            return lawEndings.contains { bare.hasSuffix($0) } ? .law : .nothing
        }
    ]

    // MARK: amounts

    private static func approximate(_ match: PatternMatch) -> Bool {
        ["余", "多", "约", "左右", "近", "来", "几", "上下", "大概", "数"].contains(where: match.contains)
    }

    private static func amount(_ match: PatternMatch, scale: Double) -> ValueReading? {
        guard let value = match["num"] else { return nil }
        let tail = match.surface(of: "num").map { String(scalars: $0) } ?? ""
        let isVague = approximate(match) || tail.contains("几")
        return .amount(value: value * scale, isApproximate: isVague)
    }

    private static let aboutBefore = "(约|大约|大概|近|将近|共约)?"
    private static let aboutAfter = "(左右|上下)?"

    static let amounts: [ValueRule] = [
        ValueRule(
            id: "amount.yuan",
            pattern: "\(aboutBefore)(人民币|¥|￥)?{num}(多|余|来)?(万|千|百|亿)?(多|余|来)?(元|块钱|块)(多)?(整|钱)?(人民币)?\(aboutAfter)"
        ) { match in
            // 一块地, 几块田: a piece, not money.
            if match.contains("块"), let after = match.after(),
                [0x5730, 0x7530, 0x94B1].contains(after) && after != 0x94B1
            {
                return nil
            }
            if match.contains("块"), match.int("num") == 1, !match.contains("钱") { return nil }
            if match.contains("元"), match.isFollowed(by: "旦") { return nil }
            let tail = match.surface
            var scale = 1.0
            for (word, factor) in [("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2)] {
                let inNumber = match.surface(of: "num").map { String(scalars: $0) } ?? ""
                if tail.dropFirst(inNumber.count).contains(word), !inNumber.contains(word) {
                    scale = factor
                    break
                }
            }
            return amount(match, scale: scale)
        },
        ValueRule(id: "amount.yuan-jiao", pattern: "{num}(元|块){digits}(角|毛){digits}?分?") { match in
            guard let yuan = match["num"], let jiao = match["digits"] else { return nil }
            return .amount(value: yuan + jiao / 10, isApproximate: false)
        },
        ValueRule(id: "amount.jiao", pattern: "{num}(角|毛)钱?") { match in
            match["num"].map { .amount(value: $0 / 10, isApproximate: false) }
        },
        ValueRule(id: "amount.sign", pattern: "(¥|￥|人民币)( )?{num}(万)?") { match in
            match["num"].map {
                .amount(
                    value: $0 * (match.surface.hasSuffix("万") && !(match.surface(of: "num")?.last == 0x4E07) ? 1e4 : 1),
                    isApproximate: false)
            }
        },
        ValueRule(id: "amount.spaced", pattern: "[1-9][0-9]?[0-9]?( [0-9][0-9][0-9])+(万)?元") { match in
            let digits = match.surface.filter { $0.isASCII && $0.isNumber }
            return Double(digits).map { .amount(value: $0 * (match.contains("万") ? 1e4 : 1), isApproximate: false) }
        },
        ValueRule(
            id: "amount.bare",
            pattern:
                "(赔|赔偿|罚|罚款|交|花|欠|付|收|收到|退|补|涨到|卖|租|月薪|工资|领|给|出|收入|挣|押|借|存|只肯给|愿意出|一个月|每月|一年|一亩|每亩|每户|每人|租金|月租|低保)(了|我|他|你|过|给我)?{num}(多|余)?(左右)?"
        ) { match in
            guard let value = match["num"], value >= 100, value < 10_000_000, let surface = match.surface(of: "num"),
                surface.count >= 2
            else { return nil }
            if let after = match.after(),
                CharacterKind.isHan(after) || CharacterKind.isDigit(after) || after == 0x2E || after == 0x2D
                    || after == 0x25
            {
                return nil
            }
            return .amount(
                value: value, isApproximate: false, skip: match.start(of: "num").map { $0 - match.start } ?? 0)
        },
        ValueRule(id: "amount.wan", pattern: "\(aboutBefore){num}(多|余)?(万)?\(aboutAfter)") { match in
            // Bare 万 is money only where the words before say so.
            let surface = match.surface(of: "num").map { String(scalars: $0) } ?? ""
            guard surface.hasSuffix("万") || match.surface.hasSuffix("万") || match.contains("万"),
                match["num"] ?? 0 >= 1000
            else { return nil }
            if let after = match.after(), "人平亩吨户次字斤株名个件公张本元块米里册条".unicodeScalars.contains(where: { $0.value == after })
            {
                return nil
            }
            // At a clause's end nothing is counted but money.
            let isLast =
                match.after().map { !CharacterKind.isHan($0) && !CharacterKind.isDigit($0) && $0 != 0x25 } ?? true
            let cue = isLast || moneyCues.contains(where: match.isPreceded(by:))
            guard cue else { return nil }
            return amount(match, scale: surface.contains("万") ? 1 : 1e4)
        },
    ]

    private static let moneyCues = [
        "赔偿", "补偿", "欠", "花了", "花费", "赔了", "给了", "交了", "付了", "借了", "贷款", "拨款", "价值", "投资", "损失", "罚款", "工资", "收了",
        "要了", "收取", "骗走", "诈骗", "只给", "才给", "先交", "还欠", "共计", "合计", "达", "一共", "总共", "共", "公示了", "拨了", "拿了", "要价", "售价",
        "约", "赔", "要", "给", "交", "付", "花", "借", "领", "收", "卖了", "卖", "押金", "定金", "首付", "退", "欠款", "总价", "存了",
    ]

    // MARK: limits

    /// 5200元一个月, 一亩150, 两天一趟: a rate or a frequency, no length of time.
    private static func isRate(_ match: PatternMatch) -> Bool {
        if match.isFollowed(by: "一趟") || match.isFollowed(by: "一次") || match.isFollowed(by: "一回") { return true }
        guard match["num"] == 1 else { return false }
        if let before = match.before(), [0x5143, 0x5757, 0x94B1, 0x4E07, 0x6B21, 0x56DE, 0x8D9F].contains(before) {
            return true
        }
        guard let after = match.after() else { return false }
        return CharacterKind.isDigit(after) || (Numeral.digit(after) ?? 0) > 0 && after != 0x4E00
            || ["才", "给", "领", "交", "补", "清", "发", "只", "要", "出", "下来", "到手"].contains(where: match.isFollowed(by:))
    }

    private static func limit(_ match: PatternMatch, _ unit: String) -> ValueReading? {
        guard var value = match["num"], !isRate(match) else { return nil }
        if match.contains("半"), !match.surface.hasPrefix("半") { value += 0.5 }
        if match.surface.hasPrefix("半") { value = 0.5 }
        return duration(value, unit)
    }

    private static func duration(_ value: Double, _ unit: String) -> ValueReading? {
        guard value > 0, value < 10_000 else { return nil }
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
                duration: value == value.rounded() ? "PT\(Int(value))H" : "PT\(Int((value * 60).rounded()))M",
                isWorkingDays: false)
        case "m": return .limit(duration: "PT\(text(value))M", isWorkingDays: false)
        default: return nil
        }
    }

    private static let within = "(之内|以内|内)?"
    private static let nearly = "(近|快|将近|不到|超过|至少|长达|足足|整整|满)?"

    static let limits: [ValueRule] = [
        ValueRule(id: "limit.years-and-months", pattern: "\(nearly){num}年(零|又)?{int}个月\(within)") { match in
            guard let years = match.int("num"), let months = match.int("int"), years < 100, (1...11).contains(months),
                !(match.before().map { CharacterKind.isDigit($0) } ?? false)
            else { return nil }
            return .limit(duration: "P\(years)Y\(months)M", isWorkingDays: false)
        },
        ValueRule(id: "limit.working-days", pattern: "{num}个?工作日\(within)") { limit($0, "B") },
        ValueRule(id: "limit.days", pattern: "\(nearly){num}(多)?个?(天|昼夜)(多)?\(within)") { match in
            guard match.after() != 0x524D, !match.isFollowed(by: "之前"), match.before() != 0x7B2C else { return nil }
            return limit(match, "D")
        },
        ValueRule(id: "limit.days-formal", pattern: "{num}日(之内|以内|内)") { limit($0, "D") },
        ValueRule(id: "limit.days-limit", pattern: "{num}日") { match in
            ["期限", "期", "内"].contains(where: match.isFollowed(by:)) && match.before() != 0x6708
                ? limit(match, "D") : nil
        },
        ValueRule(id: "limit.months", pattern: "\(nearly)(半|{num})(来|多|余)?个(多|半)?月(零{int}天)?(多)?\(within)") { match in
            guard match.after() != 0x524D, !match.isFollowed(by: "之前") else { return nil }
            if match["num"] == nil { return duration(0.5, "M") }
            return limit(match, "M")
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
            guard value < 150, match.after() != 0x524D, !match.isFollowed(by: "之前"), match.before() != 0x7B2C,
                match.after() != 0x7EA7, match.after() != 0x5EA6, match.after() != 0x4EE3
            else { return nil }
            // 一九年, 15年3月: a year; only small counts are durations when digits stand alone.
            if match.isFollowed(by: "来"), value > 100 { return nil }
            if value >= 49, match.surface(of: "num")?.count == 2 { return nil }
            if let after = match.after(),
                Numeral.digit(after) != nil || after == 0x521D || after == 0x5E95 || after == 0x672B
            {
                return nil
            }
            if match["num"] == nil { return duration(0.5, "Y") }
            return limit(match, "Y")
        },
        ValueRule(id: "limit.weeks", pattern: "\(nearly){num}(个)?(多)?(周|星期|礼拜)(多)?\(within)") { match in
            guard match.after() != 0x524D, match.after() != 0x5C81, match.contains("个") || match.contains("周") else {
                return nil
            }
            return limit(match, "W")
        },
        ValueRule(id: "limit.hours", pattern: "\(nearly)(半|{num})(多)?个?(多|半)?小时\(within)") { match in
            if match["num"] == nil { return duration(0.5, "H") }
            return limit(match, "H")
        },
        ValueRule(id: "limit.minutes", pattern: "{num}(多)?分钟\(within)") { limit($0, "m") },
        ValueRule(id: "limit.quarters", pattern: "{num}个季度\(within)") { match in
            match["num"].flatMap { duration($0 * 3, "M") }
        },
        ValueRule(id: "limit.half-day", pattern: "(大)?半天") { _ in nil },
    ]

    // MARK: recurrences

    static let recurrences: [ValueRule] = [
        ValueRule(
            id: "recurrence.working-days",
            pattern:
                "每(个)?工作日(的)?((上午|早上)?{hour}([时点:]{minute:digits}?分?)((至|到|-|—)+(下午)?{to:hour}[时点:]?{end:digits}?)?)?"
        ) { match in
            clocked("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", match)
        },
        ValueRule(
            id: "recurrence.weekday-range",
            pattern:
                "(每)?(周|星期)一(至|到|-|—)+(周|星期)?五(的)?((上午|早上)?{hour}([时点:]{minute:digits}?分?)((至|到|-|—)+(下午)?{to:hour}[时点:]?{end:digits}?)?)?"
        ) { match in
            clocked("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", match)
        },
        ValueRule(id: "recurrence.alternate-months", pattern: "每(逢)?(双|单)月({day}[日号])?(之前|前)?") { match in
            var rule = "FREQ=YEARLY;BYMONTH=" + (match.contains("双") ? "2,4,6,8,10,12" : "1,3,5,7,9,11")
            if let day = match.int("day") { rule += ";BYMONTHDAY=\(day)" }
            return .recurrence(rule: rule)
        },
        ValueRule(
            id: "recurrence.monthly-weekdays",
            pattern: "每(个)?月(的)?第{int}(个)?(周的)?(、|和|及)第{second:int}个?(周|星期)[一二三四五六日天](上午|下午|全天)?"
        ) { match in
            guard let first = match.int("int"), let second = match.int("second"), let day = weekday(match) else {
                return nil
            }
            return .recurrence(rule: "FREQ=MONTHLY;BYDAY=\(first)\(day),\(second)\(day)")
        },
        ValueRule(id: "recurrence.monthly-nth-week", pattern: "每(个)?月(的)?第{int}(个)?(周|星期)的?(周|星期)[一二三四五六日天](上午|下午|全天)?")
        { match in
            guard let nth = match.int("int"), let day = weekday(match) else { return nil }
            return .recurrence(rule: "FREQ=MONTHLY;BYDAY=\(nth)\(day)")
        },
        ValueRule(
            id: "recurrence.weekly-two-days",
            pattern: "每(个)?(周|星期)[一二三四五六日天](、|和|及)(周|星期)?[一二三四五六日天]((、|和|及)(周|星期)?[一二三四五六日天])?(上午|下午|全天)?"
        ) { match in
            let days = match.surface.unicodeScalars.compactMap { weekdayNames[$0] }
            return .recurrence(rule: "FREQ=WEEKLY;BYDAY=" + days.joined(separator: ","))
        },
        ValueRule(id: "recurrence.quarter-first-month", pattern: "每(个)?季度(的)?(首月|第一个月|初)({day}[日号])?(之前|前)?") { match in
            var rule = "FREQ=YEARLY;BYMONTH=1,4,7,10"
            if let day = match.int("day") { rule += ";BYMONTHDAY=\(day)" }
            return .recurrence(rule: rule)
        },
        ValueRule(
            id: "recurrence.daily-clock",
            pattern:
                "每(天|日)(上午|早上|下午|晚上)?{hour}[时点:]{minute:digits}?((、|和|及)(下午|晚上)?{second:hour}[时点:]{other:digits}?)?(之前|以前|前)?"
        ) { match in
            guard let hour = match.int("hour") else { return nil }
            let late = (match.contains("下午") || match.contains("晚上")) && match.int("second") == nil && hour < 12
            var rule = "FREQ=DAILY;BYHOUR=\(late ? hour + 12 : hour)"
            if let second = match.int("second") { rule += ",\(second)" }
            if let minute = match.int("minute"), minute > 0 { rule += ";BYMINUTE=\(minute)" }
            return .recurrence(rule: rule)
        },
        ValueRule(
            id: "recurrence.monthly-days", pattern: "每(个)?月{day}[日号][、和]{second:day}[日号]([、和]{third:day}[日号])?(之前|前)?"
        ) { match in
            let days = ["day", "second", "third"].compactMap { match.int($0).map(String.init) }
            return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + days.joined(separator: ","))
        },
        ValueRule(id: "recurrence.last-working-day", pattern: "每(个)?月(的)?最后(一|1)个工作日(之前|前)?") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
        },
        ValueRule(id: "recurrence.monthly-day", pattern: "每(个)?月{day}[日号](之前|以前|前)?") { match in
            match.int("day").map { .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=\($0)") }
        },
        ValueRule(id: "recurrence.monthly-end", pattern: "每(个)?月(月)?(底|末)(之前|前)?") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=-1")
        },
        ValueRule(id: "recurrence.monthly-start", pattern: "每(个)?月(月)?初") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=1")
        },
        ValueRule(id: "recurrence.monthly-weekday", pattern: "每(个)?月(的)?第{int}(个)?(周|星期){int2:int}") { match in
            guard let nth = match.int("int"), let day = match.int("int2"), (1...7).contains(day) else { return nil }
            return .recurrence(rule: "FREQ=MONTHLY;BYDAY=\(nth)\(weekdays[day - 1])")
        },
        ValueRule(id: "recurrence.weekly-day", pattern: "每(个)?(周|星期|礼拜)([一二三四五六日天])((上午|下午)?{hour}[时点])?(之前|前)?") {
            match in
            guard let scalar = match.surface.unicodeScalars.first(where: { "一二三四五六日天".unicodeScalars.contains($0) }),
                let index = Array("一二三四五六日".unicodeScalars).firstIndex(of: scalar == "天" ? "日" : scalar)
            else { return nil }
            var rule = "FREQ=WEEKLY;BYDAY=\(weekdays[index])"
            if let hour = match.int("hour") {
                rule += ";BYHOUR=\(match.contains("下午") && hour < 12 ? hour + 12 : hour)"
            }
            return .recurrence(rule: rule)
        },
        ValueRule(id: "recurrence.quarter-end", pattern: "每(个)?季度(季)?末(月)?(之前|前)?") { _ in
            .recurrence(rule: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")
        },
        ValueRule(id: "recurrence.quarterly", pattern: "(每(个)?季度|每季|按季度)") { _ in
            .recurrence(rule: "FREQ=MONTHLY;INTERVAL=3")
        },
        ValueRule(id: "recurrence.half-yearly", pattern: "每半年") { _ in .recurrence(rule: "FREQ=MONTHLY;INTERVAL=6") },
        ValueRule(id: "recurrence.yearly-months", pattern: "每年(的)?{month}月(和{next:month}月)?({day}[日号])?(之前|底前|底|前)?") {
            match in
            guard let month = match.int("month") else { return nil }
            var rule = "FREQ=YEARLY;BYMONTH=\(month)" + (match.int("next").map { ",\($0)" } ?? "")
            if let day = match.int("day") {
                rule += ";BYMONTHDAY=\(day)"
            } else if match.contains("底") {
                rule += ";BYMONTHDAY=-1"
            }
            return .recurrence(rule: rule)
        },
        ValueRule(id: "recurrence.every-n", pattern: "每(隔)?{int}(个)?(天|日|周|星期|月|年|小时)") { match in
            guard let count = match.int("int"), count > 0 else { return nil }
            let unit =
                match.contains("月")
                ? "MONTHLY"
                : match.contains("年")
                    ? "YEARLY"
                    : match.contains("小时")
                        ? "HOURLY"
                        : match.contains("周") || match.contains("星期") ? "WEEKLY" : "DAILY"
            return .recurrence(rule: count == 1 ? "FREQ=\(unit)" : "FREQ=\(unit);INTERVAL=\(count)")
        },
        ValueRule(id: "recurrence.unit", pattern: "(每(个)?月|每周|每(个)?星期|每年|每天|每日|按月|按周)(至少)?") { match in
            // 每月500元 is a rate, not a duty.
            if let after = match.after(), CharacterKind.isDigit(after) || Numeral.digit(after) != nil {
                return .nothing
            }
            let rule =
                match.contains("月")
                ? "MONTHLY"
                : match.contains("周") || match.contains("星期") ? "WEEKLY" : match.contains("年") ? "YEARLY" : "DAILY"
            return .recurrence(rule: "FREQ=\(rule)")
        },
    ]

    private static let weekdayNames: [Unicode.Scalar: String] = [
        "一": "MO", "二": "TU", "三": "WE", "四": "TH", "五": "FR", "六": "SA", "日": "SU", "天": "SU",
    ]

    /// The last weekday named in the match.
    private static func weekday(_ match: PatternMatch) -> String? {
        match.surface.unicodeScalars.reversed().lazy.compactMap { weekdayNames[$0] }.first
    }

    /// The rule with the clock time at which it begins.
    private static func clocked(_ rule: String, _ match: PatternMatch) -> ValueReading {
        guard let hour = match.int("hour") else { return .recurrence(rule: rule) }
        var result = rule + ";BYHOUR=\(hour)"
        if let minute = match.int("minute"), minute > 0 { result += ";BYMINUTE=\(minute)" }
        return .recurrence(rule: result)
    }

    private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
}
