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
        trainer.bits = (issues: 12, details: 10)
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
        ])
    func purposes(_ text: String, _ purpose: Purpose) {
        #expect(Self.analyzer.analyze(Document(id: "a", text: SourceText(text))).purpose?.value == purpose)
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
