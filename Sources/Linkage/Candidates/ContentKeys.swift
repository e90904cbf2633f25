/// Pairs of letters worth comparing in content: those that share rare runs of characters.
struct ContentKeys {
    /// A letter is looked up by its rarest terms.
    static let keysOfLetter = 96
    /// A term held by more letters than this brings none together: a hot key.
    static let hot = 96
    /// Partners kept of one letter.
    static let partners = 40
    /// Terms below this weight (1 letter of 30) bring none together.
    static let leastWeight: Float = 5

    /// Ascending, without repetition; `first < second`.
    static func pairs(_ letters: [LetterTerms], _ weights: [[Float]], counts: TermCounts) -> [CandidateFinder.Pair] {
        let chosen: [[(key: UInt64, weight: Float)]] = parallelMap(letters.count) { index in
            var keys: [(key: UInt64, weight: Float)] = []
            for (key, weight) in zip(letters[index].keys, weights[index]) where weight >= leastWeight {
                let holders = counts.count(key)
                if holders >= 2, holders <= hot { keys.append((key, weight)) }
            }
            keys.sort { ($0.weight, $1.key) > ($1.weight, $0.key) }
            return Array(keys.prefix(keysOfLetter))
        }
        var entries: [(key: UInt64, letter: Int32)] = []
        for (letter, keys) in chosen.enumerated() { for key in keys { entries.append((key.key, Int32(letter))) } }
        entries.sort { ($0.key, $0.letter) < ($1.key, $1.letter) }
        let holders = entries
        let pairs: [[UInt64]] = parallelMap(letters.count) { letter in
            var sums: [Int32: Float] = [:]
            for (key, weight) in chosen[letter] {
                var (low, high) = (0, holders.count)
                while low < high {
                    let middle = (low + high) / 2
                    if holders[middle].key < key { low = middle + 1 } else { high = middle }
                }
                while low < holders.count, holders[low].key == key {
                    if holders[low].letter != Int32(letter) { sums[holders[low].letter, default: 0] += weight * weight }
                    low += 1
                }
            }
            // Ties at the edge are all kept, so that the order of letters decides nothing.
            let ranked = sums.values.sorted(by: >)
            let least = ranked.count > partners ? ranked[partners - 1] : 0
            return sums.filter { $0.value >= least }.map { other, _ in
                UInt64(min(letter, Int(other))) << 32 | UInt64(max(letter, Int(other)))
            }
        }
        var codes = pairs.flatMap { $0 }
        codes.sort()
        var found: [CandidateFinder.Pair] = []
        for (index, code) in codes.enumerated() where index == 0 || codes[index - 1] != code {
            found.append(CandidateFinder.Pair(first: Int(code >> 32), second: Int(code & 0xFFFF_FFFF)))
        }
        return found
    }
}
