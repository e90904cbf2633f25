internal import Documents

/// A division name found in the text, with everything it could mean.
struct DivisionHit: Sendable {
    let span: NormalizedSpan
    let meanings: [Int32]
}

/// A place expression: divisions and the detail behind them.
struct PlaceMention: Sendable {
    var span: NormalizedSpan
    /// Index into the gazetteer of the deepest division that is settled.
    var division: Int32?
    var detailStart: Int
    let rule: String
}

/// Joins division names and address details into whole place expressions and settles what they mean.
struct PlaceFinder: Sendable {
    let gazetteer: Gazetteer

    /// Endings of address parts, longest first.
    private static let endings = [
        "自然村", "行政村", "村民小组", "苏木", "嘎查", "林场", "农场", "牧场", "大桥", "干渠", "工地", "矿区", "火车站", "汽车站", "街道办事处", "工业园区",
        "工业园", "开发区", "高新区", "大道", "公路", "街道", "社区", "小区", "花园", "家园", "胡同", "广场", "市场",
        "园区", "创意园", "产业园", "科技园", "物流园", "菜场", "菜市场", "陵园", "公墓", "家属院", "家属区", "宿舍", "大院", "号院", "安置点", "安置区", "名都",
        "名城",
        "华府", "华庭", "豪庭", "雅庭", "新城", "公馆", "雅苑", "新苑", "佳苑", "标段", "高铁站", "东站", "西站", "南站", "北站", "客运站", "车站", "码头",
        "路口",
        "出口", "西侧", "东侧", "南侧", "北侧", "交叉口", "云庭", "雅园", "佳园", "嘉园", "丽园", "锦园", "花苑", "名邸", "御园", "首府", "府邸", "垸", "塆",
        "商业街", "步行街", "小镇", "号楼", "单元", "楼栋", "新村", "公寓", "大厦", "国道", "省道", "县道", "高速", "水库", "路", "街", "巷", "弄", "镇",
        "乡", "村", "屯", "庄",
        "号", "栋",
        "幢", "室", "组", "苑", "湾", "寨",
    ]
    private static let endingWords = WordSet(endings)
    /// What closes a part that is only a number: 三社, 2排, B座, 609房.
    private static let countedEndings = WordSet([
        "社", "委", "排", "队", "座", "期", "房", "楼", "层", "门", "标段", "小队", "小组", "村民小组", "生产队", "村民组", "组", "区", "村", "队",
        "栋", "幢", "号", "弄",
        "号楼", "单元", "室", "巷", "街", "路", "号院",
    ])
    /// Endings before which 上, 下, 里, 前 … are parts of a name: 西里店乡, 上滩村.
    private static let nameEndings = WordSet([
        "乡", "镇", "村", "庄", "屯", "寨", "湾", "路", "街", "巷", "社区", "小区", "街道", "花园", "大道", "胡同", "苑", "新村", "农场", "林场",
    ])
    private static let positional = ScalarSet("上下前后里中内外大于那来位都和个日月")

