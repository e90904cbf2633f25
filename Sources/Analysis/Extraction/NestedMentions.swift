internal import Documents

/// Settles what lies inside of what: a place in a body's name, a body in a place's, and what a demand names.
///
/// Annotation marks the outermost only. A demand tells by itself whom and what it names; what is named nowhere else stays
/// known all the same when somebody may have to be kept out of it or sealed.
struct NestedMentions {
    let demands: [NormalizedSpan]
    let text: [UInt32]
    /// What stands in 《》.
    let titles: [NormalizedSpan]

    init(demands: [NormalizedSpan], text: [UInt32]) {
        self.demands = demands
        self.text = text
        titles = text.withUnsafeBufferPointer { text in
            var titles: [NormalizedSpan] = []
            var open = text.firstIndex(of: 0x300A, from: 0, to: text.count)
            while open < text.count {
                let close = text.firstIndex(of: 0x300B, from: open + 1, to: text.count)
                guard close < text.count else { break }
                // Of several that open the last one.
                let start = text[open..<close].lastIndex(of: 0x300A) ?? open
                titles.append(NormalizedSpan(start + 1, close))
                open = text.firstIndex(of: 0x300A, from: close + 1, to: text.count)
            }
            return titles
        }
    }

    /// Places outside of bodies' names, and outside of demands unless the place is somebody's home or lies in a division
    /// that is told nowhere else.
    ///
    /// - Parameter parties: those that ``parties(_:_:)`` keeps.
    func places(
        _ places: [PlaceMention], _ parties: [PartyMention], isHome: (NormalizedSpan) -> Bool
    ) -> [PlaceMention] {
        var bodies: [NormalizedSpan] = []
        var groups: [NormalizedSpan] = []
        bodies.reserveCapacity(parties.count)
        for party in parties where party.type != .person {
            if party.type == .group {
                if !PartiesByPlace.rules.contains(party.rule) { groups.append(party.span) }
            } else if party.kind != .village {
                bodies.append(party.span)
            }
        }
        func isInside(_ span: NormalizedSpan) -> Bool { isAsked(span) || groups.holds(span) }
        guard !(bodies.isEmpty && groups.isEmpty && demands.isEmpty && titles.isEmpty) else { return places }
        // Few letters ask for it.
        var told: Set<Int32>?
        return places.filter { place in
            if bodies.holder(of: place.span).map({ $0.count > place.span.count }) ?? false || isInTitle(place.span) {
                return false
            }
            guard isInside(place.span), !isHome(place.span) else { return true }
            guard place.span.start < place.detailStart else { return false }
            guard let division = place.division else { return false }
            if told == nil { told = Set(places.lazy.filter { !isInside($0.span) }.compactMap(\.division)) }
            return told!.insert(division).inserted
        }
    }

    /// Parties outside of places' names, and outside of demands unless it is a person, whose name is sealed, or somebody
    /// complained about of whom the letter says nothing else.
    func parties(_ parties: [PartyMention], _ places: [PlaceMention]) -> [PartyMention] {
        guard !(places.isEmpty && demands.isEmpty && titles.isEmpty) else { return parties }
        let spans = places.map(\.span)
        let owned = places.filter { $0.rule == "place.owned" }.map(\.span)
        // Few letters ask for it.
        lazy var known = text.withUnsafeBufferPointer { buffer in
            var known = PartyNumbers()
            for party in parties where !isAsked(party.span) { _ = known.number(of: party.name, in: buffer) }
            return known
        }
        return parties.filter { party in
            if party.type == .person {
                // 我是云栖谷的业主: an estate; 华坤时|代写字楼: part of one.
                let isByName = party.rule == "party.name" || party.rule == LikelyPersons.rule
                return !owned.contains(party.span) && !(isByName && spans.holdsMore(than: party.span))
            }
            if party.type != .group, spans.holdsMore(than: party.span) || isInTitle(party.span) { return false }
            // 松梓体育馆, 松梓农场: both by its name, a body where it plays a part.
            if party.kind == .tail, party.role == .other, spans.holds(party.span) { return false }
            guard isAsked(party.span), party.role != .addressee else { return true }
            return party.role == .respondent
                && text.withUnsafeBufferPointer { known.known(party.name, in: $0) } == nil
        }
    }

    /// Values but for those that a demand only repeats: there they are the demand's, and told all the same. What a
    /// demand alone tells (十五日内答复) stays.
    func values(_ values: ValueMentions) -> ValueMentions {
        guard !demands.isEmpty else { return values }
        var values = values
        values.dates = told(values.dates) { $0.value.edtf }
        values.limits = told(values.limits) { $0.value.duration + ($0.value.isWorkingDays ? " working" : "") }
        values.recurrences = told(values.recurrences, as: \.value)
        values.amounts = told(values.amounts, as: \.value.value)
        values.documentNumbers = told(values.documentNumbers, as: \.value)
        values.laws = told(values.laws) { Array(text[$0.span.range]) }
        return values
    }

    private func told<Value, Key: Hashable>(
        _ values: [ValueMentions.Found<Value>], as key: (ValueMentions.Found<Value>) -> Key
    ) -> [ValueMentions.Found<Value>] {
        guard values.contains(where: { demands.holds($0.span) }) else { return values }
        let outside = Set(values.lazy.filter { !demands.holds($0.span) }.map(key))
        return values.filter { !demands.holds($0.span) || !outside.contains(key($0)) }
    }

    /// 《市公安局信访工作规定》: part of a paper's title.
    private func isInTitle(_ span: NormalizedSpan) -> Bool { titles.holds(span) }

    /// Inside a demand, but not who is asked right behind 请, 要求, 希望, 建议: that is told before what is demanded.
    private func isAsked(_ span: NormalizedSpan) -> Bool {
        guard let demand = demands.holder(of: span) else { return false }
        var start = span.start
        while start > 0, Self.opening.contains(text[start - 1]) { start -= 1 }
        return start > demand.start || start == 0 || !Self.asking.contains(text[start - 1])
    }

    private static let opening = ScalarSet("“《: ")
    /// The last characters of 请, 要求, 希望, 建议.
    private static let asking = ScalarSet("请求望议盼")
}
