import Documents
import Foundation
import Testing

@testable import Intake

@Suite struct StreamTests {
    @Test(
        arguments: [
            (#"{"id":"a","text":"路灯坏了","received":"2020-01-02","title":"路灯"}"#, "a", "路灯坏了", "2020-01-02"),
            (#"{"id":7,"text":""}"#, "7", "", nil),
            (#"{"text":"无名","received":null}"#, "line-3", "无名", nil),
            (#"{"id":"b","text":"\u8def\ud842\udfb7"}"#, "b", "路𠮷", nil),
            (#"{"id":"c","text":"甲\ud800乙\uDC00丙\\ud800"}"#, "c", "甲\u{FFFD}乙\u{FFFD}丙\\ud800", nil),
            (#"{"id":"d","text":"\ud800\ud842\udfb7"}"#, "d", "\u{FFFD}𠮷", nil),
        ] as [(String, String, String, String?)])
    func goodLines(line: String, id: String, text: String, received: String?) throws {
        let document = try NDJSONInput().parse(Array(line.utf8), number: 3)
        #expect(document.id == id)
        #expect(document.text.string == text)
        #expect(document.received?.description == received)
    }

    @Test(
        arguments: [
            (Array(#"{"id":"a","text":"#.utf8), "invalidJSON", nil), (Array("not json".utf8), "invalidJSON", nil),
            (Array("[1,2]".utf8), "invalidJSON", nil), ([], "invalidJSON", nil),
            ([0x7B, 0xFF, 0x7D], "invalidJSON", nil),
            (Array(#"{"id":"a"}"#.utf8), "missingText", "a"),
            (Array(#"{"id":"a","text":null}"#.utf8), "missingText", "a"),
            (Array(#"{"id":"a","text":5}"#.utf8), "missingText", "a"),
            (Array(#"{"id":"a","text":"\ud8"}"#.utf8), "invalidJSON", nil),
            ([UInt8](repeating: 0x5B, count: 100_000), "invalidJSON", nil),
        ] as [([UInt8], String, String?)])
    func badLines(line: [UInt8], code: String, id: String?) {
        do {
            _ = try NDJSONInput().parse(line, number: 1)
            Issue.record("taken")
        } catch {
            #expect(error.code == code)
            #expect(error.id == id)
        }
    }

    /// Lines that are read without `JSONDecoder`, and lines that are left to it, give what it gives.
    @Test(
        arguments: [
            (#"{"id":"a","text":"路灯坏了"}"#, true), (#" { "text" : "x" , "id" : "a" } "#, true),
            (
                #"{"id":"a","kind":"letter","issues":["一","二\n"],"count":-12,"closed":true,"text":"x","notes":null}"#,
                true
            ),
            (#"{"text":"引\"号\\\/\b\f\n\r\t\u8def\ud842\udfb7\ud842a\udfb7é𠮷\u0000"}"#, true),
            (#"{"text":"x","received":"2020-02-30"}"#, true), (#"{"text":"x","received":"","title":""}"#, true),
            (#"{"text":"x","title":"标\u9898","list":[]}"#, true),
            (#"{"id":7,"text":"x"}"#, false), (#"{"id":null,"text":"x","title":null}"#, false),
            (#"{"text":"one","text":"two"}"#, false), (#"{"id":"a","id":"b","text":"x"}"#, false),
            (#"{"te\u0078t":"x"}"#, false), (#"{"text":"x","deep":{"a":[1,2]}}"#, false),
            (#"{"text":"x","share":0.5}"#, false), (#"{"text":"x","list":[1]}"#, false),
            (#"{"text":"x","number":01}"#, false), (#"{"text":"x","number":1e5}"#, false),
            (#"{"text":"x","number":-}"#, false), (#"{"text":"x","word":nul}"#, false),
            (#"{"text":"x"}x"#, false), (#"{"text":"x",}"#, false), (#"{"text":"x""#, false), (#"{"text":"x"#, false),
            (#"{"text":"x\"#, false), (#"{"text":"\x"}"#, false), (#"{"text":"\u12g4"}"#, false), ("{", false),
            ("{}", false),
            ("{\"text\":\"a\nb\"}", false), ("{\"text\":\"a\\\nb\"}", false), (#"{"text" "x"}"#, false),
            (#"{"id":"a"}"#, false),
        ])
    func plainLinesAreReadAlike(line: String, isPlain: Bool) {
        let input = NDJSONInput()
        let bytes = Array(line.utf8)
        func result(_ read: ([UInt8], Int) throws -> Document) -> Result<Document, LineFailure> {
            do { return .success(try read(bytes, 2)) } catch { return .failure(error as! LineFailure) }
        }
        let (read, decoded) = (result(input.parse), result(input.decode))
        #expect((PlainLine(bytes) != nil) == isPlain)
        switch (read, decoded) {
        case (.success(let one), .success(let other)):
            #expect(one.id == other.id && one.text == other.text && one.title == other.title)
            #expect(one.received == other.received && one.provenance.oddities == other.provenance.oddities)
        case (.failure(let one), .failure(let other)): #expect(one == other && !isPlain)
        default: Issue.record("read and decoded differ")
        }
    }

    /// Cut anywhere, a line is never read as a whole one.
    @Test func cutLinesAreLeft() {
        let line = Array(#"{"id":"a","n":12,"list":["x","y"],"text":"路\ud842\udfb7\"。"}"#.utf8)
        #expect(PlainLine(line) != nil)
        for count in 0..<line.count { #expect(PlainLine(Array(line.prefix(count))) == nil) }
    }

    @Test(
        "A day that is none is odd; the letter is read all the same",
        arguments: [
            (#""2020-02-30""#, ["received.unreadable"]), ("20200202", ["received.unreadable"]),
            (#""-""#, ["received.unreadable"]), (#""20**-12-22""#, ["received.unreadable"]),
            (#""2020-02-29""#, []), (#""""#, []), ("null", []),
        ])
    func oddDays(value: String, oddities: [String]) throws {
        let line = #"{"id":"a","text":"x","received":\#(value)}"#
        let document = try NDJSONInput().parse(Array(line.utf8), number: 1)
        #expect(document.provenance.oddities == oddities)
        #expect((document.received == nil) == (value != #""2020-02-29""#))
    }

    private func lines(_ text: String, chunk: Int, limit: Int) throws -> [String] {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data(text.utf8))
        try pipe.fileHandleForWriting.close()
        let reader = LineReader(
            fileDescriptor: pipe.fileHandleForReading.fileDescriptor, chunkSize: chunk, limit: limit)
        var lines: [String] = []
        while let line = try reader.next() {
            switch line {
            case .bytes(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
            case .tooLong: lines.append("<too long>")
            }
        }
        return lines
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1 << 20])
    func linesWhateverTheChunk(chunk: Int) throws {
        #expect(try lines("", chunk: chunk, limit: 10).isEmpty)
        #expect(try lines("a\n", chunk: chunk, limit: 10) == ["a"])
        #expect(try lines("a\r\n\n中文\nend", chunk: chunk, limit: 10) == ["a", "", "中文", "end"])
        #expect(try lines("12345678901\nb\n", chunk: chunk, limit: 10) == ["<too long>", "b"])
        #expect(try lines("1234567890\n", chunk: chunk, limit: 10) == ["1234567890"])
        #expect(try lines("b\n12345678901", chunk: chunk, limit: 10) == ["b", "<too long>"])
    }
}
