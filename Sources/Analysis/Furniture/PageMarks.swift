/// Takes the numbers of pages out of the text: `2/26`, `— 3 —`, `第3页 共5页`, on lines of their own and glued into
/// sentences.
///
/// A mark is known by the sequence that it makes with the others of the document, not by its form: 今年76/26月份 is
/// 今年7 + 6/26 + 月份 when 5/26 came before. What makes no sequence (1/3, 24/7, 5/6月, 2/3以上) stays.
enum PageMarks {
    static let rule = "furniture.page-mark"
    static let headRule = "furniture.running-head"

    static func remove(_ draft: inout Draft) {
        let found = draft.scalars.withUnsafeBufferPointer { scalars -> (marks: [Range<Int>], heads: [Range<Int>]) in
            let readings = PageMarkReader.readings(in: scalars)
            guard !readings.isEmpty else { return ([], []) }
            let marks = PageMarkChain.marks(among: readings, in: scalars)
            guard !marks.isEmpty else { return ([], []) }
            return (marks, RunningHeads.find(beside: marks, in: scalars))
        }
        guard !found.marks.isEmpty else { return }
        draft.pageBreaks = found.marks.map(\.lowerBound)
        let ranges = (found.marks.map { (range: $0, rule: rule) } + found.heads.map { (range: $0, rule: headRule) })
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
        draft.remove(ranges)
    }
}

/// One way of reading a stretch of text as the mark of a page.
struct PageMarkReading: Sendable {
    enum Style: Int, Sendable, CaseIterable {
        /// 3/26.
        case fraction
        /// 第3页共26页, 3 of 26.
        case words
        /// — 3 —.
        case dashes
        /// 3, alone on its line.
        case bare
    }

    var style: Style
    var range: Range<Int>
    var page: Int
    /// 0 when the mark names none.
    var total: Int
    /// Nothing else stands on its line.
    var isAlone: Bool
    /// What speaks for this reading by itself, apart from the sequence.
    var weight: Double
}

/// Finds everything that could be the mark of a page, with all its readings.
enum PageMarkReader {
    private static let maximumPages = 999

    /// The end of a line, a slash, 第.
    private static let signs = ScalarSet([0x0A, 0x2F, 0x7B2C])

    static func readings(in scalars: UnsafeBufferPointer<UInt32>) -> [PageMarkReading] {
        var readings: [PageMarkReading] = []
        var lineStart = 0
        var next = 0
        while true {
            let index = signs.firstIndex(in: scalars, from: next)
            guard index < scalars.count else {
                readWholeLine(lineStart..<scalars.count, scalars, &readings)
                break
            }
            next = index + 1
            switch scalars[index] {
            case 0x0A:
                readWholeLine(lineStart..<index, scalars, &readings)
                lineStart = index + 1
            case 0x2F: readFraction(slash: index, lineStart, scalars, &readings)
            case 0x7B2C: readWords(at: index, scalars, &readings)
            default: break
            }
        }
        return readings
    }

    // MARK: fractions

    private static func readFraction(
        slash: Int, _ lineStart: Int, _ scalars: UnsafeBufferPointer<UInt32>, _ readings: inout [PageMarkReading]
    ) {
        var beforeEnd = slash
        while beforeEnd > lineStart, slash - beforeEnd < 3, scalars[beforeEnd - 1] == 0x20 { beforeEnd -= 1 }
        var before = beforeEnd
        // Twenty digits hold any page behind any number.
        while before > lineStart, beforeEnd - before < 20, CharacterKind.isDigit(scalars[before - 1]) { before -= 1 }
        var afterStart = slash + 1
        while afterStart < scalars.count, afterStart - slash < 3, scalars[afterStart] == 0x20 { afterStart += 1 }
        var after = afterStart
        while after < scalars.count, after - afterStart < 20, CharacterKind.isDigit(scalars[after]) { after += 1 }
        guard before < beforeEnd, afterStart < after,
            // 2019/3/5: a date, or a path.
            before == 0 || scalars[before - 1] != 0x2F, after == scalars.count || scalars[after] != 0x2F
        else { return }
        let isAlone = standsAlone(before..<after, scalars)
        // Spaces around the slash belong to marks that stand alone.
        guard isAlone || beforeEnd == slash && afterStart == slash + 1 else { return }
        let shareWords = shareWords(before, after, scalars)
        for totalLength in 1...min(3, after - afterStart) {
            guard let total = number(afterStart..<(afterStart + totalLength), scalars),
                (2...maximumPages).contains(total)
            else { continue }
            let glueBehind = after - afterStart - totalLength
            for pageLength in 1...min(3, beforeEnd - before) {
                guard let page = number((beforeEnd - pageLength)..<beforeEnd, scalars), (1...total).contains(page)
                else {
                    continue
                }
                let glueBefore = beforeEnd - before - pageLength
                if isAlone, glueBefore + glueBehind > 0 { continue }
                var weight = isAlone ? 3.0 : 1.0
                if glueBefore + glueBehind == 0, !isAlone { weight -= 0.7 * Double(shareWords) }
                if glueBefore > 0 { weight -= 0.2 }
                if glueBehind > 0 { weight -= 0.2 }
                readings.append(
                    PageMarkReading(
                        style: .fraction, range: (beforeEnd - pageLength)..<(afterStart + totalLength), page: page,
                        total: total, isAlone: isAlone, weight: weight))
            }
        }
    }

