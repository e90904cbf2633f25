internal import Documents

/// The clauses of a letter, and what is told of each.
///
/// Rules have found requests before; clauses are told by those too. A clause is weighed only where it or one before it in
/// its sentence holds a word of asking, where rules found a request, where it begins with a deed, where near the end it
/// holds a word that calls for something, or in one sentence with such: of a thousand others four ask for something.
///
/// A class: it is handed on for each clause.
final class WeighedClauses {
    let scan: DemandScan
    let buffer: UnsafeBufferPointer<UInt32>
    let signs: ClauseSigns
    let demands: [DemandFinder.Demand]
    let clauses: [WeighedClause]
    /// Requests that share their clause with one before them, which the clause is told by: 退一赔三、吊销执照.
    let sharing: [DemandFinder.Demand]
    private let titleEnd: Int
    /// Whether the letter was written on a page: it is signed or has lines of its own; what is typed into a form of the web
    /// has a title and one paragraph.
    private let isPage: Bool

    init(_ scan: DemandScan, _ signs: ClauseSigns, _ demands: [DemandFinder.Demand]) {
        (self.scan, self.signs, self.demands) = (scan, signs, demands)
        buffer = scan.buffer
        titleEnd = scan.buffer.firstIndex(of: 0x0A) ?? -1
        isPage = scan.layout.signature != nil || scan.layout.lines.lazy.filter { $0.count > 0 }.prefix(3).count == 3
        let splitter = ClauseSplitter(scan, signs, demands)
        (clauses, sharing) = (splitter.clauses, splitter.sharing)
    }

    // MARK: what is told of a clause

    /// Hands every feature of a clause to `sink`; one that stands twice is told twice.
    func tell(_ number: Int, to sink: inout some ClauseFeatureSink) {
        tellSurroundings(of: number, to: &sink)
        tellCharacters(of: number, to: &sink)
    }

    /// All but the clause's own characters.
    @inline(__always)
    func tellSurroundings(of number: Int, to sink: inout some ClauseFeatureSink) {
        sink.add(.bias, 0)
        sink.add(.mark, mark(of: clauses[number]).rawValue)
        tellSentence(of: number, &sink)
        tellNearness(of: number, &sink)
        tellRules(of: number, &sink)
        tellPlace(of: number, &sink)
        if number > 0 {
            let previous = clauses[number - 1]
            sink.add(.previousBegins, text: previous.span.start..<previous.span.start + 2)
            sink.add(.previousEnds, text: previous.span.end - 2..<previous.span.end)
            sink.add(.previousMark, mark(of: previous).rawValue)
            Self.forEachBit(previous.signs) { sink.add(.previousSign, $0) }
        }
        if number + 1 < clauses.count {
            let next = clauses[number + 1].span.start
            sink.add(.nextBegins, text: next..<next + 2)
        }
    }

    @inline(__always)
    func tellCharacters(of number: Int, to sink: inout some ClauseFeatureSink) {
        let (start, end) = (clauses[number].span.start, clauses[number].span.end)
        sink.add(.begins, from: start, lengths: 1...min(4, end - start))
        for length in 1...min(3, end - start) { sink.add(.ends, text: end - length..<end) }
        var (begun, held, ended): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var calls: UInt64 = 0
        let isBare = clauses[number].isBare
        if isBare {
            sink.add(.bareBegins, from: start, lengths: 1...2)
            for length in 1...2 { sink.add(.bareEnds, text: end - length..<end) }
        }
        sink.add(heldIn: start..<end)
        signs.forEachWord(in: start..<end, of: buffer) { kinds, word in
            held |= kinds.lists
            calls |= kinds.calls
            if word.lowerBound == start { begun |= kinds.lists }
            if word.upperBound == end { ended |= kinds.lists }
        }
        Self.forEachBit(calls) { sink.add(isBare ? .bareCall : .call, $0) }
        Self.forEachBit(begun) { sink.add(.listBegins, $0) }
        Self.forEachBit(held) { sink.add(.listHolds, $0) }
        Self.forEachBit(ended) { sink.add(.listEnds, $0) }
        sink.add(.length, min((end - start) / 3, 8))
    }

