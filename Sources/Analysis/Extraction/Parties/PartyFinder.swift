internal import Dictionaries
internal import Documents

/// A name of a person, group or body, with the part it plays.
struct PartyMention: Sendable {
    var span: NormalizedSpan
    /// The name by which the whole document knows the party.
    var name: PartyName
    var type: Record.Party.Kind
    var role: Record.Party.Role
    let rule: RuleName
    /// How a body's name is built.
    let kind: BodyFinder.Kind?
    /// The cue or title that vouches for a person.
    let sign: PartyCues
    /// Whether the place where the name stands settles its part, whatever is said around it.
    let isSettled: Bool

    init(
        span: NormalizedSpan, name: PartyName, type: Record.Party.Kind, role: Record.Party.Role, rule: RuleName,
        kind: BodyFinder.Kind? = nil, sign: PartyCues = []
    ) {
        self.span = span
        self.name = name
        self.type = type
        self.role = role
        self.rule = rule
        self.kind = kind
        self.sign = sign
        isSettled = RoleSettler.settling.contains(rule)
    }
}

/// Brings the finders of persons, groups and bodies together and settles who is who in one document.
///
/// A class: its dozen finders would be copied with every document.
final class PartyFinder: Sendable {
    let lexicon: PartyLexicon
    private let persons: PersonFinder
    private let likely: LikelyPersons
    private let bodies: BodyFinder
    private let lists: ResponsibleLists
    private let aliases: AliasFinder
    private let labels: LabelledParties
    private let coreference: Coreference
    private let settler: RoleSettler
    private let offices: OfficeRoles
    private let joint: JointReader
    private let groups: GroupFinder
    private let titleSubject: TitleSubject
    private let actors: ActorFinder
    private let tagged: TaggedParties
    private let byPlace: PartiesByPlace
    private let givenNames = GivenNames()
    private let ownNames = OwnNames()

    init(_ dictionaries: DictionaryFiles, _ lexicon: PartyLexicon) throws(DictionaryError) {
        self.lexicon = lexicon
        persons = PersonFinder(lists: NameLists(lexicon))
        likely = try LikelyPersons(dictionaries)
        bodies = BodyFinder(lexicon)
        lists = ResponsibleLists(lexicon)
        aliases = AliasFinder(lexicon)
        labels = LabelledParties(lexicon)
        coreference = Coreference(lexicon: lexicon)
        settler = RoleSettler(
            model: try RoleModel(dictionaries), kinds: BodyKinds(lexicon),
            questions: lexicon.label("question"))
        offices = OfficeRoles(lexicon)
        joint = JointReader(lexicon)
        groups = GroupFinder(lexicon)
        titleSubject = TitleSubject(lexicon)
        actors = ActorFinder(lexicon)
        tagged = TaggedParties(lexicon)
        byPlace = PartiesByPlace(lexicon)
    }

    /// All mentions in order; the parts of a letter's parties are still guesses.
    func named(_ text: NormalizedText, _ layout: Layout, _ scan: Analyzer.Scan, taken: [NormalizedSpan])
        -> [PartyMention]
    {
        withText(text, scan, findsSurnames: true) { mentions($0, layout, scan.divisions.map(\.span), taken: taken) }
    }

    /// The mentions and those that the tagger reads beside them, with the part that each party plays, and how many stand
    /// behind a letter.
    func settled(
        _ named: [PartyMention], _ places: [PlaceMention], with names: NameTagger.Names, _ text: NormalizedText,
        _ layout: Layout, _ scan: Analyzer.Scan
    ) -> (mentions: [PartyMention], joint: Record.Joint?) {
        withText(text, scan, findsSurnames: false) { view in
            guard layout.kind == .letter else { return (offices.settle(named, layout, view), nil) }
            let settled = settler.settle(completed(named, places, with: names, view, scan), with: names, layout, view)
            return (settled, joint.read(view, layout, settled))
        }
    }

    /// The parties of a letter with all that is known of them: what the weights of ``RoleModel`` are learned from.
    func parties(
        _ named: [PartyMention], _ places: [PlaceMention], with names: NameTagger.Names, _ text: NormalizedText,
        _ layout: Layout, _ scan: Analyzer.Scan
    ) -> (mentions: [PartyMention], parties: [RoleSettler.Party]) {
        withText(text, scan, findsSurnames: false) { view in
            let all = completed(named, places, with: names, view, scan)
            return (all, settler.parties(all, with: names, layout, view))
        }
    }

