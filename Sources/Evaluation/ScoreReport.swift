/// The figures of a ``Scorer`` in the shape that programs read.
public struct ScoreReport: Encodable, Sendable {
    public struct Spans: Encodable, Sendable {
        public let gold: Int
        public let predicted: Int
        public let precision: Double
        public let recall: Double
        public let f1: Double
        public let exactF1: Double
        public let value: Double?
    }

    public struct Answer: Encodable, Sendable {
        public let n: Int
        public let accuracy: Double?
        public let f1: Double?
    }

    public struct Name: Encodable, Sendable {
        public let gold: Int
        public let f1: Double
    }

    public let documents: Int
    public let missing: Int
    public let spans: [String: Spans]
    public let document: [String: Answer]
    public let names: [String: Name]

    public init(_ scorer: Scorer) {
        func rounded(_ figure: Double) -> Double { (figure * 10_000).rounded() / 10_000 }
        documents = scorer.documents
        missing = scorer.missing
        spans = scorer.spans.filter { $0.value.gold + $0.value.predicted > 0 }.mapValues { score in
            Spans(
                gold: score.gold, predicted: score.predicted, precision: rounded(score.precision),
                recall: rounded(score.recall), f1: rounded(score.f1), exactF1: rounded(score.exactF1),
                value: score.value.map(rounded))
        }
        document = scorer.answers.filter { $0.value.asked > 0 }.mapValues { score in
            score.predicted == nil
                ? Answer(n: score.asked, accuracy: rounded(score.figure), f1: nil)
                : Answer(n: score.asked, accuracy: nil, f1: rounded(score.figure))
        }
        names = scorer.names.filter { $0.value.asked > 0 }.mapValues {
            Name(gold: $0.asked, f1: rounded($0.figure))
        }
    }
}
