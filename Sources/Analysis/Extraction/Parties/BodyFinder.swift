internal import Documents

/// Finds bodies and organisations: 县人社局, 兰岭镇政府, 湖南皓源净水技术公司, 南罗村委会.
struct BodyFinder: Sendable {
    struct Body {
        let span: NormalizedSpan
        let kind: BodyNames.Kind
    }

    let names: BodyNames
    let words: BodyWords

    /// Words at which a name going left stops.
    static let stops = WordSet([
        "我们", "你们", "他们", "我", "你", "他", "她", "的", "在", "向", "由", "与", "和", "对", "是", "把", "给", "从", "到", "让", "找", "被",
        "请", "要求", "希望", "经", "于", "及", "至", "去", "有", "了", "等", "因", "为", "以", "但", "而", "又", "就", "将", "所", "称", "说",
        "当",
        "跟", "同", "叫", "据", "并", "各位", "尊敬", "投诉", "举报", "反映", "状告", "控告", "请求", "恳请", "通过", "来到", "没", "不", "多次", "联系",
        "现", "该", "此", "每", "某", "都", "也", "这", "那", "一", "后", "时", "着", "过", "负责", "牵头", "会同", "配合", "组织", "前期", "这家",
        "那家",
        "一家", "两家", "本", "有关", "相关", "所有", "其他", "各", "名叫", "叫做", "隔壁", "附近", "楼下", "旁边", "对面", "门口", "所属", "下属", "开发商",
        "承包商", "老板", "代理", "施工方", "被告", "督促", "责令", "解聘", "阻挠", "依法", "追究", "暂停", "开展", "决定", "改进", "位于", "监督", "要",
        "应",
        "已", "还", "再", "只", "曾", "上班", "打工", "住院", "起诉", "告", "成立", "聘请", "更换", "选聘", "收到", "提交",
        "送到", "报告",
        "转到", "推给", "属于", "因为", "如果", "且", "或", "若", "之", "其", "者", "个", "两家", "几家", "多家", "各家", "哪家", "三家", "们", "次",
        "号", "年", "月", "日", "元",
        "级", "前", "里", "关停", "审核", "协调", "查明", "调查", "纠正", "追查", "核查", "核实", "查封", "取缔", "撤销", "吊销", "指定", "靠近",
        "抽查", "监管", "接收", "组建", "注销", "收购", "兼并", "转让给", "卖给", "租给", "发包给", "转让", "送", "住进", "就读", "毕业", "考上", "分配到",
        "安置到",
        "调到", "应聘", "入职", "供职", "任职", "拉到", "放在", "包给", "招进", "看见", "看到", "挂靠", "委托", "停用", "约谈", "责成", "处理", "处罚",
        "整顿",
        "解除", "保留", "支持", "督办", "加强", "强化", "提请", "报请", "邀请", "召开", "会商", "盖", "占地", "拖", "欠", "报的是", "叫", "是", "能回",
        "一家叫", "合成", "改成", "改为", "更名为", "家叫", "申请", "对方", "甲方", "乙方", "业主单位", "施工单位", "总包", "分包", "管理人", "债权人",
    ])

    /// What leads to a name without being part of it, at its very start only.
    private static let leads = Set("送住查转问往进上新原老大小".unicodeScalars.map(\.value))

    /// Words that tell a kind of organisation, not one of them.
    private static let generic = WordSet([
        "建筑", "劳务", "房地产", "开发", "物流", "快递", "保险", "装修", "搬家", "食品", "化肥", "服装", "国有", "私人", "商业", "工商", "大型", "私立",
        "民办", "公立",
        "工程", "施工", "外包", "派遣", "中介", "物业管理", "供热", "供暖", "热力", "燃气", "自来水", "公交", "出租车", "客运", "旅游", "家政", "农业", "养殖",
        "专科",
        "乡镇", "农村", "城市", "民营", "定点", "三甲", "义务教育", "公办", "农贸", "菜", "超级", "二手", "拆迁", "分", "子", "总", "母", "村办", "地产",
        "置业", "商业保险",
        "信托", "担保", "投资", "小贷", "小额贷款", "网贷", "金融", "房产", "建设", "污水处理", "垃圾处理", "发电", "预制", "钢", "木材", "造纸", "化工", "水泥",
        "农田", "下岗", "承包", "片区", "种业", "预制板", "机修", "电子", "电镀", "種子", "种子", "木业", "木材", "全资", "四星", "五星", "三星", "星级",
        "野战", "电镀", "電鍍", "接收", "指定",
        "加工", "服务", "外卖", "手机", "家电", "汽车", "教育", "培训", "开发商", "二甲", "县城", "专业", "国营", "镇办", "乡办", "集体", "母", "控股",
        "关联", "采石",
        "废弃", "连锁", "母公司", "代建", "儿童", "口腔", "专业", "分包", "总包", "某", "三方", "第三方", "监理", "检测", "维保", "电梯", "安保", "保安",
        "保洁",
        "业主", "购物", "社区", "校外", "辅导", "职业", "技工", "驾驶员", "三级", "二级", "运输", "货运", "通信", "电信", "移动", "电力", "招标", "采购",
    ])

