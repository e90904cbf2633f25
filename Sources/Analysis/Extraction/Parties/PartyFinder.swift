internal import Documents

/// A name of a person, group or body, with the part it plays.
struct PartyMention: Sendable {
    var span: NormalizedSpan
    var name: String
    var type: Record.Party.Kind
    var role: Record.Party.Role
    let rule: String
}

/// Finds names by cue, surname and ending, and their roles by what stands around them.
struct PartyFinder: Sendable {
    private static let bodyEndings: [(String, Record.Party.Kind)] = [
        ("人民政府", .government), ("政府", .government), ("人民法院", .government), ("法院", .government), ("检察院", .government),
        ("派出所", .government),
        ("公安局", .government), ("信访局", .government), ("信访办", .government), ("委员会", .government), ("办事处", .government),
        ("管理局", .government),
        ("监督局", .government), ("监管局", .government), ("建设局", .government), ("资源局", .government), ("保障局", .government),
        ("环境局", .government),
        ("农村局", .government), ("教育局", .government), ("民政局", .government), ("交通局", .government), ("水利局", .government),
        ("司法局", .government),
        ("财政局", .government), ("税务局", .government), ("审计局", .government), ("城管局", .government), ("住建局", .government),
        ("人社局", .government),
        ("执法局", .government), ("分局", .government), ("总局", .government), ("监察大队", .government), ("执法大队", .government),
        ("交警大队", .government),
        ("大队", .government), ("支队", .government), ("纪委监委", .government), ("纪委", .government), ("监委", .government),
        ("县委", .government),
        ("市委", .government), ("省委", .government), ("区委", .government), ("党委", .government), ("仲裁委", .government),
        ("村民委员会", .organization),
        ("村委会", .organization), ("居委会", .organization), ("村委", .organization), ("两委", .organization),
        ("业委会", .organization),
        ("业主委员会", .organization), ("有限责任公司", .organization), ("有限公司", .organization), ("股份公司", .organization),
        ("公司", .organization),
        ("集团", .organization), ("工厂", .organization), ("厂", .organization), ("医院", .organization),
        ("卫生院", .organization), ("学校", .organization),
        ("小学", .organization), ("中学", .organization), ("大学", .organization), ("学院", .organization),
        ("幼儿园", .organization), ("银行", .organization),
        ("合作社", .organization), ("信用社", .organization), ("支行", .organization), ("物业", .organization),
        ("养殖场", .organization), ("事务所", .organization),
        ("管委会", .government), ("指挥部", .government), ("拆迁办", .government), ("街道办", .government), ("房管局", .government),
        ("国土局", .government),
        ("工商局", .government), ("环保局", .government), ("交通运输局", .government), ("供电局", .organization),
        ("卫健委", .government), ("发改委", .government),
        ("组织部", .government), ("宣传部", .government), ("联席办", .government), ("国土所", .government), ("司法所", .government),
        ("财政所", .government),
        ("民政所", .government), ("居委", .organization), ("酒店", .organization), ("宾馆", .organization),
        ("健身房", .organization), ("商城", .organization),
        ("中心", .organization), ("信访科", .government), ("局", .government), ("各乡镇", .government),
    ]

    private let endings = BodyEndings(PartyFinder.bodyEndings.map(\.0))
    let surnames: Surnames

    /// Words at which a name going left stops.
    private static let stops = WordSet([
        "我们", "你们", "他们", "我", "你", "他", "她", "的", "在", "向", "由", "与", "和", "对", "是", "把", "给", "从", "到", "让", "找", "被",
        "请", "要求", "希望",
        "经", "于", "及", "至", "去", "有", "了", "等", "因", "为", "以", "但", "而", "又", "就", "将", "所", "称", "说", "当", "跟", "同",
        "叫", "据", "并", "各位", "尊敬",
        "投诉", "举报", "反映", "状告", "控告", "请求", "恳请", "通过", "来到", "没", "不", "多次", "联系", "现", "该", "此", "每", "某", "都", "也",
        "这", "那", "一", "年",
        "月", "日", "后", "前", "时", "着", "过", "地", "负责", "牵头", "会同", "配合", "组织",
    ])

    /// Anaphors and role words are no names.
    private static let bare: Set<String> = [
        "公司", "医院", "学校", "村委会", "居委会", "业委会", "物业", "工厂", "厂", "银行", "集团", "中心", "局", "大队", "支队", "分局", "总局", "村委",
        "两委", "委员会",
        "办事处", "政府", "小学", "中学", "大学", "学院", "幼儿园", "合作社", "酒店", "宾馆", "商城", "开发商", "物业公司", "有限公司", "管理局", "建设局", "法院",
        "业主委员会", "指挥部", "卫生院",
        "居委", "养殖场", "管委会",
    ]

