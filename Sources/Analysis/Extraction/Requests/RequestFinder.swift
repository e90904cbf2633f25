internal import Documents

/// Finds what a letter asks for and what a plan obliges bodies to do.
struct RequestFinder: Sendable {
    private static let cues = [
        "请求事项:", "诉求:", "请求:", "要求:", "恳请", "请求", "要求", "希望", "恳求", "盼望", "强烈要求", "建议", "诉求是", "望",
    ]

    private static let cueWords = WordSet(cues)

    /// Pleas that ask for nothing that can be done.
    private static let pleas = [
        "为民做主", "盼复", "明察", "关注", "重视", "为我们做主", "给个说法", "百忙之中", "为盼", "主持公道", "谅解", "理解", "支持为",
    ]

    /// One span for each request: the clause that states it, without cue, asked body and final mark.
    func demands(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [(
        span: NormalizedSpan, rule: String
    )] {
        var found: [(span: NormalizedSpan, rule: String)] = []
        for sentence in layout.sentences where sentence.start >= (layout.addressee?.end ?? 0) {
            guard let (start, rule) = demandStart(text, sentence, parties) else { continue }
            for clause in clauses(text, NormalizedSpan(start, sentence.end)) {
                let string = text[clause]
                guard clause.count >= 4, !Self.pleas.contains(where: { string.hasSuffix($0) || string.hasPrefix($0) })
                else { continue }
                found.append((clause, rule))
            }
        }
        // A numbered list under 请求事项： or 诉求：.
        for (number, line) in layout.lines.enumerated() {
            let string = text[line]
            guard
                ["请求事项:", "诉求:", "请求:", "要求:", "我们的诉求:", "我们请求:", "我们要求:", "主要诉求:", "具体诉求:", "请求如下:", "要求如下:"].contains(
                    where: { string.hasSuffix($0) })
            else { continue }
            for item in layout.lines[(number + 1)...].prefix(8) {
                guard item.count > 2, let start = itemStart(text, item) else { break }
                var end = item.end
                while end > start, CharacterKind.endsSentence(text.scalars[end - 1]) || text.scalars[end - 1] == 0x2C {
                    end -= 1
                }
                let span = NormalizedSpan(start, end)
                found.removeAll { $0.span.overlaps(span) }
                if span.count >= 3 { found.append((span, "demand.list")) }
            }
        }
        return found.sorted { $0.span < $1.span }
    }

    /// Where the text of `1.`, `一、`, `（1）` begins.
    private func itemStart(_ text: NormalizedText, _ line: NormalizedSpan) -> Int? {
        var index = line.start
        var sawLabel = false
        while index < line.end, index - line.start < 4 {
            let scalar = text.scalars[index]
            if CharacterKind.isDigit(scalar) || Numeral.digit(scalar) != nil
                || [0x28, 0x29, 0x2E, 0x3001, 0x5341].contains(scalar) || (0x2460...0x2473).contains(scalar)
            {
                sawLabel = true
                index += 1
            } else {
                break
            }
        }
        return sawLabel ? index : nil
    }

    private func demandStart(_ text: NormalizedText, _ sentence: NormalizedSpan, _ parties: [PartyMention]) -> (
        Int, String
    )? {
        let present = Self.cueWords.present(in: text.scalars[sentence.range])
        for cue in Self.cues where present.contains(cue) {
            let wanted = cue.unicodeScalars.map(\.value)
            var index = sentence.start
            while index + wanted.count < sentence.end {
                guard text.scalars[index] == wanted[0],
                    (1..<wanted.count).allSatisfy({ text.scalars[index + $0] == wanted[$0] })
                else {
                    index += 1
                    continue
                }
                // 多次要求, 曾请求: told, not asked. 希望 in 有希望 is a noun.
                let before = index > sentence.start ? text.scalars[index - 1] : 0x0A
                let isAtClause =
                    !CharacterKind.isHan(before) || "们人家再此特并也我望故烈以就还户民者".unicodeScalars.contains { $0.value == before }
                guard isAtClause, cue != "望" || !CharacterKind.isHan(before) else { break }
                var start = index + wanted.count
                // The asked body, and 能 / 您 / 贵局 before the request itself.
                if let body = parties.first(where: {
                    $0.span.start >= start && $0.span.start - start <= 2 && $0.span.end < sentence.end
                }) {
                    start = body.span.end
                }
                for word in [
                    "各级领导", "有关部门", "相关部门", "政府", "领导们", "领导", "贵局", "贵单位", "上级", "您", "你们", "能够", "能", "尽快", ":", ",",
                    "依法",
                ] where word != "尽快" && word != "依法" {
                    let scalars = word.unicodeScalars.map(\.value)
                    if start + scalars.count < sentence.end,
                        (0..<scalars.count).allSatisfy({ text.scalars[start + $0] == scalars[$0] })
                    {
                        start += scalars.count
                    }
                }
                return (start, "demand.cue")
            }
        }
        return nil
    }

    private func clauses(_ text: NormalizedText, _ span: NormalizedSpan) -> [NormalizedSpan] {
        var result: [NormalizedSpan] = []
        var start = span.start
        for index in span.start...span.end {
            guard index == span.end || CharacterKind.endsClause(text.scalars[index]) else { continue }
            var from = start
            for word in ["并且", "并", "同时", "以及", "二是", "三是", "一是", "也"] {
                let scalars = word.unicodeScalars.map(\.value)
                if from + scalars.count < index,
                    (0..<scalars.count).allSatisfy({ text.scalars[from + $0] == scalars[$0] })
                {
                    from += scalars.count
                    break
                }
            }
            if let item = itemStart(text, NormalizedSpan(from, max(from, index))) { from = item }
            if index > from { result.append(NormalizedSpan(from, index)) }
            start = index + 1
        }
        return result
    }

    // MARK: measures

    private static let verbs = [
        "完成", "报送", "上报", "组织", "开展", "建立", "制定", "落实", "办结", "答复", "召开", "通报", "化解", "核查", "整改", "报告", "梳理", "排查",
        "公布", "督查", "回访", "受理", "转送", "反馈", "汇总", "填报", "移交", "公开",
    ]
    /// Aimed at people who write, not owed by bodies: counted, never extracted.
    static let againstPeople = [
        "稳控", "劝返", "管控", "盯防", "重点人", "控制上访", "截访", "监控", "严防死守", "包保", "重点人员", "非访", "训诫", "打击",
    ]

    /// Clauses in which a body, a date or a limit stands beside an obligation; and how many were left out by policy.
    func measures(
        _ text: NormalizedText, _ layout: Layout, _ values: ValueMentions, _ parties: [PartyMention]
    ) -> (found: [(span: NormalizedSpan, bodies: [String], due: String?, target: String?)], leftOut: [NormalizedSpan]) {
        guard layout.kind != .letter, layout.kind != .other, layout.kind != .reply else { return ([], []) }
        var found: [(span: NormalizedSpan, bodies: [String], due: String?, target: String?)] = []
        var leftOut: [NormalizedSpan] = []
        let anchors = (values.dates.map(\.span) + values.limits.map(\.span) + values.recurrences.map(\.span)).sorted()
        for sentence in layout.sentences {
            let string = text[sentence]
            if Self.againstPeople.contains(where: { string.contains($0) }) {
                leftOut.append(sentence)
                continue
            }
            for anchor in anchors where sentence.contains(anchor) {
                var start = anchor.end
                while start < sentence.end, [0x2C, 0x3A, 0x5185].contains(text.scalars[start]) { start += 1 }
                var end = start
                while end < sentence.end, !CharacterKind.endsClause(text.scalars[end]) { end += 1 }
                let span = NormalizedSpan(start, end)
                let clause = text[span]
                guard span.count >= 4, span.count <= 60, Self.verbs.contains(where: { clause.contains($0) }),
                    !anchors.contains(where: { $0 != anchor && $0.overlaps(span) }),
                    !found.contains(where: { $0.span.overlaps(span) })
                else { continue }
                let bodies = parties.filter { sentence.contains($0.span) && $0.type != .person }.map(\.name)
                let due =
                    values.dates.first { $0.span == anchor }?.value.edtf
                    ?? values.limits.first { $0.span == anchor }?.value.duration
                let target = values.targets.first { sentence.contains($0.span) }?.value
                found.append((span, bodies, due, target))
            }
        }
        return (found, leftOut)
    }
}
