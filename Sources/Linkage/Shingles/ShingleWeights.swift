/// How much each shingle says: letters share stock phrases (尊敬的领导, 此致敬礼), so a shingle weighs by the inverse of
/// the number of distinct letters that have it.
struct ShingleWeights {
    /// Collections smaller than this have no frequencies to speak of; every shingle weighs 1.
    static let smallestWeighted = 20
    /// From this size on, a shingle in more than a tenth of the letters is ignored.
    static let smallestFiltered = 50

    private var keys: [UInt64]
    private var values: [Float]
    private let mask: Int
    private let single: Float

    init(_ sets: [[UInt64]]) {
        let count = sets.count
        guard count >= ShingleWeights.smallestWeighted else {
            (keys, values, mask, single) = ([], [], 0, 1)
            return
        }
        var all: [UInt64] = []
        all.reserveCapacity(sets.reduce(0) { $0 + $1.count })
        for set in sets { all += set }
        RadixSort.sort(&all, bits: ShingleSet.bits)
        var shared: [(UInt64, Int)] = []
        var index = 0
        while index < all.count {
            var end = index + 1
            while end < all.count && all[end] == all[index] { end += 1 }
            if end - index > 1 { shared.append((all[index], end - index)) }
            index = end
        }
        var capacity = 16
        while capacity < 2 * shared.count { capacity *= 2 }
        mask = capacity - 1
        keys = [UInt64](repeating: 0, count: capacity)
        values = [Float](repeating: -1, count: capacity)
        let most = count >= ShingleWeights.smallestFiltered ? count / 10 : count
        single = ShingleWeights.weight(1, of: count)
        for (key, frequency) in shared {
            var slot = Int(truncatingIfNeeded: key) & mask
            while values[slot] >= 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            values[slot] = frequency > most ? 0 : ShingleWeights.weight(frequency, of: count)
        }
    }

    /// The weight of a shingle; 0 means ignored.
    func weight(_ shingle: UInt64) -> Float {
        guard !keys.isEmpty else { return single }
        var slot = Int(truncatingIfNeeded: shingle) & mask
        while values[slot] >= 0 {
            if keys[slot] == shingle { return values[slot] }
            slot = (slot + 1) & mask
        }
        return single
    }

    /// log2((n + 1) / df), piecewise linear between powers of two: exact on every machine.
    private static func weight(_ frequency: Int, of count: Int) -> Float {
        let ratio = Float(count + 1) / Float(frequency)
        return Float(ratio.exponent) + (ratio.significand - 1)
    }
}