    private func completed(
        _ named: [PartyMention], _ places: [PlaceMention], with names: NameTagger.Names, _ text: PartyText,
        _ scan: Analyzer.Scan
    ) -> [PartyMention] {
        var (all, isChanged) = tagged.completed(named, names, text)
        if isChanged {
            let divisions = scan.divisions.map(\.span)
            let short = shortForms(of: all, text, divisions)
            all = repeated(withOneName(all.merging(short), text), text, divisions)
        }
        all = ownNames.settled(all.merging(givenNames.find(all, places, text)), text)
        return byPlace.completed(all, places, text)
    }

    /// The places of a letter with the bodies that only tell where something is.
    func withLandmarks(_ places: [PlaceMention], _ named: [PartyMention], _ text: NormalizedText) -> [PlaceMention] {
        text.scalars.withUnsafeBufferPointer { tagged.landmarks.added(to: places, named, $0) }
    }

    /// Short forms of the firms that only the tagger reads.
    private func shortForms(
        of mentions: [PartyMention], _ text: PartyText, _ divisions: [NormalizedSpan]
    ) -> [PartyMention] {
        let firms = mentions.filter { $0.rule == TaggedParties.rule && $0.type == .organization && $0.span.count >= 4 }
        guard !firms.isEmpty else { return [] }
        let ground = BodyFinder.Ground(text, divisions: divisions)
        return aliases.find(firms, ground, divisionEnd: Self.divisionEnds(divisions, text.count))
    }

    /// By the place where a division begins, where the longest there ends.
    private static func divisionEnds(_ divisions: [NormalizedSpan], _ count: Int) -> [Int32] {
        var ends = [Int32](filled: -1, count: count + 1)
        for span in divisions { ends[span.start] = max(ends[span.start], Int32(truncatingIfNeeded: span.end)) }
        return ends
    }

    private func withText<Result>(
        _ text: NormalizedText, _ scan: Analyzer.Scan, findsSurnames: Bool, _ body: (PartyText) -> Result
    ) -> Result {
        text.scalars.withUnsafeBufferPointer {
            lexicon.withText($0, scan.cues, findsSurnames: findsSurnames, body)
        }
    }

