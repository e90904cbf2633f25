import Documents
import ICUKit
import Testing

@testable import Intake

private let letter = """
    尊敬的县领导：您好！我是石桥镇柳树村的村民，2019年3月我家的三亩土地被征收，至今没有拿到补偿款。
    我们多次向镇政府反映情况，都没有得到答复。恳请领导调查处理，尽快解决我们的问题。
    此致敬礼！
    """
private let traditional = "尊敬的領導：您好！我們是東河村的村民，土地被徵收以後，至今沒有拿到補償款，請領導調查處理，謝謝。"

private func encoded(_ text: String, _ charset: String, mark: [UInt8] = []) throws -> [UInt8] {
    mark + (try CharsetConverter(charset).encode(text))
}

private func failure(_ bytes: [UInt8], limits: IntakeLimits = .standard) throws -> IntakeFailure? {
    let reader = try DocumentReader(limits: limits)
    do {
        _ = try reader.read(bytes: bytes, path: "a.txt")
        return nil
    } catch {
        return error
    }
}

@Suite struct CharsetTests {
    @Test(
        arguments: [
            ("UTF-8", []), ("UTF-8", [0xEF, 0xBB, 0xBF]), ("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [0xFE, 0xFF]),
            ("UTF-16LE", []), ("UTF-16BE", []), ("GB18030", []),
        ] as [(String, [UInt8])])
    func theSameLetterInEveryCharset(charset: String, mark: [UInt8]) throws {
        let documents = try DocumentReader().read(bytes: encoded(letter, charset, mark: mark), path: "a.txt")
        #expect(documents.map(\.text) == [SourceText(letter)])
        #expect(documents.map(\.provenance.charset) == [charset])
    }

    @Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5"])
    func traditionalText(charset: String) throws {
        let documents = try DocumentReader().read(bytes: encoded(traditional, charset), path: "a.txt")
        #expect(documents.map(\.text) == [SourceText(traditional)])
        #expect(documents.map(\.provenance.charset) == [charset])
    }

    @Test(arguments: [
        "您好", "请解决", "路灯坏了", "王某，电话19900001234", "2019年", "水费\r\n", "ABC 中文 def ghi jkl mno pqr",
        "𠮷野家门口积水", "关于 No.12 的答复 (3) {x} [y] ~ok~",
    ])
    func shortGB18030(text: String) throws {
        let documents = try DocumentReader().read(bytes: encoded(text, "GB18030"), path: "a.txt")
        #expect(documents.map(\.text.string) == [text])
    }

    @Test func plainASCII() throws {
        let documents = try DocumentReader().read(bytes: Array("water bill 2019".utf8), path: "a.txt")
        #expect(documents[0].text.string == "water bill 2019")
    }

    @Test func cutOffGB18030IsMalformed() throws {
        let bytes = try encoded(letter.trimmed + "款", "GB18030")
        let cut = Array(bytes.dropLast())
        #expect(try failure(cut) == .malformed(charset: "GB18030", byteOffset: cut.count - 1))
        #expect(try failure(cut)?.byteOffset == cut.count - 1)
    }

    @Test func damagedUTF8IsNotReadAsSomethingElse() throws {
        var bytes = Array(letter.utf8)
        bytes[150] = 0xFF
        if case .malformed("UTF-8", let offset)? = try failure(bytes) {
            #expect((148...150).contains(offset))
        } else {
            Issue.record("not called damaged UTF-8")
        }
        // A file of three-byte characters cut one byte short.
        let cut = Array(String(repeating: "我们的问题", count: 9).utf8.dropLast())
        #expect(try failure(cut) == .malformed(charset: "UTF-8", byteOffset: cut.count - 2))
    }

    @Test func oddUTF16IsMalformed() throws {
        let bytes = try encoded(letter, "UTF-16LE", mark: [0xFF, 0xFE]) + [0x4E]
        #expect(try failure(bytes) == .malformed(charset: "UTF-16LE", byteOffset: bytes.count - 1))
    }

    @Test func loneSurrogatesBecomeReplacements() throws {
        // 中 D800 文, DC00 at the end.
        let bytes: [UInt8] = [0xFE, 0xFF, 0x4E, 0x2D, 0xD8, 0x00, 0x65, 0x87, 0xD8, 0x42, 0xDF, 0xB7, 0xDC, 0x00]
        let documents = try DocumentReader().read(bytes: bytes, path: "a.txt")
        #expect(documents[0].text.scalars == [0x4E2D, 0xFFFD, 0x6587, 0x20BB7, 0xFFFD])
    }

    @Test(
        arguments: [
            ([], "empty"), ([0x20, 0x0A, 0x0D, 0x09], "empty"), ([0xEF, 0xBB, 0xBF], "empty"),
            (Array("\u{3000}\u{3000}\n".utf8), "empty"),
            (Array("%PDF-1.7 x".utf8), "unsupportedFormat"), ([0x50, 0x4B, 3, 4, 0, 0], "unsupportedFormat"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "unsupportedFormat"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "unsupportedFormat"), ([0x7F, 0x45, 0x4C, 0x46, 2], "unsupportedFormat"),
            ([0x1F, 0x8B, 8, 0], "unsupportedFormat"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "unsupportedFormat"),
            ((0..<512).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }, "binary"),
            ([UInt8](repeating: 0, count: 64), "binary"), ([1, 2, 3, 4, 5, 6, 7, 0x41], "binary"),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0x80], "binary"),
        ] as [([UInt8], String)])
    func refused(bytes: [UInt8], code: String) throws {
        let found = try failure(bytes)
        #expect(found?.code == code)
        #expect(found?.message(chinese: true).isEmpty == false && found?.message(chinese: false).isEmpty == false)
    }

    @Test func tooLarge() throws {
        let bytes = [UInt8](repeating: 0x41, count: 101)
        #expect(try failure(bytes, limits: IntakeLimits(fileBytes: 100)) == .tooLarge(limit: 100))
        #expect(try failure(bytes, limits: IntakeLimits(fileBytes: 101)) == nil)
    }

    @Test func officeFilesAreNamed() {
        let head: [UInt8] = [0x50, 0x4B, 3, 4]
        #expect(BinaryFormat.detect(head + Array("....word/document.xml".utf8)) == .docx)
        #expect(BinaryFormat.detect(head + Array("....xl/workbook.xml".utf8)) == .xlsx)
        #expect(BinaryFormat.detect(head + Array("....".utf8)) == .zip)
        #expect(BinaryFormat.detect(Array("PK".utf8)) == nil)
    }

    @Test func missingFile() throws {
        let reader = try DocumentReader()
        #expect(throws: IntakeFailure.unreadable(errno: 2)) { try reader.read(path: "/nowhere/letter.txt") }
        #expect(throws: IntakeFailure.self) { try reader.read(path: "/tmp") }
    }

    @Test(
        arguments: [
            ([0xC0, 0xAF], 0), ([0x41, 0xE4, 0xB8], 1), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0xE0, 0x80, 0x80], 0), ([0x41, 0x42, 0x80], 2), ([0xF0, 0x9F, 0x98, 0x80], nil), ([0x41], nil),
        ] as [([UInt8], Int?)])
    func strictUTF8(bytes: [UInt8], fault: Int?) { #expect(UTF8Decoder.firstFault(in: bytes) == fault) }
}

extension String {
    fileprivate var trimmed: String { String(split(separator: "\n").joined(separator: "\n")) }
}
