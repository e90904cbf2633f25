internal import Documents

/// A text on its way through the normalisation steps: parallel arrays, one entry a scalar, and what was repaired.
///
/// No step moves text: `starts` and `ends` ascend. What a step takes out or reads otherwise goes into `repairs`,
/// except breaks and spaces, which are no content.
struct Draft {
    let source: SourceText
    var scalars: [UInt32] = []
    var starts: [Int32] = []
    var ends: [Int32] = []
    /// In no order while the steps run; in the order of the text when they are done.
    var repairs: [Record.Repair] = []
    /// Where in `scalars` a page ended: a break there says nothing about the sentence around it. Ascending.
    var pageBreaks: [Int] = []

    init(_ source: SourceText) {
        self.source = source
    }

    var count: Int { scalars.count }

    mutating func reserve(_ capacity: Int) {
        scalars.reserveCapacity(capacity)
        starts.reserveCapacity(capacity)
        ends.reserveCapacity(capacity)
    }

    @inline(__always)
    mutating func append(_ scalar: UInt32, _ start: Int32, _ end: Int32) {
        scalars.append(scalar)
        starts.append(start)
        ends.append(end)
    }

    /// Writes scalars with their places one behind the other.
    struct Writer {
        fileprivate let scalars: UnsafeMutablePointer<UInt32>
        fileprivate let starts: UnsafeMutablePointer<Int32>
        fileprivate let ends: UnsafeMutablePointer<Int32>
        fileprivate var count = 0

        @inline(__always)
        mutating func callAsFunction(_ scalar: UInt32, _ start: Int32, _ end: Int32) {
            (scalars + count).initialize(to: scalar)
            (starts + count).initialize(to: start)
            (ends + count).initialize(to: end)
            count += 1
        }
    }

    /// Fills an empty draft with what `body` writes, at most `capacity` scalars; returns what `body` does.
    mutating func fill<Result>(_ capacity: Int, _ body: (inout Writer) -> Result) -> Result {
        Scratch.with(UInt32.self, count: capacity) { newScalars in
            Scratch.with(Int32.self, count: 2 * capacity) { places in
                var writer = Writer(
                    scalars: newScalars.baseAddress!, starts: places.baseAddress!, ends: places.baseAddress! + capacity)
                let result = body(&writer)
                precondition(writer.count <= capacity)
                scalars = Array(newScalars[..<writer.count])
                starts = Array(places[..<writer.count])
                ends = Array(places[capacity..<capacity + writer.count])
                return result
            }
        }
    }

    /// The source under a range of the draft.
    func sourceSpan(_ range: Range<Int>) -> SourceSpan {
        guard let last = range.last else {
            let at = range.lowerBound < count ? Int(starts[range.lowerBound]) : source.count
            return SourceSpan(at, at)
        }
        return SourceSpan(Int(starts[range.lowerBound]), Int(ends[last]))
    }

    /// Ends a line before the scalar at `index`: a break that no character of the source stands for.
    mutating func breakLine(at index: Int) {
        let at = starts[index]
        scalars.insert(0x0A, at: index)
        starts.insert(at, at: index)
        ends.insert(at, at: index)
        for number in pageBreaks.indices where pageBreaks[number] >= index { pageBreaks[number] += 1 }
    }

    /// Takes out ascending, disjoint ranges.
    mutating func remove(_ ranges: [Range<Int>]) {
        guard let first = ranges.first else { return }
        var kept = first.lowerBound
        var breaks = pageBreaks[...]
        var moved: [Int] = []
        for (number, range) in ranges.enumerated() {
            while let at = breaks.first, at < range.upperBound {
                moved.append(min(at, range.lowerBound) - (range.lowerBound - kept))
                breaks.removeFirst()
            }
            let end = number + 1 < ranges.count ? ranges[number + 1].lowerBound : count
            for index in range.upperBound..<end {
                scalars[kept] = scalars[index]
                starts[kept] = starts[index]
                ends[kept] = ends[index]
                kept += 1
            }
        }
        moved += breaks.map { $0 - (count - kept) }
        pageBreaks = moved
        scalars.removeLast(count - kept)
        starts.removeLast(starts.count - kept)
        ends.removeLast(ends.count - kept)
    }

    /// Takes out ascending, disjoint ranges of content, and says so in `repairs`.
    mutating func remove(_ ranges: [(range: Range<Int>, rule: String)]) {
        for (range, rule) in ranges where !range.isEmpty {
            let span = sourceSpan(range)
            repairs.append(Record.Repair(span: span, from: source[span], to: "", rule: rule))
        }
        remove(ranges.map(\.range))
    }
}

/// A named step of normalisation. It may fold, take out and repair; it never moves text.
struct NormalizationStep: Sendable {
    let id: String
    let apply: @Sendable (inout Draft) -> Void
}

extension UnsafeBufferPointer<UInt32> {
    /// The lines, without their breaks, and without outer spaces.
    func trimmedLines() -> [Range<Int>] {
        var lines: [Range<Int>] = []
        lines.reserveCapacity(8)
        var start = 0
        func close(_ end: Int) {
            var (low, high) = (start, end)
            while low < high, self[low] == 0x20 { low += 1 }
            while high > low, self[high - 1] == 0x20 { high -= 1 }
            lines.append(low..<high)
            start = end + 1
        }
        var end = 0
        repeat {
            end = firstIndex(of: 0x0A, from: start, to: count)
            close(end)
        } while end < count
        return lines
    }
}
