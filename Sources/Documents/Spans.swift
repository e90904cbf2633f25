/// A half-open range in the text as it was given, in Unicode scalar values.
///
/// Scalars, not bytes: the record's offsets are scalars, and analysis walks an array of scalars, where a
/// Chinese character is one step. So a span never needs converting on its way out.
public struct SourceSpan: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let start: Int
    public let end: Int

    public init(_ start: Int, _ end: Int) {
        precondition(0 <= start && start <= end, "a span cannot be negative")
        self.start = start
        self.end = end
    }

    public var count: Int { end - start }
    public var range: Range<Int> { start..<end }
    public var description: String { "\(start)..<\(end)" }

    public func contains(_ other: SourceSpan) -> Bool { start <= other.start && other.end <= end }
    public func overlaps(_ other: SourceSpan) -> Bool { start < other.end && other.start < end }

    public static func < (left: SourceSpan, right: SourceSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}

/// A half-open range in normalised text, in scalars. Only ``Alignment`` turns it into a ``SourceSpan``.
public struct NormalizedSpan: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let start: Int
    public let end: Int

    public init(_ start: Int, _ end: Int) {
        precondition(0 <= start && start <= end, "a span cannot be negative")
        self.start = start
        self.end = end
    }

    public init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

    public var count: Int { end - start }
    public var range: Range<Int> { start..<end }
    public var description: String { "n\(start)..<\(end)" }

    public func contains(_ other: NormalizedSpan) -> Bool { start <= other.start && other.end <= end }
    public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
    public func overlaps(_ other: NormalizedSpan) -> Bool { start < other.end && other.start < end }

    public static func < (left: NormalizedSpan, right: NormalizedSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}

/// Where each scalar of a normalised text came from.
///
/// `starts[i]..<ends[i]` is the source of normalised scalar `i`; both ascend. Built while normalising.
public struct Alignment: Sendable, Equatable {
    public private(set) var starts: [Int32] = []
    public private(set) var ends: [Int32] = []
    public let sourceCount: Int

    public init(sourceCount: Int, capacity: Int = 0) {
        self.sourceCount = sourceCount
        starts.reserveCapacity(capacity)
        ends.reserveCapacity(capacity)
    }

    public init(starts: [Int32], ends: [Int32], sourceCount: Int) {
        precondition(starts.count == ends.count)
        self.starts = starts
        self.ends = ends
        self.sourceCount = sourceCount
    }

    public var count: Int { starts.count }

    /// The source a normalised span came from. An empty span maps to an empty one.
    public func source(of span: NormalizedSpan) -> SourceSpan {
        precondition(span.end <= count, "span \(span) lies outside the normalised text")
        if span.count == 0 {
            let at = span.start < count ? Int(starts[span.start]) : sourceCount
            return SourceSpan(at, at)
        }
        return SourceSpan(Int(starts[span.start]), Int(ends[span.end - 1]))
    }

    /// The smallest normalised span whose source covers what is left of `span` after normalising.
    public func normalized(of span: SourceSpan) -> NormalizedSpan {
        let first = ends.partitioningIndex { Int($0) > span.start }
        let last = starts.partitioningIndex { Int($0) >= span.end }
        return NormalizedSpan(first, max(first, last))
    }
}