    private static let beforeShares = ScalarSet("占约近过达到的有为于足超了按余剩每各仅至少")
    private static let behindShares = ScalarSet("以左的多强弱。,、;)股户票时份是选都比")
    /// 2/3以上, 5/6月, 3/4版: by themselves nearly enough.
    private static let clearlyBehind = ScalarSet("以左月日号版楼Gg倍")
    private static let clearlyBefore = ScalarSet("占约近超足")

    /// 占总量的1/4,: how much the words around speak for a share, 0 (nothing) … 2 (all).
    private static func shareWords(_ start: Int, _ end: Int, _ scalars: UnsafeBufferPointer<UInt32>) -> Int {
        let before = start > 0 ? scalars[start - 1] : 0
        let behind = end < scalars.count ? scalars[end] : 0x3002
        if beforeShares.contains(before), behindShares.contains(behind) { return 2 }
        return clearlyBehind.contains(behind) || clearlyBefore.contains(before) ? 1 : 0
    }

    // MARK: words

    /// 第3页共5页, 第 3 页 / 共 5 页, 第3页.
    private static func readWords(
        at start: Int, _ scalars: UnsafeBufferPointer<UInt32>, _ readings: inout [PageMarkReading]
    ) {
        var cursor = Cursor(scalars: scalars, index: start + 1)
        guard let page = cursor.number(), cursor.take(0x9875) else { return }
        let short = cursor.index
        cursor.skip(0x2F, 0x2C, 0xFF0C, 0x3001)
        var total = 0
        var end = short
        if cursor.take(0x5171), let number = cursor.number(), cursor.take(0x9875) {
            total = number
            end = cursor.index
        }
        let isAlone = standsAlone(start..<end, scalars)
        // 见第3页 is text.
        guard isAlone || total >= page else { return }
        readings.append(
            PageMarkReading(
                style: .words, range: start..<end, page: page, total: total, isAlone: isAlone,
                weight: isAlone ? 3 : 2))
    }

    // MARK: whole lines

    private static func readWholeLine(
        _ line: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>, _ readings: inout [PageMarkReading]
    ) {
        guard (1...24).contains(line.count) else { return }
        var cursor = Cursor(scalars: scalars, index: line.lowerBound, end: line.upperBound)
        func add(_ style: PageMarkReading.Style, _ page: Int, _ total: Int, _ weight: Double) {
            cursor.skip()
            guard cursor.index == line.upperBound else { return }
            var (low, high) = (line.lowerBound, line.upperBound)
            while low < high, scalars[low] == 0x20 { low += 1 }
            while high > low, scalars[high - 1] == 0x20 { high -= 1 }
            readings.append(
                PageMarkReading(
                    style: style, range: low..<high, page: page, total: total, isAlone: true, weight: weight))
        }
        cursor.skip()
        // Page 3 of 26, 共5页第3页.
        if cursor.takeWord("Page") || cursor.takeWord("page") {
            if let page = cursor.number() {
                cursor.skip(0x2F)
                _ = cursor.takeWord("of")
                let total = cursor.number() ?? 0
                add(.words, page, total, 3)
            }
            return
        }
        if cursor.take(0x5171) {
            guard let total = cursor.number(), cursor.take(0x9875) else { return }
            cursor.skip(0x2F, 0x2C, 0x3001)
            if cursor.take(0x7B2C), let page = cursor.number(), cursor.take(0x9875) { add(.words, page, total, 3) }
            return
        }
        let start = cursor.index
        cursor.skip(0x2D, 0x2014, 0x7E, 0xB7)
        let hasDash = cursor.index > start
        guard let page = cursor.number() else { return }
        let behind = cursor.index
        cursor.skip(0x2D, 0x2014, 0x7E, 0xB7)
        let hasBoth = hasDash && cursor.index > behind
        if hasBoth {
            add(.dashes, page, 0, 3)
        } else if !hasDash {
            add(.bare, page, 0, 0.6)
        }
    }

    // MARK: pieces

    private static func standsAlone(_ range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low > 0, scalars[low - 1] == 0x20 { low -= 1 }
        while high < scalars.count, scalars[high] == 0x20 { high += 1 }
        return (low == 0 || scalars[low - 1] == 0x0A) && (high == scalars.count || scalars[high] == 0x0A)
    }

    /// The value of up to three digits without a leading zero.
    private static func number(_ range: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        guard scalars[range.lowerBound] != 0x30 else { return nil }
        return scalars[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    private struct Cursor {
        let scalars: UnsafeBufferPointer<UInt32>
        var index: Int
        let end: Int

        init(scalars: UnsafeBufferPointer<UInt32>, index: Int, end: Int? = nil) {
            self.scalars = scalars
            self.index = index
            self.end = end ?? scalars.count
        }

        /// Skips at most a dozen spaces and the given signs.
        mutating func skip(_ signs: UInt32...) {
            let limit = min(end, index + 12)
            while index < limit, scalars[index] == 0x20 || signs.contains(scalars[index]) { index += 1 }
        }

        mutating func take(_ sign: UInt32) -> Bool {
            skip()
            guard index < end, scalars[index] == sign else { return false }
            index += 1
            return true
        }

        mutating func takeWord(_ word: String) -> Bool {
            skip()
            let length = word.scalarCount
            guard index + length <= end, scalars.stands(word, at: index) else { return false }
            index += length
            return true
        }

        mutating func number() -> Int? {
            skip()
            var value = 0
            let start = index
            while index < end, index - start < 4, CharacterKind.isDigit(scalars[index]) {
                value = value * 10 + Int(scalars[index]) - 0x30
                index += 1
            }
            return index > start && (1...maximumPages).contains(value) ? value : nil
        }
    }
}
