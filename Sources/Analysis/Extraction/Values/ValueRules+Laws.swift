internal import Documents

/// Laws, regulations and policy documents: between title marks, by their article, by their name, by the form of their title.
extension ValueRules {
    private static let lawEndings = [
        "法", "条例", "规定", "办法", "通知", "意见", "细则", "决定", "方案", "规则", "标准", "解释", "纲要", "规程", "准则", "规范", "宪法", "法典",
        "目录", "计划", "制度", "要点", "公约", "函", "批复", "公告", "通告", "指南", "措施", "规划", "若干规定", "暂行", "试行", "条件", "解答", "守则",
        "倡议书", "须知", "备忘录", "技术要求",
    ].map { $0.unicodeScalars.map(\.value) }
    /// 《规定》, 《方案》: a document that was named before, told by its kind. 《公告》 and 《函》 may be anyone's.
    private static let backReferences = [
        "条例", "规定", "办法", "通知", "意见", "细则", "决定", "方案", "准则", "解释", "纲要",
    ].map { $0.unicodeScalars.map(\.value) }
    /// 《》〈〉, and 巜, which stands for 《 where that cannot be typed.
    private static let titleMarks = ScalarSet("《》〈〉巜<>")
    private static let parentheses = ScalarSet("()（）")

    /// True for a title that ends as names of laws do, what stands in parentheses left out.
    private static func isLawTitle(_ surface: ScalarText) -> Bool {
        var depth = 0
        var bare: [UInt32] = []
        for scalar in surface where !titleMarks.contains(scalar) {
            if scalar == 0x28 { depth += 1 }
            if depth == 0, !parentheses.contains(scalar) { bare.append(scalar) }
            if scalar == 0x29 { depth = max(0, depth - 1) }
        }
        let isNamed = lawEndings.contains { bare.count > $0.count && bare.suffix($0.count).elementsEqual($0) }
        return isNamed || backReferences.contains(bare)
    }

    static let laws: [ValueRule] = [
        ValueRule(id: "law.title-marks", pattern: "([《巜][^》《\n]+》|〈+[^〉〈\n]+〉+)") { match in
            // 〈去年改建的〉 is an aside.
            isLawTitle(match.surface)
                ? .law(isTitled: true) : match.surface.first == 0x300A ? .nothing : nil
        },
        // <<国务院关于…的意见>>, <…实施办法（试行）>: as they are typed.
        ValueRule(id: "law.typed-marks", pattern: "<+[^<>\n]+>+") { match in
            (6...90).contains(match.end - match.start) && isLawTitle(match.surface) ? .law(isTitled: true) : nil
        },
        // 《国务院关于…的意见[发文机关]46号: never closed.
        ValueRule(
            id: "law.unclosed", pattern: "《[^》《\n,。;!?]+(意见|通知|办法|条例|规定|方案|细则|决定)"
        ) { match in
            guard (8...70).contains(match.end - match.start), match.after() != 0x300B,
                match.after().map({ !CharacterKind.isHan($0) || [0x7B2C, 0x4E2D].contains($0) }) ?? true
            else { return nil }
            for index in match.end..<min(match.text.count, match.end + 60) {
                if match.text[index] == 0x300B { return nil }
                if match.text[index] == 0x0A || match.text[index] == 0x300A { break }
            }
            return .law(isTitled: true)
        },
        // 根据电力设施保护条例第十条: named without its marks, told by the article.
        ValueRule(
            id: "law.by-article",
            pattern: "(根据|依据|依照|按照|违反|适用)(了)?[^第,。.;:、《》〈〉() \n0-9]+(条例|办法|规定|细则|法)"
        ) { match in
            guard match.isFollowed(by: "第"), match.end - match.start <= 24,
                match.after(2...2).contains(where: { CharacterKind.isDigit($0) || Numeral.isNumeral($0) })
            else { return nil }
            return .law(skip: match.contains("了") ? 3 : 2)
        },
        // 根据道路旅客运输管理办法, 出台了乡镇工作补贴实施办法: a title of official form behind what cites it.
        ValueRule(
            id: "law.by-form",
            pattern:
                "(管理办法|暂行办法|实施办法|试行办法|管理条例|保护条例|实施条例|条例实施细则|实施细则|暂行规定|若干规定|暂行条例|技术准则|技术规范|设计规范|技术标准|设计标准)"
        ) { match in
            guard match.after().map({ !CharacterKind.isHan($0) || behindTitle.contains($0) }) ?? true,
                let start = titleStart(match)
            else { return nil }
            return .law(skip: start - match.start)
        },
        // “歌舞厅照明限定标准”(WH…: in quotation marks; 依据(某省人口与计划生育条例): in brackets behind what cites it.
        ValueRule(
            id: "law.quoted", pattern: "(“[一-龥0-9()]+|[\\[(〔][一-龥0-9]+)(标准|规范|规则|办法|条例|实施细则)"
        ) { match in
            let isBracketed = match.text[match.start] != 0x201C
            return (10...50).contains(match.end - match.start)
                && (isBracketed
                    ? match.after().map { [0x5D, 0x29, 0x3015].contains($0) } ?? false
                        && match.isPreceded(byOneOf: citing)
                    : match.after() == 0x201D)
                && !match.surface.contains(where: quotedStops.contains)
                ? .law(skip: 1, isTitled: true) : nil
        },
        // 关于进一步规范人员流动工作的意见(宁组发…: what such papers are about is told by a verb of office.
        ValueRule(
            id: "law.about",
            pattern:
                "关于(进一步|切实|认真|全面|加强|规范|做好|印发|促进|推进|加快|深化|公布|审理|完善|调整|开展|严禁|优化|实施|贯彻|支持|鼓励|建立|健全|转发|修改|严格|禁止|明确|妥善|大力)[^,。;:!?《》“”\n]+的(若干|实施|指导|暂行)?(通知|意见|办法|决定|规定|解释|细则)"
        ) { match in
            // A line that begins or ends so is a heading, but for the number that follows: 的意见(宁组发…
            guard (12...70).contains(match.end - match.start), let before = match.before(), let after = match.after(),
                before != 0x0A || [0x28, 0x5B, 0x3014].contains(after), after != 0x0A,
                !CharacterKind.isHan(after) || behindTitle.contains(after)
            else { return nil }
            return .law(isTitled: true)
        },
    ]

