public import Documents
internal import Foundation

/// Takes scans as JSON: pages → lines → words or characters; the form is Integrations/laixin.scan.schema.json.
public struct ScanJSONReader: FormatReader {
    public let name = "scan-json"

    public init() {}

    public func accepts(_ file: DecodedFile) -> Bool {
        guard !file.path.hasSuffix(".marked.txt"), file.text.scalars.first(where: { !isScanBlank($0) }) == 0x7B else {
            return false
        }
        return file.text.scalars.withUnsafeBufferPointer { ScanJSONOutline($0).isScan }
    }

    public func documents(in file: DecodedFile) throws(IntakeFailure) -> [Document] {
        let outline = file.text.scalars.withUnsafeBufferPointer { ScanJSONOutline($0) }
        func fault(_ kind: ScanFault.Kind, _ line: Int? = nil) -> IntakeFailure {
            .malformedScan(ScanFault(format: .json, kind: kind, line: line))
        }
        guard outline.depth == 0, !outline.endsInString else { throw fault(.cutOff, outline.lines) }
        var bytes = Array(file.text.string.utf8)
        SurrogateEscapes.repair(&bytes)
        let object: Any
        do { object = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
            let index = (error as NSError).userInfo["NSJSONSerializationErrorIndex"] as? Int
            throw fault(.syntax, index.map { index in bytes.prefix(index).reduce(1) { $1 == 0x0A ? $0 + 1 : $0 } })
        }
        do {
            let pages = try ScanJSON.object(object, "").list("pages").map { try $0.page() }
            let unit = try ScanJSON.object(object, "").string("unit").flatMap(ScanLayout.Unit.init) ?? .pixel
            return [try ScanAssembler().document(pages, unit: unit, file, format: name)]
        } catch let wrong as ScanJSON.WrongType {
            throw fault(.field(wrong.path))
        } catch {
            throw error as? IntakeFailure ?? fault(.syntax)
        }
    }
}

/// What one walk over JSON tells without reading it: whether it is a scan, and whether it is whole.
struct ScanJSONOutline {
    private(set) var isScan = false
    private(set) var depth = 0
    private(set) var endsInString = false
    private(set) var lines = 1

    private static let pages = Array("pages".utf8.map(UInt32.init))
    /// The members of a page, one of which the first page must have.
    private static let members = ["number", "width", "height", "image", "blocks", "lines", "words", "characters", "text"]
        .map { Array($0.utf8.map(UInt32.init)) }

    init(_ scalars: UnsafeBufferPointer<UInt32>) {
        var lastString = 0..<0
        /// 1 inside the list of pages, 2 inside its first page, 3 behind that.
        var stage = 0
        var isKnown = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            switch scalar {
            case 0x0A: lines += 1
            case 0x22:
                let start = index
                endsInString = true
                while index < scalars.count {
                    if scalars[index] == 0x22 {
                        endsInString = false
                        break
                    }
                    index += scalars[index] == 0x5C ? 2 : 1
                }
                index = min(index, scalars.count)
                lastString = start..<index
                index += 1
            case 0x3A where depth == 3 && stage == 2:
                isKnown = isKnown || Self.members.contains { $0.elementsEqual(scalars[lastString]) }
            case 0x3A where depth == 1 && stage == 0 && Self.pages.elementsEqual(scalars[lastString]):
                while index < scalars.count, isScanBlank(scalars[index]) {
                    if scalars[index] == 0x0A { lines += 1 }
                    index += 1
                }
                if index < scalars.count, scalars[index] == 0x5B { stage = 1 }
            case 0x7B, 0x5B:
                depth += 1
                if stage == 1, depth == 3, scalar == 0x7B { stage = 2 }
            case 0x7D, 0x5D:
                if stage == 2, depth == 3 {
                    stage = 3
                    isScan = isKnown
                }
                // An empty list, or a list of something else.
                if stage == 1, depth == 2 {
                    stage = 3
                    isScan = lastString.isEmpty || Self.pages.elementsEqual(scalars[lastString])
                }
                depth -= 1
            default: break
            }
        }
        if stage == 2 { isScan = isKnown }
    }
}

/// A JSON object with the path it stands at, so that a wrong type can be told by its place.
private struct ScanJSON {
    struct WrongType: Error { let path: String }

    let fields: [String: Any]
    let path: String

    static func object(_ value: Any, _ path: String) throws(WrongType) -> ScanJSON {
        guard let fields = value as? [String: Any] else { throw WrongType(path: path) }
        return ScanJSON(fields: fields, path: path)
    }

