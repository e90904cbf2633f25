internal import Documents

extension ValueRules {
    // MARK: identifiers

    private static func standsAlone(_ match: PatternMatch) -> Bool {
        func joins(_ scalar: UInt32?) -> Bool { scalar.map { CharacterKind.isDigit($0) } ?? false }
        return !joins(match.before()) && !joins(match.after())
    }

    private static let dialling = WordSet([
        "电话", "电话:", "电话: ", "电话是", "电话为", "电话(", "座机", "座机:", "热线", "热线:", "客服", "打", "打了", "打去", "打到", "打给", "打过",
        "拨", "拨打",
        "拨打了", "拔打", "拔打了", "致电", "致电了", "咨询", "回拨",
    ])
    private static let answering = WordSet(["电话", "热线", "客服", "人工", "投诉"])
    /// Words that name a telephone a few characters before its number.
    private static let phoneWords = WordSet(["电话", "座机", "拨打", "来电", "致电"])
    /// What follows a number that is counted, paid or measured.
    private static let phoneless = ScalarSet("元块万亿千百人户亩平米斤吨个%年月日")
    /// 编号, 证号 and 代码 before a number shaped like a telephone's.
    private static let otherNumbers = WordSet([
        "编号", "编号:", "编号是", "编号为", "号码牌", "代码", "代码:", "字第", "证第", "证号", "证号:", "单号", "单号:", "卡号", "账号", "户号", "户号:",
        "表号",
        "尾号", "备", "QQ", "qq", "QQ:", "qq:", "微信", "微信号",
    ])

    private static func isOtherNumber(_ match: PatternMatch) -> Bool {
        match.isPreceded(byOneOf: otherNumbers) || match.after() == 0x5143
            || match.after() == 0x53F7 && !match.isFollowed(by: "号码")
    }

    /// 20180512
    private static func isCalendarDay(_ match: PatternMatch) -> Bool {
        guard match.end - match.start == 8, let value = Int(match.surface.string) else { return false }
        return (1900...2099).contains(value / 10_000) && (1...12).contains(value / 100 % 100)
            && (1...31).contains(value % 100)
    }

    /// 电话 in the same clause, at most six characters before: 办公室电话打通是6512345.
    private static func isNamedPhone(_ match: PatternMatch) -> Bool {
        for start in stride(from: match.start - 2, through: max(0, match.start - 8), by: -1) {
            let scalar = match.text[start]
            if CharacterKind.endsSentence(scalar) || CharacterKind.isDigit(scalar) || scalar == 0x2C { return false }
            if phoneWords.longest(match.text, at: start) != nil { return true }
        }
        return false
    }

    /// 0999-6512345、6512346
    private static func isBesidePhone(_ match: PatternMatch) -> Bool {
        guard let joint = match.before(), [0x3001, 0x2F, 0x2C].contains(joint) else { return false }
        var start = match.start - 1
        while start > 0, CharacterKind.isDigit(match.text[start - 1]) { start -= 1 }
        let count = match.start - 1 - start
        guard count == match.end - match.start || count == 11 else { return false }
        return start > 0 && (match.text[start - 1] == 0x2D || dialling.endsBefore(match.text, start, longest: 4))
    }

    /// The seventh to the tenth figure of an ID number are a year of birth; a voucher's are any number.
    private static func holdsBirthYear(_ match: PatternMatch) -> Bool {
        let year = match.text[(match.start + 6)..<(match.start + 10)].reduce(0) { $0 * 10 + Int($1) - 0x30 }
        return (1880...2099).contains(year)
    }

    /// Where the first digit stands, counted from the match's beginning.
    private static func firstDigit(_ match: PatternMatch) -> Int? {
        match.text[match.start..<match.end].firstIndex { CharacterKind.isDigit($0) }.map { $0 - match.start }
    }

