import Documents
import Testing

@testable import Analysis

@Suite("Places")
struct PlaceTests {
    private func places(_ text: String) -> [String] {
        Fixture.recordOfRules(text, received: "2023-05-06").places.map(\.text)
    }

    @Test(
        "The whole expression: villages, roads, estates, numbers",
        arguments: [
            ("我住南和县西里店乡常家营村。", ["南和县西里店乡常家营村"]), ("我住海州区站前街41-3号楼。", ["海州区站前街41-3号楼"]),
            ("住龙川县蓝田坳镇上径村。", ["龙川县蓝田坳镇上径村"]), ("我们是万宁市和港镇坡尾村渔民。", ["万宁市和港镇坡尾村"]),
            ("住城关区雁西北路绿洲苑9-1-1602。", ["城关区雁西北路绿洲苑9-1-1602"]),
            ("我是安岳县龙台西镇石羊沟村、檬子村人。", ["安岳县龙台西镇石羊沟村、檬子村"]),
            ("住忠县石黄镇牛滚凼村6社。", ["忠县石黄镇牛滚凼村6社"]), ("10月12日在青铜峡市古峡街与汉坝路路口。", ["青铜峡市古峡街与汉坝路路口"]),
            ("父母葬在凤翔区的凤栖山公墓。", ["凤翔区的凤栖山公墓"]), ("骑车沿福寿路走。", ["福寿路"]),
        ] as [(String, [String])])
    func whole(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test(
        "Detail: names over signs of place, hamlets, flats, quoted estates, roads that bound an area, parts set off by commas",
        arguments: [
            ("住颍上县柳湾乡大庙台村。", ["颍上县柳湾乡大庙台村"]), ("我是颍上县柳湾乡大庙台村南圩孜的。", ["颍上县柳湾乡大庙台村南圩孜"]),
            ("住交口县柏榆坡乡康家沟村后沟自然庄，", ["交口县柏榆坡乡康家沟村后沟自然庄"]), ("住隰县土门塬乡冉家湾社，", ["隰县土门塬乡冉家湾社"]),
            ("住云和县木玩路“梅源里”7幢1102。", ["云和县木玩路“梅源里”7幢1102"]), ("住云和县翠岭华庭20栋1401漏水。", ["云和县翠岭华庭20栋1401"]),
            ("将嵊州大道以东、官河路以北的小区划走。", ["嵊州大道以东、官河路以北"]), ("在富康路与平安街十字那里。", ["富康路与平安街十字"]),
            ("住叶县建设路15号。", ["叶县建设路15号"]), ("我住叶县，仙屯乡，韶河村三组，种地。", ["叶县，仙屯乡，韶河村三组"]),
            ("在县道X642线葛仙桥村那段。", ["县道X642线葛仙桥村"]), ("到邳州市陇海东路的碧湖名都三期工地干活。", ["邳州市陇海东路的碧湖名都三期工地"]),
            ("在南宁东站等车。", ["南宁东站"]), ("住藁城区（原藁城市）丘庄镇耿家庄村。", ["藁城区（原藁城市）丘庄镇耿家庄村"]),
            ("老房在原闸北区永兴北路218弄37号。", ["原闸北区永兴北路218弄37号"]), ("家住城关镇东街社区。", ["城关镇东街社区"]),
            ("家在叶县城关乡白土\n岭村五组。", ["叶县城关乡白土\n岭村五组"]),
            // What follows is another place, a day or a thing.
            ("北渡镇上滩村和下滩村。", ["北渡镇上滩村", "下滩村"]), ("叶县仙台镇7月1号停水。", ["叶县仙台镇"]),
            ("叶县福泽园9号楼2号电梯困人。", ["叶县福泽园9号楼"]), ("叶县茶山小区、金麓小区停水。", ["叶县茶山小区", "金麓小区"]),
        ] as [(String, [String])])
    func detail(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test(
        "A list of names that one count closes is one place; divisions and numbered quarters stay apart",
        arguments: [
            ("先后在临泉县滑集、姜寨、宋集三乡教书。", ["临泉县滑集、姜寨、宋集三乡"]), ("天问巷、子午台两个片区最集中。", ["天问巷、子午台两个片区"]),
            ("白云区、花溪区两地都管。", ["白云区", "花溪区"]),
        ] as [(String, [String])])
    func counted(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test(
        "Words behind 省, brands and general names of zones are no places",
        arguments: ["A市周边省会城市都在建。", "A区有人，难道省垂直管的部门例外。", "爹留下的上海牌手表。", "因开发区占地一事。"])
    func noPlaces(_ text: String) {
        #expect(places(text).allSatisfy { !$0.contains("省") && $0 != "上海" && $0 != "开发区" }, "\(places(text))")
    }

    @Test("A plan's title begins with its place, unless a body is named there")
    func titles() {
        func places(_ title: String) -> [String] {
            Fixture.record(title + "\n一、总体要求\n各乡镇每月20日前报送。\n二、工作任务\n认真办理。", received: "2023-05-06").places.map(\.text)
        }
        #expect(places("平潭县信访人权利告知管理办法").contains("平潭县"))
        #expect(!places("平潭县信访局工作方案").contains("平潭县"))
        for about in ["农贸市场", "背街小巷", "乡村道路", "棚户区", "学校周边"] {
            #expect(places("安吉县\(about)信访问题整治工作方案").contains("安吉县"), "\(about)")
        }
        #expect(places("安吉县红庙村征地补偿工作方案").contains("安吉县红庙村"))
    }

    @Test(
        "Names that hold a stop, names beside words of place, names in rows, what stands beside them",
        arguments: [
            ("在月亮岛路架线。", ["月亮岛路"]),
            // Two names and what lies between or around them are one place; two roads by themselves are two.
            ("在桐花路与锦溪路的交汇处堵车。", ["桐花路与锦溪路的交汇处"]), ("在月桥路、观潮路一带巡查。", ["月桥路、观潮路一带"]),
            ("桐花路与锦溪路都坏了。", ["桐花路", "锦溪路"]), ("为确保禧安苑分房公开。", ["禧安苑"]), ("住馨月花园小区。", ["馨月花园小区"]),
            ("住隔壁的幸福里小区。", ["幸福里小区"]),
            ("向阳路和将军路都坏了。", ["向阳路", "将军路"]), ("叶县时中路不通，时中路一直没修。", ["叶县时中路", "时中路"]),
            ("望仙中路堵车。", ["望仙中路"]), ("住信和苑，", ["信和苑"]), ("进入年嘉湖隧道。", ["年嘉湖隧道"]),
            ("可是出先锋新宇小区就要交钱。", ["先锋新宇小区"]), ("主干道黄江大道围着。", ["黄江大道"]), ("整条栖凤路都停满车。", ["栖凤路"]),
            ("拉通至龟山路。", ["龟山路"]), ("其他小区如柳岸园、秋实园、明德园都有。", ["柳岸园", "秋实园", "明德园"]),
            ("学府花园、锦绣江南、碧水云天等小区停水。", ["学府花园", "锦绣江南", "碧水云天"]), ("我们住荷塘月色二期。", ["荷塘月色二期"]),
            ("在坡尾湾养鱼。", ["坡尾湾"]), ("争议地叫牛角垅，四至清楚。", ["牛角垅"]), ("家里在马来西亚打工。", ["马来西亚"]),
            ("叶县金茂府漏水。".replacing("漏水", with: "，漏水"), ["叶县金茂府"]), ("叶县松雅湖东北角在施工。", ["叶县松雅湖东北角"]),
            ("叶县三泉第三小学对面有人摆摊。", ["叶县三泉第三小学对面"]), ("叶县松岭文化公园东南门很吵。", ["叶县松岭文化公园东南门"]),
            ("老家信丰县石榴圩镇长坑村的。", ["信丰县石榴圩镇长坑村"]), ("红磨坊在叶县新开铺路732号。", ["叶县新开铺路732号"]),
            ("伍家坪生活广场位于叶县中山路。", ["伍家坪生活广场", "叶县中山路"]), ("绕行京港澳高速。", ["京港澳高速"]),
            ("住叶县盐马路三巷19号。", ["叶县盐马路三巷19号"]), ("查叶县青竹镇广胜村村委成员。", ["叶县青竹镇广胜村"]),
            ("到昆明长水机场接人。", ["昆明长水机场"]), ("我们是叶县北孙各庄村的。", ["叶县北孙各庄村"]), ("宣家巷9号被拆。", ["宣家巷9号"]),
            ("山林名称：“牛栏坑”，牛栏坑分给我村。", ["牛栏坑", "牛栏坑"]),
            ("我丢了义乌、临沂三个客户。", ["义乌", "临沂"]),
        ] as [(String, [String])])
    func names(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test("Mentions share no character with each other or with dates")
    func noOverlaps() {
        let record = Fixture.recordOfRules("叶县槐香小区D栋2021年3月9日停电，经开区柳泉街道的居民都知道。柳泉街道。", received: "2023-05-06")
        let spans = (record.places.map { $0.start..<$0.end } + record.dates.map { $0.start..<$0.end })
            .sorted { $0.lowerBound < $1.lowerBound }
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        #expect(record.dates.map(\.text) == ["2021年3月9日"])
    }

    @Test(
        "In a plan, a division that acts is a body",
        arguments: [("叶县严格按照时限办理。", []), ("叶县境内道路畅通。", ["叶县"]), ("城关街道办共同参与。", [])] as [(String, [String])])
    func actors(text: String, expected: [String]) {
        let plan = "2023年信访工作方案\n一、工作目标\n办结率达到98%以上。\n二、工作措施\n" + text + "\n各单位要抓好落实。\n2023年2月1日"
        #expect(places(plan) == expected)
    }

    @Test(
        "Divisions masked before publication, alone or chained, and invented provinces",
        arguments: [
            ("请A7县领导重视。", []), ("户口由A7县仙杉乡迁往I市I3县茅岭街。", ["A7县仙杉乡", "I市I3县茅岭街"]),
            ("A市A3区仙嘉路120号漏水。", ["A市A3区仙嘉路120号"]), ("西地省A市修路。", ["西地省A市"]), ("我是XX市××县三湾村村民。", ["XX市××县三湾村"]),
            ("我是某市某县农民。", ["某市某县"]), ("A市A3区A3区大道堵车。", ["A市A3区A3区大道"]), ("A7县金科时代中心电梯停了。", ["A7县金科时代中心"]),
            ("A2区楚府东苑消防通道堵了。", ["A2区楚府东苑"]),
            ("我住湖畔新苑B区4号楼。", ["湖畔新苑B区4号楼"]),
        ] as [(String, [String])])
    func masked(text: String, expected: [String]) {
        let found = Fixture.recordOfRules(text, received: "2023-05-06").places
        #expect(found.map(\.text) == expected)
        #expect(found.allSatisfy { $0.adcode == nil })
    }

    @Test(
        "Names said before, buildings by their number",
        arguments: [
            ("住中牟县广惠街御澜湾二期。御澜湾停工了。", ["中牟县广惠街御澜湾二期", "御澜湾"]),
            ("刊登了14栋社区用房的事。", []), ("还谷山庭院14栋二楼。", ["谷山庭院14栋二楼"]), ("租用三期15栋架空层。", []),
            ("住和平花园3号楼2单元。", ["和平花园3号楼2单元"]), ("我住在松岭安置小区A2栋。", ["松岭安置小区A2栋"]),
        ] as [(String, [String])])
    func saidBefore(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test(
        "Words before an ending make no name, nor do counts of buildings",
        arguments: [
            "老板关门跑路了。", "逐题逐村过一遍。", "机耕路冲毁了。", "聘护路员16人。", "这些事镇上都知道。", "首先感谢街道和社区。", "好多小区都这样。", "我组甘愿烂路走穿。", "他转回镇里。",
            "各乡镇和县直单位。",
            "听闻省上有了政策。", "那是人家的休闲山庄。", "让数据多跑路。", "还是泥巴路。", "各省份都出台了。", "很多省份都有。", "绿水青山就是金山银山。", "在城里打工。", "广场舞太吵。",
            "加快路网建设。", "县城乡低保金。",
            "这个红绿灯路口太堵。", "大雪封路。", "解决几百户家庭的事。", "我们小区是高危小区。",
            "小区共5栋。", "请会同县农业农村局验收。", "收到惠农补贴。", "全省都一样。", "激励镇村干部。", "沿路一条巷子一条巷子找。", "移动信号不好。",
            "要求上级搞百村工程。", "社区推小区，小区推物业。", "支书说屯里的钱屯里定。", "我们先找乡上。", "住在集体宿舍。", "过十字路口要小心。", "走的是泥巴街。", "让我少走点弯路。",
            "买了复式公寓。", "不许回宿舍。",
        ])
    func words(_ text: String) { #expect(places(text).isEmpty, "\(places(text))") }

    @Test(
        "Estates without an ending, told by being said again or by their owners",
        arguments: [
            ("反映停电\n叶县云栖天著停电。我买了云栖天著的房子。", ["叶县云栖天著", "云栖天著"]), ("反映停电\n叶县居民反映停电。居民都知道。", ["叶县"]),
            ("反映停电\n叶县星芒课堂停课。星芒课堂不退钱。", ["叶县"]), ("我是云栖谷的一名业主，楼道漏水。", ["云栖谷"]),
            ("我是叶县云栖谷的业主。", ["叶县云栖谷"]), ("我是小区的业主，楼道漏水。", []), ("是小区的业主，楼道漏水。", []), ("为业主讨个公道。", []),
            ("我是一家公司的一名租户。", []),
        ] as [(String, [String])])
    func unnamedEstates(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test(
        "Lines, stations, rooms and buildings by number",
        arguments: [
            ("地铁3号线文体中心站出入口没开。", ["地铁3号线文体中心站出入口"]), ("多次拨打12345热线。", []), ("到高铁西站坐车。", ["高铁西站"]),
            ("409房漏水。", []), ("楼上304房东不管。", []), ("6#栋停工了。", []), ("3/6栋住宅漏水。", []),
            ("十五栋漏水。", []), ("坐3号线上班。", []), ("家在14栋2单元。", ["14栋2单元"]), ("家在14栋1120户。", ["14栋1120"]),
            ("小区里3栋32层的住宅都停水。", []), ("我们村新修一栋楼。", []),
        ] as [(String, [String])])
    func numbered(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test(
        "One place told in a bracket or in pieces",
        arguments: [
            ("映霞路（桐花路至锦溪路）段坏了。", ["映霞路（桐花路至锦溪路）段"]), ("映霞路（昨天）坏了。", ["映霞路"]),
            ("映霞路（桐花路、锦溪路）坏了。", ["映霞路", "桐花路", "锦溪路"]), ("住云和县草堂花园（二期）。", ["云和县草堂花园（二期）"]),
            ("住云和县望岳半岛的5栋2801。", ["云和县望岳半岛的5栋2801"]), ("住建设路的5栋。", ["建设路"]),
        ] as [(String, [String])])
    func pieces(text: String, expected: [String]) { #expect(places(text) == expected) }

    @Test("An estate named like a county is no county")
    func estateLikeCounty() {
        let record = Fixture.recordOfRules("我家在海伦春天小区漏水。")
        #expect(!record.places.contains { $0.adcode == "231283" })
    }

    @Test(
        "Home settles what the letter leaves open, and only that",
        arguments: [
            ("我家在建设路15号。", "411000"), ("鼓楼区明德路在修。", nil), ("住叶县。", "410422"), ("魏都区文化路。", "411002"),
        ] as [(String, String?)])
    func home(text: String, expected: String?) {
        #expect(Self.atHome.analyze(Document(id: "t", text: SourceText(text))).places.first?.adcode == expected)
    }

    private static let atHome: Analyzer = {
        do { return try Analyzer(home: 411_000) } catch { fatalError("\(error)") }
    }()

    @Test("A home that no division has is an error")
    func unknownHome() { #expect(throws: (any Error).self) { try Analyzer(home: 999_999) } }

    @Test(
        "No places: directions, kinds of road and village, villages' people, bodies",
        arguments: [
            "山场东至岭顶，南至石板路。", "在38个行政村设点。", "冬天路上有冰。", "水泥道路没人修。", "请会同街道核实。", "他是班主任。", "县道归镇里养护。",
        ])
    func none(_ text: String) { #expect(places(text).isEmpty) }

    @Test(
        "Codes: context, districts with common names, former divisions, other regions",
        arguments: [
            ("我家在阳泉市矿区洪井沟小区。", "140303"), ("柳州地区忻城县的事。", "451321"), ("我住成都市新津县金华镇清云北路2号。", "510118"),
            ("我在武清打工。", "120114"), ("台湾省屏东县屏东市。", "710000"), ("灌云县信访局受理了。芦荡镇苇花村没有水。", "320723"),
            ("住琼中县黎岭镇。", "469030"), ("恩施州建始县的事。", "422822"), ("住宣武区。", "110102"),
            ("南宁市青秀区的事。车到南宁东站。", "450103"),
        ])
    func codes(text: String, expected: String) {
        #expect(Fixture.recordOfRules(text, received: "2023-05-06").places.contains { $0.adcode == expected })
    }

    @Test("A township of one name elsewhere gives no code to a letter of another county")
    func elsewhere() {
        let record = Fixture.recordOfRules("我是桥西区中山街58号的住户。")
        #expect(record.places.map(\.text) == ["桥西区中山街58号"] && record.places.first?.adcode == nil)
    }
}