    private static let localNameStops = Set(
        "的在向由与和对是把给从到让找被请经于及至去有了等因为以但而又就将所称说当跟同叫据并我你他她该此每某都也这那一后时着过各本全".unicodeScalars.map(\.value))

    func find(
        _ buffer: UnsafeBufferPointer<UInt32>, divisions: [NormalizedSpan], occupied: [Bool]
    ) -> [Body] {
        var divisionStart: [Int: Int] = [:]
        for span in divisions { divisionStart[span.end] = min(span.start, divisionStart[span.end] ?? span.start) }
        var found: [Body] = []
        var floor = 0
        var index = 0
        while index < buffer.count {
            guard !occupied[index], let (length, kind) = name(buffer, at: index) else {
                index += 1
                continue
            }
            let end = wholeEnd(buffer, from: index + length, kind)
            if let body = body(buffer, index, end, kind, floor, divisionStart, occupied) {
                found.append(body)
                floor = end
                index = end
            } else {
                index += kind == .tail || kind == .village ? length : 1
            }
        }
        return found
    }

    /// A known name, or one built of what bodies look after and an ending, whichever is longer.
    private func name(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, kind: BodyNames.Kind)? {
        let known = names.longest(buffer, at: index)
        guard let built = words.built(buffer, at: index), built.length > known?.length ?? 0 else { return known }
        // 县供电公司, 市政府: what is known goes on beyond the built one's start.
        return (built.length, known?.kind == .function && known?.length == built.length ? .function : .built)
    }

    private func body(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ end: Int, _ kind: BodyNames.Kind, _ floor: Int,
        _ divisionStart: [Int: Int], _ occupied: [Bool]
    ) -> Body? {
        guard !goesOn(buffer, at: end) else { return nil }
        switch kind {
        case .function, .level, .public:
            var start = prefixStart(buffer, index, floor, divisionStart)
            if start == index || start == index - 1, words.endsAsSite(buffer, end),
                let local = siteStart(buffer, index, floor)
            {
                start = local
            }
            // 大冶市|委, 区委督查室: the level is the name's own first character.
            if start == index, kind == .level, end > index + 2 || divisionStart[index + 1] != nil,
                Self.levels.contains(buffer[index]), buffer[index + 1] == 0x59D4
            {
                if let division = divisionStart[index + 1], division >= floor { start = division }
                return Body(span: NormalizedSpan(start, end), kind: kind)
            }
            if start == index {
                // 燃气公司, 殡仪馆 alone tell a kind.
                guard kind != .level, kind != .public || Self.named.endsBefore(buffer, end, longest: 3) else {
                    return nil
                }
                // 公安局长, 建设局势: a name alone needs a boundary before it.
                guard isBoundary(buffer, index) else { return nil }
            }
            return Body(span: NormalizedSpan(start, end), kind: kind)
        case .built:
            let start = prefixStart(buffer, index, floor, divisionStart)
            guard start < index else { return nil }
            return Body(span: NormalizedSpan(start, end), kind: .function)
        case .unit: return nil
        case .tail, .village:
            let start = nameStart(buffer, index, floor, divisionStart, occupied)
            let core = index - start
            // 镇卫生院, 县医院: a level makes it one certain body.
            let isLevelled =
                core == 1 && [0x53BF, 0x5E02, 0x533A, 0x9547, 0x4E61, 0x7701].contains(buffer[start])
                && end - index >= 2 && kind == .tail
            guard core >= 2 || isLevelled, end - start <= 30 else { return nil }
            if isGeneric(buffer, start, index) { return nil }
            // 水坡村委会人, 梨树坪村委会岩脚小组: an address.
            if kind == .village, isAddress(buffer, end) { return nil }
            return Body(span: NormalizedSpan(start, end), kind: kind)
        }
    }

