import Analysis
import Documents
import Foundation
import Intake
import Pipeline
import Storage
import TestSupport
import Testing

@testable import Register

/// SAFETY 2: 1,000 invented people with phone, ID number and address, four a letter, written in four ways.
@Suite("Leak hunt")
struct LeakHuntTests {
    @Test("1,000 people: in no row that is not sealed, no file, no index, in no form")
    func hunt() throws {
        let office = try RegisterOffice()
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "in.ndjson")
        try PlantedPeople.lines().write(to: input)
        let importer = Importer(
            reader: try DocumentReader(), pipeline: DocumentPipeline(analyzer: try Analyzer()), store: office.store,
            isChinese: false)
        #expect(try importer.run(paths: [input.path]).letters == 250)

        // The rows as one who searches cleverly would read them, and the files' bytes as they are.
        var hound = Hound()
        let rows = try office.store.state().filter { !$0.hasPrefix("sealed ") && !$0.hasPrefix("source ") }
        for row in rows { hound.search(row) }
        for file in try FileManager.default.contentsOfDirectory(at: office.folder, includingPropertiesForKeys: nil)
        where file.pathExtension != "key" {
            hound.search(String(decoding: try Data(contentsOf: file), as: UTF8.self))
        }
        #expect(hound.length > 100_000 && rows.contains { $0.contains("停水三天") }, "the hunt looks at nothing")
        #expect(hound.foundNames.isEmpty, "\(hound.foundNames.count) names")
        #expect(hound.addresses == 0)
        #expect(hound.isSilent, "\(hound.longNumbers.prefix(3))")
        // The index tells nothing to one who asks it for a name.
        #expect(try office.store.letters(LetterFilter(words: "停水三天", limit: -1)).count == 250)
        for person in PlantedPeople.people {
            #expect(try office.store.letters(LetterFilter(words: person.name)).isEmpty, "\(person.name)")
        }
        // The hound can find.
        var test = Hound()
        for way in PlantedPeople.Way.allCases { test.search(PlantedPeople.letter(PlantedPeople.people[0..<4], way)) }
        #expect(test.foundNames.count == 4 && test.addresses == 16 && test.longNumbers.count == 32 && !test.isSilent)
    }
}
