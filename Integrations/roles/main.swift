import Analysis
import Documents
import Foundation
import Intake
import Pipeline

// train-roles evidence|records|time [MODEL] < documents.ndjson : what role weights are learned from, the records they
// give, or how fast parties are found; names are tagged by the model in use or by the one named.
let arguments = CommandLine.arguments
guard (2...3).contains(arguments.count), ["evidence", "records", "time"].contains(arguments[1]) else {
    print("usage: train-roles evidence|records|time [MODEL] < documents.ndjson")
    exit(64)
}

struct Evidence: Encodable {
    let id: String
    let subject: String
    let settled: String?
    let features: [String]
    let spans: [[Int]]
}

let model = try arguments.dropFirst(2).first.map { path in
    (bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
}
let analyzer = try Analyzer(names: model)
let input = NDJSONInput()
let encoder = JSONEncoder()
var clock = StageClock()
var bytes = 0
var number = 0
while let line = readLine(strippingNewline: true) {
    number += 1
    let document = try input.parse(Array(line.utf8), number: number)
    if arguments[1] == "time" {
        _ = analyzer.analyze([document], clock: &clock)
        bytes += document.text.count * 3
        continue
    }
    if arguments[1] == "records" {
        print(String(decoding: RecordWriter.json(analyzer.analyze(document)), as: UTF8.self))
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
    for stage in StageClock.Stage.allCases {
        let time = clock.total(stage)
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(stage, Int(Double(bytes) / seconds / 10_000), "x 10 kB/s")
    }
}
