/// Pairs of letters worth comparing, by locality-sensitive hashing.
///
/// 42 bands of 3 places: a pair of Jaccard similarity .5 shares a band with probability .996, of .4 with .94, of .7
/// with 1 − 10⁻⁷; of .05, what unrelated letters have, with .005.
struct CandidateFinder {
    struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    static let bands = 42
    static let rows = 3
    /// Buckets with more letters are hot (a phrase shared by a crowd): there each letter is paired only with this
    /// many neighbours in the order of length, since only letters of like length can be alike.
    static let neighbours = 48
    /// In buckets over `crowd` letters, a text sent out by the thousand, fewer neighbours do: 42 bands chain the whole.
    static let crowd = 1000
    static let neighboursInCrowd = 8

    /// Ascending, without repetition. `first < second`.
    func pairs(signatures: [[UInt32]], shingles: [[UInt64]]) -> [Pair] {
        // Content, not place, settles the order of equals, so that the caller's order of letters changes nothing.
        let rank = lengthRanks(shingles)
        let perBand = parallelMap(CandidateFinder.bands) { band in
            self.pairs(band: band, signatures: signatures, shingles: shingles, rank: rank)
        }
        var codes: [UInt64] = []
        codes.reserveCapacity(perBand.reduce(0) { $0 + $1.count })
        for pairs in perBand { codes += pairs }
        codes.sort()
        var pairs: [Pair] = []
        for (index, code) in codes.enumerated() where index == 0 || codes[index - 1] != code {
            pairs.append(Pair(first: Int(code >> 32), second: Int(code & 0xFFFF_FFFF)))
        }
        return pairs
    }

    private func lengthRanks(_ shingles: [[UInt64]]) -> [Int] {
        let order = shingles.indices.sorted { left, right in
            let (a, b) = (shingles[left], shingles[right])
            return (a.count, a.first ?? 0, a.last ?? 0, left) < (b.count, b.first ?? 0, b.last ?? 0, right)
        }
        var rank = [Int](repeating: 0, count: order.count)
        for (place, letter) in order.enumerated() { rank[letter] = place }
        return rank
    }

    private func pairs(band: Int, signatures: [[UInt32]], shingles: [[UInt64]], rank: [Int]) -> [UInt64] {
        var entries: [(key: UInt64, letter: Int)] = []
        entries.reserveCapacity(signatures.count)
        for letter in signatures.indices where !shingles[letter].isEmpty {
            let start = band * CandidateFinder.rows
            entries.append((ShingleSet.hash(signatures[letter][start..<(start + CandidateFinder.rows)]), letter))
        }
        entries.sort { ($0.key, rank[$0.letter]) < ($1.key, rank[$1.letter]) }
        var pairs: [UInt64] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count && entries[end].key == entries[start].key { end += 1 }
            let isCrowd = end - start > CandidateFinder.crowd
            let reach = isCrowd ? CandidateFinder.neighboursInCrowd : CandidateFinder.neighbours
            for left in start..<end {
                for right in (left + 1)..<max(left + 1, min(end, left + 1 + reach)) {
                    let (a, b) = (entries[left].letter, entries[right].letter)
                    pairs.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
                }
            }
            start = end
        }
        return pairs
    }
}
