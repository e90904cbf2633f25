internal import Documents

/// Decides which division names are meant as such and which of their meanings the document means.
struct DivisionSettler: Sendable {
    /// A division name with its meaning; `division` is `nil` where nothing settles it or its name is masked.
    struct Settled: Sendable {
        let hit: DivisionHit
        let division: Int32?
    }

    let gazetteer: Gazetteer
    let shape: NameShape
    /// The reading office's own division: it settles what the document leaves open.
    let home: Int32?

    // MARK: which names are meant

    /// 桥东镇 in 王桥东镇 is the end of another township's name, 北镇 in 夏各庄北镇老官营村 of another's too.
    func isWhole(_ hit: DivisionHit, _ hits: [DivisionHit], _ text: NormalizedText) -> Bool {
        if isJoining(hit, hits, text) || isInsideName(hit, hits, text) { return false }
        guard hit.span.start > 0, hit.span.count <= 3,
            CharacterKind.isHan(text.scalars[hit.span.start - 1]),
            !PlaceCharacters.stops.contains(text.scalars[hit.span.start - 1]),
            text.scalars[hit.span.start - 1] != 0x4F4F,
            hit.meanings.allSatisfy({ gazetteer.divisions[Int($0)].level == 4 }) || looksLikeTown(hit, text)
        else { return true }
        return hits.contains { $0.span.end == hit.span.start }
    }

    /// 星|沙县, 滨水新|城东区: a county's short full name, or a district named after its side, behind a name's beginning.
    private func isInsideName(_ hit: DivisionHit, _ hits: [DivisionHit], _ text: NormalizedText) -> Bool {
        guard hit.span.start > 0, CharacterKind.isHan(text.scalars[hit.span.start - 1]),
            hit.span.count == 2 && text.scalars[hit.span.end - 1] == 0x53BF
                || hit.span.count == 3 && text.scalars[hit.span.start] == 0x57CE
                    && text.scalars[hit.span.end - 1] == 0x533A
        else { return false }
        let before = text.scalars[hit.span.start - 1]
        return !PlaceCharacters.stops.contains(before) && !PlaceCharacters.prepositions.contains(before)
            && !PlaceCharacters.verbs.contains(before) && before != 0x539F
            && shape.standsInName(before, text.scalars[hit.span.start])
            && !hits.contains { $0.span.end == hit.span.start || $0.span.start == hit.span.end }
    }

    /// 各乡镇和县直单位: 和 joins, unless the document tells of the county or what holds it.
    private func isJoining(_ hit: DivisionHit, _ hits: [DivisionHit], _ text: NormalizedText) -> Bool {
        guard hit.span.count == 2, hit.span.start > 0, text.scalars[hit.span.start] == 0x548C,
            CharacterKind.isHan(text.scalars[hit.span.start - 1])
        else { return false }
        return !hits.contains { other in
            other.span.end == hit.span.start
                || other.meanings.contains { outer in hit.meanings.contains { gazetteer.contains(outer, $0) } }
        }
    }

    /// 北镇 and 景德镇 end like a township and are cities' short forms.
    private func looksLikeTown(_ hit: DivisionHit, _ text: NormalizedText) -> Bool {
        [0x9547, 0x4E61].contains(text.scalars[hit.span.end - 1]) && isShort(hit, text)
    }

    /// True for a name without its sign of level: 平顶山, 北镇.
    private func isShort(_ hit: DivisionHit, _ text: NormalizedText) -> Bool {
        guard hit.span.count <= 3 else { return false }
        let last = text.scalars[hit.span.end - 1]
        if !PlaceCharacters.fullSigns.contains(last) { return true }
        guard last == 0x9547 || last == 0x4E61 else { return false }
        return hit.meanings.allSatisfy {
            gazetteer.divisions[Int($0)].level < 4
                && Int(gazetteer.divisions[Int($0)].length) > hit.span.count
        }
    }

