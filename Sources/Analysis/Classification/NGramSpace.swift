internal import Documents

/// The n-grams that are known, each with its slot: the more examples hold it the sooner it is placed.
struct NGramSpace: Sendable {
    let bits: Int
    private let slotOfHash: [UInt64: Int32]
    private let rarities: [UInt8]
    private let tags: [UInt8]
    /// In the order of being placed, as their detail rows will lie: those that most letters hold stay in the
    /// processor's cache.
    private let placed: [Int32]

    var slotCount: Int { 1 << bits }

    /// - Parameter chosen: hashes of what is to be known; `nil` for all that stands in two examples or more.
    init(_ examples: [IssueTrainer.Example], bits: Int, chosen: Set<UInt64>? = nil) {
        self.bits = bits
        var slots: [UInt64: Int32] = [:]
        var rarities = [UInt8](repeating: 0, count: 1 << bits)
        var tags = [UInt8](repeating: 0, count: 1 << bits)
        var placed: [Int32] = []
        for (hash, count) in NGramSpace.shared(by: examples) where chosen?.contains(hash) ?? true {
            let home = NGramTable.slot(hash, bits: bits)
            let tag = NGramTable.tag(hash)
            // Two of one tag in one pair of slots could not be told apart.
            guard tags[home] != tag, tags[home ^ 1] != tag else { continue }
            let slot = tags[home] == 0 ? home : home ^ 1
            guard tags[slot] == 0 else { continue }
            tags[slot] = tag
            let rarity = 1 + NGramFeatures.logarithm(Double(examples.count) / Double(count))
            rarities[slot] = UInt8(min(255, (rarity * 16).rounded()))
            slots[hash] = Int32(slot)
            placed.append(Int32(slot))
        }
        slotOfHash = slots
        self.rarities = rarities
        self.tags = tags
        self.placed = placed
    }

    /// The n-grams of two texts or more, those of most texts first: what stands in one text only tells that text,
    /// not its class.
    private static func shared(by examples: [IssueTrainer.Example]) -> [(hash: UInt64, count: Int32)] {
        var documents: [UInt64: Int32] = [:]
        for example in examples {
            forEachBlock(of: example) { _, counts in
                for (hash, _) in counts { documents[hash, default: 0] += 1 }
            }
        }
        return documents.filter { $0.value > 1 }.map { (hash: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.hash) < ($0.count, $1.hash) }
    }

    private static func forEachBlock(
        of example: IssueTrainer.Example, _ body: (Float, [(hash: UInt64, count: Int32)]) -> Void
    ) {
        example.scalars.withUnsafeBufferPointer { text in
            body(1, NGramFeatures.counts(in: text, .whole))
            if let title = example.title, title.count > 0 {
                body(
                    NGramTable.titleWeight,
                    NGramFeatures.counts(in: UnsafeBufferPointer(rebasing: text[title.range]), .title))
            }
            NGramFeatures.withDemands(example.demands, of: text) {
                body(NGramTable.demandWeight, NGramFeatures.counts(in: $0, .demands))
            }
        }
    }

    /// The hashes whose weights reach furthest from 0 in any lane.
    func strongest(_ count: Int, by solution: LinearTrainer.Solution, lanes: Int) -> Set<UInt64> {
        let reach = slotOfHash.map { hash, slot in
            let weights = solution.weights[(Int(slot) * lanes)..<((Int(slot) + 1) * lanes)]
            return (weight: weights.reduce(0) { max($0, abs($1)) }, hash: hash)
        }
        return Set(reach.sorted { ($1.weight, $0.hash) < ($0.weight, $1.hash) }.prefix(count).map(\.hash))
    }

    /// An example as the lanes learn from it.
    func row(_ example: IssueTrainer.Example, labels: [Int8]) -> LinearTrainer.Row {
        var row = LinearTrainer.Row(slots: [], values: [], labels: labels, weight: example.weight)
        NGramSpace.forEachBlock(of: example) { weight, counts in add(counts, weight, to: &row) }
        return row
    }

    /// What the lanes see of a part of an example: of its opening or ending.
    func row(
        _ example: IssueTrainer.Example,
        part: (UnsafeBufferPointer<UInt32>) -> UnsafeBufferPointer<UInt32>
    ) -> LinearTrainer.Row {
        var row = LinearTrainer.Row(slots: [], values: [], labels: [], weight: 1)
        example.scalars.withUnsafeBufferPointer { add(NGramFeatures.counts(in: part($0), .whole), 1, to: &row) }
        return row
    }

