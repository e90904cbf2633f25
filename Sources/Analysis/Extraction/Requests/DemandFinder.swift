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
        "申请", "求", "麻烦", "拜托", "想法", "心愿", "就一点", "就两点", "就三点", "就四点", "几点想法", "几点建议", "几点要求", "谨请", "恳望", "敬请", "期盼",
        "特请求", "求求", "万望", "务请", "务必请",
        "特申请", "迫切要求", "坚决要求", "一致要求", "诚恳要求", "强烈请求", "再次请求", "急盼", "祈求", "祈盼",
    ])
    /// 请, 望, 盼, 建议, 申请 ask only at a clause's start and before words of this list.
    private static let weakCues: Set<String> = ["请", "望", "盼", "申请", "求", "麻烦", "敬请"]
    /// These lead to requests only before a colon.
    private static let colonCues: Set<String> = ["想法", "心愿", "就一点", "就两点", "就三点", "就四点", "几点想法", "几点建议", "几点要求"]
    /// What may stand between a noun of asking and its colon: 我的要求很明确：.
    private static let colonTails = WordSet([
        "很明确", "很简单", "明确", "是", "如下", "有三点", "有两点", "有三", "有二", "不高", "也不高", "只有一个", "就一个", "事项", "为", "就是",
        "有以下几点",
        "有几点", "不多", "就三条", "三点", "两点", "几点", "主要有", "一", "二", "三", "四", "条", "点", "就", "各位领导", "政府", "贵局", "领导",
    ])
    private static let afterWeakCue = WordSet([
        "领导", "贵", "市", "县", "区", "镇", "政府", "有关", "相关", "上级", "尽快", "依法", "帮", "给", "查", "派", "组织", "责令", "协调", "督促",
        "核实", "调查",
        "处理", "解决", "安排", "考虑", "落实", "将", "把", "在", "对", "各级", "你们", "您", "能", "能够", "予以", "早日", "人社", "环保", "城管",
        "住建", "教育", "物业", "第三方",
        "撤销", "恢复", "返还", "退还", "公开", "书面", "省", "纪委", "不要", "立即", "严", "为我", "让", "按", "书记", "局长", "马上", "你", "上面",
        "厅", "街道", "社区",
        "交警", "法院", "公安", "警方", "国家", "部门", "党", "督促", "支付", "赔偿", "追究", "取消", "停止", "关停", "重新", "补发", "修", "拆", "清",
        "制止", "取缔",
        "认定", "退", "主持", "明确", "告知", "答复", "加强", "规范", "增加", "增设", "延长", "调整", "改", "换", "管", "工会", "税务", "民政", "医保",
        "信访", "早",
    ])
    /// Who may stand between a clause's start and the verb.
    private static let subjects = WordSet([
        "我", "我们", "本人", "村民", "业主", "全体业主", "全体村民", "家长", "家长们", "大家", "特", "现", "故", "因此", "所以", "为此", "在此", "再次",
        "强烈", "只", "就", "也",
        "并", "还", "恳", "特此", "据此", "于是", "综上", "最后", "来访人", "信访人", "申诉人", "控告人", "申请人", "投诉人", "我方", "我家", "我公司", "同时",
        "另外", "依据上述事实", "真心", "由衷", "衷心",
        "真诚", "郑重", "现在", "目前", "今天", "谨", "一致", "共同", "联名", "户村民联名", "个村民联名", "真", "急切", "以上", "现特", "特向贵局", "工友们",
        "我们坚决", "我坚决", "我们郑重", "俺", "俺们", "咱们", "市民", "我就", "我只", "我们只", "只想", "就想", "我家长", "家属", "全体家属", "职工们", "乡亲们",
        "全体职工",
        "住户", "居民", "学生家长", "我们全体业主", "我们全体村民",
        "我们家长", "我和家人", "我们业主", "我们村民", "我们居民", "老百姓", "群众", "人", "户", "但",
    ])
    /// Whom the writer asks, and small words before the request itself.
    private static let asked = WordSet([
        "各级领导", "上级领导", "有关部门", "相关部门", "主管部门", "政府部门", "上级部门", "政府", "领导们", "领导", "贵局", "贵单位", "贵委", "贵院", "贵办", "上级",
        "您", "你们", "能够", "能", "县领导", "市领导", "区领导",
        "县政府", "市政府", "镇政府", "各位领导", "书记", "县长", "市长", "局长", "组织", "党和政府", "可以", "是", "为", "如下", ":", ",", "贵部门", "法院",
        "纪委", "信访局", "上级政府", "局领导", "国家", "你局", "你单位",
        "尊敬的领导", "部门", "职能部门", "省里", "厅里", "县里", "市里", "镇里", "上面", "督察组", "巡察组", "巡视组", "专案组", "街道", "社区", "通信管理部门",
        "监管部门",
        "执法部门", "公安机关", "警方", "各位", "大家", "您们", "贵中心", "贵厅", "我市", "我县", "相关职能部门", "有关职能部门", "政府相关职能部门", "政府相关部门",
        "同志", "书记同志", "相关领导", "有关领导", "主管领导", "政府领导", "上级主管部门", "务必", "一定要", "抽空", "百忙之中", "政府有关部门", "市委市政府", "县委县政府", "贵司", "贵公司",
    ])
    private static let keptAsked: Set<String> = ["组织"]
    /// Pleas that ask for nothing that can be done.
    private static let pleas = WordSet([
        "为民做主", "盼复", "明察", "关注", "高度重视", "重视", "为我们做主", "为我做主", "给个说法", "百忙之中", "为盼", "主持公道", "谅解", "理解", "支持为", "感谢",
        "谢谢", "还我公道", "还我们公道", "伸张正义", "做主",
        "公平对待", "一视同仁", "合情合理", "听到", "正当诉求", "呼声", "公道", "逍遥法外", "打水漂", "站出来说话", "帮忙解答", "满意的答复", "满意答复", "满意的答案",
        "负责任的回复", "负责任的答复", "给与答复", "给予答复", "给予回复", "给与回复", "给个答复", "给个回复", "作出答复", "予以答复", "一个答复", "一个回复", "一个说法", "引起注意",
        "关心", "体谅", "回音", "早日答复", "尽快答复", "给予答复为盼", "批评指正", "保密", "见谅", "您能看到", "看到", "海涵", "引起重视",
    ])

    func find(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [Demand] {
        var found: [Demand] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            var index = 0
            // 请求网信、公安：over a list is no salutation.
            if let addressee = layout.addressee, Self.cues.longest(buffer, at: addressee.start) == nil {
                index = addressee.end
            }
            // The title says what the letter is about, not what it asks.
            if let title = layout.title { index = max(index, title.end) }
            index = max(index, subjectEnd(buffer, layout))
            while index < buffer.count {
                if let (length, _) = Self.notRequests.longest(buffer, at: index),
                    Self.cues.longest(buffer, at: index).flatMap({ colonStart(buffer, index, index + $0.length) })
                        == nil
                {
                    index += length
                    continue
                }
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

    /// Where the first line ends when it is a web form's subject: short, without a closing mark, with text below.
    private func subjectEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout) -> Int {
        let lines = layout.lines.filter { $0.count > 0 }.prefix(2)
        guard lines.count == 2, let first = lines.first, first.count <= 45, buffer.count - first.end >= 40,
            !first.range.contains(where: { [0x3A, 0x3002, 0x3B, 0x2C].contains(buffer[$0]) }),
            itemLabel(buffer, lines[lines.startIndex + 1].start) == nil
        else { return 0 }
        return first.end
    }

    // MARK: cues

    /// Where the words behind a verb of asking begin, when one stands at `index` and asks.
    private func requestStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        guard let (length, word) = Self.cues.longest(buffer, at: index) else { return nil }
        let cue = Self.cues.words[word]
        if let colon = colonStart(buffer, index, index + length) { return colon }
        if Self.colonCues.contains(cue) || isQuoted(buffer, index) { return nil }
        let isAtClause = isClauseStart(buffer, index)
        guard isAtClause || hasSubject(buffer, index) else { return nil }
        let end = index + length
        guard end < buffer.count else { return nil }
        if Self.weakCues.contains(cue) {
            let isAtSentence =
                index == 0 || CharacterKind.endsSentence(buffer[index - 1]) || buffer[index - 1] == 0x0A
                || buffer[index - 1] == 0x20
            // 请 at a sentence's start asks; 申请 and 请 inside one may be told: 我们申请公开，…
            switch cue {
            case "申请": guard isAtSentence || !isAtClause || buffer[index - 1] == 0x3A else { return nil }
            case "请" where isAtSentence: return CharacterKind.isHan(buffer[end]) ? end : nil
            default: break
            }
            guard Self.afterWeakCue.longest(buffer, at: end) != nil else { return nil }
            guard isAtClause || isOwnSubject(buffer, index) else { return nil }
        }
        return end
    }

    /// 诉求：, 我的要求很明确：, 家长们的诉求： and a heading of these words: what follows is asked, whoever is named.
    private func colonStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ wordEnd: Int) -> Int? {
        var end = wordEnd
        while end < buffer.count, let (length, _) = Self.colonTails.longest(buffer, at: end), end - wordEnd < 8 {
            end += length
        }
        guard end < buffer.count else { return nil }
        var start = index
        while start > 0, index - start < 14, CharacterKind.isHan(buffer[start - 1]) { start -= 1 }
        guard index - start < 14, !(start..<index).contains(where: { Self.others.contains(buffer[$0]) }) else {
            return nil
        }
        if buffer[end] == 0x3A { return end + 1 }
        // 四、我们的要求 over a list.
        let isHeading =
            buffer[end] == 0x0A && end + 1 < buffer.count && index > start && itemLabel(buffer, end + 1) != nil
        return isHeading ? end : nil
    }

    private static let others = Set("他她该被其不未没经".unicodeScalars.map(\.value))

    /// Inside quotation marks somebody else speaks.
    private func isQuoted(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var at = index - 1
        while at >= 0, index - at < 40, buffer[at] != 0x0A {
            if buffer[at] == 0x201D { return false }
            if buffer[at] == 0x201C { return true }
            at -= 1
        }
        return false
    }

    /// A subject that itself begins its clause: 我们请, not 8月11日我们请.
    private func isOwnSubject(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var start = index
        while start > 0, index - start <= 8, !isClauseStart(buffer, start) { start -= 1 }
        return isClauseStart(buffer, start) && !CharacterKind.isDigit(buffer[start])
    }

    private static let notRequests = WordSet([
        "请求被", "要求被", "要求不高", "要求不多", "要求不合", "要求不被", "要求不予", "要求不过", "要求很", "希望小学", "希望工程", "建议书", "请问", "请假", "请客", "请了", "请来", "请人帮", "请人来", "请人看", "请人修",
        "请人做", "请人写", "请允许", "请谅解", "请理解", "请包涵", "请的", "要求我", "要求业主",
        "要求村民", "希望破灭", "要求他", "诉求得", "诉求未", "诉求没", "要求未",
        "要求是", "请示", "请教", "申请人", "申请了", "申请书", "请律师", "请愿", "望而", "望着", "望见", "盼了", "盼着", "盼来", "希望渺茫", "要求太", "建议我",
        "请不起", "请您放心", "请求无果", "要求在场", "请原谅", "诉求内容", "诉求人", "诉求描述", "诉求类", "诉求编号", "要求公司", "求助", "求情", "求人", "求他",
        "求医", "求学",
        "求职", "求证", "求爷爷", "求了", "求饶", "申请公开,", "申请后", "申请过", "申请表", "申请低保被", "申请到", "申请材料", "建议书", "请柬", "请到", "请吃",
        "请你来",
        "请进", "请见", "请于", "请看", "请按规定", "申请号", "申请日", "请我", "求助人", "麻烦了", "麻烦事", "请大家",
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
            } else if let title = titledEnd(buffer, index) {
                index = title
            } else if let joined = joinedAsked(buffer, index, start) {
                index = joined
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

    /// 胡|书记, 张|县长: a surname and a title.
    private func titledEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        guard index + 1 < buffer.count, CharacterKind.isHan(buffer[index]),
            let (length, _) = Self.titles.longest(buffer, at: index + 1)
        else { return nil }
        return index + 1 + length
    }

    private static let titles = WordSet(["书记", "市长", "县长", "区长", "镇长", "局长", "主任", "省长", "厅长", "院长", "检察长", "领导"])

    /// 政府部门|和|相关领导: more of whom is asked.
    private func joinedAsked(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ start: Int) -> Int? {
        guard index > start, index + 1 < buffer.count, [0x548C, 0x3001, 0x53CA, 0x4E0E].contains(buffer[index]) else {
            return nil
        }
        return Self.asked.longest(buffer, at: index + 1) == nil ? nil : index + 1
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
        // 请求网信、公安：over a list: whom, then what.
        if end > start, end < buffer.count, buffer[end] == 0x0A, buffer[end - 1] == 0x3A, end - start <= 60 {
            let (items, last) = lineItems(buffer, layout, after: end)
            if !items.isEmpty { return (items, last, "demand.list") }
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
                // The item before ended with a semicolon: the list goes on without labels.
                if !spans.isEmpty, line.count <= 60, buffer[end - 1] == 0x3B {
                    spans += split(buffer, line, hasLabel: false, isItem: true)
                    end = line.end
                    continue
                }
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
        // Bullets.
        if [0xB7, 0x2022, 0x25CF, 0x25A0, 0x25C6, 0x25B3, 0x25B2, 0x25CB, 0x2605, 0x2606, 0x25C7, 0x25B6, 0x203B, 0x2713].contains(buffer[index]),
            index == 0 || buffer[index - 1] == 0x0A || buffer[index - 1] == 0x20
        {
            return index + 1
        }
        if CharacterKind.isDigit(buffer[index]), index > 0, CharacterKind.isDigit(buffer[index - 1]) { return nil }
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
        case 0x2C:
            // 第一，; 二，; 1，: not the thousands of a number.
            let isBounded = first == 0 || !CharacterKind.isHan(buffer[first - 1])
            return isBounded && index + 1 < buffer.count && CharacterKind.isHan(buffer[index + 1]) ? index + 1 : nil
        case 0x20:
            let isBounded = first == 0 || [0x0A, 0x20, 0x3A, 0x3B, 0x3002].contains(buffer[first - 1])
            return isBounded && CharacterKind.isDigit(buffer[first]) && index + 1 < buffer.count
                && CharacterKind.isHan(buffer[index + 1]) ? index + 1 : nil
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
        let isCounted =
            passage.count > 12 && buffer[passage.start] == 0x7B2C && buffer[passage.start + 1] == 0x4E00
            && range.contains { buffer[$0] == 0x7B2C && $0 + 1 < passage.end && buffer[$0 + 1] == 0x4E8C }
        let hasSemicolon = range.contains { buffer[$0] == 0x3B }
        let hasComma = range.contains { buffer[$0] == 0x2C }
        var index = passage.start
        while index < passage.end {
            let scalar = buffer[index]
            // 我要求第一派人来第二退费: the ordinals alone set the items apart.
            if isCounted, scalar == 0x7B2C, index + 2 < passage.end, (Numeral.digit(buffer[index + 1]) ?? 0) > 0,
                CharacterKind.isHan(buffer[index + 2])
            {
                close(index, index + 2)
                index += 2
                continue
            }
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
            // 按照诉讼程序，尽快开庭; 督促相关部门，对…进行处置; 核实情况，帮助解决: one request.
            if let last = result.last, last.end + 1 == piece.start, last.count + piece.count < 70,
                Self.leading.longest(buffer, at: last.start) != nil && !hasVerbAtEnd(buffer, last)
                    || Self.urging.longest(buffer, at: last.start) != nil && last.count <= 10
                    || Self.following.longest(buffer, at: piece.start) != nil && piece.count <= 10
            {
                result[result.count - 1] = NormalizedSpan(last.start, piece.end)
                continue
            }
            result.append(piece)
        }
        return result
    }

    /// Openings of a clause that only prepares the next: by what, about whom.
    private static let leading = WordSet(["按照", "依照", "依据", "根据", "对于", "针对", "本着", "就"])
    private static let urging = WordSet(["督促相关", "督促有关", "责成相关", "责成有关", "协调相关", "协调有关", "督促职能", "责令相关"])
    private static let following = WordSet([
        "帮助解决", "依法给予", "依法依规", "早日解决", "尽快解决", "给予解决", "予以解决", "妥善处理", "妥善解决", "尽快开庭", "尽快宣判", "依法予以", "尽快落实", "尽快处理",
    ])

    /// 按政策办理, 根据实际情况补偿: the clause does what it asks.
    private func hasVerbAtEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ piece: NormalizedSpan) -> Bool {
        Self.doing.endsBefore(buffer, piece.end, longest: 4)
    }

    private static let doing = WordSet([
        "办理", "处理", "补偿", "赔偿", "解决", "执行", "退还", "发放", "处罚", "公开", "落实", "查处", "退款", "退费", "支付", "整改", "处置", "恢复", "办", "赔", "退", "给",
    ])

    private static let dependent = WordSet([
        "因为", "否则", "不然", "毕竟", "这样", "以便", "以免", "谢谢", "感谢", "此致", "如果", "但", "可是", "我们", "他们", "至今", "不要让", "要不",
        "让老百姓", "让我们", "我", "孩子", "这", "那", "为此", "避免", "防止", "维护购房者", "维护业主", "维护我", "维护群众", "维护老百姓", "保护我", "保障我", "不让", "还百姓",
        "还我", "还群众", "还老百姓", "还业主", "让我能", "让这种", "让百姓", "让大家", "让广大", "让业主", "让人民", "从而", "酌情以示", "百姓", "对方", "贵局并",
        "盼", "为盼",
    ])

    private static let openers = WordSet([
        "并且", "并", "同时", "以及", "也", "且", "二是", "三是", "一是", "再", "另外", "还", "还请", "请", "和",
    ])

    private func trimmed(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> NormalizedSpan? {
        var (low, high) = (start, end)
        while low < high, buffer[low] == 0x20 || buffer[low] == 0x3A || buffer[low] == 0x2C { low += 1 }
        if low < high, let label = itemLabel(buffer, low), label < high { low = label }
        // （部分业主要求降低收费）: the request ends with its bracket.
        if let close = (low..<high).first(where: { buffer[$0] == 0x29 }),
            !(low..<close).contains(where: { buffer[$0] == 0x28 })
        {
            high = close
        }
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
