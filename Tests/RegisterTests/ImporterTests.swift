import Analysis
import Documents
import Foundation
import Intake
import Pipeline
import Storage
import Testing

@testable import Register

@Suite("Importing")
struct ImporterTests {
    @Test("A second run adds nothing; a bad file is set aside and the rest done")
    func idempotent() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        let letters = folder.appending(path: "in")
        try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
        try Data("市信访局：我家楼上漏水，请求修理。".utf8).write(to: letters.appending(path: "a.txt"))
        try Data("市信访局：夜里施工太吵，请求停工。".utf8).write(to: letters.appending(path: "b.txt"))
        // The same letter, sent to another office too: two letters, one link.
        try Data("市信访局：我家楼上漏水，请求修理。".utf8).write(to: letters.appending(path: "copy.txt"))
        try Data().write(to: letters.appending(path: "empty.txt"))
        let path = folder.appending(path: "a.sqlite").path
        let importer = Importer(
            reader: try DocumentReader(), pipeline: DocumentPipeline(analyzer: try Analyzer()),
            store: try RegisterStore(path: path, key: .file(path + ".key")), isChinese: false)
        let first = try importer.run(paths: [letters.path])
        #expect(first.filesImported == 3 && first.letters == 3 && first.filesFailed == 1)
        #expect(first.links == 1)
        let second = try importer.run(paths: [letters.path])
        #expect(second.filesImported == 0 && second.letters == 0 && second.filesKnown == 3)
    }

    @Test("Scans are letters like others; a list beside them is none, and a damaged scan is set aside")
    func scans() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        let letters = folder.appending(path: "in")
        try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
        let header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        let row = "5\t1\t1\t1\t1\t1\t10\t10\t400\t20\t90\t市信访局：我家楼上漏水，请求修理。\n"
        try Data((header + row).utf8).write(to: letters.appending(path: "scan.tsv"))
        try Data("编号\t事项\n1\t欠薪\n".utf8).write(to: letters.appending(path: "list.tsv"))
        try Data(#"{"pages":[{"lines":[{"text":"市信访局：夜里施工太吵"#.utf8).write(to: letters.appending(path: "cut.json"))
        let path = folder.appending(path: "a.sqlite").path
        let importer = Importer(
            reader: try DocumentReader(), pipeline: DocumentPipeline(analyzer: try Analyzer()),
            store: try RegisterStore(path: path, key: .file(path + ".key")), isChinese: false)
        let summary = try importer.run(paths: [letters.path])
        #expect(summary.filesImported == 1 && summary.letters == 1 && summary.filesFailed == 1)
    }

    @Test("A day of receipt given for all holds for those that bring none")
    func received() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        let letters = folder.appending(path: "in")
        try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
        try Data("市信访局：我家去年5月起楼上漏水，请求修理。".utf8).write(to: letters.appending(path: "a.txt"))
        try Data(#"{"id":"b","received":"2024-07-01","text":"市信访局：夜里施工太吵，请求停工。"}"#.utf8)
            .write(to: letters.appending(path: "b.ndjson"))
        let path = folder.appending(path: "a.sqlite").path
        let store = try RegisterStore(path: path, key: .file(path + ".key"))
        var importer = Importer(
            reader: try DocumentReader(), pipeline: DocumentPipeline(analyzer: try Analyzer()), store: store,
            isChinese: false)
        importer.receivedOtherwise = CivilDate("2026-03-02")
        _ = try importer.run(paths: [letters.path])
        #expect(try store.letters(LetterFilter()).compactMap(\.received).sorted() == ["2024-07-01", "2026-03-02"])
        let first = try #require(try store.letters(LetterFilter(question: Question("漏水"))).first)
        #expect(try store.letter(first.id).record.dates.map(\.value) == ["2025-05/.."])
    }
}
