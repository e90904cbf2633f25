internal import Documents

/// Tells where a body's name says only where something is: 向阳小学|对面的夜市.
struct Landmarks: Sendable {
    static let rule: RuleName = "place.landmark"

    /// 对面, 隔壁; and 旁听, 对面积, which only begin like them.
    private let sides: WordSet
    private let longer: WordSet
    /// 小学, 酒店: houses that letters mostly speak of as those who run them.
    private let houses: WordSet
    /// 靠近, 位于.
    private let near: WordSet

    init(_ lexicon: PartyLexicon) {
        sides = lexicon.label("house-side")
        longer = lexicon.label("no-side")
        houses = lexicon.label("run-house")
        near = lexicon.label("near-house")
    }

    /// True for a body that is told with what is beside it.
    func isOne(_ mention: PartyMention, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        guard mention.type == .government || mention.type == .organization, mention.kind != nil, !mention.isSettled,
            mention.role != .addressee, sides.word(text, at: mention.span.end) != nil
        else { return false }
        return longer.word(text, at: mention.span.end) == nil
    }

    /// False for a house that nothing around it makes a place.
    func mayBePlace(_ span: NormalizedSpan, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        !houses.endsBefore(text, span.end) || near.endsBefore(text, span.start)
    }

    /// The places with the bodies among `named` that are landmarks; they take over what stands inside of them.
    func added(
        to places: [PlaceMention], _ named: [PartyMention], _ text: UnsafeBufferPointer<UInt32>
    ) -> [PlaceMention] {
        var spans: [NormalizedSpan] = []
        for number in named.indices where isOne(named[number], text) { spans.append(named[number].span) }
        guard !spans.isEmpty else { return places }
        var result = places
        for span in spans {
            let inside = result.filter { $0.span.overlaps(span) }
            guard inside.allSatisfy({ span.start <= $0.span.start && $0.span.end <= span.end }) else { continue }
            let part = inside.first { $0.span.start == span.start }
            result.removeAll { $0.span.overlaps(span) }
            result.append(
                PlaceMention(
                    span: span, division: part?.division, detailStart: part?.detailStart ?? span.start,
                    rule: Self.rule, isMasked: part?.isMasked ?? false, isOpen: part?.isOpen ?? false))
        }
        return result.sorted { $0.span < $1.span }
    }
}
