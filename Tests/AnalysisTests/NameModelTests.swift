import Dictionaries
import Documents
import Testing

@testable import Analysis

/// A model that knows 甲乙丙 and nothing but what a test tells it, to see which character a row is added for.
private struct SmallModel {
    private static let sizes = NameModel.Sizes(characters: 3, endings: 0, pairs: 1, triples: 1)
    private var rows = [[UInt8]](repeating: [UInt8](repeating: 0, count: 16), count: sizes.rows)
    private static let pairs = 3 * NameModel.Single.allCases.count
    private static let triples = pairs + NameModel.Pair.allCases.count
    private static let tables = triples + NameModel.Triple.allCases.count

    mutating func set(_ label: NameLabel, row: Int) { rows[row][label.rawValue] = 200 }

    /// 甲 where it stands.
    static func row(_ single: NameModel.Single) -> Int { single.rawValue }
    /// 甲乙 together.
    static func row(_ pair: NameModel.Pair) -> Int { pairs + pair.rawValue }
    /// 甲乙丙 together.
    static func row(_ triple: NameModel.Triple) -> Int { triples + triple.rawValue }
    static func row(_ table: NameModel.Table, _ number: Int) -> Int {
        tables + NameModel.Table.allCases.prefix(table.rawValue).reduce(0) { $0 + $1.count(endings: 0) } + number
    }

    func tagger() throws -> NameTagger {
        func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
        var file = Array("LXN2".utf8) + bytes(Float(0.05).bitPattern)
        file += [UInt8](repeating: 0, count: 13 * 13 * 4)
        for number: UInt32 in [3, 0, 1, 1, 0x7532, 0x4E59, 0x4E19] { file += bytes(number) }
        for number: UInt8 in [1, 2, 1, 2, 3] { file += [number, 0] }
        for row in rows { file += row }
        let checksum = file.withUnsafeBytes { ModelFile.checksum($0) }
        file += bytes(UInt32(truncatingIfNeeded: checksum)) + bytes(UInt32(truncatingIfNeeded: checksum >> 32))
        return NameTagger(try NameModel(file, file: "m", Fixture.analyzer.nameCharacters))
    }
}

@Suite("Rows of the model of names")
struct NameModelTests {
    private static func names(
        _ text: String, _ model: SmallModel, places: [PlaceMention] = [], taken: [NormalizedSpan] = []
    ) throws -> NameTagger.Names {
        let text = Fixture.analyzer.normalize(SourceText(text))
        return try model.tagger().names(text, places: places, parties: [], taken: taken)
    }

    /// Where a row makes a place begin.
    private static func starts(
        _ text: String, row: Int, places: [PlaceMention] = [], taken: [NormalizedSpan] = []
    ) throws -> [Int] {
        var model = SmallModel()
        model.set(.placeStart, row: row)
        return try names(text, model, places: places, taken: taken).places.map(\.start)
    }

    @Test("What is known of a character counts for those around it")
    func sequences() throws {
        let singles: [(NameModel.Single, [Int])] = [
            (.here, [2]), (.before, [3]), (.behind, [1]), (.before2, [4]), (.behind2, [0]),
        ]
        for (single, expected) in singles {
            #expect(try Self.starts("一二甲三四", row: SmallModel.row(single)) == expected, "\(single)")
        }
        let pairs: [(NameModel.Pair, [Int])] = [
            (.beforeHere, [3]), (.hereBehind, [2]), (.twoBefore, [4]), (.twoBehind, [1]),
        ]
        for (pair, expected) in pairs {
            #expect(try Self.starts("一二甲乙三四", row: SmallModel.row(pair)) == expected, "\(pair)")
            #expect(try Self.starts("一二乙甲三四", row: SmallModel.row(pair)).isEmpty, "\(pair)")
        }
        let triples: [(NameModel.Triple, [Int])] = [(.around, [3]), (.hereTwoBehind, [2]), (.twoBeforeHere, [4])]
        for (triple, expected) in triples {
            #expect(try Self.starts("一二甲乙丙三", row: SmallModel.row(triple)) == expected, "\(triple)")
            #expect(try Self.starts("一二甲乙甲三", row: SmallModel.row(triple)).isEmpty, "\(triple)")
        }
    }

    @Test("A text longer than a block is read like one, and one of a character too")
    func lengths() throws {
        for before in [0, 1, 29, 30, 31, 32, 33, 62, 63, 64, 65, 200] {
            let text = String(repeating: "一", count: before) + "甲乙丙"
            #expect(try Self.starts(text, row: SmallModel.row(NameModel.Triple.around)) == [before + 1])
            #expect(try Self.starts(text, row: SmallModel.row(NameModel.Pair.hereBehind)) == [before])
        }
        #expect(try Self.starts("甲", row: SmallModel.row(NameModel.Single.here)) == [0])
    }

