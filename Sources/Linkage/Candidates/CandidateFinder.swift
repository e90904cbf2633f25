/// Pairs of letters worth comparing, by locality-sensitive hashing.
///
/// 42 bands of 3 places: a pair of Jaccard similarity .5 shares a band with probability .996, of .4 with .94, of .7
/// with 1 − 10⁻⁷; of .05, what unrelated letters have, with .005.
struct CandidateFinder: Sendable {
    struct Pair: Hashable, Sendable {
        let first: Int
        let second: Int
    }

    static let bands = 42
    static let rows = 3
    /// Buckets with more letters are hot (a phrase shared by a crowd): there each letter is paired only with this many
    /// neighbours in the order of its further bands, since letters that are alike share most of them.
    static let neighbours = 32
    /// In buckets over `crowd` letters, a text sent out by the thousand, fewer neighbours do: 42 bands chain the whole.
    static let crowd = 1000
    static let neighboursInCrowd = 8
    /// Places of the digest that must agree: of 126, those of Jaccard .15 and more nearly always do.
    static let leastAgreement = 46

    /// One key a band and letter, band by band.
    private var keys: [[UInt32]]
    private var digests: [SIMD4<UInt64>] = []
    private var isEmpty: [Bool] = []

    /// - Parameter sets: the shingles of a letter, by its place.
    init(count: Int, sets: @Sendable (Int) -> [UInt64]) {
        let sketches = parallelMap(count) { place -> (keys: [UInt32], digest: SIMD4<UInt64>, isEmpty: Bool) in
            let set = sets(place)
            let sketch = MinHash.sketch(of: set)
            let keys = stride(from: 0, to: sketch.count, by: CandidateFinder.rows).map { start -> UInt32 in
                let pair = UInt64(sketch[start]) << 32 | UInt64(sketch[start + 1])
                let mixed = ShingleSet.mixed(pair) ^ UInt64(sketch[start + 2])
                return UInt32(truncatingIfNeeded: ShingleSet.mixed(mixed) >> 32)
            }
            return (keys, MinHash.digest(sketch), set.isEmpty)
        }
        keys = (0..<CandidateFinder.bands).map { band in sketches.map { $0.keys[band] } }
        digests = sketches.map(\.digest)
        isEmpty = sketches.map(\.isEmpty)
    }

    /// Ascending, without repetition. `first < second`.
    ///
    /// - Parameter order: the letters' own order, so that the caller's order of letters changes nothing.
    func pairs(order: [Int]) -> [Pair] {
        let perBand = parallelMap(CandidateFinder.bands) { self.pairs(band: $0, order: order) }
        var codes: [UInt64] = []
        codes.reserveCapacity(perBand.reduce(0) { $0 + $1.count })
        for pairs in perBand { codes += pairs }
        RadixSort.sortUnique(&codes)
        return codes.map { Pair(first: Int($0 >> 32), second: Int($0 & 0xFFFF_FFFF)) }
    }

    private func pairs(band: Int, order: [Int]) -> [UInt64] {
        let own = keys[band]
        let further = (1...3).map { keys[(band + $0) % CandidateFinder.bands] }
        var entries: [UInt64] = []
        entries.reserveCapacity(own.count)
        for letter in own.indices where !isEmpty[letter] { entries.append(UInt64(own[letter]) << 32 | UInt64(letter)) }
        RadixSort.sort(&entries)
        var pairs: [UInt64] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count && entries[end] >> 32 == entries[start] >> 32 { end += 1 }
            if end - start > 1 {
                var letters = entries[start..<end].map { Int($0 & 0xFFFF_FFFF) }
                if letters.count > CandidateFinder.neighbours {
                    letters.sort { a, b in
                        for keys in further where keys[a] != keys[b] { return keys[a] < keys[b] }
                        return order[a] < order[b]
                    }
                }
                let reach =
                    letters.count > CandidateFinder.crowd
                    ? CandidateFinder.neighboursInCrowd : CandidateFinder.neighbours
                for left in letters.indices {
                    for right in (left + 1)..<max(left + 1, min(letters.count, left + 1 + reach)) {
                        let (a, b) = (letters[left], letters[right])
                        guard MinHash.agreement(digests[a], digests[b]) >= CandidateFinder.leastAgreement else {
                            continue
                        }
                        pairs.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
                    }
                }
            }
            start = end
        }
        RadixSort.sortUnique(&pairs)
        return pairs
    }
}
