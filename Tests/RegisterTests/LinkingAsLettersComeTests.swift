import Analysis
import Documents
import Foundation
import Intake
import Linkage
import Pipeline
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Register

/// However letters come, their matters are the same.
@Suite("Linking as letters come")
struct LinkingAsLettersComeTests {
    private struct Letter: Codable {
        let id: String
        let text: String
        let received: String
    }

    private static let pipeline: DocumentPipeline = {
        do { return DocumentPipeline(analyzer: try Analyzer()) } catch { fatalError("\(error)") }
    }()

    private static let linker: Linker = {
        do { return try DocumentPipeline.linker() } catch { fatalError("\(error)") }
    }()

    private static func letters() throws -> [Letter] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "LinkageTests/Matters/development.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").prefix(48)
            .map { try JSONDecoder().decode(Letter.self, from: Data($0.utf8)) }
    }

    /// A register that took letters in, so many files one after the other.
    private static func register(
        _ letters: [Letter], batches: Int, batchSize: Int = 512, isStopping: @escaping @Sendable () -> Bool = { false }
    ) throws -> RegisterStore {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        var importer = Importer(
            reader: try DocumentReader(), pipeline: pipeline, linker: linker, store: store, isChinese: false,
            isStopping: isStopping)
        importer.batchSize = batchSize
        let length = (letters.count + batches - 1) / batches
        for (number, start) in stride(from: 0, to: letters.count, by: length).enumerated() {
            let lines = try letters[start..<min(letters.count, start + length)].map {
                String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
            }
            let file = folder.appending(path: "\(number).ndjson")
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
            _ = try importer.run(paths: [file.path])
        }
        return store
    }

    /// The matters by the texts of their letters: numbers go by the order of arrival.
    private static func matters(_ store: RegisterStore) throws -> Set<[String]> {
        Set(
            try store.matters(ofAtLeast: 1, limit: 1000).map { matter in
                try matter.letters.map { try store.letter($0.id).text }.sorted()
            })
    }

    @Test("In one, two or seven batches, and linked anew: the same to the last byte", arguments: [2, 7])
    func batches(count: Int) throws {
        let letters = try Self.letters()
        let whole = try Self.register(letters, batches: 1)
        let linked = try whole.state().filter { $0.hasPrefix("letter_link") || $0.hasPrefix("matter_letter") }
        #expect(linked.count { $0.hasPrefix("letter_link") } > 20)
        let cut = try Self.register(letters, batches: count)
        #expect(
            try cut.state().filter { $0.hasPrefix("letter_link") || $0.hasPrefix("matter_letter") } == linked)
        let before = try cut.state()
        try MatterDesk(store: cut).relink(Self.pipeline, Self.linker)
        #expect(try cut.state() == before)
    }

    @Test("One batch linked while the next is written, and a run that was stopped: the same bytes", arguments: [1, 5])
    func beside(batchSize: Int) throws {
        func linked(_ store: RegisterStore) throws -> [String] {
            try store.state().filter { line in
                ["letter_link", "letter_sketch", "matter_letter"].contains { line.hasPrefix($0) }
            }
        }
        let letters = try Self.letters()
        let whole = try linked(Self.register(letters, batches: 1))
        #expect(whole.count > 100)
        #expect(try linked(Self.register(letters, batches: 1, batchSize: batchSize)) == whole)

        let asked = Mutex(0)
        let store = try Self.register(letters, batches: 1, batchSize: batchSize) {
            asked.withLock { asked in
                asked += 1
                return asked > 6
            }
        }
        #expect(try store.importStatus().letters < letters.count)
        let importer = Importer(
            reader: try DocumentReader(), pipeline: Self.pipeline, linker: Self.linker, store: store, isChinese: false)
        let folder = URL(filePath: store.path).deletingLastPathComponent()
        _ = try importer.run(paths: [folder.appending(path: "0.ndjson").path])
        #expect(try linked(store) == whole)
    }

    @Test("Linking anew that is broken off goes on where it stopped; meanwhile what held holds")
    func anewInParts() throws {
        let letters = try Self.letters()
        let store = try Self.register(letters, batches: 2)
        let before = try store.state()
        try store.markSketches(version: 7)
        let outdated = try store.state()
        let asked = Mutex(0)
        for stops in [0, 1] {
            asked.withLock { $0 = 0 }
            try MatterDesk(store: store).relink(Self.pipeline, Self.linker, blockLength: 20) {
                asked.withLock { count in
                    count += 1
                    return count > stops
                }
            }
            let now = try store.state().filter { !$0.hasPrefix("anew_") }
            #expect(now == outdated)
            #expect(try store.state().count { $0.hasPrefix("anew_sketch") } == 20 * stops)
        }
        // An import goes on with it, and leaves it again when it is to end; its letters are in.
        let importer = Importer(
            reader: try DocumentReader(), pipeline: Self.pipeline, linker: Self.linker, store: store, isChinese: false,
            isStopping: { true })
        let new = UploadedFile(name: "new.txt", bytes: Array("市住建局：路灯不亮，请求修好。".utf8))
        #expect(try importer.run(files: [new]).letters == 1)
        #expect(try store.importStatus().letters == letters.count + 1)
        #expect(try store.hasUnlinkedLetters())
        try MatterDesk(store: store).relink(Self.pipeline, Self.linker)
        #expect(try !store.hasUnlinkedLetters() && store.sketchesAreOf(version: Self.linker.version))
        let linked = try store.state().filter { $0.hasPrefix("letter_link") || $0.hasPrefix("anew_") }
        #expect(linked == before.filter { $0.hasPrefix("letter_link") })
    }

    @Test("In any order: the same matters", arguments: [UInt64(3), 4])
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let letters = try Self.letters()
        let expected = try Self.matters(Self.register(letters, batches: 1))
        #expect(expected.contains { $0.count > 3 })
        #expect(try Self.matters(Self.register(letters.shuffled(using: &generator), batches: 3)) == expected)
    }

    @Test("Unrelated letters among them change no matter; a decision taken back leaves every byte as it was")
    func unrelatedAndUndone() throws {
        let letters = try Self.letters()
        let topics = ["公交车早高峰等不到", "图书馆周末闭馆太早", "广场舞音响太吵", "自来水有漂白粉味", "快递柜乱收费", "共享单车堵在盲道上"]
        var mixed: [Letter] = []
        for (number, letter) in letters.enumerated() {
            mixed.append(letter)
            if number % 4 == 0 {
                mixed.append(
                    Letter(
                        id: "u\(number)", text: "市民第\(number)次建议：\(topics[number / 4 % 6])，请有关部门看一看。",
                        received: "2023-01-02"))
            }
        }
        let expected = try Self.matters(Self.register(letters, batches: 1)).filter { $0.count > 1 }
        let store = try Self.register(mixed, batches: 2)
        #expect(try Self.matters(store).filter { $0.count > 1 && !$0[0].hasPrefix("市民第") } == expected)

        let before = try store.state()
        let desk = MatterDesk(store: store)
        let ids = try store.matters(ofAtLeast: 1, limit: 3).map(\.id)
        _ = try desk.change(.merge(ids), account: "a")
        #expect(try store.state() != before)
        _ = try desk.undo(account: "a")
        #expect(try store.state() == before)
    }

    @Test("What an earlier version of linking left is linked anew; what a broken run left is linked")
    func earlierVersion() throws {
        let letters = try Self.letters()
        let store = try Self.register(Array(letters.prefix(24)), batches: 1)
        let state = try store.state()
        try store.markSketches(version: 7)
        #expect(try store.state() != state)
        var linking = RegisterLinking(store: store, pipeline: Self.pipeline, linker: Self.linker)
        try linking.finish()
        #expect(try store.state() == state)
    }
}
