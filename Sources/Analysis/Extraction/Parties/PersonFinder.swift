internal import Documents

/// Finds persons: after cues and in lists, by surname with title or mask, and by surname and given name alone.
struct PersonFinder: Sendable {
    struct Person {
        let span: NormalizedSpan
        let role: Record.Party.Role
        let rule: RuleName
        /// The cue or title that vouches for it.
        var sign: PartyCues = []
    }

    /// The rules of names that a cue right before them tells.
    static let cueRules: [RuleName] = ["party.cue", "party.writer-label"]

    let lists: NameLists

    /// 售|楼经理, 看|门老汉: surnames that end too many words.
    private static let noTitled = ScalarSet("楼商车门池仓房司师容龙村班店")
    /// 某种, 某些: what follows 某 where it stands for no name.
    private static let behindSome = ScalarSet("种个些天日年月次类项处地方人家事物件部单公同市县区镇乡村路局院校厂店小")

    /// The part in the matter when nothing else in the letter decides it.
    private func role(_ part: PartyCues) -> Record.Party.Role {
        if part.contains(.writer) { return .petitioner }
        if part.contains(.contact) { return .representative }
        return part.isDisjoint(with: [.accused, .chief, .trade, .inlaw]) ? .other : .respondent
    }

    // MARK: cues

    private func cued(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        var index = 0
        while true {
            index = text.cues.firstIndex(of: .persons, from: index)
            guard index < text.count, let cue = text.cues.longest(.persons, at: index) else { break }
            let part = cue.classes.intersection(.persons)
            var start = index + cue.length
            var isLabelled = false
            if start < text.count, text[start] == 0x29, isAside(text, index) { start += 1 }
            while start < text.count, Self.isLabelSign(text[start]) {
                isLabelled = isLabelled || text[start] == 0x3A
                start += 1
            }
            // 蒋站长来过: the title belongs to the surname before it.
            let isTitle =
                index > 0 && part != .named && text.has(.surname, at: index - 1) && !isLabelled
                && !isWordEnd(text, index - 1)
                && text.cues.has(.office, at: index, length: cue.length) && isNameBoundary(text, index - 1)
            // 法人|和高管: what joins words begins no name, unless the cue introduces one (我叫和…).
            let isJoining =
                !isLabelled && start < text.count && text.has(.noTitle, at: start)
                && part.isDisjoint(with: [.writer, .named]) && !isPlainName(text, start)
            if !isTitle, !isJoining, start < text.count,
                let end = numberedEnd(text, start)
                    ?? certainEnd(
                        text, start, isLabelled,
                        isTitled: !part.isDisjoint(with: [.chief, .trade, .staff, .inlaw])),
                // 我是|金澎名|都的住户: who tells their own name stops behind it.
                isLabelled || part != .writer
                    || text.mayFollowName(end) && !(end + 1 < text.count && text.isHan(end) && text[end + 1] == 0x7684)
            {
                let sign = part == .named ? self.part(before: index, text) ?? part : part
                let isWriter =
                    sign == .writer && lists.writers.longest(text.buffer, at: index)?.length == cue.length
                found.append(
                    Person(
                        span: NormalizedSpan(start, end), role: role(sign),
                        rule: isWriter ? "party.writer-label" : "party.cue", sign: sign))
                index = end
            } else if part == .writer || part == .named, start < text.count,
                lists.introduction.longest(text.buffer, at: index)?.length == cue.length,
                let end = soleWord(text, start)
            {
                found.append(
                    Person(
                        span: NormalizedSpan(start, end), role: .petitioner, rule: "party.introduction",
                        sign: .writer))
                index = end
            } else if part == .writer, let name = originName(text, start) {
                found.append(Person(span: name, role: .petitioner, rule: "party.cue", sign: .writer))
                index = name.end
            } else {
                // 我父亲: a shorter cue may begin inside.
                index += 1
            }
        }
        return found
    }

    /// 时秀英: surname and two characters of given names, with what follows names behind them.
    private func isPlainName(_ text: PartyText, _ start: Int) -> Bool {
        start + 3 <= text.count && text.has(.surname, at: start) && text.isGivenName(start, start + 3)
            && text.mayFollowName(start + 3)
            && !(start...start + 1).contains { text.cues.has([.common, .noName], at: $0, length: 2) }
    }

