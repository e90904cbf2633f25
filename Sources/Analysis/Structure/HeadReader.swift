internal import Documents

/// Reads the head of a document: title, document number, salutation and addressee.
struct HeadReader: Sendable {
    /// Besides those that name a kind.
    private static let titleEndings = TermList(["书", "清单", "规范", "决定", "批复", "请示", "情况", "承诺", "简报"])
    private static let about = TermList(["关于"])
    /// 我们要求：, 具体情况如下：: a line that leads on to a list, no salutation.
    private static let leadIns = TermList([
        "要求", "请求", "如下", "诉求", "事项", "情况", "问题", "反映", "经过", "原因", "事实", "内容", "希望", "建议", "认为", "理由", "材料", "名单",
        "附件",
    ])
    private static let addressEndings = TermList([
        "局", "领导", "委", "府", "长", "法院", "办", "同志", "记者", "主任", "院", "处", "所", "组", "中心", "政府", "部", "公司", "们",
    ])
    /// 实名举报原村主任孟某：: whom a letter is about, not to whom it goes; but 举报中心：.
    private static let accusations = ["实名举报", "联名举报", "再次举报", "强烈举报", "举报", "检举", "控告", "投诉", "揭发", "状告"]
        .map { $0.unicodeScalars.map(\.value) }
    private static let behindReceivers = ScalarSet("中信箱办处受热科室站人电部组平窗")
    private static let honorific = ["尊敬的", "敬爱的", "亲爱的"]
    private static let honorifics = (["尊敬的各位"] + honorific + ["致"]).map { $0.unicodeScalars.map(\.value) }
    private static let respected = TermList(["尊敬的"])

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
                !FieldReader.isLabel(isWithoutColon, scalars),
                !Self.leadIns.endsBefore(line.end - 1, from: line.start, scalars)
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
            || words.count > 2 && Self.titleEndings.endsBefore(end, from: words.start, scalars)
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
        for word in Self.accusations where scalars[line.range].starts(with: word) {
            let end = line.start + word.count
            return end < line.end && !Self.behindReceivers.contains(scalars[end])
                && CharacterKind.isHan(scalars[end])
        }
        return false
    }

    /// `尊敬的王局长：您好！…` and `市信访局：我叫…`: the salutation runs on into the text.
    private func salutationColon(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        for index in line.start..<min(line.end, line.start + 40) {
            switch scalars[index] {
            case 0x3A:
                guard !FieldReader.isLabel(line.start..<index, scalars) else { return nil }
                let isAddress =
                    Self.addressEndings.endsBefore(index, from: line.start, scalars)
                    || Self.respected.begins(line.start..<index, scalars)
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
        if isFirst, layout.title == nil, span.count > Self.longestPlain,
            let start = addresseeBehindTitle(span, scalars)
        {
            layout.title = NormalizedSpan(span.start, start)
            span = NormalizedSpan(start, span.end)
        }
        layout.addressee = withoutHonorific(span, scalars)
    }

    /// A salutation that is no longer holds no title.
    private static let longestPlain = 12
    private static let titleWords = TermList([
        "的请求", "的申请", "的问题", "的建议", "的报告", "的反映", "的投诉", "的举报", "的咨询", "的求助", "的诉求", "的情况", "的呼吁", "的意见", "的请示",
    ])
    /// 办公室, 委员会: what else a body before its leader ends with.
    private static let officeEndings = ScalarSet("室会科股站队")
    /// The most common: of a leader whom a title runs into.
    private static let surnames = ScalarSet(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
            + "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
    private static let innerHonorifics = TermList(honorific)
    private static let leaders = TermList([
        "厅长", "省长", "州长", "市长", "县长", "区长", "镇长", "乡长", "局长", "部长", "院长", "处长", "所长", "书记", "主任",
    ])

    private func addresseeBehindTitle(_ span: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        // 某某县信访局尊敬的王局长: a body before him is addressed with him.
        for start in stride(from: span.end - 2, to: span.start + 4, by: -1)
        where Self.innerHonorifics.begins(start..<span.end, scalars)
            && !Self.addressEndings.endsBefore(start, from: span.start, scalars)
        { return start }
        for start in stride(from: span.end - 2, to: span.start + 4, by: -1)
        where Self.titleWords.endsBefore(start, from: span.start, scalars) { return start }
        // …一直没修通|陈县长; 住房和城乡建设局|局长 and 修通|县长 have no surname before the title.
        var start = span.end - 3
        if scalars[start] == 0x526F { start -= 1 }
        guard Self.leaders.endsBefore(span.end, from: span.start, scalars), Self.surnames.contains(scalars[start]),
            !Self.innerHonorifics.endsBefore(start, from: span.start, scalars),
            !Self.addressEndings.endsBefore(start, from: span.start, scalars),
            !Self.addressEndings.endsBefore(start + 1, from: span.start, scalars),
            !Self.officeEndings.contains(scalars[start - 1])
        else { return nil }
        return start
    }

    private func withoutHonorific(_ span: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> NormalizedSpan {
        for word in Self.honorifics
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
