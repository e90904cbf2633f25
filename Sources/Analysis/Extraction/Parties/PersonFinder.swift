internal import Dictionaries
internal import Documents

/// Finds persons: after cues and in lists, by surname with title or mask, and by surname and given name alone.
struct PersonFinder: Sendable {
    struct Person {
        let span: NormalizedSpan
        let role: Record.Party.Role
        let rule: String
    }

    let surnames: Surnames
    let cues: PersonCues
    let titles = PersonTitles()

    // MARK: cues

    private func cued(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        var index = 0
        while index < buffer.count {
            guard let (length, part) = cues.longest(buffer, at: index) else {
                index += 1
                continue
            }
            var start = index + length
            var isLabelled = false
            while start < buffer.count, Self.labelSigns.contains(buffer[start]) {
                isLabelled = isLabelled || buffer[start] == 0x3A
                start += 1
            }
            // 蒋站长来过: the title belongs to the surname before it.
            let isTitle =
                index > 0 && part != .named && surnames.isSingle(buffer[index - 1]) && !isLabelled
                && titles.isTitle(buffer, index, length) && isNameBoundary(buffer, index - 1)
            if !isTitle, start < buffer.count, let end = certainEnd(buffer, start, isLabelled) {
                found.append(
                    Person(span: NormalizedSpan(start, end), role: role(part, index, buffer), rule: "party.cue"))
                index = end
            } else if part == .writer || part == .named, start < buffer.count,
                Self.introducing.longest(buffer, at: index).map({ $0.length == length }) ?? false,
                let end = soleWord(buffer, start)
            {
                found.append(Person(span: NormalizedSpan(start, end), role: .petitioner, rule: "party.introduction"))
                index = end
            } else {
                // 我父亲: a shorter cue may begin inside.
                index += 1
            }
        }
        return found
    }

    /// `:`, space, bracket and opening quotes between a cue and its name.
    private static let labelSigns: Set<UInt32> = [0x3A, 0x20, 0x28, 0x201C]
    private static let introducing = WordSet(["我叫", "本人叫", "我名叫", "本人名叫"])

    /// 老板叫…, 带班的名叫…: what stands before 叫 says who it is; 我叫 is the writer.
    private func role(_ part: PersonCues.Part, _ index: Int, _ buffer: UnsafeBufferPointer<UInt32>) -> Record.Party.Role
    {
        part == .named ? cues.part(before: index, buffer)?.role ?? part.role : part.role
    }

    /// 我叫阿卜杜热合曼，: names of other peoples have no surname; what is introduced up to the next mark is the name.
    private func soleWord(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
        var end = start
        while end < buffer.count, end - start < 13, CharacterKind.isHan(buffer[end]) || buffer[end] == 0xB7 { end += 1 }
        guard (2...12).contains(end - start), end == buffer.count || CharacterKind.endsClause(buffer[end]) else {
            return nil
        }
        return end
    }

