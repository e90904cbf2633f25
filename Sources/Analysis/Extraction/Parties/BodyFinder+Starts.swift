internal import Documents

/// Where the name of a body begins: back over divisions, levels and local names, or over an organisation's own name.
extension BodyFinder {
    /// 西里店派出所, 荷塘桥派出所: the local name before it, back to a boundary.
    func siteStart(_ ground: Ground, _ index: Int) -> Int? {
        let text = ground.text
        var start = index
        while start > ground.floor, index - start < 6, text.isHan(start - 1), !text.has(.hardStop, at: start - 1),
            index - start < 2 || !text.ends(.stop, at: start)
        {
            // A9市|集里街道办
            if index - start >= 2, let division = ground.division(endingAt: start) { return division }
            start -= 1
        }
        return (2...5).contains(index - start) && !text.isCommonWord(start, length: index - start)
            ? start : nil
    }

    /// 岭坪|环保局, 塘口|政府: a place without its level before an office, back to a boundary.
    func localOfficeStart(_ ground: Ground, _ index: Int, _ end: Int) -> Int? {
        let text = ground.text
        guard localOffices.longest(text.buffer, at: index)?.length == end - index else { return nil }
        var start = index
        while start > ground.floor, index - start < 5, text.isHan(start - 1), !text.has(.localStop, at: start - 1),
            !text.ends(.stop, at: start)
        { start -= 1 }
        guard (2...3).contains(index - start), isBounded(text, start), !text.has(.bodyLevel, at: index - 1),
            !text.isCommonWord(start, length: 2), !text.isCommonWord(index - 2, length: 2),
            !text.ends([.business, .domain, .zone], at: index)
        else { return nil }
        return start
    }

    /// Back over divisions and levels: 平利县, 县, 青堌北镇, 榕西街道, 高新区.
    func prefixStart(_ ground: Ground, _ index: Int) -> Int {
        let text = ground.text
        var start = index
        while start > ground.floor {
            // 北镇 in 青堌北镇政府 is the end of a township's name.
            let isTownship = text[start - 1] == 0x9547 || text[start - 1] == 0x4E61
            let isCut =
                start >= 3 && isTownship && ground.divisionStart[start] == Int32(truncatingIfNeeded: start - 2)
                && localName(ground, start - 1) != nil
            if !isCut, let division = ground.division(endingAt: start) {
                start = division
                continue
            }
            if let zone = text.cues.longest(.zone, endingAt: start, floor: ground.floor), zone.length >= 2 {
                start = localName(ground, start - zone.length) ?? start - zone.length
                continue
            }
            guard text.has(.bodyLevel, at: start - 1) else { break }
            // 冷坪市|环保局: a county or city that no list knows, as misspelt or masked ones are.
            let isCounty = text[start - 1] == 0x53BF || text[start - 1] == 0x5E02
            let local = isTownship || isCounty ? localName(ground, start - 1) : nil
            start = local ?? start - 1
            if local != nil { continue }
            // A level alone stands after a boundary; 各县, 本镇 stay outside.
            guard
                ground.hasDivision(endingAt: start)
                    || start > ground.floor && text.has(.bodyLevel, at: start - 1)
            else { break }
        }
        return start
    }

    /// Two or three characters before 镇, 乡 or 街道 that reach back to a boundary.
    private func localName(_ ground: Ground, _ end: Int) -> Int? {
        let text = ground.text
        var start = end
        while start > ground.floor, end - start < 4, text.isHan(start - 1),
            !text.has([.localStop, .bodyLevel], at: start - 1)
        { start -= 1 }
        guard (2...3).contains(end - start), !text.ends(.stop, at: end), !text.isCommonWord(start, length: 2),
            text.cues.longest(.stop, at: start).map({ $0.length < 2 }) ?? true
        else { return nil }
        return start
    }

