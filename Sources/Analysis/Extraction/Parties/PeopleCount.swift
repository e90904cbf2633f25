internal import Documents

extension PartyText {
    /// 58名, 三十多户: a number and the character that counts by it, one of `counters`.
    func count(at index: Int, of counters: ScalarSet) -> (end: Int, value: Double)? {
        guard let (end, value) = Numeral.integer(buffer, at: index), end < count else { return nil }
        if counters.contains(buffer[end]) { return (end + 1, value) }
        guard Self.about.contains(buffer[end]), end + 1 < count, counters.contains(buffer[end + 1]) else { return nil }
        return (end + 2, value)
    }

    private static let about = ScalarSet("多余来")
}
