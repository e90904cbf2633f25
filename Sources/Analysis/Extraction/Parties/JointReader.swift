internal import Documents

/// How many stand behind a letter: the number that it claims, and the names under it.
struct JointReader: Sendable {
    /// What vouches for a number, strongest first.
    private enum Ground: Int, Comparable {
        /// 签名按印的有127人, 等五十八人联名, 业主(签名附后,共38户)
        case signed
        /// 132名下岗职工的请愿书, in the title
        case title
        /// 我们五十八名, 全体二十七户
        case own
        /// 48户村民
        case people

        static func < (left: Ground, right: Ground) -> Bool { left.rawValue < right.rawValue }
    }

    private let signing: WordSet
    private let own: WordSet
    private let part: WordSet
    private let others: WordSet

    init(_ lexicon: PartyLexicon) {
        signing = lexicon.label("joint-signing")
        own = lexicon.label("joint-own")
        part = lexicon.label("joint-part")
        others = lexicon.label("joint-other")
    }

    private static let signingRules: [RuleName] = ["party.signature", "party.list", "party.field"]
    private static let counters = ScalarSet("户名位人个家口")

    /// The number claimed and the names signed; `nil` for a letter of one.
    func read(_ text: PartyText, _ layout: Layout, _ mentions: [PartyMention]) -> Record.Joint? {
        var names = PartyNumbers()
        var count = 0
        for index in mentions.indices
        where mentions[index].type == .person && mentions[index].role == .petitioner
            && Self.signingRules.contains(mentions[index].rule)
        {
            count += names.number(of: mentions[index].name, in: text.buffer).isNew ? 1 : 0
        }
        let claimed = claimed(text, layout)
        guard claimed != nil || count > 1 else { return nil }
        return Record.Joint(claimed: claimed, signatures: count > 1 ? count : nil)
    }

    private func claimed(_ text: PartyText, _ layout: Layout) -> Int? {
        var best: (ground: Ground, value: Int)?
        var index = 0
        while true {
            index = text.firstIndex(of: [.numeral, .hundreds], from: index)
            guard index < text.count else { break }
            guard index == 0 || !text.has([.numeral, .hundreds], at: index - 1),
                let (end, number) = text.count(at: index, of: Self.counters)
            else {
                index += 1
                continue
            }
            let value = Int(number)
            if (2..<100_000).contains(value), let ground = ground(NormalizedSpan(index, end), text, layout) {
                if let known = best {
                    let isBetter =
                        ground < known.ground || ground == known.ground && ground == .signed && value > known.value
                    if isBetter { best = (ground, value) }
                } else {
                    best = (ground, value)
                }
            }
            index = end
        }
        return best?.value
    }

    private func ground(_ span: NormalizedSpan, _ text: PartyText, _ layout: Layout) -> Ground? {
        let before = places(before: span.start, 14, text, stops: CharacterKind.endsClause)
        // 其中17人, 有十一户签了, 没签的42户: a part, not all.
        if before.contains(where: { part.longest(text.buffer, at: $0) != nil }) { return nil }
        if span.end < text.count, others.longest(text.buffer, at: span.end) != nil { return nil }
        let after = places(from: span.end, 8, text)
        if before.contains(where: { signing.longest(text.buffer, at: $0) != nil })
            || after.contains(where: { signing.longest(text.buffer, at: $0) != nil })
        {
            return .signed
        }
        // 靳玉兰等46人, 靳玉兰 等46人: behind names.
        if span.start > 1, text[span.start - 1] == 0x7B49 {
            var end = span.start - 1
            while end > 0, text[end - 1] == 0x20 { end -= 1 }
            if end > 0, text.isHan(end - 1), !text.ends(PartyCues.persons.union(.office), at: end) { return .signed }
        }
        if isBracketed(span.start, text) { return .signed }
        if span.start > 1, text[span.start - 1] == 0x5171,
            text[span.start - 2] == 0x28 || text[span.start - 2] == 0x2026
        {
            return .signed
        }
        // 有3户搬走了
        if span.start > 0, text[span.start - 1] == 0x6709 { return nil }
        let clause = places(before: span.start, 30, text) { CharacterKind.endsSentence($0) || $0 == 0x0A }
        if clause.contains(where: { own.longest(text.buffer, at: $0) != nil }) { return .own }
        let isPeople = (span.end..<min(text.count, span.end + 5)).contains {
            text.begins(.group, at: $0)
        }
        if let title = layout.title, title.contains(span), isPeople { return .title }
        return isPeople ? .people : nil
    }

    /// （签名附后，共38户）, （签名页9张，合计214人）: the sum in a bracket that tells of signatures.
    private func isBracketed(_ start: Int, _ text: PartyText) -> Bool {
        guard start > 1, text[start - 1] == 0x5171 || text[start - 1] == 0x8BA1 else { return false }
        var open = start - 1
        while open > 0, start - open < 20, text[open] != 0x28, text[open] != 0x29 { open -= 1 }
        return text[open] == 0x28 && signing.stands(in: text.buffer, open..<start)
    }

    /// The places before `end` back to the start of its clause or sentence.
    private func places(before end: Int, _ reach: Int, _ text: PartyText, stops: (UInt32) -> Bool) -> Range<Int> {
        var start = end
        while start > 0, end - start < reach, !stops(text[start - 1]) { start -= 1 }
        return start..<end
    }

    /// The places from `start` to the end of its clause.
    private func places(from start: Int, _ reach: Int, _ text: PartyText) -> Range<Int> {
        var end = start
        while end < text.count, end - start < reach, !CharacterKind.endsClause(text[end]) { end += 1 }
        return start..<end
    }
}
