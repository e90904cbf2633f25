/// The date rules in their order: where two match from the same place the longer wins, then the earlier.
enum DateRules {
    private static let dayMark = "[日号]"
    private static let monthPart = "(份)?(初|底|末|上旬|中旬|下旬)?"
    private static let yearPart =
        "(年初|年底|年末|初|底|末|上半年|下半年|第?[一二三四1234]季度|春天|夏天|秋天|冬天|春季|夏季|秋季|冬季|春|夏|秋|冬)?"
    private static let relativeYear = "(去年|今年|前年|明年|大前年|本年|上年|同年|次年|当年|翌年|第二年|来年)"
    private static let relativeMonth = "(上个月|上月|本月|这个月|下个月|下月|次月|当月|同月|该月)"
    private static let clock = "((上午|下午|晚上|凌晨|早上|中午|傍晚|夜里|早晨|晚)?{hour}(时|点|:)(半|整|{minute}分?)?(许|钟)?)?"

    static let all: [DateRule] = [
        DateRule(id: "date.year-month-day", pattern: "{year4}年{month}月{day}\(dayMark)?\(clock)") { match in
            guard match.contains("日") || match.contains("号") || match.after() != 0x4E2A else { return nil }
            return ymd(match)
        },
        DateRule(
            id: "date.year-month-day-separated",
            pattern: "{year4}( )?[.\\-/、]( )?{month}( )?[.\\-/、]( )?{day}(日)?( {hour}:{minute}(:{digits})?)?"
        ) { match in
            guard !CharacterRules.continuesNumber(match) else { return nil }
            return ymd(match)
        },
        DateRule(id: "date.year-month", pattern: "{year4}年{month}月\(monthPart)") { match in
            var date = DateExpression(year: year(match), month: match.int("month"))
            date.part = monthPart(match)
            return date
        },
        DateRule(id: "date.year", pattern: "{year4}年(度)?\(yearPart)") { match in
            var date = DateExpression(year: year(match))
            date.part = yearPart(match)
            return date
        },
        DateRule(id: "date.year-separated-month", pattern: "{year4}[.]{month}月?") { match in
            guard !CharacterRules.continuesNumber(match), match.after() != 0x2E else { return nil }
            return DateExpression(year: year(match), month: match.int("month"))
        },
        DateRule(id: "date.short-year-month-day", pattern: "{year2}年{month}月({day}\(dayMark))?\(monthPart)") { match in
            guard let year = shortYear(match) else { return nil }
            var date = DateExpression(year: .absolute(year), month: match.int("month"), day: match.int("day"))
            date.part = monthPart(match)
            return date
        },
        DateRule(id: "date.short-year", pattern: "{year2}年\(yearPart)") { match in
            // 15年 alone is as often a length of time; with a part of the year, or before 2000, it is a year.
            guard let year = shortYear(match), year < 2000 || yearPart(match) != nil else { return nil }
            var date = DateExpression(year: .absolute(year))
            date.part = yearPart(match)
            return date
        },
        DateRule(id: "date.bare-day", pattern: "{day}\(dayMark)\(clock)") { match in
            // 20号才转院, 16日做手术: a day of the month just named, never a house or a line.
            guard let before = match.before(), !CharacterKind.isDigit(before), Numeral.digit(before) == nil,
                !CharacterKind.isHan(before) && !CharacterKind.isLatin(before) && before != 0x2D
                    || [0x81F3, 0x5230, 0x4E8E, 0x5728, 0x62D6, 0x548C, 0x6D3B].contains(before)
            else { return nil }
            if let after = match.after(),
                "楼线院文房门桥井机别店地院弄巷铺柱坑矿厂令住出公路小栋单室码车位内以之间".unicodeScalars.contains(where: { $0.value == after })
            {
                return nil
            }
            guard match.contains("日") || match.contains("号") else { return nil }
            var date = DateExpression(day: match.int("day"))
            setClock(&date, match)
            return date
        },
        DateRule(id: "date.decade", pattern: "(19|20|上世纪|上个世纪)?[2-9二三四五六七八九][0十]年代(初|末|中期|后期)?") { match in
            guard
                let tens = match.surface.unicodeScalars.compactMap({ Numeral.digit($0.value) }).last(where: { $0 > 0 })
            else { return nil }
            return DateExpression(year: .masked("\(match.contains("20") && tens < 5 ? "20" : "19")\(tens)X"))
        },
        DateRule(
            id: "date.relative-year",
            pattern: "\(relativeYear)(的)?({month}月({day}\(dayMark))?\(clock)\(monthPart)|\(yearPart))"
        ) { match in
            var date = DateExpression(year: relativeYear(match), month: match.int("month"), day: match.int("day"))
            date.part = date.month == nil ? yearPart(match) : monthPart(match)
            setClock(&date, match)
            return date
        },
        DateRule(
            id: "date.relative-month", pattern: "\(relativeMonth)(份)?({day}\(dayMark)\(clock)|初|底|末|上旬|中旬|下旬)?"
        ) { match in
            var date = DateExpression()
            date.relativeMonth =
                match.contains("上个月") || match.contains("上月")
                ? -1
                : match.contains("下个月") || match.contains("下月") || match.contains("次月") ? 1 : 0
            date.countsFromAntecedent = ["次月", "当月", "同月", "该月"].contains { match.contains($0) }
            date.day = match.int("day")
            date.part = monthPart(match)
            setClock(&date, match)
            return date
        },
        DateRule(id: "date.relative-day", pattern: "(今天|昨天|前天|明天|大前天|今日|昨日|明日|当日|当天|次日|翌日|同日|第二天)\(clock)") { match in
            let offsets = [
                "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "当日": 0, "当天": 0,
                "同日": 0, "次日": 1, "翌日": 1, "第二天": 1,
            ]
            guard let (word, offset) = offsets.first(where: { match.surface.hasPrefix($0.key) }) else { return nil }
            var date = DateExpression()
            date.relativeDay = offset
            date.countsFromAntecedent = ["当日", "当天", "同日", "次日", "翌日", "第二天"].contains(word)
            // 当天 and 第二天 without a date before them say nothing.
            setClock(&date, match)
            return date
        },
        DateRule(id: "date.clock", pattern: "(上午|下午|晚上|凌晨|早上|中午|傍晚){hour}[时点:](半|{minute}分?)?(许|钟)?") { match in
            var date = DateExpression()
            date.relativeDay = 0
            date.countsFromAntecedent = true
            setClock(&date, match)
            return date
        },
        DateRule(id: "date.years-ago", pattern: "{int}(年|个月|天|周|个星期)(之)?前") { match in
            guard let count = match.int("int"), count > 0, count < 200, match.after() != 0x671F else { return nil }
            var date = DateExpression()
            if match.contains("年") {
                date.year = .fromReceipt(-count)
            } else if match.contains("月") {
                date.relativeMonth = -count
            } else {
                date.relativeDay = -count * (match.contains("天") ? 1 : 7)
            }
            return date
        },
        DateRule(id: "date.lunar", pattern: "(农历|阴历|旧历)({year4}年)?(闰)?(正月|腊月|冬月|{month}月)(初{day}|{day}(日)?)?") {
            lunar($0)
        },
        DateRule(
            id: "date.lunar-month-name", pattern: "(\(relativeYear)|{year4}年)?(农历|阴历)?(正月|腊月|冬月)(初{day}|{day})?(里|底)?"
        ) {
            lunar($0)
        },
        DateRule(
            id: "date.festival",
            pattern:
                "(\(relativeYear)|{year4}年)?(春节|元旦|清明节|清明|端午节|端午|中秋节|中秋|国庆节|国庆|劳动节|五一|十一|元宵节|重阳节|除夕|教师节|妇女节|儿童节|建军节)"
        ) { match in
            guard let name = Festivals.names.first(where: { match.contains($0) }) else { return nil }
            // 五一 and 十一 are numbers first: they need the year before them or a word that makes them days.
            if name == "五一" || name == "十一" {
                let isMarked = match.surface.unicodeScalars.count > 2
                let follower = ["前", "后", "期间", "节", "假", "长假", "黄金周"].contains { match.isFollowed(by: $0) }
                guard isMarked || follower,
                    !(match.before().map { CharacterKind.isHan($0) && Numeral.digit($0) != nil } ?? false)
                else { return nil }
            }
            // A bare festival is a word as often as a date (春节慰问); with a bound it is a date.
            guard
                match.surface.unicodeScalars.count > name.unicodeScalars.count || match.isFollowed(by: "前")
                    || match.isFollowed(by: "后")
                    || match.isFollowed(by: "期间") || match.isFollowed(by: "当天")
            else { return nil }
            var date = DateExpression(year: relativeYear(match))
            if let said = match.int("year4") { date.year = .absolute(said) }
            date.festival = name
            return date
        },
        DateRule(id: "date.month-day", pattern: "{month}月{day}\(dayMark)\(clock)") { match in
            guard !CharacterRules.continuesNumber(match) else { return nil }
            var date = DateExpression(month: match.int("month"), day: match.int("day"))
            setClock(&date, match)
            return date
        },
        DateRule(id: "date.month", pattern: "{month}月\(monthPart)") { match in
            guard !CharacterRules.continuesNumber(match), match.before() != 0x4E2A, match.after() != 0x85AA else {
                return nil
            }
            var date = DateExpression(month: match.int("month"))
            date.part = monthPart(match)
            return date
        },
        DateRule(id: "date.part-of-year", pattern: "(上半年|下半年|第[一二三四1234]季度|年初|年底|年末)") { match in
            guard match.before() != 0x6BCF, match.before() != 0x534A else { return nil }
            var date = DateExpression()
            date.part = yearPart(match)
            return date
        },
        DateRule(id: "date.season", pattern: "(这个|上个|今)(春天|夏天|秋天|冬天|春|夏|秋|冬)") { match in
            var date = DateExpression(year: .fromReceipt(0))
            date.part = yearPart(match)
            return date
        },
        DateRule(id: "date.masked-month-day", pattern: "[xX*×]+月([xX*×]+日|初|底|上旬|中旬|下旬)?") { _ in nil },
    ]

