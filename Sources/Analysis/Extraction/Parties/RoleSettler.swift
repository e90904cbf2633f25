internal import Documents

/// Settles the part of each party over all its mentions: one name plays one part in a letter.
///
/// Each mention brings evidence, in points: who accuses or is worked for, who is asked, whose workplace it was.
/// Points are summed by name; the finder's own part stands where nothing speaks against it.
struct RoleSettler: Sendable {
    private enum Weight {
        static let label = 4
        static let strong = 3
        static let clear = 2
        static let weak = 1
    }

    /// 被…查, 不服…: whom the writer complains about, right before the name.
    private static let accusedBefore = WordSet([
        "被", "不服", "业主单位", "控告", "举报", "状告", "起诉", "投诉", "追究", "查处", "处罚", "督促", "责令", "来的是", "地的是", "反映", "追究到", "认准",
        "受骗于",
    ])
    /// 占用, 强拆, 拖欠: what is complained of, right behind the name.
    private static let accusedAfter = WordSet([
        "占", "强占", "强拆", "强行", "擅自", "私自", "违法", "违规", "拖欠", "克扣", "拒绝", "拒不", "骗", "打", "殴打", "威胁", "侵占", "霸占", "挪用",
        "贪污", "以",
        "不给", "不退", "不还", "不认", "不管", "欠", "伙同", "带人", "指使", "把我", "偷", "勾结", "的人", "没有拨款", "盖章", "一直没有", "至今没有", "超期",
        "贴出通告", "承诺",
        "收取", "收了", "乱收费", "拿走", "卷款", "跑路", "失联", "倒闭", "停工", "抽走", "推倒", "砸", "堵", "断水", "断电",
    ])
    private static let accusing = WordSet([
        "拿铁锹", "把我", "打我", "骂我", "打伤", "威胁", "骗走", "骗我", "强占", "不还", "卷走", "拖欠", "拉进", "围着打", "动手", "抢走", "砸", "推倒",
        "侵占", "贪污",
    ])
    /// 原…职工, 我是…的: where somebody works or worked.
    private static let workBefore = WordSet([
        "原", "我是原", "我们是原", "均系", "系", "原系", "都是", "现任", "时任", "曾任", "进", "分到", "分配到", "安置到", "安置在", "调到", "调入", "招进",
        "考入", "报考", "报考的", "第一志愿", "岗位为", "考上", "考取", "转到", "就读于", "毕业于", "下属", "院是", "曾在", "以前我在", "在原", "转入", "我在原",
        "划归",
    ])
    private static let workAfter = WordSet([
        "职工", "的职工", "工人", "的工人", "退休", "退休的", "下岗", "的下岗", "工作", "上班", "当", "挡车工", "的子公司", "的母公司", "的全资", "的学生", "下属",
        "职员", "员工",
        "的员工", "家属院", "的家属", "宿舍", "副局长", "局长", "所长", "的会计", "的老会计", "专业技术岗", "岗位", "职工住宅", "的职工住宅", "会计", "干部", "的干部",
        "的退休", "任教",
        "教书", "读三年级", "当民办", "服役", "的老师", "王老师", "退休教师", "代课", "党支部",
    ])
    /// 委托…鉴定, 送…抢救: who did work for somebody.
    private static let serviceBefore = WordSet([
        "委托", "聘请", "请", "我们请", "经", "送", "送到", "送往", "送去", "转院到", "卖给", "包给", "租给", "设在", "甲方", "施工单位", "总包", "股东为",
        "去了", "存到", "欠",
        "向", "贷款于", "投保于", "当晚送", "住进", "转到", "拉到", "债权人", "管理人是", "监理单位",
    ])
    private static let serviceAfter = WordSet([
        "评估", "鉴定", "化验", "检测", "做了", "做的", "办理", "住院", "住了", "抢救", "门诊", "检查", "确诊", "诊断", "新生儿科", "出具", "公证", "采过血",
        "治疗", "看病", "手术",
        "的病历", "的诊断", "开了", "已经给我", "去年", "的查封",
    ])
    /// Witnesses, helpers and the dead are no side.
    private static let neutralAfter = WordSet([
        "作证", "证明", "亲眼", "没救", "去世", "死亡", "死了", "帮", "代填", "代写", "介绍", "接待", "给我写", "给她", "给他", "给我打了", "是老实人", "是好人",
        "是人好", "人好", "劝",
        "调解", "写了证明", "接的", "也", "比我", "没收", "讲这事归", "说归", "表示", "来过", "说这事",
    ])
    private static let staffBefore = WordSet([
        "接待的", "接待我的", "接待我们的", "分管的", "窗口的", "经办的", "办案的", "来的", "收材料的", "我找了",
    ])
    /// 我是…的, 我: the writer's own name.
    private static let ownClause = WordSet(["我是", "本人是", "我叫", "本人系", "我系", "我们是"])
    private static let formerBefore = WordSet(["原", "我是原", "分到", "安置到", "分配到", "调到", "都是", "考入", "系"])
    private static let listLabels = WordSet([
        "出席", "参加", "列席", "地点", "来源", "主办单位", "抄送", "抄报", "主送", "参会", "报", "送", "此致",
    ])
    private static let planBefore = WordSet([
        "报送", "移送", "移交", "从", "与", "听取了", "听取", "向", "抄送", "来源", "主办单位", "报告", "转送", "在", "报", "报告", "提请", "报请", "会同",
        "接受", "征求", "按照",
    ])

