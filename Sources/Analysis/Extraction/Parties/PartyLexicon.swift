internal import Dictionaries
internal import Documents

/// The words that the finders of parties look for: the files of `Parties` and the names of bodies in `Lexicon`.
struct PartyLexicon: Sendable {
    static let files = [
        "Lexicon/bodies.txt", "Lexicon/body-words.txt", "Parties/body-forms.txt", "Parties/person-cues.txt",
        "Parties/person-forms.txt", "Parties/role-cues.txt",
    ]
    static let labelFile = "Parties/labels.txt"
    /// The classes of labels that the finders ask for.
    static let labelClasses: Set<String> = [
        "list", "contact", "accused", "staff", "phone", "copy", "no-salutation", "recipient-courtesy", "responsible",
        "responsible-word", "field-petitioner", "field-respondent", "field-representative", "field-other",
        "short-form", "attendance", "honour", "greeting", "recipient", "nickname", "introduction", "review",
        "leader", "closing", "paper", "kind-court", "kind-police", "kind-petition",
        "kind-town", "kind-hospital", "kind-school", "kind-bank", "kind-property", "kind-factory", "kind-platform",
        "kind-shop", "kind-utility", "joint-signing", "joint-own", "joint-part", "joint-other", "group-whole",
        "group-own",
        "accused-of", "question", "hotline", "self-body", "cited", "citing", "nameless-kind", "estate-end",
        "leader-level", "neighbourhood", "estate", "house", "owner", "tagged-office",
        "inner-stop", "numbered", "office-alone", "office-certain", "nameless-office", "house-number",
        "run-house", "house-side", "no-side", "near-house", "placed-ending",
        "house-placed", "local-office", "branch", "name-opener",
        "no-firm",
        "office-kind", "carrier", "place-people", "place-owners", "place-joint",
        "place-firm", "place-longer", "place-own", "place-living",
        "own-people", "many-people", "before-titled",
    ]
    /// Words of which no name is built alone: 如何|解决|物业.
    static let wordFile = "Repair/words.tsv"

    let characters: CharacterTable
    /// For names of government bodies: the line they stand in, which names one body.
    private var functions: [Int: Int] = [:]
    /// The words of `Parties/labels.txt`, which are looked for at labels only.
    private var labels: [String: WordSet] = [:]

    /// - Parameter lexicon: what every text is looked through for; it holds nothing yet and gets all words.
    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        characters = try CharacterTable(files)
        for path in Self.files {
            for (number, line) in DictionaryLines(try files.bytes(of: path)) {
                let (name, words) = try WordLists.columns(line, path, number)
                guard let found = PartyCues.byName[name] else {
                    throw DictionaryError(file: path, line: number, problem: "knows no class \(name)")
                }
                for word in words.split(separator: 0x20) {
                    let term = add(word, found, &lexicon)
                    if !found.isDisjoint(with: [.function, .level]), path == "Lexicon/bodies.txt" {
                        functions[term] = functions[term] ?? number
                    }
                }
            }
        }
        for path in ["Lexicon/surnames.txt", "Lexicon/surnames-rare.txt"] {
            for (number, line) in DictionaryLines(try files.bytes(of: path)) {
                for word in String(decoding: line, as: UTF8.self).split(separator: " ") {
                    switch word.unicodeScalars.count {
                    case 1: continue
                    case 2: _ = add(word.unicodeScalars.map(\.value), .doubleSurname, &lexicon)
                    default:
                        throw DictionaryError(
                            file: path, line: number, problem: "a surname has one or two characters: \(word)")
                    }
                }
            }
        }
        for (_, line) in DictionaryLines(try files.bytes(of: Self.wordFile)) {
            var reader = ScalarReader(line)
            guard let first = reader.next(), let second = reader.next(), first != 0x09, second != 0x09,
                reader.next().map({ $0 == 0x09 }) ?? true
            else { continue }
            _ = add([first, second], .common, &lexicon)
        }
        labels = try WordLists(files, Self.labelFile).sets
    }

    /// A word in UTF-8.
    private mutating func add(_ word: ArraySlice<UInt8>, _ found: PartyCues, _ lexicon: inout Lexicon) -> Int {
        var reader = ScalarReader(word)
        var scalars: [UInt32] = []
        while let scalar = reader.next() { scalars.append(scalar) }
        return add(scalars, found, &lexicon)
    }

    private mutating func add(_ word: [UInt32], _ found: PartyCues, _ lexicon: inout Lexicon) -> Int {
        let term = lexicon.number(ofPartyWord: word)
        let known = lexicon.term(term).cues
        let isTaken = PartyCues.exclusive.contains { !$0.isDisjoint(with: found) && !$0.isDisjoint(with: known) }
        if !isTaken { lexicon.add(found, to: term) }
        return term
    }

    /// The words of one class of labels.
    func label(_ name: String) -> WordSet {
        guard let words = labels[name] else { preconditionFailure("\(Self.labelFile) has no class \(name)") }
        return words
    }

    /// What a name of a government body stands for: all names of one body have the same number.
    func function(of term: Int) -> Int? { functions[term] }

    /// Gives `body` a text with all that these words tell of it.
    ///
    /// - Parameter findsSurnames: whether ``PartyText/surnames`` will be asked for.
    func withText<Result>(
        _ buffer: UnsafeBufferPointer<UInt32>, _ cues: CueTable, findsSurnames: Bool = true,
        _ body: (PartyText) -> Result
    ) -> Result {
        let blockCount = TextBlocks.count(buffer.count)
        return Scratch.with(CharacterClasses.self, count: buffer.count + 1 + blockCount) { memory in
            let known = memory.baseAddress!
            (known + buffer.count).initialize(to: [])
            let blocks = known + buffer.count + 1
            characters.read(buffer, into: known, blocks)
            return Scratch.with(Int32.self, count: findsSurnames ? buffer.count : 0) { surnames in
                let surnames = Self.find(.anySurname, in: UnsafePointer(known), surnames)
                return cues.withHits { cues in
                    body(
                        PartyText(
                            buffer: buffer, cues: cues, surnames: surnames, characters: UnsafePointer(known),
                            blocks: UnsafePointer(blocks)))
                }
            }
        }
    }

    /// The places of these classes, told without branches: where a name may begin is hard to foresee.
    private static func find(
        _ classes: CharacterClasses, in known: UnsafePointer<CharacterClasses>,
        _ places: UnsafeMutableBufferPointer<Int32>
    ) -> UnsafeBufferPointer<Int32> {
        let found = places.baseAddress!
        var count = 0
        for index in 0..<places.count {
            found[count] = Int32(truncatingIfNeeded: index)
            count &+= known[index].isDisjoint(with: classes) ? 0 : 1
        }
        return UnsafeBufferPointer(start: found, count: count)
    }
}

