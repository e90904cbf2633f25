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

    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        var divisions: [Division] = []
        var indexOfCode: [UInt32: Int32] = [:]
        divisions.reserveCapacity(46_000)
        indexOfCode.reserveCapacity(46_000)
        let path = "Divisions/divisions.tsv"
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 3, let code = UInt32(ascii: columns[0]),
                let level = columns[1].first.map({ $0 &- 0x30 }),
                (1...4).contains(level)
            else { throw DictionaryError(file: path, line: number, problem: "needs code, level 1…4 and name") }
            let name = String(decoding: columns[2], as: UTF8.self)
            let index = Int32(divisions.count)
            divisions.append(Division(code: code, level: level, name: name))
            indexOfCode[code] = index
            let scalars = name.unicodeScalars.map(\.value)
            // 城区, 郊区, 矿区 are common nouns first.
            // Townships of two characters (街道, 城关) are words too often.
            if scalars.count > 2 || level < 3 || level == 3 && scalars.last != 0x533A {
                lexicon.add(scalars[...], .division(index))
            }
            if level <= 3, let short = Gazetteer.shortForm(scalars, level) { lexicon.add(short, .division(index)) }
        }
        let formerPath = "Divisions/former.tsv"
        for (number, line) in DictionaryLines(try files.bytes(of: formerPath)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 3, let code = UInt32(ascii: columns[1]), let index = indexOfCode[code] else {
                throw DictionaryError(file: formerPath, line: number, problem: "needs name, a current code and date")
            }
            lexicon.add(String(decoding: columns[0], as: UTF8.self).unicodeScalars.map(\.value)[...], .division(index))
        }
        self.divisions = divisions
        self.indexOfCode = indexOfCode
    }

    /// 河南, 平顶山, 叶县 stays: the name without 省 市 区 县 自治…, when two characters are left.
    private static func shortForm(_ name: [UInt32], _ level: UInt8) -> ArraySlice<UInt32>? {
        let text = String(scalars: name[...])
        if level == 1 {
            for word in ["内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门"] where text.hasPrefix(word) {
                return name.prefix(word.unicodeScalars.count)
            }
        }
        // 自治州 and 自治县 carry peoples' names; only their plain forms are cut.
        guard !text.contains("自治"), name.count >= 3, ["省", "市", "县", "区", "盟"].contains(where: { text.hasSuffix($0) })
        else { return nil }
        // A bare two-character county stem is a word too often (和平, 朝阳, 高新); cities' are safe.
        if level == 3, !text.hasSuffix("市"), !text.hasSuffix("县") { return nil }
        if level == 3, name.count == 3, commonWords.contains(String(scalars: name.dropLast())) { return nil }
        return name.dropLast()
    }

    private static let commonWords: Set<String> = [
        "和平", "建设", "新华", "光明", "文化", "兴隆", "平安", "安全", "和谐", "永安", "公安", "兴业", "建业", "长安", "大方", "平和", "大同", "普定",
        "安定", "延长",
        "民主", "万年", "平原", "高要", "通道", "武装", "务川", "会同", "城步", "共和", "同心", "自贡", "太和", "利辛", "化德", "明水", "集合", "丰都",
        "开平", "海丰", "资源", "安宁", "中方", "东方", "化工",
    ]

    /// The division's code as six digits of the deepest county-or-above division.
    func adcode(_ index: Int32) -> String {
        let division = divisions[Int(index)]
        let code = division.level == 4 ? division.code / 1000 : division.code
        return String(code)
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
