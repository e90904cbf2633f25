internal import Dictionaries
internal import Documents

/// Finds what a letter asks for: one clause each, from lists under 请求：, run-in lists and prose.
///
/// What annotators mark, and so what is found (the rules themselves: ``ClauseRule/all``):
/// - A request begins behind the verb of asking and whoever is asked (`请胡书记|督促城管…`), and ends before
///   the mark; somebody else who is to act belongs to it (`请第三方测算`).
/// - In prose every comma parts two requests, if what follows is something to be done. A clause that only prepares
///   (`按照诉讼程序，`), or names the rest of what is spoken of, joins its neighbour; what it is for, on which condition,
///   in which spirit (`保障安全`, `如不能退`, `本着…的宗旨`) is left out; a reason or a tale ends the passage.
/// - In a list every item is one request, commas or not; only a purpose, or a verb of asking inside it, cuts it.
/// - The title asks only when nothing else in the letter does.
/// - Questions, pleas for which nothing can be done (`为民做主`), what somebody else or an earlier letter asked,
///   and what stands in brackets or quotation marks is no request.
///
/// Which of these requests stay, and which clauses are requests besides, weights decide (``DemandWeighing``).
struct DemandFinder: Sendable {
    struct Demand {
        let span: NormalizedSpan
        let rule: String
    }

    private let words: DemandWords
    private let signs: ClauseSigns
    private let weights: ClauseWeights
    private let usesWeights: Bool

    /// - Parameter usesWeights: without them what rules find is what is found.
    init(_ files: DictionaryFiles, usesWeights: Bool = true) throws(DictionaryError) {
        words = try DemandWords(files)
        signs = try ClauseSigns(files)
        weights = try ClauseWeights(files, signs)
        self.usesWeights = usesWeights && !weights.isEmpty
    }

