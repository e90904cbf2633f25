import Documents
import Foundation
import GRDB
import Testing

@testable import Storage

/// What is marked, kept between questions or counted beside the tables is what the tables say.
@Suite("What waits, and what is kept of it")
struct WorkTests {
    private static let letters = 40

    /// Letters that links tie are of one matter; of letters that were parted those of the second side are another.
    private static let forming = RegisterStore.Forming(
        ties: { $0.score >= 0.5 },
        matters: { tied in
            var group = Dictionary(uniqueKeysWithValues: tied.letters.map { ($0, $0) })
            func join(_ letters: [Int64]) {
                let names = Set(letters.compactMap { group[$0] })
                guard let first = names.min() else { return }
                for (letter, name) in group where names.contains(name) { group[letter] = first }
            }
            for link in tied.links where link.score >= 0.5 { join([link.a, link.b]) }
            for decision in tied.decisions {
                if decision.second.isEmpty { join(decision.first) }
                for letter in decision.second { group[letter] = 1_000 + (decision.second.min() ?? 0) }
            }
            return Dictionary(grouping: tied.letters) { group[$0] ?? $0 }.map { $0.value.sorted() }
        })

    private static func store(_ generator: inout SeededGenerator) throws -> RegisterStore {
        let office = try AskedStore()
        var scores = (0..<(2 * letters)).map { _ in Double.random(in: 0...1, using: &generator) }
        try office.take((0..<letters).map { "第\($0)件停水" }) { index, record in
            record.purpose = .init(value: .appeal, score: scores.removeLast())
            let path = [["城乡建设", "供水"], ["城乡建设"], ["国土资源", "土地征收"]][index % 3]
            record.issues = [
                .init(
                    path: path, code: "0\(index % 3)", score: scores.removeLast(), primary: true, rule: "r",
                    evidence: [])
            ]
            if index % 5 == 0 {
                record.diagnostics = [.init(code: "issue.model-disagrees", span: SourceSpan(0, 1))]
            }
        }
        var links: [Int64: LinkRow] = [:]
        for _ in 0..<60 {
            let (a, b) = (
                Int64.random(in: 1...Int64(letters), using: &generator),
                Int64.random(in: 1...Int64(letters), using: &generator)
            )
            if a < b {
                links[a * 1_000 + b] = LinkRow(
                    a: a, b: b, relation: "repeat", score: Double.random(in: 0.1...0.8, using: &generator))
            }
        }
        try office.store.link(
            (1...Int64(letters)).map { SketchRow(letter: $0, order: UInt64($0), sketch: [], evidence: []) }, version: 1,
            links: links.values.sorted { ($0.b, $0.a) < ($1.b, $1.a) }, forming: forming)
        return office.store
    }

    @Test("Marks of links, doubts and sizes are what the tables say, whatever people decide and take back")
    func marks() throws {
        var generator = SeededGenerator(seed: 26)
        let store = try Self.store(&generator)
        var corrections: [Int64] = []
        var waited = 0
        for round in 0..<120 {
            let matters = try store.matters(ofAtLeast: 1, limit: -1)
            let matter = try #require(matters.randomElement(using: &generator))
            let other = try #require(matters.randomElement(using: &generator))
            let letter = Int64.random(in: 1...Int64(Self.letters), using: &generator)
            let change: RegisterStore.MatterChange? =
                switch round % 6 {
                case 0 where matter.id != other.id: .merge([matter.id, other.id])
                case 1: .confirm(matter.id)
                case 2 where matter.letters.count > 1: .split(matter.id, [matter.letters[0].id])
                default: nil
                }
            if let change { _ = try store.change(change, account: "a", reason: "", forming: Self.forming) }
            if round % 6 == 3 { _ = try? store.undo(account: "a", reason: "", forming: Self.forming) }
            if round % 6 == 4 {
                let field: ReviewField = round % 4 == 0 ? .category : .purpose
                corrections.append(try store.correct(field, of: letter, to: nil, note: "", account: "a"))
            }
            if round % 6 == 5, round % 4 == 1, let last = corrections.popLast() {
                _ = try? store.undoCorrection(last, note: "", account: "a")
            }
            waited += try compare(store, round)
        }
        #expect(waited > 200)
    }

