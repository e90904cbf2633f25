internal import Documents

/// Festivals and solar terms that letters date by.
enum Festivals {
    enum Day: Sendable {
        case solar(month: Int, day: Int)
        case lunar(month: Int, day: Int)
        /// The day before the lunar new year.
        case newYearsEve
        case solarTerm(SolarTerm)
        /// The hottest weeks, counted in tens of days from the solstice.
        case dogDays
        /// The n-th such weekday of a month, 1 Monday … 7 Sunday.
        case weekday(month: Int, nth: Int, day: Int)
    }

    struct Festival: Sendable {
        let name: String
        let day: Day
        /// A number or a common word first, which only its surroundings make a day.
        var isWord = false
        /// At the turn of the year: said in spring or later without a year, the one to come is meant.
        var isAtTurnOfYear = false
    }

    static let names = WordSet(all.map(\.name))

    /// Whether a lunar day is one of them, whatever it was called: 八月十五前 is before it.
    static func isFestival(_ month: Int, _ day: Int) -> Bool {
        all.contains { if case .lunar(month, day) = $0.day { true } else { false } }
    }

    /// Longer names before the shorter ones they contain.
    static let all: [Festival] =
        [
            Festival(name: "春节", day: .lunar(month: 1, day: 1), isAtTurnOfYear: true),
            Festival(name: "大年初一", day: .lunar(month: 1, day: 1), isAtTurnOfYear: true),
            Festival(name: "元旦节", day: .solar(month: 1, day: 1), isAtTurnOfYear: true),
            Festival(name: "元旦", day: .solar(month: 1, day: 1), isAtTurnOfYear: true),
            Festival(name: "端午节", day: .lunar(month: 5, day: 5)), Festival(name: "端午", day: .lunar(month: 5, day: 5)),
            Festival(name: "端阳节", day: .lunar(month: 5, day: 5)), Festival(name: "端阳", day: .lunar(month: 5, day: 5)),
            Festival(name: "中秋节", day: .lunar(month: 8, day: 15)), Festival(name: "中秋", day: .lunar(month: 8, day: 15)),
            Festival(name: "国庆节", day: .solar(month: 10, day: 1)), Festival(name: "国庆", day: .solar(month: 10, day: 1)),
            Festival(name: "劳动节", day: .solar(month: 5, day: 1)), Festival(name: "元宵节", day: .lunar(month: 1, day: 15)),
            Festival(name: "元宵", day: .lunar(month: 1, day: 15), isWord: true),
            Festival(name: "重阳节", day: .lunar(month: 9, day: 9)),
            Festival(name: "重阳", day: .lunar(month: 9, day: 9), isWord: true),
            Festival(name: "七夕节", day: .lunar(month: 7, day: 7)), Festival(name: "七夕", day: .lunar(month: 7, day: 7)),
            Festival(name: "中元节", day: .lunar(month: 7, day: 15)),
            Festival(name: "七月半", day: .lunar(month: 7, day: 15)),
            Festival(name: "腊八节", day: .lunar(month: 12, day: 8)),
            Festival(name: "除夕夜", day: .newYearsEve, isAtTurnOfYear: true),
            Festival(name: "除夕", day: .newYearsEve, isAtTurnOfYear: true),
            Festival(name: "大年三十", day: .newYearsEve, isAtTurnOfYear: true),
            Festival(name: "年三十", day: .newYearsEve, isAtTurnOfYear: true),
            Festival(name: "教师节", day: .solar(month: 9, day: 10)), Festival(name: "妇女节", day: .solar(month: 3, day: 8)),
            Festival(name: "儿童节", day: .solar(month: 6, day: 1)), Festival(name: "建军节", day: .solar(month: 8, day: 1)),
            Festival(name: "植树节", day: .solar(month: 3, day: 12)),
            Festival(name: "圣诞节", day: .solar(month: 12, day: 25)),
            Festival(name: "母亲节", day: .weekday(month: 5, nth: 2, day: 7)),
            Festival(name: "父亲节", day: .weekday(month: 6, nth: 3, day: 7)),
            Festival(name: "感恩节", day: .weekday(month: 11, nth: 4, day: 4)),
            Festival(name: "双11", day: .solar(month: 11, day: 11)),
            Festival(name: "双12", day: .solar(month: 12, day: 12)),
            Festival(name: "双十一", day: .solar(month: 11, day: 11)),
            Festival(name: "双十二", day: .solar(month: 12, day: 12)),
            Festival(name: "腊八", day: .lunar(month: 12, day: 8), isWord: true),
            Festival(name: "小年", day: .lunar(month: 12, day: 23), isWord: true),
            Festival(name: "六一", day: .solar(month: 6, day: 1), isWord: true),
            Festival(name: "五一", day: .solar(month: 5, day: 1), isWord: true),
            Festival(name: "八一", day: .solar(month: 8, day: 1), isWord: true),
            Festival(name: "十一", day: .solar(month: 10, day: 1), isWord: true),
            Festival(name: "三伏天", day: .dogDays), Festival(name: "三伏", day: .dogDays),
            Festival(name: "伏天", day: .dogDays),
            Festival(name: "二月二龙抬头", day: .lunar(month: 2, day: 2)),
            Festival(name: "龙抬头", day: .lunar(month: 2, day: 2)),
            Festival(name: "清明节", day: .solarTerm(.named("清明"))), Festival(name: "清明", day: .solarTerm(.named("清明"))),
        ]
        + SolarTerm.all.filter { $0.name != "清明" }.map {
            Festival(name: $0.name, day: .solarTerm($0), isWord: $0.name != "冬至" && $0.name != "立冬")
        }
}

