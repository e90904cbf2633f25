/// Where a verb of asking asks, and where what it asks for begins.
extension DemandScan {
    /// Where the words behind the verb at `index..<end` begin, when it asks and does not tell.
    func requestStart(_ index: Int, _ word: Int, _ end: Int) -> Int? {
        guard end < buffer.count, !words.isForColon[word], !isEnclosed(index),
            // 强烈|要求下
            index + 4 > end || words.notRequests.longest(buffer, at: end - 2) == nil
        else { return nil }
        let isAtClause = isClauseStart(index)
        guard isAtClause || hasSubject(index) || asksAnywhere(index, word, end) else { return nil }
        let cue = words.cues.words[word]
        if words.isWeak[word] {
            let isAtSentence =
                index == 0 || CharacterKind.endsSentence(buffer[index - 1]) || buffer[index - 1] == 0x0A
                || buffer[index - 1] == 0x20
            // 请 at a sentence's start asks; 申请 and 请 inside one may be told: 我们申请公开，…
            switch cue {
            case "申请": guard isAtSentence || !isAtClause || buffer[index - 1] == 0x3A else { return nil }
            case "请" where isAtSentence && (CharacterKind.isHan(buffer[end]) || namesAsked(end)): return end
            default: break
            }
            guard
                words.afterWeakCue.longest(buffer, at: end) != nil || namesAsked(end)
                    || isAtClause && (namesReader(end) || officesEnd(end) != nil || cue == "请" && isDeed(end))
                    // 也请水利部门来检测, 再请水利部门…
                    || (officesEnd(end) != nil || cue == "请" && namesReader(end)) && index > 0
                        && Self.furtherWords.contains(buffer[index - 1])
            else {
                return nil
            }
            guard isAtClause || isOwnSubject(index) || asksAnywhere(index, word, end) else { return nil }
        } else if isAtClause, isToldOf(index, word) {
            return nil
        } else if cue == "要求", index > 0, buffer[index - 1] == 0x2C,
            !(end..<min(end + 8, buffer.count)).contains(where: isDeed)
        {
            // 没收手机，要求五十元赎回: what others require.
            return nil
        }
        return isRebuffed(word, from: end) ? nil : end
    }

    /// 诉求：, 我的要求很明确：, 家长们的诉求： and a heading of these words: what follows is asked, whoever is named.
    func colonStart(_ index: Int, _ wordEnd: Int) -> Int? {
        var end = wordEnd
        while end < buffer.count, let (length, _) = words.colonTails.longest(buffer, at: end), end - wordEnd < 8 {
            end += length
        }
        guard end < buffer.count else { return nil }
        var start = index
        while start > 0, index - start < 14, CharacterKind.isHan(buffer[start - 1]) { start -= 1 }
        guard index - start < 14, !(start..<index).contains(where: { Self.others.contains(buffer[$0]) }) else {
            return nil
        }
        if buffer[end] == 0x3A { return end + 1 }
        // 诉求　查处偷排；赔偿…: a field of a form.
        if buffer[end] == 0x20, start == 0 || buffer[start - 1] == 0x0A, end - start <= Self.longestField {
            return end + 1
        }
        // 四、我们的要求 over a list.
        if buffer[end] == 0x3002, end + 1 < buffer.count, buffer[end + 1] == 0x0A { end += 1 }
        let isHeading =
            buffer[end] == 0x0A && end + 1 < buffer.count
            && (index > start || index > 0 && [0x3001, 0x29, 0x2E, 0x0A].contains(buffer[index - 1]))
            && itemLabel(end + 1) != nil
        return isHeading ? end : nil
    }

    /// 诉求, 要求事项
    private static let longestField = 4
    private static let furtherWords = ScalarSet("也还再并")
    private static let others = ScalarSet("他她该被其不未没经")

    // MARK: who asks

