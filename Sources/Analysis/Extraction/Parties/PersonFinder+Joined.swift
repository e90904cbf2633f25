internal import Documents

/// Names that only the names beside them tell.
extension PersonFinder {
    /// 解伟、解三虎、王军鹏: beside a name, what begins with a surname and is as short is a name too.
    func joined(_ known: [Person], _ text: PartyText) -> [Person] {
        guard !known.isEmpty else { return [] }
        var isTaken = [Bool](filled: false, count: text.count)
        for person in known { for index in person.span.range { isTaken[index] = true } }
        var found: [Person] = []
        var open = known.filter { (2...4).contains($0.span.count) && $0.rule != "party.surname-title" }
        while let person = open.popLast() {
            for span in [nameBefore(person.span.start, text), nameAfter(person.span.end, text)] {
                guard let span, !span.range.contains(where: { isTaken[$0] }) else { continue }
                for index in span.range { isTaken[index] = true }
                let name = Person(span: span, role: person.role, rule: "party.name", sign: person.sign)
                found.append(name)
                open.append(name)
            }
        }
        return found
    }

    private func isJoint(_ index: Int, _ text: PartyText) -> Bool { text[index] == 0x3001 || text[index] == 0x548C }

    private func nameAfter(_ end: Int, _ text: PartyText) -> NormalizedSpan? {
        guard end + 2 < text.count, isJoint(end, text), !text.has(.everyday, at: end + 1) else { return nil }
        let isRare = !text.beginsSurname(end + 1)
        guard !isRare || text.isRareOnly(end + 1) else { return nil }
        for length in [3, 2] where end + 1 + length <= text.count && (!isRare || length == 3) {
            let span = NormalizedSpan(end + 1, end + 1 + length)
            // 税国强, 保忠良: a surname that is a word first needs characters of given names.
            guard !isRare || text.isGivenName(span.start, span.end) else { continue }
            if isJoinedName(span, text), text.mayFollowName(span.end) { return span }
        }
        return nil
    }

    private func nameBefore(_ start: Int, _ text: PartyText) -> NormalizedSpan? {
        guard start >= 3, isJoint(start - 1, text) else { return nil }
        for length in [3, 2] where start - 1 - length >= 0 {
            let first = start - 1 - length
            let span = NormalizedSpan(first, start - 1)
            if text.beginsSurname(first), !text.has(.everyday, at: first), isJoinedName(span, text),
                isNameBoundary(text, first)
            {
                return span
            }
        }
        return nil
    }

    private func isJoinedName(_ span: NormalizedSpan, _ text: PartyText) -> Bool {
        span.range.allSatisfy { text.isHan($0) } && !text.has([.placeEnd, .listEnd], at: span.end - 1)
            && !text.cues.has(.noName, at: span.start, length: 2)
            && !(span.start + 1..<span.end).contains { text.has(.never, at: $0) }
            && !text.ends(PartyCues.bodies.union(PartyCues.persons), at: span.end)
    }
}
