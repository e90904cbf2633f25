internal import Documents

/// Short forms of an organisation inside one document: 福建省欣榕物业管理有限公司 … 欣榕物业 … 欣榕; （以下简称矿机厂）.
struct AliasFinder: Sendable {
    private let shortForms: WordSet

    init(_ lexicon: PartyLexicon) { shortForms = lexicon.label("short-form") }

    /// A short form to look for, and whose it is.
    private struct Brand {
        let scalars: [UInt32]
        /// The same for the same characters.
        let mark: UInt64
        let owner: PartyMention
        let isTold: Bool
        /// Where the owner's name goes on behind the short form.
        var rest = 0
    }

    /// Mentions by brand or by a short form told, named by the first full name that carries it.
    func find(_ bodies: [PartyMention], _ ground: BodyFinder.Ground, divisionEnd: [Int32]) -> [PartyMention] {
        let text = ground.text
        var brands: [Brand] = []
        func add(_ scalars: [UInt32], _ owner: PartyMention, isTold: Bool, rest: Int = 0) {
            guard scalars.allSatisfy(CharacterKind.isHan) else { return }
            let mark = scalars.reduce(0) { FeatureKey.mix($0, UInt64($1)) }
            guard !brands.contains(where: { $0.mark == mark && $0.scalars == scalars }) else { return }
            brands.append(Brand(scalars: scalars, mark: mark, owner: owner, isTold: isTold, rest: rest))
        }
        for body in bodies {
            if let told = told(after: body.span.end, text) {
                add(Array(text.buffer[told.range]), body, isTold: true)
            }
            guard body.type == .organization, body.span.count >= 4, !text.ends(.village, at: body.span.end) else {
                continue
            }
            var start = body.span.start
            while let end = text.divisionEnd(divisionEnd, start, body.span.end), end < body.span.end { start = end }
            if let local = withoutPlace(body.span, start, text) { add(local, body, isTold: true) }
            if let brand = shortBrand(body.span, start, text) { add(brand, body, isTold: false) }
            if let core = core(body.span, start, text) {
                add(Array(text.buffer[start..<core]), body, isTold: core - start > 2, rest: core)
            }
            // The brand is no division itself, 顺德区居住证, and no word that many names begin with.
            guard body.span.count >= 5, divisionEnd[start] < 0, !text.begins(.noBrand, at: start) else { continue }
            // 利聚网|平台, 金沙装饰|公司: the name without its ending, when it is no shorter than three characters.
            if text.ends(.shortTail, at: body.span.end), !text.ends(.serviceEnding, at: body.span.end),
                let tail = text.cues.longest(.tail, endingAt: body.span.end, floor: start),
                (3...6).contains(body.span.end - tail.length - start),
                !text.has([.placeEnd, .listEnd], at: body.span.end - tail.length - 1),
                !text.onlySays([.business, .common, .domain], start, body.span.end - tail.length)
            {
                add(Array(text.buffer[start..<body.span.end - tail.length]), body, isTold: true)
            }
            guard body.span.count >= 7, start + 4 <= body.span.end,
                start > body.span.start || body.span.count >= 8
            else { continue }
            add([text[start], text[start + 1]], body, isTold: false)
        }
        return brands.isEmpty ? [] : occurrences(of: brands, bodies, text)
    }

    /// 西山省|电子科技职业技术学院: the whole name without its place, when it is long or holds a name of its own.
    private func withoutPlace(_ span: NormalizedSpan, _ start: Int, _ text: PartyText) -> [UInt32]? {
        guard start > span.start, span.end - start >= 5,
            let tail = text.cues.longest(.tail, endingAt: span.end, floor: start), span.end - tail.length > start + 1,
            span.end - start >= 8 || !text.onlySays([.business, .common], start, span.end - tail.length)
        else { return nil }
        return Array(text.buffer[start..<span.end])
    }

