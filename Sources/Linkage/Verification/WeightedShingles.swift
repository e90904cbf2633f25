/// Each letter's shingles with their weights, ready for exact comparison.
struct WeightedShingles: Sendable {
    /// Ascending; without those that too many letters share.
    let shingles: [[UInt64]]
    private let weights: [[Float]]
    private let totals: [Double]

    /// A letter keeps at least this share of its shingles, or else keeps them all: a text that went out to a tenth
    /// of the collection is itself a crowd of copies, and a letter of nothing but stock phrases is still a letter.
    private static let leastKept = 0.3

    init(_ texts: [[UInt32]]) {
        let all = parallelMap(texts.count) { ShingleSet.hashes(of: texts[$0]) }
        let table = ShingleWeights(all)
        let weighted = parallelMap(all.count) { index -> (shingles: [UInt64], weights: [Float], total: Double) in
            var shingles: [UInt64] = []
            var weights: [Float] = []
            for shingle in all[index] {
                let weight = table.weight(shingle)
                guard weight > 0 else { continue }
                shingles.append(shingle)
                weights.append(weight)
            }
            if Double(shingles.count) < WeightedShingles.leastKept * Double(all[index].count) {
                shingles = all[index]
                weights = shingles.map { max(table.weight($0), 1) }
            }
            return (shingles, weights, weights.reduce(0) { $0 + Double($1) })
        }
        shingles = weighted.map(\.shingles)
        weights = weighted.map(\.weights)
        totals = weighted.map(\.total)
    }

    /// Sums run in the order of hashes, so neither order of letters nor of arguments changes a bit of them.
    func similarity(_ first: Int, _ second: Int) -> Similarity {
        let (left, right) = (shingles[first], shingles[second])
        var common = 0.0
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                weights[first].withUnsafeBufferPointer { leftWeights in
                    weights[second].withUnsafeBufferPointer { rightWeights in
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
        let either = totals[first] + totals[second] - common
        let lighter = min(totals[first], totals[second])
        return Similarity(
            jaccard: either > 0 ? common / either : 0, containment: lighter > 0 ? common / lighter : 0,
            smallerCount: min(left.count, right.count))
    }
}
