internal import Dictionaries

/// The label of a section or an item as it stands in the text: 一、, （二）, 3., ①, 第四章, 一是, ##.
struct SectionLabel: Sendable {
    /// How labels are written. The raw value says which style is usually the outer one: GB/T 9704-2012 7.3.3 (一、, （一）,
    /// 1., （1）), chapters and articles of rules before them, signs inside sentences behind them.
    enum Style: Int, Sendable, CaseIterable {
        /// #, ##: as many styles as signs.
        case markdown
        /// 第一章, 第一部分.
        case chapter
        /// 第一节.
        case passage
        /// 第一条.
        case article
        /// Ⅰ..
        case roman
        /// 【一】.
        case bracketed
        /// 一、.
        case han
        /// 一 before a blank.
        case bareHan
        /// （一）.
        case hanInParentheses
        /// 阶段一：, 问题一：, 措施1：: as many styles as words.
        case named
        /// 1 on its own line or before a blank, where 1.1 follows.
        case bare
        /// 1. or 1、.
        case digits
        /// 2.1, 2.2.1: as many styles as parts.
        case decimal
        /// (1).
        case digitsInParentheses
        /// 1).
        case digitsBeforeParenthesis
        /// ①.
        case circled
        /// A. or A、.
        case latin
        /// a) or (a).
        case latinBeforeParenthesis
        /// 第一阶段, 第二步.
        case stage
        /// 第一，.
        case ordinal
        /// 一是.
        case itIs
        /// 一要.
        case shall
        /// 一问.
        case question
    }

    var style: Style
    /// Its place in the numbering; for markdown, how many signs.
    var number: Int
    /// How many numbers it has, 1 or more for 2.1; of a named one, the number of its word.
    var depth = 1
    var start: Int
    /// Behind the label, its mark and the blanks.
    var end: Int
    /// Behind the last character that is shown as the label.
    var shownEnd: Int

    /// Labels of one series share it.
    var series: Int {
        switch style {
        case .markdown: number
        case .decimal: 200 + depth
        case .named: 300 + depth
        default: 100 + style.rawValue
        }
    }
    /// Series with a smaller one are usually outside.
    var rank: Int {
        switch style {
        case .markdown: number
        case .decimal: 10 * style.rawValue + depth
        default: 10 * style.rawValue
        }
    }

    /// The label as the writer meant it, from the characters that a scanner left of it: （—） is （一）, 二丶 is 二、.
    func mended(_ surface: String) -> String {
        let text = surface.trimmingSpaces
        switch style {
        case .hanInParentheses where text.contains(where: { "〔〕[]［］—-".contains($0) }):
            return "（" + text.dropFirst().dropLast().map { "—-".contains($0) ? "一" : String($0) }.joined() + "）"
        case .han where text.unicodeScalars.contains("丶"): return text.replacing("丶", with: "、")
        case .digits where text.hasPrefix("l") || text.hasPrefix("I") || text.hasSuffix("，") || text.hasSuffix(","):
            return "\(number)."
        default: return text
        }
    }
}

/// Reads the label at one place, if there is one.
enum SectionLabelReader {
    private typealias Buffer = UnsafeBufferPointer<UInt32>

    /// The label at the start of a line.
    ///
    /// - Parameter names: words that number parts, ``namesFile``.
    static func atLineStart(
        _ line: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>, names: TermList
    ) -> SectionLabel? {
        guard !line.isEmpty else { return nil }
        var start = line.lowerBound
        if scalars[start] == 0x23 {
            while start < line.upperBound, scalars[start] == 0x23 { start += 1 }
            let signs = start - line.lowerBound
            while start < line.upperBound, scalars[start] == 0x20 { start += 1 }
            // ## 一、…: the signs are the page's, the label behind them is the writer's.
            if let label = label(at: start, line.upperBound, scalars, names: names) { return label }
            guard start > line.lowerBound + signs, start < line.upperBound, signs <= 6 else { return nil }
            return SectionLabel(
                style: .markdown, number: signs, start: line.lowerBound, end: start, shownEnd: line.lowerBound + signs)
        }
        // ☆ 1、…: the sign is an ornament.
        if bullets.contains(scalars[start]), start + 2 < line.upperBound, scalars[start + 1] == 0x20 {
            start += 2
        }
        return label(at: start, line.upperBound, scalars, names: names)
    }

    private static let bullets = ScalarSet("☆★●○■□◆◇▲△•·※→-*")

