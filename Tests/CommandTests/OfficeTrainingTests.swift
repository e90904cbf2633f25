import Foundation
import Testing

/// A model of the office's own, trained on what its people confirmed.
@Suite("Training on the register")
struct OfficeTrainingTests {
    private let office: ClerksFolder

    init() throws { office = try ClerksFolder() }

    private func path(_ name: String) -> String { office.path(name) }

    /// The first letters of a class: code and text.
    private func letters(_ file: String) throws -> [(code: String, text: String)] {
        try String(contentsOf: ClerksFolder.corpus("training").appending(path: file), encoding: .utf8).split(
            separator: "\n"
        )
        .filter { !$0.hasPrefix("#") }.prefix(18).map { line in
            let columns = line.split(separator: "\t").map(String.init)
            return (String(columns[0].prefix(5)), columns[2])
        }
    }

    @Test(
        "Only confirmed letters teach, compared with the model in use; the name that stands in all of one class does not"
    )
    func confirmed() throws {
        let inbox = path("in")
        let signature = "\n反映人：窦砚秋\n电话：19900001234\n"
        let letters =
            try letters("01-城乡建设.txt").map { ($0.code, $0.text + signature) }
            + letters("09-劳动和社会保障.txt")
            .map { ($0.code, $0.text) }
        for (number, letter) in letters.enumerated() {
            try office.write("in/\(100 + number).txt", "市信访局：\n\(letter.1)")
        }
        #expect(try office.run(["import", inbox]).status == 0)
        let train = [
            "train", "--from", "store", "--epochs", "3", "--output", path("office.model"), "--report",
            path("report.txt"),
        ]
        let early = try office.run(train)
        #expect(early.status != 0 && early.errors.contains("只有 0 件"), "\(early.errors)")
        #expect(!FileManager.default.fileExists(atPath: path("office.model")))

        // Files come in by name: the letters' numbers follow theirs.
        for (index, letter) in letters.enumerated() {
            #expect(try office.run(["review", "correct", "category:\(index + 1)", "--to", letter.0]).status == 0)
        }
        let outcome = try office.run(train)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("交叉验证") && outcome.output.contains("shipped"))
        let report = try office.text("report.txt")
        #expect(report.contains("store: 36 texts"))
        for sign in ["窦", "砚", "1990"] { #expect(!report.contains(sign), "\(report)") }
    }
}
