import Dictionaries
import Documents
import Testing

@testable import Analysis

/// What becomes of requests once clauses are weighed; the rules by themselves: ``DemandTests``.
@Suite("Weighed requests")
struct WeighedRequestTests {
    private func demands(_ text: String) -> [Record.TextMention] { Fixture.record(text).demands }

    private let files = DictionaryFiles.standard()

    /// Hands `body` the clauses of a text that is a letter.
    private func withClauses<Result>(_ text: String, _ body: (WeighedClauses, ClauseSigns) throws -> Result) throws
        -> Result
    {
        let (words, signs) = (try DemandWords(files), try ClauseSigns(files))
        let normalized = Fixture.analyzer.normalizer.normalize(SourceText(text))
        let layout = Fixture.analyzer.layoutReader.read(normalized)
        return try normalized.scalars.withUnsafeBufferPointer { buffer in
            let scan = DemandScan(buffer, words, layout, [])
            return try body(WeighedClauses(scan, signs, scan.demands()), signs)
        }
    }

    @Test(
        "Clauses end at marks, also typed half as wide or as a blank, and at labels; numbers end none",
        arguments: [
            ("路灯坏了，没人修。请尽快修好！", ["路灯坏了", "没人修", "请尽快修好"]),
            ("夜里太吵.求管管~谢谢", ["夜里太吵", "求管管", "谢谢"]),
            ("楼道漏水 墙皮脱落 请物业来修", ["楼道漏水", "墙皮脱落", "请物业来修"]),
            ("诉求：1、退还押金2、公开账目；（三）道歉", ["诉求", "退还押金", "公开账目", "道歉"]),
            ("多收了3.5元，要求退还。", ["多收了3.5元", "要求退还"]),
            ("他说“不修了”。", ["他说“不修了"]),
        ] as [(String, [String])])
    func clauses(text: String, expected: [String]) throws {
        let clauses = try withClauses(text) { told, _ in
            told.clauses.map { clause in
                String(String.UnicodeScalarView(clause.span.range.compactMap { Unicode.Scalar(told.buffer[$0]) }))
            }
        }
        #expect(clauses == expected)
    }

