import Intake
import Register
import Testing

@Suite("Lines of pieces of bytes")
struct NumberedLinesTests {
    @Test("Lines come out whole and numbered, however their bytes are cut")
    func whole() {
        let text = Array("一\n\n \r\n二\n三".utf8)
        for size in 1...text.count {
            var lines = NumberedLines()
            var found: [NumberedLines.Line] = []
            for start in stride(from: 0, to: text.count, by: size) {
                found += lines.add(Array(text[start..<min(text.count, start + size)]))
            }
            found += lines.finish()
            #expect(found.map(\.number) == [1, 4, 5], "\(size)")
            #expect(found.map(\.line) == ["一", "二", "三"].map { .bytes(Array($0.utf8)) }, "\(size)")
        }
    }

    @Test("A line over the limit is told in its place; the next is read")
    func tooLong() {
        var lines = NumberedLines(limit: 3)
        let found = lines.add(Array("abcd\nab".utf8)) + lines.add(Array("c\nabc".utf8)) + lines.add(Array("d".utf8))
        #expect(found == [.init(number: 1, line: .tooLong), .init(number: 2, line: .bytes(Array("abc".utf8)))])
        #expect(lines.finish() == [.init(number: 3, line: .tooLong)])
    }
}
