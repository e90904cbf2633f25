/// The kinds of number a pattern can ask for.
///
/// A slot reads the longest number of its kind; `month` and `day` refuse what no month or day can be.
enum Slot: Int, Sendable, CaseIterable {
    /// Four digits, Arabic or Chinese, some of them perhaps masked: 2018, 二〇一八, 20XX, 201×.
    case year4
    /// Two digits of a year: 98, 18, 九八.
    case year2
    /// 1…12 in any numerals; `day` 1…31; `hour` 0…24; `minute` 0…59.
    case month, day, hour, minute
    /// A whole number in any numerals: 15, 十五, 一百二十, 1,200.
    case int
    /// A number with decimals and multipliers: 3.56万, 三万六, 一百二十多, 1,200.50, 几十.
    case num
    /// The same, a hundred or more.
    case sum
    /// Arabic digits only.
    case digits

    /// As many as a table of slots holds; the raw value is the place in it.
    static var count: Int { Slot.digits.rawValue + 1 }

    /// Its bit in a set of slots.
    @inline(__always)
    var bit: UInt16 { 1 << UInt16(rawValue) }

    /// The kind that a pattern calls so.
    init?(named name: some StringProtocol) {
        guard let slot = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = slot
    }

    /// The scalars it can begin with where a pattern begins with it.
    var firstScalars: Set<UInt32> {
        let arabic = Set<UInt32>(0x30...0x39)
        switch self {
        case .digits: return arabic
        case .year4: return arabic.union(Numeral.digitScalars).union(Numeral.maskScalars)
        case .year2: return arabic.union(Numeral.digitScalars)
        case .month: return arabic.union(Numeral.numeralScalars).union([0x5143])
        case .day, .hour, .minute, .int: return arabic.union(Numeral.numeralScalars)
        case .num, .sum: return arabic.union(Numeral.numeralScalars).union(Numeral.vagueScalars)
        }
    }

    /// The scalars it can begin with anywhere in a pattern: 几十 and the 干 of 三干块 too.
    var startScalars: Set<UInt32> {
        switch self {
        case .digits, .year4, .year2: firstScalars
        case .month, .day, .hour, .minute, .int, .num, .sum:
            firstScalars.union(Numeral.vagueScalars).union([0x5E72])
        }
    }

    /// The end of the longest reading that begins at `start`, and its value.
    func read(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> (end: Int, value: Double)? {
        switch self {
        case .digits:
            var end = start
            var value = 0.0
            while end < text.count, CharacterKind.isDigit(text[end]) {
                value = value * 10 + Double(text[end] - 0x30)
                end += 1
            }
            return end > start ? (end, value) : nil
        case .year4: return Numeral.year4(text, at: start)
        case .year2: return Numeral.year2(text, at: start)
        // Bounded slots share one reading in Chinese numerals: see ``bounds``.
        case .month:
            // 元月, but not in 100元月租.
            if text[start] == 0x5143 {
                let isFree =
                    start == 0 || !CharacterKind.isDigit(text[start - 1]) && Numeral.digit(text[start - 1]) == nil
                return isFree && start + 1 < text.count && text[start + 1] == 0x6708 ? (start + 1, 1) : nil
            }
            return bounded(1...12, text, start)
        case .day: return bounded(1...31, text, start)
        case .hour: return bounded(0...24, text, start)
        case .minute: return bounded(0...59, text, start)
        case .int: return Numeral.integer(text, at: start)
        case .num: return Numeral.number(text, at: start).map { ($0.end, $0.value) }
        case .sum:
            guard let reading = Numeral.number(text, at: start), reading.value >= 100 else { return nil }
            return (reading.end, reading.value)
        }
    }

    /// The values a slot takes, where it is the reading of `int` within bounds when it begins with a Chinese numeral.
    var bounds: ClosedRange<Double>? {
        switch self {
        case .month: 1...12
        case .day: 1...31
        case .hour: 0...24
        case .minute: 0...59
        case .num: -.infinity ... .infinity
        case .sum: 100 ... .infinity
        case .year4, .year2, .int, .digits: nil
        }
    }

    private func bounded(
        _ range: ClosedRange<Double>, _ text: UnsafeBufferPointer<UInt32>, _ start: Int
    ) -> (end: Int, value: Double)? {
        // At most two Arabic digits, and never part of a longer number; the fold of 廿 and 卅 is in `Numeral`.
        if CharacterKind.isDigit(text[start]) {
            var end = start
            while end < text.count, CharacterKind.isDigit(text[end]) { end += 1 }
            guard end - start <= 2 else { return nil }
            var value = 0.0
            for index in start..<end { value = value * 10 + Double(text[index] - 0x30) }
            return range.contains(value) ? (end, value) : nil
        }
        guard let (end, value) = Numeral.integer(text, at: start), range.contains(value) else { return nil }
        return (end, value)
    }
}
