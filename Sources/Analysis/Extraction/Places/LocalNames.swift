internal import Documents

/// Finds 东河村, 建设路, 阳光小区, 14栋二楼 without a division before them: back from the ending to a boundary.
struct LocalNames: Sendable {
    let grammar: AddressGrammar
    let words: AddressWords
    /// What may be told at each character; at most none.
    private let tasks: ScalarTable<Tasks>

    /// What a character may be the sign of.
    private struct Tasks: OptionSet {
        let rawValue: UInt8
        /// The letter of a road's number.
        static let road = Tasks(rawValue: 1)
        /// The first character of a country.
        static let country = Tasks(rawValue: 2)
        /// The last character of a name without an ending, or of a phase.
        static let closer = Tasks(rawValue: 4)
        /// 等 behind a row of names.
        static let row = Tasks(rawValue: 8)
        /// The first character of an ending.
        static let ending = Tasks(rawValue: 16)
    }

    init(_ grammar: AddressGrammar) {
        self.grammar = grammar
        words = grammar.words
        var tasks = ScalarTable<Tasks>(repeating: [])
        for (task, signs) in [
            (Tasks.road, ScalarSet("GSXYCZ")), (.country, words.abroad.firsts), (.closer, LocalNames.closers),
            (.closer, LocalNames.naturalClosers), (.closer, ScalarSet("期")), (.row, ScalarSet("等")),
            (.ending, words.lead.firsts),
        ] { tasks.update(signs) { $0.formUnion(task) } }
        self.tasks = tasks
    }

    /// Adds the names that lie outside of `mentions` and `taken`.
    func addNames(to mentions: inout [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>, _ occupied: inout [Bool]) {
        var index = 1
        while true {
            index = tasks.firstIndex(in: buffer, from: index) { !$0.isEmpty }
            guard index < buffer.count else { break }
            defer { index += 1 }
            let task = tasks[buffer[index]]
            if task.contains(.road), let span = roadCode(buffer, index, occupied) {
                mentions.take(span, "place.road-number", &occupied)
                index = span.end - 1
                continue
            }
            if task.contains(.country), !occupied[index], let end = country(buffer, index),
                end == occupied.free(from: index, to: end)
            {
                mentions.take(NormalizedSpan(index, end), "place.abroad", isOpen: true, &occupied)
                index = end - 1
                continue
            }
            if !task.isDisjoint(with: [.closer, .row]), !occupied[index],
                let listed = introduced(buffer, index, occupied) ?? listed(buffer, index, occupied)
            {
                for span in listed { mentions.take(span, "place.introduced", &occupied) }
                index = max(index, (listed.last?.end ?? 0) - 1)
                continue
            }
            guard task.contains(.ending), !occupied[index], let (length, _) = words.lead.word(buffer, at: index),
                words.part.word(buffer, at: index)?.length == length,
                let start = name(buffer, index, index + length, occupied)
            else { continue }
            let end = occupied.free(
                from: index + length,
                to: max(index + length, grammar.detailEnd(buffer, from: index + length, isBegun: true)))
            mentions.take(NormalizedSpan(start, end), "place.local-name", &occupied)
            index = end - 1
        }
    }

    /// 县道X642线, G312国道: a road by its letter and number, with what follows.
    private func roadCode(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]) -> NormalizedSpan? {
        guard isRoadLetter(buffer[index]), !occupied[index], index > 0,
            !CharacterKind.isLatin(buffer[index - 1]), !CharacterKind.isDigit(buffer[index - 1])
        else { return nil }
        var end = index + 1
        while end < buffer.count, end - index <= 4, CharacterKind.isDigit(buffer[end]) { end += 1 }
        guard end - index >= 3, let (length, _) = LocalNames.roadKinds.word(buffer, at: end) else { return nil }
        var start = index
        if index >= 2, LocalNames.roadKinds.endsBefore(buffer, index, longest: 2), !occupied[index - 2] { start -= 2 }
        return NormalizedSpan(start, grammar.detailEnd(buffer, from: end + length, isBegun: true))
    }