    private func add(
        _ counts: [(hash: UInt64, count: Int32)], _ weight: Float, to row: inout LinearTrainer.Row
    ) {
        let first = row.values.count
        var squares: Float = 0
        for (hash, count) in counts {
            guard let slot = slotOfHash[hash] else { continue }
            let value = NGramFeatures.damped(Int(count)) * Float(rarities[Int(slot)]) / 16
            row.slots.append(slot)
            row.values.append(value)
            squares += value * value
        }
        guard squares > 0 else { return }
        let factor = weight / squares.squareRoot()
        for place in first..<row.values.count { row.values[place] *= factor }
    }

    /// The weights as bytes, each lane in units of its scale.
    func table(
        _ solution: LinearTrainer.Solution, lanes: Int, details: LinearTrainer.Solution, groups: [Range<Int>]
    ) -> NGramTable {
        let detailLanes = groups.last?.upperBound ?? 0
        let detailed = detailLanes == 0 ? [] : placed.prefix(Int(UInt16.max))
        let shape = NGramTable.Shape(bits: bits, lanes: lanes, detailLanes: detailLanes, detailRows: detailed.count)
        let scales = NGramSpace.scales(solution.weights, lanes: lanes)
        let detailScales = NGramSpace.scales(details.weights, lanes: detailLanes)
        var bytes = [UInt8](repeating: 0, count: shape.byteCount)
        bytes.replaceSubrange(0..<slotCount, with: tags)
        for slot in 0..<slotCount {
            let row = shape.rows + slot * shape.stride
            for lane in 0..<lanes {
                bytes[row + lane] = NGramSpace.unit(solution.weights[slot * lanes + lane], scales[lane])
            }
            bytes[row + lanes] = rarities[slot]
        }
        for (number, slot) in detailed.enumerated() {
            let end = shape.rows + Int(slot) * shape.stride + lanes
            bytes[end + 1] = UInt8(truncatingIfNeeded: number + 1)
            bytes[end + 2] = UInt8(truncatingIfNeeded: (number + 1) >> 8)
            for group in groups {
                let place = shape.place(ofDetailRow: number, in: group)
                for lane in group {
                    bytes[place + lane - group.lowerBound] = NGramSpace.unit(
                        details.weights[Int(slot) * detailLanes + lane], detailScales[lane])
                }
            }
        }
        return NGramTable(
            shape: shape, biases: solution.biases, scales: scales, detailBiases: details.biases,
            detailScales: detailScales, bytes: bytes)
    }

    private static func scales(_ weights: [Float], lanes: Int) -> [Float] {
        var scales = [Float](repeating: 0, count: lanes)
        for (index, weight) in weights.enumerated() {
            scales[index % lanes] = max(scales[index % lanes], abs(weight) / 127)
        }
        return scales
    }

    private static func unit(_ weight: Float, _ scale: Float) -> UInt8 {
        UInt8(bitPattern: Int8(scale > 0 ? max(-127, min(127, (weight / scale).rounded())) : 0))
    }

    /// The n-grams that speak most for each lane, as a person reads them; those of the title are marked `题:`.
    func strongest(in table: NGramTable, lanes: Int, _ examples: [IssueTrainer.Example]) -> [[String]] {
        var best = [[(weight: Int, slot: Int)]](repeating: [], count: lanes)
        for lane in 0..<lanes {
            let ranked = (0..<slotCount).filter { rarities[$0] > 0 }.map { slot in
                (weight: Int(table.weight(slot: slot, lane: lane)), slot: slot)
            }.filter { $0.weight > 20 }.sorted { ($1.weight, $0.slot) < ($0.weight, $1.slot) }
            best[lane] = Array(ranked.prefix(20))
        }
        let wanted = Set(best.flatMap { $0.map(\.slot) })
        var words: [Int: String] = [:]
        for example in examples {
            for (block, range) in [(NGramFeatures.Block.whole, 0..<example.scalars.count)]
                + (example.title.map { [(.title, $0.range)] } ?? [])
            {
                for start in range {
                    for length in 1...NGramFeatures.longest where start + length <= range.upperBound {
                        let gram = Array(example.scalars[start..<(start + length)])
                        gram.withUnsafeBufferPointer { gram in
                            var hash: UInt64?
                            var told = 0
                            // The longest n-gram of these characters is the last one told, and the one of all of
                            // them when none of the shorter is missing.
                            NGramFeatures.forEach(in: gram, block) {
                                hash = $0
                                told += 1
                            }
                            guard told == length * (length + 1) / 2, let hash, let slot = slotOfHash[hash],
                                wanted.contains(Int(slot)),
                                words[Int(slot)] == nil
                            else { return }
                            words[Int(slot)] =
                                (block == .title ? "题:" : "")
                                + String(String.UnicodeScalarView(gram.compactMap(Unicode.Scalar.init)))
                        }
                    }
                }
            }
        }
        return best.map { $0.compactMap { words[$0.slot] } }
    }
}
