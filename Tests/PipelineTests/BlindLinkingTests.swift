import Analysis
import Documents
import Foundation
import Linkage
import Pipeline
import TestSupport
import Testing

/// SAFETY 3: names, numbers and signatures have no part in linking.
@Suite("Linking is blind to identity")
struct BlindLinkingTests {
    private struct Identity {
        let name: String
        let phone: String
        let address: String
    }

    private static let stories = [
        ("东河村修路占了我家口粮田一亩二分，说好每亩补四万，两年了只给了八千，其余的钱村里和镇里互相推。", "请求把剩下的补偿款发下来"),
        ("小区物业把消防通道划成收费车位，夜里堵得救护车进不来，业主反映多次物业不理。", "请求责令物业恢复消防通道"),
        ("我在城南工地绑钢筋半年，包工头只付了生活费，还欠三万二，电话也不接了。", "请求帮助要回工资"),
        ("楼下饭店油烟管对着我家窗户，孩子咳嗽一冬天，环保来看过一次就没了下文。", "请求让饭店改造烟道"),
    ]

    private func letter(_ story: Int, _ identity: Identity) -> String {
        let (body, plea) = Self.stories[story]
        return
            "区信访局：\n我叫\(identity.name)，住\(identity.address)，电话\(identity.phone)。\(body)\(plea)。\n\(identity.name)\n2023年5月4日"
    }

    private func identities(_ count: Int, _ generator: inout SeededGenerator) -> [Identity] {
        let surnames = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "欧阳", "诸葛"]
        let given = ["满仓", "秀英", "建国", "小燕", "德福", "春梅", "志远", "丽"]
        return (0..<count).map { _ in
            Identity(
                name: surnames.randomElement(using: &generator)! + given.randomElement(using: &generator)!,
                phone: "1990000" + String(Int.random(in: 1000...9999, using: &generator)),
                address:
                    "幸福小区\(Int.random(in: 1...9, using: &generator))号楼\(Int.random(in: 1...4, using: &generator))单元\(Int.random(in: 101...999, using: &generator))室"
            )
        }
    }

    private func withoutIdentity(_ story: Int) -> String {
        let (body, plea) = Self.stories[story]
        return "区信访局：\n我叫，住，电话。\(body)\(plea)。\n\n2023年5月4日"
    }

    @Test(
        "Leaving all identities out, of some letters or of all, leaves every link and score unchanged",
        arguments: [UInt64(7), 8, 9])
    func removed(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pipeline = DocumentPipeline(analyzer: try Analyzer())
        let stories = (0..<12).map { $0 < 4 ? $0 : Int.random(in: 0..<Self.stories.count, using: &generator) }
        func links(_ texts: [String]) throws -> [Link] {
            let letters = texts.enumerated().map { number, text in
                let document = Document(id: "l\(number)", text: SourceText(text))
                return pipeline.linkable(id: document.id, pipeline.parse(document).masked)
            }
            return try DocumentPipeline.linker().links(in: letters)
        }
        let signed = zip(stories, identities(12, &generator)).map { letter($0.0, $0.1) }
        let expected = try links(signed)
        #expect(!expected.isEmpty, "seed \(seed)")
        #expect(try links(stories.map(withoutIdentity)) == expected, "seed \(seed)")
        let mixed = zip(stories, signed).enumerated().map { $0 % 2 == 0 ? withoutIdentity($1.0) : $1.1 }
        #expect(try links(mixed) == expected, "seed \(seed)")
    }

    @Test("Exchanging all identities leaves every link and score unchanged", arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func exchanged(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pipeline = DocumentPipeline(analyzer: try Analyzer())
        let stories = (0..<12).map { _ in Int.random(in: 0..<Self.stories.count, using: &generator) }
        func links(_ identities: [Identity]) throws -> [Link] {
            let letters = zip(stories, identities).enumerated().map { number, pair in
                let document = Document(id: "l\(number)", text: SourceText(letter(pair.0, pair.1)))
                return pipeline.linkable(id: document.id, pipeline.parse(document).masked)
            }
            return try DocumentPipeline.linker().links(in: letters)
        }
        let first = try links(identities(12, &generator))
        let second = try links(identities(12, &generator))
        #expect(!first.isEmpty, "seed \(seed)")
        #expect(first == second, "seed \(seed)")
    }
}
