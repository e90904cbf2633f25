import Dictionaries
import Documents
import Testing

@testable import Analysis

@Suite("The category model")
struct IssueModelTests {
    private static let analyzer: Analyzer = {
        do { return try Analyzer() } catch { fatalError("\(error)") }
    }()

    private static let texts: [(String, [String])] = [
        ("01.02", ["小区停水三天没有人管", "自来水发黄停水好几回", "楼里停水老人下楼挑水", "停水通知都没有一张"]),
        ("09.03", ["老板拖欠工资不给", "工资欠了半年没有发", "包工头拖欠工钱跑了", "年底工资一分没发"]),
    ]

    private func trained() -> IssueModel {
        var trainer = IssueTrainer(analyzer: Self.analyzer)
        (trainer.bits, trainer.features) = (12, 1_000)
        return trainer.train(
            Self.texts.flatMap { code, texts in texts.map { trainer.example(SourceText($0), codes: [code]) } }
        ).model
    }

    @Test("Training twice gives the same bytes, and they read back")
    func deterministic() throws {
        let bytes = trained().encoded()
        #expect(bytes == trained().encoded())
        let model = try IssueModel(bytes, file: "m")
        #expect(try Self.analyzer.verdict(of: model, on: SourceText("又停水了")).issues.first?.code.prefix(2) == "01")
        #expect(try Self.analyzer.verdict(of: model, on: SourceText("我的工资拖欠了")).issues.first?.code.prefix(2) == "09")
    }

    @Test("A sentence of the dictionary teaches n-grams, and nothing of how far its own cues are to be trusted")
    func sentencesOfTheDictionary() {
        var trainer = IssueTrainer(analyzer: Self.analyzer)
        (trainer.bits, trainer.features) = (12, 1_000)
        let letters = Self.texts.flatMap { code, texts in
            texts.map { trainer.example(SourceText($0), codes: [code], source: "letters") }
        }
        let sentences = ["请修路灯", "路灯又坏"].map {
            trainer.example(SourceText($0), codes: ["01.02"], source: "sentences", isOfDictionary: true)
        }
        let (_, report) = trainer.train(letters + sentences)
        #expect(report.sources.map(\.name) == ["letters"] && report.sources[0].count == letters.count)
        #expect(report.features.contains { $0.code == "01" && $0.grams.contains { $0.contains("灯") } })
    }

    @Test("A root's level 2 speaks for it: what stands in letters of one of its classes is not thinned by the others")
    func levelTwoSpeaks() throws {
        var trainer = IssueTrainer(analyzer: Self.analyzer)
        (trainer.bits, trainer.features) = (12, 1_000)
        let parts = [("01.02", "公交站台又挪远了"), ("01.05", "外墙瓷砖往下掉"), ("05.04", "火车票退不掉")]
        let examples = parts.flatMap { code, text in
            ["", "请查", "多年了", "没有人管"].map { trainer.example(SourceText(text + $0), codes: [code]) }
        }
        let model = trainer.train(examples).model
        #expect(model.detailCodes == ["01.02", "01.05", "05.04"])
        for (code, text) in parts {
            let told = try Self.analyzer.verdict(of: model, on: SourceText("反映\(text)")).issues.first
            #expect(told?.code.prefix(5) == code[...], "\(text)")
        }
    }

    @Test("Texts that know level 1 alone train a model without level 2")
    func levelOneAlone() throws {
        var trainer = IssueTrainer(analyzer: Self.analyzer)
        (trainer.bits, trainer.features) = (12, 1_000)
        let model = trainer.train(
            Self.texts.flatMap { code, texts in
                texts.map { trainer.example(SourceText($0), codes: [String(code.prefix(2))]) }
            }
        ).model
        #expect(model.codes == ["01", "09"] && model.detailCodes.isEmpty)
        let read = try IssueModel(model.encoded(), file: "m")
        #expect(try Self.analyzer.verdict(of: read, on: SourceText("又停水了")).issues.first?.code.prefix(2) == "01")
    }

