/// The date rules in their order: where two match from the same place the longer wins, then the earlier.
enum DateRules {
    static let all: [DateRule] = calendarDates + joinedDates + intervals + lunarDates + relativeDates + clockTimes

    /// 口 and 曰 are a worn 日.
    static let dayMark = "[日号曰口]"
    static let monthPart = "(份)?(初|底|末|上、?中旬|中上旬|中、?下旬|上旬|中旬|下旬)?"
    static let yearPart =
        "(年初|年中|年底|年末|伊始|初|底|末|上半年|下半年|后半年|前半年|前{first:int}个?季度|前{first:int}个?月|后{final:int}个?月|首月|第?[一二三四1234]季度末?|入冬|入秋|入夏|开春|暑假|春天|夏天|秋天|冬天|春季|夏季|秋季|冬季|春|夏|秋|冬)?"
    static let relativeYear =
        "(去年|昨年|今年|前年|明年|大前年|本年度|本年|上年度|上年|上一年|同一年|同年|次年|当年|翌年|第二年|转过年|转年|来年|该年|那年|旧年)"
    static let to = "(至|到|-|—|~)+"
    /// Between years also 一, as many type it.
    static let toYear = "(至|到|-|—|~|一)+"
    static let dayTime = "(上午|下午|晚上|凌晨|早上|中午|傍晚|夜里|夜间|深夜|半夜|早晨|清晨|清早|晚间|早间|午后|黎明|晚|早|夜)"
    /// Those that stand without an hour: 7日早 is 早已 as often.
    static let partOfDay = "(上午|下午|晚上|凌晨|早上|中午|傍晚|夜里|夜间|深夜|半夜|早晨|清晨|晚间|早间|午后|黎明|晚|夜)"
    static let hourAndMinute =
        "({hour}(时|点钟|点)(半|整|一刻|三刻|1刻|3刻|{minute}分({second:minute}秒)?|[0-5][0-9]|[一二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])?(许|多钟|来钟|钟|多)?|{hour}:{minute}(:{second:minute})?)"
    /// 阳历八月, 公历9月4号: said where lunar months are near.
    static let solar = "(阳历|公历|新历)?"
    /// 辛丑年: a year of the sixty; which one it is the letter's own time tells.
    static let cycleYear = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    /// A part of the day, an hour, or both, and up to which hour.
    static let clock =
        "( )?(大概|大约|约)?(\(dayTime)?( )?(大概|大约|约)?\(hourAndMinute)(\(to)(次日|当日|第二天)?\(dayTime)?{hour2:hour}(时|点钟|点|:)({minute2:minute}分?|半|整|一刻|三刻)?)?|\(partOfDay))?"

    /// Behind a day: its weekday in brackets, where a time goes on behind it: 12月16日（周六）上午9时.
    static let clockOfDay =
        "([(](周|星期|礼拜)[一二三四五六日天][)]( )?(\(dayTime)?( )?\(hourAndMinute)|\(partOfDay))|\(clock))"

    // MARK: dates of the calendar

