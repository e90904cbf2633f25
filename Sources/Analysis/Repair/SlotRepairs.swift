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
        self.init(id, triggers: triggers.unicodeScalars.map(\.value), read: read)
    }

    init(
        _ id: String, triggers: some Sequence<UInt32>,
        read: @escaping @Sendable (_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> [Reading]
    ) {
        self.id = id
        self.triggers = Array(triggers)
        self.read = read
    }
}

/// The rules of slots, in order; at one place the first that reads something wins.
enum SlotRepairs {
    /// The one slot rule that could touch a name.
    static let phraseRule = "repair.phrase"

    /// - Parameters: what comes from dictionaries, so that these rules are made at start.
    static func rules(dates: DateSlots, laws: LawNames, phrases: PhraseTable) -> [SlotRule] {
        [
            DigitSlots.rule,
            numeralZero,
            numeralOne,
            // Before the day: it reads the 日 that the month needs.
            dates.year,
            dates.month,
            dates.day,
            dates.number,
            dates.hour,
            dates.within,
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
        guard index > 0, index + 1 < text.count else { return [] }
        let isDay =
            text[index - 1] == 0x5341 && (text[index + 1] == 0x6708 || text[index + 1] == 0x65E5)
        // 给—百三十五万; 3—百 would be a range, 城东-万达 two places.
        let next = index + 2 < text.count ? text[index + 2] : 0
        let isSum =
            CharacterKind.isHan(text[index - 1]) && !isNumeral(text[index - 1])
            && [0x767E, 0x5343, 0x4E07].contains(text[index + 1])
            && (isNumeral(next) || [0x5143, 0x5757, 0x591A, 0x4F59].contains(next))
        guard isDay || isSum else { return [] }
        return [SlotRule.Reading(index: index, truth: 0x4E00, confidence: 0.95)]
    }

    /// 笫, 弟 before a number and what laws and papers are counted in.
    static let ordinal = SlotRule("repair.ordinal", triggers: "笫弟") { text, index in
        guard let number = SlotNumber(text, from: index + 1), number.range.upperBound < text.count,
            countedInOrder.contains(text[number.range.upperBound])
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

    private static let documentWords = ScalarSet("办发函字文复监信访")

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

    /// 兀, 亓, 无, 兄 behind a sum: 3万兀.
    static let moneyUnit = SlotRule("repair.money-unit", triggers: "兀亓无兄") { text, index in
        guard index > 0 else { return [] }
        var before = index - 1
        if before > 0, text[before] == 0x4F59 || text[before] == 0x591A { before -= 1 }
        let isSum = isNumeral(text[before])
        guard isSum else { return [] }
        if text[index] == 0x5144 {
            // 五万兄弟姐妹: brothers.
            let next = index + 1 < text.count ? text[index + 1] : 0x0A
            guard text[before] == 0x4E07, ![0x5F1F, 0x59B9, 0x957F, 0x5AC2].contains(next) else { return [] }
        }
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

    private static let countedInOrder = ScalarSet("条章款项号次期届批页节季")
    /// What follows 元 behind a sum; 5方元木 is timber.
    private static let afterSums = ScalarSet("的整以左多不未至给人每和没后现补都就也还并由")

    private static func isChineseDigit(_ scalar: UInt32) -> Bool {
        !CharacterKind.isDigit(scalar) && scalar != 0x4E24 && Numeral.digit(scalar) != nil
    }

    /// A digit, Arabic or Chinese, or 十 百 千 万 亿.
    private static func isNumeral(_ scalar: UInt32) -> Bool {
        CharacterKind.isDigit(scalar) || Numeral.isNumeral(scalar)
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
}
