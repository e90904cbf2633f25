internal import Documents

extension ValueRules {
    // MARK: identifiers

    private static func standsAlone(_ match: PatternMatch) -> Bool {
        func joins(_ scalar: UInt32?) -> Bool { scalar.map { CharacterKind.isDigit($0) } ?? false }
        return !joins(match.before()) && !joins(match.after())
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
            return !isInside && (10...17).contains(match.end - match.start) && standsAlone(match)
                && (match.contains("-") || match.contains(" "))
                ? .identifier(kind: .phone) : nil
        },
        ValueRule(id: "identifier.short-number", pattern: "(12[0-9]{digits}|9[56]{digits}|[48]00-?[0-9]{digits})") {
            match in
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            guard standsAlone(match) else { return nil }
            if digits == 10 { return match.contains("-") ? .identifier(kind: .phone) : nil }
            let cues = match.surface.hasPrefix("9") ? ["热线", "打", "电话", "拨", "客服"] : ["热线"]
            return digits == 5 && cues.contains(where: match.isPreceded(by:)) ? .identifier(kind: .phone) : nil
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
            let isJoined =
                (match.before().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) } ?? false)
                || (match.after().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) } ?? false)
            guard match.end - match.start == 18, !isJoined else { return nil }
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
        ValueRule(id: "identifier.id-number", pattern: "[1-9]{digits}[Xx]?") { match in
            let length = match.end - match.start
            guard standsAlone(match), length == 18, holdsBirthYear(match) else { return nil }
            return .identifier(kind: .idNumber)
        },
        ValueRule(id: "identifier.id-number-masked", pattern: "[1-9][0-9][0-9][0-9][0-9][0-9][0-9]*[*xX]+[0-9*xX]+") {
            match in
            match.end - match.start == 18 ? .identifier(kind: .idNumber) : nil
        },
        ValueRule(id: "identifier.bank-account", pattern: "[4-6][0-9][0-9][0-9][0-9 ]+[0-9]") { match in
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            let isNumbered = ["编号", "编号:", "单号", "单号:", "受理号", "登记号", "流水号"].contains(where: match.isPreceded(by:))
            return [16, 17, 19].contains(digits) && standsAlone(match) && !isNumbered
                ? .identifier(kind: .bankAccount) : nil
        },
        ValueRule(id: "identifier.email", pattern: "[a-zA-Z0-9][a-zA-Z0-9._-]*@[a-zA-Z0-9-]+([.][a-zA-Z0-9-]+)+") { _ in
            .identifier(kind: .email)
        },
    ]

    // MARK: laws

    private static let lawEndings = [
        "法", "条例", "规定", "办法", "通知", "意见", "细则", "决定", "方案", "规则", "标准", "解释", "纲要", "规程", "准则", "规范", "宪法", "法典",
        "目录", "计划", "制度", "要点", "公约", "函", "批复", "公告", "通告", "指南", "措施", "规划", "若干规定", "暂行", "试行", "条件", "解答", "守则",
        "倡议书",
    ].map { $0.unicodeScalars.map(\.value) }
    /// 《》〈〉, and 巜, which stands for 《 where that cannot be typed.
    private static let titleMarks = ScalarSet("《》〈〉巜")

    static let laws: [ValueRule] = [
        ValueRule(id: "law.title-marks", pattern: "([《巜][^》《\n]+》|〈+[^〉〈\n]+〉+)") { match in
            let inner = match.surface.filter { !titleMarks.contains($0) }
            let bare = inner.split(separator: 0x28).first ?? inner[...]
            // 〈去年改建的〉 is an aside, 《条例》 names none.
            let isNamed = lawEndings.contains { bare.count > $0.count && bare.suffix($0.count).elementsEqual($0) }
            return isNamed ? .law() : match.surface.first == 0x300A ? .nothing : nil
        },
        // 根据电力设施保护条例第十条: named without its marks, told by the article.
        ValueRule(
            id: "law.by-article",
            pattern: "(根据|依据|依照|按照|违反|适用)(了)?[^第,。.;:、《》〈〉() \n0-9]+(条例|办法|规定|细则|法)"
        ) { match in
            guard match.isFollowed(by: "第"), match.end - match.start <= 24,
                match.after(2...2).contains(where: { CharacterKind.isDigit($0) || Numeral.numeralScalars.contains($0) })
            else { return nil }
            return .law(skip: match.contains("了") ? 3 : 2)
        },
    ]

    /// 根据物权法和物业管理条例: a law of the list without its marks.
    static func lawByName(_ laws: CitedLaws) -> ValueRule {
        ValueRule(id: "law.by-name", pattern: "(法|条例|办法|规定|细则)") { match in
            laws.start(match.text, endingAt: match.end).map { .law(skip: $0 - match.start) }
        }
    }
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
