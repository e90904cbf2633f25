internal import Documents

/// A text as the splitter looks at it: its lines with text, and what each of them is.
struct CompilationPage {
    let lines: [Range<Int>]
    let scalars: UnsafeBufferPointer<UInt32>
    /// Where the page's lists of other pages begin (推荐阅读：, 相关文章), or the end.
    let textEnd: Int
    private let words: CompilationWords

    private static let attached = TermList(["附"])
    private static let contentsHeads = TermList(["目录", "目 录"])
    private static let longestHead = 40

    init(lines: [Range<Int>], scalars: UnsafeBufferPointer<UInt32>, words: CompilationWords) {
        self.words = words
        self.lines = lines
        self.scalars = scalars
        var textEnd = scalars.count
        // In the last third only: a compilation may open with such a list.
        for line in lines where line.lowerBound * 3 > scalars.count && line.count <= 20 {
            var start = line.lowerBound
            while start < line.upperBound, [0x3010, 0x5B, 0x23, 0x20].contains(scalars[start]) { start += 1 }
            if words.furtherReading.begins(start..<line.upperBound, scalars) {
                textEnd = line.lowerBound
                break
            }
        }
        self.textEnd = textEnd
    }

    // MARK: lines

    func isRule(_ line: Range<Int>) -> Bool {
        guard line.count >= 5, let sign = line.first.map({ scalars[$0] }),
            [0x3D, 0x2D, 0x2A, 0x5F, 0x7E, 0x2014, 0x2500, 0x2550, 0x23].contains(sign)
        else { return false }
        return scalars[line].allSatisfy { $0 == sign || $0 == 0x20 }
    }

    private func isPlain(_ line: Range<Int>) -> Bool {
        (2...Self.longestHead).contains(line.count)
            && !scalars[line].contains { CharacterKind.endsClause($0) || $0 == 0x3001 }
    }

    /// A line that is a document's title and nothing else.
    func isStrictTitle(_ line: Range<Int>) -> Bool {
        isPlain(line) && line.count >= 3
            && words.titleEndings.endsBefore(
                TitleShape.endWithoutNote(line, scalars), from: line.lowerBound, scalars)
            && SectionLabelReader.label(at: line.lowerBound, line.upperBound, scalars, names: words.names) == nil
            && !Self.attached.begins(line, scalars)
    }

    /// A title, or a letterhead: 甲县人民政府文件.
    func isHead(_ line: Range<Int>) -> Bool {
        isStrictTitle(line)
            || isPlain(line) && line.count >= 4
                && words.headEndings.endsBefore(line.upperBound, from: line.lowerBound, scalars)
    }

    /// 县教育局：, 尊敬的领导：…
    func isSalutation(_ line: Range<Int>) -> Bool {
        let head = line.prefix(Self.longestHead)
        guard let colon = head.first(where: { scalars[$0] == 0x3A }), colon > line.lowerBound + 1,
            !words.fields.isLabel(line.lowerBound..<colon, scalars),
            !scalars[line.lowerBound..<colon].contains(where: { CharacterKind.endsSentence($0) || $0 == 0x2C })
        else { return false }
        if words.respected.begins(line.lowerBound..<colon, scalars) { return true }
        return colon + 1 == line.upperBound
            && words.addressEndings.endsBefore(colon, from: line.lowerBound, scalars)
    }

    /// A line that ends with a day: 2021年3月5日, 甲村 张三 2023.6.17.
    private func endsWithDay(_ line: Range<Int>) -> Bool {
        guard line.count <= 30 else { return false }
        var digits = 0
        var units = 0
        for index in line.reversed() {
            switch scalars[index] {
            case 0x5E74, 0x6708, 0x65E5, 0x2E, 0x2D, 0x2F: units += 1
            case 0x20, 0x5341, 0x2A, 0x58, 0x78, 0xD7: continue
            case let sign where Numeral.digit(sign) != nil: digits += 1
            default: return units >= 2 && digits >= 2
            }
        }
        return units >= 2 && digits >= 2
    }

    // MARK: ends

    /// Whether a signature's day, or a line of contact behind it, stands before this line.
    func isSigned(before index: Int) -> Bool {
        var at = index - 1
        var passed = 0
        while at >= 0, passed < 3 {
            if isRule(lines[at]) {
                at -= 1
                continue
            }
            if endsWithDay(lines[at]) { return true }
            // 电话：…, 张三 under the date.
            let isContact = lines[at].count <= 30 && scalars[lines[at]].contains(0x3A)
            let isName = lines[at].count <= 6 && at >= 1 && endsWithDay(lines[at - 1])
            guard isContact || isName else { return false }
            if Self.attached.begins(lines[at], scalars) { return false }
            at -= 1
            passed += 1
        }
        return false
    }

