internal import Documents

/// The firm, shop, platform or estate of which a title tells a bad deed, when its name has no ending that tells a body:
/// A市星创|无证办学, 投诉利聚网|不让提现.
struct TitleSubject: Sendable {
    private let deeds: WordSet

    init(_ lexicon: PartyLexicon) { deeds = lexicon.label("accused-of") }

    private static let longestTitle = 40

    /// The subject in the title and the first place below where it, or its first part, is named again.
    func find(_ text: PartyText, _ layout: Layout, divisionEnd: [Int32], occupied: [Bool]) -> [PartyMention] {
        guard let line = layout.title ?? layout.lines.first(where: { $0.count > 0 }), line.count <= Self.longestTitle,
            let subject = subject(text, line, divisionEnd), !subject.range.contains(where: { occupied[$0] })
        else { return [] }
        // 恒大江湾二期 … 恒大江湾: the longest part that is named again.
        for length in stride(from: subject.count, through: 3, by: -1) {
            let part = text.buffer[subject.start..<subject.start + length]
            guard let again = again(part, text, from: line.end, occupied) else { continue }
            let name = text.name(NormalizedSpan(subject.start, subject.start + length))
            return [subject, again].map {
                PartyMention(
                    span: $0, name: name, type: .organization, role: .respondent, rule: "party.title-subject",
                    kind: .tail)
            }
        }
        return []
    }

    private func subject(_ text: PartyText, _ line: NormalizedSpan, _ divisionEnd: [Int32]) -> NormalizedSpan? {
        var start = line.start
        if let cue = text.cues.longest([.beforeAccuse, .event], at: start) { start += cue.length }
        while start < line.end {
            guard let end = text.divisionEnd(divisionEnd, start, line.end) else { break }
            start = end
        }
        var end = start
        while end < line.end, end - start <= 12, deeds.longest(text.buffer, at: end) == nil {
            guard text.isHan(end) || CharacterKind.isLatin(text[end]) || CharacterKind.isDigit(text[end]),
                !text.has(.localStop, at: end)
            else { return nil }
            end += 1
        }
        guard end < line.end, (3...12).contains(end - start), isName(text, start, end) else { return nil }
        return NormalizedSpan(start, end)
    }

    /// No street, no village, no words that everybody says.
    private func isName(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        // 余|易贷: with one character before the ending the finder of bodies takes none.
        let isBody = text.cues.longest(.bodies, endingAt: end, floor: start).map { end - start > $0.length + 1 }
        guard !text.has([.placeEnd, .listEnd], at: end - 1), !(isBody ?? false), !text.ends(.business, at: end),
            !text.ends(PartyCues.persons.union([.office, .group, .afterPerson]), at: end),
            !text.begins(PartyCues.persons, at: start)
        else { return false }
        return !text.onlySays([.business, .common], start, end)
    }

    private func again(
        _ name: Slice<UnsafeBufferPointer<UInt32>>, _ text: PartyText, from start: Int, _ occupied: [Bool]
    ) -> NormalizedSpan? {
        guard let first = name.first else { return nil }
        var index = start
        while index + name.count <= text.count {
            if text[index] == first, !occupied[index],
                text.buffer[index..<index + name.count].elementsEqual(name)
            {
                return NormalizedSpan(index, index + name.count)
            }
            index += 1
        }
        return nil
    }
}
