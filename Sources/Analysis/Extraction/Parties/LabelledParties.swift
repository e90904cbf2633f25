internal import Documents

/// Parties told by where they stand: in the salutation, behind a label, in the lines that say who gets a copy.
struct LabelledParties: Sendable {
    private let copyLabels: WordSet
    private let noSalutation: WordSet
    private let courtesies: WordSet
    let honours: WordSet
    private let greetings: WordSet
    private let recipientLabels: WordSet
    let leaders: WordSet
    /// 省, 市委: whose leaders they are.
    let leaderLevels: WordSet
    private let closings: WordSet
    private let selves: WordSet
    private let fieldLabels: [(words: WordSet, role: Record.Party.Role)]

    init(_ lexicon: PartyLexicon) {
        copyLabels = lexicon.label("copy")
        noSalutation = lexicon.label("no-salutation")
        courtesies = lexicon.label("recipient-courtesy")
        honours = lexicon.label("honour")
        greetings = lexicon.label("greeting")
        recipientLabels = lexicon.label("recipient")
        leaders = lexicon.label("leader")
        leaderLevels = lexicon.label("leader-level")
        closings = lexicon.label("closing")
        selves = lexicon.label("self-body")
        fieldLabels = [
            (lexicon.label("field-respondent"), .respondent), (lexicon.label("field-petitioner"), .petitioner),
            (lexicon.label("field-representative"), .representative), (lexicon.label("field-other"), .other),
        ]
    }

    // MARK: addressees

    /// 鼓楼区房管局、榕西街道办事处：one party each.
    func addressees(_ text: PartyText, _ layout: Layout) -> [PartyMention] {
        guard let span = layout.addressee.map({ honoured($0, text) }), span.count > 0, span.count <= 60 else {
            return layout.kind == .letter ? greeted(text, layout) : []
        }
        if layout.kind == .reply {
            // A reply is written to whom it answers.
            var end = span.end
            for back in 2...3 where span.count > back {
                if courtesies.longest(text.buffer, at: span.end - back)?.length == back { end = span.end - back }
            }
            let person = NormalizedSpan(span.start, end)
            guard (2...8).contains(person.count), !text.has(.recipientEnd, at: end - 1) else { return [] }
            return [
                PartyMention(
                    span: person, name: text.name(person), type: .person, role: .petitioner,
                    rule: "party.salutation")
            ]
        }
        if layout.kind != .letter {
            // A plan's lead-in ends with a colon too; recipients end as bodies do.
            guard text.has(.recipientEnd, at: span.end - 1) else { return [] }
            return [
                PartyMention(
                    span: span, name: text.name(span), type: .government, role: .addressee,
                    rule: "party.salutation")
            ]
        }
        // 请求网信、公安：, 几个事想弄明白：: over a list, no salutation.
        guard noSalutation.longest(text.buffer, at: span.start) == nil,
            !span.range.contains(where: { text[$0] == 0x60F3 || text[$0] == 0x6211 }), text[span.start] != 0x8D35
        else { return greeted(text, layout) }
        var parts = parts(withoutGreeting(span, text), text, at: [0x3001, 0x2C]).flatMap { joined($0, text) }
        // 交通运输局党委书记、局长: a second title of the same recipient.
        if parts.count == 2, text.cues.has([.office, .chief], at: parts[1].start, length: parts[1].count) {
            parts = [NormalizedSpan(parts[0].start, parts[1].end)]
        }
        return parts.compactMap { part -> PartyMention? in
            guard part.count >= 2 else { return nil }
            let isBody = text.has(.recipientEnd, at: part.end - 1)
            return PartyMention(
                span: part, name: text.name(part), type: isBody ? .government : .person, role: .addressee,
                rule: "party.salutation")
        }
    }

    /// 省移民局|并|市移民局, 市政府|暨|省信访局: two recipients.
    private func joined(_ part: NormalizedSpan, _ text: PartyText) -> [NormalizedSpan] {
        guard part.count >= 8,
            let joint = (part.start + 3..<part.end - 3).first(where: {
                (text[$0] == 0x5E76 || text[$0] == 0x66A8) && text.ends(.bodies, at: $0)
            }),
            // 并转县委, 并请转告…: one recipient who is to pass it on.
            text[joint + 1] != 0x8F6C, text[joint + 1] != 0x8BF7, text[joint + 1] != 0x62A5
        else { return [part] }
        return [NormalizedSpan(part.start, joint), NormalizedSpan(joint + 1, part.end)]
    }

