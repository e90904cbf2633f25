/// How a letter's run-in and line lists number their items: `1.`, `一、`, `（1）`, `①`, `一是`, `第一，`, bullets.
extension DemandScan {
    /// Where the text behind a label at `start` begins.
    @inline(__always)
    func itemLabel(_ start: Int) -> Int? {
        start < buffer.count && Self.labelStarts.contains(buffer[start]) ? begunLabel(start) : nil
    }

    private func begunLabel(_ start: Int) -> Int? {
        var index = start
        while index < buffer.count, buffer[index] == 0x20 { index += 1 }
        guard index < buffer.count else { return nil }
        if Self.isCircled(buffer[index]) { return index + 1 }
        // Bullets.
        if Self.bullets.contains(buffer[index]),
            index == 0 || buffer[index - 1] == 0x0A || buffer[index - 1] == 0x20
        {
            return index + 1
        }
        if CharacterKind.isDigit(buffer[index]), index > 0, CharacterKind.isDigit(buffer[index - 1]) { return nil }
        let isOpen = buffer[index] == 0x28
        if isOpen { index += 1 }
        let first = index
        if index < buffer.count, buffer[index] == 0x7B2C { index += 1 }
        while index < buffer.count, index - first < 3,
            CharacterKind.isDigit(buffer[index]) || (Numeral.digit(buffer[index]) ?? 0) > 0 || buffer[index] == 0x5341
        { index += 1 }
        guard index > first, index < buffer.count else { return nil }
        if isOpen { return buffer[index] == 0x29 ? index + 1 : nil }
        switch buffer[index] {
        // 丶 is typed for 、.
        case 0x3001, 0x2E, 0x29, 0x4E36:
            // 2、3、4栋: numbers told together are no labels.
            if buffer[index] == 0x3001, isCounted(first, index) { return nil }
            // 3.5万 is no label.
            return index + 1 < buffer.count && CharacterKind.isDigit(buffer[index + 1]) && buffer[index] == 0x2E
                ? nil : index + 1
        // 二求…, 三求：
        case 0x6C42:
            let isBounded = first == 0 || !CharacterKind.isHan(buffer[first - 1])
            let end = index + 1 < buffer.count && buffer[index + 1] == 0x3A ? index + 2 : index + 1
            return isBounded && index - first == 1 && end < buffer.count ? end : nil
        case 0x662F: return CharacterKind.isDigit(buffer[first]) ? nil : index + 1
        case 0x2C:
            // 第一，; 二，; 1，: not the thousands of a number.
            let isBounded = first == 0 || !CharacterKind.isHan(buffer[first - 1])
            return isBounded && index + 1 < buffer.count && CharacterKind.isHan(buffer[index + 1]) ? index + 1 : nil
        case 0x20:
            let isBounded = first == 0 || [0x0A, 0x20, 0x3A, 0x3B, 0x3002].contains(buffer[first - 1])
            return isBounded && CharacterKind.isDigit(buffer[first]) && index + 1 < buffer.count
                && CharacterKind.isHan(buffer[index + 1]) ? index + 1 : nil
        default: return nil
        }
    }

    /// Where the text behind a label inside a line begins: the end of a word (退一赔三、退货) is none.
    func runInLabel(_ index: Int, of start: Int) -> Int? {
        guard
            index == start || !CharacterKind.isHan(buffer[index - 1]) && ![0x2D, 0x28].contains(buffer[index - 1])
                || Self.isCircled(buffer[index])
        else { return nil }
        return itemLabel(index)
    }

    /// Whether a numbered item begins right behind a word: 予以调整4、不同意异地安置.
    func isGluedLabel(_ index: Int) -> Bool {
        guard index > 0, CharacterKind.isDigit(buffer[index]), CharacterKind.isHan(buffer[index - 1]),
            let label = itemLabel(index), label < buffer.count
        else { return false }
        return buffer[label - 1] == 0x3001 && CharacterKind.isHan(buffer[label])
    }

    /// Where the text behind the label with this number begins that stands right behind a word: 安全鉴定二、立即停工.
    func gluedLabel(_ index: Int, number: Int) -> Int? {
        guard number > 1, index > 0, CharacterKind.isHan(buffer[index - 1]), Numeral.digit(buffer[index]) != nil,
            let label = itemLabel(index), buffer[label - 1] == 0x3001, label < buffer.count,
            CharacterKind.isHan(buffer[label]), labelNumber(index) == number
        else { return nil }
        return label
    }

    /// The number of the label at `index` up to ten: `1`, `一`, `①`; none for a bullet.
    func labelNumber(_ index: Int) -> Int? {
        var index = index
        while buffer[index] == 0x20 || buffer[index] == 0x28 || buffer[index] == 0x7B2C { index += 1 }
        if Self.isCircled(buffer[index]) { return Int(buffer[index] - 0x2460) % 20 + 1 }
        if buffer[index] == 0x5341 { return 10 }
        guard let digit = Numeral.digit(buffer[index]) else { return nil }
        guard index + 1 < buffer.count, CharacterKind.isDigit(buffer[index + 1]) else { return digit }
        return digit * 10 + Int(buffer[index + 1] - 0x30)
    }

    /// Whether the label at `index` begins a list: `1`, `一`, `①`, or one without a number.
    func isFirstLabel(_ index: Int) -> Bool { labelNumber(index).map { $0 == 1 } ?? true }

    /// Another number and 、 stand before or behind `first..<mark`.
    private func isCounted(_ first: Int, _ mark: Int) -> Bool {
        if first > 1, buffer[first - 1] == 0x3001, CharacterKind.isDigit(buffer[first - 2]) { return true }
        var next = mark + 1
        while next < buffer.count, next - mark <= 3, CharacterKind.isDigit(buffer[next]) { next += 1 }
        return next > mark + 1 && next < buffer.count && buffer[next] == 0x3001
    }

    /// ① to ⒛: numbers that are one character.
    private static func isCircled(_ scalar: UInt32) -> Bool { (0x2460...0x249B).contains(scalar) }

    private static let bullets = ScalarSet("·•●■◆△▲○★☆◇▶※✓")
    /// All that labels begin with, and 零.
    private static let labelStarts = bullets.union(ScalarSet(" (第十0123456789")).union(
        ScalarSet(Numeral.digitScalars.union(0x2460...0x249B)))
}
