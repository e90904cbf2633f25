internal import Documents

/// Places told by a number: 地铁3号线文体中心站, 409房.
extension LocalNames {
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
