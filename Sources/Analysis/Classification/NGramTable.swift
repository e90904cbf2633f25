internal import Documents

/// A table of linear weights: one row a known n-gram, one lane a class.
///
/// Row: one Int8 a lane (in units of the lane's scale) and the n-gram's rarity (sixteenths; 0 is an empty row). Each
/// row has a tag of its n-gram's hash, so that n-grams never seen in training meet an empty hand and not another's
/// weights. An n-gram lies in the slot of its hash or the one beside it. Tags stand together before the rows: most
/// n-grams of a text are unknown, and looking at a few hundred kilobytes stays in the processor's cache.
struct NGramTable: Sendable {
    let bits: Int
    let lanes: Int
    let biases: [Float]
    let scales: [Float]
    /// Bytes that follow the last row, at least: eight lanes are read at a time.
    static let padding = 8
    /// The file's bytes; the tags begin at `offset`, the rows after them. Kept as read: loading copies nothing.
    let bytes: [UInt8]
    let offset: Int

    /// Bytes of a row.
    var stride: Int { lanes + 1 }
    var rows: Int { offset + (1 << bits) }
    /// Bytes of tags and rows.
    var byteCount: Int { (1 << bits) * (1 + stride) }
    /// How much the title's block counts beside the whole text's.
    static let titleWeight: Float = 0.8

    @inline(__always)
    static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 8) | 1 }

    @inline(__always)
    static func slot(_ hash: UInt64, bits: Int) -> Int { Int(truncatingIfNeeded: hash >> UInt64(64 - bits)) }

    /// The known n-grams of a text: row in the upper half, count in the lower.
    struct Counts: Sendable {
        fileprivate let whole: [UInt64]
        fileprivate let title: [UInt64]
    }

    /// What the scores of any lanes rest on: a text is walked once.
    func counts(_ text: UnsafeBufferPointer<UInt32>, title: NormalizedSpan?) -> Counts {
        Counts(
            whole: counts(text, .whole),
            title: title.map { counts(UnsafeBufferPointer(rebasing: text[$0.range]), .title) } ?? [])
    }

    /// Adds the scores of `range` of the lanes for a text to `scores`, whose first place is the range's first lane.
    ///
    /// - Returns: false for a text without one known n-gram: `scores` are the biases then.
    @discardableResult
    func score(
        _ text: UnsafeBufferPointer<UInt32>, title: NormalizedSpan?, lanes range: Range<Int>,
        into scores: UnsafeMutableBufferPointer<Float>
    ) -> Bool {
        score(counts(text, title: title), lanes: range, into: scores)
    }

    @discardableResult
    func score(_ counts: Counts, lanes range: Range<Int>, into scores: UnsafeMutableBufferPointer<Float>) -> Bool {
        for lane in range { scores[lane - range.lowerBound] = biases[lane] }
        let isKnown = add(counts.whole, 1, range, scores)
        add(counts.title, NGramTable.titleWeight, range, scores)
        return isKnown
    }

    private func counts(_ text: UnsafeBufferPointer<UInt32>, _ block: NGramFeatures.Block) -> [UInt64] {
        guard !text.isEmpty else { return [] }
        let bits = bits
        // At most three n-grams a character, and no more different ones than rows: half of the places stay free.
        let places = 1 << (Int.bitWidth - (min(text.count * 3, 1 << bits) * 2 - 1).leadingZeroBitCount)
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: places + text.count * 3) { memory in
            let tally = memory.baseAddress!
            let found = tally + places
            tally.initialize(repeating: .max, count: places)
            var hashCount = 0
            NGramFeatures.forEach(in: text, block) { hash in
                (found + hashCount).initialize(to: hash)
                hashCount += 1
            }
            // Which n-grams are known is hard to foresee, and their tags lie apart: told without a branch and in a short
            // loop, so that many look-ups are under way at once. What is known takes the place of the hashes.
            var foundCount = 0
            bytes.withUnsafeBufferPointer { bytes in
                let tags = bytes.baseAddress! + offset
                for index in 0..<hashCount {
                    let hash = found[index]
                    let slot = NGramTable.slot(hash, bits: bits)
                    let tag = NGramTable.tag(hash)
                    let isHere = tags[slot] == tag ? 1 : 0
                    let isBeside = tags[slot ^ 1] == tag ? 1 : 0
                    found[foundCount] = UInt64(slot ^ (1 - isHere)) << 32 | (hash >> 20) & UInt64(places - 1)
                    foundCount += isHere | isBeside
                }
            }
            var count = 0
            for index in 0..<foundCount {
                let row = found[index] >> 32
                var place = Int(found[index] & 0xFFFF_FFFF)
                while tally[place] != .max, tally[place] >> 32 != row { place = (place + 1) & (places - 1) }
                if tally[place] == .max {
                    tally[place] = row << 32 | 1
                    count += 1
                } else {
                    tally[place] &+= 1
                }
            }
            return [UInt64](unsafeUninitializedCapacity: count + 1) { counts, used in
                var next = 0
                for place in 0..<places {
                    // The place behind the last one takes what is passed over.
                    (counts.baseAddress! + next).initialize(to: tally[place])
                    next += tally[place] == .max ? 0 : 1
                }
                used = count
            }
        }
    }

    @discardableResult
    private func add(
        _ counts: [UInt64], _ weight: Float, _ range: Range<Int>, _ scores: UnsafeMutableBufferPointer<Float>
    ) -> Bool {
        guard !counts.isEmpty else { return false }
        let stride = stride
        let lanes = lanes
        return withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: (range.count + 7) / 8) { sums in
            sums.initialize(repeating: .zero)
            return bytes.withUnsafeBufferPointer { bytes in
                let rows = bytes.baseAddress! + self.rows
                var squares: Float = 0
                let low = range.lowerBound
                let target = sums.baseAddress!
                let groups = sums.count
                // Rows lie apart too: touched in a short loop first, they are near when they are added up.
                let rarities = [UInt16](unsafeUninitializedCapacity: counts.count) { rarities, used in
                    for index in counts.indices {
                        let row = rows + Int(counts[index] >> 32) &* stride
                        (rarities.baseAddress! + index).initialize(to: UInt16(row[low]) << 8 | UInt16(row[lanes]))
                    }
                    used = counts.count
                }
                NGramFeatures.damping.withUnsafeBufferPointer { damping in
                    for (entry, rarity) in zip(counts, rarities) {
                        let row = rows + Int(entry >> 32) &* stride
                        let value = damping[min(64, Int(entry & 0xFFFF_FFFF))] * Float(rarity & 0xFF) * (1 / 16)
                        squares += value * value
                        // Eight lanes at a time; those past the range are added up and never read.
                        let weights = UnsafeRawPointer(row + low)
                        for group in 0..<groups {
                            let eight = weights.loadUnaligned(fromByteOffset: group * 8, as: SIMD8<Int8>.self)
                            target[group] += value * SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: eight))
                        }
                    }
                }
                guard squares > 0 else { return false }
                let factor = weight / squares.squareRoot()
                for lane in 0..<range.count {
                    scores[lane] += sums[lane >> 3][lane & 7] * scales[low + lane] * factor
                }
                return true
            }
        }
    }
}
