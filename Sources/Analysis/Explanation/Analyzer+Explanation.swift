public import Documents

extension Analyzer {
    /// Why each mention of the document was found: the rule, its evidence, the way to the value, and what lost to it.
    public func explain(_ document: Document) -> Explanation {
        let record = analyze(document)
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        let contests = values.contests(text)
        let taken = values.extract(text, layout.kind, received: document.received).taken
        let scan = scan(text)
        let divisions = scan.divisions
        var mentions: [Explanation.Mention] = []

        func add(
            _ field: String, _ start: Int, _ end: Int, _ value: String?, _ rule: String,
            more: [Explanation.Step] = []
        ) {
            let span = SourceSpan(start, end)
            let contest = contests.first { $0.rule.id == rule && text.sourceSpan($0.span).overlaps(span) }
            var steps: [Explanation.Step] = []
            if let contest {
                steps.append(.matched(text.sourceSpan(contest.span), pattern: contest.rule.pattern))
                steps.append(.precedence(family: contest.reading.family, contest.precedence))
                if case .date(let date) = contest.reading {
                    steps.append(.said(date.summary))
                    if let received = document.received, date.needsReference {
                        steps.append(.reference(received.description))
                    }
                }
                if text.sourceSpan(contest.span) != span { steps.append(.widened(span)) }
            }
            let rejected = (contest?.losers ?? []).map { loser in
                Explanation.Rejection(
                    span: text.sourceSpan(loser.span), rule: loser.rule, reason: loser.reason)
            }
            mentions.append(
                Explanation.Mention(
                    field: field, span: span, value: value, rule: rule, steps: steps + more, rejected: rejected))
        }

        for date in record.dates { add("dates", date.start, date.end, date.value, date.rule) }
        for limit in record.limits { add("limits", limit.start, limit.end, limit.value, limit.rule) }
        for item in record.recurrences { add("recurrences", item.start, item.end, item.value, item.rule) }
        let sums = record.amounts.contains { $0.rule == LikelySums.rule } ? sumReasons(document) : [:]
        for item in record.amounts {
            let span = SourceSpan(item.start, item.end)
            let more = item.rule == LikelySums.rule ? sums[span].map { [Explanation.Step.weighed($0)] } ?? [] : []
            add(
                "amounts", item.start, item.end, (item.approximate ? "~" : "") + plain(item.value), item.rule,
                more: more)
        }
        for number in record.documentNumbers {
            add("documentNumbers", number.start, number.end, number.value, number.rule)
        }
        for law in record.laws { add("laws", law.start, law.end, nil, law.rule) }
        for item in record.identifiers { add("identifiers", item.start, item.end, item.kind.rawValue, item.rule) }
        for target in record.targets { add("targets", target.start, target.end, target.value, target.rule) }
        let requests = requestReasons(text, layout, scan, taken: taken)
        for demand in record.demands {
            let more = requests[SourceSpan(demand.start, demand.end)].map { [Explanation.Step.weighed($0)] } ?? []
            add("demands", demand.start, demand.end, nil, demand.rule, more: more)
        }
        for measure in record.measures { add("measures", measure.start, measure.end, measure.due, measure.rule) }
        let reasons = roleReasons(text, layout, scan, taken: taken)
        for party in record.parties {
            let more = reasons[party.name].map { [Explanation.Step.weighed($0)] } ?? []
            for mention in party.mentions {
                add(
                    "parties", mention.start, mention.end, "\(party.role.rawValue): \(party.name)", party.rule,
                    more: more)
            }
        }
        for place in record.places { mentions.append(explained(place, divisions, text)) }
        for issue in record.issues {
            guard let first = issue.evidence.first else { continue }
            mentions.append(
                Explanation.Mention(
                    field: "issues", span: first.span, value: issue.path.joined(separator: "/"), rule: issue.rule,
                    steps: [.evidence(issue.evidence.map(\.span))], rejected: []))
        }
        mentions.sort { ($0.span, $0.field) < ($1.span, $1.field) }
        let rejected = places.rejections(text, divisions, taken: taken).filter { rejection in
            !record.places.contains { SourceSpan($0.start, $0.end).overlaps(text.sourceSpan(rejection.span)) }
        }
        return Explanation(
            document: document.id, mentions: mentions,
            rejectedPlaces: rejected.map {
                Explanation.Rejection(span: text.sourceSpan($0.span), rule: "place.division", reason: $0.reason)
            })
    }

    /// 35000 rather than 35000.0.
    private func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    private func explained(
        _ place: Record.Place, _ divisions: [DivisionHit], _ text: NormalizedText
    ) -> Explanation.Mention {
        let span = SourceSpan(place.start, place.end)
        var steps: [Explanation.Step] = divisions.filter { span.contains(text.sourceSpan($0.span)) }.map { hit in
            .meanings(
                text.sourceSpan(hit.span),
                hit.meanings.map {
                    places.gazetteer.adcode($0) + " " + places.gazetteer.path($0).joined(separator: "/")
                })
        }
        if let detail = place.detail { steps.append(.detail(detail)) }
        steps.append(.settled(place.adcode.map { $0 + " " + place.path.joined(separator: "/") }))
        return Explanation.Mention(
            field: "places", span: span, value: place.adcode, rule: place.rule, steps: steps, rejected: [])
    }
}

extension ValueReading {
    /// The family's name, as the record's field has it.
    var family: String {
        switch self {
        case .date: "dates"
        case .limit: "limits"
        case .recurrence: "recurrences"
        case .amount: "amounts"
        case .documentNumber: "documentNumbers"
        case .law: "laws"
        case .identifier: "identifiers"
        case .target: "targets"
        case .nothing: "-"
        }
    }
}

extension DateExpression {
    /// True when its value hangs on the letter's day or on a date said before.
    var needsReference: Bool { if case .absolute = year { false } else if case .masked = year { false } else { true } }

    /// What was said, as names and numbers: `year=-1(receipt) month=5 part=endOfMonth`.
    var summary: String {
        var parts: [String] = []
        switch year {
        case .unsaid: parts.append("year=?")
        case .absolute(let year): parts.append("year=\(year)")
        case .masked(let digits): parts.append("year=\(digits)")
        case .fromReceipt(let offset): parts.append("year=\(offset)(receipt)")
        case .ofCycle(let place): parts.append("year=\(place)(sixty)")
        case .fromAntecedent(let offset): parts.append("year=\(offset)(antecedent)")
        }
        let origin = countsFromAntecedent ? "(antecedent)" : "(receipt)"
        if let month { parts.append("month=\(month)") }
        if let relativeMonth { parts.append("month=\(relativeMonth)\(origin)") }
        if let day { parts.append("day=\(day)") }
        if let relativeDay { parts.append("day=\(relativeDay)\(origin)") }
        if let weekday { parts.append("weekday=\(weekday) week=\(week)") }
        if let relativeQuarter { parts.append("quarter=\(relativeQuarter)(receipt)") }
        if let part { parts.append("part=\(part)") }
        if let festival { parts.append("festival=\(festival)") }
        if isLunar { parts.append(isLeapMonth ? "lunar, leap month" : "lunar") }
        if let hour { parts.append("hour=\(hour)") }
        if let minute { parts.append("minute=\(minute)") }
        if let bound { parts.append("bound=\(bound)") }
        return parts.joined(separator: " ")
    }
}
