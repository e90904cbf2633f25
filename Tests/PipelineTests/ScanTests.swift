import Analysis
import Documents
import Foundation
import Intake
import Pipeline
import Testing

@Suite("Records of scans")
struct ScanTests {
    private static let pipeline: DocumentPipeline = {
        do { return DocumentPipeline(analyzer: try Analyzer()) } catch { fatalError("\(error)") }
    }()

    /// Lines 40 units apart from 100 down, words separated by `|`, each character 20 wide; `?` before a word marks it
    /// as hardly read (0.35), all others are sure (0.95).
    private func scan(_ lines: [String]) throws -> Document {
        let objects = lines.enumerated().map { number, line in
            var x = 100
            let words = line.split(separator: "|").map { word in
                let text = word.drop { $0 == "?" }
                let left = x
                x += 20 * text.unicodeScalars.count
                let top = 100 + 40 * number
                return "{\"text\":\"\(text)\",\"box\":[\(left),\(top),\(x),\(top + 20)],"
                    + "\"confidence\":\(word.hasPrefix("?") ? 0.35 : 0.95)}"
            }
            return "{\"words\":[" + words.joined(separator: ",") + "]}"
        }
        let json =
            "{\"pages\":[{\"number\":3,\"image\":\"褚满仓.png\",\"lines\":[" + objects.joined(separator: ",") + "]}]}"
        return try DocumentReader().read(bytes: Array(json.utf8), path: "scan.json")[0]
    }

    private let letter = [
        "东河县信访局：", "我叫|褚满仓|，|电话|1990000|?1234|。", "2023年|?5月|6日|镇政府|收了|押金|3.2万元|，|至今|未退。", "请求|30日内|?退还|押金。",
        "褚满仓", "2023年|6月|1日",
    ]

    private func doubtful(_ record: Record, _ text: SourceText) -> [String] {
        record.diagnostics.filter { $0.code == "scan.doubtful" }.map { text[SourceSpan($0.start, $0.end)] }
    }

    @Test("Values resting on doubtful words say so, and no other value does")
    func doubts() throws {
        let document = try scan(letter)
        let record = Self.pipeline.record(of: document)
        #expect(record.amounts.map(\.text) == ["3.2万元"] && record.limits.map(\.text) == ["30日内"])
        #expect(record.dates.map(\.text) == ["2023年5月6日", "2023年6月1日"])
        // 退还 is doubtful too, but no value rests on it.
        #expect(doubtful(record, document.text) == ["19900001234", "2023年5月6日"])
    }

    @Test("A confidence of 0.6 is enough; below it is not", arguments: [(0.6, 0), (0.59, 1)])
    func threshold(confidence: Double, count: Int) throws {
        let json =
            "{\"pages\":[{\"lines\":[{\"text\":\"县信访局：\"},{\"text\":\"2023年5月6日停水。\",\"confidence\":\(confidence)}]}]}"
        let document = try DocumentReader().read(bytes: Array(json.utf8), path: "scan.json")[0]
        let record = Self.pipeline.record(of: document)
        #expect(record.dates.map(\.value) == ["2023-05-06"])
        #expect(doubtful(record, document.text).filter { $0.hasPrefix("2023") }.count == count)
    }

    @Test("A date's box lies on its line of the page")
    func placeOfDate() throws {
        let document = try scan(letter)
        let record = Self.pipeline.record(of: document)
        let layout = try #require(document.layout)
        let date = try #require(record.dates.first)
        let places = layout.places(of: SourceSpan(date.start, date.end))
        // Third line: 2023年5月6日 is its first nine characters.
        #expect(places.map(\.line) == [3] && layout.pages[places[0].page].number == 3)
        #expect(places[0].box?.corners == [100, 180, 280, 200])
        #expect(places[0].minimumConfidence == 0.35)
        let line = try #require(record.layout?.lines.first { $0.start <= date.start && date.end <= $0.end })
        #expect(line.page == 3 && line.line == 3 && line.text.hasPrefix("2023年5月6日镇政府"))
        // 28 characters to the line's end at 20 units each; two of them (5月) at 0.35, the others at 0.95.
        #expect(line.box == [100, 180, 100 + 20 * line.text.unicodeScalars.count, 200])
        let count = Double(line.text.unicodeScalars.count)
        #expect(abs((line.confidence ?? 0) - (0.35 * 2 + 0.95 * (count - 2)) / count) < 0.001)
    }

    @Test("In the masked copy lines keep their places and lose what is private")
    func masked() throws {
        let masked = Self.pipeline.parse(try scan(letter)).masked
        let text = SourceText(masked.text)
        let lines = try #require(masked.record.layout?.lines)
        #expect(lines.count == letter.count && lines.map(\.line) == Array(1...letter.count))
        for line in lines { #expect(text[SourceSpan(line.start, line.end)] == line.text) }
        #expect(lines.map(\.text).joined(separator: "\n") == masked.text)
        for secret in ["褚满仓", "19900001234"] { #expect(!"\(masked.record)".contains(secret)) }
        #expect(lines[1].text.contains("⟨"))
        for diagnostic in masked.record.diagnostics where diagnostic.code == "scan.doubtful" {
            #expect(["⟨", "2"].contains(text[SourceSpan(diagnostic.start, diagnostic.start + 1)]))
        }
    }

    @Test("Texts that are no scans have neither lines nor doubts")
    func plainText() {
        let record = Self.pipeline.record(of: Document(id: "t", text: SourceText("县信访局：2023年5月6日停水。")))
        #expect(record.layout == nil && !record.diagnostics.contains { $0.code == "scan.doubtful" })
    }
}
