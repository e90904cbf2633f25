/// Reads sums whose unit, or whose 元, is left out: the words around must say that they are money.
struct SumReader: Sendable {
    let words: SumWords

    /// Bare 万 is money only where the words around say so.
    func bareSum(_ match: PatternMatch) -> ValueReading? {
        guard let surface = match.surface(of: "num") else { return nil }
        let isHuge = match.contains("亿")
        guard isHuge || match.contains("万"), match["num"] ?? 0 >= (isHuge ? 1 : 1000) || match.contains("个亿")
        else { return cuedSum(match, surface) }
        // 播放量到了21万, 人口近五万: what is counted is said before; 30万KVA, 60多万立方米 behind.
        // 三万四千八|尾款 is money all the same.
        if words.isCounted(match.text, before: match.start) || isCounted(match) && !isOfMoney(match, 2...2) {
            return nil
        }
        // What is counted in ten thousands and is no money, has a measure or a name; 五万的人口 too.
        if match.after() == 0x7684, !isOwned(match) { return cuedSum(match, surface) }
        return ValueRules.amount(
            match, scale: surface.contains("万") || surface.contains("亿") ? 1 : isHuge ? 1e8 : 1e4)
    }

    /// The next character is a measure or begins the name of what is counted: 8万方, 三万师生.
    func isCounted(_ match: PatternMatch) -> Bool {
        // 1,700多|棵
        let isMore = [0x591A, 0x4F59, 0x6765].contains(match.after())
        if Self.isCount(match.text, at: match.end + (isMore ? 1 : 0)) { return true }
        guard let next = match.after(isMore ? 2 : 1), !match.isFollowed(by: "人民币") else { return false }
        // 三万多家
        if isMore || match.contains("多") || match.contains("余"), next == 0x5BB6 { return true }
        return Self.counted.contains(next) || CharacterKind.isLatin(next) && next != 0x77
    }

    /// A sum of two groups at a clause's end behind a word or a quotation: “花篮”5,200，
    func isWhole(_ match: PatternMatch) -> Bool {
        guard let before = match.before(), CharacterKind.isHan(before) || before == 0x201D,
            match.surface.count(where: { $0 == 0x2C }) == 1
        else { return false }
        return match.after().map { CharacterKind.endsClause($0) || $0 == 0x0A } ?? true
    }

    private static let counted = ScalarSet("人平亩吨户次字斤株名个件公张本元块米里册条方立伏千瓦步台套辆只头羽棵尾票箱袋瓶双粉倍师学居业市群村农职游乘旅网货民火老境份鱼鸡鸭猪苗树")

    /// 两万三的医药费, 8万的合同; not 五万的人口.
    private func isOwned(_ match: PatternMatch) -> Bool {
        guard match.after() == 0x7684 else { return false }
        if isOfMoney(match, 2...6) { return true }
        guard let next = match.after(2...2).first, CharacterKind.isHan(next) else { return true }
        return !Self.counted.contains(next) && !words.isCounted(match.text, at: match.end + 1)
    }

    /// A sum without its unit behind a word of paying: 扣800, 给一千五生活费, 每人每月少拿五百多.
    private func cuedSum(_ match: PatternMatch, _ surface: ScalarText) -> ValueReading? {
        guard let value = match["num"], value >= 100, value < 1e6, value == Double(Int(value)),
            surface.count >= 2, !(12_300...12_399).contains(value)
        else { return nil }
        // 三万|四千八: the end of a number.
        if let before = match.before(), Self.hundreds.contains(before) || before == 0x4EBF { return nil }
        // 2018 after 交 is a year as often; 2000多 and 2000左右 are none.
        let isArabic = surface.allSatisfy { CharacterKind.isDigit($0) }
        let isRounded = match.end > (match.start(of: "num") ?? match.start) + surface.count
        if isArabic,
            surface.hasPrefix("0") || Self.serviceNumbers.contains(value)
                || surface.count == 5 && surface.hasPrefix("9") && match.isPreceded(by: "打了")
                || (1900...2099).contains(value) && !isRounded && !match.isFollowed(byOneOf: words.each)
        {
            return nil
        }
        // 一二三四 is a row of digits.
        if !isArabic, !surface.contains(where: { [0x767E, 0x5343, 0x4E07, 0x4F70, 0x4EDF].contains($0) }) {
            return nil
        }
        let isSpoken = !isArabic
        let isCued = words.isPaid(match.text, before: match.start)
        let isShort = isSpoken && Self.isShort(surface) && !words.isCounted(match.text, before: match.start)
        if Self.isCount(match.text, at: match.end) { return nil }
        if let after = match.after() {
            if CharacterKind.isDigit(after) || CharacterKind.isLatin(after) || goesOn(match) { return nil }
            // 工资1500左右的保安
            let isRoughly = after == 0x7684 && isRounded && (isCued || isNamed(match))
            if CharacterKind.isHan(after), !isRoughly, !isOfPayment(match), !match.isFollowed(byOneOf: words.after),
                // 学费3980包过班, 一包六十八就
                !((isCued || isShort) && !Self.measures.contains(after) && !isMeasured(match))
            {
                return nil
            }
        }
        // 从800涨到一千二
        let isRaised =
            [0x4ECE, 0x7531].contains(match.before())
            && ["涨到", "降到", "加到", "提到", "涨成"].contains(where: match.isFollowed(by:))
            // 两千多一个月; 两千多的团费
            || match.after() == 0x7684 && isOfMoney(match, 2...5) || match.isFollowed(byOneOf: words.each)
            // 说了几千块, 每台三千六。: a sum that ends its clause, in words no one counts things with.
            || isSpoken && isRound(match) || isShort || isPriced(match)
        return isRaised || isCued || isNamed(match) || isArabic && isBeforeNoun(match)
            ? ValueRules.amount(match, scale: 1) : nil
    }