    private func tellSentence(of number: Int, _ sink: inout some ClauseFeatureSink) {
        let clause = clauses[number]
        let asks = clause.signs != 0
        Self.forEachBit(clause.signs) { sink.add(.sign, $0) }
        var leader = number - 1
        while leader >= clause.first, clauses[leader].signs == 0 { leader -= 1 }
        let isLed = leader >= clause.first
        if isLed {
            let sign = clauses[leader].signs.trailingZeroBitCount
            sink.add(.led, sign)
            if isPage { sink.add(.pageLed, sign) }
            sink.add(asks ? .ledAsking : .ledTelling, sign)
            sink.add(.ledFrom, min(number - leader, 4))
        } else {
            sink.add(.unled, asks ? 1 : 0)
            tellPassage(of: clause, &sink)
        }
        sink.add(asks || isLed ? .closesAsking : .closesTelling, mark(of: clauses[clause.last]).rawValue)
        if clause.first > 0 {
            var told: UInt64 = 0
            for before in clauses[clause.first - 1].first..<clause.first { told |= clauses[before].signs }
            Self.forEachBit(told) { sink.add(.toldBefore, $0) }
        }
        sink.add(.place, min(number - clause.first, 4))
    }

    private func tellNearness(of number: Int, _ sink: inout some ClauseFeatureSink) {
        let clause = clauses[number]
        if let near = clause.near {
            sink.add(.near, near.rawValue)
            if isPage { sink.add(.pageNear, near.rawValue) }
        }
        if isPage {
            sink.add(.pageMark, mark(of: clause).rawValue)
            Self.forEachBit(clause.signs) { sink.add(.pageSign, $0) }
        }
        sink.add(.company, min(clause.company, 4))
        guard clause.isBare else { return }
        sink.add(.barePart, min(9, 10 * clause.span.start / max(1, buffer.count)))
        sink.add(.bareLeft, min(clauses.count - number, 12))
        sink.add(.bareAddressed, scan.layout.addressee == nil ? 0 : 1)
        sink.add(.bareRules, min(demands.count, 2))
    }

    /// What sentences before it in its passage ask.
    private func tellPassage(of clause: WeighedClause, _ sink: inout some ClauseFeatureSink) {
        guard clause.passage < clause.first else { return }
        var leader = clause.first - 1
        while leader >= clause.passage, clauses[leader].signs == 0 { leader -= 1 }
        if leader >= clause.passage {
            sink.add(.passageLed, clauses[leader].signs.trailingZeroBitCount)
            sink.add(.passageFrom, min(clause.first - leader, 6))
        }
        let isRuled = clauses[clause.passage..<clause.first].contains { $0.rule != nil }
        sink.add(.passageRule, isRuled ? 1 : 0)
    }

    private func tellRules(of number: Int, _ sink: inout some ClauseFeatureSink) {
        let clause = clauses[number]
        sink.add(.rules, min(demands.count, 3))
        var (isBefore, isBehind) = (0, 0)
        for other in clause.first...clause.last where clauses[other].rule != nil && clauses[other].rule != clause.rule {
            if other < number { isBefore = 1 }
            if other > number { isBehind = 1 }
        }
        sink.add(.ruleBefore, isBefore)
        sink.add(.ruleBehind, isBehind)
        guard let rule = clause.rule.map({ demands[$0] }) else { return }
        sink.add(
            .ruleEdges, (rule.span.start >= clause.span.start ? 2 : 0) + (rule.span.end <= clause.span.end ? 1 : 0))
        let name = ClauseFeatureNames.rules.firstIndex(of: rule.rule) ?? ClauseFeatureNames.rules.count - 1
        sink.add(.rule, name)
        if isPage { sink.add(.pageRule, name) }
    }

    private func tellPlace(of number: Int, _ sink: inout some ClauseFeatureSink) {
        let clause = clauses[number]
        sink.add(.part, min(4, 5 * clause.span.start / max(1, buffer.count)))
        sink.add(.left, min(clauses.count - number, 5))
        sink.add(.addressed, (scan.layout.addressee == nil ? 0 : 2) + (clause.rule == nil ? 0 : 1))
        if clause.span.start <= titleEnd {
            sink.add(.title, 1)
            sink.add(.titleRule, demands.isEmpty ? 0 : 1)
            Self.forEachBit(clause.signs) { sink.add(.titleSign, $0) }
        }
    }

    private func mark(of clause: WeighedClause) -> ClauseMark {
        clause.mark < buffer.count ? ClauseMark(buffer[clause.mark]) : .end
    }

