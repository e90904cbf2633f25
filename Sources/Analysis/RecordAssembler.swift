internal import Documents

/// Brings mentions over normalised text into the record's form, in source offsets.
struct RecordAssembler {
    let text: NormalizedText

    func add(_ values: ValueMentions, _ layout: Layout, to record: inout Record) {
        record.dates = values.dates.map { date in
            Record.DateMention(
                span: text.sourceSpan(date.span), text: text.surface(date.span), value: date.value.edtf,
                role: role(of: date, layout), rule: date.rule)
        }
        record.diagnostics += values.unresolved.map {
            Record.Diagnostic(code: "date.no-reference", span: text.sourceSpan($0))
        }
        record.limits = values.limits.map { limit in
            Record.TimeLimit(
                span: text.sourceSpan(limit.span), text: text.surface(limit.span), value: limit.value.duration,
                calendar: limit.value.isWorkingDays ? .working : .calendar, anchor: anchor(before: limit.span),
                rule: limit.rule)
        }
        // 每年, 每月 in a letter tell a habit (每月工资); in a plan they set a duty.
        let tellsOnly = layout.kind == .letter || layout.kind == .reply || layout.kind == .report
        let recurrences = values.recurrences.filter {
            !tellsOnly || $0.rule != "recurrence.unit" && $0.rule != "recurrence.daily-part"
        }
        record.recurrences = recurrences.map { recurrence in
            let surface = text.surface(recurrence.span)
            return Record.Recurrence(
                span: text.sourceSpan(recurrence.span), text: surface, value: recurrence.value,
                bound: surface.hasSuffix("前") ? .before : nil, rule: recurrence.rule)
        }
        record.amounts = values.amounts.map { amount in
            Record.Amount(
                span: text.sourceSpan(amount.span), text: text.surface(amount.span),
                // Power is priced down to a hundredth of a fen.
                value: (amount.value.value * 10_000).rounded() / 10_000,
                approximate: amount.value.isApproximate, rule: amount.rule)
        }
        record.documentNumbers = values.documentNumbers.filter { !isLedgerRow($0.span, layout) }.map {
            Record.ValueMention(
                span: text.sourceSpan($0.span), text: text.surface($0.span), value: $0.value, rule: $0.rule)
        }
        record.laws = values.laws.map {
            Record.TextMention(span: text.sourceSpan($0.span), text: text.surface($0.span), rule: $0.rule)
        }
        record.identifiers = values.identifiers.compactMap { found in
            Record.Identifier.Kind(rawValue: found.value.rawValue).map {
                Record.Identifier(span: text.sourceSpan(found.span), kind: $0, rule: found.rule)
            }
        }
        // Letters and replies tell figures, they set none.
        guard layout.kind != .letter, layout.kind != .reply else { return }
        let others = values.dates.map(\.span) + values.limits.map(\.span) + values.recurrences.map(\.span)
        record.targets = values.targets.map { target in
            let start = TargetClause.start(target.span, text.scalars, values: others)
            let span = NormalizedSpan(start, target.span.end)
            return Record.ValueMention(
                span: text.sourceSpan(span), text: text.surface(span), value: target.value, rule: target.rule)
        }
    }

    /// 1.登记号JF20210915-01, 2）编号LX2207-012: in a plan's or minutes' list of letters the number only names the row.
    private func isLedgerRow(_ span: NormalizedSpan, _ layout: Layout) -> Bool {
        guard layout.kind != .letter, layout.kind != .reply else { return false }
        var start = span.start
        while start > 0, span.start - start < 10, text.scalars[start - 1] != 0x0A { start -= 1 }
        guard start == 0 || text.scalars[start - 1] == 0x0A, let first = text.scalars[start..<span.start].first,
            CharacterKind.isDigit(first) || Numeral.digit(first) != nil || first == 0x28
        else { return false }
        return text.scalars[start..<span.start].contains(0x53F7)
    }

    private func role(of date: ValueMentions.Found<ValueMentions.DateValue>, _ layout: Layout)
        -> Record.DateMention.Role
    {
        if let signature = layout.signature, signature.contains(date.span) { return .signed }
        if date.value.bound == .before { return .deadline }
        return text.scalars.withUnsafeBufferPointer { buffer in
            let tail = ScalarText(buffer, date.span.end..<min(buffer.count, date.span.end + 8))
            if tail.hasPrefix("出生") || tail.hasPrefix("生,") || tail.hasPrefix("生 ") { return .birth }
            return tail.contains("答复") || tail.contains("回复") ? .reply : .event
        }
    }

    /// 自受理之日, 收到通知之日, of which 起 stands before a limit, with five characters of the sentence between at most.
    private func anchor(before span: NormalizedSpan) -> String? {
        let start = max(0, span.start - 24)
        let head = text.scalars[start..<span.start]
        guard let to = head.lastIndex(of: 0x8D77), span.start - to <= 6,
            !head[to...].contains(where: { CharacterKind.endsSentence($0) })
        else { return nil }
        if let from = head[..<to].lastIndex(of: 0x81EA) { return String(scalars: head[from..<to]) }
        // 收到决定书之日|起
        guard to - 2 > start, head[to - 2] == 0x4E4B, head[to - 1] == 0x65E5 else { return nil }
        var from = to - 2
        while from > start, CharacterKind.isHan(head[from - 1]), !Self.leads.contains(head[from - 1]) { from -= 1 }
        return from < to - 2 ? String(scalars: head[from..<to]) : nil
    }

    private static let leads = ScalarSet("从由应须请")

    /// One party a name and role, with all its mentions.
    func parties(_ mentions: [PartyMention]) -> [Record.Party] {
        var result: [Record.Party] = []
        result.reserveCapacity(mentions.count)
        var names = PartyNumbers(capacity: mentions.count)
        /// By the number of a name: the party that had it last, in whichever role.
        var lastOfName: [Int] = []
        lastOfName.reserveCapacity(mentions.count)
        /// By party, the one of its name before it, or -1.
        var previous: [Int] = []
        previous.reserveCapacity(mentions.count)
        text.scalars.withUnsafeBufferPointer { buffer in
            for mention in mentions {
                let range = Record.Range(text.sourceSpan(mention.span))
                let (name, isNew) = names.number(of: mention.name, in: buffer)
                if isNew { lastOfName.append(-1) }
                var index = lastOfName[name]
                while index >= 0, result[index].role != mention.role { index = previous[index] }
                if index >= 0 {
                    result[index].mentions.append(range)
                } else {
                    previous.append(lastOfName[name])
                    lastOfName[name] = result.count
                    result.append(
                        Record.Party(
                            role: mention.role, type: mention.type, name: mention.name.string(in: buffer),
                            rule: mention.rule.string,
                            mentions: [range]))
                }
            }
        }
        return result
    }
}
