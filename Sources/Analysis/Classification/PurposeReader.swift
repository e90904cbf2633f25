internal import Documents

/// What a letter is for: its purpose, and how many stand behind it.
struct PurposeReader: Sendable {
    private static let cues: [(Purpose, [String], Double)] = [
        (
            .accusation,
            ["举报", "控告", "贪污", "受贿", "以权谋私", "腐败", "挪用", "侵吞", "徇私", "索贿", "查处", "违纪", "吃拿卡要", "作风", "优亲厚友"], 1.5
        ),
        (.suggestion, ["建议", "意见和建议", "几点想法", "提议", "献策", "能否考虑", "不妨"], 1.4),
        (.inquiry, ["咨询", "请问", "想问", "想了解", "是否可以", "怎么办理", "如何办理", "什么条件", "是多少"], 1.3),
        (.appeal, ["请求", "恳请", "要求", "解决", "赔偿", "补偿", "拖欠", "申诉", "投诉", "归还", "退还", "返还", "维权", "讨"], 1),
    ]

    private static let allWords = WordSet(cues.flatMap(\.1))
    private static let jointWords = WordSet(["联名", "全体", "等人", "按手印", "签名", "我们"])

    private static let countWords = WordSet([
        "联名", "签名", "村民", "业主", "职工", "居民", "员工", "工人", "家长", "住户",
    ])

    func purpose(_ text: NormalizedText, _ layout: Layout, demands: Int) -> (Purpose, Double) {
        let whole = Self.allWords.present(in: text.scalars.prefix(6_000))
        let title = layout.title.map { Self.allWords.present(in: text.scalars[$0.range]) } ?? []
        var scores: [Purpose: Double] = [.appeal: 0.8 + (demands > 0 ? 0.6 : 0)]
        for (purpose, words, weight) in Self.cues {
            for word in words {
                if whole.contains(word) { scores[purpose, default: 0] += weight * 0.6 }
                if title.contains(word) { scores[purpose, default: 0] += weight * 2 }
            }
        }
        let sum = scores.values.reduce(0, +)
        let best = Purpose.allCases.max { (scores[$0] ?? 0) < (scores[$1] ?? 0) } ?? .appeal
        return (best, (scores[best] ?? 0) / (sum + 0.5))
    }

    private static let people = PatternProgram([
        Pattern.known(
            "(我们|共|等|一共|全村|涉及|全体)?{int}(多|余)?(户|名|位|人|个)(村民|业主|职工|居民|员工|工人|家长|住户|教师|老师|农民工|群众|农户|商户|学生家长|人)?(联名|签名|联合)?"
        )
    ])

    /// The number claimed and the signatures seen; `nil` for a letter of one.
    func joint(_ text: NormalizedText, _ layout: Layout, signatures: Int) -> Record.Joint? {
        let isJoint = !Self.jointWords.present(in: text.scalars.prefix(6_000)).isEmpty
        var claimed: Int?
        if isJoint {
            text.scalars.withUnsafeBufferPointer { buffer in
                Self.people.withRunner(over: buffer) { runner in
                    for index in buffer.indices {
                        guard
                            CharacterKind.isDigit(buffer[index]) || Numeral.digit(buffer[index]) != nil
                                || buffer[index] == 0x5341 || buffer[index] == 0x6211 || buffer[index] == 0x7B49
                                || buffer[index] == 0x5171,
                            index == 0 || !CharacterKind.isDigit(buffer[index - 1]),
                            let end = runner.match(0, at: index), runner.captures[0].start >= 0
                        else { continue }
                        let value = Int(runner.captures[0].value)
                        let words = Self.countWords.present(in: UnsafeBufferPointer(rebasing: buffer[index..<end]))
                        let isSigned =
                            words.contains("联名") || words.contains("签名") || buffer[index] == 0x6211
                            || buffer[index] == 0x7B49
                        if value > 1, value < 100_000,
                            isSigned || claimed == nil && !words.isEmpty
                        {
                            if isSigned || claimed == nil { claimed = value }
                        }
                    }
                }
            }
        }
        guard claimed != nil || signatures > 1 else { return nil }
        return Record.Joint(claimed: claimed, signatures: signatures > 1 ? signatures : nil)
    }
}

extension Pattern {
    /// A pattern written in our own source: a broken one is a programmer's error.
    static func known(_ notation: String) -> Pattern {
        do throws(SyntaxError) { return try Pattern(notation) } catch { preconditionFailure("\(error)") }
    }
}
