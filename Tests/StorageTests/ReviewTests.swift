import Documents
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Review")
struct ReviewTests {
    private func office() throws -> AskedStore {
        let office = try AskedStore()
        try office.take(["幸福小区停水", "征地补偿没有到位", "夜里施工"]) { index, record in
            record.purpose = .init(value: .appeal, score: [0.95, 0.4, 0.95][index])
            record.issues = [
                .init(
                    path: [["城乡建设"], ["国土资源", "土地征收"], ["环境保护"]][index], code: ["01", "03.03", "04"][index],
                    score: [0.95, 0.95, 0.3][index], primary: true, rule: "r", evidence: [])
            ]
            if index == 0 { record.diagnostics = [.init(code: "issue.model-disagrees", span: SourceSpan(0, 1))] }
        }
        return office
    }

    private func open(_ store: RegisterStore, below least: Double = 0.6) throws -> [String] {
        try store.doubts(below: least).map { "\($0.field.rawValue):\($0.letter) \($0.reason)" }
    }

    @Test("What is doubtful is in the queue, the least sure first, until a person looked")
    func queue() throws {
        let store = try office().store
        #expect(try open(store) == ["category:3 low", "purpose:2 low", "category:1 issue.model-disagrees"])
        _ = try store.correct(.purpose, of: 2, to: nil, note: "", account: "clerk")
        _ = try store.correct(.category, of: 3, to: "城乡建设/城市建设", code: "01.02", note: "", account: "clerk")
        #expect(try open(store) == ["category:1 issue.model-disagrees"])
        #expect(try store.letters(LetterFilter(question: Question("category:城乡建设"))).map(\.id) == [1, 3])
        let confirmed = try store.confirmedLetters()
        #expect(confirmed.map(\.letter) == [2, 3])
        #expect(confirmed[0].purpose == .appeal && confirmed[0].category == nil)
        #expect(confirmed[1].code == "01.02" && confirmed[1].categoryBefore == "环境保护")
        #expect(try store.verifyAudit() == 2)
    }

    @Test("A repair is taken back and stands again; what was read stays in the record")
    func repairs() throws {
        let office = try AskedStore()
        try office.take(["请求给子解决"]) { _, record in
            record.repairs = [.init(span: SourceSpan(2, 4), from: "给子", to: "给予", rule: "r")]
        }
        let store = office.store
        #expect(try store.repairs(of: store.letter(1)).map(\.correction) == [nil])
        let id = try store.takeBackRepair(0, of: 1, note: "", account: "a")
        #expect(try store.takeBackRepair(0, of: 1, note: "", account: "b") == id)
        #expect(try store.repairs(of: store.letter(1)).map(\.correction) == [id])
        #expect(try store.letter(1).record.repairs.map(\.to) == ["给予"])
        #expect(try store.letter(1).shown.repairs.isEmpty)
        let kept = try #require(try store.corrections(of: 1).first)
        #expect(kept.field == "repair 0" && kept.before == "给予" && kept.after == "给子" && kept.account == "a")
        _ = try store.undoCorrection(id, note: "", account: "b")
        #expect(try store.repairs(of: store.letter(1)).map(\.correction) == [nil])
        #expect(try store.corrections(of: 1).map(\.verdict) == ["corrected", "undone"])
        for (letter, number) in [(Int64(1), 1), (1, -1), (2, 0)] {
            #expect(throws: StoreError.self) {
                try store.takeBackRepair(number, of: letter, note: "", account: "a")
            }
        }
        #expect(try store.verifyAudit() == 2)
    }

    @Test("A correction taken back leaves everything as before but the history")
    func undo() throws {
        let store = try office().store
        func issues() throws -> [String] {
            try store.read {
                try String.fetchAll(
                    $0, sql: "SELECT letter || code || path || is_primary FROM letter_issue ORDER BY letter, code")
            }
        }
        let before = try issues()
        let first = try store.correct(.category, of: 3, to: "民政", code: "13", note: "", account: "a")
        let once = try issues()
        let second = try store.correct(.category, of: 3, to: "城乡建设", code: "01", note: "", account: "b")
        #expect(throws: StoreError.self) { try store.undoCorrection(first, note: "", account: "a") }
        _ = try store.undoCorrection(second, note: "", account: "a")
        #expect(try issues() == once && open(store).contains { $0.hasPrefix("category:3") } == false)
        _ = try store.undoCorrection(first, note: "", account: "a")
        #expect(try issues() == before && open(store).contains("category:3 low"))
        #expect(try store.corrections(of: 3).map(\.verdict) == ["corrected", "corrected", "undone", "undone"])
        #expect(throws: StoreError.self) {
            try store.write { try $0.execute(sql: "UPDATE correction SET after = 'x'") }
        }
        #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: "DELETE FROM correction") } }
    }

    @Test("A day of receipt that is set can be asked for")
    func received() throws {
        let store = try office().store
        _ = try store.correct(.received, of: 1, to: "2024-02-29", note: "", account: "a")
        #expect(try store.letters(LetterFilter(question: Question("month:2024-02"))).map(\.id) == [1])
    }
}