    /// Points of a party: above 0 respondent, below 0 bystander.
    private struct Score {
        var points = 0
        var isOwn = false
        var mentions = 0
        /// Whether it was the writer's workplace once: 原…厂职工.
        var isWorkplace = false
        /// Whether the text goes on about it by its kind alone; `nil` before that was looked at.
        var hasKind: Bool?
    }

    /// The kinds by which a letter goes on about an organisation named before, with what may follow.
    private static let kinds: [(ending: [String], bare: [String])] = [
        (["医院", "卫生院", "诊所", "康复医院"], ["医院", "院方", "大夫", "主治医生"]),
        (["小学", "中学", "学校", "学院", "大学", "技工学校"], ["学校", "校方", "班主任", "食堂"]),
        (["幼儿园"], ["园方", "幼儿园", "园长", "该园"]), (["银行", "支行", "信用社"], ["银行", "柜台", "行长"]),
        (["超市", "商场", "商店"], ["超市", "店家", "店里"]),
    ]

    /// How often each kind stands alone outside names: 医院说…, 医院不认. One walk over the text.
    private func kindCounts(_ all: [PartyMention], _ buffer: UnsafeBufferPointer<UInt32>) -> [Int] {
        var counts = [Int](repeating: 0, count: Self.kindWords.count)
        var next = 0
        for index in buffer.indices {
            while next < all.count, all[next].span.end <= index { next += 1 }
            guard next >= all.count || all[next].span.start > index else { continue }
            for kind in counts.indices where Self.kindWords[kind].bare.longest(buffer, at: index) != nil {
                counts[kind] += 1
            }
        }
        return counts
    }

    /// True when the letter goes on about an organisation by its kind alone, twice or more.
    private func isTalkedOf(
        _ mention: PartyMention, _ counts: [Int], _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        Self.kindWords.indices.contains {
            counts[$0] >= 2 && Self.kindWords[$0].ending.endsBefore(buffer, mention.span.end, longest: 4)
        }
    }

    private static let kindWords: [(ending: WordSet, bare: WordSet)] = kinds.map {
        (WordSet($0.ending), WordSet($0.bare))
    }

