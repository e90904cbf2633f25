public import Documents

/// Takes ALTO XML, versions 2, 3 and 4 (Library of Congress), with or without a namespace prefix.
public struct ALTOReader: FormatReader {
    public let name = "alto"

    public init() {}

    public func accepts(_ file: DecodedFile) -> Bool {
        guard !file.path.hasSuffix(".marked.txt"), file.text.scalars.first(where: { !isScanBlank($0) }) == 0x3C else {
            return false
        }
        return file.text.scalars.withUnsafeBufferPointer { scalars in
            var markup = MarkupScanner(scalars)
            while true {
                switch markup.next() {
                case .open: return markup.isNamed("alto")
                case .text: continue
                default: return false
                }
            }
        }
    }

    public func documents(in file: DecodedFile) throws(IntakeFailure) -> [Document] {
        let (pages, unit) = try file.text.scalars.withUnsafeBufferPointer { (scalars) throws(IntakeFailure) in
            var parser = ALTOParser(scalars)
            try parser.parse()
            return (parser.pages, parser.unit)
        }
        return [try ScanAssembler().document(pages, unit: unit, file, format: name)]
    }
}

/// One walk over an ALTO file.
private struct ALTOParser {
    private(set) var pages: [ScannedPage] = []
    private(set) var unit = ScanLayout.Unit.pixel
    private var markup: MarkupScanner
    private var stack: [Range<Int>] = []
    private var block = 0
    private var image: String?
    /// Identifiers of the blocks and lines around each line of the page, for the stated order.
    private var lineIDs: [[String]] = []
    private var openIDs: [(depth: Int, id: String)] = []
    private var order: [String: Int] = [:]
    private var word: Word?
    private var characters: [ScannedPage.Glyph] = []

    private struct Word {
        var text: [UInt32]
        var box: ScanLayout.Box?
        var confidence: Double?
        /// CC: 0 sure … 9 unsure, one digit a character.
        var doubts: [UInt32]
    }

    init(_ scalars: UnsafeBufferPointer<UInt32>) { markup = MarkupScanner(scalars) }

    mutating func parse() throws(IntakeFailure) {
        while true {
            switch markup.next() {
            case .open:
                begin()
                stack.append(markup.name)
            case .empty:
                begin()
                end()
            case .close:
                guard let opened = stack.popLast(), opened.count == markup.name.count,
                    zip(opened, markup.name).allSatisfy({ markup.scalars[$0] == markup.scalars[$1] })
                else { throw fault(.syntax) }
                end()
            case .text: readText()
            case .end:
                guard !markup.isCutOff, stack.isEmpty else { throw fault(.cutOff) }
                return
            }
        }
    }

    private func fault(_ kind: ScanFault.Kind) -> IntakeFailure {
        let position = kind == .cutOff ? markup.scalars.count : markup.start
        return .malformedScan(ScanFault(format: .alto, kind: kind, line: markup.line(at: position)))
    }

    private mutating func begin() {
        if markup.isNamed("Page") {
            var page = ScannedPage()
            page.width = markup.number("WIDTH").flatMap { Int(exactly: $0.rounded()) }
            page.height = markup.number("HEIGHT").flatMap { Int(exactly: $0.rounded()) }
            page.number = markup.number("PHYSICAL_IMG_NR").flatMap { Int(exactly: $0) }
            page.image = image
            pages.append(page)
            lineIDs.removeAll()
        } else if markup.isNamed("ElementRef") {
            if let id = markup.string("REF"), order[id] == nil { order[id] = order.count }
        } else if markup.isNamed("ComposedBlock") {
            noteIdentifier()
        } else if markup.isNamed("TextBlock") {
            block += 1
            noteIdentifier()
        } else if markup.isNamed("TextLine") {
            noteIdentifier()
            guard !pages.isEmpty else { return }
            pages[pages.count - 1].beginLine(block: block, box: box())
            // Deeper than any page, so that a line costs the same wherever it stands.
            lineIDs.append(openIDs.suffix(8).map(\.id))
        } else if markup.isNamed("String") {
            var text: [UInt32] = []
            if let content = markup.attribute("CONTENT") { markup.decode(content, into: &text) }
            word = Word(
                text: text, box: box(), confidence: markup.number("WC"),
                doubts: markup.attribute("CC").map { markup.scalars[$0].filter { $0 > 0x20 } } ?? [])
            characters.removeAll(keepingCapacity: true)
            if markup.string("SUBS_TYPE") == "HypPart1" { noteHyphen() }
        } else if markup.isNamed("Glyph") {
            characters.append(
                ScannedPage.Glyph(
                    box: box(), confidence: markup.number("GC").map { Float(min(max($0, 0), 1)) } ?? nil))
        } else if markup.isNamed("HYP") {
            noteHyphen()
        }
    }

