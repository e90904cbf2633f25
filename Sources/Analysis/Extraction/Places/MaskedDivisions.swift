internal import Documents

/// Divisions whose names were taken out before publication: A7县, I市I3县, XX市××区, 某市某县.
enum MaskedDivisions {
    /// What follows the mask; longer ones first.
    private static let units = WordSet(["省", "市", "县", "区", "州", "镇", "乡", "街道", "村", "社区", "县市", "自治县", "自治州"])
    /// Those that are parts of an estate or a plan as often, by the number of the unit.
    private static let parts = units.words.map { ["区", "村", "社区"].contains($0) }
    private static let masks = ScalarSet([0x58, 0x78, 0xD7, 0x2A, 0x25CB, 0x67D0])

    /// The characters that a masked division may begin with, and 省.
    private static let signs = masks.union(ScalarSet(0x41...0x5A)).union(ScalarSet("省"))

    /// Every masked division in the text, ascending; neighbours are joined by whoever chains divisions.
    static func find(_ buffer: UnsafeBufferPointer<UInt32>) -> [NormalizedSpan] {
        var found: [NormalizedSpan] = []
        let signs = Self.signs
        var index = 0
        while true {
            index = signs.firstIndex(in: buffer, from: index)
            guard index < buffer.count else { break }
            guard let end = end(buffer, at: index) else {
                if let province = inventedProvince(buffer, index) { found.append(province) }
                index += 1
                continue
            }
            // 西地省|A市: a province that is no province, before what is masked.
            var start = index
            if found.last?.end != start, start >= 3, buffer[start - 1] == 0x7701,
                CharacterKind.isHan(buffer[start - 2]), CharacterKind.isHan(buffer[start - 3]),
                found.last.map({ $0.end <= start - 3 }) ?? true
            {
                start -= 3
            }
            found.append(NormalizedSpan(start, end))
            index = end
        }
        guard !found.isEmpty else { return [] }
        // 听闻省上: without anything masked beside it in the text no province is invented.
        let isMasked = found.contains { (0x41...0x5A).contains(buffer[$0.start]) || masks.contains(buffer[$0.start]) }
        if !isMasked { return [] }
        // 某镇, X村 by themselves say nothing; 某市某县 and XX县XX镇 do.
        return found.indices.lazy.filter { number in
            let span = found[number]
            let first = buffer[span.start]
            let isLettered = (0x41...0x5A).contains(first) && first != 0x58
            if isLettered || CharacterKind.isHan(first) && first != 0x67D0 || span.count > 3 && first != 0x67D0 {
                return true
            }
            return number > 0 && found[number - 1].end == span.start
                || number + 1 < found.count && found[number + 1].start == span.end
        }.map { found[$0] }
    }

    /// 西地省: a province's name put in the place of the true one. Real provinces are divisions and win.
    private static func inventedProvince(_ buffer: UnsafeBufferPointer<UInt32>, _ sign: Int) -> NormalizedSpan? {
        guard buffer[sign] == 0x7701, sign >= 2, buffer[sign - 2] != 0x7701, CharacterKind.isHan(buffer[sign - 1]),
            CharacterKind.isHan(buffer[sign - 2]),
            !PlaceCharacters.stops.contains(buffer[sign - 1]), !PlaceCharacters.stops.contains(buffer[sign - 2]),
            sign == 2 || !CharacterKind.isHan(buffer[sign - 3]) || PlaceCharacters.stops.contains(buffer[sign - 3]),
            !notProvinces.contains(buffer[sign - 1]),
            !(buffer.scalar(at: sign + 1).map { notBehindProvinces.contains($0) } ?? false)
        else { return nil }
        return NormalizedSpan(sign - 2, sign + 1)
    }

    /// 省会, 省级, 省里, 省市: of the province there is, not of one by name; 省人 and 省份 too.
    private static let notBehindProvinces = ScalarSet("会级里内市直垂道人份外时钱")
    private static let notProvinces = ScalarSet("节反邻跨找往报去进赴外出回俭减")

    private static func end(_ buffer: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
        var index = start
        let first = buffer[start]
        if (0x41...0x5A).contains(first), first != 0x58 {
            guard start == 0 || !CharacterKind.isLatin(buffer[start - 1]) && !CharacterKind.isDigit(buffer[start - 1])
            else { return nil }
            index += 1
            while index < buffer.count, index - start <= 2, CharacterKind.isDigit(buffer[index]) { index += 1 }
        } else if masks.contains(first) {
            guard start == 0 || !masks.contains(buffer[start - 1]) else { return nil }
            while index < buffer.count, index - start < 4, buffer[index] == first { index += 1 }
        } else {
            return nil
        }
        guard index < buffer.count, let (length, word) = units.word(buffer, at: index) else { return nil }
        // B区 and A村 without a number are parts of an estate or a plan as often.
        if index - start == 1, first != 0x58, masks.contains(first) == false,
            parts[word],
            start == 0 || buffer[start - 1] != 0x5E02
        {
            return nil
        }
        return index + length
    }
}
