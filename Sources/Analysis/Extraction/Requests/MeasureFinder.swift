internal import Dictionaries
internal import Documents

/// Finds what a plan obliges bodies to do: the deed that follows a deadline, a time limit or a recurrence in its clause
/// (`县人社局每月3日前|汇总形成月度分析`).
struct MeasureFinder: Sendable {
    struct Measure: Sendable {
        var span: NormalizedSpan
        /// Who owes it, as the document names them: those of the sentence, else those its section makes responsible.
        var bodies: [String]
        var due: String?
        var target: String?
        var rule: String
    }

    /// The measures in the order of the text; and the sentences that were left out by policy.
    struct Found: Sendable {
        var measures: [Measure] = []
        var leftOut: [NormalizedSpan] = []
    }

    /// What a deed can follow.
    private struct Anchor {
        var span: NormalizedSpan
        var value: String?
        var rule: String
    }

    private static let file = "Requests/measure-words.tsv"
    private static let longest = 60
    private static let afterDate = "measure.after-date"

    private let againstPeople: WordSet
    private let noDeeds: WordSet
    private let tellings: WordSet
    private let promises: WordSet
    private let labels: WordSet
    private let stretches: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        againstPeople = try lists.take("against-people")
        noDeeds = try lists.take("no-deed")
        tellings = try lists.take("told")
        promises = try lists.take("promise")
        labels = try lists.take("label")
        stretches = try lists.take("stretch")
        try lists.expectEmpty()
    }

    func measures(
        _ text: NormalizedText, _ layout: Layout, _ values: ValueMentions, _ parties: [PartyMention]
    ) -> Found {
        guard layout.kind != .letter, layout.kind != .other else { return Found() }
        return text.scalars.withUnsafeBufferPointer { buffer in
            let sentences = SentenceFinder.sentences(of: text)
            let promised = promiseStart(buffer, layout)
            var found = Found(leftOut: sentences.filter { againstPeople.stands(in: buffer, $0.range) })
            let anchors = anchors(buffer, layout, values)
            // 公布上半年账目: a bare date belongs to the deed.
            let ends =
                (anchors.filter { $0.rule != Self.afterDate }.map(\.span) + values.amounts.map(\.span)).sorted()
            let targets = values.targets.map(\.span)
            for anchor in anchors where anchor.span.start >= max(promised, found.measures.last?.span.end ?? 0) {
                guard let span = deed(behind: anchor, buffer, ends: ends, targets: targets, parties),
                    !found.leftOut.overlaps(span)
                else { continue }
                let sentence = sentences.holder(of: anchor.span) ?? NormalizedSpan(anchor.span.start, span.end)
                found.measures.append(
                    Measure(
                        span: span, bodies: bodies(sentence, anchor.span, span, buffer, layout, parties),
                        due: anchor.value,
                        target: values.targets.first { $0.span.start >= span.start && sentence.contains($0.span) }?
                            .value,
                        rule: anchor.rule))
            }
            return found
        }
    }

    /// A report tells of the past first; what it promises stands behind a heading or words of these.
    private func promiseStart(_ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout) -> Int {
        guard layout.kind == .report else { return 0 }
        return buffer.indices.first { promises.longest(buffer, at: $0) != nil } ?? buffer.count
    }

    // MARK: what a deed follows

    private func anchors(
        _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout, _ values: ValueMentions
    ) -> [Anchor] {
        var anchors: [Anchor] = []
        for date in values.dates where layout.title?.contains(date.span) != true {
            let isDeadline = date.value.edtf?.hasPrefix("../") ?? (date.value.bound == .before)
            if isDeadline {
                anchors.append(Anchor(span: date.span, value: date.value.edtf, rule: "measure.after-deadline"))
            } else if layout.kind != .reply, isMoment(date.value.edtf, date.span, buffer) {
                anchors.append(Anchor(span: date.span, value: date.value.edtf, rule: Self.afterDate))
            }
        }
        for limit in values.limits where isWithin(limit.span, buffer) {
            // BP2D: two working days, which a duration by itself does not tell.
            let due = (limit.value.isWorkingDays ? "B" : "") + limit.value.duration
            anchors.append(Anchor(span: limit.span, value: due, rule: "measure.after-limit"))
        }
        // 周一至周五8:30—17:30 are opening hours.
        for time in values.recurrences where !stretches.stands(in: buffer, time.span.range) {
            anchors.append(Anchor(span: time.span, value: time.value, rule: "measure.after-recurrence"))
        }
        return anchors.sorted { $0.span < $1.span }
    }

    /// 5月中旬, 上半年: finer than a year, no stretch from day to day, and a word follows without a mark.
    private func isMoment(_ edtf: String?, _ span: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        guard let edtf, edtf.utf8.count > 4, !edtf.hasSuffix(".."), !stretches.stands(in: buffer, span.range) else {
            return false
        }
        return buffer.scalar(at: span.end).map(CharacterKind.isHan) ?? false
    }

    /// 10个工作日内, 提前3天: a length within which something is owed, not one that is told.
    private func isWithin(_ span: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        let isIn = buffer[span.end - 1] == 0x5185 || buffer.scalar(at: span.end) == 0x5185
        return isIn || buffer.stands("提前", at: span.start) || buffer.stands("提前", at: span.start - 2)
    }

    // MARK: the deed

    private func deed(
        behind anchor: Anchor, _ buffer: UnsafeBufferPointer<UInt32>, ends: [NormalizedSpan],
        targets: [NormalizedSpan], _ parties: [PartyMention]
    ) -> NormalizedSpan? {
        let start = deedStart(behind: anchor.span, buffer, parties)
        var end = start
        while end < buffer.count, end - start <= Self.longest, !endsDeed(buffer[end]) { end += 1 }
        // 资金：86万元 on the line after a deadline is a field, and 办结率达到98% a target.
        guard end > start, buffer.scalar(at: end) != 0x3A,
            !targets.overlaps(NormalizedSpan(start, end))
        else { return nil }
        let next = ends.partitioningIndex { $0.start >= anchor.span.end && $0.end > start }
        if next < ends.count, ends[next].start < end { end = max(start, ends[next].start) }
        while end > start, buffer[end - 1] == 0x3001 || buffer[end - 1] == 0x20 { end -= 1 }
        let span = NormalizedSpan(start, end)
        // 上半年办结的事项, 3月准备: behind a bare date only a deed of some words, not what a thing was.
        let isBare = anchor.rule == Self.afterDate
        guard span.count >= (isBare ? 4 : 2), span.count <= Self.longest, CharacterKind.isHan(buffer[start]),
            !isBare || !span.range.contains(where: { buffer[$0] == 0x7684 }),
            noDeeds.longest(buffer, at: start) == nil, !tellings.stands(in: buffer, span.range)
        else { return nil }
        return span
    }

    /// Behind a comma, a broken line, the bodies that a clause names after its time, and to whom it is done: 12月20日前，
    /// 由县住建局|更换到位; 每周一向县指挥部|报送分析.
    private func deedStart(
        behind anchor: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>, _ parties: [PartyMention]
    ) -> Int {
        var start = anchor.end
        // 内, comma, space, line break
        while start < buffer.count, start - anchor.end < 3, [0x5185, 0x2C, 0x20, 0x0A].contains(buffer[start]) {
            start += 1
        }
        while let scalar = buffer.scalar(at: start) {
            // 由, 、, 和, 及, 向
            let isJoined = [0x7531, 0x3001, 0x548C, 0x53CA, 0x5411].contains(scalar)
            guard
                let body = parties.first(where: {
                    ($0.span.start == start || isJoined && $0.span.start == start + 1) && $0.type != .person
                })
            else { break }
            start = body.span.end
        }
        return start
    }

    private func endsDeed(_ scalar: UInt32) -> Bool {
        // （, | of a table and a sign that a scanner could not read end one too.
        CharacterKind.endsClause(scalar) || scalar == 0x28 || scalar == 0x25A1 || scalar == 0x7C
    }

    // MARK: who owes it

    private func bodies(
        _ sentence: NormalizedSpan, _ anchor: NormalizedSpan, _ deed: NormalizedSpan,
        _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout, _ parties: [PartyMention]
    ) -> [String] {
        func names(_ isMeant: (NormalizedSpan) -> Bool) -> [String] {
            var names: [String] = []
            for party in parties where party.type != .person && isMeant(party.span) {
                let name = party.name.string(in: buffer)
                if !names.contains(name) { names.append(name) }
            }
            return names
        }
        let named = names { sentence.contains($0) && $0.end <= deed.start }
        guard named.isEmpty else { return named }
        guard let section = layout.sections.last(where: { $0.span.contains(anchor) })?.span else { return [] }
        let responsible = layout.lines.filter { line in
            line.count > 0 && section.contains(line) && labels.longest(buffer, at: line.start) != nil
        }
        return names { body in responsible.contains { $0.contains(body) } }
    }
}
