internal import Documents

extension PartyText {
    /// 58名, 三十多户: a number and the character that counts by it, one of `counters`.
    func count(at index: Int, of counters: ScalarSet) -> (end: Int, value: Double)? {
        // Most numbers count something else, which is told without reading them.
        guard mayCount(index, counters), let (end, value) = Numeral.integer(buffer, at: index), end < count else {
            return nil
        }
        if counters.contains(buffer[end]) { return (end + 1, value) }
        guard Self.about.contains(buffer[end]), end + 1 < count, counters.contains(buffer[end + 1]) else { return nil }
        return (end + 2, value)
    }

    /// False where what may belong to a number is followed by none of `counters`.
    private func mayCount(_ index: Int, _ counters: ScalarSet) -> Bool {
        var end = index
        while end < count, Self.ofNumbers.contains(buffer[end]) { end += 1 }
        return end < count && counters.contains(buffer[end])
    }

    private static let about = ScalarSet("多余来")
    /// All that numbers are written with, and what stands for 千.
    private static let ofNumbers = ScalarSet("0123456789,十拾百佰千仟万亿廿卅几数多余来干").union(ScalarSet(Numeral.digitScalars))
}
