internal import Documents

/// Reads the detail of an address: road, number, estate, building, unit, village, group.
struct AddressGrammar: Sendable {
    let words: AddressWords
    let shape: NameShape

    // MARK: what stands behind

    func startsBody(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> Bool {
        guard index < buffer.count else { return false }
        // 城关街道|办
        if buffer[index] == 0x529E, index > 0, buffer[index - 1] == 0x9053 { return true }
        guard let (length, _) = words.body.word(buffer, at: index) else { return false }
        // 楚府东苑|消防通道 is no body, 东河镇|消防队 is one.
        if index > 0, !PlaceCharacters.seats.contains(buffer[index - 1]),
            words.soft.word(buffer, at: index)?.length == length
        {
            return false
        }
        // 学校路, 银行巷: a road named after it.
        return !(buffer.scalar(at: index + length).map { PlaceCharacters.roads.contains($0) } ?? false)
    }

    /// 村委会, 组织, 号召: the last character of an ending is the first of another word.
    func goesOn(_ buffer: UnsafeBufferPointer<UInt32>, at end: Int) -> Bool {
        // 石榴圩镇|长坑村: 长 begins a village's name.
        if buffer.scalar(at: end) == 0x957F, end + 2 < buffer.count,
            (end + 2..<min(end + 5, buffer.count)).contains(where: { [0x6751, 0x5C6F, 0x5E84].contains(buffer[$0]) }),
            !PlaceCharacters.stops.contains(buffer[end + 1]), !shape.isOrdinary(buffer, end..<end + 2)
        {
            return false
        }
        return (words.goesOn.word(buffer, at: end - 1)?.length ?? 0) >= 2
    }

    // MARK: the whole detail

    /// The end of the address detail that begins at `start`.
    ///
    /// - Parameter isBegun: whether a part of the address ends at `start`; else a division's name does.
    func detailEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int, isBegun: Bool = false) -> Int {
        if startsBody(buffer, at: start) { return start }
        var end = start
        while let next = (end > start || isBegun ? siteEnd(buffer, from: end) : nil) ?? partEnd(buffer, from: end) {
            if startsBody(buffer, at: next), !buffer.stands([0x5C40], at: next) || next == start {
                // 广胜村|村委: the village stands by itself.
                if buffer[next - 1] == 0x6751, buffer.scalar(at: next) == 0x6751 { return next }
                return end == start ? start : end
            }
            end = next
        }
        if end == start, !isBegun { end = listedEnd(buffer, from: start) ?? start }
        let isBegun = isBegun || end > start
        guard isBegun || end > 0 && end < buffer.count && buffer[end] == 0x7684 else { return end }
        if isBegun, let hamlet = hamletEnd(buffer, from: end) { return hamlet }
        // 石羊沟村、檬子村; 1号楼、2号楼: one place told in several parts.
        while end + 1 < buffer.count, buffer[end] == 0x3001 || [0x4E0E, 0x548C].contains(buffer[end]),
            let next = partEnd(buffer, from: end + 1),
            next - end <= 7, !startsBody(buffer, at: next), isSameKind(buffer, end, next),
            buffer[end] == 0x3001 || CharacterKind.isDigit(buffer[end + 1])
        { end = next }
        if isBegun, let bounded = boundedEnd(buffer, from: end) { return bounded }
        // 古峡街与汉坝路路口
        if isBegun, end + 1 < buffer.count, [0x4E0E, 0x548C].contains(buffer[end]), isRoad(buffer, end),
            let other = partEnd(buffer, from: end + 1), other - end <= 8, isRoad(buffer, other),
            let (length, _) = words.section.word(buffer, at: min(other, buffer.count - 1))
        {
            return other + length
        }
        if end < buffer.count, isBegun, isRoad(buffer, end), let (length, _) = words.section.word(buffer, at: end) {
            return end + length
        }
        // 凤翔区的凤栖山公墓
        if end + 1 < buffer.count, buffer[end] == 0x7684, let estate = partEnd(buffer, from: end + 1),
            words.estate.endsBefore(buffer, estate, longest: 3), !startsBody(buffer, at: estate),
            !shape.isOrdinary(buffer, (end + 1)..<(estate - 2))
        {
            end = estate
            while let next = countedEnd(buffer, from: end) ?? siteEnd(buffer, from: end) { end = next }
            return end
        }
        if isBegun, let quoted = quotedEnd(buffer, from: end) { return quoted }
        return numberEnd(buffer, end)
    }

