internal import Documents

/// Where a name that begins with a Chinese surname ends.
extension PartyText {
    /// True when a surname begins at `index`.
    func beginsSurname(_ index: Int) -> Bool { has(.surname, at: index) || begins(.doubleSurname, at: index) }

    private func hasDoubleSurname(_ index: Int) -> Bool { begins(.doubleSurname, at: index) }

    /// True when the characters behind the surname of a name are ones that given names hold.
    func isGivenName(_ start: Int, _ end: Int) -> Bool {
        let hasDouble = end - start > 2 && hasDoubleSurname(start)
        return (start + (hasDouble ? 2 : 1)..<end).allSatisfy { has(.given, at: $0) }
    }

    /// True for a surname that is a word first.
    func isRareOnly(_ index: Int) -> Bool { has(.rareSurname, at: index) }

    /// The end of a name of two parts with a dot between them that begins at `start`: 艾则孜·吐尔逊.
    func dottedEnd(at start: Int, limit: Int) -> Int? {
        var dot = start
        while dot < limit, dot - start < 7, isHan(dot) { dot += 1 }
        guard (1...6).contains(dot - start), dot < limit, buffer[dot] == 0xB7 else { return nil }
        var end = dot + 1
        while end < limit, end - dot <= 7, isHan(end),
            has(.transcription, at: end) || end - dot <= 2 || end + 1 == count || !isHan(end + 1)
        { end += 1 }
        return end - dot >= 3 ? end : nil
    }

    /// 乌仁其木格: mostly characters with which names of other peoples are written.
    func isForeignName(_ start: Int, _ end: Int) -> Bool {
        (start..<end).count { has(.transcription, at: $0) } * 3 >= (end - start) * 2
    }

    /// True when a name may end before this place.
    func mayFollowName(_ index: Int) -> Bool {
        index >= count || !isHan(index) || has([.never, .softNever, .follower], at: index)
    }

    /// False where the characters of a name are the start of another word: 金科时|代中心, 洪山|路.
    func mayFollowPerson(_ index: Int) -> Bool {
        mayFollowName(index) || !cues.has([.common, .noBrand], at: index - 1, length: 2) && !has(.placeEnd, at: index)
    }

    /// Words of two characters that only look like a name's start or end: 高度, 安排.
    private func isNoName(_ start: Int, length: Int = 2) -> Bool { cues.has(.noName, at: start, length: length) }

    /// The end of a full name that nothing vouches for: a surname, two characters of given names, and behind them
    /// what follows names.
    func freeNameEnd(at start: Int) -> Int? {
        let first = start + (hasDoubleSurname(start) ? 2 : 1)
        let end = first + 2
        guard end <= count, isHan(end - 1), !has(.never, at: first), !has([.never, .softNever], at: end - 1),
            !isNoName(start), !isNoName(end - 2)
        else { return nil }
        // 柳眠眠: a character said twice is a name's; 麻小军|丈人, 李继红|局长: kin and titles follow names.
        guard isGivenName(start, end) || buffer[first] == buffer[end - 1] else { return nil }
        // 明林纪〔2020〕: what goes before the year of a document number.
        if end < count, buffer[end] == 0x3014 || buffer[end] == 0x5B { return nil }
        // 金科时|代中心: it stands in a word of estates' names.
        if end < count, cues.has(.noBrand, at: end - 1, length: 2) { return nil }
        // 白陵国|家: the last character begins a word.
        if end < count, has(.softNever, at: end), cues.has(.common, at: end - 1, length: 2) { return nil }
        return mayFollowName(end) || begins([.kin, .inlaw, .office], at: end) ? end : nil
    }

    /// 念国华|翻出来, 陶松|人倒和气: behind a title, two characters of given names, or one where the next belongs to none.
    ///
    /// - Parameter isTitled: whether a title or kind of work goes before it, behind which a short name may stand.
    func plainNameEnd(at start: Int, isTitled: Bool) -> Int? {
        let first = start + (hasDoubleSurname(start) ? 2 : 1)
        guard beginsSurname(start) || isRareOnly(start), first < count, !isNoName(start),
            !cues.has(.common, at: start, length: 2), cues.begins(at: start).isDisjoint(with: Self.noNames)
        else { return nil }
        for end in [first + 2, first + 1] where end <= count {
            guard isGivenName(start, end), !has([.never, .softNever, .placeEnd, .listEnd], at: end - 1),
                !isNoName(end - 2), !cues.has([.common, .noBrand], at: end - 2, length: 2) || end == first + 1,
                mayFollowPerson(end)
            else { continue }
            // 卓丰|年的: what a name may go on with.
            let mayGoOn = end < count && has([.given, .softNever, .placeEnd], at: end)
            if end == first + 1, !isTitled || isRareOnly(start) || mayGoOn { return nil }
            return end
        }
        return nil
    }

