/// Joins a line that was only wrapped with its successor.
///
/// A paragraph, a list item, a short line (verse, signature, field, table row) stays.
enum BrokenLines {
    static func join(_ draft: inout Draft) {
        let pageBreaks = draft.pageBreaks
        let ranges = draft.scalars.withUnsafeBufferPointer { breaks(in: $0, pageBreaks) }
        draft.remove(ranges)
    }

    /// The breaks to take out, each with the blanks around it.
    private static func breaks(in scalars: UnsafeBufferPointer<UInt32>, _ pageBreaks: [Int]) -> [Range<Int>] {
        let lines = scalars.trimmedLines()
        guard lines.count > 1 else { return [] }
        let width = lines.count > 2 ? WrapWidth.find(lines) : nil
        var ranges: [Range<Int>] = []
        var pages = pageBreaks[...]
        // The last line with text, and whether a page ended since.
        var previous: Int?
        var crossesPage = false
        for (index, line) in lines.enumerated() {
            while let page = pages.first, page <= line.lowerBound {
                if page >= (previous.map { lines[$0].lowerBound } ?? 0) { crossesPage = true }
                pages.removeFirst()
            }
            guard !line.isEmpty else { continue }
            defer {
                previous = index
                crossesPage = false
            }
            guard let previous, previous == index - 1 || crossesPage else { continue }
            if isBroken(lines[previous], line, scalars, width, isFirst: previous == 0, crossesPage: crossesPage) {
                ranges.append(lines[previous].upperBound..<line.lowerBound)
            }
        }
        return ranges
    }

    private static func isBroken(
        _ line: Range<Int>, _ next: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>, _ width: Int?, isFirst: Bool,
        crossesPage: Bool
    ) -> Bool {
        let last = scalars[line.upperBound - 1]
        let first = scalars[next.lowerBound]
        guard !CharacterKind.endsSentence(last), last != 0x3A,
            CharacterKind.isHan(first) || CharacterKind.isDigit(first) || first == 0x4F || CharacterKind.closes(first)
        else { return false }
        // Behind a page, only running text goes on: a day, a name, a title stand on lines of their own.
        if crossesPage {
            return line.count >= 16 && next.count >= 4 && line.count * 3 >= (width ?? 0) * 2
                && scalars[line].contains(where: { [0x2C, 0x3001, 0x3002, 0x3B].contains($0) })
                && continues(next, scalars)
        }
        let isFull = width.map { line.count >= $0 - 3 } ?? false
        return isFull && !beginsItem(next, scalars) || splitsNumber(last, first) || splitsDigits(line, next, scalars)
            || (!isFirst || line.count >= 25 && scalars[line].contains(0x2C)) && runsOn(line, next, scalars)
    }

    /// 22⏎日, 2014年⏎4月: a break inside a date or a number.
    private static func splitsNumber(_ last: UInt32, _ first: UInt32) -> Bool {
        CharacterKind.isDigit(last) && [0x5E74, 0x6708, 0x65E5, 0x53F7, 0x5143].contains(first)
            || CharacterKind.isDigit(first) && (last == 0x5E74 || last == 0x6708)
    }

