internal import Dictionaries
internal import Documents

/// A division name found in the text, with everything it could mean.
struct DivisionHit: Sendable {
    let span: NormalizedSpan
    let meanings: [Int32]
}

/// A place expression: divisions and the detail behind them.
struct PlaceMention: Sendable {
    var span: NormalizedSpan
    /// Index into the gazetteer of the deepest division that is settled.
    var division: Int32?
    var detailStart: Int
    let rule: RuleName
    /// True where a division's name was taken out before publication, so that nothing may be guessed for it.
    var isMasked = false
    /// True where the name of a county or above means several and the document settles none.
    var isOpen = false
}

extension [PlaceMention] {
    /// Without 7栋, 3号线, 409房 by themselves, which say no place that anybody could find; the tagger still sees them.
    func withoutBareNumbers(_ text: NormalizedText) -> [PlaceMention] {
        text.scalars.withUnsafeBufferPointer { buffer in
            // Few texts have any.
            contains { LocalNames.isBareNumber($0, buffer) } ? filter { !LocalNames.isBareNumber($0, buffer) } : self
        }
    }

    /// Adds a place that begins with its detail, and marks its characters as taken.
    mutating func take(
        _ span: NormalizedSpan, _ rule: RuleName, division: Int32? = nil, isOpen: Bool = false, _ occupied: inout [Bool]
    ) {
        append(
            PlaceMention(span: span, division: division, detailStart: span.start, rule: rule, isOpen: isOpen))
        for place in span.range.clamped(to: occupied.indices) { occupied[place] = true }
    }
}

/// Joins division names and address details into whole place expressions and settles what they mean.
///
/// The order is: divisions with their details, then local names and buildings, then names seen before; what an
/// earlier step took stays. A mention is one contiguous span.
struct PlaceFinder: Sendable {
    let gazetteer: Gazetteer
    private let grammar: AddressGrammar
    let settler: DivisionSettler
    private let locals: LocalNames
    private let joiner: PlaceJoiner

    /// - Parameter home: the code of the division whose letters these are, six digits.
    init(
        _ files: DictionaryFiles, into lexicon: inout Lexicon, home: UInt32? = nil
    ) throws(DictionaryError) {
        gazetteer = try Gazetteer(files, into: &lexicon)
        let words = try AddressWords(files)
        grammar = AddressGrammar(words: words, shape: try NameShape(files, gazetteer, fortune: words.fortune))
        var homeIndex: Int32?
        if let home {
            homeIndex = gazetteer.index(of: home)
            guard homeIndex != nil else {
                throw DictionaryError(
                    file: "Divisions/divisions.tsv", line: 0, problem: "has no division \(home), asked for as home")
            }
        }
        settler = DivisionSettler(gazetteer: gazetteer, shape: grammar.shape, home: homeIndex)
        locals = LocalNames(grammar)
        joiner = PlaceJoiner(grammar: grammar)
    }

