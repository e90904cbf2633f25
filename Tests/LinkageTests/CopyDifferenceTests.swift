import Foundation
import TestSupport
import Testing

@testable import Linkage

private let words = ShippedWords.words

@Suite("In what copies differ")
struct CopyDifferenceTests {
    private static let body = "改造工程去年五月进场，说好两个月做完，现在水管还是断的，老人每天下楼提水。物业和街道互相推，施工队已经撤走，材料堆在楼道里过不去人。请派人查看并给出完工的日子。"

    @Test(
        "Several signers of one text, and one writer who sends his letter again",
        arguments: [
            // Another household: its people, its house, its sums.
            ("我家三口人，老伴七十二岁。", "", true), ("", "我屋里交了26800元。", true), ("3号楼甲。", "6号楼乙。", true),
            ("交了18600元。", "交了20400元。", true), ("我是四楼的。", "本人是二楼的住户，我家在东头。", true),
            // The same writer: a salutation, who he is, a clause more, another day of the month, his list numbered.
            ("", "打扰各位了，写这封信的本人就住在改造的楼里，说的都是亲眼所见。", false), ("我是这里的居民。", "", false),
            ("请尽快回复。", "请责令整改，谢谢。", false), ("一共5点。", "一共6点。", false), ("", "上周又来问过，说没有钱。", false),
            ("", "", false), ("A市", "A2区星光里", false),
        ])
    func signers(first: String, second: String, isTemplate: Bool) {
        func text(_ own: String) -> [UInt32] { CleanedText.clean((own + Self.body).unicodeScalars.map(\.value)) }
        let difference = CopyDifference(text(first), text(second), words)
        #expect(difference.isTemplate == isTemplate, "\(difference)")
        #expect(CopyDifference(text(second), text(first), words).isTemplate == isTemplate)
    }

    @Test("A house and a sum of which the other text has neither are another signer's")
    func house() {
        let pair = [Self.body, "二栋的房子102平方。" + Self.body + "税交了15300元。"].map {
            CleanedText.clean($0.unicodeScalars.map(\.value))
        }
        #expect(CopyDifference(pair[0], pair[1], words).isTemplate)
        let other = CleanedText.clean((Self.body + "税交了15300元。").unicodeScalars.map(\.value))
        #expect(!CopyDifference(pair[0], other, words).isTemplate)
    }

    @Test("Slips of a reader are no signer")
    func slips() {
        let read = Self.body.replacing("五月", with: "五目").replacing("老人", with: "老入").replacing("材料", with: "村料")
        let pair = [Self.body, read].map { CleanedText.clean($0.unicodeScalars.map(\.value)) }
        let difference = CopyDifference(pair[0], pair[1], words)
        #expect(difference.slips == 6 && !difference.isTemplate)
    }

    @Test("Every word of the list is found where it stands, and the list holds none twice")
    func everyWord() throws {
        var seen: Set<String> = []
        for line in try String(contentsOf: ShippedWords.file, encoding: .utf8).split(separator: "\n")
        where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t").map(String.init)
            for word in fields[1].split(separator: " ").map(String.init) {
                #expect(seen.insert(fields[0] + word).inserted, "\(word) twice")
                let scalars = Array(("某" + word + "某").unicodeScalars.map(\.value))
                switch LinkWords.Class(rawValue: fields[0]) {
                case .household: #expect(words.household.stands(in: scalars), "\(word)")
                case .writer: #expect(words.writer.stands(in: scalars), "\(word)")
                case .backward: #expect(words.backward.stands(in: scalars), "\(word)")
                case .office:
                    #expect(words.office.ends(scalars.dropLast()[...]) && !words.office.ends(scalars[...]), "\(word)")
                case .door: #expect(words.door.begins(scalars[1...]) && !words.door.begins(scalars[...]), "\(word)")
                case .between: #expect(scalars.count == 3 && words.kinds.isBetween(scalars[1]), "\(word)")
                case nil:
                    let text = Array(("甲乙" + word).unicodeScalars.map(\.value))
                    let names = NamedThings(text, weights: TermWeights(background: .none), kinds: words.kinds)
                    let named = zip(NamedThings.Kind.allCases, names.byKind).filter { !$1.isEmpty }
                    #expect(named.contains { $0.0.rawValue == fields[0] }, "\(word)")
                }
            }
        }
        #expect(seen.count > 100)
    }

    @Test("A list with a class unknown, missing or empty is refused", arguments: ["village\t村", "x\ty", "door", ""])
    func wrongList(file: String) {
        #expect(LinkWords(file: Array(file.utf8)) == nil)
    }
}
