/// Things a letter calls by name: villages, estates, firms, schools, roads. Names come without a dictionary: the run
/// before the word for the kind of thing, as far as it is rare.
struct NamedThings: Sendable {
    /// Kinds of thing whose names exclude each other: a letter about one village is not about another.
    enum Kind: Int, CaseIterable, Sendable {
        case village, town, estate, firm, school, hospital, road, water, line
    }

    struct Name: Sendable, Equatable {
        let kind: Kind
        /// Pairs of characters of the name, without the word for the kind.
        let pairs: [UInt64]
    }

    let names: [Name]
    /// The characters of all names, ascending.
    let characters: [UInt64]

    /// The words for each kind of thing.
    private static let words: KeyValuePairs<Kind, String> = [
        .village: "村 屯 寨 庄", .town: "镇 乡 街道",
        .estate: "小区 花园 家园 社区 公寓 花苑 佳苑 新城 广场 山庄 公馆 楼盘",
        .firm: "有限公司 有限责任公司 股份有限公司 公司 厂 煤矿 石场 集团 酒店 合作社 市场 饭店 工地",
        .school: "小学 中学 学校 幼儿园 学院 大学", .hospital: "医院 卫生院",
        .road: "路 大道 街 巷", .water: "水库 河 溪 江", .line: "地铁",
    ]

    /// By first character.
    private static let heads: [UInt32: [(kind: Kind, text: [UInt32])]] = {
        var heads: [UInt32: [(kind: Kind, text: [UInt32])]] = [:]
        for (kind, list) in words {
            for word in list.split(separator: " ") {
                let text = word.unicodeScalars.map(\.value)
                heads[text[0], default: []].append((kind, text))
            }
        }
        return heads
    }()

    /// One bit for the low bits of each head: most characters of a text are no head.
    private static let isHead: [Bool] = {
        var isHead = [Bool](repeating: false, count: 1024)
        for head in heads.keys { isHead[Int(head & 1023)] = true }
        return isHead
    }()

    /// Words no name runs across.
    private static let stops = Set(
        "的是在了和与到从由让把给对向为被我你他她它们这那有个全本各该每出进去来往沿至及或等就都也还不没很离附近住叫因经过走修条座家里上下内外旁边前后年月日号"
            .unicodeScalars.map(\.value))

    private static let longest = 5
    private static let longestFirm = 8
    /// A pair of a name weighs at least this: 1 letter of 100.
    static let least: Float = 6

    init(_ scalars: [UInt32], weights: TermWeights) {
        var names: [Name] = []
        let isHead = NamedThings.isHead
        for index in scalars.indices where isHead[Int(scalars[index] & 1023)] {
            guard let heads = NamedThings.heads[scalars[index]] else { continue }
            for (kind, head) in heads where scalars[index...].starts(with: head) {
                var start = index
                let longest = kind == .firm ? NamedThings.longestFirm : NamedThings.longest
                while start > 0, index - start < longest, LetterTerms.isHan(scalars[start - 1]),
                    !NamedThings.stops.contains(scalars[start - 1])
                { start -= 1 }
                guard index - start >= 2 else { continue }
                let run = scalars[start..<index]
                // The two characters next to the kind are the surest part of villages and roads; firms carry their
                // trade there (五金厂) and their name before it.
                let from = kind == .firm || kind == .estate ? run.startIndex : max(run.startIndex, run.endIndex - 3)
                let pairs = (from..<(run.endIndex - 1)).map { Term.key(scalars[$0...($0 + 1)]) }
                    .filter { weights.weight($0) >= NamedThings.least }
                if !pairs.isEmpty { names.append(Name(kind: kind, pairs: pairs)) }
            }
        }
        self.names = names
        characters = Set(names.flatMap(\.pairs).flatMap { [$0 >> 21, $0 & 0x1F_FFFF] }).sorted()
    }
}
