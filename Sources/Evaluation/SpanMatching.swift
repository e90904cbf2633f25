internal import Documents

/// Pairs marks of the gold with finds, one to one.
struct SpanMatching {
    /// Indices into gold and finds; a find covers its mark with intersection over union of at least one half.
    let pairs: [(gold: Int, find: Int)]
    /// Marks that some find covers exactly.
    let exact: Int

    /// Greedy by overlap; ties go to the later mark, then the later find.
    init(gold: [LabelledSpan], finds: [LabelledSpan]) {
        var candidates: [(overlap: Double, gold: Int, find: Int)] = []
        for (goldIndex, mark) in gold.enumerated() {
            for (findIndex, find) in finds.enumerated() {
                let overlap = SpanMatching.overlap(mark.span, find.span)
                if overlap >= 0.5 { candidates.append((overlap, goldIndex, findIndex)) }
            }
        }
        candidates.sort { $0 > $1 }
        var usedGold: Set<Int> = []
        var usedFinds: Set<Int> = []
        var pairs: [(gold: Int, find: Int)] = []
        for candidate in candidates
        where !usedGold.contains(candidate.gold) && !usedFinds.contains(candidate.find) {
            usedGold.insert(candidate.gold)
            usedFinds.insert(candidate.find)
            pairs.append((candidate.gold, candidate.find))
        }
        self.pairs = pairs
        let places = Set(finds.map(\.span))
        exact = gold.count { places.contains($0.span) }
    }

    private static func overlap(_ left: SourceSpan, _ right: SourceSpan) -> Double {
        let shared = min(left.end, right.end) - max(left.start, right.start)
        guard shared > 0 else { return 0 }
        return Double(shared) / Double(max(left.end, right.end) - min(left.start, right.start))
    }
}

/// How much of two sequences runs alike: the longest common block, then the same on both sides of it
/// (Ratcliff and Obershelp, 1988).
enum SequenceLikeness {
    static func matching<Element: Equatable>(_ left: ArraySlice<Element>, _ right: ArraySlice<Element>) -> Int {
        var best = (size: 0, left: left.startIndex, right: right.startIndex)
        var previous = [Int](repeating: 0, count: right.count + 1)
        for i in left.indices {
            var current = [Int](repeating: 0, count: right.count + 1)
            for (offset, j) in right.indices.enumerated() where left[i] == right[j] {
                let size = previous[offset] + 1
                current[offset + 1] = size
                if size > best.size { best = (size, i - size + 1, j - size + 1) }
            }
            previous = current
        }
        guard best.size > 0 else { return 0 }
        return best.size + matching(left[..<best.left], right[..<best.right])
            + matching(left[(best.left + best.size)...], right[(best.right + best.size)...])
    }
}
