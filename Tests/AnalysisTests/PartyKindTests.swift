import Documents
import Testing

@testable import Analysis

@Suite("Kinds of houses, offices and firms, and what is no name of one")
struct PartyKindTests {
    @Test(
        "Houses by endings of all kinds; the kind alone names none",
        arguments: [
            ("大冶市机动车检测站乱收费。", ["大冶市机动车检测站"]), ("石坪收费站多收钱。", ["石坪收费站"]), ("柏坪林业站的人来过。", ["柏坪林业站"]),
            ("大冶市石坪中心校不发补贴。", ["大冶市石坪中心校"]), ("黄岭村小没有老师。", ["黄岭村小"]), ("他在石坪完小教书。", ["石坪完小"]),
            ("大冶市职院招生收费。", ["大冶市职院"]), ("他毕业于大冶市师范。", ["大冶市师范"]), ("他到省特检院复检。", ["省特检院"]),
            ("大冶市青坪瓷厂冒黑烟。", ["大冶市青坪瓷厂"]), ("青坪园艺场改制不公。", ["青坪园艺场"]), ("青坪矿留守处不管。", ["青坪矿留守处"]),
            ("投诉大冶市金棠农产品市场不收费。", ["大冶市金棠农产品市场"]), ("大冶市小白象亲子园关门。", ["大冶市小白象亲子园"]),
            ("投诉大冶市百姓频道播放广告。", ["大冶市百姓频道"]), ("云坪基金会捐过钱。", ["云坪基金会"]), ("大冶市青坪公墓涨价。", ["大冶市青坪公墓"]),
            ("检测站乱收费。", []), ("孩子的学区没有划进来。", []), ("附近的学区房涨价。", []), ("小区门口有个收费站。", []), ("他们去了公墓。", []),
            ("村小组开会。", []), ("农大户拿补贴。", []),
        ] as [(String, [String])])
    func houses(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Schools by their number: behind a division, or alone between boundaries",
        arguments: [
            ("大冶市一职收实习费。", ["大冶市一职"]), ("大冶市五校科目二收费低。", ["大冶市五校"]), ("大冶市16中补课。", ["大冶市16中"]),
            ("我们对二中收停车费有意见。", ["二中"]), ("孩子在21中的分班里。", ["21中"]),
            ("他从事第二职业。", []), ("他任副主任一职。", []), ("2021中考成绩没有公布。", []), ("会上讲了三中全会。", []),
        ] as [(String, [String])])
    func numbered(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Firms by their line of business where their name stands alone; the business itself is none",
        arguments: [
            ("我跟云雀家装签了合同。", ["云雀家装"]), ("云雀速运，把货弄丢了。", ["云雀速运"]), ("我投诉云雀分期，不给退钱。", ["云雀分期"]),
            ("找到金坪酒业，没有人。", ["金坪酒业"]), ("我投诉云雀公寓不退押金。", ["云雀公寓"]),
            ("我在大冶市岭坪镇卖烧烤。", []), ("他在大冶市岭坪镇养老。", []), ("办理分期付款。", []), ("我们居家养老没有钱。", []), ("公司没有交养老保险。", []),
            ("我住在人才公寓楼里。", []), ("他搞房屋装修。", []),
        ] as [(String, [String])])
    func business(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Departments by their field; all departments of one kind are none",
        arguments: [
            ("收费是否经过物价部门核准？", ["物价部门"]), ("请食品监管部门检查。", ["食品监管部门"]), ("市国土部门没有来。", ["市国土部门"]),
            ("请执法部门处理。", []), ("请相关部门处理。", []), ("找过管理部门。", []), ("请政府部门重视。", []),
        ] as [(String, [String])])
    func departments(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Offices behind an everyday word, behind a place without its level, and of a county that no list knows",
        arguments: [
            ("冷坪市环保局没有答复。", ["冷坪市环保局"]), ("慈坪县国土局不公布。", ["慈坪县国土局"]), ("岭坪环保局不作为。", ["岭坪环保局"]),
            ("塘坪政府没有人管。", ["塘坪政府"]), ("现在的城管也来了。", ["城管"]), ("大冶市中级法院改判。", ["大冶市中级法院"]),
            ("大冶市公安局青坪派出所不立案。", ["大冶市公安局青坪派出所"]), ("大冶市教育局人事科答复过。", ["大冶市教育局人事科"]),
            ("打了人民银行大冶中心支行的电话。", ["人民银行大冶中心支行"]), ("大冶市第一人民医院误诊。", ["大冶市第一人民医院"]),
            ("F7县第一人民医院误诊。", ["F7县第一人民医院"]),
            ("希望政府重视。", []), ("感谢政府。", []), ("当地政府不管。", []), ("他们这样超政府规定收费。", []),
        ] as [(String, [String])])
    func offices(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "The brand of a firm alone, and a sign's name behind its kind",
        arguments: [
            ("走的是飞云腿物流。飞云腿说已经结案。", ["飞云腿物流", "飞云腿"]), ("我跟云雀家装签了合同。云雀一直不开工。", ["云雀家装", "云雀"]),
            ("包裹放在驿站“小云雀”没有人管。", ["小云雀"]),
            ("我跟云雀家装签了合同。树上云雀很多。", ["云雀家装"]), ("他说“谢谢”就走了。", []),
        ] as [(String, [String])])
    func brands(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }
}
