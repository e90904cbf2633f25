internal import Documents

/// Finds bodies and organisations: 县人社局, 兰岭镇政府, 湖南皓源净水技术公司, 南罗村委会.
struct BodyFinder: Sendable {
    /// How a body's name is built.
    enum Kind: Sendable {
        /// A government body told by its function alone.
        case function
        /// A government body that needs a place or level before it: 县政府.
        case level
        /// A government body told by what it looks after, with a place or level before it: 县疾控中心.
        case built
        /// A public body that is no government office.
        case `public`
        /// A part that follows another body's name.
        case unit
        /// The ending of an organisation's own name.
        case tail
        /// A village's or neighbourhood's own body.
        case village

        init?(_ classes: PartyCues) {
            if classes.contains(.function) {
                self = .function
            } else if classes.contains(.level) {
                self = .level
            } else if classes.contains(.publicBody) {
                self = .public
            } else if classes.contains(.unit) {
                self = .unit
            } else if classes.contains(.tail) {
                self = .tail
            } else if classes.contains(.village) {
                self = .village
            } else {
                return nil
            }
        }

        var type: Record.Party.Kind {
            switch self {
            case .function, .level, .unit, .built: .government
            case .public, .tail, .village: .organization
            }
        }
    }

    struct Body {
        let span: NormalizedSpan
        let kind: Kind
    }

    /// What the finder has to know of a text beside its cues.
    struct Ground {
        let text: PartyText
        /// For each place, where the division that ends there begins; -1 where none ends.
        let divisionStart: [Int32]
        let occupied: [Bool]
        /// The end of the last body found: no name reaches back over it.
        var floor = 0

        init(_ text: PartyText, divisions: [NormalizedSpan], occupied: [Bool] = []) {
            self.text = text
            self.occupied = occupied
            var starts = [Int32](repeating: -1, count: text.count + 1)
            for span in divisions where starts[span.end] < 0 || Int(starts[span.end]) > span.start {
                starts[span.end] = Int32(truncatingIfNeeded: span.start)
            }
            divisionStart = starts
        }

        /// The start of a division that ends at `index` and reaches back over no other body.
        func division(endingAt index: Int) -> Int? {
            let start = divisionStart[index] >= 0 ? Int(divisionStart[index]) : masked(endingAt: index) ?? -1
            return start >= floor && start >= 0 ? start : nil
        }

        func hasDivision(endingAt index: Int) -> Bool { divisionStart[index] >= 0 || masked(endingAt: index) != nil }

        /// A市, A7县, XX区, 西地省: a division whose name was masked.
        private func masked(endingAt index: Int) -> Int? {
            guard index >= 2, text.has(.bodyLevel, at: index - 1) else { return nil }
            if text[index - 1] == 0x7701, index >= 3, text.isHan(index - 2), text.isHan(index - 3),
                !text.has([.localStop, .never], at: index - 2), !text.has([.localStop, .never], at: index - 3)
            {
                return index - 3
            }
            var start = index - 1
            while start > 0, index - start < 5, CharacterKind.isDigit(text[start - 1]) { start -= 1 }
            let digits = index - 1 - start
            while start > 0, index - 1 - start - digits < 3, CharacterKind.isLatin(text[start - 1]) { start -= 1 }
            return start < index - 1 - digits ? start : nil
        }
    }

    func find(_ text: PartyText, divisions: [NormalizedSpan], occupied: [Bool]) -> [Body] {
        var ground = Ground(text, divisions: divisions, occupied: occupied)
        var found: [Body] = []
        var index = 0
        while index < text.count {
            guard text.begins(PartyCues.bodies.union(.domain), at: index), !occupied[index],
                let (length, kind) = name(text, at: index)
            else {
                index += 1
                continue
            }
            let end = wholeEnd(text, from: index + length, kind)
            if let body = body(ground, index, end, kind) {
                found.append(body)
                ground.floor = end
                index = end
            } else {
                index += kind == .tail || kind == .village ? length : 1
            }
        }
        return found
    }

    /// 通过“顺豹出行”平台, 一个叫“易速兼职”的App: a name in quotes of which the text says what it is.
    func quoted(_ text: PartyText, occupied: [Bool]) -> [Body] {
        var found: [Body] = []
        var index = 0
        while true {
            index = text.firstIndex(of: .opensQuote, from: index)
            guard index + 3 < text.count else { break }
            var end = index + 1
            while end < text.count, end - index <= 12, text.isHan(end) || CharacterKind.isLatin(text[end]) { end += 1 }
            let isClosed = end + 1 < text.count && (text[end] == 0x201D || text[end] == 0x300B)
            guard isClosed, end - index >= 3, !occupied[index + 1] else {
                index = max(index + 1, end)
                continue
            }
            var next = end + 1
            if text[next] == 0x7684, next + 1 < text.count { next += 1 }
            if text.begins(.quotedKind, at: next) || text.ends(.beforeCompany, at: index) && text[index] == 0x201C {
                found.append(Body(span: NormalizedSpan(index + 1, end), kind: .tail))
            }
            index = end + 1
        }
        return found
    }

