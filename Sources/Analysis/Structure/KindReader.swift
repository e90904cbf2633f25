internal import Dictionaries
internal import Documents

/// Tells what kind a document is, by the sum of what its title, head, tail and text say for each.
///
/// `Dictionaries/Structure/kinds.tsv` holds the words and their weights.
struct KindReader: Sendable {
    static let file = "Structure/kinds.tsv"

    /// Where a word counts.
    enum Zone: String, CaseIterable {
        case titleEnd = "title-end"
        case title
        case titleAlways = "title-any"
        case titleStart = "title-start"
        case head
        case headOrTail = "head-tail"
        case tail
        case text

        /// Whether the document's form speaks here, and not one of its many words.
        fileprivate var isOfForm: Bool { self != .text }

        /// Of the places that a word was met in, those that count here.
        fileprivate var places: UInt8 {
            switch self {
            case .titleEnd: 0
            case .title: Place.title
            case .titleAlways: Place.title
            case .titleStart: Place.titleStart
            case .head: Place.head
            case .headOrTail: Place.head | Place.end
            case .tail: Place.end | Place.tail
            case .text: Place.text
            }
        }
    }

    private enum Place {
        static let title: UInt8 = 1
        static let head: UInt8 = 2
        static let end: UInt8 = 4
        static let text: UInt8 = 8
        static let titleStart: UInt8 = 16
        static let tail: UInt8 = 32
    }

    /// One word of one line of the file.
    private struct Cue {
        let kind: Int
        let zone: Zone
        let weight: Float
    }

    private let words: TermTrie
    /// By number of the word.
    private let cues: [[Cue]]
    private let endings: TermTrie
    private let endingCues: [Cue]
    private let letterWords: LetterWords

    /// What a document of which nothing is known is: somebody's letter.
    private static let prior: Float = 1
    private static let letter = DocumentKind.allCases.firstIndex(of: .letter)!
    private static let other = DocumentKind.allCases.firstIndex(of: .other)!
    private static let minutes = DocumentKind.allCases.firstIndex(of: .minutes)!
    private static let notice = DocumentKind.allCases.firstIndex(of: .notice)!
    /// What is taken off a kind of which only words of the text speak: a letter tells of notices, minutes and plans too.
    private static let formless: Float = 1

    private static let writing: Float = 8
    /// 我局 and 我委 are offices.
    private static let offices = ScalarSet("局镇乡县区市省委办院处科股队站社街中司校府部")
    /// 我们车间, 我有: a person most likely, though an office may write 我们 too.
    private static let likelyWriting: Float = 4
    /// 各乡镇: offices write to many; 各位领导 are written to by anybody.
    private static let many: UInt32 = 0x5404
    private static let writingToMany: Float = 3

    /// Notes of one visit or call are what a citizen says, those of several are a register.
    /// A letter of many may name each of them as 投诉人 or 反映人.
    private static let itemSigns = ScalarSet("0123456789一二三四五六七八九十第批件()、.,: ")
    private static let severalVisitors: Float = 12

