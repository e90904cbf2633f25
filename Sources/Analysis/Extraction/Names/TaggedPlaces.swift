internal import Documents

/// Brings the places that rules found and those that the tagger reads together.
///
/// A tagged place takes over what the rules know of its parts: the division and where its detail begins; where they found
/// a division by name, nothing is told before it (住|忠县…). A place of the rules stays where the tagger reads nothing; where
/// it reads a party instead, only somebody's home stays, which is kept out of sight whatever a model weighs.
struct TaggedPlaces {
    static let rule: RuleName = "place.tagged"

    let isHome: (NormalizedSpan) -> Bool
    let text: [UInt32]

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
            let parts = found[first..<next]
            guard mayPart(span, parts) else {
                result.append(mention(span, parts))
                continue
            }
            for piece in pieces(of: span, parts) {
                result.append(
                    mention(piece, parts.filter { piece.start < $0.span.end && $0.span.start < piece.end }[...]))
            }
        }
        for mention in found[next...] { keep(mention, names, in: &result) }
        return result
    }

    /// Whether a place may be several: most hold what the rules found and nothing more.
    private func mayPart(_ span: NormalizedSpan, _ parts: ArraySlice<PlaceMention>) -> Bool {
        guard let last = parts.last else { return false }
        return (parts.count > 1 || last.span.end < span.end) && !tellsBetween(span)
    }

    /// 广东、湖北, 某县到某村: two places that the tagger reads as one, parted behind a division that the rules found by
    /// itself; what lies between two (某路与某路交汇处, 某村至某村段) is one.
    private func pieces(of span: NormalizedSpan, _ parts: ArraySlice<PlaceMention>) -> [NormalizedSpan] {
        var pieces: [NormalizedSpan] = []
        var start = span.start
        for part in parts
        where isDivision(part) && part.span.end > start + 1 && part.span.end + 2 < span.end {
            let joint = part.span.end
            let isParted =
                Self.ways.contains(text[joint])
                || Self.joints.contains(text[joint]) && parts.contains { $0.span.start == joint + 1 && isDivision($0) }
            guard isParted else { continue }
            pieces.append(NormalizedSpan(start, joint))
            start = joint + 1
        }
        return pieces + [NormalizedSpan(start, span.end)]
    }

    private func isDivision(_ part: PlaceMention) -> Bool {
        part.detailStart == part.span.end && (part.division != nil || part.isMasked)
    }

    /// 交汇处, 交界; …段, …沿线, …之间.
    private func tellsBetween(_ span: NormalizedSpan) -> Bool {
        text[span.range].contains(0x4EA4)
            || Self.betweens.contains(text[span.end - 1])
            || text[span.end..<min(span.end + 2, text.count)].contains { Self.betweens.contains($0) || $0 == 0x4EA4 }
    }

    private static let ways = ScalarSet("到至")
    private static let joints = ScalarSet("、,和与及")
    private static let betweens = ScalarSet("间段线带")

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
