import Analysis
import Documents
import Foundation
import Intake

// train-names evidence < documents.ndjson : what the model of names is learned from, one document a line: its id and, for
// each character, the span in the source and the features.
// train-names persons < documents.ndjson : what the weights of likely persons are learned from, in the same form, for each
// surname and one or two characters that may be a name.
// train-names titles < documents.ndjson : what the weights of titles that a site ran into the text are learned from, in the
// same form, for each place where a title may end.
// train-names tags MODEL < documents.ndjson : the names that a model reads, with the parts of parties.
let arguments = CommandLine.arguments
let kind = arguments.dropFirst().first
guard
    arguments.count == 2 && ["evidence", "persons", "titles"].contains(kind)
        || arguments.count == 3 && arguments[1] == "tags"
else {
    print("usage: train-names evidence | persons | titles | tags MODEL, < documents.ndjson")
    exit(64)
}

struct Evidence: Encodable {
    let id: String
    let spans: [[Int]]
    let features: [[String]]
}

struct Tags: Encodable {
    struct Tag: Encodable {
        let start: Int
        let end: Int
        let label: String
        let certainty: String?
    }

    let id: String
    let spans: [Tag]
}

let model = try arguments.dropFirst(2).first.map { path in
    (bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
}
let analyzer = try Analyzer(usesModel: false, names: model)
let input = NDJSONInput()
let encoder = JSONEncoder()
var number = 0
while let line = readLine(strippingNewline: true) {
    number += 1
    let document = try input.parse(Array(line.utf8), number: number)
    if model != nil {
        let tags = analyzer.taggedNames(of: document).map {
            Tags.Tag(start: $0.source.start, end: $0.source.end, label: $0.kind, certainty: $0.certainty)
        }
        print(String(decoding: try encoder.encode(Tags(id: document.id, spans: tags)), as: UTF8.self))
        continue
    }
    let characters =
        switch kind {
        case "persons": analyzer.personEvidence(of: document)
        case "titles": analyzer.titleEvidence(of: document)
        default: analyzer.nameEvidence(of: document)
        }
    let evidence = Evidence(
        id: document.id, spans: characters.map { [$0.source.start, $0.source.end] },
        features: characters.map(\.features))
    print(String(decoding: try encoder.encode(evidence), as: UTF8.self))
}
