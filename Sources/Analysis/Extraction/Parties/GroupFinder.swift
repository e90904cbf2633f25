internal import Documents

/// Groups that write a letter: 东河村全体村民, 伊水云庭306户业主, 凯里58名出租车驾驶员.
struct GroupFinder: Sendable {
    /// Words that say how many of them: 全体, 部分.
    private let whole: WordSet
    /// What goes before the writers' own group: 我们是.
    private let own: WordSet
    /// What goes before the writers' group when no number tells how many they are: 我们|广胜村村民.
    private let ownWhole: WordSet

    init(_ lexicon: PartyLexicon) {
        whole = lexicon.label("group-whole")
        own = lexicon.label("joint-own")
        ownWhole = lexicon.label("group-own")
    }

    private static let counters = ScalarSet("户名位个")
    private static let longest = 22

    func find(_ text: PartyText, _ layout: Layout) -> [PartyMention] {
        var found: [PartyMention] = []
        var floor = 0
        var index = 0
        while index < text.count {
            guard text.has([.opensWhole, .numeral], at: index) || text.begins(.group, at: index) else {
                index += 1
                continue
            }
            var end =
                text.has(.opensWhole, at: index)
                ? whole.longest(text.buffer, at: index).map { index + $0.length } : nil
            if end == nil, text.has(.numeral, at: index), index == 0 || !text.has(.numeral, at: index - 1) {
                end = text.count(at: index, of: Self.counters)?.end
            }
            if end == nil, let group = village(text, index, layout, floor) {
                found.append(
                    PartyMention(
                        span: group, name: text.string(group), type: .group, role: .petitioner,
                        rule: "party.group"))
                floor = group.end
                index = group.end
                continue
            }
            guard let end, end < text.count, let tail = groupEnd(text, from: end),
                let start = start(text, index, floor)
            else {
                index += 1
                continue
            }
            let span = NormalizedSpan(start, tail)
            let isAll = text[index] == 0x5168
            if isAll || speaks(span, text, layout) {
                found.append(
                    PartyMention(
                        span: span, name: text.string(span), type: .group, role: .petitioner,
                        rule: "party.group"))
                floor = tail
            }
            index = tail
        }
        return found
    }

    /// 下岗|职工, 出租车|驾驶员: words of the group's kind up to its last.
    private func groupEnd(_ text: PartyText, from start: Int) -> Int? {
        var index = start
        while index < text.count, index - start <= 4, text.isHan(index) {
            if let tail = text.cues.longest(.group, at: index) {
                let end = index + tail.length
                return text.cues.longest(.group, at: end).map { end + $0.length } ?? end
            }
            index += 1
        }
        return nil
    }

    /// Where the name before the number begins: it holds the name of a place, an estate or a body.
    private func start(_ text: PartyText, _ index: Int, _ floor: Int) -> Int? {
        var start = index
        while start > floor, index - start < Self.longest,
            text.isHan(start - 1) || CharacterKind.isDigit(text[start - 1]) || CharacterKind.isLatin(text[start - 1]),
            !text.ends(.stop, at: start) || index - start == 0 && text.ends(.bodies, at: start)
        { start -= 1 }
        guard index - start >= 2, !isGeneric(text, start, index) else { return nil }
        return start
    }

    /// 我们|广胜村村民: those of a village, when they write.
    private func village(
        _ text: PartyText, _ index: Int, _ layout: Layout, _ floor: Int
    ) -> NormalizedSpan? {
        guard text.begins(.group, at: index), index > floor + 2, text[index - 1] == 0x6751,
            let group = text.cues.longest(.group, at: index), let start = start(text, index, floor)
        else { return nil }
        let span = NormalizedSpan(start, index + group.length)
        let isOwn = (2...4).contains { length in
            start >= length && ownWhole.longest(text.buffer, at: start - length)?.length == length
        }
        guard isOwn || span.end == text.count || !text.isHan(span.end) else { return nil }
        return isOwn || (layout.signature?.contains(span) ?? false) ? span : nil
    }

    /// 小区全体业主: words that only say what kind of place or firm it is name nobody.
    private func isGeneric(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            guard let word = text.cues.longest(.business, at: index), index + word.length <= end else { return false }
            index += word.length
        }
        return true
    }

    /// The group writes: in the title or the signature, behind 我们是, or alone at a line's end.
    private func speaks(_ span: NormalizedSpan, _ text: PartyText, _ layout: Layout) -> Bool {
        if let title = layout.title, title.overlaps(span) { return true }
        if let signature = layout.signature, signature.contains(span) { return true }
        var before = span.start
        while before > 0, text[before - 1] == 0x3A || text[before - 1] == 0x20 || text[before - 1] == 0x662F {
            before -= 1
        }
        for length in 2...3 where before >= length {
            if own.longest(text.buffer, at: before - length)?.length == length { return true }
        }
        return false
    }
}