    /// A signature, or at least the end of a sentence, before this line.
    func endsDocument(before index: Int) -> Bool {
        if isSigned(before: index) { return true }
        var at = index - 1
        while at >= 0, isRule(lines[at]) { at -= 1 }
        guard at >= 0 else { return true }
        return CharacterKind.endsSentence(scalars[lines[at].upperBound - 1]) || scalars[lines[at]].contains(0x3A)
    }

    /// Scalars from this line to the end of the text.
    func rest(from index: Int) -> Int { max(0, textEnd - lines[index].upperBound) }

    /// The end of the last document.
    func end(after start: Int) -> Int { max(start, textEnd) }

    /// 《…》 in the text before names it: the plan that a notice sends out, not another document.
    func isAnnounced(_ line: Range<Int>, from start: Int) -> Bool {
        let title = scalars[line]
        for open in start..<line.lowerBound where scalars[open] == 0x300A {
            let inside = scalars[(open + 1)..<line.lowerBound].prefix(Self.longestHead)
            guard let close = inside.firstIndex(of: 0x300B) else { continue }
            let name = scalars[(open + 1)..<close]
            // 《工作办法》 may be named in short, and the title may add （试行）.
            if name.count >= 4, title.elementsEqual(name) || title.starts(with: name) || ends(title, with: name) {
                return true
            }
        }
        return false
    }

    private func ends(_ text: Slice<UnsafeBufferPointer<UInt32>>, with tail: Slice<UnsafeBufferPointer<UInt32>>) -> Bool
    {
        text.count >= tail.count && text.suffix(tail.count).elementsEqual(tail)
    }

    // MARK: whole documents

    /// The first line that ends behind an offset.
    private func firstLine(endingAfter offset: Int) -> Int {
        lines.partitioningIndex { $0.upperBound > offset }
    }

    func isLetterLike(_ range: Range<Int>) -> Bool {
        linesInside(range).contains { isSalutation($0) || endsWithDay($0) || words.closings.begins($0, scalars) }
    }

    /// A head at its beginning, or a signature at its end.
    func isWholeDocument(_ range: Range<Int>) -> Bool {
        let inside = linesInside(range)
        return inside.prefix(2).contains { isSalutation($0) || isHead($0) }
            || inside.suffix(3).contains(where: endsWithDay)
    }

    private func linesInside(_ range: Range<Int>) -> [Range<Int>] {
        Array(lines[firstLine(endingAfter: range.lowerBound)...].prefix { $0.upperBound <= range.upperBound })
    }

    // MARK: titles

    func asTitle(_ range: Range<Int>) -> NormalizedSpan? {
        range.count <= Self.longestHead && !scalars[range].contains { CharacterKind.endsSentence($0) }
            ? NormalizedSpan(range) : nil
    }

    /// The title on a document's first lines: the fullest of them, since 会议纪要 and 某某文件 stand above it.
    func title(at start: Int) -> NormalizedSpan? {
        let head = lines[firstLine(endingAfter: start)...].prefix(5)
        let title = head.filter(isStrictTitle).max { $0.count < $1.count } ?? head.first(where: isHead)
        return title.map { NormalizedSpan(max(start, $0.lowerBound), $0.upperBound) }
    }

    /// The line before an offset, when it is a title.
    func titleBefore(_ offset: Int) -> NormalizedSpan? {
        let index = firstLine(endingAfter: offset) - 1
        return index >= 0 && isHead(lines[index]) ? NormalizedSpan(lines[index]) : nil
    }

    /// Where the first document begins: behind a title that covers all of them (…的答复（三则）), which another follows.
    func firstDocument() -> Int {
        guard lines.count >= 2 else { return lines.first?.lowerBound ?? 0 }
        let isCovered = isPlain(lines[0]) && isStrictTitle(lines[1])
        return lines[isCovered ? 1 : 0].lowerBound
    }

    /// The titles in a table of contents that end as titles do, without leaders and page numbers.
    func contents() -> [[UInt32]] {
        guard let head = lines.prefix(10).firstIndex(where: { Self.contentsHeads.number(of: $0, scalars) != nil })
        else {
            return []
        }
        var entries: [[UInt32]] = []
        for line in lines[(head + 1)...].prefix(60) {
            var start = line.lowerBound
            if let label = SectionLabelReader.label(at: start, line.upperBound, scalars, names: words.names) {
                start = label.end
            }
            while start < line.upperBound, scalars[start] == 0x20 { start += 1 }
            var end = line.upperBound
            while end > start,
                [0x2026, 0x2E, 0x20, 0x28, 0x29, 0xB7, 0x2D].contains(scalars[end - 1])
                    || CharacterKind.isDigit(scalars[end - 1])
            { end -= 1 }
            guard end < line.upperBound || start > line.lowerBound, end > start else { break }
            if words.titleEndings.endsBefore(end, from: start, scalars) { entries.append(Array(scalars[start..<end])) }
        }
        return entries
    }
}
