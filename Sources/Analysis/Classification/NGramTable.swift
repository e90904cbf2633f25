internal import Documents

/// Linear weights of n-grams: a row for each known n-gram, a lane for each class.
///
/// Bytes: one tag a slot, then one row a slot, then the detail rows. A row holds an Int8 a lane (in units of the
/// lane's scale), the n-gram's rarity (sixteenths; 0 is an empty row) and the number of its detail row (two bytes,
/// 0 for none), filled up so that rows do not lie across cache lines. Detail lanes stand in groups that are asked for
/// together (the level-2 classes of one level-1 class): of the first group all detail rows, then of the second. Few
/// groups are asked for. Of more n-grams than two bytes can number, the rarest have no detail row.
///
/// An n-gram lies in the slot of its hash or the one beside it; the tag tells whether it does, so that n-grams never
/// seen in training meet an empty hand and not another's weights. Tags stand together before the rows: most n-grams
/// of a text are unknown, and looking at so few bytes stays in the processor's cache.
final class NGramTable: Sendable {
    /// How many of what a table holds.
    struct Shape: Sendable, Equatable {
        /// Slots as a power of two.
        let bits: Int
        let lanes: Int
        let detailLanes: Int
        /// Detail rows; the first one is number 1.
        let detailRows: Int

        var slots: Int { 1 << bits }
        /// Bytes of a row: the lanes, rarity and detail row, up to the next sixteen.
        var stride: Int { (lanes + 3 + 15) & ~15 }
        /// Where rows and detail rows begin.
        var rows: Int { slots }
        var details: Int { rows + slots * stride }
        /// Where a row of a group of detail lanes begins.
        func place(ofDetailRow row: Int, in group: Range<Int>) -> Int {
            details + detailRows * group.lowerBound + row * group.count
        }
        var byteCount: Int { details + detailRows * detailLanes }
    }

    let shape: Shape
    let biases: [Float]
    let scales: [Float]
    let detailBiases: [Float]
    let detailScales: [Float]
    private let memory: Memory

    /// `Sendable`: filled when it is made, and then only read.
    private final class Memory: @unchecked Sendable {
        let base: UnsafeMutablePointer<UInt8>
        private static let spare = 2 * LaneSums.lanes

        init(_ bytes: [UInt8], from offset: Int, count: Int) {
            // Two rows of sums are filled at a time, past the last lane too.
            base = TableMemory.allocate(of: UInt8.self, count: count + Memory.spare)
            bytes.withUnsafeBufferPointer { base.initialize(from: $0.baseAddress! + offset, count: count) }
            (base + count).initialize(repeating: 0, count: Memory.spare)
        }

        deinit { base.deallocate() }
    }

    /// - Parameters:
    ///   - bytes: a file's, of which the table takes a copy.
    ///   - offset: where in them the tags begin.
    init(
        shape: Shape, biases: [Float], scales: [Float], detailBiases: [Float], detailScales: [Float], bytes: [UInt8],
        offset: Int = 0
    ) {
        precondition(offset + shape.byteCount <= bytes.count, "a table is not cut off")
        self.shape = shape
        self.biases = biases
        self.scales = scales
        self.detailBiases = detailBiases
        self.detailScales = detailScales
        memory = Memory(bytes, from: offset, count: shape.byteCount)
    }

    /// The bytes as they stand in a file.
    var contents: [UInt8] {
        withExtendedLifetime(memory) { Array(UnsafeBufferPointer(start: memory.base, count: shape.byteCount)) }
    }

    /// Whether each row's detail row is there: a file may say anything.
    var isSound: Bool {
        withExtendedLifetime(memory) {
            (0..<shape.slots).allSatisfy {
                Self.detailRow(memory.base + shape.rows + $0 * shape.stride, shape) <= shape.detailRows
            }
        }
    }

    /// The weight of a row for a lane, in units of the lane's scale.
    func weight(slot: Int, lane: Int) -> Int8 {
        precondition(slot < shape.slots && lane < shape.lanes, "no such weight")
        return withExtendedLifetime(memory) { Int8(bitPattern: memory.base[shape.rows + slot * shape.stride + lane]) }
    }

