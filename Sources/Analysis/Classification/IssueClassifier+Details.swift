internal import Documents

extension IssueClassifier {
    /// The level-2 margins of a letter, root by root when they are asked for.
    struct DetailMargins {
        let table: NGramTable?
        /// For each root.
        let lanes: [Range<Int>]
        var grams = NGramTable.Details()
        private var known: [[Float]?]

        init(table: NGramTable?, lanes: [Range<Int>]) {
            (self.table, self.lanes) = (table, lanes)
            known = [[Float]?](repeating: nil, count: lanes.count)
        }

        /// Empty for a root whose level 2 no model knows.
        mutating func of(_ root: Int) -> [Float] {
            if let margins = known[root] { return margins }
            var margins = [Float](filled: 0, count: lanes[root].count)
            margins.withUnsafeMutableBufferPointer { table?.score(grams, lanes: lanes[root], into: $0) }
            known[root] = margins
            return margins
        }
    }

    /// Level 2 is asked of so many roots, and of those not further than this behind the first: what is beyond is far
    /// off, and asking costs time.
    private static let askedRoots: (count: Int, reach: Float) = (3, 1.5)

    /// The best level-2 margin of the roots that margin and cues put first, and of others -1, as of any class that a
    /// letter is not about. A class of level 1 like 城乡建设 is many things, each of which is told more clearly by itself.
    ///
    /// - Parameter best: of a root; `nil` where the model knows no level 2, so that its own margin stands in.
    static func bestDetails(
        _ margins: ArraySlice<Float>, _ cues: [Float], _ best: (Int) -> Float?
    ) -> [Float] {
        var details = [Float](filled: -1, count: cues.count)
        var ranks = margins.indices.map { margins[$0] + enough(cues[$0]) }
        let least = (ranks.max() ?? 0) - askedRoots.reach
        for _ in 0..<min(askedRoots.count, ranks.count) {
            guard let first = indexOfFirstMaximum(ranks), ranks[first] >= least else { break }
            ranks[first] = -.infinity
            details[first] = best(first) ?? margins[first]
        }
        return details
    }
}