    /// Leaves out short forms that are words here: 合作, 开化, 四平 in 十四平方米.
    ///
    /// A short form counts beside another division, when the document names the division or what holds it in full,
    /// or behind 在, 去 and the like; a city's also when it is a word by itself.
    func trusted(_ hits: [DivisionHit], _ text: NormalizedText) -> [DivisionHit] {
        guard hits.contains(where: { isShort($0, text) }) else { return hits }
        let full = hits.filter { !isShort($0, text) }.flatMap(\.meanings)
        return text.scalars.withUnsafeBufferPointer { buffer in
            var words: WordEdges?
            return hits.enumerated().filter { number, hit in
                guard isShort(hit, text) else { return true }
                let level = hit.meanings.map { gazetteer.divisions[Int($0)].level }.min() ?? 4
                if level == 1 { return true }
                // 平利县|…: beside what holds it or what it holds.
                func holds(_ other: DivisionHit) -> Bool {
                    other.meanings.contains { outer in
                        hit.meanings.contains { gazetteer.contains(outer, $0) || gazetteer.contains($0, outer) }
                    }
                }
                let isBeside =
                    number > 0 && hits[number - 1].span.end == hit.span.start && holds(hits[number - 1])
                    || number + 1 < hits.count && hits[number + 1].span.start == hit.span.end && holds(hits[number + 1])
                // 义乌、临沂三个客户
                func isListed(_ other: Int, _ gap: Int) -> Bool {
                    hits.indices.contains(other) && buffer[gap] == 0x3001 && level >= 2
                        && hits[other].meanings.allSatisfy { gazetteer.divisions[Int($0)].level <= 3 }
                }
                let isInRow =
                    hit.span.start > 0
                    && (number > 0 && hits[number - 1].span.end == hit.span.start - 1
                        && isListed(number - 1, hit.span.start - 1)
                        || number + 1 < hits.count && hits[number + 1].span.start == hit.span.end + 1
                            && isListed(number + 1, hit.span.end))
                if isBeside { return true }
                // Words are asked last: breaking the text into them takes longer than all else.
                guard isSupported(hit, level, full, isInRow: isInRow, text) else { return false }
                if words == nil { words = WordEdges(buffer) }
                return words!.contains(hit.span.start) && words!.contains(hit.span.end)
            }.map(\.element)
        }
    }

    /// Whether the document speaks for a short form that is a word by itself.
    private func isSupported(
        _ hit: DivisionHit, _ level: UInt8, _ full: [Int32], isInRow: Bool, _ text: NormalizedText
    ) -> Bool {
        if hit.meanings.contains(where: { meaning in
            full.contains { $0 == meaning || gazetteer.contains($0, meaning) }
        }) {
            return true
        }
        if isInRow, !Self.wordlike.contains(text[hit.span]) { return true }
        let isCued = hit.span.start > 0 && PlaceCharacters.prepositions.contains(text.scalars[hit.span.start - 1])
        if level == 2 { return isCued || !Self.wordlike.contains(text[hit.span]) }
        // 到惠农补贴, 在海伦春天: a county's short form counts where it closes or people do something there.
        // 寿光打工的
        return isCued && closes(hit, text)
            || text.scalars.withUnsafeBufferPointer { buffer in
                Self.works.contains { buffer.stands($0, at: hit.span.end) }
            }
    }

    private func closes(_ hit: DivisionHit, _ text: NormalizedText) -> Bool {
        guard hit.span.end < text.count else { return true }
        let after = text.scalars[hit.span.end]
        return !CharacterKind.isHan(after) || PlaceCharacters.stops.contains(after)
            || Self.doings.contains(after)
    }

    private static let works = ["打工", "上班", "务工", "读书", "做生意", "出差"].map { $0.unicodeScalars.map(\.value) }

    /// What people do in a town: 打工, 上班, 读书, 买房; 一, 某, 城 and the like name something of it.
    private static let doings = ScalarSet("打工做干读念买租住居生务出开就城县市当卖跑办治看一某老本")

    /// Short forms of cities that are words too.
    private static let wordlike: Set<String> = [
        "安康", "吉安", "保山", "安顺", "长治", "四平", "六安", "平凉", "海东", "东方", "来宾", "黄山", "白银", "金昌", "中卫", "阳江", "通化", "白山",
        "白城", "商洛", "宝鸡", "上饶", "昌都", "安阳", "鹤壁", "和田", "黄石", "日照", "济源", "仙桃", "天门", "潜江", "文昌", "三明", "龙岩", "大理",
        "张掖", "海北", "海南", "海西", "黄南", "玉树", "合作", "大同", "双鸭山",
    ]