    /// 一是, 一要, 第一，, ①: the labels that stand inside a paragraph.
    static func insideLine(
        at start: Int, _ end: Int, _ scalars: UnsafeBufferPointer<UInt32>
    ) -> SectionLabel? {
        let label: SectionLabel? =
            switch scalars[start] {
            case 0x7B2C: ordinal(at: start, end, scalars)
            case 0x2460...0x2473, 0x41...0x5A: label(at: start, end, scalars)
            default: itIs(at: start, end, scalars)
            }
        guard let label, [.itIs, .shall, .ordinal, .circled, .latin].contains(label.style) else { return nil }
        return label
    }

    /// Any label but markdown's.
    ///
    /// - Parameter names: without them no label is a named one.
    static func label(
        at start: Int, _ end: Int, _ scalars: UnsafeBufferPointer<UInt32>, names: TermList? = nil
    ) -> SectionLabel? {
        guard start < end else { return nil }
        switch scalars[start] {
        case 0x7B2C: return ordinal(at: start, end, scalars)
        case 0x28, 0x3014: return parenthesised(at: start, end, scalars)
        case 0x2460...0x2473:
            return single(.circled, Int(scalars[start] - 0x245F), at: start)
        // ⑴, ⒈, ㈠: one character each.
        case 0x2474...0x2487: return single(.digitsInParentheses, Int(scalars[start] - 0x2473), at: start)
        case 0x2488...0x249B: return single(.digits, Int(scalars[start] - 0x2487), at: start)
        case 0x3220...0x3229: return single(.hanInParentheses, Int(scalars[start] - 0x321F), at: start)
        case 0x30...0x39: return digits(at: start, end, scalars) ?? bare(at: start, end, scalars)
        case 0x3010: return bracketed(at: start, end, scalars)
        case 0x2160...0x216B: return roman(at: start, end, scalars)
        case 0x41...0x5A, 0x61...0x7A: return latin(at: start, end, scalars)
        default:
            if isHanNumeral(scalars[start]) { return han(at: start, end, scalars) ?? itIs(at: start, end, scalars) }
            return names.flatMap { named(at: start, end, scalars, $0) }
        }
    }

    // MARK: styles

    private static func single(_ style: SectionLabel.Style, _ number: Int, at start: Int) -> SectionLabel {
        SectionLabel(style: style, number: number, start: start, end: start + 1, shownEnd: start + 1)
    }

    private static func digits(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start
        while index < end, index - start < 3, CharacterKind.isDigit(scalars[index]) { index += 1 }
        guard index < end, index - start <= 2, index + 1 < end || scalars[index] == 0x3001 else { return nil }
        let number = value(start..<index, scalars)
        switch scalars[index] {
        case 0x3001, 0x2E:
            // 3.5万元 and 2019.3.5 begin no item.
            if index + 1 < end, scalars[index] == 0x2E, CharacterKind.isDigit(scalars[index + 1]) {
                return decimal(at: start, end, scalars)
            }
            return SectionLabel(style: .digits, number: number, start: start, end: index + 1, shownEnd: index + 1)
        case 0x29:
            return SectionLabel(
                style: .digitsBeforeParenthesis, number: number, start: start, end: index + 1, shownEnd: index + 1)
        default: return nil
        }
    }

    /// `1` alone on its line, and `1 范围`.
    private static func bare(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start
        while index < end, index - start < 3, CharacterKind.isDigit(scalars[index]) { index += 1 }
        guard index - start <= 2, scalars[start] != 0x30,
            index == end || scalars[index] == 0x20 && index + 1 < end && CharacterKind.isHan(scalars[index + 1]),
            // More blanks make more cells: a ledger's row.
            index == end || !scalars[(index + 1)..<end].contains(0x20)
        else { return nil }
        return SectionLabel(
            style: .bare, number: value(start..<index, scalars), start: start, end: index, shownEnd: index)
    }

    private static func bracketed(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start + 1
        while index < end, index - start < 4, scalars[index] != 0x3011 { index += 1 }
        guard index < end, scalars[index] == 0x3011, let number = hanNumber(start + 1..<index, scalars) else {
            return nil
        }
        return SectionLabel(style: .bracketed, number: number, start: start, end: index + 1, shownEnd: index + 1)
    }

    private static func roman(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        guard start + 1 < end, [0x2E, 0x3001, 0x20].contains(scalars[start + 1]) else { return nil }
        return SectionLabel(
            style: .roman, number: Int(scalars[start] - 0x215F), start: start, end: start + 2, shownEnd: start + 2)
    }

