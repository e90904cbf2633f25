internal import Documents

/// Quantified targets of plans: 办结率达到98%以上, 不少于24场次, 存量清零.
extension ValueRules {
    private static let raising =
        "(不低于|不少于|达到了|要达到|须达到|达到|达|须达|要达|保持在|保持|提高到|提升到|提升至|提高至|为|实现|确保|高于|稳定在|完成|增长|上升|提供岗位|均达到|均达|须为|不得低于|不得少于|应达到|应达|必须达到|力争达到|至少达到|至少|须在|要在|应在|保证在|在|提升为|提高为|增加到|增加|提升|提高|扩大到|扩面到)"
    private static let lowering = "(" + lowerings.joined(separator: "|") + ")"
    private static let lowerings = [
        "控制在", "降到", "降至", "不得超过", "不得高于", "不超过", "不高于", "低于", "压缩到", "压缩至", "压减到", "压减至", "减少到", "减少至", "减至", "下降到",
        "下降至",
        "压降到", "压降至", "控制到", "降低到", "降低至", "小于",
    ]
    private static let counters =
        "(个百分点|个|件次|件|人次|人|场次|场|份|名|次|户|家|学时|课时|分|起|期|篇|条|处|套|宗|亩|项|批次|批|册|座|所|台|盏|棵|处|公里|千米|吨|平方米|间|辆|位|本|幅|块|条|升)"
    private static let bounds = "(以上|以下|以内|之内|左右)?"

    static let targets: [ValueRule] = [
        ValueRule(
            id: "target.percent",
            pattern: "(\(raising)|\(lowering)|下降|降低|压减|减少|压降|压缩|缩短)?(了)?[ \n]?({num}%|百分之{num})\(bounds)"
        ) {
            match in
            guard let value = match["num"] else { return nil }
            // 98%以上 alone is a target only behind a rate: 办结率98%以上.
            let isRate = match.before() == 0x7387 || match.before() == 0x5EA6
            let surface = match.surface
            // 10%的: what is told, not asked; 在 needs 以上.
            if surface.hasPrefix("在") || surface.hasPrefix("增加") || surface.hasPrefix("提"), !surface.hasSuffix("以上"),
                !surface.hasSuffix("以内"), !surface.contains("到"), !surface.contains("至")
            {
                return nil
            }
            // 满意率低于90%的科室 names those that another target is about.
            if match.contains("低于"), !match.contains("不低于"), match.isFollowed(by: "的") { return nil }
            // 办结率98.3% alone tells what was reached.
            if isRate, surface.string.first?.isNumber ?? false, surface.hasSuffix("%"), value != 100 { return nil }
            guard
                isRate
                    || surface.first.map({
                        !CharacterKind.isDigit($0) && Numeral.digit($0) == nil
                    }) == true
            else { return nil }
            return .target(comparison: sign(match, isFullShare: value == 100) + number(value) + "%")
        },
        ValueRule(id: "target.tenths", pattern: "(\(raising)|\(lowering)|下降|降低|压减|减少|压降|缩短)[ \n]?{num}成\(bounds)") {
            match in
            match.isFollowed(by: "的")
                ? nil
                : match["num"].map { .target(comparison: sign(match, isFullShare: $0 == 10) + number($0 * 10) + "%") }
        },
        // 减少三分之一以上
        ValueRule(
            id: "target.fraction",
            pattern: "(\(raising)|\(lowering)|下降|降低|压减|减少|压降|缩短){whole:int}分之{part:int}\(bounds)"
        ) { match in
            guard let whole = match["whole"], let part = match["part"], (2...10).contains(whole), part < whole else {
                return nil
            }
            let share = (part / whole * 100).rounded()
            return .target(comparison: sign(match, isFullShare: false) + number(share) + "%")
        },
        ValueRule(
            id: "target.count",
            pattern:
                "(不低于|不少于|不得低于|不得少于|不得超过|控制在|降到|降至|不超过|不高于|达到|压减到|压减至|压降到|压降至|减少到|减至|提供岗位|至少|均不少于|累计不少于|提升到|提高到|提升至|提高至)[ \n]?{num}(余)?\(counters)\(bounds)"
        ) { match in
            guard let value = match["num"],
                !["月", "工作日", "小时", "星期", "季度", "自然日", "钟"].contains(where: match.isFollowed(by:))
            else { return nil }
            let surface = match.surface
            // 达到 and 提供 need 以上 to be a target; by themselves they tell what was done.
            if surface.hasPrefix("至少"), match.isFollowed(by: "的") || match.isPreceded(by: "其中") { return nil }
            let measure = ["公里", "亩", "吨", "平方米", "千米", "升"].first { surface.contains($0) && !surface.hasPrefix("提升") }
            if surface.hasPrefix("达到") || surface.hasPrefix("提供"), !surface.hasSuffix("以上"), measure == nil {
                return nil
            }
            let unit = measure ?? ["学时", "课时", "分"].first { surface.contains($0) } ?? ""
            if unit == "分", surface.contains("分之") { return nil }
            return .target(comparison: sign(match, isFullShare: false) + number(value) + unit)
        },
        // 再聘乡贤调解员40名以上: a number of some size that closes the clause; 5人以上联名 is a condition.
        ValueRule(id: "target.count-and-more", pattern: "{num}(余)?\(counters)以上") { match in
            guard let value = match["num"], value >= 10, let before = match.before(), CharacterKind.isHan(before),
                ![0x6EE1, 0x8D85, 0x8FBE, 0x81F3, 0x5728].contains(before),
                match.after().map({ [0x3002, 0x2C, 0x3B, 0x0A].contains($0) }) ?? true
            else { return nil }
            let measure = ["公里", "亩", "吨", "平方米", "千米", "学时", "课时"].first { match.surface.contains($0) } ?? ""
            return .target(comparison: ">=" + number(value) + measure)
        },
        ValueRule(id: "target.share-of", pattern: "(不低于|不少于|不超过|不高于)[一-龥]+的({num}%|{tenths:num}成)") { match in
            // 不低于办结件的20%, 不少于总数的三成.
            guard match.end - match.start <= 16, let value = match["num"] ?? match["tenths"].map({ $0 * 10 }) else {
                return nil
            }
            return .target(comparison: sign(match, isFullShare: false) + number(value) + "%")
        },
        ValueRule(id: "target.rate-zero", pattern: "率(为|保持|控制为)零") { _ in .target(comparison: "=0") },
        ValueRule(
            id: "target.zero",
            pattern:
                "(清零|动态清零|全部清零|全部还清|归零|[\"“]?零[\"”]?(发生|增长|积压|超期|逾期|事故|差错|投诉|遗漏|新增|复访|重访|拖欠|欠薪|失误|死角|反弹|遗留|滞留))"
        ) { match in
            // “清零”行动 is a campaign's name.
            ["行动", "\"行动", "”行动", "专项", "攻坚"].contains(where: match.isFollowed(by:)) ? nil : .target(comparison: "=0")
        },
    ]

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }

    private static func sign(_ match: PatternMatch, isFullShare: Bool) -> String {
        let surface = match.surface
        // 下降20%以上 asks for at least that much.
        if lowerings.contains(where: surface.hasPrefix) {
            return "<="
        }
        if surface.hasSuffix("以下") || surface.hasSuffix("以内") { return "<=" }
        if isFullShare, !surface.hasSuffix("以上") { return "=" }
        if surface.hasPrefix("为") || surface.hasPrefix("实现") || surface.hasPrefix("须为"), !surface.hasSuffix("以上") {
            return "="
        }
        return ">="
    }
}

