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

    /// In collections over `large` fewer keys and partners do: the rarest of many letters are rarer.
    static let large = 50_000
    static let keysInLarge = 48
    static let partnersInLarge = 10
    /// Shared weight (the sum of its squares) that partners need in a large collection: more than one rare phrase.
    static let leastSharedInLarge: Float = 150

    /// Ascending, without repetition; `first < second`.
    ///
    /// - Parameters:
    ///   - order: the letters' own order, for ties.
    ///   - terms: of the letter at a place.
    static func pairs(
        _ count: Int, order: [Int], _ weights: TermWeights, terms: @Sendable (Int) -> LetterTerms
    ) -> [CandidateFinder.Pair] {
        let isLarge = count > large
        let most = isLarge ? keysInLarge : keysOfLetter
        // Key in the high half, letter below it, weight in the last byte.
        var entries: [UInt64] = []
        entries.reserveCapacity(count * most)
        for start in stride(from: 0, to: count, by: blockLength) {
            let lists = parallelMap(min(count, start + blockLength) - start) { index -> [UInt64] in
                chosen(terms(start + index), weights, most: most).map { key, weight in
                    (ShingleSet.mixed(key) >> 32) << 32 | UInt64(start + index) << 8
                        | UInt64(min(255, weight * 20))
                }
            }
            for list in lists { entries += list }
        }
        precondition(count < 1 << 24, "letters are numbered in 24 bits")
        RadixSort.sort(&entries)
        // The places of each letter's keys among the entries.
        var starts = [Int](repeating: 0, count: count + 1)
        for entry in entries { starts[Int(entry >> 8 & 0xFF_FFFF) + 1] += 1 }
        for letter in 0..<count { starts[letter + 1] += starts[letter] }
        var filled = starts
        var places = [UInt32](repeating: 0, count: entries.count)
        for (place, entry) in entries.enumerated() {
            let letter = Int(entry >> 8 & 0xFF_FFFF)
            places[filled[letter]] = UInt32(place)
            filled[letter] += 1
        }
        let partners = isLarge ? partnersInLarge : self.partners
        let (held, from, placesOf) = (entries, starts, places)
        var codes: [UInt64] = []
        for start in stride(from: 0, to: count, by: blockLength) {
            let lists = parallelMap(min(count, start + blockLength) - start) { index -> [UInt64] in
                let letter = start + index
                var sums: [Int: Float] = [:]
                held.withUnsafeBufferPointer { held in
                    for place in placesOf[from[letter]..<from[letter + 1]] {
                        let key = held[Int(place)] >> 32
                        let weight = Float(held[Int(place)] & 0xFF) / 20
                        var low = Int(place)
                        while low > 0, held[low - 1] >> 32 == key { low -= 1 }
                        while low < held.count, held[low] >> 32 == key {
                            let other = Int(held[low] >> 8 & 0xFF_FFFF)
                            if other != letter { sums[other, default: 0] += weight * weight }
                            low += 1
                        }
                    }
                }
                var ranked = sums.filter { !isLarge || $0.value >= leastSharedInLarge }.map { ($0.key, $0.value) }
                if ranked.count > partners {
                    ranked.sort { $0.1 != $1.1 ? $0.1 > $1.1 : order[$0.0] < order[$1.0] }
                    ranked.removeLast(ranked.count - partners)
                }
                return ranked.map { UInt64(min(letter, $0.0)) << 32 | UInt64(max(letter, $0.0)) }
            }
            for list in lists { codes += list }
        }
        RadixSort.sortUnique(&codes)
        return codes.map { CandidateFinder.Pair(first: Int($0 >> 32), second: Int($0 & 0xFFFF_FFFF)) }
    }

    private static let blockLength = 8192

    /// The rarest terms of a letter that another letter holds too.
    private static func chosen(_ terms: LetterTerms, _ weights: TermWeights, most: Int) -> [(UInt64, Float)] {
        var keys: [(key: UInt64, weight: Float)] = []
        for key in terms.keys {
            let holders = weights.counts.count(key)
            guard holders >= 2, holders <= hot else { continue }
            let weight = weights.weight(key)
            if weight >= leastWeight { keys.append((key, weight)) }
        }
        keys.sort { ($0.weight, $1.key) > ($1.weight, $0.key) }
        return keys.prefix(most).map { ($0.key, $0.weight) }
    }
}
