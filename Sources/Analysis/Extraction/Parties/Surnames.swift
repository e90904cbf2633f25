internal import Dictionaries
internal import Documents

/// Chinese surnames, and where a name that begins with one ends.
struct Surnames: Sendable {
    private let single: Set<UInt32>
    private let double: Set<[UInt32]>
    /// Surnames that are common words too: they count only behind a label, a cue or in a signature.
    private let rare: Set<UInt32>
    /// Characters that given names hold.
    private let given: Set<UInt32>
    /// Characters that no given name holds, so that a name stops before them.
    private static let never = Set(
        "的了是在我你他她和与及或把被给向对有没不也都就说要到去来从为因于之其这那该某们先女着，。、：；！？家等们个月年日号元后前".unicodeScalars.map(\.value))
    private static let words: Set<String> = [
        "高度", "马上", "方便", "方面", "安全", "安置", "安排", "于是", "由于", "万元", "高兴", "金额", "任何", "任务", "华东", "方式", "黄金", "江苏",
        "平时", "平安", "全部", "全村", "全家",
        "全体", "成立", "成为", "时间", "时候", "常年", "常常", "经常", "强烈", "强制", "施工", "项目", "计划", "连续", "关于", "关系", "管理", "车辆",
        "单位", "房子", "房屋", "房产", "水电",
        "路面", "党员", "白天", "古城", "包括", "都是", "应该", "应当", "支持", "支付", "国家", "明显", "明确", "和平", "和谐", "曾经", "终于", "广大",
        "向上", "周围", "平方", "万余", "盖章", "来信", "来访", "封信", "印章", "公章", "文件", "方向", "安装", "安心", "和解", "成本", "成果", "路过",
        "路费", "常见", "相关", "应急", "东西", "东边", "南边", "西边", "北边", "花园", "时任", "关门", "关键", "党委", "党支", "马路", "车位", "车库",
        "车间", "农田", "双方", "云南", "文化", "文书", "那时", "那年", "那天", "别人", "满意", "荣誉", "经理", "能力", "通知", "谈话", "单元", "单据",
        "居民", "项目", "管道", "汽车", "水泥", "白条", "石头", "牛羊", "金钱", "包工", "林地", "林业", "田地", "池塘", "江边", "河边", "古树", "麻烦",
        "凌晨", "房东", "解决", "何时", "何况", "高速", "高温", "温度", "雷雨", "巴士", "连夜", "申请", "申诉", "代表", "代理", "代笔", "安居", "项目部",
        "施工方", "于此", "于今", "时任", "连同", "向上", "相信", "喻为", "毛病", "孔洞", "宫颈", "甘肃", "宁夏", "都市",
        "鱼塘", "符合", "方林", "林权", "土地", "单行", "行道", "政策", "利润", "明发", "明政", "安静", "成长", "断电", "断水", "解决", "强行", "放行",
        "方承", "来武", "石英", "文津", "车祸", "来过", "全程", "全免", "来谈", "危房", "公里", "何人", "马桶", "毛坯", "水费", "水管", "牛奶", "黄色",
        "白色", "金融", "高考", "高中", "高层", "安徽", "安监", "房管", "路灯", "路口", "车主", "车费", "车站", "党组", "党政", "石料", "石油", "古镇",
        "甘心", "幸福", "幸好", "简单", "简直", "于情", "季度", "单价", "单方", "纪要", "纪委", "乐意", "常委", "应付", "包含", "包工", "广告", "温泉",
        "雷电", "花费", "花钱", "边界", "连累", "连片", "项目", "项工", "方案", "方向", "易发", "周边", "史上", "水库",
    ]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let path = "Lexicon/surnames.txt"
        var single: Set<UInt32> = []
        var double: Set<[UInt32]> = []
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            for word in String(decoding: line, as: UTF8.self).split(separator: " ") {
                let scalars = word.unicodeScalars.map(\.value)
                switch scalars.count {
                case 1: single.insert(scalars[0])
                case 2: double.insert(scalars)
                default:
                    throw DictionaryError(
                        file: path, line: number, problem: "a surname has one or two characters: \(word)")
                }
            }
        }
        var rare: Set<UInt32> = []
        for (_, line) in DictionaryLines(try files.bytes(of: "Lexicon/surnames-rare.txt")) {
            for word in String(decoding: line, as: UTF8.self).split(separator: " ") {
                let scalars = word.unicodeScalars.map(\.value)
                if scalars.count == 1 { rare.insert(scalars[0]) } else { double.insert(scalars) }
            }
        }
        self.rare = rare.subtracting(single)
        var given: Set<UInt32> = []
        for (_, line) in DictionaryLines(try files.bytes(of: "Lexicon/given.txt")) {
            given.formUnion(String(decoding: line, as: UTF8.self).unicodeScalars.map(\.value))
        }
        self.given = given
        self.single = single
        self.double = double
    }

    /// True when a surname begins at `index`.
    func begins(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> Bool {
        single.contains(buffer[index])
            || index + 1 < buffer.count && double.contains([buffer[index], buffer[index + 1]])
    }

    /// True when the characters behind the surname of a name are ones that given names hold.
    func isGivenName(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        let hasDouble = end - start > 2 && double.contains([buffer[start], buffer[start + 1]])
        return (start + (hasDouble ? 2 : 1)..<end).allSatisfy { given.contains(buffer[$0]) }
    }

    /// True for a character that given names hold.
    func isGiven(_ scalar: UInt32) -> Bool { given.contains(scalar) }

    /// True for a surname that is a word first.
    func isRareOnly(_ scalar: UInt32) -> Bool { rare.contains(scalar) }

    private static let foreign = Set(
        "阿巴布达尔格古吉加嘉卡拉兰勒林罗洛马玛麦木穆娜纳尼努其仁日桑萨斯苏索塔图托瓦乌西亚扎珠哈合热曼买提江孜登杰珍卓次旦旺姆多克那依丽古力汗别克措".unicodeScalars.map(\.value))

    /// 乌仁其木格: mostly characters with which names of other peoples are written.
    func isForeignName(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        (start..<end).count { Self.foreign.contains(buffer[$0]) } * 3 >= (end - start) * 2
    }

    /// True when a name may end before this character.
    func mayFollowName(_ scalar: UInt32) -> Bool {
        !CharacterKind.isHan(scalar) || Self.never.contains(scalar) || Self.followers.contains(scalar)
    }

    /// The end of a full name that nothing vouches for: a surname, two characters of given names, and behind them
    /// what follows names.
    func freeNameEnd(_ buffer: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
        let hasDouble = start + 1 < buffer.count && double.contains([buffer[start], buffer[start + 1]])
        let first = start + (hasDouble ? 2 : 1)
        let end = first + 2
        guard end <= buffer.count, isGivenName(buffer, start, end),
            !Self.never.contains(buffer[first]), !Self.never.contains(buffer[end - 1]),
            CharacterKind.isHan(buffer[end - 1]),
            end == buffer.count || mayFollowName(buffer[end]),
            !Self.words.contains(String(scalars: ArraySlice(buffer[start..<start + 2]))),
            !Self.words.contains(String(scalars: ArraySlice(buffer[end - 2..<end])))
        else { return nil }
        return end
    }

    /// Surnames that are everyday words first: alone they begin no name that nothing vouches for.
    private static let everyday = Set("和时来强单相从都别应计查管有能童全方成向连路区平高".unicodeScalars.map(\.value))

    /// True for 和, 时, 来 …: in running text the word, hardly ever the surname.
    func isEveryday(_ scalar: UInt32) -> Bool { Self.everyday.contains(scalar) }

    func isSingle(_ scalar: UInt32) -> Bool { single.contains(scalar) }

    /// The end of a personal name that begins at `start`: surname and one or two characters, or 某.
    ///
    /// - Parameter isCued: whether a label or the signature vouches for it; otherwise the name must end at a
    ///   boundary or be followed by what follows names.
    func nameEnd(
        _ buffer: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int, isCued: Bool, allowsRare: Bool = false
    )
        -> Int?
    {
        guard start + 1 < limit else { return nil }
        let hasDouble = double.contains([buffer[start], buffer[start + 1]])
        guard hasDouble || single.contains(buffer[start]) || allowsRare && rare.contains(buffer[start]) else {
            return nil
        }
        if isCued, let whole = wholeToken(buffer, start, limit, hasDouble) { return whole }
        let given = start + (hasDouble ? 2 : 1)
        if given < limit,
            buffer[given] == 0x67D0 || buffer[given] == 0x58 || buffer[given] == 0x78 || buffer[given] == 0x2A
                || buffer[given] == 0xD7
        {
            var end = given
            while end < limit, end - given < 2, buffer[end] == buffer[given] { end += 1 }
            // 何某平
            if end == given + 1, buffer[given] == 0x67D0, end < limit, isGiven(buffer[end]),
                end + 1 == buffer.count || mayFollowName(buffer[end + 1])
            {
                end += 1
            }
            return end
        }
        var end = given
        while end < limit, end - given < 2, CharacterKind.isHan(buffer[end]), !Self.never.contains(buffer[end]) {
            end += 1
        }
        guard end > given else { return nil }
        if Self.words.contains(String(scalars: ArraySlice(buffer[start..<min(limit, start + 2)]))) { return nil }
        if !isCued, end < buffer.count, CharacterKind.isHan(buffer[end]) {
            // Three characters and more text: trust it only where a name is commonly followed so.
            guard Self.never.contains(buffer[end]) || Self.followers.contains(buffer[end]) else {
                return end - given == 2 ? end : nil
            }
        }
        if isCued, end < limit, CharacterKind.isHan(buffer[end]), !Self.never.contains(buffer[end]),
            !Self.followers.contains(buffer[end])
        {
            return nil
        }
        return end
    }

    /// A short word by itself behind a label or in a signature is the name, whatever its characters: 龚来顺, 向全有.
    private func wholeToken(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ limit: Int, _ hasDouble: Bool
    ) -> Int? {
        var end = start
        while end < limit, CharacterKind.isHan(buffer[end]), end - start <= 4, end - start < 2 || buffer[end] != 0x7B49
        {
            end += 1
        }
        let count = end - start
        guard count == 3 || hasDouble && count == 4,
            !Self.words.contains(String(scalars: ArraySlice(buffer[start..<start + 2]))),
            !Self.words.contains(String(scalars: ArraySlice(buffer[start..<end])))
        else { return nil }
        return end
    }

    private static let followers = Set(
        "男女住现系身今于称带以将利强伙当任两三把同曾派用写收拿签打骂占种领还又却才只则亦答自挨已做当看听见问找叫借欠骗拆建盖租卖买比介家代帮作证发死走送跑站坐哭闹付退替跟按所承让指组通接出进回离转经参报违擅私侵挪贪虚伪冒串暗仍总均连随根始初再并但因而然怎哪谁为嘴扣赔雇开坚拒不一电拍累过包"
            .unicodeScalars.map(\.value))
}
