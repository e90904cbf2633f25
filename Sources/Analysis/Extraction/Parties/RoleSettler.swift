internal import Documents

/// Settles the part of each party in a letter from what stands around all its mentions.
///
/// Bodies first, then persons, who often share the part of the body that they stand for.
struct RoleSettler: Sendable {
    let model: RoleModel
    let kinds: BodyKinds
    /// 何时, 建议: how a title asks or suggests.
    let questions: WordSet

    /// One party while it is weighed.
    struct Party: Sendable {
        let name: PartyName
        let type: Record.Party.Kind
        var features = RoleFeatures()
        /// Those of all parties lie in one list.
        var mentions: ArraySlice<Int> = []
        /// The part that a label, a list or the signature settles.
        var settled: Record.Party.Role?
        var role: Record.Party.Role = .other

        /// What speaks for each part.
        var sums = RoleModel.Sums.zero

        var subject: RoleModel.Subject {
            switch type {
            case .person: .person
            case .government: .government
            case .organization, .group: .organization
            }
        }
    }

    /// Rules of finders that settle the part by where a name stands.
    static let settling: [RuleName] = [
        "party.field", "party.list", "party.salutation", "party.signature", "party.copies", "party.introduction",
        "party.group", "party.closing", "party.writer-label", PartiesByPlace.writers, OwnNames.rule,
    ]

    /// - Parameter names: what the tagger says of the same text.
    func settle(
        _ mentions: consuming [PartyMention], with names: NameTagger.Names, _ layout: Layout, _ text: PartyText
    ) -> [PartyMention] {
        for party in parties(mentions, with: names, layout, text) {
            for index in party.mentions {
                if mentions[index].isSettled || mentions[index].role == .addressee
                    || mentions[index].role == .representative
                {
                    continue
                }
                // 根据市住建局印发的…: it deals with the matter elsewhere, here its paper is cited.
                let isCited =
                    party.role == .handler && mentions[index].type == .government
                    && kinds.isCited(text, mentions[index].span)
                mentions[index].role = isCited ? .other : party.role
            }
        }
        return mentions
    }

    /// All parties with their features and parts, in the order of the text.
    func parties(
        _ mentions: [PartyMention], with names: NameTagger.Names, _ layout: Layout, _ text: PartyText
    ) -> [Party] {
        var parties: [Party] = []
        parties.reserveCapacity(mentions.count)
        var numbers = PartyNumbers(capacity: mentions.count)
        /// Each mention with the number of its party, and how many mentions each party has.
        var numbered: [(mention: Int, party: Int)] = []
        numbered.reserveCapacity(mentions.count)
        var counts = [Int](filled: 0, count: mentions.count)
        for index in mentions.indices where mentions[index].role != .addressee {
            let (number, isNew) = numbers.number(of: mentions[index].name, in: text.buffer)
            if isNew { parties.append(Party(name: mentions[index].name, type: mentions[index].type)) }
            numbered.append((index, number))
            counts[number] += 1
            guard mentions[index].isSettled else { continue }
            let role = mentions[index].role
            if role == .petitioner || role == .respondent {
                parties[number].settled = role
            } else if role == .other, parties[number].settled == nil {
                parties[number].settled = .other
            }
        }
        takeUp(numbered, counts, &parties)
        let reader = RoleReader(mentions: mentions, names: names, layout: layout, text: text, kinds: kinds)
        let letter = LetterTraits(parties, mentions, layout, text, questions: questions)
        for number in parties.indices where parties[number].type != .person { reader.read(&parties[number]) }
        // By number throughout: to hand a party to a closure is to copy it.
        let isInTitle = parties.indices.map {
            parties[$0].type != .person && parties[$0].features.has(.inTitle)
        }
        let titled = isInTitle.count { $0 }
        // Firms first: offices are complained about more often where no firm is.
        for subject in [RoleModel.Subject.organization, .government] {
            let noneAccused = !parties.indices.contains {
                parties[$0].role == .respondent && parties[$0].type != .person || parties[$0].settled == .respondent
            }
            for number in parties.indices where parties[number].subject == subject {
                parties[number].features.add(.otherInTitle, when: titled > 0 && !isInTitle[number])
                parties[number].features.add(.noneAccused, when: subject == .government && noneAccused)
                letter.add(to: &parties[number], number, text)
                decide(&parties[number])
            }
        }
        let known = parties.indices.map { parties[$0].role }
        for number in parties.indices where parties[number].type == .person {
            reader.read(&parties[number]) { name in numbers.known(name, in: text.buffer).map { known[$0] } }
            letter.add(to: &parties[number], number, text)
            decide(&parties[number])
        }
        share(mentions, &parties, numbers, text)
        return parties
    }

    /// Gives each party its mentions.
    private func takeUp(_ numbered: [(mention: Int, party: Int)], _ counts: [Int], _ parties: inout [Party]) {
        var members = [Int](filled: 0, count: numbered.count)
        var ends = [Int](filled: 0, count: parties.count)
        var start = 0
        for number in parties.indices {
            ends[number] = start
            start += counts[number]
        }
        for (mention, party) in numbered {
            members[ends[party]] = mention
            ends[party] += 1
        }
        for number in parties.indices {
            parties[number].mentions = members[ends[number] - counts[number]..<ends[number]]
        }
    }