    // MARK: readings

    private static func ymd(_ match: PatternMatch) -> DateExpression {
        var date = DateExpression(year: year(match), month: match.int("month"), day: match.int("day"))
        setClock(&date, match)
        return date
    }

    static func year(_ match: PatternMatch) -> DateExpression.Year {
        guard let surface = match.surface(of: "year4") else { return .unsaid }
        if surface.contains(where: Numeral.isMask) {
            let text = surface.map { scalar -> String in
                Numeral.isMask(scalar) ? "X" : String(Numeral.digit(scalar) ?? 0)
            }
            return .masked(text.joined())
        }
        return match.int("year4").map { .absolute($0) } ?? .unsaid
    }

    private static func shortYear(_ match: PatternMatch) -> Int? {
        guard let value = match.int("year2") else { return nil }
        if (49...99).contains(value) { return 1900 + value }
        return value <= 35 ? 2000 + value : nil
    }

    private static func relativeYear(_ match: PatternMatch) -> DateExpression.Year {
        let words: [(String, DateExpression.Year)] = [
            ("大前年", .fromReceipt(-3)), ("前年", .fromReceipt(-2)), ("去年", .fromReceipt(-1)), ("上年", .fromReceipt(-1)),
            ("今年", .fromReceipt(0)), ("本年", .fromReceipt(0)), ("明年", .fromReceipt(1)), ("来年", .fromReceipt(1)),
            ("同年", .fromAntecedent(0)), ("当年", .fromAntecedent(0)), ("次年", .fromAntecedent(1)),
            ("翌年", .fromAntecedent(1)), ("第二年", .fromAntecedent(1)),
        ]
        let surface = match.surface
        return words.first { surface.hasPrefix($0.0) }?.1 ?? .unsaid
    }

