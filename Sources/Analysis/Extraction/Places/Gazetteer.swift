internal import Dictionaries
internal import Documents

/// The divisions of China from province to township, found by full name, short form or former name.
struct Gazetteer: Sendable {
    struct Division: Sendable {
        /// Six digits, nine for a township.
        let code: UInt32
        /// 1 province, 2 city, 3 county, 4 township.
        let level: UInt8
        let name: String
    }

    let divisions: [Division]
    private let indexOfCode: [UInt32: Int32]
    private let commonDistricts: [Int32]

    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        var divisions: [Division] = []
        var indexOfCode: [UInt32: Int32] = [:]
        divisions.reserveCapacity(46_000)
        indexOfCode.reserveCapacity(46_000)
        let path = "Divisions/divisions.tsv"
        lexicon.reserve(60_000)
        var scalars: [UInt32] = []
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            // Without lists of columns: 45,000 lines are read at every start.
            guard let tab = line.firstIndex(of: 0x09), let code = UInt32(ascii: line[..<tab]), tab + 3 < line.endIndex,
                line[tab + 2] == 0x09, (1...4).contains(line[tab + 1] &- 0x30), !line[(tab + 3)...].contains(0x09)
            else { throw DictionaryError(file: path, line: number, problem: "needs code, level 1…4 and name") }
            let level = line[tab + 1] - 0x30
            let name = String(decoding: line[(tab + 3)...], as: UTF8.self)
            scalars.removeAll(keepingCapacity: true)
            for scalar in name.unicodeScalars { scalars.append(scalar.value) }
            let index = Int32(divisions.count)
            divisions.append(Division(code: code, level: level, name: name))
            indexOfCode[code] = index
            // 城区, 郊区, 矿区 are common nouns first.
            // Townships of two characters (街道, 城关) are words too often.
            if scalars.count > 2 || level < 3 || level == 3 && scalars.last != 0x533A {
                lexicon.add(scalars[...], .division(index))
            }
            if level <= 3, let short = Gazetteer.shortForm(scalars, level) { lexicon.add(short, .division(index)) }
            if Gazetteer.isAutonomous(scalars), let short = Gazetteer.withoutPeoples(scalars) {
                lexicon.add(short[...], .division(index))
            }
        }
        // 顺德, 武清: a district's stem, where no other division is called so.
        var stems: [[UInt32]: [Int32]] = [:]
        for (index, division) in divisions.enumerated() where division.level <= 3 {
            let scalars = division.name.unicodeScalars.map(\.value)
            if scalars.count >= 3 { stems[Array(scalars.dropLast()), default: []].append(Int32(index)) }
        }
        for (stem, indices) in stems.sorted(by: { $0.value[0] < $1.value[0] }) where indices.count == 1 {
            let division = divisions[Int(indices[0])]
            guard division.level == 3, division.name.hasSuffix("区"), !division.name.contains("自治"), stem.count <= 3,
                !Gazetteer.commonWords.contains(String(scalars: stem[...])),
                !Gazetteer.commonStems.contains(String(scalars: stem[...]))
            else { continue }
            lexicon.add(stem[...], .division(indices[0]))
        }
        let formerPath = "Divisions/former.tsv"
        for (number, line) in DictionaryLines(try files.bytes(of: formerPath)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 3, let code = UInt32(ascii: columns[1]), let index = indexOfCode[code] else {
                throw DictionaryError(file: formerPath, line: number, problem: "needs name, a current code and date")
            }
            lexicon.add(String(decoding: columns[0], as: UTF8.self).unicodeScalars.map(\.value)[...], .division(index))
        }
        commonDistricts = divisions.indices.filter {
            divisions[$0].level == 3 && ["城区", "郊区", "矿区"].contains(divisions[$0].name)
        }.map { Int32($0) }
        self.divisions = divisions
        self.indexOfCode = indexOfCode
    }

    /// 河南, 平顶山, 叶县 stays: the name without 省 市 区 县 自治…, when two characters are left.
    private static func shortForm(_ name: [UInt32], _ level: UInt8) -> ArraySlice<UInt32>? {
        if level == 1 {
            let text = String(scalars: name[...])
            for word in ["内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门"] where text.hasPrefix(word) {
                return name.prefix(word.unicodeScalars.count)
            }
        }
        // 自治州 and 自治县 carry peoples' names; only their plain forms are cut.
        guard let sign = name.last, shortSigns.contains(sign), name.count >= 3, !holdsSelfRule(name) else { return nil }
        // A bare two-character county stem is a word too often (和平, 朝阳, 高新); cities' are safe.
        if level == 3, sign != 0x5E02, sign != 0x53BF { return nil }
        if level == 3, name.count == 3, commonWords.contains(String(scalars: name.dropLast())) { return nil }
        return name.dropLast()
    }

    /// What short forms leave out.
    private static let shortSigns = ScalarSet("省市县区盟")

    /// 自治
    private static func holdsSelfRule(_ name: [UInt32]) -> Bool {
        name.indices.dropLast().contains { name[$0] == 0x81EA && name[$0 + 1] == 0x6CBB }
    }

    /// …自治县, …自治州, …自治旗; told by characters, as nearly all names are none.
    private static func isAutonomous(_ name: [UInt32]) -> Bool {
        guard name.count > 3 else { return false }
        let sign = name[name.count - 1]
        return name[name.count - 3] == 0x81EA && name[name.count - 2] == 0x6CBB
            && (sign == 0x53BF || sign == 0x5DDE || sign == 0x65D7)
    }

    /// 琼中县, 恩施州: an autonomous county or prefecture without the names of its peoples.
    private static func withoutPeoples(_ name: [UInt32]) -> [UInt32]? {
        let people = name.indices.first { start in peoples.contains { name[start...].starts(with: $0) } }
        guard let people, people >= 2 else { return nil }
        return name[..<people] + name.suffix(1)
    }

    /// Names of peoples as autonomous divisions carry them.
    private static let peoples = [
        "蒙古", "回族", "藏族", "维吾尔", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "哈萨克", "傣族",
        "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族",
        "毛南族",
        "仡佬族", "锡伯", "塔吉克", "怒族", "鄂温克族", "保安族", "裕固族", "独龙族", "鄂伦春", "普米族", "各族",
    ].map { $0.unicodeScalars.map(\.value) }

    /// Stems of districts that are words or places of other kinds first.
    private static let commonStems: Set<String> = [
        "青山", "南山", "江南", "江北", "江东", "东城", "西城", "城关", "朝阳", "向阳", "东风", "新城", "老城", "高新", "桥东", "桥西", "红旗", "前进",
        "海港", "龙山",
        "宝塔", "中心", "中原", "中山", "东山", "西山", "北山", "河东", "河西", "河口", "海南", "海北", "西湖", "东湖", "南湖", "双桥", "双塔", "铁东",
        "铁西", "铁山", "路南",
        "路北", "市中", "市北", "市南", "山海关", "石景山", "香山", "黄山", "金山", "银州", "白云", "凤凰", "星子", "开福", "天心", "天山", "建邺", "友好",
        "友谊", "光明",
        "文化", "站前", "老边", "明山", "清河", "太平", "大通", "田家庵", "高坪", "文峰", "北关", "南关", "新抚", "东洲", "站北", "云龙", "泉山", "龙湖",
        "龙华", "秀英",
        "盐田", "农场", "三元", "城中", "城东", "城西", "城北", "城南", "北塔", "大祥", "双清", "双流", "荷塘", "天元", "石峰", "工农", "向东", "新北",
        "南岸", "北碚",
        "东兴", "东坡", "五华", "官渡", "临川", "东河", "九原", "青秀", "兴宁", "良庆", "华龙", "红岗", "红花岗", "新罗", "长乐", "永定", "集美", "同安",
        "海沧",
        "江海", "蓬江", "麻章", "霞山", "坡头", "禅城", "乐业", "兴安", "东安", "西安", "阳明", "爱民", "东丽", "西青", "丛台", "复兴", "运河", "广阳",
        "安次", "桃城",
    ]

    private static let commonWords: Set<String> = [
        "和平", "建设", "新华", "光明", "文化", "兴隆", "平安", "安全", "和谐", "永安", "公安", "兴业", "建业", "长安", "大方", "平和", "大同", "普定",
        "安定", "延长",
        "民主", "万年", "平原", "高要", "通道", "武装", "务川", "会同", "城步", "共和", "同心", "自贡", "太和", "利辛", "化德", "明水", "集合", "丰都",
        "开平", "海丰", "全州", "资源", "安宁", "中方", "东方", "化工",
    ]

    /// A city's district whose name is a common noun: 城区, 郊区, 矿区.
    func district(of city: Int32, named name: [UInt32]) -> Int32? {
        commonDistricts.first { contains(city, $0) && divisions[Int($0)].name.unicodeScalars.map(\.value) == name }
    }

    /// The division of a code; `nil` when there is none.
    func index(of code: UInt32) -> Int32? { indexOfCode[code] }

    /// The division's code as six digits of the deepest county-or-above division.
    func adcode(_ index: Int32) -> String {
        let division = divisions[Int(index)]
        let code = division.level == 4 ? division.code / 1000 : division.code
        // GB/T 2260 has no codes below 710000, 810000 and 820000.
        return String(code >= 710_000 && code < 830_000 ? code / 10_000 * 10_000 : code)
    }

    /// Names from the province down to the division.
    func path(_ index: Int32) -> [String] {
        let division = divisions[Int(index)]
        var names: [String] = []
        let county = division.level == 4 ? division.code / 1000 : division.code
        for code in [county / 10_000 * 10_000, county / 100 * 100, county] {
            if let found = indexOfCode[code], names.last != divisions[Int(found)].name {
                names.append(divisions[Int(found)].name)
            }
        }
        if division.level == 4 { names.append(division.name) }
        return names
    }

    /// True when `inner` lies in `outer`.
    func contains(_ outer: Int32, _ inner: Int32) -> Bool {
        let (a, b) = (divisions[Int(outer)], divisions[Int(inner)])
        let county = b.level == 4 ? b.code / 1000 : b.code
        switch a.level {
        case 1: return a.code / 10_000 == county / 10_000 && a.code != county
        case 2: return a.code / 100 == county / 100 && a.code != county
        case 3: return b.level == 4 && a.code == county
        default: return false
        }
    }
}

extension UInt32 {
    /// A number of ASCII digits.
    init?(ascii digits: ArraySlice<UInt8>) {
        var value: UInt32 = 0
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + UInt32(digit - 0x30)
        }
        self = value
    }
}
