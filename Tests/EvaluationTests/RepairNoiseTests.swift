import Analysis
import Documents
import Evaluation
import Foundation
import Intake
import TestSupport
import Testing

/// What a scanner's slips cost the extraction, and how much of it repair wins back.
@Suite("Repair under noise")
struct RepairNoiseTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path).standardizedFileURL, encoding: .utf8)
    }

    /// Look-alikes by true form, likeliest first.
    private func confusions() throws -> [UInt32: [UInt32]] {
        var result: [UInt32: [UInt32]] = [:]
        for line in try text("Dictionaries/Repair/confusions.tsv").split(separator: "\n") where line.first != "#" {
            let fields = line.split(separator: "\t").map { $0.unicodeScalars.map(\.value) }
            guard fields.count > 1, let truth = fields[0].first else { continue }
            result[truth, default: []] += fields[1]
        }
        return result
    }

    /// Relaxed F1 over all labels, values asked for where a mark has one.
    private func score(_ analyzer: Analyzer, _ letters: [(gold: GoldDocument, read: SourceText)]) -> Double {
        var scorer = Scorer()
        for letter in letters {
            scorer.add(
                letter.gold,
                analyzer.analyze(Document(id: letter.gold.id, text: letter.read, received: letter.gold.received)))
        }
        let all = scorer.spans.values
        let matched = all.reduce(0) { $0 + $1.matched - ($1.valuesAsked - $1.valuesRight) }
        let wanted = all.reduce(0) { $0 + $1.gold }
        let found = all.reduce(0) { $0 + $1.predicted }
        return 2 * Double(matched) / Double(wanted + found)
    }

    @Test("Two slips in a hundred characters: how much of the loss repair wins back")
    func noise() throws {
        let table = try confusions()
        let golds = try ["letters", "letters-a", "letters-b"].flatMap {
            try MarkedDocument.parse(SourceText(try text("Corpus/development/\($0).marked.txt"))).map(GoldDocument.init)
        }
        let with = try Analyzer()
        let without = try Analyzer(repairs: false)
        let clean = golds.map { (gold: $0, read: $0.text) }
        let (best, plain) = (score(with, clean), score(without, clean))
        var (lost, left) = (0.0, 0.0)
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            let noisy = golds.map { gold in
                let scalars = gold.text.scalars.map { scalar -> UInt32 in
                    guard let reads = table[scalar], Double.random(in: 0..<1, using: &generator) < 0.02 else {
                        return scalar
                    }
                    // Likelier look-alikes oftener.
                    let place =
                        Double.random(in: 0..<1, using: &generator) * Double.random(in: 0..<1, using: &generator)
                    return reads[Int(place * Double(reads.count))]
                }
                return (gold: gold, read: SourceText(scalars: scalars))
            }
            let (bare, repaired) = (score(without, noisy), score(with, noisy))
            print("noise, seed \(seed): F1 \(bare) without repair, \(repaired) with; clean \(plain) and \(best)")
            lost += plain - bare
            left += best - repaired
        }
        print("noise: loss \(lost / 5) without repair, \(left / 5) with")
        #expect(best >= plain - 0.002, "clean letters lose nothing")
        #expect(left < lost / 2, "less than half is won back")
    }
}