    /// 尊敬的书记，您好 · 胡书记：您好 · 县领导你们好: a greeting that opens one of the first lines.
    private func greeted(_ text: PartyText, _ layout: Layout) -> [PartyMention] {
        for line in layout.lines.lazy.filter({ $0.count > 0 }).prefix(4) {
            var start = line.start
            let isHonoured = honours.longest(text.buffer, at: start).map { start += $0.length } != nil
            var end = start
            while end < line.end, end - start < 24,
                text.isHan(end) || CharacterKind.isLatin(text[end])
                    || CharacterKind.isDigit(text[end]), greetings.longest(text.buffer, at: end) == nil
            { end += 1 }
            // 领导好, 局长好
            let isShort = end - start >= 3 && text[end - 1] == 0x597D && end < line.end
            if isShort { end -= 1 }
            guard (2...(isHonoured ? 20 : 12)).contains(end - start), end < line.end,
                text.has(.recipientEnd, at: end - 1)
            else {
                continue
            }
            var next = end
            while next < line.end, text[next] == 0x3A || text[next] == 0x2C || text[next] == 0x20 { next += 1 }
            let isGreeting = isShort || next < line.end && greetings.longest(text.buffer, at: next) != nil
            guard isHonoured || isGreeting else { continue }
            let span = NormalizedSpan(start, end)
            return [
                PartyMention(
                    span: span, name: text.name(span), type: .government, role: .addressee,
                    rule: "party.salutation")
            ]
        }
        return []
    }

    /// The length of 谨上, 叩首 and their like right before `end`.
    func closingLength(_ text: PartyText, before end: Int) -> Int {
        for length in [2, 1] where end >= length {
            if closings.longest(text.buffer, at: end - length)?.length == length { return length }
        }
        return 0
    }

    /// 胡书记，我家在… and 请胡书记过问: a leader whom the writer speaks to, by surname and title.
    func isCalled(_ person: PersonFinder.Person, _ text: PartyText) -> Bool {
        let span = person.span
        guard person.rule == "party.surname-title", span.count >= 3,
            leaders.longest(text.buffer, at: span.start + 1)?.length == span.count - 1
        else { return false }
        if text.ends(.event, at: span.start) { return true }
        let isOpening =
            span.start == 0 || text[span.start - 1] == 0x0A || CharacterKind.endsSentence(text[span.start - 1])
            || greetings.endsBefore(text.buffer, span.start - (text.isHan(span.start - 1) ? 0 : 1), longest: 3)
        guard span.end < text.count else { return false }
        // …多收费用胡书记：您好: glued to the title.
        let next = text[span.end] == 0x3A ? span.end + 1 : span.end
        if span.start < 160, next < text.count, greetings.longest(text.buffer, at: next) != nil { return true }
        guard isOpening else { return false }
        switch text[span.end] {
        case 0x2C, 0x3A, 0x21: return true
        default: return greetings.longest(text.buffer, at: span.end) != nil
        }
    }

    /// 我们是, 我单位是 right before a body's name.
    func isSelf(before start: Int, _ text: PartyText) -> Bool {
        (3...5).contains { start >= $0 && selves.longest(text.buffer, at: start - $0)?.length == $0 }
    }

    /// 致：…, 此致…, 抄：…: what tells a recipient right before a body's name.
    func isRecipient(before start: Int, _ text: PartyText) -> Bool {
        var end = start
        while end > 0, text[end - 1] == 0x3A || text[end - 1] == 0x20 { end -= 1 }
        for length in 1...4 where end >= length {
            guard recipientLabels.longest(text.buffer, at: end - length)?.length == length else { continue }
            // 此致 in running text too, 致 and 抄 at a line's start only.
            if length >= 2 || end == length || text[end - length - 1] == 0x0A { return true }
        }
        return false
    }

    /// 领导|你们好
    private func withoutGreeting(_ span: NormalizedSpan, _ text: PartyText) -> NormalizedSpan {
        let end = span.range.first { greetings.longest(text.buffer, at: $0) != nil } ?? span.end
        return end > span.start + 1 ? NormalizedSpan(span.start, end) : span
    }