    /// What can lead a place by itself, without a division before it.
    private static let leading: Set<String> = [
        "大道", "公路", "社区", "小区", "花园", "家园", "胡同", "广场", "新村", "公寓", "路", "街", "镇", "乡", "村", "苑", "屯", "庄", "工业园",
        "开发区", "街道", "国道",
        "省道", "水库", "自然村", "行政村", "大厦", "林场", "农场", "嘎查", "苏木", "寨", "菜场", "菜市场", "家属院", "宿舍",
    ]
    /// Words before an ending that make no name: 清查小区, 普通村庄, 拓宽道路.
    private static let ordinary = WordSet([
        "清查", "举报", "暂停", "查处", "普通", "抽查", "办公", "冤枉", "拓宽", "打通", "封堵", "管理", "治理", "整治", "建设", "规划", "改造", "拆迁",
        "搬迁", "安置",
        "全部", "部分", "周围", "其它", "其他", "相邻", "农村", "城市", "老旧", "新建", "住宅", "商业", "高档", "封闭", "回迁", "居民", "整个", "附近",
        "所在", "进入", "关于",
        "涉及", "投诉", "反映", "督促", "协调", "组织", "召集", "通知", "入住", "购买", "物业", "业主", "开发", "交付", "无人", "智慧", "文明", "平安",
        "示范", "美丽", "贫困", "空心",
        "基层", "属地", "包联", "帮扶", "跑", "走", "修", "条", "变成", "成立", "责令", "要求", "请求", "希望", "多个", "几个", "大型", "违规", "违法",
        "占用", "出入", "堵塞", "绿色",
        "主要", "重点", "试点", "先进", "问题", "移交", "下沉", "深入", "走访", "乡镇", "各级", "有关", "相关", "配合", "联合", "推进", "负责", "牵头", "由",
        "和", "没有", "硬化", "通往",
        "地下", "原有", "原来", "现有", "所有", "另外", "隔壁", "同一", "旁边", "破坏", "毁坏", "水泥", "柏油", "沙石", "泥巴", "田间", "生产", "机耕",
        "研究", "会同", "责成", "召开", "问", "找", "高寒", "三级", "二级", "四级", "冬天", "夏天", "群众", "带路", "董事长", "行长", "包村", "政府", "新车",
        "回村",
        "自然", "行政", "合并", "中心", "村界", "县道归", "省道归", "其中", "当地", "本地", "外地", "撤销", "申请", "购房", "新开", "在建", "烂尾", "停工",
        "高层", "多层", "低层",
        "断头", "必经", "人行", "非机动车", "机动车",
    ])
    /// Characters that are stops elsewhere and begin names of villages: 上湾村, 下塘, 后柳园.
    private static let villageHeads = ScalarSet("上下前后里外中内大小")
    /// What a place's short form stands behind when it is a place: 在广州, 去新疆.
    private static let placePrepositions = ScalarSet("在到去回来住从赴往自于至离")

    /// A body's name goes on here: the place is only its first part.
    private static let bodyStarts = WordSet([
        "人民政府", "政府", "人民法院", "法院", "检察院", "公安", "派出所", "委员会", "村委", "居委", "党委", "市委", "省委", "县委", "区委", "信访", "局",
        "办事处",
        "住建", "卫生", "医院", "中学", "小学", "学校", "大学", "有限", "公司", "教育", "人社", "民政", "交通", "自然资源", "国土", "税务", "财政", "城管",
        "纪委", "监委",
        "供电", "银行", "幼儿园", "业委", "两委", "物业", "交警", "环保", "生态环境", "农业农村", "住房", "市场监", "人力资源", "应急", "水利", "司法", "中级",
        "高级",
    ])

    private static let stops = ScalarSet(
        "的了至整套在是我你他她它们和与及或从到去来往把被给向对让叫请因为由于自年月日号时有没不也都就才又再要会能可以已经过着之其这那该此每各全本某上下前后里内外中间个位名等按据照根于以将所而且但")
    private static let common: Set<String> = [
        "我们村", "全村", "本村", "该村", "农村", "乡村", "进村", "出村", "同村", "邻村", "外村", "村村", "山村", "新农村", "本小区", "全小区",
        "该小区",
        "老小区", "道路", "公路", "修路", "铁路", "马路", "走路", "一路", "网路", "思路", "线路", "电路", "出路", "门路", "半路", "大街", "上街", "逛街",
        "小路", "水路",
        "乡镇", "城镇", "集镇", "村镇", "下乡", "家乡", "老乡", "回乡", "返乡", "入村", "驻村", "到村", "贫困村", "城中村", "住宅小区", "安置小区", "居民小区",
        "街道社区",
        "村庄", "各村", "几个村", "两个村", "周边小区", "每条路", "这条路", "那条路", "生产队", "十字路", "高速公路", "乡村公路", "整条街", "一条街", "各乡", "各镇",
        "城乡",
    ]