    func find(_ text: NormalizedText, _ layout: Layout, _ places: [PlaceMention], taken: [NormalizedSpan])
        -> [PartyMention]
    {
        var mentions: [PartyMention] = []
        if let span = layout.addressee, span.count > 0 {
            mentions.append(
                PartyMention(
                    span: span, name: text[span], type: .government, role: .addressee, rule: "party.salutation"))
        }
        text.scalars.withUnsafeBufferPointer { buffer in
            mentions += fields(text, layout, buffer)
            mentions += signature(text, layout, buffer)
            mentions += introductions(text, buffer)
            mentions += groups(text, buffer)
            mentions += titled(text, buffer)
            mentions += bodies(text, layout, buffer, taken)
        }
        return repeated(settle(mentions), text)
    }

    // MARK: overlaps and repetitions

    /// Earlier rules win; a body inside the addressee goes.
    private func settle(_ mentions: [PartyMention]) -> [PartyMention] {
        var kept: [PartyMention] = []
        for mention in mentions where !kept.contains(where: { $0.span.overlaps(mention.span) }) { kept.append(mention) }
        return kept
    }

    /// Every further place where a name that was found is written again.
    private func repeated(_ mentions: [PartyMention], _ text: NormalizedText) -> [PartyMention] {
        var result = mentions
        var roles: [String: PartyMention] = [:]
        for mention in mentions where mention.role != .addressee && mention.name.unicodeScalars.count >= 2 {
            if roles[mention.name] == nil || roles[mention.name]?.role == .other { roles[mention.name] = mention }
        }
        for (name, first) in roles.sorted(by: { $0.key < $1.key }) {
            let wanted = name.unicodeScalars.map(\.value)
            guard let head = wanted.first else { continue }
            var index = 0
            while index + wanted.count <= text.count {
                if text.scalars[index] == head, text.scalars[index..<index + wanted.count].elementsEqual(wanted) {
                    let span = NormalizedSpan(index, index + wanted.count)
                    if !result.contains(where: { $0.span.overlaps(span) }) {
                        result.append(
                            PartyMention(
                                span: span, name: name, type: first.type, role: first.role, rule: "party.repeated"))
                    }
                    index += wanted.count
                } else {
                    index += 1
                }
            }
        }
        // One name plays one part: the first that is not `other`.
        for index in result.indices where result[index].role == .other {
            if let known = roles[result[index].name] { result[index].role = known.role }
        }
        return result.sorted { $0.span < $1.span }
    }

    // MARK: persons

    private func fields(_ text: NormalizedText, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>)
        -> [PartyMention]
    {
        let roles: [String: Record.Party.Role] = [
            "姓名": .petitioner, "申诉人": .petitioner, "举报人": .petitioner, "控告人": .petitioner, "投诉人": .petitioner,
            "信访人": .petitioner,
            "来访人": .petitioner, "来电人": .petitioner, "反映人": .petitioner, "申请人": .petitioner, "来信人": .petitioner,
            "写信人": .petitioner,
            "求助人": .petitioner, "上访人": .petitioner, "建议人": .petitioner, "被申诉人": .respondent, "被举报人": .respondent,
            "被控告人": .respondent, "被投诉人": .respondent,
            "被申请人": .respondent, "被反映人": .respondent, "被反映单位": .respondent, "联系人": .representative,
            "代理人": .representative,
            "委托代理人": .representative, "代表": .representative, "诉求代表": .representative, "法定代表人": .other,
            "代表人": .representative,
        ]
        return layout.fields.compactMap { field in
            guard let role = roles[field.label], field.value.count > 0 else { return nil }
            let start = field.value.start
            if let end = surnames.nameEnd(buffer, at: start, limit: field.value.end, isCued: true) {
                let span = NormalizedSpan(start, end)
                return PartyMention(span: span, name: text[span], type: .person, role: role, rule: "party.field")
            }
            var end = start
            while end < field.value.end, CharacterKind.isHan(buffer[end]) || buffer[end] == 0x28 || buffer[end] == 0x29
            { end += 1 }
            guard end - start >= 2, end - start <= 24 else { return nil }
            let span = NormalizedSpan(start, end)
            let name = text[span]
            return PartyMention(
                span: span, name: name, type: type(ofBody: name) ?? .group, role: role, rule: "party.field")
        }
    }

    private static let endingsByLength = bodyEndings.map { (scalars: $0.0.unicodeScalars.map(\.value), type: $0.1) }
        .sorted { $0.scalars.count > $1.scalars.count }

