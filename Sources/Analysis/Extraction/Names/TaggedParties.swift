internal import Documents

/// Adds the parties that the tagger reads where no rule found one, gives up names that it reads as places or not at all,
/// and takes its bounds, and whom the letter speaks to, where it knows them better.
struct TaggedParties: Sendable {
    static let rule: RuleName = "party.tagged"

    let landmarks: Landmarks
    private let offices: WordSet

    init(_ lexicon: PartyLexicon) {
        offices = lexicon.label("tagged-office")
        landmarks = Landmarks(lexicon)
    }

    /// - Parameter mentions: those of the rules, ascending and apart.
    /// - Returns: all mentions, and whether they are others than those of the rules.
    func completed(
        _ mentions: [PartyMention], _ names: NameTagger.Names, _ text: PartyText
    ) -> (mentions: [PartyMention], isChanged: Bool) {
        let unread = unread(mentions, names, text)
        let known = mentions.map(\.span)
        var all: [PartyMention] = []
        all.reserveCapacity(mentions.count + names.parties.count)
        var isChanged = false
        for (number, mention) in mentions.enumerated() {
            if unread[number] || isPlace(mention, names, text) {
                isChanged = true
            } else if let read = better(than: mention, names, known, text) {
                isChanged = true
                all.append(read)
            } else {
                all.append(mention)
            }
        }
        for (span, part) in zip(names.parties, names.parts) where !known.overlaps(span) && isName(span, text) {
            isChanged = true
            all.append(self.mention(span, part, text))
        }
        if call(&all, names, text) { isChanged = true }
        guard isChanged else { return (mentions, false) }
        all.sort { $0.span < $1.span }
        return (all, true)
    }

    // MARK: whom the letter speaks to

    /// 跪求|陈书记, …无人过问|向局长：: whom the tagger is sure that the letter speaks to, and a person so called wherever named.
    private func call(_ mentions: inout [PartyMention], _ names: NameTagger.Names, _ text: PartyText) -> Bool {
        guard names.parts.contains(where: { $0.kind == .addressee }) else { return false }
        var greeted = PartyNumbers()
        var isChanged = false
        for index in mentions.indices where mayBeCalled(mentions[index]) {
            guard let part = names.part(of: mentions[index].span), part.kind == .addressee, part.certainty == .sure
            else { continue }
            mentions[index].role = .addressee
            isChanged = true
            if mentions[index].type == .person, mentions[index].span.count >= 3 {
                _ = greeted.number(of: mentions[index].name, in: text.buffer)
            }
        }
        guard !greeted.isEmpty else { return isChanged }
        for index in mentions.indices
        where mayBeCalled(mentions[index]) && greeted.known(mentions[index].name, in: text.buffer) != nil {
            mentions[index].role = .addressee
        }
        return isChanged
    }

    /// A body only near the head: below a letter of its own it signs.
    private func mayBeCalled(_ mention: PartyMention) -> Bool {
        guard !mention.isSettled, mention.role != .addressee, mention.role != .representative else { return false }
        return mention.type == .person || mention.type == .government && mention.span.start < Self.head
    }

    private static let head = 200

    // MARK: what is no party

    /// 向阳小区 where it is only told where something is.
    private func isPlace(_ mention: PartyMention, _ names: NameTagger.Names, _ text: PartyText) -> Bool {
        if landmarks.isOne(mention, text.buffer) { return true }
        return mention.type != .person && mention.type != .group && mention.role != .addressee && !mention.isSettled
            && mention.kind != .function && mention.kind != .built
            && names.places.overlaps(mention.span) && !names.parties.overlaps(mention.span)
            && (mention.kind != .tail || landmarks.mayBePlace(mention.span, text.buffer))
    }

    /// 变成农贸市场, 么多学校, 乡镇卫生院: names by their ending alone that the tagger reads nowhere in the text.
    private func unread(_ mentions: [PartyMention], _ names: NameTagger.Names, _ text: PartyText) -> [Bool] {
        var isUnread = [Bool](filled: false, count: mentions.count)
        guard names.areRead else { return isUnread }
        var isAny = false
        for (number, mention) in mentions.enumerated()
        where mayBeUnread(mention, text) && !names.parties.overlaps(mention.span) {
            isUnread[number] = true
            isAny = true
        }
        guard isAny else { return isUnread }
        var read = PartyNumbers()
        for (number, mention) in mentions.enumerated() where !isUnread[number] {
            _ = read.number(of: mention.name, in: text.buffer)
        }
        for (number, mention) in mentions.enumerated()
        where isUnread[number] && read.known(mention.name, in: text.buffer) != nil { isUnread[number] = false }
        return isUnread
    }

