import Analysis
import Foundation
import Intake
import Linkage
import Pipeline
import Storage
import Testing

@testable import Register

@Suite("Matters of a register")
struct MatterTests {
    private static let pipeline: DocumentPipeline = {
        do { return DocumentPipeline(analyzer: try Analyzer()) } catch { fatalError("\(error)") }
    }()

    private static let road = "东河村通往镇上的道路去年冬天塌方，至今没有修复，学生上学要绕行五公里，请交通局尽快派人修路。"
    private static let wages = "我们二十名工人在城南工地干了八个月，包工头拖欠工资三十万元，劳动监察大队一直没有结果，请领导督办。"
    private static let smoke = "幸福小区楼下饭店的油烟管正对着住户的窗子，环保来看过一次没有下文，请城管局责令改造烟道。"
    /// In the order of their files: the road, wages, the road again, smoke, wages with a slip, the road at another office.
    private static let texts = [
        "市信访局：\n" + road, wages, "县交通局：\n" + road, smoke, wages.replacing("八个月", with: "八个多月"), road,
    ]

    private struct Office {
        let letters: URL
        let store: RegisterStore
        let importer: Importer
        let desk: MatterDesk

        init() throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
            letters = folder.appending(path: "in")
            try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
            let path = folder.appending(path: "a.sqlite").path
            store = try RegisterStore(path: path, key: .file(path + ".key"))
            importer = Importer(
                reader: try DocumentReader(), pipeline: MatterTests.pipeline, linker: try DocumentPipeline.linker(),
                store: store, isChinese: false)
            desk = MatterDesk(store: store)
        }

        func take(_ numbers: Range<Int>) throws {
            for number in numbers {
                try Data(MatterTests.texts[number].utf8).write(to: letters.appending(path: "\(number).txt"))
            }
            _ = try importer.run(paths: [letters.path])
        }

        func matters() throws -> [[Int64]] {
            try store.matters(ofAtLeast: 1).map { $0.letters.map(\.id).sorted() }
        }
    }

    @Test("The cuts of batches change no matter, and a matter keeps its number when letters join")
    func batches() throws {
        let whole = try Office()
        try whole.take(0..<6)
        let expected: [[Int64]] = [[1, 3, 6], [2, 5], [4]]
        #expect(try whole.matters() == expected)
        let cut = try Office()
        for number in 0..<6 {
            try cut.take(number..<(number + 1))
            #expect(try cut.store.matter(1).id == 1)
        }
        #expect(try cut.matters() == expected)
        #expect(try cut.store.matterCounts().matters == 3 && cut.store.matterCounts().letters == 6)
    }

    @Test("Merge and split hold against linking anew; undone, every byte is as before")
    func decisions() throws {
        let office = try Office()
        try office.take(0..<6)
        let before = try office.store.state()
        _ = try office.desk.change(.merge([1, 4]), account: "a", reason: "同一事")
        #expect(try office.matters() == [[1, 3, 4, 6], [2, 5]])
        let merged = try office.store.state()
        #expect(merged != before)
        try office.desk.relink(Self.pipeline, try DocumentPipeline.linker())
        #expect(try office.store.state() == merged)
        let split = try office.desk.change(.split(2, [5]), account: "a")
        #expect(try office.matters() == [[1, 3, 4, 6], [2], [5]])
        try office.desk.relink(Self.pipeline, try DocumentPipeline.linker())
        #expect(try office.matters() == [[1, 3, 4, 6], [2], [5]])
        #expect(try office.desk.undo(split, account: "b") == split)
        #expect(try office.store.state() == merged)
        #expect(try office.desk.undo(account: "b") == 1)
        #expect(try office.store.state() == before)
        #expect(throws: StoreError.self) { try office.desk.undo(account: "b") }
        let journal = try office.store.journal()
        #expect(journal.map(\.action) == ["merge", "split", "undo", "undo"])
        #expect(journal.map(\.undoneBy) == [4, 3, nil, nil])
    }

    @Test("Identical letters can be parted; the newer word holds; letters elsewhere are untouched")
    func identical() throws {
        let office = try Office()
        try office.take(0..<6)
        _ = try office.desk.change(.split(1, [3]), account: "a")
        #expect(try office.matters() == [[1, 6], [2, 5], [3], [4]])
        _ = try office.desk.change(.merge([3, 1]), account: "a")
        #expect(try office.matters() == [[1, 3, 6], [2, 5], [4]])
        _ = try office.desk.change(.confirm(2), account: "a")
        #expect(try office.matters() == [[1, 3, 6], [2, 5], [4]])
    }

    @Test("What cannot be is refused, and nothing is changed")
    func refused() throws {
        let office = try Office()
        try office.take(0..<6)
        let before = try office.store.state()
        for change: RegisterStore.MatterChange in [
            .merge([1, 99]), .split(1, [2]), .split(1, [1, 3, 6]), .split(1, []), .confirm(3),
        ] {
            #expect(throws: StoreError.self) { try office.desk.change(change, account: "a") }
        }
        #expect(try office.store.state() == before && office.store.journal().isEmpty)
    }

    @Test("Statistics count letters and matters")
    func statistics() throws {
        let office = try Office()
        try office.take(0..<6)
        let rows = try office.store.statistics(by: .kind, for: .register)
        #expect(rows.map(\.letters) == [6] && rows.map(\.matters) == [3])
    }

    @Test("What a later letter adds is told of masked texts")
    func news() throws {
        let office = try Office()
        try office.take(0..<1)
        let more = Self.road + "上周贵局答复说资金已经下达，可是施工队来量了一次就走了，塌方处又摔伤了两个老人。"
        try Data(more.utf8).write(to: office.letters.appending(path: "9.txt"))
        _ = try office.importer.run(paths: [office.letters.path])
        let news = try office.desk.news(of: office.store.matter(1), try DocumentPipeline.linker())
        #expect(news.map(\.letter) == [1, 2])
        #expect(news[0].news.isEmpty)
        #expect(news[1].news.contains { $0.kind == .reply && $0.text.contains("资金已经下达") })
        #expect(!news[1].news.contains { $0.text.contains("绕行五公里") })
    }
}
