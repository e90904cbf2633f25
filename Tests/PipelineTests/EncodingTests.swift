import Analysis
import Documents
import Foundation
import ICUKit
import Intake
import Pipeline
import Testing

@Suite("One letter, five encodings")
struct EncodingTests {
    private static let letter = """
        關於東河村徵地補償的反映
        縣信訪局：
        我叫周大山，是東河鎮東河村村民。2019年3月修路佔了我家一畝二分地，說好補償三萬六千元，至今只給了八千元。
        請求縣自然資源局在三十日內答復。電話19900001234。
        周大山
        2021年6月8日
        """

    @Test("The same record, byte for byte", arguments: ["UTF-16LE", "UTF-16BE", "GB18030", "Big5"])
    func same(charset: String) throws {
        let reader = try DocumentReader()
        let pipeline = DocumentPipeline(analyzer: try Analyzer())
        func record(_ bytes: [UInt8]) throws -> Data {
            let documents = try reader.read(bytes: bytes, path: "letter.txt")
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try encoder.encode(pipeline.record(of: try #require(documents.first)))
        }
        let wanted = try record(Array(Self.letter.utf8))
        #expect(try record(CharsetConverter(charset).encode(Self.letter)) == wanted)
        let read = try JSONDecoder().decode(Record.self, from: wanted)
        #expect(read.amounts.map(\.value) == [36_000, 8_000])
        #expect(read.dates.compactMap(\.value) == ["2019-03", "2021-06-08"])
    }
}