    @inline(__always)
    private static func forEachBit(_ bits: UInt64, _ body: (Int) -> Void) {
        var bits = bits
        while bits != 0 {
            body(bits.trailingZeroBitCount)
            bits &= bits - 1
        }
    }

    // MARK: where it begins

    private static let deeds: UInt64 = ["deed", "order"].reduce(0) { bits, name in
        bits | 1 << UInt64(ClauseSigns.lists.firstIndex(of: name)!)
    }

    /// A word that tells where a request may begin.
    struct Hit: BitwiseCopyable {
        let start: Int
        let end: Int
        let kinds: ClauseSigns.Kinds
    }

    /// Lends the words of a clause, found once for all its places.
    func withHits<Result>(_ number: Int, _ body: (UnsafeBufferPointer<Hit>) -> Result) -> Result {
        let (start, end) = (clauses[number].span.start, clauses[number].span.end)
        return Scratch.with(Hit.self, count: 6 * (end - start)) { hits in
            var count = 0
            signs.forEachWord(in: start..<end, of: buffer) { kinds, word in
                guard count < hits.count else { return }
                (hits.baseAddress! + count).initialize(
                    to: Hit(start: word.lowerBound, end: word.upperBound, kinds: kinds))
                count += 1
            }
            return body(UnsafeBufferPointer(rebasing: hits[..<count]))
        }
    }

    /// The places of a clause where a request may begin: at its start, behind a word of asking, who is asked or 、, at a
    /// deed, and where a rule says; as offsets, a bit each.
    func starts(_ number: Int, _ hits: UnsafeBufferPointer<Hit>) -> UInt64 {
        let (start, end) = (clauses[number].span.start, clauses[number].span.end)
        var offsets: UInt64 = 1
        func add(_ offset: Int) {
            if offset >= 0, offset < min(64, end - start - 1) { offsets |= 1 << UInt64(offset) }
        }
        for hit in hits {
            if hit.kinds.asking | hit.kinds.asked != 0 { add(hit.end - start) }
            if hit.end > hit.start + 1, hit.kinds.lists & Self.deeds != 0 { add(hit.start - start) }
        }
        for index in start..<end where buffer[index] == 0x3001 { add(index + 1 - start) }
        for demand in demands(in: clauses[number].span) { add(demand.span.start - start) }
        return offsets
    }

    /// Those that share a character with `span`; they lie in the order of the text.
    private func demands(in span: NormalizedSpan) -> ArraySlice<DemandFinder.Demand> {
        let first = demands.partitioningIndex { $0.span.end > span.start }
        return demands[first...].prefix { $0.span.start < span.end }
    }

    /// Hands to `sink` what is told of the place at `offset`.
    @inline(__always)
    func tellStart(
        _ number: Int, _ offset: Int, _ hits: UnsafeBufferPointer<Hit>, to sink: inout some ClauseFeatureSink
    ) {
        let (start, end) = (clauses[number].span.start, clauses[number].span.end)
        let place = start + offset
        for length in 1...3 where length <= offset { sink.add(.startBehind, text: place - length..<place) }
        if place < end { sink.add(.startAt, from: place, lengths: 1...min(3, end - place)) }
        if offset >= 1, place < end { sink.add(.startInside, text: place - 1..<place + 1) }
        if offset >= 2, place < end { sink.add(.startLateInside, text: place - 2..<place + 1) }
        sink.add(.startDepth, min(offset, 10))
        sink.add(.startRest, min(end - place, 8))
        var (before, behind, who, lists): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for hit in hits {
            if hit.end <= place { before |= hit.kinds.asking }
            guard hit.start >= place else { continue }
            behind |= hit.kinds.asking
            if hit.end <= place + 10 { who |= hit.kinds.asked }
            if hit.start == place { lists |= hit.kinds.lists }
        }
        Self.forEachBit(before) { sink.add(.startAskedBefore, $0) }
        Self.forEachBit(behind) { sink.add(.startAskedBehind, $0) }
        Self.forEachBit(who) { sink.add(.startWhoBehind, $0) }
        Self.forEachBit(lists) { sink.add(.startList, $0) }
        var (rule, isInside) = (0, 0)
        for demand in demands(in: clauses[number].span) {
            if demand.span.start == place { rule = 2 }
            if demand.span.start < place, place < demand.span.end { isInside = 1 }
        }
        sink.add(.startRule, rule + isInside)
        sink.add(.startWhole, (offset == 0 ? 2 : 0) + (before | behind == 0 ? 0 : 1))
    }
}
