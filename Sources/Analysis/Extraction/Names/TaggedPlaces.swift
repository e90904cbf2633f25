internal import Documents

/// Brings the places that rules found and those that the tagger reads together.
///
/// A tagged place takes over what the rules know of its parts: the division and where its detail begins; where they found
/// a division by name, nothing is told before it (住|忠县…). A place of the rules stays where the tagger reads nothing; where
/// it reads a party instead, only somebody's home stays, which is kept out of sight whatever a model weighs.
struct TaggedPlaces {
    static let rule = "place.tagged"

    let isHome: (NormalizedSpan) -> Bool

    /// - Parameters:
    ///   - found: the rules' places, ascending and apart.
    ///   - tagged: the tagger's, ascending and apart.
    ///   - taken: what other rules found.
    func merged(_ found: [PlaceMention], _ names: NameTagger.Names, taken: [NormalizedSpan]) -> [PlaceMention] {
        var result: [PlaceMention] = []
        result.reserveCapacity(max(found.count, names.places.count))
        var next = 0
        for span in names.places where !taken.overlaps(span) {
            while next < found.count, found[next].span.end <= span.start {
                keep(found[next], names, in: &result)
                next += 1
            }
            let first = next
            while next < found.count, found[next].span.start < span.end { next += 1 }
            result.append(mention(span, found[first..<next]))
        }
        for mention in found[next...] { keep(mention, names, in: &result) }
        return result
    }

    private func keep(_ mention: PlaceMention, _ names: NameTagger.Names, in result: inout [PlaceMention]) {
        guard !names.parties.overlaps(mention.span) || isHome(mention.span),
            result.last.map({ $0.span.end <= mention.span.start }) ?? true
        else { return }
        result.append(mention)
    }

    private func mention(_ span: NormalizedSpan, _ parts: ArraySlice<PlaceMention>) -> PlaceMention {
        if let same = parts.first(where: { $0.span == span }) { return same }
        guard let part = parts.first(where: { $0.division != nil }) ?? parts.first else {
            return PlaceMention(span: span, division: nil, detailStart: span.start, rule: Self.rule)
        }
        // What stands before a division that is told by its name is no part of the place.
        if let first = parts.first, first.span.start > span.start, first.detailStart > first.span.start,
            !first.isMasked,
            first.division != nil
        {
            return mention(NormalizedSpan(first.span.start, span.end), parts)
        }
        let isLeading = part.span.start == span.start && part.detailStart <= span.end
        return PlaceMention(
            span: span, division: part.division, detailStart: isLeading ? part.detailStart : span.start,
            rule: Self.rule, isMasked: part.isMasked, isOpen: part.isOpen)
    }
}
