import Analysis
import Documents
import Foundation
import Intake
import Linkage
import Pipeline

// train-links [MARKED…] < letters.ndjson > pairs.tsv : the features of every pair that linking compares, for fit_links.py;
// MARKED are files of the corpus, whose letters are taken besides.
let pipeline = DocumentPipeline(analyzer: try Analyzer())
let input = NDJSONInput()
var letters = LetterShelf()
var number = 0
while let line = readLine(strippingNewline: true) {
    number += 1
    let document = try input.parse(Array(line.utf8), number: number)
    letters.append(pipeline.linkable(id: document.id, pipeline.parse(document).masked))
}
for path in CommandLine.arguments.dropFirst() {
    for document in try DocumentReader().read(bytes: [UInt8](Data(contentsOf: URL(filePath: path))), path: path) {
        let linkable = pipeline.linkable(id: document.id, pipeline.parse(document).masked)
        if linkable.evidence.isLetter { letters.append(linkable) }
    }
}
print((["a", "b"] + MatterFeature.allCases.map(\.rawValue)).joined(separator: "\t"))
for pair in try DocumentPipeline.linker().comparedPairs(on: letters) {
    print(([pair.a, pair.b] + pair.features.map { String($0) }).joined(separator: "\t"))
}