    private static let longestEnding = 8
    private static let headLength = 240
    private static let endLength = 100
    private static let tailLength = 160
    private static let textLength = 30_000

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var words = TermTrie(expectedTerms: 512)
        var cues: [[Cue]] = []
        var endings = TermTrie(expectedTerms: 256)
        var endingCues: [Cue] = []
        for (number, line) in DictionaryLines(try files.bytes(of: Self.file)) {
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t")
            guard columns.count == 4, let kind = DocumentKind(rawValue: String(columns[0])),
                let place = DocumentKind.allCases.firstIndex(of: kind), let zone = Zone(rawValue: String(columns[1])),
                let weight = Float(columns[2]), weight > 0
            else {
                throw DictionaryError(
                    file: Self.file, line: number, problem: "needs a kind, where, a weight and words, by tabs")
            }
            let cue = Cue(kind: place, zone: zone, weight: weight)
            for word in columns[3].split(separator: " ") {
                let scalars = word.unicodeScalars.map(\.value)
                if zone == .titleEnd {
                    guard endings.insert(scalars) == endingCues.count, scalars.count <= Self.longestEnding else {
                        throw DictionaryError(
                            file: Self.file, line: number, problem: "\(word) ends titles twice, or is too long")
                    }
                    endingCues.append(cue)
                } else {
                    let term = words.insert(scalars)
                    if term == cues.count { cues.append([]) }
                    cues[term].append(cue)
                }
            }
        }
        self.words = words
        self.cues = cues
        self.endings = endings
        self.endingCues = endingCues
        letterWords = try LetterWords(files)
    }

    /// - Parameters:
    ///   - addressee: of a salutation; who writes of himself behind it writes a letter, whatever papers he tells of.
    ///   - lines: those that are not empty.
    ///   - quotes: somebody else's words, that say nothing of this document.
    func kind(
        title: NormalizedSpan?, addressee: NormalizedSpan?, lines: [NormalizedSpan], quotes: [Range<Int>],
        _ scalars: UnsafeBufferPointer<UInt32>
    ) -> DocumentKind {
        var scores = scores(title: title, quotes: quotes, scalars)
        if let addressee {
            scores[Self.letter] += writing(behind: addressee, scalars)
            if scalars[addressee.start] == Self.many, !letterWords.everybody.begins(addressee.range, scalars) {
                scores[Self.notice] += Self.writingToMany
            }
        }
        if hasSeveralVisitors(lines, scalars) { scores[Self.minutes] += Self.severalVisitors }
        var best = Self.letter
        for kind in scores.indices where scores[kind] > scores[best] { best = kind }
        return DocumentKind.allCases[best]
    }

    /// Whether two lines open with the same visitor's label: as an item (`2、来访人…`) or as a field (`来访人：…`).
    private func hasSeveralVisitors(_ lines: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        var met: Set<Int> = []
        for line in lines {
            var start = line.start
            while start < line.end, start < line.start + 8, Self.itemSigns.contains(scalars[start]) { start += 1 }
            guard let label = letterWords.visitors.word(at: start..<line.end, scalars) else { continue }
            let end = start + letterWords.visitors.words[label].unicodeScalars.count
            let isField = end < line.end && scalars[end] == 0x3A
            if start > line.start || isField, !met.insert(label).inserted { return true }
        }
        return false
    }

    /// What the first words behind a salutation and a greeting say for a letter.
    func writing(behind addressee: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Float {
        func firstWord(from place: Int) -> Range<Int> {
            let end = min(scalars.count, place + 8)
            return (scalars[place..<end].firstIndex(where: CharacterKind.isHan) ?? end)..<scalars.count
        }
        var rest = firstWord(from: addressee.end)
        if let greeting = letterWords.greetings.word(at: rest, scalars) {
            rest = firstWord(from: rest.lowerBound + letterWords.greetings.words[greeting].unicodeScalars.count)
        }
        if letterWords.writers.begins(rest, scalars) { return Self.writing }
        guard rest.count > 2, scalars[rest.lowerBound] == 0x6211 else { return 0 }
        let isMany = scalars[rest.lowerBound + 1] == 0x4EEC
        return Self.offices.contains(scalars[rest.lowerBound + (isMany ? 2 : 1)]) ? 0 : Self.likelyWriting
    }

    /// The sum for each kind, in the order of its cases.
    func scores(
        title: NormalizedSpan?, quotes: [Range<Int>], _ scalars: UnsafeBufferPointer<UInt32>
    ) -> [Float] {
        var scores = DocumentKind.allCases.map { $0 == .letter ? Self.prior : 0 }
        var hasForm = DocumentKind.allCases.map { $0 == .letter || $0 == .reply }
        func add(_ weight: Float, to kind: Int, isOfForm: Bool = true) {
            scores[kind] += weight
            if isOfForm { hasForm[kind] = true }
        }
        var hasTellingEnd = false
        if let title {
            let end = TitleShape.endWithoutNote(title.range, scalars)
            let isPublic = letterWords.publicLetters.endsBefore(end, from: title.start, scalars)
            if isPublic, letterWords.publicReaders.stands(in: scalars, title.start..<end) {
                add(10, to: Self.other)
            } else if let ending = longestEnding(end, from: title.start, scalars) {
                add(endingCues[ending].weight, to: endingCues[ending].kind)
                hasTellingEnd = true
                if isPublic, letterWords.officeReaders.stands(in: scalars, title.start..<end) {
                    add(6, to: Self.letter)
                }
            }
        }
        let met = places(title: title?.range ?? 0..<0, quotes: quotes, scalars)
        for (word, places) in met.enumerated() where places != 0 {
            for cue in cues[word]
            where cue.zone.places & places != 0 && (cue.zone != .title || !hasTellingEnd) {
                add(cue.weight, to: cue.kind, isOfForm: cue.zone.isOfForm)
            }
        }
        for kind in scores.indices where scores[kind] > 0 && !hasForm[kind] { scores[kind] -= Self.formless }
        return scores
    }

    /// Whether a line ends as titles do.
    func endsAsTitle(_ end: Int, from start: Int, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        longestEnding(end, from: start, scalars) != nil
    }

    private func longestEnding(_ end: Int, from start: Int, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        for length in stride(from: min(Self.longestEnding, end - start), to: 0, by: -1) {
            if let ending = endings.term(scalars[end - length..<end]) { return ending }
        }
        return nil
    }

    /// For each word, in which places it stands.
    private func places(
        title: Range<Int>, quotes: [Range<Int>], _ scalars: UnsafeBufferPointer<UInt32>
    ) -> [UInt8] {
        var met = [UInt8](filled: 0, count: cues.count)
        let text = UnsafeBufferPointer(rebasing: scalars[0..<min(Self.textLength, scalars.count)])
        let tail = max(0, scalars.count - Self.tailLength)
        let last = max(0, scalars.count - Self.endLength)
        var cursor = RangeCursor(quotes)
        func walk(from first: Int, in buffer: UnsafeBufferPointer<UInt32>) {
            let part = UnsafeBufferPointer(rebasing: buffer[first...])
            words.forEachPlace(in: part) { place in
                let start = first + place.start
                guard !cursor.contains(start) else { return }
                words.forEachHit(at: place, in: part) { hit in
                    let end = start + hit.length
                    var places = Place.text
                    if end <= Self.headLength { places |= Place.head }
                    if start >= tail { places |= start >= last ? Place.end : Place.tail }
                    if title.lowerBound <= start, end <= title.upperBound {
                        places |= start == title.lowerBound ? Place.title | Place.titleStart : Place.title
                    }
                    met[hit.term] |= places
                }
            }
        }
        walk(from: 0, in: text)
        if tail >= text.count { walk(from: tail, in: scalars) }
        return met
    }
}
