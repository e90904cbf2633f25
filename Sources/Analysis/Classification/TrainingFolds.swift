internal import Documents

/// Parts of a training set for cross-validation: texts of one group and near-duplicates lie in one part, so that no
/// text is judged by what was learned from its own copy.
struct TrainingFolds: Sendable {
    /// The part of each example.
    let parts: [Int]

    /// Sketches of a text: texts of which nine tenths agree share one nearly always, others hardly ever.
    private static let bands = 4
    private static let hashesInBand = 3
    private static let shingle = 5

    init(_ examples: [IssueTrainer.Example], count: Int) {
        // The smallest example that each one hangs together with.
        var roots = Array(examples.indices)
        func root(_ index: Int) -> Int {
            var place = index
            while roots[place] != place {
                roots[place] = roots[roots[place]]
                place = roots[place]
            }
            return place
        }
        func join(_ one: Int, _ other: Int) {
            let (a, b) = (root(one), root(other))
            roots[max(a, b)] = min(a, b)
        }
        var firstOfGroup: [String: Int] = [:]
        var firstOfSketch: [UInt64: Int] = [:]
        let sketches = examples.map { TrainingFolds.sketches($0.scalars) }
        for (index, example) in examples.enumerated() {
            if let group = example.group {
                if let first = firstOfGroup[group] { join(first, index) } else { firstOfGroup[group] = index }
            }
            for sketch in sketches[index] {
                if let first = firstOfSketch[sketch] { join(first, index) } else { firstOfSketch[sketch] = index }
            }
        }
        // Whole groups by their smallest hash, whatever the order of the examples.
        var least = [UInt64](repeating: .max, count: examples.count)
        for index in examples.indices {
            let place = root(index)
            least[place] = min(least[place], sketches[index].first ?? 0)
        }
        parts = examples.indices.map { Int(truncatingIfNeeded: (least[root($0)] >> 7) % UInt64(count)) }
    }

    /// One number a band: of the smallest hashes of the text's shingles by each of the band's orders.
    static func sketches(_ scalars: [UInt32]) -> [UInt64] {
        let text = scalars.filter(CharacterKind.isHan)
        guard !text.isEmpty else { return [] }
        var least = [UInt64](repeating: .max, count: bands * hashesInBand)
        let length = min(shingle, text.count)
        for start in 0...(text.count - length) {
            let hash = text[start..<(start + length)].reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
                ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
            }
            for order in least.indices { least[order] = min(least[order], mixed(hash &+ UInt64(order))) }
        }
        return (0..<bands).map { band in
            least[(band * hashesInBand)..<((band + 1) * hashesInBand)].reduce(UInt64(band)) { mixed($0 ^ $1) }
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
