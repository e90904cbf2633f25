internal import Documents

/// Tells what kind a document is: by the last word of its title, by other words of the title, by phrases of its head
/// and tail, then by the words of its text.
struct KindReader: Sendable {
    /// What a title's last word says (GB/T 9704's kinds of documents, and what offices and citizens write besides); the
    /// longest that fits counts.
    static let titleEndings: [(kind: DocumentKind, words: [String])] = [
        (.notice, ["通知", "通报", "通告", "公告", "公示", "函", "转办函", "商请函", "督办函", "预告"]),
        (
            .reply,
            [
                "复函", "答复函", "回复函", "回函", "答复", "回复", "答复书", "意见书", "处理意见书", "答复意见书", "复查意见书", "复核意见书", "告知书", "处理结果",
                "核查结果",
                "情况说明", "答复意见", "处理意见", "复查意见", "复核意见", "告知单",
            ]
        ),
        (.minutes, ["纪要", "记录", "登记表", "登记簿", "台账", "备忘录", "座谈会情况", "笔录", "记录表", "登记台账"]),
        (
            .plan,
            [
                "方案", "计划", "计划书", "要点", "安排", "安排表", "办法", "细则", "预案", "制度", "规定", "意见", "规则", "规程", "任务分工", "分工表",
                "工作思路",
                "打算",
            ]
        ),
        (
            .report,
            [
                "总结", "报告", "汇报", "述职", "落实情况", "完成情况", "开展情况", "进展情况", "办理情况", "处置情况", "工作情况", "小结", "自查", "评估",
                "汇报材料", "月报",
            ]
        ),
        (.other, ["倡议书", "承诺书", "公约", "协议书", "须知", "指南", "公开信", "守则"]),
        (
            .letter,
            [
                "申请", "申请书", "情况反映", "信", "投诉", "投诉书", "举报", "举报书", "控告书", "控告状", "建议", "建议书", "意见建议", "求助", "诉状",
                "申诉书", "申诉状",
                "诉求", "咨询", "请求", "异议", "反映", "问题", "请愿书", "材料", "证明", "来访记录", "来电记录",
            ]
        ),
    ]
    private static let endings = TermList(titleEndings.flatMap(\.words))
    private static let kindOfEnding = titleEndings.flatMap { entry in entry.words.map { _ in entry.kind } }
    private static let longestEnding = 6

    /// 致全县养蜂户的一封信: an office to the public; a citizen writes to an office.
    private static let publicLetters = TermList(["一封信", "公开信"])
    private static let publicReaders = WordSet(["户的", "民的", "友的", "们的", "众的", "家长的", "业主的", "同学的", "人员的", "职工的"])

    /// Words anywhere in a title whose end says nothing.
    private static let titleWords: [(kind: DocumentKind, words: [String])] = [
        (.reply, ["处理意见书", "答复意见", "答复书", "复查意见", "复核意见", "的答复", "的回复", "告知书"]),
        (.minutes, ["会议纪要", "接访日登记", "来访日登记", "接访记录", "会议记录"]), (.plan, ["方案", "工作计划", "工作要点", "实施意见"]),
        (.report, ["情况的报告", "工作报告", "情况汇报", "述职"]),
    ]
    private static let wordsInTitle = WordSet(titleWords.flatMap(\.words))
    private static let titleMasks = titleWords.map { (kind: $0.kind, mask: wordsInTitle.mask(of: $0.words)) }