    /// 物业说机顶盒过了保修期，要求付费: a clause without a subject of its own, behind one that says what others said.
    private func isToldOf(_ index: Int, _ word: Int) -> Bool {
        // A hope is the writer's, whatever others said.
        guard index > 0, buffer[index - 1] == 0x2C, !words.isAddressing[word], !words.isPlain[word]
        else { return false }
        var start = index - 1
        while start > 0, index - start < 60, !CharacterKind.endsSentence(buffer[start - 1]), buffer[start - 1] != 0x0A {
            start -= 1
        }
        return (start..<index - 1).contains { place in
            saysSomething(place)
                // 再次到省里上访，要求立案: an earlier occasion.
                || words.cues.words[word] == "要求" && words.visits.longest(buffer, at: place) != nil
        }
    }

    /// 称, 说; but not in 职称, and not in 总体来说.
    private func saysSomething(_ index: Int) -> Bool {
        words.sayings.longest(buffer, at: index) != nil
            && words.notSayings.longest(buffer, at: index) == nil
            && !(index > 0 && words.notSayings.longest(buffer, at: index - 1).map { $0.length == 2 } ?? false)
    }

    /// 要求开门，物业一直没人理: what became of it is told in the same sentence.
    private func isRebuffed(_ word: Int, from start: Int) -> Bool {
        guard words.isTellable[word] else { return false }
        var end = start
        var comma: Int?
        while end < buffer.count, end - start < 120, buffer[end] != 0x0A, !CharacterKind.endsSentence(buffer[end]) {
            if buffer[end] == 0x2C, comma == nil { comma = end }
            end += 1
        }
        return comma.map { words.rebuffs.stands(in: buffer, $0..<end) } ?? false
    }

    /// Inside quotation marks somebody else speaks; inside brackets something is told.
    private func isEnclosed(_ index: Int) -> Bool {
        var at = index - 1
        var isClosed = false
        while at >= 0, index - at < 40, buffer[at] != 0x0A {
            if buffer[at] == 0x201D { return false }
            if buffer[at] == 0x201C { return true }
            if buffer[at] == 0x29 { isClosed = true }
            // （建议改道）: in brackets, but by whoever writes.
            if buffer[at] == 0x28, !isClosed { return at < index - 1 }
            at -= 1
        }
        return false
    }

    /// A subject that itself begins its clause: 我们请, not 8月11日我们请.
    private func isOwnSubject(_ index: Int) -> Bool {
        var start = index
        while start > 0, index - start <= 8, !isClauseStart(start) { start -= 1 }
        return isClauseStart(start) && !CharacterKind.isDigit(buffer[start])
    }

    private func isClauseStart(_ index: Int) -> Bool {
        index == 0 || !CharacterKind.isHan(buffer[index - 1]) && !CharacterKind.isDigit(buffer[index - 1])
    }

    /// Whether a subject stands before the verb, with its adverbs: 个人|诚恳的, 因此|我们|迫切.
    private func hasSubject(_ index: Int) -> Bool {
        var start = index
        while let length = subjectLength(before: start) {
            let first = start - length
            if isClauseStart(first) { return true }
            // 我们67个村民联名要求, 故我再次恳请
            let isWhole = length >= 2 || [0x4EBA, 0x6237, 0x6211, 0x6545].contains(buffer[start - 1])
            if isWhole, !Self.tellers.contains(buffer[first - 1]), !words.adverbs.endsBefore(buffer, start) {
                return true
            }
            start = first
        }
        return false
    }

    private func subjectLength(before end: Int) -> Int? {
        (1...8).reversed().first { length in
            end >= length && words.subjects.longest(buffer, at: end - length)?.length == length
        }
    }

    /// 他们要求, 村里要求: somebody else asked.
    private static let tellers = ScalarSet("他她对向被让按照据说")

