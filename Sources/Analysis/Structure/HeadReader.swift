internal import Dictionaries
internal import Documents

/// Reads the head of a document: title, document number, salutation and addressee.
struct HeadReader: Sendable {
    private let headWords: HeadWords
    private let fields: FieldReader
    private static let about = TermList(["关于"])
    /// 举报中心：, 投诉科：: who is written to, not whom the letter is about.
    private static let behindReceivers = ScalarSet("中信箱办处受热科室站人电部组平窗")

    init(_ files: DictionaryFiles, _ fields: FieldReader) throws(DictionaryError) {
        headWords = try HeadWords(files)
        self.fields = fields
    }

    func read(
        _ filled: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>, _ kinds: KindReader, _ layout: inout Layout
    ) {
        find(filled, scalars, kinds, &layout)
        if let title = layout.title { layout.parts.append(Layout.Part(kind: .title, span: title)) }
        if let addressee = layout.addressee { layout.parts.append(Layout.Part(kind: .addressee, span: addressee)) }
        if let number = documentNumber(filled, scalars) {
            layout.parts.append(Layout.Part(kind: .documentNumber, span: number))
        }
    }

    private func find(
        _ filled: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>, _ kinds: KindReader, _ layout: inout Layout
    ) {
        for (number, line) in filled.prefix(8).enumerated() where !isNavigation(line, scalars) {
            let last = scalars[line.end - 1]
            let isWithoutColon = line.start..<line.end - 1
            if accuses(line, scalars) {
                if last == 0x3A, layout.title == nil, line.count > 3, line.count <= 60 {
                    layout.title = NormalizedSpan(isWithoutColon)
                }
                if scalars[line.range].contains(0x3A) { continue }
            }
            if last == 0x3A, line.count <= 60, !scalars[line.range].contains(0x3002),
                !fields.isLabel(isWithoutColon, scalars),
                !headWords.leadIns.endsBefore(line.end - 1, from: line.start, scalars)
            {
                address(NormalizedSpan(line.start, line.end - 1), isFirst: number == 0, scalars, &layout)
                return
            }
            // 主题: Re: …的通知 is a field.
            let isSentence =
                CharacterKind.endsSentence(last) || last == 0x2C || scalars[line.range.prefix(5)].contains(0x3A)
            let words = NormalizedSpan(PartMarkReader.withoutMark(line.range, scalars))
            // 会议纪要 over its own title: the longer one says what it is about.
            // Under a letterhead of several bodies the title comes late, and is long.
            let isOpen =
                layout.title.map { $0.count <= 6 && words.count > $0.count + 4 } ?? (number < 4 || words.count >= 8)
            if isOpen, !isSentence, number + 1 < filled.count,
                let whole = twoLineTitle(words, filled[number + 1], scalars, kinds)
            {
                layout.title = withoutSigns(whole, scalars)
                continue
            }
            if isOpen, !isSentence, (2...60).contains(words.count),
                !scalars[line.range].contains(0x3002),
                endsAsTitle(words, scalars, kinds) || Self.about.begins(words.range, scalars)
            {
                layout.title = withoutSigns(words, scalars)
                continue
            }
            if number < 6, let colon = salutationColon(line, scalars) {
                address(NormalizedSpan(line.start, colon), isFirst: number == 0, scalars, &layout)
                return
            }
        }
    }

    private func endsAsTitle(
        _ words: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>, _ kinds: KindReader
    ) -> Bool {
        let end = TitleShape.endWithoutNote(words.range, scalars)
        return kinds.endsAsTitle(end, from: words.start, scalars)
            || words.count > 2 && headWords.titleEndings.endsBefore(end, from: words.start, scalars)
    }

    /// 关于印发《石门县饮水安全⏎专项治理方案》的通知: a title broken in two.
    private func twoLineTitle(
        _ first: NormalizedSpan, _ second: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>, _ kinds: KindReader
    ) -> NormalizedSpan? {
        let isOpen =
            scalars[first.range].count { $0 == 0x300A } > scalars[first.range].count { $0 == 0x300B }
            || Self.about.begins(first.range, scalars)
        guard isOpen, first.count >= 6, second.count >= 3, first.count + second.count <= 70,
            !scalars[first.start..<second.end].contains(where: { $0 == 0x3002 || $0 == 0x3A }),
            endsAsTitle(second, scalars, kinds)
        else { return nil }
        return NormalizedSpan(first.start, second.end)
    }

    /// 首页 > 网民留言 > 办理情况: where a page stands on its site.
    private func isNavigation(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        scalars[line.range].count { $0 == 0x3E || $0 == 0x203A || $0 == 0xBB } >= (line.count < 60 ? 1 : 2)
    }

