internal import Documents

/// Finds what a plan obliges bodies to do.
struct MeasureFinder: Sendable {
    private static let verbs = WordSet([
        "完成", "报送", "上报", "组织", "开展", "建立", "制定", "落实", "办结", "答复", "召开", "通报", "化解", "核查", "整改", "报告", "梳理", "排查",
        "公布", "督查", "回访", "受理", "转送", "反馈", "汇总", "填报", "移交", "公开",
    ])
    /// Aimed at people who write, not owed by bodies: counted, never extracted.
    static let againstPeople = WordSet([
        "稳控", "劝返", "管控", "盯防", "重点人", "控制上访", "截访", "监控", "严防死守", "包保", "重点人员", "非访", "训诫", "打击",
    ])

    /// Clauses in which a body, a date or a limit stands beside an obligation; and how many were left out by policy.
    func measures(
        _ text: NormalizedText, _ layout: Layout, _ values: ValueMentions, _ parties: [PartyMention]
    ) -> (found: [(span: NormalizedSpan, bodies: [String], due: String?, target: String?)], leftOut: [NormalizedSpan]) {
        guard layout.kind != .letter, layout.kind != .other, layout.kind != .reply else { return ([], []) }
        var found: [(span: NormalizedSpan, bodies: [String], due: String?, target: String?)] = []
        var leftOut: [NormalizedSpan] = []
        let anchors = (values.dates.map(\.span) + values.limits.map(\.span) + values.recurrences.map(\.span)).sorted()
        for sentence in SentenceFinder.sentences(of: text) {
            if Self.stands(Self.againstPeople, text, sentence) {
                leftOut.append(sentence)
                continue
            }
            for anchor in anchors where sentence.contains(anchor) {
                var start = anchor.end
                while start < sentence.end, [0x2C, 0x3A, 0x5185].contains(text.scalars[start]) { start += 1 }
                var end = start
                while end < sentence.end, !CharacterKind.endsClause(text.scalars[end]) { end += 1 }
                let span = NormalizedSpan(start, end)
                guard span.count >= 4, span.count <= 60, Self.stands(Self.verbs, text, span),
                    !anchors.contains(where: { $0 != anchor && $0.overlaps(span) }),
                    !found.contains(where: { $0.span.overlaps(span) })
                else { continue }
                let bodies = parties.filter { sentence.contains($0.span) && $0.type != .person }.map(\.name)
                let due =
                    values.dates.first { $0.span == anchor }?.value.edtf
                    ?? values.limits.first { $0.span == anchor }?.value.duration
                let target = values.targets.first { sentence.contains($0.span) }?.value
                found.append((span, bodies, due, target))
            }
        }
        return (found, leftOut)
    }

    private static func stands(_ words: WordSet, _ text: NormalizedText, _ span: NormalizedSpan) -> Bool {
        text.scalars.withUnsafeBufferPointer { words.stands(in: $0, span.range) }
    }
}
