internal import Documents

/// Reads what stands around the mentions of a party into features.
struct RoleReader {
    let mentions: [PartyMention]
    let layout: Layout
    let text: PartyText
    let kinds: BodyKinds
    let names: NameTagger.Names
    let heading: NormalizedSpan?

    init(mentions: [PartyMention], names: NameTagger.Names, layout: Layout, text: PartyText, kinds: BodyKinds) {
        (self.mentions, self.names, self.layout, self.text, self.kinds) = (mentions, names, layout, text, kinds)
        heading = layout.heading(text.buffer)
    }

    private static let longestAside = 16

    /// A clause is looked at this far, so that a text without marks costs no more than one with them.
    private static let reach = 30
    /// What stands before or behind a list of names tells of so many of them.
    private static let farthestJoined = 64

    /// - Parameter roleOfBody: the part that the body of a name plays.
    func read(
        _ party: inout RoleSettler.Party, roleOfBody: (PartyName) -> Record.Party.Role? = { _ in nil }
    ) {
        for index in party.mentions {
            let mention = mentions[index]
            around(index, &party.features)
            kind(mention, &party.features)
            position(mention, &party.features)
            party.features.add(tagged: names.part(of: mention.span))
            if party.type == .person { affiliation(index, roleOfBody, &party.features) }
        }
        let count = party.mentions.count
        party.features.add(count == 1 ? .once : count == 2 ? .twice : .often)
        party.features.add(.longList, when: party.mentions.allSatisfy { isInLongList($0) })
        let deeds = party.features.cues(.right).union(party.features.cues(.clause))
        party.features.add(.inert, when: deeds.isDisjoint(with: Self.deedClasses))
        if let first = party.mentions.first {
            party.features.add(.onlyLate, when: mentions[first].span.start * 3 > text.count * 2)
        }
    }

    private static let deedClasses: PartyCues = [
        .afterHarm, .afterRefuse, .afterPromise, .afterHandle, .afterSay, .afterSuffer, .afterWitness,
    ]

    // MARK: around

    private func around(_ index: Int, _ features: inout RoleFeatures) {
        let start = leftEnd(index)
        features.add(.left, text.cues.ends(at: start).intersection(.before))
        let end = rightEnd(index)
        var at = end
        // 的负责人, 至今, 在2019年: people it acts through and adverbs are no deed.
        for _ in 0..<4 {
            guard at < text.count else { break }
            features.add(.right, text.cues.begins(at: at).intersection(.after))
            guard let skipped = text.cues.longest([.afterAdverb, .afterPerson], at: at) else { break }
            at += skipped.length
        }
        let behind = deeds(from: end)
        features.add(.clause, behind)
        if let heading, heading.overlaps(mentions[index].span),
            !behind.isDisjoint(with: [.afterHarm, .afterRefuse])
                || text.ends(.beforeAccuse, at: start)
        {
            features.add(.titleDeed)
        }
        let isSelf = text.ends(.beforeSelf, at: start)
        features.add(
            .selfOf, when: isSelf && end < text.count && (text[end] == 0x7684 || text.begins(.afterWork, at: end)))
        let lead = deeds(before: start)
        features.add(.lead, lead)
        features.add(.inRequest, when: lead.contains(.event) || text.ends(.event, at: start))
        let opens = start == 0 || CharacterKind.endsClause(text[start - 1]) || text[start - 1] == 0x20
        features.add(.opensClause, when: opens)
        features.add(.closesClause, when: end < text.count && CharacterKind.endsClause(text[end]))
    }

    /// Before the name: past its title and cue, quotes and brackets, and the names joined before it.
    private func leftEnd(_ index: Int) -> Int {
        var number = index
        var start = mentions[number].span.start
        while true {
            // A、B和C: what stands before the first holds for all.
            if number > 0, index - number < Self.farthestJoined,
                mentions[number - 1].type == mentions[index].type, isJoined(number - 1, number)
            {
                number -= 1
                start = mentions[number].span.start
                continue
            }
            if start > 0, isQuote(text[start - 1]) {
                start -= 1
                continue
            }
            guard mentions[number].type == .person else { return start }
            if let cue = text.cues.longest(.persons, endingAt: start), start - cue.length >= 0 {
                start = kinds.beforeTitle(text, start - cue.length)
                continue
            }
            // 原村主任（现任支部书记）|孟凡刚
            if start > 0, text[start - 1] == 0x29,
                let open = (max(0, start - Self.longestAside)..<start).last(where: { text[$0] == 0x28 }),
                text.ends(PartyCues.persons.union(.office), at: open)
            {
                start = open
                continue
            }
            return start
        }
    }

