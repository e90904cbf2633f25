internal import Documents

/// Estates whose names have no ending of their kind: told by being said again, or by those who live there.
extension LocalNames {
    /// A市|金科天悦|的车位 … 我是金科天悦的住户: behind a division, a name that the text says again and that somebody
    /// lives in, buys or has built. `nil` where none ends.
    func repeatedEstateEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard start > 0, PlaceCharacters.unitSigns.contains(buffer[start - 1]), beginsEstate(buffer, start) else {
            return nil
        }
        var longest = 0
        var places: [Int] = []
        var index = 0
        while places.count < Self.enoughPlaces, let place = next(buffer, likeThreeAt: start, from: index) {
            guard place != start else {
                index = place + 1
                continue
            }
            index = place
            let length = sharedLength(buffer, start, index)
            longest = max(longest, length)
            places.append(index)
            index += 3
        }
        guard longest >= 3, let (length, isClosed) = nameLength(buffer, start, longest) else { return nil }
        let all = [start] + places
        guard !all.contains(where: { grammar.startsBody(buffer, at: $0 + length) }),
            all.contains(where: { words.housing.word(buffer, at: $0 + length) != nil })
                || (isClosed || !grammar.shape.isOrdinary(buffer, start..<start + length))
                    && all.contains(where: { isLivedIn(buffer, $0, length) })
        else { return nil }
        return start + length
    }

    /// The first place from `index` on where the three characters stand that stand at `start`.
    private func next(_ buffer: UnsafeBufferPointer<UInt32>, likeThreeAt start: Int, from index: Int) -> Int? {
        let text = UnsafeRawPointer(buffer.baseAddress!)
        func two(_ index: Int) -> UInt64 { text.loadUnaligned(fromByteOffset: 4 &* index, as: UInt64.self) }
        let (wanted, third) = (two(start), buffer[start + 2])
        var place = index
        while place + 3 <= buffer.count {
            if two(place) == wanted, buffer[place + 2] == third { return place }
            place += 1
        }
        return nil
    }

    private static let enoughPlaces = 8
    private static let longestEstate = 10

    func beginsEstate(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        start + 3 <= buffer.count && (start..<start + 3).allSatisfy { isOfName(buffer, $0) }
            && CharacterKind.isHan(buffer[start]) && !PlaceCharacters.stops.contains(buffer[start])
            && (words.ordinary.word(buffer, at: start)?.length ?? 0) < 2 && words.before.word(buffer, at: start) == nil
    }

    /// Characters of a name: no mark, no stop but 之 and those that stand inside names.
    private func isOfName(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        let scalar = buffer[index]
        return CharacterKind.isHan(scalar) && (scalar == 0x4E4B || !words.isStop(buffer, index))
            || CharacterKind.isDigit(scalar) || CharacterKind.isLatin(scalar) || scalar == 0xB7
    }

    /// How much two places of the text share, up to what no name holds.
    private func sharedLength(_ buffer: UnsafeBufferPointer<UInt32>, _ one: Int, _ other: Int) -> Int {
        var length = 0
        while length < Self.longestEstate, max(one, other) + length < buffer.count,
            buffer[one + length] == buffer[other + length], isOfName(buffer, one + length)
        {
            if length >= 2, !isNamed(buffer, one + length) { break }
            length += 1
        }
        return length
    }

    private func isNamed(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        words.told.word(buffer, at: index) == nil && words.body.word(buffer, at: index) == nil
            && (words.ordinary.word(buffer, at: index)?.length ?? 0) < 2
    }

    /// Up to the last ending of an estate in what is shared, else without the words that letters are made of.
    private func nameLength(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ longest: Int
    ) -> (length: Int, isClosed: Bool)? {
        for length in stride(from: longest, through: 3, by: -1) {
            let last = buffer[start + length - 1]
            let isPhase = last == 0x671F && Numeral.digit(buffer[start + length - 2]) != nil
            if isPhase || Self.closers.contains(last)
                || words.estate.endsBefore(buffer, start + length, longest: 4)
            {
                return grammar.goesOn(buffer, at: start + length) ? nil : (length, true)
            }
        }
        var length = longest
        while length >= 3, grammar.shape.isOrdinary(buffer, start + length - 2..<start + length, strictly: true) {
            length -= 2
        }
        return length >= 3 && words.common.word(buffer, at: start) == nil ? (length, false) : nil
    }

    /// Somebody lives in it, buys in it, or it has buildings.
    private func isLivedIn(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ length: Int) -> Bool {
        if start > 0, words.before.endsBefore(buffer, start, longest: 4) { return true }
        var end = start + length
        if end < buffer.count, buffer[end] == 0x7684 { end += 1 }
        return words.told.word(buffer, at: end) != nil || grammar.countedEnd(buffer, from: end) != nil
            || words.belonging.word(buffer, at: end) != nil
    }

    // MARK: owners

    /// 我是云栖谷的一名业主: the name, wherever it begins, behind which one says that one lives there.
    func addOwned(to mentions: inout [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>, _ occupied: inout [Bool]) {
        var index = 1
        while true {
            index = Self.selfSigns.firstIndex(in: buffer, from: index)
            guard index < buffer.count else { break }
            defer { index += 1 }
            guard Self.selves.endsBefore(buffer, index + 1, longest: 3) else { continue }
            // 我是|A市A5区|云栖谷的业主: behind the division that is found already.
            var start = index + 1
            while start < buffer.count, occupied[start] { start += 1 }
            guard start + 3 < buffer.count, beginsEstate(buffer, start),
                let end = ownedEnd(buffer, from: start, occupied)
            else { continue }
            mentions.take(NormalizedSpan(start, end), "place.owned", &occupied)
        }
    }

    private static let selfSigns = ScalarSet("是系为")
    private static let selves = WordSet(["我是", "们是", "人是", "人系", "我系", "们系", "作为", "身为"])

    /// The end of a name right before 的业主, 一名住户 and their like.
    func ownedEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int, _ occupied: [Bool]?) -> Int? {
        var end = start
        while end < buffer.count, end - start <= Self.longestEstate, !(occupied?[end] ?? false) {
            if end - start >= 3, isOwner(buffer, end) {
                return grammar.shape.isOrdinary(buffer, end - 2..<end, strictly: true)
                    && !Self.closers.contains(buffer[end - 1])
                    || words.common.endsBefore(buffer, end, longest: 4) ? nil : end
            }
            guard isOfName(buffer, end), end == start || isNamed(buffer, end) else { return nil }
            end += 1
        }
        return nil
    }

    /// 的业主, 的一名住户, 一位业主
    private func isOwner(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        var at = index
        if let (length, _) = Self.oneOf.word(buffer, at: at) { at += length }
        return words.owner.word(buffer, at: at) != nil
    }

    private static let oneOf = WordSet(["的", "的一名", "的一位", "的一个", "的一员", "一名", "一位", "一个", "的普通", "的众多"])
}