/// Where a target's clause begins: 农民工对案件办理的|满意率达到94%以上.
enum TargetClause {
    private static let breaks = WordSet([
        "的", "确保", "力争", "做到", "要求", "使", "今年", "全年", "年内", "年底前", "第四季度", "第一季度", "第二季度", "第三季度", "完成", "将", "其中", "其",
        "对", "把", "全县来信来访", "我县来信来访", "实现", "把",
    ])

    private static let shares = WordSet(["比例", "占比", "比重", "人数"])

    /// - Parameter values: dates and limits, which a target does not hold.
    static func start(_ span: NormalizedSpan, _ scalars: [UInt32], values: [NormalizedSpan]) -> Int {
        scalars.withUnsafeBufferPointer { buffer in
            var start = span.start
            while start > 0, span.start - start < 22 {
                let scalar = buffer[start - 1]
                guard CharacterKind.isHan(scalar) || scalar == 0x3001 || scalar == 0x201C || scalar == 0x201D else {
                    break
                }
                if values.contains(where: { $0.start < start && start <= $0.end }) { break }
                if start < span.start, breaks.endsBefore(buffer, start, longest: 6) {
                    // 一次办结的比例, 满意率低于90%的科室: the words before 的 belong to it.
                    guard scalar == 0x7684 else { break }
                    if start > 1, buffer[start - 2] == 0x25 {
                        start -= 2
                        while start > 0, CharacterKind.isDigit(buffer[start - 1]) || buffer[start - 1] == 0x2E {
                            start -= 1
                        }
                        continue
                    }
                    guard shares.longest(buffer, at: start) != nil else { break }
                }
                start -= 1
            }
            return start
        }
    }
}
