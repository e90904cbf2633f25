internal import Dictionaries
internal import Documents

/// A name of a person, group or body, with the part it plays.
struct PartyMention: Sendable {
    var span: NormalizedSpan
    var name: String
    var type: Record.Party.Kind
    var role: Record.Party.Role
    let rule: String
}

/// Brings the finders of persons, groups and bodies together and settles who is who in one document.
struct PartyFinder: Sendable {
    private let surnames: Surnames
    private let persons: PersonFinder
    private let bodies: BodyFinder
    private let roles = PartyRoles()
    private let lists = ResponsibleLists()
    private let aliases = AliasFinder()
    private let settler = RoleSettler()

    init(_ dictionaries: DictionaryFiles) throws(DictionaryError) {
        surnames = try Surnames(dictionaries)
        persons = PersonFinder(surnames: surnames, cues: try PersonCues(dictionaries))
        bodies = BodyFinder(names: try BodyNames(dictionaries), words: try BodyWords(dictionaries))
    }

    func find(_ text: NormalizedText, _ layout: Layout, _ divisions: [NormalizedSpan], taken: [NormalizedSpan])
        -> [PartyMention]
    {
        var occupied = [Bool](repeating: false, count: text.count)
        for span in taken { for index in span.range { occupied[index] = true } }
        var mentions = addressees(text, layout)
        text.scalars.withUnsafeBufferPointer { buffer in
            mentions += fields(text, layout, buffer)
            if layout.kind == .letter { mentions += copied(text, layout, buffer) }
            let isLetter = layout.kind == .letter || layout.kind == .other
            if !isLetter {
                mentions += lists.find(layout.lines, buffer).map {
                    PartyMention(
                        span: $0, name: text[$0], type: .government, role: .handler, rule: "party.responsible")
                }
            }
            let organisations = bodies.find(buffer, divisions: divisions, occupied: occupied).map { body in
                PartyMention(
                    span: body.span, name: text[body.span].filter { $0 != "\n" }, type: PartyRoles.type(of: body.kind),
                    role: roles.role(of: body, layout, buffer), rule: "party.body")
            }
            mentions += aliases.find(organisations, divisions, buffer)
            mentions += organisations
            mentions += groups(text, buffer)
            mentions += persons.find(layout, buffer).map {
                PartyMention(span: $0.span, name: text[$0.span], type: .person, role: $0.role, rule: $0.rule)
            }
        }
        let named = repeated(settle(mentions, divisions), text)
        return text.scalars.withUnsafeBufferPointer { settler.settle(named, text, layout, $0) }
    }

    // MARK: overlaps and repetitions

    /// Earlier finders win; a division is no person (高唐县, 安宁).
    private func settle(_ mentions: [PartyMention], _ divisions: [NormalizedSpan]) -> [PartyMention] {
        var kept: [PartyMention] = []
        for mention in mentions {
            if kept.contains(where: { $0.span.overlaps(mention.span) }) { continue }
            if mention.rule == "party.name", divisions.contains(where: { $0.overlaps(mention.span) }) { continue }
            // 我是石柱土家族自治县…的
            if mention.rule == "party.cue",
                divisions.contains(where: { $0.start == mention.span.start && $0.count >= 3 })
            {
                continue
            }
            kept.append(mention)
        }
        return kept
    }

    /// Every further place where a name that was found is written again; one name plays one part.
    private func repeated(_ mentions: [PartyMention], _ text: NormalizedText) -> [PartyMention] {
        var result = mentions
        var first: [String: PartyMention] = [:]
        func strength(_ role: Record.Party.Role) -> Int {
            switch role {
            case .petitioner: 4
            case .respondent: 3
            case .handler: 2
            case .representative: 1
            case .addressee, .other: 0
            }
        }
        for mention in mentions where mention.role != .addressee && mention.name.unicodeScalars.count >= 2 {
            guard let known = first[mention.name] else {
                first[mention.name] = mention
                continue
            }
            if strength(mention.role) > strength(known.role) { first[mention.name] = mention }
        }
        for (name, known) in first.sorted(by: {
            $0.key.count == $1.key.count ? $0.key < $1.key : $0.key.count > $1.key.count
        }) {
            let wanted = name.unicodeScalars.map(\.value)
            // Two characters written anywhere are too often something else.
            guard let head = wanted.first,
                wanted.count >= 3 || known.rule == "party.signature" || known.rule == "party.cue"
            else { continue }
            var index = 0
            while index + wanted.count <= text.count {
                guard text.scalars[index] == head, text.scalars[index..<index + wanted.count].elementsEqual(wanted)
                else {
                    index += 1
                    continue
                }
                let span = NormalizedSpan(index, index + wanted.count)
                if !result.contains(where: { $0.span.overlaps(span) }) {
                    result.append(
                        PartyMention(
                            span: span, name: name, type: known.type, role: known.role, rule: "party.repeated"))
                }
                index += wanted.count
            }
        }
        for index in result.indices {
            let mention = result[index]
            guard let known = first[mention.name], mention.role != .addressee else { continue }
            // 联系人 keeps its part beside the petitioner's.
            if mention.role == .other || mention.type == .person && mention.role != .representative {
                result[index].role = known.role
            }
        }
        return result.sorted { $0.span < $1.span }
    }