    /// 原村主任（现任支部书记）|孟凡刚: a second title in a bracket between the first and the name.
    private func isAside(_ text: PartyText, _ cue: Int) -> Bool {
        var open = cue - 1
        while open > 0, cue - open < 12, text[open] != 0x28 {
            guard text.isHan(open) else { return false }
            open -= 1
        }
        return open > 0 && text[open] == 0x28 && text.ends(PartyCues.persons.union(.office), at: open)
    }

    /// `:`, space, bracket and opening quotes between a cue and its name.
    private static func isLabelSign(_ scalar: UInt32) -> Bool {
        scalar == 0x3A || scalar == 0x20 || scalar == 0x28 || scalar == 0x201C
    }

    /// 茆老四, 樊老大: a surname, 老 and a number, behind a cue.
    private func numberedEnd(_ text: PartyText, _ start: Int) -> Int? {
        guard start + 3 <= text.count, text.has([.surname, .rareSurname], at: start), text[start + 1] == 0x8001,
            Numeral.digit(text[start + 2]) != nil || text[start + 2] == 0x5927 || text[start + 2] == 0x5E7A
        else { return nil }
        return start + 3
    }

    /// The part of the cue that ends right before `index`: 老板叫…, 带班的名叫….
    private func part(before index: Int, _ text: PartyText) -> PartyCues? {
        text.cues.longest(.persons, endingAt: index)?.classes.intersection(.persons)
    }

    /// 我叫阿卜杜热合曼，: names of other peoples have no surname; what is introduced up to the next mark is the name.
    private func soleWord(_ text: PartyText, _ start: Int) -> Int? {
        var end = start
        while end < text.count, end - start < 13, text.isHan(end) || text[end] == 0xB7 { end += 1 }
        // 我叫朋友去看过，: whom the writer sent.
        guard (2...12).contains(end - start), end == text.count || CharacterKind.endsClause(text[end]),
            !text.isCommonWord(start, length: 2) || text.begins(.doubleSurname, at: start),
            !text.begins(PartyCues.persons.union(.group), at: start)
        else { return nil }
        return end
    }

    /// 我是石桥镇东河口村的|向桂枝，: the name behind the place where the writer comes from, up to the next mark.
    private func originName(_ text: PartyText, _ start: Int) -> NormalizedSpan? {
        var end = start
        while end < text.count, end - start < 30, !CharacterKind.endsClause(text[end]), text[end] != 0x20 { end += 1 }
        let name = NormalizedSpan(max(start, end - 3), end)
        guard end == text.count || CharacterKind.endsClause(text[end]), name.start > start + 3,
            text[name.start - 1] == 0x7684, text.beginsSurname(name.start),
            !name.range.contains(where: { !text.isHan($0) || text.has(.never, at: $0) }),
            !(name.start..<end - 1).contains(where: {
                text.cues.has([.common, .noName], at: $0, length: 2)
            }),
            !text.ends(PartyCues.persons.union(PartyCues.bodies).union([.group, .office]), at: end)
        else { return nil }
        return name
    }

    /// The end of the name behind a cue: of three characters, else of two where the third follows names (魏三|介绍).
    private func certainEnd(_ text: PartyText, _ start: Int, _ isLabelled: Bool, isTitled: Bool) -> Int? {
        guard let end = text.nameEnd(at: start, limit: text.count, isCued: isLabelled, allowsRare: true) else {
            return text.plainNameEnd(at: start, isTitled: isTitled)
        }
        // 何煜|还是, 杨杨|又: what follows names is no part of them.
        let isRun =
            !isLabelled && end - start == 3 && text.has(.given, at: start + 1) && text.has(.follower, at: end - 1)
            && !text.has(.given, at: end - 1)
        if !isRun, isCertain(text, start, end, isLabelled) { return end }
        guard end - start == 3, text.has(.given, at: start + 1), text.mayFollowName(start + 2),
            !text.has(.given, at: start + 2), !text.isRareOnly(start)
        else { return isLabelled ? nil : text.plainNameEnd(at: start, isTitled: isTitled) }
        return isCertain(text, start, end - 1, isLabelled) ? end - 1 : nil
    }

