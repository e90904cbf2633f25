import Analysis
import Documents
import Foundation
import Intake
import Pipeline
import TestSupport
import Testing

@Suite("The record's schema")
struct SchemaTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private func schema() throws -> JSONSchema {
        try JSONSchema(Data(contentsOf: Self.package.appending(path: "Integrations/laixin.record.schema.json")))
    }

    @Test("Every record of the corpus is valid, and all its parts occur")
    func corpus() throws {
        let schema = try schema()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let pipeline = DocumentPipeline(analyzer: try Analyzer())
        let reader = try DocumentReader()
        let corpus = Self.package.appending(path: "Corpus")
        var parts: Set<String> = []
        var count = 0
        for case let file as URL in FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)
            ?? .init()
        where ["txt", "hocr", "xml", "tsv", "json"].contains(file.pathExtension) {
            for document in try reader.read(path: file.path) {
                let record = pipeline.record(of: document)
                let data = try encoder.encode(record)
                #expect([UInt8](data) == RecordWriter.json(record), "\(file.lastPathComponent) \(document.id)")
                #expect(try schema.violations(of: data) == [], "\(file.lastPathComponent) \(document.id)")
                parts.formUnion((try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]).keys)
                count += 1
            }
        }
        #expect(count > 10)
        for part in [
            "issues", "parties", "dates", "limits", "places", "amounts", "demands", "targets", "sections", "layout",
        ] {
            #expect(parts.contains(part), "no record of the corpus has \(part)")
        }
    }

    @Test(
        "What is no record is refused",
        arguments: [
            #"{"id":"a","kind":"letter"}"#,
            #"{"schema":"laixin.record/1","id":"a","kind":"poem"}"#,
            #"{"schema":"laixin.record/1","id":"a","kind":"letter","writer":"x"}"#,
            #"{"schema":"laixin.record/1","id":"a","kind":"letter","dates":[]}"#,
            #"{"schema":"laixin.record/1","id":"a","kind":"letter","identifiers":[{"start":0,"end":11,"kind":"phone","rule":"x.y","value":"1"}]}"#,
            #"{"schema":"laixin.record/1","id":"a","kind":"letter","limits":[{"start":0,"end":2,"text":"三年","value":"3 years","calendar":"calendar","rule":"x.y"}]}"#,
            #"{"schema":"laixin.record/1","id":"a","kind":"letter","places":[{"start":-1,"end":2,"text":"某地","rule":"x.y"}]}"#,
        ])
    func refused(_ json: String) throws {
        #expect(try !schema().violations(of: Data(json.utf8)).isEmpty)
    }

    @Test("The samples of scans in JSON are of the form we publish, and what is of another is refused")
    func scans() throws {
        let schema = try JSONSchema(
            Data(contentsOf: Self.package.appending(path: "Integrations/laixin.scan.schema.json")))
        let ledger = try Data(contentsOf: Self.package.appending(path: "Corpus/scans/ledger.json"))
        #expect(try schema.violations(of: ledger) == [])
        let readme = try String(contentsOf: Self.package.appending(path: "Integrations/README.md"), encoding: .utf8)
        let example = try #require(
            readme.components(separatedBy: "```json\n").last?.components(separatedBy: "```").first)
        #expect(try schema.violations(of: Data(example.utf8)) == [])
        let document = try DocumentReader().read(bytes: Array(example.utf8), path: "example")[0]
        #expect(document.text.string == "东河县信访局\n一行没有坐标的字")
        for wrong in [#"{"lines":[]}"#, #"{"pages":{}}"#, #"{"pages":[{"lines":[{"box":[1,2,3]}]}]}"#] {
            #expect(try !schema.violations(of: Data(wrong.utf8)).isEmpty, "\(wrong)")
        }
    }

    @Test("A record comes back from JSON as it was")
    func roundTrip() throws {
        let pipeline = DocumentPipeline(analyzer: try Analyzer())
        let text = SourceText("关于拖欠工资的反映\n县人社局：\n我叫周大山，2022年3月到2023年1月在东河镇工地干活，老板欠我3.2万元。请求30日内答复。")
        let record = pipeline.record(of: Document(id: "r", text: text, received: CivilDate("2023-05-06")))
        #expect(try JSONDecoder().decode(Record.self, from: JSONEncoder().encode(record)) == record)
        #expect(!record.dates.isEmpty && !record.amounts.isEmpty && !record.demands.isEmpty)
    }
}
