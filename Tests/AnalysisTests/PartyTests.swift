import Documents
import Testing

@testable import Analysis

@Suite("Parties, places and requests")
struct PartyTests {
    private func names(_ text: String, _ role: Record.Party.Role) -> [String] {
        Fixture.record(text, received: "2023-05-06").parties.filter { $0.role == role }.map(\.name)
    }

    private func bodies(_ text: String) -> [String] {
        Fixture.record(text, received: "2023-05-06").parties.filter { $0.type == .government }.map(\.name)
    }

    @Test(
        "Bodies: whole names, and none where a kind is told",
        arguments: [
            ("我们找过县人力资源和社会保障局。", ["县人力资源和社会保障局"]), ("洪湖市水利和湖泊局来过人。", ["洪湖市水利和湖泊局"]),
            ("青堌北镇政府不管。", ["青堌北镇政府"]), ("公司和医院都不管，物业也不管。", []), ("局长说管。", []),
            ("县残联办公室回了话。", ["县残联办公室"]), ("我们到徐州市公安局贾汪分局报案。", ["徐州市公安局贾汪分局"]),
            ("向A7县自然资源局反映过。", ["A7县自然资源局"]), ("多次引起镇政府的重视。", ["镇政府"]),
        ] as [(String, [String])])
    func bodies(text: String, expected: [String]) { #expect(bodies(text) == expected) }

    @Test(
        "Organisations: where their names begin",
        arguments: [
            ("湖南皓源净水技术公司不退押金。", ["湖南皓源净水技术公司"]), ("这家宾馆太吵。", []), ("劳务公司不给钱。", []),
            ("投诉天津市特种设备监督检验技术研究院乱收费。", ["天津市特种设备监督检验技术研究院"]), ("如何解决物业矛盾。", []), ("进入小学读书难。", []),
            ("暖气不热打沈阳盛暖热力有限公司电话没人接。", ["沈阳盛暖热力有限公司"]), ("通过“顺豹出行”平台叫车被甩客。", ["顺豹出行"]),
            ("他写的“难得糊涂”很好。", []), ("内蒙古塔拉风新能源有限公司来打基础。", ["内蒙古塔拉风新能源有限公司"]), ("南罗村委会把地卖了。", ["南罗村委会"]),
        ] as [(String, [String])])
    func organisations(text: String, expected: [String]) { #expect(names(text, .respondent) == expected) }

    @Test(
        "Bodies built of what they look after and an ending, and sites behind local names",
        arguments: [
            ("大冶市东湖化工厂排污。县疾控中心来采过样。", ["县疾控中心"]), ("问镇农业站，不管。", ["镇农业站"]), ("我找过市劳动监察支队。", ["市劳动监察支队"]),
            ("报警后，西里店派出所来人。", ["西里店派出所"]), ("区公安局出入境大队让我等通知。", ["区公安局出入境大队"]), ("疾病控制很难。", []), ("服务中心没人。", []),
        ] as [(String, [String])])
    func builtBodies(text: String, expected: [String]) { #expect(names(text, .handler) == expected) }

    @Test(
        "Persons: cues, titles, masks, nicknames, surnames alone",
        arguments: [
            ("店员吴琴说不退。", ["吴琴"]), ("他的妻弟何某平包了水面。", ["何某平"]), ("老板姓仝，不讲理。", ["仝"]), ("带班的叫刁正荣。", ["刁正荣"]),
            ("厂长骆斌拍胸口保证。", ["骆斌"]), ("支书姓啥不知道。", []), ("小舅子茆老四包着鱼塘。", ["茆老四"]),
            ("经理植志豪拖欠我们工资。", ["植志豪"]), ("教练何煜还不退钱。", ["何煜"]), ("居民区中心太吵。", []), ("小区位于二环之外。", []), ("来电人查过，是22元。", []),
            ("司机不打表。", []), ("他是班主任。", []),
        ] as [(String, [String])])
    func persons(text: String, expected: [String]) { #expect(names(text, .respondent) == expected) }

    @Test(
        "Bystanders: witnesses, officers who received, workplaces, services",
        arguments: [
            ("接待的窦科长说等。", ["窦科长"]), ("经老乡魏三介绍。", ["魏三"]), ("我是原禹州市第三陶瓷厂职工。", ["禹州市第三陶瓷厂"]),
            ("大冶市丰源物业有限公司不退钱。我委托河南明诚资产评估公司评估。", ["河南明诚资产评估公司"]),
        ] as [(String, [String])])
    func bystanders(text: String, expected: [String]) { #expect(names(text, .other) == expected) }

    @Test(
        "Persons wherever they stand: joined names, names behind bodies, characters said twice",
        arguments: [
            ("同车间的郎凤山、孟昭武都能作证。", ["郎凤山", "孟昭武"]), ("县医院办公室谷主任来谈过。", ["谷主任"]), ("那天夜里，康海海八十岁的娘摔了。", ["康海海"]),
            ("我妻子毛家玉，29岁。", ["毛家玉"]), ("学校离梅溪湖不远。", []), ("我方律师没有到场。", []), ("我和同学一起去的。", []),
        ] as [(String, [String])])
    func personsAnywhere(text: String, expected: [String]) {
        #expect(Fixture.record(text).parties.filter { $0.type == .person }.map(\.name) == expected)
    }

    @Test(
        "Greetings, recipients above and below the text, and lines that greet nobody",
        arguments: [
            ("咨询停车问题\n尊敬的书记，您好。小区没有车位。", ["书记"]), ("反映噪音\n胡书记：您好，夜里太吵。", ["胡书记"]),
            ("关于漏水的投诉\n致：大冶市住房和城乡建设局\n我家漏水。", ["大冶市住房和城乡建设局"]), ("我认为这个意见是错的：\n一、没有依据。", []),
            ("反映噪音\n领导好，夜里太吵。", ["领导"]), ("反映噪音\n夜里太吵。尊敬的领导，求您过问。", ["领导"]),
            ("反映噪音\n夜里太吵，请市领导做主。", ["市领导"]), ("反映噪音\n夜里太吵，恳请书记和市长过问。", ["书记", "市长"]),
            ("反映噪音\n请大冶市领导重视夜里太吵的问题。", ["大冶市领导"]), ("反映噪音\n请问局长，夜里能施工吗？", ["局长"]),
            ("反映噪音\n夜里太吵，恳请厅长大人过问。", ["厅长"]), ("反映噪音\n夜里太吵，望局长查清。", []), ("反映噪音\n夜里太吵，请局长大力查处。", []),
            ("反映噪音\n夜里太吵，请领导过问。", []), ("反映噪音\n请市长热线转告。", []), ("反映噪音\n这里友好，夜里太吵。", []),
        ] as [(String, [String])])
    func recipients(text: String, expected: [String]) { #expect(names(text, .addressee) == expected) }

    @Test(
        "Short names lead to the one full name: functions, titles, branches",
        arguments: [
            ("请求查处大冶市人力资源和社会保障局。县里说归大冶市人社局管。", "大冶市人力资源和社会保障局", 2), ("校长陆洪说要加分。陆校长说学校说了算。", "陆洪", 2),
            ("鸿通通信(广东)有限公司东莞分公司断网。鸿通通信东莞分公司不赔。", "鸿通通信(广东)有限公司东莞分公司", 2), ("城南小学乱收补课费。城北小学不补课。", "城南小学", 1),
        ] as [(String, String, Int)])
    func canonical(text: String, name: String, mentions: Int) throws {
        let party = try #require(Fixture.record(text).parties.first { $0.name == name })
        #expect(party.mentions.count == mentions)
    }

    @Test(
        "Joint letters: the number of those who write, not of those told of",
        arguments: [
            ("我们是御澜湾二期864户购房人。开发商有12人。", 864), ("大冶市矿山机械厂132名下岗职工的请愿书\n当时的厂长等7人办了新厂。", 132),
            ("申诉人：靳玉兰等46人（名单附后）", 46), ("村里一共41户，在信上签名按印的有127人。", 127), ("江守礼、翟翠花等五十八人联名反映。", 58),
            ("此致\n申诉人：窦广义 靳玉兰 等47人\n2019年7月22日", 47), ("业主（签名附后，共38户）：", 38), ("（后附签名页9张，合计214人）", 214),
            ("有十一户签了字，我家没签。", nil), ("（房屋共38户）漏水。", nil), ("他叫来5个人打我。", nil),
        ] as [(String, Int?)])
    func joint(text: String, expected: Int?) { #expect(Fixture.record(text).joint?.claimed == expected) }

    @Test("A group that writes is a petitioner; a group told of is none")
    func groups() {
        #expect(names("大冶市矿山机械厂132名下岗职工的请愿书\n养老金没有着落。", .petitioner) == ["大冶市矿山机械厂132名下岗职工"])
        #expect(names("东河村全体村民请求修路。", .petitioner) == ["东河村全体村民"])
        #expect(names("反映停水\n昨天有3户居民搬走了。", .petitioner).isEmpty)
    }

    @Test("Rows of names under a letter are its writers")
    func rows() {
        let text = "反映停水问题\n家里停水三个月。\n附：签名\n吴水生 吴长根 段年崽 章冬香\n邹义和 江春水\n"
        #expect(names(text, .petitioner) == ["吴水生", "吴长根", "段年崽", "章冬香", "邹义和", "江春水"])
    }

    @Test("Whoever is labelled accused stays it in all mentions, and who is told of beside it does not become it")
    func labelledAccused() {
        let text = "被投诉单位：大冶市丰源物业有限公司\n丰源物业乱收费。向大冶市住建局反映，住建局答复说正在调查。"
        #expect(names(text, .respondent) == ["大冶市丰源物业有限公司"])
        #expect(names(text, .handler) == ["大冶市住建局"])
    }

    @Test("A reply: where one may go on to is no handler")
    func review() {
        let text = "关于信访事项的答复\n裘国良先生：\n您反映的问题已收悉。如不服，可在三十日内向嵊州市人民政府申请复查。\n嵊州市教育局\n2021年8月5日"
        #expect(!names(text, .handler).contains("嵊州市人民政府"))
    }

    @Test("A short form told in brackets stands for its full name; a brand inside another name does not")
    func toldAlias() throws {
        let text = "大冶市丰源物业有限公司（以下简称丰源）乱收费。丰源不公示账目。丰源苑门口没灯。"
        let party = try #require(Fixture.record(text).parties.first { $0.role == .respondent })
        #expect(party.name == "大冶市丰源物业有限公司" && party.mentions.count == 3)
    }

    @Test("The name without its ending is the firm's; what is left of a school's or an estate's is a place")
    func core() {
        func count(_ text: String) -> Int {
            Fixture.record(text).parties.filter { $0.type == .organization }.flatMap(\.mentions).count
        }
        #expect(count("大冶市利聚网平台不让提现。利聚网一直推脱。") == 2)
        #expect(count("大冶市思源桥小学补课。思源桥边上的路灯坏了。") == 1)
        #expect(count("我们是大冶市东成大厦业主委员会。东成大厦有地下室。") == 1)
    }

    @Test("Labels of lists: representatives, accused, staff; copies are addressees")
    func labels() {
        let text = "反映停水问题\n家里停水三个月。\n居民代表：乔建军、晏秀梅\n抄送：省信访局、大冶市委\n2023年5月1日"
        #expect(names(text, .representative) == ["乔建军", "晏秀梅"])
        #expect(names(text, .addressee) == ["省信访局", "大冶市委"])
    }

    @Test("Masked places are no persons", arguments: ["A市B3区的路灯坏了。", "K3县的公交太少。", "A市A3区某小区没有电梯。"])
    func maskedPlaces(_ text: String) { #expect(Fixture.record(text).parties.filter { $0.type == .person }.isEmpty) }

    @Test("A short form goes under the full name")
    func alias() throws {
        let text = "福建省欣榕物业管理有限公司涨价。欣榕物业不公示账目。"
        let party = try #require(Fixture.record(text).parties.first { $0.role == .respondent })
        #expect(party.name == "福建省欣榕物业管理有限公司" && party.mentions.count == 2)
    }

    @Test(
        "Who writes: introductions, labels, lists and signatures",
        arguments: [
            ("我叫苗守田，今年六十三。", ["苗守田"]), ("投诉人：龚来顺\n被投诉人：某公司", ["龚来顺"]),
            ("联名人：洪桂英、计春和、操火生等67人", ["洪桂英", "计春和", "操火生"]), ("申请人请求依法处理。", []), ("我是东河镇的农民，种地的。", []),
        ] as [(String, [String])])
    func petitioners(text: String, expected: [String]) { #expect(names(text, .petitioner) == expected) }

    @Test(
        "Lists of names with numbers, and names that nothing parts",
        arguments: [
            ("业主代表：1柳秀梅、2.章可盈 、 3、吕国栋 4方柔", .representative, ["柳秀梅", "章可盈", "吕国栋", "方柔"]),
            ("联名人：（1）柳秀梅 （2）章可盈", .petitioner, ["柳秀梅", "章可盈"]),
            ("请拆除违建。业主联名签字：柳秀梅章可盈吕国栋方柔戚建平", .petitioner, ["柳秀梅", "章可盈", "吕国栋", "方柔", "戚建平"]),
            ("请拆除违建。联名人：\n1.柳秀梅\n2.章可盈", .petitioner, ["柳秀梅", "章可盈"]),
            ("业主签字：以上内容我们都同意请尽快处理", .petitioner, []),
            ("业主代表：1号楼电梯坏了、2号楼漏水", .representative, []),
        ] as [(String, Record.Party.Role, [String])])
    func lists(text: String, role: Record.Party.Role, expected: [String]) { #expect(names(text, role) == expected) }

    @Test("A line that ends with a label and a colon behind a sentence greets nobody")
    func noSalutation() { #expect(names("关于路灯的投诉\n望尽快拆除违建。联名人：\n1.柳秀梅", .addressee).isEmpty) }

    @Test("Several addressees are several parties; a name in a salutation is a person's, and sealed")
    func addressees() {
        #expect(names("鼓楼区房管局、榕西街道办事处：\n我家漏水，请修。", .addressee) == ["鼓楼区房管局", "榕西街道办事处"])
        let record = Fixture.record("信访事项受理告知书\n凌翠英：\n你于2023年3月9日提出的信访事项，决定受理。")
        #expect(record.kind == .reply)
        #expect(record.parties.contains { $0.name == "凌翠英" && $0.role == .petitioner && $0.type == .person })
    }

    @Test(
        "Short forms of divisions that are words here are no places",
        arguments: ["双方合作多年。", "一百六十四平方米。", "大家安居乐业。", "进行开化教育。"])
    func noPlaces(_ text: String) { #expect(Fixture.record(text).places.isEmpty) }

    @Test(
        "Demands: one clause each",
        arguments: [
            ("请求查清那张假证明，把地还给我。", ["查清那张假证明", "把地还给我"]),
            ("我们要求：\n一、责令退出；\n二、重新选举，全程录像。", ["责令退出", "重新选举，全程录像"]),
            ("他们多次要求我签字。", []), ("恳请领导为民做主。", []), ("请问在哪里办理？", []),
            ("请 求 ：1.停止施工。2.赔偿损失。", ["停止施工", "赔偿损失"]),
        ] as [(String, [String])])
    func demands(text: String, expected: [String]) { #expect(Fixture.record(text).demands.map(\.text) == expected) }

    @Test(
        "Targets of plans",
        arguments: [
            ("办结率98%以上", ">=98%"), ("存量欠薪清零", "=0"), ("家长满意率达到九成以上", ">=90%"), ("控制在1100件以内", "<=1100"),
            ("不少于16学时", ">=16学时"), ("重复来信下降20%以上", ">=20%"),
        ])
    func targets(clause: String, value: String) {
        let text = "2023年信访工作方案\n一、工作目标\n年底前\(clause)。\n二、组织领导\n各单位抓好落实。"
        #expect(Fixture.record(text, received: "2023-02-01").targets.map(\.value) == [value])
    }

    @Test("A phone above a date stays a phone, and the date a date")
    func phoneAboveDate() {
        let record = Fixture.record("请求支付工资。\n代表：龚来顺  联系电话19900006635\n2022年1月16日")
        #expect(record.identifiers.map(\.kind) == [.phone])
        #expect(record.dates.map(\.value) == ["2022-01-16"])
    }

    @Test("An older year holds for its own sentence; a plan looks ahead")
    func years() {
        let letter = "2018年12月换届。洪某2015年就过世了。12月18日我们交了材料。"
        #expect(
            Fixture.record(letter, received: "2019-01-05").dates.compactMap(\.value) == [
                "2018-12", "2015", "2018-12-18",
            ])
        let plan = "根治欠薪工作方案\n2022年12月30日前清零。\n3月底前完成总结。\n2022年11月20日"
        #expect(Fixture.record(plan, received: "2022-11-20").dates.compactMap(\.value).contains("../2023-03-31"))
    }
}
