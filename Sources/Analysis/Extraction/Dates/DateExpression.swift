/// A date as it is said, before anyone asks what it means: 29日 stays "day 29, month unknown".
struct DateExpression: Sendable, Equatable {
    enum Year: Sendable, Equatable {
        case unsaid
        case absolute(Int)
        /// Masked digits, as EDTF writes them: 20XX, 199X.
        case masked(String)
        /// The place of a year in its sixty, 甲子 0 … 癸亥 59: the last such year that has begun.
        case ofCycle(Int)
        /// Years from the reference: 今年 0, 去年 -1.
        case fromReceipt(Int)
        /// Years from the nearest date said before: 同年 0, 次年 1.
        case fromAntecedent(Int)
    }

    /// A part of the year or month.
    enum Part: Sendable, Equatable {
        case startOfMonth, endOfMonth, earlyTen, middleTen, lateTen, earlyTwenty, lateTwenty
        case startOfYear, endOfYear, firstHalf, secondHalf
        case quarter(Int), endOfQuarter(Int)
        /// The first months of a year: 前三季度, 前五个月; the last ones: 后三个月.
        case firstMonths(Int), lastMonths(Int)
        /// The n-th week of a month or year, counted from its first Monday.
        case week(Int)
        /// The n-th such weekday of a month, 1 Monday … 7 Sunday; 0 is the last one.
        case weekday(nth: Int, day: Int)
        /// 21 spring … 24 winter, as EDTF numbers them.
        case season(Int)
    }

    enum Bound: Sendable, Equatable {
        /// X前, 截至X.
        case before
        /// X起, X以来, X至今.
        case since
        /// X左右.
        case about
    }

    var year: Year = .unsaid
    var month: Int?
    /// Months from the reference: 上月 -1. Excludes `month`.
    var relativeMonth: Int?
    /// True when a relative month or day counts from the nearest date said before (次月, 次日), not from receipt.
    var countsFromAntecedent = false
    var day: Int?
    /// Days from the reference: 昨天 -1.
    var relativeDay: Int?
    /// Which day it is, counted from the day told before, which is the first: 第三天.
    var nthDay: Int?
    /// 今天9月22日: what is told of today behind it counts from this day.
    var isToday = false
    /// 7.15 beside the name under a letter: a day only if the letter came soon after it.
    var isBesideName = false
    var part: Part?
    /// 这个冬天, 今冬: the season that the letter is written in or that has just gone.
    var isSeasonNow = false
    var festival: String?
    var isLunar = false
    var isLeapMonth = false
    /// 七月十九: lunar as it is said, but of the common calendar where the lunar day has not been yet.
    var mayBeSolar = false
    var hour: Int?
    var minute: Int?
    /// 1 Monday … 7 Sunday, in the week `week` weeks from the reference: 上周六.
    var weekday: Int?
    var week = 0
    /// Quarters from the reference: 上季度 -1.
    var relativeQuarter: Int?
    var bound: Bound?
    /// Where an interval said in one breath ends: 1至6月, 12-19日, 9时至12时.
    var last: Last?

    /// The end of such an interval: only what differs from the beginning.
    struct Last: Sendable, Equatable {
        var year: Int?
        /// Where years are masked: 197X/198X.
        var mask: String?
        var month: Int?
        var day: Int?
        var hour: Int?
        var minute: Int?
        /// Days after the beginning: 夜里11点到次日凌晨3点.
        var dayOffset = 0
    }
}

/// A rule that finds dates: a value with an id, a pattern and a reading.
struct DateRule: Sendable {
    let id: String
    let pattern: String
    let read: @Sendable (PatternMatch) -> DateExpression?
}
