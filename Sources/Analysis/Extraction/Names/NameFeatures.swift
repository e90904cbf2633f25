internal import Dictionaries
internal import Documents

/// What is known of each character of a letter when its names are tagged: the characters around it, what the rules for
/// places and parties found there, and whether it stands in a name again and again.
///
/// Every feature is a 64-bit number, so that the model holds numbers and no text.
struct NameFeatures {
    /// The characters that matter by what they are in names.
    struct Characters: Sendable {
        /// Those that end names of places (`Places/endings.txt`).
        let endings: ScalarSet
        /// Surnames of one character.
        let surnames: ScalarSet

        init(_ dictionaries: DictionaryFiles, _ table: CharacterTable) throws(DictionaryError) {
            var lists = try WordLists(dictionaries, "Places/endings.txt")
            endings = ScalarSet(try lists.take("ending").words.joined())
            try lists.expectEmpty()
            surnames = table.characters(of: .surname)
        }
    }

    /// The text with ``margin`` characters that stand for nothing before and behind it; so are all that follow.
    private let text: UnsafeMutablePointer<UInt32>
    private let classes: UnsafeMutablePointer<UInt8>
    private let placeParts: UnsafeMutablePointer<UInt8>
    private let partyParts: UnsafeMutablePointer<UInt8>
    /// The distance to the next character that ends names of places.
    private let endings: UnsafeMutablePointer<UInt8>
    /// How often the pair of characters here stands in the text, up to 3.
    private let repetitions: UnsafeMutablePointer<UInt8>
    /// 1 for surnames.
    private let surnames: UnsafeMutablePointer<UInt8>
    private let count: Int
    private let titleEnd: Int

    private static let margin = 2
    private static let tables = 6
    /// What stands in the tables before and behind the text.
    private static let outside: UInt8 = 7
    private static let farAway: UInt8 = 8

    /// Calls `body` with the features of a text; they are valid only there.
    ///
    /// - Parameter taken: what the rules for values found.
    static func with<Result>(
        _ text: UnsafeBufferPointer<UInt32>, places: [PlaceMention], parties: [PartyMention], taken: [NormalizedSpan],
        characters: Characters, _ body: (NameFeatures) -> Result
    ) -> Result {
        let length = text.count + 2 * margin
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: length) { scalars in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length * tables) { bytes in
                body(
                    NameFeatures(
                        text, scalars.baseAddress!, bytes.baseAddress!, places: places, parties: parties, taken: taken,
                        characters: characters))
            }
        }
    }

    private init(
        _ source: UnsafeBufferPointer<UInt32>, _ scalars: UnsafeMutablePointer<UInt32>,
        _ bytes: UnsafeMutablePointer<UInt8>, places: [PlaceMention], parties: [PartyMention],
        taken: [NormalizedSpan], characters: Characters
    ) {
        count = source.count
        let length = count + 2 * Self.margin
        // Numbers that no character has stand for what lies before and behind the text.
        scalars.initialize(repeating: 0x11_0002, count: length)
        for index in 0..<Self.margin { scalars[index] = 0x11_0001 }
        text = scalars + Self.margin
        for index in source.indices { text[index] = source[index] }
        bytes.initialize(repeating: Self.outside, count: length * Self.tables)
        func table(_ number: Int, _ value: UInt8) -> UnsafeMutablePointer<UInt8> {
            let table = bytes + number * length + Self.margin
            table.update(repeating: value, count: source.count)
            return table
        }
        classes = table(0, 0)
        placeParts = table(1, 0)
        partyParts = table(2, 0)
        endings = table(3, Self.farAway)
        repetitions = table(4, 0)
        surnames = table(5, 0)
        for index in 1...Self.margin { surnames[-index] = 0 }
        titleEnd = source.firstIndex(of: 0x0A) ?? -1
        for place in places { mark(place.span, 0, in: placeParts) }
        for span in taken { mark(span, 4, in: partyParts) }
        for party in parties { mark(party.span, Self.number(of: party.type), in: partyParts) }
        var distance = Self.farAway
        for index in source.indices.reversed() {
            let scalar = source[index]
            classes[index] = Self.characterClass(scalar)
            surnames[index] = characters.surnames.contains(scalar) ? 1 : 0
            distance = characters.endings.contains(scalar) ? 0 : min(distance + 1, Self.farAway)
            endings[index] = distance
        }
        countRepetitions()
    }

    /// The beginning, middle and end of a span of one kind, and a span of one character.
    private func mark(_ span: NormalizedSpan, _ kind: UInt8, in parts: UnsafeMutablePointer<UInt8>) {
        for index in span.range.clamped(to: 0..<count) {
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
    private func countRepetitions() {
        var size = 256
        while size < count * 8 { size *= 2 }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { seen in
            seen.initialize(repeating: 0)
            func slot(_ index: Int) -> Int? {
                guard index + 1 < count, classes[index] == 3, classes[index + 1] == 3 else { return nil }
                let pair = UInt64(text[index]) | UInt64(text[index + 1]) << 21
                return Int(truncatingIfNeeded: Self.mix(pair)) & (size - 1)
            }
            for index in 0..<count { if let slot = slot(index) { seen[slot] = min(seen[slot] + 1, 3) } }
            for index in 0..<count { if let slot = slot(index) { repetitions[index] = seen[slot] } }
        }
    }

    /// Calls `body` with every feature of the character at `index`.
    @inline(__always)
    func forEach(at index: Int, _ body: (UInt64) -> Void) {
        let before2 = UInt64(text[index - 2])
        let before = UInt64(text[index - 1])
        let here = UInt64(text[index])
        let behind = UInt64(text[index + 1])
        let behind2 = UInt64(text[index + 2])
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
        for offset in -2...2 { shape = shape * 8 + UInt64(classes[index + offset]) }
        body(Self.feature(13, shape))
        let place = UInt64(placeParts[index])
        let party = UInt64(partyParts[index])
        body(Self.feature(14, place))
        body(Self.feature(15, UInt64(placeParts[index - 1]), place, UInt64(placeParts[index + 1])))
        body(Self.feature(16, party))
        body(Self.feature(17, UInt64(partyParts[index - 1]), party, UInt64(partyParts[index + 1])))
        body(Self.feature(18, place, party))
        let distance = endings[index]
        if distance < Self.farAway {
            body(Self.feature(19, UInt64(distance)))
            body(Self.feature(20, UInt64(text[index + Int(distance)]), UInt64(min(distance, 4))))
        }
        if repetitions[index] > 1 { body(Self.feature(21, 0)) }
        let names = UInt64(surnames[index]) << 2 | UInt64(surnames[index - 1]) << 1 | UInt64(surnames[index - 2])
        if names != 0 {
            body(Self.feature(23, names, UInt64(repetitions[index - 1]), UInt64(repetitions[index])))
            body(Self.feature(24, names, shape))
        }
        if index <= titleEnd { body(Self.feature(22, 0)) }
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
