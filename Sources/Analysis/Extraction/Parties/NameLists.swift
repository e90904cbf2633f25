internal import Documents

/// Names in lists and signatures: 联名人：张三、李四; the last lines of a letter.
struct NameLists: Sendable {
    private let list: WordSet
    private let contact: WordSet
    private let accused: WordSet
    private let staff: WordSet
    private let phone: WordSet
    /// What goes before a nickname: 外号, 人称.
    let nickname: WordSet
    /// What goes before the writer's own name: 我叫.
    let introduction: WordSet
    /// 来访人, 来电人: labels of those who write, also without a colon behind them.
    let writers: WordSet

    init(_ lexicon: PartyLexicon) {
        list = lexicon.label("list")
        contact = lexicon.label("contact")
        accused = lexicon.label("accused")
        staff = lexicon.label("staff")
        phone = lexicon.label("phone")
        nickname = lexicon.label("nickname")
        introduction = lexicon.label("introduction")
        writers = lexicon.label("field-petitioner")
    }

    /// Names after 联名人：, on the same line or the lines below it.
    func listed(_ text: PartyText, _ lines: [NormalizedSpan]) -> [PersonFinder.Person] {
        var found: [PersonFinder.Person] = []
        func add(_ spans: [NormalizedSpan], _ role: Record.Party.Role) {
            found += spans.map { PersonFinder.Person(span: $0, role: role, rule: "party.list") }
        }
        var nextColon = text.firstIndex(of: .colon, from: 0)
        for (number, line) in lines.enumerated() {
            if nextColon < line.start { nextColon = text.firstIndex(of: .colon, from: line.start) }
            while nextColon < line.end {
                let colon = nextColon
                nextColon = text.firstIndex(of: .colon, from: colon + 1)
                guard let role = listRole(text, line.start, colon) else { continue }
                let rest = NormalizedSpan(colon + 1, line.end)
                let own = names(in: rest, text)
                if own.count >= 2 || own.count == 1 && own[0].end == line.end {
                    add(own, role)
                } else if rest.range.allSatisfy({ text[$0] == 0x20 }) {
                    for next in lines[(number + 1)...].prefix(12) where next.count > 0 {
                        let below = names(in: next, text)
                        guard !below.isEmpty else { break }
                        add(below, role)
                    }
                }
            }
        }
        return found
    }

    /// What a label before a colon says of the names behind it.
    private func listRole(_ text: PartyText, _ start: Int, _ colon: Int) -> Record.Party.Role? {
        var end = colon
        // 联名业主（签名附后，共38户）：
        if end > start, text[end - 1] == 0x29, let open = (start..<end).last(where: { text[$0] == 0x28 }) {
            end = open
        }
        let tail = UnsafeBufferPointer(rebasing: text.buffer[max(start, end - 8)..<end])
        if accused.endsBefore(tail, tail.count, longest: 5) { return .respondent }
        if staff.endsBefore(tail, tail.count, longest: 5) { return .other }
        if contact.endsBefore(tail, tail.count, longest: 5) { return .representative }
        return list.endsBefore(tail, tail.count, longest: 4) ? .petitioner : nil
    }

    private static let separators = ScalarSet("、, ;/")

