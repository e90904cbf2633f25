import Documents
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Questions")
struct QuestionTests {
    @Test("A block of facts keeps the values of all letters but those replaced, singly where each has one at most")
    func factBlock() {
        let one = FactBlock().replacing([(place: 3, values: [7]), (place: 4095, values: [9])])
        #expect(one.starts.isEmpty && one.values[3] == 7 && one.values[4095] == 9 && one.values[0] == 0)
        let lists = one.replacing([(place: 0, values: [1, 2]), (place: 4, values: [])])
        #expect(lists.values == [1, 2, 7, 9] && lists.starts.count == FactBlock.length + 1)
        #expect(Array(lists.starts[0...5]) == [0, 2, 2, 2, 3, 3] && lists.starts.last == 4)
        #expect(lists.replacing([(place: 3, values: [5, 6])]).values == [1, 2, 5, 6, 9])
        #expect(lists.replacing([(place: 0, values: [])]) == one)
    }

    @Test(
        "A question is read term by term",
        arguments: [
            ("", []), ("  停水 ", ["words:停水"]), ("停水 电梯", ["words:停水", "words:电梯"]),
            ("category:国土资源 -state:办结", ["category:国土资源", "-state:办结"]), ("类别:国土资源|民政", ["category:国土资源|民政"]),
            ("单位:\"交通 运输\"|教育局", ["body:交通 运输|教育局"]), ("letters>=3", ["letters>=3"]), ("件数<=2", ["letters<=2"]),
            ("month:2023-05..2023-08", ["month:2023-05..2023-08"]), ("-停水", ["-words:停水"]), ("停水|停电", ["words:停水|停电"]),
            ("month:2024.6 日期:2024年6月3日", ["month:2024-06", "day:2024-06-03"]), ("month:2024", ["month:2024"]),
            ("month:2024/6..2024-11|2026年", ["month:2024-06..2024-11|2026"]), ("月份:2023-05..", ["month:2023-05.."]),
            ("期限:逾期", ["duty:逾期"]), ("- 停水", ["words:-", "words:停水"]), ("24小时", ["words:24小时"]),
        ])
    func reading(_ text: String, _ expected: [String]) throws {
        let told = try Question(text).terms.map { term in
            (term.isNot ? "-" : "") + term.field.rawValue + term.comparison.rawValue
                + term.values.joined(separator: "|")
        }
        #expect(told == expected)
    }

    @Test(
        "What cannot be understood is told with its place",
        arguments: [
            ("停水 foo:1", 3), ("category:", 9), ("类别:\"国土", 3), ("category>=3", 0), ("letters:many", 8),
            ("duty:gone", 5),
            ("类别:民政|", 6), ("month:6月", 6), ("month:2024-13", 6), ("month:..2024", 6), ("day:2024-06-32", 4),
            ("month:2024-6-1-2", 6),
        ])
    func failures(_ text: String, _ position: Int) {
        #expect { try Question(text) } throws: { ($0 as? Question.Failure)?.position == position }
    }

    @Test("Words of one and two characters are found, in either script, ranked, with their places")
    func words() throws {
        let office = try AskedStore()
        try office.take([
            "我家停水三天。请尽快供水。", "停。水管破裂。", "停水停水停水。", "隔壁搭了違章建築，ＡＢＣ小區", "⟨人1⟩反映路灯不亮，电话⟨号2⟩。",
        ])
        func found(_ question: String) throws -> [Int64] {
            try office.store.letters(LetterFilter(question: Question(question))).map(\.id)
        }
        #expect(try Set(found("水")) == [1, 2, 3])
        #expect(try found("停水") == [3, 1])
        #expect(try found("违章建筑") == [4] && found("違章建築") == [4] && found("abc小区") == [4])
        #expect(try found("停水 -供水") == [3] && Set(found("供水|路灯")) == [1, 5])
        #expect(try found("人1").isEmpty && found("水管停").isEmpty)
        let rows = try office.store.letters(LetterFilter(question: Question("违章")))
        #expect(rows.map(\.excerpt) == ["隔壁搭了【違章】建築，ＡＢＣ小區"])
    }

