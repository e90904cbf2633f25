import Analysis
import Documents
import Foundation
import Intake

// train-names < documents.ndjson : what the model of names is learned from, one document a line: its id and, for each
// character, the span in the source and the features.
struct Evidence: Encodable {
    let id: String
    let spans: [[Int]]
    let features: [[String]]
}

let analyzer = try Analyzer(usesModel: false)
let input = NDJSONInput()
let encoder = JSONEncoder()
var number = 0
while let line = readLine(strippingNewline: true) {
    number += 1
    let document = try input.parse(Array(line.utf8), number: number)
    let characters = analyzer.nameEvidence(of: document)
    let evidence = Evidence(
        id: document.id, spans: characters.map { [$0.source.start, $0.source.end] },
        features: characters.map { $0.features.map { String($0, radix: 16) } })
    print(String(decoding: try encoder.encode(evidence), as: UTF8.self))
}
