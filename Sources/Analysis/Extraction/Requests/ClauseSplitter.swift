internal import Documents

/// One clause of a letter, between two marks, without its number, quotes and blanks.
struct WeighedClause {
    var span: NormalizedSpan
    /// Where the mark behind it stands; the text's length at its end.
    var mark: Int
    /// The numbers of the first and last clause of its sentence.
    var first: Int
    var last: Int
    /// The number of the first clause of its passage: sentences that a semicolon joins, with a heading line over them.
    var passage = 0
    /// The words of asking in it.
    var signs: UInt64
    /// Whether rules found a request in it, and where that begins or ends in it.
    var rule: Int?
    /// Whether it calls for something: rules found a request in it, it begins with a deed, or near the end it holds a word
    /// that calls.
    var isCall = false
    /// How many others in its sentence call.
    var company = 0
    /// Whether and why it is weighed.
    var near: Nearness?
    var isNear: Bool { near != nil }
    /// Whether nothing asks in it or before it in its passage.
    var isBare: Bool { near != .asks && near != .ruled }

    /// Why a clause is weighed; the first that holds.
    enum Nearness: Int {
        case ruled, asks, deed, calls, behindCall, beforeCall
    }
}

/// Parts a letter into its clauses, and tells which of them are weighed.
struct ClauseSplitter {
    private let scan: DemandScan
    private let buffer: UnsafeBufferPointer<UInt32>
    private let signs: ClauseSigns
    private(set) var clauses: [WeighedClause] = []
    /// See ``WeighedClauses/sharing``.
    private(set) var sharing: [DemandFinder.Demand] = []

    init(_ scan: DemandScan, _ signs: ClauseSigns, _ demands: [DemandFinder.Demand]) {
        (self.scan, self.signs) = (scan, signs)
        buffer = scan.buffer
        split()
        joinSentences()
        findNear(demands)
    }

    private mutating func split() {
        clauses.reserveCapacity(buffer.count / 10)
        // Where words of asking may begin in the clause.
        Scratch.with(Int.self, count: buffer.count) { begun in
            signs.withStops(in: buffer) { stops in split(stops, begun.baseAddress!) }
        }
    }

    private mutating func split(_ stops: ClauseSigns.Stops, _ begun: UnsafeMutablePointer<Int>) {
        var begunCount = 0
        var start = 0
        var sentence = 0
        stops.forEachStop { index in
            let isBreak = stops.mayBreak(at: index)
            let isLabel = isBreak && index > start && mayBeLabel(index, behind: start)
            if isLabel || isBreak && isEnd(index) {
                close(start, index, sentence, UnsafeBufferPointer(start: begun, count: begunCount))
                begunCount = 0
                if !isLabel, isSentenceEnd(index), sentence < clauses.count {
                    for number in sentence..<clauses.count { clauses[number].last = clauses.count - 1 }
                    sentence = clauses.count
                }
                start = isLabel ? index : index + 1
            }
            if stops.maySign(at: index) {
                begun[begunCount] = index
                begunCount += 1
            }
        }
        close(start, buffer.count, sentence, UnsafeBufferPointer(start: begun, count: begunCount))
        for number in sentence..<max(sentence, clauses.count) { clauses[number].last = clauses.count - 1 }
    }

    private mutating func close(_ start: Int, _ end: Int, _ sentence: Int, _ begun: UnsafeBufferPointer<Int>) {
        var (low, high) = (start, end)
        while low < high {
            if let label = scan.itemLabel(low), label <= high {
                low = label
            } else if Self.leads.contains(buffer[low]) {
                low += 1
            } else {
                break
            }
        }
        while high > low, Self.tails.contains(buffer[high - 1]) { high -= 1 }
        guard high - low >= 2 else { return }
        var words: UInt64 = 0
        for place in begun where place >= low && place < high {
            words |= signs.words(at: place, until: high, in: buffer)
        }
        clauses.append(
            WeighedClause(
                span: NormalizedSpan(low, high), mark: end, first: sentence, last: sentence, signs: words))
    }

    private func mayBeLabel(_ index: Int, behind start: Int) -> Bool {
        let scalar = buffer[index]
        guard
            CharacterKind.isDigit(scalar) || scalar == 0x28 || scalar == 0x7B2C || (0x2460...0x249B).contains(scalar)
                || !CharacterKind.isHan(buffer[index - 1]) && (Numeral.digit(scalar) ?? 0) > 0
        else { return false }
        return scan.isGluedLabel(index) || scan.runInLabel(index, of: start) != nil
    }