    /// 有诸多疑惑请胡市长…, 实在不得已恳求平台…: a verb that nothing but asking is said by, or one before whom it asks.
    private func asksAnywhere(_ index: Int, _ word: Int, _ end: Int) -> Bool {
        guard index > 0, !Self.tellers.contains(buffer[index - 1]), buffer[index - 1] != 0x7684 else { return false }
        // 他们希望能…
        if buffer[index - 1] == 0x4EEC, index < 2 || !Self.ourselves.contains(buffer[index - 2]) { return false }
        if words.isPlain[word] { return true }
        if words.isAddressing[word] { return namesReader(end) || buffer[end] == 0x80FD }
        guard words.isWeak[word], words.cues.words[word] != "申请", words.parts.longest(buffer, at: index - 1) == nil
        else {
            return false
        }
        return titledEnd(end) != nil || officesEnd(end) != nil || namesReader(end)
    }

    private static let ourselves = ScalarSet("我咱俺")

    /// 领导, 县政府, 您: whoever reads the letter, not 县里的专家.
    func namesReader(_ index: Int) -> Bool {
        words.asked.longest(buffer, at: index).map { Self.readers.contains(buffer[index + $0.length - 1]) } ?? false
    }

    private static let readers = ScalarSet("导府门局委长记院您们")

    // MARK: whom is asked

    /// Whether a body that is asked, or a surname and a title, begins at `index`.
    private func namesAsked(_ index: Int) -> Bool {
        titledEnd(index) != nil || bodies[index].map { $0.isOffice || isDeed($0.end) } ?? false
    }

    /// Behind whom the writer asks, and small words.
    func skipAsked(_ start: Int) -> Int {
        var index = start
        while index < buffer.count {
            if buffer[index] == 0x20 {
                index += 1
            } else if index > start, itemLabel(index) != nil {
                // 贵局：|一、会同有关单位…: a list, no more of whom is asked.
                break
            } else if let body = bodies[index], body.isOffice || isDeed(body.end) {
                index = body.end
            } else if index > start, buffer[index] == 0x7684,
                let (length, _) = words.asked.longest(buffer, at: index + 1),
                length >= 2, asksFor(index + 1 + length)
            {
                // 教育部门|的领导|查查
                index += 1 + length
            } else if let end = divisionEnd(index), words.asked.longest(buffer, at: end) != nil, buffer[end] != 0x3A {
                // A市|相关部门, 东河县|有关部门
                index = end
            } else if let end = titledEnd(index) ?? askedOffices(index) ?? joinedAsked(index, start) ?? askedOf(index) {
                index = end
            } else if index == start, let (length, _) = words.obliged.longest(buffer, at: index), isDeed(index + length)
            {
                index += length
            } else if let (length, word) = words.asked.longest(buffer, at: index),
                !words.isKept[word],
                !words.isFirst[word]
                    || index == start && index + length < buffer.count && buffer[index + length] == 0x3A
            {
                index += length
            } else if let (length, _) = words.pleas.longest(buffer, at: index), isDeed(index + length) {
                // 为人民服务|把路灯装起来
                index += length
            } else {
                break
            }
        }
        return shouldEnd(index) ?? index
    }

    /// A division, masked or by its name of two or three characters, before whom is asked.
    private func divisionEnd(_ index: Int) -> Int? {
        guard index + 2 < buffer.count else { return nil }
        var end = index
        if (0x41...0x5A).contains(buffer[index]) {
            end += 1
            while end < buffer.count, CharacterKind.isDigit(buffer[end]) { end += 1 }
        } else {
            while end < buffer.count, end - index < 3, CharacterKind.isHan(buffer[end]),
                !Self.divisions.contains(buffer[end])
            {
                end += 1
            }
            guard end - index >= 2 else { return nil }
        }
        guard end + 1 < buffer.count, Self.divisions.contains(buffer[end]) else { return nil }
        return words.officeEnds.longest(buffer, at: end + 1) == nil ? end + 1 : nil
    }

    private static let divisions = ScalarSet("省市区县镇乡")

    /// Offices by what they look after, unless a word of the list reaches as far: 各相关部门单位.
    private func askedOffices(_ index: Int) -> Int? {
        guard let end = officesEnd(index) else { return nil }
        return (words.asked.longest(buffer, at: index)?.length ?? 0) >= end - index ? nil : end
    }

