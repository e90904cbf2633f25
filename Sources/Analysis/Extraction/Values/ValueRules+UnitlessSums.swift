internal import Documents

/// Sums without their unit, which the words around make money.
extension ValueRules {
    static func unitlessSums(_ words: SumWords) -> [ValueRule] {
        let sums = SumReader(words: words)
        return [
            // 3到5万元, 3500-4000元, 200-260一天: one sum between two.
            ValueRule(
                id: "amount.range",
                pattern: "(约|大约|大概)?{low:num}(至|到|-|~|—|一)+{num}(多|余)?(亿|万|千|百)?(多)?(元|块钱|块)?\(aboutAfter)"
            ) { sums.range($0) },
            // 3、4000; 七、八千元; 8、9万
            ValueRule(
                id: "amount.neighbours",
                pattern: "[1-8一二三四五六七八][、,]{num}(多|余)?(万|千|百)?(元|块钱|块)?\(aboutAfter)"
            ) { sums.neighbours($0) },
            // 花了上万, 斥资上亿, 低则几千高则上万
            ValueRule(id: "amount.round-bare", pattern: "(上|过|近|成|将近)(百万|千万|十万|百亿|亿|万|千)") { match in
                roundUnits.first { match.surface.hasSuffix($0.0) }.flatMap { sums.roundUnit(match, $0.1) }
            },
            // 1.34w, 218.6w, 1.5w+: ten thousands as they are typed.
            ValueRule(id: "amount.typed-wan", pattern: "{num}w(多|左右|[+])?") { match in
                func joins(_ scalar: UInt32?) -> Bool {
                    scalar.map { CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || $0 == 0x2F || $0 == 0x2D }
                        ?? false
                }
                guard let value = match["num"], value < 10_000, !joins(match.before()), !joins(match.after()),
                    !(match.before() == 0x2E), !sums.isCounted(match),
                    !sums.words.isCounted(match.text, before: match.start)
                else { return nil }
                return .amount(value: value * 1e4, isApproximate: match.surface.last != 0x77)
            },
            ValueRule(
                id: "amount.bare",
                pattern:
                    "(赔|赔偿|罚|罚款|交|花|欠|付|收|收到|退|补|涨到|卖|租|月薪|工资|领|给|出|收入|挣|押|借|存|只肯给|愿意出|一个月|每月|一年|一亩|每亩|每户|每人|租金|月租|低保)(了|我|他|你|过|给我)?{num}(多|余)?(左右)?"
            ) { match in
                guard let value = match["num"], value >= 100, value < 10_000_000,
                    let surface = match.surface(of: "num"),
                    surface.count >= 2
                else { return nil }
                if let after = match.after(),
                    CharacterKind.isHan(after) || CharacterKind.isDigit(after) || after == 0x2E || after == 0x2D
                        || after == 0x25
                {
                    return nil
                }
                if (12_300...12_399).contains(value) || isUncounted(match) { return nil }
                return .amount(
                    value: value, isApproximate: isVague(match),
                    skip: match.start(of: "num").map { $0 - match.start } ?? 0)
            },
            // 月供973.32, 水4.23一吨: two decimals behind a word of paying or before a rate.
            ValueRule(id: "amount.decimal", pattern: "[0-9]+[.][0-9][0-9]?\(aboutAfter)") { match in
                let value = match.figures.value
                guard value > 0,
                    !(match.before().map { CharacterKind.isDigit($0) || numberSigns.contains($0) } ?? false),
                    !isYearAndMonth(value)
                else { return nil }
                let isRate = match.isFollowed(byOneOf: decimalRates)
                // 卖39.9一棵; 3.5 may be a day.
                let point = match.surface.firstIndex(of: 0x2E) ?? 0
                let isPrecise = match.surface[(point + 1)...].prefix(while: CharacterKind.isDigit).count > 1
                guard isPrecise || isRate || value > 31 else { return nil }
                if let after = match.after(),
                    CharacterKind.isDigit(after) || CharacterKind.isLatin(after) || numberSigns.contains(after)
                        || CharacterKind.isHan(after) && !isRate && !sums.isOfPayment(match)
                            && !match.isFollowed(byOneOf: sums.words.after)
                {
                    return nil
                }
                guard isRate || sums.words.isPaid(match.text, before: match.start) || sums.isNamed(match) else {
                    return nil
                }
                return .amount(value: value, isApproximate: approximate(match))
            },
            // 补付8,600,000: grouped by thousands, its unit left out.
            ValueRule(
                id: "amount.grouped",
                pattern: "[1-9][0-9]?[0-9]?(,[0-9][0-9][0-9])+([.][0-9][0-9])?(万)?(元|块钱)?\(aboutAfter)"
            ) { match in
                let (value, digits) = match.figures
                // 写19,338.40: with two decimals nothing else is written so.
                let isNamed = match.contains("元") || match.contains("块钱") || match.contains(".")
                guard
                    !(match.before().map { CharacterKind.isDigit($0) || numberSigns.contains($0) || $0 == 0x2C }
                        ?? false),
                    !(match.after().map { CharacterKind.isDigit($0) || numberSigns.contains($0) } ?? false),
                    // 803，804，811: a row of numbers.
                    isNamed || digits < 9,
                    isNamed
                        || !sums.isCounted(match) && !sums.words.isCounted(match.text, before: match.start)
                            && (sums.words.isPaid(match.text, before: match.start) || sums.isWhole(match))
                else { return nil }
                return .amount(value: value * (match.contains("万") ? 1e4 : 1), isApproximate: approximate(match))
            },
            // 小一百万, 小两千: a little less.
            ValueRule(id: "amount.nearly", pattern: "小{num}(万)?(多)?(元|块钱|块)?") { match in
                guard let surface = match.surface(of: "num"),
                    surface.contains(where: { [0x4E07, 0x5343, 0x767E].contains($0) }),
                    match.before().map({
                        [0x8D77, 0x6765, 0x4E86, 0x5171, 0x8BA1, 0x6709, 0x4E8F, 0x82B1, 0x8FBE, 0x8981].contains($0)
                    }) ?? false,
                    match.contains("元") || match.contains("块")
                        || !(match.after().map { CharacterKind.isHan($0) } ?? false)
                        || match.before() != 0x6709
                else { return nil }
                return amount(match, scale: match.contains("万") && !surface.contains(0x4E07) ? 1e4 : 1)
            },
            ValueRule(id: "amount.wan-about", pattern: "(约|大约|大概|近|将近|共约){num}(多|余)?(万)?\(aboutAfter)") {
                sums.bareSum($0)
            },
            ValueRule(id: "amount.few-wan", pattern: "(约|大约|近|将近)?{num}(多|余)?(万|个?多?亿)\(aboutAfter)") {
                sums.bareSum($0)
            },
            ValueRule(id: "amount.wan", pattern: "{num:sum}(多|余)?(万)?\(aboutAfter)") { sums.bareSum($0) },
        ]
    }

    private static func isYearAndMonth(_ value: Double) -> Bool {
        (1900..<2100).contains(value) && (value * 100).rounded().truncatingRemainder(dividingBy: 100) <= 12
    }

    /// Beside a number: it goes on, or is a share, a ratio, a time.
    private static let numberSigns = ScalarSet(".-/%~:")

    private static let decimalRates = WordSet([
        "一度", "一吨", "一方", "一斤", "一平", "一立方", "每度", "每吨", "每方", "每斤", "每平", "一棵", "一张", "一盒", "一份", "一碗", "一瓶", "一袋",
        "一条",
    ])
}