    /// 县信访局 + 办信股, 物业 + 管理有限公司: the whole of what follows on.
    private func wholeEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int, _ kind: BodyNames.Kind) -> Int {
        var end = start
        switch kind {
        case .function, .level, .unit, .public, .built:
            while end < buffer.count, let (length, next) = names.longest(buffer, at: end),
                next == .unit || next == .function && kind != .public
            { end += length }
            if kind != .public, end < buffer.count, let built = words.built(buffer, at: end),
                Self.units.endsBefore(buffer, end + built.length, longest: 3)
            {
                end += built.length
            }
            return end
        case .village: return end
        case .tail:
            var index = end
            while index < buffer.count, index - end <= 8 {
                if let (length, next) = names.longest(buffer, at: index),
                    next == .tail && length >= 2 || next == .unit && index == end
                {
                    end = index + length
                    index = end
                    continue
                }
                guard CharacterKind.isHan(buffer[index]), !Self.localNameStops.contains(buffer[index]),
                    Self.stops.longest(buffer, at: index) == nil
                else { break }
                index += 1
            }
            return end
        }
    }

    private static let continuations = WordSet([
        "局长", "厂长", "厂房", "厂家", "厂区", "局面", "局部", "局限", "局势", "物业费", "物业服务费", "物业管理费", "医院长", "校长", "村委会主任选举", "市场价",
        "市场经济", "市场上", "公司法",
        "学校长", "中心思想", "集团军", "法院长", "政府性", "矿产", "矿山", "厂子", "银行卡", "银行账", "银行贷", "银行存", "银行流水", "小学生", "中学生", "大学生",
        "学院派", "幼儿园长",
        "村委员", "物流园", "快递员", "快递费", "快递柜", "快递取", "快递件", "快递站", "快递点", "商贸城", "网点负责", "协会员", "公司章",
    ])

    /// 局面, 厂房, 银行卡: the ending is the start of another word.
    private func goesOn(_ buffer: UnsafeBufferPointer<UInt32>, at end: Int) -> Bool {
        for back in 1...3 where end - back >= 0 {
            if let (length, _) = Self.continuations.longest(buffer, at: end - back), length > back { return true }
        }
        return false
    }

    private func isAddress(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int) -> Bool {
        guard end < buffer.count else { return false }
        if buffer[end] == 0x4EBA { return end + 1 == buffer.count || buffer[end + 1] != 0x5458 }
        let rest = buffer[end..<min(buffer.count, end + 5)]
        return (rest.startIndex..<max(rest.startIndex, rest.endIndex - 1)).contains {
            buffer[$0] == 0x5C0F && buffer[$0 + 1] == 0x7EC4 && $0 > end
        }
    }

    private func isBoundary(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index == 0 || !CharacterKind.isHan(buffer[index - 1]) || Self.stops.endsBefore(buffer, index, longest: 3)
    }

    /// Parts that are named together with the body they belong to: 区公安局|出入境大队.
    private static let units = WordSet(["大队", "支队", "中队", "总队", "中心", "所", "站", "接待室", "分局"])
    private static let named = WordSet(["银行", "信用社", "农行", "农商行", "电力局", "供电局"])

    /// 西里店派出所, 荷塘桥派出所: the local name before it, back to a boundary.
    private func siteStart(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ floor: Int) -> Int? {
        var start = index
        while start > floor, index - start < 6, CharacterKind.isHan(buffer[start - 1]),
            !Self.hardStops.contains(buffer[start - 1]),
            index - start < 2 || !Self.stops.endsBefore(buffer, start, longest: 3)
        { start -= 1 }
        return (2...5).contains(index - start) ? start : nil
    }

    private static let hardStops = Set("的在向由与和对是把给从到让找被请经于及至去有了等因为以但而又就将说称跟据并我你他她该此每也后时着过问".unicodeScalars.map(\.value))
    private static let levels = Set("省市县区旗州盟乡镇局".unicodeScalars.map(\.value))
    private static let zones = WordSet([
        "开发区", "高新区", "经开区", "新区", "工业园区", "高新技术产业开发区", "经济技术开发区", "示范区", "街道", "国家", "全国",
    ])

    /// Back over divisions and levels: 平利县, 县, 青堌北镇, 榕西街道, 高新区.
    private func prefixStart(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ floor: Int, _ divisionStart: [Int: Int]
    ) -> Int {
        var start = index
        while start > floor {
            // 北镇 in 青堌北镇政府 is the end of a township's name.
            let isCut =
                start >= 3 && (buffer[start - 1] == 0x9547 || buffer[start - 1] == 0x4E61)
                && divisionStart[start].map { start - $0 == 2 } == true && localName(buffer, start - 1, floor) != nil
            if !isCut, let division = divisionStart[start], division >= floor {
                start = division
                continue
            }
            if let zone = (2...9).first(where: { length in
                start - length >= floor && Self.zones.longest(buffer, at: start - length)?.length == length
            }) {
                let local = localName(buffer, start - zone, floor)
                start = local ?? start - zone
                continue
            }
            let scalar = buffer[start - 1]
            guard Self.levels.contains(scalar) else { break }
            let isTownship = scalar == 0x9547 || scalar == 0x4E61
            let local = isTownship ? localName(buffer, start - 1, floor) : nil
            start = local ?? start - 1
            if local != nil { continue }
            // A level alone stands after a boundary; 各县, 本镇 stay outside.
            guard divisionStart[start] != nil || start > floor && Self.levels.contains(buffer[start - 1]) else { break }
        }
        return start
    }

    /// Two or three characters before 镇, 乡 or 街道 that reach back to a boundary.
    private func localName(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int, _ floor: Int) -> Int? {
        var start = end
        while start > floor, end - start < 4, CharacterKind.isHan(buffer[start - 1]),
            !Self.localNameStops.contains(buffer[start - 1]), !Self.levels.contains(buffer[start - 1])
        { start -= 1 }
        let count = end - start
        guard (2...3).contains(count), !Self.stops.endsBefore(buffer, end, longest: 3),
            Self.stops.longest(buffer, at: start).map({ $0.length < 2 }) ?? true
        else { return nil }
        return start
    }

    /// Back over an organisation's own name to its start.
    private func nameStart(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ floor: Int, _ divisionStart: [Int: Int],
        _ occupied: [Bool]
    ) -> Int {
        var start = index
        var firstDivision: Int?
        while start > floor, index - start < 20 {
            if let division = divisionStart[start], division >= floor {
                start = division
                firstDivision = division
                continue
            }
            let scalar = buffer[start - 1]
            if scalar == 0x29, let open = bracket(buffer, start - 1, floor) {
                start = open
                continue
            }
            guard
                CharacterKind.isHan(scalar) || CharacterKind.isLatin(scalar)
                    || CharacterKind.isDigit(scalar) && index - start > 0 && index - start < 4, !occupied[start - 1]
            else { break }
            // 启元 is a name, 三千元 a sum.
            let isSum =
                scalar != 0x5143 || start < 2 || !CharacterKind.isHan(buffer[start - 2])
                || Numeral.digit(buffer[start - 2]) != nil
                || [0x767E, 0x5343, 0x4E07, 0x5341].contains(buffer[start - 2])
            if isSum, Self.stops.endsBefore(buffer, start, longest: 3) { break }
            start -= 1
        }
        if let firstDivision, firstDivision - start <= 6 { start = firstDivision }
        while index - start > 2, firstDivision != start, Self.leads.contains(buffer[start]) { start += 1 }
        return start
    }

    /// （集团）, (海南) inside a name: where its bracket opens.
    private func bracket(_ buffer: UnsafeBufferPointer<UInt32>, _ close: Int, _ floor: Int) -> Int? {
        var open = close - 1
        while open > floor, close - open <= 8 {
            if buffer[open] == 0x28 { return CharacterKind.isHan(buffer[open - 1]) ? open : nil }
            guard CharacterKind.isHan(buffer[open]) else { return nil }
            open -= 1
        }
        return nil
    }

    /// True when nothing but kinds of business stand before the ending.
    private func isGeneric(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            guard let (length, _) = Self.generic.longest(buffer, at: index), index + length <= end else { return false }
            index += length
        }
        return true
    }
}
