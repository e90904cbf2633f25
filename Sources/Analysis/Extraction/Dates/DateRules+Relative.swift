extension DateRules {
    private static let relativeMonth = "(上上个月|上个月|上月|本月|这个月|下个月|下月|次月|当月|同月|该月)"

    // MARK: relative dates

    static let relativeDates: [DateRule] = [
        DateRule(
            id: "date.relative-year",
            pattern:
                "\(relativeYear)(的)?( )?(\(solar){month}月( )?({day}\(dayMark)\(clock)|\(monthPart))|\(yearPart))"
        ) { match in
            guard isRelativeYear(match) else { return nil }
            var date = DateExpression(year: relativeYear(match), month: match.int("month"), day: match.int("day"))
            guard date.month != nil else { return date.with(yearPart(match)) }
            guard date.day != nil else { return twoMonths(date, match) }
            setClock(&date, match)
            return withDays(date, match)
        },
        // 今年4月11，: 日 is left out where nothing is counted.
        DateRule(id: "date.relative-year-unmarked", pattern: "\(relativeYear)(的)?{month}月{day:digits}") { match in
            guard let day = match.int("day"), (1...31).contains(day), isUnmarkedEnd(match), isRelativeYear(match) else {
                return nil
            }
            return DateExpression(year: relativeYear(match), month: match.int("month"), day: day)
        },
        DateRule(
            id: "date.relative-month",
            pattern: "\(relativeMonth)(份)?(的)?( )?({day}\(dayMark)\(clock)|初|底|末|上旬|中旬|下旬)?"
        ) { match in
            // 每月25日发上月工资: what is paid for, no date.
            if match.surface == "上月", ["工资", "工钱", "电费", "水费", "账"].contains(where: match.isFollowed(by:)) {
                return nil
            }
            var date = DateExpression()
            date.relativeMonth =
                match.contains("上上")
                ? -2
                : match.contains("上个月") || match.contains("上月")
                    ? -1
                    : match.contains("下个月") || match.contains("下月") || match.contains("次月") ? 1 : 0
            date.countsFromAntecedent = ["次月", "当月", "同月", "该月"].contains { match.contains($0) }
            date.day = match.int("day")
            date.part = date.day == nil ? monthPart(match) : nil
            setClock(&date, match)
            return date
        },
        // 这个月前两天
        DateRule(id: "date.relative-first-days", pattern: "\(relativeMonth)(的)?前{last:int}天") { match in
            guard let last = match.int("last"), (2...28).contains(last) else { return nil }
            var date = DateExpression(day: 1)
            date.relativeMonth = match.contains("上") ? -1 : match.contains("下") || match.contains("次") ? 1 : 0
            date.countsFromAntecedent = ["次月", "当月", "同月", "该月"].contains { match.contains($0) }
            return date.until(.init(day: last))
        },
        DateRule(id: "date.relative-quarter", pattern: "(上|本|下)(个|一)?季度(末)?") { match in
            var date = DateExpression()
            date.relativeQuarter = match.contains("上") ? -1 : match.contains("下") ? 1 : 0
            date.part = match.contains("末") ? .endOfMonth : nil
            return date
        },
        DateRule(
            id: "date.relative-day",
            pattern:
                "(即日|今儿个?|昨儿个?|前儿个?|明儿个?|今天|昨天|前天|明天|后天|大前天|大后天|今日|昨日|明日|今晚|昨晚|前晚|今晨|今早|昨夜|当日|当天|当晚|当夜|次日|翌日|同日|同一天|第二天|第三天)\(clock)"
        ) { match in
            guard let (word, offset) = relativeDays.first(where: { match.surface.hasPrefix($0.0) }),
                isRelativeDay(match, word)
            else { return nil }
            var date = DateExpression()
            date.relativeDay = offset
            date.countsFromAntecedent = ["当", "同", "次", "翌", "第"].contains { word.hasPrefix($0) }
            if word.hasPrefix("第") { date.nthDay = offset + 1 }
            setClock(&date, match)
            // 昨晚一点四十: behind midnight.
            if word.hasSuffix("晚") || word.hasSuffix("夜"), let hour = date.hour, (1...4).contains(hour) {
                date.relativeDay = offset + 1
            }
            return date
        },
        // 第四天, 第二日: where a clause begins, and a day is told shortly before.
        DateRule(
            id: "date.nth-day", pattern: "(第[四五六七八九十]天|第[二三四五六七八九十]日)\(clock)"
        ) { match in
            guard let (_, nth) = Numeral.integer(match.text, at: match.start + 1), (2...10).contains(nth),
                match.before().map({ !CharacterKind.isHan($0) && !CharacterKind.isDigit($0) }) ?? false,
                !(match.after().map { CharacterKind.isDigit($0) || Numeral.isNumeral($0) || nthNouns.contains($0) }
                    ?? false)
            else { return nil }
            var date = DateExpression()
            date.nthDay = Int(nth)
            date.relativeDay = Int(nth) - 1
            date.countsFromAntecedent = true
            setClock(&date, match)
            return date
        },
        // 今天2019年4月1号晚上: the day is said twice in one breath.
        DateRule(
            id: "date.day-and-date",
            pattern:
                "(今天|昨天|前天|今日|昨日|当天|当日|明天|明日)( )?[(]?({year4}年{month}月|{month}月|{month}[.])?{day}\(dayMark)[)]?\(clock)"
        ) { match in
            // 今天1号电梯又停了
            guard match["month"] != nil || !(match.after().map { isHouse($0) } ?? false) else { return nil }
            var date = fullDate(match)
            date?.isToday = match.surface.hasPrefix("今")
            return date
        },
        // 今天9月22，
        DateRule(
            id: "date.day-and-date-unmarked", pattern: "(今天|昨天|前天|今日|昨日|明天|明日)( )?{month}月{day:digits}"
        ) { match in
            guard let day = match.int("day"), (1...31).contains(day), isUnmarkedEnd(match) else { return nil }
            var date = DateExpression(month: match.int("month"), day: day)
            date.isToday = match.surface.hasPrefix("今")
            return date
        },
        // 这个月8月5号, 去年2018年11月, 今年也即2015年: a relative word and what it means.
        DateRule(
            id: "date.month-and-day", pattern: "(这个月|本月|上个月|上月|下个月|下月)[(]?{month}月{day}\(dayMark)[)]?\(clock)"
        ) { fullDate($0) },
        DateRule(
            id: "date.year-and-year",
            pattern:
                "(今年|去年|前年|明年)(也即|即|也就是|就是|,)?[(]?{year4}年[)]?(度)?({month}月({day}\(dayMark)\(clock)|\(monthPart))|\(yearPart))"
        ) { match in
            var date = DateExpression(year: year(match), month: match.int("month"), day: match.int("day"))
            guard date.month != nil else { return date.with(yearPart(match)) }
            guard date.day != nil else { return twoMonths(date, match) }
            setClock(&date, match)
            return date
        },
        DateRule(
            id: "date.relative-weekday",
            pattern: "(上上|上|本|这|下下|下)(一)?(个)?(周周|周星期|周|星期|礼拜|週)[一二三四五六日天]\(clock)"
        ) { match in
            let surface = match.surface
            guard let weekday = weekday(surface) else { return nil }
            var date = DateExpression()
            date.weekday = weekday
            date.week =
                surface.hasPrefix("上上")
                ? -2 : surface.hasPrefix("上") ? -1 : surface.hasPrefix("下下") ? 2 : surface.hasPrefix("下") ? 1 : 0
            setClock(&date, match)
            return date
        },
        // 上周, 上个星期: from its Monday to its Sunday.
        DateRule(id: "date.last-week", pattern: "(上上|上)(一|个)?(周|星期|礼拜)") { match in
            // 上周六 is a day; 晚上周围, 周期, 周末.
            guard match.before() != 0x665A, match.before() != 0x65E9, match.before() != 0x4EE5,
                !(match.after().map { [0x56F4, 0x671F, 0x672B, 0x8FB9, 0x5E74, 0x8F6C, 0x5468].contains($0) } ?? false),
                !(match.after().map { weekdays[$0] != nil } ?? false)
            else { return nil }
            var date = DateExpression()
            date.weekday = 1
            date.week = match.surface.hasPrefix("上上") ? -2 : -1
            return date.until(.init(dayOffset: 6))
        },
        DateRule(
            id: "date.week-of-month",
            pattern:
                "({year4}年|{year2}年|\(relativeYear))?(的)?({month}月(份)?|当月|本月|上个?月|下个?月)?(的)?第{nth:int}个?(周|星期|礼拜)"
        ) { match in
            guard var date = monthSaid(match), let nth = match.int("nth"), (1...53).contains(nth) else { return nil }
            date.part = .week(nth)
            return date
        },
        DateRule(
            id: "date.weekday-of-month",
            pattern:
                "({year4}年|\(relativeYear))?(的)?{month}月(份)?(的)?(第{nth:int}|最后一)个?(周|星期|礼拜)[一二三四五六日天]"
        ) { match in
            guard var date = monthSaid(match), let day = weekday(match.surface) else { return nil }
            date.part = .weekday(nth: match.int("nth") ?? 0, day: day)
            return date
        },
        DateRule(id: "date.years-ago", pattern: "(半|{int})(多)?(年|个多?月|天|周|个星期)(之|以)?前") { match in
            // 几十年前批的
            // 十几年前, 十多年前: nobody counted.
            guard match.after() != 0x671F, ![0x51E0, 0x6570].contains(match.before()), !match.contains("几"),
                !(match.contains("十多") && match.contains("年"))
            else { return nil }
            let count = match.int("int") ?? 0
            guard count > 0 || match.surface.hasPrefix("半"), count < 200 else { return nil }
            var date = DateExpression()
            if match.surface.hasPrefix("半") {
                guard match.contains("年") else { return nil }
                date.relativeMonth = -6
            } else if match.contains("年") {
                guard !isYearNumber(match) else { return nil }
                date.year = .fromReceipt(-count)
            } else if match.contains("月") {
                date.relativeMonth = -count
            } else {
                date.relativeDay = -count * (match.contains("天") ? 1 : 7)
            }
            return date
        },
        // 六天后的3时1刻: a day counted from now, where an hour makes it one.
        DateRule(
            id: "date.days-ahead", pattern: "{int}天(之|以)?后(的)?(\(dayTime)( )?)?\(hourAndMinute)"
        ) { match in
            guard let count = match.int("int"), (1...60).contains(count) else { return nil }
            var date = DateExpression()
            date.relativeDay = count
            setClock(&date, match)
            return date
        },
        DateRule(
            id: "date.festival",
            pattern:
                "(\(relativeYear)|{year4}年|{year2}年|\(cycleYear))?(的)?(农历)?(\(Festivals.all.map(\.name).joined(separator: "|")))(当天|那天|那日|当日|当晚|期间|假期|长假|小长假|黄金周|次日|第二天|前一[天日]|头一天|头天|前{ahead:int}[天日]|后?第{behind:int}[天日]|后{behind:int}[天日])?\(clock)"
        ) { festival($0) },
        // “五一”前
        DateRule(
            id: "date.festival-quoted", pattern: "[“\"](五一|十一|八一|国庆|春节|元旦|中秋|清明|端午)[”\"]"
        ) { match in
            guard let festival = Festivals.all.first(where: { match.contains($0.name) }),
                ["前", "后", "期间", "假期"].contains(where: match.isFollowed(by:))
            else { return nil }
            var date = DateExpression()
            date.festival = festival.name
            return date
        },
        // 光绪十九年, 民国三十六年
        DateRule(id: "date.reign", pattern: "(康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国)({int}|元)年(间)?") { match in
            guard let reign = reigns.first(where: { match.contains($0.name) }) else { return nil }
            let count = match.int("int") ?? 1
            guard (1...reign.length).contains(count) else { return nil }
            return DateExpression(year: .absolute(reign.before + count))
        },
        DateRule(id: "date.season", pattern: "(这个|上个|今|去)(春天|夏天|秋天|冬天|春|夏|秋|冬)") { match in
            // 去冬今春; 过去春, 今秋.
            var date = DateExpression(year: .fromReceipt(match.surface.hasPrefix("去") ? -1 : 0))
            date.part = yearPart(match)
            date.isSeasonNow = match.surface.hasPrefix("这个") || match.surface.hasPrefix("今")
            return date
        },
        // 夏季以来: the season as it stands, where it is the beginning of something.
        DateRule(id: "date.season-since", pattern: "(春|夏|秋|冬)(季|天)") { match in
            guard match.isFollowed(by: "以来"), match.before().map({ $0 != 0x6BCF && $0 != 0x5E74 }) ?? true else {
                return nil
            }
            return DateExpression().with(yearPart(match))
        },
    ]

    /// 第十日期满: what is reckoned and not told.
    private static let nthNouns = ScalarSet("期内止起前")

    /// The year before a reign's first, and how many it had.
    private static let reigns: [(name: String, before: Int, length: Int)] = [
        ("康熙", 1661, 61), ("雍正", 1722, 13), ("乾隆", 1735, 60), ("嘉庆", 1795, 25), ("道光", 1820, 30),
        ("咸丰", 1850, 11), ("同治", 1861, 13), ("光绪", 1874, 34), ("宣统", 1908, 3), ("民国", 1911, 38),
    ]

    private static let relativeDays: [(String, Int)] = [
        ("即日", 0), ("今儿", 0), ("昨儿", -1), ("前儿", -2), ("明儿", 1), ("大前天", -3), ("大后天", 3), ("前天", -2), ("前晚", -2),
        ("昨天", -1), ("昨日", -1), ("昨晚", -1), ("昨夜", -1),
        ("今天", 0),
        ("今日", 0), ("今晚", 0), ("今晨", 0), ("今早", 0), ("明天", 1), ("明日", 1), ("后天", 2), ("当日", 0), ("当天", 0), ("当晚", 0),
        ("当夜", 0), ("同日", 0), ("同一天", 0), ("次日", 1), ("翌日", 1), ("第二天", 1), ("第三天", 2),
    ]

    // MARK: the lunar calendar

    /// Before a lunar month also without its sign: 己亥冬月初十.
    private static let lunarYear = "(\(relativeYear)|{year4}年|\(cycleYear)?)?"

    static let lunarDates: [DateRule] = [
        // 甲辰年
        DateRule(id: "date.cycle-year", pattern: "\(cycleYear)") { match in
            cycleYear(match).map { DateExpression(year: $0) }
        },
        DateRule(
            id: "date.lunar",
            pattern:
                "\(lunarYear)(农历|阴历|旧历|古历)({year4}年)?(闰)?(正月|腊月|冬月|{month}月)(初{day}|{day}(日)?)?\(clock)"
        ) { lunar($0) },
        DateRule(
            id: "date.lunar-month-name",
            pattern: "(\(relativeYear)|{year4}年|{year2}年|\(cycleYear)?)?(农历|阴历)?(正月|腊月|冬月)(初{day}|{day})?(里|底)?\(clock)"
        ) { lunar($0) },
        // 大年初三 at any hour
        DateRule(id: "date.new-years-days", pattern: "(\(relativeYear)|{year4}年)?大年(初)?{day}\(clock)") { match in
            guard var date = lunar(match), let day = date.day else { return nil }
            if match.contains("初") { return day <= 10 ? date : nil }
            // 大年廿八 is of the month that ends the year.
            date.month = 12
            return (20...30).contains(day) ? date : nil
        },
        DateRule(id: "date.lunar-leap", pattern: "\(lunarYear)闰{month}月(初{day}|{day})?") { lunar($0) },
        DateRule(
            id: "date.lunar-day", pattern: "\(lunarYear){month}月(初{day}|{day})\(clock)"
        ) { match in
            // 三月初八, 八月十五: said in Chinese numerals and without 日, a day of the lunar month.
            guard isLunarDay(match) else { return nil }
            // 二〇二一年四月十二 as a line by itself is signed, and letters are signed by the common calendar.
            if isLine(match),
                match["year4"] != nil || match.surface.first.map({ Numeral.isNumeral($0) }) ?? false,
                !match.contains("初")
            {
                return fullDate(match)
            }
            var date = lunar(match)
            date?.mayBeSolar = !match.contains("初") && match["year4"] == nil
            return date
        },
    ]

    // MARK: clock times

    static let clockTimes: [DateRule] = [
        DateRule(
            id: "date.clock",
            pattern:
                "\(dayTime)( )?\(hourAndMinute)(\(to)(次日|当日|第二天)?\(dayTime)?{hour2:hour}(时|点钟|点|:)({minute2:minute}分?|半|整)?)?"
        ) { match in
            var date = DateExpression()
            date.relativeDay = 0
            date.countsFromAntecedent = true
            // 打到凌晨2点40: the night goes into the next day.
            if match.contains("凌晨"), [0x5230, 0x81F3].contains(match.before() ?? 0) { date.relativeDay = 1 }
            setClock(&date, match)
            return date
        },
        DateRule(id: "date.clock-plain", pattern: "{hour}[时点]({minute}分|半|)") { match in
            guard isPlainClock(match) else { return nil }
            var date = DateExpression()
            date.relativeDay = 0
            date.countsFromAntecedent = true
            setClock(&date, match)
            return date
        },
    ]
}
