internal import Documents

/// Heads over lists that say by no verb of asking that something is wanted: 我们想要：, 要的很简单：, 就两条：, 我就三样，….
extension DemandScan {
    /// Where what is wanted begins behind a head that ends at the colon `index`, or whose word of counting stands there.
    func wantedStart(_ index: Int) -> Int? {
        if buffer[index] == 0x3A { return isHeadOfWants(index) ? index + 1 : nil }
        return countedStart(index)
    }

    /// The characters at which ``wantedStart(_:)`` may find one.
    static func headSigns(_ units: WordSet) -> ScalarSet { units.firsts.union(ScalarSet([0x3A])) }

    /// 我们想要：, 我所求者：, 大家的意思：, 求：, but not 他们要：.
    private func isHeadOfWants(_ colon: Int) -> Bool {
        let start = headStart(before: colon)
        guard colon > start, colon - start <= Self.longestHead else { return false }
        var end = colon
        while let length = tailLength(before: end), end - length > start { end -= length }
        guard !(start..<end).contains(where: { Self.strangers.contains(buffer[$0]) }) else { return false }
        if words.wants.endsBefore(buffer, end, longest: 5) { return true }
        guard words.wantsOfOurs.endsBefore(buffer, end, longest: 4) else { return false }
        return words.wantsOfOurs.longest(buffer, at: start)?.length == end - start
            || words.subjects.longest(buffer, at: start) != nil
    }

    /// 就|两条|：, 我就|三样东西|，账拿出来: how many things are wanted, without what they are called by.
    private func countedStart(_ unit: Int) -> Int? {
        guard unit > 0, Numeral.digit(buffer[unit - 1]) != nil,
            let (length, _) = words.countUnits.longest(buffer, at: unit)
        else { return nil }
        var end = unit + length
        if let (length, _) = words.countNouns.longest(buffer, at: end) { end += length }
        while end < buffer.count, let (length, _) = words.colonTails.longest(buffer, at: end), end - unit < 8 {
            end += length
        }
        guard end + 1 < buffer.count else { return nil }
        let number = unit - 1
        let start = headStart(before: number)
        guard number - start <= Self.longestHead, !words.reports.stands(in: buffer, start..<number),
            !(start..<number).contains(where: { Self.strangers.contains(buffer[$0]) })
        else { return nil }
        let isLed = words.countLeads.endsBefore(buffer, number, longest: 3)
        switch buffer[end] {
        case 0x3A: return isLed || start == number ? end + 1 : nil
        // Without a colon whoever wants must be told: 我就三条，…
        case 0x2C, 0x20, 0x3002:
            return isLed && number > start + 1 && words.subjects.longest(buffer, at: start) != nil ? end + 1 : nil
        default: return nil
        }
    }

    private func headStart(before end: Int) -> Int {
        var start = end
        while start > 0, end - start <= Self.longestHead, !CharacterKind.endsClause(buffer[start - 1]),
            buffer[start - 1] != 0x20
        { start -= 1 }
        return start
    }

    private func tailLength(before end: Int) -> Int? {
        (1...4).reversed().first { length in
            end >= length && words.colonTails.longest(buffer, at: end - length)?.length == length
        }
    }

    private static let longestHead = 14
    private static let strangers = ScalarSet("他她它该被未没经您你")
}
