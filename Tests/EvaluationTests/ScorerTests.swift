import Documents
import Evaluation
import Foundation
import Intake
import Testing

@Suite("Scoring")
struct ScorerTests {
    private func gold(_ text: String, header: String = "") throws -> GoldDocument {
        let source = "#id: x1\n#kind: letter\n#issues: 国土资源/土地征收; 民政/基层政权\n\(header)\(text)\n#end\n"
        let documents = try MarkedDocument.parse(SourceText(source)).map(GoldDocument.init)
        return try #require(documents.first)
    }

    private func record(dates: [(Int, Int, String?)]) -> Record {
        var record = Record(id: "x1", kind: .letter)
        record.dates = dates.map {
            Record.DateMention(
                span: SourceSpan($0.0, $0.1), text: "", value: $0.2, role: .other, rule: "test")
        }
        return record
    }

    @Test("A half-covered mark is found, not exact; its value is asked; a find elsewhere is spurious")
    func relaxed() throws {
        // 于2019年3月12日到访: the mark is 1..<11.
        let gold = try gold("于⟦date|2019年3月12日|2019-03-12⟧到访，⟦date|去年|2018⟧也来过")
        var scorer = Scorer()
        scorer.add(gold, record(dates: [(1, 8, "2019-03"), (16, 18, "2018")]))
        let score = try #require(scorer.spans["date"])
        #expect(score.gold == 2 && score.predicted == 2 && score.matched == 1 && score.exact == 0)
        #expect(score.valuesAsked == 1 && score.valuesRight == 0)
        #expect(abs(score.f1 - 0.5) < 1e-9)
        #expect(
            scorer.outcomes.filter { $0.label == "date" }.map(\.state) == [.wrongValue("2019-03"), .missed, .spurious])
    }

    @Test("About-signs and number forms do not count against a value")
    func comparableValues() throws {
        let gold = try gold("⟦date|约2015年|2015~⟧欠⟦amount|约3万元|~30000⟧")
        var record = record(dates: [(0, 6, "2015")])
        record.amounts = [
            Record.Amount(span: SourceSpan(7, 11), text: "", value: 30_000, approximate: true, rule: "test")
        ]
        var scorer = Scorer()
        scorer.add(gold, record)
        #expect(scorer.spans["date"]?.value == 1)
        #expect(scorer.spans["amount"]?.value == 1)
    }

    @Test("A place inside an organisation is neutral, another one counts")
    func neutralPlaces() throws {
        let gold = try gold("⟦respondent|东河县建设局⟧在⟦place|城关镇|-⟧办公")
        var record = Record(id: "x1", kind: .letter)
        record.places = [(0, 3), (7, 10)].map {
            Record.Place(span: SourceSpan($0.0, $0.1), text: "", adcode: nil, path: [], detail: nil, rule: "test")
        }
        var scorer = Scorer()
        scorer.add(gold, record)
        let score = try #require(scorer.spans["place"])
        #expect(score.predicted == 1 && score.matched == 1 && score.valuesRight == 1)
    }

    @Test("No record: all marks are missed and the document is counted as missing")
    func missing() throws {
        var scorer = Scorer()
        scorer.add(try gold("⟦date|去年|2018⟧"), nil)
        #expect(scorer.missing == 1)
        #expect(scorer.spans["date"]?.recall == 0)
        #expect(scorer.answers["issue.level1"]?.right == 0)
    }

    @Test("Gained and lost against an earlier run")
    func comparison() throws {
        let gold = try gold("⟦date|去年|2018⟧和⟦date|今年|2019⟧")
        var before = Scorer()
        before.add(gold, record(dates: [(0, 2, "2018"), (2, 3, nil)]))
        var now = Scorer()
        now.add(gold, record(dates: [(3, 5, "2019")]))
        let comparison = Outcome.compare(now.outcomes, with: before.outcomes)
        #expect(comparison.gained.map(\.text) == ["今年", "和"])
        #expect(comparison.lost.map(\.text) == ["去年"])
        let data = try JSONEncoder().encode(now.outcomes)
        #expect(try JSONDecoder().decode([Outcome].self, from: data) == now.outcomes)
    }

    @Test("Marks broken by overlap: the closer find wins")
    func closest() throws {
        let gold = try gold("⟦date|2019年3月12日|2019-03-12⟧")
        var scorer = Scorer()
        scorer.add(gold, record(dates: [(0, 6, "2019"), (0, 10, "2019-03-12")]))
        #expect(scorer.spans["date"]?.matched == 1 && scorer.spans["date"]?.valuesRight == 1)
    }
}