    // MARK: what they mean

    /// Chooses among meanings by what else the document names, then by the office's own division; what stays open
    /// stays `nil`.
    ///
    /// - Parameter isMasked: whether the document's divisions were taken out, so that a township proves nothing.
    func settle(_ hits: [DivisionHit], isMasked: Bool) -> [Settled] {
        let certain = hits.filter { $0.meanings.count == 1 }.map { $0.meanings[0] }
        let counties = certain.filter { gazetteer.divisions[Int($0)].level <= 3 }
        return hits.map { Settled(hit: $0, division: meaning(of: $0, counties, isMasked)) }
    }

    private func meaning(of hit: DivisionHit, _ counties: [Int32], _ isMasked: Bool) -> Int32? {
        if hit.meanings.count == 1 {
            // A township's name alone, far from any division that holds it, is no evidence.
            let only = hit.meanings[0]
            if gazetteer.divisions[Int(only)].level == 4, isMasked || !counties.isEmpty,
                !counties.contains(where: { gazetteer.contains($0, only) })
            {
                return nil
            }
            return only
        }
        let supported = hit.meanings.filter { meaning in
            counties.contains { gazetteer.contains($0, meaning) || $0 == meaning }
        }
        if supported.count == 1 { return supported[0] }
        if let home {
            let near = hit.meanings.filter {
                $0 == home || gazetteer.contains(home, $0) || gazetteer.contains($0, home)
            }
            if near.count == 1 { return near[0] }
        }
        // A city and a county of one name: the higher one, when one holds the other.
        if let highest = hit.meanings.min(by: {
            gazetteer.divisions[Int($0)].level < gazetteer.divisions[Int($1)].level
        }), hit.meanings.allSatisfy({ $0 == highest || gazetteer.contains(highest, $0) }) {
            return highest
        }
        let levels = hit.meanings.map { gazetteer.divisions[Int($0)].level }
        if let top = levels.min(), top <= 2, levels.count(where: { $0 == top }) == 1 {
            return hit.meanings[levels.firstIndex(of: top)!]
        }
        return nil
    }

    /// A local name lies where the document says so elsewhere: in the county under which the same name stands, else in
    /// the one county that the document names, or names more often than all others together, else at home.
    func settleLocal(_ mentions: inout [PlaceMention], _ text: NormalizedText, _ named: [Int32]) {
        guard mentions.contains(where: { isLocal($0) || $0.rule == "place.station" }) else { return }
        let settled = mentions.filter { $0.division != nil }
        /// Counties with the first division named in each.
        var counts: [(county: UInt32, count: Int, division: Int32)] = []
        func count(_ division: Int32) {
            // Divisions in bodies' names tell the matter's place too, half as surely.
            let county = gazetteer.county(division)
            guard county % 100 != 0 else { return }
            if let known = counts.firstIndex(where: { $0.county == county }) {
                counts[known].count += 1
            } else {
                counts.append((county, 1, division))
            }
        }
        for mention in settled { if let division = mention.division { count(division) } }
        for division in named { count(division) }
        let total = counts.reduce(0) { $0 + $1.count }
        let main = counts.first { $0.count * 2 > total }?.division
        // 南宁东站 lies in the county of the matter, when that is in Nanning.
        if let main {
            for index in mentions.indices where mentions[index].rule == "place.station" {
                if let city = mentions[index].division, gazetteer.contains(city, main) {
                    mentions[index].division = main
                }
            }
        }
        for index in mentions.indices where isLocal(mentions[index]) {
            let name = text.scalars[mentions[index].span.range]
            let same = settled.first { holds($0.span, name, text) }?.division
            mentions[index].division = same ?? main ?? (counts.isEmpty ? home : nil)
        }
    }

    /// Whether a longer name holds this one.
    private func holds(_ span: NormalizedSpan, _ name: ArraySlice<UInt32>, _ text: NormalizedText) -> Bool {
        guard span.count > name.count, let first = name.first else { return false }
        return (span.start...span.end - name.count).contains { start in
            text.scalars[start] == first && text.scalars[start..<start + name.count] == name
        }
    }

    /// A name without a division, where the text may tell one.
    private func isLocal(_ mention: PlaceMention) -> Bool {
        mention.division == nil && !mention.isMasked && !mention.isOpen
    }
}
