import Documents
import Testing

@testable import Analysis

@Suite("Offices by short names, persons behind kinds of work, firms by their core")
struct PartyOfficeTests {
    @Test(
        "Offices of counties and towns by their short names, old and new",
        arguments: [
            ("材料转到县人武部。", ["县人武部"]), ("大冶市侨办查过底册。", ["大冶市侨办"]), ("区清欠办登记过一次。", ["区清欠办"]),
            ("县旧改办的人来量房。", ["县旧改办"]), ("去市职介中心问档案。", ["市职介中心"]), ("大冶市消费者委员会调解过。", ["大冶市消费者委员会"]),
            ("大冶市海洋与渔业局取了水样。", ["大冶市海洋与渔业局"]), ("县粮食和物资储备局来检查。", ["县粮食和物资储备局"]),
            ("向县文体旅局举报。", ["县文体旅局"]), ("县草原监理所量了地。", ["县草原监理所"]), ("找到镇林业站。", ["镇林业站"]),
            ("大冶市医学会没有答复。", ["大冶市医学会"]), ("大冶市公路段说没有钱。", ["大冶市公路段"]),
        ] as [(String, [String])])
    func offices(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Short words of offices are bodies alone only where they act or are asked",
        arguments: [
            ("我去找社保，社保说没有记录。", ["社保", "社保"]), ("执法队答复说已经立案。", ["执法队"]), ("移民站的孟站长说等。", ["移民站"]),
            ("就业科回复不归他们管。", ["就业科"]), ("疾控说不认。", ["疾控"]),
            ("我交了十年社保。", []), ("工作要讲社会科学。", []), ("住建领域问题很多。", []), ("这是劳动所得。", []), ("窗口坏了没人修。", []),
            ("农业科技园区没有水。", []), ("股东要分红。", []),
        ] as [(String, [String])])
    func alone(text: String, expected: [String]) {
        #expect(Fixture.surfaces(text, [.government, .organization]) == expected)
    }

    @Test(
        "Persons behind a title or kind of work, with rare surnames, before what no name is followed by",
        arguments: [
            ("时任厂长资道平说要改制。", ["资道平"]), ("代办员马宝山拿走存折。", ["马宝山"]), ("屯长崔有粮不给地。", ["崔有粮"]),
            ("校长念国平翻出旧账。", ["念国平"]), ("所长陶松人倒和气。", ["陶松"]),
            ("理赔员小岳让我等。", ["小岳"]), ("现任龚校长不认账。", ["龚校长"]), ("客服部贝经理没回话。", ["贝经理"]),
            ("来了个小马师傅看了看。", ["小马师傅"]), ("9号窗口方某不收材料。", ["方某"]), ("工友郑春山、白玉平也能作证。", ["郑春山", "白玉平"]),
            ("工地夜间施工太吵。", []), ("请依法查处。", []), ("不知身在何处。", []), ("但董事长没有来。", []), ("老咸家湖没有路。", []),
            ("要任某种职务。", []), ("家长同志们来了。", []), ("对主管经理不满。", []), ("请查业务员的账。", []),
        ] as [(String, [String])])
    func persons(text: String, expected: [String]) { #expect(Fixture.surfaces(text, [.person]) == expected) }

    @Test(
        "A firm by the core of its name, with or without a word of what it does",
        arguments: [
            (
                "大冶市绿丰坪农业发展有限公司租了地。绿丰坪盖了章，又说不认。",
                ["大冶市绿丰坪农业发展有限公司", "绿丰坪"], "大冶市绿丰坪农业发展有限公司"
            ),
            (
                "大冶市信平印染厂排污水。信平印染的水是红的。", ["大冶市信平印染厂", "信平印染"],
                "大冶市信平印染厂"
            ),
            (
                "河南昌坪建材有限公司欠货款。请昌坪公司还钱。", ["河南昌坪建材有限公司", "昌坪公司"], "河南昌坪建材有限公司"
            ),
        ] as [(String, [String], String)])
    func cores(text: String, expected: [String], name: String) {
        #expect(Fixture.surfaces(text, [.organization]) == expected)
        #expect(Fixture.recordOfRules(text, received: "2023-05-06").parties.contains { $0.name == name })
    }
}
