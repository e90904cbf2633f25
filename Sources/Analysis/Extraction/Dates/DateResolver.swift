internal import Documents
internal import ICUKit

/// Turns date expressions into EDTF, given what was said before and when the letter came.
///
/// Keeps the antecedent while it walks a document from start to end; one a document.
struct DateResolver {
    /// What a resolved expression means; the smallest unit said is the precision.
    struct Resolved: Equatable {
        var year: Int?
        var mask: String?
        var month: Int?
        var day: Int?
        var season: Int?
        /// An interval that needs both ends: a ten-day part, a half year, a lunar month.
        var interval: (String, String)?
        var time: String?

        static func == (left: Resolved, right: Resolved) -> Bool { left.edtf == right.edtf }

        var edtf: String? {
            if let interval { return "\(interval.0)/\(interval.1)" }
            guard let base = mask ?? year.map({ DateResolver.padded($0, 4) }) else { return nil }
            if let season { return "\(base)-\(season)" }
            guard let month else { return base }
            guard let day else { return "\(base)-\(DateResolver.padded(month, 2))" }
            return "\(base)-\(DateResolver.padded(month, 2))-\(DateResolver.padded(day, 2))"
                + (time.map { "T\($0)" } ?? "")
        }
    }

    private let received: CivilDate?
    private let lunar: ChineseCalendar?
    private var lastYear: Int?
    private var lastMask: String?
    private var lastMonth: Int?
    private var lastDay: Int?
    /// The year that the text goes back to when a sentence about an older one ends.
    private var mainYear: Int?
    /// True when the sentence has named a year already.
    private var hasYearInSentence = false
    /// The day a plan is made on: what it sets without a year lies behind it.
    private let planned: CivilDate?

    /// - Parameter planned: for plans and notices, the day of issue.
    init(received: CivilDate?, planned: CivilDate? = nil) {
        self.received = received
        self.planned = planned
        lunar = try? ChineseCalendar()
    }

