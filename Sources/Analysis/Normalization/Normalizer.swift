public import Documents
public import ICUKit

/// Brings a source text into the form that rules are written for, building the alignment as it goes.
///
/// Steps, in order: ① combining sequences by ICU (only where there are any); ② one table look-up a character
/// (width, compatibility, traditional → simplified, control and zero-width characters out); ③ spaces inside
/// Chinese; ④ line breaks inside a sentence; ⑤ look-alikes of
/// scanners in slots and words, each kept as a repair. None of them moves text.
public struct Normalizer: Sendable {
    private let table: FoldTable
    private let combining: CompatibilityNormalizer
    /// `nil` reads look-alikes as they stand.
    private let repairer: TextRepairer?

    public init() throws(ICUError) {
        try self.init(repairer: nil)
    }

    init(repairer: TextRepairer?) throws(ICUError) {
        table = try FoldTable()
        combining = try CompatibilityNormalizer(keeping: FoldTable.kept)
        self.repairer = repairer
    }

    public func normalize(_ source: SourceText) -> NormalizedText {
        var text = folded(source)
        removeInnerSpaces(&text)
        joinBrokenLines(&text)
        let repairs = repairer?.repair(&text, source) ?? []
        return NormalizedText(
            source: source, scalars: text.scalars,
            alignment: Alignment(starts: text.starts, ends: text.ends, sourceCount: source.count), repairs: repairs)
    }

    /// A text on its way through the steps: parallel arrays, one entry a scalar.
    struct Draft {
        var scalars: [UInt32] = []
        var starts: [Int32] = []
        var ends: [Int32] = []

        mutating func reserve(_ capacity: Int) {
            scalars.reserveCapacity(capacity)
            starts.reserveCapacity(capacity)
            ends.reserveCapacity(capacity)
        }

        mutating func append(_ scalar: UInt32, _ start: Int32, _ end: Int32) {
            scalars.append(scalar)
            starts.append(start)
            ends.append(end)
        }

        /// Keeps the entries for which `isKept` is true.
        mutating func filter(_ isKept: [Bool]) {
            var count = 0
            for index in scalars.indices where isKept[index] {
                scalars[count] = scalars[index]
                starts[count] = starts[index]
                ends[count] = ends[index]
                count += 1
            }
            scalars.removeLast(scalars.count - count)
            starts.removeLast(starts.count - count)
            ends.removeLast(ends.count - count)
        }
    }

    // MARK: ① and ② folding

    private func folded(_ source: SourceText) -> Draft {
        var draft = Draft()
        draft.reserve(source.count)
        var needsContext = false
        var index = 0
        let count = source.count
        source.scalars.withUnsafeBufferPointer { scalars in
            table.folded.withUnsafeBufferPointer { folded in
                while index < count {
                    let value = scalars[index]
                    let position = Int32(index)
                    index += 1
                    // A carriage return before a line feed is half of one break.
                    if value == 0x0D {
                        if index < count, scalars[index] == 0x0A { continue }
                        draft.append(0x0A, position, position + 1)
                        continue
                    }
                    guard value < 0x10000 else {
                        if FoldTable.isCompatibility(value) { needsContext = true }
                        draft.append(value, position, position + 1)
                        continue
                    }
                    switch folded[Int(value)] {
                    case FoldTable.removed: break
                    case FoldTable.expanded:
                        for scalar in table.expansions[value]! { draft.append(scalar, position, position + 1) }
                    case FoldTable.contextual:
                        needsContext = true
                        draft.append(value, position, position + 1)
                    case let form: draft.append(UInt32(form), position, position + 1)
                    }
                }
            }
        }
        return needsContext ? combined(draft) : draft
    }

    /// Combining marks and supplementary compatibility forms, by ICU with its edits.
    private func combined(_ draft: Draft) -> Draft {
        let utf8 = Array(String(scalars: draft.scalars[...]).utf8)
        var result = Draft()
        result.reserve(draft.scalars.count)
        utf8.withUnsafeBufferPointer { buffer in
            // Allocation failure is the only way this can fail; the text then stays uncombined.
            guard let (output, edits) = try? combining.normalize(buffer) else {
                result = draft
                return
            }
            var outputScalars = String(decoding: output, as: UTF8.self).unicodeScalars.makeIterator()
            var position = 0
            var byte = 0
            for edit in edits {
                // Continuation bytes start no scalar.
                let sourceCount = buffer[byte..<(byte + edit.sourceLength)].count { $0 & 0xC0 != 0x80 }
                byte += edit.sourceLength
                var written = 0
                var scalarsInEdit = 0
                while written < edit.outputLength, let scalar = outputScalars.next() {
                    written += UTF8.width(scalar)
                    if edit.isChange {
                        result.append(
                            scalar.value, draft.starts[position], draft.ends[max(position, position + sourceCount - 1)])
                    } else {
                        let at = position + scalarsInEdit
                        result.append(scalar.value, draft.starts[at], draft.ends[at])
                    }
                    scalarsInEdit += 1
                }
                position += sourceCount
            }
        }
        return result
    }

    // MARK: ③ spaces inside Chinese

