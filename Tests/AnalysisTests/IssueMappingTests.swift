import Dictionaries
import Documents
import Testing

@testable import Analysis

@Suite("Names of an office's own list")
struct IssueMappingTests {
    private func mapping(_ lines: String) throws(DictionaryError) -> IssueMapping {
        try IssueMapping(Array(lines.utf8), file: "m", taxonomy: Fixture.analyzer.taxonomy)
    }

    @Test("A class takes its own line, else the nearest one above, else none")
    func inherits() throws {
        let mapping = try mapping("# an office's list\n03\t自然资源\n03.02\t自然资源/矿产\n")
        #expect(mapping.name(of: "03.02") == "自然资源/矿产")
        #expect(mapping.name(of: "03.02.01") == "自然资源/矿产")
        #expect(mapping.name(of: "03.03") == "自然资源")
        #expect(mapping.name(of: "04") == nil)
    }

    @Test("The tables that come with laixin name every class of the first level")
    func shipped() throws {
        let files = DictionaryFiles.standard()
        let paths = try files.files(in: IssueMapping.folder, withSuffix: ".tsv")
        #expect(paths.count >= 2)
        for path in paths {
            let mapping = try IssueMapping(try files.bytes(of: path), file: path, taxonomy: Fixture.analyzer.taxonomy)
            for node in Fixture.analyzer.taxonomy.nodes where node.path.count == 1 {
                #expect(mapping.name(of: node.code) != nil, "\(path) \(node.code)")
            }
        }
    }

    @Test(
        "A table that cannot be right is refused with line and reason",
        arguments: [
            ("03\t自然资源\n99\t没有\n", 2, "there is no class 99"), ("03\t甲\n03\t乙\n", 2, "class 03 is there twice"),
            ("03 自然资源\n", 1, "needs a code and the office's name"), ("03\t\n", 1, "needs a code and the office's name"),
            ("# nothing\n", 0, "maps no class"),
        ])
    func refused(_ lines: String, _ line: Int, _ problem: String) {
        #expect(throws: DictionaryError(file: "m", line: line, problem: problem)) { try mapping(lines) }
    }

    @Test("The record tells the local name beside laixin's own path, and none without a table")
    func record() throws {
        let letter = Document(id: "a", text: SourceText("关于征地补偿的反映\n修路征用我家水田，征地补偿款没有给。请求发放征地补偿款。"))
        let analyzer = try Analyzer(mapping: (Array("03\t自然资源\n".utf8), "m"))
        let issue = try #require(analyzer.analyze(letter).issues.first)
        #expect(issue.path.first == "国土资源")
        #expect(issue.local == "自然资源")
        #expect(Fixture.analyzer.analyze(letter).issues.first?.local == nil)
    }
}

@Suite("Issues of demands")
struct DemandIssueTests {
    @Test("Each demand gets its own issue; one that names none gets the letter's first")
    func demands() throws {
        let text = """
            关于拖欠工资和厂区污水的反映
            我们在厂里打工，老板拖欠工资半年，加班费也没有。厂里的污水直排到河里，废气刺鼻。
            请求责令老板支付拖欠的工资；请求环保局查处偷排污水；请求给我们一个说法。
            """
        let record = Fixture.analyzer.analyze(Document(id: "a", text: SourceText(text)))
        let issues = Dictionary(record.demands.map { ($0.text, $0.issue) }) { first, _ in first }
        let wages = try #require(issues.first { $0.key.contains("工资") }?.value)
        let sewage = try #require(issues.first { $0.key.contains("污水") }?.value)
        #expect(wages.hasPrefix("09"))
        #expect(sewage.hasPrefix("04"))
        #expect(record.demands.allSatisfy { $0.issue != nil })
        let codes = Set(record.issues.map { $0.code.prefix(2) })
        #expect(codes == ["04", "09"])
    }

    @Test(
        "What passes a letter on is about what that is about, and so are notes of calls and open letters",
        arguments: [
            "督办函\n城东区人民政府：\n2016年以来，陶家湾小区业主多次反映交房三年办不了不动产登记，现予以督办，请你区五日内报处理意见。",
            "群众诉求转办单\n区住建局：\n陶家湾小区停水三天，居民要求尽快恢复供水，请按职责办理。",
            "接待情况记录\n上午，来访群众称陶家湾小区停水三天，物业不管，老人挑水上楼，要求供水公司检修。",
            "值班情况报告\n来电者：徐先生\n反映内容：陶家湾小区停水三天，物业不管。\n办理情况：已派单。",
        ])
    func passedOn(text: String) {
        let record = Fixture.analyzer.analyze(Document(id: "a", text: SourceText(text)))
        #expect(record.issues.first?.path.first == "城乡建设", "\(record.kind)")
    }

    @Test(
        "Notices and reports of an office's own have no issues",
        arguments: [
            "关于报送督办件办理情况的通知\n各科室：\n请于10月底前报送督办件台账。",
            "情况报告\n今年以来，全县受理群众来信一千二百件，办结一千一百件，停水、停电类占三成。",
        ])
    func ownPapers(text: String) {
        #expect(Fixture.analyzer.analyze(Document(id: "a", text: SourceText(text))).issues.isEmpty)
    }

    @Test("A letter without an issue gives its demands none, and a plan has no issues at all")
    func none() {
        let plan = "关于印发工作要点的通知\n各科室：\n一、总体要求\n请各单位于10月底前报送总结。"
        let record = Fixture.analyzer.analyze(Document(id: "a", text: SourceText(plan)))
        #expect(record.issues.isEmpty)
        #expect(record.demands.allSatisfy { $0.issue == nil })
    }
}
