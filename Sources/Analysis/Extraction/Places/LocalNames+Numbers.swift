internal import Documents

/// Places told by a number: 14栋二楼, 地铁3号线文体中心站, 409房.
extension LocalNames {
    /// Adds buildings said by their number: 14栋二楼, 5、6、9号楼, 谷山庭院14栋.
    func addBuildings(
        to mentions: inout [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>, _ occupied: inout [Bool]
    ) {
        var index = 1
        while true {
            index = LocalNames.countingSigns.firstIndex(in: buffer, from: index)
            guard index < buffer.count else { break }
            defer { index += 1 }
            let scalar = buffer[index]
            if LocalNames.numberSigns.contains(scalar) {
                guard let span = numbered(buffer, index, occupied) else { continue }
                mentions.take(span, "place.numbered", &occupied)
                index = span.end - 1
                continue
            }
            // 号楼, 号栋; 栋, 幢
            let next = buffer.scalar(at: index + 1)
            let length = scalar == 0x53F7 && (next == 0x697C || next == 0x680B) ? 2 : 1
            guard length == 2 || scalar != 0x53F7, !occupied[index],
                let start = building(buffer, index, index + length, occupied)
            else { continue }
            let end = occupied.free(
                from: index + length,
                to: max(index + length, grammar.detailEnd(buffer, from: index + length, isBegun: true)))
            mentions.take(NormalizedSpan(start, end), "place.building", &occupied)
            index = end - 1
        }
    }

    /// 7栋, 3、5号楼, 3号线, 409房: a number and its sign alone; a building with a unit or room in it tells a home.
    static func isBareNumber(_ mention: PlaceMention, _ buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        let span = mention.span
        switch mention.rule {
        case "place.numbered":
            return [0x7EBF, 0x623F].contains(buffer[span.end - 1]) && !CharacterKind.isHan(buffer[span.start])
                || buffer[span.end - 1] == 0x7EBF && Numeral.digit(buffer[span.start]) != nil
        case "place.building":
            guard let sign = span.range.first(where: { buildingSigns.contains(buffer[$0]) }),
                // 谷山庭院14栋
                !CharacterKind.isHan(buffer[span.start]) || Numeral.digit(buffer[span.start]) != nil
                    || buffer[span.start] == 0x5341
            else { return false }
            // 号楼, 栋; 和7号楼
            return !(sign..<span.end).contains { buffer[$0] == 0x5143 || buffer[$0] == 0x5BA4 || buffer[$0] == 0x623F }
                && span.range.suffix(3).allSatisfy { !CharacterKind.isDigit(buffer[$0]) || $0 < sign }
        default: return false
        }
    }

    private static let buildingSigns = ScalarSet("号栋幢")
    private static let countingSigns = buildingSigns.union(numberSigns)

    // MARK: buildings

    /// Where 14栋, 9号楼, A2幢 begins: figures or a letter, but no count of buildings (共5栋).
    private func building(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ end: Int, _ occupied: [Bool]
    ) -> Int? {
        var start = index
        while start > 0, index - start < 9, !occupied[start - 1],
            CharacterKind.isDigit(buffer[start - 1]) || CharacterKind.isLatin(buffer[start - 1])
                || buffer[start - 1] == 0x23 || Self.listMarks.contains(buffer[start - 1]) && start < index
        { start -= 1 }
        while start < index, Self.listMarks.contains(buffer[start]) { start += 1 }
        // 十五栋, but 一栋 counts.
        if start == index {
            while start > 0, index - start < 3, !occupied[start - 1],
                Numeral.digit(buffer[start - 1]) != nil || buffer[start - 1] == 0x5341
            { start -= 1 }
            guard index - start >= 2 else { return nil }
        } else {
            guard CharacterKind.isDigit(buffer[index - 1]) || buffer[index - 1] == 0x23 || index - start == 1 else {
                return nil
            }
        }
        // 3栋32层的住宅
        if end < buffer.count, CharacterKind.isDigit(buffer[end]),
            grammar.countedEnd(buffer, from: end).map({ buffer[$0 - 1] == 0x5C42 }) ?? false
        {
            return nil
        }
        if let before = buffer.scalar(at: start - 1), LocalNames.counters.contains(before) { return nil }
        // 5栋住宅 counts them, 6#栋住宅 and 3/6栋住宅 name them.
        let isNamed = buffer[index - 1] == 0x23 || (start..<index).contains { Self.listMarks.contains(buffer[$0]) }
        guard !grammar.goesOn(buffer, at: end), isNamed || LocalNames.counted.word(buffer, at: end) == nil else {
            return nil
        }
        return estateStart(buffer, start, occupied) ?? start
    }

    /// 谷山庭院|14栋, 三期|15栋: the estate or its part right before the building.
    private func estateStart(_ buffer: UnsafeBufferPointer<UInt32>, _ building: Int, _ occupied: [Bool]) -> Int? {
        guard building > 2 else { return nil }
        var start = building
        if buffer[building - 1] == 0x671F, Numeral.digit(buffer[building - 2]) != nil, !occupied[building - 2] {
            start = building - 2
        }
        guard start > 2, PlaceCharacters.houses.contains(buffer[start - 1]), buffer[start - 1] != 0x671F else {
            return start < building ? start : nil
        }
        let ending = start - 1
        var (first, told) = reach(buffer, before: ending, occupied)
        if let place = told {
            first = place
        } else if first > 0, !isEdge(buffer, first) {
            return start < building ? start : nil
        }
        first = withHarmony(buffer, first, occupied)
        return ending - first >= 1 && isName(buffer, first, max(first + 1, ending), isEstate: true)
            ? first : start < building ? start : nil
    }

    /// 2、3栋, 26-28栋, 3/6栋
    private static let listMarks = ScalarSet("、-/~")
    private static let counters = ScalarSet("共有建盖各每约计达余两个周月日.")
    private static let counted = WordSet(["楼房", "房子", "别墅", "高层", "住宅", "厂房", "大棚", "新楼", "小高层", "楼", "居民楼"])

    // MARK: lines, stations, rooms

    static let numberSigns = ScalarSet("线房站")

    /// The line or room whose sign stands at `index`.
    func numbered(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]) -> NormalizedSpan? {
        switch buffer[index] {
        case 0x7EBF: line(buffer, index, occupied)
        case 0x7AD9: station(buffer, index, occupied)
        default: room(buffer, index, occupied)
        }
    }