    /// （中一地产）, 黄都港社区要…: a name that fills its bracket, or opens its clause with a word inside that ends a name
    /// in running text.
    func enclosedStart(_ text: PartyText, _ index: Int, _ end: Int) -> Int? {
        var start = index
        var stops = 0
        while start > 0, index - start <= 8, text.isHan(start - 1) {
            start -= 1
            if innerStops.longest(text.buffer, at: start) != nil {
                stops += 1
            } else if text.has(.localStop, at: start) {
                return nil
            }
        }
        // F7县|第一|人民医院: no clause opens behind a letter or digit.
        guard stops == 1, (2...8).contains(index - start), innerStops.longest(text.buffer, at: start) == nil,
            start == 0 || !CharacterKind.isLatin(text[start - 1]) && !CharacterKind.isDigit(text[start - 1])
        else { return nil }
        let isEnclosed = start > 0 && text[start - 1] == 0x28 && end < text.count && text[end] == 0x29
        guard isEnclosed || index - start <= 4 && end - start >= 4 else { return nil }
        // 时间都市场…: words of running text that only look like a name.
        for at in start..<index where text.cues.longest(.stop, at: at).map({ $0.length >= 2 }) ?? false { return nil }
        return text.isCommonWord(start, length: 2) ? nil : start
    }

    /// Back over an organisation's own name to its start.
    func nameStart(_ ground: Ground, _ index: Int) -> Int {
        let text = ground.text
        var start = index
        var firstDivision: Int?
        // 通信东莞|分公司: the place of a branch is inside the name.
        let isBranch = text[index] == 0x5206 || text[index] == 0x652F
        while start > ground.floor, index - start < 20 {
            if let division = ground.division(endingAt: start) {
                if !(isBranch && start == index && division > 0 && text.isHan(division - 1)) {
                    firstDivision = division
                }
                start = division
                continue
            }
            let scalar = text[start - 1]
            if scalar == 0x29, let open = bracket(ground, start - 1) {
                start = open
                continue
            }
            guard
                CharacterKind.isHan(scalar) || CharacterKind.isLatin(scalar)
                    || CharacterKind.isDigit(scalar) && index - start < 4
                        && (index > start || numberedEndings.longest(text.buffer, at: index) != nil),
                !ground.occupied[start - 1]
            else { break }
            // 启元 is a name, 三千元 a sum.
            let isSum =
                scalar != 0x5143 || start < 2 || !text.isHan(start - 2) || Numeral.digit(text[start - 2]) != nil
                || [0x767E, 0x5343, 0x4E07, 0x5341].contains(text[start - 2])
            // 县第一人民医院: a number in its order.
            let isOrdinal = start >= 2 && text[start - 2] == 0x7B2C && Numeral.digit(scalar) != nil
            // 财|经|职业学校: the character is part of a word that names are made of.
            if isSum, !isOrdinal, text.ends(.stop, at: start), !isInsideWord(text, start - 1) {
                // 十堰|某医院, 天津市|特种设备监督检验技术研究院: a name that a place begins goes on over the word, but
                // over no word that only running text holds (A区大厦|开设|麻将馆); 聚源投资|咨询|有限公司 is one name.
                // 大冶市|至坪|驾校
                if let division = openedStart(ground, start - 1, index) {
                    start = division
                    firstDivision = division
                    break
                }
                let isTrade = start == index && text.cues.longest(.tail, at: index).map { $0.length >= 4 } ?? false
                if isTrade || mayStandInName(text, start), let whole = wholeStart(ground, start, index) {
                    start = whole
                    firstDivision = whole
                }
                break
            }
            start -= 1
        }
        // What stands before a division is running text, but for the one word of 中铁|上海…集团.
        if let firstDivision, !(firstDivision - start == 2 && text[start] == 0x4E2D) { start = firstDivision }
        while index - start > 2, firstDivision != start, text.has(.lead, at: start), !text.begins(.business, at: start)
        {
            start += 1
        }
        // 东1路|广圣大酒店, 3栋|跨越物流: the end of an address.
        // 远大一|路|辉煌物业: numbered in characters too; 125室|麻将馆: its number with it.
        var sign = start
        while sign < index, CharacterKind.isDigit(text[sign]) { sign += 1 }
        let isNumbered = sign > start || start > 0 && Numeral.digit(text[start - 1]) != nil
        if isNumbered, sign < index, text.has(.addressEnd, at: sign) { start = sign + 1 }
        return firstDivision == start ? roadEnd(text, start, index) ?? start : start
    }

    /// 大冶市|至坪|驾校, 大冶市|为云|水泥公司: the division right before a name that begins with a function word.
    private func openedStart(_ ground: Ground, _ start: Int, _ index: Int) -> Int? {
        let text = ground.text
        guard (2...6).contains(index - start), nameOpeners.longest(text.buffer, at: start) != nil,
            !text.cues.has([.common, .stop], at: start, length: 2), !text.isCommonWord(start + 1, length: 2)
        else { return nil }
        return ground.division(endingAt: start)
    }

