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
struct ValueExtractor: Sendable {
    private let rules = ValueRules.all
    private let patterns = PatternSet(ValueRules.all.map(\.pattern))

    private struct Candidate {
        var start: Int
        var end: Int
        let rule: Int
        let reading: ValueReading

        var isDate: Bool { if case .date = reading { true } else { false } }

        /// Families that win over others where they overlap, whatever their length: a year inside a document
        /// number is no date (JioNLP issue 278), a digit run inside a phone no amount.
        var precedence: Int {
            switch reading {
            case .identifier: 5
            case .documentNumber: 4
            case .recurrence: 3
            case .amount, .date, .limit, .target: 2
            case .law: 1
            case .nothing: 2
            }
        }
    }

    func extract(_ text: NormalizedText, _ kind: DocumentKind, received: CivilDate?) -> ValueMentions {
        text.scalars.withUnsafeBufferPointer { buffer in
            settle(candidates(buffer), text, buffer, kind, received)
        }
    }

    /// The day under the signature: the last full date in the last third of the text.
    private func signedDay(_ candidates: [Candidate], _ text: NormalizedText) -> CivilDate? {
        for candidate in candidates.reversed() where candidate.start * 3 >= text.count * 2 {
            if case .date(let date) = candidate.reading, case .absolute(let year) = date.year, let month = date.month,
                let day = date.day, !date.isLunar
            {
                return CivilDate(year: year, month: month, day: day)
            }
        }
        return nil
    }

    private func candidates(_ buffer: UnsafeBufferPointer<UInt32>) -> [Candidate] {
        var found: [Candidate] = []
        patterns.forEachMatch(in: buffer) { rule, match in
            guard let reading = rules[rule].read(match) else { return false }
            var candidate = Candidate(start: match.start, end: match.end, rule: rule, reading: reading)
            if case .amount(_, _, let skip) = reading { candidate.start += skip }
            if case .documentNumber(_, true) = reading { candidate.start = issuerStart(buffer, match.start) }
            found.append(candidate)
            return true
        }
        found.sort {
            ($1.precedence, $0.start, $1.end, $0.rule) < ($0.precedence, $1.start, $0.end, $1.rule)
        }
        var occupied = [Bool](repeating: false, count: buffer.count)
        var kept: [Candidate] = []
        for candidate in found {
            // Laws may hold document numbers or years; nothing else shares characters.
            var isFree = true
            for index in candidate.start..<candidate.end where occupied[index] {
                isFree = false
                break
            }
            guard isFree else { continue }
            for index in candidate.start..<candidate.end { occupied[index] = true }
            kept.append(candidate)
        }
        return kept.sorted { $0.start < $1.start }
    }

    /// The issuing body's short name before 〔2017〕: Han characters back to a boundary, at most ten.
    private func issuerStart(_ buffer: UnsafeBufferPointer<UInt32>, _ bracket: Int) -> Int {
        var start = bracket
        while start > 0, bracket - start < 10, CharacterKind.isHan(buffer[start - 1]),
            !Self.issuerStops.contains(buffer[start - 1])
        { start -= 1 }
        return start
    }

    private static let issuerStops = Set("的据照和与及按为是了以在由之将对日才出到局见号并持".unicodeScalars.map(\.value))

    // MARK: dates: bounds, intervals, resolution

    private func settle(
        _ candidates: [Candidate], _ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>, _ kind: DocumentKind,
        _ received: CivilDate?
    ) -> ValueMentions {
        var mentions = ValueMentions()
        let isPlan = kind == .plan || kind == .notice
        var resolver = DateResolver(
            received: received, planned: isPlan ? signedDay(candidates, text) ?? received : nil)
        var index = 0
        var position = 0
        while index < candidates.count {
            let candidate = candidates[index]
            index += 1
            let id = rules[candidate.rule].id
            var span = NormalizedSpan(candidate.start, candidate.end)
            if position < candidate.start,
                buffer[position..<candidate.start].contains(where: { CharacterKind.endsSentence($0) || $0 == 0x0A })
            {
                resolver.startSentence()
            }
            position = max(position, candidate.end)
            switch candidate.reading {
            case .date(let first):
                var last: DateExpression?
                if index < candidates.count, case .date(let next) = candidates[index].reading,
                    let gap = connector(buffer, candidate.end, candidates[index].start)
                {
                    last = next
                    span = NormalizedSpan(candidate.start, candidates[index].end)
                    index += 1
                    _ = gap
                }
                resolve(first, last, span, id, buffer, &resolver, &mentions)
            case .limit(let duration, let isWorkingDays):
                mentions.limits.append(.init(span: span, rule: id, value: (duration, isWorkingDays)))
            case .recurrence(let rule): mentions.recurrences.append(.init(span: span, rule: id, value: rule))
            case .amount(let value, let isApproximate, _):
                mentions.amounts.append(.init(span: span, rule: id, value: (value, isApproximate)))
            case .documentNumber:
                mentions.documentNumbers.append(
                    .init(span: span, rule: id, value: ValueExtractor.bracketed(text[span])))
            case .law: mentions.laws.append(.init(span: span, rule: id, value: ()))
            case .identifier(let kind): mentions.identifiers.append(.init(span: span, rule: id, value: kind))
            case .target(let comparison): mentions.targets.append(.init(span: span, rule: id, value: comparison))
            case .nothing: break
            }
            mentions.taken.append(span)
        }
        return mentions
    }