    /// - Parameters:
    ///   - taken: what other rules found, ascending.
    ///   - isPlan: in plans and notices a division that acts is a body.
    func find(
        _ text: NormalizedText, _ hits: [DivisionHit], taken: [NormalizedSpan], isPlan: Bool = false
    ) -> [PlaceMention] {
        var mentions: [PlaceMention] = []
        var named: [Int32] = []
        var isMasked = false
        text.scalars.withUnsafeBufferPointer { buffer in
            let free = hits.filter { hit in !taken.overlaps(hit.span) && settler.isWhole(hit, hits, text) }
            let masked = MaskedDivisions.find(buffer).filter { mask in
                !taken.overlaps(mask) && !free.contains { $0.span.overlaps(mask) }
            }
            var settled = settler.settle(settler.trusted(free, text), isMasked: !masked.isEmpty)
            named = settled.compactMap(\.division)
            isMasked = !masked.isEmpty
            if isMasked {
                settled += masked.map { .init(hit: DivisionHit(span: $0, meanings: []), division: nil) }
                settled.sort { $0.hit.span < $1.hit.span }
            }
            mentions.reserveCapacity(2 * settled.count)
            addDivisions(to: &mentions, buffer, settled, taken, isPlan)
            var occupied = [Bool](filled: false, count: buffer.count)
            occupied.withUnsafeMutableBufferPointer { occupied in
                for span in taken { occupied[span.range].update(repeating: true) }
                for mention in mentions { occupied[mention.span.range].update(repeating: true) }
            }
            locals.addNames(to: &mentions, buffer, &occupied)
            locals.addOwned(to: &mentions, buffer, &occupied)
            locals.addListed(to: &mentions, buffer, &occupied)
            addNamesAgain(to: &mentions, buffer, &occupied)
            locals.addBuildings(to: &mentions, buffer, &occupied)
        }
        mentions.sort { $0.span < $1.span }
        text.scalars.withUnsafeBufferPointer { buffer in mentions = joiner.joined(mentions, buffer) }
        // Where names were taken out, what is left says nothing about where the matter lies.
        if !isMasked { settler.settleLocal(&mentions, text, named) }
        return mentions
    }

    /// Places that were read anew, the local names among them settled as those that the rules found.
    func settled(_ places: [PlaceMention], _ found: [PlaceMention], _ text: NormalizedText) -> [PlaceMention] {
        guard places.contains(where: { $0.rule == TaggedPlaces.rule }), !found.contains(where: \.isMasked) else {
            return places
        }
        var settled = places
        settler.settleLocal(&settled, text, found.compactMap(\.division))
        return settled
    }

    // MARK: divisions, chained, with their details

