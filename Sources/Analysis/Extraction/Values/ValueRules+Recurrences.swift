internal import Documents

extension ValueRules {
    // MARK: recurrences

    static let recurrences: [ValueRule] = [
        ValueRule(id: "recurrence.every-other", pattern: "隔(天|日|周|月|年)|(每)?隔一(天|日|周|个?月|年)|每隔(天|日|周)|每隔一?(晚|夜)") {
            match in
            // 间隔, 不隔, 相隔, 要隔一年; 隔日已经交来, 隔年才通过: the day or year after.
            guard !(match.before().map { apart.contains($0) } ?? false),
                !(match.after().map { afterwards.contains($0) } ?? false) || match.contains("每")
            else { return nil }
            let unit =
                match.contains("周")
                ? "WEEKLY" : match.contains("月") ? "MONTHLY" : match.contains("年") ? "YEARLY" : "DAILY"
            return .recurrence(rule: "FREQ=\(unit);INTERVAL=2")
        },
        // 逢双周, 每单周
        ValueRule(id: "recurrence.alternate-weeks", pattern: "(每(个)?|每?逢)(单|双)周") { match in
            // 每双周三 is read with its day.
            match.after().map { weekdayNames[$0] != nil } ?? false && !match.isFollowed(by: "一次")
                ? nil : .recurrence(rule: "FREQ=WEEKLY;INTERVAL=2")
        },
        // 三天一送, 一年一签: done once in that time.
        ValueRule(
            id: "recurrence.once-in", pattern: "(每)?{int}(天|日|周|个星期|个礼拜|个月|年)一(送|签|换|审|结|期|交|轮)"
        ) { match in
            guard let count = match.int("int"), (1...60).contains(count),
                !(match.before().map { CharacterKind.isDigit($0) || Numeral.isNumeral($0) || $0 == 0x7B2C } ?? false),
                !["月", "日", "年", "天"].contains(where: match.isPreceded(by:))
            else { return nil }
            return .recurrence(rule: "FREQ=\(frequency(match))" + (count == 1 ? "" : ";INTERVAL=\(count)"))
        },
        // 每月头三天
        ValueRule(id: "recurrence.first-days", pattern: "每(个)?月(的)?(头|前){int}天") { match in
            guard let count = match.int("int"), (2...15).contains(count) else { return nil }
            return .recurrence(
                rule: "FREQ=MONTHLY;BYMONTHDAY=" + (1...count).map(String.init).joined(separator: ","))
        },
        // 每季度头一个星期
        ValueRule(id: "recurrence.quarter-first-week", pattern: "每(个)?季度?(的)?头一个?(周|星期|礼拜)") { _ in
            .recurrence(rule: "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1,2,3,4,5,6,7")
        },
        // 每学期开学前: two a year.
        ValueRule(
            id: "recurrence.school-term", pattern: "每(个)?学期(的)?(开学前|开学时|开学后|开学|期末|期中|末|初|结束前|结束后)"
        ) { _ in .recurrence(rule: "FREQ=MONTHLY;INTERVAL=6") },
        ValueRule(
            id: "recurrence.once-per",
            pattern:
                "(每|一)(个)?(天|日|周|星期|礼拜|月|季度|季|年|半年)(至少|不少于|要)?(开展|召开|报送|通报|公布|调度|研究|碰头|报告|汇总|更新|检查|排查|巡查|走访|接访|下访|例会|抄|收|结|开)?一次"
        ) { match in
            // 每月…一次 is taken by the rules for 每月; this is 一月一次, 一周一次.
            guard match.surface.hasPrefix("一"), match.before().map({ $0 != 0x7B2C && $0 != 0x5341 }) ?? true,
                // 一个月一次性收取
                match.after() != 0x6027
            else { return nil }
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
        // 每月上、中、下旬
        ValueRule(id: "recurrence.monthly-each-ten-days", pattern: "每(个)?月(的)?上(旬)?、?中(旬)?(、|和)?下旬") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=1,11,21")
        },
        ValueRule(
            id: "recurrence.monthly-day-range", pattern: "每(个)?月(的)?{day}[日号]?(至|到|-|~|—)+{last:day}[日号]"
        ) { match in
            guard let first = match.int("day"), let last = match.int("last"), first < last else { return nil }
            return .recurrence(
                rule: "FREQ=MONTHLY;BYMONTHDAY=" + (first...last).map(String.init).joined(separator: ","))
        },
        // 每月20号至月底
        ValueRule(id: "recurrence.monthly-day-to-end", pattern: "每(个)?月(的)?{day}[日号]?(至|到|-|~|—)+月(底|末)") { match in
            match.int("day").map { first in
                .recurrence(
                    rule: "FREQ=MONTHLY;BYMONTHDAY=" + (first...31).map(String.init).joined(separator: ","))
            }
        },
        ValueRule(id: "recurrence.half-monthly", pattern: "(每半个?月|半月一次)") { _ in
            .recurrence(rule: "FREQ=WEEKLY;INTERVAL=2")
        },
        ValueRule(id: "recurrence.ten-days", pattern: "每旬(末)?") { match in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + (match.contains("末") ? "10,20,-1" : "1,11,21"))
        },
        ValueRule(id: "recurrence.last-weekday", pattern: "每(个)?月(的)?最后(一)?个?((周|星期)的?)?(周|星期)[一二三四五六日天](上午|下午|全天)?") {
            match in
            weekday(match).map { .recurrence(rule: "FREQ=MONTHLY;BYDAY=-1\($0)") }
        },
        // 每月逢三、八, 逢五逢十, 农历逢二、七
        ValueRule(
            id: "recurrence.market-days",
            pattern:
                "(农历|阴历)?(每(个)?月(的)?|每)?逢[一二三四五六七八九十1-9](\(also)?逢?[一二三四五六七八九十1-9])*(的)?(集日|集|场|圩|街)?"
        ) { match in marketDays(match) },
        ValueRule(id: "recurrence.odd-or-even-days", pattern: "((每)?逢|每(个)?月)(单|双)[日号]") { match in
            let days = stride(from: match.contains("单") ? 1 : 2, through: 31, by: 2)
            return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + days.map(String.init).joined(separator: ","))
        },
        // 逢农历初五、十五、二十五
        ValueRule(
            id: "recurrence.lunar-market-days",
            pattern: "(每(个)?月)?逢(农历|阴历)(的)?初{day}(、|和)(初)?{second:day}((、|和)(初)?{third:day})?"
        ) { match in
            let days = (["day", "second", "third"] as [SlotName]).compactMap { match.int($0).map(String.init) }
            return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + days.joined(separator: ","))
        },
        // 每逢初一、十五: of the lunar month, as below.
        ValueRule(
            id: "recurrence.new-and-full-moon",
            pattern: "(农历|阴历)?(每(个)?月|每逢|每到|逢)(的)?(农历|阴历)?初一\(also)?十五"
        ) { _ in .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=1,15") },
        ValueRule(
            id: "recurrence.quarter-month",
            pattern: "每(个)?季度?(的)?(末月|季末月|最后(一)?个月|第[三3]个月|第[二2]个月|次月)(的)?({day}[日号])?(之前|以前|前)?"
        ) { match in
            // 次月 is the month behind the quarter.
            let months =
                match.contains("次月")
                ? "1,4,7,10" : match.contains("二") || match.contains("第2") ? "2,5,8,11" : "3,6,9,12"
            var rule = "FREQ=YEARLY;BYMONTH=" + months
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
            pattern: "每(个)?月(的)?第{int}(个)?(周的)?(、|和|及)第?{second:int}(个|周的?)?(周|星期)[一二三四五六日天](上午|下午|全天)?"
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
            id: "recurrence.quarter-first-month",
            pattern: "每(个)?季度?(的)?(首月|第[一1]个月|(开)?头(一)?个月|初)(的)?({day}[日号])?(之前|以前|前)?"
        ) {
            match in
            var rule = "FREQ=YEARLY;BYMONTH=1,4,7,10"
            if let day = match.int("day") { rule += ";BYMONTHDAY=\(day)" }
            return .recurrence(rule: rule)
        },
        ValueRule(
            id: "recurrence.monthly-days",
            pattern:
                "每(个)?月(的)?{day}[日号]?\(also){second:day}[日号](\(also){third:day}[日号])?(\(also)(月底|月末))?(之前|以前|前)?"
        ) { match in
            let days =
                ["day", "second", "third"].compactMap { match.int($0).map(String.init) }
                + (isAtMonthsEnd(match) ? ["-1"] : [])
            return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + days.joined(separator: ","))
        },
        // 每月15日和月底前
        ValueRule(
            id: "recurrence.monthly-day-and-end", pattern: "每(个)?月(的)?{day}[日号]\(also)(月底|月末)(之前|以前|前)?"
        ) { match in match.int("day").map { .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=\($0),-1") } },
        ValueRule(id: "recurrence.last-working-day", pattern: "每(个)?月(月)?(底|末)?(的)?最后(一|1)个工作日(之前|以前|前)?") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
        },
        // 每月第一个工作日
        ValueRule(
            id: "recurrence.nth-working-day", pattern: "每(个)?月(的)?(第{int}个|首个)工作日(之前|以前|前)?"
        ) { match in
            .recurrence(rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=\(match.int("int") ?? 1)")
        },
        // 每月前5个工作日内: up to the fifth.
        ValueRule(
            id: "recurrence.first-working-days", pattern: "每(个)?月(的)?(前|头|初){int}个工作日(之内|以内|内|之前|前)?"
        ) { match in
            match.int("int").map { .recurrence(rule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=\($0)") }
        },
        ValueRule(
            id: "recurrence.monthly-day", pattern: "(每(个)?月|月月)(的)?{day}[日号]\(dayClock)(之前|以前|前后|左右|前|之后|以后|后|起)?"
        ) { match in
            match.int("day").map { clocked("FREQ=MONTHLY;BYMONTHDAY=\($0)", match) }
        },
        ValueRule(
            id: "recurrence.monthly-end", pattern: "(每(个)?月(的)?(月)?(底|末)|每(到|逢)月(底|末)|每(个)?月(的)?最后(一|1)[天日])(之前|前)?"
        ) { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=-1")
        },
        // 月底发工资, 15号发生活费: every month, though no one says so.
        ValueRule(id: "recurrence.pay-day", pattern: "({day}[日号]|月底|月初)") { match in
            guard ["发工资", "发生活费", "发薪", "开工资"].contains(where: match.isFollowed(by:)),
                !(match.before().map { CharacterKind.isDigit($0) || payDayLeaders.contains($0) } ?? false)
            else { return nil }
            return .recurrence(
                rule: "FREQ=MONTHLY;BYMONTHDAY=\(match.int("day") ?? (match.contains("底") ? -1 : 1))")
        },
        ValueRule(id: "recurrence.monthly-start", pattern: "每(个)?月((月)?初|的?第一天)") { _ in
            .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=1")
        },
        ValueRule(
            id: "recurrence.monthly-weekday",
            pattern: "每(个)?月(的)?(第{int}(个)?|首个|头一个)(周|星期|礼拜)[一二三四五六日天](全天|\(dayClock))"
        ) { match in
            namedDay(match).map { clocked("FREQ=MONTHLY;BYDAY=\(match.int("int") ?? 1)\($0)", match) }
        },
        ValueRule(
            id: "recurrence.quarter-end", pattern: "(每(个)?季度?(季)?末(月)?|每(个)?季度(的)?最后(一|1)[天日])(之前|以前|前)?"
        ) { _ in
            .recurrence(rule: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")
        },
        ValueRule(id: "recurrence.quarterly", pattern: "(每(个)?季度|每季|按季度|逐季度?|按季)") { match in
            // 按季节 is by the season; 每季六百九十元 a rate.
            if match.after() == 0x8282 { return nil }
            return isRateOfMoney(match) ? .nothing : .recurrence(rule: "FREQ=MONTHLY;INTERVAL=3")
        },
        ValueRule(id: "recurrence.half-yearly", pattern: "每半年|半年(各)?一次") { _ in
            .recurrence(rule: "FREQ=MONTHLY;INTERVAL=6")
        },
        ValueRule(
            id: "recurrence.yearly-months", pattern: "(每年(的)?|每到|每逢){month}月(份)?({day}[日号])?(之前|以前|底前|底|前后|左右|前)?"
        ) {
            match in
            guard let month = match.int("month") else { return nil }
            // 七八月
            let said = match.surface(of: "month")?.map { Numeral.digit($0) } ?? []
            let isBetween = said.count == 2 && said[0].map { $0 == month && said[1] == $0 + 1 } ?? false
            var rule = "FREQ=YEARLY;BYMONTH=\(month)" + (isBetween ? ",\(month + 1)" : "")
            if let day = match.int("day") {
                rule += ";BYMONTHDAY=\(day)"
            } else if match.contains("底") {
                rule += ";BYMONTHDAY=-1"
            }
            return .recurrence(rule: rule)
        },
        // 每年7、8月, 每年6月底、12月底前
        ValueRule(
            id: "recurrence.yearly-month-list",
            pattern:
                "每年(的)?{month}月?(份|底)?\(also)({next:month}月?(份|底)?\(also))?({third:month}月?(份|底)?\(also))?{last:month}月(份|底)?(之前|以前|前)?"
        ) { match in
            let months = ["month", "next", "third", "last"].compactMap { match.int($0) }
            return .recurrence(
                rule: "FREQ=YEARLY;BYMONTH=" + months.map(String.init).joined(separator: ",")
                    + (match.contains("底") ? ";BYMONTHDAY=-1" : ""))
        },
        // 每年六七八月
        ValueRule(
            id: "recurrence.yearly-month-run", pattern: "每年(的)?[一二三四五六七八九][二三四五六七八九][三四五六七八九]+月(份)?"
        ) { match in
            let months = match.surface.compactMap { Numeral.digit($0) }
            guard zip(months, months.dropFirst()).allSatisfy({ $0 + 1 == $1 }) else { return nil }
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=" + months.map(String.init).joined(separator: ","))
        },
        // 每年11月中旬
        ValueRule(id: "recurrence.yearly-ten-days", pattern: "每年(的)?{month}月(份)?(上|中|下)旬") { match in
            guard let month = match.int("month") else { return nil }
            let end = CivilDate.days(inMonth: month, of: 2001)
            let days = match.contains("上旬") ? 1...10 : match.contains("中旬") ? 11...20 : 21...end
            return .recurrence(
                rule: "FREQ=YEARLY;BYMONTH=\(month);BYMONTHDAY=" + days.map(String.init).joined(separator: ","))
        },
        // 每年夏季, 每到冬天, 每年春秋两季
        ValueRule(
            id: "recurrence.yearly-season",
            pattern: "(每年(的)?(春|夏|秋|冬)、?(春|夏|秋|冬)?(两)?季(节)?|(每年(的)?|每到|每逢)(春|夏|秋|冬)(季|天))"
        ) { match in
            let seasons = ["春", "夏", "秋", "冬"].enumerated().filter { match.contains($0.element) }
            let months = seasons.flatMap { season in (0...2).map { String((season.offset * 3 + 2 + $0) % 12 + 1) } }
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=" + months.joined(separator: ","))
        },
        // 每年下半年, 每到上半年
        ValueRule(id: "recurrence.yearly-half", pattern: "每(年|到|逢)(的)?(上|下)半年") { match in
            let months = match.contains("上") ? 1...6 : 7...12
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=" + months.map(String.init).joined(separator: ","))
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
            pattern: "每年(的|从|自)?{month}月?(份)?(至|到|-|—|~)+(次年|翌年|第二年|来年)?(的)?{last:month}月(份)?(底|末)?"
        ) { match in
            guard let first = match.int("month"), let last = match.int("last"), first != last else { return nil }
            let months = first < last ? Array(first...last) : Array(first...12) + Array(1...last)
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=" + months.map(String.init).joined(separator: ","))
        },
        // 每年11月15日至次年3月15日: comes back on the day it begins.
        ValueRule(
            id: "recurrence.yearly-day-range",
            pattern:
                "每年(的|从)?{month}月{day}[日号](至|到|-|—|~)+(次年|翌年|第二年|来年)?(的)?({last:month}月)?{end:day}[日号](之前|前|止)?"
        ) { match in
            guard let month = match.int("month"), let day = match.int("day") else { return nil }
            return .recurrence(rule: "FREQ=YEARLY;BYMONTH=\(month);BYMONTHDAY=\(day)")
        },
        // 每年腊月, 每年农历正月十五: the common calendar has no day for it.
        ValueRule(
            id: "recurrence.yearly-lunar",
            pattern:
                "每年(的)?((农历|阴历|旧历|古历)?(腊月|正月|冬月)|(农历|阴历|旧历|古历){month}月)(底|初)?(初?{day}[日号]?)?(前后|左右|之前|以前|前)?"
        ) { _ in .recurrence(rule: "FREQ=YEARLY") },
        // 每年八月十五, 每年六月初六前: without 日 in Chinese numerals, a lunar day as well.
        ValueRule(
            id: "recurrence.yearly-lunar-day", pattern: "每年(的)?[一二三四五六七八九十]+月(初{day}|{day})(前后|左右|之前|以前|前)?"
        ) { match in
            guard let day = match.surface(of: "day"), !day.contains(where: { CharacterKind.isDigit($0) }),
                match.contains("初") || match.int("day") ?? 0 > 10,
                !(match.after().map { [0x65E5, 0x53F7, 0x4E2A].contains($0) } ?? false)
            else { return nil }
            return .recurrence(rule: "FREQ=YEARLY")
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
            pattern:
                "每(年|逢)(的)?(\(festivalNames))(\(also)(\(festivalNames)))*(前后|前夕|期间|假期|过后|之前|前|后)?"
        ) { match in
            // 春节、中秋: two days of a year
            if match.surface.contains(where: { [0x3001, 0x548C, 0x53CA, 0x4E0E, 0x2C].contains($0) }) {
                return .recurrence(rule: "FREQ=YEARLY")
            }
            guard let festival = Festivals.all.first(where: { match.contains($0.name) }) else { return nil }
            switch festival.day {
            case .solar(let month, let day):
                return .recurrence(rule: "FREQ=YEARLY;BYMONTH=\(month);BYMONTHDAY=\(day)")
            case .weekday(let month, let nth, let day):
                return .recurrence(rule: "FREQ=YEARLY;BYMONTH=\(month);BYDAY=\(nth)\(weekdays[day - 1])")
            default: return .recurrence(rule: "FREQ=YEARLY")
            }
        },
        // 每月初一、十五: days of the lunar month, which no rule of the common calendar can tell better.
        ValueRule(
            id: "recurrence.lunar-days", pattern: "(农历|阴历)?每(个)?月(的)?初{day}(([、和]|、?初){second:day})?"
        ) { match in
            // 每月初|五个工作日
            guard let day = match.int("day"), day <= 10, match.after() != 0x4E2A else { return nil }
            return .recurrence(
                rule: "FREQ=MONTHLY;BYMONTHDAY=\(day)" + (match.int("second").map { ",\($0)" } ?? ""))
        },
        ValueRule(id: "recurrence.yearly-edge", pattern: "每年(的)?(年)?(底|末|初|终)(之前|前)?") { match in
            .recurrence(
                rule: match.contains("初")
                    ? "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1" : "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1")
        },
        ValueRule(id: "recurrence.daily-part", pattern: "每(天|日)(早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|夜间|深夜|凌晨|半夜)|每(晚|夜)") {
            match in
            // With a clock time the longer rule wins.
            match.before() == 0x5929 ? nil : .recurrence(rule: "FREQ=DAILY")
        },
        ValueRule(id: "recurrence.half-hourly", pattern: "每(隔)?半(个)?(小时|钟头)") { _ in
            .recurrence(rule: "FREQ=MINUTELY;INTERVAL=30")
        },
        ValueRule(id: "recurrence.every-n", pattern: "每(隔|间隔|过)?{int}(个)?(天|日|周|星期|礼拜|月|年|小时|钟头|分钟|秒)") { match in
            // 每一年: every one of them.
            guard var count = match.int("int"), count > 1 || count == 1 && match.contains("隔") else { return nil }
            // 每三五天: three to five
            if let said = match.surface(of: "int"), said.count == 2, !said.contains(0x5341),
                let low = said.first.flatMap({ CharacterKind.isDigit($0) ? nil : Numeral.digit($0) })
            {
                count = low
            }
            let unit =
                match.contains("月")
                ? "MONTHLY"
                : match.contains("年")
                    ? "YEARLY"
                    : match.contains("小时") || match.contains("钟头")
                        ? "HOURLY"
                        : match.contains("秒")
                            ? "SECONDLY"
                            : match.contains("分钟")
                                ? "MINUTELY" : ["周", "星期", "礼拜"].contains(where: match.contains) ? "WEEKLY" : "DAILY"
            // 每隔1天 is every other day.
            if count == 1, unit != "HOURLY", unit != "MINUTELY", unit != "SECONDLY" { count = 2 }
            return .recurrence(rule: count == 1 ? "FREQ=\(unit)" : "FREQ=\(unit);INTERVAL=\(count)")
        },
        ValueRule(id: "recurrence.quarter-hourly", pattern: "每(隔)?(一)?刻钟") { _ in
            .recurrence(rule: "FREQ=MINUTELY;INTERVAL=15")
        },
        // 每周|一次, 每天|至少两次: as often, in letters too.
        ValueRule(id: "recurrence.times", pattern: "每(个)?(周|星期|礼拜|天|日)") { match in
            guard let (end, times) = timesBehind(match), match.text[end] == 0x6B21, times < 10 else { return nil }
            return .recurrence(rule: "FREQ=\(frequency(match))")
        },
        ValueRule(
            id: "recurrence.unit",
            pattern: "(每(个)?月|每(个)?周|每(个)?星期|每(个)?礼拜|每年|每天|每日|每(个)?小时|按月|按周|按季|逐月|逐日)"
        ) { match in
            // 每月500元, 每月补贴300元: a rate, no duty; 每日零报告 and 每月2次 are one.
            if let after = match.after(), CharacterKind.isDigit(after) || (Numeral.digit(after) ?? 0) > 0,
                !isTimes(match)
            {
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
            if match.contains("季") { return .recurrence(rule: "FREQ=MONTHLY;INTERVAL=3") }
            return .recurrence(rule: "FREQ=\(frequency(match))")
        },
    ]

    /// 每季|690元: the sum stands right behind.
    private static func isRateOfMoney(_ match: PatternMatch) -> Bool {
        endOfNumberBehind(match).map { [0x5143, 0x5757].contains(match.text[$0]) } ?? false
    }

    /// Before 隔 where it says how far apart two things are.
    private static let apart = ScalarSet("间不相隔要须应距得")
    private static let afterwards = ScalarSet("才已就便又再")

    /// The days of a month with these last figures; by itself 逢三 is none, nor 相逢.
    private static func marketDays(_ match: PatternMatch) -> ValueReading? {
        let surface = match.text[match.start..<match.end]
        let digits = surface.compactMap { $0 == 0x5341 ? 10 : Numeral.digit($0) }
        let comings = surface.count(where: { $0 == 0x9022 })
        let isMarket =
            match.contains("集") || match.contains("历") || surface.last.map { marketEnds.contains($0) } ?? false
            || ["赶集", "为集", "赶场", "开集"].contains(where: match.isFollowed(by:))
        guard !digits.isEmpty, match.before() != 0x76F8, isMarket || match.contains("月") || comings >= 2 else {
            return nil
        }
        let days = [0, 10, 20].flatMap { ten in digits.map { $0 + ten } }.sorted().map(String.init)
        return .recurrence(rule: "FREQ=MONTHLY;BYMONTHDAY=" + days.joined(separator: ","))
    }

    /// Before the day of one month: 5月15号, 本月底, 次月10日.
    private static let payDayLeaders = ScalarSet("月年上下本这那当次个初、和到至第")

    private static let marketEnds = ScalarSet("场圩街")

    private static func isAtMonthsEnd(_ match: PatternMatch) -> Bool {
        match.contains("月底") || match.contains("月末")
    }

    private static let festivalNames = Festivals.all.map(\.name).joined(separator: "|")

    private static func frequency(_ match: PatternMatch) -> String {
        if match.contains("月") { return "MONTHLY" }
        if match.contains("年") { return "YEARLY" }
        if match.contains("小时") { return "HOURLY" }
        return ["周", "星期", "礼拜"].contains(where: match.contains) ? "WEEKLY" : "DAILY"
    }

    /// 每月|2次, 每周|一次
    private static func isTimes(_ match: PatternMatch) -> Bool {
        timesBehind(match).map { [0x6B21, 0x904D, 0x8F6E].contains(match.text[$0.end]) } ?? false
    }

    /// The number behind the match and 至少, 不少于 and their like, and where it ends.
    private static func timesBehind(_ match: PatternMatch) -> (end: Int, times: Int)? {
        var start = match.end
        if let words = ["不少于", "不低于", "至少", "最少", "不超过", "只", "各"].first(where: match.isFollowed(by:)) {
            start += words.unicodeScalars.count
        }
        guard let (end, times) = Numeral.integer(match.text, at: start), end < match.text.count else { return nil }
        return (end, Int(times))
    }

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
}
