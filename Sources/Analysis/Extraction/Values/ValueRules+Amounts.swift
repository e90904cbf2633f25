internal import Documents

extension ValueRules {
    // MARK: amounts

    private static func approximate(_ match: PatternMatch) -> Bool {
        match.surface.contains(where: approximateSigns.contains)
            && ["余", "多", "约", "左右", "近", "来", "几", "上下", "大概", "数", "挂零", "出头", "开外", "不到", "小"].contains(
                where: match.contains)
    }

    /// What these words begin with.
    private static let approximateSigns = ScalarSet("余多约左近来几上大数挂出开不小")

    private static func amount(_ match: PatternMatch, scale: Double) -> ValueReading? {
        guard let value = match["num"] else { return nil }
        let number = match.surface(of: "num")
        if isUncounted(match) { return nil }
        let digits = number?.map { CharacterKind.isDigit($0) ? nil : Numeral.digit($0) } ?? []
        // 六七万, 两三百: neighbours said together.
        let isBetween = zip(digits, digits.dropFirst()).contains { first, second in
            first.map { $0 > 0 && second == $0 + 1 } ?? false
        }
        let isVague = approximate(match) || number?.contains("几") ?? false || isBetween
        return .amount(value: value * scale, isApproximate: isVague)
    }

    /// 几万, 数千元, 好几|百: a number that nobody counted; 十几万 has its ten.
    private static func isUncounted(_ match: PatternMatch) -> Bool {
        if [0x51E0, 0x6570].contains(match.surface(of: "num")?.first) || match.before() == 0x51E0 { return true }
        // 总数|五百万
        return match.before() == 0x6570
            && !([0x603B, 0x4EBA, 0x6237, 0x6B21, 0x4EFD, 0x989D].contains(match.before(2)))
    }

