import Analysis
import Documents
import Testing

@Suite("Explanations")
struct ExplanationTests {
    private func explain(_ text: String) -> Explanation {
        Fixture.analyzer.explain(Document(id: "t", text: SourceText(text), received: CivilDate("2023-05-06")))
    }

    @Test("A mention tells its rule, what was said, the day it counts from and how far it reaches")
    func steps() throws {
        let mention = try #require(explain("去年5月起停水。").mentions.first { $0.field == "dates" })
        #expect(mention.rule == "date.relative-year" && mention.value == "2022-05/..")
        #expect(mention.steps.contains(.said("year=-1(receipt) month=5")))
        #expect(mention.steps.contains(.reference("2023-05-06")))
        #expect(mention.steps.contains(.widened(SourceSpan(0, 5))))
    }

    @Test(
        "What was rejected, and by which precedence",
        arguments: [
            // A year inside a document number loses to its family.
            ("依据宁住建复〔2018〕3号2018年3月5日的答复。", "dates", "date.year-plain", "shorter"),
            ("去年5月停水。", "dates", "date.month", "later"), ("电话199-0000-1234请打。", "identifiers", "-", "none"),
        ])
    func rejected(text: String, field: String, rule: String, how: String) throws {
        let mention = try #require(explain(text).mentions.first { $0.field == field })
        switch how {
        case "shorter":
            #expect(mention.rejected.contains { $0.rule == rule && $0.reason == .shorter(winner: mention.rule) })
        case "later":
            #expect(mention.rejected.contains { $0.rule == rule && $0.reason == .beginsLater(winner: mention.rule) })
        default: #expect(!mention.steps.isEmpty)
        }
    }

    @Test("A recurrence wins over the date inside it, by its family")
    func families() throws {
        let mention = try #require(explain("每月20日前报送。").mentions.first { $0.field == "recurrences" })
        #expect(
            mention.rejected.contains {
                if case .lowerFamily(2, "recurrence.monthly-day", 3) = $0.reason { true } else { false }
            })
    }

    @Test("A division's meanings and why a short form was left out")
    func places() throws {
        let explanation = explain("桥西区中山街58号漏水。合作社欠钱。")
        let place = try #require(explanation.mentions.first { $0.field == "places" })
        let open = place.steps.contains {
            if case .meanings(_, let meanings) = $0 { meanings.count == 2 } else { false }
        }
        #expect(open && place.steps.contains(.settled(nil)))
        #expect(explanation.rejectedPlaces.contains { $0.reason == .unsupportedShortForm })
    }

    @Test("Every mention of the record is explained, in the order of the text")
    func complete() {
        let text = "我是鲁山县张良镇前洼村村民赵满仓，2021年3月被占地三亩，欠我3.5万元，请求60日内答复。"
        let record = Fixture.record(text, received: "2023-05-06")
        let explanation = explain(text)
        #expect(explanation.mentions.count { $0.field == "dates" } == record.dates.count)
        #expect(explanation.mentions.count { $0.field == "places" } == record.places.count)
        #expect(explanation.mentions.count { $0.field == "amounts" } == record.amounts.count)
        #expect(explanation.mentions.count { $0.field == "demands" } == record.demands.count)
        #expect(explanation.mentions.map(\.span.start) == explanation.mentions.map(\.span.start).sorted())
    }
}