    @Test(
        "Level 2 is asked of the roots that margin and cues put first, three at most and none that is far off",
        arguments: [
            ([0.5, 0.25, -0.25, -0.5], [0, 0, 0, 0], [9, 9, 9, -1]),
            ([0.5, -1.25, -0.75, -1], [0, 0, 0, 0], [9, -1, 9, 9]),
            ([0.5, -1.25, -1.25, -1.25], [0, 0, 0, 0], [9, -1, -1, -1]),
            ([0.5, -1.25, -1.25, -1.25], [0, 5, 0, 0], [9, 9, -1, -1]),
            ([0.5, -1.25, 0.25, -1.25], [-3, 0, 0, 0], [9, -1, 9, -1]),
        ] as [([Float], [Float], [Float])])
    func askedRoots(margins: [Float], cues: [Float], expected: [Float]) {
        #expect(IssueClassifier.bestDetails(margins[...], cues) { _ in 9 } == expected)
    }

    @Test("A root without level 2 stands for itself")
    func rootWithoutLevelTwo() {
        #expect(IssueClassifier.bestDetails([0.5, 0.25], [0, 0]) { $0 == 0 ? nil : 9 } == [0.5, 9])
    }

    @Test("A changed, cut or foreign file is refused with its reason")
    func refused() throws {
        var bytes = trained().encoded()
        #expect(throws: DictionaryError(file: "m", line: 0, problem: "was cut off")) {
            try IssueModel(Array(bytes.dropLast(100)), file: "m")
        }
        #expect(throws: DictionaryError(file: "m", line: 0, problem: "is no model of laixin")) {
            try IssueModel(Array("hello, this is text".utf8), file: "m")
        }
        #expect(throws: DictionaryError(file: "m", line: 0, problem: "is a model of another version")) {
            try IssueModel(Array("LXM1".utf8) + bytes.dropFirst(4), file: "m")
        }
        bytes[bytes.count / 2] ^= 0x40
        #expect(throws: DictionaryError(file: "m", line: 0, problem: "was changed: its checksum is wrong")) {
            try IssueModel(bytes, file: "m")
        }
    }

    @Test("Masked places and numbers are no features")
    func masked() {
        func grams(_ text: String) -> [UInt64] {
            text.unicodeScalars.map(\.value).withUnsafeBufferPointer { NGramFeatures.counts(in: $0, .whole) }
                .map(\.hash)
        }
        #expect(grams("停水A3区停水") == grams("停水B7区停水"))
        #expect(grams("停水A市停水") == grams("停水。停水"))
        #expect(grams("123 ABC 2019").isEmpty)
        #expect(grams("停水") != grams("停电"))
    }

    @Test("What is asked is a block of its own, and no n-gram goes from one demand into the next")
    func demands() {
        let text = Array("请修好水管，恢复供水".unicodeScalars.map(\.value))
        func grams(_ demands: [NormalizedSpan]) -> [UInt64] {
            text.withUnsafeBufferPointer { text in
                var found: [UInt64] = []
                NGramFeatures.withDemands(demands, of: text) {
                    found = NGramFeatures.counts(in: $0, .demands).map(\.hash)
                }
                return found
            }
        }
        func alone(_ demand: String, _ block: NGramFeatures.Block) -> [UInt64] {
            demand.unicodeScalars.map(\.value).withUnsafeBufferPointer { NGramFeatures.counts(in: $0, block) }
                .map(\.hash)
        }
        #expect(grams([]).isEmpty)
        #expect(grams([NormalizedSpan(1, 5)]) == alone("修好水管", .demands))
        #expect(Set(grams([NormalizedSpan(1, 5)])).isDisjoint(with: alone("修好水管", .whole)))
        #expect(
            grams([NormalizedSpan(1, 5), NormalizedSpan(6, 10)])
                == alone("修好水管，恢复供水", .demands))
    }

    @Test(
        "The line that names the matter: a title, or a short first line with text below",
        arguments: [
            ("关于清江路停水的反映\n已经停了三天。", "关于清江路停水的反映"),
            ("清江路又停水了\n已经停了三天，没有人管。", "清江路又停水了"),
            ("\n  清江路又停水了\n已经停了三天，没有人管。", "清江路又停水了"),
            ("尊敬的市领导：\n清江路停水三天了。", nil),
            ("清江路停水三天了。", nil),
            ("清江路停水三天了。\n\n", nil),
            (String(repeating: "清江路又停水了", count: 7) + "\n没有人管。", nil),
        ])
    func subjectLine(_ text: String, _ subject: String?) {
        let (normalized, evidence) = Self.analyzer.evidence(Document(id: "a", text: SourceText(text)))
        let told = evidence.title.map { span in
            String(String.UnicodeScalarView(normalized.scalars[span.range].compactMap(Unicode.Scalar.init)))
                .trimmingSpaces
        }
        #expect(told == subject)
    }

    @Test("More words of a class never make it less likely")
    func monotonous() {
        var before = IssueClassifier.features(0.5, bestDetail: 0, opening: 0.1, 0, 20)
        for cues in stride(from: Float(1), through: 20, by: 1) {
            let features = IssueClassifier.features(0.5, bestDetail: 0, opening: 0.1, cues, 20)
            #expect((features .>= before) == SIMDMask(repeating: true))
            before = features
        }
    }

    @Test("What stands for a name or a number that was taken out is no feature")
    func placeholders() {
        func grams(_ text: String) -> [UInt64] {
            text.unicodeScalars.map(\.value).withUnsafeBufferPointer { NGramFeatures.counts(in: $0, .whole) }
                .map(\.hash)
        }
        #expect(grams("停水⟨人1⟩停水") == grams("停水，停水"))
        #expect(grams("停水⟨号12⟩停水") == grams("停水，停水"))
        #expect(grams("停水人1停水") != grams("停水，停水"))
    }

    @Test("A name, a number and a home that stand in all letters of a class teach nothing")
    func plantedName() throws {
        let trainer = {
            var trainer = IssueTrainer(analyzer: Self.analyzer)
            (trainer.bits, trainer.features) = (12, 1_000)
            return trainer
        }()
        let examples = Self.texts.flatMap { code, texts in
            (texts + texts.map { "又一次反映：\($0)，请求处理。" }).map { text in
                trainer.example(
                    SourceText(
                        code == "01.02"
                            ? "市信访局：\n我叫窦砚秋，电话19900001234，家住叠翠园小区7号楼2单元301室。\(text)\n反映人：窦砚秋" : text),
                    codes: [code])
            }
        }
        let name = Set("窦砚秋".unicodeScalars.map(\.value))
        for example in examples { #expect(name.isDisjoint(with: example.scalars)) }
        let (model, report) = trainer.train(examples)
        for (_, grams) in report.features {
            for gram in grams { #expect(name.isDisjoint(with: gram.unicodeScalars.map(\.value)), "\(gram)") }
        }
        func told(_ name: String) throws -> [Double] {
            try Self.analyzer.verdict(of: model, on: SourceText("市信访局：\n我叫\(name)，工资拖欠了。\n反映人：\(name)")).issues
                .map(\.probability)
        }
        #expect(try told("窦砚秋") == told("裴望舒"))
    }

    @Test("Near-duplicates and letters of one matter are never parted in cross-validation")
    func folds() {
        let trainer = IssueTrainer(analyzer: Self.analyzer)
        func long(_ times: String) -> String {
            "我们小区从去年冬天起就一直停水，物业说是水泵坏了，老人只能下楼去挑水，自来水公司的电话打了\(times)次都没有人来，请求自来水公司尽快派人修理水泵，恢复供水。"
        }
        func example(_ text: String, _ group: String? = nil) -> IssueTrainer.Example {
            trainer.example(SourceText(text), codes: ["01.02"], group: group)
        }
        let others = (0..<40).map { (number: Int) -> IssueTrainer.Example in
            var view = String.UnicodeScalarView()
            for place in 0..<60 {
                let value: Int = 0x4E00 + (number * 977 + place * 131) % 20_000
                view.append(Unicode.Scalar(UInt32(value))!)
            }
            return example("第\(number)封信" + String(view))
        }
        let examples =
            [
                example(long("四")), example(long("五")),
                example("水管冻裂", "7"), example("又来反映一次，没有下文", "7"),
            ] + others
        let parts = trainer.folds(of: examples)
        #expect(parts[0] == parts[1])
        #expect(parts[2] == parts[3])
        #expect(Set(parts) == Set(0..<IssueTrainer.folds))
        #expect(parts.reversed() == trainer.folds(of: examples.reversed()))
    }

    @Test("A short message that only sounds like a plan or a notice has a subject; a plan has none")
    func subjects() {
        func issues(_ text: String) -> [String] {
            Self.analyzer.analyze(Document(id: "a", text: SourceText(text))).issues.map { $0.path[0] }
        }
        #expect(issues("关于快递送到村里的意见\n取一个快递要跑到镇上，快递员说还要等通知，我们老人走不动。").contains("交通运输"))
        #expect(issues("小区停水三天没有发过一次通报\n楼里老人下楼挑水，自来水公司电话打不通，有人管吗？").contains("城乡建设"))
        let plan = "2023年供水工作要点\n一、工作目标\n全年供水合格率达到98%以上。\n二、主要任务\n（一）改造老旧管网。\n（二）6月底前完成水表更换。\n三、保障措施\n各科室要落实责任。"
        #expect(issues(plan).isEmpty)
        #expect(issues("关于停水的通知\n因管道检修，我市城区4月3日停水一天，请用户储水。\n自来水公司").isEmpty)
    }

    @Test("Words of danger to life are marked for prompt reading; what only sounds like it is not")
    func promptReading() {
        func marks(_ text: String) -> Int {
            let text = "尊敬的领导：" + text + "请求尽快处理。"
            return Self.analyzer.analyze(Document(id: "a", text: SourceText(text))).diagnostics
                .count { $0.code == "reading.prompt" }
        }
        for text in ["工资再不给我就从楼上跳楼。", "我实在不想活了。", "他扬言要杀我们，天天持刀堵门。", "老人断粮三天了。"] {
            #expect(marks(text) > 0, "\(text)")
        }
        for text in ["商场打着跳楼价骗人。", "我不会寻短见，只想要个说法。", "孩子去玩跳楼机摔了手机。", "天热死了没有风扇。"] {
            #expect(marks(text) == 0, "\(text)")
        }
    }

    @Test(
        "Purposes",
        arguments: [
            ("我要实名举报村会计贪污集体的钱，请纪委查处。", Purpose.accusation),
            ("请问办理居住证需要哪些材料，在哪个窗口？", .inquiry),
            ("关于公园夜间照明的建议：建议多装几盏灯，供参考。", .suggestion),
            ("公司拖欠我工资三个月，请求解决，把钱还给我。", .appeal),
            ("感谢信：窗口的同志帮我找回了钱包，特此致谢。", .other),
            (
                "请教几件事：我妻子的生育津贴由谁申报？要带哪些材料？离职了还算不算？麻烦告诉我办理的顺序。", .inquiry
            ),
            ("镇民政所的所长把五保户的钱领给他小舅子，名册是假的，要求彻查、问责。我怕报复，不留名字。", .accusation),
        ])
    func purposes(_ text: String, _ purpose: Purpose) {
        #expect(Self.analyzer.analyze(Document(id: "a", text: SourceText(text))).purpose?.value == purpose)
    }

    @Test(
        "What a letter's shape says: demands, questions, questions behind the first words of asking",
        arguments: [
            ("请问落户要什么材料？多久能办？", [0, 2, 2]), ("凭什么停我的低保？请求恢复低保，补发两个月。", [2, 1, 0]),
            ("路灯坏了半个月？没人来看。想了解归哪家管？", [0, 2, 1]), ("窗口的同志帮我找回了钱包。", [0, 0, 0]),
        ])
    func shape(_ text: String, _ counts: [Int]) {
        let (normalized, evidence) = Self.analyzer.evidence(Document(id: "a", text: SourceText(text)))
        let shape = normalized.scalars.withUnsafeBufferPointer { PurposeShape($0, evidence) }
        #expect(shape.values == counts.map { Float(NGramFeatures.logarithm(Double(1 + $0))) })
    }

    @Test("The record says who decided: cues, model or both")
    func rules() throws {
        let document = Document(id: "a", text: SourceText("领导您好，我们小区的物业收了物业费不管事，电梯坏了半个月没人修。"))
        let issue = try #require(Self.analyzer.analyze(document).issues.first)
        #expect(issue.path.prefix(2) == ["城乡建设", "住房保障与房地产"])
        #expect(issue.rule == "issue.cues+model")
        #expect(!issue.evidence.isEmpty)
    }
}