    /// 柳湾路以南，石桥路以北，桑园路以西地块: an area told by the roads around it.
    func boundedEnd(_ buffer: UnsafeBufferPointer<UInt32>, from roadEnd: Int) -> Int? {
        func side(_ end: Int) -> Int? {
            guard isRoad(buffer, end), end + 1 < buffer.count, buffer[end] == 0x4EE5,
                PlaceCharacters.directions.contains(buffer[end + 1])
            else { return nil }
            return end + 2
        }
        guard var end = side(roadEnd) else { return nil }
        while end < buffer.count, [0x3001, 0x2C, 0x548C].contains(buffer[end]),
            let road = partEnd(buffer, from: end + 1),
            road - end <= 9, let next = side(road)
        { end = next }
        for word in AddressGrammar.areas where buffer.stands(word, at: end) { return end + word.count }
        return end
    }

    private static let areas = ["地块", "区域", "片区", "地段", "的地块", "的区域"].map { $0.unicodeScalars.map(\.value) }

    /// A8县市，大屯营乡，韶河村三组: the parts of one address set off by commas.
    private func listedEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard start + 1 < buffer.count, buffer[start] == 0x2C,
            let town = partEnd(buffer, from: start + 1), [0x4E61, 0x9547].contains(buffer[town - 1]), town - start <= 6,
            !shape.isOrdinary(buffer, (start + 1)..<town)
        else { return nil }
        var end = town
        if end < buffer.count, buffer[end] == 0x2C, let village = partEnd(buffer, from: end + 1),
            village - end <= 7, buffer[village - 1] == 0x6751
        {
            end = village
            while let next = partEnd(buffer, from: end) { end = next }
        }
        return end
    }

    private func isRoad(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int) -> Bool {
        PlaceCharacters.roads.contains(buffer[end - 1])
            || buffer[end - 1] == 0x9053 && end > 1 && buffer[end - 2] == 0x5927
    }

    /// Two parts that end alike: 村 and 村, 号楼 and 号楼; estates in a row are places of their own.
    private func isSameKind(_ buffer: UnsafeBufferPointer<UInt32>, _ first: Int, _ second: Int) -> Bool {
        buffer[first - 1] == buffer[second - 1] && AddressGrammar.rows.contains(buffer[first - 1])
    }

    private static let rows = ScalarSet("村组社屯楼栋幢号室层排门队")

    /// 三期|工地, 家园|小区: what a named part is, said behind it.
    private func siteEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard start < buffer.count, buffer[start - 1] != 0x697C,
            let (length, _) = AddressGrammar.sites.word(buffer, at: start)
        else { return nil }
        return start + length
    }

    private static let sites = WordSet([
        "工地", "小区", "宿舍", "家属院", "家属区", "安置点", "安置区", "大院", "片区", "南侧", "北侧", "西侧", "东侧", "东门", "西门", "南门", "北门", "正门",
        "东南门", "东北门", "西南门", "西北门", "大门口", "正大门口", "东北角", "西北角", "东南角", "西南角", "库区", "地库",
    ])

    /// 大庙台村|南圩孜, 红寺村|牛角垅: a hamlet by its last character, where the clause or 的 closes it.
    private func hamletEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard [0x6751, 0x9547, 0x4E61].contains(buffer[start - 1]) else { return nil }
        for length in 2...4 where start + length <= buffer.count {
            let end = start + length
            guard CharacterKind.isHan(buffer[end - 1]), !PlaceCharacters.stops.contains(buffer[end - 1]) else {
                return nil
            }
            guard AddressGrammar.hamlets.contains(buffer[end - 1]) else { continue }
            let after = buffer.scalar(at: end)
            if after.map({ !CharacterKind.isHan($0) || [0x7684, 0x4EBA].contains($0) }) ?? true,
                !shape.isOrdinary(buffer, start..<end), !words.ordinary.endsBefore(buffer, end, longest: 4)
            {
                return end
            }
        }
        return nil
    }

    private static let hamlets = ScalarSet("孜垅垄坪冲坳岗岭坡沟垭塘坝畈畔堡店铺集营坊湾塆垸屋圩坑埠坎窑峪崖冈垴洼")

    /// 8栋|1204, 绿洲苑|9-1-1602: the flat's number behind the last part.
    private func numberEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int {
        var end = start
        while end < buffer.count,
            CharacterKind.isDigit(buffer[end]) || CharacterKind.isLatin(buffer[end])
                || buffer[end] == 0x2D && end > start
        { end += 1 }
        guard end - start >= 3, start > 0, PlaceCharacters.houses.contains(buffer[start - 1]),
            // 20栋1401
            end - start <= 4 && [0x680B, 0x5E62, 0x697C].contains(buffer[start - 1])
                && !CharacterKind.isLatin(buffer[end - 1])
                || end == buffer.count || !CharacterKind.isHan(buffer[end])
                || [0x7684, 0x623F, 0x5BA4].contains(buffer[end])
        else { return start }
        return end < buffer.count && [0x623F, 0x5BA4].contains(buffer[end]) ? end + 1 : end
    }

    /// 木玩路|“梅源里”7幢1102: an estate in quotation marks, with its building.
    private func quotedEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        guard start < buffer.count, buffer[start] == 0x201C else { return nil }
        var end = start + 1
        while end < buffer.count, end - start <= 9, CharacterKind.isHan(buffer[end]) { end += 1 }
        guard end < buffer.count, buffer[end] == 0x201D, end - start >= 3, var whole = countedEnd(buffer, from: end + 1)
        else { return nil }
        while let next = countedEnd(buffer, from: whole) { whole = next }
        return numberEnd(buffer, whole)
    }

    /// 建设|路, 平安|大道: an ordinary word that divisions are called by, right before a road's ending.
    func isRoadName(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ length: Int) -> Bool {
        length == 2 && Numeral.digit(buffer[start]) == nil
            && AddressGrammar.roadEndings.word(buffer, at: start + length) != nil
            && !shape.isOrdinary(buffer, start..<(start + length))
    }

    /// 新开铺路732号: a road with a number is one, whatever its name.
    private func isNumberedRoad(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        for index in start..<min(start + 3, buffer.count) where PlaceCharacters.roads.contains(buffer[index]) {
            return buffer.scalar(at: index + 1).map { CharacterKind.isDigit($0) } ?? false
        }
        return false
    }

    /// Which side of the place before it: 东北角, 南侧.
    func sideEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        AddressGrammar.sites.word(buffer, at: start).map { start + $0.length }
    }

    private static let roadEndings = WordSet([
        "路", "街", "大道", "大街", "东路", "西路", "南路", "北路", "中路", "东街", "西街", "南街", "北街", "巷",
    ])

    // MARK: one part

    /// One part: up to eight characters and an ending.
    func partEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var index = start
        guard start < buffer.count else { return nil }
        if let (length, _) = words.part.word(buffer, at: start), length >= 3 { return start + length }
        if let (length, _) = words.ordinary.word(buffer, at: start), length >= 2,
            !isRoadName(buffer, start, length), !isNumberedRoad(buffer, start + length)
        {
            return nil
        }
        // 村村通
        if buffer[start] == 0x6751 { return nil }
        // 生活广场|位于A1区
        if let (length, _) = words.before.word(buffer, at: start), length >= 2 { return nil }
        if let counted = countedEnd(buffer, from: start) { return counted }
        var hasPosition = false
        while index < buffer.count, index - start <= 8 {
            if index > start, let (length, _) = words.part.word(buffer, at: index), !isInsideName(buffer, index, length)
            {
                return closed(buffer, start, index, length, hasPosition)
            }
            let scalar = buffer[index]
            // 永丰|三社; 星沙M9县城|二期
            if index > start, scalar != 0x5341 || index + 1 < buffer.count,
                CharacterKind.isDigit(scalar) || (Numeral.digit(scalar) ?? 0) > 0 || scalar == 0x5341,
                let counted = countedEnd(buffer, from: index),
                index - start <= 4 || [0x671F, 0x680B, 0x5E62, 0x697C].contains(buffer[counted - 1])
            {
                if index - start > 2, hasOrdinary(buffer, start..<index) { return nil }
                return counted
            }
            // 白土⏎岭村: a name broken over two lines.
            if scalar == 0x0A, index > start, CharacterKind.isHan(buffer[index - 1]), isBrokenName(buffer, index + 1) {
                index += 1
                continue
            }
            // 万宁市|和港镇
            if index == start, scalar == 0x548C, start > 0, PlaceCharacters.unitSigns.contains(buffer[start - 1]),
                (start + 2..<min(buffer.count, start + 4)).contains(where: { [0x9547, 0x4E61].contains(buffer[$0]) })
            {
                hasPosition = true
                index += 1
                continue
            }
            // 和北苑新村 is another place; 7月1号 a day.
            if index == start && scalar == 0x548C
                || index > start && CharacterKind.isDigit(buffer[index - 1])
                    && [0x5E74, 0x6708, 0x65E5].contains(scalar)
            {
                return nil
            }
            // A7县|时中路
            if index == start, [0x65F6, 0x4E2D].contains(scalar), start > 0,
                PlaceCharacters.unitSigns.contains(buffer[start - 1]),
                (start + 2..<min(start + 4, buffer.count)).contains(where: {
                    PlaceCharacters.roads.contains(buffer[$0])
                })
            {
                index += 1
                continue
            }
            if let (length, _) = words.inner.word(buffer, at: index), PlaceCharacters.stops.contains(scalar) {
                index += length - 1
                continue
            }
            if PlaceCharacters.positional.contains(scalar),
                words.isStop(buffer, index) || ![0x6708, 0x4E2D].contains(scalar)
            {
                hasPosition = true
                index += 1
                continue
            }
            guard
                CharacterKind.isHan(scalar)
                    && (!words.isStop(buffer, index)
                        || index == start && PlaceCharacters.villageHeads.contains(scalar))
                    || CharacterKind.isDigit(scalar) || CharacterKind.isLatin(scalar) || scalar == 0x2D
                    // 蓝光·雍锦阁
                    || scalar == 0xB7 && index > start
            else { return nil }
            index += 1
        }
        return nil
    }

    /// Within three characters behind a break the part closes with 村, 屯, 庄, 镇 or 乡.
    private func isBrokenName(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        for index in start..<min(start + 4, buffer.count) {
            guard CharacterKind.isHan(buffer[index]), !PlaceCharacters.stops.contains(buffer[index]) else {
                return false
            }
            if [0x6751, 0x5C6F, 0x5E84, 0x9547, 0x4E61].contains(buffer[index]) {
                return !goesOn(buffer, at: index + 1)
            }
        }
        return false
    }

    /// 壹号|御湾: a number that is a name; 信号, 办公室: 号, 栋, 幢 and 室 count what a figure stands before.
    private func isInsideName(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ length: Int) -> Bool {
        guard length == 1, AddressGrammar.figured.contains(buffer[index]) else { return false }
        let before = buffer[index - 1]
        return before == 0x58F9
            || !(CharacterKind.isDigit(before) || CharacterKind.isLatin(before) || Numeral.digit(before) != nil
                || before == 0x5341 || before == 0x53F7)
    }

    private static let figured = ScalarSet("号栋幢室")

    /// The end of a part whose ending of `length` begins at `index`; `nil` where it is no part after all.
    private func closed(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ index: Int, _ length: Int, _ hasPosition: Bool
    ) -> Int? {
        let end = index + length
        // A市|城乡
        if words.common.word(buffer, at: start)?.length == end - start, !buffer.stands([0x5C0F, 0x533A], at: end - 2) {
            return nil
        }
        // 道路, 马路 are no road's name.
        if length == 1, buffer[index] == 0x8DEF, PlaceCharacters.roadWords.contains(buffer[index - 1]),
            // 大安区|盐马路三巷19号
            index - start < 2 || countedEnd(buffer, from: end) == nil
        {
            return nil
        }
        let isEstate = words.estate.word(buffer, at: index)?.length == length
        if hasPosition, words.named.word(buffer, at: index)?.length != length || index - start > 4,
            !isEstate || isWordy(buffer, start, index)
        {
            return nil
        }
        // 星沙|文化|公园: what kind of estate it is
        let named = index - start >= 4 && LocalNames.kinds.endsBefore(buffer, index, longest: 2) ? index - 2 : index
        if isEstate, index - start > 3, isWordy(buffer, start, named) { return nil }
        // 夏庄|社区, 椰乡|路, 朝鲜屯|街: the sign of a place inside a longer name.
        if length <= 2, let (more, _) = AddressGrammar.quarters.word(buffer, at: end) { return end + more }
        if length == 1, index - start <= 4, end < buffer.count, !PlaceCharacters.roads.contains(buffer[index]),
            // 东侧 begins no longer name.
            let (more, _) = words.part.word(buffer, at: end), more >= 2, more > 2 || buffer[end + 1] != 0x4FA7
        {
            return end + more
        }
        // 柳湾|乡, 大屯|营乡, 冉家湾|社
        if length == 1, AddressGrammar.inner.contains(buffer[index]), let outer = outerEnd(buffer, from: end) {
            return closed(buffer, start, outer - 1, 1, hasPosition)
        }
        if length == 1, end < buffer.count, index - start <= 4, PlaceCharacters.roads.contains(buffer[end]),
            !goesOn(buffer, at: end + 1)
        {
            return end + 1
        }
        // 水坡村委会人, 梨树坪村委会岩脚小组: the committee stands for its village.
        if buffer.stands([0x59D4, 0x4F1A], at: end), buffer[index] == 0x6751 {
            let isPlace =
                buffer.stands([0x4EBA], at: end + 2) || partEnd(buffer, from: end + 2).map { $0 - end <= 9 } ?? false
            return isPlace ? end + 2 : nil
        }
        // 大水井村支书, 上径村村民: people of a named village; 村民委员会 is its body.
        if buffer[index] == 0x6751, index - start >= 1, end < buffer.count,
            words.villager.word(buffer, at: end) != nil, !buffer.stands([0x6C11, 0x59D4], at: end),
            !buffer.stands([0x6751, 0x6C11, 0x59D4], at: end)
        {
            return end
        }
        if goesOn(buffer, at: end) { return nil }
        // 烂泥路, 农业农村: words, no names.
        if index - start >= 2, AddressGrammar.plain.contains(buffer[end - 1]), shape.isOrdinary(buffer, start..<index) {
            return nil
        }
        return end
    }

    /// The end of a larger place's sign at most two characters behind `end`.
    private func outerEnd(_ buffer: UnsafeBufferPointer<UInt32>, from end: Int) -> Int? {
        var index = end
        while index < buffer.count, index - end <= 2, CharacterKind.isHan(buffer[index]),
            !PlaceCharacters.stops.contains(buffer[index])
        {
            if AddressGrammar.outer.contains(buffer[index]), index == end || buffer[index] != 0x793E {
                return goesOn(buffer, at: index + 1) ? nil : index + 1
            }
            index += 1
        }
        return nil
    }

    /// True when the characters before an ending are words rather than a name.
    private func isWordy(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ index: Int) -> Bool {
        shape.isOrdinary(buffer, start..<index) || hasOrdinary(buffer, start..<index)
    }

    private func hasOrdinary(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        range.contains { (words.ordinary.word(buffer, at: $0)?.length ?? 0) >= 2 }
    }

    /// Endings before which only names count.
    private static let plain = ScalarSet("路街")
    /// 东街|社区, 福泽家园|小区
    private static let quarters = WordSet(["社区", "小区"])
    private static let inner = ScalarSet("湾庄屯寨苑塆垸")
    private static let outer = ScalarSet("镇乡村社组")
    /// 三社, 第九、十村民小组, 2排, B座: a number and what it counts.
    func countedEnd(_ buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var index = start
        if index < buffer.count, buffer[index] == 0x7B2C { index += 1 }
        let first = index
        while index < buffer.count, index - first < 8,
            CharacterKind.isDigit(buffer[index]) || CharacterKind.isLatin(buffer[index])
                || (Numeral.digit(buffer[index]) ?? 0) > 0 || buffer[index] == 0x5341
                || index > first && [0x3001, 0x2D].contains(buffer[index])
        { index += 1 }
        guard index > first, index < buffer.count, let (length, _) = words.counted.word(buffer, at: index) else {
            return nil
        }
        let end = index + length
        return goesOn(buffer, at: end) ? nil : end
    }
}
