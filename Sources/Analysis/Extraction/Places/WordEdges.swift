internal import Documents
internal import ICUKit

/// Where words begin and end by ICU's dictionary, asked for single places: only the run of Han characters around a
/// place is broken, which gives the same edges as breaking the whole text.
struct WordEdges {
    private let text: UnsafeBufferPointer<UInt32>
    private static let breakers = BreakIteratorPool(.word)
    /// The run broken last, and the edges inside, ascending.
    private var run = 0..<0
    private var edges: [Int] = []

    init(_ text: UnsafeBufferPointer<UInt32>) { self.text = text }

    /// True when a word begins or ends at `place`.
    mutating func contains(_ place: Int) -> Bool {
        if place == 0 { return true }
        if place >= run.lowerBound, place <= run.upperBound, !run.isEmpty { return isEdge(place) }
        var start = place
        while start > 0, !isMark(at: start - 1) { start -= 1 }
        var end = place
        while end < text.count, !isMark(at: end) { end += 1 }
        if start == end { return true }
        run = start..<end
        edges.removeAll(keepingCapacity: true)
        let units = UTF16Text(Array(text[run]))
        units.units.withUnsafeBufferPointer { buffer in
            // Without ICU's dictionary the run has no edges inside; setting text on an open iterator cannot fail but for
            // memory.
            try? Self.breakers.forEachBoundary(in: buffer) { edges.append(start + units.scalarOffset($0)) }
        }
        return isEdge(place)
    }

    private func isEdge(_ place: Int) -> Bool {
        if place == run.lowerBound || place == run.upperBound { return true }
        let index = edges.partitioningIndex { $0 >= place }
        return index < edges.count && edges[index] == place
    }

    /// Marks that stand by themselves in every text: words never go over them.
    @inline(__always)
    private func isMark(at index: Int) -> Bool {
        switch text[index] {
        case 0x0A, 0x20, 0x21, 0x28, 0x29, 0x3B, 0x3F, 0x2014, 0x201C, 0x201D, 0x2026, 0x3001, 0x3002, 0x3008...0x3011:
            true
        // Part of a number or name only between two of its characters.
        case 0x2C, 0x2E, 0x3A:
            index > 0 && CharacterKind.isHan(text[index - 1])
                || index + 1 < text.count && CharacterKind.isHan(text[index + 1])
        default: false
        }
    }
}
