public import Documents

/// Takes hOCR: HTML whose `ocr_page` elements hold lines and words with boxes in their titles.
///
/// Classes and properties as in the hOCR specification 1.2; written for what Tesseract, OCRopus, Kraken and ABBYY's
/// converters give, HTML that is not XML included.
public struct HOCRReader: FormatReader {
    public let name = "hocr"

    public init() {}

    public func accepts(_ file: DecodedFile) -> Bool {
        guard !file.path.hasSuffix(".marked.txt"), file.text.scalars.first(where: { !isScanBlank($0) }) == 0x3C else {
            return false
        }
        return file.text.scalars.withUnsafeBufferPointer { scalars in
            var markup = MarkupScanner(scalars)
            while true {
                switch markup.next() {
                case .end: return false
                case .open, .empty:
                    if let value = markup.attribute("class"), HOCRClass.find(scalars[value]) == .page { return true }
                default: continue
                }
            }
        }
    }

    public func documents(in file: DecodedFile) throws(IntakeFailure) -> [Document] {
        let pages = try file.text.scalars.withUnsafeBufferPointer { (scalars) throws(IntakeFailure) in
            var parser = HOCRParser(scalars)
            return try parser.parse()
        }
        return [try ScanAssembler().document(pages, unit: .pixel, file, format: name)]
    }
}

/// What an element is, by its class.
enum HOCRClass: Int {
    case page, area, paragraph, line, word, character

    private static let names: [(name: [UInt32], role: HOCRClass)] = [
        ("ocr_page", HOCRClass.page), ("ocr_carea", .area), ("ocrx_block", .area), ("ocr_par", .paragraph),
        ("ocr_line", .line), ("ocrx_line", .line), ("ocr_header", .line), ("ocr_footer", .line),
        ("ocr_caption", .line), ("ocr_textfloat", .line), ("ocrx_word", .word), ("ocr_word", .word),
        ("ocrx_cinfo", .character), ("ocr_cinfo", .character),
    ].map { (Array($0.0.utf8.map(UInt32.init)), $0.1) }

    static func find(_ value: Slice<UnsafeBufferPointer<UInt32>>) -> HOCRClass? {
        for part in value.split(whereSeparator: isScanBlank) {
            if let found = names.first(where: { $0.name.elementsEqual(part) }) { return found.role }
        }
        return nil
    }
}

/// The properties of an hOCR title that are used here.
struct HOCRProperties {
    var box: ScanLayout.Box?
    /// 0…100.
    var confidence: Double?
    var image: String?
    var characterBoxes: [ScanLayout.Box?] = []
    var characterConfidences: [Double] = []

    /// Reads `bbox 1 2 3 4; x_wconf 93; image "a;b.png"`; a property that is not as it should be counts as missing.
    init(_ title: [UInt32]) {
        var index = 0
        while index < title.count {
            // One property: up to a semicolon outside quotes.
            let start = index
            var quote: UInt32?
            while index < title.count, quote != nil || title[index] != 0x3B {
                if title[index] == quote {
                    quote = nil
                } else if quote == nil, title[index] == 0x22 {
                    quote = title[index]
                }
                index += 1
            }
            read(title[start..<index])
            index += 1
        }
    }

    private mutating func read(_ property: ArraySlice<UInt32>) {
        let body = property.drop(while: isScanBlank)
        let key = String(scalars: body.prefix { !isScanBlank($0) })
        let rest = body.dropFirst(key.unicodeScalars.count)
        func numbers() -> [Double] { rest.split(whereSeparator: isScanBlank).compactMap { ScanNumber.read($0) } }
        switch key {
        case "bbox":
            let values = numbers()
            if values.count == 4 { box = ScanLayout.Box(values[0], values[1], values[2], values[3]) }
        case "x_wconf", "x_conf": confidence = numbers().first
        case "x_confs": characterConfidences = numbers()
        case "x_bboxes":
            let values = numbers()
            guard values.count.isMultiple(of: 4) else { return }
            characterBoxes = stride(from: 0, to: values.count, by: 4).map {
                ScanLayout.Box(values[$0], values[$0 + 1], values[$0 + 2], values[$0 + 3])
            }
        case "image":
            let name = rest.filter { $0 != 0x22 && $0 != 0x27 }
            image = ScanImage.fileName(name[...])
        default: break
        }
    }
}

/// A picture's name without the folders it lay in on another machine.
enum ScanImage {
    static func fileName(_ path: ArraySlice<UInt32>) -> String? {
        let path = String(scalars: path).split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let name = path.drop { $0 == " " }
        return name.isEmpty ? nil : String(name)
    }
}

/// One walk over an hOCR file.
private struct HOCRParser {
    private var markup: MarkupScanner
    private var pages: [ScannedPage] = []
    private var stack: [(name: Range<Int>, role: HOCRClass?)] = []
    private var area = 0
    /// Text of the word that is open.
    private var word: [UInt32] = []
    private var wordProperties: HOCRProperties?
    private var characters: [ScannedPage.Glyph] = []
    private var lineProperties: HOCRProperties?
    private var title: [UInt32] = []

    init(_ scalars: UnsafeBufferPointer<UInt32>) { markup = MarkupScanner(scalars) }