    /// 工资卡上只有1500左右: the clause said what it is a sum of. A number behind 号, a letter or a sign is a name.
    func isNamed(_ match: PatternMatch) -> Bool {
        guard let before = match.before(), CharacterKind.isHan(before), !Self.numbering.contains(before) else {
            return false
        }
        return words.isNamed(match.text, before: match.start)
    }

    /// 四千二, 一百五, 三万一: the last unit is left out, as with money and hardly anything else.
    private static func isShort(_ surface: ScalarText) -> Bool {
        guard surface.count >= 3, let last = surface.last, let unit = surface.dropLast().last,
            let digit = Numeral.digit(last), digit > 0, surface.first != 0x4E8C || surface.count > 3
        else { return false }
        return unit == 0x767E || unit == 0x5343 || unit == 0x4E07
    }

    /// 每票300，, 一条两千一: what the price is for stands before a sum that ends its clause.
    private func isPriced(_ match: PatternMatch) -> Bool {
        let isOne = [0x6BCF, 0x4E00].contains(match.before(2))
        guard
            isOne && match.before().map({ Self.pieces.contains($0) }) ?? false || match.isPreceded(byOneOf: Self.terms)
        else { return false }
        return match.after().map { !CharacterKind.isHan($0) && !CharacterKind.isDigit($0) } ?? true
    }

    private static let hundreds = ScalarSet("百千万")
    /// What a price that ends its clause is for.
    private static let terms = WordSet(["一个季度", "一季度", "一学期", "一个学期", "一个星期", "每学期", "每季度", "每个季度"])
    private static let pieces = ScalarSet("桌头票坟垧包条双斤吨格天月年趟次袋瓶时度亩节课盒箱桶张本支根晚夜台车")

    private static let numbering = ScalarSet("号第码年月日前约共每达有")

    /// A number goes on, or is a share; 2538/平 is a price by the piece, 640. ends a sentence.
    private func goesOn(_ match: PatternMatch) -> Bool {
        guard let after = match.after() else { return false }
        switch after {
        case 0x2E: return match.after(2).map { CharacterKind.isDigit($0) || CharacterKind.isLatin($0) } ?? false
        case 0x2F: return !(match.after(2).map { Self.rated.contains($0) } ?? false)
        default: return [0x2D, 0x25, 0x7E].contains(after)
        }
    }

    private static let rated = ScalarSet("平月年天人户亩吨次学期斤米套台")

    /// 两万三的医药费, 3000手术费
    func isOfPayment(_ match: PatternMatch) -> Bool {
        match.after() == 0x7684 && isOfMoney(match, 2...6) || isOfMoney(match, 2...4)
    }

    /// 1000生活费: what is paid follows at once.
    private func isBeforeNoun(_ match: PatternMatch) -> Bool {
        match.after().map { CharacterKind.isHan($0) && $0 != 0x7684 && !Self.measures.contains($0) } ?? false
            && isOfMoney(match, 2...3)
            && (match.before().map { CharacterKind.isHan($0) && !Self.numbering.contains($0) } ?? false)
    }

    private static let serviceNumbers: Set<Double> = [110, 119, 120, 122, 10_010, 10_086]

