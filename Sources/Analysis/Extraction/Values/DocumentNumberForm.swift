internal import Documents

/// The value of a document number and where its issuer's short name begins.
enum DocumentNumberForm {
    /// 国信发[2017]2号 → 国信发〔2017〕2号. Blanks and breaks go, masks and other brackets stay as they were written:
    /// 临公（刑）不立字〔2018〕7号.
    static func value(_ text: NormalizedText, _ span: NormalizedSpan) -> String {
        var scalars: [UInt32] = []
        let characters = withDigits(text.scalars[span.range])
        // Patents are written with their blanks: ZL2018 3 0077012.4.
        let isPatent = characters.starts(with: [0x5A, 0x4C])
        let bareYear = bareYear(characters)
        for index in characters.indices {
            let scalar = characters[index]
            // 宁政发2017年2号, 财税2018(31)号 → 宁政发〔2017〕2号, 财税〔2018〕31号
            if let bareYear {
                if index == bareYear.lowerBound { scalars.append(0x3014) }
                if index == bareYear.upperBound { scalars.append(0x3015) }
                if index >= bareYear.upperBound,
                    scalar == 0x5E74 || openings.contains(scalar) || closings.contains(scalar)
                {
                    continue
                }
            }
            switch scalar {
            case 0x20 where isPatent: scalars.append(scalar)
            case 0x20, 0x0A, 0x09: continue
            case let open where openings.contains(open):
                // Only brackets around a year, or around an issuer that was masked, turn.
                let closing = characters[index...].firstIndex(where: closings.contains)
                let holdsYear = closing.map { turns(characters[(index + 1)..<$0]) } ?? false
                scalars.append(contentsOf: holdsYear ? [0x3014] : written(text, index))
            case let close where closings.contains(close):
                let opening = characters[..<index].lastIndex(where: openings.contains)
                let holdsYear = opening.map { turns(characters[($0 + 1)..<index]) } ?? false
                scalars.append(contentsOf: holdsYear ? [0x3015] : written(text, index))
            default: scalars.append(scalar)
            }
        }
        return String(scalars: scalars[...])
    }

    /// 2019-O5, 豫O411, 2018-l1: what scanners read in the place of 0 and 1 beside figures; a letter behind a letter stays.
    private static func withDigits(_ characters: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        guard characters.contains(where: { readDigit($0) != nil }) else { return characters }
        var result = characters
        var index = characters.startIndex
        while index < characters.endIndex {
            var end = index
            while end < characters.endIndex, CharacterKind.isDigit(characters[end]) || readDigit(characters[end]) != nil
            {
                end += 1
            }
            defer { index = max(end, index + 1) }
            guard end > index, characters[index..<end].contains(where: { CharacterKind.isDigit($0) }) else { continue }
            var first = index
            // CO2019: the letters before figures.
            if index > characters.startIndex, CharacterKind.isLatin(characters[index - 1]) {
                while first < end, !CharacterKind.isDigit(characters[first]) { first += 1 }
            }
            guard end == characters.endIndex || !CharacterKind.isLatin(characters[end]) else { continue }
            for place in first..<end { result[place] = readDigit(result[place]) ?? result[place] }
        }
        return result
    }

