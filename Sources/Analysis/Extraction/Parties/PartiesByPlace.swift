internal import Documents

/// Finds those whom people name by a place: who lives there (我是云栖湾二期的业主) and who built or runs it (云栖湾开发商).
///
/// The place itself stays told: a writer says with it where the matter is.
struct PartiesByPlace: Sendable {
    /// The writers, told by where they live.
    static let writers: RuleName = "party.writers-by-place"
    /// Anybody else who is named by a place.
    static let others: RuleName = "party.by-place"

    static let rules: [RuleName] = [writers, others]

    /// 业主, 村民: those who live there.
    private let people: WordSet
    /// 业主 alone: named so, they mostly stand for the writers.
    private let owners: WordSet
    /// 的, 一名, 小区: what may stand between.
    private let joint: WordSet
    /// 开发商, 物业.
    private let firms: WordSet
    /// 业主委员会, 物业费: words that begin with one of them and mean something else.
    private let longer: WordSet
    /// 我们是.
    private let own: WordSet
    /// 教师, 工人: who else one may be of a place that is one's own, and who many may be of a place or body.
    private let ownPeople: WordSet
    private let manyPeople: WordSet
    /// The last characters of what stands before a place of one's own.
    private let ownEnds: ScalarSet
    /// 家住: what may stand between it and the place.
    private let living: WordSet

    init(_ lexicon: PartyLexicon) {
        people = lexicon.label("place-people")
        owners = lexicon.label("place-owners")
        joint = lexicon.label("place-joint")
        firms = lexicon.label("place-firm")
        longer = lexicon.label("place-longer")
        own = lexicon.label("place-own")
        living = lexicon.label("place-living")
        ownPeople = lexicon.label("own-people")
        manyPeople = lexicon.label("many-people")
        ownEnds = ScalarSet((own.words + living.words).compactMap { $0.unicodeScalars.last?.value })
    }

    private static let counters = ScalarSet("户名位个")
    /// How many words may stand between the place and its people.
    private static let joints = 4

    /// - Parameters:
    ///   - places: those of a letter, ascending and apart.
    ///   - known: the parties found so far, ascending and apart.
    /// - Returns: `known` with those found here in their order; they take over what stands inside of them.
    func completed(_ known: [PartyMention], _ places: [PlaceMention], _ text: PartyText) -> [PartyMention] {
        // Who gives his name is known by it.
        let isSigned = known.contains { $0.type == .person && $0.isSettled && $0.role == .petitioner }
        var found = places.compactMap { mention($0, isSigned: isSigned, text) }
        if !isSigned { found = introduced(by: found, known, places, text) }
        guard !found.isEmpty else { return known }
        let spans = found.map(\.span)
        let fixed = known.filter { $0.isSettled || $0.role == .addressee || !spans.holds($0.span) }
        let taken = fixed.map(\.span)
        return (fixed + found.filter { !taken.overlaps($0.span) }).sorted { $0.span < $1.span }
    }

    private func mention(_ place: PlaceMention, isSigned: Bool, _ text: PartyText) -> PartyMention? {
        func party(_ end: Int, _ type: Record.Party.Kind, _ role: Record.Party.Role, _ rule: RuleName) -> PartyMention {
            let span = NormalizedSpan(place.span.start, end)
            return PartyMention(
                span: span, name: text.name(span), type: type, role: role, rule: rule,
                kind: type == .group ? nil : .tail)
        }
        // 某县业主, 某市开发商 name nobody.
        let hasDetail = place.detailStart < place.span.end
        let start = behindJoints(place.span.end, text)
        guard start < text.count else { return nil }
        // 3栋物业: whose, only the letter's reader knows; a home is no part of a firm's name, which nothing seals.
        if hasDetail, let end = end(firms, start, text), place.span.range.count(where: { text.isHan($0) }) >= 2,
            !Record.Place.isHome(ArraySlice(text.buffer[place.span.range]))
        {
            return party(end, .organization, .respondent, Self.others)
        }
        guard let end = end(people, start, text) else { return nil }
        if isOwn(place.span.start, text) { return isSigned ? nil : party(end, .group, .petitioner, Self.writers) }
        let isNumbered = (place.span.end..<start).contains { Self.counters.contains(text[$0]) }
        let beginsLine = place.span.start == 0 || text[place.span.start - 1] == 0x0A
        guard hasDetail, owners.longest(text.buffer, at: start) != nil || isNumbered && beginsLine else { return nil }
        return party(end, .group, .petitioner, Self.others)
    }