    /// The names of a list; none when what stands there is no list.
    private func names(in span: NormalizedSpan, _ text: PartyText) -> [NormalizedSpan] {
        var tokens: [NormalizedSpan] = []
        var isOver = false
        for token in split(span, text, at: Self.separators).map({ withoutNumber($0, text) }) where !isOver {
            var end = token.start
            while end < token.end, CharacterKind.isHan(text[end]) || text[end] == 0xB7 { end += 1 }
            // 操水莲等67人: the list ends here.
            if let others = (token.start..<end).first(where: { text[$0] == 0x7B49 && $0 - token.start >= 2 }) {
                end = others
                isOver = true
            }
            if end < token.end, text[end] == 0x3002 || text[end] == 0x3A { isOver = true }
            if end > token.start { tokens += glued(NormalizedSpan(token.start, end), text) }
        }
        let named = tokens.filter { token in
            text.nameEnd(at: token.start, limit: token.end, isCued: true, allowsRare: true) == token.end
                && !text.has(.listEnd, at: token.end - 1)
        }
        if named.count * 2 >= tokens.count, !named.isEmpty {
            // 乌仁其木格 among names with surnames.
            guard named.count >= 2 else { return named }
            return tokens.filter {
                named.contains($0)
                    || (4...6).contains($0.count) && !text.has(.listEnd, at: $0.end - 1)
                        && text.isForeignName($0.start, $0.end)
            }
        }
        // Names of other peoples carry no surname: a list of short words and nothing else.
        let short = tokens.filter { (2...6).contains($0.count) }
        // 西宁市城北区，一行三人: words of running text are no names.
        let isRunning = short.contains { token in
            text.has(.listEnd, at: token.end - 1)
                || text.has(.localStop, at: token.start) && !text.has(.transcription, at: token.start)
                || text.cues.has([.office, .chief], at: token.start, length: token.count)
        }
        return short.count == tokens.count && short.count >= 3 && !isRunning ? short : []
    }

    /// 1柳秀梅, 2.章可盈: the name behind its number.
    private func withoutNumber(_ token: NormalizedSpan, _ text: PartyText) -> NormalizedSpan {
        var start = token.start
        while start < token.end, CharacterKind.isDigit(text[start]) || Self.numberMarks.contains(text[start]) {
            start += 1
        }
        return NormalizedSpan(start, token.end)
    }

    private static let numberMarks = ScalarSet("(.)")
    /// A run of so many characters holds four names and more.
    private static let shortestRun = 9

    /// 柳秀梅章可盈吕国栋方柔: names that nothing parts, when every character of the run belongs to one that begins with a
    /// surname; the run itself otherwise. Of two ways the one with fewer names is taken.
    private func glued(_ run: NormalizedSpan, _ text: PartyText) -> [NormalizedSpan] {
        guard run.count >= Self.shortestRun, run.count <= 400 else { return [run] }
        func isName(_ start: Int, _ length: Int) -> Bool {
            text.beginsSurname(start) && !(start + 1..<start + length).contains { text.has(.never, at: $0) }
                && !text.cues.has(.noName, at: start, length: 2)
                && !text.has(.listEnd, at: start + length - 1)
        }
        let none = Int.max / 2
        // The fewest names from each place to the end, and the length of the first of them.
        var fewest = [Int](filled: none, count: run.count + 1)
        var lengths = [Int](filled: 0, count: run.count)
        fewest[run.count] = 0
        for offset in (0..<run.count).reversed() {
            for length in [3, 2] where offset + length <= run.count && fewest[offset + length] + 1 < fewest[offset] {
                guard isName(run.start + offset, length) else { continue }
                (fewest[offset], lengths[offset]) = (fewest[offset + length] + 1, length)
            }
        }
        guard fewest[0] < none else { return [run] }
        var names: [NormalizedSpan] = []
        var offset = 0
        while offset < run.count {
            names.append(NormalizedSpan(run.start + offset, run.start + offset + lengths[offset]))
            offset += lengths[offset]
        }
        return names
    }

    /// The parts between separators that stand outside brackets.
    private func split(
        _ span: NormalizedSpan, _ text: PartyText, at separators: ScalarSet
    ) -> [NormalizedSpan] {
        var parts: [NormalizedSpan] = []
        var start = span.start
        var depth = 0
        for index in span.range {
            if text[index] == 0x28 { depth += 1 }
            if text[index] == 0x29 { depth = max(0, depth - 1) }
            if depth == 0, separators.contains(text[index]) {
                if index > start { parts.append(NormalizedSpan(start, index)) }
                start = index + 1
            }
        }
        if span.end > start { parts.append(NormalizedSpan(start, span.end)) }
        return parts
    }

