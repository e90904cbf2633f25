internal import Documents

/// What the shape of a letter says of its purpose: one who asks question after question wants to know, one who demands
/// wants something done, one who does neither gives thanks or tells.
///
/// Every value is ln(1 + n) of a number of things in the letter.
struct PurposeShape: Sendable {
    /// Demands, questions, questions behind the first words of asking (请问, 想了解).
    let values: [Float]

    static let count = 3
    private static let inquiry = Purpose.allCases.firstIndex(of: .inquiry)!
    /// Cues of this weight are words of asking.
    private static let asking: Float = 2
    private static let questionMark: UInt32 = 0x3F

    init(_ text: UnsafeBufferPointer<UInt32>, _ evidence: IssueClassifier.Evidence) {
        let first = evidence.purposes.first {
            $0.purpose == Self.inquiry && $0.weight >= Self.asking && !evidence.hides($0.span)
        }
        let place = min(first?.span.end ?? text.count, text.count)
        let before = Self.questions(in: text[..<place])
        let behind = Self.questions(in: text[place...])
        values = [evidence.demands.count, before + behind, behind].map { count in
            Float(NGramFeatures.logarithm(Double(1 + count)))
        }
    }

    private static func questions(in text: Slice<UnsafeBufferPointer<UInt32>>) -> Int {
        UnsafeBufferPointer(rebasing: text).reduce(0) { $0 + ($1 == questionMark ? 1 : 0) }
    }
}
