internal import Documents

/// Makes one text of a scan's pages, and remembers where each line and word of it stands.
///
/// Lines are joined by line breaks, pages too. Between words stands a space only where Latin words or numbers meet,
/// and two where the gap is wide, so that the columns of a table stay apart: Chinese has no spaces, but recognisers
/// give every word or character by itself. The indent of a paragraph becomes two ideographic spaces and a gap between
/// paragraphs an empty line, as in typed letters.
struct ScanAssembler {
    func document(
        _ pages: [ScannedPage], unit: ScanLayout.Unit, _ file: DecodedFile, format: String
    ) throws(IntakeFailure) -> Document {
        var draft = Draft()
        for page in pages { draft.append(page) }
        guard draft.text.contains(where: { !isScanBlank($0) }) else { throw .empty }
        return Document(
            id: file.path, text: SourceText(scalars: draft.text), received: PathDate.received(in: file.path),
            provenance: Provenance(charset: file.charset, format: format),
            layout: ScanLayout(unit: unit, pages: draft.pages, lines: draft.lines, words: draft.words))
    }
}

private struct Draft {
    var text: [UInt32] = []
    var pages: [ScanLayout.Page] = []
    var lines: [ScanLayout.Line] = []
    var words: [ScanLayout.Word] = []
    /// The line before ends in a word that goes on in this one.
    private var isInsideWord = false

    mutating func append(_ page: ScannedPage) {
        let next = (pages.last?.number ?? 0) + 1
        pages.append(
            ScanLayout.Page(
                number: max(page.number ?? next, next), width: page.width, height: page.height, image: page.image))
        var order = ReadingOrder(page)
        let rows = order.rows()
        let typical = Spacing.typicalGap(rows, height: order.height)
        let edges = order.isPlaced ? Spacing.edges(rows, height: order.height) : [:]
        var lowest = -Double.infinity
        for (index, row) in rows.enumerated() {
            if !isInsideWord, !text.isEmpty { text.append(0x0A) }
            let before = index > 0 ? rows[index - 1] : nil
            if !isInsideWord, index > 0, order.isPlaced,
                row.top - lowest > max(0.8 * order.height, 1.8 * typical)
            {
                text.append(0x0A)
            }
            lowest = max(lowest, row.bottom)
            if !isInsideWord, let edge = edges[row.column],
                isIndented(row, before: before, edge, page, height: order.height)
            {
                text += [0x3000, 0x3000]
            }
            append(row, of: page, number: index + 1, height: order.height)
        }
    }

    /// A paragraph's first line begins some two characters in, and what stands before it has come to an end.
    private func isIndented(
        _ row: ReadingOrder.Row, before: ReadingOrder.Row?, _ edge: Spacing.Edge, _ page: ScannedPage, height: Double
    ) -> Bool {
        let indent = (row.left - edge.left) / height
        guard row.cells == 1, (1.3...3.2).contains(indent) else { return false }
        guard let before, before.column == row.column, let word = before.words.last,
            let last = page.scalars[page.words[word].scalars].last
        else { return true }
        return !WordGap.isHan(last) && !WordGap.isLatin(last) || edge.right - before.right > 2 * height
    }

    private mutating func append(_ row: ReadingOrder.Row, of page: ScannedPage, number: Int, height: Double) {
        let start = text.count
        var box: ScanLayout.Box?
        var previous: Int?
        for (position, index) in row.words.enumerated() {
            let word = page.words[index]
            if let previous { text += WordGap.between(page.words[previous], word, page.scalars, height: height) }
            previous = index
            var scalars = word.scalars
            let isBroken = row.isHyphenated && position == row.words.count - 1
            if isBroken, let last = page.scalars[scalars].last, last == 0x2D || last == 0xAD || last == 0x2010 {
                scalars.removeLast()
            }
            append(word, scalars, of: page)
            box = ScanLayout.Box.union(box, word.box)
        }
        isInsideWord = row.isHyphenated
        box = ScanLayout.Box.union(box, row.box)
        guard text.count > start else { return }
        lines.append(
            ScanLayout.Line(page: pages.count - 1, number: number, span: SourceSpan(start, text.count), box: box))
    }