    // MARK: rows of names

    /// A line of names and hardly anything else, and the lines that go on with it: the names of those who sign.
    func rows(_ text: PartyText, _ lines: [NormalizedSpan]) -> [PersonFinder.Person] {
        var found: [PersonFinder.Person] = []
        var isOpen = false
        for line in lines where line.count > 0 {
            let names = row(line, text)
            let isRow = names.count >= 3 || isOpen && !names.isEmpty
            if isRow {
                found += names.map { PersonFinder.Person(span: $0, role: .petitioner, rule: "party.list") }
            }
            isOpen = isRow
        }
        return found
    }

    /// The names of a line of which nearly every word is one; none when it is no such line.
    private func row(_ line: NormalizedSpan, _ text: PartyText) -> [NormalizedSpan] {
        guard line.count <= 400 else { return [] }
        var names: [NormalizedSpan] = []
        var others = 0
        var start = line.start
        while start < line.end {
            guard text.isHan(start) else {
                start += 1
                continue
            }
            var end = start
            while end < line.end, text.isHan(end) { end += 1 }
            let isName =
                (2...4).contains(end - start)
                && text.nameEnd(at: start, limit: end, isCued: true, allowsRare: true) == end
                && !text.has(.listEnd, at: end - 1) && !text.cues.has(.noName, at: start, length: 2)
            // (按印), 等, 女: short words beside names.
            if isName { names.append(NormalizedSpan(start, end)) } else { others += end - start >= 3 ? 2 : 1 }
            start = end
            // A name takes three places with the mark behind it: the rest of the line can hold no more.
            if others * 4 > names.count + (line.end - start + 2) / 3 { return [] }
        }
        return others * 4 <= names.count ? names : []
    }

    // MARK: signature

    /// Names on the last lines: 张三, 李四 王五, 举报人：…, 代表 李四.
    func signed(_ layout: Layout, _ text: PartyText) -> [PersonFinder.Person] {
        guard let block = layout.signature else { return [] }
        var found: [PersonFinder.Person] = []
        let standard: Record.Party.Role = layout.kind == .letter ? .petitioner : .other
        for line in layout.lines where line.start >= block.start && line.count > 0 {
            var role = standard
            var index = line.start
            while index < line.end {
                if layout.kind == .letter, let told = told(text, line, index) { role = told }
                let isStart =
                    index == line.start || [0x20, 0x3A, 0x3001, 0x2C, 0x28, 0x3B].contains(text[index - 1])
                    || CharacterKind.isDigit(text[index - 1])
                if isStart,
                    let end = text.nameEnd(at: index, limit: line.end, isCued: true, allowsRare: true),
                    !text.has(.listEnd, at: end - 1),
                    end == line.end || !CharacterKind.isHan(text[end]) || text[end] == 0x7B49
                {
                    found.append(
                        PersonFinder.Person(span: NormalizedSpan(index, end), role: role, rule: "party.signature"))
                    index = end
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    /// What a label that ends right before `index` says of the names behind it.
    private func told(
        _ text: PartyText, _ line: NormalizedSpan, _ index: Int
    ) -> Record.Party.Role? {
        guard index > line.start, [0x3A, 0x20].contains(text[index - 1]) else { return nil }
        let part = UnsafeBufferPointer(rebasing: text.buffer[line.start..<index - 1])
        if staff.endsBefore(part, part.count, longest: 5) { return .other }
        if contact.endsBefore(part, part.count, longest: 5) {
            // 张三 电话 199…: what stands behind a number's label is a number.
            return text[index - 1] == 0x3A || !phone.endsBefore(part, part.count, longest: 4)
                ? .representative : nil
        }
        return list.endsBefore(part, part.count, longest: 4) ? .petitioner : nil
    }

}
