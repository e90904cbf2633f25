internal import Documents

/// Document numbers as they are typed in haste: the year without its brackets, or the brackets around the wrong part.
extension ValueRules {
    /// What a short name of an issuer ends with before the year: 政发, 国税函, 信复.
    private static let paperLetters = ScalarSet("发函办字复规通令政文决裁纪")
    /// 发 and 办 as verbs: 下发2018年3号文件 has no issuer.
    private static let issuingVerbs = WordSet([
        "印发", "下发", "颁发", "签发", "转发", "核发", "批发", "出发", "开发", "收发", "所发", "分发", "新发", "又发", "已发", "才发", "再发", "补发",
        "承办", "主办", "经办", "代办", "催办", "申办", "举办", "没办", "不办", "回函", "来函", "去函", "发文", "行文", "来文", "下文", "判决", "裁决",
        "答复",
        "回复", "批复", "规划", "出台", "命令", "普通", "开通", "沟通", "交通", "文字", "签字", "数字",
    ])
    /// A body's whole name before a year is no short name: 人社局2012年45号文件.
    private static let bodyEndings = ScalarSet("厅局委院部会司市县省区于在年月日的")
    private static let paperWords = WordSet(["文", "的文件", "》", "通知"])
    /// What may stand behind a number without a year.
    private static let behindNumber = ScalarSet("文中规的精明")
    private static let officeLetters = ScalarSet("政府社教劳财税卫建民农林水交公党组宣安监国计人审环")

    /// How many characters the issuer's short name before the match has.
    private static func issuerLength(_ match: PatternMatch) -> Int {
        guard match.before().map({ CharacterKind.isHan($0) }) ?? false else { return 0 }
        return match.start - DocumentNumberForm.issuerStart(match.text, match.start)
    }