    private static func monthPart(_ match: PatternMatch) -> DateExpression.Part? {
        let surface = match.surface
        if surface.hasSuffix("上旬") { return .earlyTen }
        if surface.hasSuffix("中旬") { return .middleTen }
        if surface.hasSuffix("下旬") { return .lateTen }
        if surface.hasSuffix("初") { return .startOfMonth }
        if surface.hasSuffix("底") || surface.hasSuffix("末") { return .endOfMonth }
        return nil
    }

    static func yearPart(_ match: PatternMatch) -> DateExpression.Part? {
        let surface = match.surface
        if surface.hasSuffix("上半年") { return .firstHalf }
        if surface.hasSuffix("下半年") { return .secondHalf }
        if surface.hasSuffix("季度"),
            let quarter = surface.unicodeScalars.dropLast(2).last.flatMap({ Numeral.digit($0.value) })
        {
            return .quarter(quarter)
        }
        for (index, season) in ["春", "夏", "秋", "冬"].enumerated()
        where surface.hasSuffix(season) || surface.hasSuffix(season + "天") || surface.hasSuffix(season + "季") {
            return .season(21 + index)
        }
        if surface.hasSuffix("初") { return .startOfYear }
        if surface.hasSuffix("底") || surface.hasSuffix("末") { return .endOfYear }
        return nil
    }

    private static func setClock(_ date: inout DateExpression, _ match: PatternMatch) {
        guard var hour = match.int("hour") else { return }
        if hour < 12, ["下午", "晚", "傍晚"].contains(where: match.contains) { hour += 12 }
        if hour < 10, match.contains("中午") { hour += 12 }
        date.hour = hour
        date.minute = match.int("minute") ?? (match.contains("半") ? 30 : 0)
    }

    private static func lunar(_ match: PatternMatch) -> DateExpression? {
        var date = DateExpression(year: relativeYear(match))
        if let year = match.int("year4") { date.year = .absolute(year) }
        date.isLunar = true
        date.isLeapMonth = match.contains("闰")
        date.month =
            match.contains("正月") ? 1 : match.contains("腊月") ? 12 : match.contains("冬月") ? 11 : match.int("month")
        date.day = match.int("day")
        if let day = date.day, day > 30 { return nil }
        return date
    }
}

/// What stands around a number and makes it something else.
enum CharacterRules {
    /// Digits, a point or a slash go on before or behind the match.
    static func continuesNumber(_ match: PatternMatch) -> Bool {
        if let before = match.before(), CharacterKind.isDigit(before) { return true }
        if let before = match.before(), before == 0x2E || before == 0x2F, let further = match.before(2),
            CharacterKind.isDigit(further)
        {
            return true
        }
        if let last = match.text[match.start..<match.end].last, CharacterKind.isDigit(last), let after = match.after(),
            CharacterKind.isDigit(after) || after == 0x2F || after == 0x25
        {
            return true
        }
        return false
    }
}
