import Analysis
import Foundation
import Intake
import Pipeline
import Storage
import Testing

@testable import Register

@Suite("Pictures of pages")
struct PageFilesTests {
    @Test("Pictures that lie beside a file and are called like it are its pages, in their order")
    func paired() {
        let files = [
            "in/a-10.png", "in/a-2.jpg", "in/a.hocr", "in/b.PNG", "in/b.txt", "other/a-1.png", "in/c.webp",
            "in/a-x.png",
        ]
        let found = PageFiles(files) { _ in true }
        #expect(found.texts == ["in/a.hocr", "in/b.txt", "other/a-1.png", "in/c.webp", "in/a-x.png"])
        #expect(found.pages == ["in/a.hocr": ["in/a-2.jpg", "in/a-10.png"], "in/b.txt": ["in/b.PNG"]])
        // What only is called like a picture is a file like others.
        #expect(PageFiles(files) { $0 != "in/b.PNG" }.pages["in/b.txt"] == nil)
    }

    /// A picture by its first bytes; the rest says who is on it.
    static let picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("褚满仓的信".utf8)

    @Test(
        "A picture is taken in with its letter, sealed, and opens with a reason that the log keeps; alone it is set aside"
    )
    func sealed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        let letters = folder.appending(path: "in")
        try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
        try Data("市信访局：我家楼上漏水，请求修理。".utf8).write(to: letters.appending(path: "a.txt"))
        try Data(Self.picture).write(to: letters.appending(path: "a.png"))
        try Data(Self.picture).write(to: letters.appending(path: "alone.png"))
        let path = folder.appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        let importer = Importer(
            reader: try DocumentReader(), pipeline: DocumentPipeline(analyzer: try Analyzer()), store: store,
            isChinese: false)
        let summary = try importer.run(paths: [letters.path])
        #expect(summary.letters == 1 && summary.filesFailed == 1)
        #expect(try store.pageImages(of: 1) == 1)
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.lastPathComponent.hasPrefix("a.sqlite") {
            #expect(try Data(contentsOf: file).range(of: Data("褚满仓".utf8)) == nil)
        }
        #expect(throws: StoreError.self) { try store.openPage(1, of: 1, account: "clerk", reason: " ") }
        for (letter, number) in [(Int64(1), 0), (1, 2), (2, 1)] {
            #expect(throws: StoreError.self) { try store.openPage(number, of: letter, account: "a", reason: "核对") }
        }
        #expect(
            try store.openPage(1, of: 1, account: "a", reason: "核对地址") == PageImage(kind: .png, bytes: Self.picture))
        let entry = try #require(try store.auditLog().last)
        #expect(entry.action == "reveal" && entry.subject == "letter 1 page 1" && entry.reason == "核对地址")
        let key = try SealingKey.file(path + ".new")
        _ = try store.rotateKey(to: key, account: "a")
        let rotated = try RegisterStore(path: path, key: key)
        #expect(try rotated.openPage(1, of: 1, account: "a", reason: "核对地址").bytes == Self.picture)
    }

    @Test("What comes over the network is paired in the same way")
    func uploads() throws {
        let office = try RegisterOffice()
        let importer = Importer(
            reader: try DocumentReader(), pipeline: DocumentPipeline(analyzer: try Analyzer()), store: office.store,
            isChinese: false)
        let summary = try importer.run(files: [
            UploadedFile(name: "三月/a-1.jpg", bytes: [0xFF, 0xD8, 0xFF, 0xE0]),
            UploadedFile(name: "三月/a.txt", bytes: Array("市信访局：我家楼上漏水，请求修理。".utf8)),
            UploadedFile(name: "三月/a-2.jpg", bytes: [0xFF, 0xD8, 0xFF, 0xE1]),
            UploadedFile(name: "b.txt", bytes: Array("市信访局：路灯不亮，请求修好。".utf8)),
        ])
        #expect(summary.letters == 2 && summary.filesFailed == 0)
        #expect(try office.store.pageImages(of: 1) == 2 && office.store.pageImages(of: 2) == 0)
        #expect(try office.store.openPage(2, of: 1, account: "a", reason: "核对").bytes.last == 0xE1)
    }
}
