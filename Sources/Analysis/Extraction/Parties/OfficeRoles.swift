internal import Documents

/// The parts of bodies in papers of offices: plans, notices, minutes, replies.
struct OfficeRoles: Sendable {
    private let listLabels: WordSet
    private let review: WordSet

    init(_ lexicon: PartyLexicon) {
        listLabels = lexicon.label("attendance")
        review = lexicon.label("review")
    }

    func role(of body: BodyFinder.Body, _ layout: Layout, _ text: PartyText) -> Record.Party.Role {
        let span = body.span
        let isIssuer =
            (layout.title.map { $0.overlaps(span) } ?? false) || (layout.signature?.contains(span) ?? false)
            || layout.body.start > span.start || standsAlone(span, layout)
        if isIssuer, layout.kind != .reply { return .other }
        var before = span.start
        while before > 0, text[before - 1] == 0x3A || text[before - 1] == 0x20 { before -= 1 }
        if text.ends(.beforeHold, at: before) { return .other }
        switch body.kind {
        case .function, .level, .public, .unit, .built: return .handler
        case .village where layout.kind == .reply, .tail where layout.kind == .reply: return .respondent
        case .village, .tail:
            return layout.kind == .plan && span.end < text.count && text.begins(.actPlan, at: span.end)
                ? .handler : .other
        }
    }

    /// A line that holds the body's name and little else: a letterhead.
    private func standsAlone(_ span: NormalizedSpan, _ layout: Layout) -> Bool {
        guard let line = layout.lines.holder(of: NormalizedSpan(span.start, span.start)), span.end <= line.end else {
            return false
        }
        return line.start == span.start && line.count - span.count <= 6
    }

    /// Who only gets a report, takes part in a meeting or reviews is no handler.
    func settle(_ mentions: [PartyMention], _ layout: Layout, _ text: PartyText) -> [PartyMention] {
        var result = mentions
        for index in result.indices where result[index].role == .handler && result[index].rule == "party.body" {
            let before = leftEnd(result, index, text)
            let end = result[index].span.end
            let isActing = end < text.count && text.begins(.actPlan, at: end)
            // 可自收到之日起三十日内向…申请复查: where the way goes on.
            if layout.kind == .reply, text.ends(.beforeAsk, at: before), reviews(from: end, text) {
                result[index].role = .other
                continue
            }
            if isLabelled(before, text)
                || text.ends([.beforeHold, .beforeWith], at: before) && layout.kind != .reply && !isActing
            {
                result[index].role = .other
            }
        }
        return result
    }

    private func reviews(from start: Int, _ text: PartyText) -> Bool {
        var index = start
        while index < text.count, index - start < 16, !CharacterKind.endsSentence(text[index]) {
            if review.longest(text.buffer, at: index) != nil { return true }
            index += 1
        }
        return false
    }

    /// Where a run of bodies joined by 、 begins: what stands before the first holds for all.
    private func leftEnd(_ all: [PartyMention], _ index: Int, _ text: PartyText) -> Int {
        var at = index
        while at > 0, all[at - 1].span.end + 1 == all[at].span.start,
            [0x3001, 0x548C, 0x53CA].contains(text[all[at].span.start - 1])
        { at -= 1 }
        return all[at].span.start
    }

    /// 出席：, 抄送：
    private func isLabelled(_ start: Int, _ text: PartyText) -> Bool {
        var end = start
        while end > 0, text[end - 1] == 0x3A || text[end - 1] == 0x20 { end -= 1 }
        return end < start && listLabels.endsBefore(text.buffer, end, longest: 4)
    }
}
