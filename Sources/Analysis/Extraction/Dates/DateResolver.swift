internal import Documents

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
        /// True of a day or month that counts from an unknown one: 昨天, 上个月.
        var countsFromUnknown = false
        /// The lunar year that it is of: 2012年腊月 lies in 2013.
        var lunarYear: Int?

        static func == (left: Resolved, right: Resolved) -> Bool { left.edtf == right.edtf }

        var base: String? { mask ?? year.map { DateResolver.padded($0, 4) } }

        var edtf: String? {
            if let interval { return "\(interval.0)/\(interval.1)" }
            guard !countsFromUnknown, mask != nil || year != nil else { return nil }
            if mask == nil, season == nil, time == nil, let year, let month,
                let text = DateResolver.written(year, month, day)
            {
                return text
            }
            guard let base else { return nil }
            if let season { return "\(base)-\(season)" }
            guard let month else {
                // 12日 says the day; 今年 of a year that nobody knows says nothing.
                if let day { return "\(base)-XX-\(DateResolver.padded(day, 2))" + (time.map { "T\($0)" } ?? "") }
                return base == DateResolver.unknownYear ? nil : base
            }
            guard let day else { return "\(base)-\(DateResolver.padded(month, 2))" }
            return "\(base)-\(DateResolver.padded(month, 2))-\(DateResolver.padded(day, 2))"
                + (time.map { "T\($0)" } ?? "")
        }

        var civil: CivilDate? {
            guard let year, let month, let day else { return nil }
            return CivilDate(year: year, month: month, day: day)
        }
    }

    /// Where an expression stands, as far as its year depends on it; `told` where the words around say that it happened.
    enum Place { case text, told, deadline, since, signature }

    /// Of a day whose year nothing tells, as EDTF writes it.
    static let unknownYear = "XXXX"

    private let lunar: LunarDays
    private let received: CivilDate?
    /// The day that the text calls today, where it came soon after.
    private var today: CivilDate?
    /// Of a text that nobody dated, the latest year it names, where a whole day is told of it.
    private let latestYear: Int?
    private var lastYear: Int?
    private var lastMask: String?
    private var lastMonth: Int?
    private var lastDay: Int?
    /// The year of the last month, whatever year the text went back to.
    private var lastMonthYear: Int?
    /// True when the last year was told by itself: 2003年交房. No story has begun in it.
    private var lastYearIsBare = false
    /// The next year that the text names.
    var nextYear: Int?
    /// Whether that year, and the expression that is resolved next, begin a sentence.
    var (nextYearStandsFirst, standsFirst) = (false, false)
    /// Whether the last year that was named began a sentence.
    private var yearStandsFirst = false
    /// The day that 第二天 and 第三天 are counted from, and the last so counted.
    private var counted: (from: CivilDate, nth: Int, last: CivilDate)?
    /// The year of the last expression, whatever sentence it stood in: 同年, 次年.
    private var nearestYear: Int?
    /// The year that the text goes back to when a sentence about an older one ends.
    private var mainYear: Int?
    /// True when the sentence has named a year already.
    private var hasYearInSentence = false
    /// The year named in this line.
    private var lineYear: Int?
    /// The day a plan is made on: what it sets without a year lies behind it.
    private let planned: CivilDate?
    private let plansOnlyDeadlines: Bool
    /// A day of an older year, told at the length of more than one sentence: 2018年9月3日… 。9月5日.
    private var olderStory: (year: Int, month: Int)?
    /// True when the last expression counted from receipt.
    private var wasRelative = false
    /// How many sentences ended since a day was told: a clock time further off says when things happen, not on which
    /// day.
    private(set) var sentencesSinceDay = 0

    /// - Parameters:
    ///   - planned: for all that sets deadlines, the day of issue.
    ///   - plansOnlyDeadlines: reports and minutes tell what was, and only their deadlines lie ahead.
    init(
        _ lunar: LunarDays, received: CivilDate?, latestYear: Int? = nil, planned: CivilDate? = nil,
        plansOnlyDeadlines: Bool = false
    ) {
        self.lunar = lunar
        self.received = received
        self.latestYear = latestYear
        self.planned = planned
        self.plansOnlyDeadlines = plansOnlyDeadlines
    }

    /// Tells that the next expression stands in another sentence than the last one.
    ///
    /// An older year than the one before it holds for its own sentence: 2018年换届… 洪某2015年就过世了。12月18日… is 2018.
    ///
    /// - Parameter ends: how many sentences ended in between.
    mutating func startSentence(ends: Int = 1) {
        sentencesSinceDay += ends
        if let older = leaveOlderYear(), let lastMonth, lastDay != nil, hasYearInSentence {
            olderStory = (older, lastMonth)
        }
        hasYearInSentence = false
    }

    /// Goes back from an older year, which it returns, to the main one; not where the text goes on from it year by year, each
    /// at a sentence's beginning: 2012年…。2013年…。2014年….
    @discardableResult
    private mutating func leaveOlderYear() -> Int? {
        guard let mainYear, let year = lastYear, year < mainYear else { return nil }
        if yearStandsFirst, nextYearStandsFirst, let nextYear, nextYear > year, nextYear <= mainYear { return nil }
        lastYear = mainYear
        return year
    }

    /// Tells that the next expression stands beside the last one, whose year is then its own: 去年阳历|七月十一号.
    mutating func staysBeside() { lastYearIsBare = false }

    mutating func startLine() {
        lineYear = nil
        olderStory = nil
        leaveOlderYear()
    }

    /// 2024-10-01 or 2024-10, at once; `nil` for what has more or fewer digits.
    static func written(_ year: Int, _ month: Int, _ day: Int?) -> String? {
        guard (1_000...9_999).contains(year), (0...99).contains(month), (0...99).contains(day ?? 0) else { return nil }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            var place = 0
            func write(_ number: Int, _ width: Int) {
                var rest = number
                for digit in stride(from: place + width - 1, through: place, by: -1) {
                    bytes[digit] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
                    rest /= 10
                }
                place += width
            }
            func separate() {
                bytes[place] = 0x2D
                place += 1
            }
            write(year, 4)
            separate()
            write(month, 2)
            if let day {
                separate()
                write(day, 2)
            }
            return place
        }
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        if width == 2, (10...99).contains(number) { return String(number) }
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Resolves one expression and remembers it as the antecedent of the next.
    ///
    /// Nil when there is no such day; a result without a value when nothing tells what it refers to.
    mutating func resolve(_ date: DateExpression, _ place: Place = .text) -> Resolved? {
        guard let resolved = date.isBesideName ? dayBesideName(date) : meaning(of: date, place) else { return nil }
        if let day = resolved.civil {
            if let nth = date.nthDay { counted = (day.adding(days: 1 - nth), nth, day) }
            if date.isToday, isJustOver(day) { today = day }
        }
        if resolved.day != nil || resolved.countsFromUnknown { sentencesSinceDay = 0 }
        if resolved.countsFromUnknown { return resolved }
        if resolved.mask == DateResolver.unknownYear {
            // Unknown is not masked: what follows may be known. 今年上访，4月… is of that year too.
            if case .fromReceipt = date.year { (lastYear, mainYear, olderStory) = (nil, nil, nil) }
            if resolved.month != nil { (lastMonth, lastDay, lastMonthYear) = (resolved.month, resolved.day, nil) }
            return resolved
        }
        if let year = resolved.year, !looksAhead(date, year) {
            if date.year != .unsaid {
                olderStory = nil
                hasYearInSentence = true
                lineYear = year
                yearStandsFirst = standsFirst
            }
            lastYearIsBare = resolved.month == nil && resolved.interval == nil
            mainYear = max(mainYear ?? year, year)
            lastYear = year
            nearestYear = resolved.lunarYear ?? year
        }
        if let year = resolved.year, looksAhead(date, year) { return resolved }
        wasRelative = date.relativeDay != nil || date.relativeMonth != nil || date.weekday != nil
        lastMask = resolved.mask ?? (resolved.year == nil ? lastMask : nil)
        if resolved.month != nil { (lastMonth, lastMonthYear) = (resolved.month, resolved.year) }
        if resolved.day != nil || resolved.month != nil { lastDay = resolved.day }
        return resolved
    }

    /// 明年, and the new year to come: what follows in a letter is told of the year before.
    private func looksAhead(_ date: DateExpression, _ year: Int) -> Bool {
        if case .fromReceipt(let offset) = date.year, offset > 0 { return true }
        if planned == nil || plansOnlyDeadlines, let received, year > received.year { return true }
        return date.festival != nil && date.year == .unsaid && planned == nil && lastYear.map { year > $0 } ?? false
    }

    private func meaning(of date: DateExpression, _ place: Place) -> Resolved? {
        var result = Resolved()
        let now = today ?? received
        if let weekday = date.weekday {
            guard let now else { return Resolved(countsFromUnknown: date.last == nil) }
            return moved(now.adding(days: weekday - now.weekday + 7 * date.week), date)
        }
        if let offset = date.relativeDay, date.festival == nil {
            // 次日 and a clock time, of which no day is told, say hardly more than "then"; 昨天 and 今天 are dates.
            guard let base = date.countsFromAntecedent ? countedFrom(date) : now else {
                return date.countsFromAntecedent ? nil : Resolved(countsFromUnknown: true)
            }
            return moved(base.adding(days: offset), date)
        }
        if let offset = date.relativeQuarter {
            guard let received else { return Resolved() }
            let first = CivilDate(year: received.year, month: (received.month - 1) / 3 * 3 + 1, day: 1)!
                .adding(months: 3 * offset)
            result.year = first.year
            if date.part == .endOfMonth {
                result.month = first.month + 2
            } else {
                result.setMonths(first.month, first.month + 2)
            }
            return result
        }
        if let offset = date.relativeMonth {
            guard let base = date.countsFromAntecedent ? antecedentMonth : received else {
                return date.countsFromAntecedent ? nil : Resolved(countsFromUnknown: true)
            }
            let first = CivilDate(year: base.year, month: base.month, day: 1)!.adding(months: offset)
            (result.year, result.month, result.day) = (first.year, first.month, date.day)
        } else {
            setYear(of: date, place, &result)
            if result.year == nil, result.mask == nil { result.mask = DateResolver.unknownYear }
            result.month = date.month
            result.day = date.day
            if date.month == nil, let day = date.day {
                result.month = lastMonth
                if lastMonth == nil, lastYear == nil, let received {
                    // With nothing said before, the last such day.
                    let month = day <= received.day ? received : received.adding(months: -1)
                    (result.year, result.month) = (month.year, month.month)
                }
                result.day = day
            }
        }
        if let festival = date.festival, let year = result.year { return festivalDay(festival, year, date) }
        if result.mask == DateResolver.unknownYear, date.isLunar || date.festival != nil {
            return undated(date.festival, date)
        }
        if date.isLunar, let year = result.year, let month = result.month {
            let year = date.year == .unsaid ? lunarYear(near: year, month, result.day, date.isLeapMonth) : year
            guard var resolved = lunarDate(year, month, result.day, date.isLeapMonth) else { return nil }
            // 二零一九年八月十五 in a letter that came on the 19th of August, 五月十三 under one that came on the 20th of May:
            // no letter is signed after it came.
            let isYearSaid = if case .absolute = date.year { true } else { false }
            // Nor does it tell of what is still to come: 七月十九进我家.
            let isOpen =
                date.mayBeSolar && date.year == .unsaid && !Festivals.isFestival(month, result.day ?? 0)
            if isYearSaid ? place == .signature || place == .text : isOpen && (place == .signature || place == .told),
                planned == nil, let received, let signed = resolved.civil, signed > received, let day = result.day,
                let solar = CivilDate(year: year, month: month, day: day), solar <= received
            {
                return moved(solar, date)
            }
            resolved.time = time(date)
            resolved.lunarYear = year
            return resolved
        }
        result.apply(date.part)
        if result.mask == nil || result.mask == DateResolver.unknownYear, let month = result.month,
            let day = result.day,
            CivilDate(year: result.year ?? 2000, month: month, day: day) == nil
        {
            return nil
        }
        result.time = time(date)
        if let last = date.last { result.end(at: last) }
        return result
    }

    private func moved(_ day: CivilDate, _ date: DateExpression) -> Resolved {
        var result = Resolved(year: day.year, month: day.month, day: day.day)
        result.time = time(date)
        if let last = date.last { result.end(at: last) }
        return result
    }

    // MARK: the year

    private func setYear(of date: DateExpression, _ place: Place, _ result: inout Resolved) {
        switch date.year {
        case .absolute(let year): result.year = year
        case .masked(let mask): result.mask = mask
        case .ofCycle(let place):
            // 1984 was a 甲子.
            result.year = (received?.year ?? latestYear).map { $0 - (($0 - 1984 - place) % 60 + 60) % 60 }
        case .fromReceipt(let offset):
            result.year = (received?.year ?? latestYear).map { $0 + offset }
            // 这个冬天 in February began in the year before.
            if date.isSeasonNow, date.part == .season(24), let received, received.month <= 3 {
                result.year = result.year.map { $0 - 1 }
            }
            // In a text whose years are masked, 明年 is masked too; decades (199X) mask none.
            if result.year == nil, let lastMask, lastMask.hasSuffix("XX") { result.mask = lastMask }
        case .fromAntecedent(let offset):
            result.year = (nearestYear ?? lastYear ?? received?.year).map { $0 + offset }
        case .unsaid:
            result.year =
                plannedYear(date, place) ?? olderYear(date) ?? signedYear(date, place) ?? yearGoneOn(date, place)
                ?? yearBefore(date, place) ?? toldYear(date, place) ?? lastYear ?? impliedYear(date)
            // 11月停工，答应元旦前结清: the one to come.
            if let festival = date.festival.flatMap({ name in Festivals.all.first { $0.name == name } }),
                festival.isAtTurnOfYear, planned == nil, (lastMonth ?? 0) >= 4
            {
                result.year = result.year.map { $0 + 1 }
            }
            if lastYear == nil, lastMask?.hasSuffix("XX") ?? false { result.mask = lastMask }
            if result.mask != nil { result.year = nil }
        }
    }

    /// In a plan, the year in which the day next comes after the day of issue.
    private func plannedYear(_ date: DateExpression, _ place: Place) -> Int? {
        guard let planned, lastMask == nil, !date.isLunar, place == .deadline || !plansOnlyDeadlines else { return nil }
        if let lineYear, lineYear > planned.year { return lineYear }
        if hasYearInSentence, place != .deadline || (lastYear ?? 0) >= planned.year { return nil }
        if date.festival != nil {
            guard place == .deadline, let resolved = festivalDay(date.festival!, planned.year, date)?.civil else {
                return nil
            }
            return resolved < planned ? planned.year + 1 : planned.year
        }
        guard let month = date.month ?? partEnd(date.part) else { return nil }
        let isPast = (month, date.day ?? 31) < (planned.month, planned.day)
        if place == .since { return isPast ? planned.year : planned.year - 1 }
        return isPast ? planned.year + 1 : planned.year
    }

    private func partEnd(_ part: DateExpression.Part?) -> Int? {
        switch part {
        case .firstHalf: 6
        case .secondHalf, .endOfYear: 12
        case .quarter(let quarter), .endOfQuarter(let quarter): quarter * 3
        default: nil
        }
    }

    /// The day under a letter is the last such day before it came.
    private func signedYear(_ date: DateExpression, _ place: Place) -> Int? {
        guard place == .signature, let received, let month = date.month, let day = date.day else { return nil }
        return (month, day) <= (received.month, received.day) ? received.year : received.year - 1
    }

    /// The older year while the story stays in its month.
    private func olderYear(_ date: DateExpression) -> Int? {
        guard let olderStory, date.month == olderStory.month else { return nil }
        return olderStory.year
    }

    /// A story goes forward: behind 11月 of an older year, and behind a year told by itself (2003年交房), 1月6日 is the
    /// last before the letter came or the next after it. Behind 3月2日 of an older year 5月9日 is so in a sentence of its
    /// own, if the letter came soon after it. A chronicle, whose next year is older still, has not come so far.
    private func yearGoneOn(_ date: DateExpression, _ place: Place) -> Int? {
        guard planned == nil, !wasRelative, let received, let lastYear, lastYear < received.year,
            let month = date.month, !date.isLunar,
            let day = CivilDate(year: received.year, month: month, day: min(date.day ?? 1, 28))
        else { return nil }
        let year = day <= received.adding(days: DateResolver.soon) ? received.year : received.year - 1
        guard year > lastYear else { return nil }
        let isChronicle = nextYear.map { $0 < year } ?? false
        if lastYearIsBare { return isChronicle && lineYear != nil ? nil : year }
        guard let lastMonth else { return nil }
        if month < lastMonth, year == lastYear + 1 { return year }
        guard !isChronicle, !hasYearInSentence else { return nil }
        if month < lastMonth { return lastMonth - month >= 3 ? year : nil }
        return isJustOver(day) ? year : nil
    }

    /// Whether the letter came on a day or soon after it.
    private func isJustOver(_ day: CivilDate) -> Bool {
        received.map { day <= $0 && $0 <= day.adding(days: DateResolver.justOver) } ?? false
    }

    /// Days before a letter came of which it tells without a year, whatever it told before.
    private static let justOver = 56

    /// Days in which what a letter looks forward to lies.
    private static let soon = 70

    /// In a letter of January 12月15日 is of the year before, whatever was said of this year; 12月底前 may lie ahead.
    private func yearBefore(_ date: DateExpression, _ place: Place) -> Int? {
        guard planned == nil, place != .deadline, let received, lastYear == received.year else { return nil }
        return impliedYear(date).flatMap { $0 < received.year ? $0 : nil }
    }

    /// What happened did so before the letter came: 12月20日停工 in a letter of October is of the year before.
    private func toldYear(_ date: DateExpression, _ place: Place) -> Int? {
        guard place == .told, let received, liesAhead(date) else { return nil }
        return received.year - 1
    }

    /// Whether a day or month without a year would come after receipt, so that it matters what is told of it.
    func liesAhead(_ date: DateExpression) -> Bool {
        guard planned == nil, date.year == .unsaid, let month = date.month, !date.isLunar, date.festival == nil,
            let received, lastMask == nil, lastYear == nil || lastYear == received.year && !hasYearInSentence
        else { return false }
        return (month, date.day ?? 0) > (received.month, date.day == nil ? 0 : received.day)
    }

    /// With nothing said before: the year of receipt, and the year before it for what would lie far ahead.
    private func impliedYear(_ date: DateExpression) -> Int? {
        guard let received else { return nil }
        if let month = date.month, !date.isLunar,
            let day = CivilDate(year: received.year, month: month, day: min(date.day ?? 1, 28)),
            day.daysSinceEpoch - received.daysSinceEpoch > DateResolver.farAhead
        {
            return received.year - 1
        }
        return received.year
    }

    /// Days: half a year and a little.
    private static let farAhead = 185

    private var antecedentDay: CivilDate? {
        guard let lastYear, let lastMonth, let lastDay else { return nil }
        return CivilDate(year: lastMonthYear ?? lastYear, month: lastMonth, day: lastDay)
    }

    /// Days that are counted one after the other have one beginning: 11日起火。第二天…，第三天….
    private func countedFrom(_ date: DateExpression) -> CivilDate? {
        guard let nth = date.nthDay, let counted, counted.last == antecedentDay, nth > counted.nth else {
            return antecedentDay
        }
        return counted.from
    }

    /// The last such day before receipt, if it is not long before it.
    private func dayBesideName(_ date: DateExpression) -> Resolved? {
        guard let year = signedYear(date, .signature), let month = date.month, let day = date.day,
            let signed = CivilDate(year: year, month: month, day: day), isJustOver(signed)
        else { return nil }
        return moved(signed, date)
    }

    private var antecedentMonth: CivilDate? {
        guard let lastYear, let lastMonth else { return received }
        return CivilDate(year: lastMonthYear ?? lastYear, month: lastMonth, day: 1)
    }

    private func time(_ date: DateExpression) -> String? {
        date.hour.map { "\(DateResolver.padded($0, 2)):\(DateResolver.padded(date.minute ?? 0, 2))" }
    }

    // MARK: festivals and the lunar calendar

    private func festivalDay(_ name: String, _ year: Int, _ date: DateExpression) -> Resolved? {
        guard let festival = Festivals.all.first(where: { $0.name == name }) else { return nil }
        if case .dogDays = festival.day {
            return DogDays.interval(year).map { days in
                var result = Resolved(year: year, month: days.first.month)
                result.interval = (days.first.description, days.last.description)
                return result
            }
        }
        let day: CivilDate? =
            switch festival.day {
            case .solar(let month, let day): CivilDate(year: year, month: month, day: day)
            case .solarTerm(let term): CivilDate(year: year, month: term.month, day: term.day(in: year))
            case .lunar(12, let day) where date.year == .unsaid: nearestInLastMonth(year, day)
            case .lunar(let month, let day): lunar.day(year, month, day)
            case .dogDays: nil
            case .newYearsEve: lunar.day(year, 1, 1)?.adding(days: -1)
            case .weekday(let month, let nth, let day):
                CivilDate(year: year, month: month, day: 1).flatMap {
                    CivilDate(year: year, month: month, day: (day - $0.weekday + 7) % 7 + 1 + 7 * (nth - 1))
                }
            }
        return day.map {
            var result = moved($0.adding(days: date.relativeDay ?? 0), date)
            if case .lunar = festival.day { result.lunarYear = year }
            return result
        }
    }

    /// 小年前 in a letter of January is days away, at the end of the lunar year that began last year.
    private func nearestInLastMonth(_ year: Int, _ day: Int) -> CivilDate? {
        let own = lunar.day(year, 12, day)
        guard let received, received.year == year, let own, let before = lunar.day(year - 1, 12, day) else {
            return own
        }
        let (now, past, next) = (received.daysSinceEpoch, before.daysSinceEpoch, own.daysSinceEpoch)
        return abs(now - past) < abs(next - now) ? before : own
    }

    /// Without a year: 国庆 has its day, 中秋 has none but the year it is said of.
    private func undated(_ name: String?, _ date: DateExpression) -> Resolved? {
        guard let festival = Festivals.all.first(where: { $0.name == name }), date.relativeDay == nil, date.last == nil,
            case .solar(let month, let day) = festival.day
        else {
            // 去年春节 is a year at least.
            if case .fromReceipt = date.year { return Resolved(mask: DateResolver.unknownYear) }
            return nil
        }
        return Resolved(mask: DateResolver.unknownYear, month: month, day: day, time: time(date))
    }

    /// 腊月二十 in a letter of January is of the lunar year that began last year.
    private func lunarYear(near year: Int, _ month: Int, _ day: Int?, _ isLeap: Bool) -> Int {
        if isLeap {
            // Of an older year that has none such, the last before receipt: 照1992年的证。闰二月初八….
            if lunar.day(year, month, day ?? 1, true) != nil { return year }
            let latest = max(year, received?.year ?? year)
            return (0..<40).lazy.map { latest - $0 }.first { lunar.day($0, month, day ?? 1, true) != nil } ?? year
        }
        guard let received, abs(year - received.year) <= 1 else { return year }
        let limit = received.adding(days: 60)
        // Not before what was told last: 去年10月完工，拖到正月十五.
        if year < received.year, let lastMonth, let own = lunar.day(year, month, day ?? 1),
            (own.year, own.month) < (year, lastMonth), let next = lunar.day(year + 1, month, day ?? 1),
            next <= limit
        {
            return year + 1
        }
        for candidate in [received.year, received.year - 1] where candidate <= year {
            if let date = lunar.day(candidate, month, day ?? 1), date <= limit { return candidate }
        }
        return year
    }

    private func lunarDate(_ year: Int, _ month: Int, _ day: Int?, _ leap: Bool) -> Resolved? {
        if let day {
            guard let date = lunar.day(year, month, day, leap) else { return nil }
            return Resolved(year: date.year, month: date.month, day: date.day)
        }
        guard let first = lunar.day(year, month, 1, leap),
            let last = lunar.day(year, month, 30, leap) ?? lunar.day(year, month, 29, leap)
        else { return nil }
        var result = Resolved(year: first.year, month: first.month)
        result.interval = (first.description, last.description)
        return result
    }
}
