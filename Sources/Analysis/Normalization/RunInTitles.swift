internal import Dictionaries
internal import Documents

/// Parts a title from the text where a site ran the two together: …夜里施工扰民|我是三号楼的住户，….
///
/// Every place in the first sentence is weighed by the characters around it, by whether what follows repeats what the text
/// began with, and by how far it is (`Structure/title-weights.tsv`, learned by `Integrations/titles` from messages whose
/// title stands on a line of its own). At the likeliest place, if it is likely enough, a line ends.
struct RunInTitles: Sendable {
    static let path = "Structure/title-weights.tsv"
    private let weights: FeatureWeights

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        weights = try FeatureWeights(files, Self.path, key: TitleTemplate.key(of:))
    }

    func part(_ draft: inout Draft) {
        guard !weights.isEmpty, let place = draft.scalars.withUnsafeBufferPointer({ place(in: $0) }) else { return }
        draft.breakLine(at: place)
    }

    /// The logarithm of the odds from which on a place ends the title.
    private static let least: Float = 0
    /// What the one character on each side weighs at least: of 100 titles that are parted one is lost by it, and nine places
    /// of ten are looked at no further.
    private static let hopeless: Float = 0.9
    private static let shortest = 4
    private static let longest = 62

    /// Where the text begins whose title was run into it; `nil` where none was.
    func place(in text: UnsafeBufferPointer<UInt32>) -> Int? {
        var best: (place: Int, weight: Float)?
        forEachCandidate(in: text) { start, place in
            var sum = FeatureSum<TitleTemplate>(weights: weights)
            Self.tellNearest(text, place, &sum)
            guard sum.sum >= Self.hopeless || Self.isRepeated(text, start, place) else { return }
            Self.tellNear(text, place, &sum)
            Self.tellFar(text, start, place, &sum)
            if sum.sum >= Self.least, sum.sum > best?.weight ?? -.infinity { best = (place, sum.sum) }
        }
        return best?.place
    }

    /// What the text began with stands there again, but not its year: 2018年3月—2018年9月.
    private static func isRepeated(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ place: Int) -> Bool {
        CharacterKind.isHan(text[start]) && (0..<3).allSatisfy { text[place + $0] == text[start + $0] }
    }

    /// Every candidate with its features by their names.
    func evidence(_ text: UnsafeBufferPointer<UInt32>) -> [(place: Int, features: [String])] {
        var found: [(Int, [String])] = []
        forEachCandidate(in: text) { start, place in
            var list = FeatureList<TitleTemplate>()
            Self.tellNearest(text, place, &list)
            Self.tellNear(text, place, &list)
            Self.tellFar(text, start, place, &list)
            found.append((place, list.names))
        }
        return found
    }

    /// The places up to the end of the first sentence; none in a title that has a line of its own.
    private func forEachCandidate(in text: UnsafeBufferPointer<UInt32>, _ body: (Int, Int) -> Void) {
        guard let start = text.firstIndex(where: { $0 != 0x20 && $0 != 0x0A }) else { return }
        var limit = start
        let end = min(start + Self.longest, text.count - Self.shortest)
        while limit < end, !Self.endsTitle(text[limit]) { limit += 1 }
        guard limit > start + Self.shortest, text[limit] != 0x0A else { return }
        for place in start + Self.shortest..<min(limit + 1, end) { body(start, place) }
    }

    private static func endsTitle(_ scalar: UInt32) -> Bool {
        scalar == 0x3002 || scalar == 0x21 || scalar == 0x3F || scalar == 0x3B || scalar == 0x0A
    }

    // MARK: features

    private static func tellNearest(
        _ text: UnsafeBufferPointer<UInt32>, _ place: Int, _ sink: inout some FeatureSink<TitleTemplate>
    ) {
        sink.add(.before, text[place - 1..<place])
        sink.add(.behind, text[place..<place + 1])
        sink.add(.around, text[place - 1...place])
    }

    private static func tellNear(
        _ text: UnsafeBufferPointer<UInt32>, _ place: Int, _ sink: inout some FeatureSink<TitleTemplate>
    ) {
        for length in 2...3 { sink.add(.before, text[place - length..<place]) }
        for length in 2...4 { sink.add(.behind, text[place..<place + length]) }
        sink.add(.aroundTwo, text[place - 2..<place + 2])
    }

    private static func tellFar(
        _ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ place: Int, _ sink: inout some FeatureSink<TitleTemplate>
    ) {
        let title = text[start..<place]
        sink.add(.opens, text[start..<start + 2])
        sink.add(.distance, (place - start) / 5)
        var repeated = 0
        while repeated < 12, place + repeated < text.count, start + repeated < place,
            text[start + repeated] == text[place + repeated]
        { repeated += 1 }
        sink.add(.repeatsStart, repeated)
        func holds(_ length: Int) -> Int { title.holds(text[place..<min(place + length, text.count)]) ? 1 : 0 }
        sink.add(.repeats, 2 * holds(4) + holds(6))
        sink.add(.comma, title.contains(0x2C) ? 1 : 0)
        sink.add(.colon, title.contains(0x3A) ? 1 : 0)
        // 我, 本人
        sink.add(.writer, title.contains(0x6211) || title.holds([0x672C, 0x4EBA]) ? 1 : 0)
    }
}

/// The kinds of features of ``RunInTitles``.
enum TitleTemplate: UInt64, FeatureTemplate {
    /// The characters right before and behind the place, and those around it.
    case before, behind, around, aroundTwo
    /// How the text begins.
    case opens
    /// How far the place is, by five characters.
    case distance
    /// How many characters behind the place are those that the text began with.
    case repeatsStart
    /// Whether the title holds the four (2) and the six (1) characters behind it.
    case repeats
    /// Whether the title holds a comma, a colon, a word for its writer.
    case comma, colon, writer

    var isOfCharacters: Bool {
        switch self {
        case .before, .behind, .around, .aroundTwo, .opens: true
        case .distance, .repeatsStart, .repeats, .comma, .colon, .writer: false
        }
    }

    static let byName = named()
}

extension Slice<UnsafeBufferPointer<UInt32>> {
    /// Whether these characters hold others side by side.
    fileprivate func holds(_ others: some RandomAccessCollection<UInt32>) -> Bool {
        guard let first = others.first, count >= others.count else { return false }
        return (startIndex...endIndex - others.count).contains { start in
            self[start] == first && self[start..<start + others.count].elementsEqual(others)
        }
    }
}