    /// `left before-accuse +1.20`: what speaks most for the part that a party was given.
    func reasons(for party: RoleSettler.Party) -> [String] {
        settler.model.reasons(party.features, party.subject, for: party.role).prefix(6).map { name, weight in
            let hundredths = Int((weight * 100).rounded())
            return "\(name) +\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        }
    }

    private func mentions(
        _ text: PartyText, _ layout: Layout, _ divisions: [NormalizedSpan], taken: [NormalizedSpan]
    ) -> [PartyMention] {
        var occupied = [Bool](filled: false, count: text.count)
        occupied.withUnsafeMutableBufferPointer { occupied in
            for span in taken { occupied[span.range].update(repeating: true) }
        }
        let divisionEnd = Self.divisionEnds(divisions, text.count)
        let isLetter = layout.kind == .letter
        var mentions = labels.addressees(text, layout)
        if isLetter { mentions += labels.asked(text, divisionEnd: divisionEnd) }
        mentions += labels.fields(text, layout, bodies)
        if isLetter {
            mentions += labels.copied(text, layout)
        } else if layout.kind != .other {
            mentions += lists.find(layout.lines, text).map {
                PartyMention(
                    span: $0, name: text.name($0), type: .government, role: .handler, rule: "party.responsible")
            }
        }
        let ground = BodyFinder.Ground(text, divisions: divisions)
        let named = bodies.find(ground, occupied: occupied)
        occupied.withUnsafeMutableBufferPointer { occupied in
            for body in named { occupied[body.span.range].update(repeating: true) }
        }
        let quoted = bodies.quoted(text, occupied: occupied)
        let organisations = (named + quoted).sorted { $0.span < $1.span }.map { body in
            let isRecipient = isLetter && isRecipient(body, layout, text)
            let role: Record.Party.Role =
                isRecipient
                ? .addressee
                : isLetter || layout.kind == .other
                    ? Self.guess(body, layout, text) : offices.role(of: body, layout, text)
            return PartyMention(
                span: body.span, name: text.lineName(body.span), type: body.kind.type, role: role,
                rule: isRecipient
                    ? "party.recipient"
                    : isLetter && isSelf(body, text) ? "party.introduction" : "party.body", kind: body.kind)
        }
        if isLetter { mentions += groups.find(text, layout) }
        mentions += aliases.find(organisations, ground, divisionEnd: divisionEnd)
        mentions += organisations
        if isLetter {
            mentions += titleSubject.find(text, layout, divisionEnd: divisionEnd, occupied: occupied)
            mentions += actors.find(text, ground, occupied: occupied)
        }
        mentions += persons.find(layout, text).map { person in
            let isCalled = isLetter && labels.isCalled(person, text)
            return PartyMention(
                span: person.span, name: text.name(person.span), type: .person,
                role: isCalled ? .addressee : person.role, rule: isCalled ? "party.called" : person.rule,
                sign: person.sign)
        }
        var settled = settle(mentions, divisions, divisionEnd, text)
        if isLetter { settled = settled.merging(likelyPersons(beside: settled, divisions, occupied, text)) }
        if isLetter || layout.kind == .reply { settled = withOneName(settled, text) }
        var all = repeated(settled, text, divisions)
        guard isLetter else { return all }
        if let writer = lastWord(all, text) { all.append(writer) }
        return closing(all, layout, text)
    }

    /// Persons whom nothing but their names tells, apart from divisions and values.
    private func likelyPersons(
        beside known: [PartyMention], _ divisions: [NormalizedSpan], _ occupied: [Bool], _ text: PartyText
    ) -> [PartyMention] {
        let known = known.map(\.span)
        let found = likely.find(text) { span in
            span.range.contains { occupied[$0] } || known.overlaps(span) || divisions.overlaps(span)
        }
        return found.map {
            PartyMention(
                span: $0, name: text.name($0), type: .person, role: .other, rule: LikelyPersons.rule)
        }
    }

    /// What speaks for each candidate of ``LikelyPersons`` in a letter, as the weights are learned from it.
    func likelyPersons(_ text: NormalizedText, _ scan: Analyzer.Scan) -> [(span: NormalizedSpan, features: [String])] {
        withText(text, scan, findsSurnames: true) { likely.evidence($0) }
    }

    /// The mentions with the one name by which the document knows each party.
    private func withOneName(_ mentions: [PartyMention], _ text: PartyText) -> [PartyMention] {
        guard let names = coreference.canonical(mentions, text) else { return mentions }
        var result = mentions
        for index in result.indices { result[index].name = names[index] }
        return result
    }

    /// 普春燕 below a last sentence, 蔺守儒谨上: a short word that begins with a surname and ends the letter.
    private func lastWord(_ mentions: [PartyMention], _ text: PartyText) -> PartyMention? {
        var end = text.count
        let floor = max(mentions.last?.span.end ?? 0, text.count - 60)
        while end > floor, !text.isHan(end - 1) || DateCharacters.holds(text[end - 1]) { end -= 1 }
        // 庚子年
        if end < text.count, text[end] == 0x5E74, end - 2 > floor {
            end -= 2
            while end > floor, !text.isHan(end - 1) { end -= 1 }
        }
        end -= labels.closingLength(text, before: end)
        var start = end
        while start > floor, end - start <= 4, text.isHan(start - 1) { start -= 1 }
        guard (3...4).contains(end - start) || end - start == 2 && text.isGivenName(start, end),
            text.has([.surname, .rareSurname], at: start) || text.begins(.doubleSurname, at: start),
            start > 0,
            text[start - 1] == 0x0A || text[start - 1] == 0x20 || CharacterKind.endsSentence(text[start - 1]),
            !(start + 1..<end).contains(where: { text.has(.never, at: $0) }),
            (start + 1..<end).contains(where: { text.has(.given, at: $0) }),
            !text.cues.has(.noName, at: start, length: 2), !text.cues.has(.noName, at: end - 2, length: 2),
            !text.isCommonWord(end - 2, length: 2), !text.has(.listEnd, at: end - 1)
        else { return nil }
        let span = NormalizedSpan(start, end)
        return PartyMention(
            span: span, name: text.name(span), type: .person, role: .petitioner, rule: "party.closing")
    }

    /// A name at the very end, with nothing behind it but a date, a number and marks, is the writer's; a person who is
    /// greeted is greeted further on too.
    private func closing(_ mentions: [PartyMention], _ layout: Layout, _ text: PartyText) -> [PartyMention] {
        var result = mentions
        var greeted = PartyNumbers()
        for mention in mentions where mention.role == .addressee {
            _ = greeted.number(of: mention.name, in: text.buffer)
        }
        for index in result.indices
        where !greeted.isEmpty && result[index].type == .person && result[index].span.count >= 3
            && greeted.known(result[index].name, in: text.buffer) != nil
        {
            result[index].role = .addressee
        }
        guard let last = result.indices.last, !result[last].isSettled, result[last].role != .addressee,
            result[last].role != .representative
        else { return result }
        let span = result[last].span
        let isOrganisation = result[last].type == .organization
        guard result[last].type == .person && result[last].rule == "party.name" || isOrganisation,
            span.start > 0, !text.isHan(span.start - 1) || text.ends(.writer, at: span.start)
        else { return result }
        let isLast = (span.end..<text.count).allSatisfy {
            !text.isHan($0) || DateCharacters.holds(text[$0])
        }
        guard isLast, text.count - span.end <= 40 else { return result }
        result[last] = PartyMention(
            span: span, name: result[last].name, type: result[last].type, role: .petitioner, rule: "party.closing",
            kind: result[last].kind)
        return result
    }

    /// Behind 致 or 此致, or a government body alone on a line above the text.
    private func isRecipient(_ body: BodyFinder.Body, _ layout: Layout, _ text: PartyText) -> Bool {
        if labels.isRecipient(before: body.span.start, text) { return true }
        guard body.kind.type == .government, body.span.start < 120, layout.addressee == nil,
            let line = layout.lines.holder(of: NormalizedSpan(body.span.start, body.span.start)),
            line.start == body.span.start
        else { return false }
        let isAlone = line.end == body.span.end || line.end == body.span.end + 1 && text[line.end - 1] == 0x3A
        return isAlone
            && !(0..<line.start).contains { text[$0] == 0x3002 || text[$0] == 0xFF0C || text[$0] == 0x2C }
    }

    /// 我们是东成大厦业主委员会，…: the body that writes.
    private func isSelf(_ body: BodyFinder.Body, _ text: PartyText) -> Bool {
        body.kind != .function && body.span.end < text.count && CharacterKind.endsClause(text[body.span.end])
            && labels.isSelf(before: body.span.start, text)
    }

    /// The part that a body of this kind has in most letters.
    private static func guess(_ body: BodyFinder.Body, _ layout: Layout, _ text: PartyText) -> Record.Party.Role {
        var before = body.span.start
        while before > 0, text[before - 1] == 0x3A || text[before - 1] == 0x20 { before -= 1 }
        let isAccused = text.ends(.beforeAccuse, at: before)
        // 我是…公司的职工: the writer's employer, not the writer.
        let isOwner = body.span.end < text.count && text[body.span.end] == 0x7684
        if text.ends(.beforeSelf, at: before), !isAccused, !isOwner { return .petitioner }
        let isService = text.ends(.serviceEnding, at: body.span.end)
        if let signature = layout.signature, signature.contains(body.span), body.kind == .tail {
            return isService ? .other : .petitioner
        }
        switch body.kind {
        case .function, .built: return .handler
        case .level: return isAccused ? .respondent : .handler
        case .public, .unit, .village: return .respondent
        case .tail: return isService && text.ends([.beforePlace, .beforeService], at: before) ? .other : .respondent
        }
    }

    // MARK: overlaps and repetitions

    /// Earlier finders win; a division is no person (高唐县, 安宁).
    private func settle(
        _ mentions: [PartyMention], _ divisions: [NormalizedSpan], _ divisionEnd: [Int32], _ text: PartyText
    ) -> [PartyMention] {
        var isTaken = [Bool](filled: false, count: text.count)
        var kept: [PartyMention] = []
        kept.reserveCapacity(mentions.count)
        for mention in mentions {
            let range = mention.span.range
            if range.contains(where: { isTaken[$0] }) { continue }
            // 郎凤山 only holds a division's name; 高唐县 is one.
            if mention.rule == "party.name", !isJoined(range, text),
                divisions.overlaps(NormalizedSpan(range.lowerBound, range.lowerBound + 1))
                    || divisionEnd[range.lowerBound + 1] > range.upperBound
            {
                continue
            }
            // 我是石柱土家族自治县…的
            if PersonFinder.cueRules.contains(mention.rule), Int(divisionEnd[range.lowerBound]) - range.lowerBound >= 3
            {
                continue
            }
            for index in range { isTaken[index] = true }
            kept.append(mention)
        }
        return kept.inOrder()
    }

    /// 郑春兰、|白玉萍: in a list of names, what only begins like a place is a name.
    private func isJoined(_ range: Range<Int>, _ text: PartyText) -> Bool {
        range.count == 3 && range.lowerBound > 0 && text[range.lowerBound - 1] == 0x3001
            && text.isGivenName(range.lowerBound, range.upperBound) && text.mayFollowName(range.upperBound)
    }

    /// Every further place where a name that was found is written again.
    private func repeated(
        _ mentions: [PartyMention], _ text: PartyText, _ divisions: [NormalizedSpan]
    ) -> [PartyMention] {
        var names = NameIndex(capacity: mentions.count)
        for (number, mention) in mentions.enumerated()
        // Two characters written anywhere are too often something else.
        where mention.role != .addressee
            && (mention.span.count >= 3
                || mention.span.count == 2
                    && (mention.rule == "party.signature" || PersonFinder.cueRules.contains(mention.rule)
                        || mention.rule == TaggedParties.rule && mention.type != .government
                            && !divisions.overlaps(mention.span)
                            && !text.isCommonWord(mention.span.start, length: 2)
                            && !text.cues.has(.persons, at: mention.span.start, length: 2)))
        {
            let start = mention.span.start
            if longest(names, mentions, text, at: start).map({ mentions[$0].span.count }) != mention.span.count {
                names.add(text[start], text[start + 1], number)
            }
        }
        guard !names.isEmpty else { return mentions }
        var result: [PartyMention] = []
        result.reserveCapacity(mentions.count * 2)
        var next = 0
        var index = 0
        while index + 1 < text.count {
            if next < mentions.count, mentions[next].span.start <= index {
                index = max(index, mentions[next].span.end)
                result.append(mentions[next])
                next += 1
                continue
            }
            // On to the next character that begins a name.
            let end = min(text.count - 1, next < mentions.count ? mentions[next].span.start : text.count)
            index = names.firstPlace(in: text.buffer, from: index, to: end)
            guard index < end else { continue }
            if let number = longest(names, mentions, text, at: index) {
                let span = NormalizedSpan(index, index + mentions[number].span.count)
                if next == mentions.count || span.end <= mentions[next].span.start,
                    // 金科时|代中心: the characters of a person's name inside another word.
                    mentions[number].type != .person || text.mayFollowPerson(span.end),
                    mentions[number].rule != ActorFinder.rule || actors.mayRepeat(text, span.start, span.end)
                {
                    result.append(
                        PartyMention(
                            span: span, name: mentions[number].name, type: mentions[number].type,
                            role: mentions[number].role, rule: "party.repeated", kind: mentions[number].kind))
                    index = span.end
                    continue
                }
            }
            index += 1
        }
        return result + mentions[next...]
    }

    /// The first mention of the longest name that stands at `index`.
    private func longest(
        _ names: NameIndex, _ mentions: [PartyMention], _ text: PartyText, at index: Int
    ) -> Int? {
        var best: Int?
        var longest = 0
        var name = names.first(text[index], text[index + 1])
        while let candidate = name {
            let number = names.value(of: candidate)
            let span = mentions[number].span
            if span.count > longest, text.repeats(span, at: index) { (best, longest) = (number, span.count) }
            name = names.next(candidate)
        }
        return best
    }
}

extension [PartyMention] {
    /// These, and those of `others` that share no character with them, in order.
    fileprivate func merging(_ others: [PartyMention]) -> [PartyMention] {
        guard !others.isEmpty else { return self }
        let known = map(\.span)
        return (self + others.filter { !known.overlaps($0.span) }).inOrder()
    }

    /// Those that share no character, in the order of the text; what is sorted is smaller than they are.
    fileprivate func inOrder() -> [PartyMention] {
        var places: [UInt64] = []
        places.reserveCapacity(count)
        for (number, mention) in enumerated() { places.append(UInt64(mention.span.start) << 32 | UInt64(number)) }
        places.sort()
        return places.map { self[Int($0 & 0xFFFF_FFFF)] }
    }
}
