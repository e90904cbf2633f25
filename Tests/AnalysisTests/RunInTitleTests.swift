import Dictionaries
import Documents
import Testing

@testable import Analysis

@Suite("Titles that a site ran into the text")
struct RunInTitleTests {
    private static let normalizer: Normalizer = {
        do { return try Normalizer(dictionaries: .standard()) } catch { fatalError("\(error)") }
    }()

    /// `|` stands where the title ends; texts without it are not parted.
    @Test(
        "A title ends where the text begins anew, and nothing else is parted",
        arguments: [
            "青石路夜里施工扰民|我是三号楼的住户，每天夜里睡不着。",
            "关于梧桐小区长期停水的问题|尊敬的领导：您好！我们小区停水一个月了。",
            "建议增加12路公交车班次|尊敬的李局长：您好！12路车半小时才来一趟。",
            "投诉鑫光物业乱收停车费|我们是梧桐小区的业主，物业乱收停车费。",
            "建议青石路早高峰单向通行|建议青石路早高峰单向通行，下班时间也一样。",
            "咨询退休人员体检的问题|您好！请问还做不做。",
            "我是三号楼的住户，每天夜里睡不着。", "尊敬的领导：您好！我们小区停水一个月了。",
            "2018年3月到2018年9月的工资没发。", "请问公租房怎么申请？", "物业乱收停车费，多次反映没有人管。",
            "青石路夜里施工扰民\n我是三号楼的住户，每天夜里睡不着。", "2019年3月我在梧桐小区买了一套房，到现在没有交房。",
            "我父亲去年在工地摔伤，老板一直不赔钱。", "", "请", "请修路",
        ])
    func places(marked: String) {
        let text = Self.normalizer.normalize(SourceText(marked.replacing("|", with: "")))
        let expected = marked.replacing("，", with: ",").replacing("：", with: ":").replacing("！", with: "!")
            .replacing("？", with: "?").replacing("|", with: "\n")
        #expect(text[NormalizedSpan(0, text.count)] == expected)
    }

    @Test("What stands behind the break is found where it stands in the source")
    func positions() throws {
        let source = "青石路夜里施工扰民我是三号楼的住户，2021年3月5日报过警。"
        let record = Fixture.record(source)
        let date = try #require(record.dates.first)
        #expect(Array(source.unicodeScalars)[date.start..<date.end].elementsEqual("2021年3月5日".unicodeScalars))
        #expect(!record.repairs.contains { $0.to.contains("\n") })
    }

    @Test("A break stands for no character of the source, and pages end where they did")
    func breaks() {
        var draft = Draft(SourceText("一二三"))
        for (place, scalar) in "一二三".unicodeScalars.enumerated() {
            draft.append(scalar.value, Int32(place), Int32(place + 1))
        }
        draft.pageBreaks = [1, 2]
        draft.breakLine(at: 2)
        #expect(draft.scalars == [0x4E00, 0x4E8C, 0x0A, 0x4E09])
        #expect(draft.starts == [0, 1, 2, 2] && draft.ends == [1, 2, 2, 3])
        #expect(draft.pageBreaks == [1, 3])
    }

    @Test(
        "Every feature is told apart by its name",
        arguments: ["before 扰民", "behind 我", "distance 3", "repeats 2"])
    func names(name: String) {
        #expect(TitleTemplate.key(of: name) != nil)
        #expect(TitleTemplate.key(of: name) != TitleTemplate.key(of: "behind 他"))
        #expect(TitleTemplate.key(of: name + " x") == nil)
        #expect(TitleTemplate.key(of: "x" + name) == nil)
    }
}