    /// After a bare cue, a name ends at a boundary or is made of characters that given names hold.
    private func isCertain(_ text: PartyText, _ start: Int, _ end: Int, _ isLabelled: Bool) -> Bool {
        guard !isLabelled else { return true }
        // 东河镇, 向阳村: a place, whatever its first character; but 名叫邓万里，
        let isAlone = end - start == 3 && (end == text.count || !text.isHan(end)) && text.has(.given, at: start + 1)
        if text.has(.placeEnd, at: end - 1), !(isAlone && text.has(.given, at: end - 1)) { return false }
        if text.isRareOnly(start) || text.has(.everyday, at: start), !text.isGivenName(start, end) {
            return end - start == 3 && text.mayFollowName(end) && (end == text.count || !text.isHan(end))
        }
        // 来电人查过，: two characters behind a bare cue must look like a name.
        if end - start == 2, !text.isGivenName(start, end), !text.has(.mask, at: start + 1) { return false }
        // 居民|区中心, 我是|荣盛A3区
        if text.cues.has(.noName, at: end - 2, length: 2), !isAlone { return false }
        if end - start == 2, end < text.count, CharacterKind.isLatin(text[end]) || CharacterKind.isDigit(text[end]) {
            return false
        }
        guard end < text.count, text.isHan(end) else { return true }
        return text.isGivenName(start, end) && text.mayFollowPerson(end) || text.mayFollowName(end) && end - start >= 3
    }

    // MARK: titles, masks, nicknames, surnames alone

    private func titled(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        for index in text.surnames.lazy.map({ Int($0) }) where text.has([.surname, .rareSurname], at: index) {
            guard index < text.count - 1 else { break }
            if text.has(.surname, at: index), text.has(.mask, at: index + 1) {
                // 任某种职务
                guard !text.has(.level, at: index), isNameBoundary(text, index) || mayBeMasked(text, index),
                    text[index + 1] != 0x67D0 || index + 2 == text.count || text[index + 2] != 0x79CD
                else { continue }
                let end = text.maskedEnd(index + 1, min(text.count, index + 4))
                let part = part(before: index, text)
                found.append(
                    Person(
                        span: NormalizedSpan(index, end), role: part.map(role) ?? .respondent,
                        rule: "party.masked-name", sign: part ?? []))
            } else if let title = text.cues.longest([.office, .courtesy], at: index + 1),
                let person = titled(text, index, title)
            {
                found.append(person)
            }
        }
        return found
    }

    /// 经办|方某, but no 任某|种: behind any word, when the surname ends none and 某 begins none.
    private func mayBeMasked(_ text: PartyText, _ index: Int) -> Bool {
        text[index + 1] == 0x67D0 && !isWordEnd(text, index) && !text.isCommonWord(index - 1, length: 2)
            && (index + 2 == text.count || !Self.behindSome.contains(text[index + 2]))
    }

    /// 现任|龚校长, 总务|江老师: behind any word, when the surname ends none.
    private func mayBeTitled(_ text: PartyText, _ index: Int) -> Bool {
        text.has(.surname, at: index) && !text.has([.everyday, .placeEnd], at: index)
            && !text.cues.has([.common, .business, .domain, .noBrand], at: index - 1, length: 2)
            && !text.begins([.business, .domain, .writer, .kin, .chief, .trade, .group], at: index)
            && !text.has([.surname, .level, .opensFamiliar], at: index - 1) && !Self.noTitled.contains(text[index])
            // 韦启|明老师: the end of a whole name.
            && !(index >= 2 && text.has([.surname, .rareSurname], at: index - 2) && text.has(.given, at: index - 1))
    }

    private func titled(_ text: PartyText, _ index: Int, _ title: CueHits.Hit) -> Person? {
        guard !text.has([.level, .noTitle], at: index), !isWordEnd(text, index),
            isNameBoundary(text, index)
                || title.length >= 2 && (isBehindVerb(text, index) || mayBeTitled(text, index)),
            title.length >= 2 || !text.cues.has([.common, .noName], at: index, length: 2),
            text.has(.surname, at: index) || title.length >= 2
        else { return nil }
        let span = NormalizedSpan(index, index + 1 + title.length)
        // 包工头 is a trade, 一张总欠条 a count.
        if let cue = text.cues.longest(.persons, at: index), cue.length >= 2 { return nil }
        if index > 0, Numeral.digit(text[index - 1]) != nil { return nil }
        // 陈伯, 尹总: a title of one character needs something behind it that follows names.
        if title.length == 1, !text.mayFollowName(span.end) { return nil }
        let before = part(before: index, text)
        let isCourtesy = title.classes.contains(.courtesy)
        let isOfficial = text.ends(.receiving, at: index) || before == .staff
        let role: Record.Party.Role =
            isCourtesy ? before.map(role) ?? .other : isOfficial ? .other : .respondent
        return Person(
            span: span, role: role, rule: "party.surname-title",
            sign: (before ?? []).union(title.classes.intersection([.office, .courtesy]))
                .union(text.ends(.receiving, at: index) ? .receiving : []))
    }

