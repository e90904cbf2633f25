/// Reads numbers in the numerals letters use: 15, 1,200.5, 十五, 一百二十, 三万六, 二〇一八, 廿八, 贰万伍仟, 两千多.
enum Numeral {
    /// What a number said and how surely.
    struct Reading: Equatable {
        let end: Int
        let value: Double
        /// 几, 多, 余, 来, 数 are part of it.
        let isVague: Bool
    }

    static let digitScalars = Set(written.filter { chineseDigit($0) != nil })
    static let numeralScalars = Set(written.filter(isNumeral))
    static let vagueScalars: Set<UInt32> = [0x51E0, 0x6570, 0x534A]
    /// Where the characters of ``chineseDigit(_:)`` and ``multiplier(_:)`` lie.
    private static let written: ClosedRange<UInt32> = 0x25CB...0x96F6

    /// All that can stand in a number behind its first character, masks of years among it.
    static let partScalars: Set<UInt32> = numeralScalars.union(vagueScalars).union(0x30...0x39)
        .union(maskScalars).union(tailScalars).union([0x5E72])

    /// What stands for a digit that was taken out: those of ``isMask(_:)``.
    static let maskScalars: Set<UInt32> = [0x58, 0x78, 0x2A, 0xD7]
    /// Those of ``isVagueTail(_:_:)``.
    private static let tailScalars: Set<UInt32> = [0x591A, 0x4F59, 0x6765, 0x51E0]