    private static func latin(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        guard start + 2 < end else { return nil }
        let sign = scalars[start]
        // l.: a one, as scanners see it.
        if sign == 0x6C || sign == 0x49, scalars[start + 1] == 0x2E, CharacterKind.isHan(scalars[start + 2]) {
            return SectionLabel(style: .digits, number: 1, start: start, end: start + 2, shownEnd: start + 2)
        }
        let isUpper = sign < 0x61
        let number = Int(sign - (isUpper ? 0x40 : 0x60))
        switch scalars[start + 1] {
        case 0x2E, 0x3001:
            guard CharacterKind.isHan(scalars[start + 2]) || scalars[start + 2] == 0x20 else { return nil }
            return SectionLabel(
                style: isUpper ? .latin : .latinBeforeParenthesis, number: number, start: start, end: start + 2,
                shownEnd: start + 2)
        case 0x29:
            return SectionLabel(
                style: .latinBeforeParenthesis, number: number, start: start, end: start + 2, shownEnd: start + 2)
        default: return nil
        }
    }

    /// The words of ``SectionLabel/Style/named``.
    static let namesFile = "Structure/section-words.txt"

    static func names(_ files: DictionaryFiles) throws(DictionaryError) -> TermList {
        var lists = try WordLists(files, namesFile)
        let names = try lists.takeTerms("numbered")
        try lists.expectEmpty()
        return names
    }

    /// 阶段一：, 措施1：.
    private static func named(at start: Int, _ end: Int, _ scalars: Buffer, _ names: TermList) -> SectionLabel? {
        guard let name = names.word(at: start..<end, scalars) else { return nil }
        let first = start + names.words[name].unicodeScalars.count
        var index = first
        while index < end, index - first < 3, isHanNumeral(scalars[index]) || CharacterKind.isDigit(scalars[index]) {
            index += 1
        }
        let digits = first..<index
        guard !digits.isEmpty, index < end, [0x3A, 0x3001, 0x20].contains(scalars[index]),
            let number = hanNumber(digits, scalars)
                ?? (digits.allSatisfy { CharacterKind.isDigit(scalars[$0]) } ? value(digits, scalars) : nil)
        else { return nil }
        return SectionLabel(
            style: .named, number: number, depth: name, start: start, end: index + 1, shownEnd: index)
    }

    private static let unitsBehind = ScalarSet("万亿元千百米公里亩吨%倍折度斤克个人户件年月日号时分秒平㎡km")

    /// 2.1, 2.2.1, with a blank or a word behind it.
    private static func decimal(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start
        var numbers: [Int] = []
        while index < end, CharacterKind.isDigit(scalars[index]) {
            let first = index
            while index < end, index - first < 3, CharacterKind.isDigit(scalars[index]) { index += 1 }
            guard index - first <= 2, scalars[first] != 0x30 else { return nil }
            numbers.append(value(first..<index, scalars))
            guard index + 1 < end, scalars[index] == 0x2E, CharacterKind.isDigit(scalars[index + 1]) else { break }
            index += 1
        }
        guard (2...4).contains(numbers.count), index < end, numbers.allSatisfy({ $0 <= 30 }),
            scalars[index] == 0x20 || CharacterKind.isHan(scalars[index]), !unitsBehind.contains(scalars[index])
        else { return nil }
        return SectionLabel(
            style: .decimal, number: numbers[numbers.count - 1], depth: numbers.count, start: start, end: index,
            shownEnd: index)
    }

    private static func parenthesised(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start + 1
        // （二〕: scanners mix the brackets.
        let closers: Set<UInt32> = [0x29, 0x3015, 0x5D]
        while index < end, index - start < 5, !closers.contains(scalars[index]) { index += 1 }
        guard index < end, closers.contains(scalars[index]), index > start + 1 else { return nil }
        let inside = start + 1..<index
        if inside.allSatisfy({ CharacterKind.isDigit(scalars[$0]) }), inside.count <= 2 {
            return SectionLabel(
                style: .digitsInParentheses, number: value(inside, scalars), start: start, end: index + 1,
                shownEnd: index + 1)
        }
        if inside.count == 1, (0x61...0x7A).contains(scalars[inside.lowerBound]) {
            return SectionLabel(
                style: .latinBeforeParenthesis, number: Int(scalars[inside.lowerBound] - 0x60), start: start,
                end: index + 1, shownEnd: index + 1)
        }
        if inside.count == 1, (0x2160...0x216B).contains(scalars[inside.lowerBound]) {
            return SectionLabel(
                style: .roman, number: Int(scalars[inside.lowerBound] - 0x215F), start: start, end: index + 1,
                shownEnd: index + 1)
        }
        // （—）: one stroke, long.
        let isDash = inside.count == 1 && [0x2014, 0x2D, 0x4E28].contains(scalars[inside.lowerBound])
        guard let number = isDash ? 1 : hanNumber(inside, scalars) else { return nil }
        return SectionLabel(
            style: .hanInParentheses, number: number, start: start, end: index + 1, shownEnd: index + 1)
    }