    static let identifiers: [ValueRule] = [
        ValueRule(id: "identifier.mobile-phone", pattern: "1[3-9]{digits}") { match in
            match.end - match.start == 11 && standsAlone(match) ? .identifier(kind: .phone) : nil
        },
        // 138****6621
        ValueRule(
            id: "identifier.mobile-phone-masked", pattern: "1[3-9][0-9][0-9*xX×]*[*xX×][*xX×][*xX×][0-9*xX×]*"
        ) { match in
            func joins(_ scalar: UInt32?) -> Bool { scalar.map { CharacterKind.isLatin($0) } ?? false }
            return (10...12).contains(match.end - match.start) && standsAlone(match) && !joins(match.before())
                && !joins(match.after()) ? .identifier(kind: .phone) : nil
        },
        ValueRule(
            id: "identifier.mobile-phone-grouped",
            pattern: "1[3-9][0-9][0-9]*[-. ][0-9][0-9][0-9][0-9]([-. ]?[0-9][0-9][0-9][0-9])?"
        ) { match in
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            return digits == 11 && standsAlone(match) ? .identifier(kind: .phone) : nil
        },
        ValueRule(id: "identifier.landline", pattern: "0[0-9][0-9][0-9]?[- ]?{digits}(-{digits})?") { match in
            // NB2018-0426-003371 is a policy's number.
            let isInside = match.before().map { $0 == 0x2D || CharacterKind.isLatin($0) } ?? false
            return !isInside && (10...18).contains(match.end - match.start) && standsAlone(match)
                && (match.contains("-") || match.contains(" ")) && !isOtherNumber(match)
                ? .identifier(kind: .phone) : nil
        },
        // 电话：6512345, 打去65123456; 0999-6512345、6512346: within a town, without its code.
        ValueRule(
            id: "identifier.local-phone", pattern: "[2-8][0-9][0-9][0-9][0-9][0-9][0-9][0-9]?"
        ) { match in
            func joins(_ scalar: UInt32?) -> Bool {
                scalar.map { CharacterKind.isLatin($0) || [0x2E, 0x2D, 0x2A, 0x25].contains($0) } ?? false
            }
            guard standsAlone(match), !joins(match.before()), !joins(match.after()), !isOtherNumber(match),
                !isCalendarDay(match),
                !(match.after().map { phoneless.contains($0) } ?? false),
                match.isPreceded(byOneOf: dialling) || isNamedPhone(match) || isBesidePhone(match)
            else { return nil }
            return .identifier(kind: .phone)
        },
        ValueRule(
            id: "identifier.short-number",
            pattern: "(12[0-9]{digits}|100[1-9][0-9]|9[56]{digits}|[48]00-?[0-9]{digits})"
        ) { match in
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            guard standsAlone(match) else { return nil }
            if digits == 10 { return match.contains("-") ? .identifier(kind: .phone) : nil }
            guard digits == 5, match.isFollowed(by: "人工") || !(match.after().map { phoneless.contains($0) } ?? false)
            else { return nil }
            // 12345 names the service as often; the numbers of firms are what is dialled.
            let isDialled =
                match.isPreceded(by: "热线")
                || !match.surface.hasPrefix("12")
                    && (match.isPreceded(byOneOf: dialling) || match.isFollowed(byOneOf: answering))
            return isDialled ? .identifier(kind: .phone) : nil
        },
        ValueRule(
            id: "identifier.id-number-spaced",
            pattern: "身份证(号码|号|件号码)?(:|为|是)?( )?[1-9][0-9][0-9][0-9][0-9][0-9][0-9 ]+[0-9Xx]"
        ) { match in
            guard let start = firstDigit(match), !(match.after().map { CharacterKind.isDigit($0) } ?? false) else {
                return nil
            }
            let number = match.text[(match.start + start)..<match.end]
            return number.count { $0 != 0x20 } == 18 && number.contains(0x20)
                ? .identifier(kind: .idNumber, skip: start) : nil
        },
        ValueRule(
            id: "identifier.account-after-cue", pattern: "(账号|帐号|卡号|账户|帐户|开户号)[^0-9\n]*[0-9][0-9 ]+[0-9]"
        ) { match in
            guard let start = firstDigit(match), start <= 20, standsAlone(match) else { return nil }
            let digits = match.text[(match.start + start)..<match.end].count { CharacterKind.isDigit($0) }
            return (12...21).contains(digits) ? .identifier(kind: .bankAccount, skip: start) : nil
        },
        ValueRule(
            id: "identifier.credit-code",
            pattern: "[0-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][0-9]{digits}[0-9A-HJ-NPQRTUWXY]*"
        ) {
            match in
            guard match.end - match.start == 18 else { return nil }
            let isJoined =
                (match.before().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) } ?? false)
                || (match.after().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) } ?? false)
            guard !isJoined else { return nil }
            let isCued = ["信用代码", "信用代码:", "信用代码为"].contains(where: match.isPreceded(by:))
            let isLettered = match.text[match.start..<match.end - 1].contains { CharacterKind.isLatin($0) }
            return isCued || isLettered && CreditCode.isValid(match.text[match.start..<match.end])
                ? .identifier(kind: .creditCode) : nil
        },
        ValueRule(
            id: "identifier.plate",
            pattern: "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.-]?[A-HJ-NP-Z0-9]+"
        ) { match in
            let count = match.surface.count {
                CharacterKind.isDigit($0) || CharacterKind.isLatin($0)
            }
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            let isJoined =
                match.after().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) || $0 == 0x2D } ?? false
            return (6...7).contains(count) && digits >= 3 && !isJoined ? .identifier(kind: .plate) : nil
        },
        ValueRule(id: "identifier.id-number", pattern: "[1-9][0-9][0-9][0-9]{digits}[Xx]?") { match in
            let length = match.end - match.start
            // WZ370782202309110017 is a register's number; 身份证号ID has a word before it.
            guard standsAlone(match), length == 18, holdsBirthYear(match),
                !(match.before().map { (0x41...0x5A).contains($0) } ?? false) || match.isPreceded(by: "ID")
            else { return nil }
            return .identifier(kind: .idNumber)
        },
        ValueRule(id: "identifier.id-number-masked", pattern: "[1-9][0-9][0-9][0-9][0-9][0-9][0-9]*[*xX]+[0-9*xX]+") {
            match in
            match.end - match.start == 18 ? .identifier(kind: .idNumber) : nil
        },
        ValueRule(id: "identifier.bank-account", pattern: "[4-6][0-9][0-9][0-9][0-9 ]+[0-9]") { match in
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            let isNumbered = ["编号", "编号:", "单号", "单号:", "受理号", "登记号", "流水号", "回执", "回执:", "回执号", "工单", "订单", "接警单"]
                .contains(where: match.isPreceded(by:))
            // A4104002019030001: the figures of a longer number.
            let isInside = match.before().map { CharacterKind.isLatin($0) } ?? false
            return [16, 17, 19].contains(digits) && standsAlone(match) && !isInside && !isNumbered
                ? .identifier(kind: .bankAccount) : nil
        },
        ValueRule(id: "identifier.email", pattern: "[a-zA-Z0-9][a-zA-Z0-9._-]*@[a-zA-Z0-9-]+([.][a-zA-Z0-9-]+)+") { _ in
            .identifier(kind: .email)
        },
    ]
}

/// 统一社会信用代码, GB 32100-2015.
enum CreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".unicodeScalars.map(\.value))
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// True when the last of 18 characters is the check character of the others.
    static func isValid(_ code: some Collection<UInt32>) -> Bool {
        let values = code.compactMap { alphabet.firstIndex(of: $0) }
        guard code.count == 18, values.count == 18 else { return false }
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return values[17] == (31 - sum % 31) % 31
    }
}
