import Analysis
import Documents
import Pipeline
import Testing

@Suite("Masking")
struct MaskingTests {
    private static let pipeline: DocumentPipeline = {
        do { return DocumentPipeline(analyzer: try Analyzer()) } catch { fatalError("\(error)") }
    }()

    private func parse(_ name: String, _ phone: String) -> ParsedDocument {
        let text = "区信访局：\n我叫\(name)，住在幸福小区3号楼2单元501室，电话\(phone)。物业公司停水三天，请求恢复供水。\n\(name)\n2023年5月4日"
        return Self.pipeline.parse(Document(id: "m", text: SourceText(text)))
    }

    @Test("Names, phones and home addresses leave the text and the record")
    func masked() {
        let masked = parse("褚满仓", "19900001234").masked
        for secret in ["褚满仓", "19900001234", "501室"] {
            #expect(!masked.text.contains(secret))
            #expect(!"\(masked.record)".contains(secret))
        }
        #expect(masked.secrets.contains { $0.value == "褚满仓" && $0.kind == .person })
    }

    @Test("Offsets of the masked record point into the masked text")
    func offsets() throws {
        let masked = parse("褚满仓", "19900001234").masked
        let text = SourceText(masked.text)
        let demand = try #require(masked.record.demands.first)
        #expect(text[SourceSpan(demand.start, demand.end)] == demand.text)
        for party in masked.record.parties where party.type == .person {
            for mention in party.mentions { #expect(text[mention.span].hasPrefix("⟨")) }
        }
    }

    @Test("Exchanging identities changes nothing that linking sees")
    func blind() {
        let one = Self.pipeline.linkableScalars(of: parse("褚满仓", "19900001234").masked)
        let other = Self.pipeline.linkableScalars(of: parse("邬大勇", "19900005678").masked)
        #expect(one == other)
    }
}