    /// What stands between these marks, without spaces around it.
    private func parts(_ span: NormalizedSpan, _ text: PartyText, at marks: Set<UInt32>) -> [NormalizedSpan] {
        var parts: [NormalizedSpan] = []
        var start = span.start
        for index in span.start...span.end where index == span.end || marks.contains(text[index]) {
            var (low, high) = (start, index)
            while low < high, text[low] == 0x20 { low += 1 }
            while high > low, text[high - 1] == 0x20 { high -= 1 }
            if high > low { parts.append(NormalizedSpan(low, high)) }
            start = index + 1
        }
        return parts
    }

    /// 抄送：省信访局、市政府 and the body under 此致: addressees outside the salutation.
    func copied(_ text: PartyText, _ layout: Layout) -> [PartyMention] {
        var found: [PartyMention] = []
        var isBelow = false
        for line in layout.lines where line.count > 0 {
            var start: Int?
            if let (length, word) = copyLabels.longest(text.buffer, at: line.start) {
                let isClosing = copyLabels.words[word] == "此致"
                var at = line.start + length
                while at < line.end, text[at] == 0x3A || text[at] == 0x20 { at += 1 }
                isBelow = isClosing && at == line.end
                if at < line.end, isClosing || text[line.start + length] == 0x3A { start = at }
            } else if isBelow {
                isBelow = false
                start = line.start
            }
            guard let start, line.end - start <= 80 else { continue }
            found += parts(NormalizedSpan(start, line.end), text, at: [0x3001, 0x2C, 0x20, 0x3002]).compactMap {
                part -> PartyMention? in
                guard part.count >= 3, text.has(.recipientEnd, at: part.end - 1) else { return nil }
                return PartyMention(
                    span: part, name: text.name(part), type: .government, role: .addressee, rule: "party.copies")
            }
        }
        return found
    }

    // MARK: fields

    /// 投诉人：…, 被申请人一：…: what a label of a party says of the name behind it.
    func fields(_ text: PartyText, _ layout: Layout, _ bodies: BodyFinder) -> [PartyMention] {
        var found: [PartyMention] = []
        var colon = text.firstIndex(of: .colon, from: 0)
        // The part that a label by itself on a line gives to the numbered lines below it.
        var below: Record.Party.Role?
        for line in layout.lines where line.count > 0 {
            if let role = below {
                if let start = itemStart(line.start, line.end, text) {
                    found += item(at: start, line.end, role, text, bodies)
                    continue
                }
                below = nil
            }
            var index = line.start
            while index < line.end {
                if colon < index { colon = text.firstIndex(of: .colon, from: index) }
                guard colon < line.end else { break }
                // A label is not longer than this, with what stands in brackets behind it.
                if colon - index > 24 { index = colon - 24 }
                guard index == line.start || Self.separates(text[index - 1]),
                    let (role, value) = field(at: index, line, text)
                else {
                    index += 1
                    continue
                }
                guard value < line.end else {
                    below = role
                    break
                }
                let items = items(from: value, line.end, text)
                let parties =
                    items.isEmpty
                    ? named(from: value, line.end, role, text, bodies)
                    : items.flatMap { item(at: $0, line.end, role, text, bodies) }
                found += parties
                index = max(value, parties.last?.span.end ?? value)
            }
        }
        return found
    }