    /// 星芒|教育: the two characters before a short ending, which are no everyday word.
    private func shortBrand(_ span: NormalizedSpan, _ start: Int, _ text: PartyText) -> [UInt32]? {
        guard let tail = text.cues.longest(.shortTail, endingAt: span.end, floor: start),
            span.end - tail.length == start + 2, !text.ends(.serviceEnding, at: span.end),
            !text.has([.placeEnd, .listEnd], at: start + 1), !text.begins([.noBrand, .common], at: start)
        else { return nil }
        return [text[start], text[start + 1]]
    }

    /// 南阳|绿丰源|农业发展有限公司, 江西|金福临|物业服务有限公司: where the firm's own name ends, behind its place and before
    /// what it does.
    private func core(_ span: NormalizedSpan, _ start: Int, _ text: PartyText) -> Int? {
        guard start > span.start || span.count >= 8, !text.ends(.serviceEnding, at: span.end),
            let tail = text.cues.longest(.tail, endingAt: span.end, floor: start)
        else { return nil }
        let tailStart = span.end - tail.length
        // 东成大厦|业主委员会, 银华园小区|物业: an estate is a place when nothing follows it.
        guard !text.begins(.group, at: tailStart), !text.buffer[start..<tailStart].contains(0x533A) else { return nil }
        let classes: PartyCues = [.business, .domain, .common, .tail]
        for length in 2...4 where start + length <= tailStart {
            let end = start + length
            guard text.onlySays(classes, end, tailStart) else { continue }
            let isWord =
                length == 2
                ? text.begins([.noBrand, .common, .business, .domain], at: start)
                : text.onlySays([.business, .common, .noBrand, .domain], start, end)
            return isWord || text.has(.bodyLevel, at: end - 1)
                || text.has([.placeEnd, .listEnd], at: end - 1) && length == 2 ? nil : end
        }
        return nil
    }

    /// 同泰|评估 for 同泰房地产评估公司: two characters behind the short form that follow each other in the owner's name.
    private func restLength(_ brand: Brand, at end: Int, _ text: PartyText) -> Int? {
        guard brand.rest > 0, end + 2 <= text.count, text.isHan(end), text.isHan(end + 1),
            !text.has([.placeEnd, .addressEnd], at: end + 1)
        else { return nil }
        let rest = text.buffer[brand.rest..<brand.owner.span.end]
        guard let first = rest.firstIndex(of: text[end]), rest[(first + 1)...].contains(text[end + 1]) else {
            return nil
        }
        return 2
    }

    /// One walk over the text for all short forms.
    private func occurrences(
        of brands: [Brand], _ bodies: [PartyMention], _ text: PartyText
    ) -> [PartyMention] {
        var index = NameIndex(capacity: brands.count)
        for (number, brand) in brands.enumerated() { index.add(brand.scalars[0], brand.scalars[1], number) }
        var found: [PartyMention] = []
        var next = 0
        var place = 0
        while true {
            place = index.firstPlace(in: text.buffer, from: place, to: text.count - 1)
            guard place < text.count - 1 else { break }
            while next < bodies.count, bodies[next].span.end <= place { next += 1 }
            var end: Int?
            var name = index.first(text[place], text[place + 1])
            while let candidate = name, end == nil {
                let body = next < bodies.count ? bodies[next].span : nil
                end = mention(brands[index.value(of: candidate)], at: place, body, text, &found)
                name = index.next(candidate)
            }
            place = end ?? place + 1
        }
        return found
    }

