import Dictionaries
import Documents
import Testing

@testable import Analysis

@Suite("Names that the tagger reads")
struct NameTests {
    private static func bytes() throws -> [UInt8] { try DictionaryFiles.standard().bytes(of: NameModel.path) }

    private static func model(_ bytes: [UInt8]) throws -> NameModel {
        try NameModel(bytes, file: "m", Fixture.analyzer.nameCharacters)
    }

    @Test("A changed, cut, longer or foreign model is refused with its reason")
    func refused() throws {
        let whole = try Self.bytes()
        _ = try Self.model(whole)
        var changed = whole
        changed[whole.count / 2] ^= 1
        var later = whole
        later[3] = 0x39
        let earlier = Array("LXN1".utf8) + whole.dropFirst(4)
        // A count that no file of this length holds.
        var longer = whole
        longer[4 + 4 + 13 * 13 * 4 + 8 + 2] ^= 1
        let rows: [([UInt8], String)] = [
            ([], "is no model of names"), (Array("LXM3".utf8) + whole.dropFirst(4), "is no model of names"),
            (later, "is a model of another version"), (earlier, "is a model of another version"),
            (longer, "was cut off"), (Array(whole.prefix(5)), "was cut off"),
            (Array(whole.dropLast(9)), "was cut off"), (whole + [0], "holds more than a model"),
            (changed, "was changed: its checksum is wrong"),
        ]
        for (bytes, problem) in rows {
            #expect(throws: DictionaryError(file: "m", line: 0, problem: problem)) { try Self.model(bytes) }
        }
    }

    @Test("No name goes on from a label that does not begin it", arguments: NameLabel.allCases)
    func labels(before: NameLabel) throws {
        let transitions = try Self.model(try Self.bytes()).transitions
        for label in NameLabel.allCases {
            #expect((transitions.weight(of: label, behind: before) == NameModel.never) != label.follows(before))
        }
        #expect(!NameLabel.placeInside.follows(.otherStart) && NameLabel.otherInside.follows(.otherInside))
        #expect(!NameLabel.handlerInside.follows(.respondentInside) && !NameLabel.placeInside.follows(.none))
    }

