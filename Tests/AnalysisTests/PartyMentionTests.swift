import Documents
import Testing

@testable import Analysis

@Suite("Mentions of parties: names that only their use tells")
struct PartyMentionTests {
    @Test(
        "A neighbourhood or street is a body where it acts or is asked, else a place",
        arguments: [
            ("去年夏天，石桥社区为这家店开了证明。", ["石桥社区"]), ("石桥社区目前租房办公。", ["石桥社区"]), ("后来，青松街道召集开会。", ["青松街道"]),
            ("青松街道下发了整改通知。", ["青松街道"]), ("石桥社区还有几栋没通气。", []), ("我家住石桥社区三组。", []), ("石桥社区的居民都知道。", []),
            ("青松街道中段有条沟。", []),
            ("我在青松街道开店。", []),
        ] as [(String, [String])])
    func neighbourhoods(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.organization, .government]) == expected)
    }

    @Test(
        "Police, party committees and branches by what everybody calls them; a counter is none",
        arguments: [
            ("我们到公安机关报了案。", ["公安机关"]), ("在服务区被高速交警拦下。", ["高速交警"]), ("大冶市交警来过。", ["大冶市交警"]),
            ("大冶市城管说不归他们管。", ["大冶市城管"]), ("城管来过。", ["城管"]), ("交警不来。", ["交警"]), ("昨天，区委召集开会。", ["区委"]),
            ("街道纪工委没有答复。", ["街道纪工委"]),
            ("报告交给了湛河区分局。", ["湛河区分局"]), ("去大冶市房屋征收管理办公室问过。", ["大冶市房屋征收管理办公室"]), ("车被县城管二中队扣了。", ["县城管二中队"]),
            ("钱存到银行。", []), ("我去信用社取钱。", []), ("请消防部门来看看。", ["消防部门"]), ("我们到信访部门反映过。", ["信访部门"]),
            ("请有关部门处理。", []), ("请主管部门处理。", []), ("钱存到建设银行。", ["建设银行"]), ("扩建行道树。", []),
        ] as [(String, [String])])
    func offices(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.organization, .government]) == expected)
    }

    @Test(
        "Houses named by everyday words or a number",
        arguments: [
            ("我们良田中学的学生住不下。", ["良田中学"]), ("附近有白鹭小学、青石小学。", ["白鹭小学", "青石小学"]), ("我多次找八医院。", ["八医院"]),
            ("大冶市金山邮局少付了钱。", ["大冶市金山邮局"]), ("举报大冶市小羽文化传播公司法人骗钱。", ["大冶市小羽文化传播公司"]),
            ("大冶二中暑假补课。", ["大冶二中"]), ("我到石桥二小门口等车。", ["石桥二小"]),
            ("我到石桥二小对面等车。", []),
            ("三中全会开过了。", []), ("请大冶市提高民办幼儿园待遇。", []),
            ("大冶市公办幼儿园要拆。", []), ("大冶市民营医院收费高。", []), ("大冶市各大超市都没有。", []), ("我在小区开餐厅。", []), ("孩子进入小学读书。", []),
            ("附近小学太远。", []), ("普通中学不收。", []), ("按照公司法办。", []),
        ] as [(String, [String])])
    func houses(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.organization]) == expected) }

    @Test(
        "An estate or firm without an ending, when it does what only a firm does",
        arguments: [
            ("反映房子\n大冶市金棠府违反合同。我与大冶市金棠府签的认购书有效。", ["大冶市金棠府", "大冶市金棠府"]),
            ("反映房子\n云水花园涉嫌虚假宣传。", ["云水花园"]), ("反映房子\n我住在云水花园，路灯坏了。", []),
            ("反映停水\n大冶市居民拒绝交费。", []), ("反映修路\n大冶市青石路长期积水。", []),
        ] as [(String, [String])])
    func estates(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.organization]) == expected) }

    @Test(
        "The brand of a short name where nothing else can be meant",
        arguments: [
            ("大冶市星芒教育无证办学。我作为星芒的学员要求退费，星芒一直不退。", ["大冶市星芒教育", "星芒", "星芒"]),
            ("大冶市星芒教育无证办学。天上星芒点点。", ["大冶市星芒教育"]),
            ("我在A市A5区利禾网平台存钱。我是利禾网的出借人。", ["A市A5区利禾网平台", "利禾网"]),
            ("合同是“大冶市颐年养老产业有限公司”（以下简称颐年）签的。颐年不退钱。", ["大冶市颐年养老产业有限公司", "颐年", "颐年"]),
            ("在大冶市聚源投资咨询有限公司存了钱。", ["大冶市聚源投资咨询有限公司"]),
            ("大冶市阳光医院误诊。我们盼望阳光的生活。", ["大冶市阳光医院"]),
        ] as [(String, [String])])
    func brands(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.organization]) == expected) }

    @Test(
        "Groups at the very end, at the head of a title, and spoken for",
        arguments: [
            ("反映停水\n小区停水三天。望回复！云水花园全体业主", ["云水花园全体业主"]),
            ("反映停水\n小区停水三天，请尽快解决。大冶市云水花园业主 2019年2月25日", ["大冶市云水花园业主"]),
            ("大冶市余利贷受害人盼望退钱\n平台关门了。", ["大冶市余利贷受害人"]),
            ("反映修路\n现替云水花园两千多户业主请求通路。", ["云水花园两千多户业主"]),
            ("反映停电\n我们全体云水湾二期业主请求通电。", ["全体云水湾二期业主"]), ("反映停电\n作为云水湾二期的全体业主，我们要求通电。", ["云水湾二期的全体业主"]),
            ("反映停电\n全体业主要求公开账目。", []), ("反映停水\n小区停水，请通知业主。", []),
        ] as [(String, [String])])
    func groups(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.group]) == expected) }

    @Test(
        "Who writes is told by where they live where nobody signs; the place stays told",
        arguments: [
            ("反映停水\n我们是大冶市石桥镇东河口村的32户村民，没有水。", ["大冶市石桥镇东河口村的32户村民"]),
            ("反映停水\n我是云水花园小区的一名普通业主，天天停水。", ["云水花园小区的一名普通业主"]),
            ("反映停水\n本人家住大冶市云水花园3栋的住户，天天停水。", ["大冶市云水花园3栋的住户"]),
            ("反映停水\n水厂对云水花园业主不理不睬，天天停水。", ["云水花园业主"]),
            ("反映停水\n云水花园业主委员会不管。我是云水花园居民楼的保安。", []),
            ("反映停水\n隔壁云水花园的住户夜里吵。", []), ("反映停水\n我是大冶市云水花园的房东。", []),
            ("大冶市信访局：\n我是大冶市石桥镇东河口村村民，没有水。\n信访人：向桂枝\n2021年6月1日", []),
            ("反映停水\n大冶市业主有什么政策？", []),
        ] as [(String, [String])])
    func writersByPlace(text: String, expected: [String]) throws {
        #expect(Fixture.surfaces(text, [.group]) == expected)
        let groups = Fixture.recordOfRules(text, received: "2023-05-06").parties.filter { $0.type == .group }
        if text.contains("我是") || text.contains("我们是") { #expect(groups.allSatisfy { $0.role == .petitioner }) }
    }

    @Test(
        "Places of those who are named by them",
        arguments: [
            ("反映停水\n我是大冶市云水花园的业主，天天停水。", ["大冶市云水花园"]), ("反映停水\n大冶市云水花园开发商不通水。", []),
            ("反映停水\n大冶市云水花园物业费太贵。", ["大冶市云水花园"]),
        ] as [(String, [String])])
    func placesOfParties(text: String, expected: [String]) {
        #expect(Fixture.recordOfRules(text, received: "2023-05-06").places.map(\.text) == expected)
    }

    @Test(
        "Who built or runs an estate, by its name",
        arguments: [
            ("反映停水\n投诉大冶市云水花园开发商不通水。", ["大冶市云水花园开发商"]), ("反映停水\n云水花园小区的物业不管。", ["云水花园小区的物业"]),
            ("反映停水\n大冶市开发商不通水。", []), ("反映停水\n云水花园物业费太贵。", []), ("反映停水\n云水花园的电梯坏了。", []), ("反映停水\n3栋物业不管。", []),
            ("反映停水\n我在云水花园物业门口等。", []),
        ] as [(String, [String])])
    func firmsByPlace(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.organization]) == expected) }

    @Test(
        "Writers by 我是…的, and officers by surname and title behind a verb",
        arguments: [
            ("大冶市民政局：\n我是石桥镇东河口村的向桂枝，一个人带两个孙子。", ["向桂枝"]), ("我是云水花园的业主，天天停水。", []), ("我是石桥镇的居民，常年停水。", []),
            ("大冶市民政局：\n我是和龙县松月镇明岩村的金光日。", ["金光日"]),
            ("来量地的是包村的雒干事，皮尺一拉。", ["雒干事"]), ("我老伴时秀英去交过材料。", ["时秀英"]), ("被投诉的店，经营者楼建成，不退钱。", ["楼建成"]),
            ("法人和高管都跑了。", []),
            ("我问荆医生，她说正常。", ["荆医生"]), ("矿上派惠经理来谈。", ["惠经理"]), ("对方老师不管。", []), ("金科时代中心停电。", []),
            ("我是云栖谷的一名业主，楼道漏水。", []),
        ] as [(String, [String])])
    func persons(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.person]) == expected) }

    @Test(
        "The leadership of one level is one body when it is said in one breath",
        arguments: [
            ("请求修路\n希望市委市政府加快建设。", ["市委市政府"]), ("请求修路\n希望市委、市政府加快建设。", ["市委", "市政府"]),
            ("请求修路\n县委和市政府都来过。", ["县委", "市政府"]),
        ] as [(String, [String])])
    func leadership(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.government]) == expected) }

    @Test(
        "A number to call is a body where it does something",
        arguments: [
            ("12345热线答复说已经转办。", ["12345热线"]), ("我多次打12345热线。", []), ("请拨打市长热线。", []),
            ("大冶市市长热线打不通。", ["大冶市市长热线"]),
        ] as [(String, [String])])
    func hotlines(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.government]) == expected) }

    @Test(
        "What an estate has one of has no name; firms known by their name alone need no ending",
        arguments: [
            ("大冶市泉水小区麻将馆夜里扰民。", []), ("大冶市青石镇碎石厂夜里扰民。", []), ("大冶市红星碎石厂夜里扰民。", ["大冶市红星碎石厂"]),
            ("快递是顺丰送的，韵达不送。", ["顺丰", "韵达"]), ("大冶市移动一直不修基站。移动电话打不通。", ["大冶市移动"]),
            ("湖北德和房地产开发有限公司不退钱。", ["湖北德和房地产开发有限公司"]), ("湖北德同和武汉明和房地产有限公司合并。", ["武汉明和房地产有限公司"]),
        ] as [(String, [String])])
    func kinds(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.organization]) == expected) }

    @Test(
        "Whoever a label calls the writer writes, with or without a colon; who is told of does not",
        arguments: [
            ("来访人 龚明亮，男，说房子漏水。", ["龚明亮"]), ("电话记录\n来电人 逯先生\n反映：夜里停电。", ["逯先生"]),
            ("反映停电\n来电的邻居龚明亮说房子漏水。", []),
        ] as [(String, [String])])
    func labelledWriters(text: String, expected: [String]) {
        let record = Fixture.recordOfRules(text, received: "2023-05-06")
        #expect(record.parties.filter { $0.role == .petitioner }.map(\.name) == expected)
    }

    @Test("No name of a person is cut out of a word")
    func cutWords() { #expect(Fixture.surfaces("请加快大冶市白陵国家公园建设。", [.person]).isEmpty) }

    @Test(
        "Running words before an ending name nothing",
        arguments: [
            ("盼政府建设好科技产业园。", []), ("他们不派人拜访快递。", []), ("书费杂费培训机构随便定。", []), ("村口要建300吨汽油加油站。", []),
            ("票箱锁进村委办公室。", []), ("这条路改名为“仁和巷”。", []),
        ] as [(String, [String])])
    func running(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.organization]) == expected)
    }
}
