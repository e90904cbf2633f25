import Documents
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("The register")
struct StoreTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func letter(_ index: Int, category: String = "环境保护") -> ParsedDocument {
        let text = "褚满仓\(index)反映噪音"
        var record = Documents.Record(id: "褚满仓\(index)", kind: .letter)
        record.issues = [.init(path: [category], code: "04", score: 1, primary: true, rule: "r", evidence: [])]
        let document = Document(
            id: "褚满仓\(index)", text: SourceText(text), received: CivilDate(year: 2023, month: 5, day: 6))
        let masked = MaskedDocument(
            text: "⟨人1⟩反映噪音\(index)", record: record,
            secrets: [.init(placeholder: "⟨人1⟩", kind: .person, value: "褚满仓\(index)")])
        return ParsedDocument(document: document, record: record, masked: masked)
    }

    private func sha(_ number: Int) -> String { String(repeating: "0", count: 60) + String(1000 + number) }

    @Test("Sealed text is readable nowhere in the files, and opens with a reason only")
    func sealed() throws {
        let folder = try folder()
        let path = folder.appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        try store.insert(sha256: sha(1), path: "in/褚满仓的信.txt", letters: [letter(1)])
        try store.recordFailure(sha256: sha(2), path: "in/褚满仓.zip", code: "binary", message: "m")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            #expect(try Data(contentsOf: file).range(of: Data("褚满仓".utf8)) == nil)
        }
        #expect(throws: StoreError.self) { try store.reveal(1, account: "clerk", reason: " ") }
        #expect(try store.reveal(1, account: "clerk", reason: "答复").contains("褚满仓1"))
        #expect(try store.verifyAudit() == 1)
    }

    @Test("Another key does not open it")
    func wrongKey() throws {
        let path = try folder().appending(path: "a.sqlite").path
        try RegisterStore(path: path, key: .file(path + ".key")).insert(sha256: sha(1), path: "p", letters: [letter(1)])
        let other = try SealingKey.file(path + ".other")
        #expect(throws: StoreError(.wrongKey, "key check")) { try RegisterStore(path: path, key: other) }
        #expect(throws: StoreError.self) { try SealingKey.file(path + ".gone", isNew: false) }
    }

    @Test("The key file is its owner's alone; one that others read is refused")
    func keyFile() throws {
        let path = try folder().appending(path: "k").path
        _ = try SealingKey.file(path)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: StoreError.self) { try SealingKey.file(path) }
    }

    @Test("A changed audit entry is found")
    func audit() throws {
        let path = try folder().appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        try store.appendAudit(account: "a", action: "reveal", subject: "letter 1", reason: "r")
        try store.appendAudit(account: "a", action: "reveal", subject: "letter 2", reason: "r")
        #expect(try store.verifyAudit() == 2)
        #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: "UPDATE audit SET reason = 'x'") } }
        try store.write {
            try $0.execute(sql: "DROP TRIGGER audit_no_update; UPDATE audit SET reason = 'x' WHERE seq = 1")
        }
        #expect(throws: StoreError.self) { try store.verifyAudit() }
    }

    @Test("No table or column that keeps people")
    func schema() throws {
        let path = try folder().appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        #expect(try forbidden(store).isEmpty)
        // The check itself can fail.
        try store.write { try $0.execute(sql: "CREATE TABLE x (risk_score REAL)") }
        #expect(try forbidden(store) == ["x.risk_score"])
    }

    private func forbidden(_ store: RegisterStore) throws -> [String] {
        try store.columns().filter { name in Schema.forbiddenWords.contains { name.lowercased().contains($0) } }
    }

    @Test("Small cells are suppressed, and never one alone")
    func suppression() throws {
        let path = try folder().appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        let letters =
            (0..<20).map { letter($0) } + (20..<32).map { letter($0, category: "交通运输") } + [letter(40, category: "民政")]
        try store.insert(sha256: sha(1), path: "p", letters: letters)
        let exact = try store.statistics(by: .category, for: .register)
        #expect(exact.map(\.letters) == [20, 12, 1])
        let published = try store.statistics(by: .category, for: .published(k: 1))
        #expect(published.map(\.letters) == [20, nil, nil])
    }

    @Test("A failed file is tried again, a done one is known")
    func status() throws {
        let path = try folder().appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        try store.recordFailure(sha256: sha(2), path: "b", code: "empty", message: "m")
        try store.insert(sha256: sha(1), path: "a", letters: [letter(1), letter(2)])
        #expect(try store.isImported(sha256: sha(1)))
        #expect(try !store.isImported(sha256: sha(2)))
        let status = try store.importStatus()
        #expect(status.letters == 2 && status.failures.map(\.code) == ["empty"])
        #expect(try store.letters(LetterFilter(month: "2023-05", words: "噪音")).count == 2)
    }
}
