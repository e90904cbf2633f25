/// Festivals, days counted from them, and days of the lunar calendar.
extension DateRules {
    static func festival(_ match: PatternMatch) -> DateExpression? {
        guard let festival = Festivals.all.first(where: { match.contains($0.name) }) else { return nil }
        var date = DateExpression(year: relativeYear(match))
        if let said = match.int("year4") { date.year = .absolute(said) }
        if let said = shortYear(match) { date.year = .absolute(said) }
        if let cycle = cycleYear(match) { date.year = cycle }
        let hasTail =
            ["当天", "那天", "那日", "当日", "当晚", "期间", "假期", "长假", "黄金周", "次日", "第二天", "前一", "头一天", "头天"]
            .contains(where: match.contains)
            || match["ahead"] != nil || match["behind"] != nil
        let isBound = ["前", "后", "过后", "那", "至", "到", "-"].contains(where: match.isFollowed(by:))
        guard
            date.year != .unsaid || match["hour"] != nil || match.contains("农历")
                || isFestival(match, festival, hasTail, isBound)
        else {
            return nil
        }
        if let after = match.after(),
            [0x6708, 0x70B9, 0x65F6, 0x4E2A, 0x8DEF].contains(after)
                // 七月半年租
                || festival.name.hasSuffix("半") && [0x5E74, 0x5929].contains(after)
                // 晚上十一二点
                || festival.isWord && !hasTail && Numeral.digit(after) != nil
        {
            return nil
        }
        if festival.isWord, let hour = match.start(of: "hour"), Numeral.isNumeral(match.text[hour - 1]) {
            return nil
        }
        date.festival = festival.name
        if match.contains("次日") || match.contains("第二天") { date.relativeDay = 1 }
        if ["前一天", "前一日", "头一天", "头天"].contains(where: match.contains) { date.relativeDay = -1 }
        // 国庆头一天 is the first of more.
        if match.contains("头"), ["国庆", "春节", "元旦", "五一"].contains(where: festival.name.hasPrefix) {
            date.relativeDay = 0
        }
        if let days = match.int("ahead"), days < 32 { date.relativeDay = -days }
        // 节后第三天 counts from the day after, 国庆第三天 from the day itself.
        if let days = match.int("behind"), days < 32 { date.relativeDay = match.contains("后") ? days : days - 1 }
        setClock(&date, match)
        guard date.hour == nil, isHoliday(match) else { return date }
        // Seven days: the National Day's from the first, those of spring from the eve.
        if festival.name.hasPrefix("国庆") { return date.until(.init(dayOffset: 6)) }
        guard festival.name == "春节" else { return date }
        date.relativeDay = -1
        return date.until(.init(dayOffset: 6))
    }

    /// 国庆期间, 春节长假
    private static func isHoliday(_ match: PatternMatch) -> Bool {
        ["期间", "假期", "长假", "黄金周"].contains(where: match.contains)
    }

    private static let festivalLeaders = ScalarSet("到至在自从于过等趁赶迎离去")
    private static let festivalFollowers = ScalarSet("和、，,。假放那才回我去来带想")
    private static let festivalNouns = ScalarSet("慰问物联晚礼文活快会补福值安走购促档系路村小中学大街镇社区广场促")

