/// Quotations long enough to be somebody else's text: a reply or a plan that a letter copies, a mail's quoted lines.
enum LongQuotes {
    /// Scalars; a shorter one is a word or a saying.
    private static let shortest = 40
    /// A longer one was never closed.
    private static let longest = 3_000

    /// Quotation marks and the ends of lines.
    private static let signs = ScalarSet([0x201C, 0x201D, 0x0A])

    /// In order, apart from each other; the marks inside.
    static func find(in scalars: UnsafeBufferPointer<UInt32>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: Int?
        var lineStart = 0
        var next = 0
        while true {
            let index = signs.firstIndex(in: scalars, from: next)
            guard index < scalars.count else { break }
            next = index + 1
            switch scalars[index] {
            case 0x201C:
                if open == nil || index - open! > longest { open = index }
            case 0x201D:
                if let start = open, (shortest...longest).contains(index - start) { found.append(start..<index + 1) }
                open = nil
            case 0x0A:
                if open == nil, index > lineStart, scalars[lineStart] == 0x3E { found.append(lineStart..<index) }
                lineStart = index + 1
            default: break
            }
        }
        return found
    }
}

/// Asked in ascending order whether a place lies in one of some ranges.
struct RangeCursor {
    private let ranges: [Range<Int>]
    private var next = 0

    init(_ ranges: [Range<Int>]) { self.ranges = ranges }

    mutating func contains(_ place: Int) -> Bool {
        while next < ranges.count, ranges[next].upperBound <= place { next += 1 }
        return next < ranges.count && ranges[next].lowerBound <= place
    }
}
