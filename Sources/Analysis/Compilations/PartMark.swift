/// The mark of one document in a compilation: 第三篇, 【第一篇】, 篇一, 范文二, 三号信, （二） alone on its line.
struct PartMark: Sendable {
    enum Style: Int, Sendable, CaseIterable {
        /// 第一篇, 篇一.
        case piece
        /// 范文一, 例文二.
        case sample
        /// 第一封, 一号信: each has a salutation or a signature.
        case letter
        /// （一） alone on its line.
        case alone
    }

    let style: Style
    let number: Int
    /// The mark itself with its brackets and the colon behind it.
    let range: Range<Int>
    /// Where its document begins: behind the mark, or at a title before it.
    let documentStart: Int
    /// The title on the mark's own line.
    let title: Range<Int>?
}

/// Reads marks of documents: at the start or the end of a short line, and in 【】 inside a line that lost its breaks.
enum PartMarkReader {
    private typealias Buffer = UnsafeBufferPointer<UInt32>

    private static let longestLine = 60
    private static let piece: UInt32 = 0x7BC7
    private static let openers = ScalarSet([0x3010, 0x5B, 0x28, 0x3014, 0x201C, 0x300A])
    private static let closers = ScalarSet([0x3011, 0x5D, 0x29, 0x3015, 0x201D, 0x300B])

    static func marks(in lines: [Range<Int>], _ scalars: UnsafeBufferPointer<UInt32>) -> [PartMark] {
        var marks: [PartMark] = []
        for line in lines where !line.isEmpty {
            if line.count > longestLine {
                bracketed(in: line, scalars, &marks)
            } else if let mark = atStart(line, scalars) ?? atEnd(line, scalars) {
                marks.append(mark)
            }
        }
        return marks
    }

