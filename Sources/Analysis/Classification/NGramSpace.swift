internal import Documents

/// The n-grams of a set of examples, each with its row: the more texts hold it the sooner it is placed.
struct NGramSpace: Sendable {
    let slotCount: Int
    private let bits: Int
    private let slotOfHash: [UInt64: Int32]
    private let rarities: [UInt8]
    private let tags: [UInt8]

    init(_ examples: [IssueTrainer.Example], bits: Int) {
        self.bits = bits
        slotCount = 1 << bits
        var documents: [UInt64: Int32] = [:]
        for example in examples {
            NGramSpace.forEachBlock(of: example) { _, counts in
                for (hash, _) in counts { documents[hash, default: 0] += 1 }
            }
        }
        // What stands in one text only tells that text, not its class.
        let shared = documents.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var slots: [UInt64: Int32] = [:]
        var rarities = [UInt8](repeating: 0, count: slotCount)
        var tags = [UInt8](repeating: 0, count: slotCount)
        for (hash, count) in shared {
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
        }
        slotOfHash = slots
        self.rarities = rarities
        self.tags = tags
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
        }
    }

    func row(_ example: IssueTrainer.Example, labels: [Int8]) -> LinearTrainer.Row {
        var row = LinearTrainer.Row(slots: [], values: [], labels: labels, weight: example.weight)
        NGramSpace.forEachBlock(of: example) { weight, counts in
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
        return row
    }

    /// The weights as bytes, each lane in units of its scale.
    func table(_ solution: LinearTrainer.Solution, lanes: Int) -> NGramTable {
        var scales = [Float](repeating: 0, count: lanes)
        for slot in 0..<slotCount {
            for lane in 0..<lanes { scales[lane] = max(scales[lane], abs(solution.weights[slot * lanes + lane]) / 127) }
        }
        var bytes = tags
        bytes.reserveCapacity(slotCount * (lanes + 2))
        for slot in 0..<slotCount {
            for lane in 0..<lanes {
                let scale = scales[lane]
                let unit = scale > 0 ? (solution.weights[slot * lanes + lane] / scale).rounded() : 0
                bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, unit)))))
            }
            bytes.append(rarities[slot])
        }
        bytes += [UInt8](repeating: 0, count: NGramTable.padding)
        return NGramTable(bits: bits, lanes: lanes, biases: solution.biases, scales: scales, bytes: bytes, offset: 0)
    }

    /// The n-grams that speak most for each lane, as a person reads them; those of the title are marked `题:`.
    func strongest(in table: NGramTable, lanes: Int, _ examples: [IssueTrainer.Example]) -> [[String]] {
        var best = [[(weight: Int, slot: Int)]](repeating: [], count: lanes)
        for lane in 0..<lanes {
            let ranked = (0..<slotCount).filter { rarities[$0] > 0 }.map { slot in
                (weight: Int(Int8(bitPattern: table.bytes[table.rows + slot * table.stride + lane])), slot: slot)
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
