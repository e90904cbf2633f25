/// The distinct runs of two and three Han characters of a letter, ascending.
struct LetterTerms: Sendable {
    let keys: [UInt64]

    /// Runs stop at everything that is not Han, and at the placeholders of identities.
    init(_ scalars: [UInt32]) {
        var keys: [UInt64] = []
        keys.reserveCapacity(2 * scalars.count)
        var (before, last): (UInt64, UInt64) = (0, 0)
        for scalar in scalars {
            guard LetterTerms.isHan(scalar) else {
                (before, last) = (0, 0)
                continue
            }
            let this = UInt64(scalar)
            if last != 0 {
                keys.append(last << 21 | this)
                if before != 0 { keys.append(before << 42 | last << 21 | this) }
            }
            (before, last) = (last, this)
        }
        RadixSort.sortUnique(&keys)
        self.keys = keys
    }

    @inline(__always)
    static func isHan(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) && scalar != LinkableLetter.placeholder || scalar == 0x3007
    }
}

/// How many letters of a collection hold a term: exact in a small one; in a large one counted in cells that a few terms
/// share, which can only make a term look more common.
struct TermCounts: Sendable {
    private static let largestExact = 20_000

    private var exact: [UInt64: UInt32] = [:]
    private var cells: [UInt32] = []
    private let mask: Int

    /// - Parameters:
    ///   - groups: places of letters that are copies of one another; a term counts once in a group.
    ///   - terms: of the letter at a place.
    init(groups: [[Int]], terms: @Sendable (Int) -> LetterTerms) {
        let isExact = groups.count <= TermCounts.largestExact
        mask = isExact ? 0 : (1 << 25) - 1
        if !isExact { cells = [UInt32](repeating: 0, count: mask + 1) }
        for start in stride(from: 0, to: groups.count, by: TermCounts.blockLength) {
            let block = groups[start..<min(groups.count, start + TermCounts.blockLength)]
            let lists = parallelMap(block.count) { index -> [UInt64] in
                let group = block[block.startIndex + index]
                if group.count == 1 { return terms(group[0]).keys }
                return Array(group.reduce(into: Set<UInt64>()) { $0.formUnion(terms($1).keys) })
            }
            for keys in lists {
                if isExact {
                    for key in keys { exact[key, default: 0] += 1 }
                } else {
                    for key in keys { cells[Int(truncatingIfNeeded: ShingleSet.mixed(key)) & mask] += 1 }
                }
            }
        }
    }

    private static let blockLength = 4096

    func count(_ key: UInt64) -> Int {
        if mask == 0 { return Int(exact[key] ?? 0) }
        return Int(cells[Int(truncatingIfNeeded: ShingleSet.mixed(key)) & mask])
    }
}

/// How much it says that two letters share a term.
///
/// Of the letters that hold a term, few are of one matter: so the weight falls with their number, not with their rate,
/// and letters that do not hold it change nothing. `log2(2048 / (letters that hold it + expected holders among 2,048))`.
struct TermWeights: Sendable {
    static let reference: Float = 2048
    let counts: TermCounts
    let background: TermBackground

    func weight(_ key: UInt64) -> Float {
        let holders = Float(max(2, counts.count(key))) + TermWeights.reference * background.share(key)
        let ratio = TermWeights.reference / holders
        // log2, piecewise linear between powers of two: exact on every machine.
        return max(0, Float(ratio.exponent) + (ratio.significand - 1))
    }
}
