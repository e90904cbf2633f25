internal import Documents

/// Names in lists and signatures: 联名人：张三、李四; the last lines of a letter.
struct NameLists: Sendable {
    let surnames: Surnames

    private static let listCues = WordSet([
        "联名人", "联名业主", "联名村民", "联名", "签名人", "签名", "签字人", "签字", "信访人", "举报人", "申诉人", "投诉人", "反映人", "控告人", "申请人",
        "来信人", "来访人", "牧民", "村民", "业主", "居民", "工人", "职工", "家长", "农民", "住户", "农民工", "上访人", "联署人", "落款", "群众", "商户", "渔民",
        "果农",
    ])
    private static let contactCues = WordSet([
        "代表", "联系人", "联络人", "联系", "代表签名", "代表签字", "带头的", "经手人", "牵头人", "代理人", "委托代理人", "诉讼代表", "电话", "联系电话",
    ])
    private static let accusedCues = WordSet([
        "被举报人", "被控告人", "被申诉人", "被投诉人", "被反映人", "被申请人", "被告", "被告人",
    ])
    private static let staffCues = WordSet([
        "接谈人", "接访人", "接待人", "记录人", "记录", "登记人", "代笔人", "代笔", "承办人", "审核人", "签发人", "经办", "经办人", "主持", "话务员", "责任编辑",
    ])

    /// Names after 联名人：, on the same line or the lines below it.
    func listed(_ buffer: UnsafeBufferPointer<UInt32>, _ lines: [NormalizedSpan]) -> [PersonFinder.Person] {
        var found: [PersonFinder.Person] = []
        func add(_ spans: [NormalizedSpan], _ role: Record.Party.Role) {
            found += spans.map { PersonFinder.Person(span: $0, role: role, rule: "party.list") }
        }
        for (number, line) in lines.enumerated() {
            for colon in line.range where buffer[colon] == 0x3A {
                guard let role = listRole(buffer, line.start, colon) else { continue }
                let rest = NormalizedSpan(colon + 1, line.end)
                let own = names(in: rest, buffer)
                if own.count >= 2 || own.count == 1 && own[0].end == line.end {
                    add(own, role)
                } else if rest.range.allSatisfy({ buffer[$0] == 0x20 }) {
                    for next in lines[(number + 1)...].prefix(12) where next.count > 0 {
                        let below = names(in: next, buffer)
                        guard !below.isEmpty else { break }
                        add(below, role)
                    }
                }
            }
        }
        return found
    }

    /// What a label before a colon says of the names behind it.
    private func listRole(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ colon: Int) -> Record.Party.Role? {
        var end = colon
        // 联名业主（签名附后，共38户）：
        if end > start, buffer[end - 1] == 0x29, let open = (start..<end).last(where: { buffer[$0] == 0x28 }) {
            end = open
        }
        let tail = UnsafeBufferPointer(rebasing: buffer[max(start, end - 8)..<end])
        if Self.accusedCues.endsBefore(tail, tail.count, longest: 5) { return .respondent }
        if Self.staffCues.endsBefore(tail, tail.count, longest: 5) { return .other }
        if Self.contactCues.endsBefore(tail, tail.count, longest: 5) { return .representative }
        return Self.listCues.endsBefore(tail, tail.count, longest: 4) ? .petitioner : nil
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
        let named = tokens.filter { token in
            surnames.nameEnd(buffer, at: token.start, limit: token.end, isCued: true, allowsRare: true) == token.end
                && !Self.notNames.contains(buffer[token.end - 1])
        }
        if named.count * 2 >= tokens.count, !named.isEmpty {
            // 乌仁其木格 among names with surnames.
            guard named.count >= 2 else { return named }
            return tokens.filter {
                named.contains($0)
                    || (4...6).contains($0.count) && !Self.notNames.contains(buffer[$0.end - 1])
                        && surnames.isForeignName(buffer, $0.start, $0.end)
            }
        }
        // Names of other peoples carry no surname: a list of short words and nothing else.
        let short = tokens.filter { (2...6).contains($0.count) }
        return short.count == tokens.count && short.count >= 3 ? short : []
    }

    /// 苗族, 小学, 某局: what a token of a list ends with when it names nobody.
    private static let notNames = Set("族校局委办村县市镇乡区路号楼户员岁主".unicodeScalars.map(\.value))

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

    // MARK: signature

    /// Names on the last lines: 张三, 李四 王五, 举报人：…, 代表 李四.
    func signed(_ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> [PersonFinder.Person] {
        guard let block = layout.signature else { return [] }
        var found: [PersonFinder.Person] = []
        let standard: Record.Party.Role = layout.kind == .letter ? .petitioner : .other
        for line in layout.lines where line.start >= block.start && line.count > 0 {
            var role = standard
            var index = line.start
            while index < line.end {
                if layout.kind == .letter, let told = told(buffer, line, index) { role = told }
                let isStart =
                    index == line.start || [0x20, 0x3A, 0x3001, 0x2C, 0x28, 0x3B].contains(buffer[index - 1])
                    || CharacterKind.isDigit(buffer[index - 1])
                if isStart,
                    let end = surnames.nameEnd(buffer, at: index, limit: line.end, isCued: true, allowsRare: true),
                    !Self.notNames.contains(buffer[end - 1]),
                    end == line.end || !CharacterKind.isHan(buffer[end]) || buffer[end] == 0x7B49
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
        _ buffer: UnsafeBufferPointer<UInt32>, _ line: NormalizedSpan, _ index: Int
    ) -> Record.Party.Role? {
        guard index > line.start, [0x3A, 0x20].contains(buffer[index - 1]) else { return nil }
        let part = UnsafeBufferPointer(rebasing: buffer[line.start..<index - 1])
        if Self.staffCues.endsBefore(part, part.count, longest: 5) { return .other }
        if Self.contactCues.endsBefore(part, part.count, longest: 5) {
            // 张三 电话 199…: what stands behind a number's label is a number.
            return buffer[index - 1] == 0x3A || !Self.phoneLabels.endsBefore(part, part.count, longest: 4)
                ? .representative : nil
        }
        return Self.listCues.endsBefore(part, part.count, longest: 4) ? .petitioner : nil
    }

    private static let phoneLabels = WordSet(["电话", "联系电话"])
}
