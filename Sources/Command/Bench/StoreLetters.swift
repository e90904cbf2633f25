internal import Dictionaries
internal import Foundation

/// Letters for filling a store, always the same for a number: sentences in which words that most letters have and words
/// of a dictionary follow each other, with places, bodies, days, amounts and cues of classes in them, one in twelve a
/// later version of another. They have the length and the letters of real ones and say nothing about quality. Unlike
/// letters share few words that are rare, as real ones do: otherwise nearly all would seem to speak of one matter.
struct StoreLetters {
    private let words: [String]
    private let common: [String]
    private let places: [(county: String, town: String)]
    private var state: UInt64 = 20_261_127
    private var earlier: [String] = []

    private static let cues = [
        "停水", "停电", "漏水", "征地补偿款", "拆迁", "物业费", "拖欠工资", "低保", "噪音扰民", "油烟", "学校", "医院", "污水", "公交车", "宅基地", "贪污",
        "社保", "养老金", "房产证", "消防通道", "路灯", "电梯", "安置房", "林地", "退休金", "培训班", "网吧", "违章建筑",
    ]
    private static let bodies = ["自然资源局", "住房和城乡建设局", "人力资源和社会保障局", "民政局", "教育局", "公安局", "生态环境局", "交通运输局"]
    private static let requests = ["请求%B调查处理。", "希望%B尽快解决。", "恳请领导责令%B书面答复。", "要求%B依法补发。"]
    private static let writers = ["周大山", "褚满仓", "欧阳秀", "邬小燕", "田春梅", "万德福"]

    init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        func rows(_ path: String) throws(DictionaryError) -> [[Substring]] {
            String(decoding: try files.bytes(of: path), as: UTF8.self).split(separator: "\n")
                .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
        }
        let known = try rows("Words/words.tsv").compactMap(\.first).filter { (2...4).contains($0.count) }.map(
            String.init)
        // In no order of the list, which is that of characters.
        words = known.indices.map { known[$0 &* 7_919 % known.count] }
        // The commonest stand first.
        common = try rows("Linkage/background.tsv").lazy.compactMap(\.first).filter { $0.count == 2 }.prefix(200)
            .map(String.init)
        var (names, places): ([Substring: String], [(county: String, town: String)]) = ([:], [])
        for row in try rows("Divisions/divisions.tsv") where row.count == 3 {
            if row[1] == "3" { names[row[0].prefix(6)] = String(row[2]) }
            if row[1] == "4", let county = names[row[0].prefix(6)] { places.append((county, String(row[2]))) }
        }
        self.places = places
    }

    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: state >> 33) % bound
    }

    /// A common word, the first often and the last seldom, and any other.
    private mutating func words(_ pairs: Int) -> String {
        (0..<pairs).map { _ in
            let chance = Double(below(1 << 24)) / Double(1 << 24)
            return common[min(common.count - 1, Int(pow(Double(common.count), chance)) - 1)] + pick(words)
        }.joined()
    }

    private mutating func pick(_ list: [String]) -> String { list[below(list.count)] }

    private mutating func body(_ place: (county: String, town: String)) -> String {
        let cue = pick(Self.cues)
        var text = "我是\(place.county)\(place.town)的居民，反映\(cue)的问题。"
        for _ in 0..<(4 + below(8)) {
            if below(3) == 0 { text += "20\(16 + below(9))年\(1 + below(12))月\(1 + below(28))日，" }
            text += words(2 + below(4)) + "，" + words(1 + below(3))
            if below(4) == 0 { text += pick(Self.cues) }
            if below(5) == 0 { text += "共计\(1 + below(90_000))元" }
            text += "。"
        }
        return text
    }

    /// The next line of JSON, with its line break.
    mutating func line(_ number: Int) -> String {
        let place = places[below(places.count)]
        var text = body(place)
        if !earlier.isEmpty, below(12) == 0 {
            text = earlier[below(earlier.count)] + "至今没有答复。" + text.suffix(40)
        } else if earlier.count < 500 {
            earlier.append(text)
        } else {
            earlier[below(500)] = text
        }
        let office = place.county + pick(Self.bodies)
        text =
            "\(office)：\\n" + text + pick(Self.requests).replacing("%B", with: office) + "\\n反映人：" + pick(Self.writers)
        let day = "\(2016 + below(10))-" + String(format: "%02d-%02d", 1 + below(12), 1 + below(28))
        return "{\"id\":\"s\(number)\",\"received\":\"\(day)\",\"text\":\"\(text)\"}\n"
    }
}
