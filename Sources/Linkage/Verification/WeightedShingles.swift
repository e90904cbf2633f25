/// A letter's distinct character 5-grams with what each says, ready for exact comparison.
///
/// Letters share stock phrases (尊敬的领导, 此致敬礼), so a shingle weighs by how rare the rarest run of three characters in
/// it is in letters at large. The weight is a function of the shingle alone: two letters compare the same whatever lies
/// beside them.
struct WeightedShingles: Sendable {
    /// Ascending; the hash, and the weight in its lowest bits.
    private let shingles: [UInt64]
    private let total: Int

    private static let weightBits = 8
    private static let weightMask: UInt64 = (1 << weightBits) - 1
    /// Steps of weight for each halving of a run's share.
    private static let stepsAHalving: Float = 10
    /// Runs rarer than this (1 letter of 2,048) weigh alike.
    private static let rarest: Float = 1 / 2048
    /// Shingles in more than a tenth of letters say nothing.
    private static let commonest: Float = 0.1
    /// A letter keeps at least this share of its shingles, or else keeps them all: a letter of nothing but stock phrases
    /// is still a letter.
    private static let leastKept = 0.3

    var hashes: [UInt64] { shingles.map { $0 >> UInt64(WeightedShingles.weightBits) } }
    var count: Int { shingles.count }

    /// - Parameter cleaned: the text by ``CleanedText``.
    init(_ cleaned: [UInt32], _ background: TermBackground) {
        let hashes = ShingleSet.inOrder(of: cleaned)
        var all = [UInt64](repeating: 0, count: hashes.count)
        if background.isEmpty || cleaned.count < ShingleSet.length {
            for (place, hash) in hashes.enumerated() { all[place] = hash << 8 | 1 }
        } else {
            let shares = background.sharesOfThrees(in: cleaned)
            for (place, hash) in hashes.enumerated() {
                let share = min(shares[place], shares[place + 1], shares[place + 2])
                all[place] = hash << 8 | UInt64(WeightedShingles.weight(share))
            }
        }
        RadixSort.sortUnique(&all, bits: ShingleSet.bits + WeightedShingles.weightBits)
        let kept = all.filter { $0 & WeightedShingles.weightMask > 0 }
        if Double(kept.count) < WeightedShingles.leastKept * Double(all.count) {
            shingles = all.map { $0 & WeightedShingles.weightMask > 0 ? $0 : $0 | 1 }
        } else {
            shingles = kept
        }
        total = shingles.reduce(0) { $0 + Int($1 & WeightedShingles.weightMask) }
    }

    private static func weight(_ share: Float) -> Int {
        guard share <= commonest else { return 0 }
        let ratio = 1 / max(share, rarest)
        return max(1, Int(stepsAHalving * ratio.steppedLog2))
    }

    func similarity(to other: WeightedShingles) -> Similarity {
        var common = 0
        shingles.withUnsafeBufferPointer { left in
            other.shingles.withUnsafeBufferPointer { right in
                var (i, j) = (0, 0)
                while i < left.count && j < right.count {
                    let (a, b) = (left[i], right[j])
                    if a == b { common += Int(a & WeightedShingles.weightMask) }
                    i += a <= b ? 1 : 0
                    j += b <= a ? 1 : 0
                }
            }
        }
        let either = total + other.total - common
        let lighter = min(total, other.total)
        return Similarity(
            jaccard: either > 0 ? Double(common) / Double(either) : 0,
            containment: lighter > 0 ? Double(common) / Double(lighter) : 0,
            smallerCount: min(count, other.count))
    }
}
