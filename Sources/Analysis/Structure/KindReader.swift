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
        case head
        case headOrTail = "head-tail"
        case text

        /// Of the places that a word was met in, those that count here.
        fileprivate var places: UInt8 {
            switch self {
            case .titleEnd: 0
            case .title: Place.title
            case .titleAlways: Place.title
            case .head: Place.head
            case .headOrTail: Place.head | Place.tail
            case .text: Place.text
            }
        }
    }

    private enum Place {
        static let title: UInt8 = 1
        static let head: UInt8 = 2
        static let tail: UInt8 = 4
        static let text: UInt8 = 8
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

    /// What a document of which nothing is known is: somebody's letter.
    private static let prior: Float = 1
    private static let letter = DocumentKind.allCases.firstIndex(of: .letter)!
    private static let other = DocumentKind.allCases.firstIndex(of: .other)!
    /// 我局 and 我委 are offices.
    private static let writers = TermList([
        "我们是", "我是", "我叫", "我家", "我村", "我父", "我母", "我儿", "我女", "我老", "我在", "我住", "我于", "我爸", "我妈", "本人", "俺", "咱",
    ])
    private static let writing: Float = 8
    private static let longestEnding = 8
    private static let headLength = 240
    private static let tailLength = 100
    private static let textLength = 30_000

    /// 致全县养蜂户的一封信: an office to the public; a citizen writes to an office.
    private static let publicLetters = TermList(["一封信", "公开信"])
    private static let publicReaders = WordSet(["户的", "民的", "友的", "们的", "众的", "家长的", "业主的", "同学的", "人员的", "职工的", "朋友的"])

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
    }

    /// - Parameters:
    ///   - addressee: of a salutation; who writes of himself behind it writes a letter, whatever papers he tells of.
    ///   - quotes: somebody else's words, that say nothing of this document.
    func kind(
        title: NormalizedSpan?, addressee: NormalizedSpan?, quotes: [Range<Int>],
        _ scalars: UnsafeBufferPointer<UInt32>
    ) -> DocumentKind {
        var scores = scores(title: title, quotes: quotes, scalars)
        if let addressee {
            var start = addressee.end
            while start < scalars.count, start < addressee.end + 8, !CharacterKind.isHan(scalars[start]) { start += 1 }
            if Self.writers.begins(start..<scalars.count, scalars) { scores[Self.letter] += Self.writing }
        }
        var best = Self.letter
        for kind in scores.indices where scores[kind] > scores[best] { best = kind }
        return DocumentKind.allCases[best]
    }

    /// The sum for each kind, in the order of its cases.
    func scores(
        title: NormalizedSpan?, quotes: [Range<Int>], _ scalars: UnsafeBufferPointer<UInt32>
    ) -> [Float] {
        var scores = DocumentKind.allCases.map { $0 == .letter ? Self.prior : 0 }
        var hasTellingEnd = false
        if let title {
            let end = TitleShape.endWithoutNote(title.range, scalars)
            if Self.publicLetters.endsBefore(end, from: title.start, scalars),
                Self.publicReaders.presentMask(in: scalars, title.start..<end) != 0
            {
                scores[Self.other] += 10
            } else if let ending = longestEnding(end, from: title.start, scalars) {
                scores[endingCues[ending].kind] += endingCues[ending].weight
                hasTellingEnd = true
            }
        }
        let met = places(title: title?.range ?? 0..<0, quotes: quotes, scalars)
        for (word, places) in met.enumerated() where places != 0 {
            for cue in cues[word]
            where cue.zone.places & places != 0 && (cue.zone != .title || !hasTellingEnd) {
                scores[cue.kind] += cue.weight
            }
        }
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
        var met = [UInt8](repeating: 0, count: cues.count)
        let text = UnsafeBufferPointer(rebasing: scalars[0..<min(Self.textLength, scalars.count)])
        let tail = max(0, scalars.count - Self.tailLength)
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
                    if start >= tail { places |= Place.tail }
                    if title.lowerBound <= start, end <= title.upperBound { places |= Place.title }
                    met[hit.term] |= places
                }
            }
        }
        walk(from: 0, in: text)
        if tail >= text.count { walk(from: tail, in: scalars) }
        return met
    }
}
