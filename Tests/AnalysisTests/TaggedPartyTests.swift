import Documents
import Testing

@testable import Analysis

@Suite("What the rules and the tagger of names each read, brought together")
struct TaggedPartyTests {
    /// A name that the rules found, and how.
    struct Known: Sendable, CustomTestStringConvertible {
        let name: String
        var rule: RuleName = "party.body"
        var kind: BodyFinder.Kind? = .tail
        var type = Record.Party.Kind.organization
        var role = Record.Party.Role.respondent

        var testDescription: String { name }
    }

    /// A name that the tagger reads, with its part; a place where there is none.
    struct Read: Sendable, CustomTestStringConvertible {
        let name: String
        var kind: NameKind? = .respondent
        var certainty = NameTagger.Part.Certainty.sure

        var testDescription: String { name }
    }

    private func completed(_ text: String, _ known: [Known], _ read: [Read]) throws -> [PartyMention] {
        let scalars = Array(text.unicodeScalars.map(\.value))
        func span(_ name: String) throws -> NormalizedSpan {
            let part = name.unicodeScalars.map(\.value)
            let start = try #require(
                scalars.indices.first { scalars[$0...].starts(with: part) }, "\(name) does not stand in the text")
            return NormalizedSpan(start, start + part.count)
        }
        let mentions = try known.map { known in
            let place = try span(known.name)
            return PartyMention(
                span: place, name: scalars.withUnsafeBufferPointer { PartyName(place, in: $0) }, type: known.type,
                role: known.role, rule: known.rule, kind: known.kind)
        }
        var names = NameTagger.Names(areRead: true)
        for one in read {
            if let kind = one.kind {
                names.parties.append(try span(one.name))
                names.parts.append(NameTagger.Part(kind: kind, certainty: one.certainty))
            } else {
                names.places.append(try span(one.name))
            }
        }
        let normalized = Fixture.analyzer.normalizer.normalize(SourceText(text))
        #expect(normalized.scalars.elementsEqual(scalars))
        let scan = Fixture.analyzer.scan(normalized)
        let lexicon = Fixture.analyzer.parties.lexicon
        return normalized.scalars.withUnsafeBufferPointer { buffer in
            lexicon.withText(buffer, scan.cues) { TaggedParties(lexicon).completed(mentions, names, $0).mentions }
        }
    }

    private func surfaces(_ text: String, _ known: [Known], _ read: [Read]) throws -> [String] {
        let scalars = Array(text.unicodeScalars)
        return try completed(text, known, read).map { mention in
            var surface = String.UnicodeScalarView()
            surface.append(contentsOf: scalars[mention.span.range])
            return String(surface)
        }
    }

    @Test(
        "A name by its ending alone that the tagger reads nowhere is given up; one that it reads elsewhere stays",
        arguments: [
            ("校门口变成农贸市场了", [Known(name: "变成农贸市场")], [], []),
            ("各地乡镇卫生院都缺人", [Known(name: "乡镇卫生院", kind: .level, type: .government)], [], []),
            ("去云河超市退货,云河超市不退", [Known(name: "云河超市")], [Read(name: "云河超市")], ["云河超市"]),
            ("石桥镇信访办没有人", [Known(name: "石桥镇信访办", kind: .function, type: .government)], [], ["石桥镇信访办"]),
            ("石桥村委会不开会", [Known(name: "石桥村委会", kind: .village)], [], ["石桥村委会"]),
            ("被投诉人:云河超市", [Known(name: "云河超市", rule: "party.field")], [], ["云河超市"]),
            // A person stays: the name is sealed, whoever reads it.
            ("证人蒯玉平在场", [Known(name: "蒯玉平", rule: "party.cue", kind: nil, type: .person)], [], ["蒯玉平"]),
        ] as [(String, [Known], [Read], [String])])
    func unread(text: String, known: [Known], read: [Read], expected: [String]) throws {
        #expect(try surfaces(text, known, read) == expected)
    }

    @Test(
        "Bounds of the tagger where they share one end with those of the rules",
        arguments: [
            ("试问明德中学退不退", "试问明德中学", Read(name: "明德中学"), "明德中学"),
            ("云岭时代星城物业涨价", "代星城物业", Read(name: "云岭时代星城物业"), "云岭时代星城物业"),
            ("去伟金置业公司交钱", "伟金置业", Read(name: "伟金置业公司"), "伟金置业公司"),
            // Not sure of a later start; running text before the name; the rules' end is the later one.
            ("试问明德中学退不退", "试问明德中学", Read(name: "明德中学", certainty: .weak), "试问明德中学"),
            ("找工程部从云河超市拿货", "云河超市", Read(name: "工程部从云河超市"), "云河超市"),
            ("区城管来过", "区城管", Read(name: "城管"), "区城管"), ("县政府所在地没有路", "县政府所", Read(name: "县政府"), "县政府所"),
        ] as [(String, String, Read, String)])
    func bounds(text: String, known: String, read: Read, expected: String) throws {
        #expect(try surfaces(text, [Known(name: known)], [read]) == [expected])
        let scalars = text.unicodeScalars.map(\.value)
        let names = try completed(text, [Known(name: known)], [read]).map { mention in
            scalars.withUnsafeBufferPointer { mention.name.string(in: $0) }
        }
        #expect(names == [expected])
    }

    @Test(
        "A body that only tells where something is, by what is beside it or by the tagger; a house that is spoken of stays",
        arguments: [
            ("夜市在明德中学对面", [Known(name: "明德中学")], [], []),
            ("夜市在明德中学对面", [Known(name: "明德中学")], [Read(name: "明德中学")], []),
            ("区财政局后面有人摆摊", [Known(name: "区财政局", kind: .function, type: .government)], [], []),
            ("住处靠近云河酒店", [Known(name: "云河酒店", rule: "party.title-subject")], [Read(name: "云河酒店", kind: nil)], []),
            ("路边的云河市场很乱", [Known(name: "云河市场")], [Read(name: "云河市场", kind: nil)], []),
            // Named for what they do; what only begins like a side; who is greeted; a label settles who it is.
            ("明德中学不开门", [Known(name: "明德中学", rule: "party.title-subject")], [Read(name: "明德中学", kind: nil)], ["明德中学"]),
            ("云河酒店噪音大", [Known(name: "云河酒店", rule: "party.title-subject")], [Read(name: "云河酒店", kind: nil)], ["云河酒店"]),
            ("到区法院旁听", [Known(name: "区法院", kind: .function, type: .government)], [], ["区法院"]),
            (
                "信访局旁边的人", [Known(name: "信访局", kind: .function, type: .government, role: .addressee)], [],
                ["信访局"]
            ),
            ("被投诉人:云河超市旁边", [Known(name: "云河超市", rule: "party.field")], [], ["云河超市"]),
        ] as [(String, [Known], [Read], [String])])
    func beside(text: String, known: [Known], read: [Read], expected: [String]) throws {
        #expect(try surfaces(text, known, read) == expected)
    }

    @Test(
        "The place that such a body is takes over what it begins with; a longer place stays",
        arguments: [
            ("夜市在明德中学对面", "明德中学", nil, ["明德中学"]), ("云河县明德中学隔壁", "云河县明德中学", "云河县", ["云河县明德中学"]),
            ("北街明德中学对面", "明德中学", "北街明德中学对面", ["北街明德中学对面"]), ("明德中学不开门", "明德中学", nil, []),
        ] as [(String, String, String?, [String])])
    func landmark(text: String, body: String, place: String?, expected: [String]) throws {
        let scalars = Array(text.unicodeScalars.map(\.value))
        func span(_ name: String) throws -> NormalizedSpan {
            let part = name.unicodeScalars.map(\.value)
            let start = try #require(scalars.indices.first { scalars[$0...].starts(with: part) })
            return NormalizedSpan(start, start + part.count)
        }
        let found = try span(body)
        let mention = PartyMention(
            span: found, name: scalars.withUnsafeBufferPointer { PartyName(found, in: $0) }, type: .organization,
            role: .respondent, rule: "party.body", kind: .tail)
        let places = try place.map {
            let span = try span($0)
            return [PlaceMention(span: span, division: nil, detailStart: span.end, rule: "place.division")]
        }
        let landmarks = Landmarks(Fixture.analyzer.parties.lexicon)
        let added = scalars.withUnsafeBufferPointer { landmarks.added(to: places ?? [], [mention], $0) }
        let surfaces = added.map { place in
            String(String.UnicodeScalarView(scalars[place.span.range].compactMap(Unicode.Scalar.init)))
        }
        #expect(surfaces == expected)
    }

    @Test("Two bodies in one name of the tagger keep their own bounds")
    func two() throws {
        let known = [
            Known(name: "市委", kind: .level, type: .government), Known(name: "市政府", kind: .level, type: .government),
        ]
        #expect(try surfaces("请市委市政府过问", known, [Read(name: "市委市政府", kind: .handler)]) == ["市委", "市政府"])
    }

    @Test(
        "Whom the tagger is sure that the letter speaks to",
        arguments: [
            (Read(name: "韩书记", kind: .addressee), .addressee),
            (Read(name: "韩书记", kind: .addressee, certainty: .fair), .other), (Read(name: "韩书记"), .other),
        ] as [(Read, Record.Party.Role)])
    func called(read: Read, expected: Record.Party.Role) throws {
        let person = Known(name: "韩书记", rule: "party.surname-title", kind: nil, type: .person, role: .other)
        #expect(try completed("跪求韩书记过问", [person], [read]).map(\.role) == [expected])
    }

    @Test("Running text that the tagger takes for a name is none")
    func running() throws {
        #expect(try surfaces("我们到了学校没人管", [], [Read(name: "到了学校", kind: .petitioner)]).isEmpty)
        #expect(try surfaces("我们找到了益民堂", [], [Read(name: "益民堂")]) == ["益民堂"])
    }
}
