internal import Documents

/// One walk over a scan in JSON. Members may stand in any order; of words, characters and text the finest counts.
struct ScanJSONParser {
    private(set) var pages: [ScannedPage] = []
    private(set) var unit = ScanLayout.Unit.pixel
    private let start: JSONCursor

    init(_ scalars: UnsafeBufferPointer<UInt32>) { start = JSONCursor(scalars) }

    mutating func parse() throws(IntakeFailure) {
        var pages: [ScannedPage] = []
        var unit: ScanLayout.Unit?
        var cursor = start
        try cursor.object { (cursor, name) throws(IntakeFailure) in
            if cursor.isNamed(name, "pages") {
                try cursor.list { (cursor) throws(IntakeFailure) in pages.append(try page(&cursor)) }
            } else if cursor.isNamed(name, "unit") {
                unit = ScanLayout.Unit(rawValue: String(scalars: try cursor.string()[...]))
            } else {
                try cursor.skip()
            }
        }
        try cursor.end()
        self.pages = pages
        self.unit = unit ?? .pixel
    }

    /// A word or a single character.
    private struct Piece {
        var text: [UInt32]?
        var box: ScanLayout.Box?
        var confidence: Float?
        var spelled: [UInt32] = []
        var glyphs: [ScannedPage.Glyph] = []

        func add(to page: inout ScannedPage, _ separation: ScannedPage.Separation) {
            page.addWord(
                (text ?? spelled)[...], box: box ?? glyphs.reduce(nil) { ScanLayout.Box.union($0, $1.box) },
                confidence: confidence, characters: glyphs, separation: separation)
        }
    }

    /// What a page or a line holds.
    private struct Contents {
        var words: [Piece] = []
        var characters: [Piece] = []
        var text: [UInt32] = []
        var box: ScanLayout.Box?
        var confidence: Float?

        /// Reads a member that pages and lines share; false for any other.
        mutating func read(_ cursor: inout JSONCursor, _ name: Range<Int>) throws(IntakeFailure) -> Bool {
            if cursor.isNamed(name, "words") {
                words = try pieces(&cursor)
            } else if cursor.isNamed(name, "characters") {
                characters = try pieces(&cursor)
            } else if cursor.isNamed(name, "text") {
                text = try cursor.string()
            } else if cursor.isNamed(name, "box") {
                box = try cursor.box()
            } else if cursor.isNamed(name, "confidence") {
                confidence = Float(min(max(try cursor.number(), 0), 1))
            } else {
                return false
            }
            return true
        }

        private func pieces(_ cursor: inout JSONCursor) throws(IntakeFailure) -> [Piece] {
            var pieces: [Piece] = []
            try cursor.list { (cursor) throws(IntakeFailure) in pieces.append(try piece(&cursor)) }
            return pieces
        }

        private func piece(_ cursor: inout JSONCursor) throws(IntakeFailure) -> Piece {
            var piece = Piece()
            try cursor.object { (cursor, name) throws(IntakeFailure) in
                if cursor.isNamed(name, "text") {
                    piece.text = try cursor.string()
                } else if cursor.isNamed(name, "box") {
                    piece.box = try cursor.box()
                } else if cursor.isNamed(name, "confidence") {
                    piece.confidence = Float(min(max(try cursor.number(), 0), 1))
                } else if cursor.isNamed(name, "characters") {
                    try cursor.list { (cursor) throws(IntakeFailure) in
                        let (text, glyph) = try glyph(&cursor)
                        piece.spelled += text
                        for _ in text { piece.glyphs.append(glyph) }
                    }
                } else {
                    try cursor.skip()
                }
            }
            return piece
        }

        private func glyph(_ cursor: inout JSONCursor) throws(IntakeFailure) -> ([UInt32], ScannedPage.Glyph) {
            var text: [UInt32] = []
            var glyph = ScannedPage.Glyph()
            try cursor.object { (cursor, name) throws(IntakeFailure) in
                if cursor.isNamed(name, "text") {
                    text = try cursor.string().filter { !isScanBlank($0) }
                } else if cursor.isNamed(name, "box") {
                    glyph.box = try cursor.box()
                } else if cursor.isNamed(name, "confidence") {
                    glyph.confidence = Float(min(max(try cursor.number(), 0), 1))
                } else {
                    try cursor.skip()
                }
            }
            return (text, glyph)
        }
    }

    private func page(_ cursor: inout JSONCursor) throws(IntakeFailure) -> ScannedPage {
        var page = ScannedPage()
        var contents = Contents()
        try cursor.object { (cursor, name) throws(IntakeFailure) in
            if cursor.isNamed(name, "number") {
                page.number = Int(exactly: try cursor.number())
            } else if cursor.isNamed(name, "width") {
                page.width = Int(exactly: try cursor.number().rounded())
            } else if cursor.isNamed(name, "height") {
                page.height = Int(exactly: try cursor.number().rounded())
            } else if cursor.isNamed(name, "image") {
                page.image = ScanImage.fileName(try cursor.string()[...])
            } else if cursor.isNamed(name, "lines") {
                try cursor.list { (cursor) throws(IntakeFailure) in try line(&cursor, of: &page) }
            } else if try !contents.read(&cursor, name) {
                try cursor.skip()
            }
        }
        if page.lines.isEmpty { addLoose(contents, to: &page) }
        return page
    }

    private func line(_ cursor: inout JSONCursor, of page: inout ScannedPage) throws(IntakeFailure) {
        var contents = Contents()
        var block = 0.0
        try cursor.object { (cursor, name) throws(IntakeFailure) in
            if cursor.isNamed(name, "block") {
                block = try cursor.number()
            } else if try !contents.read(&cursor, name) {
                try cursor.skip()
            }
        }
        page.beginLine(block: Int(min(max(block, 0), 1e9)), box: contents.box)
        if !contents.words.isEmpty {
            for word in contents.words { word.add(to: &page, .apart) }
        } else if !contents.characters.isEmpty {
            for character in contents.characters { character.add(to: &page, .unknown) }
        } else {
            page.addWord(contents.text[...], box: contents.box, confidence: contents.confidence)
        }
    }

    /// What stands on a page without lines: boxes tell which words share one; without boxes all do.
    private func addLoose(_ contents: Contents, to page: inout ScannedPage) {
        page.hasLines = false
        let loose = contents.words.isEmpty ? contents.characters : contents.words
        let areBoxed = loose.allSatisfy { $0.box != nil }
        for (index, piece) in loose.enumerated() {
            if areBoxed || index == 0 { page.beginLine(block: 0, box: nil) }
            piece.add(to: &page, contents.words.isEmpty ? .unknown : .apart)
        }
        guard loose.isEmpty else { return }
        for line in contents.text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            page.beginLine(block: 0, box: nil)
            page.addWord(line, box: nil, confidence: contents.confidence)
        }
    }
}