    @Test(
        "What rules miss and clauses tell: other words of asking, who is asked at length, lists without marks",
        arguments: [
            ("柳园路的路灯坏了半年，晚上一片漆黑。\n该路段车多人多，跪求城管部门尽快维修路灯！", ["尽快维修路灯"]),
            ("小区门口的下水道堵了一个月，污水流到路上。\n希望有关部门领导能派人来疏通下水道，加强日常管理。", ["派人来疏通下水道", "加强日常管理"]),
            ("我们村到镇上只有一班公交。\n建议增加公交班次，延长末班车时间，方便学生上学。", ["增加公交班次", "延长末班车时间"]),
            ("没人管。请这个区域的城管管一管。", ["管一管"]),
            ("多次反映没有结果。\n希望镇政府出面协调，不要再推来推去。", ["出面协调", "不要再推来推去"]),
            ("我们是石桥村村民。\n村里账目不清，强烈要求公开账目，严查村干部。严惩贪污的人！", ["公开账目", "严查村干部", "严惩贪污的人"]),
            ("没人管。建议尽快打通两期小区（包括地下车库）。", ["尽快打通两期小区（包括地下车库）"]),
            ("我们别无他求：尽快把人追回来；查封他的房产；案子进展每月公布一次。", ["尽快把人追回来", "查封他的房产", "案子进展每月公布一次"]),
            ("补偿款没有付。\n四、要求\n把登记册找出来；没付的按册付清。\n联系：向某", ["把登记册找出来", "没付的按册付清"]),
            ("楼上漏水，墙泡坏了；物业说修，等了两个月；我也找过社区。要求尽快维修。", ["尽快维修"]),
            ("诉求：退一赔三、镯子退货、吊销执照。", ["退一赔三", "镯子退货", "吊销执照"]),
            ("供暖一直不热。\n我打了五回电话，都说在修。\n赶紧把泵换了，多收的钱退了，别拖到过年。", ["赶紧把泵换了", "多收的钱退了", "别拖到过年"]),
        ] as [(String, [String])])
    func found(text: String, expected: [String]) { #expect(demands(text).map(\.text) == expected) }

    @Test(
        "What sounds as a request and is told, asked about or pleaded",
        arguments: [
            "物业一直不退押金。\n当我要求退款时，他们又拒不退款，多次挂断电话。",
            "请问柳园路什么时候通车？\n年前就听说要通，到现在没有动静。请问什么时候可以通车？",
            "我家住在石桥村。\n希望领导百忙之中关注，谢谢！",
            "我们是石桥村的。\n水管又断了，村里说赶紧修，修了三个月，钱也收了。\n到现在没有水。",
        ])
    func notFound(_ text: String) { #expect(demands(text).isEmpty, "\(demands(text).map(\.text))") }

    @Test("A clause that only the weights call a request says so by its rule")
    func rule() {
        let found = demands("小区门口天天堵车。\n为此提出以下建议，在路口设置标识，加大处罚力度。")
        #expect(found.map(\.text) == ["在路口设置标识", "加大处罚力度"])
        #expect(found.allSatisfy { $0.rule == "demand.weighed" })
        #expect(demands("没人管。请求尽快修好路灯。").map(\.rule) == ["demand.cue"])
    }

    @Test("A clause is weighed where it or one before it in its sentence asks, or where it begins with a deed")
    func near() throws {
        let isNear = try withClauses("我住在柳园路。\n楼下开了店，天天放音乐，希望有人管，他们还占道。\n拆除招牌。昨天又吵了。") { told, _ in
            told.clauses.map(\.isNear)
        }
        #expect(isNear == [false, false, false, true, true, true, false])
        let calls = try withClauses("楼上漏水两年。\n物业来看了三次。\n把我家的顶棚修好，泡坏的地板赔了，以后不许再推。") { told, _ in
            told.clauses.map(\.near)
        }
        #expect(calls == [nil, nil, .deed, .calls, .asks])
    }

    @Test("Features have names, names have the keys by which the sum finds their weights")
    func names() throws {
        let weights = try ClauseWeights(files, try ClauseSigns(files))
        try withClauses("石桥路口的灯坏了半年。\n恳请城管局尽快修好路灯，并公开维修安排。谢谢！") { told, signs in
            let names = ClauseFeatureNames(signs)
            for number in told.clauses.indices {
                var sum = ClauseSum(table: weights.table, buffer: told.buffer)
                told.tell(number, to: &sum)
                var list = ClauseFeatureList(names, told.buffer)
                told.tell(number, to: &list)
                var total: Float = 0
                for feature in list.features {
                    total += weights[try #require(names.feature(feature), "\(feature)")]
                }
                #expect(abs(total - sum.sum) < 0.001)
            }
        }
    }

    @Test("Weights of clauses: known features, finite, none twice; words of asking speak for a request")
    func weightsFile() throws {
        let signs = try ClauseSigns(files)
        let (names, table) = (ClauseFeatureNames(signs), try ClauseWeights(files, signs))
        var weights: [String: Float] = [:]
        for (number, line) in DictionaryLines(try files.bytes(of: ClauseWeights.path)) {
            let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            try #require(columns.count == 2, "line \(number)")
            let feature = try #require(names.feature(columns[0]), "\(columns[0])")
            let weight = try #require(Float(columns[1]), "line \(number)")
            // The table knows features by half of a key and where it lies: no two share both.
            #expect(table[feature] == weight, "\(columns[0])")
            #expect(weight.isFinite && weights.updateValue(weight, forKey: columns[0]) == nil, "line \(number)")
        }
        let keys = Set(weights.keys.compactMap { names.feature($0) })
        #expect(keys.count == weights.count)
        #expect(weights["bias 0", default: 0] < 0)
        #expect(weights["begins 建议", default: 0] > 0)
        #expect(weights["mark question", default: 0] < 0)
        #expect(names.feature("sign 不认识") == nil && names.feature("startles 建议") == nil)
    }
}