/// One text as the finders of parties see it: its characters, their classes, and all cues in it.
///
/// Valid only inside ``PartyLexicon/withText(_:_:_:)``: copying it costs no reference count, asking it no check.
struct PartyText {
    let buffer: UnsafeBufferPointer<UInt32>
    let cues: CueHits
    /// Where characters stand that surnames begin with, also rare ones and those of two characters.
    let surnames: UnsafeBufferPointer<Int32>
    /// What each character does in and around names; nothing behind the last one.
    private let characters: UnsafePointer<CharacterClasses>
    /// The classes of all characters of each block.
    private let blocks: UnsafePointer<CharacterClasses>

    fileprivate init(
        buffer: UnsafeBufferPointer<UInt32>, cues: CueHits, surnames: UnsafeBufferPointer<Int32>,
        characters: UnsafePointer<CharacterClasses>, blocks: UnsafePointer<CharacterClasses>
    ) {
        self.buffer = buffer
        self.cues = cues
        self.surnames = surnames
        self.characters = characters
        self.blocks = blocks
    }

    var count: Int { buffer.count }

    @inline(__always)
    subscript(index: Int) -> UInt32 { buffer[index] }

    @inline(__always)
    func isHan(_ index: Int) -> Bool { CharacterKind.isHan(buffer[index]) }

    @inline(__always)
    func has(_ classes: CharacterClasses, at index: Int) -> Bool {
        assert(index >= 0 && index <= count)
        return !characters[index].isDisjoint(with: classes)
    }

    /// The first place from `start` on whose character is of these classes; `count` where none is.
    @inline(__always)
    func firstIndex(of classes: CharacterClasses, from start: Int) -> Int {
        TextBlocks.firstIndex(of: classes, in: characters, blocks, from: start, to: count)
    }

    /// True when a word of these classes ends right before `index`.
    @inline(__always)
    func ends(_ classes: PartyCues, at index: Int) -> Bool { !cues.ends(at: index).isDisjoint(with: classes) }

    /// True when a word of these classes begins at `index`.
    @inline(__always)
    func begins(_ classes: PartyCues, at index: Int) -> Bool { !cues.begins(at: index).isDisjoint(with: classes) }

    /// True when an everyday word stands exactly there, and none that names are made of (城南, 阳光).
    func isCommonWord(_ index: Int, length: Int) -> Bool {
        cues.has(.common, at: index, length: length) && !cues.has(.noBrand, at: index, length: length)
    }

    /// The end of the division that begins at `start`, also of one whose name was masked: A5区.
    func divisionEnd(_ ends: [Int32], _ start: Int, _ limit: Int) -> Int? {
        ends[start] >= 0 ? Int(ends[start]) : maskedDivisionEnd(start, limit)
    }

    /// A5区: the end of a division whose name was masked.
    func maskedDivisionEnd(_ start: Int, _ limit: Int) -> Int? {
        var end = start
        while end < limit, end - start < 4, CharacterKind.isLatin(self[end]) || CharacterKind.isDigit(self[end]) {
            end += 1
        }
        return end > start && end < limit && has(.bodyLevel, at: end) ? end + 1 : nil
    }

    /// True when words of these classes and digits fill a range.
    func onlySays(_ classes: PartyCues, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            if CharacterKind.isDigit(buffer[index]) {
                index += 1
                continue
            }
            guard let word = cues.longest(classes, at: index), index + word.length <= end else { return false }
            index += word.length
        }
        return true
    }

    /// True when the characters of `span` stand at `index` too.
    func repeats(_ span: NormalizedSpan, at index: Int) -> Bool {
        guard index + span.count <= count else { return false }
        for offset in 0..<span.count where buffer[span.start + offset] != buffer[index + offset] { return false }
        return true
    }

    func name(_ span: NormalizedSpan) -> PartyName { PartyName(span, in: buffer) }

    /// The same without line breaks.
    func lineName(_ span: NormalizedSpan) -> PartyName { PartyName(span, in: buffer, keepsBreaks: false) }
}