    private static let quotedStops = ScalarSet("我你他她没不有了是这那按")

    /// Behind a title that stands without its marks: 文件, 中规定, 精神, 第三条, 规定, 要求, 和, 的.
    private static let behindTitle = ScalarSet("文中精第规要和及与的来执,")
    private static let citing = WordSet([
        "根据", "跟据", "依据", "依照", "按照", "违反", "符合", "适用", "参照", "比照", "对照", "出台", "出台了", "发布", "发布了", "公布了", "印发了", "颁布",
        "颁布了",
        "制定了", "制订了", "下发了", "修改了", "和", "及", "与", "依", "按",
    ])
    private static let titleEnds = ScalarSet("》法例定则")
    private static let titleStops = ScalarSet("的我你他她们有了是不")

    /// Behind the nearest word that cites, at most thirty characters before the ending.
    private static func titleStart(_ match: PatternMatch) -> Int? {
        var start = match.start
        while start > 0, match.end - start < 34 {
            let before = match.text[start - 1]
            guard CharacterKind.isHan(before) || CharacterKind.isDigit(before) || CharacterKind.isLatin(before) else {
                return before == 0x3001 && match.end - start >= 12 ? start : nil
            }
            // 和, 及 and 与 join parts of a title as often: only behind another title.
            if match.end - start >= 6, citing.endsBefore(match.text, start, longest: 3) {
                let joins = [0x548C, 0x53CA, 0x4E0E].contains(before)
                let isTitle =
                    joins
                    ? start > 1 && titleEnds.contains(match.text[start - 2]) : match.end - start >= 7
                if isTitle { return start }
            }
            if titleStops.contains(before) { return nil }
            start -= 1
        }
        return nil
    }

    /// 根据物权法和物业管理条例, 宁夏实施工伤保险条例办法: a law of the list without its marks.
    static func lawByName(_ laws: CitedLaws) -> ValueRule {
        ValueRule(
            id: "law.by-name", pattern: "(法|条例|办法|规定|细则)(实施细则|实施办法|实施条例|实施意见|办法)?"
        ) { match in
            let added = lawAdditions.first { match.surface.hasSuffix($0) && match.end - match.start > $0.scalarCount }
            let end = match.end - (added?.scalarCount ?? 0)
            guard var start = laws.start(match.text, endingAt: end) else { return nil }
            if added == "办法", match.text.stands("实施", at: start - 2) { start -= 2 }
            return .law(skip: start - match.start)
        }
    }

    private static let lawAdditions = ["实施细则", "实施办法", "实施条例", "实施意见", "办法"]
}
