/// A letter's shingles with their weights, ready for exact comparison.
struct WeightedShingles: Sendable {
    /// Ascending; without those that too many letters share.
    let shingles: [UInt64]
    private let weights: [Float]
    private let total: Double

    /// A letter keeps at least this share of its shingles, or else keeps them all: a text that went out to a tenth
    /// of the collection is itself a crowd of copies, and a letter of nothing but stock phrases is still a letter.
    private static let leastKept = 0.3

    init(_ all: [UInt64], _ table: ShingleWeights) {
        var shingles: [UInt64] = []
        var weights: [Float] = []
        shingles.reserveCapacity(all.count)
        weights.reserveCapacity(all.count)
        for shingle in all {
            let weight = table.weight(shingle)
            guard weight > 0 else { continue }
            shingles.append(shingle)
            weights.append(weight)
        }
        if Double(shingles.count) < WeightedShingles.leastKept * Double(all.count) {
            shingles = all
            weights = shingles.map { max(table.weight($0), 1) }
        }
        self.shingles = shingles
        self.weights = weights
        total = weights.reduce(0) { $0 + Double($1) }
    }

    /// Sums run in the order of hashes, so neither order of letters nor of arguments changes a bit of them.
    func similarity(to other: WeightedShingles) -> Similarity {
        var common = 0.0
        shingles.withUnsafeBufferPointer { left in
            other.shingles.withUnsafeBufferPointer { right in
                weights.withUnsafeBufferPointer { leftWeights in
                    other.weights.withUnsafeBufferPointer { rightWeights in
                        var (i, j) = (0, 0)
                        while i < left.count && j < right.count {
                            let (a, b) = (left[i], right[j])
                            if a == b { common += Double(min(leftWeights[i], rightWeights[j])) }
                            i += a <= b ? 1 : 0
                            j += b <= a ? 1 : 0
                        }
                    }
                }
            }
        }
        let either = total + other.total - common
        let lighter = min(total, other.total)
        return Similarity(
            jaccard: either > 0 ? common / either : 0, containment: lighter > 0 ? common / lighter : 0,
            smallerCount: min(shingles.count, other.shingles.count))
    }
}