    private func type(ofBody name: String) -> Record.Party.Kind? {
        let scalars = name.unicodeScalars.map(\.value)
        return Self.endingsByLength.first { scalars.suffix($0.scalars.count).elementsEqual($0.scalars) }?.type
    }

    /// Names on the last lines: 张三, 李四 王五, 举报人：…, 东河村全体村民.
    private func signature(_ text: NormalizedText, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>)
        -> [PartyMention]
    {
        guard let block = layout.signature else { return [] }
        var found: [PartyMention] = []
        let role: Record.Party.Role = layout.kind == .letter ? .petitioner : .other
        for line in layout.lines where line.start >= block.start && line.count > 0 {
            var index = line.start
            while index < line.end {
                let isStart = index == line.start || [0x20, 0x3A, 0x3001, 0x2C, 0x28].contains(buffer[index - 1])
                if isStart, let end = surnames.nameEnd(buffer, at: index, limit: line.end, isCued: true),
                    end == line.end || !CharacterKind.isHan(buffer[end])
                {
                    let span = NormalizedSpan(index, end)
                    found.append(
                        PartyMention(span: span, name: text[span], type: .person, role: role, rule: "party.signature"))
                    index = end
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    private static let introductionCues: [(String, Record.Party.Role)] = [
        ("我叫", .petitioner), ("本人叫", .petitioner), ("本人", .petitioner), ("我是", .petitioner), ("名叫", .other),
        ("举报人", .petitioner), ("申诉人", .petitioner),
        ("联系人", .representative), ("老板", .respondent), ("包工头", .respondent), ("村支书", .respondent), ("村主任", .respondent),
        ("村支部书记", .respondent),
        ("法人", .respondent), ("法定代表人", .respondent), ("负责人", .respondent), ("经理", .respondent), ("丈夫", .other),
        ("妻子", .other), ("父亲", .other),
        ("母亲", .other), ("儿子", .other), ("女儿", .other), ("邻居", .respondent), ("村民", .other), ("法官", .respondent),
        ("民警", .respondent), ("书记", .respondent),
        ("主任", .respondent), ("局长", .respondent), ("校长", .respondent), ("医生", .respondent), ("会计", .respondent),
        ("镇长", .respondent), ("乡长", .respondent),
    ]
    private static let introductionWords = WordSet(introductionCues.map(\.0))

    /// 我叫张三, 本人李四, 我是王五.
    private func introductions(_ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>) -> [PartyMention] {
        var found: [PartyMention] = []
        var index = 0
        while index < buffer.count {
            guard let (length, word) = Self.introductionWords.longest(buffer, at: index) else {
                index += 1
                continue
            }
            var start = index + length
            if start < buffer.count, buffer[start] == 0x3A || buffer[start] == 0x20 { start += 1 }
            if start < buffer.count, let end = surnames.nameEnd(buffer, at: start, limit: buffer.count, isCued: false) {
                let span = NormalizedSpan(start, end)
                found.append(
                    PartyMention(
                        span: span, name: text[span], type: .person, role: Self.introductionCues[word].1,
                        rule: "party.cue"))
                index = end
            } else {
                index += length
            }
        }
        return found
    }

    /// 刘书记, 王主任, 张某某.
    private static let titles = WordSet([
        "书记", "主任", "局长", "镇长", "乡长", "县长", "市长", "所长", "院长", "校长", "经理", "老板", "科长", "队长", "会计", "法官", "医生", "老师",
    ])

    private func titled(_ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>) -> [PartyMention] {
        var found: [PartyMention] = []
        for index in 0..<max(0, buffer.count - 1) where surnames.isSingle(buffer[index]) {
            let isStart =
                index == 0 || !CharacterKind.isHan(buffer[index - 1])
                || Self.stops.endsBefore(buffer, index, longest: 1)
            guard isStart else { continue }
            if buffer[index + 1] == 0x67D0 {
                let end = index + 2 < buffer.count && buffer[index + 2] == 0x67D0 ? index + 3 : index + 2
                let span = NormalizedSpan(index, end)
                found.append(
                    PartyMention(
                        span: span, name: text[span], type: .person, role: .respondent, rule: "party.masked-name"))
                continue
            }
            if let (length, _) = Self.titles.longest(buffer, at: index + 1) {
                let span = NormalizedSpan(index, index + 1 + length)
                found.append(
                    PartyMention(
                        span: span, name: text[span], type: .person, role: .respondent, rule: "party.surname-title"))
            }
        }
        return found
    }

    /// 东河村全体村民, 全体业主, 32户居民.
    private func groups(_ text: NormalizedText, _ buffer: UnsafeBufferPointer<UInt32>) -> [PartyMention] {
        let tails = [
            "村民", "业主", "职工", "员工", "居民", "工人", "农民工", "家长", "住户", "教师", "老师", "群众", "股民", "商户", "学生", "农户", "退休人员",
        ]
        .map { $0.unicodeScalars.map(\.value) }
        var found: [PartyMention] = []
        let whole: [UInt32] = [0x5168, 0x4F53]
        var index = 0
        while index + 3 < buffer.count {
            defer { index += 1 }
            guard buffer[index] == whole[0], buffer[index + 1] == whole[1] else { continue }
            for tail in tails where index + 2 + tail.count <= buffer.count {
                guard (0..<tail.count).allSatisfy({ buffer[index + 2 + $0] == tail[$0] }) else { continue }
                let end = index + 2 + tail.count
                let start = leftEdge(buffer, index, maximum: 14)
                let span = NormalizedSpan(start, end)
                guard span.count >= 5 else { continue }
                found.append(
                    PartyMention(span: span, name: text[span], type: .group, role: .petitioner, rule: "party.group"))
            }
        }
        return found
    }

    // MARK: bodies

    private func leftEdge(_ buffer: UnsafeBufferPointer<UInt32>, _ from: Int, maximum: Int) -> Int {
        var start = from
        while start > 0, from - start < maximum {
            let scalar = buffer[start - 1]
            guard
                CharacterKind.isHan(scalar) || CharacterKind.isLatin(scalar)
                    || CharacterKind.isDigit(scalar) && from - start > 0
            else { break }
            if Self.stops.endsBefore(buffer, start, longest: 2) { break }
            start -= 1
        }
        return start
    }

    private func bodies(
        _ text: NormalizedText, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>, _ taken: [NormalizedSpan]
    ) -> [PartyMention] {
        var found: [PartyMention] = []
        var occupied = [Bool](repeating: false, count: buffer.count)
        for span in taken { for index in span.range { occupied[index] = true } }
        var floor = 0
        var index = 0
        while index < buffer.count {
            guard !occupied[index], let length = endings.longest(buffer, at: index) else {
                index += 1
                continue
            }
            var end = index + length
            // 法院, then 执行局: the longest chain of endings.
            while end < buffer.count, let more = endings.longest(buffer, at: end) { end += more }
            let start = max(floor, leftEdge(buffer, index, maximum: 18))
            let span = NormalizedSpan(start, end)
            let name = text[span]
            index = end
            guard span.count >= 3, span.count <= 30, !Self.bare.contains(name), let type = type(ofBody: name) else {
                continue
            }
            // 局面, 厂房, 中心思想: the ending begins another word.
            if end < buffer.count,
                ["局面", "厂房", "厂家", "厂区", "局部", "局限", "物业费", "局长"].contains(where: { word in
                    let scalars = word.unicodeScalars.map(\.value)
                    return end - 1 + scalars.count <= buffer.count
                        && (0..<scalars.count).allSatisfy { buffer[end - 1 + $0] == scalars[$0] }
                })
            {
                continue
            }
            floor = end
            found.append(
                PartyMention(
                    span: span, name: name, type: type, role: role(of: span, type, layout, buffer), rule: "party.body"))
        }
        return found
    }

    private func role(
        of span: NormalizedSpan, _ type: Record.Party.Kind, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Record.Party.Role {
        func before(_ words: String...) -> Bool {
            words.contains { word in
                let scalars = word.unicodeScalars.map(\.value)
                return span.start >= scalars.count
                    && (0..<scalars.count).allSatisfy { buffer[span.start - scalars.count + $0] == scalars[$0] }
            }
        }
        func after(_ words: String...) -> Bool {
            let end = min(buffer.count, span.end + 6)
            let tail = String(scalars: ArraySlice(buffer[span.end..<end]))
            return words.contains { tail.contains($0) }
        }
        guard layout.kind == .letter || layout.kind == .other else {
            if after("负责", "牵头", "要", "应", "组织", "配合", "会同", "在") { return .handler }
            return .other
        }
        if before("被举报人", "举报", "投诉", "控告", "状告", "反映", "被") { return .respondent }
        if type == .government {
            if before("向", "找", "到", "请", "由", "要求", "恳请", "希望", "去", "经")
                || after("答复", "受理", "回复", "处理", "调查", "作出", "查", "核实", "协调", "调解")
            {
                return .handler
            }
            return .handler
        }
        return .respondent
    }
}

/// Endings of bodies' names in a small trie.
struct BodyEndings: Sendable {
    private var trie = TermTrie(expectedTerms: 256)

    init(_ words: [String]) {
        for word in words { _ = trie.insert(word.unicodeScalars.map(\.value)) }
    }

    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> Int? {
        var length: Int?
        trie.forEachHit(at: index, in: buffer) { length = $0.length }
        return length
    }
}