    /// Behind the name: past quotes, a bracket, and the names joined behind it.
    private func rightEnd(_ index: Int) -> Int {
        var number = index
        var end = mentions[number].span.end
        while end < text.count {
            if number + 1 < mentions.count, number - index < Self.farthestJoined,
                mentions[number + 1].type == mentions[index].type, mentions[number].span.end == end,
                isJoined(number, number + 1)
            {
                number += 1
                end = mentions[number].span.end
                continue
            }
            if isQuote(text[end]) {
                end += 1
                continue
            }
            // （以下简称…）
            if text[end] == 0x28, let close = (end..<min(text.count, end + 24)).first(where: { text[$0] == 0x29 }) {
                end = close + 1
                continue
            }
            break
        }
        return end
    }

    /// 县委、县政府, 市委|市政府
    private func isJoined(_ left: Int, _ right: Int) -> Bool {
        let (end, start) = (mentions[left].span.end, mentions[right].span.start)
        return end == start && mentions[left].type == .government || end + 1 == start && isJoint(end)
    }

    /// 、和与及
    private func isJoint(_ index: Int) -> Bool {
        switch text[index] {
        case 0x3001, 0x548C, 0x4E0E, 0x53CA: true
        default: false
        }
    }

    private func isQuote(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x22, 0x201C, 0x201D, 0x300A, 0x300B, 0x300C, 0x300D: true
        default: false
        }
    }

    /// Words of two characters or more that stand in the rest of the clause.
    private func deeds(from start: Int) -> PartyCues {
        let interesting = PartyCues.after
        var found: PartyCues = []
        var index = start
        while index < text.count, index - start < Self.reach, !CharacterKind.endsClause(text[index]) {
            if let hit = text.cues.longest(interesting, at: index), hit.length >= 2 {
                found.formUnion(hit.classes.intersection(interesting))
            }
            index += 1
        }
        return found
    }

    private static let leads: PartyCues = PartyCues.after.union([.event, .beforeAccuse, .beforeAsk, .beforeSelf])

    private func deeds(before end: Int) -> PartyCues {
        let interesting = Self.leads
        var found: PartyCues = []
        var index = end - 1
        while index >= 0, end - index < Self.reach, !CharacterKind.endsClause(text[index]) {
            if let hit = text.cues.longest(interesting, at: index), hit.length >= 2, index + hit.length <= end {
                found.formUnion(hit.classes.intersection(interesting))
            }
            index -= 1
        }
        return found
    }

    // MARK: the name itself

    private func kind(_ mention: PartyMention, _ features: inout RoleFeatures) {
        switch mention.role {
        case .petitioner: features.add(.guessPetitioner)
        case .respondent: features.add(.guessRespondent)
        case .handler: features.add(.guessHandler)
        case .other, .representative, .addressee: features.add(.guessOther)
        }
        switch mention.kind {
        case .function: features.add(.function)
        case .level: features.add(.level)
        case .built: features.add(.built)
        case .public, .unit: features.add(.publicBody)
        case .tail:
            features.add(.tail)
            features.add(text.ends(.serviceEnding, at: mention.span.end) ? .serviceEnding : .companyEnding)
        case .village: features.add(.village)
        case nil: break
        }
        kinds.add(to: &features, text, mention)
        for (cue, trait) in Self.traits where mention.sign.contains(cue) { features.add(trait) }
        switch mention.rule {
        case "party.name", LikelyPersons.rule: features.add(.fullName)
        case "party.masked-name": features.add(.masked)
        case "party.nickname", "party.nickname-told": features.add(.nickname)
        case "party.surname-only": features.add(.surnameOnly)
        case "party.alias", "party.alias-told": features.add(.alias)
        default: break
        }
    }

    private static let traits: [(PartyCues, RoleFeatures.Trait)] = [
        (.writer, .cueWriter), (.accused, .cueAccused), (.contact, .cueContact), (.chief, .cueChief),
        (.trade, .cueTrade), (.kin, .cueKin), (.inlaw, .cueInlaw), (.neighbour, .cueNeighbour),
        (.witness, .cueWitness), (.staff, .cueStaff), (.office, .titleOffice), (.courtesy, .titleCourtesy),
        (.receiving, .titleReceiving),
    ]

    /// The sentence ends with a question mark: what is asked about is not complained about yet.
    private func isAskedAbout(_ end: Int) -> Bool {
        var index = end
        while index < text.count, index - end < 2 * Self.reach {
            if text[index] == 0x3F { return true }
            if CharacterKind.endsSentence(text[index]) || text[index] == 0x0A { return false }
            index += 1
        }
        return false
    }

    // MARK: where it stands

    /// Nothing but a word of accusing goes before the name in the title.
    private func leadsTitle(_ start: Int, _ title: Int) -> Bool {
        guard start >= title, start - title <= 6 else { return false }
        return start == title || text.cues.longest(.beforeAccuse, at: title)?.length == start - title
    }

    private func position(_ mention: PartyMention, _ features: inout RoleFeatures) {
        let span = mention.span
        if let heading {
            features.add(.inTitle, when: heading.overlaps(span))
            // 西山市恒远驾校拒退学费, 投诉恒远驾校…
            features.add(.opensTitle, when: leadsTitle(span.start, heading.start))
        }
        if let signature = layout.signature { features.add(.inSignature, when: signature.contains(span)) }
        let isJoined =
            span.start > 0 && isJoint(span.start - 1) || span.end < text.count && isJoint(span.end)
        features.add(mention.type == .person ? .joined : .listed, when: isJoined)
        features.add(.inQuestion, when: isAskedAbout(span.end))
        features.add(.inFirstSentence, when: span.start >= layout.body.start && span.start - layout.body.start < 60)
        features.add(.atLineStart, when: span.start == 0 || text[span.start - 1] == 0x0A)
        features.add(.quoted, when: span.start > 0 && isQuote(text[span.start - 1]) && text[span.start - 1] != 0x20)
        features.add(.namedOwn, when: span.start > 0 && text[span.start - 1] == 0x6211)
        features.add(.cited, when: mention.type == .government && kinds.isCited(text, span))
        guard span.end < text.count else { return }
        features.add(.beforeOfficer, when: text.begins([.office, .chief], at: span.end))
        features.add(.beforeLaw, when: text[span.end] == 0x300A)
        features.add(.beforePaper, when: kinds.isPaper(text, span.end))
    }

    /// One of five and more of its type in a row, with nothing between them but marks.
    private func isInLongList(_ index: Int) -> Bool {
        func follows(_ next: Int) -> Bool {
            let (end, start) = (mentions[next - 1].span.end, mentions[next].span.start)
            return mentions[next - 1].type == mentions[next].type && start - end <= 2
                && !(end..<max(end, start)).contains { text.isHan($0) }
        }
        var first = index
        while first > 0, index - first < Self.longList, follows(first) { first -= 1 }
        var last = index
        while last + 1 < mentions.count, last - first < Self.longList, follows(last + 1) { last += 1 }
        return last - first + 1 >= Self.longList
    }

    private static let longList = 5

    /// The body named right before a person: 市房产局房改处，接待的穆处长; 皖丰公司经理詹金虎.
    private func affiliation(
        _ index: Int, _ roleOfBody: (PartyName) -> Record.Party.Role?, _ features: inout RoleFeatures
    ) {
        let start = mentions[index].span.start
        var trait = RoleFeatures.Trait.affiliateNone
        if index > 0 {
            let (end, type) = (mentions[index - 1].span.end, mentions[index - 1].type)
            let gap = end..<max(end, start)
            if type != .person, type != .group, gap.count <= 10,
                !gap.contains(where: { CharacterKind.endsSentence(text[$0]) || text[$0] == 0x0A })
            {
                switch roleOfBody(mentions[index - 1].name) {
                case .respondent: trait = .affiliateRespondent
                case .handler: trait = .affiliateHandler
                default: trait = .affiliateOther
                }
            }
        }
        features.add(trait)
    }
}
