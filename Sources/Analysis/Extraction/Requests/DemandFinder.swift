internal import Documents

/// Finds what a letter asks for: one clause each, from lists under 请求：, run-in lists and prose.
struct DemandFinder: Sendable {
    struct Demand {
        let span: NormalizedSpan
        let rule: String
    }

    /// Verbs of asking, longest first where one begins another.
    private static let cues = WordSet([
        "强烈要求", "迫切希望", "恳请", "恳求", "请求", "要求", "希望", "盼望", "请", "建议", "诉求是", "诉求为", "诉求", "望", "盼", "请求事项", "申请事项",
        "复查请求", "投诉请求",
        "主要诉求", "具体诉求", "投诉诉求", "我的诉求", "我们的诉求", "请求如下", "要求如下", "诉求如下", "请求内容", "控告请求", "申诉请求", "仲裁请求", "复议请求", "信访请求",
        "申请",
    ])
    /// 请, 望, 盼, 建议, 申请 ask only at a clause's start and before words of this list.
    private static let weakCues: Set<String> = ["请", "望", "盼", "申请"]
    private static let afterWeakCue = WordSet([
        "领导", "贵", "市", "县", "区", "镇", "政府", "有关", "相关", "上级", "尽快", "依法", "帮", "给", "查", "派", "组织", "责令", "协调", "督促",
        "核实", "调查",
        "处理", "解决", "安排", "考虑", "落实", "将", "把", "在", "对", "各级", "你们", "您", "能", "能够", "予以", "早日", "人社", "环保", "城管",
        "住建", "教育", "物业", "第三方",
        "撤销", "恢复", "返还", "退还", "公开", "书面", "省", "纪委", "不要", "立即", "严", "为我", "让", "按", "书记", "局长",
    ])
    /// Who may stand between a clause's start and the verb.
    private static let subjects = WordSet([
        "我", "我们", "本人", "村民", "业主", "全体业主", "全体村民", "家长", "家长们", "大家", "特", "现", "故", "因此", "所以", "为此", "在此", "再次",
        "强烈", "只", "就", "也",
        "并", "还", "恳", "特此", "据此", "于是", "综上", "最后", "来访人", "信访人", "申诉人", "控告人", "申请人", "投诉人", "我方", "我家", "我公司", "同时",
        "另外", "依据上述事实", "真心", "由衷", "衷心",
        "真诚", "郑重", "现在", "目前", "今天", "谨", "一致", "共同", "联名", "户村民联名", "个村民联名", "真", "急切", "以上", "现特", "特向贵局", "工友们",
        "住户", "居民", "学生家长", "我们全体业主", "我们全体村民",
        "我们家长", "我和家人", "我们业主", "我们村民", "我们居民", "老百姓", "群众", "人", "户", "但",
    ])
    /// Whom the writer asks, and small words before the request itself.
    private static let asked = WordSet([
        "各级领导", "上级领导", "有关部门", "相关部门", "主管部门", "政府部门", "上级部门", "政府", "领导们", "领导", "贵局", "贵单位", "贵委", "贵院", "贵办", "上级",
        "您", "你们", "能够", "能", "县领导", "市领导", "区领导",
        "县政府", "市政府", "镇政府", "各位领导", "书记", "县长", "市长", "局长", "组织", "党和政府", "可以", "是", "为", "如下", ":", ",", "贵部门", "法院",
        "纪委", "信访局", "上级政府", "局领导", "国家", "你局", "你单位",
        "尊敬的领导", "部门", "职能部门",
    ])
    private static let keptAsked: Set<String> = ["组织"]
    /// Pleas that ask for nothing that can be done.
    private static let pleas = WordSet([
        "为民做主", "盼复", "明察", "关注", "高度重视", "重视", "为我们做主", "为我做主", "给个说法", "百忙之中", "为盼", "主持公道", "谅解", "理解", "支持为", "感谢",
        "谢谢", "还我公道", "还我们公道", "伸张正义", "做主",
        "关心", "体谅", "回音", "早日答复", "尽快答复", "给予答复为盼", "批评指正", "保密", "见谅", "您能看到", "看到", "海涵", "引起重视",
    ])

    func find(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [Demand] {
        var found: [Demand] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            var index = layout.addressee?.end ?? 0
            // The title says what the letter is about, not what it asks.
            if let title = layout.title { index = max(index, title.end) }
            while index < buffer.count {
                guard let start = requestStart(buffer, index) else {
                    index += 1
                    continue
                }
                let (spans, end, rule) = requests(text, buffer, layout, from: skipAsked(buffer, start, parties))
                for span in spans where isRequest(buffer, span) { found.append(Demand(span: span, rule: rule)) }
                index = max(end, start)
            }
        }
        return found
    }

    // MARK: cues

