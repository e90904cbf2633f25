/// A place where the form of the text itself demands a character: a number, a date, a sum, a law's name.
struct SlotRule: Sendable {
    /// What is to be read at a place: the true form and how sure it is (0…1).
    struct Reading {
        let index: Int
        let truth: UInt32
        let confidence: Double
    }

    let id: String
    /// The rule is asked at these characters only.
    let triggers: [UInt32]
    let read: @Sendable (_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> [Reading]

    init(
        _ id: String, triggers: String,
        read: @escaping @Sendable (_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> [Reading]
    ) {
        self.id = id
        self.triggers = triggers.unicodeScalars.map(\.value)
        self.read = read
    }
}

/// The rules of slots, in order; at one place the first that reads something wins.
enum SlotRepairs {
    /// The one slot rule that could touch a name.
    static let phraseRule = "repair.phrase"

    /// - Parameters: laws and phrases come from dictionaries, so their rules are made at start.
    static func rules(laws: LawNames, phrases: PhraseTable) -> [SlotRule] {
        [
            digitLookAlike,
            numeralZero,
            numeralOne,
            // Before the day: it reads the 日 that the month needs.
            yearSign,
            monthSign,
            daySign,
            // 5力兀: 万 first, and it looks past a 元 that is not repaired yet.
            tenThousand,
            moneyUnit,
            ordinal,
            documentPrefix,
            SlotRule("repair.law-name", triggers: "《", read: laws.read),
            SlotRule(phraseRule, triggers: phrases.triggers, read: phrases.read),
        ]
    }

    // MARK: numbers

    /// O, o, l, I inside a number: 2O18年, l99…. Z, S, B, b, q only where digits and a unit close them in.
    static let digitLookAlike = SlotRule("repair.digit-look-alike", triggers: "OolI|ZzSBbq") { text, index in
        var start = index
        while start > 0, isDigitOrLookAlike(text[start - 1]) { start -= 1 }
        // The whole run is read at its first look-alike.
        guard text[start..<index].allSatisfy(CharacterKind.isDigit) else { return [] }
        var end = index
        var digits = index - start
        var isRare = false
        var areNeighbours = false
        while end < text.count, isDigitOrLookAlike(text[end]) {
            if CharacterKind.isDigit(text[end]) {
                digits += 1
            } else {
                if ![0x4F, 0x6F, 0x6C, 0x49].contains(text[end]) { isRare = true }
                if end > start, !CharacterKind.isDigit(text[end - 1]) { areNeighbours = true }
            }
            end += 1
        }
        let count = end - start
        // A1, 4G, IBM-l20: letters that touch a number make it a mark of its own.
        let joint = start > 1 && text[start - 1] == 0x2D ? start - 1 : start
        let touchesLatin =
            joint > 0 && CharacterKind.isLatin(text[joint - 1]) || end < text.count && CharacterKind.isLatin(text[end])
        guard !touchesLatin, count > 1 || digits == 0 else { return [] }
        let hasUnit = end < text.count && unitsAfterNumbers.contains(text[end])
        let isDate = end < text.count && [0x5E74, 0x6708, 0x65E5, 0x5143].contains(text[end])
        let isInside = CharacterKind.isDigit(text[start]) && CharacterKind.isDigit(text[end - 1])
        if isRare {
            guard digits >= 2, hasUnit, CharacterKind.isDigit(text[start]), !areNeighbours else { return [] }
        } else {
            guard
                // O2O平台 is no number.
                digits > 0 && hasUnit
                    && (count > 2 || isDate || CharacterKind.isDigit(text[start]) || text[start] != 0x4F)
                    || digits == 0 && isDate && count == 1 && start > 0 && text[start - 1] == 0x6708
                    || digits > 1 && isInside || digits > 3 && count >= 7 || digits > 1 && text[start] == 0x6C
            else { return [] }
        }
        return (start..<end).compactMap { place in
            digit(text[place]).map {
                SlotRule.Reading(index: place, truth: $0, confidence: isRare ? 0.9 : hasUnit ? 0.99 : 0.95)
            }
        }
    }

    /// O or 0 between Chinese digits of a year: 二O一八年, 二OO九年.
    static let numeralZero = SlotRule("repair.numeral-zero", triggers: "Oo0口") { text, index in
        guard index > 0, isChineseDigit(text[index - 1]), let run = chineseYear(text, index) else { return [] }
        return run.filter { !isChineseDigit(text[$0]) && text[$0] != 0x2014 && text[$0] != 0x2D }.map {
            SlotRule.Reading(index: $0, truth: 0x3007, confidence: 0.97)
        }
    }

    /// A dash that was 一, in dates only: 二〇—八年, 十—月.
    static let numeralOne = SlotRule("repair.numeral-one", triggers: "—-") { text, index in
        if let run = chineseYear(text, index), index > run.lowerBound || run.count == 4 {
            return [SlotRule.Reading(index: index, truth: 0x4E00, confidence: 0.95)]
        }
        guard index > 0, index + 1 < text.count, text[index - 1] == 0x5341,
            text[index + 1] == 0x6708 || text[index + 1] == 0x65E5
        else { return [] }
        return [SlotRule.Reading(index: index, truth: 0x4E00, confidence: 0.95)]
    }

    /// 笫, 弟 before a number and what laws and papers are counted in.
    static let ordinal = SlotRule("repair.ordinal", triggers: "笫弟") { text, index in
        guard let number = number(text, from: index + 1), number.end < text.count,
            countedInOrder.contains(text[number.end])
        else { return [] }
        return [SlotRule.Reading(index: index, truth: 0x7B2C, confidence: 0.97)]
    }

    /// 敢 for 政 and 宇 for 字 in the head of a document number: 平敢办〔2019〕5号, 信访宇〔2019〕5号.
    static let documentPrefix = SlotRule("repair.document-number", triggers: "敢攻宇犮") { text, index in
        var end = index + 1
        while end < text.count, end - index < 4, documentWords.contains(text[end]) { end += 1 }
        // 顺宇(002289) is a firm's number, not a year.
        guard end + 5 < text.count, !CharacterKind.isDigit(text[end + 5]),
            [0x3014, 0x5B, 0x28, 0x3010].contains(text[end]),
            (1...4).allSatisfy({ CharacterKind.isDigit(text[end + $0]) })
        else { return [] }
        let truth: UInt32 =
            switch text[index] {
            case 0x5B87: 0x5B57
            case 0x72AE: 0x53D1
            default: 0x653F
            }
        guard truth == 0x653F || end == index + 1 else { return [] }
        return [SlotRule.Reading(index: index, truth: truth, confidence: 0.95)]
    }

    private static let documentWords = Set("办发函字文复监信访".unicodeScalars.map(\.value))

    // MARK: dates

    /// 午, 牛 behind a year and before a month: 2018午3月.
    static let yearSign = SlotRule("repair.year-sign", triggers: "午牛平羊") { text, index in
        guard index >= 4, isYear(text, index - 4), index == 4 || !isDigitOrLookAlike(text[index - 5]),
            let month = number(text, from: index + 1), (1...12).contains(month.value), month.end < text.count,
            text[month.end] == 0x6708
                || monthLookAlikes.contains(text[month.end]) && number(text, from: month.end + 1) != nil
        else { return [] }
        return [SlotRule.Reading(index: index, truth: 0x5E74, confidence: 0.97)]
    }

    /// 用, 目 between a year's month and a day: 2019年7用15日.
    static let monthSign = SlotRule("repair.month-sign", triggers: "用目甩肉") { text, index in
        guard let month = number(text, before: index), (1...12).contains(month.value) else { return [] }
        let hasYear =
            month.start > 0
            && (text[month.start - 1] == 0x5E74
                || month.start > 1 && text[month.start - 1] == 0x4EFD && text[month.start - 2] == 0x5E74)
        let day = number(text, from: index + 1)
        let hasDay =
            day.map {
                (1...31).contains($0.value) && $0.end < text.count
                    && (text[$0.end] == 0x65E5 || text[$0.end] == 0x53F7 || dayLookAlikes.contains(text[$0.end]))
            } ?? false
        let isPart = index + 1 < text.count && [0x4EFD, 0x5E95, 0x521D, 0x672B].contains(text[index + 1])
        guard hasDay || hasYear && isPart else { return [] }
        return [SlotRule.Reading(index: index, truth: 0x6708, confidence: hasYear ? 0.98 : 0.93)]
    }

    /// 曰, 口, 目 behind the number of a day or of days: 3月5曰, 90口内.
    static let daySign = SlotRule("repair.day-sign", triggers: "曰口目白") { text, index in
        guard let day = number(text, before: index), day.value >= 1 else { return [] }
        let next = index + 1 < text.count ? text[index + 1] : 0
        let afterNext = index + 2 < text.count ? text[index + 2] : 0
        let isAfterMonth = day.start > 0 && text[day.start - 1] == 0x6708 && day.value <= 31
        // 之口家 is a family's size; 之内, 之前 are bounds. 10口内径 measures pipes.
        let isBound =
            [0x5185, 0x524D, 0x8D77, 0x540E].contains(next) && afterNext != 0x5F84 && afterNext != 0x5916
            || (next == 0x4EE5 || next == 0x4E4B) && [0x5185, 0x524D, 0x540E].contains(afterNext)
        let isArabic = CharacterKind.isDigit(text[index - 1])
        let reads: Bool
        switch text[index] {
        case 0x66F0:
            reads = isAfterMonth || isBound || isArabic && index - day.start <= 2
        case 0x53E3:
            // 月20口径, 5口人: the measure of wells, people and mouths.
            // 全家6口内: people.
            let countsPeople = day.start > 0 && [0x5BB6, 0x6709, 0x5171, 0x8FD9].contains(text[day.start - 1])
            reads =
                isAfterMonth && next != 0x5F84 && next != 0x4EBA && next != 0x7CAE
                || isBound && day.value > 4 && !countsPeople
        default:
            reads = isAfterMonth && next != 0x6807 && next != 0x7684 || isBound && isArabic && text[index] == 0x76EE
        }
        return reads ? [SlotRule.Reading(index: index, truth: 0x65E5, confidence: isAfterMonth ? 0.99 : 0.96)] : []
    }

    // MARK: money

    /// 力, 方 between a number and 元: 3.5力元.
    static let tenThousand = SlotRule("repair.ten-thousand", triggers: "力方刀") { text, index in
        var before = index - 1
        if before > 0, [0x4F59, 0x591A, 0x51E0].contains(text[before]) { before -= 1 }
        // 三方元件: a lone Chinese digit counts parties.
        guard before >= 0, index + 1 < text.count,
            CharacterKind.isDigit(text[before]) || before > 0 && isNumeral(text[before]) && isNumeral(text[before - 1])
        else { return [] }
        var next = index + 1
        if text[next] == 0x4F59 || text[next] == 0x591A { next += 1 }
        // 五方无效: 无 is a coin's look-alike only where nothing follows it that it could deny.
        let after = next + 1 < text.count ? text[next + 1] : 0x0A
        guard next < text.count,
            text[next] == 0x5143 && (!CharacterKind.isHan(after) || afterSums.contains(after)) || text[next] == 0x5140
                || text[next] == 0x4E93 || text[next] == 0x65E0 && !CharacterKind.isHan(after)
        else { return [] }
        return [SlotRule.Reading(index: index, truth: 0x4E07, confidence: 0.97)]
    }

    /// 兀, 亓, 无 behind a sum: 3万兀.
    static let moneyUnit = SlotRule("repair.money-unit", triggers: "兀亓无") { text, index in
        guard index > 0 else { return [] }
        var before = index - 1
        if before > 0, text[before] == 0x4F59 || text[before] == 0x591A { before -= 1 }
        let isSum = isNumeral(text[before])
        guard isSum else { return [] }
        if text[index] == 0x65E0 {
            // 5万无人认领: only where nothing that 无 could deny follows.
            guard text[before] == 0x4E07 || CharacterKind.isDigit(text[before]) else { return [] }
            let next = index + 1 < text.count ? text[index + 1] : 0x0A
            guard !CharacterKind.isHan(next) || next == 0x6574 || next == 0x7684, before == 0 || before > 0 else {
                return []
            }
            guard hasDigit(text, upTo: before) else { return [] }
        }
        return [SlotRule.Reading(index: index, truth: 0x5143, confidence: 0.96)]
    }

    // MARK: shared

    private static let unitsAfterNumbers = Set(
        "年月日号元万亿千百时点分秒天周个岁名人户亩斤吨米%栋幢楼层室℃条章款项页次期".unicodeScalars.map(\.value))
    private static let countedInOrder = Set("条章款项号次期届批页节季".unicodeScalars.map(\.value))
    /// What follows 元 behind a sum; 5方元木 is timber.
    private static let afterSums = Set("的整以左多不未至给人每和没后现补都就也还并由".unicodeScalars.map(\.value))
    private static let dayLookAlikes = Set("曰口目白".unicodeScalars.map(\.value))
    private static let monthLookAlikes = Set("用目甩肉".unicodeScalars.map(\.value))

    private static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x4F, 0x6F: 0x30
        case 0x6C, 0x49, 0x7C: 0x31
        case 0x5A, 0x7A: 0x32
        case 0x53: 0x35
        case 0x62: 0x36
        case 0x42: 0x38
        case 0x71: 0x39
        default: nil
        }
    }

