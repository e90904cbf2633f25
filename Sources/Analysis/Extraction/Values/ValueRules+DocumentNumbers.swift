internal import Documents

extension ValueRules {
    // MARK: document numbers

    private static let opening = "[〔\\[(【{〈﹝《〖「<]"
    private static let closing = "[〕\\])】}〉﹞》〗」>]"
    /// A year in brackets: four figures, some of them masked; with 年 behind it in careless hands.
    private static let bracketedYear =
        "\(opening)[ ]?({year4}|[0-9xX*×○□][0-9xX*×○□][0-9xX*×○□][0-9xX*×○□])[ ]?年?\(closing)"
    /// O and l before figures are what scanners read for 0 and 1.
    /// Figures may stand apart, as typewriters and scanners set them: 第 0 0 8 7 号.
    private static let sequence = "([OolI]?[0-9xX*×□○○]+([ ]+[0-9xX*×□]+)*[A-Z]?|[一二三四五六七八九十百零〇]+)"

    static let documentNumbers: [ValueRule] = [
        // 保单号NB2018-0426-003371, ZPJT2021-08 behind 编号.
        ValueRule(id: "document-number.latin", pattern: "[A-Z][A-Z]+[A-Z0-9]*(-[A-Z0-9]+)*-[0-9][0-9]+(-[0-9]+)*") {
            match in
            let isLone = !(match.before().map { CharacterKind.isLatin($0) || CharacterKind.isDigit($0) } ?? false)
            let digits = match.surface.count { CharacterKind.isDigit($0) }
            let isCued =
                !match.isPreceded(by: "型号") && !match.isPreceded(by: "型号:")
                && ["号", "编号", "号:", "号：", "编号:", "编号：", "号 "].contains(where: match.isPreceded(by:))
            let hyphens = match.surface.count { $0 == 0x2D }
            return isLone && digits >= 3 && (isCued || hyphens >= 2)
                ? .documentNumber(value: match.surface.string, extendLeft: false) : nil
        },
        ValueRule(
            id: "document-number.after-cue",
            pattern:
                "(登记编号|编号|登记号|受理号|单号|证号|文号|案号|专利号|回执号|流水号|备案号|立案号|信访号|登记证|预售证|保单号|协议号|合同号|查询码|查询号|许可证|注册证|信件号|批号|案卷号|档案号|卷号|批准号|注册号|鉴定号|代码|凭证号|流转码|工单号|工单|受案登记|立案登记|许可证号|烈士证号|烈士证|执照号|认定书号|残疾证号|网上件|信访件|转办单|交办单|督办单|受理单|登记单|报装单)[:是为从 ]*[(]?[一-龥]*[(〔\\[]?[一-龥]*[)〕\\]]?[一-龥]*-?[0-9A-Za-z〔\\[(][0-9A-Za-z〔〕\\[\\]._/□*×-]*((字)?第[ ]*[0-9]+([ ]*(-|—)[ ]*[0-9]+)?|[)〕\\]][一-龥]*[0-9]+)?([(][0-9]+[)])?([ ]*[0-9]([ ][0-9])+)?([ ]*号)?"
        ) { match in registered(match) },
        // ZL2018 3 0077012.4
        ValueRule(id: "document-number.patent", pattern: "ZL[ ]?[12][09][0-9][0-9][ ]?[1-9][ ]?[0-9X]+([.][0-9X])?") {
            match in
            .documentNumber(value: match.surface.string, extendLeft: false)
        },
        ValueRule(id: "document-number.register-word", pattern: "字第[ ]*[0-9□xX*×]+(-[0-9]+)?[ ]*号") { match in
            .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 唐劳鉴字2022-3108号, 陕运客字610800-0417号
        ValueRule(id: "document-number.register-figures", pattern: "字(第)?[0-9][0-9]+(-|第)[0-9]+(-[0-9]+)?号") {
            match in
            .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 皖民优第92号文件
        ValueRule(id: "document-number.ordinal-paper", pattern: "第{number:digits}号") { match in
            guard match.isFollowed(by: "文"), match.before().map({ CharacterKind.isHan($0) }) ?? false else {
                return nil
            }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 60号令, 37号文件: a paper known by its number alone.
        ValueRule(id: "document-number.number-alone", pattern: "{number:digits}号(文件|文|令)") { match in
            // 水门路9号文庙旁: a house beside. 12号文作废了, 那个8号文讲的是
            if match.surface.last == 0x6587, let after = match.after(), CharacterKind.isHan(after),
                !behindPaper.contains(after) || match.before().map({ streets.contains($0) }) ?? false
            {
                return nil
            }
            guard match.int("number") ?? 0 < 1000, match.after() != 0x300B,
                !(match.before().map {
                    CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || numberJoints.contains($0)
                } ?? false)
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: false)
        },
        // 前述第56号决定, 46号判决: a paper known by its number and kind.
        ValueRule(
            id: "document-number.numbered-kind", pattern: "第?{number:digits}号(公告|判决|裁定|裁决|决定|批复|纪要)"
        ) { match in
            // 15号判决下来了 tells a day; 5号公告栏 is a board.
            let number = match.int("number") ?? 0
            let isNamed =
                match.contains("第") || number > 31
                || ["上述", "前述", "该", "那份"].contains(where: match.isPreceded(by:))
            return number < 1000 && isNamed && !["栏", "牌", "板"].contains(where: match.isFollowed(by:))
                && !(match.before().map {
                    CharacterKind.isDigit($0) || CharacterKind.isLatin($0) || kindLeaders.contains($0)
                } ?? false)
                ? .documentNumber(value: match.surface.string, extendLeft: false) : nil
        },
        // 1999第009025号: the year right before its ordinal.
        ValueRule(id: "document-number.year-ordinal", pattern: "{year4}第[0-9]+号") { match in
            match.before().map { CharacterKind.isDigit($0) } ?? false
                ? nil : .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // GB 50368—2005, JGJ/T 16-2008, GBJ118-88: standards, with the year they are of.
        ValueRule(
            id: "document-number.standard",
            pattern:
                "(GB|gb|GBJ|GBZ|JGJ|CJJ|HJ|DL|YY|JTG|JTJ|WS|WH|QB|JB|SL|LY|NY|TB|GA|DB[0-9][0-9])(/T|T|/t)?[ ]?[0-9]+([.][0-9]+)?[ ]?(-|—)+([12][09][0-9][0-9]|[6-9][0-9])"
        ) { match in
            func joins(_ scalar: UInt32?) -> Bool {
                scalar.map { CharacterKind.isDigit($0) || CharacterKind.isLatin($0) } ?? false
            }
            return joins(match.before()) || joins(match.after())
                ? nil : .documentNumber(value: match.surface.string, extendLeft: false)
        },
        // [政府发文]7号: who issued it was masked before publication.
        ValueRule(id: "document-number.masked-issuer", pattern: "\\[[一-龥]+发文\\]{number:digits}号") { match in
            .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 东信2019-02号, 东档证 2019-02号
        ValueRule(id: "document-number.year-dash", pattern: "[12][09][0-9][0-9]-[0-9]+号") { match in
            let blank = match.before() == 0x20 ? 1 : 0
            guard let before = match.before(1 + blank), CharacterKind.isHan(before), before != 0x5B57,
                match.before(2 + blank).map({ CharacterKind.isHan($0) }) ?? false
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        ValueRule(
            id: "document-number.day-and-number", pattern: "[登字受信转复交办理函][12][09][0-9][0-9]{digits}第{number:digits}号"
        ) { match in
            .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 国信发2017第2号, 豫政2018第12号: the brackets left out.
        ValueRule(id: "document-number.bare-year", pattern: "[发字函办复决罚认受告通令规文政]{year4}年?第?{number:digits}号") { match in
            guard let before = match.before(), CharacterKind.isHan(before), let number = match.int("number"),
                number < 10_000,
                match.contains("第") || !match.contains("年")
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        ValueRule(
            id: "document-number.register",
            pattern: "[(〔]{year4}[)〕](第|字第|字)[0-9□xX*]+(-[0-9]+)?号(之[一二三四五六])?"
        ) { match in .documentNumber(value: match.surface.string, extendLeft: true) },
        // 豫(2018)鹰城市不动产权第0012345号
        ValueRule(
            id: "document-number.title-deed", pattern: "\(bracketedYear)[一-龥]+(不动产权|不动产证明|房权证|土地证|林证字)第?[0-9xX*×□]+号"
        ) { match in
            match.end - match.start <= 34 ? .documentNumber(value: match.surface.string, extendLeft: true) : nil
        },
        ValueRule(
            id: "document-number.bracketed-year",
            pattern:
                "\(bracketedYear)[ \n]*(第|字|-)?[ ]*(\\(\(sequence)\\)|\(sequence)([ ]*(-|—)[ ]*[0-9]+([ ][0-9]+)*)?([、,]\(sequence))*)[ \n]*(号(-[0-9]+|之[一二三四五六])?|期)"
        ) { match in
            .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 惠政〔1987〕综115号, 甬环监（2022）Z-218号, 甬环罚字[2023]ZC015号: a branch between the year and the number.
        ValueRule(
            id: "document-number.branch", pattern: "\(bracketedYear)([一-龥]|[A-Z][A-Z]?[A-Z]?-?)[ ]?[0-9]+号"
        ) { match in
            guard let before = match.before(), CharacterKind.isHan(before), !match.contains("第"), !match.contains("字")
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 豫政办〔2018〕45文件, 豫政办〔2018〕45: 号 left out.
        ValueRule(id: "document-number.unsigned", pattern: "[发函办复字]\(bracketedYear)第?{number:digits}") { match in
            guard let before = match.before(), CharacterKind.isHan(before), match.int("number") ?? 9999 < 5000,
                !(match.after().map { unsignedEnds.contains($0) || CharacterKind.isLatin($0) } ?? false),
                match.after().map({ !CharacterKind.isHan($0) }) ?? true
                    || ["文", "规定", "精神", "中", "的"].contains(where: match.isFollowed(by:))
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 甬劳监欠〔2024〕0067, 穗自然资罚告 [2021] 03-044: nothing behind the number, and brackets that only papers have.
        ValueRule(
            id: "document-number.unsigned-register",
            pattern:
                "[〔\\[(]{year4}[〕\\])][ ]*[0-9]+([ ][0-9]+)*([ ]*(-|—)[ ]*[0-9]+([ ][0-9]+)*)?"
        ) { match in
            let digits = match.surface.count { CharacterKind.isDigit($0) } - 4
            // Round brackets hold years of other things: only behind what a register's name ends with.
            guard
                match.text[match.start] != 0x28
                    || digits >= 3
                        && match.before(match.before() == 0x20 ? 2 : 1).map({ registers.contains($0) }) ?? false
            else { return nil }
            let first = match.before() == 0x20 ? 2 : 1
            guard (first...first + 1).allSatisfy({ match.before($0).map(CharacterKind.isHan) ?? false }),
                !(match.after().map {
                    CharacterKind.isHan($0) && !writing.contains($0) || CharacterKind.isDigit($0)
                        || CharacterKind.isLatin($0)
                }
                    ?? false)
            else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 豫政函[2018-45号], 豫政函（201845号: the brackets set wrongly.
        ValueRule(
            id: "document-number.misplaced-bracket",
            pattern: "[发函办涵字复]\(opening)({year4}(-|—|年|第)[0-9]+号\(closing)|[12][09][0-9][0-9][0-9]+号)"
        ) { match in
            guard let before = match.before(), CharacterKind.isHan(before) else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 豫政发(18)12号: a year of two figures since 2000.
        ValueRule(id: "document-number.new-short-year", pattern: "[发函字][〔\\[(][0-2][0-9][〕\\])]第?{digits}号") { match in
            guard let before = match.before(), CharacterKind.isHan(before) else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 建设部第157号令
        ValueRule(
            id: "document-number.ordinal-order", pattern: "第({digits}|[一二三四五六七八九十百]+)号(主席)?令"
        ) { match in
            .documentNumber(value: match.surface.string, extendLeft: true)
        },
        ValueRule(
            id: "document-number.short-year",
            pattern: "[〔\\[(][5-9][0-9][〕\\])](第|字|字第)?[ ]*{digits}([ ]*(-|—)[ ]*[0-9]+)?[ ]*号"
        ) {
            match in
            // 豫政(98)12号, before 2000.
            guard let before = match.before(), CharacterKind.isHan(before) else { return nil }
            return .documentNumber(value: match.surface.string, extendLeft: true)
        },
        // 2019年第15号答复意见书: a paper known by its year and number.
        ValueRule(id: "document-number.year-and-number", pattern: "{year4}年第?{number:digits}号") { match in
            let isJoined = match.before().map { CharacterKind.isDigit($0) || $0 == 0x5B57 || $0 == 0x53D1 } ?? false
            return !isJoined && match.isFollowed(byOneOf: numberedPapers)
                ? .documentNumber(value: match.surface.string, extendLeft: false) : nil
        },
        // （桂劳监登2025-0158）, （陕机要11-07-4426）: a register's number alone in brackets.
        ValueRule(
            id: "document-number.enclosed",
            pattern: "[(][一-龥][一-龥][一-龥]+([12][09][0-9][0-9]|[0-9][0-9]-[0-9][0-9])-[0-9][0-9][0-9]+(-[0-9]+)?"
        ) { match in
            let name = match.surface.count { CharacterKind.isHan($0) }
            guard match.after() == 0x29, name <= 12, !["电话", "热线", "手机", "联系"].contains(where: match.contains) else {
                return nil
            }
            let start = DocumentNumberForm.withoutLead(match.text, match.start + 1, match.start + 1 + name)
            return match.start + 1 + name - start > 8
                ? nil
                : .documentNumber(value: match.surface.string, extendLeft: false, skip: start - match.start)
        },
        // 国务院令第431号, 公告2020年第12号
        ValueRule(id: "document-number.order", pattern: "(令|公告|通告)[ ]?({year4}年)?第{number:digits}号") { match in
            guard !match.surface.hasPrefix("令") || match.before().map({ CharacterKind.isHan($0) }) ?? false else {
                return nil
            }
            return .documentNumber(value: match.surface.string, extendLeft: match.surface.hasPrefix("令"))
        },
        // 交通事故认定书第410411201800123号, 注册证第3900XXXX号: six places or more are no ordinal.
        ValueRule(id: "document-number.long-ordinal", pattern: "第[0-9][0-9][0-9xX*×-]+号") { match in
            let count = match.surface.count { CharacterKind.isDigit($0) || Numeral.isMask($0) }
            return count >= 6 ? .documentNumber(value: match.surface.string, extendLeft: false) : nil
        },
        ValueRule(
            id: "document-number.case",
            pattern:
                "\(opening){year4}\(closing)[ ]?[^0-9，。,.;；:：()《》、 \n][^0-9，。,.;；:：()《》、 \n]?[ ]?[0-9]*[ ]?[^0-9，。,.;；:：()《》、 \n]+[ ]?\(sequence)(-[0-9]+)?([、,]\(sequence))*号(之[一二三四五六])?"
        ) { match in
            // (1997)年6月23号 is a day.
            match.end - match.start <= 34 && !match.contains("月")
                // 鹿信〔2021〕受字第7号 is no court's.
                ? .documentNumber(
                    value: match.surface.string,
                    extendLeft: match.contains("字第") && !isOfProvince(match) && !isOfCourt(match)) : nil
        },
        // 2019豫0411民初123号: the brackets left out.
        ValueRule(
            id: "document-number.case-bare",
            pattern:
                "[12][09][0-9][0-9]年?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼最][0-9]*(民|刑|行|执|财|赔|破|知)[一-龥]?[一-龥]?第?[0-9]+(-[0-9]+)?号(之[一二三四五六])?"
        ) { match in
            match.before().map { CharacterKind.isDigit($0) } ?? false
                ? nil : .documentNumber(value: match.surface.string, extendLeft: false)
        },
    ]

    /// What goes on behind 12号文; 文明 and 文化 may be what a house is called.
    private static let behindPaper = ScalarSet("中规精第的作讲说写要里上也没早已不就是和与跟还算废执落到只又都")
    /// Before the number of a day, a house or a longer number.
    private static let kindLeaders = ScalarSet("第字年月〕）)]】-.至、发函办令路街巷弄室")
    /// What a house's number stands behind.
    private static let streets = ScalarSet("路街巷弄道里园区苑村镇院号幢栋")

    /// What names of registers end with.
    private static let registers = ScalarSet("诉信访字认罚决告函批复核登受裁仲案立审")
    /// Behind a number: what is written there.
    private static let writing = ScalarSet("写载说称显上注")
    private static let unsignedEnds = ScalarSet("0123456789-—./、号期年月日")

    private static let numberedPapers = WordSet([
        "文", "令", "告知书", "公告", "通告", "答复", "决定", "意见", "通知", "纪要", "会议纪要", "信访", "批复", "函", "裁决", "判决", "裁定",
    ])

    /// （2022）黑…字第…号: the province behind the year begins the number.
    private static func isOfProvince(_ match: PatternMatch) -> Bool {
        guard let close = match.surface.firstIndex(where: { [0x29, 0x3015, 0x5D, 0x3011].contains($0) }) else {
            return false
        }
        return provinces.contains(match.surface[close + 1])
    }

    /// （2015）宁民初字第599号: a court's number begins with its year, whatever stands before.
    private static func isOfCourt(_ match: PatternMatch) -> Bool {
        ["民初", "民一", "民二", "民三", "民终", "民再", "刑初", "刑终", "行初", "行终", "执字"].contains(where: match.contains)
    }

    /// What a number of more parts has before its last one.
    private static let numberJoints = ScalarSet("第字〕）)]】-.至、")

    private static let provinces = ScalarSet("京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")

    /// What stands behind 编号 or 证号: letters, Han characters or brackets before three digits or more.
    private static func registered(_ match: PatternMatch) -> ValueReading? {
        let surface = Array(match.text[match.start..<match.end])
        var start = 0
        for cue in registerCues where surface.starts(with: cue) { start = max(start, cue.count) }
        // 工单|编号, 残疾证|号
        for cue in numberWords where surface[start...].starts(with: cue) { start += cue.count }
        let isNumbered = !["证号", "登记证", "批号", "代码", "烈士证"].contains(where: match.surface.hasPrefix)
        while start < surface.count, [0x3A, 0x20, 0x662F, 0x4E3A, 0x4ECE].contains(surface[start]) { start += 1 }
        // 案号先是(2020)…, 工单分别是CS…
        for cue in enumerations where surface[start...].starts(with: cue) { start += cue.count }
        if start < surface.count, surface[start] == 0x28, surface.last != 0x29 { start += 1 }
        // 证号分别为皋集建…, 登记证|号晋宗登字…
        let name = surface[start...].prefix { CharacterKind.isHan($0) }
        if name.count < surface.count - start {
            start = surface.withUnsafeBufferPointer { DocumentNumberForm.withoutLead($0, start, name.endIndex) }
        }
        var value = surface[start...]
        var left = 0
        // （编号PWJT2018-02）控制价1286: the aside's bracket ends the number.
        if let end = value.firstIndex(where: { [0x29, 0x5D, 0x3015].contains($0) }),
            !value[..<end].contains(where: { [0x28, 0x5B, 0x3014].contains($0) })
        {
            left = value.endIndex - end
            value = value[..<end]
        }
        let digits = value.count { CharacterKind.isDigit($0) || Numeral.isMask($0) }
        let han = value.count { CharacterKind.isHan($0) }
        // 工单〔FH-2309-5506〕: in brackets, which are no part of it.
        if let first = value.first, let last = value.last, [0x3014, 0x5B, 0x28].contains(first),
            [0x3015, 0x5D, 0x29].contains(last), !value.dropFirst().contains(first)
        {
            return nil
        }
        // 办理该许可证|收取148元
        if han > 0, digits == 3, value.allSatisfy({ CharacterKind.isHan($0) || CharacterKind.isDigit($0) }),
            value.last != 0x53F7
        {
            return nil
        }
        // 许可证于2014年到期; 身份证号 is no paper's.
        if han == 1, let first = value.first, [0x4E8E, 0x5728, 0x81F3, 0x5230].contains(first) { return nil }
        if match.isPreceded(by: "身份") { return nil }
        guard digits >= 3, han <= 12, (5...30).contains(value.count),
            !value.contains(where: { [0x5E74, 0x6708, 0x7684, 0x5143, 0x4F4D, 0x4E3A].contains($0) }),
            // 批准时限为2017年: a year.
            match.after() != 0x5E74,
            // Digits and blanks alone may be an account, but a letter's own number where the word says so.
            value.contains(where: {
                CharacterKind.isHan($0) || CharacterKind.isLatin($0) || $0 == 0x2D || $0 == 0x3014
            }) || isNumbered && digits >= 6 && digits == value.count
        else { return nil }
        return .documentNumber(value: String(scalars: value), extendLeft: false, skip: start, left: left)
    }

    private static let enumerations = ["先是", "分别是", "分别为", "分别", "都是", "就是", "也是"].map {
        $0.unicodeScalars.map(\.value)
    }
    private static let numberWords = ["编号", "号"].map { $0.unicodeScalars.map(\.value) }

    private static let registerCues = [
        "编号", "登记号", "受理号", "单号", "证号", "文号", "案号", "专利号", "回执号", "流水号", "备案号", "立案号", "信访号", "登记证", "预售证", "保单号",
        "协议号", "合同号",
        "查询码", "查询号", "许可证", "注册证", "信件号", "批号", "案卷号", "档案号", "卷号", "批准号", "注册号", "鉴定号",
        "代码", "凭证号", "流转码", "工单号", "工单", "受案登记", "立案登记", "许可证号", "登记编号", "烈士证号", "烈士证", "执照号", "认定书号", "残疾证号",
        "网上件", "信访件", "转办单", "交办单", "督办单", "受理单", "登记单", "报装单",
    ].map { $0.unicodeScalars.map(\.value) }
}