    /// Where the words behind a verb of asking begin, when one stands at `index` and asks.
    private func requestStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        guard let (length, word) = Self.cues.longest(buffer, at: index) else { return nil }
        let cue = Self.cues.words[word]
        let isAtClause = isClauseStart(buffer, index)
        guard isAtClause || hasSubject(buffer, index) else { return nil }
        let end = index + length
        guard end < buffer.count else { return nil }
        if Self.weakCues.contains(cue) {
            guard Self.afterWeakCue.longest(buffer, at: end) != nil else { return nil }
        }
        // 要求不高, 请求被拒, 希望小学, 建议书: told or named, not asked.
        if Self.notRequests.longest(buffer, at: index) != nil { return nil }
        return end
    }

    private static let notRequests = WordSet([
        "请求被", "要求被", "要求不", "要求很", "希望小学", "希望工程", "建议书", "请问", "请假", "请客", "请了", "请来", "请人", "请的", "要求我", "要求业主",
        "要求村民", "希望破灭", "要求他", "诉求得", "诉求未", "诉求没", "要求未",
        "要求是", "请示", "请教", "申请人", "申请了", "申请书", "请律师", "请愿", "望而", "望着", "望见", "盼了", "盼着", "盼来", "希望渺茫", "要求太", "建议我",
        "请不起", "请您放心", "请求无果", "要求在场", "请原谅",
    ])

    private func isClauseStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index == 0 || !CharacterKind.isHan(buffer[index - 1]) && !CharacterKind.isDigit(buffer[index - 1])
    }

    private func hasSubject(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        for length in 1...8 where index - length >= 0 {
            guard let (found, _) = Self.subjects.longest(buffer, at: index - length), found == length else { continue }
            if isClauseStart(buffer, index - length) { return true }
            // 我们67个村民联名要求, 故我再次恳请
            if length >= 2 || [0x4EBA, 0x6237, 0x6211, 0x6545].contains(buffer[index - 1]) {
                return index - length < 1 || !Self.tellers.contains(buffer[index - length - 1])
            }
        }
        return false
    }

    /// 他们要求, 村里要求: somebody else asked.
    private static let tellers = Set("他她对向被让按照据".unicodeScalars.map(\.value))

    private func skipAsked(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ parties: [PartyMention]
    ) -> Int {
        var index = start
        while index < buffer.count {
            if buffer[index] == 0x20 {
                index += 1
            } else if let body = parties.first(where: { $0.span.start == index && $0.type == .government }) {
                index = body.span.end
            } else if let (length, word) = Self.asked.longest(buffer, at: index),
                !Self.keptAsked.contains(Self.asked.words[word])
            {
                index += length
            } else {
                break
            }
        }
        return index
    }

    // MARK: passages

    /// The requests from `start` on, and where the passage ends.
    private func requests(
        _ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout, from start: Int
    ) -> (spans: [NormalizedSpan], end: Int, rule: String) {
        // A list on the lines below.
        if start < buffer.count,
            buffer[start] == 0x0A || start > 0 && buffer[start - 1] == 0x3A && buffer[start] == 0x0A
        {
            let (spans, end) = lineItems(buffer, layout, after: start)
            if !spans.isEmpty { return (spans, end, "demand.list") }
            return ([], start + 1, "demand.list")
        }
        var end = start
        var hasLabel = false
        while end < buffer.count, buffer[end] != 0x0A {
            if CharacterKind.endsSentence(buffer[end]), buffer[end] != 0x3B {
                // 1.…。2.…。: the list goes on behind the full stop.
                guard hasLabel || itemLabel(buffer, end + 1) != nil, itemLabel(buffer, end + 1) != nil else { break }
            }
            if itemLabel(buffer, end) != nil { hasLabel = true }
            end += 1
        }
        let passage = NormalizedSpan(start, end)
        // 请求 甲 乙 丙 without any mark, then more of the list on the lines below.
        var spans = split(buffer, passage, hasLabel: hasLabel)
        if end < buffer.count, buffer[end] == 0x0A, spans.isEmpty || hasLabel {
            let (more, last) = lineItems(buffer, layout, after: end)
            spans += more
            if !more.isEmpty { end = last }
        }
        return (spans, end, hasLabel ? "demand.list" : "demand.cue")
    }

    /// Labelled lines that follow on each other.
    private func lineItems(
        _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout, after start: Int
    ) -> (spans: [NormalizedSpan], end: Int) {
        var spans: [NormalizedSpan] = []
        var end = start
        for line in layout.lines where line.start >= start && line.count > 0 {
            guard let label = itemLabel(buffer, line.start) else {
                guard spans.isEmpty, line.start - start <= 3, line.count <= 60 else { break }
                // No labels: a sentence under 请求事项：.
                let whole = split(buffer, line, hasLabel: false)
                return (whole, line.end)
            }
            spans += split(buffer, NormalizedSpan(label, line.end), hasLabel: false, isItem: true)
            end = line.end
        }
        return (spans, end)
    }

    /// Where the text behind `1.`, `一、`, `（1）`, `①`, `一是` begins.
    private func itemLabel(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
        var index = start
        while index < buffer.count, buffer[index] == 0x20 { index += 1 }
        guard index < buffer.count else { return nil }
        if (0x2460...0x2473).contains(buffer[index]) { return index + 1 }
        let isOpen = buffer[index] == 0x28
        if isOpen { index += 1 }
        let first = index
        if index < buffer.count, buffer[index] == 0x7B2C { index += 1 }
        while index < buffer.count, index - first < 3,
            CharacterKind.isDigit(buffer[index]) || (Numeral.digit(buffer[index]) ?? 0) > 0 || buffer[index] == 0x5341
        { index += 1 }
        guard index > first, index < buffer.count else { return nil }
        if isOpen { return buffer[index] == 0x29 ? index + 1 : nil }
        switch buffer[index] {
        case 0x3001, 0x2E, 0x29:
            // 3.5万 is no label.
            return index + 1 < buffer.count && CharacterKind.isDigit(buffer[index + 1]) && buffer[index] == 0x2E
                ? nil : index + 1
        case 0x662F: return CharacterKind.isDigit(buffer[first]) ? nil : index + 1
        case 0x2C: return buffer[first] == 0x7B2C ? index + 1 : nil
        default: return nil
        }
    }

    /// Splits a passage: by its labels or semicolons where it has them, else by commas, else by spaces.
    private func split(
        _ buffer: UnsafeBufferPointer<UInt32>, _ passage: NormalizedSpan, hasLabel: Bool, isItem: Bool = false
    ) -> [NormalizedSpan] {
        let range = passage.range
        var pieces: [NormalizedSpan] = []
        var start = passage.start
        func close(_ end: Int, _ next: Int) {
            if let trimmed = trimmed(buffer, start, end) { pieces.append(trimmed) }
            start = next
        }
        let hasSemicolon = range.contains { buffer[$0] == 0x3B }
        let hasComma = range.contains { buffer[$0] == 0x2C }
        var index = passage.start
        while index < passage.end {
            let scalar = buffer[index]
            if hasLabel, index == passage.start || !CharacterKind.isHan(buffer[index - 1]) || buffer[index - 1] == 0x20,
                let label = itemLabel(buffer, index), label <= passage.end
            {
                close(index, label)
                index = label
                continue
            }
            if scalar == 0x3B || scalar == 0x3002 {
                close(index, index + 1)
            } else if !hasLabel, !hasSemicolon, !isItem {
                if scalar == 0x2C {
                    close(index, index + 1)
                } else if scalar == 0x20, !hasComma {
                    close(index, index + 1)
                }
            }
            index += 1
        }
        close(passage.end, passage.end)
        return hasLabel || hasSemicolon || isItem ? pieces : merged(buffer, pieces)
    }

    /// Clauses that only say how or why belong to the one before them: 重新组织选举，流动票箱全程录像.
    private func merged(_ buffer: UnsafeBufferPointer<UInt32>, _ pieces: [NormalizedSpan]) -> [NormalizedSpan] {
        var result: [NormalizedSpan] = []
        for piece in pieces {
            if !result.isEmpty, Self.dependent.longest(buffer, at: piece.start) != nil {
                // A reason ends the passage.
                break
            }
            result.append(piece)
        }
        return result
    }

    private static let dependent = WordSet([
        "因为", "否则", "不然", "毕竟", "这样", "以便", "以免", "谢谢", "感谢", "此致", "如果", "但", "可是", "我们", "他们", "至今", "不要让", "要不",
        "让老百姓", "让我们", "我", "孩子", "这", "那", "为此", "避免", "防止",
        "盼", "为盼",
    ])

    private static let openers = WordSet([
        "并且", "并", "同时", "以及", "也", "且", "二是", "三是", "一是", "再", "另外", "还", "还请", "请", "和",
    ])

    private func trimmed(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> NormalizedSpan? {
        var (low, high) = (start, end)
        while low < high, buffer[low] == 0x20 || buffer[low] == 0x3A || buffer[low] == 0x2C { low += 1 }
        if let (length, _) = Self.openers.longest(buffer, at: min(low, buffer.count - 1)), low + length < high {
            low += length
        }
        while high > low,
            CharacterKind.endsSentence(buffer[high - 1]) && buffer[high - 1] != 0x201D || buffer[high - 1] == 0x20
                || buffer[high - 1] == 0x2C || buffer[high - 1] == 0x3001
        { high -= 1 }
        return high > low ? NormalizedSpan(low, high) : nil
    }

    private func isRequest(_ buffer: UnsafeBufferPointer<UInt32>, _ span: NormalizedSpan) -> Bool {
        guard (4...90).contains(span.count) else { return false }
        if Self.pleas.longest(buffer, at: span.start) != nil || Self.pleas.endsBefore(buffer, span.end, longest: 6) {
            return false
        }
        // Questions ask for an answer only.
        return span.end >= buffer.count || buffer[span.end] != 0x3F
    }
}