    private func addDivisions(
        to mentions: inout [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>, _ settled: [DivisionSettler.Settled],
        _ taken: [NormalizedSpan], _ isPlan: Bool
    ) {
        var index = 0
        var tries = 0
        while index < settled.count {
            let first = settled[index]
            var start = first.hit.span.start
            var end = first.hit.span.end
            var division = first.division
            var isMasked = first.hit.meanings.isEmpty
            var next = index + 1
            while next < settled.count, isChained(buffer, settled[next].hit.span.start, end) {
                let hit = settled[next].hit
                // 桥西区|中山街: a short form that lies elsewhere is a road's name.
                if let deeper = settled[next].division, hit.span.count <= 3,
                    !PlaceCharacters.fullSigns.contains(buffer[hit.span.end - 1]),
                    !(division.map { gazetteer.contains($0, deeper) } ?? false)
                {
                    break
                }
                if let deeper = settled[next].division {
                    // 新津县|金华镇: a township of that name elsewhere says nothing.
                    let isElsewhere =
                        gazetteer.divisions[Int(deeper)].level == 4
                        && (isMasked || !(division.map { gazetteer.contains($0, deeper) } ?? true))
                    if !isElsewhere { division = deeper }
                }
                isMasked = isMasked || hit.meanings.isEmpty
                end = hit.span.end
                next += 1
            }
            // 藁城区|(原藁城市)|丘庄镇
            if next < settled.count, settled[next].hit.span.start == end + 2, buffer.stands([0x28, 0x539F], at: end),
                buffer.scalar(at: settled[next].hit.span.end) == 0x29
            {
                end = settled[next].hit.span.end + 1
                next += 1
            }
            // 原|闸北区: the word belongs to a former division's name.
            if start > 0, buffer[start - 1] == 0x539F, isFormer(buffer, first.hit),
                start == 1 || !CharacterKind.isHan(buffer[start - 2])
                    || PlaceCharacters.stops.contains(buffer[start - 2])
            {
                start -= 1
            }
            // 阳泉市|矿区: common nouns, but behind their city its districts.
            if let city = division, end + 1 < buffer.count, buffer[end + 1] == 0x533A,
                let district = gazetteer.district(of: city, named: [buffer[end], buffer[end + 1]])
            {
                division = district
                end += 2
            }
            var detail = grammar.detailEnd(buffer, from: end)
            if detail == end,
                let estate = locals.toldEstateEnd(buffer, from: end) ?? locals.closedEstateEnd(buffer, from: end)
                    ?? repeated(buffer, end, isPlan, &tries)
            {
                detail = grammar.detailEnd(buffer, from: estate, isBegun: true)
            }
            if detail < buffer.count, let beside = locals.besideBodyEnd(buffer, from: detail),
                beside - detail > 2 || detail > end
            {
                detail = beside
            }
            // 昆明|长水|机场
            for gap in 2...3 where detail == end && end + gap < buffer.count {
                guard let (length, _) = Self.stations.word(buffer, at: end + gap),
                    (end..<end + gap).allSatisfy({
                        CharacterKind.isHan(buffer[$0]) && !grammar.words.isStop(buffer, $0)
                    }),
                    !grammar.shape.isOrdinary(buffer, end..<end + gap, strictly: true)
                else { continue }
                detail = end + gap + length
            }
            // A3区A3区|大道, C5市|南路: a road whose name was masked.
            if detail == end, isMasked, let (length, _) = Self.roadEndings.word(buffer, at: end) {
                detail = grammar.detailEnd(buffer, from: end + length, isBegun: true)
            }
            // 南宁|东站, 郑州|火车站
            var isStation = false
            if detail == end, let (length, _) = Self.stations.word(buffer, at: end) {
                detail = end + length
                isStation = true
            }
            // 雅园小区C栋2018年11月15日
            if detail > end, taken.overlaps(NormalizedSpan(end, detail)) { detail = end }
            // 安吉县|农贸市场整治方案: what the plan is about.
            if isPlan, detail > end, isTitle(buffer, start, end), isGeneral(buffer, end..<detail) { detail = end }
            let isActor = isPlan && detail == end && grammar.words.act.word(buffer, at: end) != nil
            if !isActor,
                detail > end || !grammar.startsBody(buffer, at: end) || isPlan && titlesWork(buffer, start, end)
            {
                if !(detail == end && isShortAlone(buffer, start, end, division, isMasked)),
                    !(next == index + 1 && namesRoad(buffer, first.hit)),
                    !(detail == end && Self.generic.word(buffer, at: start)?.length == end - start)
                {
                    mentions.append(
                        PlaceMention(
                            span: NormalizedSpan(start, detail), division: division, detailStart: end,
                            rule: isMasked
                                ? "place.masked-division"
                                : isStation
                                    ? "place.station" : detail > end ? "place.division-detail" : "place.division",
                            isMasked: isMasked,
                            isOpen: division == nil && isOpen(first.hit)))
                }
            }
            index = next
            while index < settled.count, settled[index].hit.span.start < detail { index += 1 }
        }
    }

    /// Names of some division that are said of any.
    private static let generic = WordSet(["开发区", "经济开发区", "城市新区", "老城区", "小城镇", "新区", "城区"])

    /// 平潭县|信访人权利告知办法, 东兰县|信访积案化解方案: a title's division, behind which no body is named.
    private func titlesWork(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        guard isTitle(buffer, start, end) else { return false }
        var index = end
        while index < buffer.count, buffer[index] != 0x0A, index - end < 12 {
            let word = Self.noBodies.word(buffer, at: index)
            if word == nil, Self.bodyEnds.contains(buffer[index]) { return false }
            index += word?.length ?? 1
        }
        return true
    }

    /// A line that begins with a division and ends with what kind of paper it heads.
    private func isTitle(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        guard start == 0 || buffer[start - 1] == 0x0A else { return false }
        let close = buffer[end..<min(end + 45, buffer.count)].firstIndex(of: 0x0A) ?? min(end + 45, buffer.count)
        return (close == buffer.count || buffer[close] == 0x0A)
            && Self.papers.contains { buffer.stands($0, at: close - $0.count) }
    }

    /// 农贸市场, 乡村道: words of address that name none.
    private func isGeneral(_ buffer: UnsafeBufferPointer<UInt32>, _ detail: Range<Int>) -> Bool {
        grammar.words.part.word(buffer, at: detail.lowerBound)?.length == detail.count
            || grammar.words.common.word(buffer, at: detail.lowerBound)?.length == detail.count
            || Self.zones.word(buffer, at: detail.lowerBound)?.length == detail.count || detail.count <= 2
            || grammar.shape.isOrdinary(buffer, detail, strictly: true)
    }

    private static let zones = WordSet(["建筑工地", "产业园区"])
    private static let bodyEnds = ScalarSet("局委办院府厅会队所社校司站")
    private static let noBodies = WordSet([
        "办法", "办理", "办件", "社会", "社区", "所有", "会议", "会商", "队伍", "委托", "校园", "站点", "学校周", "医院周", "学校门", "医院门",
    ])
    private static let papers = ["方案", "计划", "办法", "规程", "意见", "制度", "清单", "要点", "通知", "细则", "规定", "措施"].map {
        $0.unicodeScalars.map(\.value)
    }

    /// A text is looked through for the names behind its first divisions only, so that it stays linear in its length.
    private static let mostTries = 8

    private func repeated(
        _ buffer: UnsafeBufferPointer<UInt32>, _ end: Int, _ isPlan: Bool, _ tries: inout Int
    ) -> Int? {
        guard !isPlan, tries < Self.mostTries, end < buffer.count, CharacterKind.isHan(buffer[end]) else { return nil }
        tries += 1
        return locals.repeatedEstateEnd(buffer, from: end)
    }

    /// 鼓楼区 with its nine meanings.
    private func isOpen(_ hit: DivisionHit) -> Bool {
        hit.meanings.count > 1 && hit.meanings.allSatisfy { gazetteer.divisions[Int($0)].level <= 3 }
    }

    /// True for a name that no division bears now.
    private func isFormer(_ buffer: UnsafeBufferPointer<UInt32>, _ hit: DivisionHit) -> Bool {
        !hit.meanings.isEmpty && PlaceCharacters.unitSigns.contains(buffer[hit.span.end - 1])
            && hit.meanings.allSatisfy { meaning in
                !gazetteer.isNamed(meaning, buffer[hit.span.range])
            }
    }

    /// 柳州|地区|忻城县
    private func isChained(_ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        start == end || start == end + 2 && buffer.stands([0x5730, 0x533A], at: end)
    }

    private static let stations = WordSet(["东站", "西站", "南站", "北站", "火车站", "高铁站", "汽车站", "客运站", "机场"])

    /// 嵊州|大道, 南京|东路: a road named after a place it may not lie in; local names take it.
    private func namesRoad(_ buffer: UnsafeBufferPointer<UInt32>, _ hit: DivisionHit) -> Bool {
        guard !hit.meanings.isEmpty,
            hit.meanings.allSatisfy({
                Int(gazetteer.divisions[Int($0)].length) > hit.span.count
                    && !PlaceCharacters.unitSigns.contains(buffer[hit.span.end - 1])
            })
        else { return false }
        return Self.roadEndings.word(buffer, at: hit.span.end) != nil
    }

    private static let roadEndings = WordSet(["大道", "东路", "西路", "南路", "北路", "中路", "路", "街", "大街", "支路", "西街", "东街"])

    /// 河南话, 南京路: a bare short form that only qualifies what follows.
    private func isShortAlone(
        _ buffer: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int, _ division: Int32?, _ isMasked: Bool
    ) -> Bool {
        if isMasked { return false }
        // Unsettled, only a full name (鼓楼区, 城关镇) is surely a place.
        if division == nil { return !PlaceCharacters.unitSigns.contains(buffer[end - 1]) }
        guard end < buffer.count else { return false }
        // 四川人, 顺德户口, 上海牌, 云南白药
        return Self.shortFollowers.contains(buffer[end])
            || buffer[end] == 0x4EBA && end - start <= 3
                && (end + 1 == buffer.count || !CharacterKind.isHan(buffer[end + 1]))
    }

    private static let shortFollowers = ScalarSet("话籍路酒街牌佬货菜腔味白")

    // MARK: names seen before

    private func addNamesAgain(
        to mentions: inout [PlaceMention], _ buffer: UnsafeBufferPointer<UInt32>, _ occupied: inout [Bool]
    ) {
        var names = NamesAgain(buffer)
        // 南京公积金 … 公积金, 某某示范区 … 示范区: words, which stand everywhere.
        func isWord(_ name: Range<Int>) -> Bool {
            name.count <= 4
                && (grammar.words.part.word(buffer, at: name.lowerBound)?.length == name.count
                    || grammar.words.common.word(buffer, at: name.lowerBound)?.length == name.count
                    || grammar.shape.isOrdinary(buffer, name, strictly: true))
        }
        for mention in mentions where mention.detailStart < mention.span.end {
            let division = mention.isMasked ? nil : mention.division
            let firstEnd = grammar.partEnd(buffer, from: mention.detailStart)
            // 牛栏坑, A市|金茂府: names without an ending are names whole.
            if (3...8).contains(mention.span.end - mention.detailStart),
                mention.rule == "place.introduced" || mention.rule == "place.owned"
                    || firstEnd == nil,
                !isWord(mention.detailStart..<mention.span.end)
            {
                names.add(mention.detailStart..<mention.span.end, division)
            }
            for name in partNames(buffer, mention, firstEnd) where !isWord(name) {
                names.add(name, division)
                if let stem = stemEnd(buffer, name.upperBound), stem - name.lowerBound >= 3 {
                    names.add(name.lowerBound..<stem, division)
                }
            }
        }
        guard !names.isEmpty else { return }
        var index = 0
        while true {
            index = names.firstIndex(from: index)
            guard index < buffer.count else { break }
            guard !occupied[index], let (length, division) = names.longest(at: index) else {
                index += 1
                continue
            }
            let end = index + length
            let whole = occupied.free(from: end, to: max(end, grammar.detailEnd(buffer, from: end, isBegun: true)))
            if !(index..<end).contains(where: { occupied[$0] }), whole > end || !grammar.startsBody(buffer, at: end) {
                mentions.take(NormalizedSpan(index, whole), "place.named-before", division: division, &occupied)
            }
            index = whole
        }
    }

    /// The parts of a mention's detail that are names of estates and villages: 广惠南街|御澜湾|二期.
    private func partNames(
        _ buffer: UnsafeBufferPointer<UInt32>, _ mention: PlaceMention, _ firstEnd: Int?
    ) -> [Range<Int>] {
        var names: [Range<Int>] = []
        var start = mention.detailStart
        var partEnd = firstEnd
        while let end = partEnd, end <= mention.span.end {
            var last = end
            let countedEnd = grammar.countedEnd(buffer, from: start)
            if countedEnd == nil,
                // The name goes up to the figure that counts.
                let counted = (start..<end).first(where: { grammar.countedEnd(buffer, from: $0) == end })
            {
                last = counted
            }
            if last - start >= 3, countedEnd != end, !Self.unnamed.contains(buffer[last - 1]) {
                names.append(start..<last)
            }
            start = end
            partEnd = start < mention.span.end ? grammar.partEnd(buffer, from: start) : nil
        }
        return names
    }

    /// Townships and numbers are found by their endings.
    private static let unnamed = ScalarSet("镇乡号巷弄侧")

    /// 望江郡|小区: the name without what it is.
    private func stemEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int) -> Int? {
        for word in Self.kinds where buffer.stands(word, at: end - word.count) { return end - word.count }
        return nil
    }

    private static let kinds = ["小区", "花园", "公寓", "大厦", "项目", "工地"].map { $0.unicodeScalars.map(\.value) }
}

extension [Bool] {
    /// The end of the part of a range that nothing has taken.
    func free(from start: Int, to end: Int) -> Int {
        start < end ? (start..<Swift.min(end, count)).first { self[$0] } ?? end : end
    }
}