    /// 老邱, 小王, 阿豪: after a boundary and before something that follows names.
    private func nicknamed(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        var next = 0
        while true {
            let index = text.firstIndex(of: .opensFamiliar, from: next)
            guard index < text.count - 2 else { break }
            next = index + 1
            let first = text[index]
            guard
                text.has(first == 0x963F ? .given : .surname, at: index + 1), !text.has(.noNickname, at: index + 1),
                isNameBoundary(text, index), !text.cues.has(.noName, at: index, length: 2)
            else { continue }
            let part = part(before: index, text)
            // 老咸家湖, 小李家沟: a place.
            if index + 3 < text.count, text[index + 2] == 0x5BB6, text.has([.placeEnd, .addressEnd], at: index + 3) {
                continue
            }
            // 小马|师傅, 小梁|检察官
            let title = text.cues.longest([.office, .courtesy], at: index + 2).flatMap { $0.length >= 2 ? $0 : nil }
            guard part != nil || title != nil || text.mayFollowName(index + 2) else { continue }
            found.append(
                Person(
                    span: NormalizedSpan(index, index + 2 + (title?.length ?? 0)), role: part.map(role) ?? .other,
                    rule: "party.nickname",
                    sign: part ?? []))
        }
        return found
    }

    /// 老板姓仝，; 一个姓佘的经理: the surname alone.
    private func bySurname(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        var next = 0
        while true {
            let index = text.firstIndex(of: .surnameWord, from: next)
            guard index < text.count - 2 else { break }
            next = index + 1
            var part = part(before: index, text)
            guard
                text.has([.surname, .rareSurname], at: next)
                    || part != nil && text.isHan(next) && !Self.isNoSurname(text[next]),
                text.mayFollowName(next + 1), index == 0 || !Self.isSurnameWord(text[index - 1])
            else { continue }
            if part == nil, next + 2 < text.count, text[next + 1] == 0x7684 {
                part = text.cues.longest(.persons, at: next + 2)?.classes.intersection(.persons)
            }
            found.append(
                Person(
                    span: NormalizedSpan(next, next + 1), role: part.map(role) ?? .other,
                    rule: "party.surname-only", sign: part ?? []))
        }
        return found
    }

    /// 姓名, 姓啥, 姓什么
    private static func isNoSurname(_ scalar: UInt32) -> Bool {
        scalar == 0x540D || scalar == 0x5565 || scalar == 0x4EC0
    }

    /// 百姓, 同姓, 族姓, 姓名 backwards: no surname follows.
    private static func isSurnameWord(_ scalar: UInt32) -> Bool {
        scalar == 0x767E || scalar == 0x540C || scalar == 0x65CF || scalar == 0x540D
    }

    /// 外号“于大算盘”: quoted, or up to the next mark.
    private func nicknamesTold(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        var index = 0
        while true {
            // 外号, 绰号, 人称, 诨号
            index = text.firstIndex(of: .opensNickname, from: index)
            guard index < text.count else { break }
            guard let (length, _) = lists.nickname.longest(text.buffer, at: index)
            else {
                index += 1
                continue
            }
            var start = index + length
            if start < text.count, [0x201C, 0x22, 0x300C].contains(text[start]) { start += 1 }
            var end = start
            while end < text.count, text.isHan(end), end - start < 7 { end += 1 }
            if (2...6).contains(end - start), end < text.count, !text.isHan(end) {
                found.append(
                    Person(span: NormalizedSpan(start, end), role: .respondent, rule: "party.nickname-told"))
            }
            index = max(end, index + length)
        }
        return found
    }

    /// 位|于, 我|方: the surname is the end of a word.
    private func isWordEnd(_ text: PartyText, _ index: Int) -> Bool {
        index > 0 && text.cues.has(.noName, at: index - 1, length: 2)
    }

