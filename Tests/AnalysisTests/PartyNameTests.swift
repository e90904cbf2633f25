import Documents
import Testing

@testable import Analysis

@Suite("Names of parties: where they begin and end, and which are one")
struct PartyNameTests {
    private func parties(_ text: String) -> [Record.Party] {
        Fixture.recordOfRules(text, received: "2023-05-06").parties
    }

    @Test(
        "Running words are no part of an organisation's name, and words alone name none",
        arguments: [
            ("他们扶植影子业委会。", []), ("小区第三届业委会没选成。", []), ("住户私开麻将馆扰民。", []), ("维护房地产市场秩序。", []),
            ("不想办成盈利性幼儿园。", []), ("普惠性幼儿园太少。", []), ("请问业务员回公司要不要开会。", []), ("大冶市东风大厦无良歌厅太吵。", []),
            ("周边有几十栋居民宿舍。", []), ("这是义务教育的要求。", []), ("我们在互助平台上认识。", []),
            ("我去恒远驾校拿快递被拒。", ["恒远驾校"]), ("隔壁三号楼2栋鑫达物流半夜卸货。", ["鑫达物流"]), ("大冶市星启教育无证办学。", ["大冶市星启教育"]),
            ("大冶市青石路宏永汽修厂油漆味大。", ["宏永汽修厂"]), ("大冶市路桥工程有限公司欠薪。", ["大冶市路桥工程有限公司"]),
            ("货款打给大冶市迅捷货运代理有限公司。", ["大冶市迅捷货运代理有限公司"]), ("大冶市第一人民医院误诊。", ["大冶市第一人民医院"]),
            ("大冶市第四实验中学校长不管。", ["大冶市第四实验中学"]), ("住在水泥厂家属院六号楼。", []),
            // Words before a name; a name that fills its bracket or opens its clause; a number before a lender's kind.
            ("为何青苑集团不修。", ["青苑集团"]), ("总包单位是青澜建设集团。", ["青澜建设集团"]), ("孩子接受公平教育的权利。", []),
            ("开发商（宏一地产）不露面。", ["宏一地产"]), ("他们开了一家地产公司。", []), ("大冶市73车贷停止兑付。", ["大冶市73车贷"]),
            ("住在3栋物业旁边。", []), ("大冶市青鸟燃气多收钱。", ["大冶市青鸟燃气"]),
            ("大冶市电子信息职业技术学院收费高。电子信息职业技术学院不退。", ["大冶市电子信息职业技术学院", "电子信息职业技术学院"]),
            ("大冶市高级中学扩招。别的高级中学没有。", ["大冶市高级中学"]),
            ("有家网站“青禾网”不让取钱，青禾网跑路了。", ["青禾网", "青禾网"]), ("青石一路宏光物业收费高。", ["宏光物业"]),
            ("125室麻将馆太吵。", []), ("机动车驾驶员培训机构要退款。", []), ("城市创建工作已经达标。", []),
            // Neighbourhoods are bodies where they act.
            ("成都社区要在楼下办食堂。", ["成都社区"]), ("突然接到青石社区通知。", ["青石社区"]),
            ("我住在青石社区三号楼。", []),
        ] as [(String, [String])])
    func organisations(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.organization]) == expected)
    }

    @Test(
        "Offices by short names; a kind of office is none",
        arguments: [
            ("县国资办说不管。", ["县国资办"]), ("镇武装部没有回话。", ["镇武装部"]), ("纠纷先到镇调委会调解。", ["镇调委会"]),
            ("材料报送县财政投资评审中心。", ["县财政投资评审中心"]),
            ("说归市场局管。", ["市场局"]), ("请教育部门核查。", ["教育部门"]), ("国家执法部门要管。", []),
            ("已交大冶市税务部门处理。", ["大冶市税务部门"]), ("县税务稽查局立了案。", ["县税务稽查局"]), ("街道办来过人。", ["街道办"]),
            ("多次到拆迁办说理。", ["拆迁办"]),
        ] as [(String, [String])])
    func offices(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.government]) == expected) }

    @Test(
        "A body is one with its short name, not with one of another level or house",
        arguments: [
            ("平顶山市中级人民法院：\n平顶山市卫东区人民法院判错了。卫东区法院不改。", ["平顶山市中级人民法院", "平顶山市卫东区人民法院"]),
            ("平顶山市公安局没回。湛河区公安局也没回。", ["平顶山市公安局", "湛河区公安局"]),
            ("市公安局没回。平顶山市公安局湛河分局也没回。", ["市公安局", "平顶山市公安局湛河分局"]),
            ("大冶市财政局推给大冶市审计局。", ["大冶市财政局", "大冶市审计局"]), ("派出所不立案。大冶市公安局说等。", ["派出所", "大冶市公安局"]),
            ("大冶市公安局交警大队处理过。大冶市公安局不管。", ["大冶市公安局交警大队", "大冶市公安局"]),
            ("大冶市人民政府不管。市政府又转回来。", ["大冶市人民政府"]), ("大冶市住房和城乡建设局批过。市住建局说没有。", ["大冶市住房和城乡建设局"]),
        ] as [(String, [String])])
    func levels(text: String, expected: [String]) { #expect(parties(text).map(\.name) == expected) }

    @Test(
        "Persons: no name out of other words, names of two parts whole",
        arguments: [
            ("我是金澎名都的住户。", []), ("写明负责人和电话。", []), ("本人曾多次反映。", []), ("小门通向墙外，间距不小于二十米。", []),
            ("会议纪要（明林纪〔2020〕2号）没有公开。", []), ("我妻子阿依古丽·麦麦提住院。", ["阿依古丽·麦麦提"]), ("控告人：艾则孜·吐尔逊，男，31岁。", ["艾则孜·吐尔逊"]),
            ("举报人：不愿透露姓名，男声，本地口音。", []), ("联系人：副总经理 庄亚明，电话另附。", ["庄亚明"]), ("支书苑海峰手机停机。", ["苑海峰"]),
            ("CEO苑海峰跑路。", ["苑海峰"]), ("对住户关水限电。", []), ("司机师傅带来了困惑。", []),
            ("班车太少，请加一趟。\n谢谢各位！普春燕", ["普春燕"]), ("老师工资低，伏候回音。\n蔺守儒谨上\n2021年3月5日", ["蔺守儒"]),
        ] as [(String, [String])])
    func persons(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.person]) == expected) }

    @Test(
        "Leaders spoke to, and two recipients joined",
        arguments: [
            ("小区漏水\n胡书记，我家住在顶楼。", ["胡书记"]), ("小区漏水\n没人管。请胡书记过问。", ["胡书记"]), ("小区漏水\n昨天胡书记来看过。", []),
            ("燃气乱收费\n燃气站霸道，要多收费用胡书记：您好！我家在三楼。", ["胡书记"]),
            ("关于强拆的检举信尊敬的领导：您好！房子被拆了。", ["领导"]), ("小区漏水\n他是我尊敬的领导，帮过我。", []),
            ("反映信\n平江县生态环境分局并红石镇人民政府：\n我们住在河边。", ["平江县生态环境分局", "红石镇人民政府"]),
            ("反映信\n平江县教育局并转县委领导：\n我教了十六年书。", ["平江县教育局并转县委领导"]),
        ] as [(String, [String])])
    func addressees(text: String, expected: [String]) {
        #expect(parties(text).filter { $0.role == .addressee }.map(\.name) == expected)
    }

    @Test(
        "The subject of a title, when it is named again and does no ordinary thing",
        arguments: [
            ("投诉余易贷虚假宣传\n我在余易贷存了钱，到期不还。", ["余易贷"]), ("大冶市恒大江湾二期虚假宣传\n恒大江湾的样板间和交房不同。", ["恒大江湾"]),
            ("希望路虚假宣传\n路灯坏了。", []), ("反映天健小区违规搭建\n天健小区没有路灯。", []),
        ] as [(String, [String])])
    func titles(text: String, expected: [String]) {
        #expect(parties(text).filter { $0.type == .organization }.map(\.name) == expected)
    }

    @Test(
        "The writers' village; those of an estate that anybody may have name nobody",
        arguments: [
            ("反映修路\n我们广胜村村民一直依法反映。", ["广胜村村民"]), ("反映修路\n我是广胜村村民。", ["广胜村村民"]), ("反映停水\n物业让小区全体业主签字。", []),
            ("反映停水\n芙蓉苑全体业主请求供水。", ["芙蓉苑全体业主"]),
        ] as [(String, [String])])
    func groups(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.group]) == expected) }
}
