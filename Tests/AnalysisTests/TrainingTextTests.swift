import Foundation
import Testing

@testable import Analysis

/// The letters that the category model learns from.
@Suite("Training letters")
struct TrainingTextTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Corpus/training")

    private static let files: [String] = {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
                .sorted()
        } catch { fatalError("\(error)") }
    }()

    private func rows(_ file: String) throws -> [[String]] {
        try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
    }

    @Test("Every letter has a code of its file's class, a purpose and words of its own", arguments: files)
    func letters(_ file: String) throws {
        let codes = Set(Fixture.analyzer.taxonomy.nodes.map(\.code))
        var seen: Set<String> = []
        for row in try rows(file) {
            try #require(row.count == 3, "\(row)")
            #expect(codes.contains(row[0]) && row[0].hasPrefix(String(file.prefix(2))), "\(row)")
            #expect(["求", "举", "建", "询", "他"].contains(row[1]), "\(row)")
            #expect(seen.insert(row[2]).inserted, "\(row[2])")
        }
    }

    @Test("All 17 classes, and forty letters and more where no other source has any")
    func coverage() throws {
        #expect(Self.files.count == 17)
        for file in Self.files
        where ["02", "03", "07", "08", "10", "11", "14", "15", "16", "17"].contains(file.prefix(2)) {
            #expect(try rows(file).count >= 40, "\(file)")
        }
    }
}
