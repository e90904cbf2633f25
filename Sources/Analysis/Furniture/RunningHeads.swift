/// The heads and feet that a document repeats on every page, beside the marks of the pages.
enum RunningHeads {
    private static let lengths = 2...40

    /// Short lines next to a mark that stand next to another mark too; the first of them stays, as the text's own.
    static func find(beside marks: [Range<Int>], in scalars: UnsafeBufferPointer<UInt32>) -> [Range<Int>] {
        var found: [[UInt32]: [Range<Int>]] = [:]
        for mark in marks {
            for line in [before(mark, scalars), behind(mark, scalars)].compactMap({ $0 })
            where lengths.contains(line.count) && !CharacterKind.endsSentence(scalars[line.upperBound - 1])
                // A ruled line parts documents.
                && scalars[line].contains(where: { CharacterKind.isHan($0) || CharacterKind.isLatin($0) })
            {
                let key = Array(scalars[line])
                if found[key]?.last != line { found[key, default: []].append(line) }
            }
        }
        let first = firstLine(scalars)
        return found.filter { $0.value.count >= 2 }
            .flatMap { key, lines in
                // The text's first line is the one that stays, where it is one of them.
                let opens = first.map { key.elementsEqual(scalars[$0]) } ?? false
                return opens ? lines.filter { $0 != first } : Array(lines.dropFirst())
            }
            .sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func firstLine(_ scalars: UnsafeBufferPointer<UInt32>) -> Range<Int>? {
        behind(0..<0, scalars)
    }

    /// The last line with text before a mark that begins its line.
    private static func before(_ mark: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Range<Int>? {
        var end = mark.lowerBound
        guard end == 0 || scalars[end - 1] == 0x0A || scalars[end - 1] == 0x20 else { return nil }
        while end > 0, CharacterKind.isSpace(scalars[end - 1]) { end -= 1 }
        var start = end
        while start > 0, scalars[start - 1] != 0x0A, end - start <= lengths.upperBound { start -= 1 }
        return start < end ? start..<end : nil
    }

    private static func behind(_ mark: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Range<Int>? {
        var start = mark.upperBound
        guard start == 0 || start == scalars.count || scalars[start] == 0x0A || scalars[start] == 0x20 else {
            return nil
        }
        while start < scalars.count, CharacterKind.isSpace(scalars[start]) { start += 1 }
        var end = start
        while end < scalars.count, scalars[end] != 0x0A, end - start <= lengths.upperBound { end += 1 }
        return start < end ? start..<end : nil
    }
}