    /// A2区南湖路|宏永汽修厂: a place and the name of a firm on it.
    private func roadEnd(_ text: PartyText, _ start: Int, _ index: Int) -> Int? {
        guard index - start >= 6 else { return nil }
        for end in stride(from: index - 2, to: start + 3, by: -1) {
            // 路, 街, 巷, but no 公路, 铁路, 道路, 线路, 路桥.
            guard text[end - 1] == 0x8DEF || text[end - 1] == 0x8857 || text[end - 1] == 0x5DF7,
                ![0x516C, 0x94C1, 0x9053, 0x7EBF, 0x7535, 0x7F51, 0x601D].contains(text[end - 2]),
                text[end] != 0x6865, text[end] != 0x9053, !isGeneric(text, end, index)
            else { continue }
            return end
        }
        return nil
    }

    /// 经 in 财经, 经济: a stop of one character inside a word of what houses do.
    private func isInsideWord(_ text: PartyText, _ place: Int) -> Bool {
        guard text.cues.longest(.stop, endingAt: place + 1).map({ $0.length == 1 }) ?? false else { return false }
        return text.cues.longest([.business, .domain], at: place).map { $0.length >= 2 } ?? false
            || text.cues.longest([.business, .domain], endingAt: place + 1).map { $0.length >= 2 } ?? false
    }

    /// The word that ends at `end` is one character, or what a body may look after.
    private func mayStandInName(_ text: PartyText, _ end: Int) -> Bool {
        guard let word = text.cues.longest(.stop, endingAt: end) else { return true }
        return word.length == 1 || word.classes.contains(.domain)
    }

    /// Where a division begins a name whose inside looks like running text: no function word, and not too far.
    private func wholeStart(_ ground: Ground, _ from: Int, _ index: Int) -> Int? {
        let text = ground.text
        let isFull = text.cues.longest(.tail, at: index).map { $0.length >= 4 } ?? false
        var start = from
        while start > max(ground.floor, 1), index - start < 16, text.isHan(start - 1) {
            if start < from, let division = ground.division(endingAt: start) { return division }
            let isMasked = text[start - 1] == 0x67D0 && ground.hasDivision(endingAt: start - 1)
            // 湖南德和房地产有限公司: 和 stands in the names of firms that are written whole.
            let isHarmony =
                text[start - 1] == 0x548C && isFull && text.isHan(start - 2) && text.isHan(start)
                && ground.division(endingAt: start - 1) == nil
            guard isMasked || isHarmony || !text.has(.localStop, at: start - 1), !ground.occupied[start - 1] else {
                return nil
            }
            start -= 1
        }
        return nil
    }

    /// （集团）, (海南) inside a name: where its bracket opens.
    private func bracket(_ ground: Ground, _ close: Int) -> Int? {
        let text = ground.text
        var open = close - 1
        while open > ground.floor, close - open <= 8 {
            if text[open] == 0x28 { return text.isHan(open - 1) ? open : nil }
            guard text.isHan(open), !text.has(.localStop, at: open) else { return nil }
            open -= 1
        }
        return nil
    }

    /// True when nothing but kinds of business and common words stand before the ending: 劳务|公司, 如何|解决|物业.
    func isGeneric(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        // 某某有限公司 is always a name's ending; 阳光, 和平 are words that names are made of.
        let isFull = text.cues.longest(.tail, at: end).map { $0.length >= 4 } ?? false
        // 良田中学, 白鹭小学: houses are named by everyday words, when nothing else goes before.
        let isHouse = end - start >= 2 && isBounded(text, start) && houses.longest(text.buffer, at: end) != nil
        let classes: PartyCues = isFull || isHouse ? .business : [.business, .common]
        var index = start
        while index < end {
            if CharacterKind.isDigit(text[index]) {
                index += 1
                continue
            }
            guard let word = text.cues.longest(classes, at: index),
                word.classes.contains(.business) || !word.classes.contains(.noBrand)
            else { return false }
            // 义务教育: the word goes on over the ending.
            guard index + word.length <= end else { return word.classes.contains(.business) }
            index += word.length
        }
        return true
    }
}
