internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Intake
internal import Pipeline

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: Message.text("对照标注文本评分。", "Scores against marked texts."))

    @Argument(help: ArgumentHelp(Message.text("标注文件(.marked.txt)。", "Marked files (.marked.txt)."))) var gold: [String]

    /// Gold, predicted and matched spans of one label.
    private struct Tally {
        var gold = 0
        var predicted = 0
        var matched = 0
        var exact = 0
    }

    func run() throws {
        let pipeline = Environment.pipeline()
        var tallies: [String: Tally] = [:]
        for path in gold {
            guard let data = FileManager.default.contents(atPath: path) else {
                Message.fail("\(path): " + Message.text("文件读不了", "cannot be read"))
            }
            let documents: [MarkedDocument]
            do throws(IntakeFailure) {
                documents = try MarkedDocument.parse(SourceText(String(decoding: data, as: UTF8.self)))
            } catch { Message.fail("\(path): " + error.message(chinese: Message.isChinese)) }
            for marked in documents {
                let record = pipeline.record(
                    of: Document(id: marked.id ?? "", text: marked.text, received: marked.received))
                let predicted = Dictionary(grouping: spans(of: record), by: \.label).mapValues { $0.map(\.span) }
                let expected = Dictionary(grouping: marked.marks, by: \.label).mapValues { $0.map(\.span) }
                for label in Set(predicted.keys).union(expected.keys) {
                    count(expected[label] ?? [], predicted[label] ?? [], into: &tallies[label, default: Tally()])
                }
            }
        }
        func text(_ value: Double) -> String { String(format: "%.3f", value) }
        let rows = tallies.filter { $0.value.gold > 0 }.sorted { $0.key < $1.key }.map { label, tally -> [String] in
            let precision = tally.predicted == 0 ? 0 : Double(tally.matched) / Double(tally.predicted)
            let recall = Double(tally.matched) / Double(tally.gold)
            let f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
            return [label, String(tally.gold), String(tally.predicted), text(precision), text(recall), text(f1)]
        }
        Table(header: ["label", "gold", "predicted", "P", "R", "F1"], rows: rows).write(.table)
    }

    private func spans(of record: Record) -> [(label: String, span: SourceSpan)] {
        var result: [(label: String, span: SourceSpan)] = []
        for party in record.parties where party.role != .other {
            result += party.mentions.map { (party.role.rawValue, $0.span) }
        }
        result += record.dates.map { ("date", SourceSpan($0.start, $0.end)) }
        result += record.recurrences.map { ("recurrence", SourceSpan($0.start, $0.end)) }
        result += record.limits.map { ("limit", SourceSpan($0.start, $0.end)) }
        result += record.places.map { ("place", SourceSpan($0.start, $0.end)) }
        result += record.amounts.map { ("amount", SourceSpan($0.start, $0.end)) }
        result += record.documentNumbers.map { ("docno", SourceSpan($0.start, $0.end)) }
        result += record.laws.map { ("law", SourceSpan($0.start, $0.end)) }
        result += record.demands.map { ("demand", SourceSpan($0.start, $0.end)) }
        result += record.measures.map { ("measure", SourceSpan($0.start, $0.end)) }
        result += record.targets.map { ("target", SourceSpan($0.start, $0.end)) }
        for identifier in record.identifiers {
            let label: String? =
                switch identifier.kind {
                case .phone: "phone"
                case .idNumber: "idno"
                case .bankAccount: "account"
                default: nil
                }
            if let label { result.append((label, SourceSpan(identifier.start, identifier.end))) }
        }
        return result
    }

    /// Greedy one-to-one by overlap; a find covers at least half of the union.
    private func count(_ gold: [SourceSpan], _ predicted: [SourceSpan], into tally: inout Tally) {
        tally.gold += gold.count
        tally.predicted += predicted.count
        func overlap(_ a: SourceSpan, _ b: SourceSpan) -> Double {
            let shared = min(a.end, b.end) - max(a.start, b.start)
            return shared <= 0 ? 0 : Double(shared) / Double(max(a.end, b.end) - min(a.start, b.start))
        }
        var pairs: [(score: Double, gold: Int, predicted: Int)] = []
        for (g, goldSpan) in gold.enumerated() {
            for (p, predictedSpan) in predicted.enumerated() {
                let score = overlap(goldSpan, predictedSpan)
                if score >= 0.5 { pairs.append((score, g, p)) }
            }
        }
        pairs.sort { ($1.score, $1.gold, $1.predicted) < ($0.score, $0.gold, $0.predicted) }
        var usedGold: Set<Int> = []
        var usedPredicted: Set<Int> = []
        for pair in pairs where !usedGold.contains(pair.gold) && !usedPredicted.contains(pair.predicted) {
            usedGold.insert(pair.gold)
            usedPredicted.insert(pair.predicted)
            tally.matched += 1
            if pair.score == 1 { tally.exact += 1 }
        }
    }
}