    @Test("What the rules found counts by its number in a table")
    func tables() throws {
        let place = PlaceMention(span: NormalizedSpan(1, 3), division: nil, detailStart: 1, rule: "place.division")
        // Beginning, end and inside of a place of the rules: 2, 3 and 1.
        let begun = (0 * 6 + 2) * 6 + 3
        #expect(
            try Self.starts("一二三四", row: SmallModel.row(NameModel.Table.places, begun), places: [place]) == [1])
        #expect(try Self.starts("一二三四", row: SmallModel.row(NameModel.Table.places, begun)).isEmpty)
        // A number alone: 1 + 4 * 4 + 3.
        let taken = 0 * 22 + 20
        #expect(
            try Self.starts(
                "一二三四", row: SmallModel.row(NameModel.Table.placeParty, taken), taken: [NormalizedSpan(2, 3)]) == [2])
        // The title: its row is the one behind that of the text.
        #expect(try Self.starts("啊\n啊", row: SmallModel.row(NameModel.Table.repetitions, 1)) == [0, 1])
        // The unknown ending right here.
        #expect(try Self.starts("啊啊路", row: SmallModel.row(NameModel.Table.endings, 1)) == [2])
    }

    @Test("The part of a party is the one that is weighed highest", arguments: NameKind.allCases.dropFirst())
    func parts(kind: NameKind) throws {
        var model = SmallModel()
        let start = try #require(NameLabel(rawValue: 2 * (kind.rawValue + 1)))
        let inside = try #require(NameLabel(rawValue: start.rawValue + 1))
        #expect(start.kind == kind && inside.kind == kind && inside.follows(start) && !start.isInside)
        model.set(start, row: SmallModel.row(NameModel.Pair.hereBehind))
        model.set(inside, row: SmallModel.row(NameModel.Pair.beforeHere))
        let names = try Self.names("一甲乙二", model)
        #expect(names.places.isEmpty && names.parties == [NormalizedSpan(1, 3)])
        #expect(names.parts == [NameTagger.Part(kind: kind, certainty: .sure)])
    }

    @Test("A mention has the part of the party that at least half of it belongs to")
    func mentions() {
        let weak = NameTagger.Part(kind: .handler, certainty: .weak)
        let sure = NameTagger.Part(kind: .petitioner, certainty: .sure)
        let names = NameTagger.Names(
            parties: [NormalizedSpan(2, 4), NormalizedSpan(4, 9)], parts: [weak, sure])
        let rows: [(NormalizedSpan, NameTagger.Part?)] = [
            (NormalizedSpan(2, 4), weak), (NormalizedSpan(0, 4), weak), (NormalizedSpan(3, 9), sure),
            (NormalizedSpan(0, 3), nil), (NormalizedSpan(9, 12), nil), (NormalizedSpan(7, 20), nil),
        ]
        for (mention, part) in rows { #expect(names.part(of: mention) == part, "\(mention)") }
    }

    @Test("Every feature of a party has a name of its own")
    func names() {
        #expect(RoleFeatures.name(RoleFeatures.count - 1) == "tagged none")
        for number in 0..<NameTagger.Part.count {
            #expect(NameTagger.Part(number: number)?.number == number)
        }
        #expect(NameTagger.Part(number: NameTagger.Part.count) == nil && NameTagger.Part(number: -1) == nil)
        var features = RoleFeatures()
        features.add(tagged: NameTagger.Part(kind: .petitioner, certainty: .fair))
        features.add(tagged: nil)
        #expect(features.numbers.map(RoleFeatures.name) == ["tagged petitioner-fair", "tagged none"])
    }

    @Test("What the model is learned from, by name")
    func evidence() {
        let letter = SourceText("县住建局：\n我是王村的，路坏了，请修。")
        let evidence = Fixture.analyzer.nameEvidence(of: Document(id: "1", text: letter))
        #expect(evidence.count == letter.count)
        #expect(evidence[0].source == SourceSpan(0, 1))
        for feature in [
            "here:53bf", "before:110001", "behind:4f4f", "before2:110001", "twoBefore:110001.110001",
            "around:110001.53bf.4f4f", "title:0", "endingIn:0", "ending:53bf.0",
        ] {
            #expect(evidence[0].features.contains(feature), "\(feature)")
        }
        let last = evidence[evidence.count - 1].features
        for feature in ["here:3002", "behind:110002", "hereTwoBehind:3002.110002.110002", "place:0", "party:0"] {
            #expect(last.contains(feature), "\(feature)")
        }
        #expect(!last.contains { $0.hasPrefix("title:") || $0.hasPrefix("endingIn:") })
    }
}