    /// 三千六, 五百八十多 or 四五千 at a clause's end behind a word that is no verb of counting: 少的四五千，
    private func isRound(_ match: PatternMatch) -> Bool {
        guard let before = match.before(), CharacterKind.isHan(before) || before == 0x2C,
            !words.isCounted(match.text, before: match.start),
            match.after().map({ !CharacterKind.isHan($0) && !CharacterKind.isDigit($0) }) ?? true
        else { return false }
        return match.isPreceded(byOneOf: words.round)
    }

    /// 六百来|斤
    private func isMeasured(_ match: PatternMatch) -> Bool {
        [0x591A, 0x4F59, 0x6765].contains(match.after()) && match.after(2).map(Self.measures.contains) ?? false
    }

    /// What follows a number that counts people, things, lengths.
    static let measures = ScalarSet("人个户亩斤吨次名字张件套台辆米里方平公立头只棵株尾本册份条块间栋层度天碗盆桶盘年月日号岁分小时秒位家字步票箱袋瓶双对倍瓦伏千毫克升篇积届桌顿兆帧种项批处片路根头")

    /// 1,733单, 一万四千支, 四五十车: counted, where 两千车费 and 两万支付 go on with a word of money.
    static func isCount(_ text: UnsafeBufferPointer<UInt32>, at index: Int) -> Bool {
        guard index < text.count, counters.contains(text[index]) else { return false }
        return moneyNouns.longest(text, at: index) == nil
    }

    private static let counters = ScalarSet("单支车")
    private static let moneyNouns = WordSet([
        "单价", "单子", "单独", "单方", "单位", "单据", "单车", "单程", "单月", "单边", "支付", "支出", "支持", "支援", "支取", "支教", "支行", "支书",
        "支部", "支给",
        "车费", "车票", "车钱", "车款", "车险", "车贷", "车位", "车损", "车资", "车旅", "车补", "车租", "车辆", "车主", "车才", "车就", "车价", "车牌",
        "车船",
    ])

    /// 费, 款, 钱, 金, 资 or 价 among the characters behind, but not 消费.
    private func isOfMoney(_ match: PatternMatch, _ places: ClosedRange<Int>) -> Bool {
        for place in places {
            guard let scalar = match.after(place), CharacterKind.isHan(scalar) else { return false }
            let previous = place > 1 ? match.after(place - 1) : nil
            if [0x8D39, 0x6B3E, 0x94B1, 0x91D1, 0x8D44, 0x4EF7].contains(scalar), previous != 0x6D88 { return true }
        }
        return false
    }

    // MARK: sums between two

    private static let scales: [(sign: UInt32, value: Double)] = [
        (0x4E07, 1e4), (0x5343, 1e3), (0x767E, 1e2), (0x4EBF, 1e8),
    ]

    /// 3到5万元, 七八千, 4到5百 and 200-260一天: the lower is the value, as in 五六百.
    func range(_ match: PatternMatch) -> ValueReading? {
        guard var low = match["low"], var high = match["num"], let said = match.surface(of: "low"),
            let number = match.surface(of: "num"),
            !(match.before().map { CharacterKind.isDigit($0) || [0x2E, 0x2D, 0x2F, 0x7B2C].contains($0) } ?? false)
        else { return nil }
        let tail = (match.start(of: "num") ?? match.start) + number.count
        let isArabic = { (text: ScalarText) in text.allSatisfy { CharacterKind.isDigit($0) } }
        // 900一1200: a dash as it is typed, between figures only.
        if match.text[(match.start(of: "low") ?? 0) + said.count] == 0x4E00, !isArabic(said) || !isArabic(number) {
            return nil
        }
        for (sign, value) in Self.scales {
            let isBehind = number.last != sign && match.text[tail..<match.end].contains(sign)
            guard isBehind || number.last == sign else { continue }
            if isBehind { high *= value }
            // 1500-2千: the lower is whole already.
            if !said.contains(sign), low * value < high { low *= value }
            break
        }
        guard low < high, high <= low * 10 else { return nil }
        let hasUnit = match.text[tail..<match.end].contains { $0 == 0x5143 || $0 == 0x5757 }
        if hasUnit { return .amount(value: low, isApproximate: true) }
        // 三千到八千, 2000到5000: two sums, each whole; 4到5百 is one.
        let joint = match.text[(match.start(of: "low") ?? 0) + said.count]
        let isWhole = low == match["low"]
        let isSpoken = said.contains { !CharacterKind.isDigit($0) }
        let isJoined = [0x5230, 0x81F3].contains(joint) || isSpoken
        // 三千到八千不等, 一次八百至一千。: in words that hardly anything but money is told in.
        let isInWords =
            !(said.contains { CharacterKind.isDigit($0) || Numeral.isVague($0) })
            && !(match.before().map { Numeral.isVague($0) } ?? false)
        if isWhole, isInWords, [0x5230, 0x81F3].contains(joint), low >= 100, !isCounted(match),
            !words.isCounted(match.text, before: match.start), said.contains(where: Self.hundreds.contains),
            number.contains(where: Self.hundreds.contains),
            match.after().map({ !CharacterKind.isHan($0) }) ?? true || match.isFollowed(by: "不等")
                || match.isFollowed(byOneOf: words.each)
        {
            return .amount(value: low, isApproximate: true)
        }
        guard !(isWhole && isJoined), tellsMoney(match, low, high) else { return nil }
        return .amount(value: low, isApproximate: true)
    }

