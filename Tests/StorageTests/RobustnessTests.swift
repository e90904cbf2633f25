import Dispatch
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("What befalls a store")
struct RobustnessTests {
    private func path() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "a.sqlite").path
    }

    @Test("A key file that is gone, cut short, or another's; a file that is no store; a store of a newer program")
    func opening() throws {
        let path = try path()
        _ = try RegisterStore(path: path, key: .file(path + ".key"))
        func code(_ body: () throws -> Void) -> StoreError.Code? {
            do { try body() } catch { return (error as? StoreError)?.code }
            return nil
        }
        #expect(code { _ = try SealingKey.file(path + ".gone", isNew: false) } == .keyFileMissing)
        try Data([1, 2, 3]).write(to: URL(filePath: path + ".short"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + ".short")
        #expect(code { _ = try SealingKey.file(path + ".short", isNew: false) } == .keyFileUnreadable)
        let key = try SealingKey.file(path + ".key", isNew: false)
        #expect(code { _ = try RegisterStore(path: path, key: .file(path + ".other")) } == .wrongKey)
        let text = path + ".txt"
        try Data(String(repeating: "这不是登记库。", count: 200).utf8).write(to: URL(filePath: text))
        #expect(code { _ = try RegisterStore(path: text, key: key) } == .damaged)
        let newer = try DatabaseQueue(path: path)
        try newer.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99 of years to come')") }
        #expect(code { _ = try RegisterStore(path: path, key: key) } == .newerStore)
        for code: StoreError.Code in [.keyFileMissing, .damaged, .newerStore] {
            #expect(StoreError(code, "x").message(chinese: true) != StoreError(code, "x").message(chinese: false))
        }
    }

    @Test("While another process writes, a writer waits, then says so; a reader reads on; nothing is half written")
    func busy() throws {
        let path = try path()
        let first = try RegisterStore(path: path, key: .file(path + ".key"))
        let second = try RegisterStore(path: path, key: .file(path + ".key", isNew: false), patience: 0.2)
        try first.write { database in
            try database.execute(
                sql: "INSERT INTO setting(name, value, at, account) VALUES ('office', '信访局', '', '')")
            #expect(throws: StoreError(.busy, "")) { try second.set("office", to: "民政局", account: "a") }
            #expect(try second.setting("office") == nil)
        }
        #expect(try second.setting("office") == "信访局")
        try second.set("office", to: "民政局", account: "a")
        #expect(try first.setting("office") == "民政局")
    }

    @Test("A file of a batch that the disk cannot hold: told, none of the batch kept, all taken up once there is room")
    func fullDisk() throws {
        let office = try AskedStore()
        try office.take(["停水"])
        let before = try office.store.state()
        func pages(_ sql: String) throws {
            try office.store.database.writeWithoutTransaction { try $0.execute(sql: sql) }
        }
        let texts = (0..<2_000).map { "第\($0)件反映停水停电，路灯不亮。" }
        let count = try office.store.database.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try pages("PRAGMA max_page_count = \(count + 20)")
        #expect(throws: StoreError(.diskFull, "")) { try office.take(texts) }
        #expect(try office.store.state() == before)
        #expect(try office.store.letters(LetterFilter(question: Question("停电"))).isEmpty)
        try pages("PRAGMA max_page_count = 1000000")
        try office.take(texts)
        #expect(try office.store.letters(LetterFilter(question: Question("停电"), limit: -1)).count == 2_000)
    }

    private static let letters = 20_000

    /// A store as it was before facts were kept in columns.
    private func oldStore(_ path: String) throws {
        let pool = try DatabasePool(path: path)
        try Schema.migrator(TextFolding()).migrate(pool, upTo: "sketches of letters")
        let box = try SealingKey.file(path + ".key").seal(
            Data(RegisterStore.keyCheck.utf8), for: RegisterStore.keyCheck)
        try pool.write { database in
            try database.execute(sql: "INSERT INTO key_check(id, box) VALUES (1, ?)", arguments: [box])
            try database.execute(
                sql: """
                    INSERT INTO source(sha256, path, state) VALUES (printf('%064x', 1), x'00', 'done');
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.letters))
                    INSERT INTO letter(source, position, kind, received, month, text, record)
                    SELECT printf('%064x', 1), i, 'letter', '2023-05-06', '2023-05',
                      '第' || i || '件反映停水的问题，物业一直没有答复，请求尽快恢复供水。', '{}' FROM n;
                    INSERT INTO matter_letter SELECT id, id FROM letter;
                    """)
        }
        try pool.close()
    }

    @Test("A change of the tables that is killed on its way is as if it had not begun, and is made at the next start")
    func killedMigration() async throws {
        let path = try path()
        try oldStore(path)
        setenv("LAIXIN_TEST_STORE", path, 1)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let path = try #require(ProcessInfo.processInfo.environment["LAIXIN_TEST_STORE"])
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { kill(getpid(), SIGKILL) }
            _ = try RegisterStore(path: path, key: .file(path + ".key", isNew: false))
            sleep(10)
        }
        let tables = try await DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE name = 'fact_block'")
        }
        #expect(tables.isEmpty, "it was done before it was killed")
        let store = try RegisterStore(path: path, key: .file(path + ".key", isNew: false))
        let rows = try store.statistics(by: .month, for: .register)
        #expect(rows == [StatisticsRow(key: "2023-05", letters: Self.letters, matters: Self.letters)])
        #expect(try store.letters(LetterFilter(question: Question("第777件"))).count == 1)
        #expect(try store.letters(LetterFilter(question: Question("物业"), limit: -1)).count == Self.letters)
    }
}
