/// Digits and their look-alikes side by side, with the points and commas between them: 2O18, 3l.2, l,q8O.
struct DigitRun {
    let range: Range<Int>
    /// True digits, and look-alikes other than those of 0 and 1, which scanners make far oftener than the rest.
    private(set) var digits = 0
    private(set) var rare = 0
    private(set) var separators = 0
    /// Two look-alikes stand side by side.
    private(set) var areNeighbours = false
    /// What it reads, separators left out, as far as ten digits.
    private(set) var value = 0

    /// The run around a look-alike; `nil` unless that is the first in it.
    init?(_ text: UnsafeBufferPointer<UInt32>, firstLookAlike index: Int) {
        var start = index
        while start > 0, Self.belongs(text, start - 1) { start -= 1 }
        var end = index
        while end < text.count, Self.belongs(text, end) { end += 1 }
        for place in start..<index where !CharacterKind.isDigit(text[place]) && !Self.isSeparator(text[place]) {
            return nil
        }
        range = start..<end
        for place in range {
            let scalar = text[place]
            if Self.isSeparator(scalar) {
                separators += 1
                continue
            }
            if CharacterKind.isDigit(scalar) {
                digits += 1
            } else {
                if !Self.isCommon(scalar) { rare += 1 }
                areNeighbours = areNeighbours || place > start && Self.digit(text[place - 1]) != nil
            }
            let digit = Int((Self.digit(scalar) ?? scalar) - 0x30)
            if value < 1_000_000_000 { value = value * 10 + digit }
        }
    }

    var count: Int { range.count - separators }

    /// The digit that a look-alike stands for.
    static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x4F, 0x6F, 0x3007, 0x25CB: 0x30
        case 0x6C, 0x49, 0x7C: 0x31
        case 0x5A, 0x7A: 0x32
        case 0x53: 0x35
        case 0x62: 0x36
        case 0x42: 0x38
        case 0x71, 0x67: 0x39
        default: nil
        }
    }

    private static func isCommon(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4F, 0x6F, 0x3007, 0x25CB, 0x6C, 0x49, 0x7C: true
        default: false
        }
    }

    private static func isSeparator(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0x2C }

    private static func isForm(_ scalar: UInt32) -> Bool { CharacterKind.isDigit(scalar) || digit(scalar) != nil }

    private static func belongs(_ text: UnsafeBufferPointer<UInt32>, _ place: Int) -> Bool {
        if isForm(text[place]) { return true }
        return isSeparator(text[place]) && place > 0 && place + 1 < text.count && isForm(text[place - 1])
            && isForm(text[place + 1])
    }
}

/// O, o, l, I, and more rarely Z, S, b, B, q, inside what must be a number.
enum DigitSlots {
    static let rule = SlotRule("repair.digit-look-alike", triggers: "OolI|ZzSBbqg〇○") { text, index in
        guard let run = DigitRun(text, firstLookAlike: index), isNumber(run, text) else { return [] }
        let hasUnit = run.range.upperBound < text.count && CharacterKind.isHan(text[run.range.upperBound])
        let confidence = run.rare > 0 ? 0.9 : hasUnit ? 0.99 : 0.95
        return run.range.compactMap { place in
            DigitRun.digit(text[place]).map { SlotRule.Reading(index: place, truth: $0, confidence: confidence) }
        }
    }

    private static func isNumber(_ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        let (start, end) = (run.range.lowerBound, run.range.upperBound)
        let before = start > 0 ? text[start - 1] : 0
        let after = end < text.count ? text[end] : 0
        // A1, 4G, IBM-l20: letters that touch a number make it a mark of its own. A bar at its edge rules a table.
        let joint = start > 1 && before == 0x2D ? text[start - 2] : before
        guard !CharacterKind.isLatin(joint), !CharacterKind.isLatin(after), text[start] != 0x7C,
            !isChineseNumeral(before), !isChineseDigit(after), run.digits > 0 || run.separators == 0
        else { return false }
        return isItem(run, text, before: before, after: after) || isDatePart(run, text) || isSum(run, text)
            || isCount(run, text) || isBracketedYear(run, text)
            || isIdentifier(run, text, before: before, after: after) || isPlainNumber(run, text)
    }

    /// l、 and I. at the beginning of a line: the first item.
    private static func isItem(
        _ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>, before: UInt32, after: UInt32
    ) -> Bool {
        let end = run.range.upperBound
        return run.count == 1 && run.value == 1 && (before == 0x0A || run.range.lowerBound == 0)
            && (after == 0x3001 || after == 0x2E) && end + 1 < text.count && CharacterKind.isHan(text[end + 1])
    }

