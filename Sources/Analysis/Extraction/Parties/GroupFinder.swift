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
        var nextGroup = -1
        var nextCount = -1
        while true {
            if nextGroup < index { nextGroup = text.cues.firstIndex(of: .group, from: index) }
            if nextCount < index { nextCount = text.firstIndex(of: [.opensWhole, .numeral], from: index) }
            index = min(nextGroup, nextCount)
            guard index < text.count else { break }
            var end =
                text.has(.opensWhole, at: index)
                ? whole.longest(text.buffer, at: index).map { index + $0.length } : nil
            if end == nil, text.has(.numeral, at: index), index == 0 || !text.has(.numeral, at: index - 1) {
                end = text.count(at: index, of: Self.counters)?.end
            }
            if end == nil, let group = village(text, index, layout, floor) {
                found.append(mention(group, text))
                floor = group.end
                index = group.end
                continue
            }
            if let end, let (span, isOwn) = wholeFirst(text, index, end, floor), isOwn || speaks(span, text, layout) {
                found.append(mention(span, text))
                floor = span.end
                index = span.end
                continue
            }
            guard let end, let tail = end < text.count ? groupEnd(text, from: end) ?? households(text, end) : nil,
                let start = start(text, index, floor)
            else {
                index += 1
                continue
            }
            let span = NormalizedSpan(start, tail)
            let isAll = text[index] == 0x5168
            if isAll || speaks(span, text, layout) {
                found.append(mention(span, text))
                floor = tail
            }
            index = tail
        }
        for span in [titled(text, layout), closing(text)].compactMap({ $0 })
        where !found.contains(where: { $0.span.overlaps(span) }) {
            found.append(mention(span, text))
        }
        return found
    }

    private func mention(_ span: NormalizedSpan, _ text: PartyText) -> PartyMention {
        PartyMention(span: span, name: text.name(span), type: .group, role: .petitioner, rule: "party.group")
    }

    /// 余利贷受害人|盼望退钱: those at the head of a title who ask for something.
    private func titled(_ text: PartyText, _ layout: Layout) -> NormalizedSpan? {
        guard let title = layout.title ?? layout.lines.first(where: { $0.count > 0 }) else { return nil }
        var index = title.start
        while index < title.end, index - title.start < Self.longest, !CharacterKind.endsClause(text[index]) {
            if let group = text.cues.longest(.group, at: index), index >= title.start + 2 {
                let end = index + group.length
                guard end < title.end, text.begins(.event, at: end), !isGeneric(text, title.start, index) else {
                    return nil
                }
                return NormalizedSpan(title.start, end)
            }
            index += 1
        }
        return nil
    }

    /// 望回复！|云水花园全体业主: those who sign at the end of the last line, with nothing behind them but a date.
    private func closing(_ text: PartyText) -> NormalizedSpan? {
        var end = text.count
        while end > 0, text.count - end < 40, !text.isHan(end - 1) || DateCharacters.holds(text[end - 1]) { end -= 1 }
        guard let group = text.cues.longest(.group, endingAt: end) else { return nil }
        let named = end - group.length
        var start = named
        while start > 0, named - start < Self.longest,
            text.isHan(start - 1) || CharacterKind.isDigit(text[start - 1]) || CharacterKind.isLatin(text[start - 1])
        {
            // 我们小区业主 is no signature; a single 都 or 和 may be part of a name.
            if text.cues.longest(.stop, endingAt: start).map({ $0.length >= 2 }) ?? false { return nil }
            start -= 1
        }
        guard named - start >= 2, named - start < Self.longest, text[start] != 0x6211,
            !isGeneric(text, start, named)
        else { return nil }
        return NormalizedSpan(start, end)
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

    /// 青石镇大桥村柳湾组87户|反映用电难: households alone, where they write or stand by themselves.
    private func households(_ text: PartyText, _ end: Int) -> Int? {
        guard text[end - 1] == 0x6237,
            !text.isHan(end) || text.begins([.event, .beforeAccuse], at: end) || text[end] == 0x5199
        else { return nil }
        return end
    }

    /// 我们|全体|星湖湾二期业主: the name behind the word that tells how many.
    private func wholeFirst(
        _ text: PartyText, _ index: Int, _ end: Int, _ floor: Int
    ) -> (span: NormalizedSpan, isOwn: Bool)? {
        guard text.has(.opensWhole, at: index), index > floor,
            index == 0 || !text.isHan(index - 1) || isOwned(text, index)
        else { return nil }
        var at = end
        while at < text.count, at - end < 14, text.isHan(at) || CharacterKind.isDigit(text[at]) {
            if let group = text.cues.longest(.group, at: at), at - end >= 3 {
                guard !text.onlySays([.business, .common], end, at) else { return nil }
                return (NormalizedSpan(index, at + group.length), isOwned(text, index))
            }
            guard !text.ends(.stop, at: at + 1) else { return nil }
            at += 1
        }
        return nil
    }

    /// Right behind 我们 and its like.
    private func isOwned(_ text: PartyText, _ start: Int) -> Bool {
        (2...4).contains { length in
            start >= length && ownWhole.longest(text.buffer, at: start - length)?.length == length
        }
    }

    /// Where the name before the number begins: it holds the name of a place, an estate or a body.
    private func start(_ text: PartyText, _ index: Int, _ floor: Int) -> Int? {
        // 星湖湾二期的|全体业主
        let isOwned = index > floor + 3 && text[index - 1] == 0x7684 && text.has(.opensWhole, at: index)
        let index = isOwned ? index - 1 : index
        var start = index
        while start > floor, index - start < Self.longest,
            text.isHan(start - 1) || CharacterKind.isDigit(text[start - 1]) || CharacterKind.isLatin(text[start - 1]),
            !text.ends(.stop, at: start) || index - start == 0 && text.ends(.bodies, at: start)
        { start -= 1 }
        guard index - start >= 2, !text.onlySays([.business, .common], start, index) else { return nil }
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
        let isOwn = isOwned(text, start)
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

    /// The group writes: in the title or the signature, right behind 我们, or alone at a line's end. What stands behind
    /// 我们是 tells where they live: 我们是花溪村的32户村民.
    private func speaks(_ span: NormalizedSpan, _ text: PartyText, _ layout: Layout) -> Bool {
        if let title = layout.title, title.overlaps(span) { return true }
        if let signature = layout.signature, signature.contains(span) { return true }
        var before = span.start
        while before > 0, text[before - 1] == 0x3A || text[before - 1] == 0x20 { before -= 1 }
        for length in 2...3 where before >= length {
            if own.longest(text.buffer, at: before - length)?.length == length { return true }
        }
        return false
    }
}