    /// 3月1⏎0日, 1990000583⏎7, 四万⏎七千元, 5个工⏎作日: a break inside a number.
    ///
    /// Look-alikes of digits count: they are repaired later.
    private static func splitsDigits(
        _ line: Range<Int>, _ next: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        let last = scalars[line.upperBound - 1]
        let first = scalars[next.lowerBound]
        if last == 0x5DE5, first == 0x4F5C, next.count > 1, scalars[next.lowerBound + 1] == 0x65E5 { return true }
        if [0x4E07, 0x5343, 0x767E].contains(last) {
            return Numeral.digit(first) != nil && !CharacterKind.isDigit(first) && line.count > 2
                && Numeral.digit(scalars[line.upperBound - 2]) != nil && !beginsItem(next, scalars)
        }
        if first == 0x65E5, Numeral.digit(last) != nil || last == 0x5341 {
            return scalars[line.suffix(4)].contains(0x6708)
        }
        func isDigit(_ scalar: UInt32) -> Bool {
            CharacterKind.isDigit(scalar) || scalar == 0x4F || scalar == 0x6F || scalar == 0x6C
        }
        let tail = line.reversed().prefix { isDigit(scalars[$0]) }.count
        let head = next.prefix { isDigit(scalars[$0]) }.count
        guard tail > 0, head > 0 else { return false }
        let lead = scalars[line.upperBound - tail]
        if tail + head == 11, tail >= 3, lead == 0x31 || lead == 0x6C { return true }
        if tail + head == 18, tail >= 6, lead != 0x30 { return true }
        // 0999-000⏎7315
        if (7...8).contains(tail + head), tail < line.count, scalars[line.upperBound - tail - 1] == 0x2D {
            let area = line.dropLast(tail + 1).reversed().prefix { isDigit(scalars[$0]) }.count
            let start = line.upperBound - tail - 1 - area
            // 199-0000-5519⏎2019年: a whole number, and a date below it.
            let isWhole =
                start > line.lowerBound && scalars[start - 1] == 0x2D
                || next.count > head && scalars[next.lowerBound + head] == 0x5E74
            return !isWhole && (3...4).contains(area) && scalars[start] == 0x30
        }
        guard tail + head == 2, tail < line.count, head < next.count else { return false }
        return [0x6708, 0x5E74].contains(scalars[line.upperBound - tail - 1])
            && [0x65E5, 0x53F7, 0x6708, 0x66F0].contains(scalars[next.lowerBound + head])
    }

    /// A long line of running text, broken off in the middle, and a line that goes on with it.
    private static func runsOn(_ line: Range<Int>, _ next: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        let last = scalars[line.upperBound - 1]
        // …以下几个方⏎面: the last character of a word, and its mark.
        if line.count >= 20, next.count == 2, CharacterKind.isHan(last), CharacterKind.isHan(scalars[next.lowerBound]),
            [0x3A, 0x3002, 0x2C].contains(scalars[next.upperBound - 1])
        {
            return true
        }
        guard line.count >= 20, next.count >= 8,
            CharacterKind.isHan(last) || CharacterKind.isDigit(last) || last == 0x2C || last == 0x3001,
            scalars[line].contains(where: { $0 == 0x2C || $0 == 0x3002 || $0 == 0x20 || $0 == 0x3B }),
            scalars[next.upperBound - 1] != 0x3A,
            // Two numbers are two numbers, and a line that begins with a year is a date by itself.
            !CharacterKind.isDigit(scalars[next.lowerBound])
                || !CharacterKind.isDigit(last) && scalars[next.prefix(5)].last != 0x5E74
        else { return false }
        return continues(next, scalars)
    }

    /// Not the beginning of an item, a field or a closing.
    private static func continues(_ next: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        let head = scalars[next.prefix(8)]
        // 姓名:, 附件: a field; 符亚桂 电话: a signature.
        if beginsItem(next, scalars) || head.contains(0x3A) || head.prefix(4).contains(0x20) { return false }
        return !closings.contains { head.starts(with: $0) }
    }

    /// 一、, (1), 3., 2.1: but not 3.5万元.
    private static func beginsItem(_ line: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        guard let label = SectionLabelReader.label(at: line.lowerBound, line.upperBound, scalars) else { return false }
        return label.style != .bare
    }

    private static let closings = ["此致", "敬礼", "特此", "附件", "请求", "要求", "诉求", "抄送", "以上"].map {
        $0.unicodeScalars.map(\.value)
    }
}

/// The width at which a text was hard-wrapped, if it was.
enum WrapWidth {
    /// At least three lines must reach within three characters of the longest, and make up a third of all that
    /// is not short: then the breaks are the typewriter's or scanner's, not the writer's.
    static func find(_ lines: [Range<Int>]) -> Int? {
        guard let longest = lines.lazy.map({ $0.count }).max(), (15...64).contains(longest) else { return nil }
        let full = lines.count { $0.count >= longest - 3 }
        let long = lines.count { $0.count * 2 >= longest }
        return full >= 3 && full * 3 >= long ? longest : nil
    }
}