    /// The kind that a whole name ends with.
    func kind(endingAt end: Int, from start: Int, _ text: PartyText) -> Kind? {
        text.cues.longest(.bodies, endingAt: end, floor: start).flatMap { Kind($0.classes) }
    }

    /// A known name, or one built of what bodies look after and an ending, whichever is longer.
    private func name(_ text: PartyText, at index: Int) -> (length: Int, kind: Kind)? {
        let known = text.cues.longest(.bodies, at: index).flatMap { hit in
            Kind(hit.classes).map { (length: hit.length, kind: $0) }
        }
        guard let built = built(text, at: index), built > known?.length ?? 0 else { return known }
        // 县供电公司, 市政府: what is known goes on beyond the built one's start.
        return (built, .built)
    }

    /// The length of one or more domains and an ending that begin at `index`: 山林权属调处|办.
    ///
    /// Of two ways to read the domains the longer words stand; a text is walked once for each word.
    private func built(_ text: PartyText, at index: Int) -> Int? {
        var end = index
        var best: Int?
        while end < text.count, end - index <= 16, let domain = text.cues.longest(.domain, at: end) {
            end += domain.length
            if end < text.count, let ending = text.cues.longest(.ending, at: end) { best = end + ending.length - index }
        }
        return best
    }

    private func body(_ ground: Ground, _ index: Int, _ end: Int, _ kind: Kind) -> Body? {
        let text = ground.text
        guard !goesOn(text, at: end) else { return nil }
        switch kind {
        case .function, .level, .public:
            var start = prefixStart(ground, index)
            if start == index || start == index - 1, text.ends(.site, at: end), let local = siteStart(ground, index) {
                start = local
            }
            // 大冶市|委, 区委督查室: the level is the name's own first character.
            if start == index, kind == .level, end > index + 2 || ground.hasDivision(endingAt: index + 1),
                text.has(.bodyLevel, at: index), text[index + 1] == 0x59D4
            {
                return Body(
                    span: NormalizedSpan(ground.division(endingAt: index + 1) ?? start, end), kind: kind)
            }
            if start == index {
                // 燃气公司, 殡仪馆 alone tell a kind.
                guard kind != .level, kind != .public || text.ends(.bank, at: end) else { return nil }
                // 公安局长, 建设局势: a name alone needs a boundary before it.
                guard index == 0 || !text.isHan(index - 1) || text.ends(.stop, at: index) else { return nil }
            }
            return Body(span: NormalizedSpan(start, end), kind: kind)
        case .built:
            var start = prefixStart(ground, index)
            if start >= index - 1, text.ends(.site, at: end), let local = siteStart(ground, index) { start = local }
            guard start < index else { return nil }
            return Body(span: NormalizedSpan(start, end), kind: .built)
        case .unit: return nil
        case .tail, .village:
            let start = nameStart(ground, index)
            let core = index - start
            // 镇卫生院, 县医院: a level makes it one certain body.
            let isLevelled =
                core == 1 && Self.isLevelOfPlaces(text[start]) && end - index >= 2 && kind == .tail
            guard core >= 2 || isLevelled, end - start <= 30, !isGeneric(text, start, index) else { return nil }
            // 土城社区答复…, 找友谊社区: a body only where it acts or is asked, else a place.
            if kind == .village, text[end - 1] == 0x533A, text[end - 2] == 0x793E {
                let acts: PartyCues = [.afterSay, .afterRefuse, .afterHandle, .afterPromise]
                guard
                    end < text.count && text.begins(acts, at: end) || text.ends([.beforeAsk, .beforeAccuse], at: start)
                else { return nil }
            }
            // 水坡村委会人, 梨树坪村委会岩脚小组: an address.
            if kind == .village, isAddress(text, end) { return nil }
            return Body(span: NormalizedSpan(start, end), kind: kind)
        }
    }

