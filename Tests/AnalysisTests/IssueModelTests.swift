import Dictionaries
import Documents
import Testing

@testable import Analysis

@Suite("The category model")
struct IssueModelTests {
    private static let analyzer: Analyzer = {
        do { return try Analyzer() } catch { fatalError("\(error)") }
    }()

    private func trained() -> IssueModel {
        let trainer = IssueTrainer(analyzer: Self.analyzer)
        let water = ["小区停水三天没有人管", "自来水发黄停水好几回", "楼里停水老人下楼挑水", "停水通知都没有一张"]
        let wages = ["老板拖欠工资不给", "工资欠了半年没有发", "包工头拖欠工钱跑了", "年底工资一分没发"]
        return trainer.train(
            water.map { trainer.example(SourceText($0), code: "01") }
                + wages.map { trainer.example(SourceText($0), code: "09") })
    }

    @Test("Training twice gives the same bytes, and they read back")
    func deterministic() throws {
        let bytes = trained().encoded()
        #expect(bytes == trained().encoded())
        let model = try IssueModel(bytes, file: "m")
        #expect(Self.analyzer.verdict(of: model, on: SourceText("又停水了")).first?.code == "01")
        #expect(Self.analyzer.verdict(of: model, on: SourceText("我的工资拖欠了")).first?.code == "09")
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
        bytes[bytes.count / 2] ^= 0x40
        #expect(throws: DictionaryError(file: "m", line: 0, problem: "was changed: its checksum is wrong")) {
            try IssueModel(bytes, file: "m")
        }
    }

    @Test("Masked places and numbers are no features")
    func masked() {
        func buckets(_ text: String) -> [Int32] {
            text.unicodeScalars.map(\.value).withUnsafeBufferPointer(NGramFeatures.unique)
        }
        #expect(buckets("停水A3区停水") == buckets("停水B7区停水"))
        #expect(buckets("123 ABC 2019").isEmpty)
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
