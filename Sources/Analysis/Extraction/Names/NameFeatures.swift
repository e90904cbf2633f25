internal import Documents

/// What is known of each character of a letter when its names are tagged: the characters around it, what the rules for
/// places and parties found there, and whether it stands in a name again and again.
///
/// Every table may be asked for the characters within ``margin`` of the text.
struct NameFeatures {
    let count: Int
    let characters: UnsafeMutablePointer<NameCharacter>
    /// How far the next character that ends names of places is, as a row of the model's ``NameModel/endings``.
    let endings: UnsafeMutablePointer<UInt16>
    /// The part of a place, or of a party, that a character is; see ``NameFeatures/Parts``.
    let placeParts: UnsafeMutablePointer<UInt8>
    let partyParts: UnsafeMutablePointer<UInt8>
    /// How often the pair of Han characters that begins here stands in the text, up to 3; 0 for other pairs.
    let repetitions: UnsafeMutablePointer<UInt8>
    /// Where the first line ends.
    let titleEnd: Int

    static let margin = 3
    /// How many shapes five characters can have, and in how many ways three can be surnames.
    static let shapes = 5 * 5 * 5 * 5 * 5
    static let surnames = 2 * 2 * 2
    /// Endings so far away tell nothing.
    static let farAway = 8

    /// The numbers in ``placeParts`` and ``partyParts``: 0 where the rules found nothing, then four for each kind of
    /// finding (inside, beginning, end, and both), then one for what lies outside of the text.
    enum Parts {
        static let places = 6
        static let parties = 22
        /// The kind of what rules for values found, among those of parties.
        static let taken: UInt8 = 4

        static func number(of type: Record.Party.Kind) -> UInt8 {
            switch type {
            case .person: 0
            case .organization: 1
            case .government: 2
            case .group: 3
            }
        }
    }

    /// Calls `body` with the features of a text; they are valid only there.
    ///
    /// - Parameter taken: what the rules for values found.
    @inline(__always)
    static func with<Result>(
        _ text: UnsafeBufferPointer<UInt32>, places: [PlaceMention], parties: [PartyMention], taken: [NormalizedSpan],
        characters: NameCharacters, _ body: (NameFeatures) -> Result
    ) -> Result {
        let length = text.count + 2 * margin
        // Four bytes of the character, two of the ending, one of each part and one of repetitions.
        return Scratch.with(UInt8.self, count: length * 9) { memory in
            body(
                NameFeatures(
                    text, UnsafeMutableRawPointer(memory.baseAddress!), places: places, parties: parties, taken: taken,
                    characters: characters))
        }
    }

    private init(
        _ text: UnsafeBufferPointer<UInt32>, _ memory: UnsafeMutableRawPointer, places: [PlaceMention],
        parties: [PartyMention], taken: [NormalizedSpan], characters known: NameCharacters
    ) {
        count = text.count
        let length = count + 2 * Self.margin
        characters = memory.bindMemory(to: NameCharacter.self, capacity: length) + Self.margin
        endings = (memory + 4 * length).bindMemory(to: UInt16.self, capacity: length) + Self.margin
        let bytes = (memory + 6 * length).bindMemory(to: UInt8.self, capacity: 3 * length)
        bytes.initialize(repeating: 0, count: 3 * length)
        placeParts = bytes + Self.margin
        partyParts = bytes + length + Self.margin
        repetitions = bytes + 2 * length + Self.margin
        titleEnd = text.firstIndex(of: 0x0A) ?? -1
        known.look(at: text, into: characters)
        for index in 1...Self.margin {
            (characters - index).initialize(to: known.before)
            (characters + count + index - 1).initialize(to: known.behind)
            for place in [-index, count + index - 1] {
                placeParts[place] = UInt8(Parts.places - 1)
                partyParts[place] = UInt8(Parts.parties - 1)
                (endings + place).initialize(to: 0)
            }
        }
        for place in places { mark(place.span, 0, in: placeParts) }
        for span in taken { mark(span, Parts.taken, in: partyParts) }
        for party in parties { mark(party.span, Parts.number(of: party.type), in: partyParts) }
        measureEndings()
        countRepetitions(text)
    }

    /// The beginning, middle and end of a span of one kind, and a span of one character.
    private func mark(_ span: NormalizedSpan, _ kind: UInt8, in parts: UnsafeMutablePointer<UInt8>) {
        let range = span.range.clamped(to: 0..<count)
        guard !range.isEmpty else { return }
        for index in range { parts[index] = 1 + kind * 4 }
        if range.lowerBound == span.start { parts[span.start] += 1 }
        if range.upperBound == span.end { parts[span.end - 1] += 2 }
    }

    private func measureEndings() {
        var row = 0
        var distance = Self.farAway
        for index in (0..<count).reversed() {
            let character = characters[index]
            distance += 1
            row += 1
            if character.isEnding {
                distance = 0
                row = 1 + character.ending * Self.farAway
            }
            (endings + index).initialize(to: UInt16(truncatingIfNeeded: distance < Self.farAway ? row : 0))
        }
    }

    /// As far as a small table tells pairs apart.
    private func countRepetitions(_ text: UnsafeBufferPointer<UInt32>) {
        var bits: UInt64 = 8
        while 1 << bits < count * 8 { bits += 1 }
        let size = 1 << Int(bits)
        Scratch.with(UInt32.self, count: count) { slots in
            Scratch.with(UInt8.self, count: size + 1) { seen in
                seen.initialize(repeating: 0)
                let han = Int(NameCharacter.Shape.han.rawValue)
                for index in 0..<count - 1 {
                    let pair = UInt64(text[index]) << 21 | UInt64(text[index + 1])
                    let isCounted = characters[index].shape == han && characters[index + 1].shape == han
                    // All other pairs share the slot behind the last.
                    let slot = isCounted ? Int((pair &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits)) : size
                    slots[index] = UInt32(truncatingIfNeeded: slot)
                    seen[slot] = min(seen[slot] + 1, 3)
                }
                seen[size] = 0
                for index in 0..<count - 1 { repetitions[index] = seen[Int(slots[index])] }
            }
        }
    }
}