    private static func isDigitOrLookAlike(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || scalar < 0x80 && digit(scalar) != nil
    }

    private static func isChineseDigit(_ scalar: UInt32) -> Bool {
        !CharacterKind.isDigit(scalar) && scalar != 0x4E24 && Numeral.digit(scalar) != nil
    }

    /// A digit, Arabic or Chinese, or 十 百 千 万 亿.
    private static func isNumeral(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || Numeral.numeralScalars.contains(scalar)
    }

    private static func hasDigit(_ text: UnsafeBufferPointer<UInt32>, upTo end: Int) -> Bool {
        var place = end
        while place >= 0, isNumeral(text[place]) || text[place] == 0x2E {
            if Numeral.digit(text[place]) != nil { return true }
            place -= 1
        }
        return false
    }

    /// The run of four Chinese digits and their look-alikes around a place, with 年 behind it.
    private static func chineseYear(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Range<Int>? {
        func belongs(_ scalar: UInt32) -> Bool {
            isChineseDigit(scalar) || [0x4F, 0x6F, 0x30, 0x53E3, 0x2014, 0x2D].contains(scalar)
        }
        var start = index
        while start > 0, index - start < 5, belongs(text[start - 1]) { start -= 1 }
        var end = index
        while end < text.count, end - start < 6, belongs(text[end]) { end += 1 }
        guard end - start == 4, end < text.count, text[end] == 0x5E74,
            text[start] == 0x4E8C || text[start] == 0x4E00 || text[start] == 0x2014,
            text[start..<end].count(where: isChineseDigit) >= 2
        else { return nil }
        return start..<end
    }

    /// 19xx or 20xx, with look-alikes.
    private static func isYear(_ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        func at(_ offset: Int) -> UInt32 { digit(text[start + offset]) ?? text[start + offset] }
        let isArabic = (0..<4).allSatisfy { CharacterKind.isDigit(at($0)) }
        if isArabic { return at(0) == 0x31 && at(1) == 0x39 || at(0) == 0x32 && at(1) == 0x30 }
        return (0..<4).allSatisfy { isChineseDigit(text[start + $0]) }
    }

    /// A whole number of at most four digits, or a Chinese one below a hundred, that begins at a place.
    private static func number(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> (value: Int, end: Int)? {
        var end = start
        while end < text.count, end - start < 5, isPlain(text[end]) { end += 1 }
        return value(text, start..<end).map { ($0, end) }
    }

    private static func number(_ text: UnsafeBufferPointer<UInt32>, before end: Int) -> (value: Int, start: Int)? {
        var start = end
        while start > 0, end - start < 5, isPlain(text[start - 1]) { start -= 1 }
        return value(text, start..<end).map { ($0, start) }
    }

    private static func isPlain(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || scalar == 0x4F || scalar == 0x6F || scalar == 0x6C || scalar == 0x49
            || scalar == 0x5341 || isChineseDigit(scalar)
    }

    private static func value(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count < 5 else { return nil }
        var total = 0
        var current: Int?
        for place in range {
            let scalar = digit(text[place]) ?? text[place]
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
        return total + (current ?? 0)
    }
}