    // MARK: who introduce themselves

    /// 我们是|原安顺纺织厂的退休职工，, 我是|乌石镇上一名乡村教师，: with a place or body at its head, up to the people that end the clause.
    private func introduced(
        by found: [PartyMention], _ known: [PartyMention], _ places: [PlaceMention], _ text: PartyText
    ) -> [PartyMention] {
        let bodies = known.lazy.filter { $0.type == .government || $0.type == .organization }.map(\.span)
        var all = found
        for (heads, isPlace) in [(places.map(\.span), true), (Array(bodies), false)] {
            let taken = all.map(\.span)
            var floor = 0
            for head in heads where head.start >= floor {
                guard let own = ownLength(before: head.start, text),
                    !Self.incidental.contains(text[head.start - own]), !taken.overlaps(head),
                    let end = introducedEnd(
                        head, text[head.start - own + 1] == 0x4EEC ? manyPeople : isPlace ? ownPeople : people, text)
                else { continue }
                let span = NormalizedSpan(head.start, end)
                all.append(
                    PartyMention(
                        span: span, name: text.name(span), type: .group, role: .petitioner, rule: Self.writers))
                floor = end
            }
            all.sort { $0.span < $1.span }
        }
        return all
    }

    private static let longestIntroduction = 40
    /// 作为, 身为: said of oneself by the way.
    private static let incidental = ScalarSet("作身")

    private func introducedEnd(_ head: NormalizedSpan, _ words: WordSet, _ text: PartyText) -> Int? {
        var end = head.end
        while end < text.count, end - head.start <= Self.longestIntroduction, !CharacterKind.endsClause(text[end]),
            text[end] != 0x3001, text[end] != 0x20
        { end += 1 }
        guard end == text.count || CharacterKind.endsClause(text[end]) || text[end] == 0x20 else { return nil }
        let isOfPeople =
            words.endsBefore(text.buffer, end, longest: words.longestLength)
            || people.endsBefore(text.buffer, end, longest: people.longestLength)
        return isOfPeople ? end : nil
    }

    // MARK: words around a place

    /// Past 的, 小区, 一名, 306户.
    private func behindJoints(_ start: Int, _ text: PartyText) -> Int {
        var index = start
        for _ in 0..<Self.joints where index < text.count {
            if let word = joint.longest(text.buffer, at: index) {
                index += word.length
            } else if let count = text.count(at: index, of: Self.counters) {
                index = count.end
            } else {
                break
            }
        }
        return index
    }

    private func end(_ words: WordSet, _ start: Int, _ text: PartyText) -> Int? {
        guard let word = words.longest(text.buffer, at: start),
            (longer.longest(text.buffer, at: start)?.length ?? 0) <= word.length
        else { return nil }
        return start + word.length
    }

    /// 我们是, 本人家住 before the place.
    private func isOwn(_ start: Int, _ text: PartyText) -> Bool { ownLength(before: start, text) != nil }

    /// How long the words are that make a place the writers' own.
    private func ownLength(before start: Int, _ text: PartyText) -> Int? {
        guard start > 0, ownEnds.contains(text[start - 1]) else { return nil }
        let living = longest(living, endingAt: start, text)
        let own = longest(own, endingAt: start - living, text)
        return own > 0 ? living + own : nil
    }

    private func longest(_ words: WordSet, endingAt end: Int, _ text: PartyText) -> Int {
        var length = 0
        words.forEach(endingAt: end, in: text.buffer, longest: words.longestLength) { word in
            length = max(length, words.words[word].unicodeScalars.count)
        }
        return length
    }
}
