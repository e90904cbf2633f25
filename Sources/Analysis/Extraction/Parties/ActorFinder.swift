internal import Documents

/// Estates and firms without an ending that tells a body, by what only a firm does: 大冶市金棠府|违反…, 云水花园|涉嫌….
///
/// Behind a division any name will do, at a clause's start only one that ends like an estate's.
struct ActorFinder: Sendable {
    static let rule: RuleName = "party.actor"

    private let deeds: WordSet
    private let estates: WordSet

    init(_ lexicon: PartyLexicon) {
        deeds = lexicon.label("accused-of")
        estates = lexicon.label("estate")
    }

    private static let longestName = 8

    func find(_ text: PartyText, _ ground: BodyFinder.Ground, occupied: [Bool]) -> [PartyMention] {
        var found: [PartyMention] = []
        var floor = 0
        var next = 0
        while true {
            let index = text.cues.firstIndex(of: [.afterHarm, .afterRefuse], from: next)
            guard index < text.count else { break }
            next = index + 1
            guard index > floor, text.isHan(index - 1),
                deeds.longest(text.buffer, at: index).map({ $0.length >= 2 }) ?? false,
                let start = start(text, ground, before: index, floor),
                !(start..<index).contains(where: { occupied[$0] })
            else { continue }
            let span = NormalizedSpan(start, index)
            found.append(
                PartyMention(
                    span: span, name: text.name(span), type: .organization, role: .respondent, rule: Self.rule,
                    kind: .tail))
            floor = index
        }
        return found
    }

    /// The name is written again as a party, not as the place where somebody lives or whose people are told of.
    func mayRepeat(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        !text.ends(.beforePlace, at: start) && !(end < text.count && text.begins([.group, .afterWork], at: end))
    }

    private func start(_ text: PartyText, _ ground: BodyFinder.Ground, before end: Int, _ floor: Int) -> Int? {
        var start = end
        while start > floor, end - start <= Self.longestName {
            if end - start >= 2, let division = ground.division(endingAt: start) {
                return isName(text, start, end) ? division : nil
            }
            let scalar = text[start - 1]
            guard text.isHan(start - 1) || CharacterKind.isDigit(scalar) || CharacterKind.isLatin(scalar) else { break }
            guard !text.has(.localStop, at: start - 1), !text.ends(.stop, at: start) else { return nil }
            start -= 1
        }
        let isAtBoundary = start == 0 || !text.isHan(start - 1)
        guard isAtBoundary, (3...Self.longestName).contains(end - start),
            estates.endsBefore(text.buffer, end, longest: 3), isName(text, start, end)
        else { return nil }
        return start
    }

    /// No road or village, no people, no words that everybody says.
    private func isName(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        let isEstate = estates.endsBefore(text.buffer, end, longest: 3)
        guard isEstate || !text.has([.placeEnd, .listEnd], at: end - 1),
            !text.ends(PartyCues.bodies.union([.business, .office, .group, .afterPerson]), at: end),
            !text.ends(PartyCues.persons, at: end), !text.begins(PartyCues.persons, at: start)
        else { return false }
        return !text.onlySays([.business, .common], start, end)
    }
}
