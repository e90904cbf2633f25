/// What two letters have word for word, and what each has in its place.
///
/// A form filled in by two people about two troubles has long runs in common and other names, days and sums between
/// them; one trouble told twice has few such runs, and what lies between them speaks of the same things. How rare the
/// words of a form are in letters at large says nothing then: they are the form's.
struct SharedForm: Sendable, Equatable {
    /// The share of a letter that stands in common runs, of the letter of which it is less.
    private(set) var coverage = 0.0
    /// The share of pairs of characters outside the runs that both letters have, of the letter with fewer.
    private(set) var agreement = 0.0
    /// Weight of rare phrases that stand in common runs alone, of each run the rarest left out.
    private(set) var repeated = 0.0

    /// Characters of a run: longer than most names, shorter than a clause.
    static let runLength = 6

    /// - Parameters:
    ///   - texts: by ``CleanedText``.
    ///   - phrases: rare phrases in common, with what each weighs.
    init(_ a: [UInt32], _ b: [UInt32], phrases: [(term: UInt64, weight: Double)]) {
        guard min(a.count, b.count) >= SharedForm.runLength else { return }
        let (left, right) = SharedForm.covered(a, b)
        coverage = min(SharedForm.share(left), SharedForm.share(right))
        let (leftPairs, rightPairs) = (SharedForm.pairs(a, outside: left), SharedForm.pairs(b, outside: right))
        let fewer = min(leftPairs.count, rightPairs.count)
        agreement = fewer > 0 ? Double(SortedNumbers.common(leftPairs, rightPairs)) / Double(fewer) : 1
        // Half of each: symmetric to the last bit.
        repeated = 0.5 * (SharedForm.repeated(phrases, a, left) + SharedForm.repeated(phrases, b, right))
    }

    private static func share(_ isCovered: [Bool]) -> Double {
        Double(isCovered.reduce(0) { $0 + ($1 ? 1 : 0) }) / Double(isCovered.count)
    }

    /// Which characters of each stand in a run of the other.
    private static func covered(_ a: [UInt32], _ b: [UInt32]) -> ([Bool], [Bool]) {
        let (left, right) = (grams(a), grams(b))
        var (isLeft, isRight) = ([Bool](repeating: false, count: a.count), [Bool](repeating: false, count: b.count))
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let (x, y) = (left[i] >> placeBits, right[j] >> placeBits)
            if x == y {
                while i < left.count, left[i] >> placeBits == x {
                    mark(&isLeft, Int(left[i] & placeMask))
                    i += 1
                }
                while j < right.count, right[j] >> placeBits == x {
                    mark(&isRight, Int(right[j] & placeMask))
                    j += 1
                }
            } else if x < y {
                i += 1
            } else {
                j += 1
            }
        }
        return (isLeft, isRight)
    }

    private static let placeBits: UInt64 = 20
    private static let placeMask: UInt64 = (1 << placeBits) - 1

    private static func mark(_ isCovered: inout [Bool], _ start: Int) {
        for place in start..<(start + runLength) { isCovered[place] = true }
    }

    /// The hash of each run and where it begins, ascending; of a text beyond a million characters its beginning.
    private static func grams(_ text: [UInt32]) -> [UInt64] {
        let count = min(text.count - runLength + 1, 1 << Int(placeBits))
        var grams = (0..<count).map { start in
            ShingleSet.hash(text[start..<(start + runLength)]) & ~placeMask | UInt64(start)
        }
        RadixSort.sort(&grams)
        return grams
    }

    /// The distinct pairs of characters outside the runs, ascending.
    private static func pairs(_ text: [UInt32], outside isCovered: [Bool]) -> [UInt64] {
        var pairs: [UInt64] = []
        for place in 1..<text.count where !isCovered[place - 1] && !isCovered[place] {
            pairs.append(UInt64(text[place - 1]) << 21 | UInt64(text[place]))
        }
        RadixSort.sortUnique(&pairs, bits: 42)
        return pairs
    }

    private static func repeated(
        _ phrases: [(term: UInt64, weight: Double)], _ text: [UInt32], _ isCovered: [Bool]
    ) -> Double {
        var ofRun: [Int: (sum: Double, most: Double)] = [:]
        var runAt = [Int](repeating: -1, count: text.count)
        for place in text.indices where isCovered[place] {
            runAt[place] = place > 0 && isCovered[place - 1] ? runAt[place - 1] : place
        }
        for (term, weight) in phrases {
            let length = Term.length(term)
            guard text.count >= length else { continue }
            var run: Int?
            for start in 0...(text.count - length) where Term.key(text[start..<(start + length)]) == term {
                guard runAt[start] >= 0, runAt[start] == runAt[start + length - 1] else {
                    run = nil
                    break
                }
                run = run ?? runAt[start]
            }
            guard let run else { continue }
            let held = ofRun[run] ?? (0, 0)
            ofRun[run] = (held.sum + weight, max(held.most, weight))
        }
        return ofRun.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.sum - $1.value.most }
    }
}

/// Ascending numbers without repetition.
enum SortedNumbers {
    /// How many stand in both.
    static func common(_ a: [UInt64], _ b: [UInt64]) -> Int {
        var count = 0
        forEachCommon(a, b) { _ in count += 1 }
        return count
    }

    @inline(__always)
    static func forEachCommon(_ a: [UInt64], _ b: [UInt64], _ body: (UInt64) -> Void) {
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            let (x, y) = (a[i], b[j])
            if x == y { body(x) }
            i += x <= y ? 1 : 0
            j += y <= x ? 1 : 0
        }
    }
}
