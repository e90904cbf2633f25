import Foundation
import Testing

/// A model of the office's own, trained on what its people confirmed.
@Suite("Training on the register")
struct OfficeTrainingTests {
    private let program: LaixinProgram
    private let folder: URL

    init() throws {
        program = try LaixinProgram()
        folder = try LaixinProgram.temporaryFolder()
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func laixin(_ words: [String]) throws -> LaixinProgram.Outcome {
        try program.run(words + ["--store", path("r.sqlite")], locale: "zh_CN.UTF-8")
    }

    private static let places = ["一楼", "三楼", "东区", "西区", "老院", "新院", "南门", "北门"]
    private static let water = ["停水三天没有人管，老人下楼挑水，请求恢复供水。", "自来水发黄有铁锈味，请求换水管。"]
    private static let wages = ["包工头拖欠我们工资半年，请求支付拖欠的工资。", "工地干活的工钱没有结，请求劳动监察追讨工资。"]

    @Test(
        "Only confirmed letters teach, compared with the model in use; the name that stands in all of one class does not"
    )
    func office() throws {
        let letters = path("in")
        try FileManager.default.createDirectory(atPath: letters, withIntermediateDirectories: true)
        for (number, place) in Self.places.enumerated() {
            for (kind, words) in (Self.water + Self.wages).enumerated() {
                let signature = kind < 2 ? "\n反映人：窦砚秋\n电话：19900001234" : ""
                try Data("市信访局：\n\(place)第\(number * 3 + kind)件事，\(words)\(signature)\n".utf8)
                    .write(to: URL(filePath: letters + "/\(number)-\(kind).txt"))
            }
        }
        #expect(try laixin(["import", letters]).status == 0)
        let train = [
            "train", "--from", "store", "--epochs", "3", "--output", path("office.model"), "--report",
            path("report.txt"),
        ]
        let early = try laixin(train)
        #expect(early.status != 0 && early.errors.contains("只有 0 件"), "\(early.errors)")
        #expect(!FileManager.default.fileExists(atPath: path("office.model")))

        // Files come in by name: the letters' numbers follow 0-0, 0-1 …
        for index in 0..<(Self.places.count * 4) {
            let code = index % 4 < 2 ? "01.02" : "09.03"
            #expect(try laixin(["review", "correct", "category:\(index + 1)", "--to", code]).status == 0)
        }
        let outcome = try laixin(train)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("交叉验证") && outcome.output.contains("shipped"))
        let report = try String(contentsOfFile: path("report.txt"), encoding: .utf8)
        #expect(report.contains("store: 32 texts"))
        for sign in ["窦", "砚", "秋", "1990"] { #expect(!report.contains(sign), "\(report)") }
    }
}
