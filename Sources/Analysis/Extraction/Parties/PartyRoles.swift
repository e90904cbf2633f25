internal import Documents

/// The part a body plays, by what stands around its name.
struct PartyRoles: Sendable {
    private static let accusing = WordSet([
        "被举报人", "被申请人", "被投诉人", "被申诉人", "被控告人", "被反映人", "被告", "举报", "投诉", "控告", "状告", "反映", "起诉", "追究", "被举报单位",
        "被反映单位",
        "被投诉单位", "责令", "查处", "处罚",
    ])
    /// 在县医院住院, 送到沙县医院: where somebody was, no side of the matter.
    private static let whereabouts = WordSet([
        "在", "到", "去", "送", "送到", "送往", "转到", "转院到", "就读于", "毕业于", "存在", "存到", "附近", "旁边", "委托", "聘请", "经",
    ])
    private static let neutralEnds = WordSet([
        "医院", "事务所", "银行", "鉴定中心", "小学", "中学", "学校", "幼儿园", "大学", "信用社", "宾馆", "酒店", "超市", "商场", "市场", "鉴定所",
    ])
    private static let petitioning = WordSet([
        "申请人", "投诉人", "申诉人", "举报人", "反映人", "我公司是", "我们公司是", "我司是", "我单位是", "我厂是", "我公司", "我司",
    ])
    private static let receiving = WordSet(["报", "报送", "报送至", "抄送", "抄报", "上报", "主送", "向", "报告"])
    private static let acting = WordSet([
        "负责", "牵头", "要", "应", "组织", "配合", "会同", "在", "具体", "每", "于", "对", "按", "将", "须",
    ])

    func role(
        of body: BodyFinder.Body, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Record.Party.Role {
        let span = body.span
        func isPreceded(_ words: WordSet, byColon: Bool = false) -> Bool {
            var end = span.start
            while end > 0, buffer[end - 1] == 0x3A || buffer[end - 1] == 0x20 { end -= 1 }
            return words.endsBefore(buffer, end, longest: 6)
        }
        if layout.kind == .letter || layout.kind == .other {
            if isPreceded(Self.petitioning), !isPreceded(Self.accusing) { return .petitioner }
            if let signature = layout.signature, signature.contains(span), body.kind == .tail {
                return Self.neutralEnds.endsBefore(buffer, span.end, longest: 4) ? .other : .petitioner
            }
            switch body.kind {
            case .function, .level, .built:
                return isPreceded(Self.accusing) && body.kind == .level ? .respondent : .handler
            case .public, .unit, .village: return .respondent
            case .tail:
                let isNeutral = Self.neutralEnds.endsBefore(buffer, span.end, longest: 4)
                return isNeutral && isPreceded(Self.whereabouts) ? .other : .respondent
            }
        }
        let isIssuer =
            (layout.title.map { $0.overlaps(span) } ?? false) || (layout.signature?.contains(span) ?? false)
            || layout.body.start > span.start || standsAlone(span, layout, buffer)
        if isIssuer, layout.kind != .reply { return .other }
        if isPreceded(Self.receiving) { return .other }
        switch body.kind {
        case .function, .level, .public, .unit, .built: return .handler
        case .village where layout.kind == .reply, .tail where layout.kind == .reply: return .respondent
        case .village, .tail:
            return layout.kind == .plan && Self.acting.longest(buffer, at: min(span.end, buffer.count - 1)) != nil
                ? .handler : .other
        }
    }

    /// A line that holds the body's name and little else: a letterhead.
    private func standsAlone(_ span: NormalizedSpan, _ layout: Layout, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        guard let line = layout.lines.first(where: { $0.start <= span.start && span.end <= $0.end }) else {
            return false
        }
        return line.start == span.start && line.count - span.count <= 6
    }

    static func type(of kind: BodyNames.Kind) -> Record.Party.Kind {
        switch kind {
        case .function, .level, .unit, .built: .government
        case .public, .tail, .village: .organization
        }
    }
}