    private static let roundUnits: [(String, Double)] = [
        ("百万", 1e6), ("千万", 1e7), ("十万", 1e5), ("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2),
    ]

    /// What is counted by the piece.
    private static let pieces = ScalarSet("砖石板牌玻瓷肉布铁屏镜碑草空纱墓宅荒林木雀瓦匾表电")

    private static let jiaoLeaders = WordSet(["元", "块", "每斤", "一斤", "每度", "每吨", "才", "到"])
    private static let jiaoFollowers = WordSet(["一度", "一斤", "一吨", "一方", "到", "多"])
    private static let aboutBefore = "(约|大约|大概|近|将近|共约)?"
    private static let aboutAfter = "(左右|上下|挂零|出头|开外|有余|不到|整)?"

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
                if tail[number.count..<tail.count].contains(word), !number.contains(word) {
                    scale = factor
                    break
                }
            }
            return amount(match, scale: scale)
        },
        // 3到5万元, 3500-4000元, 50至60元: one sum between two; the lower is its value, as in 五六百.
        ValueRule(
            id: "amount.range",
            pattern: "(约|大约|大概)?{low:num}(至|到|-|~|—)+{num}(多|余)?(亿|万|千|百)?(元|块钱|块)\(aboutAfter)"
        ) { match in
            guard var low = match["low"], var high = match["num"], let said = match.surface(of: "low"),
                let number = match.surface(of: "num"),
                !(match.before().map { CharacterKind.isDigit($0) || [0x2E, 0x2D, 0x2F, 0x7B2C].contains($0) } ?? false)
            else { return nil }
            let isWan = match.contains("万") && (number.last == 0x4E07 || !said.contains(0x4E07))
            if isWan, number.last != 0x4E07 { high *= 1e4 }
            if isWan, !said.contains(0x4E07) { low *= 1e4 }
            guard low < high, high <= low * 10 else { return nil }
            return .amount(value: low, isApproximate: true)
        },
        // 百万余元, 上百万元, 近万元, 千余元: a round unit by itself.
        ValueRule(
            id: "amount.round",
            pattern: "(上|近|成|将近|约)?(百万|千万|十万|亿|万|千|百)(多|余|来)?(元|块钱|块)\(aboutAfter)"
        ) { match in
            let surface = match.surface
            let isBegun =
                match.before().map {
                    CharacterKind.isDigit($0) || Numeral.numeralScalars.contains($0)
                        || Numeral.vagueScalars.contains($0)
                        || [0x591A, 0x4F59, 0x6765, 0x2E, 0x6574, 0x4EE5].contains($0)
                } ?? false
            let isSaid =
                ["上", "近", "成", "将近", "约"].contains(where: surface.hasPrefix)
                || ["多", "余", "来"].contains(where: surface.contains)
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
                        0x2E, 0x4EE3,
                    ].contains(after)
                {
                    return nil
                }
            }
            return .amount(value: yuan + Double(digit) / 10, isApproximate: false)
        },
        // 3元5角8分, 三块二毛五
        ValueRule(
            id: "amount.yuan-jiao",
            pattern: "{num}(元|块)[0-9一二两三四五六七八九](角|毛)([0-9一二两三四五六七八九]分?)?"
        ) { match in
            guard let yuan = match["num"] else { return nil }
            let digits = match.text[match.start..<match.end].suffix(4)
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
        // 九毛三, 一毛二; 六毛|一度
        ValueRule(id: "amount.jiao-fen", pattern: "{num}毛[1-9一二两三四五六七八九]") { match in
            guard let jiao = match["num"], jiao < 10, let fen = Numeral.digit(match.text[match.end - 1]),
                !(match.after().map { measures.contains($0) || Numeral.digit($0) != nil } ?? false)
            else { return nil }
            return .amount(value: jiao / 10 + Double(fen) / 100, isApproximate: false)
        },
        // 1.34w, 218.6w, 1.5w+: ten thousands as they are typed.
        ValueRule(id: "amount.typed-wan", pattern: "{num}w(多|左右|[+])?") { match in
            func joins(_ scalar: UInt32?) -> Bool {
                scalar.map { CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || $0 == 0x2F || $0 == 0x2D }
                    ?? false
            }
            guard let value = match["num"], value < 10_000, !joins(match.before()), !joins(match.after()),
                !(match.before() == 0x2E), !isCounted(match), !countedBefore(match)
            else { return nil }
            return .amount(value: value * 1e4, isApproximate: match.surface.last != 0x77)
        },
        // 万把块, 百把万
        ValueRule(id: "amount.or-so", pattern: "(百|千|万)把(万|块钱|块|元)(钱)?") { match in
            guard let unit = roundUnits.first(where: { match.surface.hasPrefix($0.0) })?.1,
                !(match.before().map { Numeral.digit($0) != nil || Numeral.vagueScalars.contains($0) } ?? false)
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
        ValueRule(id: "amount.spaced", pattern: "[1-9][0-9]?[0-9]?( [0-9][0-9][0-9])+(万)?元") { match in
            let digits = match.surface.string.filter { $0.isASCII && $0.isNumber }
            return Double(digits).map { .amount(value: $0 * (match.contains("万") ? 1e4 : 1), isApproximate: false) }
        },
        ValueRule(
            id: "amount.bare",
            pattern:
                "(赔|赔偿|罚|罚款|交|花|欠|付|收|收到|退|补|涨到|卖|租|月薪|工资|领|给|出|收入|挣|押|借|存|只肯给|愿意出|一个月|每月|一年|一亩|每亩|每户|每人|租金|月租|低保)(了|我|他|你|过|给我)?{num}(多|余)?(左右)?"
        ) { match in
            guard let value = match["num"], value >= 100, value < 10_000_000, let surface = match.surface(of: "num"),
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
                value: value, isApproximate: false, skip: match.start(of: "num").map { $0 - match.start } ?? 0)
        },
        // 打的70, 一车80, 存20: digits behind what says a price.
        ValueRule(
            id: "amount.small",
            pattern: "(打的|打车|车票|门票|票价|硬座|一车|一张|一棵|一碗|罚款|收费|工钱|扣款|物业费|补考费)(是|花了|要|才|收)?[1-9][0-9]([.][0-9])?"
        ) { match in
            guard let start = match.text[match.start..<match.end].firstIndex(where: CharacterKind.isDigit),
                let value = Double(ScalarText(match.text, start..<match.end).string),
                !(match.after().map {
                    CharacterKind.isHan($0) || CharacterKind.isDigit($0) || numberSigns.contains($0)
                } ?? false)
            else { return nil }
            return .amount(value: value, isApproximate: false, skip: start - match.start)
        },
        // 月供973.32, 水4.23一吨: two decimals behind a word of paying or before a rate.
        ValueRule(id: "amount.decimal", pattern: "[0-9]+[.][0-9][0-9]?\(aboutAfter)") { match in
            guard let value = Double(match.surface.string.prefix { $0.isNumber || $0 == "." }), value > 0,
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
                    || CharacterKind.isHan(after) && !isRate && !match.isFollowed(byOneOf: sumFollowers)
            {
                return nil
            }
            guard isRate || match.text.withSums(before: match.start) else { return nil }
            return .amount(value: value, isApproximate: approximate(match))
        },
        // 补付8,600,000: grouped by thousands, its unit left out.
        ValueRule(
            id: "amount.grouped", pattern: "[1-9][0-9]?[0-9]?(,[0-9][0-9][0-9])+(万)?(元|块钱)?\(aboutAfter)"
        ) { match in
            let digits = match.surface.string.prefix { $0.isASCII }.filter(\.isNumber)
            let isNamed = match.contains("元") || match.contains("块钱")
            guard let value = Double(digits),
                !(match.before().map { CharacterKind.isDigit($0) || numberSigns.contains($0) || $0 == 0x2C } ?? false),
                !(match.after().map { CharacterKind.isDigit($0) || numberSigns.contains($0) } ?? false),
                // 803，804，811: a row of numbers.
                isNamed || digits.count < 9,
                isNamed
                    || !isCounted(match) && !countedBefore(match)
                        && (match.text.withSums(before: match.start) || isWhole(match))
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
                match.contains("元") || match.contains("块") || !(match.after().map { CharacterKind.isHan($0) } ?? false)
                    || match.before() != 0x6709
            else { return nil }
            return amount(match, scale: match.contains("万") && !surface.contains(0x4E07) ? 1e4 : 1)
        },
        ValueRule(id: "amount.wan-about", pattern: "(约|大约|大概|近|将近|共约){num}(多|余)?(万)?\(aboutAfter)") {
            bareSum($0)
        },
        ValueRule(id: "amount.few-wan", pattern: "(约|大约|近|将近)?{num}(多|余)?(万|个?多?亿)\(aboutAfter)") { bareSum($0) },
        ValueRule(id: "amount.wan", pattern: "{num:sum}(多|余)?(万)?\(aboutAfter)") { bareSum($0) },
    ]

    /// Bare 万 is money only where the words around say so.
    private static func bareSum(_ match: PatternMatch) -> ValueReading? {
        guard let surface = match.surface(of: "num") else { return nil }
        let isHuge = match.contains("亿")
        guard isHuge || match.contains("万"), match["num"] ?? 0 >= (isHuge ? 1 : 1000) || match.contains("个亿")
        else { return cuedSum(match, surface) }
        // 播放量到了21万, 人口近五万: what is counted is said before.
        if countedBefore(match) || isCounted(match) { return nil }
        // What is counted in ten thousands and is no money, has a measure or a name; 五万的人口 too.
        if match.after() == 0x7684, !isOwned(match) { return cuedSum(match, surface) }
        return amount(match, scale: surface.contains("万") || surface.contains("亿") ? 1 : isHuge ? 1e8 : 1e4)
    }

    /// The next character is a measure or begins the name of what is counted: 8万方, 三万师生.
    private static func isCounted(_ match: PatternMatch) -> Bool {
        // 1,700多|棵
        let isMore = [0x591A, 0x4F59, 0x6765].contains(match.after())
        return match.after(isMore ? 2 : 1).map(counted.contains) ?? false
    }

    /// A sum of two groups at a clause's end behind a word or a quotation: “花篮”5,200，
    private static func isWhole(_ match: PatternMatch) -> Bool {
        guard let before = match.before(), CharacterKind.isHan(before) || before == 0x201D,
            match.surface.count(where: { $0 == 0x2C }) == 1
        else { return false }
        return match.after().map { CharacterKind.endsClause($0) || $0 == 0x0A } ?? true
    }

    private static let counted = ScalarSet("人平亩吨户次字斤株名个件公张本元块米里册条方伏千瓦步台套辆只头羽棵尾票箱袋瓶双粉倍师学居业市群村农职游乘旅网货民火老境份")

    /// 两万三的医药费, 8万的合同; not 五万的人口.
    private static func isOwned(_ match: PatternMatch) -> Bool {
        guard match.after() == 0x7684 else { return false }
        if isOfMoney(match, 2...6) { return true }
        guard let next = match.after(2...2).first, CharacterKind.isHan(next) else { return true }
        return !counted.contains(next) && heads.longest(match.text, at: match.end + 1) == nil
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

    private static func countedBefore(_ match: PatternMatch) -> Bool {
        for start in stride(from: match.start - 2, through: max(0, match.start - 9), by: -1) {
            guard CharacterKind.isHan(match.text[start]) || CharacterKind.isDigit(match.text[start]) else {
                return false
            }
            if heads.longest(match.text, at: start) != nil { return true }
        }
        return false
    }

    /// What is counted in ten thousands and is no money.
    private static let heads = WordSet([
        "存栏", "能打", "播放", "点击", "浏览", "阅读", "人口", "粉丝", "步数", "点赞", "转发", "人数", "户数", "产量", "面积", "产能", "人次", "客流",
    ])

    /// A sum without its unit behind a word of paying: 扣800, 给一千五生活费, 每人每月少拿五百多.
    private static func cuedSum(_ match: PatternMatch, _ surface: ScalarText) -> ValueReading? {
        guard let value = match["num"], value >= 100, value < 1e6, value.truncatingRemainder(dividingBy: 1) == 0,
            surface.count >= 2, !(12_300...12_399).contains(value)
        else { return nil }
        // 2018 after 交 is a year as often.
        let isArabic = surface.allSatisfy { CharacterKind.isDigit($0) }
        if isArabic,
            surface.hasPrefix("0") || serviceNumbers.contains(value)
                || surface.count == 5 && surface.hasPrefix("9") && match.isPreceded(by: "打了")
                || (1900...2099).contains(value)
        {
            return nil
        }
        // 一二三四 is a row of digits.
        if !isArabic, !surface.contains(where: { [0x767E, 0x5343, 0x4E07, 0x4F70, 0x4EDF].contains($0) }) {
            return nil
        }
        let isSpoken = !isArabic
        let isCued = match.text.withSums(before: match.start)
        if let after = match.after() {
            if CharacterKind.isDigit(after) || CharacterKind.isLatin(after)
                || [0x2E, 0x2D, 0x25, 0x2F, 0x7E].contains(after)
            {
                return nil
            }
            // 两万三的医药费, 3000手术费
            let isOfMoney = after == 0x7684 && isOfMoney(match, 2...6) || isOfMoney(match, 2...4)
            if CharacterKind.isHan(after), !isOfMoney, !match.isFollowed(byOneOf: sumFollowers),
                !(isSpoken && isCued && !measures.contains(after) && !isMeasured(match))
            {
                return nil
            }
        }
        // 从800涨到一千二
        let isRaised =
            [0x4ECE, 0x7531].contains(match.before())
            && ["涨到", "降到", "加到", "提到", "涨成"].contains(where: match.isFollowed(by:))
            // 两千多一个月; 两千多的团费
            || match.after() == 0x7684 && isOfMoney(match, 2...5) || match.isFollowed(byOneOf: rates)
            // 说了几千块, 每台三千六。: a sum that ends its clause, in words no one counts things with.
            || isSpoken && isRound(match)
        return isRaised || isCued ? amount(match, scale: 1) : nil
    }

    private static let serviceNumbers: Set<Double> = [110, 119, 120, 122, 10_010, 10_086]

    /// 三千六, 五百八十多 or 四五千 at a clause's end behind a word that is no verb of counting: 少的四五千，
    private static func isRound(_ match: PatternMatch) -> Bool {
        guard let before = match.before(), CharacterKind.isHan(before) || before == 0x2C, !countedBefore(match),
            match.after().map({ !CharacterKind.isHan($0) && !CharacterKind.isDigit($0) }) ?? true
        else { return false }
        return match.isPreceded(byOneOf: sumLeaders)
    }

    /// 六百来|斤
    private static func isMeasured(_ match: PatternMatch) -> Bool {
        [0x591A, 0x4F59, 0x6765].contains(match.after()) && match.after(2).map(measures.contains) ?? false
    }

    private static let sumLeaders = WordSet([
        "少的", "多的", "每台", "每棵", "每张", "每个", "每套", "每间", "掉到", "跌到", "降到", "提到", "涨成", "升到", "变成", "底薪", "每车", "一车",
        "到手",
        "是", "就", "月", "够", "多", "少", "差", "原价", "现价", "标价", "钱要", "喊", "叫价", "高达", "低到", "也就", "只有", "还有", "剩下", "一共",
        "统共", "拢共",
    ])
    /// What follows a number that counts people, things, lengths.
    private static let measures = ScalarSet("人个户亩斤吨次名字张件套台辆米里方平公立头只棵株尾本册份条块间栋层度天碗盆桶盘年月日号岁分小时秒位家字步票箱袋瓶双对倍瓦伏千")

    /// 费, 款, 钱, 金, 资 or 价 among the characters behind.
    private static func isOfMoney(_ match: PatternMatch, _ places: ClosedRange<Int>) -> Bool {
        for scalar in match.after(places) {
            guard CharacterKind.isHan(scalar) else { return false }
            if [0x8D39, 0x6B3E, 0x94B1, 0x91D1, 0x8D44, 0x4EF7].contains(scalar) { return true }
        }
        return false
    }

    private static let rates = WordSet(["一个月", "一月", "一年", "一天", "一亩", "一平", "一吨", "一晚", "一趟"])

    private static let sumFollowers = WordSet(
        rates.words + [
            "凑", "让", "才", "送", "充", "是", "没用", "没花", "打到", "压在", "就", "得", "他", "我", "也", "都", "还", "又", "不等", "买",
            "生活费",
            "一分",
            "压", "给", "左右", "记", "到", "涨到", "降到", "加到", "提到", "涨成",
        ])
}

