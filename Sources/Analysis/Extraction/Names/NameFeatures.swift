internal import Documents

/// What is known of each character of a letter when its names are tagged: the characters around it, what the rules for
/// places and parties found there, and whether it stands in a name again and again.
///
/// Every feature is a 64-bit number, so that the model holds numbers and no text.
struct NameFeatures {
    private let text: UnsafeBufferPointer<UInt32>
    private let classes: [UInt8]
    private let placeParts: [UInt8]
    private let partyParts: [UInt8]
    /// The distance to the next character that ends names of places.
    private let endings: [UInt8]
    /// How often the pair of characters here stands in the text, up to 3.
    private let repetitions: [UInt8]
    private let isSurname: [Bool]
    private let titleEnd: Int

    /// The characters that matter by what they are in names.
    struct Characters: Sendable {
        let endings: ScalarSet
        let surnames: ScalarSet
    }

    /// - Parameters:
    ///   - taken: what the rules for values found.
    init(
        _ text: UnsafeBufferPointer<UInt32>, places: [PlaceMention], parties: [PartyMention], taken: [NormalizedSpan],
        characters: Characters
    ) {
        self.text = text
        let count = text.count
        classes = text.map(Self.characterClass)
        var parts = [UInt8](repeating: 0, count: count)
        for place in places { Self.mark(place.span, 0, in: &parts) }
        placeParts = parts
        parts = [UInt8](repeating: 0, count: count)
        for span in taken { Self.mark(span, 4, in: &parts) }
        for party in parties { Self.mark(party.span, Self.number(of: party.type), in: &parts) }
        partyParts = parts
        var distances = [UInt8](repeating: Self.farAway, count: count)
        var distance = Self.farAway
        for index in text.indices.reversed() {
            distance = characters.endings.contains(text[index]) ? 0 : min(distance + 1, Self.farAway)
            distances[index] = distance
        }
        endings = distances
        repetitions = Self.repetitions(text, classes)
        isSurname = text.map(characters.surnames.contains)
        titleEnd = text.firstIndex(of: 0x0A) ?? -1
    }

    private static let farAway: UInt8 = 8

    /// The beginning, middle and end of a span of one kind, and a span of one character.
    private static func mark(_ span: NormalizedSpan, _ kind: UInt8, in parts: inout [UInt8]) {
        for index in span.range.clamped(to: parts.indices) {
            let part: UInt8 = (index == span.start ? 1 : 0) + (index == span.end - 1 ? 2 : 0)
            parts[index] = 1 + kind * 4 + part
        }
    }

    private static func number(of type: Record.Party.Kind) -> UInt8 {
        switch type {
        case .person: 0
        case .organization: 1
        case .government: 2
        case .group: 3
        }
    }

    /// 1 for figures, 2 for letters, 3 for Han characters, 4 for the rest.
    private static func characterClass(_ scalar: UInt32) -> UInt8 {
        if CharacterKind.isDigit(scalar) || Numeral.digit(scalar) != nil || counting.contains(scalar) { return 1 }
        if scalar < 0x80 { return (0x41...0x5A).contains(scalar & ~0x20) ? 2 : 4 }
        return CharacterKind.isHan(scalar) ? 3 : 4
    }

    private static let counting = ScalarSet("十百千")

    /// How often pairs of Han characters stand in the text, as far as a small table tells pairs apart; 0 for others.
    private static func repetitions(_ text: UnsafeBufferPointer<UInt32>, _ classes: [UInt8]) -> [UInt8] {
        var size = 256
        while size < text.count * 8 { size *= 2 }
        var seen = [UInt8](repeating: 0, count: size)
        func slot(_ index: Int) -> Int? {
            guard index + 1 < text.count, classes[index] == 3, classes[index + 1] == 3 else { return nil }
            return Int(truncatingIfNeeded: mix(UInt64(text[index]) | UInt64(text[index + 1]) << 21)) & (size - 1)
        }
        for index in text.indices { if let slot = slot(index) { seen[slot] = min(seen[slot] + 1, 3) } }
        return text.indices.map { slot($0).map { seen[$0] } ?? 0 }
    }

    /// Calls `body` with every feature of the character at `index`.
    @inline(__always)
    func forEach(at index: Int, _ body: (UInt64) -> Void) {
        let before2 = scalar(index - 2)
        let before = scalar(index - 1)
        let here = scalar(index)
        let behind = scalar(index + 1)
        let behind2 = scalar(index + 2)
        body(Self.feature(1, here))
        body(Self.feature(2, before))
        body(Self.feature(3, behind))
        body(Self.feature(4, before2))
        body(Self.feature(5, behind2))
        body(Self.feature(6, before, here))
        body(Self.feature(7, here, behind))
        body(Self.feature(8, before2, before))
        body(Self.feature(9, behind, behind2))
        body(Self.feature(10, before, here, behind))
        body(Self.feature(11, here, behind, behind2))
        body(Self.feature(12, before2, before, here))
        var shape: UInt64 = 0
        for offset in -2...2 { shape = shape * 8 + UInt64(value(classes, index + offset)) }
        body(Self.feature(13, shape))
        let place = UInt64(placeParts[index])
        let party = UInt64(partyParts[index])
        body(Self.feature(14, place))
        body(Self.feature(15, UInt64(value(placeParts, index - 1)), place, UInt64(value(placeParts, index + 1))))
        body(Self.feature(16, party))
        body(Self.feature(17, UInt64(value(partyParts, index - 1)), party, UInt64(value(partyParts, index + 1))))
        body(Self.feature(18, place, party))
        let distance = endings[index]
        if distance < Self.farAway {
            body(Self.feature(19, UInt64(distance)))
            body(Self.feature(20, scalar(index + Int(distance)), UInt64(min(distance, 4))))
        }
        if repetitions[index] > 1 { body(Self.feature(21, 0)) }
        let surnames = (flag(index) << 2 | flag(index - 1) << 1 | flag(index - 2))
        if surnames != 0 {
            body(Self.feature(23, surnames, UInt64(value(repetitions, index - 1)), UInt64(repetitions[index])))
            body(Self.feature(24, surnames, shape))
        }
        if index <= titleEnd { body(Self.feature(22, 0)) }
    }

    /// Numbers that no character has stand for what lies before and behind the text.
    @inline(__always)
    private func scalar(_ index: Int) -> UInt64 {
        index < 0 ? 0x11_0001 : index < text.count ? UInt64(text[index]) : 0x11_0002
    }

    @inline(__always)
    private func flag(_ index: Int) -> UInt64 { index >= 0 && isSurname[index] ? 1 : 0 }

    @inline(__always)
    private func value(_ values: [UInt8], _ index: Int) -> UInt8 {
        index >= 0 && index < values.count ? values[index] : 7
    }

    @inline(__always)
    private static func feature(_ kind: UInt64, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) -> UInt64 {
        mix((first | second << 21 | third << 42) ^ kind &* 0x9E37_79B9_7F4A_7C15)
    }

    /// The finaliser of splitmix64 (Steele, Lea and Flood 2014).
    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
