import Documents
import Testing

@testable import Analysis

@Suite("Places")
struct PlaceTests {
    private func places(_ text: String) -> [String] { Fixture.record(text, received: "2023-05-06").places.map(\.text) }

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
        ])
    func codes(text: String, expected: String) {
        #expect(Fixture.record(text, received: "2023-05-06").places.contains { $0.adcode == expected })
    }

    @Test("A township of one name elsewhere gives no code to a letter of another county")
    func elsewhere() {
        let record = Fixture.record("我是桥西区中山街58号的住户。")
        #expect(record.places.map(\.text) == ["桥西区中山街58号"] && record.places.first?.adcode == nil)
    }
}
