import Documents
import Foundation
import Testing

@testable import Analysis
import Dictionaries

@Suite("Persons whom nothing but their name tells")
struct LikelyPersonTests {
    @Test(
        "A surname with characters of given names is a person in running text, and words that only look so are none",
        arguments: [
            ("当时孟学林在外面铲料。后来怪到孟学林头上。", ["孟学林", "孟学林"]),
            ("账上的钱由贺淑琴经手，跟贺淑琴对不上。", ["贺淑琴", "贺淑琴"]),
            ("材料上写的是龚玉霞，龚玉霞早就不在了。", ["龚玉霞", "龚玉霞"]),
            ("安置房一直没有分下来。", []), ("高质量发展不能只靠口号。", []), ("车停在白杨巷口没人拖走。", []),
            ("我们向领导反映过三次。", []), ("方便群众的事应该多办。", []), ("水费涨了，水费怎么算的没人讲。", []),
            ("包裹堆得像柴火垛。", []), ("夜里吵得像打雷，贯耳的响声停不下来。", []), ("房子漏雨，房子没人修。", []),
            ("路灯坏了，路灯什么时候修好。", []), ("成都来的货，成都那边不认。", []),
        ] as [(String, [String])])
    func persons(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.person]) == expected)
    }

    @Test("A name counts as often as it is written: the same places say more of it together")
    func together() {
        let span = NormalizedSpan(0, 2)
        let once = [LikelyPersons.Candidate(span: span, characters: 1, odds: 20)]
        let candidates = once + once + [LikelyPersons.Candidate(span: span, characters: 2, odds: 20)]
        let counted = LikelyPersons.Counted(candidates)
        #expect(counted.counts == [2, 2, 1])
        let weights: [Float] = [-0.5, 0.5, 1]
        #expect(counted.together(where: [true, false, true]) { weights[$0] } == [0.75, 0.75, 1])
        #expect(counted.together(where: [false, false, true]) { weights[$0] }[0] == -.infinity)
    }

    @Test(
        "Every feature is told apart by its name",
        arguments: [
            ("before 由", PersonTemplate.before.key(0x7531, 0)), ("before -", PersonTemplate.before.key(0, 0)),
            ("twoBehind 负责", PersonTemplate.twoBehind.key(0x8D1F, 0x8D23)),
            ("oddsOfTwo 0", PersonTemplate.oddsOfTwo.key(0, 0)), ("count 2.3", PersonTemplate.count.key(2, 3)),
            ("colour 2", nil), ("before", nil), ("before 由他人", nil), ("word 1.2.3", nil), ("word x", nil),
        ] as [(String, UInt64?)])
    func names(name: String, key: UInt64?) {
        #expect(PersonTemplate.key(of: name) == key)
    }

    @Test("Surnames, common given names and everyday words stand where one expects them")
    func odds() throws {
        let odds = try NameOdds(.standard())
        for surname in ["张", "刘", "黄", "谭"] {
            #expect(odds.surname(surname.unicodeScalars.first!.value) > 20, "\(surname)")
        }
        for given in ["霞", "梅", "萍", "雄"] {
            #expect(odds.second(given.unicodeScalars.first!.value) > 15, "\(given)")
        }
        for word in ["的", "是", "政", "款"] {
            #expect(odds.first(word.unicodeScalars.first!.value) < 0, "\(word)")
        }
        #expect(odds.surname(0x41) == 0)
    }

    @Test(
        "A file of weights that holds something else is told with its line",
        arguments: ["before 由\tviel", "colour 3\t1.0", "before 由", "before 由\tnan"])
    func wrongWeights(line: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("# title: weights\nbefore 被\t1.0\n\(line)\n".utf8).write(to: folder.appending(path: "weights.tsv"))
        let files = DictionaryFiles(folder: folder)
        let error = #expect(throws: DictionaryError.self) {
            _ = try FeatureWeights(files, "weights.tsv", key: PersonTemplate.key)
        }
        #expect(error?.line == 3)
        let none = try FeatureWeights(files, "nothing.tsv", key: PersonTemplate.key)
        #expect(none.isEmpty && none[PersonTemplate.before.key(0x88AB, 0)] == 0)
    }
}