    /// 高铁|西|站, 火车南站: by its side of the town alone.
    private func station(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]) -> NormalizedSpan? {
        guard index >= 3, PlaceCharacters.directions.contains(buffer[index - 1]), !occupied[index],
            Self.trains.word(buffer, at: index - 3)?.length == 2, !occupied[index - 3]
        else { return nil }
        return NormalizedSpan(index - 3, index + 1)
    }

    private static let trains = WordSet(["高铁", "火车", "汽车"])

    /// 地铁3号|线|文体中心站: a line with the station on it.
    private func line(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]) -> NormalizedSpan? {
        guard index >= 2, buffer[index - 1] == 0x53F7, !occupied[index] else { return nil }
        var start = index - 1
        while start > 0, index - start < 5, !occupied[start - 1],
            CharacterKind.isDigit(buffer[start - 1]) || Numeral.digit(buffer[start - 1]) != nil
                || buffer[start - 1] == 0x5341
        { start -= 1 }
        guard start < index - 1 else { return nil }
        for length in [4, 2] where start >= length {
            if Self.rails.word(buffer, at: start - length)?.length == length, !occupied[start - length] {
                start -= length
                break
            }
        }
        return NormalizedSpan(start, occupied.free(from: index, to: stationEnd(buffer, index + 1) ?? index + 1))
    }

    private static let rails = WordSet(["地铁", "轻轨", "轨道交通"])

    /// 文体中心站, 洋湖站的2号出口
    private func stationEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
        var end = start
        while end < buffer.count, end - start < 8, CharacterKind.isHan(buffer[end]),
            !PlaceCharacters.stops.contains(buffer[end]) || PlaceCharacters.positional.contains(buffer[end])
        {
            end += 1
            if end - start >= 3, buffer[end - 1] == 0x7AD9 {
                return Self.exits.word(buffer, at: end).map { end + $0.length } ?? end
            }
        }
        return nil
    }

    private static let exits = WordSet(["出口", "出入口", "入口", "站口"])

    /// 409|房, but no 304房东.
    private func room(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]) -> NormalizedSpan? {
        var start = index
        while start > 0, index - start < 5, CharacterKind.isDigit(buffer[start - 1]), !occupied[start - 1] {
            start -= 1
        }
        guard (3...4).contains(index - start), buffer[start] != 0x30, !occupied[index],
            start == 0 || !CharacterKind.isLatin(buffer[start - 1]) && buffer[start - 1] != 0x2D,
            index + 1 == buffer.count || !Self.behindRoom.contains(buffer[index + 1])
        else { return nil }
        return NormalizedSpan(start, index + 1)
    }

    /// 房东, 房屋, 房产 are words.
    private static let behindRoom = ScalarSet("东屋产价租贷款源型主客子地改间")
}
