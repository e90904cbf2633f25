internal import Documents

/// Lists of names that one count closes, each of them one place: 滑集、姜寨、宋集三乡, 天问巷、子午台两个片区.
struct PlaceLists {
    private static let units = WordSet([
        "乡", "镇", "村", "组", "街道", "社区", "小区", "片区", "县", "区", "市", "自然村", "行政村", "村民组", "条路", "条街", "条路段", "个路段", "处路段",
        "地",
    ])
    private static let around = WordSet(["一带", "交界处", "交界", "交汇处"])
    private static let longestItem = 8

    /// - Parameter mentions: the places of a text, ascending and apart.
    func joined(_ mentions: [PlaceMention], _ text: NormalizedText) -> [PlaceMention] {
        guard !mentions.isEmpty else { return mentions }
        return text.scalars.withUnsafeBufferPointer { buffer in
            var result: [PlaceMention] = []
            result.reserveCapacity(mentions.count)
            for mention in mentions where mention.span.start >= result.last?.span.end ?? 0 {
                var mention = mention
                if let end = listEnd(from: mention, buffer),
                    !areDivisions(mentions, within: NormalizedSpan(mention.span.start, end))
                {
                    mention.span = NormalizedSpan(mention.span.start, end)
                }
                result.append(mention)
            }
            return result
        }
    }

    /// Where the list that begins with a place ends: as many items as its last one counts.
    private func listEnd(from mention: PlaceMention, _ buffer: UnsafeBufferPointer<UInt32>) -> Int? {
        var index = mention.span.end
        guard index < buffer.count, buffer[index] == 0x3001 || CharacterKind.isHan(buffer[index]) else { return nil }
        var items = 1
        var start = mention.span.start
        if CharacterKind.isHan(buffer[index]) {
            // 临泉县|滑集、…: the division leads the first item.
            guard mention.detailStart == mention.span.end else { return nil }
            start = index
        }
        while index < buffer.count {
            if buffer[index] == 0x3001 {
                // 星沙一区、星沙二区: numbered each
                guard index < 2 || Numeral.digit(buffer[index - 2]) == nil else { return nil }
                items += 1
                start = index + 1
            } else if !CharacterKind.isHan(buffer[index]) || index - start > Self.longestItem {
                return nil
            } else if items > 1, index > start, let count = Numeral.digit(buffer[index]), count == items,
                let end = countedEnd(buffer, at: index + 1)
            {
                return end
            }
            index += 1
        }
        return nil
    }

    /// 三|乡, 两|个片区|一带
    private func countedEnd(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> Int? {
        let start = buffer.scalar(at: index) == 0x4E2A ? index + 1 : index
        guard start < buffer.count, let unit = Self.units.word(buffer, at: start) else { return nil }
        let end = start + unit.length
        return end + (end < buffer.count ? Self.around.word(buffer, at: end)?.length ?? 0 : 0)
    }

    /// 白云区、花溪区两区: divisions by their full names stay apart.
    private func areDivisions(_ mentions: [PlaceMention], within span: NormalizedSpan) -> Bool {
        let inside = mentions.filter { span.start <= $0.span.start && $0.span.start < span.end }
        return inside.count > 1 && inside.allSatisfy { $0.detailStart > $0.span.start }
    }
}