    /// G S X Y C Z
    @inline(__always)
    private func isRoadLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x47, 0x53, 0x58, 0x59, 0x43, 0x5A: true
        default: false
        }
    }

    private static let roadKinds = WordSet(["国道", "省道", "县道", "乡道", "村道", "高速", "公路", "线"])

    /// A7县|金科时代中心|物业: a name without any ending, told by who lives there or looks after it.
    func toldEstateEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard start > 0, PlaceCharacters.unitSigns.contains(buffer[start - 1]) else { return nil }
        if let owned = beginsEstate(buffer, start) ? ownedEnd(buffer, from: start, nil) : nil { return owned }
        var end = start
        while end < buffer.count, end - start <= 9, CharacterKind.isHan(buffer[end]),
            !PlaceCharacters.stops.contains(buffer[end]) || PlaceCharacters.positional.contains(buffer[end])
        {
            if end - start >= 3, words.told.word(buffer, at: end) != nil {
                return isName(buffer, start, min(end, start + 3), isEstate: true)
                    && !(start..<end).contains { words.body.word(buffer, at: $0) != nil } ? end : nil
            }
            end += 1
        }
        return nil
    }

    /// How far back from `ending` a name may go, six characters at most, and where in it a word before names ends.
    func reach(
        _ buffer: UnsafeBufferPointer<UInt32>, before ending: Int, _ occupied: [Bool]
    ) -> (first: Int, told: Int?) {
        var first = ending
        while first > 0, ending - first < 6, CharacterKind.isHan(buffer[first - 1]), !occupied[first - 1],
            !words.isStop(buffer, first - 1)
        { first -= 1 }
        return (
            first,
            stride(from: ending - 1, through: max(first, 1), by: -1).first {
                words.before.endsBefore(buffer, $0, longest: 3)
            }
        )
    }

    // MARK: introduced names

    /// 如柳岸园、秋实园; 从前石畔一直…; 住石桥春晓二期: names without an ending of their own kind, which only the word
    /// before them and the edge behind tell.
    private func introduced(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]
    ) -> [NormalizedSpan]? {
        let isPhase = buffer[index] == 0x671F
        let isNatural = LocalNames.naturalClosers.contains(buffer[index])
        let isEstate = isPhase || LocalNames.closers.contains(buffer[index])
        guard isNatural || isEstate, index > 2 else { return nil }
        let ending = isPhase ? index - 1 : index
        if isPhase, Numeral.digit(buffer[ending]) == nil || buffer[ending - 1] == 0x671F { return nil }
        guard closes(buffer, index + 1, isNatural, isEstate) else { return nil }
        var (first, told) = reach(buffer, before: ending, occupied)
        if let place = told {
            // 不如绿水青山
            if isNatural, buffer[place - 1] == 0x5982 { return nil }
            first = place
        } else {
            // 山场名“八当冲”
            let isQuoted =
                first > 1 && buffer[first - 1] == 0x201C
                && (LocalNames.naming.contains(buffer[first - 2]) || LocalNames.introducers.contains(buffer[first - 2]))
                && buffer.scalar(at: index + 1) == 0x201D
            guard first > 0, isQuoted || LocalNames.introducers.contains(buffer[first - 1]),
                // 北至分水岭: a boundary
                buffer[first - 1] != 0x81F3 || first < 2 || !PlaceCharacters.directions.contains(buffer[first - 2])
            else { return nil }
        }
        guard isIntroducible(buffer, first, index + 1, isPhase ? ending : index + 1) else { return nil }
        var spans = [NormalizedSpan(first, index + 1)]
        while isEstate, let next = spans.last?.end, next < buffer.count, buffer[next] == 0x3001,
            let item = itemEnd(buffer, next + 1, occupied)
        { spans.append(NormalizedSpan(next + 1, item)) }
        return spans
    }

    /// A市|金茂府, 涧西区|太和园: an estate right behind a division, closed by its last character.
    func closedEstateEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard start > 0, PlaceCharacters.unitSigns.contains(buffer[start - 1]) else { return nil }
        return itemEnd(buffer, start, nil) ?? waterEnd(buffer, start)
    }

    /// A7县|松雅湖|东北角: a lake or hill whose side is told.
    private func waterEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int? {
        for end in start + 3...start + 4 where end < buffer.count {
            guard LocalNames.naturalClosers.contains(buffer[end - 1]),
                PlaceCharacters.directions.contains(buffer[end]) || LocalNames.behindNature.contains(buffer[end])
                    || !CharacterKind.isHan(buffer[end])
            else { continue }
            guard (start..<end).allSatisfy({ CharacterKind.isHan(buffer[$0]) && !words.isStop(buffer, $0) }),
                isIntroducible(buffer, start, end, end)
            else { return nil }
            return grammar.sideEnd(buffer, from: end) ?? end
        }
        return nil
    }

    /// 泉塘第三小学|对面: a place told by the body beside it, behind a division.
    func besideBodyEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var index = start
        while index < buffer.count, index - start <= 10, CharacterKind.isHan(buffer[index]) {
            if index == start || index - start >= 3 && LocalNames.houseEnds.contains(buffer[index - 1]),
                let (length, _) = LocalNames.besides.word(buffer, at: index)
            {
                return index + length
            }
            if PlaceCharacters.stops.contains(buffer[index]) && words.isStop(buffer, index) { return nil }
            index += 1
        }
        return nil
    }

    private static let houseEnds = ScalarSet("宫馆店站校院所厅厂局行社场学园楼桥市")
    private static let besides = WordSet(["对面", "旁边", "旁", "后面", "门口", "大门口"])

    /// 出逃美国, 在日本: a country behind a word of place.
    private func country(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Int? {
        guard index > 0, LocalNames.countryLeaders.contains(buffer[index - 1]),
            let (length, _) = words.abroad.word(buffer, at: index)
        else { return nil }
        let after = buffer.scalar(at: index + length)
        return after.map { [0x4EBA, 0x7C4D, 0x8D27, 0x4EA7].contains($0) } ?? false ? nil : index + length
    }

    private static let countryLeaders = ScalarSet("在到去往从赴回至于逃抵飞")

    /// Another name of the row, up to its closer.
    private func itemEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ occupied: [Bool]?) -> Int? {
        var end = start
        while end < buffer.count, end - start < 7, CharacterKind.isHan(buffer[end]), !(occupied?[end] ?? false),
            !words.isStop(buffer, end)
        {
            end += 1
            if end - start >= 3, LocalNames.closers.contains(buffer[end - 1]), closes(buffer, end, false, true) {
                return isIntroducible(buffer, start, end, end) ? end : nil
            }
        }
        return nil
    }

    private func isIntroducible(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int, _ nameEnd: Int
    ) -> Bool {
        nameEnd - start >= 3 && Numeral.digit(buffer[start]) == nil
            && !LocalNames.common.contains(buffer[start])
            && !(start..<end).contains {
                words.body.word(buffer, at: $0) != nil || (words.ordinary.word(buffer, at: $0)?.length ?? 0) >= 2
                    || words.common.word(buffer, at: $0) != nil
            }
            && !grammar.shape.isOrdinary(buffer, start..<nameEnd - 1, strictly: true)
    }

    /// Nothing that the ending could begin stands behind.
    private func closes(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ isNatural: Bool, _ isEstate: Bool
    ) -> Bool {
        guard let after = buffer.scalar(at: index) else { return true }
        return !CharacterKind.isHan(after) && !CharacterKind.isDigit(after)
            || isNatural && LocalNames.behindNature.contains(after)
            || isEstate && (LocalNames.behindEstate.contains(after) || words.told.word(buffer, at: index) != nil)
    }

    static let closers = ScalarSet("苑园城湾郡庭邸汇府")
    private static let naturalClosers = ScalarSet("河湖渠沟坡岭冲塘坝畔崖谷岛山洞垅坪坳岗垭坎坑滩湾")
    private static let introducers = ScalarSet("在于从到至往去经叫")
    private static let naming = ScalarSet("名叫称为:")
    /// 大桥, 这河: beginnings that make no name.
    private static let common = ScalarSet("这那哪大小高一两几新旧整半老")
    private static let behindEstate = ScalarSet("等的都和与二一三四门附旁对")
    private static let behindNature = ScalarSet("边上里畔旁的一直养种捡钓挖采放打")

    /// 学府花园、锦绣江南、碧水云天|等小区: whatever stands in such a row is an estate.
    private func listed(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ occupied: [Bool]
    ) -> [NormalizedSpan]? {
        guard buffer[index] == 0x7B49, index > 3 else { return nil }
        var head = index + 1
        while head < buffer.count, head - index <= 3,
            Numeral.digit(buffer[head]) != nil || LocalNames.fewOf.contains(buffer[head])
        { head += 1 }
        guard LocalNames.rowHeads.word(buffer, at: head) != nil else { return nil }
        var spans: [NormalizedSpan] = []
        var end = index
        while end > 1 {
            var start = end
            while start > 0, end - start < 9, CharacterKind.isHan(buffer[start - 1]), !words.isStop(buffer, start - 1),
                !occupied[start - 1]
            { start -= 1 }
            if start == end, start > 0, occupied[start - 1] {
                while start > 0, occupied[start - 1] { start -= 1 }
                guard start > 0, buffer[start - 1] == 0x3001 else { break }
                end = start - 1
                continue
            }
            let isInner = start > 0 && buffer[start - 1] == 0x3001
            if !isInner,
                let place = stride(from: end - 2, through: max(start, 1), by: -1).first(where: {
                    words.before.endsBefore(buffer, $0, longest: 3)
                })
            {
                start = place
            }
            guard end - start >= 3, end - start <= 8, words.common.word(buffer, at: start) == nil,
                (words.ordinary.word(buffer, at: start)?.length ?? 0) < 2
            else { break }
            spans.append(NormalizedSpan(start, end))
            guard isInner else { break }
            end = start - 1
        }
        // One name alone is no row.
        guard let first = spans.last, spans.count > 1 || first.start > 1 && occupied[first.start - 2] else {
            return nil
        }
        return spans.reversed()
    }

    private static let rowHeads = WordSet(["小区", "楼盘", "老旧小区", "安置小区", "住宅小区", "居民小区", "小区业主"])
    private static let fewOf = ScalarSet("多个几余十")

    // MARK: names

    /// Where the name before the ending at `index` begins; `nil` where the characters make none.
    private func name(
        _ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ end: Int, _ occupied: [Bool]
    ) -> Int? {
        guard !grammar.goesOn(buffer, at: end), !grammar.startsBody(buffer, at: end) else { return nil }
        let isEstate = words.estate.word(buffer, at: index)?.length == end - index
        let longest = isEstate ? 6 : 4
        var start = index
        while start > 0, index - start < longest, CharacterKind.isHan(buffer[start - 1]),
            !words.isStop(buffer, start - 1), !occupied[start - 1]
        { start -= 1 }
        // A5|区环保工业园
        if start > 0, CharacterKind.isLatin(buffer[start - 1]) || CharacterKind.isDigit(buffer[start - 1]),
            PlaceCharacters.unitSigns.contains(buffer[start])
        {
            return nil
        }
        var isBehindWord = false
        // 位于阳光小区, 途经建设路; 住柳园行政村, 问夏庄街道, 沿福寿路
        for place in stride(from: index - 2, through: max(start, 1), by: -1)
        where words.before.endsBefore(buffer, place, longest: 3) {
            start = place
            isBehindWord = true
            break
        }
        // 小区如|柳岸园: one character before the ending, for which `introduced` stands in.
        if !isBehindWord, isEstate, index - start >= 3, words.before.endsBefore(buffer, index - 1, longest: 1) {
            return nil
        }
        if !isBehindWord {
            for offset in [1, 0]
            where index - start - offset > 2 && PlaceCharacters.verbs.contains(buffer[start + offset]) {
                start += offset + 1
                isBehindWord = true
                break
            }
        }
        // 出|先锋新宇小区
        if !isBehindWord, isEstate, index - start >= 4, LocalNames.gates.contains(buffer[start]) {
            start += 1
            isBehindWord = true
        }
        start = withHarmony(buffer, start, occupied)
        let begins = start
        if start > 0, !isBehindWord, PlaceCharacters.villageHeads.contains(buffer[start - 1]), index - start <= 3,
            !occupied[start - 1],
            start == 1 || !CharacterKind.isHan(buffer[start - 2]) || end - index == 3
                || PlaceCharacters.stops.contains(buffer[start - 2])
                    && !PlaceCharacters.villageHeads.contains(buffer[start - 2]),
            // 之前|漓楚路
            !words.before.endsBefore(buffer, start, longest: 2),
            !(start >= 2 && LocalNames.beforeAndAfter.contains(buffer[start - 2]))
        {
            start -= 1
        }
        // 东至石板路: a boundary of land, told by what lies there.
        if start >= 2, buffer[start - 1] == 0x81F3, PlaceCharacters.directions.contains(buffer[start - 2]) {
            return nil
        }
        // 安置小区 is a common noun, 松雅安置小区 is not.
        if let common = (max(0, end - 4)..<index).first(where: {
            words.common.word(buffer, at: $0)?.length == end - $0
        }), !isEstate || common - start < 2 {
            return nil
        }
        guard index - start >= 2, isName(buffer, start, index, isEstate: isEstate),
            isBehindWord || start == 0 || start < begins || isEdge(buffer, start)
        else { return nil }
        return start
    }

    private static let gates = ScalarSet("出进")
    private static let beforeAndAfter = ScalarSet("之以目日此")

    /// 和平花园: 和 is a stop, but not before 平.
    func withHarmony(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ occupied: [Bool]) -> Int {
        start > 0 && buffer[start - 1] == 0x548C && buffer[start] == 0x5E73 && !occupied[start - 1] ? start - 1 : start
    }

    func isEdge(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        let before = buffer[start - 1]
        return !CharacterKind.isHan(before) || PlaceCharacters.stops.contains(before) || before == 0x4F4F
    }

    /// Beginnings of endings before which names are of any shape: 村, 屯, 胡同, 自然村.
    private static let homely = ScalarSet("村庄屯寨胡自行小社")
    static let kinds = WordSet([
        "安置", "生活", "回迁", "还建", "移民", "保障", "商业", "步行", "文化", "住宅", "家属", "职工", "工业", "生态",
    ])

    /// Verbs of one character that hardly any name holds.
    private static let deeds = ScalarSet("搞夺搅撤骂踢奔绕逛扑逼跟推说找回拆抢堵骗赶叫睡哭怕")

    /// False where the characters hold a word that makes no name.
    func isName(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ index: Int, isEstate: Bool
    ) -> Bool {
        let last = buffer.scalar(at: index) ?? 0
        // 松雅|安置|小区, 德雅苑|生活|小区: what kind of estate it is.
        var index = index
        if index - start >= 4, LocalNames.kinds.endsBefore(buffer, index, longest: 2) { index -= 2 }
        if let (length, _) = words.ordinary.word(buffer, at: start),
            start + length != index || !grammar.isRoadName(buffer, start, length)
        {
            return false
        }
        for place in (start + 1)..<index where (words.ordinary.word(buffer, at: place)?.length ?? 0) >= 2 {
            return false
        }
        // 搞百村, 推小区: what is done to a place; but 奔牛镇.
        for place in start..<index where LocalNames.deeds.contains(buffer[place]) {
            guard place + 1 < index, grammar.shape.standsInName(buffer[place], buffer[place + 1]) else { return false }
        }
        return !grammar.shape.isOrdinary(
            buffer, start..<index, strictly: !isEstate && !LocalNames.homely.contains(last))
    }
}
