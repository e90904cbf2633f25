internal import Documents

extension ValueRules {
    // MARK: recurrences

    /// A part of the day and the clock, to its end where one is said.
    private static let dayClock =
        "(早上|上午|中午|下午|晚上|晚|夜里)?({hour}[时点:]({minute:digits}分?)?(半|整|钟)?((至|到|-|—|~)+(次日|第二天|当晚|下午|晚上|凌晨|早上)?{to:hour}[时点:]({end:digits}分?)?(半|整|钟)?)?)?"

    static let recurrences: [ValueRule] = [
        ValueRule(
            id: "recurrence.working-days",
            pattern:
                "每(个|周)?工作日(的)?((上午|早上)?{hour}([时点:]{minute:digits}?分?)((至|到|-|—)+(下午)?{to:hour}[时点:]?{end:digits}?)?)?"
        ) { match in
            clocked("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", match)
        },
        ValueRule(
            id: "recurrence.weekday-range",
            pattern:
                "(每)?(周|星期)[一二三四五六](至|到|-|—)+(周|星期)?[二三四五六日天](的)?\(dayClock)"
        ) { match in
            let last = match.start(of: "hour") ?? match.end
            let named = match.text[match.start..<last].compactMap { weekdayNames[$0] }.compactMap(weekdays.firstIndex)
            guard named.count >= 2, named[0] < named[1] else { return nil }
            return clocked("FREQ=WEEKLY;BYDAY=" + weekdays[named[0]...named[1]].joined(separator: ","), match)
        },
        ValueRule(id: "recurrence.weekends", pattern: "每(个)?周末(的)?((上午|早上|下午|晚上)?{hour}[时点:]{minute:digits}?分?)?") {
            match in
            clocked("FREQ=WEEKLY;BYDAY=SA,SU", match)
        },
        ValueRule(id: "recurrence.every-other", pattern: "隔(天|日|周|月|年)|每隔一(天|日|周|个?月|年)|每隔(天|日|周)") { match in
            guard match.before() != 0x95F4, match.before() != 0x4E0D else { return nil }
            let unit =
                match.contains("周")
                ? "WEEKLY" : match.contains("月") ? "MONTHLY" : match.contains("年") ? "YEARLY" : "DAILY"
            return .recurrence(rule: "FREQ=\(unit);INTERVAL=2")
        },
        ValueRule(id: "recurrence.on-weekdays", pattern: "(每)?逢(周|星期)[一二三四五六日天](([、和及](周|星期)?[一二三四五六日天])+)?(上午|下午)?") {
            match in
            let days = match.surface.compactMap { weekdayNames[$0] }
            return days.isEmpty ? nil : .recurrence(rule: "FREQ=WEEKLY;BYDAY=" + days.joined(separator: ","))
        },
        ValueRule(id: "recurrence.on-weekends", pattern: "(每)?逢(双休日|周末|休息日)|每(个)?(双休日|休息日)") { _ in
            .recurrence(rule: "FREQ=WEEKLY;BYDAY=SA,SU")
        },
        ValueRule(
            id: "recurrence.once-per",
            pattern:
                "(每|一)(个)?(天|日|周|星期|礼拜|月|季度|季|年|半年)(至少|不少于|要)?(开展|召开|报送|通报|公布|调度|研究|碰头|报告|汇总|更新|检查|排查|巡查|走访|接访|下访|例会|抄|收|结|开)?一次"
        ) { match in
            // 每月…一次 is taken by the rules for 每月; this is 一月一次, 一周一次.
            guard match.surface.hasPrefix("一"), match.before().map({ $0 != 0x7B2C && $0 != 0x5341 }) ?? true else {
                return nil
            }
            if match.contains("半年") { return .recurrence(rule: "FREQ=MONTHLY;INTERVAL=6") }
            if match.contains("季") { return .recurrence(rule: "FREQ=MONTHLY;INTERVAL=3") }
            let unit =
                match.contains("周") || match.contains("星期") || match.contains("礼拜")
                ? "WEEKLY" : match.contains("月") ? "MONTHLY" : match.contains("年") ? "YEARLY" : "DAILY"
            return .recurrence(rule: "FREQ=\(unit)")
        },
        ValueRule(
            id: "recurrence.monthly-ten-days", pattern: "每(个)?月(的)?(上|中|下)旬"
        ) { match in
            let days = match.contains("上旬") ? 1...10 : match.contains("中旬") ? 11...20 : 21...31
            return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + days.map(String.init).joined(separator: ","))
        },
        ValueRule(
            id: "recurrence.monthly-day-range", pattern: "每(个)?月(的)?{day}[日号]?(至|到|-|~|—)+{last:day}[日号]"
        ) { match in
            guard let first = match.int("day"), let last = match.int("last"), first < last else { return nil }
            return .recurrence(
                rule: "FREQ=MONTHLY;BYMONTHDAY=" + (first...last).map(String.init).joined(separator: ","))
        },
        ValueRule(id: "recurrence.half-monthly", pattern: "(每半个?月|半月一次)") { _ in
            .recurrence(rule: "FREQ=WEEKLY;INTERVAL=2")
        },
        ValueRule(id: "recurrence.ten-days", pattern: "每旬(末)?") { match in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + (match.contains("末") ? "10,20,-1" : "1,11,21"))
        },
        ValueRule(id: "recurrence.last-weekday", pattern: "每(个)?月(的)?最后(一)?个?(周|星期)[一二三四五六日天](上午|下午|全天)?") { match in
            weekday(match).map { .recurrence(rule: "FREQ=MONTHLY;BYDAY=-1\($0)") }
        },
        ValueRule(id: "recurrence.market-days", pattern: "每(个)?月逢{int}(的)?(集日|集|日|场)") { match in
            guard let digit = match.int("int"), (1...9).contains(digit) else { return nil }
            return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=\(digit),\(digit + 10),\(digit + 20)")
        },
        ValueRule(
            id: "recurrence.quarter-month", pattern: "每(个)?季度?(的)?(末月|季末月|最后(一)?个月|次月)({day}[日号])?(之前|前)?"
        ) { match in
            var rule = "FREQ=YEARLY;BYMONTH=" + (match.contains("次月") ? "1,4,7,10" : "3,6,9,12")
            if let day = match.int("day") { rule += ";BYMONTHDAY=\(day)" }
            return .recurrence(rule: rule)
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
        ValueRule(
            id: "recurrence.monthly-nth-week", pattern: "每(个)?月(的)?第{int}(个)?(周|星期)的?(周|星期)[一二三四五六日天](全天|\(dayClock))"
        ) { match in
            guard let nth = match.int("int"), let day = namedDay(match) else { return nil }
            return clocked("FREQ=MONTHLY;BYDAY=\(nth)\(day)", match)
        },
        ValueRule(
            id: "recurrence.weekly-two-days",
            pattern: "每(个)?(周|星期)[一二三四五六日天](、|和|及)(周|星期)?[一二三四五六日天]((、|和|及)(周|星期)?[一二三四五六日天])*(的)?(\(dayClock)|全天)"
        ) { match in
            // Figures of the clock (七点) are no weekdays: they stand in the slot.
            let last = match.start(of: "hour") ?? match.end
            let days = match.text[match.start..<last].compactMap { weekdayNames[$0] }
            return clocked("FREQ=WEEKLY;BYDAY=" + days.joined(separator: ","), match)
        },
        ValueRule(id: "recurrence.quarter-first-month", pattern: "每(个)?季度(的)?(首月|第一个月|初)(的)?({day}[日号])?(之前|前)?") {
            match in
            var rule = "FREQ=YEARLY;BYMONTH=1,4,7,10"
            if let day = match.int("day") { rule += ";BYMONTHDAY=\(day)" }
            return .recurrence(rule: rule)
        },
        ValueRule(
            id: "recurrence.daily-clock",
            pattern:
                "每(天|日|晚|早)(上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|夜里|夜间|深夜|半夜|晚|早)?{hour}(/{alternative:hour})?[时点:](半|钟|{minute:digits}?)((、|和|及)(下午|晚上)?{second:hour}[时点:]{other:digits}?|(至|到|-|—|~)+(次日|第二天|当晚|下午|晚上|凌晨|早上)?{to:hour}[时点:]{end:digits}?(半|钟)?)?(之前|以前|前|之后|以后|后)?"
        ) { match in
            guard let hour = match.int("hour") else { return nil }
            let late = isLate(match) && match.int("second") == nil && hour < 12
            var rule = "FREQ=DAILY;BYHOUR=\(late ? hour + 12 : hour)"
            if let second = match.int("second") { rule += ",\(second)" }
            let minute = match.int("minute") ?? (match.contains("半") ? 30 : 0)
            if minute > 0 { rule += ";BYMINUTE=\(minute)" }
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
        ValueRule(id: "recurrence.monthly-day", pattern: "每(个)?月(的)?{day}[日号](之前|以前|前后|前)?") { match in
            match.int("day").map { .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=\($0)") }
        },
        ValueRule(id: "recurrence.monthly-end", pattern: "(每(个)?月(的)?(月)?(底|末)|每(个)?月(的)?最后(一|1)[天日])(之前|前)?") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=-1")
        },
        ValueRule(id: "recurrence.monthly-start", pattern: "每(个)?月((月)?初|的?第一天)") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=1")
        },
        ValueRule(id: "recurrence.monthly-weekday", pattern: "每(个)?月(的)?第{int}(个)?(周|星期)[一二三四五六日天](全天|\(dayClock))") {
            match in
            guard let nth = match.int("int"), let day = namedDay(match) else { return nil }
            return clocked("FREQ=MONTHLY;BYDAY=\(nth)\(day)", match)
        },
        ValueRule(id: "recurrence.weekly-day", pattern: "每(个)?(周|星期|礼拜)([一二三四五六日天])(的)?\(dayClock)(下班前|下班之前|之前|前)?") {
            match in
            guard let day = match.surface.lazy.compactMap({ weekdayNames[$0] }).first else { return nil }
            return clocked("FREQ=WEEKLY;BYDAY=\(day)", match)
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
        // 每年6月30日和12月31日前
        ValueRule(
            id: "recurrence.yearly-days",
            pattern: "每年(的)?{month}月{day}[日号](和|、|及|与){next:month}月{last:day}[日号](之前|以前|前)?"
        ) { match in
            guard let month = match.int("month"), let day = match.int("day"), let next = match.int("next"),
                let last = match.int("last")
            else { return nil }
            func isEnd(_ day: Int, _ month: Int) -> Bool { day == CivilDate.days(inMonth: month, of: 2001) }
            let days = isEnd(day, month) && isEnd(last, next) ? "-1" : day == last ? "\(day)" : "\(day),\(last)"
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=\(month),\(next);BYMONTHDAY=\(days)")
        },
        // 每年6月至9月, 每年11月到次年3月
        ValueRule(
            id: "recurrence.yearly-range",
            pattern: "每年(的)?{month}月?(份)?(至|到|-|—|~)+(次年|翌年|第二年|来年)?(的)?{last:month}月(份)?(底|末)?"
        ) { match in
            guard let first = match.int("month"), let last = match.int("last"), first != last else { return nil }
            let months = first < last ? Array(first...last) : Array(first...12) + Array(1...last)
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=" + months.map(String.init).joined(separator: ","))
        },
        ValueRule(id: "recurrence.yearly-quarter", pattern: "每年(的)?第?[一二三四]季度(末)?(之前|前)?") { match in
            guard let quarter = match.surface.dropFirst(2).lazy.compactMap({ Numeral.digit($0) }).first else {
                return nil
            }
            let rule = "FREQ=YEARLY;BYMONTH="
            return .recurrence(
                rule: match.contains("末")
                    ? rule + "\(quarter * 3);BYMONTHDAY=-1"
                    : rule + (quarter * 3 - 2...quarter * 3).map(String.init).joined(separator: ","))
        },
        // 每年春节前: a festival of the common calendar has its day, others only come every year.
        ValueRule(
            id: "recurrence.festival",
            pattern: "每(年|逢)(的)?(\(Festivals.all.map(\.name).joined(separator: "|")))(前后|前夕|期间|假期|过后|之前|前|后)?"
        ) { match in
            guard let festival = Festivals.all.first(where: { match.contains($0.name) }) else { return nil }
            guard case .solar(let month, let day) = festival.day else { return .recurrence(rule: "FREQ=YEARLY") }
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=\(month);BYMONTHDAY=\(day)")
        },
        // 每月初一、十五: days of the lunar month, which no rule of the common calendar can tell better.
        ValueRule(
            id: "recurrence.lunar-days", pattern: "(农历|阴历)?每(个)?月(的)?初{day}(([、和]|、?初){second:day})?"
        ) { match in
            guard let day = match.int("day"), day <= 10 else { return nil }
            return .recurrence(
                rule: "FREQ=MONTHLY;BYMONTHDAY=\(day)" + (match.int("second").map { ",\($0)" } ?? ""))
        },
        // 每周二四六晚, 每星期六日
        ValueRule(
            id: "recurrence.weekly-days-joined",
            pattern: "每(个)?(周|星期|礼拜)[一二三四五六][二三四五六日天]+(晚上|晚|上午|下午|早上)?"
        ) { match in
            let days = match.surface.compactMap { weekdayNames[$0] }
            let order = days.compactMap(weekdays.firstIndex)
            guard zip(order, order.dropFirst()).allSatisfy({ $0 < $1 }),
                !(match.after().map {
                    [0x70B9, 0x65F6, 0x6B21, 0x4E2A, 0x8D9F, 0x56DE, 0x53F7, 0x6708].contains($0)
                } ?? false)
            else { return nil }
            return .recurrence(rule: "FREQ=WEEKLY;BYDAY=" + days.joined(separator: ","))
        },
        ValueRule(id: "recurrence.yearly-edge", pattern: "每年(的)?(年)?(底|末|初)(之前|前)?") { match in
            .recurrence(
                rule: match.contains("初")
                    ? "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1" : "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1")
        },
        ValueRule(id: "recurrence.daily-part", pattern: "每(天|日)(早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|夜间|深夜|凌晨|半夜)|每(晚|夜)") {
            match in
            // With a clock time the longer rule wins.
            match.before() == 0x5929 ? nil : .recurrence(rule: "FREQ=DAILY")
        },
        ValueRule(id: "recurrence.half-hourly", pattern: "每半(个)?(小时|钟头)") { _ in
            .recurrence(rule: "FREQ=MINUTELY;INTERVAL=30")
        },
        ValueRule(id: "recurrence.every-n", pattern: "每(隔)?{int}(个)?(天|日|周|星期|月|年|小时|分钟)") { match in
            // 每一年: every one of them.
            guard let count = match.int("int"), count > 1 || count == 1 && match.contains("隔") else { return nil }
            let unit =
                match.contains("月")
                ? "MONTHLY"
                : match.contains("年")
                    ? "YEARLY"
                    : match.contains("小时") || match.contains("分钟")
                        ? match.contains("分钟") ? "MINUTELY" : "HOURLY"
                        : match.contains("周") || match.contains("星期") ? "WEEKLY" : "DAILY"
            return .recurrence(rule: count == 1 ? "FREQ=\(unit)" : "FREQ=\(unit);INTERVAL=\(count)")
        },
        ValueRule(id: "recurrence.unit", pattern: "(每(个)?月|每周|每(个)?星期|每年|每天|每日|按月|按周)(至少)?") { match in
            // 每月500元, 每月补贴300元: a rate, no duty; 每日零报告 is one.
            if let after = match.after(), CharacterKind.isDigit(after) || (Numeral.digit(after) ?? 0) > 0 {
                return .nothing
            }
            for start in match.end..<min(match.end + 4, match.text.count) {
                guard CharacterKind.isHan(match.text[start]) || CharacterKind.isDigit(match.text[start]) else { break }
                if let reading = Numeral.number(match.text, at: start), reading.end < match.text.count,
                    [0x5143, 0x5757].contains(match.text[reading.end])
                {
                    return .nothing
                }
            }
            let rule =
                match.contains("月")
                ? "MONTHLY"
                : match.contains("周") || match.contains("星期") ? "WEEKLY" : match.contains("年") ? "YEARLY" : "DAILY"
            return .recurrence(rule: "FREQ=\(rule)")
        },
    ]

    private static let weekdayNames = DateRules.weekdays.mapValues { weekdays[$0 - 1] }

    /// The last weekday named in the match.
    private static func weekday(_ match: PatternMatch) -> String? {
        match.surface.reversed().lazy.compactMap { weekdayNames[$0] }.first
    }

    /// The weekday named right before the clock time, where there is one.
    private static func namedDay(_ match: PatternMatch) -> String? {
        let surface = match.text[match.start..<(match.start(of: "hour") ?? match.end)]
        for index in surface.indices.reversed() where index > surface.startIndex {
            if [0x5468, 0x671F].contains(surface[index - 1]), let day = weekdayNames[surface[index]] { return day }
        }
        return nil
    }

    /// The rule with the clock time at which it begins.
    private static func clocked(_ rule: String, _ match: PatternMatch) -> ValueReading {
        guard let hour = match.int("hour") else { return .recurrence(rule: rule) }
        var result = rule + ";BYHOUR=\(isLate(match) && hour < 12 ? hour + 12 : hour)"
        let minute = match.int("minute") ?? (match.contains("半") ? 30 : 0)
        if minute > 0 { result += ";BYMINUTE=\(minute)" }
        return .recurrence(rule: result)
    }

    /// 下午 or 晚 right before the hour at which it begins.
    private static func isLate(_ match: PatternMatch) -> Bool {
        guard let hour = match.start(of: "hour") else { return false }
        if match.text[match.start..<hour].contains(0x591C) { return (match.int("hour") ?? 0) > 5 }
        return match.text[match.start..<hour].contains(0x665A)
            || match.text[match.start..<hour].suffix(2).elementsEqual([0x4E0B, 0x5348])
    }

    private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
}
