internal import Dictionaries
internal import Documents

/// The divisions of China from province to township, found by full name, short form or former name.
struct Gazetteer: Sendable {
    struct Division: Sendable {
        /// Six digits, nine for a township.
        let code: UInt32
        /// 1 province, 2 city, 3 county, 4 township.
        let level: UInt8
        /// Of the name, in scalars.
        let length: UInt8
        /// Where the name begins and ends in ``names``.
        fileprivate let start: Int32
        fileprivate let end: Int32
    }

    let divisions: [Division]
    /// The names in UTF-8, as the file has them: strings are made of those that are told.
    private let names: [UInt8]
    /// Provinces, cities and counties by code.
    private let indexOfCode: [UInt32: Int32]
    /// Townships, ascending by code.
    private let townships: [(code: UInt32, index: Int32)]
    private let commonDistricts: [Int32]

    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        let path = "Divisions/divisions.tsv"
        let bytes = try files.bytes(of: path)
        var divisions: [Division] = []
        var indexOfCode: [UInt32: Int32] = [:]
        var townships: [(code: UInt32, index: Int32)] = []
        divisions.reserveCapacity(46_000)
        townships.reserveCapacity(42_000)
        lexicon.reserve(60_000)
        var failure: DictionaryError?
        bytes.withUnsafeBufferPointer { bytes in
            var scalars: [UInt32] = []
            // Without lists of columns and strings: 45,000 lines are read at every start.
            DictionaryLines.forEach(in: bytes) { number, line in
                guard let tab = line.firstIndex(of: 0x09), let code = UInt32(ascii: bytes[line.startIndex..<tab]),
                    tab + 3 < line.endIndex, bytes[tab + 2] == 0x09, (1...4).contains(bytes[tab + 1] &- 0x30)
                else { return fail(number) }
                let level = bytes[tab + 1] - 0x30
                var position = tab + 3
                scalars.removeAll(keepingCapacity: true)
                while position < line.endIndex, let scalar = ScalarReader.scalar(bytes, &position), scalar != 0x09 {
                    scalars.append(scalar)
                }
                guard position == line.endIndex, scalars.count <= UInt8.max else { return fail(number) }
                let index = Int32(divisions.count)
                divisions.append(
                    Division(
                        code: code, level: level, length: UInt8(scalars.count), start: Int32(tab + 3),
                        end: Int32(line.endIndex)))
                if level == 4 { townships.append((code, index)) } else { indexOfCode[code] = index }
                Gazetteer.add(scalars, level, index, to: &lexicon)
            }
            func fail(_ number: Int) {
                failure =
                    failure ?? DictionaryError(file: path, line: number, problem: "needs code, level 1…4 and name")
            }
        }
        if let failure { throw failure }
        if zip(townships, townships.dropFirst()).contains(where: { $0.code > $1.code }) {
            townships.sort { $0.code < $1.code }
        }
        names = bytes
        // 顺德, 武清: a district's stem, where no other division is called so.
        var stems: [ArraySlice<UInt32>: [Int32]] = [:]
        for (index, division) in divisions.enumerated() where division.level <= 3 {
            guard division.length >= 3 else { continue }
            stems[Gazetteer.scalars(of: division, bytes).dropLast(), default: []].append(Int32(index))
        }
        for (stem, indices) in stems.sorted(by: { $0.value[0] < $1.value[0] }) where indices.count == 1 {
            let division = divisions[Int(indices[0])]
            guard division.level == 3, stem.count <= 3, Gazetteer.scalars(of: division, bytes).last == 0x533A,
                !Gazetteer.holdsSelfRule(stem),
                !Gazetteer.commonWords.contains(String(scalars: stem)),
                !Gazetteer.commonStems.contains(String(scalars: stem))
            else { continue }
            lexicon.add(stem, .division(indices[0]))
        }
        let formerPath = "Divisions/former.tsv"
        for (number, line) in DictionaryLines(try files.bytes(of: formerPath)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 3, let code = UInt32(ascii: columns[1]),
                let index = Gazetteer.index(of: code, indexOfCode, townships)
            else {
                throw DictionaryError(file: formerPath, line: number, problem: "needs name, a current code and date")
            }
            lexicon.add(String(decoding: columns[0], as: UTF8.self).unicodeScalars.map(\.value)[...], .division(index))
        }
        commonDistricts = divisions.indices.filter {
            divisions[$0].level == 3 && divisions[$0].length == 2
                && ["城区", "郊区", "矿区"].contains(Gazetteer.name(of: divisions[$0], bytes))
        }.map { Int32($0) }
        self.divisions = divisions
        self.indexOfCode = indexOfCode
        self.townships = townships
    }

    /// The forms by which letters call a division.
    private static func add(_ name: [UInt32], _ level: UInt8, _ index: Int32, to lexicon: inout Lexicon) {
        // 城区, 郊区, 矿区 are common nouns first.
        // Townships of two characters (街道, 城关) are words too often.
        if name.count > 2 || level < 3 || level == 3 && name.last != 0x533A {
            lexicon.add(name[...], .division(index))
        }
        if level <= 3, let short = shortForm(name, level) { lexicon.add(short, .division(index)) }
        if isAutonomous(name), let short = withoutPeoples(name) { lexicon.add(short[...], .division(index)) }
    }

    private static func name(of division: Division, _ names: [UInt8]) -> String {
        String(decoding: names[Int(division.start)..<Int(division.end)], as: UTF8.self)
    }

    private static func scalars(of division: Division, _ names: [UInt8]) -> [UInt32] {
        var reader = ScalarReader(names[Int(division.start)..<Int(division.end)])
        var scalars: [UInt32] = []
        while let scalar = reader.next() { scalars.append(scalar) }
        return scalars
    }

    func name(_ index: Int32) -> String { Self.name(of: divisions[Int(index)], names) }

    /// Whether these are the characters of the division's full name.
    func isNamed(_ index: Int32, _ scalars: some Sequence<UInt32>) -> Bool {
        Self.scalars(of: divisions[Int(index)], names).elementsEqual(scalars)
    }

    /// Calls `body` with each two characters that stand side by side in a name.
    func forEachPair(_ body: (UInt32, UInt32) -> Void) {
        names.withUnsafeBufferPointer { names in
            for division in divisions {
                var position = Int(division.start)
                guard var last = ScalarReader.scalar(names, &position) else { continue }
                while position < Int(division.end), let scalar = ScalarReader.scalar(names, &position) {
                    body(last, scalar)
                    last = scalar
                }
            }
        }
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
        guard let sign = name.last, shortSigns.contains(sign), name.count >= 3, !holdsSelfRule(name[...]) else {
            return nil
        }
        // A bare two-character county stem is a word too often (和平, 朝阳, 高新); cities' are safe.
        if level == 3, sign != 0x5E02, sign != 0x53BF { return nil }
        if level == 3, name.count == 3, commonWords.contains(String(scalars: name.dropLast())) { return nil }
        return name.dropLast()
    }

    /// What short forms leave out.
    private static let shortSigns = ScalarSet("省市县区盟")

    /// 自治
    private static func holdsSelfRule(_ name: ArraySlice<UInt32>) -> Bool {
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
        commonDistricts.first { contains(city, $0) && isNamed($0, name) }
    }

    /// The division of a code; `nil` when there is none.
    func index(of code: UInt32) -> Int32? {
        Self.index(of: code, indexOfCode, townships)
    }

    private static func index(
        of code: UInt32, _ indexOfCode: [UInt32: Int32], _ townships: [(code: UInt32, index: Int32)]
    ) -> Int32? {
        if let index = indexOfCode[code] { return index }
        let place = townships.partitioningIndex { $0.code >= code }
        return place < townships.count && townships[place].code == code ? townships[place].index : nil
    }

    /// The division's code as six digits of the deepest county-or-above division.
    func adcode(_ index: Int32) -> String { String(county(index)) }

    /// The same as a number; that of a county ends in no two zeros.
    func county(_ index: Int32) -> UInt32 {
        let division = divisions[Int(index)]
        let code = division.level == 4 ? division.code / 1000 : division.code
        // GB/T 2260 has no codes below 710000, 810000 and 820000.
        return code >= 710_000 && code < 830_000 ? code / 10_000 * 10_000 : code
    }

    /// Names from the province down to the division.
    func path(_ index: Int32) -> [String] {
        let division = divisions[Int(index)]
        var names: [String] = []
        names.reserveCapacity(4)
        let county = division.level == 4 ? division.code / 1000 : division.code
        for code in [county / 10_000 * 10_000, county / 100 * 100, county] {
            guard let found = indexOfCode[code].map(name), names.last != found else { continue }
            names.append(found)
        }
        if division.level == 4 { names.append(name(index)) }
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
    init?(ascii digits: some Collection<UInt8>) {
        var value: UInt32 = 0
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + UInt32(digit - 0x30)
        }
        self = value
    }
}