    private static func han(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start
        while index < end, index - start < 4, isHanNumeral(scalars[index]) { index += 1 }
        // 一　当场答复的: counted only where others follow.
        if index + 1 < end, scalars[index] == 0x20, CharacterKind.isHan(scalars[index + 1]),
            !isHanNumeral(scalars[index + 1]), let number = hanNumber(start..<index, scalars)
        {
            return SectionLabel(style: .bareHan, number: number, start: start, end: index + 1, shownEnd: index)
        }
        // 二丶: the comma as scanners see it.
        guard index < end, [0x3001, 0x2E, 0x4E36].contains(scalars[index]),
            let number = hanNumber(start..<index, scalars)
        else { return nil }
        return SectionLabel(style: .han, number: number, start: start, end: index + 1, shownEnd: index + 1)
    }

    private static func itIs(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        guard start + 2 < end, isHanNumeral(scalars[start]), let number = hanNumber(start..<start + 1, scalars) else {
            return nil
        }
        switch scalars[start + 1] {
        case 0x662F:
            return SectionLabel(style: .itIs, number: number, start: start, end: start + 2, shownEnd: start + 2)
        case 0x8981:
            return SectionLabel(style: .shall, number: number, start: start, end: start + 2, shownEnd: start + 2)
        case 0x95EE:
            return SectionLabel(style: .question, number: number, start: start, end: start + 2, shownEnd: start + 2)
        default: return nil
        }
    }

    /// 第一章, 第二部分, 第三条, 第一阶段：, 第一，.
    private static func ordinal(at start: Int, _ end: Int, _ scalars: Buffer) -> SectionLabel? {
        var index = start + 1
        while index < end, index - start < 6, isHanNumeral(scalars[index]) || CharacterKind.isDigit(scalars[index]) {
            index += 1
        }
        guard index < end, index > start + 1 else { return nil }
        let digits = start + 1..<index
        guard
            let number = hanNumber(digits, scalars)
                ?? (digits.allSatisfy { CharacterKind.isDigit(scalars[$0]) } ? value(digits, scalars) : nil)
        else { return nil }
        func label(_ style: SectionLabel.Style, _ length: Int) -> SectionLabel {
            SectionLabel(style: style, number: number, start: start, end: index + length, shownEnd: index + length)
        }
        let next = index + 1 < end ? scalars[index + 1] : 0x0A
        switch scalars[index] {
        case 0x7AE0: return label(.chapter, 1)
        // 第一部分, 第二节.
        case 0x90E8 where next == 0x5206: return label(.chapter, 2)
        case 0x8282 where next == 0x20 || next == 0x3A: return label(.passage, 1)
        case 0x6761: return label(.article, 1)
        // 第一阶段：, 第一阶段(…).
        case 0x9636 where next == 0x6BB5: return marked(label(.stage, 2), end, scalars)
        // 第一步：, 第二项：.
        case 0x6B65, 0x9879, 0x7C7B, 0x4EF6, 0x70B9:
            return next == 0x3A || next == 0x2C ? marked(label(.stage, 1), end, scalars) : nil
        case 0x2C, 0x3001, 0x3A:
            return SectionLabel(style: .ordinal, number: number, start: start, end: index + 1, shownEnd: index)
        default: return nil
        }
    }

    /// The label without its colon.
    private static func marked(_ label: SectionLabel, _ end: Int, _ scalars: Buffer) -> SectionLabel {
        var label = label
        while label.end < end, [0x3A, 0x2C, 0x20].contains(scalars[label.end]) { label.end += 1 }
        return label
    }

    // MARK: numbers

    private static func value(_ range: Range<Int>, _ scalars: Buffer) -> Int {
        scalars[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    static func isHanNumeral(_ scalar: UInt32) -> Bool { hanDigit(scalar) != nil || scalar == 0x5341 }

    private static func hanDigit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    /// 一 … 九十九.
    static func hanNumber(_ range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        guard (1...3).contains(range.count) else { return nil }
        var value = 0
        var pending = 0
        for index in range {
            if scalars[index] == 0x5341 {
                guard value == 0 else { return nil }
                value = max(pending, 1) * 10
                pending = 0
            } else if let digit = hanDigit(scalars[index]) {
                guard pending == 0 else { return nil }
                pending = digit
            } else {
                return nil
            }
        }
        return value + pending
    }
}