    private mutating func noteHyphen() {
        guard let last = pages.indices.last, let line = pages[last].lines.indices.last else { return }
        pages[last].lines[line].isHyphenated = true
    }

    /// Remembers the identifier of the element that just opened while it is open.
    private mutating func noteIdentifier() {
        if let id = markup.string("ID") { openIDs.append((stack.count, id)) }
    }

    private mutating func end() {
        while let last = openIDs.last, last.depth >= stack.count { openIDs.removeLast() }
        if markup.isNamed("String") {
            endWord()
        } else if markup.isNamed("Page") {
            orderLines()
        }
    }

    private mutating func readText() {
        guard let parent = stack.last else { return }
        let name = markup.scalars[parent]
        if name.elementsEqual("MeasurementUnit".utf8.map(UInt32.init)) {
            unit = ScanLayout.Unit(rawValue: trimmed(markup.text)) ?? unit
        } else if name.elementsEqual("fileName".utf8.map(UInt32.init)) {
            image = ScanImage.fileName(Array(trimmed(markup.text).unicodeScalars.map(\.value))[...])
        }
    }

    private func trimmed(_ range: Range<Int>) -> String {
        var text: [UInt32] = []
        markup.decode(range, into: &text)
        return String(String(scalars: text[...]).drop { $0.isWhitespace }.prefix { !$0.isNewline })
    }

    private func box() -> ScanLayout.Box? {
        guard let left = markup.number("HPOS"), let top = markup.number("VPOS"), let width = markup.number("WIDTH"),
            let height = markup.number("HEIGHT")
        else { return nil }
        return ScanLayout.Box(left, top, left + width, top + height)
    }

    private mutating func endWord() {
        guard let word, let last = pages.indices.last, !pages[last].lines.isEmpty else { return }
        self.word = nil
        var characters = characters
        // CC that says the same of every character tells nothing that WC does not.
        if characters.isEmpty, word.doubts.count == word.text.count,
            Set(word.doubts).count > 1 || word.confidence == nil,
            word.doubts.allSatisfy({ (0x30...0x39).contains($0) })
        {
            characters = word.doubts.map {
                ScannedPage.Glyph(box: word.box, confidence: 1 - Float($0 - 0x30) / 9)
            }
        }
        pages[last].addWord(
            word.text[...], box: word.box, confidence: word.confidence.map { Float(min(max($0, 0), 1)) },
            characters: characters)
    }

    /// Puts the lines of the page that just ended into the file's `ReadingOrder`, when it names some of them; the
    /// others follow as they came.
    private mutating func orderLines() {
        guard !order.isEmpty, let last = pages.indices.last, pages[last].lines.count == lineIDs.count else { return }
        // The innermost element that is named counts: a line before its block.
        let ranks = lineIDs.map { ids in ids.last { order[$0] != nil }.map { order[$0]! } ?? Int.max }
        guard ranks.contains(where: { $0 < Int.max }) else { return }
        let lines = pages[last].lines
        pages[last].lines = lines.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { lines[$0] }
        pages[last].isOrderStated = true
    }
}
