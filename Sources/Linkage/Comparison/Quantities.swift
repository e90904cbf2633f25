/// Numbers with what they count (412户, 56平方, 9月23日), and designators that name one of several (3号楼, 2号线, A3区).
struct Quantities: Sendable, Equatable {
    /// Value in thousandths and unit, in one number; ascending, distinct.
    private(set) var counts: [UInt64] = []
    /// The unit in the high half, the designator in the low one; ascending, distinct.
    private(set) var designators: [UInt64] = []
    /// Years from 1949 to 2049.
    private(set) var years: [Int] = []

    private static func numeral(_ scalar: UInt32) -> Double? {
        switch scalar {
        case 0x3007, 0x96F6: 0  // 〇零
        case 0x4E00: 1  // 一
        case 0x4E8C, 0x4E24: 2  // 二两
        case 0x4E09: 3  // 三
        case 0x56DB: 4  // 四
        case 0x4E94: 5  // 五
        case 0x516D: 6  // 六
        case 0x4E03: 7  // 七
        case 0x516B: 8  // 八
        case 0x4E5D: 9  // 九
        default: nil
        }
    }

    /// 一 to 九, and 十.
    static func isNumeral(_ scalar: UInt32) -> Bool { numeral(scalar) != nil || scalar == 0x5341 }

    private static func multiplier(_ scalar: UInt32) -> Double? {
        switch scalar {
        case 0x5341: 10  // 十
        case 0x767E: 100  // 百
        case 0x5343: 1000  // 千
        case 0x4E07: 10_000  // 万
        case 0x4EBF: 100_000_000  // 亿
        default: nil
        }
    }
    /// Of these a letter names one of several of a kind.
    private static let designating: [[UInt32]] = [
        "号楼", "栋", "幢", "号线", "公里", "标段", "期", "组", "队", "区", "县", "市", "路", "号",
    ].map { $0.unicodeScalars.map(\.value) }
    private static let approximations = Set("多来余几".unicodeScalars.map(\.value))

    init(_ scalars: [UInt32]) {
        var counts: [UInt64] = []
        var designators: [UInt64] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if Quantities.isLatin(scalar) {
                let start = index
                while index < scalars.count, Quantities.isLatin(scalars[index]) || Quantities.isDigit(scalars[index]) {
                    index += 1
                }
                let tail = scalars[index..<min(index + 2, scalars.count)]
                if index - start <= 4, let unit = Quantities.designating.firstIndex(where: { tail.starts(with: $0) }) {
                    let name = scalars[start..<index].reduce(UInt64(0)) { $0 << 8 | UInt64($1 & 0xDF | 0x20) }
                    designators.append(UInt64(unit) << 40 | name)
                }
                continue
            }
            guard let (value, digits, end) = Quantities.number(scalars, index) else {
                index += 1
                continue
            }
            index = end
            if end < scalars.count, Quantities.approximations.contains(scalars[end]) { index += 1 }
            let tail = scalars[index..<min(index + 2, scalars.count)]
            let next = tail.first ?? 0
            if next == 0x5E74, (1949...2049).contains(value) {
                years.append(Int(value))
                continue
            }
            // Short numbers before 号 are houses; case and file numbers are long.
            if let unit = Quantities.designating.firstIndex(where: { tail.starts(with: $0) }), value < 1e9,
                unit < Quantities.designating.count - 1 || value >= 1000
            {
                designators.append(UInt64(unit) << 40 | UInt64(value))
            }
            guard LetterTerms.isHan(next) || digits >= 3, value < 1e12 else { continue }
            counts.append(UInt64(value * 1000) << 21 | UInt64(LetterTerms.isHan(next) ? next : 0))
        }
        self.counts = Array(Set(counts)).sorted()
        self.designators = Array(Set(designators)).sorted()
        years = Array(Set(years)).sorted()
    }

    /// How much it says that two letters share a count: by its digits, and little when round.
    static func weight(_ count: UInt64) -> Double {
        var value = count >> 21
        guard value > 0 else { return 0 }
        while value % 10 == 0 { value /= 10 }
        let digits = String(value).count
        return digits == 1 ? 0.25 : digits == 2 ? 1 : 2
    }

    /// Units of which both letters count some, and never the same number; of years, days and sums others speak.
    static func conflictingUnits(_ a: [UInt64], _ b: [UInt64]) -> Double {
        var units: [UInt64] = []
        for count in a where !isOfTime(count & unitMask) && !units.contains(count & unitMask) {
            units.append(count & unitMask)
        }
        var conflicting = 0.0
        for unit in units {
            guard b.contains(where: { $0 & unitMask == unit }) else { continue }
            if !a.contains(where: { $0 & unitMask == unit && b.contains($0) }) { conflicting += 1 }
        }
        return conflicting
    }

    private static let unitMask: UInt64 = (1 << 21) - 1

    /// 年, 月, 日, 号, 天, 点, 元 and no unit at all.
    private static func isOfTime(_ unit: UInt64) -> Bool {
        switch unit {
        case 0, 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x5929, 0x70B9, 0x5143: true
        default: false
        }
    }

    /// The number at a place: Arabic with its multiplier (3.8万), or Chinese (四百二十).
    private static func number(_ text: [UInt32], _ start: Int) -> (value: Double, digits: Int, end: Int)? {
        var index = start
        var value = 0.0
        var digits = 0
        if isDigit(text[index]) {
            var scale = 0.0
            while index < text.count {
                if isDigit(text[index]) {
                    value =
                        scale == 0
                        ? value * 10 + Double(text[index] - 0x30) : value + Double(text[index] - 0x30) * scale
                    if scale > 0 { scale /= 10 }
                    digits += 1
                    guard digits <= 15 else { return (0, digits, index + 1) }
                } else if text[index] == 0x2E, scale == 0, index + 1 < text.count, isDigit(text[index + 1]) {
                    scale = 0.1
                } else if text[index] == 0x2C, index + 3 < text.count,
                    text[(index + 1)...(index + 3)].allSatisfy(isDigit)
                {
                    index += 1
                    continue
                } else {
                    break
                }
                index += 1
            }
            while index < text.count, let factor = multiplier(text[index]), factor >= 100 {
                value *= factor
                index += 1
            }
            return ((value * 1000).rounded() / 1000, digits, index)
        }
        guard isNumeral(text[index]) else { return nil }
        var (total, section, digit, hasDigit) = (0.0, 0.0, 0.0, false)
        var plain = 0.0
        var isPlain = true
        while index < text.count {
            if let value = numeral(text[index]) {
                plain = plain * 10 + value
                digit = value
                hasDigit = true
                digits += 1
            } else if let factor = multiplier(text[index]) {
                isPlain = false
                if factor >= 10_000 {
                    total += (section + digit) * factor
                    section = 0
                } else {
                    section += (hasDigit ? digit : 1) * factor
                }
                (digit, hasDigit) = (0, false)
                digits += 1
            } else {
                break
            }
            guard digits <= 15 else { return (0, digits, index + 1) }
            index += 1
        }
        return (isPlain ? plain : total + section + digit, digits, index)
    }

    static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
    private static func isLatin(_ scalar: UInt32) -> Bool {
        (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
    }
}
