/// Runs of several units that are one word by rule: document numbers, house numbers, parts of dates, numbers with
/// their 万 and 亿.
///
/// All end in a few characters, so that the scanner asks only behind those.
enum WholeRuns {
    private static let hao: UInt16 = 0x53F7

    /// 号 栋 幢 室 弄 座 楼 院 元, 年 月 日 时, 百 千 万 亿: a run may end with this unit.
    @inline(__always)
    static func mayEnd(_ code: UInt16) -> Bool {
        switch code {
        case 0x53F7, 0x680B, 0x5E62, 0x5BA4, 0x5F04, 0x5EA7, 0x697C, 0x9662, 0x5143: true
        case 0x5E74, 0x6708, 0x65E5, 0x65F6, 0x767E, 0x5343, 0x4E07, 0x4EBF: true
        default: false
        }
    }

    /// The first unit of a run that ends with the last of `first..<held`, and what it is; `nil` for none.
    static func run(_ codes: UnsafePointer<UInt16>, _ first: Int, _ held: Int) -> (start: Int, code: UInt16)? {
        let last = held - 1
        guard last > first else { return nil }
        if let code = numeral(codes[last - 1], codes[last]) { return (last - 1, code) }
        if codes[last] == hao, let start = documentNumber(codes, first, last) { return (start, UnitCode.whole) }
        if let start = house(codes, first, last) { return (start, UnitCode.house) }
        return nil
    }

    /// 2019年, 3月, 12日, 15时 as parts of a date; 3.5万, 20亿 as numbers.
    private static func numeral(_ number: UInt16, _ unit: UInt16) -> UInt16? {
        switch unit {
        case 0x5E74: number == UnitCode.year ? UnitCode.date : nil
        case 0x6708, 0x65E5, 0x65F6: number == UnitCode.shortNumber ? UnitCode.date : nil
        case 0x767E, 0x5343, 0x4E07, 0x4EBF:
            UnitCode.isNumber(number) || number == UnitCode.composedNumber ? UnitCode.composedNumber : nil
        default: nil
        }
    }

    /// 国信发〔2017〕2号, 信复字[2019]第15号: brackets, a year, a number, and the body's short name before them.
    private static func documentNumber(_ codes: UnsafePointer<UInt16>, _ first: Int, _ last: Int) -> Int? {
        var index = last - 1
        guard index - 4 >= first, UnitCode.isNumber(codes[index]) else { return nil }
        index -= 1
        if codes[index] == 0x7B2C { index -= 1 }
        if codes[index] == 0x5B57 { index -= 1 }
        guard index - 2 > first, codes[index] == UnitCode.closing, codes[index - 1] == UnitCode.year,
            codes[index - 2] == UnitCode.opening
        else { return nil }
        let bracket = index - 2
        index = bracket
        while index > first, bracket - index < 8, UnitCode.isHan(codes[index - 1]), !stops.contains(codes[index - 1]) {
            index -= 1
        }
        return index < bracket ? index : nil
    }

    /// Characters that are in no body's short name, and often stand before one.
    private static let stops = Set("的据照和与及按为是了以在由之将对日才出到局见号并持于依从件文".unicodeScalars.map { UInt16($0.value) })

    /// 12号, 12号楼, 3栋, 2单元, 502室: behind a road, or behind another of its kind.
    private static func house(_ codes: UnsafePointer<UInt16>, _ first: Int, _ last: Int) -> Int? {
        let code = codes[last]
        // 楼 and 院 only lengthen 12号.
        if code == 0x697C || code == 0x9662 {
            return last > first && codes[last - 1] == UnitCode.house ? last - 1 : nil
        }
        var number = last - 1
        if code == 0x5143 {
            guard number > first, codes[number] == 0x5355 else { return nil }
            number -= 1
        }
        guard number > first, UnitCode.isNumber(codes[number]) else { return nil }
        let before = codes[number - 1]
        if before == UnitCode.house { return number - 1 }
        return roads.contains(before) ? number : nil
    }

    private static let roads = Set("路街巷弄道胡同村苑园庄区".unicodeScalars.map { UInt16($0.value) })
}