    /// The end of the name behind a cue: of three characters, else of two where the third follows names (魏三|介绍).
    private func certainEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ isLabelled: Bool) -> Int? {
        guard
            let end = surnames.nameEnd(
                buffer, at: start, limit: buffer.count, isCued: isLabelled, allowsRare: true)
        else { return nil }
        if isCertain(buffer, start, end, isLabelled) { return end }
        guard end - start == 3, surnames.isGiven(buffer[start + 1]), surnames.mayFollowName(buffer[start + 2]),
            !surnames.isGiven(buffer[start + 2]), !surnames.isRareOnly(buffer[start])
        else { return nil }
        return isCertain(buffer, start, end - 1, isLabelled) ? end - 1 : nil
    }

    /// After a bare cue, a name ends at a boundary or is made of characters that given names hold.
    private func isCertain(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int, _ isLabelled: Bool) -> Bool
    {
        // 东河镇, 向阳村: a place, whatever its first character.
        if !isLabelled, Self.placeEnds.contains(buffer[end - 1]) { return false }
        if !isLabelled, surnames.isRareOnly(buffer[start]) || surnames.isEveryday(buffer[start]),
            !surnames.isGivenName(buffer, start, end)
        {
            return false
        }
        // 来电人查过，: two characters behind a bare cue must look like a name.
        if !isLabelled, end - start == 2, !surnames.isGivenName(buffer, start, end),
            !Self.masks.contains(buffer[start + 1])
        {
            return false
        }
        guard !isLabelled, end < buffer.count, CharacterKind.isHan(buffer[end]) else { return true }
        return surnames.isGivenName(buffer, start, end) || surnames.mayFollowName(buffer[end]) && end - start >= 3
    }

    // MARK: titles, masks, nicknames

    private func titled(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        for index in 0..<max(0, buffer.count - 1) where surnames.isSingle(buffer[index]) {
            let next = buffer[index + 1]
            if Self.masks.contains(next) {
                guard !titles.isLevel(buffer[index]), isNameBoundary(buffer, index) else { continue }
                found.append(
                    Person(
                        span: NormalizedSpan(index, maskedEnd(buffer, index)),
                        role: cues.part(before: index, buffer)?.role ?? .respondent, rule: "party.masked-name"))
            } else if let title = titles.longest(buffer, at: index + 1) {
                guard !titles.isLevel(buffer[index]), isNameBoundary(buffer, index) else { continue }
                let span = NormalizedSpan(index, index + 1 + title.length)
                // 包工头 is a trade, 一张总欠条 a count.
                if let cue = cues.longest(buffer, at: index), cue.length >= 2 { continue }
                if index > 0, Numeral.digit(buffer[index - 1]) != nil { continue }
                // 陈伯, 尹总: a title of one character needs something behind it that follows names.
                if title.length == 1, span.end < buffer.count, !surnames.mayFollowName(buffer[span.end]) { continue }
                let before = cues.part(before: index, buffer)
                let isReceiving = titles.isReceiving(buffer, index)
                let role: Record.Party.Role =
                    title.isCourtesy
                    ? before?.role ?? .other : isReceiving ? .other : before == .staff ? .other : .respondent
                found.append(Person(span: span, role: role, rule: "party.surname-title"))
            }
        }
        return found
    }

    private static let masks: Set<UInt32> = [0x67D0, 0x58, 0x78, 0x2A, 0xD7]

    /// 张某某, 张XX; 何某平 where the character is one of given names and what follows can follow a name.
    private func maskedEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int {
        let mask = buffer[index + 1]
        var end = index + 2
        while end < buffer.count, end - index < 4, buffer[end] == mask { end += 1 }
        guard end == index + 2, mask == 0x67D0, end < buffer.count, surnames.isGiven(buffer[end]),
            end + 1 == buffer.count || surnames.mayFollowName(buffer[end + 1])
        else { return end }
        return end + 1
    }

    private static let notSurnames = Set("师板人家房乡年路公婆伴式城实干百党底住农旧早大小区学孩伙时车组型街平".unicodeScalars.map(\.value))

    /// 老邱, 小王, 阿豪: after a boundary and before something that follows names.
    private func nicknamed(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        for index in 0..<max(0, buffer.count - 2) {
            guard [0x8001, 0x5C0F, 0x963F].contains(buffer[index]) else { continue }
            let isA = buffer[index] == 0x963F
            guard isA ? surnames.isGiven(buffer[index + 1]) : surnames.isSingle(buffer[index + 1]),
                !Self.notSurnames.contains(buffer[index + 1]),
                isNameBoundary(buffer, index), surnames.mayFollowName(buffer[index + 2])
            else { continue }
            let role = cues.part(before: index, buffer)?.role ?? .other
            found.append(Person(span: NormalizedSpan(index, index + 2), role: role, rule: "party.nickname"))
        }
        return found
    }

    /// 老板姓仝，; 一个姓佘的经理: the surname alone.
    private func bySurname(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        for index in 0..<max(0, buffer.count - 2) where buffer[index] == 0x59D3 {
            let next = index + 1
            guard surnames.isSingle(buffer[next]) || surnames.isRareOnly(buffer[next]),
                !CharacterKind.isHan(buffer[next + 1]) || surnames.mayFollowName(buffer[next + 1]),
                index == 0 || ![0x767E, 0x540C, 0x65CF, 0x540D].contains(buffer[index - 1])
            else { continue }
            let role =
                cues.part(before: index, buffer)?.role
                ?? (next + 2 < buffer.count && buffer[next + 1] == 0x7684
                    ? cues.longest(buffer, at: next + 2)?.part.role : nil) ?? .other
            found.append(Person(span: NormalizedSpan(next, next + 1), role: role, rule: "party.surname-only"))
        }
        return found
    }

    private static let nicknameCues = WordSet([
        "外号", "绰号", "人称", "外号叫", "绰号叫", "人称外号", "诨号", "背后都叫他", "背后都叫她", "都叫他", "都叫她",
    ])

    /// 外号“于大算盘”: quoted, or up to the next mark.
    private func nicknamesTold(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        var index = 0
        while index < buffer.count {
            guard let (length, _) = Self.nicknameCues.longest(buffer, at: index) else {
                index += 1
                continue
            }
            var start = index + length
            let isQuoted = start < buffer.count && [0x201C, 0x22, 0x300C].contains(buffer[start])
            if isQuoted { start += 1 }
            var end = start
            while end < buffer.count, CharacterKind.isHan(buffer[end]), end - start < 7 { end += 1 }
            if (2...6).contains(end - start), end < buffer.count, !CharacterKind.isHan(buffer[end]) {
                found.append(
                    Person(span: NormalizedSpan(start, end), role: .respondent, rule: "party.nickname-told"))
            }
            index = max(end, index + length)
        }
        return found
    }

    func isNameBoundary(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index == 0 || !CharacterKind.isHan(buffer[index - 1]) || BodyFinder.stops.endsBefore(buffer, index, longest: 3)
            || cues.words.endsBefore(buffer, index, longest: 5)
            || Self.placeEnds.contains(buffer[index - 1])
    }

    private static let placeEnds = Set("村镇乡县市区路上下局所里院校厂队组社寨屯庄".unicodeScalars.map(\.value))

    // MARK: surname and given name alone

    private func free(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        var index = 0
        while index + 2 < buffer.count {
            guard surnames.begins(buffer, at: index), !surnames.isEveryday(buffer[index]),
                index == 0 || !CharacterKind.isHan(buffer[index - 1]) || Self.placeEnds.contains(buffer[index - 1])
                    || BodyFinder.stops.endsBefore(buffer, index, longest: 3),
                let end = surnames.freeNameEnd(buffer, at: index)
            else {
                index += 1
                continue
            }
            let role: Record.Party.Role =
                index > 0 && Self.harmful.contains(buffer[index - 1]) ? .respondent : .other
            found.append(Person(span: NormalizedSpan(index, end), role: role, rule: "party.name"))
            index = end
        }
        return found
    }

    /// 被…打, 找…要: whom the writer suffered from or went to.
    private static let harmful = Set("被找".unicodeScalars.map(\.value))

    /// Stronger evidence first; where two overlap, the earlier of this list stands.
    func find(_ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        let isLetter = layout.kind == .letter
        let cued = cued(buffer).map {
            isLetter
                ? $0 : Person(span: $0.span, role: $0.role == .representative ? .representative : .other, rule: $0.rule)
        }
        let titled = (nicknamesTold(buffer) + titled(buffer) + nicknamed(buffer) + bySurname(buffer)).map {
            isLetter ? $0 : Person(span: $0.span, role: .other, rule: $0.rule)
        }
        let lists = NameLists(surnames: surnames)
        return (isLetter ? lists.listed(buffer, layout.lines) : []) + cued + lists.signed(layout, buffer) + titled
            + free(buffer)
    }
}