    /// 问|荆医生, 派|惠经理
    private func isBehindVerb(_ text: PartyText, _ index: Int) -> Bool {
        text.ends([.beforeAsk, .beforeBy, .beforeWith, .beforeOfficialAct, .afterHandle, .afterSay], at: index)
    }

    func isNameBoundary(_ text: PartyText, _ index: Int) -> Bool {
        // 医院办公室|谷主任, 第2名|方某娜
        let ends: PartyCues = PartyCues.persons.union(PartyCues.bodies).union([.stop, .ending, .office])
        return index == 0 || !text.isHan(index - 1) || text.ends(ends, at: index) || text.has(.placeEnd, at: index - 1)
            || Self.goesBeforeNames(text[index - 1])
    }

    /// 第2名|方某, 两位|方某, 客服部|贝经理, 现任|龚校长.
    private static func goesBeforeNames(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x540D, 0x4F4D, 0x90E8, 0x4EFB: true
        default: false
        }
    }

    // MARK: surname and given name alone

    private func free(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        // Where the last name ends.
        var next = 0
        for index in text.surnames.lazy.map({ Int($0) }) where index >= next {
            guard index + 2 < text.count else { break }
            guard text.has([.surname, .opensDoubleSurname], at: index), text.beginsSurname(index),
                !text.has(.everyday, at: index), isNameBoundary(text, index), !isWordEnd(text, index),
                let end = text.freeNameEnd(at: index), !text.has(.placeEnd, at: end - 1)
            else { continue }
            // 被…打, 找…要: whom the writer suffered from or went to.
            let isHarmful = index > 0 && (text[index - 1] == 0x88AB || text[index - 1] == 0x627E)
            found.append(
                Person(
                    span: NormalizedSpan(index, end), role: isHarmful ? .respondent : .other, rule: "party.name"))
            next = end
        }
        return found
    }

    /// 阿依古丽·麦麦提: a dot between two parts, told by nothing else.
    private func dotted(_ text: PartyText) -> [Person] {
        var found: [Person] = []
        var next = 0
        while true {
            let dot = text.firstIndex(of: .nameDot, from: next)
            guard dot < text.count else { break }
            next = dot + 1
            var start = dot
            while start > 0, dot - start < 6, text.isHan(start - 1), text.has(.transcription, at: start - 1),
                !text.ends(PartyCues.persons.union(.stop), at: start) || dot - start < 2
            { start -= 1 }
            guard dot - start >= 2, let end = text.dottedEnd(at: start, limit: text.count) else { continue }
            let part = part(before: start, text)
            found.append(
                Person(
                    span: NormalizedSpan(start, end), role: part.map(role) ?? .other, rule: "party.name",
                    sign: part ?? []))
        }
        return found
    }

    /// 业主 闫某 below a letter, 孩子父亲 甄某: who signs writes, whatever he calls himself.
    private func signedBy(_ person: Person, _ layout: Layout) -> Person {
        guard let block = layout.signature, block.contains(person.span), person.role == .other,
            !person.sign.isDisjoint(with: [.witness, .kin]), person.span.count >= 2
        else { return person }
        return Person(span: person.span, role: .petitioner, rule: "party.signature", sign: person.sign)
    }

    /// Stronger evidence first; where two overlap, the earlier of this list stands.
    func find(_ layout: Layout, _ text: PartyText) -> [Person] {
        let isLetter = layout.kind == .letter
        func kept(_ person: Person, _ keepsContacts: Bool) -> Person {
            let isTold = person.role == .representative || person.rule == "party.writer-label"
            if isLetter || keepsContacts && isTold { return person }
            return Person(span: person.span, role: .other, rule: person.rule, sign: person.sign)
        }
        var all: [Person] = []
        func take(_ found: [Person], keepsContacts: Bool = false) {
            for person in found { all.append(kept(person, keepsContacts)) }
        }
        take(dotted(text))
        if isLetter { all += lists.listed(text, layout.lines) + lists.rows(text, layout.lines) }
        take(cued(text).map { signedBy($0, layout) }, keepsContacts: true)
        all += lists.signed(layout, text)
        take(nicknamesTold(text))
        take(titled(text))
        take(nicknamed(text))
        take(bySurname(text))
        all += free(text)
        all += joined(all, text)
        return all
    }
}
