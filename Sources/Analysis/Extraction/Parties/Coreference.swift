internal import Documents

/// Which names of one document stand for the same party: short forms told or plain, brands, titles for names.
///
/// Works on names, never on the text again: each distinct name is compared with the longer ones.
struct Coreference: Sendable {
    let lexicon: PartyLexicon

    /// Names as they stand in the text, each with the canonical one.
    func canonical(_ mentions: [PartyMention], _ text: PartyText) -> [NameKey: String] {
        var persons: [Int] = []
        var bodies: [Int] = []
        var known = NameNumbers()
        for (index, mention) in mentions.enumerated() where known.number(of: NameKey(mention.name)).isNew {
            switch mention.type {
            case .person: persons.append(index)
            case .government, .organization: bodies.append(index)
            case .group: continue
            }
        }
        var result: [NameKey: String] = [:]
        if persons.count > 1 {
            let names = persons.map { Name(mentions[$0], text, lexicon) }
            for name in names { if let full = fullName(name, names) { result[NameKey(name.text)] = full } }
        }
        if bodies.count > 1 {
            let names = bodies.map { Name(mentions[$0], text, lexicon) }
            // Names of one text are few; a text made of names alone stays linear.
            let longer = Array(names.sorted { $0.scalars.count > $1.scalars.count }.prefix(Self.mostCompared))
            for name in names { if let full = fullBody(name, longer) { result[NameKey(name.text)] = full } }
        }
        // 恒毅 → 恒毅皮业 → 江西恒毅皮业有限公司.
        for (short, full) in result {
            if let last = result[NameKey(full)] { result[short] = last }
        }
        return result
    }

    private static let mostCompared = 64

    private struct Name {
        let text: String
        let scalars: [UInt32]
        let rule: String
        let sign: PartyCues
        /// What a government body is, and where the word for it begins: 县|人社局.
        let function: (number: Int, start: Int)?
        let isOrganisation: Bool
        /// 大队: two characters that are a word of their own stand for nothing longer.
        let isWord: Bool

        init(_ mention: PartyMention, _ text: PartyText, _ lexicon: PartyLexicon) {
            self.text = mention.name
            scalars = mention.name.unicodeScalars.map(\.value)
            rule = mention.rule
            sign = mention.sign
            isOrganisation = mention.type == .organization
            let span = mention.span
            isWord = scalars.count == 2 && text.isCommonWord(span.start, length: 2)
            if mention.type == .government, span.count == scalars.count,
                let hit = text.cues.longest([.function, .level], endingAt: span.end, floor: span.start),
                let number = lexicon.function(of: Int(hit.term))
            {
                function = (number, scalars.count - hit.length)
            } else {
                function = nil
            }
        }
    }

    /// 陆校长 for 陆洪, 张某 for 张某某: the one full name with this surname.
    private func fullName(_ name: Name, _ all: [Name]) -> String? {
        let isTitled = name.rule == "party.surname-title" && name.sign.contains(.office)
        let isMasked = name.scalars.count == 2 && name.scalars[1] == 0x67D0
        guard isTitled || isMasked, let surname = name.scalars.first else { return nil }
        var found: String?
        for other in all where other.scalars.first == surname && other.text != name.text {
            let isFull =
                isMasked
                ? other.scalars.count == 3 && other.scalars[1] == 0x67D0
                : other.rule != "party.surname-title" && other.scalars.count >= 2
                    && !other.sign.isDisjoint(with: [.chief, .accused, .trade, .staff])
            guard isFull else { continue }
            guard found == nil else { return nil }
            found = other.text
        }
        return found
    }

    /// The one longer name that this one shortens.
    private func fullBody(_ name: Name, _ longer: [Name]) -> String? {
        var found: String?
        for other in longer where other.scalars.count > name.scalars.count && shortens(name, other) {
            // 县人社局 → 平塘县人社局 → 平塘县人力资源和社会保障局: longest first, the first that fits stands
            // unless another fits that is no short form of it.
            if let known = found {
                if let full = longer.first(where: { $0.text == known }), !shortens(other, full) { return nil }
                continue
            }
            found = other.text
        }
        return found
    }

    private func shortens(_ short: Name, _ long: Name) -> Bool {
        let (few, many) = (short.scalars, long.scalars)
        guard few.count >= 2, few.count < many.count else { return false }
        // 城管 and 区城管, 金科 and 金科物业: two characters stand for what they end or begin.
        if few.count == 2 {
            return !short.isWord && short.isOrganisation == long.isOrganisation
                && (many.suffix(2).elementsEqual(few) || short.isOrganisation && many.prefix(2).elementsEqual(few))
        }
        if let one = short.function {
            if let other = long.function {
                guard one.number == other.number else { return false }
                let (place, whole) = (few[..<one.start], many[..<other.start])
                return isOneLevel(place, whole) && isSubsequence(place, whole)
            }
            // 市公安局 is no short form of 市公安局湛河分局.
            if contains(many, Array(few[one.start...])) { return false }
        }
        guard short.isOrganisation == long.isOrganisation, few.last == many.last || short.isOrganisation else {
            return false
        }
        // 县公安局 is no short form of 县公安局刑警大队, and 城南小学 none of 城北小学.
        if few.last == many.last { return isSubsequence(few[...], many[...]) }
        return few.count >= 4 && contains(many, few)
    }

    /// 市 is not the level of 平顶山市卫东区: of two bodies of one kind the places before them end with one level.
    private func isOneLevel(_ few: ArraySlice<UInt32>, _ many: ArraySlice<UInt32>) -> Bool {
        guard let one = few.last, let other = many.last, one != other else { return true }
        return !lexicon.characters[one].contains(.bodyLevel) || !lexicon.characters[other].contains(.bodyLevel)
    }

    private func isSubsequence(_ few: ArraySlice<UInt32>, _ many: ArraySlice<UInt32>) -> Bool {
        var index = many.startIndex
        for scalar in few {
            while index < many.endIndex, many[index] != scalar { index += 1 }
            guard index < many.endIndex else { return false }
            index += 1
        }
        return true
    }

    private func contains(_ many: [UInt32], _ few: [UInt32]) -> Bool {
        guard few.count <= many.count else { return false }
        return (0...many.count - few.count).contains { many[$0..<$0 + few.count].elementsEqual(few) }
    }
}
