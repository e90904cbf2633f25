internal import Documents
internal import ICUKit

/// Finds the parts of a document: kind, title, addressee, fields, sections, demands, signature.
struct LayoutReader: Sendable {
    func read(_ text: NormalizedText) -> Layout {
        var layout = Layout()
        layout.lines = lines(text.scalars)
        layout.sentences = sentences(text)
        let filled = layout.lines.filter { $0.count > 0 }
        layout.fields = filled.flatMap { fields(in: $0, text) }
        findTitleAndAddressee(&layout, filled, text)
        layout.kind = kind(layout, text)
        layout.sections = SectionFinder().sections(filled, text)
        findSignature(&layout, filled, text)
        let start = layout.addressee.map(\.end) ?? layout.title?.end ?? filled.first?.start ?? 0
        layout.body = NormalizedSpan(start, max(start, layout.signature?.start ?? text.count))
        return layout
    }

    // MARK: lines and sentences

    /// Lines without their breaks and outer spaces.
    private func lines(_ scalars: [UInt32]) -> [NormalizedSpan] {
        var lines: [NormalizedSpan] = []
        var start = 0
        func close(_ end: Int) {
            var (low, high) = (start, end)
            while low < high, scalars[low] == 0x20 { low += 1 }
            while high > low, scalars[high - 1] == 0x20 { high -= 1 }
            lines.append(NormalizedSpan(low, high))
        }
        for (index, scalar) in scalars.enumerated() where scalar == 0x0A {
            close(index)
            start = index + 1
        }
        close(scalars.count)
        return lines
    }

    /// ICU's sentences, cut again at semicolons; never across a line.
    func sentences(_ text: NormalizedText) -> [NormalizedSpan] {
        guard let breaker = try? BreakIterator(.sentence) else { return [] }
        let utf16 = UTF16Text(text.scalars)
        var result: [NormalizedSpan] = []
        var start = 0
        utf16.units.withUnsafeBufferPointer { buffer in
            // Setting text on an open iterator cannot fail but for memory; the sentences found so far then stand.
            try? breaker.forEachBoundary(in: buffer) { boundary in
                let end = utf16.scalarOffset(boundary)
                var from = start
                for index in start..<end where text.scalars[index] == 0x3B {
                    result.append(NormalizedSpan(from, index + 1))
                    from = index + 1
                }
                if end > from { result.append(NormalizedSpan(from, end)) }
                start = end
            }
        }
        return result
    }

    // MARK: fields

    static let fieldLabels: Set<String> = [
        "姓名", "电话", "联系电话", "手机", "住址", "地址", "家庭住址", "身份证号", "身份证号码", "身份证", "申诉人", "被申诉人", "举报人", "被举报人", "控告人",
        "被控告人", "投诉人", "被投诉人", "信访人", "来访人", "来电人", "反映人", "申请人", "被申请人", "联系人", "性别", "年龄", "代理人", "委托代理人", "反映内容",
        "诉求", "主要诉求", "日期", "时间", "来信人", "写信人", "求助人", "上访人", "被反映人", "被反映单位", "代表", "诉求代表", "法定代表人", "代表人", "建议人",
    ]

    private func fields(in line: NormalizedSpan, _ text: NormalizedText) -> [Layout.Field] {
        var found: [(label: String, start: Int, value: Int)] = []
        for index in line.range where text.scalars[index] == 0x3A {
            var start = index
            while start > line.start, index - start < 7, CharacterKind.isHan(text.scalars[start - 1]) { start -= 1 }
            // The longest label that ends at the colon.
            for at in start..<index {
                let label = String(scalars: text.scalars[at..<index])
                if Self.fieldLabels.contains(label) {
                    found.append((label, at, index + 1))
                    break
                }
            }
        }
        return found.enumerated().map { number, field in
            let limit = number + 1 < found.count ? found[number + 1].start : line.end
            var (low, high) = (field.value, limit)
            while low < high, text.scalars[low] == 0x20 { low += 1 }
            while high > low, [0x20, 0x2C, 0x3B, 0x3001].contains(text.scalars[high - 1]) { high -= 1 }
            return Layout.Field(label: field.label, value: NormalizedSpan(low, high))
        }
    }

    // MARK: title and addressee

    private static let titleEndings = [
        "信", "书", "方案", "通知", "计划", "要点", "意见", "纪要", "报告", "总结", "办法", "函", "答复", "申请", "公告", "材料", "记录", "请示", "批复",
        "问题",
        "建议", "投诉", "举报", "求助", "规定", "诉求", "情况", "反映", "细则", "制度", "安排", "通报", "决定", "回复", "咨询", "诉状",
    ]

    private func findTitleAndAddressee(_ layout: inout Layout, _ filled: [NormalizedSpan], _ text: NormalizedText) {
        for (number, line) in filled.prefix(8).enumerated() {
            let last = text.scalars[line.end - 1]
            if last == 0x3A, line.count <= 60, layout.addressee == nil,
                !Self.fieldLabels.contains(String(text[line].dropLast())),
                !Self.leadIns.contains(where: { text.hasSuffix($0, in: NormalizedSpan(line.start, line.end - 1)) })
            {
                layout.addressee = withoutHonorific(NormalizedSpan(line.start, line.end - 1), text)
                return
            }
            let isSentence = CharacterKind.endsSentence(last) || last == 0x2C
            if layout.title == nil, number < 4, !isSentence, (3...60).contains(line.count),
                !text.scalars[line.range].contains(0x3002)
            {
                if Self.titleEndings.contains(where: { text.hasSuffix($0, in: line) }) || text.hasPrefix("关于", in: line)
                {
                    // A title broken over two lines: the issuer's line, or 关于…, before its ending.
                    layout.title = line
                    continue
                }
            }
            if number < 6, let colon = salutationColon(line, text) {
                layout.addressee = withoutHonorific(NormalizedSpan(line.start, colon), text)
                return
            }
        }
    }