    /// 零 〇 ○ 一 … 九 两 俩 仨, and the formal forms of cheques.
    ///
    /// Told by its code and by no table: it is asked some hundred times a text, and a table would be made sure of first.
    @inline(__always)
    private static func chineseDigit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x96F6, 0x3007, 0x25CB, 0x25EF: 0
        case 0x4E00, 0x58F9: 1
        case 0x4E8C, 0x4E24, 0x8D30, 0x4FE9: 2
        case 0x4E09, 0x53C1, 0x4EE8: 3
        case 0x56DB, 0x8086: 4
        case 0x4E94, 0x4F0D: 5
        case 0x516D, 0x9646: 6
        case 0x4E03, 0x67D2: 7
        case 0x516B, 0x634C: 8
        case 0x4E5D, 0x7396: 9
        default: nil
        }
    }

    /// 十 百 千 万 亿 and formal forms.
    @inline(__always)
    private static func multiplier(_ scalar: UInt32) -> Double? {
        switch scalar {
        case 0x5341, 0x62FE: 10
        case 0x767E, 0x4F70: 100
        case 0x5343, 0x4EDF: 1000
        case 0x4E07: 10_000
        case 0x4EBF: 100_000_000
        default: nil
        }
    }

    /// A digit, a unit, 廿 or 卅 as they are written in words.
    static func isNumeral(_ scalar: UInt32) -> Bool {
        chineseDigit(scalar) != nil || multiplier(scalar) != nil || scalar == 0x5EFF || scalar == 0x5345
    }

    /// 几 数 半, which begin a number that nobody counted.
    static func isVague(_ scalar: UInt32) -> Bool { scalar == 0x51E0 || scalar == 0x6570 || scalar == 0x534A }

    static func digit(_ scalar: UInt32) -> Int? {
        CharacterKind.isDigit(scalar) ? Int(scalar - 0x30) : chineseDigit(scalar)
    }

    // MARK: years

    /// Four digits, Arabic or Chinese; masked ones (X, x, ×, *) read as 0 and the caller looks at the surface.
    static func year4(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> (end: Int, value: Double)? {
        guard start + 4 <= text.count else { return nil }
        if start > 0, isYearDigit(text[start - 1]), CharacterKind.isDigit(text[start]) || text[start - 1] == 0x2E,
            !isItemNumber(text, endingAt: start), !isItemYear(text, at: start)
        {
            return nil
        }
        var value = 0.0
        var arabic = 0
        var chinese = 0
        for index in start..<start + 4 {
            if CharacterKind.isDigit(text[index]) {
                value = value * 10 + Double(text[index] - 0x30)
                arabic += 1
            } else if let digit = chineseDigit(text[index]), text[index] != 0x4E24 {
                value = value * 10 + Double(digit)
                chinese += 1
            } else if isMask(text[index]) {
                value *= 10
            } else {
                return nil
            }
        }
        guard arabic + chinese >= 2 || (arabic + chinese == 0 && text[start] != 0x2A) else { return nil }
        if start + 4 < text.count, CharacterKind.isDigit(text[start + 4]), arabic > 0 { return nil }
        if arabic + chinese == 4, !(1800...2199).contains(value) { return nil }
        return (start + 4, value)
    }

    /// `3.` or `12.` at the beginning of a line ends right before `end`.
    static func isItemNumber(_ text: UnsafeBufferPointer<UInt32>, endingAt end: Int) -> Bool {
        guard end >= 2, text[end - 1] == 0x2E, CharacterKind.isDigit(text[end - 2]) else { return false }
        var start = end - 2
        while start > 0, end - start < 4, CharacterKind.isDigit(text[start - 1]) { start -= 1 }
        return start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x20 || text[start - 1] == 0x3002
    }

    /// 经过1.1998年: an item's number inside the line, where 年 follows the four figures.
    private static func isItemYear(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Bool {
        guard start >= 2, text[start - 1] == 0x2E, CharacterKind.isDigit(text[start - 2]), start + 4 < text.count,
            text[start + 4] == 0x5E74
        else { return false }
        let first = start >= 3 && CharacterKind.isDigit(text[start - 3]) ? start - 3 : start - 2
        return first == 0 || !isYearDigit(text[first - 1]) && text[first - 1] != 0x2D
    }

    static func isMask(_ scalar: UInt32) -> Bool {
        scalar == 0x58 || scalar == 0x78 || scalar == 0x2A || scalar == 0xD7
    }

    private static func isYearDigit(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || scalar == 0x2E
    }

    static func year2(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> (end: Int, value: Double)? {
        guard start + 2 <= text.count, start == 0 || !isYearDigit(text[start - 1]) else { return nil }
        let first = text[start]
        let second = text[start + 1]
        guard let tens = digit(first), let ones = digit(second),
            CharacterKind.isDigit(first) == CharacterKind.isDigit(second)
        else { return nil }
        if start + 2 < text.count, CharacterKind.isDigit(text[start + 2]) { return nil }
        return (start + 2, Double(tens * 10 + ones))
    }

    // MARK: integers

    static func integer(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> (end: Int, value: Double)? {
        if CharacterKind.isDigit(text[start]) {
            let (end, value) = arabic(text, at: start, decimals: false)
            return (end, value)
        }
        return chinese(text, at: start).map { ($0.end, $0.value) }
    }

    /// Arabic digits with thousands separators, and decimals when asked for.
    private static func arabic(
        _ text: UnsafeBufferPointer<UInt32>, at start: Int, decimals: Bool
    ) -> (end: Int, value: Double) {
        var index = start
        var value = 0.0
        while index < text.count {
            if CharacterKind.isDigit(text[index]) {
                value = value * 10 + Double(text[index] - 0x30)
                index += 1
            } else if text[index] == 0x2C, index - start <= 3 || text[index - 4] == 0x2C, isGroup(text, after: index) {
                index += 1
            } else {
                break
            }
        }
        guard decimals, index + 1 < text.count, text[index] == 0x2E || text[index] == 0xB7,
            CharacterKind.isDigit(text[index + 1])
        else { return (index, value) }
        index += 1
        var scale = 1.0
        var fraction = 0.0
        while index < text.count, CharacterKind.isDigit(text[index]) {
            fraction = fraction * 10 + Double(text[index] - 0x30)
            scale *= 10
            index += 1
        }
        return (index, value + fraction / scale)
    }

    /// Exactly three digits follow the separator.
    private static func isGroup(_ text: UnsafeBufferPointer<UInt32>, after comma: Int) -> Bool {
        guard comma + 3 < text.count else { return false }
        for index in comma + 1...comma + 3 where !CharacterKind.isDigit(text[index]) { return false }
        return comma + 4 >= text.count || !CharacterKind.isDigit(text[comma + 4])
    }

    // MARK: numbers with multipliers

    /// Any number: Arabic with 万/亿, or Chinese; with 多, 余, 来, 几 inside or behind it marked as vague.
    static func number(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Reading? {
        guard CharacterKind.isDigit(text[start]) else { return chinese(text, at: start) }
        var (end, value) = arabic(text, at: start, decimals: true)
        var isVague = false
        // 3.56万, 3千8百, 8千多, 5余万
        var total = 0.0
        var sawUnit = false
        var lastUnit = 0.0
        while end < text.count {
            if isVagueTail(text, end), end + 1 < text.count, multiplier(text[end + 1]) != nil {
                isVague = true
                end += 1
            }
            guard let unit = multiplier(text[end]) ?? wornThousand(text, end) else { break }
            if sawUnit, unit >= lastUnit, unit < 10_000 { break }
            if unit >= 10_000, sawUnit { total = (total + value) * unit } else { total += value * unit }
            sawUnit = true
            lastUnit = unit
            value = 0
            end += 1
            // 6万3千零40: no figure behind it stands for the next lower unit.
            if end + 1 < text.count, text[end] == 0x96F6, CharacterKind.isDigit(text[end + 1]) {
                let next = arabic(text, at: end + 1, decimals: true)
                guard next.value < unit else { break }
                end = next.end
                if end < text.count, multiplier(text[end]) != nil {
                    value = next.value
                    continue
                }
                return Reading(end: end, value: total + next.value, isVague: isVague)
            }
            if end < text.count, CharacterKind.isDigit(text[end]) {
                let next = arabic(text, at: end, decimals: true)
                // 3万5: a lone digit right after a unit stands for the next lower unit.
                if next.end - end == 1,
                    next.end >= text.count || (multiplier(text[next.end]) ?? wornThousand(text, next.end)) == nil,
                    next.value > 0,
                    !isCounted(text, next.end)
                {
                    total += next.value * unit / 10
                    return Reading(end: next.end, value: total, isVague: isVague)
                }
                if next.end < text.count, let nextUnit = multiplier(text[next.end]) ?? wornThousand(text, next.end),
                    nextUnit < unit
                {
                    value = next.value
                    end = next.end
                } else if next.value < unit, unit >= 10_000 || next.value < 10 {
                    return Reading(end: next.end, value: total + next.value, isVague: isVague)
                } else {
                    break
                }
            }
        }
        total += value
        return Reading(end: end, value: total, isVague: isVague)
    }

    /// 千 worn to 干: 三干块, 6干多元. Only behind a digit and before what follows a sum.
    private static func wornThousand(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Double? {
        guard text[index] == 0x5E72, index > 0, index + 1 < text.count, digit(text[index - 1]) != nil else {
            return nil
        }
        switch text[index + 1] {
        case 0x5143, 0x5757, 0x591A, 0x4F59, 0x201D, 0x22: return 1000
        default: return nil
        }
    }

    /// 5 in `3万5千` is followed by its own unit, so it does not stand for the next lower one.
    private static func isCounted(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index < text.count
            && (text[index] == 0x2E
                || text[index] == 0x2C && index + 1 < text.count && CharacterKind.isDigit(text[index + 1]))
    }

    /// 多 余 来 几 right here.
    static func isVagueTail(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        switch text[index] {
        case 0x591A, 0x4F59, 0x6765, 0x51E0: true
        default: false
        }
    }

    /// Chinese digits said one after the other: 一九九八, 二三.
    private struct DigitRun {
        private(set) var count = 0
        private(set) var first = 0
        private(set) var value = 0.0

        init() {}

        init(_ digit: Int) { append(digit) }

        mutating func append(_ digit: Int) {
            if count == 0 { first = digit }
            count += 1
            value = value * 10 + Double(digit)
        }

        /// Two digits, the second one more than the first: three or four.
        var isNeighbours: Bool { count == 2 && value == Double(first * 11 + 1) }
    }

    /// What follows 一 where it begins a rate.
    private static let eaches = ScalarSet("个月年天亩平吨晚趟次盒瓶斤度张套台桌间户人位碗期学方棵")

    /// Chinese numerals: 十五, 一百零三, 三万六, 二〇一八 (digit by digit), 廿八, 几十, 数百, 两千多万.
    private static func chinese(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Reading? {
        var index = start
        var total = 0.0
        var section = 0.0
        var pending: Double?
        var lastUnit = 0.0
        var isVague = false
        var digitRun = DigitRun()
        var sawUnit = false
        loop: while index < text.count {
            let scalar = text[index]
            if let digit = chineseDigit(scalar) {
                if pending != nil, !sawUnit || lastUnit == 1 {
                    digitRun.append(digit)
                } else if let said = pending, said > 0, digitRun.count == 1, Double(digit) == said + 1 {
                    // 一百五六, 二十八九万: neighbours behind a unit; the lower one counts.
                    digitRun.append(digit)
                    isVague = true
                    index += 1
                    continue loop
                } else if pending != nil, digit != 0, pending != 0 {
                    break
                } else {
                    digitRun = DigitRun(digit)
                }
                pending = Double(digit)
                index += 1
            } else if let unit = multiplier(scalar) ?? wornThousand(text, index) {
                if digitRun.count > 1, unit >= 10_000, digitRun.isNeighbours {
                    // 六七万: about sixty thousand.
                    isVague = true
                    pending = Double(digitRun.first)
                }
                if digitRun.count > 1, unit < 10_000 {
                    // 二三十, 一百七八十: about twenty or thirty.
                    guard digitRun.isNeighbours, !sawUnit || unit < lastUnit else { break }
                    isVague = true
                    pending = Double(digitRun.first)
                }
                if unit >= 10_000 {
                    let base = section + (pending ?? (section == 0 && total == 0 ? 0 : 0))
                    guard base > 0 || total > 0 else { break }
                    if unit > 10_000, total > 0 { total = (total + base) * unit } else { total += base * unit }
                    section = 0
                } else {
                    guard pending != nil || unit == 10 else { break }
                    if sawUnit, lastUnit < unit, lastUnit < 10_000, section > 0 { break }
                    section += (pending == nil || (pending == 0 && unit == 10) ? 1 : pending!) * unit
                }
                pending = nil
                digitRun = DigitRun()
                lastUnit = unit
                sawUnit = true
                index += 1
            } else if scalar == 0x5EFF || scalar == 0x5345 {
                guard pending == nil, !sawUnit else { break }
                section += scalar == 0x5EFF ? 20 : 30
                lastUnit = 10
                sawUnit = true
                index += 1
            } else if scalar == 0x51E0 || scalar == 0x6570 {
                // 几十, 几百, 数千: vague, read as the unit itself; 十几 as ten.
                let next = index + 1 < text.count ? multiplier(text[index + 1]) : nil
                if let next, pending == nil, !sawUnit || next >= 10_000 {
                    isVague = true
                    if next >= 10_000, section > 0 {
                        index += 1
                        continue loop
                    }
                    pending = 1
                    index += 1
                } else if sawUnit, pending == nil, scalar == 0x51E0 {
                    isVague = true
                    index += 1
                } else {
                    break loop
                }
            } else if isVagueTail(text, index), scalar != 0x51E0, sawUnit, index + 1 < text.count,
                let next = multiplier(text[index + 1]),
                next >= 10_000
            {
                isVague = true
                index += 1
            } else {
                break
            }
        }
        guard index > start else { return nil }
        if digitRun.count > 1, !sawUnit {
            // Digit by digit: 一九九八, 三四 (three or four).
            if digitRun.isNeighbours, digitRun.first > 0 {
                return Reading(end: index, value: Double(digitRun.first), isVague: true)
            }
            return Reading(end: index, value: digitRun.value, isVague: false)
        }
        // 两千|一个月, 五百|一亩: so much for each.
        if pending == 1, sawUnit, lastUnit >= 100, digitRun.count == 1, index - 1 > start, index < text.count,
            chineseDigit(text[index - 2]) != 0, eaches.contains(text[index])
        {
            return Reading(end: index - 1, value: total + section, isVague: isVague)
        }
        if let pending {
            // 三万六: a digit right after a unit stands for the next lower unit, unless 零 came between.
            let afterZero = index >= 2 && chineseDigit(text[index - 2]) == 0
            let implied = sawUnit && lastUnit >= 100 && !afterZero ? lastUnit / 10 : 1
            section += pending * implied
        }
        return Reading(end: index, value: total + section, isVague: isVague)
    }
}