    private mutating func append(_ word: ScannedPage.Word, _ scalars: Range<Int>, of page: ScannedPage) {
        guard !scalars.isEmpty else { return }
        let start = text.count
        text += page.scalars[scalars]
        if word.glyphs.isEmpty {
            words.append(
                ScanLayout.Word(span: SourceSpan(start, text.count), box: word.box, confidence: word.confidence))
            return
        }
        for (offset, glyph) in word.glyphs.prefix(scalars.count).enumerated() {
            words.append(
                ScanLayout.Word(
                    span: SourceSpan(start + offset, start + offset + 1), box: page.glyphs[glyph].box ?? word.box,
                    confidence: page.glyphs[glyph].confidence ?? word.confidence))
        }
    }
}

/// What goes between two words of a line.
enum WordGap {
    private static let none: [UInt32] = []
    private static let space: [UInt32] = [0x20]
    private static let wide: [UInt32] = [0x20, 0x20]
    /// A gap of one character, in character heights. Between the characters of a line there is up to 0.9, since boxes
    /// are drawn too narrow; behind punctuation, which fills half its square, up to 1.3.
    private static let emptyCharacter = 1.05

    static func between(
        _ before: ScannedPage.Word, _ after: ScannedPage.Word, _ scalars: [UInt32], height: Double
    ) -> [UInt32] {
        let gap: Double? =
            if let left = before.box, let right = after.box, height > 0 {
                Double(right.left - left.right) / height
            } else { nil }
        if let gap, gap >= ReadingOrder.wideGap { return wide }
        let (last, first) = (scalars[before.scalars.upperBound - 1], scalars[after.scalars.lowerBound])
        let isBetweenWords = (isLatin(last) || isHan(last)) && (isLatin(first) || isHan(first))
        if isBetweenWords, let gap, gap >= emptyCharacter { return space }
        guard isLatin(last) || closesLatin(last), isLatin(first) else { return none }
        // 1,200 and 3.5 come apart in scans; a sentence goes on with a letter.
        if !isLatin(last), isDigit(first) { return none }
        switch after.separation {
        case .apart:
            // A number cut in two has hardly a gap inside.
            if isDigit(last), isDigit(first), let gap, gap < 0.3 { return none }
            return space
        case .unknown: return gap.map { $0 >= 0.3 } ?? false ? space : none
        }
    }

    static func isLatin(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: true
        default: false
        }
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    /// Punctuation behind which a Latin sentence goes on after a space.
    private static func closesLatin(_ scalar: UInt32) -> Bool {
        [0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F].contains(scalar)
    }

    static func isHan(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) || (0x3400...0x4DBF).contains(scalar) || (0x20000...0x323AF).contains(scalar)
    }
}

/// Measures of a page's lines.
enum Spacing {
    struct Edge {
        var left: Double
        var right: Double
    }

    /// The ordinary gap between the characters of one line and the next.
    static func typicalGap(_ rows: [ReadingOrder.Row], height: Double) -> Double {
        var gaps: [Double] = []
        for (before, row) in zip(rows, rows.dropFirst()) where row.column == before.column && row.top > before.top {
            gaps.append(max(0, row.top - before.bottom))
        }
        guard !gaps.isEmpty else { return 0 }
        gaps.sort()
        return gaps[gaps.count / 2]
    }

    /// The edges of each column: the leftmost place where at least two lines begin, and the rightmost end.
    static func edges(_ rows: [ReadingOrder.Row], height: Double) -> [Int: Edge] {
        guard height > 0 else { return [:] }
        var edges: [Int: Edge] = [:]
        for (column, own) in Dictionary(grouping: rows.filter { $0.cells > 0 }, by: \.column) {
            let lefts = own.map(\.left).sorted()
            let pair = zip(lefts, lefts.dropFirst()).first { $1 - $0 < 0.6 * height }
            guard let pair, let right = own.map(\.right).max() else { continue }
            edges[column] = Edge(left: pair.0, right: right)
        }
        return edges
    }
}