    private func isEnd(_ index: Int) -> Bool {
        switch buffer[index] {
        case 0x7E: true
        // 保密——上个月…
        case 0x2014: index + 1 < buffer.count && buffer[index + 1] == 0x2014
        case 0x2E:
            // A full stop that is typed half as wide, not 3.5 and not a.b.
            (index == 0 || !CharacterKind.isDigit(buffer[index - 1]) && !CharacterKind.isLatin(buffer[index - 1]))
                && (index + 1 >= buffer.count || !CharacterKind.isDigit(buffer[index + 1]))
        case 0x20:
            index > 0 && index + 1 < buffer.count && CharacterKind.isHan(buffer[index - 1])
                && CharacterKind.isHan(buffer[index + 1])
        default: CharacterKind.endsClause(buffer[index])
        }
    }

    private func isSentenceEnd(_ index: Int) -> Bool {
        switch buffer[index] {
        case 0x3002, 0x21, 0x3F, 0x3B, 0x2026, 0x0A, 0x7E, 0x2E: true
        default: false
        }
    }

    private static let leads = ScalarSet(" \"“”'‘’)、*-—")
    private static let tails = ScalarSet(" \"”)、")

    /// 尽快追回…；查封…；案子进展每月公布一次: what one sentence asks goes on in those behind a semicolon, and 四、要求 over a
    /// line in the line.
    private mutating func joinSentences() {
        for index in clauses.indices {
            let first = clauses[index].first
            guard index == first else {
                clauses[index].passage = clauses[first].passage
                continue
            }
            let goesOn = index > 0 && goesOn(behind: index - 1)
            clauses[index].passage =
                goesOn && index - clauses[index - 1].passage < Self.longestPassage ? clauses[index - 1].passage : index
        }
    }

    /// In clauses, so that lists without end take time in proportion to their length.
    private static let longestPassage = 60

    private func goesOn(behind number: Int) -> Bool {
        let clause = clauses[number]
        guard clause.mark < buffer.count else { return false }
        switch buffer[clause.mark] {
        case 0x3B: return true
        case 0x0A: return isHeading(number)
        case 0x3A: return isHeading(number) && clause.mark + 1 < buffer.count && buffer[clause.mark + 1] == 0x0A
        default: return false
        }
    }

    /// A short line that asks.
    private func isHeading(_ number: Int) -> Bool {
        let clause = clauses[number]
        return clause.first == number && clause.signs != 0 && clause.span.count <= Self.longestHeading
    }

    private static let longestHeading = 8

    /// What stands in one sentence with clauses that call for something is weighed too.
    private mutating func findCompany() {
        var first = 0
        while first < clauses.count {
            let sentence = first...clauses[first].last
            let calls = sentence.count { clauses[$0].isCall }
            var before = 0
            for index in sentence where calls > 0 {
                clauses[index].company = calls - (clauses[index].isCall ? 1 : 0)
                if clauses[index].near == nil {
                    clauses[index].near = before > 0 ? .behindCall : .beforeCall
                }
                if clauses[index].isCall { before += 1 }
            }
            first = sentence.upperBound + 1
        }
    }

    private mutating func findNear(_ demands: [DemandFinder.Demand]) {
        for (number, demand) in demands.enumerated() {
            var index = clauses.partitioningIndex { $0.span.end > demand.span.start }
            var tellsClause = false
            while index < clauses.count, clauses[index].span.start < demand.span.end {
                if clauses[index].rule == nil {
                    clauses[index].rule = number
                    tellsClause = true
                }
                index += 1
            }
            if !tellsClause { sharing.append(demand) }
        }
        // Whether a clause before it in its passage asks.
        var isLed = false
        let late = buffer.count * 3 / 5
        for index in clauses.indices {
            let clause = clauses[index]
            if index == clause.passage { isLed = false }
            if clause.signs != 0 { isLed = true }
            let isDeed = scan.isDeed(clause.span.start)
            let isLate = clause.span.start >= late || clauses.count - index <= 10
            let calls = isLate && signs.calls(clause.span.range, in: buffer)
            clauses[index].isCall = clause.rule != nil || isDeed || calls
            clauses[index].near =
                clause.rule != nil ? .ruled : isLed ? .asks : isDeed ? .deed : calls ? .calls : nil
        }
        findCompany()
    }
}