    /// 我们要求：, 具体情况如下：: a line that leads on to a list, no salutation.
    private static let leadIns = [
        "要求", "请求", "如下", "诉求", "事项", "情况", "问题", "反映", "经过", "原因", "事实", "内容", "希望", "建议", "认为", "理由", "材料", "名单",
        "附件",
    ]

    /// `尊敬的王局长：您好！…` and `市信访局：我叫…`: the salutation runs on into the text.
    private func salutationColon(_ line: NormalizedSpan, _ text: NormalizedText) -> Int? {
        for index in line.start..<min(line.end, line.start + 40) {
            switch text.scalars[index] {
            case 0x3A:
                let head = String(scalars: text.scalars[line.start..<index])
                guard !Self.fieldLabels.contains(head) else { return nil }
                let isAddress = [
                    "局", "领导", "委", "府", "长", "法院", "办", "同志", "记者", "主任", "院", "处", "所", "组", "中心", "政府", "部", "公司",
                    "们",
                ]
                .contains { head.hasSuffix($0) }
                return isAddress || head.hasPrefix("尊敬的") ? index : nil
            case 0x3002, 0x21, 0x3F: return nil
            default: continue
            }
        }
        return nil
    }

    private func withoutHonorific(_ span: NormalizedSpan, _ text: NormalizedText) -> NormalizedSpan {
        var start = span.start
        for word in ["尊敬的各位", "尊敬的", "敬爱的", "致"] {
            let scalars = word.unicodeScalars.map(\.value)
            if start + scalars.count < span.end, Array(text.scalars[start..<start + scalars.count]) == scalars {
                start += scalars.count
                break
            }
        }
        return NormalizedSpan(start, span.end)
    }

    // MARK: kind

    private static let planWords = ["责任单位", "工作目标", "指导思想", "工作措施", "组织领导", "各乡镇", "总体要求", "实施步骤", "包案", "目标任务"]
    private static let letterWords = ["我", "恳请", "请求", "希望", "领导", "反映", "投诉", "举报", "小区", "此致", "敬礼", "您"]
    private static let replyWords = ["现答复如下", "处理意见如下"]
    private static let bodyWords = WordSet(planWords + letterWords + replyWords)

    /// What a title says of its document's kind, tried in this order: words anywhere in it, then its last word.
    private static let titleKinds: [(kind: DocumentKind, words: [String], endings: [String])] = [
        (.reply, ["处理意见书", "答复意见", "答复书", "复查意见", "复核意见", "答复函", "的答复", "的回复", "告知书", "复查意见书", "复核意见书"], []),
        (.minutes, ["会议纪要", "接访日登记", "来访日登记", "接访记录", "会议记录"], ["纪要", "登记台账"]),
        (.notice, [], ["通知", "通报", "通告", "公告"]),
        (.plan, ["方案", "工作计划", "工作要点", "实施意见"], ["计划", "要点", "安排", "办法", "细则", "制度"]),
        (.report, ["总结", "情况的报告", "工作报告", "情况报告", "情况汇报", "述职"], []),
    ]
    private static let titleWords = WordSet(titleKinds.flatMap { $0.words + $0.endings })
    private static let headWords = WordSet([
        "会议纪要", "信访事项处理意见书", "答复意见书", "告知书", "复查意见书", "复核意见书", "你反映的", "您反映的", "方案", "工作计划",
    ])

    private func kind(_ layout: Layout, _ text: NormalizedText) -> DocumentKind {
        let titleSpan = layout.title ?? NormalizedSpan(0, min(text.count, 40))
        let title = text.scalars[titleSpan.range]
        let inTitle = Self.titleWords.present(in: title)
        if !inTitle.isEmpty {
            for entry in Self.titleKinds
            where entry.words.contains(where: inTitle.contains)
                || entry.endings.contains(where: { inTitle.contains($0) && text.hasSuffix($0, in: titleSpan) })
            {
                return entry.kind
            }
        }
        let inHead = Self.headWords.present(in: text.scalars.prefix(160))
        if inHead.contains("会议纪要") { return .minutes }
        if !inHead.isDisjoint(with: ["信访事项处理意见书", "答复意见书", "告知书", "复查意见书", "复核意见书"]) { return .reply }
        let present = Self.bodyWords.present(in: text.scalars.prefix(30_000))
        if inHead.contains("你反映的") || inHead.contains("您反映的") || !present.isDisjoint(with: Self.replyWords) {
            return .reply
        }
        let planCues = present.intersection(Self.planWords).count
        let letterCues = present.intersection(Self.letterWords).count
        if planCues >= 3, planCues * 2 >= letterCues { return .plan }
        if inHead.contains("方案") || inHead.contains("工作计划"), planCues >= 1, letterCues < 5 { return .plan }
        return letterCues >= 1 || text.count < 2_000 ? .letter : .other
    }

    // MARK: signature

    private func findSignature(_ layout: inout Layout, _ filled: [NormalizedSpan], _ text: NormalizedText) {
        guard filled.count >= 2 else { return }
        var start: Int?
        for line in filled.reversed().prefix(10) {
            let last = text.scalars[line.end - 1]
            let string = text[line]
            if string.hasPrefix("附件") || string.hasPrefix("附:") || string.hasPrefix("抄送") { continue }
            guard line.count <= 45, !CharacterKind.endsSentence(last), !text.scalars[line.range].contains(0x3002),
                !["此致", "敬礼", "此致敬礼", "特此通知"].contains(string), last != 0x3A
            else { break }
            start = line.start
        }
        if let start, start > filled[0].start { layout.signature = NormalizedSpan(start, text.count) }
    }
}
