internal import Documents

extension ValueRules {
    // MARK: amounts

    static func approximate(_ match: PatternMatch) -> Bool {
        match.surface.contains(where: approximateSigns.contains)
            && ["余", "多", "约", "左右", "近", "来", "几", "上下", "大概", "数", "挂零", "出头", "开外", "不到", "小"].contains(
                where: match.contains)
    }

    /// What these words begin with.
    private static let approximateSigns = ScalarSet("余多约左近来几上大数挂出开不小")

    static func amount(_ match: PatternMatch, scale: Double) -> ValueReading? {
        guard let value = match["num"] else { return nil }
        let number = match.surface(of: "num")
        // 00000000元 was masked; 0元 is a price.
        let isInside = match.before().map { CharacterKind.isDigit($0) } ?? false
        if value == 0, isInside || number?.count ?? 0 > 1 { return nil }
        if isUncounted(match) { return nil }
        return .amount(value: value * scale, isApproximate: isVague(match))
    }

    /// Said to be about so much, or by two neighbours: 六七万, 两三百, 一千三四.
    static func isVague(_ match: PatternMatch) -> Bool {
        let number = match.surface(of: "num")
        let digits = number?.map { CharacterKind.isDigit($0) ? nil : Numeral.digit($0) } ?? []
        let isBetween = zip(digits, digits.dropFirst()).contains { first, second in
            first.map { $0 > 0 && second == $0 + 1 } ?? false
        }
        return approximate(match) || number?.contains("几") ?? false || isBetween
    }

    /// 几万, 数千元, 好几|百: a number that nobody counted; 十几万 has its ten.
    static func isUncounted(_ match: PatternMatch) -> Bool {
        if [0x51E0, 0x6570].contains(match.surface(of: "num")?.first) || match.before() == 0x51E0 { return true }
        // 总数|五百万
        return match.before() == 0x6570
            && !([0x603B, 0x4EBA, 0x6237, 0x6B21, 0x4EFD, 0x989D].contains(match.before(2)))
    }

