import Analysis
import Documents
import Intake
import Pipeline
import Testing

/// Reading documents together is faster and changes nothing.
@Suite("Documents read together")
struct GroupTests {
    private static let pipeline: DocumentPipeline = {
        do { return DocumentPipeline(analyzer: try Analyzer()) } catch { fatalError("\(error)") }
    }()

    @Test(
        "Every document is in one group, in order, and no group but by its last document is long",
        arguments: [[], [5], [0, 0], [9_000, 9_000, 10], [130_000, 1, 200_000], Array(repeating: 400, count: 2_000)])
    func groups(lengths: [Int]) {
        let documents = lengths.enumerated().map { number, length in
            Document(id: "\(number)", text: SourceText(String(repeating: "水", count: length)))
        }
        let groups = DocumentPipeline.groups(of: documents)
        #expect(groups.flatMap { Array($0) } == Array(documents.indices))
        #expect(groups.allSatisfy { group in lengths[group].dropLast().reduce(0, +) < 128_000 && !group.isEmpty })
    }

    @Test("The records are those of the documents one by one")
    func records() {
        let documents = [
            "东河村修路占了我家口粮田一亩二分，请求把补偿款发下来。", "", "我叫向满仓，电话19900001234，2023年5月4日反映物业划车位收费。",
            "关于开展检查的通知\n各镇：\n请于2023年6月1日前上报。",
        ].enumerated().map { Document(id: "\($0)", text: SourceText($1)) }
        let together = Self.pipeline.records(of: documents).map { RecordWriter.json($0) }
        #expect(together == documents.map { RecordWriter.json(Self.pipeline.record(of: $0)) })
    }
}
