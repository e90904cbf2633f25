/// Where the text of a scanned document stands on its pages, and how sure the recogniser was of it.
///
/// Lines and words ascend in the text and never overlap; characters between words (spaces, line breaks, indents) were
/// put in on reading and belong to no word.
public struct ScanLayout: Sendable, Equatable {
    /// A rectangle on a page, from its upper left corner, in the layout's ``unit``.
    public struct Box: Sendable, Hashable {
        public var left: Int32
        public var top: Int32
        public var right: Int32
        public var bottom: Int32

        /// `nil` when the corners are in the wrong order.
        public init?(left: Int, top: Int, right: Int, bottom: Int) {
            guard left <= right, top <= bottom else { return nil }
            self.left = Int32(clamping: left)
            self.top = Int32(clamping: top)
            self.right = Int32(clamping: right)
            self.bottom = Int32(clamping: bottom)
        }

        public var width: Int { Int(right) - Int(left) }
        public var height: Int { Int(bottom) - Int(top) }
        public var corners: [Int] { [Int(left), Int(top), Int(right), Int(bottom)] }

        /// The smallest box around both.
        public mutating func formUnion(_ other: Box) {
            left = min(left, other.left)
            top = min(top, other.top)
            right = max(right, other.right)
            bottom = max(bottom, other.bottom)
        }

        public static func union(_ one: Box?, _ other: Box?) -> Box? {
            guard var box = one, let other else { return one ?? other }
            box.formUnion(other)
            return box
        }
    }

    /// What coordinates count. ALTO's `MeasurementUnit`.
    public enum Unit: String, Sendable, Codable, CaseIterable {
        case pixel
        /// Tenths of a millimetre.
        case tenthMillimetre = "mm10"
        /// 1/1200 inch.
        case inch1200
    }

    public struct Page: Sendable, Equatable {
        /// As the file counts, else its place in the file, from 1; ascends.
        public let number: Int
        public let width: Int?
        public let height: Int?
        /// The picture's file name, where the file gives one.
        public let image: String?

        public init(number: Int, width: Int? = nil, height: Int? = nil, image: String? = nil) {
            self.number = number
            self.width = width
            self.height = height
            self.image = image
        }
    }

    /// One line of text. In a table, one row.
    public struct Line: Sendable, Equatable {
        private let start: Int32
        private let end: Int32
        private let pageIndex: Int32
        private let place: Int32
        public let box: Box?

        public init(page: Int, number: Int, span: SourceSpan, box: Box?) {
            start = Int32(span.start)
            end = Int32(span.end)
            pageIndex = Int32(page)
            place = Int32(number)
            self.box = box
        }

        /// Index into ``ScanLayout/pages``.
        public var page: Int { Int(pageIndex) }
        /// Its place on the page, in reading order, from 1.
        public var number: Int { Int(place) }
        /// Without its line break.
        public var span: SourceSpan { SourceSpan(Int(start), Int(end)) }
    }

    /// What the recogniser gave a box and a confidence of its own: a word, or a single character.
    public struct Word: Sendable, Equatable {
        private let start: Int32
        private let end: Int32
        public let box: Box?
        /// 0…1.
        public let confidence: Float?

        public init(span: SourceSpan, box: Box?, confidence: Float?) {
            start = Int32(span.start)
            end = Int32(span.end)
            self.box = box
            self.confidence = confidence
        }

        public var span: SourceSpan { SourceSpan(Int(start), Int(end)) }
    }

    /// The part of a span that stands on one line.
    public struct Place: Sendable, Equatable {
        /// Index into ``ScanLayout/pages``.
        public let page: Int
        public let line: Int
        /// Around the words the span touches; the line's own where words have none.
        public let box: Box?
        /// Of the least certain word.
        public let minimumConfidence: Float?
        /// Over characters; words without a confidence left out.
        public let meanConfidence: Float?
    }

    public let unit: Unit
    public let pages: [Page]
    public let lines: [Line]
    public let words: [Word]

    public init(unit: Unit = .pixel, pages: [Page], lines: [Line], words: [Word]) {
        self.unit = unit
        self.pages = pages
        self.lines = lines
        self.words = words
    }

    /// The lines a span touches, in order; none for an empty span or one between lines.
    public func places(of span: SourceSpan) -> [Place] {
        var places: [Place] = []
        guard span.count > 0 else { return places }
        var index = lines.partitioningIndex { $0.span.end > span.start }
        while index < lines.count, lines[index].span.start < span.end {
            if lines[index].span.overlaps(span) { places.append(place(of: span, on: lines[index])) }
            index += 1
        }
        return places
    }

    /// The layout of a part of the text that became a document of its own: spans count from the part's start.
    public func part(_ span: SourceSpan) -> ScanLayout {
        func moved(_ inner: SourceSpan) -> SourceSpan? {
            guard inner.start < span.end, span.start < inner.end else { return nil }
            return SourceSpan(max(inner.start, span.start) - span.start, min(inner.end, span.end) - span.start)
        }
        return ScanLayout(
            unit: unit, pages: pages,
            lines: lines.compactMap { line in
                moved(line.span).map { Line(page: line.page, number: line.number, span: $0, box: line.box) }
            },
            words: words.compactMap { word in
                moved(word.span).map { Word(span: $0, box: word.box, confidence: word.confidence) }
            })
    }

    /// Of the least certain word the span touches; `nil` when none has a confidence.
    public func minimumConfidence(of span: SourceSpan) -> Float? {
        var minimum: Float?
        forEachWord(in: span) { word in
            if let confidence = word.confidence { minimum = min(minimum ?? 1, confidence) }
        }
        return minimum
    }

    private func place(of span: SourceSpan, on line: Line) -> Place {
        let part = SourceSpan(max(span.start, line.span.start), min(span.end, line.span.end))
        var box: Box?
        var minimum: Float?
        var sum: Float = 0
        var count = 0
        forEachWord(in: part) { word in
            box = Box.union(box, word.box)
            guard let confidence = word.confidence else { return }
            let length = min(word.span.end, part.end) - max(word.span.start, part.start)
            minimum = min(minimum ?? 1, confidence)
            sum += confidence * Float(length)
            count += length
        }
        return Place(
            page: line.page, line: line.number, box: box ?? line.box, minimumConfidence: minimum,
            meanConfidence: count > 0 ? sum / Float(count) : nil)
    }

    private func forEachWord(in span: SourceSpan, _ body: (Word) -> Void) {
        guard span.count > 0 else { return }
        var index = words.partitioningIndex { $0.span.end > span.start }
        while index < words.count, words[index].span.start < span.end {
            if words[index].span.overlaps(span) { body(words[index]) }
            index += 1
        }
    }
}