    private func decide(_ party: inout Party) {
        party.sums = model.sums(party.features, party.subject)
        party.role = party.settled ?? RoleModel.best(party.sums)
    }

    /// How much of what speaks for one name speaks for the name joined to it.
    private static let shared: Float = 0.5

    /// 解伟、解三虎、王军鹏: names joined by 、 mostly play one part.
    private func share(
        _ mentions: [PartyMention], _ parties: inout [Party], _ numbers: PartyNumbers, _ text: PartyText
    ) {
        let alone = parties.indices.map { number in
            guard let settled = parties[number].settled, let role = RoleModel.roles.firstIndex(of: settled) else {
                return parties[number].sums
            }
            var sums = RoleModel.Sums.zero
            sums[role] = 4
            return sums
        }
        for index in mentions.indices.dropFirst() {
            let (left, right) = (mentions[index - 1].span, mentions[index].span)
            let isJoined =
                left.end + 1 == right.start && (text[left.end] == 0x3001 || text[left.end] == 0x548C)
                || left.end == right.start && mentions[index - 1].type == .government
            guard isJoined, mentions[index - 1].type == mentions[index].type,
                let one = numbers.known(mentions[index - 1].name, in: text.buffer),
                let other = numbers.known(mentions[index].name, in: text.buffer), one != other
            else { continue }
            parties[one].sums += Self.shared * alone[other]
            parties[other].sums += Self.shared * alone[one]
        }
        for number in parties.indices where parties[number].settled == nil {
            parties[number].role = RoleModel.best(parties[number].sums)
        }
    }
}

/// What holds for the letter as a whole, seen from one party.
struct LetterTraits {
    private var isLabelled = false
    private let isAccusing: Bool
    /// Whether the letter's title suggests or asks.
    private let isAsking: Bool
    private var hasOrganisation = false
    private var hasPerson = false
    private var most = 0
    private var writers = 0
    private let addressees: [NormalizedSpan]
    /// By the number of each subject: how many parties there are of it, and which comes first.
    private var count = SIMD4<Int>.zero
    private var first = SIMD4<Int>(repeating: -1)

    init(
        _ parties: [RoleSettler.Party], _ mentions: [PartyMention], _ layout: Layout, _ text: PartyText,
        questions: WordSet
    ) {
        let title = layout.heading(text.buffer) ?? layout.lines.first(where: { $0.count > 0 }) ?? NormalizedSpan(0, 0)
        isAsking = title.range.prefix(60).contains { questions.longest(text.buffer, at: $0) != nil }
        addressees = mentions.lazy.filter { $0.role == .addressee && $0.span.count >= 3 }.map(\.span)
        // 举报, 控告, 投诉 in the title or the first words.
        let head = min(160, max(layout.title?.end ?? 0, min(text.count, layout.body.start + 40)))
        isAccusing = text.cues.stands(.beforeAccuse, within: 0..<head) { $0.length >= 2 }
        for number in parties.indices {
            let (settled, type) = (parties[number].settled, parties[number].type)
            isLabelled = isLabelled || settled == .respondent
            if type != .person, settled == nil { most = max(most, parties[number].mentions.count) }
            guard settled != .petitioner else {
                writers += 1
                continue
            }
            hasOrganisation = hasOrganisation || type == .organization
            hasPerson = hasPerson || type == .person
            let subject = parties[number].subject.number
            count[subject] += 1
            if first[subject] < 0 { first[subject] = number }
        }
    }

    func add(to party: inout RoleSettler.Party, _ number: Int, _ text: PartyText) {
        let offices = count[RoleModel.Subject.government.number]
        party.features.add(.fewOffices, when: offices <= 1)
        party.features.add(.manyOffices, when: offices >= 5)
        party.features.add(.labelledElsewhere, when: isLabelled)
        party.features.add(.accusingLetter, when: isAccusing)
        party.features.add(.askingLetter, when: isAsking)
        party.features.add(.noOrganisation, when: !hasOrganisation)
        party.features.add(.noPerson, when: !hasPerson)
        party.features.add(writers == 0 ? .noWriter : writers == 1 ? .oneWriter : .manyWriters)
        party.features.add(.onlyOfKind, when: count[party.subject.number] == 1)
        party.features.add(.firstOfKind, when: first[party.subject.number] == number)
        guard party.type != .person else { return }
        party.features.add(.mostMentioned, when: party.mentions.count == most && most >= 2)
        party.features.add(.outnumbered, when: party.mentions.count + 2 <= most)
        party.features.add(.alone, when: !hasOrganisation && !hasPerson)
        guard !addressees.isEmpty else { return }
        let name = party.name.scalars(in: text.buffer)
        for addressee in addressees.lazy.map({ text.buffer[$0.range] }) {
            if addressee.elementsEqual(name) { party.features.add(.addressed) }
            // 迁安市人社局 under 迁安市人民政府: the same place.
            if addressee.count < name.count + 4, name.count >= 4, addressee.prefix(2).elementsEqual(name.prefix(2)),
                !addressee.elementsEqual(name)
            {
                party.features.add(.belowAddressee)
            }
        }
    }
}
