internal import ICUKit

/// Where words begin and end by ICU's dictionary, asked for single places: only the run of Han characters around a
/// place is broken, which gives the same edges as breaking the whole text.
struct WordEdges {
    private let text: UnsafeBufferPointer<UInt32>
    private let breaker: BreakIterator?
    /// The run broken last, and its edges.
    private var run = 0..<0
    private var edges: Set<Int> = []

    init(_ text: UnsafeBufferPointer<UInt32>) {
        self.text = text
        // Without ICU's dictionary there are no edges.
        breaker = try? BreakIterator(.word)
    }

    /// True when a word begins or ends at `place`.
    mutating func contains(_ place: Int) -> Bool {
        guard let breaker else { return false }
        if place == 0 { return true }
        if place >= run.lowerBound, place <= run.upperBound, !run.isEmpty { return edges.contains(place) }
        var start = place
        while start > 0, !isMark(text[start - 1]) { start -= 1 }
        var end = place
        while end < text.count, !isMark(text[end]) { end += 1 }
        if start == end { return true }
        run = start..<end
        edges = [start, end]
        let units = UTF16Text(Array(text[run]))
        units.units.withUnsafeBufferPointer { buffer in
            // Setting text on an open iterator cannot fail but for memory; without boundaries there are no edges.
            try? breaker.forEachBoundary(in: buffer) { edges.insert(start + units.scalarOffset($0)) }
        }
        return edges.contains(place)
    }

    /// Marks that stand by themselves in every text: words never go over them.
    @inline(__always)
    private func isMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0A, 0x21, 0x28, 0x29, 0x3F, 0x2014, 0x201C, 0x201D, 0x2026, 0x3001, 0x3002, 0x3008...0x3011: true
        default: false
        }
    }
}
