/// What comes back every day, on days of the week, and at which hour.
extension ValueRules {
    // MARK: the clock

    private static let longPart = "早上|早晨|清晨|凌晨|上午|中午|下午|傍晚|晚上|夜里|夜间|深夜|半夜|晚"
    /// 早 and 夜 only before the hour: 每个工作日|早高峰.
    private static let dayPart = "(\(longPart)|早|夜)"
    private static let about = "(从|自|在|于|大概|大约|约|都)"
    /// Behind the hour: 17:30, 7点半, 五点多, 八点二十分.
    private static let minutes = "({minute:minute}分|{minute:digits})?(半|整|钟|多|许)*"
    /// …至次日凌晨2点; where it begins is the recurrence's hour.
    private static let untilHour =
        "((左右|前后)?(开始)?(一直|直)?(至|到|-|—|~)+(次日|第二天|翌日|当晚)?\(dayPart)?([0-9][、,])?{to:hour}[时点:]({end:digits}分?)?(半|整|钟|多|许)*)?"
    private static let clockTail = "(左右|前后|期间)?(之前|以前|前|之后|以后|过后|后)?"
    /// A part of the day and the clock, to its end where one is said.
    static let dayClock =
        "(\(about)*(\(longPart)))?(\(about)*(早|夜)?{hour}[时点:]\(minutes)\(untilHour)\(clockTail))?"

    /// The rule with the clock time at which it begins.
    static func clocked(_ rule: String, _ match: PatternMatch) -> ValueReading {
        guard let hour = clockHour(match, "hour") else { return .recurrence(rule: rule) }
        var result = rule + ";BYHOUR=\(hour)"
        for slot: SlotName in ["second", "third"] {
            if let next = clockHour(match, slot) { result += ",\(next)" }
        }
        let minute = match.int("minute") ?? (isHalfPast(match) ? 30 : 0)
        if minute > 0 { result += ";BYMINUTE=\(minute)" }
        return .recurrence(rule: result)
    }

    /// 7点|半, but not 半夜7点.
    private static func isHalfPast(_ match: PatternMatch) -> Bool {
        guard let start = match.start(of: "hour"), let hour = match.surface(of: "hour") else { return false }
        let end = start + hour.count + 1
        return end < match.end && match.text[end] == 0x534A
    }

    /// The hour by the part of the day said before it: 下午 2 is 14, 晚 12 is 0.
    private static func clockHour(_ match: PatternMatch, _ slot: SlotName) -> Int? {
        guard let start = match.start(of: slot), let hour = match.int(slot), hour < 24 else { return nil }
        // Of 每天从下午4点…, what stands between the last mark or figure and the hour.
        let first = slot == "hour" ? match.start : max(match.start, start - 2)
        let before = match.text[first..<start]
        let isNight = before.contains { [0x665A, 0x591C].contains($0) }
        if isNight || before.contains(0x51CC) {
            return hour == 12 ? 0 : isNight && hour > 4 && hour < 12 ? hour + 12 : hour
        }
        // 傍晚 is late by its 晚; 下午, 中午1点.
        let isAfternoon = before.contains { $0 == 0x4E0B || $0 == 0x4E2D && hour < 4 }
        return isAfternoon && hour < 12 ? hour + 12 : hour
    }

    // MARK: days of the week

    static let weekdayNames = DateRules.weekdays.mapValues { weekdays[$0 - 1] }
    static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    private static let week = "(周|星期|礼拜)"
    static let also = "(、|和|及|与|,)"

    /// The days named before the clock: figures of the clock (七点) are none.
    private static func namedDays(_ match: PatternMatch) -> [String] {
        (match.start..<(match.start(of: "hour") ?? match.end)).compactMap { index in
            // 全天, 每天 name no Sunday.
            let isWhole = index > match.start && [0x5168, 0x6BCF].contains(match.text[index - 1])
            return isWhole && match.text[index] == 0x5929 ? nil : weekdayNames[match.text[index]]
        }
    }