    /// How much the blocks of the title and of the demands count beside the whole text's.
    static let titleWeight: Float = 0.8
    static let demandWeight: Float = 0.5

    @inline(__always)
    static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 8) | 1 }

    @inline(__always)
    static func slot(_ hash: UInt64, bits: Int) -> Int { Int(truncatingIfNeeded: hash >> UInt64(64 - bits)) }

    @inline(__always)
    private static func detailRow(_ row: UnsafePointer<UInt8>, _ shape: Shape) -> Int {
        Int(row[shape.lanes + 1]) | Int(row[shape.lanes + 2]) << 8
    }

    /// The n-grams of a text with how much each counts: what the scores of any detail lanes rest on.
    struct Details: Sendable {
        fileprivate var rows: [(row: Int32, value: Float)] = []

        /// True for a text without one of them: no detail lane knows anything.
        var isEmpty: Bool { rows.isEmpty }

        /// Takes up those that have a detail row.
        fileprivate mutating func add(_ found: UnsafeBufferPointer<RowValue>, _ factor: Float) {
            Scratch.with((row: Int32, value: Float).self, count: found.count) { detailed in
                var count = 0
                for found in found {
                    (detailed.baseAddress! + count).initialize(to: (found.detail &- 1, found.value * factor))
                    count &+= found.detail > 0 ? 1 : 0
                }
                rows.append(contentsOf: UnsafeBufferPointer(rebasing: detailed[..<count]))
            }
        }
    }

    /// Puts the scores of all lanes for a text into `scores`, and what its opening and its ending alone say, without
    /// biases, into the others; of the ending for the lanes from `endingLanes` on, and whatever comes of others.
    func score(
        _ text: UnsafeBufferPointer<UInt32>, title: NormalizedSpan?, demands: [NormalizedSpan],
        into scores: UnsafeMutableBufferPointer<Float>, opening: UnsafeMutableBufferPointer<Float>,
        ending: UnsafeMutableBufferPointer<Float>, endingLanes: Int
    ) -> Details {
        var details: Details? = Details()
        // What title and demands add finds room too.
        details!.rows.reserveCapacity(text.count)
        scores.update(repeating: 0)
        opening.update(repeating: 0)
        ending.update(repeating: 0)
        addWhole(text, scores, opening, ending, from: endingLanes, &details)
        for lane in 0..<shape.lanes { scores[lane] += biases[lane] }
        if let title, title.count > 0 {
            add(UnsafeBufferPointer(rebasing: text[title.range]), .title, NGramTable.titleWeight, scores, &details)
        }
        NGramFeatures.withDemands(demands, of: text) {
            add($0, .demands, NGramTable.demandWeight, scores, &details)
        }
        return details ?? Details()
    }

    /// The scores of a group of the detail lanes.
    func score(_ details: Details, lanes range: Range<Int>, into scores: UnsafeMutableBufferPointer<Float>) {
        for lane in range { scores[lane - range.lowerBound] = detailBiases[lane] }
        withExtendedLifetime(memory) {
            let rows = memory.base + shape.place(ofDetailRow: 0, in: range)
            let width = range.count
            details.rows.withUnsafeBufferPointer { details in
                /// A row may lie across two lines.
                func ask(_ place: Int) {
                    guard place < details.count else { return }
                    let row = UnsafePointer(rows + Int(details[place].row) &* width)
                    TableMemory.ask(for: row)
                    TableMemory.ask(for: row + width - 1)
                }
                for place in 0..<NGramTable.askedAhead { ask(place) }
                // Most groups are asked for in one walk.
                for first in stride(from: 0, to: width, by: LaneSums.lanes) {
                    var sums = LaneSums()
                    for (place, (row, value)) in details.enumerated() {
                        ask(place &+ NGramTable.askedAhead)
                        sums.add(rows + (Int(row) &* width &+ first), value)
                    }
                    for lane in first..<min(first + LaneSums.lanes, width) {
                        scores[lane] += sums[lane - first] * detailScales[range.lowerBound + lane]
                    }
                }
            }
        }
    }

    /// Adds what the n-grams of a text say, and what those of its opening and of its ending say by themselves: the table
    /// is looked through for all of them at once.
    private func addWhole(
        _ text: UnsafeBufferPointer<UInt32>, _ scores: UnsafeMutableBufferPointer<Float>,
        _ opening: UnsafeMutableBufferPointer<Float>, _ ending: UnsafeMutableBufferPointer<Float>,
        from endingLanes: Int, _ details: inout Details?
    ) {
        let (openingEnd, endingStart) = (NGramFeatures.openingLength, text.count - NGramFeatures.endingLength)
        guard text.count > openingEnd else {
            add(text, .whole, 1, scores, &details)
            _ = opening.update(fromContentsOf: scores)
            _ = ending.update(fromContentsOf: scores)
            return
        }
        var none: Details?
        NGramTable.withFound(text.count) { found in
            var walk = NGramFeatures.Walk()
            var known = 0
            func go(to end: Int) -> Int {
                find(text, to: end, &walk, .whole, found, &known)
                return known
            }
            var (openingKnown, endingKnown) = (0, 0)
            // To behind the ending's first character, of whose n-grams one goes across its start.
            if endingStart > 0, endingStart < openingEnd { endingKnown = go(to: endingStart + 1) }
            openingKnown = go(to: openingEnd)
            if endingStart >= openingEnd { endingKnown = go(to: endingStart + 1) }
            known = go(to: text.count)
            NGramTable.withFound(text.count) { part in
                // Counting leaves nothing of what was found.
                if endingStart > 0, NGramFeatures.isSevered(text, at: endingStart) {
                    var (walk, count) = (NGramFeatures.Walk(), 0)
                    let head = UnsafeBufferPointer(rebasing: text[endingStart..<endingStart + 1])
                    find(head, to: 1, &walk, .whole, part, &count)
                    (part + count).update(from: found + endingKnown, count: known - endingKnown)
                    add(part, count + known - endingKnown, 1, ending, from: endingLanes, &none)
                }
                withTally(found, known) { tally in
                    tally.count(to: openingKnown)
                    add(tally.counts(into: part), 1, opening, &none)
                    tally.count(to: known)
                    add(tally.counts(into: found), 1, scores, &details)
                }
            }
        }
        if endingStart <= 0 {
            _ = ending.update(fromContentsOf: scores)
        } else if !NGramFeatures.isSevered(text, at: endingStart) {
            add(UnsafeBufferPointer(rebasing: text[endingStart...]), .whole, 1, ending, from: endingLanes, &none)
        }
    }

    /// Room for the n-grams of so many characters: at most two a character, and one that is written and not kept.
    @inline(__always)
    private static func withFound(_ count: Int, _ body: (UnsafeMutablePointer<UInt32>) -> Void) {
        Scratch.with(UInt32.self, count: count * NGramFeatures.longest + 1) { body($0.baseAddress!) }
    }

    private func add(
        _ text: UnsafeBufferPointer<UInt32>, _ block: NGramFeatures.Block, _ weight: Float,
        _ scores: UnsafeMutableBufferPointer<Float>, from firstLane: Int = 0, _ details: inout Details?
    ) {
        guard !text.isEmpty else { return }
        NGramTable.withFound(text.count) { found in
            var (walk, known) = (NGramFeatures.Walk(), 0)
            find(text, to: text.count, &walk, block, found, &known)
            add(found, known, weight, scores, from: firstLane, &details)
        }
    }

    /// Adds what the known n-grams at `found` say, which are gone afterwards.
    private func add(
        _ found: UnsafeMutablePointer<UInt32>, _ known: Int, _ weight: Float,
        _ scores: UnsafeMutableBufferPointer<Float>, from firstLane: Int, _ details: inout Details?
    ) {
        withTally(found, known) { tally in
            tally.count(to: known)
            add(tally.counts(into: found), weight, scores, from: firstLane, &details)
        }
    }

    /// Puts the slots of the known n-grams that end before `end` into `found` behind the `known` ones, repetitions
    /// included.
    private func find(
        _ text: UnsafeBufferPointer<UInt32>, to end: Int, _ walk: inout NGramFeatures.Walk,
        _ block: NGramFeatures.Block, _ found: UnsafeMutablePointer<UInt32>, _ count: inout Int
    ) {
        var known = count
        let bits = shape.bits
        withExtendedLifetime(memory) {
            let tags = UnsafeRawPointer(memory.base)
            NGramFeatures.forEach(in: text, to: end, &walk, block) { hash in
                // Which n-grams are known is hard to foresee: told without a branch, so that many look-ups are under way
                // at once. Both tags of a pair of slots are one word.
                let slot = NGramTable.slot(hash, bits: bits)
                let both = UInt16(littleEndian: tags.load(fromByteOffset: slot & ~1, as: UInt16.self))
                let unlike = both ^ UInt16(NGramTable.tag(hash)) &* 0x0101
                let isFirst = unlike & 0xFF == 0 ? 1 : 0
                let isSecond = unlike & 0xFF00 == 0 ? 1 : 0
                found[known] = UInt32(truncatingIfNeeded: slot | 1 ^ isFirst)
                known &+= isFirst | isSecond
            }
        }
        count = known
    }

    /// Rows lie apart: so many are asked for ahead of the one that is read, as many as memory brings at a time.
    private static let askedAhead = 32

    /// Counts how often each n-gram stands in a text; what was found is gone afterwards.
    private struct Tally {
        /// The n-grams of the text, of which those already counted make room for the places of the different ones.
        private let found: UnsafeMutablePointer<UInt32>
        /// The slot and, in the lowest byte, the count of each n-gram.
        private let entries: UnsafeMutablePointer<UInt32>
        private let mask: Int
        private var counted = 0
        private var different = 0

        /// What is counted up to: damping is level from there on.
        private static let most: UInt32 = 64

        /// Where the rows lie, and how far apart.
        private let rows: UnsafePointer<UInt8>
        private let stride: Int

        init(
            _ found: UnsafeMutablePointer<UInt32>, _ memory: UnsafeMutableBufferPointer<UInt32>,
            rows: UnsafePointer<UInt8>, stride: Int
        ) {
            memory.initialize(repeating: .max)
            (self.found, entries, mask) = (found, memory.baseAddress!, memory.count - 1)
            (self.rows, self.stride) = (rows, stride)
        }

        /// Counts on up to the n-gram at `end`, and asks for the rows, which come while it counts.
        mutating func count(to end: Int) {
            var different = different
            for number in counted..<max(counted, end) {
                let slot = found[number]
                TableMemory.ask(for: rows + Int(slot) &* stride)
                var place = Int(truncatingIfNeeded: (UInt64(slot) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
                var entry = entries[place]
                while entry != .max, entry >> 8 != slot {
                    place = (place &+ 1) & mask
                    entry = entries[place]
                }
                // Without branches: which n-grams come again is hard to foresee.
                let isNew = entry == .max
                found[different] = UInt32(truncatingIfNeeded: place)
                different &+= isNew ? 1 : 0
                entries[place] = isNew ? slot << 8 | 1 : entry &+ (entry & 0xFF < Self.most ? 1 : 0)
            }
            (self.different, counted) = (different, max(counted, end))
        }

        /// Puts each slot counted so far into `result` once, in the order of the text, with how often it was there in the
        /// lowest byte.
        func counts(into result: UnsafeMutablePointer<UInt32>) -> UnsafeBufferPointer<UInt32> {
            for index in 0..<different { result[index] = entries[Int(found[index])] }
            return UnsafeBufferPointer(start: result, count: different)
        }
    }

    @inline(__always)
    private func withTally(
        _ found: UnsafeMutablePointer<UInt32>, _ known: Int, _ body: (inout Tally) -> Void
    ) {
        guard known > 0 else { return }
        // Three of four places stay free: most n-grams are then alone where they belong, and few guesses are wrong.
        let places = 1 << (Int.bitWidth - (known * 4 - 1).leadingZeroBitCount)
        Scratch.with(UInt32.self, count: places) { memory in
            withExtendedLifetime(self.memory) {
                let rows = UnsafePointer(self.memory.base + shape.rows)
                var tally = Tally(found, memory, rows: rows, stride: shape.stride)
                body(&tally)
            }
        }
    }

    private func add(
        _ counts: UnsafeBufferPointer<UInt32>, _ weight: Float, _ scores: UnsafeMutableBufferPointer<Float>,
        from firstLane: Int = 0, _ details: inout Details?
    ) {
        let shape = shape
        var squares: Float = 0
        Scratch.with(RowValue.self, count: counts.count) { found in
            withExtendedLifetime(memory) {
                let rows = memory.base + shape.rows
                let values = found.baseAddress!
                func row(of entry: UInt32) -> UnsafePointer<UInt8> {
                    UnsafePointer(rows + Int(entry >> 8) &* shape.stride)
                }
                for entry in counts.prefix(NGramTable.askedAhead) { TableMemory.ask(for: row(of: entry)) }
                NGramFeatures.damping.withUnsafeBufferPointer { damping in
                    for (index, entry) in counts.enumerated() {
                        let next = index &+ NGramTable.askedAhead
                        if next < counts.count { TableMemory.ask(for: row(of: counts[next])) }
                        let row = row(of: entry)
                        // Rarity and detail row in one: see the layout above.
                        let end = UInt32(
                            littleEndian: UnsafeRawPointer(row + shape.lanes).loadUnaligned(as: UInt32.self))
                        let value = damping[Int(entry & 0xFF)] * Float(end & 0xFF) * (1 / 16)
                        (values + index).initialize(
                            to: RowValue(
                                row: row, value: value, detail: Int32(truncatingIfNeeded: end >> 8 & 0xFFFF)))
                        squares += value * value
                    }
                }
                guard squares > 0 else { return }
                let factor = weight / squares.squareRoot()
                if details != nil { details!.add(UnsafeBufferPointer(found), factor) }
                // Whole groups of lanes, whichever of the first one's are wanted.
                var first = firstLane & ~(LaneSums.lanes - 1)
                while first < shape.lanes {
                    let hasMore = shape.lanes - first > LaneSums.lanes
                    var (low, high) = (LaneSums(), LaneSums())
                    if hasMore {
                        for found in found {
                            low.add(found.row + first, found.value)
                            high.add(found.row + first + LaneSums.lanes, found.value)
                        }
                    } else {
                        for found in found { low.add(found.row + first, found.value) }
                    }
                    for lane in first..<min(first + 2 * LaneSums.lanes, shape.lanes) {
                        let place = lane - first
                        let sum = place < LaneSums.lanes ? low[place] : high[place - LaneSums.lanes]
                        scores[lane] += sum * scales[lane] * factor
                    }
                    first += 2 * LaneSums.lanes
                }
            }
        }
    }

    /// A row that a text's n-gram has, and how much it counts there.
    fileprivate struct RowValue {
        let row: UnsafePointer<UInt8>
        let value: Float
        /// The number of its detail row, 0 for none.
        let detail: Int32
    }

    /// The weighted sums of sixteen lanes, which stay in registers.
    ///
    /// Four bytes are one number, of which shifts leave one byte with its sign: to ask the standard library for so many
    /// wider integers costs a call.
    private struct LaneSums {
        static let lanes = 16

        /// Of the lanes 0, 4, 8 and 12, and those one, two and three behind them.
        private var first = SIMD4<Float>.zero
        private var second = SIMD4<Float>.zero
        private var third = SIMD4<Float>.zero
        private var fourth = SIMD4<Float>.zero

        /// Adds the weights one behind the other; those past a row's last lane are added up and never read.
        @inline(__always)
        mutating func add(_ weights: UnsafePointer<UInt8>, _ value: Float) {
            let four = UnsafeRawPointer(weights).loadUnaligned(as: SIMD4<Int32>.self)
            first += value * SIMD4<Float>((four &<< 24) &>> 24)
            second += value * SIMD4<Float>((four &<< 16) &>> 24)
            third += value * SIMD4<Float>((four &<< 8) &>> 24)
            fourth += value * SIMD4<Float>(four &>> 24)
        }

        @inline(__always)
        subscript(lane: Int) -> Float {
            switch lane & 3 {
            case 0: first[lane >> 2]
            case 1: second[lane >> 2]
            case 2: third[lane >> 2]
            default: fourth[lane >> 2]
            }
        }
    }
}
