internal import Documents

extension PlaceFinder {
    /// Division names that became no place, and why; those inside of places are the caller's to leave out.
    func rejections(
        _ text: NormalizedText, _ hits: [DivisionHit], taken: [NormalizedSpan]
    ) -> [(span: NormalizedSpan, reason: Explanation.Reason)] {
        let free = hits.filter { hit in !taken.overlaps(hit.span) && settler.isWhole(hit, hits, text) }
        let trusted = Set(settler.trusted(free, text).map(\.span))
        return hits.map { hit in
            if taken.overlaps(hit.span) { return (hit.span, .insideValue) }
            if !settler.isWhole(hit, hits, text) { return (hit.span, .insideName) }
            return (hit.span, trusted.contains(hit.span) ? .partOfAnotherName : .unsupportedShortForm)
        }
    }
}
