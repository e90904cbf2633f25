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

    /// 社区, 街道: places that are bodies too.
    private let neighbourhoods: WordSet
    /// 中学, 小学: houses that everyday words name.
    let houses: WordSet
    /// 12345热线: told by number, a body where it does something or a place has it.
    private let hotlines: WordSet
    /// 麻将馆, 物业: what an estate has one of, and how such estates end.
    private let namelessKinds: WordSet
    private let estateEnds: WordSet
    /// 公办, 民办: whose a house is, which is no name.
    private let owners: WordSet
    /// 网站, 平台: what stands in quotes behind them is their name.
    private let carriers: WordSet
    /// 部门: what all offices of a place are called; 执法部门 tells none of them.
    private let officeKinds: WordSet
    private let namelessOffices: WordSet
    /// 城管: short words that are always bodies.
    let certainOffices: WordSet
    /// 一中: houses by their number alone; 一职, 五校: behind a division.
    private let numberedHouses: WordSet
    private let placedHouses: WordSet
    /// 环保局, 政府: offices that a place without its level may go before.
    let localOffices: WordSet
    /// 至, 为: function words that names begin with behind a division.
    let nameOpeners: WordSet
    /// 卖, 开: what people do where they are, no name of a firm.
    private let notOfFirms: WordSet
    /// 派出所: a branch named by its place behind its office.
    private let branches: WordSet
    /// 都, 一: end a name in running text, not where the name fills its clause (黄都港社区).
    let innerStops: WordSet
    /// 车贷: a name before it may be a number.
    let numberedEndings: WordSet
    /// 社保, 中心校: short words of offices, which are bodies alone only where they act.
    let aloneOffices: WordSet
    /// 建材, 种业: lines of business that end a firm's name only behind a division.
    private let placedEndings: WordSet

    init(_ lexicon: PartyLexicon) {
        neighbourhoods = lexicon.label("neighbourhood")
        houses = lexicon.label("house")
        owners = lexicon.label("owner")
        namelessKinds = lexicon.label("nameless-kind")
        estateEnds = lexicon.label("estate-end")
        hotlines = lexicon.label("hotline")
        carriers = lexicon.label("carrier")
        officeKinds = lexicon.label("office-kind")
        innerStops = lexicon.label("inner-stop")
        numberedEndings = lexicon.label("numbered")
        aloneOffices = lexicon.label("office-alone")
        placedEndings = lexicon.label("placed-ending")
        namelessOffices = lexicon.label("nameless-office")
        certainOffices = lexicon.label("office-certain")
        numberedHouses = lexicon.label("house-number")
        placedHouses = lexicon.label("house-placed")
        localOffices = lexicon.label("local-office")
        branches = lexicon.label("branch")
        notOfFirms = lexicon.label("no-firm")
        nameOpeners = lexicon.label("name-opener")
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
        fileprivate(set) var occupied: [Bool] = []
        /// The end of the last body found: no name reaches back over it.
        var floor = 0

        init(_ text: PartyText, divisions: [NormalizedSpan]) {
            self.text = text
            var starts = [Int32](filled: -1, count: text.count + 1)
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
                !text.has([.localStop, .never], at: index - 2), !text.has([.localStop, .never], at: index - 3),
                // 最近|省政府, 首先|省厅
                !text.cues.has([.stop, .common], at: index - 3, length: 2)
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

    func find(_ ground: Ground, occupied: [Bool]) -> [Body] {
        let text = ground.text
        var ground = ground
        ground.occupied = occupied
        var found: [Body] = []
        var index = 0
        while true {
            index = text.cues.firstIndex(of: PartyCues.bodies.union(.domain), from: index)
            guard index < text.count else { break }
            guard !occupied[index], let (length, kind) = name(text, at: index)
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
                // 第|二中|学: the name inside which another one began.
                let isWhole = (kind == .tail || kind == .village) && !goesOn(text, at: index + length)
                index += isWhole ? length : 1
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
            guard isClosed, end - index >= 3, !occupied[index + 1], !text.has(.placeEnd, at: end - 1) else {
                index = max(index + 1, end)
                continue
            }
            var next = end + 1
            if text[next] == 0x7684, next + 1 < text.count { next += 1 }
            let isNamed =
                text.ends(.beforeCompany, at: index)
                || carriers.endsBefore(text.buffer, index, longest: 4)
                    && !text.onlySays([.business, .common], index + 1, end)
            if text.begins(.quotedKind, at: next) || isNamed && text[index] == 0x201C {
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
            // 粮食|和|物资储备局
            if end + 1 < text.count, text[end] == 0x548C || text[end] == 0x4E0E, text.begins(.domain, at: end + 1),
                !text.begins(.bodies, at: end + 1), !text.ends(PartyCues.bodies.union(.group), at: end)
            {
                end += 1
                continue
            }
            // 城管|二|中队
            if end + 1 < text.count, Numeral.digit(text[end]) != nil, text.begins(.part, at: end + 1) { end += 1 }
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
            if start == index, let local = localOfficeStart(ground, index, end) {
                return Body(span: NormalizedSpan(local, end), kind: kind == .function ? .built : kind)
            }
            // 青松街道|召集开会: a street office by the street's name.
            if end == index + 2, isNeighbourhood(text, end), start == index || !acts(text, start, end) {
                return nil
            }
            // 大冶市|委, 区委督查室: the level is the name's own first character.
            if start == index, kind == .level, text.has(.bodyLevel, at: index), text[index + 1] == 0x59D4,
                end > index + 2 || ground.hasDivision(endingAt: index + 1)
                    || isBounded(text, index) && !text.begins([.office, .chief, .afterPerson], at: end)
            {
                return Body(
                    span: NormalizedSpan(ground.division(endingAt: index + 1) ?? start, end), kind: kind)
            }
            if start == index {
                if kind == .level { return actingAlone(text, index, end, kind) }
                // 燃气公司, 殡仪馆 alone tell a kind.
                guard kind != .public || text.ends(.bank, at: end) else { return nil }
                // 公安局长, 建设局势: a name alone needs a boundary before it, or an everyday word: 辛苦|纪委.
                guard isBounded(text, index) else {
                    let follows =
                        kind == .function && isBehindWord(text, index)
                        && !hotlines.endsBefore(text.buffer, end, longest: 2)
                    return follows ? Body(span: NormalizedSpan(start, end), kind: .built) : nil
                }
                if hotlines.endsBefore(text.buffer, end, longest: 2),
                    end == text.count || !text.begins([.afterHandle, .afterSay, .afterRefuse, .afterPromise], at: end)
                {
                    return nil
                }
            }
            return Body(span: NormalizedSpan(start, end), kind: kind)
        case .built:
            var start = prefixStart(ground, index)
            if start >= index - 1, text.ends(.site, at: end), let local = siteStart(ground, index) { start = local }
            guard start < index else {
                // 请|物价部门
                if officeKinds.endsBefore(text.buffer, end, longest: 2) {
                    let isOne =
                        isBounded(text, index) && namelessOffices.longest(text.buffer, at: index)?.length != end - index
                    return isOne ? Body(span: NormalizedSpan(index, end), kind: .built) : nil
                }
                return end - index >= 3 && Self.isDesk(text[end - 1]) ? actingAlone(text, index, end, kind) : nil
            }
            // A7县税务部门, 县税务部门; 国家执法部门 is none.
            if officeKinds.endsBefore(text.buffer, end, longest: 2), text.ends(.zone, at: index) { return nil }
            return Body(span: NormalizedSpan(start, end), kind: .built)
        case .unit:
            // 湛河区|分局: of the police, by its place.
            guard index >= 2, branchEnd(text, index - 2) == end, let start = ground.division(endingAt: index) else {
                return actingAlone(text, index, end, kind)
            }
            return Body(span: NormalizedSpan(start, end), kind: .function)
        case .tail, .village:
            let start = enclosedStart(text, index, end) ?? nameStart(ground, index)
            let core = index - start
            // 一中|收停车费
            if core == 0, numberedHouses.longest(text.buffer, at: index)?.length == end - index,
                standsAlone(text, index, end)
            {
                return Body(span: NormalizedSpan(index, end), kind: kind)
            }
            // 镇卫生院, 县医院: a level makes it one certain body.
            // 八医院, 二中学
            let isLevelled =
                core == 1 && end - index >= 2 && kind == .tail
                && (Self.isLevelOfPlaces(text[start])
                    || Numeral.digit(text[start]) != nil && text.ends(.serviceEnding, at: end))
            guard core >= 2 || isLevelled, end - start <= 30, !isGeneric(text, start, index),
                !placedEndings.endsBefore(text.buffer, end, longest: 4) || isPlaced(ground, start, index)
                    || (2...5).contains(core) && !text.isCommonWord(index - 2, length: 2)
                        && standsAlone(text, start, end),
                placedHouses.longest(text.buffer, at: index)?.length != end - index
                    || ground.hasDivision(endingAt: index),
                // 大冶市|公办|幼儿园
                !owners.endsBefore(text.buffer, index, longest: 3),
                !isNamelessKind(text, index, end)
            else { return nil }
            // 土城社区答复…, 找友谊社区: a body only where it acts or is asked, else a place.
            if kind == .village, isNeighbourhood(text, end), !acts(text, start, end) { return nil }
            // 水坡村委会人, 梨树坪村委会岩脚小组: an address.
            if kind == .village, isAddress(text, end) { return nil }
            return Body(span: NormalizedSpan(start, end), kind: kind)
        }
    }

    /// 辽宁|永胜|建材: a firm by its line of business, with a division and a name of its own before it.
    private func isPlaced(_ ground: Ground, _ start: Int, _ index: Int) -> Bool {
        var own = start
        while let next = (own + 1..<max(own + 1, index - 1)).last(where: { ground.division(endingAt: $0) == own }) {
            own = next
        }
        // 岭坪镇|卖|烧烤, 大冶市|石坪镇|养老: what somebody does there, or a place.
        return own > start && (2...4).contains(index - own) && !isGeneric(ground.text, own, index)
            && notOfFirms.longest(ground.text.buffer, at: own) == nil
            && !notOfFirms.endsBefore(ground.text.buffer, index, longest: 2)
            && !ground.text.has(.bodyLevel, at: index - 1)
    }

    private func isNeighbourhood(_ text: PartyText, _ end: Int) -> Bool {
        neighbourhoods.endsBefore(text.buffer, end, longest: 2)
    }

    /// 泉塘小区|麻将馆, 华苑|物业: one of its kind on an estate, which has no name of its own.
    private func isNamelessKind(_ text: PartyText, _ index: Int, _ end: Int) -> Bool {
        (2...3).contains { length in
            end - length > 1 && namelessKinds.longest(text.buffer, at: end - length)?.length == length
                && estateEnds.endsBefore(text.buffer, end - length, longest: 2)
        }
    }

    /// 县市区镇乡省州旗.
    private static func isLevelOfPlaces(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x53BF, 0x5E02, 0x533A, 0x9547, 0x4E61, 0x7701, 0x5DDE, 0x65D7: true
        default: false
        }
    }

    /// 县信访局 + 办信股, 物业 + 管理有限公司: the whole of what follows on.
    private func wholeEnd(_ text: PartyText, from start: Int, _ kind: Kind) -> Int {
        var end = start
        switch kind {
        case .function, .level, .unit, .public, .built:
            if isOneLeadership(text, end) { end += 3 }
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
            // 人民银行|合肥中心支行
            if text[end - 1] == 0x884C { end = tailEnd(text, from: end) }
            // 县公安局|刑侦大队, 县委|网信办
            if kind != .public, end < text.count, let built = built(text, at: end),
                text.ends(.part, at: end + built) || kind == .level && text[end - 1] == 0x59D4
            {
                end += built
            }
            return end
        case .village: return end
        case .tail: return tailEnd(text, from: end)
        }
    }

    /// 旺佳美超市|阆中店, 中国银行|A市支行: the end of what is part of the name behind its ending.
    private func tailEnd(_ text: PartyText, from start: Int) -> Int {
        var end = start
        var index = end
        while index < text.count, index - end <= 8 {
            if let next = text.cues.longest(.bodies, at: index), let nextKind = Kind(next.classes),
                nextKind == .tail && next.length >= 2 || nextKind == .unit && index == end,
                index == end || !placedEndings.endsBefore(text.buffer, index + next.length, longest: 3)
            {
                end = index + next.length
                index = end
                continue
            }
            // 银行|H3县|支行
            if index == end, CharacterKind.isLatin(text[index]),
                let mask = text.maskedDivisionEnd(index, text.count)
            {
                index = mask
                continue
            }
            guard text.isHan(index), !text.has(.localStop, at: index), !text.begins(.stop, at: index) else {
                break
            }
            index += 1
        }
        return end
    }

    /// 市委|市政府: party and government of one level, said in one breath.
    private func isOneLeadership(_ text: PartyText, _ end: Int) -> Bool {
        end >= 2 && end + 2 < text.count && text[end - 1] == 0x59D4 && text[end] == text[end - 2]
            && text[end + 1] == 0x653F && text[end + 2] == 0x5E9C
    }

    /// 公安局|贾汪分局, 公安局|城关派出所: a branch by the name of its place.
    private func branchEnd(_ text: PartyText, _ start: Int) -> Int? {
        var index = start
        while index + 1 < text.count, index - start <= 5, text.isHan(index), !text.has(.localStop, at: index) {
            if let branch = branches.longest(text.buffer, at: index) {
                return index > start + 1 ? index + branch.length : nil
            }
            if text.cues.longest(.stop, at: index).map({ $0.length >= 2 }) ?? false { return nil }
            index += 1
        }
        return nil
    }

    /// 局面, 厂房, 银行卡: the ending is the start of another word.
    private func goesOn(_ text: PartyText, at end: Int) -> Bool {
        for back in 1...3 where end - back >= 0 {
            guard let word = text.cues.longest(.continuation, at: end - back), word.length > back else { continue }
            // 公司|法人: what looks like 公司法 is a word of its own.
            return !text.begins(.chief, at: end)
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
}