    private func asksFor(_ index: Int) -> Bool { isDeed(index) || words.doings.longest(buffer, at: index) != nil }

    /// 教育系统的|领导, 这个区域的|城管: whom is asked, told by what they belong to, right before what is asked.
    private func askedOf(_ index: Int) -> Int? {
        guard !isDeed(index) else { return nil }
        for place in index + 2..<max(index + 2, min(index + 10, buffer.count - 2)) {
            guard CharacterKind.isHan(buffer[place]) else { return nil }
            guard buffer[place] == 0x7684 else { continue }
            if let body = bodies[place + 1], body.isOffice { return asksFor(body.end) ? body.end : nil }
            guard let (length, word) = words.asked.longest(buffer, at: place + 1), length >= 2, !words.isKept[word]
            else {
                return nil
            }
            return asksFor(place + 1 + length) ? place + 1 + length : nil
        }
        return nil
    }

    /// 有关部门|特别是批了图纸的规划局|应该: behind whom is asked in many words.
    private func shouldEnd(_ start: Int) -> Int? {
        for index in start..<max(start, min(start + 40, buffer.count - 2)) {
            if CharacterKind.endsClause(buffer[index]) { return nil }
            if let (length, _) = words.shoulds.longest(buffer, at: index), index > start + 1,
                words.officeEnds.endsBefore(buffer, index)
            {
                return index + length
            }
        }
        return nil
    }

    /// Whether something to be done is named at `index`.
    func isDeed(_ index: Int) -> Bool {
        // 派出所, 对方: begin as 派 and 对 do.
        guard index < buffer.count, words.deedSigns.contains(buffer[index]),
            words.notDeeds.longest(buffer, at: index) == nil
        else { return false }
        return words.deeds.longest(buffer, at: index) != nil || words.orders.longest(buffer, at: index) != nil
    }

    /// 胡|书记, 张|县长: a surname and a title.
    private func titledEnd(_ index: Int) -> Int? {
        guard index + 1 < buffer.count, CharacterKind.isHan(buffer[index]),
            let (length, _) = words.titles.longest(buffer, at: index + 1)
        else { return nil }
        return index + 1 + length
    }

    /// 环保、住建、国土等相关职能|部门, 交管|部门: offices by what they look after.
    func officesEnd(_ index: Int) -> Int? {
        guard !isDeed(index) else { return nil }
        var end = index
        var marks = 0
        while end < buffer.count, end - index < 45, buffer[end] == 0x3001 || !CharacterKind.closes(buffer[end]),
            !CharacterKind.endsClause(buffer[end])
        {
            if buffer[end] == 0x3001 { marks += 1 }
            if let (length, _) = words.offices.longest(buffer, at: end), end > index + 1 {
                // 路灯管理部门: told at length.
                if end - index <= 12, words.longOffices.endsBefore(buffer, end) { return end + length }
                // One kind of office is told by two characters or three, or by what it is to do.
                return marks > 0 || end - index <= 3 || end - index <= 5 && isDeed(end + length) ? end + length : nil
            }
            end += 1
        }
        return nil
    }

    /// 政府部门|和|相关领导, 政府|及|交管部门: more of whom is asked.
    private func joinedAsked(_ index: Int, _ start: Int) -> Int? {
        guard index > start, index + 2 < buffer.count else { return nil }
        let next: Int
        switch buffer[index] {
        case 0x548C, 0x3001, 0x53CA, 0x4E0E: next = index + 1
        // 市委，区委，街道办
        case 0x2C where bodies[index + 1]?.isOffice == true && !isDeed(index + 1): next = index + 1
        case 0x4EE5 where buffer[index + 1] == 0x53CA: next = index + 2
        default: return nil
        }
        if words.asked.longest(buffer, at: next) != nil || bodies[next] != nil { return next }
        return officesEnd(next)
    }
}
