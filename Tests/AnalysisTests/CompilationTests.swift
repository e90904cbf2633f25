import Analysis
import Documents
import Foundation
import Testing

/// The texts of `Corpus/compilations`: how many documents each holds, and how their titles begin. Written by hand with
/// the texts; a third of them hold one document and look like more.
@Suite("Compilations")
struct CompilationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let file: String
        let titles: [String]
        var testDescription: String { file }
    }

    static let rows: [Row] = [
        Row(file: "01.txt", titles: ["乡镇信访工作计划书", "乡镇信访工作计划书", "乡镇信访工作计划书"]),
        Row(file: "02.txt", titles: ["积案清理工作方案", "积案清理工作方案", "积案清理工作方案"]),
        Row(file: "03.txt", titles: ["石河镇2023年群众来信"]),
        Row(file: "04.txt", titles: ["街道物业矛盾化解工作计划", "社区来信代办员工作计划", "供热公司用户来信办理计划", "幼儿园家长意见收集计划"]),
        Row(file: "05.txt", titles: ["县水利局信访工作要点", "县交通运输局信访工作要点", "县卫生健康局信访工作要点"]),
        Row(file: "06.txt", titles: ["关于安宁里小区二次供水问"]),
        Row(file: "07.txt", titles: ["尊敬的县农业农村局领导：", "县人力资源和社会保障局：", "县教育局负责同志："]),
        Row(file: "08.txt", titles: ["社区主任：", "社区领导：", "居委会："]),
        Row(file: "09.txt", titles: ["尊敬的区委书记："]),
        Row(file: "10.txt", titles: ["农民工工资来信办理方案", "校园食堂投诉办理方案"]),
        Row(file: "11.txt", titles: ["信访事项处理意见书", "信访事项处理意见书", "信访事项处理意见书"]),
        Row(file: "12.txt", titles: ["民情路上三十年"]),
        Row(file: "13.txt", titles: ["县住房和城乡建设局：", "县住房和城乡建设局："]),
        Row(file: "14.txt", titles: ["尊敬的领导：村东头的变压", "尊敬的领导：本人姓***", "尊敬的领导：我要表扬一个", "尊敬的领导：自来水管子从"]),
        Row(file: "15.txt", titles: ["尊敬的市信访局："]),
        Row(file: "16.txt", titles: ["关于反映村道路灯不亮问题", "关于申请危房改造补助问题", "关于要求恢复老戏台问题的"]),
        Row(file: "17.txt", titles: ["岚头山镇矛盾排查工作制度", "岚头山镇领导接访工作制度", "岚头山镇来信回访工作制度"]),
        Row(file: "18.txt", titles: ["红旗渠社区“有信必复”承"]),
        Row(file: "19.txt", titles: ["信访工作安排", "信访工作安排", "信访工作安排"]),
        Row(file: "20.txt", titles: ["信访工作方案", "信访工作方案", "信访工作方案", "信访工作方案"]),
        Row(file: "21.txt", titles: ["桐坞镇2024年信访工作"]),
        Row(file: "22.txt", titles: ["关于要求退还预付学费的信", "关于水云间来信反映事项的", "校外培训机构预收费专项治"]),
        Row(file: "23.txt", titles: ["关于做好转场期间牧民来信", "关于规范草场纠纷来信办理", "关于开展冬储草料补贴来信"]),
        Row(file: "24.txt", titles: ["关于印发《滨江街道信访代"]),
        Row(file: "25.txt", titles: ["望麓坡街道4月份信访工作", "望麓坡街道5月份信访工作"]),
        Row(file: "26.txt", titles: ["信箱管理办法", "接听电话规范", "接待室值班安排", "来信保管办法", "答复写作提示"]),
        Row(file: "27.txt", titles: ["致县人民医院院长的一封信"]),
        Row(file: "28.txt", titles: ["申诉书", "检举信", "建议信", "求助信"]),
        Row(file: "29.txt", titles: ["矿山塌陷区群众来信办理计", "库区移民来信办理计划", "开发区企业职工来信办理计"]),
        Row(file: "30.txt", titles: ["关于来信人所提六个问题的"]),
    ]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Corpus/compilations").standardizedFileURL

    @Test("Every document of a file, with its title and its place", arguments: rows)
    func corpus(row: Row) throws {
        let text = try String(contentsOf: Self.folder.appending(path: row.file), encoding: .utf8)
        let file = Document(id: row.file, text: SourceText(text))
        let documents = Fixture.analyzer.documents(in: file)
        #expect(documents.count == row.titles.count)
        guard documents.count > 1 else { return }
        for (document, title) in zip(documents, row.titles) {
            let offset = try #require(document.provenance.offset)
            #expect(
                document.text.scalars[...]
                    == file.text.scalars[offset..<offset + document.text.count], "its place in the file")
            // A letter is named by its first line, which is no title.
            if let given = document.title, !title.hasSuffix("："), !title.contains("：") {
                #expect(given.hasPrefix(title), "\(given)")
            }
        }
    }

    @Test(
        "One document, whatever its words",
        arguments: [
            "工作方案\n第一篇章 听\n听清楚每一句话，一件一件记下来，谁也不许漏。\n第二篇章 办\n办明白每一件事，一件一件销号，谁也不许拖。",
            "关于印发《来信办理办法》的通知\n各科室：\n现印发给你们，请照办，有问题向办公室反映。\n某办事处\n2023年3月3日\n来信办理办法\n第一条 来信当天登记，不得过夜，不得退回，不得丢失。",
            "市信访局：\n我三月写过一封信，没有人回。现在我再写一封，请你们看看，路灯还是不亮。\n李春早\n2023年3月3日\n电话：19900000001",
        ])
    func single(_ text: String) {
        #expect(Fixture.analyzer.documents(in: Document(id: "f", text: SourceText(text))).map(\.id) == ["f"])
    }

    @Test("A line of JSON stays one record, which names its documents")
    func inside() {
        let record = Fixture.record(
            "工作计划篇一\n一、抓登记。来信当天拆、当天编号，一封也不许压。\n二、抓答复。\n工作计划篇二\n一、抓回访。办完的来信一个月内都要问一遍，问到本人。\n二、抓考核。")
        #expect(record.documents.map(\.title) == ["工作计划", "工作计划"])
        #expect(record.sections.map(\.level) == [1, 1, 1, 1])
    }
}
