import Documents
import Foundation
import Testing

private func box(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> ScanLayout.Box? {
    ScanLayout.Box(left: left, top: top, right: right, bottom: bottom)
}

@Suite("Where text stands on a scan")
struct ScanLayoutTests {
    /// `甲乙 丙\n丁戊`: two words on the first line, one without box and confidence on the second.
    private let layout = ScanLayout(
        pages: [.init(number: 4), .init(number: 5)],
        lines: [
            .init(page: 0, number: 7, span: SourceSpan(0, 4), box: box(0, 0, 70, 20)),
            .init(page: 1, number: 1, span: SourceSpan(5, 7), box: box(0, 0, 40, 20)),
        ],
        words: [
            .init(span: SourceSpan(0, 2), box: box(0, 2, 40, 20), confidence: 0.9),
            .init(span: SourceSpan(3, 4), box: box(50, 0, 70, 18), confidence: 0.3),
            .init(span: SourceSpan(5, 7), box: nil, confidence: nil),
        ])

    @Test("A part that became a document of its own keeps its lines, pages and words")
    func part() {
        let part = layout.part(SourceSpan(3, 6))
        #expect(part.lines.map(\.span) == [SourceSpan(0, 1), SourceSpan(2, 3)])
        #expect(part.lines.map(\.page) == [0, 1])
        #expect(part.words.map(\.span) == [SourceSpan(0, 1), SourceSpan(2, 3)])
        #expect(part.minimumConfidence(of: SourceSpan(0, 1)) == 0.3)
    }

    @Test(
        "Spans and their lines",
        arguments: [
            (0, 7, [0, 1]), (0, 1, [0]), (3, 5, [0]), (4, 5, []), (4, 6, [1]), (6, 7, [1]), (7, 9, []), (2, 2, []),
        ])
    func lines(start: Int, end: Int, pages: [Int]) {
        #expect(layout.places(of: SourceSpan(start, end)).map(\.page) == pages)
    }

    @Test("A place joins the boxes of the words it touches, and weighs confidence by characters")
    func places() throws {
        let first = try #require(layout.places(of: SourceSpan(1, 4)).first)
        #expect(first.line == 7 && first.box == box(0, 0, 70, 20))
        // One character of 甲乙 at 0.9 and 丙 at 0.3.
        #expect(first.minimumConfidence == 0.3 && first.meanConfidence == 0.6)
        let single = try #require(layout.places(of: SourceSpan(0, 3)).first)
        #expect(single.box == box(0, 2, 40, 20) && single.minimumConfidence == 0.9)
        // The space between words has no word: the line stands for it.
        #expect(layout.places(of: SourceSpan(2, 3)).first?.box == box(0, 0, 70, 20))
        let last = try #require(layout.places(of: SourceSpan(5, 6)).first)
        #expect(last.box == box(0, 0, 40, 20) && last.minimumConfidence == nil && last.meanConfidence == nil)
    }

    @Test(
        "The least certain word",
        arguments: [(0, 7, 0.3 as Float?), (0, 2, 0.9), (5, 7, nil), (2, 3, nil), (4, 4, nil)])
    func minimum(start: Int, end: Int, confidence: Float?) {
        #expect(layout.minimumConfidence(of: SourceSpan(start, end)) == confidence)
    }

    @Test("Corners in the wrong order are no box; coordinates out of range stop at the range")
    func boxes() {
        #expect(box(10, 0, 9, 5) == nil && box(0, 10, 5, 9) == nil)
        #expect(box(5, 5, 5, 5)?.width == 0)
        #expect(box(0, 0, .max, 1)?.right == .max)
        #expect(ScanLayout.Box.union(nil, box(1, 2, 3, 4)) == box(1, 2, 3, 4))
        #expect(ScanLayout.Box.union(box(5, 0, 9, 9), box(1, 2, 6, 4)) == box(1, 0, 9, 9))
    }

    @Test("The layout in a record: written with keys in order, read back the same")
    func record() throws {
        var record = Record(id: "s", kind: .letter)
        record.layout = Record.Layout(layout, of: SourceText("甲乙 丙\n丁戊"))
        let json = String(decoding: RecordWriter.json(record), as: UTF8.self)
        #expect(
            json
                == #"{"id":"s","kind":"letter","layout":{"lines":[{"box":[0,0,70,20],"confidence":0.7,"end":4,"line":7,"page":4,"start":0,"text":"甲乙 丙"},{"box":[0,0,40,20],"end":7,"line":1,"page":5,"start":5,"text":"丁戊"}],"pages":[{"number":4},{"number":5}]},"schema":"laixin.record/1"}"#
        )
        #expect(try JSONDecoder().decode(Record.self, from: Data(json.utf8)) == record)
        record.layout?.unit = .tenthMillimetre
        record.layout?.pages = [.init(number: 1, width: 210, height: 297, image: "a\"b.png")]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(try RecordWriter.json(record) == [UInt8](encoder.encode(record)))
        #expect(!String(decoding: RecordWriter.json(Record(id: "t", kind: .letter)), as: UTF8.self).contains("layout"))
    }
}