/// Words of paying, and what may stand between them and the sum.
enum SumCues {
    static let cues = WordSet([
        "扣", "扣了", "扣掉", "罚", "罚了", "罚款", "费", "补付", "补交", "补缴", "月租", "余", "花", "花了", "花去", "花掉", "给", "给了", "返", "刷了",
        "刷", "值", "送礼", "抽", "补",
        "补助",
        "涨到", "出", "少拿", "多收", "退", "退了", "收", "收了", "借", "借了", "挣", "赔", "赔了", "工资", "押", "押金", "存", "交", "交了", "要",
        "付",
        "付了", "欠", "欠了", "凑了", "白得", "领", "领到", "见到", "赚", "卖了", "花费", "补偿", "补贴", "低保", "养老金", "房租", "租金", "利息", "定金",
        "损失",
        "骗了", "贷", "贷了", "垫了", "垫付", "又是", "多要", "少发", "少给", "多交", "预交", "缴", "缴了", "罚我", "拿了", "搭进去", "充", "充了", "送",
        "现金", "卡里", "账上", "存折上", "垫", "垫了", "药费", "余额", "多拿", "报销", "报了", "掏了", "掏", "套出", "套取",
        "贪了", "贪污", "挪用", "截留", "克扣", "扣下", "补发", "少算", "多算", "标价", "开价", "卖到", "拍了", "转了", "转账", "汇了", "打了", "入股",
        "投了", "砸了", "工钱", "月供", "日薪", "合计", "共计", "总计", "均价", "单价", "缴纳", "支付", "一户", "一人", "每户", "每人", "一次", "每次",
        "奖金", "绩效", "津贴", "赔偿金", "保证金", "费用", "金额", "价格", "房款", "学费", "成本", "加", "加了", "再加", "每晚", "一晚", "一台", "一间",
        "一套",
        "底薪", "打车钱", "油钱", "过路费", "打的", "硬座", "车票", "门票", "药费", "药钱", "吃药", "一车", "掉到", "跌到", "降到", "够", "买够", "少的",
        "多的",
        "每台", "每棵", "每张", "每套", "每间", "原价", "现价", "劝我拿", "让我补", "叫我补", "先补", "贵", "造价", "定价", "卖", "总价", "整容",
        "发", "发了", "才发", "差", "差的", "差了", "欠着", "大工", "小工", "一天", "交的", "收的", "给的", "花的", "付的", "愿出",
    ])
    static let fillers = WordSet([
        "每人", "每户", "一户", "一人", "一个", "一只", "一次", "每月", "每年", "一个月", "一年", "就", "才", "只", "了", "我", "他", "你", "我们",
        "他们", "给", "又", "一月", "两人", "均为", "均", "竟", "竟高达", "竟达", "高达", "达到", "约为", "大约", "将近", "整整", "还有", "为", "是",
        "只有", "才有", "是",
        "还", "再", "先", "个人", "人家", "不到", "起码", "至少", "大概", "总共", "一共", "不止", "月", "将近", "差不多", "有",
    ])
}

extension UnsafeBufferPointer<UInt32> {
    /// True when a word of paying stands before `end`, with at most two fillers between.
    func withSums(before end: Int) -> Bool {
        var place = end
        for _ in 0..<3 {
            if SumCues.cues.endsBefore(self, place, longest: 4) { return true }
            var next = place
            for length in [3, 2, 1] where place - length >= 0 {
                if let word = SumCues.fillers.longest(self, at: place - length), word.length == length {
                    next = place - length
                    break
                }
            }
            guard next < place else { return false }
            place = next
        }
        return false
    }
}
