internal import Documents

/// Characters and pairs of characters of Chinese text with how often each stands there. Triples were tried: they fit the
/// training texts and read others no better.
///
/// Digits, Latin letters and marks part them, and so do the signs of a masked place (A市, B3区, 西地省), so that
/// masked places, numbers, codes and glyphs lost in scanning are no features.
struct NGramFeatures: Sendable {
    /// The same n-gram is another feature in each block.
    enum Block: UInt64 {
        case whole = 0xCBF2_9CE4_8422_2325
        case title = 0x9AE1_6A3B_2F90_404F
        case demands = 0xD1B5_4A32_D192_ED03
    }

    static let longest = 2

    /// 省市区县镇乡村州: what follows a masked name.
    private static let maskEndings: [UInt32] = [0x7701, 0x5E02, 0x533A, 0x53BF, 0x9547, 0x4E61, 0x6751, 0x5DDE]

    /// ⟨ opens what stands for a name or number that was taken out: ⟨人1⟩.
    private static let maskOpening: UInt32 = 0x27E8

    @inline(__always)
    private static func isFeature(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        let scalar = text[index]
        guard CharacterKind.isHan(scalar) else { return false }
        if index > 0, isLatinOrDigit(text[index - 1]), maskEndings.contains(scalar) { return false }
        if index > 0, text[index - 1] == maskOpening { return false }
        if scalar == 0x7701, index > 1, text[index - 1] == 0x5730, text[index - 2] == 0x897F { return false }
        return true
    }

    @inline(__always)
    private static func isLatinOrDigit(_ scalar: UInt32) -> Bool {
        scalar < 0x80 && (scalar >= 0x30 && scalar <= 0x39 || scalar >= 0x41 && scalar <= 0x5A)
    }

    /// How far a walk over n-grams has come.
    struct Walk {
        /// Hash of the character before: each step closes two n-grams.
        fileprivate var one: UInt64 = 0
        fileprivate var isFirst = true
        fileprivate var place = 0
    }

    /// Calls `body` with the mixed hash of every n-gram, repetitions included.
    @inline(__always)
    static func forEach(in text: UnsafeBufferPointer<UInt32>, _ block: Block, _ body: (UInt64) -> Void) {
        var walk = Walk()
        forEach(in: text, to: text.count, &walk, block, body)
    }

    /// The same for the n-grams that end before `end`, from where the walk has come to.
    @inline(__always)
    static func forEach(
        in text: UnsafeBufferPointer<UInt32>, to end: Int, _ walk: inout Walk, _ block: Block, _ body: (UInt64) -> Void
    ) {
        var (one, isFirst) = (walk.one, walk.isFirst)
        for index in walk.place..<max(walk.place, end) {
            guard isFeature(text, index) else {
                isFirst = true
                continue
            }
            let scalar = UInt64(text[index])
            let single = step(block.rawValue, scalar)
            body(mixed(single))
            if !isFirst { body(mixed(step(one, scalar))) }
            one = single
            isFirst = false
        }
        walk = Walk(one: one, isFirst: isFirst, place: max(walk.place, end))
    }

    /// Whether the part of a text from `start` on has the n-grams that the text has there: what stands before it makes
    /// nothing a masked place.
    static func isSevered(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Bool {
        let before = text[start - 1]
        return !isLatinOrDigit(before) && before != maskOpening && before != 0x897F && text[start] != 0x7701
    }

    @inline(__always)
    private static func step(_ hash: UInt64, _ scalar: UInt64) -> UInt64 { (hash ^ scalar) &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    private static func mixed(_ hash: UInt64) -> UInt64 { (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9 }

    /// What a letter begins with mostly is its first issue: so many scalars.
    static let openingLength = 100

    static func opening(of text: UnsafeBufferPointer<UInt32>) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: text[..<min(openingLength, text.count)])
    }

    /// What a letter wants it mostly says last: so many scalars.
    static let endingLength = 220

    static func ending(of text: UnsafeBufferPointer<UInt32>) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: text[max(0, text.count - endingLength)...])
    }

    /// Lends the demands of a text, one behind the other, with something between them that no n-gram goes across.
    @inline(__always)
    static func withDemands(
        _ demands: [NormalizedSpan], of text: UnsafeBufferPointer<UInt32>,
        _ body: (UnsafeBufferPointer<UInt32>) -> Void
    ) {
        let count = demands.reduce(0) { $0 + $1.count + 1 }
        guard count > 0 else { return }
        Scratch.with(UInt32.self, count: count) { joined in
            var place = 0
            for demand in demands {
                for scalar in text[demand.range] {
                    joined[place] = scalar
                    place += 1
                }
                joined[place] = 0
                place += 1
            }
            body(UnsafeBufferPointer(joined))
        }
    }

    /// How often each n-gram of a block stands in a text, ascending by hash.
    static func counts(in text: UnsafeBufferPointer<UInt32>, _ block: Block) -> [(hash: UInt64, count: Int32)] {
        var hashes: [UInt64] = []
        forEach(in: text, block) { hashes.append($0) }
        hashes.sort()
        var counts: [(hash: UInt64, count: Int32)] = []
        for hash in hashes {
            if counts.last?.hash == hash { counts[counts.count - 1].count += 1 } else { counts.append((hash, 1)) }
        }
        return counts
    }

    /// 1 + ln n for a count of n, level from 64 on.
    static let damping: [Float] = (0...64).map { $0 == 0 ? 0 : 1 + Float(logarithm(Double($0))) }

    @inline(__always)
    static func damped(_ count: Int) -> Float { damping[min(64, count)] }

    /// The natural logarithm of a number of at least 1, by a series: no C library, the same on all machines.
    static func logarithm(_ value: Double) -> Double {
        var rest = value
        var sum = 0.0
        while rest >= 1.5 {
            rest /= 2
            sum += 0.693_147_180_559_945_3
        }
        let y = (rest - 1) / (rest + 1)
        var series = 0.0
        for reciprocal in oddReciprocals { series = series * (y * y) + reciprocal }
        return sum + 2 * y * series
    }

    /// 1/25, 1/23 … 1/1.
    private static let oddReciprocals: [Double] = stride(from: 25.0, through: 1, by: -2).map { 1 / $0 }
}
