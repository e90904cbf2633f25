internal import Documents

/// Which names of one document stand for the same party: short forms told or plain, brands, titles for names.
///
/// Works on names, never on the text again: each distinct name is compared with the longer ones.
struct Coreference: Sendable {
    let lexicon: PartyLexicon

    /// For each mention the name by which the document knows its party; `nil` where every name stands for itself.
    func canonical(_ mentions: [PartyMention], _ text: PartyText) -> [PartyName]? {
        var known = PartyNumbers(capacity: mentions.count)
        var numbers: [Int] = []
        numbers.reserveCapacity(mentions.count)
        /// Of each distinct name the first mention that bears it.
        var firsts: [Int] = []
        firsts.reserveCapacity(mentions.count)
        var persons: [Int] = []
        persons.reserveCapacity(mentions.count)
        var bodies: [Int] = []
        bodies.reserveCapacity(mentions.count)
        for index in mentions.indices {
            let (number, isNew) = known.number(of: mentions[index].name, in: text.buffer)
            numbers.append(number)
            guard isNew else { continue }
            firsts.append(index)
            switch mentions[index].type {
            case .person: persons.append(number)
            case .government, .organization: bodies.append(number)
            case .group: continue
            }
        }
        guard persons.count > 1 || bodies.count > 1 else { return nil }
        /// By name, the one it stands for, or -1.
        var fulls = [Int](filled: -1, count: firsts.count)
        var isAny = false
        Names(mentions, firsts, text, lexicon).withView { names in
            func take(_ full: Int?, for name: Int) {
                guard let full else { return }
                fulls[name] = full
                isAny = true
            }
            if persons.count > 1 {
                for name in persons { take(fullName(name, persons, names), for: name) }
            }
            if bodies.count > 1 {
                // Names of one text are few; a text made of names alone stays linear.
                let longer = bodies.sorted { names[$0].count > names[$1].count }.prefix(Self.mostCompared)
                for name in bodies { take(fullBody(name, longer, names), for: name) }
            }
        }
        guard isAny else { return nil }
        return numbers.map { number in
            // 恒毅 → 恒毅皮业 → 江西恒毅皮业有限公司.
            let full = fulls[number] < 0 ? number : fulls[number]
            return mentions[firsts[fulls[full] < 0 ? full : fulls[full]]].name
        }
    }

    private static let mostCompared = 64

    private struct Name {
        /// Where its characters begin among those of all names, and how many there are.
        let start: Int
        let count: Int
        let rule: RuleName
        let sign: PartyCues
        /// What a government body is, and where the word for it begins: 县|人社局.
        let function: (number: Int, start: Int)?
        let isOrganisation: Bool
        /// 大队: two characters that are a word of their own stand for nothing longer.
        let isWord: Bool
    }

    /// The distinct names, their characters one behind the other.
    private struct Names {
        private var scalars: [UInt32] = []
        private var names: [Name] = []

        /// - Parameter firsts: of each name a mention.
        init(_ mentions: [PartyMention], _ firsts: [Int], _ text: PartyText, _ lexicon: PartyLexicon) {
            names.reserveCapacity(firsts.count)
            scalars.reserveCapacity(firsts.count * 12)
            for mention in firsts {
                let start = scalars.count
                mentions[mention].name.forEach(in: text.buffer) { scalars.append($0) }
                let count = scalars.count - start
                let span = mentions[mention].span
                var function: (number: Int, start: Int)?
                if mentions[mention].type == .government, span.count == count,
                    let hit = text.cues.longest([.function, .level], endingAt: span.end, floor: span.start),
                    let number = lexicon.function(of: Int(hit.term))
                {
                    function = (number, count - hit.length)
                }
                names.append(
                    Name(
                        start: start, count: count, rule: mentions[mention].rule, sign: mentions[mention].sign,
                        function: function, isOrganisation: mentions[mention].type == .organization,
                        isWord: count == 2 && text.isCommonWord(span.start, length: 2)))
            }
        }

        /// Gives `body` the names where they lie.
        func withView(_ body: (View) -> Void) {
            scalars.withUnsafeBufferPointer { scalars in
                names.withUnsafeBufferPointer { body(View(scalars: scalars, names: $0)) }
            }
        }
    }

