internal import Documents

/// The parts of a month or year, and intervals, that a resolved date turns into.
extension DateResolver.Resolved {
    mutating func setMonths(_ first: Int, _ last: Int) {
        guard let base else { return }
        interval = ("\(base)-\(DateResolver.padded(first, 2))", "\(base)-\(DateResolver.padded(last, 2))")
    }

    mutating func apply(_ part: DateExpression.Part?) {
        guard let part else { return }
        func days(_ first: Int, _ last: Int) {
            guard let month, let base else { return }
            let prefix = "\(base)-\(DateResolver.padded(month, 2))-"
            interval = (prefix + DateResolver.padded(first, 2), prefix + DateResolver.padded(last, 2))
        }
        switch part {
        case .startOfMonth, .endOfMonth: break
        case .earlyTen: days(1, 10)
        case .middleTen: days(11, 20)
        case .earlyTwenty: days(1, 20)
        case .lateTwenty: days(11, CivilDate.days(inMonth: month ?? 1, of: year ?? 2001))
        case .lateTen: days(21, CivilDate.days(inMonth: month ?? 1, of: year ?? 2001))
        case .startOfYear: month = 1
        case .endOfYear: month = 12
        case .firstHalf: setMonths(1, 6)
        case .secondHalf: setMonths(7, 12)
        case .firstMonths(1): month = 1
        case .firstMonths(let count): setMonths(1, count)
        case .lastMonths(let count): setMonths(13 - count, 12)
        case .quarter(let quarter): setMonths(quarter * 3 - 2, quarter * 3)
        case .endOfQuarter(let quarter): month = quarter * 3
        case .season(let named): season = named
        case .week(let nth): setWeek(nth)
        case .weekday(let nth, let day): setWeekday(nth, day)
        }
    }

    /// Weeks are counted from the first Monday.
    private mutating func setWeek(_ nth: Int) {
        guard let year, let first = CivilDate(year: year, month: month ?? 1, day: 1) else {
            return
        }
        let monday = first.adding(days: (8 - first.weekday) % 7 + 7 * (nth - 1))
        interval = (monday.description, monday.adding(days: 6).description)
    }

    private mutating func setWeekday(_ nth: Int, _ weekday: Int) {
        guard let year, let month else { return }
        let first = CivilDate(year: year, month: month, day: 1)!
        let offset = (weekday - first.weekday + 7) % 7
        let length = CivilDate.days(inMonth: month, of: year)
        day = nth > 0 ? offset + 1 + 7 * (nth - 1) : offset + 1 + (length - offset - 1) / 7 * 7
    }

    /// Turns a resolved beginning into the interval up to `last`.
    mutating func end(at last: DateExpression.Last) {
        guard let from = edtf else { return }
        var end = self
        if let mask = last.mask { end.mask = mask }
        if let said = last.year { end.year = said < 100 ? year.map { $0 + said } : said }
        if let said = last.month {
            if let month, said < month { end.year = year.map { $0 + 1 } }
            end.month = said
        }
        if let day = last.day { end.day = day }
        if let hour = last.hour {
            end.time = "\(DateResolver.padded(hour, 2)):\(DateResolver.padded(last.minute ?? 0, 2))"
            if last.dayOffset > 0, let day = civil?.adding(days: last.dayOffset) {
                (end.year, end.month, end.day) = (day.year, day.month, day.day)
            }
        } else if last.dayOffset > 0, let day = civil?.adding(days: last.dayOffset) {
            (end.year, end.month, end.day) = (day.year, day.month, day.day)
        }
        guard let to = end.edtf else { return }
        interval = (from, to)
    }
}
