internal import Documents

/// Finds persons: after cues and in lists, by surname with title or mask, and by surname and given name alone.
struct PersonFinder: Sendable {
    struct Person {
        let span: NormalizedSpan
        let role: Record.Party.Role
        let rule: String
    }

    let surnames: Surnames

    // MARK: cues

    /// Words right before a name, with the part that its bearer plays in a letter.
    private static let cues: [(String, Record.Party.Role)] = [
        ("我叫", .petitioner), ("本人叫", .petitioner), ("本人", .petitioner), ("我是", .petitioner), ("我名叫", .petitioner),
        ("农民", .petitioner), ("信访人", .petitioner), ("举报人", .petitioner), ("申诉人", .petitioner), ("投诉人", .petitioner),
        ("反映人", .petitioner), ("控告人", .petitioner), ("申请人", .petitioner), ("来访人", .petitioner), ("求助人", .petitioner),
        ("被举报人", .respondent), ("被申诉人", .respondent), ("被投诉人", .respondent), ("被反映人", .respondent),
        ("被控告人", .respondent), ("被申请人", .respondent), ("被告", .respondent),
        ("联系人", .representative), ("代理人", .representative), ("诉求代表", .representative), ("业主代表", .representative),
        ("村民代表", .representative), ("职工代表", .representative), ("联系", .representative),
        ("老板", .respondent), ("包工头", .respondent), ("村支书", .respondent), ("村主任", .respondent), ("支部书记", .respondent),
        ("法人", .respondent), ("法定代表人", .respondent), ("负责人", .respondent), ("经理", .respondent), ("候选人", .respondent),
        ("邻居", .respondent), ("隔壁", .respondent), ("书记", .respondent), ("主任", .respondent), ("局长", .respondent),
        ("校长", .respondent), ("会计", .respondent), ("镇长", .respondent), ("乡长", .respondent), ("社长", .respondent),
        ("组长", .respondent), ("队长", .respondent), ("所长", .respondent), ("厂长", .respondent), ("矿长", .respondent),
        ("董事长", .respondent), ("股东", .respondent), ("承包人", .respondent), ("承包商", .respondent), ("房东", .respondent),
        ("文书", .respondent), ("司机", .respondent), ("院长", .respondent), ("科长", .respondent), ("站长", .respondent),
        ("开发商", .respondent), ("中介", .respondent), ("干部", .respondent), ("户主", .other), ("让给", .respondent),
        ("法官", .other), ("民警", .other), ("医生", .other), ("老师", .other), ("律师", .other), ("名叫", .other), ("叫", .other),
        ("丈夫", .other), ("妻子", .other), ("父亲", .other), ("母亲", .other), ("儿子", .other), ("女儿", .other), ("弟弟", .other),
        ("哥哥", .other), ("堂弟", .respondent), ("堂哥", .respondent), ("侄子", .other), ("姐姐", .other), ("妹妹", .other),
        ("爱人", .other), ("老伴", .other), ("孙子", .other), ("女婿", .other), ("儿媳", .other), ("村民", .other), ("工友", .other),
        ("同事", .other), ("证人", .other), ("业主", .other), ("户籍", .other), ("学生", .other), ("孩子", .other), ("叔叔", .other),
        ("移民", .petitioner), ("考生家长", .petitioner), ("家长", .petitioner), ("退休工人", .petitioner), ("职工", .other),
        ("居民", .other), ("党员", .other), ("经办人", .other), ("审核人", .other), ("承办人", .other), ("签发人", .other),
        ("主持人", .other), ("记录人", .other),
    ]
    private static let cueWords = WordSet(cues.map(\.0))

    private func cued(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        var index = 0
        while index < buffer.count {
            guard let (length, word) = Self.cueWords.longest(buffer, at: index) else {
                index += 1
                continue
            }
            var start = index + length
            var isLabelled = false
            while start < buffer.count, buffer[start] == 0x3A || buffer[start] == 0x20 || buffer[start] == 0x28 {
                isLabelled = isLabelled || buffer[start] == 0x3A
                start += 1
            }
            if start < buffer.count,
                let end = surnames.nameEnd(buffer, at: start, limit: buffer.count, isCued: isLabelled),
                isCertain(buffer, start, end, isLabelled)
            {
                found.append(Person(span: NormalizedSpan(start, end), role: Self.cues[word].1, rule: "party.cue"))
                index = end
            } else if start < buffer.count, Self.introducing.contains(Self.cueWords.words[word]),
                let end = soleWord(buffer, start)
            {
                found.append(Person(span: NormalizedSpan(start, end), role: .petitioner, rule: "party.introduction"))
                index = end
            } else {
                index += length
            }
        }
        return found
    }

    private static let introducing: Set<String> = ["我叫", "本人叫", "我名叫"]

