import Analysis
import Documents
import Foundation
import Intake
import Pipeline

// train-roles evidence|requests|sums|records|time [MODEL] < documents.ndjson : what the weights of roles, of requests or of
// sums without a unit are learned from, the records they give, or how fast each stage of the analysis and all of it are;
// names are tagged by the model in use or by the one named.
let arguments = CommandLine.arguments
let verbs = ["evidence", "requests", "sums", "records", "time"]
guard (2...3).contains(arguments.count), verbs.contains(arguments[1]) else {
    print("usage: train-roles evidence|requests|sums|records|time [MODEL] < documents.ndjson")
    exit(64)
}

struct Evidence: Encodable {
    let id: String
    let subject: String
    let settled: String?
    let features: [String]
    let spans: [[Int]]
}

struct Clauses: Encodable {
    struct Start: Encodable {
        let at: Int
        let features: [String]
    }

    struct Clause: Encodable {
        let span: [Int]
        /// The request that rules found there.
        let rule: [Int]?
        let features: [String]
        let starts: [Start]
    }

    let id: String
    let clauses: [Clause]
}

struct Sums: Encodable {
    let id: String
    let spans: [[Int]]
    let features: [[String]]
}

let model = try arguments.dropFirst(2).first.map { path in
    (bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
}
let analyzer = try Analyzer(names: model)
let input = NDJSONInput()
let encoder = JSONEncoder()
var documents: [Document] = []
var number = 0
while let line = readLine(strippingNewline: true) {
    number += 1
    let document = try input.parse(Array(line.utf8), number: number)
    if arguments[1] == "time" {
        documents.append(document)
        continue
    }
    if arguments[1] == "records" {
        print(String(decoding: RecordWriter.json(analyzer.analyze(document)), as: UTF8.self))
        continue
    }
    if arguments[1] == "sums" {
        let numbers = analyzer.sumEvidence(of: document)
        let sums = Sums(
            id: document.id, spans: numbers.map { [$0.source.start, $0.source.end] },
            features: numbers.map(\.features))
        print(String(decoding: try encoder.encode(sums), as: UTF8.self))
        continue
    }
    if arguments[1] == "requests" {
        let clauses = analyzer.clauseEvidence(of: document).map { clause in
            Clauses.Clause(
                span: [clause.span.start, clause.span.end], rule: clause.rule.map { [$0.start, $0.end] },
                features: clause.features,
                starts: clause.starts.map { Clauses.Start(at: $0.place, features: $0.features) })
        }
        print(String(decoding: try encoder.encode(Clauses(id: document.id, clauses: clauses)), as: UTF8.self))
        continue
    }
    for party in analyzer.partyEvidence(of: document) {
        let evidence = Evidence(
            id: document.id, subject: party.subject, settled: party.settled, features: party.features,
            spans: party.mentions.map { [$0.start, $0.end] })
        print(String(decoding: try encoder.encode(evidence), as: UTF8.self))
    }
}
if arguments[1] == "time" {
    let pipeline = DocumentPipeline(analyzer: analyzer)
    let groups = DocumentPipeline.groups(of: documents).map { Array(documents[$0]) }
    let megabytes = Double(documents.reduce(0) { $0 + $1.text.string.utf8.count }) / 1e6
    var best: [String: Duration] = [:]
    func take(_ name: String, _ time: Duration) { best[name] = min(best[name] ?? time, time) }
    for _ in 0..<5 {
        var clock = StageClock()
        let analysis = ThreadClock.measure { for group in groups { _ = analyzer.analyze(group, clock: &clock) } }
        for stage in StageClock.Stage.allCases { take("\(stage)", clock.total(stage)) }
        take("analysis", analysis)
        let parse = ThreadClock.measure {
            for group in groups { for record in pipeline.records(of: group) { _ = RecordWriter.json(record) } }
        }
        take("parse to JSON", parse)
    }
    for name in StageClock.Stage.allCases.map({ "\($0)" }) + ["analysis", "parse to JSON"] {
        print(name, (megabytes / (best[name]! / .seconds(1)) * 100).rounded() / 100, "MB/s, the best of 5")
    }
}