    private static let noNames: PartyCues = PartyCues.bodies.union(PartyCues.persons)
        .union([.office, .group, .business, .afterHarm, .afterHandle, .afterRefuse, .afterSay])

    /// The end of a personal name that begins at `start`: surname and one or two characters, or 某.
    ///
    /// - Parameter isCued: whether a label or the signature vouches for it; otherwise the name must end at a
    ///   boundary or be followed by what follows names.
    func nameEnd(at start: Int, limit: Int, isCued: Bool, allowsRare: Bool = false) -> Int? {
        guard start + 1 < limit else { return nil }
        let hasDouble = hasDoubleSurname(start)
        guard hasDouble || has(.surname, at: start) || allowsRare && isRareOnly(start) else { return nil }
        if isCued, let whole = wholeToken(start, limit, hasDouble) { return whole }
        let given = start + (hasDouble ? 2 : 1)
        if given < limit, has(.mask, at: given) { return maskedEnd(given, limit) }
        var end = given
        while end < limit, end - given < 2, isHan(end), !has(.never, at: end), !isSoftEnd(end, given, limit) {
            end += 1
        }
        guard end > given, !isNoName(start) else { return nil }
        // 金科时|代中心
        if end < count, end - given == 2, cues.has(.noBrand, at: end - 1, length: 2) { return nil }
        if end < count, isHan(end), !mayFollowName(end) {
            // Three characters and more text: trust it only where a name is commonly followed so.
            if isCued { return end < limit ? nil : end }
            return end - given == 2 ? end : nil
        }
        return end
    }

    /// 家, 先, 年 stand in a name's middle only: 毛家玉, but 张家|的.
    ///
    /// 柴福来，也去…: before a mark it is the name's end, where the character before it is one of given names and nothing
    /// goes before that sends somebody (叫柴福|来，).
    private func isSoftEnd(_ index: Int, _ given: Int, _ limit: Int) -> Bool {
        guard has(.softNever, at: index) else { return false }
        if index == given { return !(index + 1 < limit && has(.given, at: index + 1)) }
        guard index - given == 1, has(.given, at: index - 1), mayEndName(buffer[index]), !isSent(given - 1) else {
            return true
        }
        return index + 1 < count && !CharacterKind.endsClause(buffer[index + 1])
    }

    /// 来, 为, 元, 有, 先: 家 behind a name mostly tells whose home, 前 and 年 when.
    private func mayEndName(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x6765, 0x4E3A, 0x5143, 0x6709, 0x5148: true
        default: false
        }
    }

    /// 叫, 让, 请, 派, 喊, 等, 找, 带 before a name: what follows may be that its bearer comes.
    private func isSent(_ surname: Int) -> Bool {
        guard surname > 0 else { return false }
        switch buffer[surname - 1] {
        case 0x53EB, 0x8BA9, 0x8BF7, 0x6D3E, 0x558A, 0x7B49, 0x627E, 0x5E26: return true
        default: return false
        }
    }

    /// Behind a surname at `given`: 某某, XX; 某平 where the character is one of given names and what follows can
    /// follow a name.
    func maskedEnd(_ given: Int, _ limit: Int) -> Int {
        let mask = buffer[given]
        var end = given + 1
        while end < limit, end - given < 3, buffer[end] == mask { end += 1 }
        // 何某平
        if end == given + 1, mask == 0x67D0, end < limit, has(.given, at: end), mayFollowName(end + 1) { end += 1 }
        return end
    }

    /// A short word by itself behind a label or in a signature is the name, whatever its characters: 龚来顺, 向全有.
    private func wholeToken(_ start: Int, _ limit: Int, _ hasDouble: Bool) -> Int? {
        var end = start
        while end < limit, isHan(end), end - start <= 4, end - start < 2 || buffer[end] != 0x7B49 { end += 1 }
        let length = end - start
        guard length == 3 || hasDouble && length == 4, !isNoName(start), !isNoName(start, length: length) else {
            return nil
        }
        return end
    }
}