    static let calendarDates: [DateRule] = [
        // 2019年，4月29号: a comma in careless hands.
        DateRule(
            id: "date.year-month-day", pattern: "{year4}年(的|,)?( )?\(solar){month}月( )?{day}\(dayMark)\(clockOfDay)"
        ) {
            match in
            fullDate(match)
        },
        DateRule(id: "date.year-month-day-unmarked", pattern: "({year4}|{year2})年{month}月{day:digits}\(partOfDay)?") {
            match in
            // 2018年3月5 in a table, 2018年3月5签的合同; 3月2个 counts.
            guard let day = match.int("day"), (1...31).contains(day), isUnmarkedEnd(match) else { return nil }
            guard match["year2"] != nil else { return fullDate(match) }
            return shortYear(match).map { DateExpression(year: .absolute($0), month: match.int("month"), day: day) }
        },
        DateRule(
            id: "date.year-month-day-separated",
            pattern: "{year4}( )?[.\\-/、]( )?{month}( )?[.\\-/、]( )?{day}[日号]?((-{hour}:{minute})|\(clock))"
        ) { match in
            guard !CharacterRules.continuesNumber(match) else { return nil }
            return fullDate(match)
        },
        DateRule(
            id: "date.compact", pattern: "[12][09][0-9][0-9][01][0-9][0-3][0-9]"
        ) { match in
            // 20240307 by itself; inside a number, a code or a name it is part of that.
            func joins(_ scalar: UInt32?) -> Bool {
                guard let scalar else { return false }
                return CharacterKind.isDigit(scalar) || CharacterKind.isLatin(scalar)
                    || [0x2D, 0x2E, 0x5F, 0x7B2C, 0x53F7, 0x5B57, 0x5143, 0x4E07].contains(scalar)
            }
            guard !joins(match.before()), !joins(match.after()), let number = Int(match.surface.string),
                match.before().map({ !CharacterKind.isHan($0) || [0x4E8E, 0x5728, 0x81F3, 0x5230].contains($0) })
                    ?? true,
                (1...12).contains(number / 100 % 100), (1...31).contains(number % 100)
            else { return nil }
            return DateExpression(
                year: .absolute(number / 10_000), month: number / 100 % 100, day: number % 100)
        },
        DateRule(id: "date.year-month", pattern: "{year4}年(的)?( )?\(solar){month}月\(monthPart)") { match in
            twoMonths(DateExpression(year: year(match), month: match.int("month")), match)
        },
        DateRule(id: "date.year", pattern: "{year4}( )?年(度)?(的)?\(yearPart)") { match in
            // 2019年|初中毕业
            guard !match.surface.hasSuffix("的"),
                !(match.surface.last == 0x521D && [0x4E2D, 0x7EA7].contains(match.after()))
            else { return nil }
            return DateExpression(year: year(match)).with(yearPart(match))
        },
        DateRule(id: "date.year-plain", pattern: "{year4}( )?年(度)?") { DateExpression(year: year($0)) },
        DateRule(id: "date.year-separated-month", pattern: "{year4}[.]{month}月?") { match in
            guard !CharacterRules.continuesNumber(match), match.after() != 0x2E else { return nil }
            return DateExpression(year: year(match), month: match.int("month"))
        },
        DateRule(
            id: "date.short-year-month-day", pattern: "{year2}年(的)?( )?{month}月({day}\(dayMark)\(clock))?\(monthPart)"
        ) { match in
            guard let year = shortYear(match) else { return nil }
            var date = DateExpression(year: .absolute(year), month: match.int("month"), day: match.int("day"))
            guard date.day != nil else { return twoMonths(date, match) }
            setClock(&date, match)
            return withDays(date, match)
        },
        DateRule(id: "date.short-year", pattern: "{year2}年\(yearPart)") { match in
            // 15年 alone is as often a length of time; with a part of the year, before 2000, or as 零七 it is a year.
            // 三四五六年级; 70年产权
            guard let year = shortYear(match), match.after() != 0x7EA7, !isTenure(match),
                !(match.before().map { !CharacterKind.isDigit($0) && Numeral.digit($0) != nil } ?? false)
            else { return nil }
            let part = yearPart(match)
            guard year < 2000 || part != nil || isSurelyYear(match) else { return nil }
            return DateExpression(year: .absolute(year)).with(part)
        },
        // 2017下半年: 年 is said once.
        DateRule(id: "date.year-half", pattern: "{year4}(上半年|下半年|春季|夏季|秋季|冬季|暑假)") { match in
            guard case .absolute(let said) = year(match), (1949...2049).contains(said) else { return nil }
            return DateExpression(year: .absolute(said)).with(yearPart(match))
        },
        // 19.11.2 and nothing else on the line: the day of a signature.
        DateRule(id: "date.short-day-line", pattern: "{year2}[.,、/-]{month}[.,、/-]{day}(日)?") { match in
            guard isLine(match), let year = match.int("year2"), (10...35).contains(year) else { return nil }
            return DateExpression(year: .absolute(2000 + year), month: match.int("month"), day: match.int("day"))
        },
        // 19年的下半年
        DateRule(id: "date.short-year-part", pattern: "{year2}年的\(yearPart)") { match in
            guard let year = shortYear(match), let part = yearPart(match) else { return nil }
            return DateExpression(year: .absolute(year)).with(part)
        },
        DateRule(id: "date.bare-day", pattern: "{day}[日号]\(clock)") { match in
            guard isBareDay(match) else { return nil }
            var date = DateExpression(day: match.int("day"))
            setClock(&date, match)
            return withDays(date, match)
        },
        // 15日-24日, 5号至9号
        DateRule(id: "date.bare-day-range", pattern: "{day}[日号]\(to){last:day}[日号]") { match in
            guard let first = match.int("day"), let last = match.int("last"), first < last, isBareDay(match),
                match.after() != 0x5185
            else { return nil }
            return DateExpression(day: first).until(.init(day: last))
        },
        // 3.19号: a point for 月, with 号 or 日 behind.
        DateRule(id: "date.dotted-day", pattern: "{month}[.]{day:digits}[日号]") { match in
            guard let day = match.int("day"), (1...31).contains(day), !CharacterRules.continuesNumber(match),
                match.before() != 0x2E, isDottedDay(match)
            else { return nil }
            return DateExpression(month: match.int("month"), day: day)
        },
        // 2000年代初
        DateRule(id: "date.first-decades", pattern: "20[01]0年代(初期|初|末期|末|中后期|中期|后期)?") { match in
            DateExpression(year: .masked(match.surface[2] == 0x30 ? "200X" : "201X"))
        },
        DateRule(
            id: "date.decade",
            pattern:
                "((19|20|二十|十九)世纪|上世纪|上个世纪|19|20)?[2-9二三四五六七八九][0十]年代(初期|初|末期|末|中后期|中期|后期)?"
        ) { match in
            guard
                let tens = match.surface.compactMap({ Numeral.digit($0) }).last(where: { $0 > 0 })
            else { return nil }
            let surface = match.surface
            let century =
                surface.hasPrefix("十九世纪") || surface.hasPrefix("19世纪")
                ? "18" : surface.hasPrefix("20") && !surface.contains("世纪") && tens < 5 ? "20" : "19"
            return DateExpression(year: .masked("\(century)\(tens)X"))
        },
        DateRule(id: "date.century", pattern: "{int}世纪(初期|初|末期|末|中叶|中期|前期|后期)?") { match in
            // 十八世纪 is 17XX; 上世纪 and 本世纪 say too little.
            guard let century = match.int("int"), (2...21).contains(century), match.before() != 0x7B2C else {
                return nil
            }
            return DateExpression(year: .masked("\(century < 11 ? "0" : "")\(century - 1)XX"))
        },
        // 7月20几号; 二十几号 is read below.
        DateRule(id: "date.month-and-some-days", pattern: "{month}月( )?(10|20)几\(dayMark)") { match in
            guard !CharacterRules.continuesNumber(match), !isCounted(match) else { return nil }
            let first = match.contains("10几") ? 11 : 21
            return DateExpression(month: match.int("month"), day: first).until(.init(day: first + 8))
        },
        DateRule(id: "date.month-day", pattern: "{month}月( )?{day}\(dayMark)\(clockOfDay)") { match in
            guard !CharacterRules.continuesNumber(match), !isCounted(match) else { return nil }
            var date = DateExpression(month: match.int("month"), day: match.int("day"))
            setClock(&date, match)
            return withDays(date, match)
        },
        // 4月前4天
        DateRule(id: "date.first-days", pattern: "({year4}年)?{month}月(的)?前{last:int}天") { match in
            guard let last = match.int("last"), (2...28).contains(last), !CharacterRules.continuesNumber(match) else {
                return nil
            }
            return DateExpression(year: year(match), month: match.int("month"), day: 1).until(.init(day: last))
        },
        // 5月8、9日, 6月7号8号: two days side by side
        DateRule(
            id: "date.two-days", pattern: "({year4}年)?{month}月({day}[日号]?[、,]|{day}[日号]){last:day}[日号]"
        ) { match in
            guard let first = match.int("day"), let last = match.int("last"), last == first + 1,
                !CharacterRules.continuesNumber(match)
            else { return nil }
            return DateExpression(year: year(match), month: match.int("month"), day: first).until(.init(day: last))
        },
        DateRule(id: "date.month-day-unmarked", pattern: "{month}月{day:digits}") { match in
            // 6月12还在三亚: 日 is left out before what people did.
            guard let day = match.int("day"), (1...31).contains(day), let after = match.after(),
                unmarkedFollowers.contains(after) || day > 12 && isUnmarkedEnd(match),
                !CharacterRules.continuesNumber(match)
            else { return nil }
            return DateExpression(month: match.int("month"), day: day)
        },
        DateRule(id: "date.month", pattern: "{month}月\(monthPart)") { match in
            guard !CharacterRules.continuesNumber(match), match.before() != 0x4E2A, match.after() != 0x85AA,
                match.before() != 0x53C8, !isAgain(match), !isMonthLong(match)
            else {
                // 5月薪, 一月又一月.
                return nil
            }
            // 六月六月中旬: said again better.
            if match.surface.last == 0x6708, match.isFollowed(by: match.surface.string) { return nil }
            // 药费一月五百多: each month.
            if match.surface == "一月", let after = match.after(), Numeral.digit(after) != nil { return nil }
            return twoMonths(DateExpression(month: match.int("month")), match)
        },
        // 4/23早上: a slash, where a part of the day follows.
        DateRule(id: "date.slash-day", pattern: "{month}/{day}( )?(日|号|\(partOfDay))") { match in
            guard !CharacterRules.continuesNumber(match) else { return nil }
            return DateExpression(month: match.int("month"), day: match.int("day"))
        },
        // 从2013开始, 自2015至今: a year without its sign.
        DateRule(id: "date.year-bare", pattern: "{year4}") { match in
            guard let before = match.before(), before == 0x4ECE || before == 0x81EA,
                ["开始", "起", "到", "至", "以来"].contains(where: match.isFollowed(by:)),
                case .absolute(let said) = year(match), (1949...2049).contains(said)
            else { return nil }
            return DateExpression(year: .absolute(said))
        },
        DateRule(
            id: "date.part-of-year",
            pattern: "(上半年|下半年|第?[一二三四1234]季度末?|前[二三23两]个?季度|年初|年底|年末|前{first:int}个月)"
        ) { match in
            // 每年底, 一年初; 每半年; 近三季度; 学年末; 前一个月.
            guard match.before() != 0x6BCF, match.before() != 0x534A, match.before() != 0x5E74,
                match.before() != 0x5B66, match.int("first") != 1,
                // 目前2个月过去了, 提前三个月
                match["first"] == nil || ![0x76EE, 0x63D0].contains(match.before()),
                // 还差一季度没发: so much of it.
                !match.surface.hasSuffix("一季度") || !(match.before().map { quarterCounters.contains($0) } ?? false)
            else { return nil }
            return DateExpression().with(yearPart(match))
        },
        DateRule(id: "date.masked-month-day", pattern: "[xX*×]+月([xX*×]+日|初|底|上旬|中旬|下旬)?") { _ in nil },
    ]

