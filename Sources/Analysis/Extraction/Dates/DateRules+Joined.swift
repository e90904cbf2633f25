/// Dates said together, run together or cut short: 2004、2005、2006年, 2月底3月初, 2014-12-0110:00, 014年.
extension DateRules {
    static let joinedDates: [DateRule] = [
        // 2004、2005、2006、2007年: years in a row, from the first to the last.
        DateRule(
            id: "date.year-list",
            pattern: "{year4}[、,]{second:year4}[、,]({third:year4}[、,])?({fourth:year4}[、,])?{last:year4}年(度)?"
        ) { match in
            let years = (["year4", "second", "third", "fourth", "last"] as [SlotName]).compactMap { match.int($0) }
            guard let first = years.first, let last = years.last, last - first == years.count - 1 else { return nil }
            return DateExpression(year: .absolute(first)).until(.init(year: last))
        },
        // 17、18年度; 3、4年 counts.
        DateRule(id: "date.short-years-list", pattern: "{year2}[、,]{last:year2}年度") { match in
            guard let first = match.int("year2"), match.int("last") == first + 1, let year = shortYear(match),
                match.surface.first.map({ CharacterKind.isDigit($0) }) ?? false
            else { return nil }
            return DateExpression(year: .absolute(year)).until(.init(year: year + 1))
        },
        // 明后年
        DateRule(id: "date.next-years", pattern: "明后(两)?年") { _ in
            DateExpression(year: .fromReceipt(1)).until(.init(year: 1))
        },
        // 上世纪70、80年代, 五、六十年代
        DateRule(
            id: "date.decades",
            pattern:
                "((20|二十)世纪|上世纪|上个世纪)?[2-9二三四五六七八九][0十]?[、,。和到至-][3-9三四五六七八九][0十]年代(初期|初|末期|末|中后期|中期|后期)?"
        ) { match in
            let said = match.surface.lastIndex(of: 0x7EAA).map { match.surface[($0 + 1)...] } ?? match.surface[0...]
            let tens = said.compactMap { Numeral.digit($0) }.filter { $0 > 0 }
            guard tens.count == 2, tens[0] < tens[1],
                !(match.before().map { CharacterKind.isDigit($0) || Numeral.isNumeral($0) } ?? false)
            else { return nil }
            return DateExpression(year: .masked("19\(tens[0])X")).until(.init(mask: "19\(tens[1])X"))
        },
        // 2014-12-0110:00, 2014/4/3016:17:36: day and clock run together, as forms print them.
        DateRule(
            id: "date.day-and-clock-joined",
            pattern: "{year4}[-./][0-1]?[0-9][-./][0-3][0-9][0-2][0-9]:[0-5][0-9](:[0-5][0-9])?"
        ) { match in
            let parts = match.surface.split { [0x2D, 0x2E, 0x2F, 0x3A].contains($0) }.map {
                $0.reduce(0) { $0 * 10 + (Numeral.digit($1) ?? 0) }
            }
            guard parts.count >= 4, (1...12).contains(parts[1]), (1...31).contains(parts[2] / 100),
                parts[2] % 100 < 24, !CharacterRules.continuesNumber(match)
            else { return nil }
            var date = DateExpression(year: year(match), month: parts[1], day: parts[2] / 100)
            (date.hour, date.minute) = (parts[2] % 100, parts[3])
            return date
        },
        // 014年元月: the first figure lost.
        DateRule(
            id: "date.cut-year", pattern: "0[0-2][0-9]年({month}月({day}\(dayMark)\(clock)|\(monthPart)))?"
        ) { match in
            guard let tens = Numeral.digit(match.text[match.start + 1]),
                let ones = Numeral.digit(match.text[match.start + 2]),
                !(match.before().map {
                    CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || [0x2D, 0x2E, 0x2F].contains($0)
                } ?? false)
            else { return nil }
            var date = DateExpression(
                year: .absolute(2000 + tens * 10 + ones), month: match.int("month"), day: match.int("day"))
            guard date.day != nil else { return date.month == nil ? date : twoMonths(date, match) }
            setClock(&date, match)
            return date
        },
        // 2月底3月初
        DateRule(
            id: "date.month-turn",
            pattern: "({year4}年|\(relativeYear))?(的)?{month}月(份)?(底|末)( )?{last:month}月(份)?初"
        ) { match in
            guard let first = match.int("month"), let last = match.int("last"), last == first % 12 + 1,
                !CharacterRules.continuesNumber(match)
            else { return nil }
            var date = DateExpression(year: relativeYear(match), month: first)
            if match["year4"] != nil { date.year = year(match) }
            return date.until(.init(month: last))
        },
        // 从5.26开始: a day with a point, where a word leads to a time.
        DateRule(id: "date.dotted-bare", pattern: "{month}[.][0-3][0-9]") { match in
            let day = match.surface.suffix(2).reduce(0) { $0 * 10 + (Numeral.digit($1) ?? 0) }
            guard (1...31).contains(day), match.text[match.start] != 0x30,
                [0x4ECE, 0x81EA, 0x4E8E].contains(match.before()),
                !CharacterRules.continuesNumber(match),
                match.after().map({ CharacterKind.isHan($0) && !dottedUnits.contains($0) }) ?? false
            else { return nil }
            return DateExpression(month: match.int("month"), day: day)
        },
        // 惠引弟 7.23: a day with a point beside the name under a letter.
        DateRule(id: "date.beside-name", pattern: "{month}[.]{day:digits}") { match in
            guard let day = match.int("day"), (1...31).contains(day), CharacterKind.isDigit(match.text[match.start]),
                match.text[match.start] != 0x30, !CharacterRules.continuesNumber(match),
                !(match.before().map { $0 == 0x2E || CharacterKind.isLatin($0) } ?? false),
                match.after().map({ $0 == 0x20 || $0 == 0x0A }) ?? true,
                SignatureLine.holds(match.text, match.start..<match.end)
            else { return nil }
            var date = DateExpression(month: match.int("month"), day: day)
            date.isBesideName = true
            return date
        },
        // 三月半: its middle; 七月半 is a festival, 两个月半 a length.
        DateRule(id: "date.mid-month", pattern: "{month}月半") { match in
            guard let month = match.surface(of: "month"), month.allSatisfy({ !CharacterKind.isDigit($0) }),
                let number = match.int("month"), number != 7,
                !(match.before().map { Numeral.isNumeral($0) || $0 == 0x51E0 } ?? false),
                !["年", "个", "载", "天"].contains(where: match.isFollowed(by:))
            else { return nil }
            return DateExpression(month: number, day: 15)
        },
        // 劝我们月底前签: of the month that the letter is written in.
        DateRule(id: "date.this-months-end", pattern: "(月底|月末)") { match in
            guard match.after() == 0x524D,
                !(match.before().map {
                    Numeral.isNumeral($0) || CharacterKind.isDigit($0) || monthLeaders.contains($0)
                } ?? false)
            else { return nil }
            var date = DateExpression()
            date.relativeMonth = 0
            date.part = .endOfMonth
            return date
        },
        // 第28个教师节: counted from the first.
        DateRule(id: "date.numbered-festival", pattern: "第{int}个(教师节|国庆节|国庆)") { match in
            guard let count = match.int("int"), (1...100).contains(count) else { return nil }
            var date = DateExpression(year: .absolute((match.contains("教师") ? 1984 : 1948) + count))
            date.festival = match.contains("教师") ? "教师节" : "国庆节"
            return date
        },
    ]

    /// What a number with a point counts or how it changed.
    private static let dottedUnits = ScalarSet("元块万亿千百米公斤吨倍度分角折涨降升提减增加到至级版平亩℃")
    /// Before 月底 of a month that is named or of every one.
    private static let monthLeaders = ScalarSet("每年个月上下本这当次该学几半")
}
