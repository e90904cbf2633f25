extension NameModel {
    /// What each label adds behind another, in units of the weights; what cannot follow adds ``NameModel/never``.
    struct Transitions: Sendable {
        /// By the pair of the label before, which begins a name or is none: what the labels add that begin names.
        private(set) var beginsBehindBegins = [Sums](repeating: impossible, count: Sums.scalarCount)
        /// The same where the label before is inside a name.
        private(set) var beginsBehindInside = [Sums](repeating: impossible, count: Sums.scalarCount)
        /// The same the other way around, by the pair of the label behind.
        private(set) var behindBegins = [Sums](repeating: impossible, count: Sums.scalarCount)
        private(set) var behindInside = [Sums](repeating: impossible, count: Sums.scalarCount)
        /// What labels inside names add behind the beginning of the same name, and behind themselves.
        private(set) var insideBehindBegins = impossible
        private(set) var insideBehindInside = impossible

        private static let impossible = Sums(repeating: NameModel.never)

        mutating func set(_ weight: Int16, of label: NameLabel, behind before: NameLabel) {
            switch (before.isInside, label.isInside) {
            case (false, false):
                beginsBehindBegins[before.pair][label.pair] = weight
                behindBegins[label.pair][before.pair] = weight
            case (true, false):
                beginsBehindInside[before.pair][label.pair] = weight
                behindInside[label.pair][before.pair] = weight
            case (false, true): insideBehindBegins[label.pair] = weight
            case (true, true): insideBehindInside[label.pair] = weight
            }
        }

        func weight(of label: NameLabel, behind before: NameLabel) -> Int16 {
            guard label.follows(before) else { return NameModel.never }
            return switch (before.isInside, label.isInside) {
            case (false, false): beginsBehindBegins[before.pair][label.pair]
            case (true, false): beginsBehindInside[before.pair][label.pair]
            case (false, true): insideBehindBegins[label.pair]
            case (true, true): insideBehindInside[label.pair]
            }
        }
    }
}
