internal import Documents

/// Adds the parties that the tagger reads where no rule found one, and gives up bodies that it reads as places.
struct TaggedParties: Sendable {
    static let rule = "party.tagged"

    private let offices: WordSet

    init(_ lexicon: PartyLexicon) { offices = lexicon.label("tagged-office") }

    /// - Parameter mentions: those of the rules, ascending and apart.
    /// - Returns: `nil` where nothing changes.
    func completed(_ mentions: [PartyMention], _ names: NameTagger.Names, _ text: PartyText) -> [PartyMention]? {
        func isPlace(_ mention: PartyMention) -> Bool {
            mention.type != .person && mention.type != .group && mention.role != .addressee && !mention.isSettled
                && mention.kind != .function && mention.kind != .built
                && names.places.overlaps(mention.span) && !names.parties.overlaps(mention.span)
        }
        let known = mentions.map(\.span)
        let added = zip(names.parties, names.parts).filter { span, _ in !known.overlaps(span) && isName(span, text) }
        guard !added.isEmpty || mentions.contains(where: isPlace) else { return nil }
        var all = mentions.filter { !isPlace($0) }
        for (span, part) in added { all.append(mention(span, part, text)) }
        all.sort { $0.span < $1.span }
        return all
    }

    /// A县城投, 58网贷 as well as 益民堂; 12345 is none.
    private func isName(_ span: NormalizedSpan, _ text: PartyText) -> Bool {
        span.range.count { text.isHan($0) } >= 2
    }

    private func mention(_ span: NormalizedSpan, _ part: NameTagger.Part, _ text: PartyText) -> PartyMention {
        let name = text.string(span)
        func party(_ type: Record.Party.Kind, _ role: Record.Party.Role, _ kind: BodyFinder.Kind?) -> PartyMention {
            PartyMention(span: span, name: name, type: type, role: role, rule: Self.rule, kind: kind)
        }
        if offices.endsBefore(text.buffer, span.end) {
            return party(.government, .handler, .function)
        }
        if part.kind == .petitioner, text.ends(.group, at: span.end) { return party(.group, .petitioner, nil) }
        let isPerson =
            (2...4).contains(span.count) && !text.has(.listEnd, at: span.end - 1)
            && text.nameEnd(at: span.start, limit: span.end, isCued: true, allowsRare: false) == span.end
        return isPerson ? party(.person, .respondent, nil) : party(.organization, .respondent, .tail)
    }
}
