/// The distinct runs of two and three Han characters of a letter, ascending, with where each first stands.
struct LetterTerms: Sendable {
    let keys: [UInt64]
    let positions: [Int32]

    /// Runs stop at everything that is not Han, and at the placeholders of identities.
    init(_ scalars: [UInt32]) {
        var found: [(key: UInt64, position: Int32)] = []
        found.reserveCapacity(2 * scalars.count)
        var (before, last): (UInt64, UInt64) = (0, 0)
        for (index, scalar) in scalars.enumerated() {
            guard LetterTerms.isHan(scalar) else {
                (before, last) = (0, 0)
                continue
            }
            let this = UInt64(scalar)
            if last != 0 {
                found.append((last << 21 | this, Int32(index - 1)))
                if before != 0 { found.append((before << 42 | last << 21 | this, Int32(index - 2))) }
            }
            (before, last) = (last, this)
        }
        found.sort { ($0.key, $0.position) < ($1.key, $1.position) }
        var keys: [UInt64] = []
        var positions: [Int32] = []
        keys.reserveCapacity(found.count)
        positions.reserveCapacity(found.count)
        for entry in found where keys.last != entry.key {
            keys.append(entry.key)
            positions.append(entry.position)
        }
        self.keys = keys
        self.positions = positions
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

    /// - Parameter groups: letters that are copies of one another; a term counts once in a group.
    init(_ letters: [LetterTerms], groups: [[Int]]) {
        let isExact = letters.count <= TermCounts.largestExact
        mask = isExact ? 0 : (1 << 25) - 1
        if !isExact { cells = [UInt32](repeating: 0, count: mask + 1) }
        for group in groups {
            let keys =
                group.count == 1
                ? letters[group[0]].keys
                : Array(group.reduce(into: Set<UInt64>()) { $0.formUnion(letters[$1].keys) })
            for key in keys {
                if isExact {
                    exact[key, default: 0] += 1
                } else {
                    cells[Int(truncatingIfNeeded: ShingleSet.mixed(key)) & mask] += 1
                }
            }
        }
    }

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
