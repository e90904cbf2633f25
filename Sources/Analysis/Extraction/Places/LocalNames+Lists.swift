internal import Documents

/// Names that stand in one list with places: 康景园、熙春园、太和园.
extension LocalNames {
    /// One list: its items in order, and which of them are places already.
    private struct Row {
        var items: [NormalizedSpan]
        var isPlace: [Bool]
    }

    private static let longestItem = 7

    /// Takes up the items beside a place that could be names, where two of the list are places already or an item is
    /// built as one of them.
    func addListed(to mentions: inout [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>, _ occupied: inout [Bool]) {
        var ends: [Int: Int] = [:]
        var starts: [Int: Int] = [:]
        for mention in mentions where isMark(buffer, mention.span.end) || isMark(buffer, mention.span.start - 1) {
            starts[mention.span.start] = mention.span.end
            ends[mention.span.end] = mention.span.start
        }
        var seen = 0
        for (start, end) in starts.sorted(by: { $0.key < $1.key }) where start >= seen {
            var row = Row(items: [NormalizedSpan(start, end)], isPlace: [true])
            while let item = item(buffer, before: row.items[0].start, ends, occupied) {
                row.items.insert(item.span, at: 0)
                row.isPlace.insert(item.isPlace, at: 0)
            }
            while let item = item(buffer, behind: row.items[row.items.count - 1].end, starts, occupied) {
                row.items.append(item.span)
                row.isPlace.append(item.isPlace)
            }
            seen = row.items[row.items.count - 1].end
            for span in alike(row, buffer) { mentions.take(span, "place.listed", &occupied) }
        }
    }

    private func isMark(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        index > 0 && index < buffer.count && buffer[index] == 0x3001
    }

    private func item(
        _ buffer: UnsafeBufferPointer<UInt32>, before start: Int, _ ends: [Int: Int], _ occupied: [Bool]
    ) -> (span: NormalizedSpan, isPlace: Bool)? {
        guard isMark(buffer, start - 1) else { return nil }
        if let first = ends[start - 1] { return (NormalizedSpan(first, start - 1), true) }
        var first = start - 1
        while first > 0, start - first <= Self.longestItem + 1, CharacterKind.isHan(buffer[first - 1]),
            !occupied[first - 1]
        { first -= 1 }
        let span = NormalizedSpan(first, start - 1)
        return isNameable(buffer, span) && isMark(buffer, first - 1) ? (span, false) : nil
    }

    private func item(
        _ buffer: UnsafeBufferPointer<UInt32>, behind end: Int, _ starts: [Int: Int], _ occupied: [Bool]
    ) -> (span: NormalizedSpan, isPlace: Bool)? {
        guard isMark(buffer, end) else { return nil }
        if let last = starts[end + 1] { return (NormalizedSpan(end + 1, last), true) }
        var last = end + 1
        while last < buffer.count, last - end <= Self.longestItem + 1, CharacterKind.isHan(buffer[last]),
            !occupied[last],
            !Self.listEnds.contains(buffer[last])
        { last += 1 }
        let span = NormalizedSpan(end + 1, last)
        guard last < buffer.count, isMark(buffer, last) || Self.listEnds.contains(buffer[last]) else { return nil }
        return isNameable(buffer, span) ? (span, false) : nil
    }

    /// 等, 和, 及: behind the last item but one, or the last.
    private static let listEnds = ScalarSet("等和及与")

    private func isNameable(_ buffer: UnsafeBufferPointer<UInt32>, _ span: NormalizedSpan) -> Bool {
        (3...Self.longestItem).contains(span.count)
            && !span.range.contains(where: { words.isStop(buffer, $0) && buffer[$0] != 0x4E4B })
            && !grammar.shape.isOrdinary(buffer, span.range, strictly: true)
            && words.common.word(buffer, at: span.start) == nil
            && !span.range.contains(where: { words.body.word(buffer, at: $0) != nil })
    }

    /// The items that are no places yet and like those that are.
    private func alike(_ row: Row, _ buffer: UnsafeBufferPointer<UInt32>) -> [NormalizedSpan] {
        let places = zip(row.items, row.isPlace).filter(\.1).map(\.0)
        var result: [NormalizedSpan] = []
        for (item, isPlace) in zip(row.items, row.isPlace) where !isPlace {
            let isBuiltAlike = (places + result).contains { other in
                buffer[other.end - 1] == buffer[item.end - 1]
                    || buffer[other.start] == buffer[item.start] && buffer[other.start + 1] == buffer[item.start + 1]
            }
            if places.count >= 2 || isBuiltAlike { result.append(item) }
        }
        return result
    }
}