    func find(_ text: NormalizedText, _ hits: [DivisionHit], taken: [NormalizedSpan], home: Int32? = nil)
        -> [PlaceMention]
    {
        let settled = settle(
            trusted(hits.filter { hit in !taken.contains { $0.overlaps(hit.span) } && isWhole(hit, hits, text) }, text))
        var mentions: [PlaceMention] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            var index = 0
            // Divisions, chained, with their details.
            while index < settled.count {
                var end = settled[index].hit.span.end
                var division = settled[index].division
                let start = settled[index].hit.span.start
                var next = index + 1
                while next < settled.count,
                    settled[next].hit.span.start == end
                        // 柳州|地区|忻城县
                        || settled[next].hit.span.start == end + 2 && hasWord(buffer, [0x5730, 0x533A], at: end)
                {
                    // 桥西区|中山街: a short form that lies elsewhere is a road's name.
                    if let deeper = settled[next].division, settled[next].hit.span.count <= 3,
                        !Self.fullSigns.contains(buffer[settled[next].hit.span.end - 1]),
                        !(division.map { gazetteer.contains($0, deeper) } ?? false)
                    {
                        break
                    }
                    if let deeper = settled[next].division {
                        // 新津县|金华镇: a township of that name elsewhere says nothing.
                        let isElsewhere =
                            gazetteer.divisions[Int(deeper)].level == 4
                            && !(division.map { gazetteer.contains($0, deeper) } ?? true)
                        if !isElsewhere { division = deeper }
                    } else if division == nil {
                        division = nil
                    }
                    end = settled[next].hit.span.end
                    next += 1
                }
                // 阳泉市|矿区: common nouns, but behind their city its districts.
                if let city = division, end + 1 < buffer.count, buffer[end + 1] == 0x533A,
                    let district = gazetteer.district(of: city, named: [buffer[end], buffer[end + 1]])
                {
                    division = district
                    end += 2
                }
                let detail = detailEnd(buffer, from: end)
                if detail > end || !startsBody(buffer, at: end) {
                    if !(detail == end && isShortAlone(buffer, start, end, settled[index])) {
                        mentions.append(
                            PlaceMention(
                                span: NormalizedSpan(start, detail), division: division, detailStart: end,
                                rule: detail > end ? "place.division-detail" : "place.division"))
                    }
                }
                index = next
                while index < settled.count, settled[index].hit.span.start < detail { index += 1 }
            }
            mentions += loose(buffer, mentions.map(\.span) + taken)
        }
        mentions.sort { $0.span < $1.span }
        settleLocal(&mentions, text, settled.compactMap(\.division))
        return mentions
    }

    /// A local name lies where the document says so elsewhere: in the county under which the same name stands, else in
    /// the one county that the document names, or names more often than all others together.
    private func settleLocal(_ mentions: inout [PlaceMention], _ text: NormalizedText, _ named: [Int32]) {
        let settled = mentions.compactMap { mention in mention.division.map { (division: $0, text: text[mention.span]) }
        }
        var counts: [String: (count: Int, division: Int32)] = [:]
        // Divisions in bodies' names tell the matter's place too, half as surely.
        for place in settled where !gazetteer.adcode(place.division).hasSuffix("00") {
            counts[gazetteer.adcode(place.division), default: (0, place.division)].count += 1
        }
        for division in named where !gazetteer.adcode(division).hasSuffix("00") {
            counts[gazetteer.adcode(division), default: (0, division)].count += 1
        }
        let total = counts.values.reduce(0) { $0 + $1.count }
        let main = counts.values.first { $0.count * 2 > total }?.division
        for index in mentions.indices where mentions[index].division == nil {
            let name = text[mentions[index].span]
            let same = settled.first { $0.text.count > name.count && $0.text.contains(name) }?.division
            mentions[index].division = same ?? main
        }
    }

    /// 桥东镇 in 王桥东镇 is the end of another township's name.
    private func isWhole(_ hit: DivisionHit, _ hits: [DivisionHit], _ text: NormalizedText) -> Bool {
        guard hit.span.start > 0, hit.span.count <= 3,
            hit.meanings.allSatisfy({ gazetteer.divisions[Int($0)].level == 4 }),
            CharacterKind.isHan(text.scalars[hit.span.start - 1]),
            !Self.stops.contains(text.scalars[hit.span.start - 1]), text.scalars[hit.span.start - 1] != 0x4F4F
        else { return true }
        return hits.contains { $0.span.end == hit.span.start }
    }

    /// Leaves out short forms that are words here: 合作, 开化, 四平 in 十四平方米.
    ///
    /// A short form counts beside another division, when the document names the division or what holds it in full,
    /// or behind 在, 去 and the like; a city's also when it is a word by itself.
    private func trusted(_ hits: [DivisionHit], _ text: NormalizedText) -> [DivisionHit] {
        func isShort(_ hit: DivisionHit) -> Bool {
            !Self.fullSigns.contains(text.scalars[hit.span.end - 1]) && hit.span.count <= 3
        }
        guard hits.contains(where: isShort) else { return hits }
        let full = hits.filter { !isShort($0) }.flatMap(\.meanings)
        return text.scalars.withUnsafeBufferPointer { buffer in
            var words: WordEdges?
            return hits.enumerated().filter { number, hit in
                guard isShort(hit) else { return true }
                let level = hit.meanings.map { gazetteer.divisions[Int($0)].level }.min() ?? 4
                if level == 1 { return true }
                // 平利县|…: beside what holds it or what it holds.
                func holds(_ other: DivisionHit) -> Bool {
                    other.meanings.contains { outer in
                        hit.meanings.contains { gazetteer.contains(outer, $0) || gazetteer.contains($0, outer) }
                    }
                }
                let isBeside =
                    number > 0 && hits[number - 1].span.end == hit.span.start && holds(hits[number - 1])
                    || number + 1 < hits.count && hits[number + 1].span.start == hit.span.end && holds(hits[number + 1])
                if isBeside { return true }
                if words == nil { words = WordEdges(buffer) }
                guard words!.contains(hit.span.start), words!.contains(hit.span.end) else { return false }
                if hit.meanings.contains(where: { meaning in
                    full.contains { $0 == meaning || gazetteer.contains($0, meaning) }
                }) {
                    return true
                }
                let isCued = hit.span.start > 0 && Self.placePrepositions.contains(text.scalars[hit.span.start - 1])
                return level == 2 ? isCued || !Self.wordlike.contains(text[hit.span]) : isCued
            }.map(\.element)
        }
    }

    /// Short forms of cities that are words too.
    private static let wordlike: Set<String> = [
        "安康", "吉安", "保山", "安顺", "长治", "四平", "六安", "平凉", "海东", "东方", "来宾", "黄山", "白银", "金昌", "中卫", "阳江", "通化", "白山",
        "白城", "商洛", "宝鸡", "上饶",
        "昌都", "安阳", "鹤壁", "和田", "黄石", "日照", "济源", "仙桃", "天门", "潜江", "文昌", "三明", "龙岩", "大理", "张掖", "海北", "海南", "海西",
        "黄南", "玉树", "合作", "大同", "双鸭山",
    ]
    private static let fullSigns = ScalarSet("省市县区旗州盟镇乡道")

    private static let unitSigns = ScalarSet("区县市镇乡道")

    /// 河南话, 南京路: a bare short form that only qualifies what follows.
    private func isShortAlone(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int, _ settled: (hit: DivisionHit, division: Int32?)
    ) -> Bool {
        // Unsettled, only a full name (鼓楼区, 城关镇) is surely a place.
        if settled.division == nil { return !Self.unitSigns.contains(buffer[end - 1]) }
        guard end < buffer.count else { return false }
        // 四川人, 顺德户口
        return [0x8BDD, 0x7C4D, 0x8DEF, 0x9152, 0x8857].contains(buffer[end])
            || buffer[end] == 0x4EBA && end - start <= 3
                && (end + 1 == buffer.count || !CharacterKind.isHan(buffer[end + 1]))
    }

    /// Chooses among meanings by what else the document names; what stays open stays `nil`.
    private func settle(_ hits: [DivisionHit]) -> [(hit: DivisionHit, division: Int32?)] {
        let certain = hits.filter { $0.meanings.count == 1 }.map { $0.meanings[0] }
        let counties = certain.filter { gazetteer.divisions[Int($0)].level <= 3 }
        return hits.map { hit in
            if hit.meanings.count == 1 {
                // A township's name alone, far from any division that holds it, is no evidence.
                let only = hit.meanings[0]
                if gazetteer.divisions[Int(only)].level == 4, !counties.isEmpty,
                    !counties.contains(where: { gazetteer.contains($0, only) })
                {
                    return (hit, nil)
                }
                return (hit, only)
            }
            let supported = hit.meanings.filter { meaning in counties.contains { gazetteer.contains($0, meaning) } }
            if supported.count == 1 { return (hit, supported[0]) }
            // A city and a county of one name: the higher one, when one holds the other.
            if let highest = hit.meanings.min(by: {
                gazetteer.divisions[Int($0)].level < gazetteer.divisions[Int($1)].level
            }),
                hit.meanings.allSatisfy({ $0 == highest || gazetteer.contains(highest, $0) })
            {
                return (hit, highest)
            }
            let levels = hit.meanings.map { gazetteer.divisions[Int($0)].level }
            if let top = levels.min(), top <= 2, levels.count(where: { $0 == top }) == 1 {
                return (hit, hit.meanings[levels.firstIndex(of: top)!])
            }
            return (hit, nil)
        }
    }

    private func startsBody(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> Bool {
        index < buffer.count && Self.bodyStarts.longest(buffer, at: index) != nil
    }

    private func hasWord(_ buffer: UnsafeBufferPointer<UInt32>, _ word: [UInt32], at index: Int) -> Bool {
        guard index + word.count <= buffer.count else { return false }
        for (offset, scalar) in word.enumerated() where buffer[index + offset] != scalar { return false }
        return true
    }

    /// The end of the address detail that begins at `start`.
    private func detailEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
        var end = start
        while let next = partEnd(buffer, from: end) {
            if startsBody(buffer, at: next), !hasWord(buffer, [0x5C40], at: next) || next == start {
                return end == start ? start : end
            }
            end = next
        }
        guard end > start || end > 0 && end < buffer.count && buffer[end] == 0x7684 else { return end }
        // 石羊沟村、檬子村; 1号楼、2号楼: one place told in several parts.
        while end + 1 < buffer.count, buffer[end] == 0x3001, let next = partEnd(buffer, from: end + 1),
            next - end <= 7, !startsBody(buffer, at: next), isSameKind(buffer, end, next)
        { end = next }
        // 古峡街与汉坝路路口
        if end + 1 < buffer.count, [0x4E0E, 0x548C].contains(buffer[end]), Self.roads.contains(buffer[end - 1]),
            let other = partEnd(buffer, from: end + 1), other - end <= 7, Self.roads.contains(buffer[other - 1]),
            let (length, _) = Self.sections.longest(buffer, at: min(other, buffer.count - 1))
        {
            return other + length
        }
        if end < buffer.count, Self.roads.contains(buffer[end - 1]),
            let (length, _) = Self.sections.longest(buffer, at: end)
        {
            return end + length
        }
        // 凤翔区的凤栖山公墓
        if end + 1 < buffer.count, buffer[end] == 0x7684, let estate = partEnd(buffer, from: end + 1),
            Self.estates.endsBefore(buffer, estate, longest: 3), !startsBody(buffer, at: estate)
        {
            return estate
        }
        return numberEnd(buffer, end)
    }

    private static let estates = WordSet([
        "公墓", "陵园", "工地", "公寓", "大厦", "广场", "市场", "花园", "名都", "水库", "小区", "家园", "公馆", "新城",
    ])

    /// Two parts that end alike: 村 and 村, 号楼 and 号楼.
    private func isSameKind(_ buffer: UnsafeBufferPointer<UInt32>, _ first: Int, _ second: Int) -> Bool {
        buffer[first - 1] == buffer[second - 1]
    }

    /// 8栋|1204, 绿洲苑|9-1-1602: the flat's number behind the last part.
    private func numberEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int {
        var end = start
        while end < buffer.count,
            CharacterKind.isDigit(buffer[end]) || CharacterKind.isLatin(buffer[end])
                || buffer[end] == 0x2D && end > start
        { end += 1 }
        guard end - start >= 3, Self.houses.contains(buffer[start - 1]),
            end == buffer.count || !CharacterKind.isHan(buffer[end]) || [0x7684, 0x623F, 0x5BA4].contains(buffer[end])
        else { return start }
        return end < buffer.count && [0x623F, 0x5BA4].contains(buffer[end]) ? end + 1 : end
    }

    private static let houses = ScalarSet("苑园栋幢楼元庭府城寓区期院")

    /// One part: up to eight characters and an ending.
    private func partEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var index = start
        guard start < buffer.count else { return nil }
        if let (length, _) = Self.endingWords.longest(buffer, at: start), length >= 3 { return start + length }
        if let (length, _) = Self.ordinary.longest(buffer, at: start), length >= 2 { return nil }
        // 村村通
        if buffer[start] == 0x6751 { return nil }
        if let counted = countedEnd(buffer, from: start) { return counted }
        var hasPosition = false
        while index < buffer.count, index - start <= 8 {
            if index > start, let (length, _) = Self.endingWords.longest(buffer, at: index) {
                let end = index + length
                // 道路, 马路 are no road's name.
                if length == 1, buffer[index] == 0x8DEF, Self.roadWords.contains(buffer[index - 1]) { return nil }
                if hasPosition, Self.nameEndings.longest(buffer, at: index)?.length != length || index - start > 4 {
                    return nil
                }
                // 椰乡|路, 朝鲜屯|街: the sign of a place inside a road's name.
                // 夏庄|社区
                if length == 1, index - start <= 4, end < buffer.count, !Self.roads.contains(buffer[index]),
                    let (more, _) = Self.endingWords.longest(buffer, at: end), more >= 2
                {
                    return end + more
                }
                if length == 1, end < buffer.count, index - start <= 4, Self.roads.contains(buffer[end]),
                    end + 1 == buffer.count || !Self.goesOn.contains(String(scalars: ArraySlice(buffer[end...end + 1])))
                {
                    return end + 1
                }
                // 水坡村委会人, 梨树坪村委会岩脚小组: the committee stands for its village.
                if hasWord(buffer, [0x59D4, 0x4F1A], at: end), buffer[index] == 0x6751 {
                    let isPlace =
                        hasWord(buffer, [0x4EBA], at: end + 2)
                        || partEnd(buffer, from: end + 2).map { $0 - end <= 9 } ?? false
                    return isPlace ? end + 2 : nil
                }
                // 大水井村支书, 上径村村民: people of a named village; 村民委员会 is its body.
                if buffer[index] == 0x6751, index - start >= 1, end < buffer.count,
                    Self.villagers.longest(buffer, at: end) != nil, !hasWord(buffer, [0x6C11, 0x59D4], at: end),
                    !hasWord(buffer, [0x6751, 0x6C11, 0x59D4], at: end)
                {
                    return end
                }
                // 村委会, 组织, 号召, 路灯: the ending is the start of another word.
                if end < buffer.count, Self.goesOn.contains(String(scalars: ArraySlice(buffer[(end - 1)...end]))) {
                    return nil
                }
                return end
            }
            let scalar = buffer[index]
            // 永丰|三社
            if index > start, index - start <= 4, scalar != 0x5341 || index + 1 < buffer.count,
                CharacterKind.isDigit(scalar) || (Numeral.digit(scalar) ?? 0) > 0 || scalar == 0x5341,
                let counted = countedEnd(buffer, from: index)
            {
                return counted
            }
            // 万宁市|和港镇
            if index == start, scalar == 0x548C, start > 0, Self.unitSigns.contains(buffer[start - 1]),
                (start + 2..<min(buffer.count, start + 4)).contains(where: { [0x9547, 0x4E61].contains(buffer[$0]) })
            {
                hasPosition = true
                index += 1
                continue
            }
            if Self.positional.contains(scalar) {
                hasPosition = true
                index += 1
                continue
            }
            guard
                CharacterKind.isHan(scalar)
                    && (!Self.stops.contains(scalar) || index == start && Self.villageHeads.contains(scalar))
                    || CharacterKind.isDigit(scalar)
                    || CharacterKind.isLatin(scalar)
                    || scalar == 0x2D
            else { return nil }
            index += 1
        }
        return nil
    }

    private static let roads = ScalarSet("路街")
    private static let villagers = WordSet([
        "村民", "支书", "书记", "主任", "干部", "会计", "民", "干", "里", "支", "主任", "务", "党员", "的",
    ])
    private static let sections = WordSet([
        "东段", "西段", "南段", "北段", "中段", "东头", "西头", "南头", "北头", "路口", "交叉口", "交汇处", "西侧", "东侧", "南侧", "北侧", "沿线",
    ])
    private static let roadWords = ScalarSet("道马铁思出半线电水陆走修问")

    /// 三社, 第九、十村民小组, 2排, B座: a number and what it counts.
    private func countedEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var index = start
        if index < buffer.count, buffer[index] == 0x7B2C { index += 1 }
        let first = index
        while index < buffer.count, index - first < 6,
            CharacterKind.isDigit(buffer[index]) || CharacterKind.isLatin(buffer[index])
                || (Numeral.digit(buffer[index]) ?? 0) > 0 || buffer[index] == 0x5341
                || index > first && [0x3001, 0x2D].contains(buffer[index])
        { index += 1 }
        guard index > first, index < buffer.count, let (length, _) = Self.countedEndings.longest(buffer, at: index)
        else { return nil }
        let end = index + length
        if end < buffer.count, Self.goesOn.contains(String(scalars: ArraySlice(buffer[(end - 1)...end]))) { return nil }
        return end
    }

    private static let goesOn: Set<String> = [
        "社会", "社保", "社员", "委托", "委员", "排放", "排水", "门口", "门诊", "队伍", "房屋", "房子", "房产", "楼房", "楼盘", "期间", "期限", "座谈",
        "层次",
        "层级", "区别", "区域", "区政", "区委", "乡下", "路段", "期工", "期房", "社长", "队长", "队员", "门卫", "楼道", "楼上", "楼下", "楼以", "期中",
        "村委", "村民", "组织", "组成", "号召", "路灯", "路面", "路口", "路过", "镇政", "乡政", "街坊", "室内", "村干", "村里", "村支", "组长", "村主",
        "乡长", "镇长", "村两", "村集", "镇党",
        "乡党", "组员", "庄稼", "路边", "村务", "村书",
    ]

    private static let verbs = ScalarSet("住问找沿属")

    /// 东河村, 建设路, 阳光小区 without a division before them: back from the ending to a boundary.
    private func loose(_ buffer: UnsafeBufferPointer<UInt32>, _ taken: [NormalizedSpan]) -> [PlaceMention] {
        var mentions: [PlaceMention] = []
        var occupied = [Bool](repeating: false, count: buffer.count)
        for span in taken { for index in span.range { occupied[index] = true } }
        var index = 1
        while index < buffer.count {
            defer { index += 1 }
            guard !occupied[index], let (length, word) = Self.endingWords.longest(buffer, at: index),
                Self.leading.contains(Self.endingWords.words[word])
            else { continue }
            let end = index + length
            var start = index
            while start > 0, index - start < 4, CharacterKind.isHan(buffer[start - 1]),
                !Self.stops.contains(buffer[start - 1]),
                !occupied[start - 1]
            { start -= 1 }
            if start > 0, Self.villageHeads.contains(buffer[start - 1]), index - start <= 3, !occupied[start - 1],
                start == 1 || !CharacterKind.isHan(buffer[start - 2])
                    || Self.stops.contains(buffer[start - 2])
                        && !Self.villageHeads.contains(buffer[start - 2])
            {
                start -= 1
            }
            // 住柳园行政村, 问夏庄街道, 沿福寿路
            var isBehindVerb = false
            for offset in [1, 0] where index - start - offset > 2 && Self.verbs.contains(buffer[start + offset]) {
                start += offset + 1
                isBehindVerb = true
                break
            }
            // 东至石板路: a boundary of land, told by what lies there.
            if start >= 2, buffer[start - 1] == 0x81F3, [0x4E1C, 0x897F, 0x5357, 0x5317].contains(buffer[start - 2]) {
                continue
            }
            guard index - start >= 2, Self.ordinary.longest(buffer, at: start) == nil,
                !(start + 1..<index).contains(where: {
                    Self.ordinary.longest(buffer, at: $0).map { $0.length >= 2 } ?? false
                })
            else { continue }
            let name = String(scalars: ArraySlice(buffer[start..<end]))
            guard !Self.common.contains(where: { name.hasSuffix($0) }),
                isBehindVerb || start == 0 || !CharacterKind.isHan(buffer[start - 1])
                    || Self.stops.contains(buffer[start - 1])
                    || buffer[start - 1] == 0x4F4F
                    || Self.villageHeads.contains(buffer[start]),
                !startsBody(buffer, at: end),
                end >= buffer.count || !Self.goesOn.contains(String(scalars: ArraySlice(buffer[(end - 1)...end])))
            else { continue }
            let whole = max(end, detailEnd(buffer, from: end))
            mentions.append(
                PlaceMention(
                    span: NormalizedSpan(start, whole), division: nil, detailStart: start, rule: "place.local-name"))
            index = whole
        }
        return mentions
    }
}
