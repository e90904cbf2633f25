import Documents
import Foundation
import Testing

@testable import Intake

/// What Tesseract made of drawn pages; the expected texts were written by looking at the pages, with its mistakes put
/// in where it made them.
@Suite("Scans of the corpus")
struct ScanCorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Corpus/scans").standardizedFileURL

    private func read(_ name: String) throws -> Document {
        try DocumentReader().read(path: Self.folder.appending(path: name).path)[0]
    }

    @Test(
        "Each page has one text in all its formats",
        arguments: [
            ("letter", letter, ["hocr", "alto.xml", "tsv"]), ("skewed", skewed, ["hocr"]), ("visit", visit, ["hocr"]),
            ("briefing", briefing, ["hocr", "alto.xml", "tsv"]),
            ("ledger", ledger, ["hocr", "alto.xml", "tsv", "json"]),
        ])
    func texts(name: String, text: String, endings: [String]) throws {
        for ending in endings {
            let document = try read("\(name).\(ending)")
            #expect(document.text.string == text, "\(ending)")
            let layout = try #require(document.layout)
            let lines = text.split(separator: "\n").map { String($0.drop { $0 == "　" }) }
            #expect(layout.lines.map { document.text[$0.span] } == lines)
        }
    }

    /// On the drawing, `2021年4月15日` stands some 530 units down, behind the indent at 130 + 2 × 34.
    @Test("A date leads back to where it was drawn", arguments: ["letter.hocr", "letter.alto.xml", "letter.tsv"])
    func place(name: String) throws {
        let document = try read(name)
        let scalars = document.text.scalars
        let date = Array("2021年4月15日".unicodeScalars.map(\.value))
        let start = try #require(scalars.indices.first { scalars[$0...].starts(with: date) })
        let place = try #require(document.layout?.places(of: SourceSpan(start, start + date.count)).first)
        let box = try #require(place.box)
        #expect(place.page == 0 && place.line == 6)
        // The page was drawn with lines every 57 units: the title, the addressee at 220, then three lines of text.
        #expect((445...465).contains(box.top) && (480...510).contains(box.bottom))
        #expect((190...210).contains(box.left) && (400...440).contains(box.right))
    }
}

private let letter = """
    关于柳汶村三组征地补偿款未发的反映

    东河县信访局:
    　　我们是柳湾镇柳洲村三组村民。2021年3月，县自然资源局为
    修建环城路征收本组耕地12.6亩，公告写明补偿款共计378000元，
    自签订协议之日起30日内付清。
    　　2021年4月15日，村民小组与柳洲镇人民政府签订了协议，
    到2023年5月仍只收到9.45万元，余款至今未发。2022年9月我们
    到镇政府询问，经办人说款已氢到村委会，村委会又说没有收到。
    　　请求县信访局责成柳湾镇人民政府在60日内查清余款去向，
    付清余款，并书面答复。
    　　此致
    敬礼
    反映人代表:衬满仓”电话:19900001234
    2023年5月18日
    """

private let skewed =
    letter
    .replacing("柳汶村", with: "柳湾村").replacing("柳洲", with: "柳湾").replacing("氢到", with: "拨到")
    .replacing("此致", with: "此臻").replacing("衬满仓”", with: "褚满仓“")

private let briefing = """
    东河县2023年信访工作简报

    　　一、工作目标。全县来信来访事项按
    期受理率达到98%以上，按期办结率达到9
    5%以上，和群众满意率逐步提高。
    　　二、工作安排。各乡镇、各部门应当
    在2023年6月30日前完成积案排查，建立
    台账，逐件明确责任单位和办结时限。
    　　三、责任分工。县信访局负责登记、
    转送、交办;,县自然资源局负责征地补偿
    事项，县人力资源和社会保障局负责欠薪
    事项。
    　　四、督查考核。对受理的事项，自受
    理之日起60日内办结;情况复杂的，可以
    延长30日，并书面告知理由。

    编辑:东河县信访局办公室 2023年5月20日印发，共印120份，发至各乡镇人民政府和县直各单人
    """

private let ledger = """
    东河县信访事项办理台账

    编号  来信和日期  反映事项  承办单位  办结期限
    001  2023年5月4日  拖欠工资3.2万元  县人社局  2023年7月3日
    002  2023年5月9日  饮用水浑浊  县水利局  2023年7月8日
    003  2023年5月12日  夜间施工噪声  县生态环境局  2023年7月11日
    004  2023年5月15日  低保停发  县民政局  2023年7月14日
    005  2023年5月18日  征地补偿款未付清  县自然资源局  2023年7月17日

    填报单位:东河县信访局  填报日期:2023年5月31日
    """

private let visit = """
    来访登记表
    来访人:桩满仓  联系电话:19900001234
    来访日期:2023年5月9日  接待人:登记窗口
    住址:东河县柳湾镇  人数:3人
    　　来访人反映，2022年8月其在东河县建筑工地务工，包工头欠工资2.4
    万元，多次讨要未果，请求县人社局协调解决，并在30日内答复。
    序号  事项  承办单位  期限
    1  拖欠务工人员工资  县人社局  30日
    2.4万元
    2  工地未交工伤保险  县人社局  60日
    涉及12人
    3  夜间施工  县住建局  15日
    　　以上事项经来访人核对无误，已告知其办理程序和期限，并登记转送
    承办单位。
    来访人签名:褚满仓
    2023年5月9日
    """