    /// 国信发[2017]2号 → 国信发〔2017〕2号; court numbers keep their round brackets turned the same way.
    static func bracketed(_ text: String) -> String {
        String(
            text.filter { $0 != " " }.map { character in
                switch character {
                case "[", "(", "【": "〔"
                case "]", ")", "】": "〕"
                default: character
                }
            })
    }

    /// 至, 到, -, ~ and their like between two dates of one interval.
    private func connector(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Int? {
        guard end > start, end - start <= 3 else { return nil }
        let text = String(scalars: ArraySlice(buffer[start..<end])).filter { $0 != " " }
        return ["至", "到", "-", "~", "—", "——", "起至", "起到", "--"].contains(text) ? end - start : nil
    }

    private func resolve(
        _ first: DateExpression, _ last: DateExpression?, _ span: NormalizedSpan, _ id: String,
        _ buffer: UnsafeBufferPointer<UInt32>, _ resolver: inout DateResolver, _ mentions: inout ValueMentions
    ) {
        var (start, end) = (span.start, span.end)
        var bound = first.bound
        func follows(_ words: [String]) -> Int? {
            for word in words {
                let scalars = word.unicodeScalars.map(\.value)
                if end + scalars.count <= buffer.count,
                    (0..<scalars.count).allSatisfy({ buffer[end + $0] == scalars[$0] })
                {
                    return scalars.count
                }
            }
            return nil
        }
        func precedes(_ words: [String]) -> Int? {
            for word in words {
                let scalars = word.unicodeScalars.map(\.value)
                if start >= scalars.count,
                    (0..<scalars.count).allSatisfy({ buffer[start - scalars.count + $0] == scalars[$0] })
                {
                    return scalars.count
                }
            }
            return nil
        }
        let isAgo = id == "date.years-ago"
        if !isAgo, let length = follows(["之前", "以前", "前"]), follows(["前后", "前往", "前来", "前去", "前期"]) == nil {
            bound = .before
            end += length
        } else if let length = follows(["以来", "至今", "起"]), follows(["起诉", "起草", "起火", "起床"]) == nil {
            bound = .since
            end += length
        } else if let length = follows(["左右", "前后"]) {
            bound = .about
            end += length
        }
        if bound == nil, let length = precedes(["截至", "截止到", "截止"]) {
            bound = .before
            start -= length
        }
        let whole = NormalizedSpan(start, end)
        guard let from = resolver.resolve(first) else {
            mentions.unresolved.append(whole)
            return
        }
        var value = from.edtf
        if let last, let to = resolver.resolve(last)?.edtf, let low = value {
            value = "\(low.split(separator: "/").first ?? "")/\(to.split(separator: "/").last ?? "")"
        } else if let base = value {
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

    /// X底前 is the last day of X; before a festival is the day before it.
    private func before(_ base: String, _ expression: DateExpression, _ resolved: DateResolver.Resolved) -> String {
        if let year = resolved.year, let month = resolved.month {
            if expression.part == .endOfMonth || expression.part == .endOfYear {
                return "\(base)-\(DateResolver.padded(CivilDate.days(inMonth: month, of: year), 2))"
            }
            if expression.festival != nil, let day = resolved.day,
                let date = CivilDate(year: year, month: month, day: day)
            {
                return date.adding(days: -1).description
            }
        }
        return base.split(separator: "/").last.map(String.init) ?? base
    }
}