    private func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// A member that is there and not null.
    private func value(_ name: String) -> Any? {
        guard let value = fields[name], !(value is NSNull) else { return nil }
        return value
    }

    func list(_ name: String) throws(WrongType) -> [ScanJSON] {
        guard let value = value(name) else { return [] }
        guard let list = value as? [Any] else { throw WrongType(path: place(name)) }
        var objects: [ScanJSON] = []
        objects.reserveCapacity(list.count)
        for (index, element) in list.enumerated() {
            objects.append(try ScanJSON.object(element, "\(place(name))[\(index)]"))
        }
        return objects
    }

    func string(_ name: String) throws(WrongType) -> String? {
        guard let value = value(name) else { return nil }
        guard let string = value as? String else { throw WrongType(path: place(name)) }
        return string
    }

    func number(_ name: String) throws(WrongType) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value as? NSNumber else { throw WrongType(path: place(name)) }
        return number.doubleValue
    }

    func box() throws(WrongType) -> ScanLayout.Box? {
        guard let value = value("box") else { return nil }
        guard let list = value as? [Any], list.count == 4 else { throw WrongType(path: place("box")) }
        let corners = list.compactMap { ($0 as? NSNumber)?.doubleValue }
        guard corners.count == 4 else { throw WrongType(path: place("box")) }
        return ScanLayout.Box(corners[0], corners[1], corners[2], corners[3])
    }

    private func confidence() throws(WrongType) -> Float? {
        try number("confidence").map { Float(min(max($0, 0), 1)) }
    }

    private func text() throws(WrongType) -> [UInt32] { try (string("text") ?? "").unicodeScalars.map(\.value) }

    func page() throws(WrongType) -> ScannedPage {
        var page = ScannedPage()
        page.number = try number("number").flatMap { Int(exactly: $0) }
        page.width = try number("width").flatMap { Int(exactly: $0.rounded()) }
        page.height = try number("height").flatMap { Int(exactly: $0.rounded()) }
        page.image = try string("image").flatMap { ScanImage.fileName(Array($0.unicodeScalars.map(\.value))[...]) }
        let lines = try list("lines")
        for line in lines {
            page.beginLine(block: Int(try line.number("block").map { min(max($0, 0), 1e9) } ?? 0), box: try line.box())
            try line.addWords(to: &page)
        }
        guard lines.isEmpty else { return page }
        // Words that no line holds: boxes tell which stand on one. Without boxes they are one line.
        let words = try list("words")
        let characters = words.isEmpty ? try list("characters") : []
        let loose = words.isEmpty ? characters : words
        page.hasLines = false
        var areBoxed = true
        for piece in loose where try piece.box() == nil { areBoxed = false }
        for (index, piece) in loose.enumerated() {
            if areBoxed || index == 0 { page.beginLine(block: 0, box: nil) }
            try piece.addWord(to: &page, words.isEmpty ? .unknown : .apart)
        }
        if loose.isEmpty, let text = try string("text") {
            for line in text.split(whereSeparator: \.isNewline) {
                page.beginLine(block: 0, box: nil)
                page.addWord(Array(line.unicodeScalars.map(\.value))[...], box: nil, confidence: try confidence())
            }
        }
        return page
    }

    /// The words of a line, else its characters, else its text as a whole.
    private func addWords(to page: inout ScannedPage) throws(WrongType) {
        let words = try list("words")
        for word in words { try word.addWord(to: &page, .apart) }
        guard words.isEmpty else { return }
        let characters = try list("characters")
        for character in characters { try character.addWord(to: &page, .unknown) }
        guard characters.isEmpty else { return }
        page.addWord(try text()[...], box: try box(), confidence: try confidence())
    }

    private func addWord(to page: inout ScannedPage, _ separation: ScannedPage.Separation) throws(WrongType) {
        let characters = try list("characters")
        var glyphs: [ScannedPage.Glyph] = []
        var spelled: [UInt32] = []
        for character in characters {
            let own = try character.text().filter { !isScanBlank($0) }
            spelled += own
            let glyph = ScannedPage.Glyph(box: try character.box(), confidence: try character.confidence())
            glyphs += own.map { _ in glyph }
        }
        let text = try string("text") == nil ? spelled : try text()
        let box = try box() ?? glyphs.reduce(nil) { ScanLayout.Box.union($0, $1.box) }
        page.addWord(
            text[...], box: box, confidence: try confidence(), characters: glyphs, separation: separation)
    }
}
