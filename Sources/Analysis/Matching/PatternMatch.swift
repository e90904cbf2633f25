internal import Documents

/// One match of a pattern: where, and the numbers in its slots. Valid only while the text is scanned.
struct PatternMatch {
    static let maximumCaptures = 10

    struct Capture {
        var start: Int
        var end: Int
        var value: Double

        static let none = Capture(start: -1, end: -1, value: 0)
    }

    let text: UnsafeBufferPointer<UInt32>
    let start: Int
    let end: Int
    let slotNames: UnsafeBufferPointer<SlotName>
    let captures: UnsafeBufferPointer<Capture>

    /// The value of a slot; `nil` when the match did not pass it.
    subscript(_ name: SlotName) -> Double? {
        guard let index = slotNames.firstIndex(of: name), captures[index].start >= 0 else { return nil }
        return captures[index].value
    }

    /// A slot's value as a whole number.
    func int(_ name: SlotName) -> Int? { self[name].flatMap { $0.isFinite && abs($0) < 1e15 ? Int($0) : nil } }

    /// The characters of a slot.
    func surface(of name: SlotName) -> ScalarText? {
        guard let index = slotNames.firstIndex(of: name), captures[index].start >= 0 else { return nil }
        return ScalarText(text, captures[index].start..<captures[index].end)
    }

    /// Where a slot's reading begins in the text.
    func start(of name: SlotName) -> Int? {
        guard let index = slotNames.firstIndex(of: name), captures[index].start >= 0 else { return nil }
        return captures[index].start
    }

    /// The matched characters.
    var surface: ScalarText { ScalarText(text, start..<end) }

    /// The character `distance` places before the match, or `nil` at the text's edge.
    func before(_ distance: Int = 1) -> UInt32? { start - distance >= 0 ? text[start - distance] : nil }

    /// The character `distance` places after the match.
    func after(_ distance: Int = 1) -> UInt32? { end + distance - 1 < text.count ? text[end + distance - 1] : nil }

    /// The characters at these distances after the match, as far as the text goes.
    func after(_ distances: ClosedRange<Int>) -> Slice<UnsafeBufferPointer<UInt32>> {
        let first = min(end + distances.lowerBound - 1, text.count)
        return text[first..<min(end + distances.upperBound, text.count)]
    }

    /// True when `word` stands anywhere inside the match.
    func contains(_ word: String) -> Bool { text.holds(word, in: start..<end) }

    /// True when one of `words` stands anywhere inside the match.
    func contains(oneOf words: WordSet) -> Bool { words.stands(in: text, start..<end) }

    /// The number in figures that the match begins with, commas among them left out, and how many figures it has.
    var figures: (value: Double, count: Int) {
        var (value, scale, count) = (0.0, 1.0, 0)
        var isFraction = false
        var index = start
        while index < end, CharacterKind.isDigit(text[index]) || text[index] == 0x2E || text[index] == 0x2C {
            if CharacterKind.isDigit(text[index]) {
                value = value * 10 + Double(text[index] - 0x30)
                if isFraction { scale *= 10 }
                count += 1
            } else if text[index] == 0x2E {
                isFraction = true
            }
            index += 1
        }
        // Up to here both are whole and exact, and so their quotient is the nearest there is.
        if count <= 15 { return (value / scale, count) }
        return (Double(ScalarText(text, start..<index).string.filter { $0 != "," }) ?? value / scale, count)
    }

    /// True when `word` stands right behind the match.
    func isFollowed(by word: String) -> Bool { text.stands(word, at: end) }

    /// True when one of `words` stands right behind the match.
    func isFollowed(byOneOf words: WordSet) -> Bool { end < text.count && words.longest(text, at: end) != nil }

    /// True when one of `words` stands right before the match.
    func isPreceded(byOneOf words: WordSet) -> Bool { words.endsBefore(text, start, longest: words.longestLength) }

    /// True when `word` stands right before the match.
    func isPreceded(by word: String) -> Bool {
        text.stands(word, at: start - word.scalarCount)
    }
}
