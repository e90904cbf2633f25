import Documents
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Care of the store")
struct CareTests {
    private func office() throws -> (folder: URL, path: String, store: RegisterStore) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        let text = SourceText("褚满仓反映噪音")
        let record = Documents.Record(id: "褚满仓", kind: .letter)
        let masked = MaskedDocument(
            text: "⟨人1⟩反映噪音", record: record,
            secrets: [.init(placeholder: "⟨人1⟩", kind: .person, value: "褚满仓")])
        let document = Document(id: "褚满仓", text: text, received: CivilDate(year: 2020, month: 5, day: 6))
        try store.insert(
            sha256: String(repeating: "a", count: 64), path: "褚满仓.txt",
            letters: [ParsedDocument(document: document, record: record, masked: masked)])
        let content = RegisterContent(
            step: "new", day: "2020-05-07", reached: "2020-05-06", letter: 1, note: "⟨人1⟩来催", originalNote: "褚满仓来催")
        _ = try store.register(
            [content], channel: "letter", series: .init(name: "2020") { "2020-\($0)" }, account: "a", settling: closed)
        _ = try store.attach(Array("褚满仓的合同".utf8), name: "褚满仓.pdf", to: "2020-1", account: "a")
        return (folder, path, store)
    }

    private let closed: RegisterStore.Settling = { _ in
        Settlement(state: "closed", isOpen: false, body: "信访局", received: "2020-05-06", letters: [1], duties: [])
    }

    @Test("A backup restores to the same store; its files tell nothing; a wrong key or a changed byte is found")
    func backup() throws {
        let (folder, path, store) = try office()
        let (file, key) = (folder.appending(path: "b.backup").path, try SealingKey.file(path + ".backup-key"))
        try store.backUp(to: file, key: key, account: "a")
        #expect(throws: StoreError(.fileExists, file)) { try store.backUp(to: file, key: key, account: "a") }
        #expect(try Data(contentsOf: URL(filePath: file)).range(of: Data("反映".utf8)) == nil)
        let copy = folder.appending(path: "c.sqlite").path
        let restored = try RegisterStore.restore(file, key: key, to: copy, keyPath: copy + ".key")
        #expect(try restored.state() == store.state())
        #expect(try restored.reveal(1, account: "a", reason: "核对") == "褚满仓反映噪音")
        #expect(try FileManager.default.attributesOfItem(atPath: copy + ".key")[.posixPermissions] as? Int == 0o600)
        for name in [path, path + "-wal", file, copy] where FileManager.default.fileExists(atPath: name) {
            #expect(
                try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        let bytes = try Data(contentsOf: URL(filePath: file))
        for (name, changed) in [
            ("cut", bytes.dropLast(30)), ("no end", bytes.dropLast(20 + 12)), ("empty", Data()),
            ("bit", bytes.prefix(5_000) + [bytes[5_000] ^ 1] + bytes.dropFirst(5_001)),
        ] {
            let broken = folder.appending(path: "\(name).backup")
            try changed.write(to: broken)
            let target = folder.appending(path: "\(name).sqlite").path
            #expect(throws: StoreError.self, "\(name)") {
                try RegisterStore.restore(broken.path, key: key, to: target, keyPath: target + ".key")
            }
            #expect(!FileManager.default.fileExists(atPath: target), "\(name)")
        }
        let other = folder.appending(path: "d.sqlite").path
        #expect(throws: StoreError(.wrongKey, file)) {
            try RegisterStore.restore(file, key: .file(path + ".other"), to: other, keyPath: other + ".key")
        }
    }

    @Test("A new key opens everything, the old one nothing; who holds the old one writes nothing")
    func rotation() throws {
        let (_, path, store) = try office()
        let new = try SealingKey.file(path + ".new")
        // Original, file name, attachment's name and contents, note, key check.
        #expect(try store.rotateKey(to: new, account: "a") == 6)
        #expect(throws: StoreError.self) { try store.set("office", to: "信访局", account: "a") }
        #expect(throws: StoreError.self) { try RegisterStore(path: path, key: .file(path + ".key", isNew: false)) }
        let reopened = try RegisterStore(path: path, key: new)
        #expect(try reopened.reveal(1, account: "a", reason: "核对") == "褚满仓反映噪音")
        #expect(try reopened.openAttachment(1, account: "a", reason: "核对").name == "褚满仓.pdf")
        #expect(try reopened.importStatus().filesDone == 1)
        _ = try reopened.verifyAudit()
    }

    @Test("Retention destroys what is sealed of matters done long ago, and nothing else; first it only tells")
    func retention() throws {
        let (_, path, store) = try office()
        let expected = RegisterStore.Retention(registrations: 1, originals: 1, attachments: 1, notes: 1)
        #expect(try store.destroySealed(doneBefore: "2020-05-07", isTrial: false, account: "a") == .init())
        #expect(try store.destroySealed(doneBefore: "2021-01-01", isTrial: true, account: "a") == expected)
        let box = try store.read { try Data.fetchOne($0, sql: "SELECT box FROM sealed") }
        let sealed = try #require(box)
        #expect(try store.reveal(1, account: "a", reason: "核对").contains("褚满仓"))
        #expect(try store.destroySealed(doneBefore: "2021-01-01", isTrial: false, account: "a") == expected)
        #expect(throws: StoreError.self) { try store.reveal(1, account: "a", reason: "核对") }
        #expect(try store.letter(1).text == "⟨人1⟩反映噪音" && store.attachments(of: "2020-1").isEmpty)
        for name in [path, path + "-wal"] where FileManager.default.fileExists(atPath: name) {
            #expect(try Data(contentsOf: URL(filePath: name)).range(of: sealed.prefix(60)) == nil, "\(name)")
        }
    }

    @Test("A clock that was set back, a file that cannot be written: clear words, nothing lost")
    func refusals() throws {
        let (_, _, store) = try office()
        try store.write {
            try $0.execute(
                sql: """
                    INSERT INTO audit(at, account, action, subject, reason, previous, hash)
                    SELECT '2999-01-01T00:00:00Z', 'a', 'b', 'c', 'd', hash, 'x' FROM audit ORDER BY seq DESC LIMIT 1
                    """)
        }
        #expect { try store.set("office", to: "信访局", account: "a") } throws: {
            ($0 as? StoreError)?.code == .clockBehind
        }
        #expect(try store.setting("office") == nil)
        for code: StoreError.Code in [.clockBehind, .diskFull, .busy, .readOnly, .backupBroken, .cannotWrite] {
            #expect(StoreError(code, "x").message(chinese: true) != StoreError(code, "x").message(chinese: false))
        }
    }

    @Test("A full disk: the words say so, and the store is as before")
    func diskFull() throws {
        let (_, _, store) = try office()
        let before = try store.state()
        #expect(throws: StoreError(.diskFull, "")) {
            try store.write { database in
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                try database.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
                for _ in 0..<2_000 {
                    try database.execute(
                        sql: "INSERT INTO setting(name, value, at, account) VALUES ('x', ?, '', '')",
                        arguments: [String(repeating: "满", count: 2_000)])
                }
            }
        }
        #expect(try store.state() == before)
    }

    @Test("A migration that was killed leaves the store as it was, and the next run takes it up")
    func killedMigration() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "a.sqlite").path
        let queue = try DatabaseQueue(path: path)
        try Schema.migrator(TextFolding()).migrate(queue, upTo: "v2 matters, decisions about them, journal")
        // In the way of the next one: it fails in its middle.
        try queue.write { try $0.execute(sql: "CREATE TABLE attachment (x)") }
        try queue.close()
        #expect(throws: StoreError.self) { try RegisterStore(path: path, key: .file(path + ".key")) }
        let again = try DatabaseQueue(path: path)
        try again.write { database in
            #expect(try !database.tableExists("registration"))
            try database.execute(sql: "DROP TABLE attachment")
        }
        try again.close()
        #expect(try RegisterStore(path: path, key: .file(path + ".key")).registrations().isEmpty)
    }
}
