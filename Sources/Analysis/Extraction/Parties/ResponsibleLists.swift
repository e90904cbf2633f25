internal import Documents

/// Bodies made responsible in plans: 责任单位：…、…, and collectives such as 各镇（乡、街道）.
struct ResponsibleLists: Sendable {
    private let labels: WordSet
    private let roleWords: WordSet

    init(_ lexicon: PartyLexicon) {
        labels = lexicon.label("responsible")
        roleWords = lexicon.label("responsible-word")
    }

    private static let collectives = PatternProgram(
        [
            "(县级|市级|区级|县直|市直|区直|全县|全市|全区|各级|镇直|乡直)?各(级)?(各)?(有关|相关|责任|成员|承办|包案|牵头|职能|驻村)*(中小学|部门|单位|乡镇|县区|县市区|县市|镇街|镇|乡|街道|社区|村居|村|区县|县|区|科室|股室|科|股|学校|企业|网格|居委会|分局|派出所|站所|支部|委办局|局|党委|党组织|工作组|专班|小组|分公司|车间|班组)(办事处|残联|党委|政府|信访办|人民政府|工作组|卫生院|综治中心)?(\\([^)\n]*\\))?((、|和|及)(各)?(幼儿园|街道|镇|乡|社区|部门|单位|园区|开发区|村|企业|站所|科室)(办事处)?)*"
        ].map(Pattern.known))

    /// 各, 县, 市, 区, 全, 镇, 乡
    private static func beginsCollective(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x5404, 0x53BF, 0x5E02, 0x533A, 0x5168, 0x9547, 0x4E61: true
        default: false
        }
    }

    func find(_ lines: [NormalizedSpan], _ text: PartyText) -> [NormalizedSpan] {
        let buffer = text.buffer
        var found: [NormalizedSpan] = []
        Self.collectives.withRunner(over: buffer) { runner in
            var index = 0
            while index < buffer.count {
                let scalar = buffer[index]
                // 各, or 县级各, 全市各 and their like
                guard scalar == 0x5404 || index + 2 < buffer.count && buffer[index + 2] == 0x5404,
                    Self.beginsCollective(scalar), let end = runner.match(0, at: index), end - index >= 2
                else {
                    index += 1
                    continue
                }
                found.append(NormalizedSpan(index, end))
                index = end
            }
        }
        for line in lines {
            found += offices(line, text)
            for index in line.range {
                guard let (length, _) = labels.longest(buffer, at: index), index + length < line.end,
                    buffer[index + length] == 0x3A
                else { continue }
                found += items(NormalizedSpan(index + length + 1, line.end), text)
            }
        }
        return found
    }

    /// 基教科, 康复股: an office's parts, told by their ending alone, from a clause's start or 由.
    private func offices(_ line: NormalizedSpan, _ text: PartyText) -> [NormalizedSpan] {
        let buffer = text.buffer
        var found: [NormalizedSpan] = []
        for index in line.range where buffer[index] == 0x79D1 || buffer[index] == 0x80A1 {
            if index + 1 < line.end, text.has(.officeGoingOn, at: index + 1) { continue }
            var start = index
            while start > line.start, index - start < 5, CharacterKind.isHan(buffer[start - 1]),
                buffer[start - 1] != 0x7531
            {
                start -= 1
            }
            let isBounded =
                start == line.start || !CharacterKind.isHan(buffer[start - 1]) || buffer[start - 1] == 0x7531
            if isBounded, (2...4).contains(index - start), buffer[start] != 0x5404 {
                found.append(NormalizedSpan(start, index + 1))
            }
        }
        return found
    }

    /// The items of a list up to a full stop, a bracket's end or the next label.
    private func items(_ span: NormalizedSpan, _ text: PartyText) -> [NormalizedSpan] {
        let buffer = text.buffer
        var result: [NormalizedSpan] = []
        var start = span.start
        var depth = 0
        func close(_ end: Int) {
            var (low, high) = (start, end)
            while low < high, buffer[low] == 0x20 { low += 1 }
            while high > low, buffer[high - 1] == 0x20 { high -= 1 }
            if (2...22).contains(high - low), CharacterKind.isHan(buffer[low]) {
                result.append(NormalizedSpan(low, high))
            }
        }
        var index = span.start
        scan: while index < span.end {
            switch buffer[index] {
            case 0x28: depth += 1
            case 0x29:
                if depth == 0 { break scan }
                depth -= 1
            case 0x3001, 0x2C, 0x3B, 0x20:
                if depth == 0 {
                    close(index)
                    start = index + 1
                }
            case 0x3002: break scan
            // 责任单位：县教育局；办结时限：…: the item is a label.
            case 0x3A where depth == 0: return result
            default:
                if depth == 0, roleWords.longest(buffer, at: index) != nil {
                    close(index)
                    return result
                }
            }
            index += 1
        }
        close(index)
        return result
    }
}