    mutating func parse() throws(IntakeFailure) -> [ScannedPage] {
        while true {
            switch markup.next() {
            case .open: open()
            case .empty: break
            case .close: close()
            case .text: addText()
            case .end:
                guard !markup.isCutOff, !stack.contains(where: { $0.role == .page }) else {
                    throw IntakeFailure.malformedScan(
                        ScanFault(format: .hocr, kind: .cutOff, line: markup.line(at: markup.scalars.count)))
                }
                return pages
            }
        }
    }

    private static let voidElements: [StaticString] = [
        "br", "img", "meta", "link", "hr", "input", "wbr", "area", "col",
    ]

    private mutating func open() {
        guard !Self.voidElements.contains(where: { markup.isNamed($0) }) else { return }
        let role = markup.attribute("class").flatMap { HOCRClass.find(markup.scalars[$0]) }
        if let role {
            // An element that was left open ends where its like begins.
            if let index = stack.lastIndex(where: { ($0.role?.rawValue ?? -1) >= role.rawValue }), role != .area {
                pop(to: index)
            }
            begin(role)
        }
        // Deeper than any page; so every look through the stack stays short.
        if stack.count < 256 { stack.append((markup.name, role)) }
    }

    private mutating func begin(_ role: HOCRClass) {
        title.removeAll(keepingCapacity: true)
        if let value = markup.attribute("title") { markup.decode(value, into: &title) }
        let properties = HOCRProperties(title)
        switch role {
        case .page:
            var page = ScannedPage()
            page.width = properties.box.map { Int($0.right) }
            page.height = properties.box.map { Int($0.bottom) }
            page.image = properties.image
            pages.append(page)
        case .area, .paragraph: area += 1
        case .line:
            guard !pages.isEmpty else { return }
            pages[pages.count - 1].beginLine(block: area, box: properties.box)
            lineProperties = properties
        case .word:
            word.removeAll(keepingCapacity: true)
            characters.removeAll(keepingCapacity: true)
            wordProperties = properties
        case .character:
            characters.append(
                ScannedPage.Glyph(
                    box: properties.box ?? properties.characterBoxes.first ?? nil,
                    confidence: ScannedPage.confidence(percent: properties.confidence)))
        }
    }

    private mutating func close() {
        if markup.isNamed("html") || markup.isNamed("body") {
            pop(to: 0)
            return
        }
        // Closing tags that fit nothing near are passed over.
        for index in stack.indices.reversed().prefix(64) {
            let opened = stack[index].name
            guard opened.count == markup.name.count,
                zip(opened, markup.name).allSatisfy({ (markup.scalars[$0] | 0x20) == (markup.scalars[$1] | 0x20) })
            else { continue }
            pop(to: index)
            return
        }
    }

    private mutating func pop(to index: Int) {
        while stack.count > index {
            switch stack.removeLast().role {
            case .word: endWord()
            case .line: lineProperties = nil
            default: break
            }
        }
    }

    private mutating func addText() {
        guard !pages.isEmpty, stack.contains(where: { $0.role == .page }) else { return }
        if wordProperties != nil {
            markup.decode(markup.text, into: &word)
            return
        }
        var text: [UInt32] = []
        markup.decode(markup.text, into: &text)
        guard !text.allSatisfy(isScanBlank) else { return }
        // Text without words: each run between spaces is one.
        if lineProperties == nil { pages[pages.count - 1].beginLine(block: area, box: nil) }
        let runs = text.split(whereSeparator: isScanBlank)
        let properties = lineProperties
        let count = runs.reduce(0) { $0 + $1.count }
        var rest = properties.map { glyphs(of: $0, count: count) }?[...] ?? []
        for run in runs {
            let own = Array(rest.prefix(run.count))
            rest = rest.dropFirst(own.count)
            let box = own.reduce(runs.count == 1 ? properties?.box : nil) { ScanLayout.Box.union($0, $1.box) }
            pages[pages.count - 1].addWord(
                run, box: box, confidence: ScannedPage.confidence(percent: properties?.confidence), characters: own)
        }
    }

    private mutating func endWord() {
        guard let properties = wordProperties, !pages.isEmpty else { return }
        wordProperties = nil
        // A word outside any line is one by itself.
        if lineProperties == nil { pages[pages.count - 1].beginLine(block: area, box: properties.box) }
        let visible = word.filter { !isScanBlank($0) }
        let glyphs =
            characters.isEmpty ? glyphs(of: properties, count: visible.count) : characters
        pages[pages.count - 1].addWord(
            glyphs.isEmpty ? word[...] : visible[...], box: properties.box,
            confidence: ScannedPage.confidence(percent: properties.confidence), characters: glyphs)
    }

    /// Characters from `x_bboxes` and `x_confs`, when one of them has as many entries as there are characters.
    private func glyphs(of properties: HOCRProperties, count: Int) -> [ScannedPage.Glyph] {
        let boxes = properties.characterBoxes.count == count ? properties.characterBoxes : []
        let confidences = properties.characterConfidences.count == count ? properties.characterConfidences : []
        guard count > 0, !boxes.isEmpty || !confidences.isEmpty else { return [] }
        return (0..<count).map { index in
            ScannedPage.Glyph(
                box: boxes.isEmpty ? nil : boxes[index],
                confidence: ScannedPage.confidence(
                    percent: confidences.isEmpty ? properties.confidence : confidences[index]))
        }
    }
}