    /// What the first lines and the last ones say of a document without a telling title, in this order.
    private static let phrases: [(kind: DocumentKind, words: [String])] = [
        (.minutes, ["会议纪要", "纪要如下", "记录如下", "以上记录"]),
        (
            .reply,
            [
                "信访事项处理意见书", "答复意见书", "告知书", "复查意见书", "复核意见书", "你反映的", "您反映的", "您咨询的", "您提出的", "您的来信", "您来信", "来信收悉",
                "留言收悉",
                "现答复如下", "答复如下", "现回复如下", "回复如下", "处理意见如下", "复查意见如下", "您在网上留言", "您的留言", "现告知如下", "特此答复",
            ]
        ),
        (.notice, ["通知如下", "公告如下", "通报如下", "通告如下", "公示如下", "特此通知", "特此公告", "特此通告", "特此函告", "特此函达", "请予函复"]),
        (.report, ["汇报如下", "报告如下", "特此报告", "述职如下", "总结如下"]),
        (.plan, ["制定本方案", "制定本计划", "制定如下", "制订如下", "特制定", "安排如下", "计划如下", "做法如下", "要点如下", "制定本办法", "制定本制度", "制定本预案"]),
    ]
    private static let phraseWords = WordSet(phrases.flatMap(\.words))
    private static let phraseMasks = phrases.map { (kind: $0.kind, mask: phraseWords.mask(of: $0.words)) }
    private static let headLength = 240
    private static let tailLength = 100

    private static let planWords = [
        "责任单位", "工作目标", "指导思想", "工作措施", "组织领导", "各乡镇", "总体要求", "实施步骤", "包案", "目标任务",
    ]
    private static let letterWords = [
        "我", "恳请", "请求", "希望", "领导", "反映", "投诉", "举报", "小区", "此致", "敬礼", "您",
    ]
    /// Somebody speaks for himself: 我叫, 我家; then 答复如下 is what he quotes.
    private static let personalWords = ["我叫", "我家", "我是", "本人", "我们家", "我的"]
    private static let bodyWords = WordSet(planWords + letterWords + personalWords)
    private static let planMask = bodyWords.mask(of: planWords)
    private static let letterMask = bodyWords.mask(of: letterWords)
    private static let personalMask = bodyWords.mask(of: personalWords)

    func kind(title span: NormalizedSpan?, _ scalars: UnsafeBufferPointer<UInt32>) -> DocumentKind {
        let titleSpan = span ?? NormalizedSpan(0, min(scalars.count, 40))
        let fromEnding = span.flatMap { Self.kind(ofTitle: $0.range, scalars) }
        // 关于…的问题, a letter's own words, decide less than what an office's document is called.
        if let fromEnding, fromEnding != .letter { return fromEnding }
        let inTitle = Self.wordsInTitle.presentMask(in: scalars, titleSpan.range)
        if inTitle != 0, fromEnding == nil,
            let entry = Self.titleMasks.first(where: { $0.mask & inTitle != 0 })
        {
            return entry.kind
        }
        let present = Self.bodyWords.presentMask(in: scalars, 0..<min(30_000, scalars.count))
        let isPersonal = present & Self.personalMask != 0
        if fromEnding == .letter { return .letter }
        let inHead = Self.phraseWords.presentMask(in: scalars, 0..<min(Self.headLength, scalars.count))
        let inTail = Self.phraseWords.presentMask(in: scalars, max(0, scalars.count - Self.tailLength)..<scalars.count)
        if !isPersonal, let entry = Self.phraseMasks.first(where: { $0.mask & (inHead | inTail) != 0 }) {
            return entry.kind
        }
        let planCues = (present & Self.planMask).nonzeroBitCount
        let letterCues = (present & Self.letterMask).nonzeroBitCount
        if planCues >= 3, planCues * 2 >= letterCues { return .plan }
        return letterCues >= 1 || isPersonal || scalars.count < 2_000 ? .letter : .other
    }

    /// What the last word of a title says, the note in parentheses behind it left out.
    private static func kind(ofTitle title: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> DocumentKind? {
        let end = TitleShape.endWithoutNote(title, scalars)
        if publicLetters.endsBefore(end, from: title.lowerBound, scalars),
            publicReaders.presentMask(in: scalars, title.lowerBound..<end) != 0
        {
            return .other
        }
        for length in stride(from: min(longestEnding, end - title.lowerBound), to: 0, by: -1) {
            if let ending = endings.number(of: end - length..<end, scalars) { return kindOfEnding[ending] }
        }
        return nil
    }

    /// Whether a line ends as titles do.
    static func endsAsTitle(_ end: Int, from start: Int, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        endings.endsBefore(end, from: start, scalars, longest: longestEnding)
    }
}
