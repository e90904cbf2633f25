/// The distinct runs of two and three Han characters of a letter, ascending, with how often it says each.
struct LetterTerms: Sendable {
    let keys: [UInt64]
    let counts: [UInt16]

    /// Runs stop at everything that is not Han.
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
        RadixSort.sort(&keys)
        (self.keys, counts) = LetterTerms.counted(keys)
    }

    private static func counted(_ keys: [UInt64]) -> ([UInt64], [UInt16]) {
        var (distinct, counts): ([UInt64], [UInt16]) = ([], [])
        distinct.reserveCapacity(keys.count)
        counts.reserveCapacity(keys.count)
        for key in keys {
            if key == distinct.last {
                if counts[counts.count - 1] < .max { counts[counts.count - 1] += 1 }
            } else {
                distinct.append(key)
                counts.append(1)
            }
        }
        return (distinct, counts)
    }

    @inline(__always)
    static func isHan(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) || scalar == 0x3007
    }
}

/// How much it says that two letters share a term: `log2(2048 / (2 + expected holders among 2,048))`.
///
/// A function of the term alone; see ``LetterSketch`` for why no letter of the collection is counted.
struct TermWeights: Sendable {
    static let reference: Float = 2048
    /// The weight of a term that the background does not list.
    static let most = (reference / 2).steppedLog2
    let background: TermBackground

    func weight(_ key: UInt64) -> Float {
        max(0, (TermWeights.reference / (2 + TermWeights.reference * background.share(key))).steppedLog2)
    }
}

extension Float {
    /// log2, piecewise linear between powers of two: exact on every machine.
    @inline(__always)
    var steppedLog2: Float { Float(exponent) + (significand - 1) }
}
