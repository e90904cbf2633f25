internal import Documents

/// Quantified targets of plans: 办结率达到98%以上, 不少于24场次, 存量清零.
extension ValueRules {
    private static let raising =
        "(不低于|不少于|达到了|要达到|须达到|达到|达|须达|要达|保持在|提高到|提升到|提升至|提高至|为|实现|确保|高于|稳定在|完成|增长|上升|提供岗位|均达到|均达|须为)"
    private static let lowering = "(控制在|降到|降至|不超过|不高于|低于|压缩到|压减到|减少到|下降到|压降至)"
    private static let counters = "(个百分点|个|件次|件|人次|人|场次|场|份|名|次|户|家|学时|课时|分|起|期|篇|条|处|套|宗|亩|项|批次|批)"
    private static let bounds = "(以上|以下|以内|之内|左右)?"

    static let targets: [ValueRule] = [
        ValueRule(id: "target.percent", pattern: "(\(raising)|\(lowering)|下降|降低|压减|减少)?(了)?( )?{num}%\(bounds)") {
            match in
            guard let value = match["num"] else { return nil }
            // 98%以上 alone is a target only behind a rate: 办结率98%以上.
            let isRate = match.before() == 0x7387 || match.before() == 0x5EA6
            let surface = match.surface
            guard
                isRate
                    || surface.unicodeScalars.first.map({
                        !CharacterKind.isDigit($0.value) && Numeral.digit($0.value) == nil
                    }) == true
            else { return nil }
            return .target(comparison: sign(match, isFullShare: value == 100) + number(value) + "%")
        },
        ValueRule(id: "target.tenths", pattern: "(\(raising)|\(lowering)){num}成\(bounds)") { match in
            match["num"].map { .target(comparison: sign(match, isFullShare: $0 == 10) + number($0 * 10) + "%") }
        },
        ValueRule(
            id: "target.count", pattern: "(不低于|不少于|控制在|降到|降至|不超过|不高于|达到|压减到|提供岗位){num}(余)?\(counters)\(bounds)"
        ) { match in
            guard let value = match["num"],
                !["月", "工作日", "小时", "星期", "季度", "自然日"].contains(where: match.isFollowed(by:))
            else { return nil }
            let surface = match.surface
            // 达到 and 提供 need 以上 to be a target; by themselves they tell what was done.
            if surface.hasPrefix("达到") || surface.hasPrefix("提供"), !surface.hasSuffix("以上") { return nil }
            let unit = ["学时", "课时", "分"].first { surface.contains($0) } ?? ""
            return .target(comparison: sign(match, isFullShare: false) + number(value) + unit)
        },
        ValueRule(id: "target.zero", pattern: "(清零|零发生|零增长|\"零\"发生|零积压|零超期|动态清零|全部清零|归零)") { _ in
            .target(comparison: "=0")
        },
    ]

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }

    private static func sign(_ match: PatternMatch, isFullShare: Bool) -> String {
        let surface = match.surface
        // 下降20%以上 asks for at least that much.
        if ["控制在", "降到", "降至", "不超过", "不高于", "低于", "压缩到", "压减到", "减少到", "下降到", "压降至"].contains(where: surface.hasPrefix)
        {
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
                if start < span.start, breaks.endsBefore(buffer, start, longest: 6) { break }
                start -= 1
            }
            return start
        }
    }
}