    /// 我叫阿卜杜热合曼，: names of other peoples have no surname; what is introduced up to the next mark is the name.
    private func soleWord(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
        var end = start
        while end < buffer.count, end - start < 13, CharacterKind.isHan(buffer[end]) || buffer[end] == 0xB7 { end += 1 }
        guard (2...12).contains(end - start), end == buffer.count || CharacterKind.endsClause(buffer[end]) else {
            return nil
        }
        return end
    }

    /// After a bare cue, a name ends at a boundary or is made of characters that given names hold.
    private func isCertain(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int, _ isLabelled: Bool) -> Bool
    {
        // 东河镇, 向阳村: a place, whatever its first character.
        if !isLabelled, Self.placeEnds.contains(buffer[end - 1]) { return false }
        guard !isLabelled, end < buffer.count, CharacterKind.isHan(buffer[end]) else { return true }
        return surnames.isGivenName(buffer, start, end) || surnames.mayFollowName(buffer[end]) && end - start >= 3
    }

    // MARK: lists

    private static let listCues = WordSet([
        "联名人", "联名业主", "联名村民", "联名", "签名人", "签名", "签字人", "签字", "代表", "信访人", "举报人", "申诉人", "投诉人", "反映人", "控告人", "申请人",
        "来信人",
        "牧民", "村民", "业主", "居民", "工人", "职工", "家长", "农民", "住户", "农民工", "上访人", "联署人", "落款", "群众",
    ])

    /// Names after 联名人：, on the same line or the lines below it.
    private func listed(_ buffer: UnsafeBufferPointer<UInt32>, _ lines: [NormalizedSpan]) -> [Person] {
        var found: [Person] = []
        for (number, line) in lines.enumerated() {
            for colon in line.range where buffer[colon] == 0x3A && hasListCue(buffer, line.start, colon) {
                let rest = NormalizedSpan(colon + 1, line.end)
                let own = names(in: rest, buffer)
                if own.count >= 2 || own.count == 1 && own[0].end == line.end {
                    found += own.map { Person(span: $0, role: .petitioner, rule: "party.list") }
                } else if rest.range.allSatisfy({ buffer[$0] == 0x20 }) {
                    for next in lines[(number + 1)...].prefix(12) where next.count > 0 {
                        let below = names(in: next, buffer)
                        guard !below.isEmpty else { break }
                        found += below.map { Person(span: $0, role: .petitioner, rule: "party.list") }
                    }
                }
            }
        }
        return found
    }

    private func hasListCue(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ colon: Int) -> Bool {
        var end = colon
        // 联名业主（签名附后，共38户）：
        if end > start, buffer[end - 1] == 0x29, let open = (start..<end).last(where: { buffer[$0] == 0x28 }) {
            end = open
        }
        return Self.listCues.endsBefore(buffer, end, longest: 4)
            && !(end >= 3 && end - 3 >= start && buffer[end - 3] == 0x88AB)
    }

    /// The names of a list; none when what stands there is no list.
    private func names(in span: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>) -> [NormalizedSpan] {
        let separators: Set<UInt32> = [0x3001, 0x2C, 0x20, 0x3B, 0x2F]
        var tokens: [NormalizedSpan] = []
        var isOver = false
        for token in split(span, buffer, at: separators) where !isOver {
            var end = token.start
            while end < token.end, CharacterKind.isHan(buffer[end]) || buffer[end] == 0xB7 { end += 1 }
            // 操水莲等67人: the list ends here.
            if let others = (token.start..<end).first(where: { buffer[$0] == 0x7B49 && $0 - token.start >= 2 }) {
                end = others
                isOver = true
            }
            if end < token.end, buffer[end] == 0x3002 || buffer[end] == 0x3A { isOver = true }
            if end > token.start { tokens.append(NormalizedSpan(token.start, end)) }
        }
        let named = tokens.filter { surnames.nameEnd(buffer, at: $0.start, limit: $0.end, isCued: true) == $0.end }
        if named.count * 2 >= tokens.count, !named.isEmpty { return named }
        // Names of other peoples carry no surname: a list of short words and nothing else.
        let short = tokens.filter { (2...6).contains($0.count) }
        return short.count == tokens.count && short.count >= 3 ? short : []
    }

    /// The parts between separators that stand outside brackets.
    private func split(
        _ span: NormalizedSpan, _ buffer: UnsafeBufferPointer<UInt32>, at separators: Set<UInt32>
    ) -> [NormalizedSpan] {
        var parts: [NormalizedSpan] = []
        var start = span.start
        var depth = 0
        for index in span.range {
            if buffer[index] == 0x28 { depth += 1 }
            if buffer[index] == 0x29 { depth = max(0, depth - 1) }
            if depth == 0, separators.contains(buffer[index]) {
                if index > start { parts.append(NormalizedSpan(start, index)) }
                start = index + 1
            }
        }
        if span.end > start { parts.append(NormalizedSpan(start, span.end)) }
        return parts
    }

    // MARK: titles, masks