    /// 一月|又一月
    private static func isAgain(_ match: PatternMatch) -> Bool {
        match.after() == 0x53C8 && match.after(2).map { Numeral.digit($0) != nil } ?? false
    }

    /// 18年到20年, where 18到20年 may count.
    private static func saysFirstYear(_ match: PatternMatch) -> Bool {
        guard let start = match.start(of: "year2"), let said = match.surface(of: "year2") else { return false }
        return match.text[start + said.count] == 0x5E74
    }

    /// What a length of time stands behind: 需3到5年.
    private static let termLeaders = ScalarSet("需要判处刑期满了近约过")

    private static let unmarkedFollowers = ScalarSet("还才就又去来到晚早我他她在")

    /// Before 一季度 where it says how much: 还差, 欠, 补.
    private static let quarterCounters = ScalarSet("差欠补少多缺剩了发")

    // MARK: intervals in one breath

    static let intervals: [DateRule] = [
        DateRule(id: "date.year-range", pattern: "{year4}年?( )?\(toYear)( )?{last:year4}(学年度|学年|年度|年)") { match in
            guard let last = match.int("last"), let first = match.int("year4"), first < last else { return nil }
            // 2018年至2020年6月 ends in June, 到2019年初 in January.
            if let after = match.after(), [0x521D, 0x5E95, 0x672B].contains(after) { return nil }
            if match.end < match.text.count, let (end, month) = Numeral.integer(match.text, at: match.end),
                (1...12).contains(month), end < match.text.count, match.text[end] == 0x6708
            {
                return nil
            }
            return DateExpression(year: year(match)).until(.init(year: last))
        },
        // 97-99年, 18年到20年; 10至15年, 3年到5年 are lengths.
        DateRule(id: "date.short-years-range", pattern: "{year2}年?\(to){last:year2}年") { match in
            guard let first = match.int("year2"), let last = match.int("last"), first < last, last - first < 40,
                let year = shortYear(match), year < 2000 || saysFirstYear(match),
                !["内", "以上", "左右", "不等", "有期"].contains(where: match.isFollowed(by:)),
                !(match.before().map { CharacterKind.isDigit($0) || termLeaders.contains($0) } ?? false)
            else { return nil }
            return DateExpression(year: .absolute(year)).until(.init(year: year - first + last))
        },
        // 2015-18年
        DateRule(id: "date.short-year-range", pattern: "{year4}年?\(to){last:year2}年") { match in
            guard case .absolute(let first) = year(match), let last = match.int("last"), last > first % 100,
                CharacterKind.isDigit(match.text[match.end - 2])
            else { return nil }
            return DateExpression(year: .absolute(first)).until(.init(year: first / 100 * 100 + last))
        },
        // 2011到2016的, 2011-2013,: years without their sign, where nothing is counted.
        DateRule(id: "date.bare-year-range", pattern: "{year4}\(to){last:year4}") { match in
            guard case .absolute(let first) = year(match), let last = match.int("last"), first < last, first >= 1949,
                last <= 2049,
                !(match.before().map {
                    CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || [0x2D, 0x2E, 0x2F, 0x53F7].contains($0)
                } ?? false),
                !(match.after().map { CharacterKind.isDigit($0) || [0x2D, 0x2E, 0x2F, 0x25].contains($0) } ?? false),
                match.after().map({ !CharacterKind.isHan($0) && !CharacterKind.isLatin($0) }) ?? true
                    || ["的", "期间", "之间", "学年"].contains(where: match.isFollowed(by:))
            else { return nil }
            return DateExpression(year: .absolute(first)).until(.init(year: last))
        },
        DateRule(
            id: "date.month-range", pattern: "({year4}年|\(relativeYear))?{month}月?(份)?( )?\(to)( )?{last:month}月(份)?"
        ) { match in
            guard !CharacterRules.continuesNumber(match), let last = match.int("last"), !isMonthContinued(match) else {
                return nil
            }
            var date = DateExpression(year: relativeYear(match), month: match.int("month"))
            if match["year4"] != nil { date.year = year(match) }
            return date.until(.init(month: last))
        },
        DateRule(
            id: "date.day-range",
            pattern: "({year4}年|\(relativeYear))?{month}月{day}[日号]?( )?\(to)( )?{last:day}[日号]"
        ) { match in
            guard !CharacterRules.continuesNumber(match), let last = match.int("last") else { return nil }
            var date = DateExpression(year: relativeYear(match), month: match.int("month"), day: match.int("day"))
            if match["year4"] != nil { date.year = year(match) }
            return date.until(.init(day: last))
        },
        // 七、八月份, 4、5两个月: two months side by side; 3、 at a line's beginning numbers an item.
        DateRule(
            id: "date.two-months",
            pattern:
                "({year4}年|{year2}年|\(relativeYear))?(的)?{month}[、,]({middle:month}[、,])?{last:month}(月(份)?|(这)?[两三]个?月(份)?)"
        ) { match in
            guard let first = match.int("month"), let last = match.int("last"),
                last == (match.int("middle").map { $0 == first + 1 ? $0 : 99 } ?? first) + 1,
                !CharacterRules.continuesNumber(match),
                !(beginsLine(match) && CharacterKind.isDigit(match.text[match.start])),
                !isMonthContinued(match)
            else { return nil }
            var date = DateExpression(year: relativeYear(match), month: first)
            if match["year4"] != nil {
                date.year = year(match)
            } else if let year = shortYear(match) {
                date.year = .absolute(year)
            }
            return date.until(.init(month: last))
        },
        DateRule(id: "date.two-years", pattern: "(今明两年|去今两年)") { match in
            DateExpression(year: .fromReceipt(match.contains("明") ? 0 : -1)).until(.init(year: 1))
        },
    ]
}