    /// ``Names`` where they lie: asking them counts no references.
    private struct View {
        fileprivate let scalars: UnsafeBufferPointer<UInt32>
        fileprivate let names: UnsafeBufferPointer<Name>

        subscript(number: Int) -> Name { names[number] }

        func characters(of number: Int) -> UnsafeBufferPointer<UInt32> {
            UnsafeBufferPointer(rebasing: scalars[names[number].start..<names[number].start + names[number].count])
        }
    }

    private typealias Characters = UnsafeBufferPointer<UInt32>

    /// 陆校长 for 陆洪, 张某 for 张某某: the one full name with this surname.
    private func fullName(_ number: Int, _ all: [Int], _ names: View) -> Int? {
        let (name, characters) = (names[number], names.characters(of: number))
        let isTitled = name.rule == "party.surname-title" && name.sign.contains(.office)
        let isMasked = name.count == 2 && characters[1] == 0x67D0
        guard isTitled || isMasked, let surname = characters.first else { return nil }
        var found: Int?
        for number in all {
            let (other, others) = (names[number], names.characters(of: number))
            guard others.first == surname, !others.elementsEqual(characters) else { continue }
            let isFull =
                isMasked
                ? other.count == 3 && others[1] == 0x67D0
                : other.rule != "party.surname-title" && other.count >= 2
                    && !other.sign.isDisjoint(with: [.chief, .accused, .trade, .staff])
            guard isFull else { continue }
            guard found == nil else { return nil }
            found = number
        }
        return found
    }

    /// The one longer name that this one shortens.
    private func fullBody(_ name: Int, _ longer: ArraySlice<Int>, _ names: View) -> Int? {
        var found: Int?
        for other in longer where names[other].count > names[name].count && shortens(name, other, names) {
            // 县人社局 → 平塘县人社局 → 平塘县人力资源和社会保障局: longest first, the first that fits stands
            // unless another fits that is no short form of it.
            if let known = found {
                if !shortens(other, known, names) { return nil }
                continue
            }
            found = other
        }
        return found
    }

    private func shortens(_ shortNumber: Int, _ longNumber: Int, _ names: View) -> Bool {
        let (short, long) = (names[shortNumber], names[longNumber])
        guard short.count >= 2, short.count < long.count else { return false }
        let (few, many) = (names.characters(of: shortNumber), names.characters(of: longNumber))
        // 城管 and 区城管, 金科 and 金科物业: two characters stand for what they end or begin.
        if short.count == 2 {
            return !short.isWord && short.isOrganisation == long.isOrganisation
                && (many[many.count - 2] == few[0] && many[many.count - 1] == few[1]
                    || short.isOrganisation && many[0] == few[0] && many[1] == few[1])
        }
        if let one = short.function {
            if let other = long.function {
                guard one.number == other.number else { return false }
                let place = Characters(rebasing: few[..<one.start])
                let whole = Characters(rebasing: many[..<other.start])
                return isOneLevel(place, whole) && isSubsequence(place, whole)
            }
            // 市公安局 is no short form of 市公安局湛河分局.
            if contains(many, Characters(rebasing: few[one.start...])) { return false }
        }
        let isLastAlike = few[few.count - 1] == many[many.count - 1]
        guard short.isOrganisation == long.isOrganisation, isLastAlike || short.isOrganisation else { return false }
        // 县公安局 is no short form of 县公安局刑警大队, and 城南小学 none of 城北小学.
        if isLastAlike { return isSubsequence(few, many) }
        return few.count >= 4 && contains(many, few)
    }

    /// 市 is not the level of 平顶山市卫东区: of two bodies of one kind the places before them end with one level.
    private func isOneLevel(_ few: Characters, _ many: Characters) -> Bool {
        guard let one = few.last, let other = many.last, one != other else { return true }
        return !lexicon.characters[one].contains(.bodyLevel) || !lexicon.characters[other].contains(.bodyLevel)
    }

    private func isSubsequence(_ few: Characters, _ many: Characters) -> Bool {
        var index = 0
        for scalar in few {
            while index < many.count, many[index] != scalar { index += 1 }
            guard index < many.count else { return false }
            index += 1
        }
        return true
    }

    private func contains(_ many: Characters, _ few: Characters) -> Bool {
        guard few.count <= many.count else { return false }
        return (0...many.count - few.count).contains { start in
            !few.indices.contains { many[start + $0] != few[$0] }
        }
    }
}