    /// - Returns: how much waited.
    private func compare(_ store: RegisterStore, _ round: Int) throws -> Int {
        let links = try store.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT k.a, k.b, k.relation, k.score FROM letter_link k
                    JOIN matter_letter x ON x.letter = k.a JOIN matter_letter y ON y.letter = k.b AND y.matter = x.matter
                    WHERE k.score < 0.7 AND NOT EXISTS (
                      SELECT 1 FROM decision_letter d JOIN decision_letter e ON e.decision = d.decision
                      WHERE d.letter = k.a AND e.letter = k.b) ORDER BY k.score, k.a, k.b
                    """
            ).map { LinkRow(a: $0[0], b: $0[1], relation: $0[2], score: $0[3]) }
        }
        #expect(try store.openLinks(below: 0.7, limit: -1) == links, "round \(round)")
        let doubts = try store.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT d.letter || ' ' || d.field FROM doubt d
                    LEFT JOIN settled s ON s.letter = d.letter AND s.field = d.field
                    WHERE s.letter IS NULL AND (d.score < 0.6 OR d.reason = 'issue.model-disagrees')
                    ORDER BY d.score, d.letter, d.field
                    """)
        }
        let found = try store.doubts(below: 0.6, limit: 1_000)
        #expect(found.map { "\($0.letter) \($0.field.rawValue)" } == doubts, "round \(round)")
        for field in ReviewField.allCases {
            #expect(try store.doubts(field, below: 0.6, limit: 1_000) == found.filter { $0.field == field })
        }
        #expect(try store.doubts(below: 0.6, limit: 3) == Array(found.prefix(3)))
        let waiting = try store.waiting(doubtsBelow: 0.6, linksBelow: 0.7, upTo: 1_000)
        #expect(waiting.doubts == doubts.count && waiting.openLinks == links.count)
        #expect(waiting.letters == Self.letters && waiting.unregistered == Self.letters)
        let bounded = try store.waiting(doubtsBelow: 0.6, linksBelow: 0.7, upTo: 2)
        #expect(bounded.doubts == min(2, doubts.count) && bounded.openLinks == min(2, links.count))
        let matters = try store.matters(ofAtLeast: 2, limit: -1)
        let sizes = try store.read { database in
            try Row.fetchAll(
                database, sql: "SELECT matter, COUNT(*) FROM matter_letter GROUP BY matter HAVING COUNT(*) > 1"
            ).map { [$0[0] as Int64, $0[1]] }
        }
        let heads = try store.matterHeads(ofAtLeast: 2, limit: -1)
        #expect(
            matters.map { [$0.id, Int64($0.letters.count)] } == sizes
                && sizes == heads.map { [$0.id, Int64($0.letters)] })
        for (head, matter) in zip(heads, matters) {
            #expect(head.category == matter.letters[0].category && head.title == matter.letters[0].title)
            #expect(try store.links(ofMatter: matter.id) == matter.links)
        }
        let paged = try store.matterHeads(ofAtLeast: 2, limit: 2)
        #expect(
            try paged + store.matterHeads(ofAtLeast: 2, after: paged.last?.id ?? 0, limit: -1) == heads,
            "round \(round)")
        let inside = try store.matters(ofAtLeast: 1, limit: -1).reduce(0) { $0 + $1.links.count }
        #expect(try store.matterCounts().links == inside)
        return links.count + doubts.count
    }

    @Test("Questions for what waits walk along an index, and sort nothing")
    func indexes() throws {
        var generator = SeededGenerator(seed: 3)
        let store = try Self.store(&generator)
        let questions = [
            (
                "SELECT a FROM letter_link WHERE standing > 0 AND standing = 2 AND score < 0.8 ORDER BY score, a, b",
                "link_inside"
            ),
            ("SELECT * FROM doubt WHERE is_open AND score < 0.6 ORDER BY score, letter, field LIMIT 50", "doubt_open"),
            (
                "SELECT * FROM doubt WHERE is_open AND score < 0.6 AND field = 'scan' ORDER BY score, letter, field",
                "doubt_open_field"
            ),
            (
                """
                SELECT * FROM doubt WHERE is_open AND score >= 0.6 AND reason = 'issue.model-disagrees'
                ORDER BY score, letter, field
                """, "doubt_disagreeing"
            ),
        ]
        for (question, index) in questions {
            let plan = try store.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + question).map { $0["detail"] as String }
            }
            #expect(plan.contains { $0.contains(index) } && !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test("What is kept between questions follows what another process writes: figures are those of the tables")
    func kept() throws {
        var generator = SeededGenerator(seed: 11)
        let writer = try Self.store(&generator)
        let reader = try RegisterStore(path: writer.path, key: .file(writer.path + ".key", isNew: false))
        for round in 0..<30 {
            for key in [StatisticsKey.category, .month, .kind] {
                let plain = try writer.read { database in
                    let cell =
                        switch key {
                        case .category:
                            """
                            (SELECT CASE WHEN instr(path, '/') THEN substr(path, 1, instr(path, '/') - 1) ELSE path END
                             FROM letter_issue i WHERE i.letter = l.id AND is_primary)
                            """
                        case .month: "COALESCE(l.month, '-')"
                        default: "l.kind"
                        }
                    return try Row.fetchAll(
                        database,
                        sql: """
                            SELECT \(cell) AS cell, COUNT(*) AS n, COUNT(DISTINCT m.matter) AS matters
                            FROM letter l JOIN matter_letter m ON m.letter = l.id GROUP BY cell HAVING cell IS NOT NULL
                            ORDER BY n DESC, cell
                            """
                    ).map { StatisticsRow(key: $0["cell"], letters: $0["n"], matters: $0["matters"]) }
                }
                #expect(try reader.statistics(by: key, for: .register) == plain, "round \(round) \(key)")
            }
            let letter = Int64.random(in: 1...Int64(Self.letters), using: &generator)
            let day = "20\(Int.random(in: 20...25, using: &generator))-0\(Int.random(in: 1...9, using: &generator))-10"
            switch round % 3 {
            case 0: _ = try writer.correct(.received, of: letter, to: round == 3 ? "" : day, note: "", account: "a")
            case 1:
                _ = try writer.correct(
                    .category, of: letter, to: "类别\(round)/细目", code: "9\(round)", note: "", account: "a")
            default:
                let matters = try writer.matters(ofAtLeast: 1, limit: -1).map(\.id).shuffled(using: &generator)
                _ = try writer.change(.merge(Array(matters.prefix(2))), account: "a", reason: "", forming: Self.forming)
            }
        }
    }

    @Test("A table of two keys counts as its letters do")
    func crossed() throws {
        var generator = SeededGenerator(seed: 5)
        let store = try Self.store(&generator)
        for letter in 1...Int64(Self.letters) {
            let day = "202\(letter % 4)-0\(1 + letter % 7)-10"
            _ = try store.correct(.received, of: letter, to: day, note: "", account: "a")
        }
        let table = try store.crossTable(.category, by: .month, most: 5, for: .register)
        #expect(table.rows.count == 2 && table.columns.count == 5 && table.columns == table.columns.sorted())
        for (row, counts) in zip(table.rows, table.letters) {
            for (column, count) in zip(table.columns, counts) {
                let question = try Question("category:\(row) month:\(column)")
                #expect(try store.letters(LetterFilter(question: question, limit: -1)).count == count)
            }
        }
    }
}
