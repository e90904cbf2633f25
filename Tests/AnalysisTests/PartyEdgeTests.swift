import Documents
import Testing

@testable import Analysis

@Suite("Where names end, and whom the lines around them are about")
struct PartyEdgeTests {
    private func names(_ text: String, _ role: Record.Party.Role) -> [String] {
        Fixture.record(text, received: "2023-05-06").parties.filter { $0.role == role }.map(\.name)
    }

    @Test(
        "A line that accuses is about whom it names, and greets nobody",
        arguments: [
            ("实名举报本村原村主任（现任支部书记）孟广田：\n虚报冒领土地补偿款。\n举报人：罗大有", ["孟广田"], []),
            ("举报大冶市云河超市：\n卖过期食品，不给退钱。", ["大冶市云河超市"], []),
            ("举报大冶市教育局副局长：他收学校的钱。\n请查处。", [], []),
            ("投诉中心：\n我家停水三天了。", [], ["投诉中心"]), ("大冶市信访局：\n我家停水三天了。", [], ["大冶市信访局"]),
        ] as [(String, [String], [String])])
    func accusing(text: String, respondents: [String], addressees: [String]) {
        #expect(names(text, .addressee) == addressees)
        #expect(respondents.allSatisfy(names(text, .respondent).contains))
    }

    @Test(
        "A second title in a bracket between the first and the name",
        arguments: [
            ("控告原村主任（现任支部书记）孟广田：虚报冒领土地补偿款。", ["孟广田"]), ("找到厂长（法人代表）乔建国，他不认账。", ["乔建国"]),
            ("张罗这事的经理（负责人）说没有钱。", []), ("他（负责人）说没有钱。", []),
        ] as [(String, [String])])
    func bracketed(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.person]) == expected) }

    @Test(
        "来, 为, 元, 有, 先 end a name before a mark, but not where somebody is sent for or a home is told",
        arguments: [
            ("证人柴福来，也去过现场。", ["柴福来"]), ("村民郑大有，没有分到地。", ["郑大有"]),
            ("我找村民柴福家，没有人。", ["柴福"]),
        ] as [(String, [String])])
    func soft(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.person]) == expected) }

    @Test(
        "Who is named behind a group's word in a field is a person, and sealed",
        arguments: [
            ("【来电记录】\n来电人：翠湖小区住户周女士\n反映油烟扰民。", ["周女士"], []),
            ("【来访登记】\n来访人：石门村村民刘大有\n反映修路占地。", ["刘大有"], []),
            ("【来访登记】\n来访人：石门村十二户村民\n反映修路占地。", [], ["石门村十二户村民"]),
        ] as [(String, [String], [String])])
    func behindGroups(text: String, persons: [String], groups: [String]) {
        #expect(Fixture.surfaces(text, [.person]) == persons)
        #expect(Fixture.surfaces(text, [.group]) == groups)
    }

    @Test(
        "那 before a number points at a time; it is a surname too",
        arguments: [
            ("他当主任那三年，学校卖了。", []), ("书记那几天不在。", []), ("村民那长林没有分到地。", ["那长林"]),
        ] as [(String, [String])])
    func pointing(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.person]) == expected) }

    @Test(
        "Words glued before a name are none of it",
        arguments: [
            ("最近省政府出了文件。", ["省政府"]), ("首先省政府出了文件。", ["省政府"]), ("西陵省政府出了文件。", ["西陵省政府"]),
            ("从网店的仓库发大唐物流，三天没到。", ["大唐物流"]), ("大唐物流丢了货。", ["大唐物流"]),
            // Kinds of houses that tell of nobody's which name nobody.
            ("旁边的冶炼厂夜里冒黑烟。", []), ("石桥镇冶炼厂夜里冒黑烟。", ["石桥镇冶炼厂"]),
        ] as [(String, [String])])
    func glued(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Who introduce themselves by a place or body of theirs, up to the people that end the clause",
        arguments: [
            ("反映社保\n我们是大冶市第一纺织厂的退休职工，没有社保。", ["大冶市第一纺织厂的退休职工"]),
            ("反映停水\n我们是住在大冶市映霞路旁边老家属区的居民，天天停水。", ["大冶市映霞路旁边老家属区的居民"]),
            ("反映编制\n我是大冶市的一名乡村教师，没有编制。", ["大冶市的一名乡村教师"]),
            ("反映编制\n我是大冶市明达驾校的员工，没有社保。", []), ("反映停水\n作为大冶市的一名工人，我要说两句。", []),
            ("反映停水\n我们是一群普通职工，没有社保。", []), ("反映停水\n大冶市第一纺织厂的退休职工来过。", []),
        ] as [(String, [String])])
    func introduced(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.group]) == expected) }

    @Test(
        "Two characters that end or begin the name of a body stand for it",
        arguments: [
            ("大冶市金坪物业涨价。金坪不公示账目。", "大冶市金坪物业", 2), ("金坪物业又涨价了。大冶市金湾超市不退钱。", "金坪物业", 1),
        ] as [(String, String, Int)])
    func short(text: String, name: String, mentions: Int) {
        let party = Fixture.record(text, received: "2023-05-06").parties.filter { $0.name == name }
        #expect(party.reduce(0) { $0 + $1.mentions.count } == mentions)
    }
}
