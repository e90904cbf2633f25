extension NameTagger {
    /// The part that a party plays where it is named.
    struct Part: Sendable, Hashable {
        /// Any but a place.
        let kind: NameKind
        let certainty: Certainty

        /// How far the part is from the next best for the same name.
        enum Certainty: Int, CaseIterable, Sendable {
            case weak, fair, sure

            /// By the difference of logarithms of odds.
            init(_ difference: Float) { self = difference < 1.5 ? .weak : difference < 4 ? .fair : .sure }
        }

        static let count = (NameKind.allCases.count - 1) * Certainty.allCases.count

        /// One of ``count`` for each part and certainty.
        var number: Int { (kind.rawValue - 1) * Certainty.allCases.count + certainty.rawValue }

        var name: String { "\(kind)-\(certainty)" }
    }
}

extension NameTagger.Part {
    init?(number: Int) {
        let (kind, certainty) = number.quotientAndRemainder(dividingBy: Certainty.allCases.count)
        guard number >= 0, let kind = NameKind(rawValue: kind + 1), let certainty = Certainty(rawValue: certainty)
        else { return nil }
        self.init(kind: kind, certainty: certainty)
    }
}