    /// Spaces that only spread characters out (`举 报 信`, `2019 年 3 月`) go; those that part names, fields or
    /// columns stay.
    private func removeInnerSpaces(_ draft: inout Draft) {
        let scalars = draft.scalars
        let count = scalars.count
        guard scalars.contains(0x20) else { return }
        var isKept = [Bool](repeating: true, count: count)
        var removed = false
        var index = 1
        while index < count - 1 {
            guard scalars[index] == 0x20, scalars[index - 1] != 0x20, scalars[index + 1] != 0x20 else {
                index += 1
                continue
            }
            let before = scalars[index - 1]
            let after = scalars[index + 1]
            let drop: Bool
            if CharacterKind.isHan(before), CharacterKind.isHan(after) {
                drop = isLone(index - 1, scalars) || isLone(index + 1, scalars)
            } else if CharacterKind.isDigit(before), CharacterKind.isHan(after) {
                drop = Normalizer.unitsAfterNumbers.contains(after)
            } else if CharacterKind.isHan(before), CharacterKind.isDigit(after) {
                drop = Normalizer.signsBeforeNumbers.contains(before)
            } else {
                drop = false
            }
            if drop {
                isKept[index] = false
                removed = true
            }
            index += 1
        }
        if removed { draft.filter(isKept) }
    }

    /// True for a Han character with a space, an edge or a line break on both sides.
    private func isLone(_ index: Int, _ scalars: [UInt32]) -> Bool {
        let left = index == 0 || scalars[index - 1] <= 0x20
        let right = index == scalars.count - 1 || scalars[index + 1] <= 0x20
        return left && right
    }

    private static let unitsAfterNumbers = Set("年月日号元万亿千百块角时点分秒天周个户人名条亩平米公里吨岁楼栋幢室单组村".unicodeScalars.map(\.value))
    private static let signsBeforeNumbers = Set("第年月日至到于自从约共近".unicodeScalars.map(\.value))

    // MARK: ④ broken lines

    /// Joins a line that was only wrapped with its successor. A paragraph, a list item, a short line (verse,
    /// signature, field) stays.
    private func joinBrokenLines(_ draft: inout Draft) {
        let scalars = draft.scalars
        var lines: [Range<Int>] = []
        var start = 0
        for (index, scalar) in scalars.enumerated() where scalar == 0x0A {
            lines.append(start..<index)
            start = index + 1
        }
        lines.append(start..<scalars.count)
        guard lines.count > 2 else { return }
        let widths = lines.map { trimmed($0, scalars).count }
        let width = WrapWidth.find(widths)
        var isKept = [Bool](repeating: true, count: scalars.count)
        var joined = false
        for (index, line) in lines.dropLast().enumerated() {
            let text = trimmed(line, scalars)
            let next = lines[index + 1]
            let isFull = width.map { widths[index] >= $0 - 3 } ?? false
            guard widths[index] > 0, widths[index + 1] > 0, let last = text.last.map({ scalars[$0] }),
                !CharacterKind.endsSentence(last), last != 0x3A, let first = next.first.map({ scalars[$0] }),
                CharacterKind.isHan(first) || CharacterKind.isDigit(first) || CharacterKind.closes(first),
                isFull || splitsNumber(last, first) || index > 0 && runsOn(text, trimmed(next, scalars), scalars)
            else { continue }
            // Trailing spaces and the break itself.
            for position in text.upperBound..<next.lowerBound { isKept[position] = false }
            joined = true
        }
        if joined { draft.filter(isKept) }
    }

    /// 22⏎日, 2014年⏎4月: a break inside a date or a number.
    private func splitsNumber(_ last: UInt32, _ first: UInt32) -> Bool {
        CharacterKind.isDigit(last) && [0x5E74, 0x6708, 0x65E5, 0x53F7, 0x5143].contains(first)
            || CharacterKind.isDigit(first) && (last == 0x5E74 || last == 0x6708)
    }

    /// A long line of running text, broken off in the middle, and a line that goes on with it.
    private func runsOn(_ line: Range<Int>, _ next: Range<Int>, _ scalars: [UInt32]) -> Bool {
        guard line.count >= 20, next.count >= 8, let last = line.last.map({ scalars[$0] }),
            CharacterKind.isHan(last) || CharacterKind.isDigit(last) || last == 0x2C || last == 0x3001,
            scalars[line].contains(where: { $0 == 0x2C || $0 == 0x3002 || $0 == 0x20 || $0 == 0x3B }),
            scalars[next.upperBound - 1] != 0x3A,
            // Two numbers are two numbers, and a line that begins with a year is a date by itself.
            !CharacterKind.isDigit(scalars[next.lowerBound])
                || !CharacterKind.isDigit(last) && scalars[next.prefix(5)].last != 0x5E74
        else { return false }
        let head = scalars[next.prefix(8)]
        // 一、, (1), 3.: an item; 姓名:, 附件: a field; 符亚桂 电话: a signature.
        if let first = head.first, Numeral.digit(first) != nil || first == 0x28,
            head.dropFirst().prefix(3).contains(where: { $0 == 0x3001 || $0 == 0x2E || $0 == 0x29 })
        {
            return false
        }
        if head.contains(0x3A) || head.prefix(4).contains(0x20) { return false }
        return !Normalizer.closings.contains { head.starts(with: $0) }
    }

    private static let closings = ["此致", "敬礼", "特此", "附件", "请求", "要求", "诉求", "抄送", "以上"].map {
        $0.unicodeScalars.map(\.value)
    }

    private func trimmed(_ line: Range<Int>, _ scalars: [UInt32]) -> Range<Int> {
        var low = line.lowerBound
        var high = line.upperBound
        while high > low, scalars[high - 1] == 0x20 { high -= 1 }
        while low < high, scalars[low] == 0x20 { low += 1 }
        return low..<high
    }
}

/// The width at which a text was hard-wrapped, if it was.
enum WrapWidth {
    /// At least three lines must reach within three characters of the longest, and make up a third of all that
    /// is not short: then the breaks are the typewriter's or scanner's, not the writer's.
    static func find(_ widths: [Int]) -> Int? {
        guard let longest = widths.max(), (15...64).contains(longest) else { return nil }
        let full = widths.count { $0 >= longest - 3 }
        let long = widths.count { $0 * 2 >= longest }
        return full >= 3 && full * 3 >= long ? longest : nil
    }
}
