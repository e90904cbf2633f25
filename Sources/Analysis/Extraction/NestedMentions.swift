internal import Documents

/// Settles what lies inside of what: a place in a body's name, a body in a place's, and what a demand names.
///
/// Annotation marks the outermost only. A demand tells by itself whom and what it names; what is named nowhere else stays
/// known all the same when somebody may have to be kept out of it or sealed.
struct NestedMentions {
    let demands: [NormalizedSpan]

    /// Places outside of bodies' names, and outside of demands unless the place is somebody's home or lies in a division
    /// that is told nowhere else.
    func places(
        _ places: [PlaceMention], _ parties: [PartyMention], isHome: (NormalizedSpan) -> Bool
    ) -> [PlaceMention] {
        let bodies = parties.lazy.filter { $0.type != .person && $0.type != .group }.map(\.span)
        let names = Array(bodies)
        var told = Set(places.lazy.filter { !isAsked($0.span) }.compactMap(\.division))
        return places.filter { place in
            if names.holds(place.span) { return false }
            guard isAsked(place.span), !isHome(place.span) else { return true }
            return place.division.map { told.insert($0).inserted } ?? false
        }
    }

    /// Parties outside of places' names, and outside of demands unless it is a person, whose name is sealed, or somebody
    /// complained about of whom the letter says nothing else.
    func parties(_ parties: [PartyMention], _ places: [PlaceMention]) -> [PartyMention] {
        let spans = places.map(\.span)
        let known = Set(parties.lazy.filter { !isAsked($0.span) }.map { NameKey($0.name) })
        return parties.filter { party in
            if party.type == .person { return party.rule != "party.name" || !spans.holdsMore(than: party.span) }
            if party.type != .group, spans.holdsMore(than: party.span) { return false }
            guard isAsked(party.span), party.role != .addressee else { return true }
            return party.role == .respondent && !known.contains(NameKey(party.name))
        }
    }

    private func isAsked(_ span: NormalizedSpan) -> Bool { demands.holds(span) }
}

extension [NormalizedSpan] {
    /// True when one of these ascending spans holds the whole of `span`.
    func holds(_ span: NormalizedSpan) -> Bool { holder(of: span) != nil }

    /// True when one of these ascending spans holds the whole of `span` and goes on behind it.
    func holdsMore(than span: NormalizedSpan) -> Bool { holder(of: span).map { $0.end > span.end } ?? false }

    private func holder(of span: NormalizedSpan) -> NormalizedSpan? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].end < span.end { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].start <= span.start ? self[low] : nil
    }
}