    /// The title's range without a mark behind it: 工作计划篇一 → 工作计划.
    static func withoutMark(_ line: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Range<Int> {
        line.count <= longestLine ? atEnd(line, scalars)?.title ?? line : line
    }

    // MARK: at a line's start

    private static func atStart(_ line: Range<Int>, _ scalars: Buffer) -> PartMark? {
        var index = line.lowerBound
        while index < line.upperBound, [0x23, 0x2A, 0x20].contains(scalars[index]) { index += 1 }
        let markStart = index
        let isBracketed = index < line.upperBound && openers.contains(scalars[index])
        if isBracketed { index += 1 }
        guard let (style, number, end) = core(at: index, line.upperBound, scalars) else {
            return alone(line, markStart, scalars)
        }
        index = end
        let bracketEnd = index
        while index < line.upperBound, closers.contains(scalars[index]) || [0x2A, 0x23].contains(scalars[index]) {
            index += 1
        }
        let isClosed = index > bracketEnd
        let separator = index
        while index < line.upperBound, [0x3A, 0x20, 0x3001, 0x2E, 0x2014, 0x2D].contains(scalars[index]) { index += 1 }
        // 第一篇章, 第二篇文章: the word goes on.
        guard index == line.upperBound || isClosed || index > separator else { return nil }
        // 第一篇 ……… 1: a line of the table of contents.
        guard !scalars[index..<line.upperBound].contains(where: { $0 == 0x2026 }) else { return nil }
        let title = index < line.upperBound ? index..<line.upperBound : nil
        return PartMark(
            style: style, number: number, range: markStart..<index, documentStart: index, title: title)
    }

    /// 第一篇, 篇一, 范文一, 第一封信, 一号信.
    private static func core(
        at start: Int, _ end: Int, _ scalars: Buffer
    ) -> (style: PartMark.Style, number: Int, end: Int)? {
        guard start < end else { return nil }
        switch scalars[start] {
        case 0x7B2C:
            guard let (number, after) = number(at: start + 1, end, scalars), after < end else { return nil }
            switch scalars[after] {
            case piece: return (.piece, number, after + 1)
            case 0x5C01:
                let isLetter = after + 1 < end && scalars[after + 1] == 0x4FE1
                return (.letter, number, after + (isLetter ? 2 : 1))
            default: return nil
            }
        case piece:
            return number(at: start + 1, end, scalars).map { (.piece, $0.value, $0.end) }
        // 范文, 例文, 样文.
        case 0x8303, 0x4F8B, 0x6837:
            guard start + 1 < end, scalars[start + 1] == 0x6587 else { return nil }
            return number(at: start + 2, end, scalars).map { (.sample, $0.value, $0.end) }
        default:
            // 一号信.
            guard let (number, after) = number(at: start, end, scalars), after + 1 < end, scalars[after] == 0x53F7,
                scalars[after + 1] == 0x4FE1
            else { return nil }
            return (.letter, number, after + 2)
        }
    }

    /// （一） and nothing else.
    private static func alone(_ line: Range<Int>, _ start: Int, _ scalars: Buffer) -> PartMark? {
        guard start < line.upperBound, scalars[start] == 0x28,
            let (number, end) = number(at: start + 1, line.upperBound, scalars), end + 1 == line.upperBound,
            scalars[end] == 0x29, !CharacterKind.isDigit(scalars[start + 1])
        else { return nil }
        return PartMark(
            style: .alone, number: number, range: start..<line.upperBound, documentStart: line.upperBound, title: nil)
    }

    // MARK: at a line's end

    /// 工作计划篇一, 工作计划【第一篇】, 工作计划 第一篇.
    private static func atEnd(_ line: Range<Int>, _ scalars: Buffer) -> PartMark? {
        // 3.心得体会篇五: a list of other pages.
        if CharacterKind.isDigit(scalars[line.lowerBound]) { return nil }
        var end = line.upperBound
        while end > line.lowerBound, closers.contains(scalars[end - 1]) { end -= 1 }
        for start in stride(from: end - 2, through: max(line.lowerBound + 2, end - 6), by: -1) {
            guard let (style, number, coreEnd) = core(at: start, end, scalars), coreEnd == end, style != .letter else {
                continue
            }
            var titleEnd = start
            while titleEnd > line.lowerBound, openers.contains(scalars[titleEnd - 1]) || scalars[titleEnd - 1] == 0x20 {
                titleEnd -= 1
            }
            var titleStart = line.lowerBound
            while titleStart < titleEnd, [0x23, 0x20].contains(scalars[titleStart]) { titleStart += 1 }
            guard titleEnd - titleStart >= 2,
                !scalars[titleStart..<titleEnd].contains(where: { CharacterKind.endsClause($0) })
            else { return nil }
            return PartMark(
                style: style, number: number, range: titleEnd..<line.upperBound, documentStart: titleStart,
                title: titleStart..<titleEnd)
        }
        return nil
    }

    // MARK: inside a line

    /// …一起来看看吧。工作方案【第一篇】各村…: the breaks are lost; the title stands between the sentence and the mark.
    private static func bracketed(in line: Range<Int>, _ scalars: Buffer, _ marks: inout [PartMark]) {
        for index in line where scalars[index] == 0x3010 {
            guard let (style, number, end) = core(at: index + 1, line.upperBound, scalars), end < line.upperBound,
                scalars[end] == 0x3011, style == .piece
            else { continue }
            var titleStart = index
            while titleStart > line.lowerBound, index - titleStart < 40,
                !CharacterKind.endsSentence(scalars[titleStart - 1]), scalars[titleStart - 1] != 0x2D,
                scalars[titleStart - 1] != 0x20
            { titleStart -= 1 }
            marks.append(
                PartMark(
                    style: style, number: number, range: index..<end + 1, documentStart: titleStart,
                    title: titleStart < index ? titleStart..<index : nil))
        }
    }

    private static func number(at start: Int, _ end: Int, _ scalars: Buffer) -> (value: Int, end: Int)? {
        var index = start
        var value = 0
        if index < end, CharacterKind.isDigit(scalars[index]) {
            while index < end, index - start < 2, CharacterKind.isDigit(scalars[index]) {
                value = value * 10 + Int(scalars[index]) - 0x30
                index += 1
            }
        } else {
            while index < end, index - start < 3, SectionLabelReader.isHanNumeral(scalars[index]) { index += 1 }
            guard index > start, let number = SectionLabelReader.hanNumber(start..<index, scalars) else { return nil }
            value = number
        }
        return value > 0 ? (value, index) : nil
    }
}
