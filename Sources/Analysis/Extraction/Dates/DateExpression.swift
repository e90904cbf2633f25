/// A date as it is said, before anyone asks what it means: 29日 stays "day 29, month unknown".
struct DateExpression: Sendable, Equatable {
    enum Year: Sendable, Equatable {
        case unsaid
        case absolute(Int)
        /// Masked digits, as EDTF writes them: 20XX, 199X.
        case masked(String)
        /// Years from the reference: 今年 0, 去年 -1.
        case fromReceipt(Int)
        /// Years from the nearest date said before: 同年 0, 次年 1.
        case fromAntecedent(Int)
    }

    /// A part of the year or month.
    enum Part: Sendable, Equatable {
        case startOfMonth, endOfMonth, earlyTen, middleTen, lateTen
        case startOfYear, endOfYear, firstHalf, secondHalf
        case quarter(Int)
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
    var part: Part?
    var festival: String?
    var isLunar = false
    var isLeapMonth = false
    var hour: Int?
    var minute: Int?
    var bound: Bound?
}

/// A rule that finds dates: a value with an id, a pattern and a reading.
struct DateRule: Sendable {
    let id: String
    let pattern: String
    let read: @Sendable (PatternMatch) -> DateExpression?
}
