internal import Documents

/// The given name alone of somebody whom the letter names in full elsewhere: 荆百顺 … 百顺; 魏长林 … 长林叔.
///
/// People of one village call each other so; whoever is called by nothing else is not found.
struct GivenNames: Sendable {
    static let rule: RuleName = "party.given-name"
    /// What a full name is not told by, or stands behind a surname instead of a given name.
    private static let titles = PartyCues.persons.union([
        .office, .courtesy, .receiving, .group, .noName, .common, .function, .level, .publicBody,
    ])

    /// The mentions by given name beside these, in the order of the text.
    func find(_ mentions: [PartyMention], _ places: [PlaceMention], _ text: PartyText) -> [PartyMention] {
        var names = NameIndex(capacity: mentions.count)
        for (number, mention) in mentions.enumerated() where isFull(mention, text) {
            let (first, second) = (text[mention.span.start + 1], text[mention.span.start + 2])
            if names.first(first, second) == nil { names.add(first, second, number) }
        }
        guard !names.isEmpty else { return [] }
        let (known, placed) = (mentions.map(\.span), places.map(\.span))
        var found: [PartyMention] = []
        var start = 0
        while true {
            start = names.firstPlace(in: text.buffer, from: start, to: text.count - 1)
            guard start < text.count - 1 else { return found }
            guard let name = names.first(text[start], text[start + 1]), isFree(start, text) else {
                start += 1
                continue
            }
            let end = start + 2 + (text.cues.longest(.courtesy, at: start + 2)?.length ?? 0)
            let span = NormalizedSpan(start, end)
            if !known.overlaps(span), !placed.overlaps(span) {
                let owner = mentions[names.value(of: name)]
                found.append(
                    PartyMention(span: span, name: owner.name, type: .person, role: owner.role, rule: Self.rule))
            }
            start = end
        }
    }

    /// A surname of one character and two that given names hold, which are no title and no everyday word.
    private func isFull(_ mention: PartyMention, _ text: PartyText) -> Bool {
        let start = mention.span.start
        return mention.type == .person && mention.span.count == 3 && mention.rule != "party.surname-title"
            && text.has([.surname, .rareSurname], at: start) && !text.begins(.doubleSurname, at: start)
            && (start + 1...start + 2).allSatisfy { text.isHan($0) && !text.has(.mask, at: $0) }
            && (start + 1...start + 2).contains { text.has(.given, at: $0) }
            && !text.cues.has(Self.titles, at: start + 1, length: 2)
    }

    /// Neither behind another surname nor in the middle of words.
    private func isFree(_ start: Int, _ text: PartyText) -> Bool {
        // 后来|长顺: the surname ends a word.
        let isSurname =
            start > 0 && text.has(.surname, at: start - 1)
            && !(start > 1 && text.cues.has([.common, .noName, .stop], at: start - 2, length: 2))
        if start > 0, text.isHan(start - 1), isSurname || text.isCommonWord(start - 1, length: 2) { return false }
        return text.mayFollowPerson(start + 2)
    }
}