    /// Before 年, 月, 日, 点: what the calendar and the clock allow.
    private static func isDatePart(_ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        guard run.separators == 0, run.range.upperBound < text.count else { return false }
        let before = run.range.lowerBound > 0 ? text[run.range.lowerBound - 1] : 0
        let next = run.range.upperBound + 1 < text.count ? text[run.range.upperBound + 1] : 0
        let beginsTrue = CharacterKind.isDigit(text[run.range.lowerBound])
        switch text[run.range.upperBound] {
        case 0x5E74, 0x5348, 0x725B, 0x725F:  // 年, and 午, 牛, 牟 that are read next
            guard text[run.range.upperBound] == 0x5E74 || run.count == 4 else { return false }
            return run.count == 4 && run.digits > 0 && (1900..<2100).contains(run.value)
                || run.count == 2 && run.digits == 1 && (run.rare == 0 || beginsTrue)
        case 0x6708:  // 月
            return run.count <= 2 && (1...12).contains(run.value)
        case 0x65E5:  // 日
            return run.count <= 2 && (1...31).contains(run.value) && (run.digits > 0 || before == 0x6708)
        case 0x53F7:  // 号
            return run.count <= 2 && (1...31).contains(run.value) && before == 0x6708
        case 0x70B9, 0x65F6:  // 点, 时
            guard run.count <= 2, run.value <= 24 else { return false }
            return run.digits > 0 && (run.rare == 0 || beginsTrue)
                || CharacterKind.isDigit(next) || afterHours.contains(next) || beforeHours.contains(before)
        case 0x5206:  // 分
            return run.count <= 2 && run.value < 60 && (before == 0x70B9 || before == 0x65F6)
        default:
            return false
        }
    }

    /// Before 元, 万元, 余元, 亿.
    private static func isSum(_ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        var place = run.range.upperBound
        if place < text.count, [0x4F59, 0x591A, 0x6765].contains(text[place]) { place += 1 }
        guard place < text.count, sumUnits.contains(text[place]) else { return false }
        let next = place + 1 < text.count ? text[place + 1] : 0
        if run.digits == 0 {
            return run.count <= 2 && text[place] == 0x4E07 && (next == 0x5143 || next == 0x5757)
        }
        // O2O平台, S1元件 are no sums.
        return run.count > 1 && (text[place] != 0x5143 || next != 0x4EF6)
    }

    /// Before what is counted. A rare look-alike at the edge may be a building's or a flight's letter.
    private static func isCount(_ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        let (start, end) = (run.range.lowerBound, run.range.upperBound)
        guard end < text.count, run.digits > 0, run.count > 1, countUnits.contains(text[end]) else { return false }
        let beginsTrue = CharacterKind.isDigit(text[start])
        if run.rare == 0 { return run.count > 2 || beginsTrue || text[start] != 0x4F }
        guard beginsTrue, !run.areNeighbours else { return false }
        return CharacterKind.isDigit(text[end - 1]) || quantityUnits.contains(text[end])
    }

    /// 〔Z022〕, (2O19).
    private static func isBracketedYear(_ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        let (start, end) = (run.range.lowerBound, run.range.upperBound)
        return run.count == 4 && run.separators == 0 && run.digits >= 2 && (1950..<2100).contains(run.value)
            && start > 0 && end < text.count && [0x3014, 0x5B, 0x28, 0x3010].contains(text[start - 1])
            && [0x3015, 0x5D, 0x29, 0x3011].contains(text[end])
    }

    /// Numbers of telephones, identity cards and registers.
    private static func isIdentifier(
        _ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>, before: UInt32, after: UInt32
    ) -> Bool {
        let (start, end) = (run.range.lowerBound, run.range.upperBound)
        guard run.separators == 0 else { return false }
        switch run.count {
        // A mobile number begins with 13 to 19.
        case 11 where run.digits >= 4:
            if (1_300_000_000..<2_000_000_000).contains(run.value) { return true }
        case 15, 17, 18:
            if run.digits >= 10 { return true }
        case 7...:
            let endsTrue = CharacterKind.isDigit(text[start]) && CharacterKind.isDigit(text[end - 1])
            if run.rare == 0 ? run.digits > 3 : endsTrue && run.digits >= run.count - 1 { return true }
        case 3, 4:
            // An area code before its number: O871-8237463.
            if run.rare == 0, text[start] == 0x4F, after == 0x2D, digitsFollow(text, end + 1, 6) { return true }
        default:
            break
        }
        guard run.rare == 0, start > 1, CharacterKind.isDigit(text[start - 2]) else { return false }
        // 20230613-O871; 2018-O5-12.
        return before == 0x2D && run.digits >= 3
            || run.count == 2 && (before == 0x2D || before == 0x2F) && after == before && digitsFollow(text, end + 1, 1)
    }

    private static func isPlainNumber(_ run: DigitRun, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        let (start, end) = (run.range.lowerBound, run.range.upperBound)
        guard run.rare == 0, run.digits > 1 else { return false }
        return CharacterKind.isDigit(text[start]) && CharacterKind.isDigit(text[end - 1]) || text[start] == 0x6C
    }

    private static func digitsFollow(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ count: Int) -> Bool {
        start + count <= text.count && (start..<start + count).allSatisfy { CharacterKind.isDigit(text[$0]) }
    }

    private static func isChineseNumeral(_ scalar: UInt32) -> Bool {
        !CharacterKind.isDigit(scalar) && Numeral.isNumeral(scalar)
    }

    private static func isChineseDigit(_ scalar: UInt32) -> Bool {
        !CharacterKind.isDigit(scalar) && Numeral.digit(scalar) != nil
    }

    private static let afterHours = ScalarSet("半多钟左整许")
    private static let beforeHours = ScalarSet("午晨上晚夜")
    private static let sumUnits = ScalarSet("元万亿块千百")
    private static let countUnits = ScalarSet("年月日号元万亿千百时点分秒天周个岁名人户亩斤吨米%栋幢楼层室℃条章款项页次期间家多余")
    private static let quantityUnits = ScalarSet("天周个岁名人户亩斤吨米%次")
}
