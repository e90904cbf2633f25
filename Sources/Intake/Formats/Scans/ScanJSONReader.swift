public import Documents

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
        let (pages, unit) = try file.text.scalars.withUnsafeBufferPointer { (scalars) throws(IntakeFailure) in
            var parser = ScanJSONParser(scalars)
            try parser.parse()
            return (parser.pages, parser.unit)
        }
        return [try ScanAssembler().document(pages, unit: unit, file, format: name)]
    }
}

/// What one walk over JSON tells without reading it: whether it is a scan.
struct ScanJSONOutline {
    private(set) var isScan = false

    private static let pages = Array("pages".utf8.map(UInt32.init))
    /// The members of a page, one of which the first page must have.
    private static let members = [
        "number", "width", "height", "image", "blocks", "lines", "words", "characters", "text",
    ]
    .map { Array($0.utf8.map(UInt32.init)) }

    init(_ scalars: UnsafeBufferPointer<UInt32>) {
        var lastString = 0..<0
        var depth = 0
        /// 1 inside the list of pages, 2 inside its first page, 3 behind that.
        var stage = 0
        var isKnown = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            switch scalar {
            case 0x22:
                let start = index
                while index < scalars.count, scalars[index] != 0x22 { index += scalars[index] == 0x5C ? 2 : 1 }
                index = min(index, scalars.count)
                lastString = start..<index
                index += 1
            case 0x3A where depth == 3 && stage == 2:
                isKnown = isKnown || Self.members.contains { $0.elementsEqual(scalars[lastString]) }
            case 0x3A where depth == 1 && stage == 0 && Self.pages.elementsEqual(scalars[lastString]):
                while index < scalars.count, isScanBlank(scalars[index]) { index += 1 }
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
