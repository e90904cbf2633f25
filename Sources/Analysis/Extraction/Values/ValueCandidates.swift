/// What the value rules found in a text, until overlaps are settled.
///
/// Most matches of date rules lie inside a better one: they are read only when nothing better took their place.
struct ValueCandidates {
    struct Candidate {
        let start: Int
        let end: Int
        let rule: Int
        let reading: ValueReading
    }

    /// What decides among overlapping matches.
    private struct Entry {
        let start: Int32
        let end: Int32
        let rule: Int32
        let precedence: Int32
        /// The reading's place in `readings`, or ``unread``.
        var reading: Int32
        /// For an unread match, the place in `matches`.
        let match: Int32
    }

    /// A match of a date rule that waits.
    private struct Match {
        let start: Int32
        let end: Int32
        let rule: Int32
        let captureStart: Int32
        /// The match of the same rule before it, when that or one before reaches into this one; else -1.
        let previous: Int32
        /// Where, after this match was decided, the rule may be asked again; -1 while it is undecided.
        var askedFrom: Int32 = -1
        /// The reading's place in `readings`; ``refused`` or ``unread``.
        var reading: Int32 = ValueCandidates.unread
    }

    private static let unread: Int32 = -1
    private static let refused: Int32 = -2

    private let readers: [ValueRule.Reader]
    private var entries: [Entry] = []
    private var readings: [ValueReading] = []
    private var matches: [Match] = []
    private var captures: [PatternMatch.Capture] = []
    /// For each rule its last waiting match, and how far it and those it is chained with reach.
    private var lastMatch: [(index: Int32, end: Int32)] = []

    /// As many as letters full of figures have; nothing is asked for until there is one.
    private let expected: Int

    /// - Parameter count: of the text's characters.
    init(readers: [ValueRule.Reader], count: Int) {
        self.readers = readers
        expected = 16 + count / 16
    }

    private mutating func reserve() {
        guard entries.isEmpty else { return }
        entries.reserveCapacity(expected)
        readings.reserveCapacity(expected / 2)
    }

    mutating func add(_ range: Range<Int>, _ rule: Int, _ reading: ValueReading) {
        reserve()
        entries.append(
            Entry(
                start: Int32(range.lowerBound), end: Int32(range.upperBound), rule: Int32(rule),
                precedence: Self.precedence(reading), reading: Int32(readings.count), match: -1))
        readings.append(reading)
    }

    mutating func `defer`(_ match: PatternMatch, _ rule: Int) {
        reserve()
        if lastMatch.isEmpty {
            lastMatch = Array(filled: (-1, 0), count: readers.count)
            matches.reserveCapacity(expected)
            captures.reserveCapacity(expected * 2)
        }
        let last = lastMatch[rule]
        let isChained = last.index >= 0 && match.start < Int(last.end)
        let index = Int32(matches.count)
        lastMatch[rule] = (index, isChained ? max(last.end, Int32(match.end)) : Int32(match.end))
        matches.append(
            Match(
                start: Int32(match.start), end: Int32(match.end), rule: Int32(rule),
                captureStart: Int32(captures.count), previous: isChained ? last.index : -1))
        for place in 0..<match.slotNames.count { captures.append(match.captures[place]) }
        entries.append(
            Entry(
                start: Int32(match.start), end: Int32(match.end), rule: Int32(rule), precedence: Self.ofDates,
                reading: Self.unread, match: index))
    }

    /// Families that win over others where they overlap, whatever their length: a year inside a document number is no
    /// date (JioNLP issue 278), a digit run inside a phone no amount, a year inside a law's title no date.
    static func precedence(_ reading: ValueReading) -> Int32 {
        switch reading {
        case .identifier: 5
        case .documentNumber: 4
        case .recurrence: 3
        case .amount, .date, .limit, .target: ofDates
        case .law(_, let isTitled): isTitled ? 3 : 1
        case .nothing: ofDates
        }
    }

    private static let ofDates: Int32 = 2

    /// Those that stand: at an overlap the higher family, then the earlier, the longer, the first in the list.
    ///
    /// - Parameter onLoss: told of every match that would have stood but for another, with the one it lost to.
    consuming func settled(
        _ text: UnsafeBufferPointer<UInt32>, _ patterns: PatternSet,
        onLoss: ((_ loser: Candidate, _ winner: Candidate) -> Void)? = nil
    ) -> [Candidate] {
        guard !entries.isEmpty else { return [] }
        entries.sort { first, second in
            if first.precedence != second.precedence { return first.precedence > second.precedence }
            if first.start != second.start { return first.start < second.start }
            if first.end != second.end { return first.end > second.end }
            return first.rule < second.rule
        }
        var occupied = [Bool](filled: false, count: text.count)
        var kept: [Entry] = []
        kept.reserveCapacity(entries.count)
        for var entry in entries {
            let range = Int(entry.start)..<Int(entry.end)
            guard !occupied[range].contains(true) else {
                if let onLoss { tell(of: entry, lostTo: kept, text, patterns, onLoss) }
                continue
            }
            if entry.match >= 0 {
                decide(Int(entry.match), text, patterns)
                entry.reading = matches[Int(entry.match)].reading
                guard entry.reading >= 0 else { continue }
            }
            for index in range { occupied[index] = true }
            kept.append(entry)
        }
        kept.sort { $0.start < $1.start }
        return kept.map { candidate(of: $0) }
    }

    private func candidate(of entry: Entry) -> Candidate {
        Candidate(
            start: Int(entry.start), end: Int(entry.end), rule: Int(entry.rule), reading: readings[Int(entry.reading)])
    }

    private mutating func tell(
        of loser: Entry, lostTo kept: [Entry], _ text: UnsafeBufferPointer<UInt32>, _ patterns: PatternSet,
        _ onLoss: (Candidate, Candidate) -> Void
    ) {
        var loser = loser
        if loser.match >= 0 {
            decide(Int(loser.match), text, patterns)
            loser.reading = matches[Int(loser.match)].reading
        }
        guard loser.reading >= 0, let winner = kept.first(where: { $0.start < loser.end && loser.start < $0.end })
        else {
            return
        }
        onLoss(candidate(of: loser), candidate(of: winner))
    }

    /// Reads a waiting match, unless its rule took one that reaches into it: a rule is not asked again inside its match.
    private mutating func decide(_ index: Int, _ text: UnsafeBufferPointer<UInt32>, _ patterns: PatternSet) {
        var chain: [Int] = []
        var open = index
        while open >= 0, matches[open].askedFrom < 0 {
            chain.append(open)
            open = Int(matches[open].previous)
        }
        var askedFrom = open >= 0 ? matches[open].askedFrom : 0
        for index in chain.reversed() {
            let match = matches[index]
            if match.start < askedFrom {
                matches[index].reading = Self.refused
            } else if let reading = read(match, text, patterns) {
                matches[index].reading = Int32(readings.count)
                readings.append(reading)
                askedFrom = match.end
            } else {
                matches[index].reading = Self.refused
            }
            matches[index].askedFrom = askedFrom
        }
    }

    private func read(
        _ match: Match, _ text: UnsafeBufferPointer<UInt32>, _ patterns: PatternSet
    ) -> ValueReading? {
        patterns.withSlotNames(of: Int(match.rule)) { names in
            captures.withUnsafeBufferPointer { captures in
                let start = Int(match.captureStart)
                return readers[Int(match.rule)](
                    PatternMatch(
                        text: text, start: Int(match.start), end: Int(match.end), slotNames: names,
                        captures: UnsafeBufferPointer(rebasing: captures[start..<start + names.count])))
            }
        }
    }
}