    @Test("Category and place with everything below, months, kinds, counts of a matter")
    func fields() throws {
        let office = try AskedStore()
        try office.take(["一", "二", "三"]) { index, record in
            let paths = [["国土资源", "土地征收"], ["国土资源"], ["民政"]]
            let codes = ["03.03", "03", "13"]
            record.issues = [
                .init(path: paths[index], code: codes[index], score: 1, primary: true, rule: "r", evidence: [])
            ]
            let places = [["河南省", "平顶山市", "湛河区"], ["河南省", "许昌市"], ["山西省"]]
            let adcodes = ["410411", "411000", "140000"]
            record.places = [
                .init(
                    span: SourceSpan(0, 1), text: "x", adcode: adcodes[index], path: places[index], detail: nil,
                    rule: "r")
            ]
        }
        for (question, ids) in [
            ("category:国土资源", [1, 2]), ("category:土地征收", [1]), ("category:03", [1, 2]), ("category:03.03", [1]),
            ("category:0", []), ("category:土地", []), ("place:河南", [1, 2]), ("place:410000", [1, 2]),
            ("place:410400", [1]),
            ("place:湛河区", [1]), ("month:2023-05", [1, 2, 3]), ("month:2023", [1, 2, 3]), ("month:2023-06..", []),
            ("day:2023-05-01..2023-05-06", [1, 2, 3]), ("day:2023-05-07..2023-06", []), ("letters>=2", []),
            ("letters:1", [1, 2, 3]), ("registered:no", [1, 2, 3]), ("-category:民政", [1, 2]), ("duty:overdue", []),
        ] as [(String, [Int64])] {
            let found = try office.store.letters(LetterFilter(question: Question(question))).map(\.id).sorted()
            #expect(found == ids, "\(question)")
        }
    }
}

@Suite("Figures that leave the office")
struct ReleaseTests {
    private func letters(_ range: Range<UInt32>) -> ReleaseGuard.Letters { Array(range) }

    @Test("Small cells go, and others with them where a total would tell")
    func complementary() {
        typealias Row = (sizes: [Int], shown: [Int?])
        let rows: [Row] = [
            ([20, 12, 1], [20, nil, nil]), ([20, 12, 6, 5], [20, 12, nil, nil]),
            ([20, 12, 2, 3], [20, nil, nil, nil]),
            ([20, 12], [20, 12]), ([9], [nil]), ([10], [10]), ([30, 0], [30, nil]),
        ]
        for row in rows {
            var next: UInt32 = 1
            let cells = row.sizes.enumerated().map { index, size in
                defer { next += UInt32(size) }
                return ReleaseGuard.Cell(key: "\(index)", letters: letters(next..<(next + UInt32(size))))
            }
            var guarding = ReleaseGuard(k: 10)
            let shown = guarding.release(cells, of: "q").map { $0?.count }
            #expect(shown == row.shown, "\(row.sizes)")
        }
    }

    @Test("A figure that differs from a former one by few is not told; the same question keeps its figure")
    func differences() {
        var guarding = ReleaseGuard(k: 10)
        func one(_ range: Range<UInt32>, _ question: String) -> Int? {
            guarding.release([.init(key: "x", letters: letters(range))], of: question)[0]?.count
        }
        #expect(one(1..<41, "all") == 40)
        #expect(one(1..<39, "without two") == nil)
        #expect(one(1..<46, "five more") == nil)
        #expect(one(1..<44, "all") == 40, "three came: as before")
        #expect(one(1..<61, "all") == 60, "twenty came")
        #expect(one(101..<130, "others") == 29)
        // 60 and 29 are known; a sum that holds both and four more would tell the four.
        #expect(one(1..<134, "nearly both") == 133)
    }

    @Test("What only three tables together tell is not told; tables that tell nothing small stay")
    func threeTables() {
        var guarding = ReleaseGuard(k: 10)
        func one(_ ranges: [Range<UInt32>], _ question: String) -> [Int?] {
            guarding.release(
                ranges.enumerated().map { .init(key: "\($0)", letters: letters($1)) }, of: question
            ).map { $0?.count }
        }
        // 43 letters, 20 of them, 20 others: the third figure would leave three.
        #expect(one([1..<44], "all") == [43])
        #expect(one([1..<21], "some") == [20])
        #expect(one([21..<41], "others") == [nil])
        #expect(one([21..<44], "the rest") == [23])
        #expect(one([101..<121, 121..<141], "elsewhere") == [20, 20])
        // Chains: the sums of 1 and 2, of 2 and 3, of 3, and of 1 with four more.
        var chain = ReleaseGuard(k: 10)
        let tables: [[Range<UInt32>]] = [[1..<41], [21..<61], [41..<61]]
        for (number, table) in tables.enumerated() {
            #expect(chain.release([.init(key: "x", letters: letters(table[0]))], of: "\(number)")[0] != nil)
        }
        let most = Array(1..<21) + Array(61..<65) as [UInt32]
        #expect(chain.release([.init(key: "x", letters: most)], of: "four more")[0] == nil)
    }

