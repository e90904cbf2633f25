/// Dates that a writer leaves open between two or more days or months: 七八月份, 十几号.
extension DateRules {
    /// 七八月, 三四月份: two months said together; else the month with its part (初, 中旬).
    static func twoMonths(_ date: DateExpression, _ match: PatternMatch) -> DateExpression {
        var date = date
        date.part = monthPart(match)
        guard date.part == nil, let said = match.surface(of: "month"), said.count == 2, said.first != 0x5341,
            let last = said.last.flatMap({ Numeral.digit($0) }), last == (date.month ?? 0) + 1
        else { return date }
        return date.until(.init(month: last))
    }

    /// 十几号 is from the 11th to the 19th, 二十几号 from the 21st to the 29th.
    static func withDays(_ date: DateExpression, _ match: PatternMatch) -> DateExpression {
        guard let day = date.day, day == 10 || day == 20, date.hour == nil,
            match.surface(of: "day")?.last == 0x51E0
        else { return date }
        var date = date
        date.day = day + 1
        return date.until(.init(day: day + 9))
    }

    /// A day without its 日 ends where nothing follows that its number could count: 2018年3月5签的合同, but 3月5个人.
    static func isUnmarkedEnd(_ match: PatternMatch) -> Bool {
        guard let after = match.after() else { return true }
        return !CharacterKind.isDigit(after) && !CharacterKind.isLatin(after) && !counted.contains(after)
    }

    /// What a number counts, and the signs that go on with it.
    private static let counted = ScalarSet("个名人位户家元万千百块件次岁天月年周届级条点亩斤吨米公平层楼栋幢单间辆台口头只本份套项多余几分时日号曰%.-/:~—*×℃楼票万例趟车村组队")
}