    // MARK: addressees

    /// 鼓楼区房管局、榕西街道办事处：one party each.
    private func addressees(_ text: NormalizedText, _ layout: Layout) -> [PartyMention] {
        guard let span = layout.addressee, span.count > 0, span.count <= 60 else { return [] }
        if layout.kind == .reply {
            // A reply is written to whom it answers.
            let end = span.end - (Self.courtesies.first { text.hasSuffix($0, in: span) }?.unicodeScalars.count ?? 0)
            let person = NormalizedSpan(span.start, end)
            guard (2...8).contains(person.count), !Self.recipientEnds.contains(text.scalars[end - 1]) else { return [] }
            return [
                PartyMention(
                    span: person, name: text[person], type: .person, role: .petitioner, rule: "party.salutation")
            ]
        }
        if layout.kind != .letter {
            // A plan's lead-in ends with a colon too; recipients end as bodies do.
            guard Self.recipientEnds.contains(text.scalars[span.end - 1]) else { return [] }
            return [
                PartyMention(
                    span: span, name: text[span], type: .government, role: .addressee, rule: "party.salutation")
            ]
        }
        // 请求网信、公安：, 几个事想弄明白：: over a list, no salutation.
        guard text.scalars.withUnsafeBufferPointer({ Self.noSalutation.longest($0, at: span.start) == nil }),
            !span.range.contains(where: { text.scalars[$0] == 0x60F3 })
        else { return [] }
        return text.scalars[span.range].split { $0 == 0x3001 || $0 == 0x2C }.compactMap { part in
            var (start, end) = (part.startIndex, part.endIndex)
            while start < end, text.scalars[start] == 0x20 { start += 1 }
            while end > start, text.scalars[end - 1] == 0x20 { end -= 1 }
            guard end - start >= 2 else { return nil }
            let part = NormalizedSpan(start, end)
            let isBody = Self.recipientEnds.contains(text.scalars[end - 1])
            return PartyMention(
                span: part, name: text[part], type: isBody ? .government : .person, role: .addressee,
                rule: "party.salutation")
        }
    }

    private static let noSalutation = WordSet(["请求", "要求", "希望", "恳请", "几个", "几点", "敬启者", "现将", "下面", "附"])
    private static let copyLabels = WordSet(["抄送", "抄报", "主送", "分送", "并报", "同时报送", "呈报", "此致"])

    /// 抄送：省信访局、市政府 and the body under 此致: addressees outside the salutation.
    private func copied(_ text: NormalizedText, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>)
        -> [PartyMention]
    {
        var found: [PartyMention] = []
        var isBelow = false
        for line in layout.lines where line.count > 0 {
            var start: Int?
            if let (length, word) = Self.copyLabels.longest(buffer, at: line.start) {
                let isClosing = Self.copyLabels.words[word] == "此致"
                var at = line.start + length
                while at < line.end, [0x3A, 0x20].contains(buffer[at]) { at += 1 }
                isBelow = isClosing && at == line.end
                if at < line.end, isClosing || buffer[line.start + length] == 0x3A { start = at }
            } else if isBelow {
                isBelow = false
                start = line.start
            }
            guard let start, line.end - start <= 80 else { continue }
            found += text.scalars[start..<line.end].split { [0x3001, 0x2C, 0x20, 0x3002].contains($0) }.compactMap {
                let span = NormalizedSpan($0.startIndex, $0.endIndex)
                guard span.count >= 3, Self.recipientEnds.contains(buffer[span.end - 1]) else { return nil }
                return PartyMention(
                    span: span, name: text[span], type: .government, role: .addressee, rule: "party.copies")
            }
        }
        return found
    }