    private static func readDigit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x4F, 0x6F: 0x30
        case 0x6C, 0x49: 0x31
        default: nil
        }
    }

    /// Behind the issuer's name, the figures of a year that stand without brackets, before 年 or a bracketed number.
    private static func bareYear(_ characters: ArraySlice<UInt32>) -> Range<Int>? {
        guard let start = characters.firstIndex(where: CharacterKind.isDigit), start > characters.startIndex,
            CharacterKind.isHan(characters[start - 1]), characters.last == 0x53F7,
            // 公告2020年第12号, a ministry's order: written so.
            ![0x544A, 0x4EE4, 0x8981].contains(characters[start - 1])
        else { return nil }
        let end = characters[start...].firstIndex { !CharacterKind.isDigit($0) } ?? characters.endIndex
        guard end < characters.endIndex - 2 else { return nil }
        let isMarked = characters[end] == 0x5E74 && (end - start == 4 || end - start == 2)
        // 财税2018(31)号, 国办发2019 35号
        let isBeside = end - start == 4 && (openings.contains(characters[end]) || characters[end] == 0x20)
        let behind = characters[(end + 1)...].drop { $0 == 0x7B2C || openings.contains($0) }
        guard isMarked || isBeside, behind.first.map({ CharacterKind.isDigit($0) }) ?? false,
            behind.dropLast().allSatisfy({ CharacterKind.isDigit($0) || closings.contains($0) })
        else { return nil }
        return start..<end
    }

    /// A year, or [政府发文].
    private static func turns(_ inside: ArraySlice<UInt32>) -> Bool {
        isYear(inside) || inside.count > 2 && inside.suffix(2).elementsEqual([0x53D1, 0x6587])
    }

    /// Four figures or two, some masked: no serial number (045).
    private static func isYear(_ inside: ArraySlice<UInt32>) -> Bool {
        let figures = inside.filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x5E74 }
        return (figures.count == 4 || figures.count == 2)
            && figures.allSatisfy { Numeral.digit($0) != nil || Numeral.isMask($0) || $0 == 0x25CB || $0 == 0x25A1 }
    }

    private static let openings = ScalarSet("([{【〔〈﹝《〖「<")
    private static let closings = ScalarSet(")]}】〕〉﹞》〗」>")

    private static func written(_ text: NormalizedText, _ index: Int) -> [UInt32] {
        text.surface(NormalizedSpan(index, index + 1)).unicodeScalars.map(\.value)
    }

    /// The issuing body's short name before 〔2017〕: Han characters, masks and a bracketed branch (公（刑）) back to a
    /// boundary, at most twelve.
    static func issuerStart(_ buffer: UnsafeBufferPointer<UInt32>, _ bracket: Int) -> Int {
        if buffer[bracket] == 0x5B, bracket + 1 < buffer.count, CharacterKind.isHan(buffer[bracket + 1]) {
            return maskedLead(buffer, bracket)
        }
        var start = bracket
        // 政办函 [2018]9号
        if start > 1, buffer[start - 1] == 0x20, CharacterKind.isHan(buffer[start - 2]) { start -= 1 }
        while start > 0, bracket - start < 12 {
            let before = buffer[start - 1]
            if before == 0x29, start >= 4, let open = branchStart(buffer, start - 1) {
                start = open
            } else if before == 0x5D, start == bracket, let open = maskedIssuer(buffer, start - 1) {
                return open
            } else if start == bracket, before == 0x7B2C, start > 2, buffer[start - 2] == 0x5B57 {
                // 东信访字第（2018）12号
                start -= 2
            } else if CharacterKind.isHan(before) && !(stops.contains(before) && !isPartOfName(buffer, start - 1))
                || isMasked(buffer, start - 1)
            {
                start -= 1
            } else {
                break
            }
        }
        start = withoutLead(buffer, start, bracket)
        if let permit = permitStart(buffer, start, bracket) { return permit }
        // 省财政厅|楚人社〔2013〕93号
        if let hall = (start..<bracket).last(where: { buffer[$0] == 0x5385 }), bracket - hall > 2 { start = hall + 1 }
        // 办事处|龙街发, 县纪委|昌纪发, 民政部|民发函: a body's name before its short one.
        if let end = (start..<bracket).last(where: { bodyEnds.contains(buffer[$0]) && bracket - $0 > 3 }),
            end - start > 1
        {
            start = end + 1
        }
        // 花溪区|花府办发: the division's own name before the one that is made of it.
        if let end = (start..<bracket).last(where: { [0x533A, 0x53BF, 0x5E02].contains(buffer[$0]) }),
            bracket - end > 3, end > start + 1, (start..<end).contains(where: { buffer[$0] == buffer[end + 1] })
        {
            start = end + 1
        }
        // 8月|仙民函, 1982年|新林证字
        if bracket - start > 2, start > 0, buffer[start] == 0x6708 || buffer[start] == 0x5E74,
            CharacterKind.isDigit(buffer[start - 1]) || Numeral.isNumeral(buffer[start - 1])
        {
            start += 1
        }
        // 查|昌政发, 附|昌政发; 移民局发|安移函 but 发改价格; 的证|桂灵采字 but 证监
        if bracket - start > 3, verbs.contains(buffer[start]), !bodies.contains(where: { buffer.stands($0, at: start) })
        {
            start += 1
        }
        // 时效问题|湘人社发: a province begins the name, where more than a county's 临 stands before it.
        if let province = (start..<bracket).last(where: { surelyProvinces.contains(buffer[$0]) }),
            province - start > 1, bracket - province > 2
        {
            start = province
        }
        return start
    }

    /// 那张|地字第…号, 规划许可证|建字第…号: a permit of planning, numbered by division, year and place in it, has no issuer.
    private static func permitStart(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ bracket: Int) -> Int? {
        guard bracket > start, buffer[bracket] == 0x5B57, permits.contains(buffer[bracket - 1]) else { return nil }
        var (index, digits) = (bracket + 1, 0)
        while index < buffer.count,
            buffer[index] == 0x7B2C || buffer[index] == 0x20 || CharacterKind.isDigit(buffer[index])
        {
            if CharacterKind.isDigit(buffer[index]) { digits += 1 }
            index += 1
        }
        return digits >= 9 ? bracket - 1 : nil
    }

    /// 建字, 地字, 乡字, 选字.
    private static let permits = ScalarSet("建地乡选")

    /// What bodies' names end with and their short names seldom hold.
    private static let bodyEnds = ScalarSet("处站所室部委会心")
    private static let verbs = ScalarSet("查翻用引附比具码发证")
    /// Short names of bodies that begin like one of those.
    private static let bodies = ["发改", "发展", "发规", "发计", "证监", "证券", "证字", "引江", "引黄", "引滦"].map {
        $0.unicodeScalars.map(\.value)
    }

    /// 人才, 许可, and 日政办, 都信访: a place's short name that is a word elsewhere, where nothing stands before it.
    private static func isPartOfName(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        guard index > 0 else { return false }
        if buffer[index] == 0x624D { return buffer[index - 1] == 0x4EBA }
        // 政出: land that a government lets.
        if buffer[index] == 0x51FA { return buffer[index - 1] == 0x653F }
        // 许可, 认可
        if buffer[index] == 0x53EF { return [0x8BB8, 0x8BA4].contains(buffer[index - 1]) }
        return shortPlaces.contains(buffer[index]) && offices.contains(buffer[index + 1])
            && !CharacterKind.isHan(buffer[index - 1]) && !CharacterKind.isDigit(buffer[index - 1])
    }

    /// Of 太原, 日照, 都匀, 和县, 上饶, 从化, 那曲, 将乐, 个旧.
    private static let shortPlaces = ScalarSet("并日都和上从那将个")
    private static let offices = ScalarSet("政府委信办国人教公住建环民农财发卫")

    /// 撤销|禹国资〔2018〕33号: a verb is no body, nor is the paper's own kind.
    static func withoutLead(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ bracket: Int) -> Int {
        var first = start
        for place in start..<max(start, bracket) {
            if let lead = leads.word(buffer, at: place), bracket - place - lead.length >= 2 {
                first = max(first, place + lead.length)
            }
            // Papers whose kind a body's short name may hold: 东信答复字, 东劳动仲裁案字; but 答复|鲁信字.
            if let paper = papers.word(buffer, at: place), bracket - place - paper.length >= 2,
                bracket - place - paper.length > 2 || surelyProvinces.contains(buffer[place + paper.length])
            {
                first = max(first, place + paper.length)
            }
        }
        return first
    }

    private static let papers = WordSet([
        "答复", "报告", "裁定", "裁决", "判决", "劳动仲裁", "宅基地证", "不动产权证", "不动产证", "准许", "批准", "备案证", "登记证", "许可证", "复查", "复核",
        "通报", "验收", "批复", "公告", "转办函", "督办函", "告知函", "告知单", "规划许可",
        "号", "报告书", "鉴定", "认定", "处罚", "通知", "函告", "回函", "来函", "公文", "案件", "批文", "来信", "回信", "新证", "旧证", "老证",
    ])

    /// Provinces by a character that is seldom anything else.
    private static let surelyProvinces = ScalarSet("湘鄂豫皖鲁冀晋陕辽浙赣闽粤桂琼黔滇渝")

    /// Before [发文机关]83号, whose issuer was masked: 省组, 长; of running words nothing.
    private static func maskedLead(_ buffer: UnsafeBufferPointer<UInt32>, _ bracket: Int) -> Int {
        var start = bracket
        while start > 0, bracket - start < 4, CharacterKind.isHan(buffer[start - 1]) {
            start -= 1
            if levels.contains(buffer[start]) { return start }
        }
        let isWhole = start == 0 || !CharacterKind.isHan(buffer[start - 1])
        return isWhole && bracket - start == 1 && !stops.contains(buffer[start]) ? start : bracket
    }

    private static let levels = ScalarSet("省市县区州国")

    /// Where the bracket of 公（刑）, 城公（经） opens: one to three Han characters inside, one more before it.
    private static func branchStart(_ buffer: UnsafeBufferPointer<UInt32>, _ close: Int) -> Int? {
        for length in 1...3 where close - length - 1 > 0 {
            let open = close - length - 1
            guard CharacterKind.isHan(buffer[open + 1]) else { return nil }
            if buffer[open] == 0x28 { return CharacterKind.isHan(buffer[open - 1]) ? open : nil }
        }
        return nil
    }

    /// [发文机关]〔2018〕53号: who issues it was masked before publication.
    private static func maskedIssuer(_ buffer: UnsafeBufferPointer<UInt32>, _ close: Int) -> Int? {
        var open = close - 1
        while open >= 0, close - open <= 8, CharacterKind.isHan(buffer[open]) { open -= 1 }
        return open >= 0 && buffer[open] == 0x5B && close - open > 2 ? open : nil
    }

    /// XX政办〔2019〕…, ×信〔20××〕…: a mask before the name of an office.
    private static func isMasked(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        ([0x78, 0xD7, 0x2A, 0x25CB, 0x25A1].contains(buffer[index]) || (0x41...0x5A).contains(buffer[index]))
            && (index == 0 || !CharacterKind.isDigit(buffer[index - 1]) && !CharacterKind.isLatin(buffer[index - 1])
                || buffer[index - 1] == buffer[index])
    }

    private static let leads = WordSet([
        "下文", "登记", "先是", "后是", "分别是", "不能依", "核定单", "整改单", "保障部", "撤销", "不服", "听说有", "我一份", "一份", "依照", "按照", "根据",
        "收到", "下发",
        "印发", "作出", "维持", "执行", "关于", "出具", "送达", "领取",
        "证号", "编号", "文号", "案号", "单号", "登记号", "号码", "受理号", "参照", "违反", "落实", "凭", "查看", "我们", "申请", "公布", "贴出", "拿到",
        "领到",
        "发来",
        "寄来", "附件", "原件", "复印", "遵照", "通过", "引用", "公开", "变更", "确认", "现有", "还有", "就有", "意见书", "决定书", "通知书", "告知书", "认定书",
        "裁决书", "判决书", "裁定书", "答复书", "证明书", "许可证", "文件", "批文", "政府", "委员会", "法院", "公司", "信访局", "人社局", "住建局", "规划局",
        "国土局",
        "财政部", "教育部", "卫生部", "建设部", "教育局", "公安局", "分局", "红头", "回复", "答复函", "复函", "前者", "后者", "所发", "颁发", "核发", "发布",
        "下达", "签发", "出台",
        "制定", "转发", "援引", "对照", "比照",
        "查询",
        "看到", "见到", "出示", "提供", "附上", "附有", "名为", "叫做", "写着", "标题", "文是", "号为", "分别为", "分别是", "均为", "烈士证", "房产证", "土地证",
        "使用证", "产权证", "林权证", "宅基证", "采矿证", "执照", "残疾证", "资格证", "结婚证", "受案登记", "立案登记", "许可证号", "纪要", "会议纪要", "批复是", "文书",
        "回执", "存根",
        "经查",
        "其中", "依据",
        "曾以", "并以", "又以", "会议", "办公室发", "当时的", "符合", "属于", "问题", "规定", "精神", "最新", "新的", "旧的", "上级", "省里", "市里", "县里",
        "镇里", "内部", "正式", "相关",
        "县委", "市委", "省委", "区委", "州委", "国务院", "管委会", "管委", "办公室", "抬头", "对比", "纪委", "教育部", "民政部", "水利部",
        "一张", "两张", "这张", "那张", "几张", "一纸", "一封", "一本", "一则", "两个", "三个", "几个", "参考", "参见", "详见", "适用", "沿用", "套用",
        "采用", "使用", "引述", "拿出", "搬出", "抬出", "亮出", "甩出", "掏出", "翻出", "调出", "查出", "查到", "找到", "找出", "翻到", "搜到", "读到",
        "听说", "据说", "传达", "宣读", "学习", "贯彻", "遵循", "遵守", "照搬", "违背", "无视", "不认", "承认", "认可", "否定", "推翻", "废止", "废除",
        "修改", "修订", "后附", "抄送", "抄报", "报送", "上报", "转来", "批转", "涉及", "针对", "鉴于", "以及", "或者", "特别", "尤其", "例如", "比如",
        "包括", "对应", "核对", "当年", "后来", "最后", "先后", "接着", "随后", "此前", "之前", "次日", "早在", "目前", "如今", "今年", "去年", "注明",
        "标注", "载明", "写明", "列明", "印着", "盖着", "贴着", "挂着", "张贴", "转交", "送来", "递来", "带来", "交来", "驳回", "否决", "同意", "反对",
        "补办", "补发", "换发", "注销", "吊销", "作废", "失效", "过期", "伪造", "冒用", "假冒", "篡改", "涂改", "更正", "纠正", "撤回", "撤消", "停止",
        "暂停", "恢复", "重新", "再次", "多次", "首次", "一是", "二是", "三是", "来文", "发文", "收文", "批件", "方案", "办法",
        "细则", "标准", "政策", "要求", "决议", "收据", "凭证", "笔录", "传票", "一审", "二审", "再审", "终审", "原审",
        "部门", "工单号", "受理单", "登记单", "信访件", "交办单", "转办单", "督办单", "事项",
    ])

    private static let stops = ScalarSet(
        "可找摆递贴盖念读听没呢吧吗啊哪谁啥咋俺咱您只很更些种款每另仅跟抄刚旧均皆亦虽则的据照和与及按为是了以在由之将对日才出到局见号并持我你他她它们有这那该份书件称被上里印向从因但而就又再还也都未已曾看拿叫写让送寄着过给说把得让其此第样个"
    )
}
