/// Runs of characters that retellings are found by: the rare ones of a letter.
enum ContentKeys {
    /// Of one letter, the rarest; one that it says again and again goes before one said in passing, of which a long letter
    /// has hundreds that are rarer.
    static let most = 96
    /// Lighter runs (1 letter of 70) bring none together.
    static let leastWeight: Float = 6
    /// What a key says of its own weight: its lowest bits.
    private static let levelBits: UInt32 = 7
    private static let levelsAUnit: Float = 1.6

    /// Pairs of characters, and runs of three where neither pair in them is rare: a rare pair makes every run around it
    /// rare, which says nothing more.
    static func keys(of terms: LetterTerms, _ weights: TermWeights) -> [UInt32] {
        var rare: [(key: UInt32, rank: Float)] = []
        for (term, count) in zip(terms.keys, terms.counts) {
            let weight = weights.weight(term)
            guard weight >= leastWeight else { continue }
            if Term.length(term) == 3,
                weights.weight(Term.first(of: term)) >= leastWeight
                    || weights.weight(Term.last(of: term)) >= leastWeight
            {
                continue
            }
            let level = min(7, UInt32((weight - leastWeight) * levelsAUnit))
            let key = UInt32(truncatingIfNeeded: ShingleSet.mixed(term) >> 32) & ~levelBits | level
            rare.append((key, weight + Float(count).steppedLog2))
        }
        rare.sort { ($0.rank, $1.key) > ($1.rank, $0.key) }
        return rare.prefix(most).map(\.key)
    }

    /// What it says that two letters share a key: the square of its weight.
    static func strength(_ key: UInt32) -> UInt32 {
        let weight = leastWeight + Float(key & levelBits) / levelsAUnit
        return UInt32(weight * weight)
    }
}