    private static let courtesies = ["同志", "先生", "女士", "等人", "居民", "村民"]
    private static let recipientEnds = Set("局委府办门位院所会心司校处部长导村队室学站区街乡镇县市科股组箱台线志们庭席任记员线".unicodeScalars.map(\.value))

    // MARK: fields

    private static let fieldRoles: [String: Record.Party.Role] = [
        "姓名": .petitioner, "申诉人": .petitioner, "举报人": .petitioner, "控告人": .petitioner, "投诉人": .petitioner,
        "信访人": .petitioner, "来访人": .petitioner, "来电人": .petitioner, "反映人": .petitioner, "申请人": .petitioner,
        "来信人": .petitioner, "写信人": .petitioner, "求助人": .petitioner, "上访人": .petitioner, "建议人": .petitioner,
        "被申诉人": .respondent, "被举报人": .respondent, "被控告人": .respondent, "被投诉人": .respondent,
        "被申请人": .respondent, "被反映人": .respondent, "被反映单位": .respondent, "联系人": .representative,
        "代理人": .representative, "委托代理人": .representative, "代表": .representative, "诉求代表": .representative,
        "法定代表人": .other, "代表人": .representative,
    ]

    private func fields(_ text: NormalizedText, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>)
        -> [PartyMention]
    {
        layout.fields.flatMap { field -> [PartyMention] in
            guard let role = Self.fieldRoles[field.label], field.value.count > 0 else { return [] }
            var found: [PartyMention] = []
            var start = field.value.start
            // 张三、李四
            while start < field.value.end,
                let end = surnames.nameEnd(buffer, at: start, limit: field.value.end, isCued: true)
            {
                let span = NormalizedSpan(start, end)
                found.append(
                    PartyMention(span: span, name: text[span], type: .person, role: role, rule: "party.field"))
                guard end < field.value.end, [0x3001, 0x2C, 0x20].contains(buffer[end]) else { break }
                start = end + 1
            }
            if !found.isEmpty { return found }
            var end = field.value.start
            while end < field.value.end, CharacterKind.isHan(buffer[end]) || buffer[end] == 0x28 || buffer[end] == 0x29
            { end += 1 }
            guard (2...24).contains(end - field.value.start) else { return [] }
            let span = NormalizedSpan(field.value.start, end)
            let kind = bodies.names.kind(endingOf: text.scalars[span.range])
            // Without an ending of a body's name it is a group, or words that name nobody.
            guard let kind else {
                // In doubt a short word is a person's name, and sealed as one.
                let isGroup = span.count > 6 || Self.groupTails.endsBefore(buffer, span.end, longest: 5)
                return span.count <= 12 && !text[span].contains("我")
                    ? [
                        PartyMention(
                            span: span, name: text[span], type: isGroup ? .group : .person, role: role,
                            rule: "party.field")
                    ] : []
            }
            return [
                PartyMention(
                    span: span, name: text[span], type: PartyRoles.type(of: kind), role: role, rule: "party.field")
            ]
        }
    }

    // MARK: groups

    private static let groupTails = WordSet([
        "村民", "业主", "职工", "员工", "居民", "工人", "农民工", "家长", "住户", "教师", "老师", "群众", "股民", "商户", "学生", "农户", "退休人员", "牧民",
        "渔民", "师生", "学生家长",
        "购房户", "拆迁户", "退休职工", "下岗职工", "出租车司机", "经营户",
    ])

    /// 东河村全体村民, 东河小区全体业主.
    private func groups(_ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>) -> [PartyMention] {
        var found: [PartyMention] = []
        var index = 0
        while index + 3 < buffer.count {
            defer { index += 1 }
            guard buffer[index] == 0x5168, buffer[index + 1] == 0x4F53,
                let (length, _) = Self.groupTails.longest(buffer, at: index + 2)
            else { continue }
            var start = index
            while start > 0, index - start < 14,
                CharacterKind.isHan(buffer[start - 1]) || CharacterKind.isDigit(buffer[start - 1]),
                !BodyFinder.stops.endsBefore(buffer, start, longest: 3)
            { start -= 1 }
            let span = NormalizedSpan(start, index + 2 + length)
            guard span.count >= 6 else { continue }
            found.append(
                PartyMention(span: span, name: text[span], type: .group, role: .petitioner, rule: "party.group"))
        }
        return found
    }
}