    /// Tells that the next expression stands in another sentence than the last one.
    ///
    /// An older year than the one before it holds for its own sentence: 2018年换届… 洪某2015年就过世了。12月18日… is 2018.
    mutating func startSentence() {
        if let mainYear, let year = lastYear, year < mainYear { lastYear = mainYear }
        hasYearInSentence = false
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Resolves one expression and remembers it as the antecedent of the next.
    mutating func resolve(_ date: DateExpression) -> Resolved? {
        guard let resolved = meaning(of: date) else { return nil }
        if let year = resolved.year {
            if case .unsaid = date.year {} else { hasYearInSentence = true }
            mainYear = max(mainYear ?? year, year)
            lastYear = year
        }
        lastMask = resolved.mask ?? (resolved.year == nil ? lastMask : nil)
        if resolved.month != nil { lastMonth = resolved.month }
        if resolved.day != nil || resolved.month != nil { lastDay = resolved.day }
        return resolved
    }

    private func meaning(of date: DateExpression) -> Resolved? {
        var result = Resolved()
        if let offset = date.relativeDay {
            guard let base = date.countsFromAntecedent ? antecedentDay : received else { return nil }
            let day = base.adding(days: offset)
            (result.year, result.month, result.day) = (day.year, day.month, day.day)
            result.time = time(date)
            return result
        }
        if let offset = date.relativeMonth {
            guard let base = date.countsFromAntecedent ? antecedentMonth : received else { return nil }
            let first = CivilDate(year: base.year, month: base.month, day: 1)!.adding(months: offset)
            (result.year, result.month, result.day) = (first.year, first.month, date.day)
        } else {
            switch date.year {
            case .absolute(let year): result.year = year
            case .masked(let mask): result.mask = mask
            case .fromReceipt(let offset):
                result.year = received.map { $0.year + offset } ?? lastYear.map { $0 + offset }
            case .fromAntecedent(let offset): result.year = (lastYear ?? received?.year).map { $0 + offset }
            case .unsaid:
                result.year = plannedYear(date) ?? lastYear ?? impliedYear(date)
                // 11月停工，答应元旦前结清: the one to come.
                if let festival = date.festival, ["元旦", "春节", "除夕", "过年", "小年", "年关"].contains(festival),
                    planned == nil, (lastMonth ?? 0) >= 4
                {
                    result.year = result.year.map { $0 + 1 }
                }
                if lastYear == nil { result.mask = lastMask }
            }
            guard result.year != nil || result.mask != nil else { return nil }
            result.month = date.month
            result.day = date.day
            if date.month == nil, let day = date.day {
                result.month = lastMonth
                guard result.month != nil else { return nil }
                result.day = day
            }
        }
        if let festival = date.festival, let year = result.year { return festivalDay(festival, year) }
        if date.isLunar, let year = result.year, let month = result.month {
            return lunarDate(year, month, result.day, date.isLeapMonth)
        }
        apply(date.part, to: &result)
        if let year = result.year, let month = result.month, let day = result.day,
            CivilDate(year: year, month: month, day: day) == nil
        {
            return nil
        }
        result.time = time(date)
        return result
    }

    private var antecedentDay: CivilDate? {
        guard let lastYear, let lastMonth, let lastDay else { return nil }
        return CivilDate(year: lastYear, month: lastMonth, day: lastDay)
    }

    private var antecedentMonth: CivilDate? {
        guard let lastYear, let lastMonth else { return received }
        return CivilDate(year: lastYear, month: lastMonth, day: 1)
    }

    /// In a plan, the year in which the day next comes after the day of issue.
    private func plannedYear(_ date: DateExpression) -> Int? {
        guard let planned, !hasYearInSentence, lastMask == nil, let month = date.month, !date.isLunar else {
            return nil
        }
        return (month, date.day ?? 31) < (planned.month, planned.day) ? planned.year + 1 : planned.year
    }

    /// With nothing said before: the year of receipt.
    private func impliedYear(_ date: DateExpression) -> Int? { received?.year }

    private func time(_ date: DateExpression) -> String? {
        date.hour.map { "\(DateResolver.padded($0, 2)):\(DateResolver.padded(date.minute ?? 0, 2))" }
    }

    private func apply(_ part: DateExpression.Part?, to result: inout Resolved) {
        guard let part else { return }
        func days(_ first: Int, _ last: Int) {
            guard let month = result.month, let base = result.mask ?? result.year.map({ DateResolver.padded($0, 4) })
            else {
                return
            }
            let prefix = "\(base)-\(DateResolver.padded(month, 2))-"
            result.interval = (prefix + DateResolver.padded(first, 2), prefix + DateResolver.padded(last, 2))
        }
        func months(_ first: Int, _ last: Int) {
            guard let base = result.mask ?? result.year.map({ DateResolver.padded($0, 4) }) else { return }
            result.interval = ("\(base)-\(DateResolver.padded(first, 2))", "\(base)-\(DateResolver.padded(last, 2))")
        }
        switch part {
        case .startOfMonth, .endOfMonth: break
        case .earlyTen: days(1, 10)
        case .middleTen: days(11, 20)
        case .lateTen: days(21, CivilDate.days(inMonth: result.month ?? 1, of: result.year ?? 2001))
        case .startOfYear: result.month = 1
        case .endOfYear: result.month = 12
        case .firstHalf: months(1, 6)
        case .secondHalf: months(7, 12)
        case .quarter(let quarter): months(quarter * 3 - 2, quarter * 3)
        case .season(let season): result.season = season
        }
    }

    private func festivalDay(_ name: String, _ year: Int) -> Resolved? {
        switch Festivals.day(of: name) {
        case .solar(let month, let day): return Resolved(year: year, month: month, day: day)
        case .qingming: return Resolved(year: year, month: 4, day: Festivals.qingming(year))
        case .lunar(let month, let day): return lunarDate(year, month, day, false)
        case .newYearsEve:
            guard let days = try? lunar?.days(of: .init(year: year, month: 1, day: 1)) else { return nil }
            let day = CivilDate(daysSinceEpoch: days - 1)
            return Resolved(year: day.year, month: day.month, day: day.day)
        }
    }

    private func lunarDate(_ year: Int, _ month: Int, _ day: Int?, _ leap: Bool) -> Resolved? {
        guard let lunar else { return nil }
        func gregorian(_ day: Int) -> CivilDate? {
            (try? lunar.days(of: .init(year: year, month: month, day: day, isLeapMonth: leap))).flatMap { $0 }
                .map { CivilDate(daysSinceEpoch: $0) }
        }
        if let day {
            guard let date = gregorian(day) else { return nil }
            return Resolved(year: date.year, month: date.month, day: date.day)
        }
        guard let first = gregorian(1), let last = gregorian(30) ?? gregorian(29) else { return nil }
        var result = Resolved(year: first.year, month: first.month)
        result.interval = (first.description, last.description)
        return result
    }
}
