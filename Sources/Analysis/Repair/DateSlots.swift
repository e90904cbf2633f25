/// A whole number below ten thousand beside a slot: 15, l5, 十五, 二〇.
struct SlotNumber {
    let value: Int
    let range: Range<Int>

    /// The number that begins at a place; Chinese numerals below a hundred.
    init?(_ text: UnsafeBufferPointer<UInt32>, from start: Int) {
        var end = start
        while end < text.count, end - start < 5, Self.isPlain(text[end]) { end += 1 }
        self.init(text, start..<end)
    }

    /// The number that ends before a place.
    init?(_ text: UnsafeBufferPointer<UInt32>, before end: Int) {
        var start = end
        while start > 0, end - start < 5, Self.isPlain(text[start - 1]) { start -= 1 }
        self.init(text, start..<end)
    }

    private init?(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) {
        guard !range.isEmpty, range.count < 5 else { return nil }
        var total = 0
        var current: Int?
        for place in range {
            let scalar = DigitRun.digit(text[place]) ?? text[place]
            if scalar == 0x5341 {
                guard total == 0 else { return nil }
                total = (current ?? 1) * 10
                current = nil
            } else if let digit = Numeral.digit(scalar) {
                current = (current ?? 0) * 10 + digit
            } else {
                return nil
            }
        }
        value = total + (current ?? 0)
        self.range = range
    }

    private static func isPlain(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || scalar == 0x5341 || DigitRun.digit(scalar) != nil
            || scalar != 0x4E24 && Numeral.digit(scalar) != nil
    }
}

/// The signs of dates and of limits, read from look-alikes where numbers stand before and behind.
struct DateSlots: Sendable {
    private let years: Set<UInt32>
    private let months: Set<UInt32>
    private let days: Set<UInt32>
    private let hours: Set<UInt32>
    private let numbers: Set<UInt32>
    private let withins: Set<UInt32>

    init(_ confusions: ConfusionTable) {
        func reads(_ truth: UInt32) -> Set<UInt32> { Set(confusions.pairs.filter { $0.truth == truth }.map(\.read)) }
        years = reads(0x5E74)
        months = reads(0x6708)
        days = reads(0x65E5)
        hours = reads(0x70B9)
        numbers = reads(0x53F7)
        withins = reads(0x5185)
    }

    /// 午, 牛, 牟 behind a year: 2018午3月, 2016牛才硬化.
    var year: SlotRule {
        SlotRule("repair.year-sign", triggers: years) { [months] text, index in
            guard index >= 4, Self.isYear(text, index - 4), index == 4 || DigitRun.digit(text[index - 5]) == nil,
                index == 4 || !CharacterKind.isDigit(text[index - 5])
            else { return [] }
            let next = index + 1 < text.count ? text[index + 1] : 0
            var hasMonth = false
            if let month = SlotNumber(text, from: index + 1), (1...12).contains(month.value),
                month.range.upperBound < text.count
            {
                let sign = text[month.range.upperBound]
                hasMonth =
                    sign == 0x6708
                    || months.contains(sign) && SlotNumber(text, from: month.range.upperBound + 1) != nil
            }
            // 2014平方米, 2000牛肉, 1998午后: only what counts nothing and begins no word.
            let isSure =
                text[index] == 0x725F || text[index] == 0x5348 && !Self.afterNoon.contains(next)
                || text[index] == 0x725B && !Self.afterOx.contains(next)
            guard hasMonth || isSure else { return [] }
            return [SlotRule.Reading(index: index, truth: 0x5E74, confidence: hasMonth ? 0.97 : 0.9)]
        }
    }

    /// 用, 目, 且 between a year's month and a day: 2019年7用15日, 五目份.
    var month: SlotRule {
        SlotRule("repair.month-sign", triggers: months) { [days] text, index in
            guard let month = SlotNumber(text, before: index), (1...12).contains(month.value) else { return [] }
            let start = month.range.lowerBound
            let hasYear =
                start > 0
                && (text[start - 1] == 0x5E74
                    || start > 1 && text[start - 1] == 0x4EFD && text[start - 2] == 0x5E74)
            let hasDay =
                SlotNumber(text, from: index + 1).map { day in
                    let end = day.range.upperBound
                    return (1...31).contains(day.value) && end < text.count
                        && (text[end] == 0x65E5 || text[end] == 0x53F7 || days.contains(text[end]))
                } ?? false
            let next = index + 1 < text.count ? text[index + 1] : 0
            let isPart = [0x4EFD, 0x5E95, 0x521D, 0x672B].contains(next)
            // 五目份 and 7且份: 份 follows nothing else here. 三用份 would be three in use.
            guard hasDay || hasYear && isPart || next == 0x4EFD && text[index] != 0x7528 else { return [] }
            return [SlotRule.Reading(index: index, truth: 0x6708, confidence: hasYear ? 0.98 : 0.93)]
        }
    }