    /// 刘书记, 王主任, 张某某.
    private static let titles = WordSet([
        "书记", "主任", "局长", "镇长", "乡长", "县长", "市长", "所长", "院长", "校长", "经理", "老板", "科长", "队长", "会计", "法官", "医生", "老师",
        "委员", "社长",
        "组长", "厂长", "矿长", "律师", "支书", "村长", "站长", "先生", "女士", "大爷", "大妈", "师傅", "老太", "警官", "大夫", "护士", "部长", "处长",
        "董事长",
        "股长",
    ])

    /// 区主任, 县书记 tell a level, no surname.
    private static let levels = Set("区县市镇乡村党国军".unicodeScalars.map(\.value))

    private func titled(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        for index in 0..<max(0, buffer.count - 1) where surnames.isSingle(buffer[index]) {
            let next = buffer[index + 1]
            let isMask = next == 0x67D0 || next == 0x58 || next == 0x78 || next == 0x2A || next == 0xD7
            let title = isMask ? nil : Self.titles.longest(buffer, at: index + 1)
            guard isMask || title != nil, !Self.levels.contains(buffer[index]), isNameBoundary(buffer, index) else {
                continue
            }
            if isMask {
                var end = index + 2
                while end < buffer.count, end - index < 4, buffer[end] == next { end += 1 }
                found.append(
                    Person(span: NormalizedSpan(index, end), role: .respondent, rule: "party.masked-name"))
            } else if let title {
                let span = NormalizedSpan(index, index + 1 + title.length)
                let isAsking = title.length == 2 && [0x5148, 0x5973, 0x5927].contains(buffer[index + 1])
                found.append(Person(span: span, role: isAsking ? .other : .respondent, rule: "party.surname-title"))
            }
        }
        return found
    }

    private static let notSurnames = Set("师板人家房乡年路公婆伴式城实干百党底住农旧早大小区学孩伙时车组型".unicodeScalars.map(\.value))

    /// 老邱, 小王: after a boundary and before something that follows names.
    private func nicknamed(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        for index in 0..<max(0, buffer.count - 2) where buffer[index] == 0x8001 || buffer[index] == 0x5C0F {
            guard surnames.isSingle(buffer[index + 1]), !Self.notSurnames.contains(buffer[index + 1]),
                isNameBoundary(buffer, index), surnames.mayFollowName(buffer[index + 2])
            else { continue }
            found.append(Person(span: NormalizedSpan(index, index + 2), role: .other, rule: "party.nickname"))
        }
        return found
    }

    private func isNameBoundary(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index == 0 || !CharacterKind.isHan(buffer[index - 1]) || BodyFinder.stops.endsBefore(buffer, index, longest: 3)
            || Self.cueWords.endsBefore(buffer, index, longest: 5)
            || Self.placeEnds.contains(buffer[index - 1])
    }

    private static let placeEnds = Set("村镇乡县市区路上下局所里院校厂队组社".unicodeScalars.map(\.value))

    // MARK: surname and given name alone

    private func free(_ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        var found: [Person] = []
        var index = 0
        while index + 2 < buffer.count {
            guard surnames.begins(buffer, at: index),
                index == 0 || !CharacterKind.isHan(buffer[index - 1]) || Self.placeEnds.contains(buffer[index - 1])
                    || BodyFinder.stops.endsBefore(buffer, index, longest: 3),
                let end = surnames.freeNameEnd(buffer, at: index)
            else {
                index += 1
                continue
            }
            found.append(Person(span: NormalizedSpan(index, end), role: .other, rule: "party.name"))
            index = end
        }
        return found
    }

    // MARK: signature

    /// Names on the last lines: 张三, 李四 王五, 举报人：…, 巴雅尔等七户.
    private func signed(_ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        guard let block = layout.signature else { return [] }
        var found: [Person] = []
        let role: Record.Party.Role = layout.kind == .letter ? .petitioner : .other
        for line in layout.lines where line.start >= block.start && line.count > 0 {
            var index = line.start
            while index < line.end {
                let isStart = index == line.start || [0x20, 0x3A, 0x3001, 0x2C, 0x28].contains(buffer[index - 1])
                if isStart, let end = surnames.nameEnd(buffer, at: index, limit: line.end, isCued: true),
                    end == line.end || !CharacterKind.isHan(buffer[end]) || buffer[end] == 0x7B49
                {
                    found.append(Person(span: NormalizedSpan(index, end), role: role, rule: "party.signature"))
                    index = end
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    /// Stronger evidence first; where two overlap, the earlier of this list stands.
    func find(_ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> [Person] {
        let isLetter = layout.kind == .letter
        let cued = cued(buffer).map {
            isLetter
                ? $0 : Person(span: $0.span, role: $0.role == .representative ? .representative : .other, rule: $0.rule)
        }
        let titled = (titled(buffer) + nicknamed(buffer)).map {
            isLetter ? $0 : Person(span: $0.span, role: .other, rule: $0.rule)
        }
        return (isLetter ? listed(buffer, layout.lines) : []) + cued + signed(layout, buffer) + titled + free(buffer)
    }
}
