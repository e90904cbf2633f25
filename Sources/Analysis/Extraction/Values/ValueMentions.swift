internal import Dictionaries
internal import Documents

/// Every value of one document, overlaps settled, in the order of the text.
struct ValueMentions: Sendable {
    struct Found<Value: Sendable>: Sendable {
        let span: NormalizedSpan
        let rule: String
        let value: Value
    }

    struct DateValue: Sendable {
        let edtf: String?
        let bound: DateExpression.Bound?
        /// A day, month or year said by itself; festivals and 去年 too.
        let isRelative: Bool
    }

    var dates: [Found<DateValue>] = []
    var limits: [Found<(duration: String, isWorkingDays: Bool)>] = []
    var recurrences: [Found<String>] = []
    var amounts: [Found<(value: Double, isApproximate: Bool)>] = []
    var documentNumbers: [Found<String>] = []
    var laws: [Found<Void>] = []
    var identifiers: [Found<ValueReading.IdentifierKind>] = []
    var targets: [Found<String>] = []
    /// Dates that nothing in the text resolves.
    var unresolved: [NormalizedSpan] = []
    /// Everything above, and what is surely no place or name, ascending.
    var taken: [NormalizedSpan] = []
}

/// Finds values in one scan and settles overlaps.
///
/// A class: its lists would be copied with every document.
final class ValueExtractor: Sendable {
    private let rules: [ValueRule]
    /// By rule, what is asked at every match: of ``rules`` all else would be handed on with it.
    private let readers: [ValueRule.Reader]
    private let areOfDates: [Bool]
    private let patterns: PatternSet
    private let outlook: DateOutlook
    private let lunar: LunarDays
    /// Asked when places and parties are known, too.
    let likelySums: LikelySums

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        outlook = try DateOutlook(files)
        lunar = try LunarDays(files)
        let sums = try SumWords(files)
        likelySums = try LikelySums(files, sums)
        rules = ValueRules.all(sums, try CitedLaws(files), try SlipWords(files))
        readers = rules.map(\.read)
        areOfDates = rules.map(\.isOfDates)
        patterns = PatternSet(rules.map(\.pattern), isInsideFigures: false)
    }

    private typealias Candidate = ValueCandidates.Candidate

    func extract(_ text: NormalizedText, _ kind: DocumentKind, received: CivilDate?) -> ValueMentions {
        text.scalars.withUnsafeBufferPointer { buffer in
            settle(candidates(buffer), text, buffer, kind, received)
        }
    }

    /// The day that a plan is made on: the last full date by itself on a line in the last third of the text; else the first
    /// so (an order that brings a plan is signed before it), or the last full date of that third.
    private func issueDay(_ candidates: [Candidate], _ buffer: UnsafeBufferPointer<UInt32>) -> CivilDate? {
        let line =
            candidates.last { isLate($0, buffer) && buffer.isLine($0.start, $0.end) && day($0) != nil }
            ?? candidates.first { buffer.isLine($0.start, $0.end) && day($0) != nil }
        return (line ?? candidates.last { isLate($0, buffer) && day($0) != nil }).flatMap(day)
    }

    /// The day under a signature: a full date by itself on a line in the last third of the text, or what the text ends with.
    private func signedDay(_ candidates: [Candidate], _ buffer: UnsafeBufferPointer<UInt32>) -> CivilDate? {
        let line = candidates.last { isLate($0, buffer) && buffer.isLine($0.start, $0.end) && day($0) != nil }
        return (line ?? candidates.last { endsText(buffer, $0.end) && day($0) != nil }).flatMap(day)
    }

    /// The day that the text itself calls today: 今天已经是2014年2月17日; 2016年3月1日，也就是今天.
    private func saidToday(_ candidates: [Candidate], _ buffer: UnsafeBufferPointer<UInt32>) -> CivilDate? {
        func isToday(_ candidate: Candidate) -> Bool {
            guard case .date(let date) = candidate.reading else { return false }
            return date.relativeDay == 0 && !date.countsFromAntecedent && date.festival == nil
        }
        for (first, second) in zip(candidates, candidates.dropFirst()) {
            guard second.start >= first.end, second.start - first.end <= 4, isToday(first) || isToday(second),
                Self.equations.contains(
                    String(scalars: UnsafeBufferPointer(rebasing: buffer[first.end..<second.start])))
            else { continue }
            if isToday(first), let today = day(second) { return today }
            if isToday(second), let today = day(first) { return today }
        }
        return nil
    }

    private static let equations: Set<String> = [
        "是", "已是", "就是", "已经是", "都是", "都已是", "(", ",也就是", ",即", "即", "也就是", ",就是",
    ]

    /// Of the years named, the latest, if a whole day of it is told: what 今年 in a text without a day of its own means.
    /// A year alone (2015年修的路，今年坏了) tells only that the text is not older.
    private func latestYear(_ candidates: [Candidate]) -> Int? {
        let latest = candidates.lazy.compactMap { candidate -> Int? in
            guard case .date(let date) = candidate.reading, case .absolute(let year) = date.year, !date.isLunar else {
                return nil
            }
            return year
        }.max()
        return latest.flatMap { year in candidates.contains { day($0)?.year == year } ? year : nil }
    }

    private func isLate(_ candidate: Candidate, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        candidate.start * 3 >= buffer.count * 2
    }

    /// Of a full date.
    private func day(_ candidate: Candidate) -> CivilDate? {
        guard case .date(let date) = candidate.reading, case .absolute(let year) = date.year,
            let month = date.month, let day = date.day, !date.isLunar
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private func endsText(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int) -> Bool {
        buffer[end...].allSatisfy { $0 == 0x20 || $0 == 0x0A }
    }

    private func candidates(_ buffer: UnsafeBufferPointer<UInt32>) -> [Candidate] {
        matches(buffer).settled(buffer, patterns)
    }

    /// A match that stood, and those that lost to it.
    struct Contest {
        struct Loser {
            let span: NormalizedSpan
            let rule: String
            let reason: Explanation.Reason
        }

        let span: NormalizedSpan
        let rule: ValueRule
        let reading: ValueReading
        let precedence: Int
        var losers: [Loser] = []
    }

    /// The same matches with what each won against, for explanations.
    func contests(_ text: NormalizedText) -> [Contest] {
        text.scalars.withUnsafeBufferPointer { buffer in
            var losers: [Int: [Contest.Loser]] = [:]
            let kept = matches(buffer).settled(buffer, patterns) { [self] loser, winner in
                losers[winner.start, default: []].append(
                    Contest.Loser(
                        span: NormalizedSpan(loser.start, loser.end), rule: rules[loser.rule].id,
                        reason: reason(loser, winner)))
            }
            return kept.map { candidate in
                Contest(
                    span: NormalizedSpan(candidate.start, candidate.end), rule: rules[candidate.rule],
                    reading: candidate.reading, precedence: Int(ValueCandidates.precedence(candidate.reading)),
                    losers: losers[candidate.start] ?? [])
            }
        }
    }

    private func reason(_ loser: Candidate, _ winner: Candidate) -> Explanation.Reason {
        let (low, high) = (ValueCandidates.precedence(loser.reading), ValueCandidates.precedence(winner.reading))
        let rule = rules[winner.rule].id
        if low < high { return .lowerFamily(Int(low), winner: rule, Int(high)) }
        if loser.start > winner.start { return .beginsLater(winner: rule) }
        return loser.end < winner.end ? .shorter(winner: rule) : .laterInList(winner: rule)
    }

    private func matches(_ buffer: UnsafeBufferPointer<UInt32>) -> ValueCandidates {
        var found = ValueCandidates(readers: readers, count: buffer.count)
        patterns.forEachMatch(in: buffer) { rule, match in
            if areOfDates[rule] {
                found.defer(match, rule)
                return false
            }
            guard let reading = readers[rule](match) else { return false }
            var (start, end) = (match.start, match.end)
            switch reading {
            case .amount(_, _, let skip), .identifier(_, let skip), .law(let skip, _): start += skip
            case .documentNumber(_, let extendsLeft, let skip, let left):
                start = extendsLeft ? DocumentNumberForm.issuerStart(buffer, match.start) : start + skip
                end -= left
            default: break
            }
            found.add(start..<end, rule, reading)
            return true
        }
        return found
    }

    // MARK: dates: bounds, intervals, resolution

    private func settle(
        _ candidates: [Candidate], _ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>, _ kind: DocumentKind,
        _ received: CivilDate?
    ) -> ValueMentions {
        var mentions = ValueMentions()
        mentions.taken.reserveCapacity(candidates.count)
        let isPlan = kind == .plan || kind == .notice
        let tells = kind == .letter || kind == .reply
        // A scan has no day of receipt; its writer tells from the day he signed.
        let told = received ?? saidToday(candidates, buffer) ?? signedDay(candidates, buffer)
        var resolver = DateResolver(
            lunar, received: told, latestYear: told == nil ? latestYear(candidates) : nil,
            planned: tells ? nil : issueDay(candidates, buffer) ?? received, plansOnlyDeadlines: !isPlan)
        var index = 0
        var position = 0
        var yearAhead = 0
        while index < candidates.count {
            let candidate = candidates[index]
            index += 1
            if yearAhead < index {
                yearAhead = candidates[index...].firstIndex { year(of: $0, told) != nil } ?? candidates.count
                let next = yearAhead < candidates.count ? candidates[yearAhead] : nil
                resolver.nextYear = next.flatMap { year(of: $0, told) }
                resolver.nextYearStandsFirst = next.map { beginsSentence(buffer, $0.start) } ?? false
            }
            resolver.standsFirst = beginsSentence(buffer, candidate.start)
            let id = rules[candidate.rule].id
            var span = NormalizedSpan(candidate.start, candidate.end)
            if position < candidate.start {
                let gap = buffer[position..<candidate.start]
                let ends = sentenceEnds(gap)
                if ends > 0 { resolver.startSentence(ends: ends) }
                if gap.contains(0x0A) { resolver.startLine() }
                if gap.count <= Self.beside, !gap.contains(where: CharacterKind.endsClause) { resolver.staysBeside() }
            } else if position > 0 {
                resolver.staysBeside()
            }
            position = max(position, candidate.end)
            switch candidate.reading {
            case .date(let first):
                // In a plan, what is reported 当日 is so every day.
                if isPlan, first.relativeDay == 0, first.countsFromAntecedent, first.hour == nil, candidate.start > 0,
                    CharacterKind.isHan(buffer[candidate.start - 1])
                {
                    break
                }
                var last: DateExpression?
                if index < candidates.count, case .date(let next) = candidates[index].reading,
                    first.last == nil,
                    connects(buffer, candidate.end, candidates[index].start)
                        || isBetween(buffer, candidate.end, candidates[index])
                {
                    last = next
                    span = NormalizedSpan(candidate.start, candidates[index].end)
                    index += 1
                }
                // In a plan, 次月3日前 and 当月25日前 come back every month; in a letter, 次月10号 behind 每月25号.
                if isPlan || first.relativeMonth == 1 && followsMonthly(mentions, candidate.start, buffer), last == nil,
                    let month = first.relativeMonth, first.countsFromAntecedent, month >= 0,
                    let day = first.day
                {
                    if candidate.end < buffer.count, buffer[candidate.end] == 0x524D {
                        span = NormalizedSpan(span.start, span.end + 1)
                    }
                    mentions.recurrences.append(
                        .init(span: span, rule: id, value: "FREQ=MONTHLY;BYMONTHDAY=\(day)"))
                    break
                }
                resolve(first, last, span, id, buffer, keepsOpen: !isPlan, &resolver, &mentions)
            case .limit(let duration, let isWorkingDays):
                mentions.limits.append(.init(span: span, rule: id, value: (duration, isWorkingDays)))
            case .recurrence(let rule): mentions.recurrences.append(.init(span: span, rule: id, value: rule))
            case .amount(let value, let isApproximate, _):
                mentions.amounts.append(.init(span: span, rule: id, value: (value, isApproximate)))
            case .documentNumber:
                mentions.documentNumbers.append(
                    .init(span: span, rule: id, value: DocumentNumberForm.value(text, span)))
                for next in DocumentNumberList.goingOn(text, span, buffer) {
                    mentions.documentNumbers.append(.init(span: next.span, rule: id, value: next.value))
                    mentions.taken.append(next.span)
                    while index < candidates.count, candidates[index].start < next.span.end { index += 1 }
                }
            case .law: mentions.laws.append(.init(span: span, rule: id, value: ()))
            case .identifier(let kind, _): mentions.identifiers.append(.init(span: span, rule: id, value: kind))
            case .target(let comparison): mentions.targets.append(.init(span: span, rule: id, value: comparison))
            case .nothing: break
            }
            mentions.taken.append(span)
        }
        return mentions
    }

    /// The year that a date names, by itself or from receipt.
    private func year(of candidate: Candidate, _ received: CivilDate?) -> Int? {
        guard case .date(let date) = candidate.reading else { return nil }
        switch date.year {
        case .absolute(let year): return year
        case .fromReceipt(let offset): return received.map { $0.year + offset }
        case .unsaid, .masked, .ofCycle, .fromAntecedent: return nil
        }
    }

    /// Nothing of its sentence stands before it.
    private func beginsSentence(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        var start = start
        while start > 0, buffer[start - 1] == 0x20 { start -= 1 }
        return start == 0 || buffer[start - 1] == 0x0A || CharacterKind.endsSentence(buffer[start - 1])
    }

    /// So many characters at most part what stands beside one another.
    private static let beside = 4

    /// A mark and the line's end behind it end one sentence.
    private func sentenceEnds(_ gap: Slice<UnsafeBufferPointer<UInt32>>) -> Int {
        var (ends, isBehindEnd) = (0, false)
        for scalar in gap {
            let isEnd = CharacterKind.endsSentence(scalar) || scalar == 0x0A
            if isEnd, !isBehindEnd { ends += 1 }
            isBehindEnd = isEnd
        }
        return ends
    }

    /// Whether the sentence that goes on at `index` told of something that comes back every month.
    private func followsMonthly(
        _ mentions: ValueMentions, _ index: Int, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        guard let last = mentions.recurrences.last, last.value.hasPrefix("FREQ=MONTHLY"), last.span.end <= index else {
            return false
        }
        return !buffer[last.span.end..<index].contains { CharacterKind.endsSentence($0) || $0 == 0x0A }
    }

    /// 至, 到, -, ~ and their like between two dates of one interval.
    private func connects(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        // Most stand beside one another by chance.
        guard end > start, end - start <= 8, Self.connectorStarts.contains(buffer[start]) else { return false }
        let text = String(scalars: UnsafeBufferPointer(rebasing: buffer[start..<end])).filter { $0 != " " }
        return Self.connectors.contains(text) || !text.isEmpty && text.allSatisfy { $0 == "-" || $0 == "—" }
    }

    /// 2015年和2018年之间.
    private func isBetween(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ next: Candidate) -> Bool {
        guard next.start == start + 1, [0x548C, 0x4E0E, 0x53CA].contains(buffer[start]), next.end < buffer.count else {
            return false
        }
        return buffer[next.end] == 0x95F4
            || next.end + 1 < buffer.count && buffer[next.end] == 0x4E4B && buffer[next.end + 1] == 0x95F4
    }

    private static let connectors: Set<String> = [
        "至", "到", "-", "~", "—", "——", "起至", "起到", "--", "直到", "一直到", "以后至", "之后至", "开始至",
        "开始到",
    ]

    /// Spaces stand before them too.
    private static let connectorStarts = ScalarSet(connectors.compactMap { $0.unicodeScalars.first?.value } + [0x20])

    /// Words behind a date that bound it, in their order, and what they must not be the beginning of.
    private static let bounds: [(word: [UInt32], bound: DateExpression.Bound)] = boundWords.map {
        ($0.0.unicodeScalars.map(\.value), $0.1)
    }
    private static let boundWords: [(String, DateExpression.Bound)] = [
        ("或之前", .before), ("及以前", .before), ("之前", .before), ("以前", .before), ("前后", .about), ("前夕", .before),
        ("前", .before),
        ("之后", .since), ("以后", .since), ("往后", .since), ("后", .since),
        ("换届以来", .since), ("以来", .since), ("开始到现在", .since), ("开始至今", .since), ("起到现在", .since), ("起至今", .since),
        ("至今", .since), ("到现在", .since), ("到目前为止", .since), ("到目前", .since),
        ("起", .since), ("左右", .about),
    ]
    /// These bound a date only where they end a clause: 2018年7月开始, not 7月开始漏雨.
    private static let closingWords: [(String, DateExpression.Bound)] = [
        ("开始", .since), ("为止", .before), ("止", .before),
    ]
    private static let closingBounds = closingWords.map { ($0.0.unicodeScalars.map(\.value), $0.1) }

    private func bound(
        behind end: Int, ofInterval: Bool, isFestival: Bool, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> (word: [UInt32], bound: DateExpression.Bound)? {
        guard end < buffer.count, Self.boundStarts.contains(buffer[end]),
            Self.noBounds.longest(buffer, at: end) == nil || isFestival && buffer.stands(Self.goingBefore, at: end)
        else { return nil }
        return Self.bounds.first { buffer.stands($0.word, at: end) }
            ?? Self.closingBounds.first { word, _ in
                let close = end + word.count
                return !ofInterval && buffer.stands(word, at: end)
                    && (close == buffer.count || !CharacterKind.isHan(buffer[close]))
            }
    }

    private static let boundStarts = ScalarSet(
        (boundWords + closingWords).compactMap { $0.0.unicodeScalars.first?.value })
    private static let noBounds = WordSet([
        "后来", "后面", "后期", "后续", "后勤", "后者", "后备", "后天", "后台", "后门", "后山", "后院", "后靠", "后半", "后代", "后人", "后排", "后边",
        "后头",
        "前往", "前来", "前去", "前期", "前任", "前妻", "前夫", "前面", "起诉", "起草", "起火", "起床", "起名", "起来", "起早", "起码",
    ])
    /// 清明前|去镇里: behind a festival 前 is its bound.
    private static let goingBefore = "前去".unicodeScalars.map(\.value)
    private static let over = "过后".unicodeScalars.map(\.value)
    private static let untils = ["截至", "截止到", "截止"].map { $0.unicodeScalars.map(\.value) }

    private func resolve(
        _ first: DateExpression, _ last: DateExpression?, _ span: NormalizedSpan, _ id: String,
        _ buffer: UnsafeBufferPointer<UInt32>, keepsOpen: Bool, _ resolver: inout DateResolver,
        _ mentions: inout ValueMentions
    ) {
        var (start, end) = (span.start, span.end)
        // 去年的|账
        while end > start + 1, buffer[end - 1] == 0x20 || buffer[end - 1] == 0x7684 { end -= 1 }
        var bound = first.bound
        // 五一过后; 6月过后 tells that it was over.
        let isOver = first.festival != nil && bound == nil && buffer.stands(Self.over, at: end)
        if isOver {
            bound = .since
            end += Self.over.count
        }
        // 5月起 in a plan lies ahead, 5月以来 behind.
        var isOnward = false
        if !isOver,
            let found = self.bound(
                behind: end, ofInterval: last != nil || first.last != nil, isFestival: first.festival != nil, buffer),
            id != "date.years-ago" || found.bound != .before,
            // 晚上六点以后 tells an hour, 9月1日至5日后 an end.
            found.word.last != 0x540E || first.hour == nil && last == nil && first.last == nil
        {
            // 秋后 is in autumn.
            let isSeason: Bool = { if case .season = first.part { found.word == [0x540E] } else { false } }()
            bound = isSeason ? nil : found.bound
            isOnward = found.bound == .since && found.word.count == 1
            end += found.word.count
        }
        if bound == nil, let word = Self.untils.first(where: { buffer.stands($0, at: start - $0.count) }) {
            bound = .before
            start -= word.count
        }
        if bound == nil, first.hour != nil, last == nil, isRoughly(buffer, end) { bound = .about }
        let whole = NormalizedSpan(start, end)
        var place: DateResolver.Place =
            bound == .before
            ? .deadline : bound == .since && !isOnward ? .since : isSignature(span, buffer) ? .signature : .text
        if last != nil { place = .text }
        if place == .text, first.mayBeSolar, first.year == .unsaid, outlook.isPast(whole, isDay: true, buffer) {
            place = .told
        }
        if place == .text || place == .since, resolver.liesAhead(first),
            outlook.isPast(whole, isDay: first.day != nil && bound == nil, buffer)
        {
            place = .told
        }
        let isClock =
            first.relativeDay == 0 && first.hour != nil && first.countsFromAntecedent && id.hasPrefix("date.clock")
        // 打到凌晨两点, sentences behind a day: when it happens, not on that day.
        guard !isClock || resolver.sentencesSinceDay < 3 else {
            mentions.unresolved.append(whole)
            return
        }
        guard let from = resolver.resolve(first, place) else {
            if !first.isBesideName { mentions.unresolved.append(whole) }
            return
        }
        // Nothing tells what it refers to: it is a date all the same, but in a plan (每季度公布上季度明细) no certain one.
        var value = from.edtf
        if value == nil {
            mentions.unresolved.append(whole)
            guard keepsOpen else { return }
        }
        let hasOwnYear = last.map { $0.year != .unsaid } ?? false
        var last = last
        if !hasOwnYear, let year = from.year { last?.year = .absolute(year) }
        if let last, var to = resolver.resolve(last), let low = value {
            // 8月至2月: over the turn of the year.
            if !hasOwnYear, let lowYear = from.year, to.year == lowYear, let month = to.month,
                month < from.month ?? 0
            {
                to.year = lowYear + 1
            }
            var high = to.edtf ?? ""
            if bound == .before, let festival = to.civil, last.festival != nil {
                high = festival.adding(days: -1).description
            }
            value = "\(low.split(separator: "/").first ?? "")/\(high.split(separator: "/").last ?? "")"
        } else if let base = value, first.last == nil || bound == .about {
            switch bound {
            case .before: value = "../" + before(base, first, from)
            case .since: value = base.split(separator: "/")[0] + "/.."
            case .about: value = base + "~"
            case nil: break
            }
        }
        let isRelative: Bool = { if case .absolute = first.year { false } else { true } }()
        mentions.dates.append(
            .init(span: whole, rule: id, value: .init(edtf: value, bound: bound, isRelative: isRelative)))
    }

    /// 四点多, 22时许, 六点来钟.
    private func isRoughly(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int) -> Bool {
        let word = buffer[end - 1] == 0x949F ? buffer[max(0, end - 2)] : buffer[end - 1]
        return word == 0x591A || word == 0x8BB8 || word == 0x6765
    }

    /// A day that is a line by itself in the last part of the text, or stands beside the name at its end.
    private func isSignature(_ span: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        span.start * 5 >= buffer.count * 4
            && (buffer.isLine(span.start, span.end) || SignatureLine.holds(buffer, span.range))
    }

    /// X底前 is the last day of X; before a festival is the day before it.
    private func before(_ base: String, _ expression: DateExpression, _ resolved: DateResolver.Resolved) -> String {
        if let month = resolved.month, resolved.interval == nil, resolved.day == nil,
            expression.part == .endOfMonth || expression.part == .endOfYear, resolved.year != nil || month != 2
        {
            return "\(base)-\(DateResolver.padded(CivilDate.days(inMonth: month, of: resolved.year ?? 2001), 2))"
        }
        if let year = resolved.year, let month = resolved.month {
            let isFestival =
                expression.festival != nil
                || expression.isLunar && Festivals.isFestival(expression.month ?? 0, expression.day ?? 0)
            if isFestival, let day = resolved.day,
                let date = CivilDate(year: year, month: month, day: day)
            {
                return date.adding(days: -1).description
            }
        }
        return base.split(separator: "/").last.map(String.init) ?? base
    }
}