    private static func separates(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x21, 0x2C, 0x3B, 0x3F, 0x3001, 0x3002, 0x28: true
        default: false
        }
    }

    /// The part of a label at `index` and where its value begins.
    private func field(
        at index: Int, _ line: NormalizedSpan, _ text: PartyText
    ) -> (role: Record.Party.Role, value: Int)? {
        for (words, role) in fieldLabels {
            guard let (length, _) = words.longest(text.buffer, at: index) else { continue }
            var at = index + length
            // 被申请人一, 申请人(签字), 申请人1
            if at < line.end, Numeral.digit(text[at]) != nil || CharacterKind.isDigit(text[at]) { at += 1 }
            if at < line.end, text[at] == 0x28 {
                while at < line.end, text[at] != 0x29 { at += 1 }
                at = min(at + 1, line.end)
            }
            guard at < line.end, text[at] == 0x3A else { continue }
            at += 1
            while at < line.end, text[at] == 0x20 { at += 1 }
            return (role, at)
        }
        return nil
    }

    /// 被控告人：1.张三，…；2.某公司，…: where the names behind the numbers begin, if the first stands at `value`.
    private func items(from value: Int, _ limit: Int, _ text: PartyText) -> [Int] {
        guard let first = itemStart(value, limit, text) else { return [] }
        var starts = [first]
        for index in first..<limit where text[index] == 0x3B || text[index] == 0x3002 {
            if let start = itemStart(index + 1, limit, text) { starts.append(start) }
        }
        return starts
    }

    /// Behind 1. or 2、 or (3) at `index`.
    private func itemStart(_ index: Int, _ limit: Int, _ text: PartyText) -> Int? {
        var at = index
        if at < limit, text[at] == 0x28 { at += 1 }
        let digits = at
        while at < limit, at - digits < 2, CharacterKind.isDigit(text[at]) || Numeral.digit(text[at]) != nil { at += 1 }
        guard at > digits, at < limit, [0x2E, 0x3001, 0x29].contains(text[at]) else { return nil }
        at += 1
        while at < limit, text[at] == 0x20 { at += 1 }
        return at < limit ? at : nil
    }

    /// Whoever is named in the first clause behind a number.
    private func item(
        at start: Int, _ limit: Int, _ role: Record.Party.Role, _ text: PartyText, _ bodies: BodyFinder
    ) -> [PartyMention] {
        let end = (start..<limit).first { CharacterKind.endsClause(text[$0]) } ?? limit
        return named(from: start, end, role, text, bodies)
    }

    private func named(
        from value: Int, _ limit: Int, _ role: Record.Party.Role, _ text: PartyText, _ bodies: BodyFinder
    ) -> [PartyMention] {
        var found: [PartyMention] = []
        var start = value
        // 联系人：副总经理 庄亚明
        if let title = text.cues.longest([.office, .chief], at: start), start + title.length < limit,
            text[start + title.length] == 0x20
        {
            start += title.length + 1
        }
        // 张三、李四, 艾则孜·吐尔逊
        while start < limit,
            let end = text.dottedEnd(at: start, limit: limit)
                ?? text.nameEnd(at: start, limit: limit, isCued: true),
            // 石门村十二户村民
            !(text[end - 1] == 0x6751 && end < limit && text.isHan(end))
        {
            let span = NormalizedSpan(start, end)
            found.append(
                PartyMention(span: span, name: text.name(span), type: .person, role: role, rule: "party.field"))
            guard end < limit, text[end] == 0x3001 || text[end] == 0x2C || text[end] == 0x20 else { break }
            start = end + 1
        }
        if !found.isEmpty { return found }
        var end = value
        while end < limit, text.isHan(end) || text[end] == 0x28 || text[end] == 0x29 {
            // 某公司(以下简称…): the name ends before it; in 联域通信(广东)有限公司 it goes on behind.
            if text[end] == 0x28 {
                guard let close = (end..<limit).first(where: { text[$0] == 0x29 }), close - end <= 8,
                    close + 1 < limit, text.isHan(close + 1)
                else { break }
            }
            end += 1
        }
        guard (2...30).contains(end - value) else { return [] }
        let span = NormalizedSpan(value, end)
        if let kind = bodies.kind(endingAt: end, from: value, text) {
            return [
                PartyMention(
                    span: span, name: text.name(span), type: kind.type, role: role, rule: "party.field", kind: kind)
            ]
        }
        // Without an ending of a body's name it is a group, or words that name nobody.
        // In doubt a short word is a person's name, and sealed as one.
        guard span.count <= 12, !span.range.contains(where: { text[$0] == 0x6211 }),
            ![0x4E0D, 0x8BE5, 0x672C].contains(text[value])
        else { return [] }
        // 翠湖小区住户|周女士: whoever is named is sealed.
        let named = span.range.dropFirst().first {
            text.ends(.group, at: $0) && text.nameEnd(at: $0, limit: limit, isCued: true) == end
        }
        if let named {
            let span = NormalizedSpan(named, end)
            return [PartyMention(span: span, name: text.name(span), type: .person, role: role, rule: "party.field")]
        }
        let isGroup = span.count > 6 || text.ends(.group, at: end)
        return [
            PartyMention(
                span: span, name: text.name(span), type: isGroup ? .group : .person, role: role,
                rule: "party.field")
        ]
    }
}
