import Documents
import Foundation
import Testing

@Suite("Shared values")
struct DocumentsTests {
    @Test("Days count the same both ways", arguments: [-719_468, -1, 0, 59, 10_957, 19_782, 2_932_896])
    func days(_ days: Int) { #expect(CivilDate(daysSinceEpoch: days).daysSinceEpoch == days) }

    @Test(
        "Month ends, 民法典 202",
        arguments: [("2023-01-31", 1, "2023-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2023-12-15", 2, "2024-02-15")])
    func months(start: String, count: Int, expected: String) throws {
        #expect(try #require(CivilDate(start)).adding(months: count).description == expected)
    }

    @Test("Days that do not exist", arguments: ["2023-02-29", "2023-13-01", "2023-1-1", "", "2023-00-10"])
    func impossible(_ text: String) { #expect(CivilDate(text) == nil) }

    @Test("A weekday from the calendar on the wall")
    func weekday() throws { #expect(try #require(CivilDate("2026-11-24")).weekday == 2) }

    @Test("Alignment maps every span, also empty ones and the last")
    func alignment() {
        // "甲 乙" with the space gone, and one character that became two.
        let alignment = Alignment(starts: [0, 2, 3, 3], ends: [1, 3, 4, 4], sourceCount: 4)
        #expect(alignment.source(of: NormalizedSpan(0, 2)) == SourceSpan(0, 3))
        #expect(alignment.source(of: NormalizedSpan(2, 4)) == SourceSpan(3, 4))
        #expect(alignment.source(of: NormalizedSpan(4, 4)) == SourceSpan(4, 4))
        #expect(alignment.normalized(of: SourceSpan(2, 4)) == NormalizedSpan(1, 4))
    }

    @Test("A record survives its own JSON, and absent means empty")
    func record() throws {
        var record = Record(id: "a", kind: .letter)
        record.amounts = [
            .init(span: SourceSpan(0, 3), text: "30元", value: 30, approximate: false, rule: "amount.yuan")
        ]
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(Record.self, from: data) == record)
        #expect(!String(decoding: data, as: UTF8.self).contains("\"dates\""))
    }

    @Test("Another schema is refused")
    func schema() {
        let data = Data(#"{"schema": "laixin.record/2", "id": "a", "kind": "letter"}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Record.self, from: data) }
    }

    @Test("Records are written as JSONEncoder writes them, odd characters and all")
    func writer() throws {
        var record = Record(id: "a\"b\\c/\u{1}\u{7F}\n\t\u{2028}𠮷", kind: .letter)
        record.joint = Record.Joint(claimed: nil, signatures: 3)
        record.amounts = [
            Record.Amount(span: SourceSpan(0, 1), text: "x", value: 0.1, approximate: true, rule: "r"),
            Record.Amount(span: SourceSpan(0, 1), text: "", value: 123_456_789_012, approximate: false, rule: "r"),
        ]
        record.repairs = [Record.Repair(span: SourceSpan(2, 3), from: "O", to: "0", rule: "r")]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(RecordWriter.json(record) == [UInt8](try encoder.encode(record)))
    }

    @Test("What is escaped is found at every place, however long the text", arguments: 0..<20)
    func escapes(length: Int) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for odd in ["\"", "\\", "\u{0}", "\u{1F}", "\n", "!", "#", " ", "[", "]", "\u{7F}", "é", "政"] {
            for place in 0...length {
                let id = String(repeating: "a", count: place) + odd + String(repeating: "文", count: length - place)
                let record = Record(id: id, kind: .letter)
                #expect(RecordWriter.json(record) == [UInt8](try encoder.encode(record)))
            }
        }
    }

    @Test("Numbers of any length", arguments: [0, 9, 10, 99, 100, 1_234_567_890, Int.max])
    func numbers(number: Int) throws {
        struct Line: Encodable {
            let id: String
            let sentences: [Record.Range]
            let tokens: [Record.Range]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let span = SourceSpan(number, number)
        let line = Line(id: "", sentences: [Record.Range(span)], tokens: [])
        #expect(RecordWriter.json(id: "", sentences: [span], tokens: []) == [UInt8](try encoder.encode(line)))
    }

    @Test(
        "Characters of one to four bytes are taken one by one",
        arguments: ["", "a", "é", "政", "𠮷", "a\u{0}é政𠮷z", "\u{FFFF}"])
    func scalarsOfAString(text: String) {
        #expect(SourceText(text).scalars == text.unicodeScalars.map(\.value))
        #expect(SourceText(text.dropFirst()).scalars == text.dropFirst().unicodeScalars.map(\.value))
        #expect(SourceText(text).string == text)
    }

    @Test(
        "Words and sentences are written as JSONEncoder writes them",
        arguments: [
            ("a", [], []),
            ("编号\"1\"", [SourceSpan(0, 10)], [SourceSpan(0, 2), SourceSpan(2, 10), SourceSpan(10, 12_345)]),
        ])
    func segments(id: String, sentences: [SourceSpan], tokens: [SourceSpan]) throws {
        struct Line: Encodable {
            let id: String
            let sentences: [Record.Range]
            let tokens: [Record.Range]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = Line(
            id: id, sentences: sentences.map(Record.Range.init), tokens: tokens.map(Record.Range.init))
        #expect(
            RecordWriter.json(id: id, sentences: sentences, tokens: tokens) == [UInt8](try encoder.encode(line)))
    }
}