    /// Takes up a mention at `index`, or not; the end of what was looked at, `nil` when the short form stands elsewhere.
    private func mention(
        _ brand: Brand, at index: Int, _ body: NormalizedSpan?, _ text: PartyText, _ found: inout [PartyMention]
    ) -> Int? {
        var end = index + brand.scalars.count
        guard end <= text.count, text.buffer[index..<end].elementsEqual(brand.scalars) else { return nil }
        if let body, body.start < index || body.start == index && body.count >= 7 { return nil }
        if let tail = text.cues.longest(.shortTail, at: end),
            !brand.isTold || brand.rest > 0 || brand.scalars.count > 2
        {
            end += tail.length
        } else if let rest = restLength(brand, at: end, text) {
            end += rest
        }
        // 旺佳美|超市阆中店, 青澜建设|集团: another name that begins so, or the whole one.
        if brand.rest > 0 || brand.scalars.count > 2, let body, body.start == index, body.end > end { return nil }
        // 飞云腿物流: the owner's own name.
        if brand.owner.span == NormalizedSpan(index, end) { return nil }
        // 锦翠苑, 碧湖名都: the brand is the start of another name.
        let hasTail = end > index + brand.scalars.count
        let isWhole =
            brand.isTold && brand.scalars.count > 2 || hasTail || end == text.count || !text.isHan(end)
            || text.has(.aliasFollower, at: end) || text.begins([.afterHandle, .afterRefuse, .afterSay], at: end)
        // 詹金虎 is no mention of 金虎石料厂.
        let isBounded =
            index == 0 || !text.isHan(index - 1) || text.ends(Self.boundaries, at: index) || hasTail
            || brand.rest > 0 && brand.scalars.count > 2 && !text.isCommonWord(index - 1, length: 2)
        let goesOn = body.map { $0.start == index && $0.end > end } ?? false
        if isWhole && isBounded || (isWhole || isBounded) && !goesOn && isOwn(index, end, isWhole: isWhole, text) {
            found.append(
                PartyMention(
                    span: NormalizedSpan(index, end), name: brand.owner.name, type: brand.owner.type,
                    role: brand.owner.role, rule: brand.isTold ? "party.alias-told" : "party.alias"))
        }
        return end
    }

    /// 归|云塔；, 旭冉|指定, 华服|管: bounded on one side alone, but no word and no part of one.
    private func isOwn(_ start: Int, _ end: Int, isWhole: Bool, _ text: PartyText) -> Bool {
        guard end - start > 2 || !text.begins([.common, .noBrand, .business, .domain], at: start) else { return false }
        if start > 0, text.isHan(start - 1) {
            // 詹|金虎, 王|金虎: the end of a person's name.
            guard !text.has([.surname, .rareSurname], at: start - 1), !text.isCommonWord(start - 1, length: 2) else {
                return false
            }
        }
        guard !isWhole else { return true }
        // 锦翠|苑, 碧湖|名都
        return !text.isCommonWord(end - 1, length: 2) && !text.has([.placeEnd, .listEnd, .addressEnd], at: end)
            && text.cues.longest(.bodies, at: end).map { $0.length < 2 } ?? true
            && text.begins(PartyCues.after.union([.afterPerson, .afterAdverb]).union(.persons), at: end)
    }

    /// What may go before a short form: 找|乐逍遥, 打给|众聘, 厂家|垦丰源.
    private static let boundaries: PartyCues = [
        .stop, .beforeAsk, .beforeBy, .beforeAccuse, .beforeOrder, .beforeCompany, .beforeWith,
    ]

    /// How much else a bracket says before the short form.
    private static let longestAside = 12

    /// The short form in brackets behind a full name: 简称“…”, 下称….
    private func told(after end: Int, _ text: PartyText) -> NormalizedSpan? {
        // “…公司”（以下简称…）
        let end = end < text.count && text[end] == 0x201D ? end + 1 : end
        guard end + 3 < text.count, text[end] == 0x28 else { return nil }
        // （民营，下称…）: behind what else the bracket says.
        var start = end + 1
        while true {
            if let word = shortForms.longest(text.buffer, at: start) {
                start += word.length
                break
            }
            guard let mark = (start..<min(text.count, start + Self.longestAside)).first(where: { text[$0] == 0x2C }),
                !(start..<mark).contains(where: { text[$0] == 0x29 })
            else { return nil }
            start = mark + 1
        }
        while start < text.count, [0x201C, 0x22, 0x300C, 0x3A, 0x20].contains(text[start]) { start += 1 }
        var last = start
        while last < text.count, last - start < 14, text.isHan(last) { last += 1 }
        return (2...13).contains(last - start) ? NormalizedSpan(start, last) : nil
    }
}
