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

    @Test(
        "A group named by a home is told without it, one named by an estate as it stands",
        arguments: [
            ("反映停水\n我是云水花园3栋2单元501室的住户，天天停水。", "的住户"), ("反映停水\n云水花园3栋全体业主请求供水。", "业主"),
            ("反映停水\n我是大冶市云水花园的业主，天天停水。", "大冶市云水花园的业主"),
        ])
    func groups(_ text: String, _ end: String) throws {
        let masked = Self.pipeline.parse(Document(id: "m", text: SourceText(text))).masked
        let group = try #require(masked.record.parties.first { $0.type == .group })
        #expect(group.name.hasSuffix(end))
        for home in ["3栋", "2单元", "501"] { #expect(!"\(masked.record)".contains(home)) }
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
        let one = Self.pipeline.linkableScalars(of: parse("褚满仓", "19900001234").masked.text)
        let other = Self.pipeline.linkableScalars(of: parse("邬大勇", "19900005678").masked.text)
        #expect(one == other)
    }

    @Test(
        "Private values are found again where nothing was recognised, and over a line's end",
        arguments: [
            ("褚满\n仓、邬大勇等村民反映水井干了。联系人褚满\n仓，手机19900001234。", ["褚满仓", "19900001234"]),
            ("我叫褚满\n仓，身份证号4104111990\n1305892X，请求修路。", ["满仓", "41041119901305892"]),
            ("我叫褚满仓，电话199000\n01234，请求修路。满仓褚满仓都是我。", ["褚满仓", "19900001234"]),
            ("我叫褚满仓，身份证号４１０４１１１９９０１３０５８９２Ｘ。", ["褚满仓", "41041119901305892"]),
        ])
    func swept(_ text: String, _ secrets: [String]) {
        let masked = Self.pipeline.parse(Document(id: "m", text: SourceText(text))).masked
        let seen = masked.text.unicodeScalars.filter { $0 != "\n" }
            .map {
                (0xFF01...0xFF5E).contains($0.value) ? Character(Unicode.Scalar($0.value - 0xFEE0)!) : Character($0)
            }
        for secret in secrets { #expect(!String(seen).contains(secret), "\(masked.text)") }
    }

    @Test(
        "What only looks like one stays",
        arguments: [
            "合同号3200112233445，金额19900001234567元。", "各栋户数：13 45 67 89 01 2 3。", "统一社会信用代码91410411MA3X00000X。",
            "我叫褚满\n后来又写信反映。",
        ])
    func left(_ text: String) {
        let masked = Self.pipeline.parse(Document(id: "m", text: SourceText(text))).masked
        #expect(!masked.text.contains("⟨号"), "\(masked.text)")
        #expect(!text.contains("后来") || masked.text.contains("后来"))
    }
}