    /// 曰, 口, 目 behind the number of a day or of days: 3月5曰, 90口内, 7个工作白内.
    var day: SlotRule {
        SlotRule("repair.day-sign", triggers: days) { text, index in
            let next = index + 1 < text.count ? text[index + 1] : 0
            let afterNext = index + 2 < text.count ? text[index + 2] : 0
            // 之口家 is a family's size; 之内, 之前 are bounds. 10口内径 measures pipes.
            let isBound =
                [0x5185, 0x524D, 0x8D77, 0x540E].contains(next) && afterNext != 0x5F84 && afterNext != 0x5916
                || (next == 0x4EE5 || next == 0x4E4B) && [0x5185, 0x524D, 0x540E].contains(afterNext)
            if isBound, index > 3, text[index - 1] == 0x4F5C, text[index - 2] == 0x5DE5,
                text[index - 3] == 0x4E2A || SlotNumber(text, before: index - 2) != nil
            {
                return [SlotRule.Reading(index: index, truth: 0x65E5, confidence: 0.98)]
            }
            guard let day = SlotNumber(text, before: index), day.value >= 1 else { return [] }
            let start = day.range.lowerBound
            let isAfterMonth = start > 0 && text[start - 1] == 0x6708 && day.value <= 31
            let isArabic = CharacterKind.isDigit(text[index - 1])
            let reads: Bool
            switch text[index] {
            case 0x66F0:
                reads = isAfterMonth || isBound || isArabic && day.range.count <= 2
            case 0x53E3:
                // 月20口径, 5口人: the measure of wells, people and mouths.
                // 全家6口内: people.
                let countsPeople = start > 0 && [0x5BB6, 0x6709, 0x5171, 0x8FD9].contains(text[start - 1])
                reads =
                    isAfterMonth && next != 0x5F84 && next != 0x4EBA && next != 0x7CAE
                    || isBound && day.value > 4 && !countsPeople
            case 0x76EE, 0x767D:
                reads = isAfterMonth && next != 0x6807 && next != 0x7684 || isBound && isArabic && text[index] == 0x76EE
            default:
                // 3月5自动…: only where no word can begin.
                reads = isAfterMonth && !CharacterKind.isHan(next)
            }
            return reads ? [SlotRule.Reading(index: index, truth: 0x65E5, confidence: isAfterMonth ? 0.99 : 0.96)] : []
        }
    }

    /// 呺, 另 behind the number of a day or a paper: 3月2呺, 2呺到4号, 第0716另.
    var number: SlotRule {
        SlotRule("repair.number-sign", triggers: numbers) { text, index in
            guard let number = SlotNumber(text, before: index) else { return [] }
            let start = number.range.lowerBound
            let isCounted = start > 0 && [0x6708, 0x7B2C, 0x3015, 0x5B57, 0x25A1].contains(text[start - 1])
            // 呺 is no word of today; 另 is a common one.
            guard
                text[index] == 0x547A || isCounted && !(index + 1 < text.count && CharacterKind.isHan(text[index + 1]))
            else { return [] }
            return [SlotRule.Reading(index: index, truth: 0x53F7, confidence: 0.95)]
        }
    }

    /// 占 between an hour and its minutes: 3占55分.
    var hour: SlotRule {
        SlotRule("repair.hour-sign", triggers: hours) { text, index in
            guard let hour = SlotNumber(text, before: index), hour.value <= 24,
                let minutes = SlotNumber(text, from: index + 1), minutes.value < 60,
                minutes.range.upperBound < text.count, text[minutes.range.upperBound] == 0x5206,
                minutes.range.upperBound + 1 == text.count || text[minutes.range.upperBound + 1] != 0x4E4B
            else { return [] }
            return [SlotRule.Reading(index: index, truth: 0x70B9, confidence: 0.95)]
        }
    }

    /// 闪, 肉 behind a length of time: 10日闪, 一个月肉.
    var within: SlotRule {
        SlotRule("repair.within-sign", triggers: withins) { text, index in
            guard index > 1 else { return [] }
            var unit = index - 1
            if text[unit] == 0x4E4B || text[unit] == 0x4EE5 { unit -= 1 }
            let isWorking = unit > 1 && text[unit] == 0x65E5 && text[unit - 1] == 0x4F5C && text[unit - 2] == 0x5DE5
            let isMonth = unit > 1 && text[unit] == 0x6708 && text[unit - 1] == 0x4E2A
            let isDay =
                (text[unit] == 0x65E5 || text[unit] == 0x5929) && SlotNumber(text, before: unit) != nil
            // 三天肉 may be meat for three days; 10日向 begins another word.
            guard text[index] != 0x5411, isWorking || isMonth || isDay && text[index] == 0x95EA else { return [] }
            return [SlotRule.Reading(index: index, truth: 0x5185, confidence: 0.95)]
        }
    }

    private static let afterNoon = ScalarSet("后饭休时间餐睡前")
    private static let afterOx = ScalarSet("头只肉奶羊栏皮马棚角")

    /// 19xx or 20xx, with look-alikes.
    private static func isYear(_ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        func at(_ offset: Int) -> UInt32 { DigitRun.digit(text[start + offset]) ?? text[start + offset] }
        let isArabic = (0..<4).allSatisfy { CharacterKind.isDigit(at($0)) }
        if isArabic, (0..<4).contains(where: { CharacterKind.isDigit(text[start + $0]) }) {
            return at(0) == 0x31 && at(1) == 0x39 || at(0) == 0x32 && at(1) == 0x30
        }
        return text[start] != 0x4E24
            && (0..<4).allSatisfy { !CharacterKind.isDigit(text[start + $0]) && Numeral.digit(text[start + $0]) != nil }
    }
}