    /// What anybody can work out from two tables: figures, differences of figures that hold one another, and of a
    /// figure and a sum of one table's cells.
    private func smallest(_ tables: [[ReleaseGuard.Letters]]) -> Int? {
        var least: Int?
        func tell(_ count: Int) { if count > 0 { least = min(least ?? count, count) } }
        func sums(_ cells: [ReleaseGuard.Letters]) -> [Set<UInt32>] {
            (0..<(1 << cells.count)).map { mask in
                cells.indices.filter { mask & (1 << $0) != 0 }.reduce(into: Set()) { $0.formUnion(cells[$1]) }
            }
        }
        let (first, second) = (sums(tables[0]), sums(tables[1]))
        for one in first {
            for other in second {
                if one.isSuperset(of: other) { tell(one.count - other.count) }
                if other.isSuperset(of: one) { tell(other.count - one.count) }
            }
        }
        return least
    }

    @Test("10,000 random pairs of questions tell no small number, by any sums and differences")
    func randomPairs() {
        var generator = SeededGenerator(seed: 20_261_127)
        let k = 10
        var (shownCells, smallCells) = (0, 0)
        for pair in 0..<10_000 {
            // Letters with three keys; a question filters by one and tells cells of another.
            let count = Int.random(in: 20...120, using: &generator)
            let keys = (0..<3).map { _ in
                let classes = Int.random(in: 1...5, using: &generator)
                return (0..<count).map { _ in
                    min(Int.random(in: 0..<classes, using: &generator), Int.random(in: 0..<classes, using: &generator))
                }
            }
            var guarding = ReleaseGuard(k: k)
            var tables: [[ReleaseGuard.Letters]] = []
            for question in 0..<2 {
                let by = Int.random(in: 0..<3, using: &generator)
                let (filter, left) = (
                    Int.random(in: 0..<3, using: &generator), Int.random(in: -1..<5, using: &generator)
                )
                let asked = (0..<count).filter { keys[filter][$0] != left }
                let cells = Dictionary(grouping: asked) { keys[by][$0] }.sorted { $0.key < $1.key }
                    .map { ReleaseGuard.Cell(key: "\($0.key)", letters: $0.value.map(UInt32.init)) }
                let shown = guarding.release(cells, of: "\(question)").compactMap(\.self)
                shownCells += shown.count
                smallCells += cells.count { $0.letters.count < k }
                tables.append(shown)
            }
            let least = smallest(tables)
            #expect(least == nil || least! >= k, "pair \(pair): \(least ?? 0) could be told")
        }
        // The guard must not be safe by telling nothing, nor the pairs without small cells.
        #expect(shownCells > 15_000 && smallCells > 5_000, "\(shownCells) \(smallCells)")
    }

    @Test("In the store: the guard remembers, letters in and out of the packed form are the same")
    func remembered() throws {
        let office = try AskedStore()
        try office.take((0..<40).map { "第\($0)件停水" } + (0..<3).map { "第\($0)件停水停电" })
        func told(_ question: String) throws -> [Int?] {
            try office.store.statistics(
                by: .kind, LetterFilter(question: Question(question)), for: .published(k: 10)
            ).map(\.letters)
        }
        #expect(try told("停水") == [43])
        #expect(try told("停水 -停电") == [nil], "the difference is three letters")
        #expect(try told("停水") == [43])
        try office.take(["第四十三件停水"])
        #expect(try told("停水") == [43], "one came: as before")
        try office.take((44..<64).map { "第\($0)件停水" })
        #expect(try told("停水") == [64], "twenty came: worked out anew")
        #expect(try told("停水 -停电") == [nil], "still three letters")
        #expect(
            try office.store.statistics(by: .kind, LetterFilter(question: Question("停水 -停电")), for: .register)
                .map(\.letters) == [61])
        for list: ReleaseGuard.Letters in [[], [1], [1, 2, 130, 40_000, 4_000_000_000]] {
            #expect(RegisterStore.letters(RegisterStore.packed(list)) == list)
        }
    }
}

/// A store with letters of given texts, all received on 6 May 2023.
struct AskedStore {
    let store: RegisterStore

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "a.sqlite").path
        store = try RegisterStore(path: path, key: .file(path + ".key"))
    }

    func take(_ texts: [String], change: (Int, inout Documents.Record) -> Void = { _, _ in }) throws {
        let letters = texts.enumerated().map { index, text in
            var record = Documents.Record(id: "\(index)", kind: .letter)
            change(index, &record)
            let document = Document(
                id: "\(index)", text: SourceText(text), received: CivilDate(year: 2023, month: 5, day: 6))
            return ParsedDocument(
                document: document, record: record, masked: MaskedDocument(text: text, record: record, secrets: []))
        }
        let sha = UUID().uuidString.replacing("-", with: "").lowercased()
        try store.insert(sha256: sha + sha, path: "p", letters: letters)
    }
}

struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
