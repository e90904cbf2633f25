internal import Documents

/// Tells what kind a document is: by its title, by its head, then by the words of its text.
struct KindReader: Sendable {
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
    private static let titleMasks = titleKinds.map {
        (kind: $0.kind, words: titleWords.mask(of: $0.words), endings: titleWords.mask(of: $0.endings))
    }
    private static let headWords = WordSet([
        "会议纪要", "信访事项处理意见书", "答复意见书", "告知书", "复查意见书", "复核意见书", "你反映的", "您反映的", "方案", "工作计划",
    ])
    private static let minutesHead = headWords.mask(of: ["会议纪要"])
    private static let replyHead = headWords.mask(of: ["信访事项处理意见书", "答复意见书", "告知书", "复查意见书", "复核意见书"])
    private static let yoursHead = headWords.mask(of: ["你反映的", "您反映的"])
    private static let planHead = headWords.mask(of: ["方案", "工作计划"])
    private static let planMask = bodyWords.mask(of: planWords)
    private static let letterMask = bodyWords.mask(of: letterWords)
    private static let replyMask = bodyWords.mask(of: replyWords)

    func kind(title span: NormalizedSpan?, _ scalars: UnsafeBufferPointer<UInt32>) -> DocumentKind {
        let titleSpan = span ?? NormalizedSpan(0, min(scalars.count, 40))
        let inTitle = Self.titleWords.presentMask(in: scalars, titleSpan.range)
        if inTitle != 0 {
            let titleEnd = TitleShape.endWithoutNote(titleSpan.range, scalars)
            for entry in Self.titleMasks
            where entry.words & inTitle != 0
                || entry.endings & inTitle & Self.titleWords.endingMask(at: titleEnd, in: scalars) != 0
            {
                return entry.kind
            }
        }
        let inHead = Self.headWords.presentMask(in: scalars, 0..<min(160, scalars.count))
        if inHead & Self.minutesHead != 0 { return .minutes }
        if inHead & Self.replyHead != 0 { return .reply }
        let present = Self.bodyWords.presentMask(in: scalars, 0..<min(30_000, scalars.count))
        if inHead & Self.yoursHead != 0 || present & Self.replyMask != 0 { return .reply }
        let planCues = (present & Self.planMask).nonzeroBitCount
        let letterCues = (present & Self.letterMask).nonzeroBitCount
        if planCues >= 3, planCues * 2 >= letterCues { return .plan }
        if inHead & Self.planHead != 0, planCues >= 1, letterCues < 5 { return .plan }
        return letterCues >= 1 || scalars.count < 2_000 ? .letter : .other
    }
}