    func settle(
        _ mentions: [PartyMention], _ text: NormalizedText, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> [PartyMention] {
        var result = mentions
        if layout.kind != .letter {
            for index in result.indices where result[index].role == .handler && result[index].rule == "party.body" {
                let before = leftEnd(result, index, buffer)
                if isLabelled(before, layout, buffer)
                    || Self.planBefore.endsBefore(buffer, before, longest: 4)
                        && layout.kind != .reply && !isActing(result[index].span.end, buffer)
                {
                    result[index].role = .other
                }
            }
            return result
        }
        var scores: [String: Score] = [:]
        for index in result.indices {
            let mention = result[index]
            var score = scores[mention.name] ?? Score()
            score.mentions += 1
            score.points += points(mention, index, result, layout, buffer)
            if isOwnName(mention, buffer, layout) { score.isOwn = true }
            if Self.formerBefore.endsBefore(buffer, mention.span.start, longest: 4) { score.isWorkplace = true }
            scores[mention.name] = score
        }
        // 住进某医院 … 医院说: the letter goes on about it by its kind.
        let counts = kindCounts(result, buffer)
        for index in result.indices
        where result[index].type == .organization && (scores[result[index].name]?.isWorkplace == false) {
            let name = result[index].name
            guard scores[name]?.hasKind == nil else { continue }
            let isTalkedOf = isTalkedOf(result[index], counts, buffer)
            scores[name]?.hasKind = isTalkedOf
            if isTalkedOf { scores[name]?.points += Weight.strong }
        }
        for index in result.indices {
            let mention = result[index]
            guard let score = scores[mention.name] else { continue }
            let isSettled = ["party.field", "party.list", "party.salutation", "party.signature", "party.copies"]
                .contains(mention.rule)
            if isSettled || mention.role == .petitioner || mention.role == .representative || mention.role == .addressee
            {
                continue
            }
            if score.isOwn, mention.type == .person {
                result[index].role = .petitioner
                continue
            }
            switch mention.type {
            case .government:
                if score.points >= Weight.strong { result[index].role = .respondent }
                if score.points <= -Weight.strong { result[index].role = .other }
            case .organization:
                let weight = score.points + (score.mentions >= 3 ? Weight.clear : 0)
                if mention.role == .respondent, weight <= -Weight.clear { result[index].role = .other }
                if mention.role == .other, weight >= Weight.strong { result[index].role = .respondent }
            case .person:
                let weight = score.points + (score.mentions >= 4 ? Weight.weak : 0)
                if mention.role == .respondent, weight <= -Weight.clear { result[index].role = .other }
                if mention.role == .other, weight >= Weight.clear { result[index].role = .respondent }
            case .group: break
            }
        }
        // A letter complains of somebody: with none left, those it went to for a service are back.
        if !result.contains(where: { $0.role == .respondent }) {
            for index in result.indices
            where mentions[index].role == .respondent && result[index].role == .other
                && result[index].type == .organization
                && (scores[result[index].name]?.isWorkplace == false)
            {
                result[index].role = .respondent
            }
        }
        return result
    }

    private func points(
        _ mention: PartyMention, _ index: Int, _ all: [PartyMention], _ layout: Layout,
        _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Int {
        let (start, end) = (mention.span.start, mention.span.end)
        var points = 0
        if Self.accusedBefore.endsBefore(buffer, start, longest: 4) { points += Weight.strong }
        if let title = layout.title, title.overlaps(mention.span) { points += Weight.weak }
        guard end < buffer.count else { return points }
        if Self.accusedAfter.longest(buffer, at: end) != nil { points += Weight.clear }
        switch mention.type {
        case .person:
            if Self.staffBefore.endsBefore(buffer, start, longest: 5) { points -= Weight.clear }
            if Self.neutralAfter.longest(buffer, at: end) != nil { points -= Weight.clear }
            // 镇畜牧站的孙站长: an officer of a body that handled.
            if mention.rule == "party.surname-title", let body = body(before: index, all, buffer),
                body.type == .government, body.role == .handler
            {
                points -= Weight.clear
            }
            if accuses(from: end, buffer) { points += Weight.clear }
        case .organization, .government:
            if Self.workBefore.endsBefore(buffer, start, longest: 5) { points -= Weight.clear }
            if Self.workAfter.longest(buffer, at: end) != nil { points -= Weight.strong }
            if mention.type == .organization {
                if Self.serviceBefore.endsBefore(buffer, start, longest: 5) { points -= Weight.clear }
                if Self.serviceAfter.longest(buffer, at: end) != nil { points -= Weight.clear }
            }
        case .group: break
        }
        return points
    }

    /// Within the sentence's rest, what only a person complained about does.
    private func accuses(from end: Int, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        var index = end
        while index < buffer.count, index - end < 24, !CharacterKind.endsSentence(buffer[index]), buffer[index] != 0x0A
        {
            if Self.accusing.longest(buffer, at: index) != nil { return true }
            index += 1
        }
        return false
    }

    /// The body named right before a person: 市房产局房改处,接待的穆处长.
    private func body(before index: Int, _ all: [PartyMention], _ buffer: UnsafeBufferPointer<UInt32>) -> PartyMention?
    {
        guard index > 0 else { return nil }
        let (body, start) = (all[index - 1], all[index].span.start)
        guard body.type == .government || body.type == .organization, start - body.span.end <= 8,
            !(body.span.end..<start).contains(where: { CharacterKind.endsSentence(buffer[$0]) })
        else { return nil }
        return body
    }

    /// 我是平利县老县镇东河口村的向桂枝; 我那宝忠.
    private func isOwnName(_ mention: PartyMention, _ buffer: UnsafeBufferPointer<UInt32>, _ layout: Layout) -> Bool {
        guard mention.type == .person, mention.span.start > 0 else { return false }
        let start = mention.span.start
        if let signature = layout.signature, signature.contains(mention.span), mention.rule == "party.surname-title",
            start == 0 || !CharacterKind.isHan(buffer[start - 1]), mention.role == .other
        {
            return true
        }
        guard mention.rule == "party.name" else { return false }
        if buffer[start - 1] == 0x6211 { return true }
        guard buffer[start - 1] == 0x7684 else { return false }
        var clause = start - 1
        while clause > 0, start - clause < 30, CharacterKind.isHan(buffer[clause - 1]) { clause -= 1 }
        return Self.ownClause.longest(buffer, at: clause) != nil
    }

    /// Where a run of bodies joined by 、 begins: what stands before the first holds for all.
    private func leftEnd(_ all: [PartyMention], _ index: Int, _ buffer: UnsafeBufferPointer<UInt32>) -> Int {
        var at = index
        while at > 0, all[at - 1].span.end + 1 == all[at].span.start,
            [0x3001, 0x548C, 0x53CA].contains(buffer[all[at].span.start - 1])
        { at -= 1 }
        return all[at].span.start
    }

    /// 出席：, 抄送：
    private func isLabelled(_ start: Int, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        var end = start
        while end > 0, buffer[end - 1] == 0x3A || buffer[end - 1] == 0x20 { end -= 1 }
        return end < start && Self.listLabels.endsBefore(buffer, end, longest: 4)
    }

    private static let actingAfter = WordSet([
        "负责", "牵头", "要", "应", "组织", "每", "于", "对", "按", "将", "须", "安排", "办理", "处理", "研究", "协调",
    ])

    private func isActing(_ end: Int, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        end < buffer.count && Self.actingAfter.longest(buffer, at: end) != nil
    }
}