    @Test(
        "A text of any kind is read in a time that grows with its length", arguments: ["", "县", "\n", "9", "山湾", "张某、"])
    func degenerate(unit: String) throws {
        let tagger = try #require(Fixture.analyzer.nameTagger)
        let long = Fixture.analyzer.normalize(SourceText(String(repeating: unit, count: 20_000)))
        let names = tagger.names(long, places: [], parties: [], taken: [])
        for span in names.places + names.parties { #expect(span.start < span.end && span.end <= long.count) }
    }

    @Test(
        "Names that no rule tells, in letters as people write them",
        arguments: [
            ("关于麓水云境三期电梯的投诉\n我是麓水云境三期的住户，电梯坏了一个月没人修。", "麓水云境三期"),
            ("关于云栖澜岸二期停水的投诉\n云栖澜岸二期连续三天停水，请尽快处理。", "云栖澜岸二期"),
        ] as [(String, String)])
    func places(text: String, expected: String) {
        #expect(Fixture.record(text, received: "2023-05-06").places.contains { $0.text == expected })
    }

    @Test(
        "A tagged name may begin with a masked division or a number; a number is none",
        arguments: [
            ("投诉A市云灿定制不退定金\n我在A市云灿定制交了定金，A市云灿定制拒绝退款。", ["A市云灿定制"]),
            ("我拨打了12345市民热线反映，热线没有回复。", ["12345市民热线"]), ("我多次拨打12345反映，没有人管。", []),
            ("我打了110，警察没有来。", []),
        ] as [(String, [String])])
    func parties(text: String, expected: [String]) {
        #expect(Fixture.record(text, received: "2023-05-06").parties.map(\.name) == expected)
    }

    @Test("A bracket that does not close is no part of a name")
    func brackets() {
        let places = Fixture.record("映霞路（桐花路、锦溪路）坏了。", received: "2023-05-06").places.map(\.text)
        #expect(!places.contains { $0.contains("（") && !$0.contains("）") })
    }

    // MARK: with the rules' places

    private static func place(_ start: Int, _ end: Int, detail: Int, division: Int32? = nil) -> PlaceMention {
        PlaceMention(span: NormalizedSpan(start, end), division: division, detailStart: detail, rule: "place.division")
    }

    private static let letters = [UInt32](repeating: 0x5B57, count: 32)

    @Test(
        "Two places that the tagger reads as one are parted where the rules know one of them; what lies between two is one",
        arguments: [
            ("广东、湖北都有。", [(0, 2), (3, 5)], (0, 5), [(0, 2), (3, 5)]),
            ("叶县和舞钢市的人。", [(0, 2), (3, 6)], (0, 6), [(0, 2), (3, 6)]),
            ("叶县到柳林口的车。", [(0, 2)], (0, 6), [(0, 2), (3, 6)]),
            ("叶县与舞钢市交界处。", [(0, 2), (3, 6)], (0, 9), [(0, 9)]),
            ("叶县至舞钢市段坏了。", [(0, 2), (3, 6)], (0, 7), [(0, 7)]),
            ("叶县和平花园停水。", [(0, 2)], (0, 6), [(0, 6)]),
        ] as [(String, [(Int, Int)], (Int, Int), [(Int, Int)])])
    func parted(text: String, found: [(Int, Int)], tagged: (Int, Int), expected: [(Int, Int)]) {
        let merger = TaggedPlaces(isHome: { _ in false }, text: text.unicodeScalars.map(\.value))
        let parts = found.map { Self.place($0.0, $0.1, detail: $0.1, division: 7) }
        let merged = merger.merged(parts, .init(places: [NormalizedSpan(tagged.0, tagged.1)]), taken: [])
        #expect(merged.map(\.span) == expected.map { NormalizedSpan($0.0, $0.1) })
    }

    @Test("A tagged place takes over what the rules know of its parts")
    func merged() {
        let merger = TaggedPlaces(isHome: { _ in false }, text: Self.letters)
        let found = [Self.place(0, 2, detail: 2, division: 7), Self.place(10, 14, detail: 12, division: 8)]
        let merged = merger.merged(
            found, .init(places: [NormalizedSpan(0, 6), NormalizedSpan(8, 16), NormalizedSpan(20, 23)]), taken: [])
        // Nothing is told before a division that is named.
        #expect(merged.map(\.span) == [NormalizedSpan(0, 6), NormalizedSpan(10, 16), NormalizedSpan(20, 23)])
        #expect(merged.map(\.division) == [7, 8, nil])
        #expect(merged.map(\.detailStart) == [2, 12, 20])
    }

    @Test(
        "The rules' own place stays where the tagger reads the same or nothing; where it reads a party, only a home does"
    )
    func kept() {
        let found = [
            Self.place(0, 4, detail: 2), Self.place(6, 9, detail: 6), Self.place(12, 15, detail: 12),
            Self.place(18, 22, detail: 18),
        ]
        let merger = TaggedPlaces(isHome: { $0.start == 12 }, text: Self.letters)
        let names = NameTagger.Names(
            places: [NormalizedSpan(0, 4)], parties: [NormalizedSpan(12, 14), NormalizedSpan(18, 22)])
        let merged = merger.merged(found, names, taken: [])
        #expect(merged.map(\.span) == [NormalizedSpan(0, 4), NormalizedSpan(6, 9), NormalizedSpan(12, 15)])
        #expect(merged[0].rule == "place.division")
    }

    @Test("Nothing is tagged over a date or a number")
    func taken() {
        let merger = TaggedPlaces(isHome: { _ in false }, text: Self.letters)
        #expect(merger.merged([], .init(places: [NormalizedSpan(2, 8)]), taken: [NormalizedSpan(5, 6)]).isEmpty)
    }
}
