internal import Dictionaries

/// What a character does in and around names, as bits (`Parties/characters.txt` and the surnames).
struct CharacterClasses: OptionSet, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(bit: Int) { rawValue = 1 << UInt32(bit) }

    static let surname = CharacterClasses(bit: 0)
    /// Surnames that are common words too: they count only behind a label, a cue or in a signature.
    static let rareSurname = CharacterClasses(bit: 1)
    static let given = CharacterClasses(bit: 2)
    static let never = CharacterClasses(bit: 3)
    static let follower = CharacterClasses(bit: 4)
    static let everyday = CharacterClasses(bit: 5)
    static let transcription = CharacterClasses(bit: 6)
    static let placeEnd = CharacterClasses(bit: 7)
    static let noNickname = CharacterClasses(bit: 8)
    static let level = CharacterClasses(bit: 9)
    static let listEnd = CharacterClasses(bit: 10)
    static let localStop = CharacterClasses(bit: 11)
    static let hardStop = CharacterClasses(bit: 12)
    static let lead = CharacterClasses(bit: 13)
    static let aliasFollower = CharacterClasses(bit: 14)
    static let recipientEnd = CharacterClasses(bit: 15)
    static let officeGoingOn = CharacterClasses(bit: 16)
    static let mask = CharacterClasses(bit: 17)
    static let bodyLevel = CharacterClasses(bit: 18)
    static let softNever = CharacterClasses(bit: 19)
    static let noTitle = CharacterClasses(bit: 20)
    static let addressEnd = CharacterClasses(bit: 21)
    /// At which characters the finders of persons and groups have something to ask.
    static let opensFamiliar = CharacterClasses(bit: 22)
    static let opensNickname = CharacterClasses(bit: 23)
    static let opensWhole = CharacterClasses(bit: 24)
    static let surnameWord = CharacterClasses(bit: 25)
    static let nameDot = CharacterClasses(bit: 26)
    static let opensQuote = CharacterClasses(bit: 27)
    /// Digits of any form and 十; 百 and 千.
    static let numeral = CharacterClasses(bit: 28)
    static let hundreds = CharacterClasses(bit: 29)
    /// 欧 of 欧阳.
    static let opensDoubleSurname = CharacterClasses(bit: 30)
    static let colon = CharacterClasses(bit: 31)
    static let anySurname: CharacterClasses = [.surname, .rareSurname, .opensDoubleSurname]

    /// The classes by the names that the file uses.
    static let byName: [String: CharacterClasses] = [
        "never": .never, "follower": .follower, "everyday": .everyday, "transcription": .transcription,
        "place-end": .placeEnd, "no-nickname": .noNickname, "level": .level, "list-end": .listEnd,
        "local-stop": .localStop, "hard-stop": .hardStop, "lead": .lead, "alias-follower": .aliasFollower,
        "recipient-end": .recipientEnd, "office-going-on": .officeGoingOn, "mask": .mask, "body-level": .bodyLevel,
        "soft-never": .softNever, "no-title": .noTitle, "address-end": .addressEnd, "opens-familiar": .opensFamiliar,
        "opens-nickname": .opensNickname, "opens-whole": .opensWhole, "surname-word": .surnameWord,
        "name-dot": .nameDot, "opens-quote": .opensQuote,
    ]
}

/// One look tells all classes of a character; beyond the Basic Multilingual Plane there are none.
struct CharacterTable: Sendable {
    private var classes = [CharacterClasses](repeating: [], count: 0x10000)

    @inline(__always)
    subscript(scalar: UInt32) -> CharacterClasses { scalar < 0x10000 ? classes[Int(scalar)] : [] }

    /// All characters of a class.
    func characters(of wanted: CharacterClasses) -> ScalarSet {
        ScalarSet(classes.indices.lazy.filter { !self.classes[$0].isDisjoint(with: wanted) }.map { UInt32($0) })
    }

    /// The classes of a text's characters, and of each block of them.
    func read(
        _ text: UnsafeBufferPointer<UInt32>, into result: UnsafeMutablePointer<CharacterClasses>,
        _ blocks: UnsafeMutablePointer<CharacterClasses>
    ) {
        classes.withUnsafeBufferPointer { classes in
            for block in 0..<TextBlocks.count(text.count) {
                var all: CharacterClasses = []
                let start = block << TextBlocks.shift
                for index in start..<max(start, min(text.count, start + TextBlocks.last + 1)) {
                    let scalar = text[index]
                    let found = scalar < 0x10000 ? classes[Int(scalar)] : []
                    (result + index).initialize(to: found)
                    all.formUnion(found)
                }
                (blocks + block).initialize(to: all)
            }
        }
    }

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let path = "Parties/characters.txt"
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            guard columns.count == 2, let found = CharacterClasses.byName[columns[0]] else {
                throw DictionaryError(file: path, line: number, problem: "needs a class, a tab and characters")
            }
            add(columns[1], found)
        }
        for (file, found) in [
            ("Lexicon/surnames.txt", CharacterClasses.surname), ("Lexicon/surnames-rare.txt", .rareSurname),
        ] {
            for (_, line) in DictionaryLines(try files.bytes(of: file)) {
                for word in String(decoding: line, as: UTF8.self).split(separator: " ") {
                    let isDouble = word.unicodeScalars.count == 2
                    add(String(word.unicodeScalars.prefix(1)), isDouble ? .opensDoubleSurname : found)
                }
            }
        }
        for (_, line) in DictionaryLines(try files.bytes(of: "Lexicon/given.txt")) {
            add(String(decoding: line, as: UTF8.self), .given)
        }
        for scalar in Numeral.digitScalars.union(0x30...0x39).union([0x5341]) {
            classes[Int(scalar)].insert(.numeral)
        }
        for scalar in [0x767E, 0x5343] { classes[scalar].insert(.hundreds) }
        classes[0x3A].insert(.colon)
        for index in classes.indices where classes[index].contains(.surname) { classes[index].remove(.rareSurname) }
    }

    private mutating func add(_ characters: String, _ found: CharacterClasses) {
        for scalar in characters.unicodeScalars where scalar.value < 0x10000 && scalar != " " {
            classes[Int(scalar.value)].insert(found)
        }
    }
}