    /// 县市区镇乡省.
    private static func isLevelOfPlaces(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x53BF, 0x5E02, 0x533A, 0x9547, 0x4E61, 0x7701: true
        default: false
        }
    }

    /// 县信访局 + 办信股, 物业 + 管理有限公司: the whole of what follows on.
    private func wholeEnd(_ text: PartyText, from start: Int, _ kind: Kind) -> Int {
        var end = start
        switch kind {
        case .function, .level, .unit, .public, .built:
            while end < text.count {
                if let next = text.cues.longest(.bodies, at: end), let nextKind = Kind(next.classes),
                    nextKind == .unit || nextKind == .function && kind != .public
                {
                    end += next.length
                } else if kind == .function, let branch = branchEnd(text, end) {
                    end = branch
                } else {
                    break
                }
            }
            if kind != .public, end < text.count, let built = built(text, at: end), text.ends(.part, at: end + built) {
                end += built
            }
            return end
        case .village: return end
        case .tail:
            var index = end
            while index < text.count, index - end <= 8 {
                if let next = text.cues.longest(.bodies, at: index), let nextKind = Kind(next.classes),
                    nextKind == .tail && next.length >= 2 || nextKind == .unit && index == end
                {
                    end = index + next.length
                    index = end
                    continue
                }
                guard text.isHan(index), !text.has(.localStop, at: index), !text.begins(.stop, at: index) else {
                    break
                }
                index += 1
            }
            return end
        }
    }

    /// 公安局|贾汪分局: a branch by the name of its place.
    private func branchEnd(_ text: PartyText, _ start: Int) -> Int? {
        var index = start
        while index + 1 < text.count, index - start <= 4, text.isHan(index), !text.has(.localStop, at: index) {
            if text[index] == 0x5206, text[index + 1] == 0x5C40 { return index > start + 1 ? index + 2 : nil }
            index += 1
        }
        return nil
    }

    /// 局面, 厂房, 银行卡: the ending is the start of another word.
    private func goesOn(_ text: PartyText, at end: Int) -> Bool {
        for back in 1...3 where end - back >= 0 {
            if let word = text.cues.longest(.continuation, at: end - back), word.length > back { return true }
        }
        return false
    }

    private func isAddress(_ text: PartyText, _ end: Int) -> Bool {
        guard end < text.count else { return false }
        if text[end] == 0x4EBA { return end + 1 == text.count || text[end + 1] != 0x5458 }
        // 村委会岩脚小组, 村委会上社、下社两个自然村: the place goes on.
        var index = end
        while index < text.count, index - end < 9, text.isHan(index) || text[index] == 0x3001 {
            switch text[index] {
            case 0x7EC4, 0x5C6F, 0x5BE8: return index > end + 1
            case 0x6751: return index > end + 1 && text[index - 1] != 0x672C && text[index - 1] != 0x5168
            default: break
            }
            if text.begins([.stop, .afterSay, .afterRefuse], at: index) { return false }
            index += 1
        }
        return false
    }

    /// 西里店派出所, 荷塘桥派出所: the local name before it, back to a boundary.
    private func siteStart(_ ground: Ground, _ index: Int) -> Int? {
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

    /// Back over divisions and levels: 平利县, 县, 青堌北镇, 榕西街道, 高新区.
    private func prefixStart(_ ground: Ground, _ index: Int) -> Int {
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
            let local = isTownship ? localName(ground, start - 1) : nil
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

    /// Back over an organisation's own name to its start.
    private func nameStart(_ ground: Ground, _ index: Int) -> Int {
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
                    || CharacterKind.isDigit(scalar) && index - start > 0 && index - start < 4,
                !ground.occupied[start - 1]
            else { break }
            // 启元 is a name, 三千元 a sum.
            let isSum =
                scalar != 0x5143 || start < 2 || !text.isHan(start - 2) || Numeral.digit(text[start - 2]) != nil
                || [0x767E, 0x5343, 0x4E07, 0x5341].contains(text[start - 2])
            // 县第一人民医院: a number in its order.
            let isOrdinal = start >= 2 && text[start - 2] == 0x7B2C && Numeral.digit(scalar) != nil
            if isSum, !isOrdinal, text.ends(.stop, at: start) {
                // 十堰|某医院, 天津市|特种设备监督检验技术研究院: a name that a place begins goes on over the word, but
                // over no word that only running text holds (A区大厦|开设|麻将馆).
                if mayStandInName(text, start), let whole = wholeStart(ground, start, index) {
                    start = whole
                    firstDivision = whole
                }
                break
            }
            start -= 1
        }
        // What stands before a division is running text, but for the one word of 中铁|上海…集团.
        if let firstDivision, !(firstDivision - start == 2 && text[start] == 0x4E2D) { start = firstDivision }
        while index - start > 2, firstDivision != start, text.has(.lead, at: start) { start += 1 }
        // 东1路|广圣大酒店, 3栋|跨越物流: the end of an address.
        if index - start > 2, start > 0, CharacterKind.isDigit(text[start - 1]), text.has(.addressEnd, at: start) {
            start += 1
        }
        return firstDivision == start ? roadEnd(text, start, index) ?? start : start
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

    /// The word that ends at `end` is one character, or what a body may look after.
    private func mayStandInName(_ text: PartyText, _ end: Int) -> Bool {
        guard let word = text.cues.longest(.stop, endingAt: end) else { return true }
        return word.length == 1 || word.classes.contains(.domain)
    }

    /// Where a division begins a name whose inside looks like running text: no function word, and not too far.
    private func wholeStart(_ ground: Ground, _ from: Int, _ index: Int) -> Int? {
        let text = ground.text
        var start = from
        while start > ground.floor, index - start < 16, text.isHan(start - 1) {
            if start < from, let division = ground.division(endingAt: start) { return division }
            let isMasked = text[start - 1] == 0x67D0 && ground.hasDivision(endingAt: start - 1)
            guard isMasked || !text.has(.localStop, at: start - 1), !ground.occupied[start - 1] else { return nil }
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
    private func isGeneric(_ text: PartyText, _ start: Int, _ end: Int) -> Bool {
        // 某某有限公司 is always a name's ending; 阳光, 和平 are words that names are made of.
        let isFull = text.cues.longest(.tail, at: end).map { $0.length >= 4 } ?? false
        let classes: PartyCues = isFull ? .business : [.business, .common]
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
