/// Takes out spaces that only spread characters out (`举 报 信`, `2019 年 3 月`); those that part names, fields or
/// columns stay.
enum InnerSpaces {
    static func remove(_ draft: inout Draft) {
        let ranges = draft.scalars.withUnsafeBufferPointer { scalars in
            spreading(scalars) + spreadLines(scalars)
        }
        guard !ranges.isEmpty else { return }
        var disjoint: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound })
        where disjoint.last.map({ $0.upperBound <= range.lowerBound }) ?? true { disjoint.append(range) }
        draft.remove(disjoint)
    }

    /// `公　　告` over a notice: the only line of two to eight single characters with wide gaps that is no table's row is
    /// the first.
    private static func spreadLines(_ scalars: UnsafeBufferPointer<UInt32>) -> [Range<Int>] {
        var start = 0
        while start < scalars.count, CharacterKind.isSpace(scalars[start]) { start += 1 }
        var gaps: [Range<Int>] = []
        var index = start
        var isLone = false
        while index < scalars.count, scalars[index] != 0x0A {
            guard CharacterKind.isHan(scalars[index]), !isLone else { return [] }
            isLone = true
            let gap = index + 1
            index = gap
            while index < scalars.count, scalars[index] == 0x20 { index += 1 }
            if index > gap {
                isLone = false
                if index < scalars.count, scalars[index] != 0x0A { gaps.append(gap..<index) }
            }
            guard gaps.count < 8 else { return [] }
        }
        return gaps
    }

    private static func spreading(_ scalars: UnsafeBufferPointer<UInt32>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 1
        while index < scalars.count - 1 {
            guard scalars[index] == 0x20, scalars[index - 1] != 0x20, scalars[index + 1] != 0x20 else {
                index += 1
                continue
            }
            let before = scalars[index - 1]
            let after = scalars[index + 1]
            let drop: Bool
            if CharacterKind.isHan(before), CharacterKind.isHan(after) {
                drop =
                    isLone(index + 1, scalars) || isLone(index - 1, scalars) && !numbersLine(index - 1, scalars)
            } else if CharacterKind.isDigit(before), CharacterKind.isHan(after) {
                drop = unitsAfterNumbers.contains(after)
            } else if CharacterKind.isHan(before), CharacterKind.isDigit(after) {
                drop = signsBeforeNumbers.contains(before)
            } else {
                drop = false
            }
            if drop { ranges.append(index..<index + 1) }
            index += 1
        }
        return ranges
    }

    /// 一　当场答复的: the number of a heading.
    private static func numbersLine(_ index: Int, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        (index == 0 || scalars[index - 1] == 0x0A) && itemNumbers.contains(scalars[index])
    }

    private static let itemNumbers = ScalarSet("一二三四五六七八九十")

    /// True for a character with a space, an edge or a line break on both sides.
    private static func isLone(_ index: Int, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        let left = index == 0 || scalars[index - 1] <= 0x20
        let right = index == scalars.count - 1 || scalars[index + 1] <= 0x20
        return left && right
    }

    private static let unitsAfterNumbers = ScalarSet("年月日号元万亿千百块角时点分秒天周个户人名条亩平米公里吨岁楼栋幢室单组村")
    private static let signsBeforeNumbers = ScalarSet("第年月日至到于自从约共近")
}