    func find(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [Demand] {
        text.scalars.withUnsafeBufferPointer { buffer in
            let scan = DemandScan(buffer, words, layout, parties)
            let found = scan.demands()
            guard layout.kind == .letter, usesWeights else { return found }
            return DemandWeighing(scan, found, signs, weights).demands()
        }
    }

    /// What weights are learned from: each clause of a letter that is weighed, with what is told of it.
    func evidence(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [ClauseEvidence] {
        text.scalars.withUnsafeBufferPointer { buffer in
            let scan = DemandScan(buffer, words, layout, parties)
            let told = WeighedClauses(scan, signs, scan.demands())
            let names = ClauseFeatureNames(signs)
            return told.clauses.indices.filter { told.clauses[$0].isNear }.map { number in
                var features = ClauseFeatureList(names, buffer)
                told.tell(number, to: &features)
                let starts = told.withHits(number) { hits in
                    let offsets = told.starts(number, hits)
                    return (0..<64).filter { offsets >> UInt64($0) & 1 == 1 }.map { offset in
                        var features = ClauseFeatureList(names, buffer)
                        told.tellStart(number, offset, hits, to: &features)
                        return (offset: told.clauses[number].span.start + offset, features: features.features)
                    }
                }
                let clause = told.clauses[number]
                return ClauseEvidence(
                    span: clause.span, rule: clause.rule.map { told.demands[$0].span }, features: features.features,
                    starts: starts)
            }
        }
    }

    /// Why each request was found: the features that spoke most, by the request's span.
    func reasons(_ text: NormalizedText, _ layout: Layout, _ parties: [PartyMention]) -> [NormalizedSpan: [String]] {
        guard layout.kind == .letter, usesWeights else { return [:] }
        return text.scalars.withUnsafeBufferPointer { buffer in
            let scan = DemandScan(buffer, words, layout, parties)
            let weighing = DemandWeighing(scan, scan.demands(), signs, weights)
            let names = ClauseFeatureNames(signs)
            let clauses = weighing.told.clauses
            let pairs = weighing.demands().compactMap { demand -> (NormalizedSpan, [String])? in
                guard let number = clauses.firstIndex(where: { $0.span.overlaps(demand.span) }) else { return nil }
                return (demand.span, weighing.reasons(for: number, names).map { "\($0.name) \($0.weight)" })
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
    }
}

/// One clause as ``ClauseWeights`` learns from it.
struct ClauseEvidence {
    let span: NormalizedSpan
    /// The request that rules found there.
    let rule: NormalizedSpan?
    let features: [String]
    /// The places where a request may begin.
    let starts: [(offset: Int, features: [String])]
}

/// Bodies and enterprises by where their names begin; of several at one place the first.
struct AskedBodies {
    private var bodies: [(start: Int, end: Int, isOffice: Bool)] = []

    init(_ parties: [PartyMention]) {
        bodies.reserveCapacity(parties.count)
        for party in parties where party.type == .government || party.type == .organization {
            bodies.append((party.span.start, party.span.end, party.type == .government))
        }
        bodies.sort { $0.start < $1.start }
    }

    subscript(start: Int) -> (end: Int, isOffice: Bool)? {
        let index = bodies.partitioningIndex { $0.start >= start }
        return index < bodies.count && bodies[index].start == start ? (bodies[index].end, bodies[index].isOffice) : nil
    }
}

/// One walk over one letter's text.
///
/// A class: what reads clauses holds one, and copies of it would count a dozen references each.
final class DemandScan {
    typealias Demand = DemandFinder.Demand

    let buffer: UnsafeBufferPointer<UInt32>
    let words: DemandWords
    let layout: Layout
    /// The bodies and enterprises that a request may name before what it asks, by where their names begin.
    let bodies: AskedBodies
    /// Whether the title says that the letter suggests: what ought to be done is then asked.
    private var isSuggestion = false

    init(
        _ buffer: UnsafeBufferPointer<UInt32>, _ words: DemandWords, _ layout: Layout, _ parties: [PartyMention]
    ) {
        (self.buffer, self.words, self.layout) = (buffer, words, layout)
        bodies = AskedBodies(parties)
        if let head = heading() { isSuggestion = words.suggestions.stands(in: buffer, head.range) }
    }

    func demands() -> [Demand] {
        let head = heading()
        var found = demands(in: bodyStart(behind: head)..<buffer.count)
        guard found.isEmpty, layout.kind == .letter else { return found }
        if let head, let asked = titleDemand(head) { found = [asked] }
        return found + obligations(from: bodyStart(behind: head))
    }

    private func demands(in range: Range<Int>) -> [Demand] {
        var found: [Demand] = []
        var index = range.lowerBound
        let isSuggestion = isSuggestion
        while true {
            // Suggestions begin anywhere, all else at few characters.
            if !isSuggestion { index = words.signs.firstIndex(in: buffer, from: index) }
            guard index < range.upperBound else { break }
            if let (items, end) = orders(at: index), index >= (found.last?.span.end ?? 0) {
                found += items.map { Demand(span: $0, rule: "demand.list") }
                index = end
                continue
            }
            if index >= (found.last?.span.end ?? 0), let start = wantedStart(index) {
                index = max(start, add(requests(from: skipAsked(start)), as: "demand.wanted", to: &found))
                continue
            }
            guard let (length, word) = words.cues.longest(buffer, at: index) else {
                if isSuggestion, let start = suggestion(at: index, behind: found.last?.span.end ?? 0) {
                    index = max(index + 1, add(requests(from: start), to: &found))
                } else {
                    index += words.notRequests.longest(buffer, at: index)?.length ?? 1
                }
                continue
            }
            let colon = colonStart(index, index + length)
            if colon == nil, let (length, _) = words.notRequests.longest(buffer, at: index) {
                index += length
                continue
            }
            guard let start = colon ?? requestStart(index, word, index + length) else {
                index += 1
                continue
            }
            var before = found.count
            index = max(start, add(requests(from: skipAsked(start)), to: &found))
            while found.count > before, let more = goesOn(behind: index) {
                before = found.count
                index = max(more, add(requests(from: more), to: &found))
            }
        }
        return found
    }

    private func add(
        _ passage: (spans: [NormalizedSpan], end: Int, rule: String), as rule: String? = nil, to found: inout [Demand]
    ) -> Int {
        for span in passage.spans where isRequest(span) {
            found.append(Demand(span: span, rule: rule ?? passage.rule))
        }
        return passage.end
    }

    /// 请求督促整改。|另对失职人员予以处分: where a sentence right behind requests orders without asking anew.
    private func goesOn(behind end: Int) -> Int? {
        // …，保障居民安全|。
        var end = end
        if end < buffer.count, words.purposes.longest(buffer, at: end) != nil {
            end = (end..<min(end + 30, buffer.count)).first { CharacterKind.endsSentence(buffer[$0]) } ?? end
        }
        guard end + 1 < buffer.count, [0x3002, 0x21].contains(buffer[end]) else { return nil }
        let start = withoutOpener(end + 1, buffer.count)
        guard itemLabel(end + 1) == nil, isOrder(start), words.cues.longest(buffer, at: start) == nil
        else { return nil }
        let clause = start..<((start..<buffer.count).first { CharacterKind.endsClause(buffer[$0]) } ?? buffer.count)
        guard clause.upperBound == buffer.count || buffer[clause.upperBound] != 0x3F else { return nil }
        // 对此我们…
        return buffer[start] != 0x5BF9 || words.disposals.stands(in: buffer, clause) ? start : nil
    }

    /// 责令…, 解决…: what a sentence begins with that orders; 让…, 支持… begin one that tells or pleads.
    private func isOrder(_ start: Int) -> Bool {
        guard isDeed(start) else { return false }
        if words.orders.longest(buffer, at: start) != nil { return true }
        let deed = words.deeds.longest(buffer, at: start)?.length ?? 0
        return deed > 1 && deed > words.idleDeeds.longest(buffer, at: start)?.length ?? 0
    }

    /// What a letter of suggestions wants done: 2、尽快拉通…, 市政府|应该整合…, “某巷”应拓宽.
    private func suggestion(at index: Int, behind end: Int) -> Int? {
        guard index >= end else { return nil }
        if index > 0, [0x0A, 0x3A, 0x3B, 0x3002].contains(buffer[index - 1]), let label = itemLabel(index),
            isDeed(label)
        {
            return label
        }
        guard let (length, _) = words.shoulds.longest(buffer, at: index),
            isDeed(index + length), words.shouldParts.longest(buffer, at: index) == nil,
            index == 0 || words.shouldParts.longest(buffer, at: index - 1) == nil
        else { return nil }
        var start = index
        while start > end, !CharacterKind.endsClause(buffer[start - 1]) || buffer[start - 1] == 0x201D { start -= 1 }
        if let label = itemLabel(start), label <= index { start = label }
        if start == index || words.officeEnds.endsBefore(buffer, index) { return index + length }
        return index - start <= 10 ? start : nil
    }

    /// In a letter that asks for nothing, what it says ought to be done: 停车位应当恢复原状.
    private func obligations(from start: Int) -> [Demand] {
        var found: [Demand] = []
        var index = start
        while let next = (index..<buffer.count).first(where: { buffer[$0] == 0x5E94 }) {
            index = next + 1
            guard let start = suggestion(at: next, behind: found.last?.span.end ?? start) else { continue }
            index = max(index, add(requests(from: start), to: &found))
        }
        return found
    }

    /// 《…条例》予以处理：over a list of what to do.
    private func orders(at index: Int) -> (items: [NormalizedSpan], end: Int)? {
        guard buffer[index] == 0x0A, index > 0, buffer[index - 1] == 0x3A else { return nil }
        let (items, end) = lineItems(after: index)
        guard items.count >= 2, items.allSatisfy({ words.orders.longest(buffer, at: $0.start) != nil }) else {
            return nil
        }
        return (items.filter(isRequest), end)
    }

    // MARK: the head

    /// What heads the text, unless a list follows it.
    private func heading() -> NormalizedSpan? {
        guard let head = layout.heading(buffer), layout.title == nil else { return layout.title }
        let second = layout.lines.first { $0.count > 0 && $0.start >= head.end }
        return second.map { itemLabel($0.start) == nil } ?? false ? head : nil
    }

    private func bodyStart(behind head: NormalizedSpan?) -> Int {
        var start = head?.end ?? 0
        // 请求网信、公安：over a list is no salutation.
        if let addressee = layout.addressee, words.cues.longest(buffer, at: addressee.start) == nil {
            start = max(start, addressee.end)
        }
        return start
    }

    /// What the title asks: 请A市加快…, 某村村民请求修路, 建议…的意见.
    private func titleDemand(_ head: NormalizedSpan) -> Demand? {
        guard buffer[head.end - 1] != 0x3F, head.end >= buffer.count || buffer[head.end] != 0x3F else { return nil }
        var index = head.start
        while index < head.end {
            if let (length, _) = words.notRequests.longest(buffer, at: index) {
                index += length
                continue
            }
            guard let (length, word) = words.cues.longest(buffer, at: index),
                index == head.start || words.isForTitle[word]
            else {
                index += 1
                continue
            }
            var end = head.end
            // …的请求, …的意见: what the paper calls itself.
            for count in (2...5).reversed() where end - count > index + length {
                if words.papers.longest(buffer, at: end - count)?.length == count {
                    end -= count
                    break
                }
            }
            let start = min(skipAsked(index + length), end)
            guard let span = trimmed(start, end), isRequest(span) else { return nil }
            return Demand(span: span, rule: "demand.title")
        }
        return nil
    }
}