    static let roundUnits: [(String, Double)] = [
        ("百万", 1e6), ("千万", 1e7), ("十万", 1e5), ("百亿", 1e10), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2),
    ]

    /// What is counted by the piece.
    private static let pieces = ScalarSet("砖石板牌玻瓷肉布铁屏镜碑草空纱墓宅荒林木雀瓦匾表电")

    private static let figure = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
    private static let jiaoLeaders = WordSet([
        "元", "块", "每斤", "一斤", "每度", "每吨", "才", "到", "加价", "一公斤", "压", "收", "涨", "涨了",
    ])
    private static let jiaoFollowers = WordSet(["一度", "一斤", "一吨", "一方", "到", "多"])
    private static let aboutBefore = "(约|大约|大概|近|将近|共约)?"
    static let aboutAfter = "(左右|上下|挂零|出头|开外|有余|不到|整)?"

    static let amounts: [ValueRule] = [
        ValueRule(
            id: "amount.yuan",
            pattern: "\(aboutBefore)(人民币|¥|￥)?{num}(多|余|来)?(万|千|百|亿)?(多|余|来)?(元|块钱|块)(多|来)?(整|钱)?(人民币)?\(aboutAfter)"
        ) { match in
            // 一块地, 几块田: a piece, not money.
            if match.contains("块"), let after = match.after(),
                [0x5730, 0x7530, 0x94B1].contains(after) && after != 0x94B1
            {
                return nil
            }
            if match.contains("块"), match.int("num") == 1, !match.contains("钱") { return nil }
            // 林地三块, 7块纱布
            if match.surface.last == 0x5757 {
                if let before = match.before(), [0x5730, 0x7530].contains(before) { return nil }
                if let after = match.after(), pieces.contains(after) { return nil }
            }
            if match.contains("元"), match.isFollowed(by: "旦") { return nil }
            let tail = match.surface
            var scale = 1.0
            for (word, factor) in [("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2)] {
                guard let number = match.surface(of: "num") else { break }
                // 三千几|百: so many hundreds are told by no one.
                if number.last == 0x51E0, factor < 1e4, ["千", "百"].contains(where: number.contains) { break }
                if tail[number.count..<tail.count].contains(word), !number.contains(word) {
                    scale = factor
                    break
                }
            }
            return amount(match, scale: scale)
        },
        // 百万余元, 上百万元, 近万元, 千余元: a round unit by itself.
        ValueRule(
            id: "amount.round",
            pattern: "(上|近|成|将近|约)?(百万|千万|十万|亿|万|千|百)(多|余|来)?(元|块钱|块)\(aboutAfter)"
        ) { match in
            let surface = match.surface
            let isBegun =
                match.before().map {
                    CharacterKind.isDigit($0) || Numeral.isNumeral($0)
                        || Numeral.isVague($0)
                        || [0x591A, 0x4F59, 0x6765, 0x2E, 0x6574, 0x4EE5].contains($0)
                } ?? false
            let isSaid =
                ["上", "近", "成", "将近", "约"].contains(where: surface.hasPrefix)
                || ["多", "余", "来", "左右", "上下"].contains(where: surface.contains)
            guard !isBegun, isSaid,
                let unit = roundUnits.first(where: { surface.contains($0.0) })?.1
            else { return nil }
            return .amount(value: unit, isApproximate: true)
        },
        // 六块五, 62块5, 两千八百八十六块二: the lone figure is in jiao.
        ValueRule(id: "amount.yuan-tail", pattern: "{num}(块|元)[1-9一二两三四五六七八九](角|毛)?") { match in
            guard let yuan = match["num"],
                let digit = Numeral.digit(match.text[match.end - 1]) ?? Numeral.digit(match.text[match.end - 2])
            else { return nil }
            if !match.contains("角"), !match.contains("毛"), let after = match.after() {
                // 六块五一斤 goes on with a unit; 3块5天, 5元2个count something.
                // 600元一亩, 五块一桶: each.
                if digit == 1, CharacterKind.isHan(after) { return nil }
                if CharacterKind.isDigit(after) || Numeral.digit(after) != nil && after != 0x4E00
                    || [
                        0x5341, 0x767E, 0x5343, 0x4E07, 0x4E2A, 0x5929, 0x4EBA, 0x5E74, 0x6708, 0x65E5, 0x4EF6, 0x53F7,
                        0x2E, 0x4EE3, 0x7EA7, 0x4FDD, 0x8282, 0x7C7B, 0x7B49, 0x6B21, 0x671F, 0x697C, 0x79CD, 0x9879,
                    ].contains(after)
                {
                    return nil
                }
            }
            return .amount(value: yuan + Double(digit) / 10, isApproximate: false)
        },
        // 3元5角8分, 三块二毛五, 壹佰玖拾叁元伍角
        ValueRule(
            id: "amount.yuan-jiao",
            pattern: "{num}(元|块)\(figure)(角|毛)(\(figure)分?)?(整)?"
        ) { match in
            guard let yuan = match["num"] else { return nil }
            let digits = match.text[match.start..<match.end].suffix(5)
            guard let sign = digits.lastIndex(where: { $0 == 0x89D2 || $0 == 0x6BDB }),
                let jiao = Numeral.digit(match.text[sign - 1])
            else { return nil }
            let fen = sign + 1 < match.end ? Numeral.digit(match.text[sign + 1]) ?? 0 : 0
            return .amount(value: yuan + Double(jiao) / 10 + Double(fen) / 100, isApproximate: false)
        },
        ValueRule(id: "amount.jiao", pattern: "{num}(角|毛)钱?") { match in
            // 没花一毛钱: nothing at all.
            if match["num"] == 1 { return nil }
            // 墙角, 塌了一角, 郝三毛: money only in digits, or where it says so.
            guard
                match.contains("钱") || match.surface(of: "num")?.first.map({ CharacterKind.isDigit($0) }) ?? false
                    || match.isPreceded(byOneOf: jiaoLeaders) || match.isFollowed(byOneOf: jiaoFollowers)
            else { return nil }
            return match["num"].map { .amount(value: $0 / 10, isApproximate: false) }
        },
        // 两毛九分八, 4角4分8: down to a thousandth, as power is priced.
        ValueRule(
            id: "amount.li", pattern: "{num}(毛|角)[0-9一二两三四五六七八九]分[0-9一二两三四五六七八九]?"
        ) { match in
            guard let jiao = match["num"], jiao < 10, let sign = match.surface.firstIndex(of: 0x5206),
                let fen = Numeral.digit(match.surface[sign - 1])
            else { return nil }
            let li = sign + 1 < match.surface.count ? Numeral.digit(match.surface[sign + 1]) ?? 0 : 0
            return .amount(value: (jiao * 100 + Double(fen * 10 + li)) / 1000, isApproximate: false)
        },
        // 九毛二到九毛五
        ValueRule(
            id: "amount.jiao-range",
            pattern: "{num}毛[1-9一二两三四五六七八九]?(到|至|-|~){high:num}毛[1-9一二两三四五六七八九]?"
        ) { match in
            guard let jiao = match["num"], jiao < 10, let high = match["high"], jiao <= high, high < 10,
                let sign = match.surface.firstIndex(of: 0x6BDB)
            else { return nil }
            let fen = Numeral.digit(match.surface[sign + 1]) ?? 0
            return .amount(value: jiao / 10 + Double(fen) / 100, isApproximate: true)
        },
        // 一块零八分
        ValueRule(id: "amount.yuan-and-fen", pattern: "{num}(元|块)零{fen:int}分") { match in
            guard let yuan = match["num"], let fen = match.int("fen"), (1...9).contains(fen) else { return nil }
            return .amount(value: yuan + Double(fen) / 100, isApproximate: false)
        },
        // 九毛三, 一毛二; 六毛|一度
        ValueRule(id: "amount.jiao-fen", pattern: "{num}毛[1-9一二两三四五六七八九]") { match in
            guard let jiao = match["num"], jiao < 10, let fen = Numeral.digit(match.text[match.end - 1]),
                !(match.after().map { SumReader.measures.contains($0) || Numeral.digit($0) != nil } ?? false)
            else { return nil }
            return .amount(value: jiao / 10 + Double(fen) / 100, isApproximate: false)
        },
        // 万把块, 百把万
        ValueRule(id: "amount.or-so", pattern: "(百|千|万)把(万|块钱|块|元)(钱)?") { match in
            guard let unit = roundUnits.first(where: { match.surface.hasPrefix($0.0) })?.1,
                !(match.before().map { Numeral.digit($0) != nil || Numeral.isVague($0) } ?? false)
            else { return nil }
            return .amount(value: unit * (match.contains("把万") ? 1e4 : 1), isApproximate: true)
        },
        // 一点三亿元
        ValueRule(
            id: "amount.spoken-decimal", pattern: "{whole:int}点[一二三四五六七八九]+(多|余)?(亿|万)(元|块钱|块)?"
        ) { match in
            guard let whole = match["whole"], let point = match.surface.firstIndex(of: 0x70B9) else { return nil }
            let digits = match.surface[(point + 1)...].prefix { Numeral.digit($0) != nil }.compactMap(Numeral.digit)
            let part = digits.reversed().reduce(0.0) { ($0 + Double($1)) / 10 }
            return .amount(
                value: (whole + part) * (match.contains("亿") ? 1e8 : 1e4),
                isApproximate: match.contains("多") || match.contains("余"))
        },
        ValueRule(id: "amount.sign", pattern: "(¥|￥|人民币)( )?{num}(万)?") { match in
            match["num"].map {
                .amount(
                    value: $0 * (match.surface.hasSuffix("万") && !(match.surface(of: "num")?.last == 0x4E07) ? 1e4 : 1),
                    isApproximate: false)
            }
        },
        // 每月3, 200元: a blank behind the comma, as scanners set it; 1, 200元 at a line's head is an item.
        ValueRule(id: "amount.spaced-comma", pattern: "[1-9][0-9]?[0-9]?, [0-9][0-9][0-9]元") { match in
            guard match.before().map({ CharacterKind.isHan($0) }) ?? false else { return nil }
            let digits = match.surface.string.filter { $0.isASCII && $0.isNumber }
            return Double(digits).map { .amount(value: $0, isApproximate: false) }
        },
        ValueRule(id: "amount.spaced", pattern: "[1-9][0-9]?[0-9]?( [0-9][0-9][0-9])+(万)?元") { match in
            let digits = match.surface.string.filter { $0.isASCII && $0.isNumber }
            return Double(digits).map { .amount(value: $0 * (match.contains("万") ? 1e4 : 1), isApproximate: false) }
        },
    ]
}
