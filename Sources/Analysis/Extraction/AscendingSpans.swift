internal import Documents

/// Spans in the order of the text, none inside another.
extension [NormalizedSpan] {
    /// True when one of these shares a character with `span`.
    func overlaps(_ span: NormalizedSpan) -> Bool {
        let index = partitioningIndex { $0.end > span.start }
        return index < count && self[index].start < span.end
    }

    /// The one that holds the whole of `span`.
    func holder(of span: NormalizedSpan) -> NormalizedSpan? {
        let index = partitioningIndex { $0.end >= span.end }
        return index < count && self[index].start <= span.start ? self[index] : nil
    }

    func holds(_ span: NormalizedSpan) -> Bool { holder(of: span) != nil }

    /// True when one of these holds the whole of `span` and goes on behind it.
    func holdsMore(than span: NormalizedSpan) -> Bool { holder(of: span).map { $0.end > span.end } ?? false }
}