    /// `# 工作方案`: the sign is the page's.
    private func withoutSigns(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> NormalizedSpan {
        var start = line.start
        while start < line.end - 1, scalars[start] == 0x23 || start > line.start && scalars[start] == 0x20 {
            start += 1
        }
        return NormalizedSpan(start, line.end)
    }

    private func accuses(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        guard let word = headWords.accusations.word(at: line.range, scalars) else { return false }
        let end = line.start + headWords.accusations.words[word].unicodeScalars.count
        return end < line.end && !Self.behindReceivers.contains(scalars[end]) && CharacterKind.isHan(scalars[end])
    }

    /// `尊敬的王局长：您好！…` and `市信访局：我叫…`: the salutation runs on into the text.
    private func salutationColon(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        for index in line.start..<min(line.end, line.start + 40) {
            switch scalars[index] {
            case 0x3A:
                guard !fields.isLabel(line.start..<index, scalars) else { return nil }
                let isAddress =
                    headWords.addressEndings.endsBefore(index, from: line.start, scalars)
                    || headWords.respected.begins(line.start..<index, scalars)
                return isAddress ? index : nil
            case 0x3002, 0x21, 0x3F: return nil
            default: continue
            }
        }
        return nil
    }

    /// Keeps the addressee of a salutation. Where a site ran the title into the first line (…的请求市教育局：, …何时修通陈县长：)
    /// what stands before the one who is addressed is the title.
    private func address(
        _ salutation: NormalizedSpan, isFirst: Bool, _ scalars: UnsafeBufferPointer<UInt32>, _ layout: inout Layout
    ) {
        var span = salutation
        if isFirst, layout.title == nil, span.count > Self.longestPlain {
            let clause = lastClauseBehindTitle(span, scalars)
            if let start = addresseeBehindTitle(clause ?? span, scalars) ?? clause?.start {
                layout.title = NormalizedSpan(span.start, scalars[start - 1] == 0x2C ? start - 1 : start)
                span = NormalizedSpan(start, span.end)
            }
        }
        layout.addressee = withoutHonorific(span, scalars)
    }

    /// …让我们违规施工，|区领导: whom nobody greets by what stands before the last comma, that is the title.
    private func lastClauseBehindTitle(
        _ span: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>
    ) -> NormalizedSpan? {
        let commas = span.range.filter { scalars[$0] == 0x2C }
        guard let last = commas.last, span.end - last > 2 else { return nil }
        let clauses = zip([span.start - 1] + commas, commas).map { NormalizedSpan($0 + 1, $1) }
        let tellsMore = clauses.contains {
            $0.count >= Self.shortestClause && !headWords.addressEndings.endsBefore($0.end, from: $0.start, scalars)
        }
        return tellsMore ? NormalizedSpan(last + 1, span.end) : nil
    }

    private static let shortestClause = 6
    /// A salutation that is no longer holds no title.
    private static let longestPlain = 12
    /// 办公室, 委员会: what else a body before its leader ends with.
    private static let officeEndings = ScalarSet("室会科股站队")

    private func addresseeBehindTitle(_ span: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        // 某某县信访局尊敬的王局长: a body before him is addressed with him.
        for start in stride(from: span.end - 2, to: span.start + 4, by: -1)
        where headWords.honorifics.begins(start..<span.end, scalars)
            && !headWords.addressEndings.endsBefore(start, from: span.start, scalars)
        { return start }
        for start in stride(from: span.end - 2, to: span.start + 4, by: -1)
        where headWords.titleTails.endsBefore(start, from: span.start, scalars) { return start }
        // …一直没修通|陈县长; 住房和城乡建设局|局长 and 修通|县长 have no surname before the title.
        var start = span.end - 3
        if scalars[start] == 0x526F { start -= 1 }
        guard headWords.leaders.endsBefore(span.end, from: span.start, scalars),
            headWords.surnames.contains(scalars[start]),
            !headWords.honorifics.endsBefore(start, from: span.start, scalars),
            !headWords.addressEndings.endsBefore(start, from: span.start, scalars),
            !headWords.addressEndings.endsBefore(start + 1, from: span.start, scalars),
            !Self.officeEndings.contains(scalars[start - 1])
        else { return nil }
        return start
    }

    private func withoutHonorific(_ span: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> NormalizedSpan {
        for word in headWords.openings
        where word.count < span.count && scalars[span.range].starts(with: word) {
            return NormalizedSpan(span.start + word.count, span.end)
        }
        return span
    }

    /// The line of the document's own number, near the head: 甲信发〔2021〕3号.
    private func documentNumber(_ filled: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>) -> NormalizedSpan? {
        filled.prefix(6).first { line in
            guard (6...40).contains(line.count), scalars[line.end - 1] == 0x53F7 else { return false }
            let characters = scalars[line.range]
            guard let open = characters.firstIndex(where: { [0x3014, 0x5B, 0x28].contains($0) }), open > line.start,
                let close = characters.firstIndex(where: { [0x3015, 0x5D, 0x29].contains($0) })
            else { return false }
            return close - open >= 4 && close - open <= 8 && CharacterKind.isHan(scalars[line.start])
        }
    }
}

/// The shape of titles.
enum TitleShape {
    /// Where a title ends without the note in brackets behind it: （试行）, （2022年7月上旬）, 【第一篇】.
    static func endWithoutNote(_ title: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Int {
        guard title.count > 4, let last = title.last,
            let opener: UInt32 = scalars[last] == 0x29 ? 0x28 : scalars[last] == 0x3011 ? 0x3010 : nil,
            let open = title.last(where: { scalars[$0] == opener }), open > title.lowerBound + 1
        else { return title.upperBound }
        return open
    }
}