    static let carelessNumbers: [ValueRule] = [
        // 宁教发2009年14号, 厂发87年05号, 宁金2013年120号文件
        ValueRule(id: "document-number.year-and-number", pattern: "({year4}|[5-9][0-9])年第?{number:digits}号") { match in
            guard let last = match.before(), CharacterKind.isHan(last), let number = match.int("number"),
                number < 10_000, (2...10).contains(issuerLength(match)), !match.isPreceded(byOneOf: issuingVerbs)
            else { return nil }
            // 街道办2015年3号楼, 拆迁办2013年6号院: a house.
            let isHouse = last == 0x529E && match.after().map { CharacterKind.isHan($0) } ?? false
            let isPaper =
                paperLetters.contains(last) && !isHouse
                || !bodyEndings.contains(last) && match.isFollowed(byOneOf: paperWords)
            return isPaper ? .documentNumber(value: match.surface.string, extendLeft: true) : nil
        },
        // 宁人社发201719号, 宁改办发2012,81号
        ValueRule(
            id: "document-number.year-run-on", pattern: "(19|20)[0-9][0-9]([1-9][0-9]?[0-9]?|[,.、 ][0-9]+)号"
        ) { match in
            guard let last = match.before(), paperLetters.contains(last), (3...10).contains(issuerLength(match)),
                !match.isPreceded(byOneOf: issuingVerbs)
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 财税2018(31)号: the brackets around the number.
        ValueRule(
            id: "document-number.bracketed-number", pattern: "{year4}年?[(〔\\[]{number:digits}[)〕\\]]号"
        ) { match in
            (2...10).contains(issuerLength(match)) && match.int("number") ?? 0 < 10_000
                ? .documentNumber(value: match.surface.string, extendLeft: true) : nil
        },
        // 焦政通 2024年第12号, 藏江草承 2011 字第 0 0 8 7 号
        ValueRule(
            id: "document-number.year-and-ordinal",
            pattern: "{year4}[ ]?年?[ ]?字?[ ]?第[ ]*[0-9]+([ ][0-9]+)*[ ]*号"
        ) { match in
            let isApart = match.before() == 0x20
            guard let last = match.before(isApart ? 2 : 1), CharacterKind.isHan(last), !bodyEndings.contains(last),
                (isApart ? 4...9 : 3...8).contains(
                    match.start - DocumentNumberForm.issuerStart(match.text, match.start))
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 宁市劳动争议仲裁2015字第111号
        ValueRule(id: "document-number.year-register", pattern: "{year4}年?字第?[0-9]+号") { match in
            (2...12).contains(issuerLength(match))
                ? .documentNumber(value: match.surface.string, extendLeft: true) : nil
        },
        // 2019宁劳仲字第99号, (80)劳险便字41号: the year first.
        ValueRule(
            id: "document-number.year-first",
            pattern: "({year4}年?[一-龥]|[〔\\[(][5-9][0-9][〕\\])])[一-龥]+字第?[0-9]+号"
        ) { match in
            let name = match.surface.filter { CharacterKind.isHan($0) }
            return name.count <= 14 && !name.contains(where: nameStops.contains)
                && !(match.before().map { CharacterKind.isDigit($0) } ?? false)
                ? .documentNumber(value: match.surface.string, extendLeft: false) : nil
        },
        // 宁政发28号文件: the year left out.
        ValueRule(id: "document-number.yearless", pattern: "[发函]{number:digits}号") { match in
            guard let office = match.before(), officeLetters.contains(office), match.int("number") ?? 0 < 1000,
                match.start - DocumentNumberForm.issuerStart(match.text, match.start) >= 2,
                match.after().map({ !CharacterKind.isHan($0) || behindNumber.contains($0) }) ?? true
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
    ]

    /// Numbers behind what slips are called: 收据, 回执, 抢修单.
    static func slipNumbers(_ words: SlipWords) -> [ValueRule] {
        let slips = "(\(words.names.joined(separator: "|")))(号码|编号|号)?[,]?[是为: ]*"
        return [
            // № 007126, No.0039
            ValueRule(id: "document-number.numero", pattern: "(No|NO|№)[.:]?[ ]*[0-9]+([ ][0-9]+)*") { match in
                let digits = match.surface.count { CharacterKind.isDigit($0) }
                return digits >= 4
                    && !(match.before().map { CharacterKind.isLatin($0) } ?? false)
                    && !(match.after().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) || $0 == 0x5143 }
                        ?? false)
                    ? .documentNumber(value: match.surface.string, extendLeft: false) : nil
            },
            // 保单号 8 8 0 2 1 1 1 7, 单号5201 2310 0700 1908 22: figures in groups.
            ValueRule(
                id: "document-number.spaced", pattern: "\(slips)[A-Z]*[0-9]+([ ][0-9]+)+"
            ) { match in slip(match, words.set, least: 8) },
            // 平台介入单PT-221118/00917, 合同QN/YH/2022/0 8 8 1, 登记YHLZ230226-04
            ValueRule(
                id: "document-number.slip",
                pattern:
                    "\(slips)[(“]?[一-龥]*[ ]?[A-Z0-9]+([ ][0-9]+)?([ ]?(-|—|/)[ ]?[A-Z]*[0-9]*)*([ ][0-9])*"
            ) { match in slip(match, words.set, least: 5) },
        ]
    }

    /// The number behind the slip's name: letters or a dash between figures, or very many of them.
    private static func slip(_ match: PatternMatch, _ names: WordSet, least: Int) -> ValueReading? {
        let surface = match.surface
        guard
            let first = surface.firstIndex(where: {
                CharacterKind.isDigit($0) || CharacterKind.isLatin($0)
            }),
            let cue = names.longest(match.text, at: match.start)
        else { return nil }
        var start = cue.length
        while start < first {
            // 登记，登记号: the second name is the slip's.
            if let again = names.longest(match.text, at: match.start + start) {
                start += again.length
            } else if !CharacterKind.isHan(surface[start]) || [0x662F, 0x4E3A, 0x53F7].contains(surface[start]) {
                start += 1
            } else {
                break
            }
        }
        // 登记|证号, 合同|编号 have rules of their own.
        guard start < surface.count, !slipKinds.contains(surface[start]) else { return nil }
        let value = surface[start...]
        let digits = value.count { CharacterKind.isDigit($0) }
        let hasSigns = value.contains { CharacterKind.isLatin($0) || [0x2D, 0x2014, 0x2F].contains($0) }
        let hasName = CharacterKind.isHan(value.first ?? 0) || CharacterKind.isLatin(value.first ?? 0)
        // 收费票据号0046718832: said to be its number.
        let isNumbered = start > cue.length && surface[..<start].contains(0x53F7) && digits >= 7
        guard digits >= least, first - start <= 8,
            hasSigns || digits >= 12 || value.contains(0x20) && digits >= 8 || isNumbered,
            !surface[start..<first].contains(where: nameStops.contains),
            !(match.after().map {
                CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || slipUnits.contains($0)
            } ?? false),
            // 合同2019-05-06 is a day, 登记19900001234 a phone.
            hasName || !isDay(value) && !(digits == 11 && value.first == 0x31 && digits == value.count)
        else { return nil }
        return .documentNumber(value: value.string, extendLeft: false, skip: start)
    }

    private static func isDay(_ value: ScalarText) -> Bool {
        let parts = value.split { [0x2D, 0x2014, 0x2F].contains($0) }
        return [2, 3].contains(parts.count) && parts[0].count == 4 && parts.dropFirst().allSatisfy { $0.count <= 2 }
    }

    private static let slipKinds = ScalarSet("证表簿册本机处所编")
    private static let slipUnits = ScalarSet("年月日元万块%.个人名户")
    private static let nameStops = ScalarSet("的了在我们他是有因被把给让到从")
}
