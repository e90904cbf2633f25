/// What training showed: each class with the n-grams that speak most for it, how often the first class was right out
/// of fold, and how far its probability can be trusted.
public struct TrainingReport: Sendable {
    public struct Bin: Sendable, Equatable {
        public var lower: Double
        public var count: Int
        /// Mean probability that was told, and the share that was right.
        public var told: Double
        public var right: Double
    }

    public struct Source: Sendable, Equatable {
        public var name: String
        public var count: Int
        /// Share of texts whose first class was right out of fold.
        public var accuracy: Double
        /// Mean distance of told and true probability, weighted by texts: the expected calibration error.
        public var calibrationError: Double
        public var bins: [Bin]
    }

    public let sources: [Source]
    /// Level-1 codes with the n-grams that speak most for them.
    public let features: [(code: String, grams: [String])]

    init(_ examples: [IssueTrainer.Example], _ probabilities: [[Float]], codes: [String], features: [[String]]) {
        self.features = zip(codes, features).map { ($0, $1) }
        sources = Set(examples.map(\.source)).sorted().map { name in
            let own = examples.indices.filter { examples[$0].source == name }
            let outcomes = own.map { index -> (told: Double, right: Bool) in
                let best = probabilities[index].indices.max { probabilities[index][$0] < probabilities[index][$1] } ?? 0
                return (Double(probabilities[index][best]), codes[best] == examples[index].root)
            }
            return Source(
                name: name, count: own.count,
                accuracy: Double(outcomes.count { $0.right }) / Double(max(1, own.count)),
                calibrationError: TrainingReport.calibrationError(outcomes), bins: TrainingReport.bins(outcomes))
        }
    }

    /// Ten bins of equal width; empty ones are left out.
    static func bins(_ outcomes: [(told: Double, right: Bool)]) -> [Bin] {
        (0..<10).compactMap { number in
            let own = outcomes.filter { min(9, Int($0.told * 10)) == number }
            guard !own.isEmpty else { return nil }
            return Bin(
                lower: Double(number) / 10, count: own.count, told: own.reduce(0) { $0 + $1.told } / Double(own.count),
                right: Double(own.count { $0.right }) / Double(own.count))
        }
    }

    static func calibrationError(_ outcomes: [(told: Double, right: Bool)]) -> Double {
        bins(outcomes).reduce(0) { $0 + Double($1.count) * abs($1.told - $1.right) } / Double(max(1, outcomes.count))
    }

    /// The report as text, for the model's card.
    public var text: String {
        func percent(_ value: Double) -> String { "\(Double((value * 1000).rounded()) / 10)%" }
        var lines = ["out of fold (5 folds), level 1:"]
        for source in sources {
            lines.append(
                "- \(source.name): \(source.count) texts, \(percent(source.accuracy)) right, calibration error \(percent(source.calibrationError))"
            )
            for bin in source.bins {
                lines.append(
                    "    told \(bin.lower)+: \(bin.count) texts, mean \(percent(bin.told)), right \(percent(bin.right))"
                )
            }
        }
        lines.append("n-grams that speak most for each class:")
        for (code, grams) in features { lines.append("- \(code): " + grams.joined(separator: " ")) }
        return lines.joined(separator: "\n")
    }
}