    /// No persons: whose name is read nowhere is sealed all the same. A company that nobody names is rare.
    private func mayBeUnread(_ mention: PartyMention, _ text: PartyText) -> Bool {
        guard !mention.isSettled, mention.type == .government || mention.type == .organization,
            mention.role != .addressee, mention.role != .representative,
            mention.kind != .tail || text[mention.span.end - 1] != 0x53F8
        else { return false }
        switch mention.rule {
        case "party.body", "party.alias", "party.alias-told", "party.repeated":
            return mention.kind == nil || mention.kind == .tail || mention.kind == .level || mention.kind == .built
        default: return false
        }
    }

    // MARK: bounds

    /// 首先|省政府, 时|代星城小区物业, 伟金置业|公司: the tagger reads one name over one of the rules, with the same start or end;
    /// 西泉酒厂|部分老职工: those who write.
    private func better(
        than mention: PartyMention, _ names: NameTagger.Names, _ known: [NormalizedSpan], _ text: PartyText
    ) -> PartyMention? {
        let span = mention.span
        let isGreeted = mention.rule == "party.salutation"
        guard isGreeted || mention.kind != nil && !mention.isSettled && mention.role != .addressee,
            let number = names.onlyParty(over: span), known.overlapsOnly(one: names.parties[number])
        else { return nil }
        let read = names.parties[number]
        let isWeak = names.parts[number].certainty == .weak
        let isBetter =
            if read.end == span.end, read.start > span.start {
                // 区|城管, A市|五八车贷: a place is part of the name.
                isGreeted || !isWeak && mention.kind != .village && !text.has(.bodyLevel, at: read.start - 1)
            } else if read.end == span.end, read.start < span.start {
                !isGreeted && mayBeNamed(read.start..<span.start, text)
            } else if read.start == span.start, read.end > span.end {
                !isGreeted && !isWeak && mention.rule == "party.body" && mayBeNamed(span.end..<read.end, text)
            } else {
                false
            }
        guard isBetter, isName(read, text) else { return nil }
        let isGroup = names.parts[number].kind == .petitioner && text.ends(.group, at: read.end)
        return isGroup ? self.mention(read, names.parts[number], text) : mention.within(read, text)
    }

    /// Nothing that only running text holds: 市教育局|跟|市政府, 天天|向|益民物业.
    private func mayBeNamed(_ range: Range<Int>, _ text: PartyText) -> Bool {
        range.count <= 12 && !range.contains { text.has(.never, at: $0) || Self.between.contains(text[$0]) }
    }

    private static let between = ScalarSet("向跟、")

    // MARK: what only the tagger reads

    /// A县城投, 58网贷 as well as 益民堂; 12345 is none, nor 到了学校.
    private func isName(_ span: NormalizedSpan, _ text: PartyText) -> Bool {
        span.range.count { text.isHan($0) } >= 2
            && !(text.has(.never, at: span.start) && text.has(.never, at: span.start + 1))
    }

    private func mention(_ span: NormalizedSpan, _ part: NameTagger.Part, _ text: PartyText) -> PartyMention {
        let name = text.name(span)
        func party(_ type: Record.Party.Kind, _ role: Record.Party.Role, _ kind: BodyFinder.Kind?) -> PartyMention {
            PartyMention(span: span, name: name, type: type, role: role, rule: Self.rule, kind: kind)
        }
        if offices.endsBefore(text.buffer, span.end) {
            return party(.government, .handler, .function)
        }
        if part.kind == .petitioner, text.ends(.group, at: span.end) { return party(.group, .petitioner, nil) }
        if part.kind == .addressee, part.certainty == .sure { return party(.government, .addressee, nil) }
        let isPerson =
            (2...4).contains(span.count) && !text.has(.listEnd, at: span.end - 1)
            && text.nameEnd(at: span.start, limit: span.end, isCued: true, allowsRare: false) == span.end
        return isPerson ? party(.person, .respondent, nil) : party(.organization, .respondent, .tail)
    }
}

extension NameTagger.Names {
    /// The number of the one party of the tagger that shares characters with `span`.
    fileprivate func onlyParty(over span: NormalizedSpan) -> Int? {
        let number = parties.partitioningIndex { $0.end > span.start }
        guard number < parties.count, parties[number].start < span.end else { return nil }
        return number + 1 < parties.count && parties[number + 1].start < span.end ? nil : number
    }
}

extension [NormalizedSpan] {
    /// True when one alone of these, ascending and apart, shares characters with `span`.
    fileprivate func overlapsOnly(one span: NormalizedSpan) -> Bool {
        let number = partitioningIndex { $0.end > span.start }
        guard number < count, self[number].start < span.end else { return false }
        return number + 1 == count || self[number + 1].start >= span.end
    }
}

extension PartyMention {
    /// The same with other bounds, and the name within them unless the document knows it by another.
    fileprivate func within(_ bounds: NormalizedSpan, _ text: PartyText) -> PartyMention {
        var mention = self
        if name.isSame(as: text.lineName(span), in: text.buffer) { mention.name = text.lineName(bounds) }
        mention.span = bounds
        return mention
    }
}
