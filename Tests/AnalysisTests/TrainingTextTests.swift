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

    @Test("Every letter has codes, the first of its file's class, a purpose and words of its own", arguments: files)
    func letters(_ file: String) throws {
        let codes = Set(Fixture.analyzer.taxonomy.nodes.map(\.code))
        var seen: Set<String> = []
        for row in try rows(file) {
            try #require(row.count == 3, "\(row)")
            let own = row[0].split(separator: ",").map(String.init)
            #expect(own.allSatisfy(codes.contains) && row[0].hasPrefix(String(file.prefix(2))), "\(row)")
            #expect(Set(own).count == own.count && own.count <= 3, "\(row)")
            #expect(["求", "举", "建", "询", "他"].contains(row[1]), "\(row)")
            #expect(seen.insert(row[2]).inserted, "\(row[2])")
        }
    }

    @Test("Every level-2 class that is not a rest has a letter, and many letters name several classes")
    func levels() throws {
        let codes = try Self.files.flatMap { try rows($0).map { $0[0].split(separator: ",").map(String.init) } }
        let known = Set(codes.joined().map { $0.prefix(5) })
        for node in Fixture.analyzer.taxonomy.nodes where node.path.count == 2 && !node.code.hasSuffix("99") {
            #expect(known.contains(node.code.prefix(5)), "\(node.code) \(node.path)")
        }
        #expect(codes.count { Set($0.map { $0.prefix(2) }).count > 1 } >= 45)
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
