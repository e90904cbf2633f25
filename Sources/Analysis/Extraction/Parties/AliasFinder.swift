internal import Documents

/// Short forms of an organisation inside one document: 福建省欣榕物业管理有限公司 … 欣榕物业 … 欣榕; （以下简称矿机厂）.
struct AliasFinder: Sendable {
    private let shortForms: WordSet

    init(_ lexicon: PartyLexicon) { shortForms = lexicon.label("short-form") }

    /// A short form to look for, and whose it is.
    private struct Brand {
        let scalars: [UInt32]
        let owner: PartyMention
        let isTold: Bool
    }

    /// Mentions by brand or by a short form told, named by the first full name that carries it.
    func find(_ bodies: [PartyMention], _ ground: BodyFinder.Ground, divisionEnd: [Int32]) -> [PartyMention] {
        let text = ground.text
        var brands: [Brand] = []
        var known: Set<[UInt32]> = []
        func add(_ scalars: [UInt32], _ owner: PartyMention, isTold: Bool) {
            guard scalars.allSatisfy(CharacterKind.isHan), known.insert(scalars).inserted else { return }
            brands.append(Brand(scalars: scalars, owner: owner, isTold: isTold))
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
            guard body.span.count >= 7 else { continue }
            guard start + 4 <= body.span.end, start > body.span.start || body.span.count >= 8,
                // The brand is no division itself, 顺德区居住证, and no word that many names begin with.
                divisionEnd[start] < 0, !text.begins(.noBrand, at: start)
            else { continue }
            // 利聚网|平台, 金沙装饰|公司: the name without its ending, when it is no shorter than three characters.
            if text.ends(.shortTail, at: body.span.end), !text.ends(.serviceEnding, at: body.span.end),
                let tail = text.cues.longest(.tail, endingAt: body.span.end, floor: start),
                (3...6).contains(body.span.end - tail.length - start),
                !text.has([.placeEnd, .listEnd], at: body.span.end - tail.length - 1)
            {
                add(Array(text.buffer[start..<body.span.end - tail.length]), body, isTold: true)
            }
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
        if !brand.isTold, let tail = text.cues.longest(.shortTail, at: end) { end += tail.length }
        // 锦翠苑, 碧湖名都: the brand is the start of another name.
        let hasTail = end > index + brand.scalars.count
        let isWhole =
            brand.isTold && brand.scalars.count > 2 || hasTail || end == text.count || !text.isHan(end)
            || text.has(.aliasFollower, at: end) || text.begins([.afterHandle, .afterRefuse, .afterSay], at: end)
        // 詹金虎 is no mention of 金虎石料厂.
        let isBounded = index == 0 || !text.isHan(index - 1) || text.ends(.stop, at: index) || hasTail
        if isWhole, isBounded {
            found.append(
                PartyMention(
                    span: NormalizedSpan(index, end), name: brand.owner.name, type: brand.owner.type,
                    role: brand.owner.role, rule: brand.isTold ? "party.alias-told" : "party.alias"))
        }
        return end
    }

    /// The short form in brackets behind a full name: 简称“…”, 下称….
    private func told(after end: Int, _ text: PartyText) -> NormalizedSpan? {
        // “…公司”（以下简称…）
        let end = end < text.count && text[end] == 0x201D ? end + 1 : end
        guard end + 3 < text.count, text[end] == 0x28, let word = shortForms.longest(text.buffer, at: end + 1) else {
            return nil
        }
        var start = end + 1 + word.length
        while start < text.count, [0x201C, 0x22, 0x300C, 0x3A, 0x20].contains(text[start]) { start += 1 }
        var last = start
        while last < text.count, last - start < 14, text.isHan(last) { last += 1 }
        return (2...13).contains(last - start) ? NormalizedSpan(start, last) : nil
    }
}
