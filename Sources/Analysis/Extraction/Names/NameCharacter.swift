internal import Dictionaries

/// What the tagger of names knows of one character, so that one look tells all of it.
struct NameCharacter: BitwiseCopyable, Sendable {
    /// What characters are counted as where only their kind matters.
    enum Shape: UInt32 {
        /// What lies before and behind a text.
        case outside
        case figure, letter, han
        case rest

        static let count = 5
    }

    private var bits: UInt32

    init(_ shape: Shape, isSurname: Bool = false, isEnding: Bool = false) {
        bits = shape.rawValue << 13 | (isSurname ? 1 << 16 : 0) | (isEnding ? 1 << 17 : 0)
    }

    /// As a character of a model, which numbers characters and endings; 0 for those that it does not know.
    func numbered(_ number: Int, ending: Int) -> NameCharacter {
        precondition(number < Self.numbers && ending < Self.endings)
        var result = self
        result.bits |= UInt32(number) | UInt32(ending) << 18
        return result
    }

    /// How many characters, and endings, a model can number.
    static let numbers = 1 << 13
    static let endings = 1 << 8

    var number: Int { Int(bits & 0x1FFF) }
    /// The number of its ``Shape``.
    var shape: Int { Int(bits >> 13 & 7) }
    /// 1 for surnames.
    var surname: Int { Int(bits >> 16 & 1) }
    /// Whether it ends names of places.
    var isEnding: Bool { bits >> 17 & 1 == 1 }
    var ending: Int { Int(bits >> 18 & 0xFF) }
}

/// All characters as the tagger sees them.
struct NameCharacters: Sendable {
    /// Those of the Basic Multilingual Plane; a model numbers what occurs, and that lies there.
    private var table: [NameCharacter]

    /// Numbers that no character has stand for what lies before and behind a text.
    static let before: UInt32 = 0x11_0001
    static let behind: UInt32 = 0x11_0002
    private(set) var before = NameCharacter(.outside)
    private(set) var behind = NameCharacter(.outside)

    /// Those that end names of places are listed in `Places/endings.txt`.
    init(_ dictionaries: DictionaryFiles, _ characters: CharacterTable) throws(DictionaryError) {
        var lists = try WordLists(dictionaries, "Places/endings.txt")
        let endings = ScalarSet(try lists.take("ending").words.joined())
        try lists.expectEmpty()
        let surnames = characters.characters(of: .surname)
        table = (0..<0x10000).map {
            NameCharacter(Self.shape(of: $0), isSurname: surnames.contains($0), isEnding: endings.contains($0))
        }
    }

    /// The same with a model's numbers: those of characters, and those of the endings that it knows, count from 1.
    func numbered(_ scalars: [UInt32], endings: [UInt32]) -> NameCharacters {
        var result = self
        func number(_ scalar: UInt32, _ number: Int, ending: Int) {
            switch scalar {
            case Self.before: result.before = result.before.numbered(number, ending: ending)
            case Self.behind: result.behind = result.behind.numbered(number, ending: ending)
            case 0..<0x10000:
                result.table[Int(scalar)] = result.table[Int(scalar)].numbered(number, ending: ending)
            default: break
            }
        }
        for (index, scalar) in scalars.enumerated() { number(scalar, index + 1, ending: 0) }
        for (index, scalar) in endings.enumerated() { number(scalar, 0, ending: index + 1) }
        return result
    }

    /// Writes what is known of each character of a text.
    @inline(__always)
    func look(at text: UnsafeBufferPointer<UInt32>, into result: UnsafeMutablePointer<NameCharacter>) {
        table.withUnsafeBufferPointer { table in
            for index in text.indices {
                let scalar = text[index]
                result[index] = scalar < 0x10000 ? table[Int(scalar)] : NameCharacter(Self.shape(of: scalar))
            }
        }
    }

    private static func shape(of scalar: UInt32) -> NameCharacter.Shape {
        if CharacterKind.isDigit(scalar) || Numeral.digit(scalar) != nil || counting.contains(scalar) { return .figure }
        if scalar < 0x80 { return CharacterKind.isLatin(scalar) ? .letter : .rest }
        return CharacterKind.isHan(scalar) ? .han : .rest
    }

    private static let counting = ScalarSet("十百千")
}
