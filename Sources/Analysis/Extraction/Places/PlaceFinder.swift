internal import Documents
internal import ICUKit

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
        "号楼", "单元", "楼栋", "新村", "公寓", "大厦", "国道", "省道", "县道", "高速", "水库", "路", "街", "巷", "弄", "镇", "乡", "村", "屯", "庄",
        "号", "栋",
        "幢", "室", "组", "苑", "湾", "寨",
    ]
    private static let endingWords = WordSet(endings)

    /// What can lead a place by itself, without a division before it.
    private static let leading: Set<String> = [
        "大道", "公路", "社区", "小区", "花园", "家园", "胡同", "广场", "新村", "公寓", "路", "街", "镇", "乡", "村", "苑", "屯", "庄", "工业园",
        "开发区", "街道", "国道",
        "省道", "水库", "自然村", "行政村", "大厦", "林场", "农场", "嘎查", "苏木",
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
        "断头", "必经", "人行", "非机动车", "机动车",
    ])
    /// Characters that are stops elsewhere and begin names of villages: 上湾村, 下塘, 后柳园.
    private static let villageHeads = Set("上下前后里外中内大小".unicodeScalars.map(\.value))
    /// What a place's short form stands behind when it is a place: 在广州, 去新疆.
    private static let placePrepositions = Set("在到去回来住从赴往自于至离".unicodeScalars.map(\.value))

    /// A body's name goes on here: the place is only its first part.
    private static let bodyStarts = WordSet([
        "人民政府", "政府", "人民法院", "法院", "检察院", "公安", "派出所", "委员会", "村委", "居委", "党委", "市委", "省委", "县委", "区委", "信访", "局",
        "办事处",
        "住建", "卫生", "医院", "中学", "小学", "学校", "大学", "有限", "公司", "教育", "人社", "民政", "交通", "自然资源", "国土", "税务", "财政", "城管",
        "纪委", "监委",
        "供电", "银行", "幼儿园", "业委", "两委", "物业", "交警", "环保", "生态环境", "农业农村", "住房", "市场监", "人力资源", "应急", "水利", "司法", "中级",
        "高级",
    ])

    private static let stops = Set(
        "的了在是我你他她它们和与及或从到去来往把被给向对让叫请因为由于自年月日号时有没不也都就才又再要会能可以已经过着之其这那该此每各全本某上下前后里内外中间个位名等按据照根于以将所而且但如果".unicodeScalars
            .map(\.value))
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
        let settled = settle(trusted(hits.filter { hit in !taken.contains { $0.overlaps(hit.span) } }, text))
        var mentions: [PlaceMention] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            var index = 0
            // Divisions, chained, with their details.
            while index < settled.count {
                var end = settled[index].hit.span.end
                var division = settled[index].division
                let start = settled[index].hit.span.start
                var next = index + 1
                while next < settled.count, settled[next].hit.span.start == end {
                    if let deeper = settled[next].division {
                        division = deeper
                    } else if division == nil {
                        division = nil
                    }
                    end = settled[next].hit.span.end
                    next += 1
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
        settleLocal(&mentions, text)
        return mentions
    }

    /// A local name lies where the document says so elsewhere: in the county under which the same name stands, else in
    /// the one county that the document names, or names more often than all others together.
    private func settleLocal(_ mentions: inout [PlaceMention], _ text: NormalizedText) {
        let settled = mentions.compactMap { mention in mention.division.map { (division: $0, text: text[mention.span]) }
        }
        var counts: [String: (count: Int, division: Int32)] = [:]
        for place in settled where !gazetteer.adcode(place.division).hasSuffix("00") {
            counts[gazetteer.adcode(place.division), default: (0, place.division)].count += 1
        }
        let total = counts.values.reduce(0) { $0 + $1.count }
        let main = counts.values.first { $0.count * 2 > total }?.division
        for index in mentions.indices where mentions[index].division == nil {
            let name = text[mentions[index].span]
            let same = settled.first { $0.text.count > name.count && $0.text.contains(name) }?.division
            mentions[index].division = same ?? main
        }
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
        var words: Set<Int>?
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
            if words == nil { words = wordBoundaries(text) }
            guard let words, words.contains(hit.span.start), words.contains(hit.span.end) else { return false }
            if hit.meanings.contains(where: { meaning in
                full.contains { $0 == meaning || gazetteer.contains($0, meaning) }
            }) {
                return true
            }
            let isCued = hit.span.start > 0 && Self.placePrepositions.contains(text.scalars[hit.span.start - 1])
            return level == 2 ? isCued || !Self.wordlike.contains(text[hit.span]) : isCued
        }.map(\.element)
    }

    /// Short forms of cities that are words too.
    private static let wordlike: Set<String> = [
        "安康", "吉安", "保山", "安顺", "长治", "四平", "六安", "平凉", "海东", "东方", "来宾", "黄山", "白银", "金昌", "中卫", "阳江", "通化", "白山",
        "白城", "商洛", "宝鸡", "上饶",
        "昌都", "安阳", "鹤壁", "和田", "黄石", "日照", "济源", "仙桃", "天门", "潜江", "文昌", "三明", "龙岩", "大理", "张掖", "海北", "海南", "海西",
        "黄南", "玉树", "合作", "大同", "双鸭山",
    ]
    private static let fullSigns = Set("省市县区旗州盟镇乡道".unicodeScalars.map(\.value))

    private func wordBoundaries(_ text: NormalizedText) -> Set<Int>? {
        guard let breaker = try? BreakIterator(.word) else { return nil }
        let utf16 = UTF16Text(text.scalars)
        var boundaries: Set<Int> = [0]
        utf16.units.withUnsafeBufferPointer { buffer in
            // Setting text on an open iterator cannot fail but for memory; without boundaries short forms are left out.
            try? breaker.forEachBoundary(in: buffer) { boundaries.insert(utf16.scalarOffset($0)) }
        }
        return boundaries
    }

    private static let unitSigns = Set("区县市镇乡道".unicodeScalars.map(\.value))

    /// 河南话, 南京路: a bare short form that only qualifies what follows.
    private func isShortAlone(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int, _ settled: (hit: DivisionHit, division: Int32?)
    ) -> Bool {
        // Unsettled, only a full name (鼓楼区, 城关镇) is surely a place.
        if settled.division == nil { return !Self.unitSigns.contains(buffer[end - 1]) }
        guard end < buffer.count else { return false }
        return [0x8BDD, 0x7C4D, 0x8DEF, 0x9152].contains(buffer[end])
    }

    /// Chooses among meanings by what else the document names; what stays open stays `nil`.
    private func settle(_ hits: [DivisionHit]) -> [(hit: DivisionHit, division: Int32?)] {
        let certain = hits.filter { $0.meanings.count == 1 }.map { $0.meanings[0] }
        let counties = certain.filter { gazetteer.divisions[Int($0)].level <= 3 }
        return hits.map { hit in
            if hit.meanings.count == 1 {
                // A township's name alone, far from any division that holds it, is no evidence.
                let only = hit.meanings[0]
                if gazetteer.divisions[Int(only)].level == 4,
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
                // 南罗村委会那历村12号: the committee stands for its village when the address goes on.
                if hasWord(buffer, [0x59D4, 0x4F1A], at: next), let further = partEnd(buffer, from: next + 2),
                    further - next <= 7
                {
                    end = further
                    continue
                }
                return end == start ? start : end
            }
            end = next
        }
        return end
    }

    /// One part: up to eight characters and an ending.
    private func partEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var index = start
        while index < buffer.count, index - start <= 8 {
            if index > start, let (length, _) = Self.endingWords.longest(buffer, at: index) {
                let end = index + length
                // 村委会, 组织, 号召, 路灯: the ending is the start of another word.
                if end < buffer.count, Self.goesOn.contains(String(scalars: ArraySlice(buffer[(end - 1)...end]))) {
                    return nil
                }
                return end
            }
            let scalar = buffer[index]
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

    private static let goesOn: Set<String> = [
        "村委", "村民", "组织", "组成", "号召", "路灯", "路面", "路口", "路过", "镇政", "乡政", "街坊", "室内", "村干", "村里", "村支", "组长", "村主",
        "乡长", "镇长", "村两", "村集", "镇党",
        "乡党", "组员", "庄稼", "路边", "村务", "村书",
    ]

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
            if start > 0, Self.villageHeads.contains(buffer[start - 1]), index - start <= 2, !occupied[start - 1],
                start == 1 || !CharacterKind.isHan(buffer[start - 2])
            {
                start -= 1
            }
            // 住柳园行政村
            if index - start > 2, buffer[start] == 0x4F4F { start += 1 }
            guard index - start >= 2, Self.ordinary.longest(buffer, at: start) == nil,
                !(start + 1..<index).contains(where: {
                    Self.ordinary.longest(buffer, at: $0).map { $0.length >= 2 } ?? false
                })
            else { continue }
            let name = String(scalars: ArraySlice(buffer[start..<end]))
            guard !Self.common.contains(where: { name.hasSuffix($0) }),
                start == 0 || !CharacterKind.isHan(buffer[start - 1]) || Self.stops.contains(buffer[start - 1])
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
