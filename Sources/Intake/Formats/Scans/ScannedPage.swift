internal import Documents

/// A page as a recogniser gave it, whatever the format: lines of words in the order of the file.
///
/// Words and characters lie in two pools, so that a page of many thousand words costs a handful of arrays.
struct ScannedPage {
    struct Line {
        /// Lines of one block of the recogniser share a number.
        var block: Int
        var box: ScanLayout.Box?
        var words: Range<Int>
        /// The recogniser says that its last word goes on in the next line.
        var isHyphenated = false
    }

    struct Word {
        /// In ``ScannedPage/scalars``.
        var scalars: Range<Int>
        var box: ScanLayout.Box?
        var confidence: Float?
        /// One entry a scalar in ``ScannedPage/glyphs``, or none.
        var glyphs: Range<Int>
        var separation: Separation
    }

    /// What the file says of the place before a word.
    enum Separation {
        /// A word of its own: Latin words and numbers are set apart from it.
        case apart
        /// Nothing: only the gap between boxes can tell.
        case unknown
    }

    /// One character of a word.
    struct Glyph {
        var box: ScanLayout.Box?
        var confidence: Float?
    }

    var number: Int?
    var width: Int?
    var height: Int?
    var image: String?
    var lines: [Line] = []
    var words: [Word] = []
    var glyphs: [Glyph] = []
    var scalars: [UInt32] = []
    /// The file states the order of its lines: it is not judged by boxes.
    var isOrderStated = false
    /// False where the file gives words without saying which stand on one line; then each is a line here.
    var hasLines = true

    init() {}

    mutating func beginLine(block: Int, box: ScanLayout.Box?) {
        lines.append(Line(block: block, box: box, words: words.count..<words.count))
    }

    /// Adds a word to the last line. White space around it is no part of it; a blank word is left out.
    ///
    /// `characters` counts only when it has one entry for each scalar that is left.
    mutating func addWord(
        _ text: ArraySlice<UInt32>, box: ScanLayout.Box?, confidence: Float?, characters: [Glyph] = [],
        separation: Separation = .apart
    ) {
        var text = text
        while let first = text.first, isScanBlank(first) { text.removeFirst() }
        while let last = text.last, isScanBlank(last) { text.removeLast() }
        guard !text.isEmpty, let line = lines.indices.last else { return }
        let start = scalars.count
        // A line break or tab inside a word would tear the line apart.
        for scalar in text { scalars.append(scalar < 0x20 || scalar == 0x2028 || scalar == 0x2029 ? 0x20 : scalar) }
        let firstGlyph = glyphs.count
        if characters.count == text.count { glyphs += characters }
        words.append(
            Word(
                scalars: start..<scalars.count, box: box, confidence: confidence, glyphs: firstGlyph..<glyphs.count,
                separation: separation))
        lines[line].words = lines[line].words.lowerBound..<words.count
    }

    /// 0…100 as 0…1; below zero means none.
    static func confidence(percent: Double?) -> Float? {
        guard let percent, percent >= 0 else { return nil }
        return Float(min(percent, 100) / 100)
    }
}

func isScanBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x3000, 0xFEFF: true
    default: false
    }
}

extension ScanLayout.Box {
    /// Rounded outwards from fractions, and `nil` for what is no box at all.
    init?(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        func whole(_ value: Double) -> Int { Int(min(max(value, -1e9), 1e9)) }
        guard [left, top, right, bottom].allSatisfy(\.isFinite) else { return nil }
        self.init(
            left: whole(left.rounded(.down)), top: whole(top.rounded(.down)), right: whole(right.rounded(.up)),
            bottom: whole(bottom.rounded(.up)))
    }
}