    /// Without 元: behind a word of paying, in a clause about money or before a rate; years, months and ages are none.
    private func tellsMoney(_ match: PatternMatch, _ low: Double, _ high: Double) -> Bool {
        guard low >= 100, high < 1e9, !isCounted(match), !goesOn(match),
            !((1900..<2100).contains(low) && (1900..<2100).contains(high)), match.surface.first != 0x30,
            !words.isCounted(match.text, before: match.start),
            !(match.before().map { CharacterKind.isLatin($0) } ?? false)
        else { return false }
        let isRate = match.isFollowed(byOneOf: words.each)
        if let after = match.after(), CharacterKind.isDigit(after) || CharacterKind.isLatin(after) { return false }
        if let after = match.after(), CharacterKind.isHan(after), !isRate, !isOfPayment(match),
            !match.isFollowed(byOneOf: words.after)
        {
            return false
        }
        return isRate || low >= 10_000 && match.contains("万") || words.isPaid(match.text, before: match.start)
            || isNamed(match) || isOfPayment(match)
    }

    /// 3、4000, 七、八千元, 8、9万: two neighbours, of which the second says the unit; the lower is the value.
    func neighbours(_ match: PatternMatch) -> ValueReading? {
        guard let first = Numeral.digit(match.text[match.start]), var value = match["num"],
            let number = match.surface(of: "num"), let place = match.start(of: "num"),
            !(match.before().map {
                CharacterKind.isDigit($0) || Numeral.isNumeral($0)
                    || [0x2E, 0x2C, 0x3001, 0x7B2C].contains($0)
            } ?? true),
            // 3、4000元: an item's number at the beginning of a line or a sentence.
            !(match.before().map { CharacterKind.endsSentence($0) || [0x0A, 0x20, 0x3A, 0x3B].contains($0) } ?? true)
        else { return nil }
        let tail = place + number.count
        for (sign, scale) in Self.scales where number.last != sign && match.text[tail..<match.end].contains(sign) {
            value *= scale
            break
        }
        // 6 and 7000: the second is the first's next, times a power of ten.
        var scale = value / Double(first + 1)
        let sum = Double(first) * scale
        while scale >= 10, scale.truncatingRemainder(dividingBy: 10) == 0 { scale /= 10 }
        guard scale == 1, value >= Double(first + 1) * (match.text[match.start + 1] == 0x2C ? 10 : 1) else {
            return nil
        }
        let hasUnit = match.text[tail..<match.end].contains { $0 == 0x5143 || $0 == 0x5757 }
        guard hasUnit || tellsMoney(match, sum, value) || isRoundPair(match, sum) else { return nil }
        return .amount(value: sum, isApproximate: true)
    }

    /// 差的也有七、八千。
    private func isRoundPair(_ match: PatternMatch, _ sum: Double) -> Bool {
        sum >= 100 && !CharacterKind.isDigit(match.text[match.start]) && isRound(match)
    }

    /// 上万, 近千万 without 元: behind a word of paying or in a clause about money.
    func roundUnit(_ match: PatternMatch, _ unit: Double) -> ValueReading? {
        guard !isCounted(match), !(match.before().map { Numeral.isNumeral($0) } ?? false),
            words.isPaid(match.text, before: match.start) || isNamed(match) || isOfPayment(match)
        else { return nil }
        if let after = match.after(), Self.measures.contains(after) || CharacterKind.isDigit(after) { return nil }
        return .amount(value: unit, isApproximate: true)
    }
}
