internal import Documents

/// Makes one place of what several finders found of it: a road and an estate side by side, a name and its bracket, two
/// roads and what lies between them.
struct PlaceJoiner: Sendable {
    let grammar: AddressGrammar

    func joined(_ mentions: [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>) -> [PlaceMention] {
        var result: [PlaceMention] = []
        result.reserveCapacity(mentions.count)
        var number = 0
        while number < mentions.count {
            let mention = mentions[number]
            number += 1
            guard let last = result.last else {
                result.append(bracketed(mention, mentions, &number, buffer))
                continue
            }
            if let end = end(last, mention, buffer) {
                result[result.count - 1].span = NormalizedSpan(last.span.start, end)
                result[result.count - 1] = bracketed(result[result.count - 1], mentions, &number, buffer)
            } else {
                result.append(bracketed(mention, mentions, &number, buffer))
            }
        }
        return result
    }

    /// Where the place that two mentions tell together ends; `nil` where they are two places.
    private func end(
        _ left: PlaceMention, _ right: PlaceMention, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Int? {
        let isDetail = right.detailStart == right.span.start
        // 东塘街道|望岳园, 银杉路|海棠里
        if left.span.end == right.span.start { return isDetail ? right.span.end : nil }
        guard left.span.end + 1 == right.span.start else { return nil }
        let between = buffer[left.span.end]
        // 御景半岛|的|5栋2801
        if between == 0x7684 {
            return right.rule == "place.building" && left.detailStart < left.span.end
                && !PlaceCharacters.roads.contains(buffer[left.span.end - 1]) ? right.span.end : nil
        }
        // 桐花路与锦溪路的交汇处, 月桥路、观潮路夜市一带
        guard Self.joints.contains(between), left.detailStart < left.span.end,
            let (length, _) = grammar.words.around.word(buffer, at: right.span.end)
        else { return nil }
        return right.span.end + length
    }

    private static let joints = ScalarSet("、与和至到-—")

    /// 东六路（远大路至映霞路）段, 富瑞苑（富瑞星座）小区2栋, 草莓街区（二期）: a bracket that tells the place closer, with
    /// what stands behind it.
    private func bracketed(
        _ mention: PlaceMention, _ mentions: [PlaceMention], _ number: inout Int,
        _ buffer: UnsafeBufferPointer<UInt32>
    ) -> PlaceMention {
        let open = mention.span.end
        guard mention.detailStart < open, buffer.scalar(at: open) == 0x28,
            let close = (open + 1..<min(open + 18, buffer.count)).first(where: { buffer[$0] == 0x29 })
        else { return mention }
        var next = number
        while next < mentions.count, mentions[next].span.end <= close { next += 1 }
        guard isOneMore(mentions[number..<next], open + 1, close, buffer) else { return mention }
        number = next
        var end = close + 1
        if let (length, _) = grammar.words.section.word(buffer, at: end) ?? Self.pieces.word(buffer, at: end) {
            end += length
        }
        while let more = grammar.countedEnd(buffer, from: end) ?? grammar.sideEnd(buffer, from: end) { end = more }
        // What was found behind the bracket goes on from it.
        while number < mentions.count, mentions[number].span.start <= end,
            mentions[number].detailStart == mentions[number].span.start
        {
            end = max(end, mentions[number].span.end)
            number += 1
        }
        var whole = mention
        whole.span = NormalizedSpan(mention.span.start, end)
        return whole
    }

    private static let pieces = WordSet(["段", "路段", "一段", "沿线"])

    /// The bracket holds one name, two joined ones, or a phase.
    private func isOneMore(
        _ inner: ArraySlice<PlaceMention>, _ start: Int, _ end: Int, _ buffer: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        guard let first = inner.first, let last = inner.last else {
            return end - start <= 4 && buffer[end - 1] == 0x671F && grammar.countedEnd(buffer, from: start) == end
        }
        guard first.span.start - start <= 2, end - last.span.end <= 7,
            !(last.span.end..<end).contains(where: { CharacterKind.endsClause(buffer[$0]) })
        else { return false }
        if inner.count == 1 { return first.span.start == start && first.span.end == end }
        return inner.count == 2 && last.span.start - first.span.end <= 2
            && Self.joints.contains(buffer[last.span.start - 1]) && buffer[last.span.start - 1] != 0x3001
    }
}
