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
        let name: String
        let type: Record.Party.Kind
        var features = RoleFeatures()
        var mentions: [Int] = []
        /// The part that a label, a list or the signature settles.
        var settled: Record.Party.Role?
        var role: Record.Party.Role = .other

        /// What speaks for each part.
        var sums: [Float] = []

        var subject: RoleModel.Subject {
            switch type {
            case .person: .person
            case .government: .government
            case .organization, .group: .organization
            }
        }
    }

    /// Rules of finders that settle the part by where a name stands.
    static let settling: Set<String> = [
        "party.field", "party.list", "party.salutation", "party.signature", "party.copies", "party.introduction",
        "party.group", "party.closing", "party.writer-label",
    ]

    func settle(_ mentions: [PartyMention], _ layout: Layout, _ text: PartyText) -> [PartyMention] {
        let parties = parties(mentions, layout, text)
        var result = mentions
        for party in parties {
            for index in party.mentions {
                let mention = mentions[index]
                if mention.isSettled || mention.role == .addressee || mention.role == .representative { continue }
                // 根据市住建局印发的…: it deals with the matter elsewhere, here its paper is cited.
                let isCited =
                    party.role == .handler && mention.type == .government && kinds.isCited(text, mention.span)
                result[index].role = isCited ? .other : party.role
            }
        }
        return result
    }

    /// All parties with their features and parts, in the order of the text.
    func parties(_ mentions: [PartyMention], _ layout: Layout, _ text: PartyText) -> [Party] {
        var parties: [Party] = []
        var numbers: [NameKey: Int] = [:]
        for (index, mention) in mentions.enumerated() where mention.role != .addressee {
            let key = NameKey(mention.name)
            let number = numbers[key] ?? parties.count
            if number == parties.count {
                numbers[key] = number
                parties.append(Party(name: mention.name, type: mention.type))
            }
            parties[number].mentions.append(index)
            if mention.isSettled, mention.role == .petitioner || mention.role == .respondent {
                parties[number].settled = mention.role
            } else if mention.isSettled, mention.role == .other, parties[number].settled == nil {
                parties[number].settled = .other
            }
        }
        let reader = RoleReader(mentions: mentions, layout: layout, text: text, kinds: kinds)
        let letter = LetterTraits(parties, mentions, layout, text, questions: questions)
        for number in parties.indices where parties[number].type != .person { reader.read(&parties[number]) }
        let isInTitle = parties.map { $0.type != .person && $0.features.has(.inTitle) }
        let titled = isInTitle.count { $0 }
        // Firms first: offices are complained about more often where no firm is.
        for subject in [RoleModel.Subject.organization, .government] {
            let noneAccused = !parties.contains {
                $0.role == .respondent && $0.type != .person || $0.settled == .respondent
            }
            for number in parties.indices where parties[number].subject == subject {
                parties[number].features.add(.otherInTitle, when: titled > 0 && !isInTitle[number])
                parties[number].features.add(.noneAccused, when: subject == .government && noneAccused)
                letter.add(to: &parties[number], number)
                decide(&parties[number])
            }
        }
        let roleOfBody = Dictionary(
            parties.map { (NameKey($0.name), $0.role) }, uniquingKeysWith: { first, _ in first })
        for number in parties.indices where parties[number].type == .person {
            reader.read(&parties[number], bodies: roleOfBody)
            letter.add(to: &parties[number], number)
            decide(&parties[number])
        }
        share(mentions, &parties, numbers, text)
        return parties
    }

    private func decide(_ party: inout Party) {
        party.sums = model.sums(party.features, party.subject)
        party.role = party.settled ?? RoleModel.best(party.sums)
    }

    /// How much of what speaks for one name speaks for the name joined to it.
    private static let shared: Float = 0.5

    /// 解伟、解三虎、王军鹏: names joined by 、 mostly play one part.
    private func share(
        _ mentions: [PartyMention], _ parties: inout [Party], _ numbers: [NameKey: Int], _ text: PartyText
    ) {
        let alone = parties.map { party -> [Float] in
            guard let settled = party.settled, let role = RoleModel.roles.firstIndex(of: settled) else {
                return party.sums
            }
            return RoleModel.roles.indices.map { $0 == role ? 4 : 0 }
        }
        for index in mentions.indices.dropFirst() {
            let (left, right) = (mentions[index - 1], mentions[index])
            let isJoined =
                left.span.end + 1 == right.span.start
                && (text[left.span.end] == 0x3001 || text[left.span.end] == 0x548C)
                || left.span.end == right.span.start && left.type == .government
            guard left.type == right.type, isJoined, left.name != right.name,
                let one = numbers[NameKey(left.name)], let other = numbers[NameKey(right.name)],
                !alone[one].isEmpty, !alone[other].isEmpty
            else { continue }
            for role in RoleModel.roles.indices {
                parties[one].sums[role] += Self.shared * alone[other][role]
                parties[other].sums[role] += Self.shared * alone[one][role]
            }
        }
        for number in parties.indices where parties[number].settled == nil {
            parties[number].role = RoleModel.best(parties[number].sums)
        }
    }
}

/// What holds for the letter as a whole, seen from one party.
struct LetterTraits {
    private let isLabelled: Bool
    private let isAccusing: Bool
    /// Whether the letter's title suggests or asks.
    private let isAsking: Bool
    private let hasOrganisation: Bool
    private let hasPerson: Bool
    private let most: Int
    private let writers: Int
    private let addressees: [[UInt32]]
    /// How many parties there are of each subject, and which comes first.
    private var count = [Int](repeating: 0, count: RoleModel.Subject.allCases.count)
    private var first = [Int](repeating: -1, count: RoleModel.Subject.allCases.count)

    init(
        _ parties: [RoleSettler.Party], _ mentions: [PartyMention], _ layout: Layout, _ text: PartyText,
        questions: WordSet
    ) {
        let title = layout.title ?? layout.lines.first(where: { $0.count > 0 }) ?? NormalizedSpan(0, 0)
        isAsking = title.range.prefix(60).contains { questions.longest(text.buffer, at: $0) != nil }
        isLabelled = parties.contains { $0.settled == .respondent }
        hasOrganisation = parties.contains { $0.type == .organization && $0.settled != .petitioner }
        hasPerson = parties.contains { $0.type == .person && $0.settled != .petitioner }
        writers = parties.count { $0.settled == .petitioner }
        most = parties.reduce(0) { $1.type != .person && $1.settled == nil ? max($0, $1.mentions.count) : $0 }
        addressees = mentions.filter { $0.role == .addressee }.map { Array(text.buffer[$0.span.range]) }
        for (number, party) in parties.enumerated() where party.settled != .petitioner {
            count[party.subject.number] += 1
            if first[party.subject.number] < 0 { first[party.subject.number] = number }
        }
        // 举报, 控告, 投诉 in the title or the first words.
        let head = max(layout.title?.end ?? 0, min(text.count, layout.body.start + 40))
        isAccusing = (0..<min(head, 160)).contains {
            text.cues.longest(.beforeAccuse, at: $0).map { $0.length >= 2 } ?? false
        }
    }

    func add(to party: inout RoleSettler.Party, _ number: Int) {
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
        let name = party.name.unicodeScalars.map(\.value)
        for addressee in addressees where addressee.count >= 3 {
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
