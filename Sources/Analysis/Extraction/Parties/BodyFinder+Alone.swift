internal import Documents

/// Bodies told by a short word alone, and what stands around a body: boundaries, and what it does.
extension BodyFinder {
    /// 找|社保, 中心校|发一张纸, 移民站|的孟站长: offices by a short word that says whose they are only where they act or
    /// are asked.
    func actingAlone(_ text: PartyText, _ index: Int, _ end: Int, _ kind: Kind) -> Body? {
        guard isBounded(text, index) else { return nil }
        if certainOffices.longest(text.buffer, at: index)?.length == end - index {
            return Body(span: NormalizedSpan(index, end), kind: kind)
        }
        guard kind == .built || aloneOffices.endsBefore(text.buffer, end, longest: 4),
            acts(text, index, end) || isOfPeople(text, end)
        else { return nil }
        return Body(span: NormalizedSpan(index, end), kind: kind == .unit ? .function : kind)
    }

    /// 科, 股, 站, 队: 办, 处 and 所 begin too many words.
    static func isDesk(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x79D1, 0x80A1, 0x7AD9, 0x961F: true
        default: false
        }
    }

    /// 的人说, 的孟站长: people of an office, who speak for it.
    func isOfPeople(_ text: PartyText, _ end: Int) -> Bool {
        guard end + 2 < text.count, text[end] == 0x7684 else { return false }
        return text.cues.longest(.afterPerson, at: end).map { $0.length >= 2 } ?? false
            || text.has(.surname, at: end + 1) && text.begins(.office, at: end + 2)
    }

    /// 不去|法院: an everyday word of two characters goes before, no name.
    func isBehindWord(_ text: PartyText, _ index: Int) -> Bool {
        index >= 2 && text.isCommonWord(index - 2, length: 2)
            && !text.ends([.zone, .business, .domain, .noBrand], at: index)
    }

    /// A boundary on both sides: what follows is no Chinese character, or what a body does or is.
    func standsAlone(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        guard isBounded(text, start), start == 0 || !CharacterKind.isDigit(text[start - 1]) else { return false }
        return end == text.count || !text.isHan(end) || text.has(.aliasFollower, at: end)
            || text.begins(PartyCues.after.union([.afterPerson, .afterAdverb]).union(.persons), at: end)
    }

    func isBounded(_ text: PartyText, _ index: Int) -> Bool {
        index == 0 || !text.isHan(index - 1) || text.ends(.stop, at: index)
    }

    /// A neighbourhood or street does something or is asked; at a clause's start an adverb is enough.
    func acts(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        if text.ends([.beforeAsk, .beforeOfficialAct], at: start) { return true }
        // 反映土城社区厕所问题: where it is; 反映土城社区不作为: who.
        if text.ends(.beforeAccuse, at: start),
            end == text.count || !text.isHan(end) || text[end] == 0x7684
                || text.begins([.afterSay, .afterRefuse, .afterHarm, .afterPromise], at: end)
        {
            return true
        }
        guard end < text.count else { return false }
        if text.begins([.afterSay, .afterRefuse, .afterHandle, .afterPromise], at: end) { return true }
        // 单方面改变用途: 单 alone tells no deed.
        if text.cues.longest(.afterHarm, at: end).map({ $0.length >= 2 }) ?? false { return true }
        guard start == 0 || !text.isHan(start - 1) else { return false }
        // 对, 为, 要, 将 lead to a deed; 还, 也, 在 may tell of a place.
        return text.cues.longest([.afterAdverb, .actPlan], at: end).map { $0.length >= 2 } ?? false
            || [0x5BF9, 0x4E3A, 0x8981, 0x5C06].contains(text[end])
    }
}