    /// A bare festival is a word as often as a date (春节慰问, 五一路); behind a preposition or as a clause's
    /// beginning it is a date.
    private static func isFestival(
        _ match: PatternMatch, _ festival: Festivals.Festival, _ hasTail: Bool, _ isBound: Bool
    ) -> Bool {
        if festival.isWord {
            // 五一 and 十一 are numbers first.
            if let before = match.before(), Numeral.digit(before) != nil || before == 0x5341 || before == 0x7B2C {
                return false
            }
            if hasTail { return true }
            if ["五一", "十一", "八一"].contains(festival.name) {
                let isLed =
                    match.before().map {
                        [0x5230, 0x5728, 0x81EA, 0x4ECE, 0x81F3, 0x8FC7].contains($0) || CharacterKind.endsClause($0)
                    } ?? true
                let isFree =
                    match.after().map { festivalFollowers.contains($0) }
                    ?? true
                return ["前", "后", "过后", "节", "假", "黄金周"].contains(where: match.isFollowed(by:)) || isLed && isFree
            }
            return isBound
        }
        if hasTail || isBound || isBesideFestival(match) { return true }
        if let after = match.after(), festivalNouns.contains(after) { return false }
        guard let before = match.before() else { return true }
        // 2021年9月21日(中秋节): a note to the day before it.
        if before == 0x28, match.before(2) == 0x65E5 { return false }
        return !CharacterKind.isHan(before) && !CharacterKind.isDigit(before) && !CharacterKind.isLatin(before)
            && before != 0x22 && before != 0x201C && before != 0x3001
            || festivalLeaders.contains(before)
    }

    /// 中秋和国庆, 国庆、中秋: two of them side by side.
    private static func isBesideFestival(_ match: PatternMatch) -> Bool {
        let joints: Set<UInt32> = [0x548C, 0x53CA, 0x3001, 0x4E0E]
        let names = Festivals.names
        if let after = match.after(), joints.contains(after), names.word(match.text, at: match.end + 1) != nil {
            return true
        }
        guard let before = match.before(), joints.contains(before) else { return false }
        return names.endsBefore(match.text, match.start - 1, longest: 4)
    }

    /// Nothing else stands on the match's line.
    static func isLine(_ match: PatternMatch) -> Bool {
        match.text.isLine(match.start, match.end)
    }

    /// 腊月廿八, 正月十五: the day behind the month, from eleven on; 腊月一夜 has none.
    private static func lunarDay(_ match: PatternMatch) -> Int? {
        guard let month = match.text[match.start..<match.end].lastIndex(of: 0x6708), month + 1 < match.end,
            let (_, day) = Numeral.integer(match.text, at: month + 1), day > 9
        else { return nil }
        return Int(day)
    }

    static func lunar(_ match: PatternMatch) -> DateExpression? {
        var date = DateExpression(year: relativeYear(match))
        if let year = match.int("year4") ?? shortYear(match) { date.year = .absolute(year) }
        if let cycle = cycleYear(match) { date.year = cycle }
        date.isLunar = true
        date.isLeapMonth = match.contains("闰")
        date.month =
            match.contains("正月") || match.contains("大年")
            ? 1 : match.contains("腊月") ? 12 : match.contains("冬月") ? 11 : match.int("month")
        date.day = match.int("day") ?? lunarDay(match)
        if let day = date.day, day > 30 { return nil }
        setClock(&date, match)
        return date
    }

    /// Chinese numerals on both sides, 初 up to ten or a number from 十一 on, and nothing counted behind.
    static func isLunarDay(_ match: PatternMatch) -> Bool {
        guard let day = match.surface(of: "day"), let first = day.first, !CharacterKind.isDigit(first),
            let month = match.surface(of: "month")?.first, !CharacterKind.isDigit(month), let value = match.int("day")
        else { return false }
        if let after = match.after(),
            CharacterKind.isDigit(after) || Numeral.isNumeral(after)
                // 十来天, but 九月十二来的
                || after == 0x6765 && day.last == 0x5341
                || "日号曰多几余个次起人户件元万名天年月周届位家份块条批类项只头亩口岁班".unicodeScalars.contains(where: { $0.value == after })
        {
            return false
        }
        if match.contains("初") { return value <= 10 && day.count == 1 }
        // 二月二, 三月三, 九月九: known by the same figure twice.
        if day.count == 1, value == match.int("month"), [2, 3, 6, 7, 9].contains(value) { return true }
        return value > 10 || first == 0x5EFF || ["龙抬头", "庙会", "重阳"].contains(where: match.isFollowed(by:))
    }
}
