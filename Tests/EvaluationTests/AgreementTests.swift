import Analysis
import Documents
import Evaluation
import Foundation
import Pipeline
import Testing

/// Our figures beside those of the reference scorer, where it is at hand.
@Suite("Agreement with the reference scorer")
struct AgreementTests {
    private static let shared = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared").standardizedFileURL
    private static let scorer = shared.appending(path: "eval/score.py")
    private static let isAtHand =
        FileManager.default.fileExists(atPath: scorer.path)
        && (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/python3")
        }

    @Test(
        "The same figures for every label",
        .enabled(if: isAtHand, "skipped: no reference scorer or no python3 here"),
        arguments: ["letters_dev", "plans_dev"])
    func agreement(_ name: String) throws {
        let goldFile = Self.shared.appending(path: "data/gold/\(name).jsonl")
        let pipeline = DocumentPipeline(analyzer: try Analyzer())
        var scorer = Scorer()
        var lines = Data()
        for gold in try GoldDocument.jsonLines(Data(contentsOf: goldFile)) {
            let record = pipeline.record(of: Document(id: gold.id, text: gold.text, received: gold.received))
            scorer.add(gold, record)
            lines += try JSONEncoder().encode(record) + [0x0A]
        }
        let predicted = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID()).ndjson")
        try lines.write(to: predicted)
        defer { try? FileManager.default.removeItem(at: predicted) }

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.scorer.path, goldFile.path, predicted.path, "--json"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let theirs = try #require(
            try JSONSerialization.jsonObject(with: output.fileHandleForReading.readDataToEndOfFile()) as? NSDictionary)
        let ours = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(ScoreReport(scorer))) as? NSDictionary)
        for part in ["spans", "document", "names"] {
            let their = try #require(theirs[part] as? [String: [String: Any]])
            let our = try #require(ours[part] as? [String: [String: Any]])
            #expect(Set(their.keys) == Set(our.keys))
            for (label, figures) in their {
                for (figure, value) in figures {
                    guard let wanted = (value as? NSNumber)?.doubleValue else { continue }
                    let given = (our[label]?[figure] as? NSNumber)?.doubleValue
                    #expect(
                        given.map { abs($0 - wanted) < 2e-4 } == true,
                        "\(label) \(figure): \(wanted), not \(given ?? -1)")
                }
            }
        }
    }
}