    private static let schoolings = WordSet([
        "放学", "补课", "到校", "返校", "上课", "例会", "闭馆", "开馆", "接人", "不上班", "晚自习", "课后服务", "延时服务", "升旗",
    ])

    private static func weekly(_ match: PatternMatch) -> ValueReading? {
        let days = namedDays(match)
        return days.isEmpty ? nil : clocked("FREQ=WEEKLY;BYDAY=" + days.joined(separator: ","), match)
    }

    /// 上周六周日, 本周一、周三: days of one week.
    private static func isOfOneWeek(_ match: PatternMatch) -> Bool {
        guard let before = match.before() else { return false }
        return [0x4E0A, 0x4E0B, 0x672C, 0x8FD9, 0x90A3, 0x4E2A, 0x65E5, 0x53F7, 0x28].contains(before)
    }

    static let weeklyRecurrences: [ValueRule] = [
        ValueRule(id: "recurrence.working-days", pattern: "每(个|周)?工作日(的)?\(dayClock)") { match in
            clocked("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", match)
        },
        // 工作日9:00—17:00
        ValueRule(
            id: "recurrence.working-hours",
            pattern:
                "工作日(的)?\(dayPart)?{hour}[时点:]\(minutes)(至|到|-|—|~)+\(dayPart)?{to:hour}[时点:]({end:digits}分?)?(半|整|钟)?"
        ) { match in
            // 15个工作日9:00…: so many of them.
            match.before().map { $0 == 0x4E2A || CharacterKind.isDigit($0) } ?? false
                ? nil : clocked("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", match)
        },
        // 工作日上午九点
        ValueRule(id: "recurrence.working-clock", pattern: "工作日(的)?(\(longPart)){hour}[时点:]\(minutes)") { match in
            match.before().map { $0 == 0x4E2A || CharacterKind.isDigit($0) || Numeral.isNumeral($0) } ?? false
                ? nil : clocked("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", match)
        },
        ValueRule(
            id: "recurrence.weekday-range",
            pattern: "(每(个)?)?\(week)[一二三四五六](至|到|-|—|~)+\(week)?[二三四五六日天](的|,)?(每天|每晚)?\(dayClock)"
        ) { match in
            let named = namedDays(match).compactMap(weekdays.firstIndex)
            guard named.count >= 2, named[0] < named[1] else { return nil }
            return clocked("FREQ=WEEKLY;BYDAY=" + weekdays[named[0]...named[1]].joined(separator: ","), match)
        },
        // 每个周末, 每到双休日
        ValueRule(
            id: "recurrence.weekends", pattern: "(每(个|到|逢)?|逢)(周末|双休日|休息日)(的)?(全天|\(dayClock))"
        ) { match in clocked("FREQ=WEEKLY;BYDAY=SA,SU", match) },
        ValueRule(
            id: "recurrence.on-weekdays",
            pattern: "(每(到|逢)|逢)(阳历|公历)?\(week)[一二三四五六日天](\(also)*\(week)?[一二三四五六日天])*(的)?(全天|\(dayClock))"
        ) { match in weekly(match) },
        ValueRule(
            id: "recurrence.weekly-two-days",
            pattern:
                "每(个)?(周的?)?\(week)[一二三四五六日天](\(also)\(week)?[一二三四五六日天]|\(week)[一二三四五六日天])+(的)?(全天|\(dayClock))"
        ) { match in weekly(match) },
        // 每周只在星期三, 每周轮休周三
        ValueRule(
            id: "recurrence.weekly-only",
            pattern:
                "每(个)?\(week)(都|只|仅|就|固定|一般)?(在|于|休|休息|轮休|轮到|值班|停)\(week)[一二三四五六日天](\(also)\(week)?[一二三四五六日天])*(全天|\(dayClock))"
        ) { match in weekly(match) },
        // 每双周周五, 隔周的周三, 隔周三, 双周三
        ValueRule(
            id: "recurrence.every-other-week",
            pattern: "((隔周|每(双|单|两)周|每隔一周)的?\(week)|隔周|双周|单周)[一二三四五六日天](全天|\(dayClock))"
        ) { match in
            guard let day = namedDays(match).last, ![0x95F4, 0x4E0D, 0x76F8, 0x9694].contains(match.before()),
                !(match.after().map { [0x6B21, 0x904D, 0x5929, 0x4E2A].contains($0) } ?? false)
            else { return nil }
            return clocked("FREQ=WEEKLY;INTERVAL=2;BYDAY=\(day)", match)
        },
        // 周五下午放学, 周日收费补课: a day of every week, told by what a school or an office does on it.
        ValueRule(id: "recurrence.scheduled-weekday", pattern: "\(week)[一二三四五六日天](的)?\(dayClock)") { match in
            guard !isOfOneWeek(match), !(match.before().map { $0 == 0x6BCF || CharacterKind.isDigit($0) } ?? false),
                // 四周|三五成群
                match.surface.first != 0x5468 || match.before().flatMap({ Numeral.digit($0) }) == nil,
                (match.end...match.end + 4).contains(where: { schoolings.word(match.text, at: $0) != nil })
            else { return nil }
            return weekly(match)
        },
        // 周一、周三、周五 by themselves, 周二四六; of two days the weekend only, with what it is told by.
        ValueRule(
            id: "recurrence.bare-weekdays",
            pattern:
                "\(week)[一二三四五六](\(also)?\(week)[二三四五六日天](\(also)?\(week)[二三四五六日天])*|[二三四五六日][二三四五六日]+|、[二三四五六日]、[二三四五六日](、[二三四五六日])*|、[日天]|日)(全天|\(dayClock))"
        ) { match in
            let days = namedDays(match)
            // 四周|三五成群
            guard !isOfOneWeek(match), match.before().flatMap({ Numeral.digit($0) }) == nil,
                days.count > 2 || days == ["SA", "SU"]
            else { return nil }
            return weekly(match)
        },
        // 每周二四六晚, 每星期六日
        ValueRule(
            id: "recurrence.weekly-days-joined",
            pattern: "每(个)?\(week)[一二三四五六][二三四五六日]+(全天|\(dayClock))"
        ) { match in
            let days = namedDays(match)
            let order = days.compactMap(weekdays.firstIndex)
            guard zip(order, order.dropFirst()).allSatisfy({ $0 < $1 }),
                !(match.after().map {
                    [0x70B9, 0x65F6, 0x6B21, 0x4E2A, 0x8D9F, 0x56DE, 0x53F7, 0x6708].contains($0)
                } ?? false)
            else { return nil }
            return weekly(match)
        },
        ValueRule(
            id: "recurrence.weekly-day",
            pattern: "每(个)?(\(week)的?)?\(week)[一二三四五六日天](的)?(全天|\(dayClock))(下班前|下班之前|之前|以前|前)?"
        ) { match in
            // 每周|一次, 每周|六天班
            match.surface.last.map { weekdayNames[$0] != nil } ?? false
                && [0x6B21, 0x904D, 0x5929].contains(match.after())
                ? nil : weekly(match)
        },

        // MARK: every day
        ValueRule(
            id: "recurrence.daily-clock",
            pattern:
                "(每(个)?(天|日|晚|早|夜)|天天|每到)(的|就|基本|基本上)?\(about)*\(dayPart)?(的)?\(about)*\(dayPart)?{hour}(/{either:hour})?[时点:]\(minutes)(\(also)\(dayPart)?{second:hour}[时点:]{other:digits}?(半|钟)?(\(also)\(dayPart)?{third:hour}[时点:]{rest:digits}?(半|钟)?)?|\(untilHour))\(clockTail)"
        ) { match in
            // 每天早晚七点: twice.
            if match.contains("早晚"), match["second"] == nil, let hour = match.int("hour"), hour < 12 {
                return .recurrence(rule: "FREQ=DAILY;BYHOUR=\(hour),\(hour + 12)")
            }
            return clocked("FREQ=DAILY", match)
        },
    ]
}