/// 三伏: from the third day 庚 on or after the summer solstice to the tenth day from the first 庚 on or after 立秋.
enum DogDays {
    static func interval(_ year: Int) -> (first: CivilDate, last: CivilDate)? {
        guard let solstice = day(of: "夏至", year), let autumn = day(of: "立秋", year) else { return nil }
        return (nextGeng(solstice).adding(days: 20), nextGeng(autumn).adding(days: 9))
    }

    private static func day(of name: String, _ year: Int) -> CivilDate? {
        let term = SolarTerm.named(name)
        return CivilDate(year: year, month: term.month, day: term.day(in: year))
    }

    /// Days have one of ten stems in turn; 1970-01-01 was a 辛, the one behind 庚.
    private static func nextGeng(_ day: CivilDate) -> CivilDate {
        day.adding(days: (10 - (day.daysSinceEpoch + 1) % 10) % 10)
    }
}

/// A solar term's day, by the usual reckoning for 1900–2099: ⌊0.2422 y + c⌋ − ⌊l / 4⌋ with y the year in its
/// century, l the leap years so far, and the known exceptions.
struct SolarTerm: Sendable {
    let name: String
    let month: Int
    let twentieth: Double
    let twentyFirst: Double
    /// Years in which the reckoning is a day off.
    var exceptions: [Int: Int] = [:]

    static func named(_ name: String) -> SolarTerm {
        guard let term = all.first(where: { $0.name == name }) else { preconditionFailure("no solar term \(name)") }
        return term
    }

    func day(in year: Int) -> Int {
        let y = year % 100
        let leaps = month <= 2 ? (y - 1) / 4 : y / 4
        return Int(0.2422 * Double(y) + (year < 2000 ? twentieth : twentyFirst)) - leaps + (exceptions[year] ?? 0)
    }

    static let all: [SolarTerm] = [
        SolarTerm(name: "小寒", month: 1, twentieth: 6.11, twentyFirst: 5.4055, exceptions: [1982: 1, 2019: -1]),
        SolarTerm(name: "大寒", month: 1, twentieth: 20.84, twentyFirst: 20.12, exceptions: [2082: 1]),
        SolarTerm(name: "立春", month: 2, twentieth: 4.6295, twentyFirst: 3.87),
        SolarTerm(name: "惊蛰", month: 3, twentieth: 6.3826, twentyFirst: 5.63),
        SolarTerm(name: "春分", month: 3, twentieth: 21.4155, twentyFirst: 20.646, exceptions: [2084: 1]),
        SolarTerm(name: "清明", month: 4, twentieth: 5.59, twentyFirst: 4.81),
        SolarTerm(name: "谷雨", month: 4, twentieth: 20.888, twentyFirst: 20.1),
        SolarTerm(name: "立夏", month: 5, twentieth: 6.318, twentyFirst: 5.52, exceptions: [1911: 1]),
        SolarTerm(name: "芒种", month: 6, twentieth: 6.5, twentyFirst: 5.678, exceptions: [1902: 1]),
        SolarTerm(name: "夏至", month: 6, twentieth: 22.2, twentyFirst: 21.37, exceptions: [1928: 1]),
        SolarTerm(name: "小暑", month: 7, twentieth: 7.928, twentyFirst: 7.108, exceptions: [1925: 1, 2016: 1]),
        SolarTerm(name: "大暑", month: 7, twentieth: 23.65, twentyFirst: 22.83, exceptions: [1922: 1]),
        SolarTerm(name: "立秋", month: 8, twentieth: 8.35, twentyFirst: 7.5, exceptions: [2002: 1]),
        SolarTerm(name: "处暑", month: 8, twentieth: 23.95, twentyFirst: 23.13),
        SolarTerm(name: "白露", month: 9, twentieth: 8.44, twentyFirst: 7.646, exceptions: [1927: 1]),
        SolarTerm(name: "秋分", month: 9, twentieth: 23.822, twentyFirst: 23.042, exceptions: [1942: 1]),
        SolarTerm(name: "寒露", month: 10, twentieth: 9.098, twentyFirst: 8.318),
        SolarTerm(name: "霜降", month: 10, twentieth: 24.218, twentyFirst: 23.438, exceptions: [2089: 1]),
        SolarTerm(name: "立冬", month: 11, twentieth: 8.218, twentyFirst: 7.438, exceptions: [2089: 1]),
        SolarTerm(name: "冬至", month: 12, twentieth: 22.6, twentyFirst: 21.94, exceptions: [1918: -1, 2021: -1]),
    ]
}
