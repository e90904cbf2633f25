internal import ArgumentParser
internal import Documents
internal import Evaluation
internal import Foundation
internal import Register
internal import Storage

extension Review {
    /// A confirmed letter in the shape of gold (``GoldDocument``).
    struct Case: Encodable {
        let id: String
        let kind = "letter"
        let text: String
        let received: String?
        let purpose: String?
        let issues: [String]?
        let spans: [String] = []

        init(_ letter: ConfirmedLetter) {
            id = "letter-\(letter.letter)"
            text = letter.text
            received = letter.received
            purpose = letter.purpose?.rawValue
            issues = letter.category.map { $0.isEmpty ? [] : [$0] }
        }
    }

    /// The confirmed letters of a store as gold.
    static func cases(_ store: RegisterStore) throws -> Data {
        var data = Data()
        for letter in Message.trying({ () throws(StoreError) in try store.confirmedLetters() }) {
            data += try JSONEncoder.line.encode(Case(letter)) + [0x0A]
        }
        return data
    }

    struct Cases: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cases",
            abstract: Message.text(
                "核改过的件作为评测用例(遮盖后的文本,JSON 行)。", "Reviewed letters as gold (masked texts, JSON lines)."),
            discussion: """
                laixin review cases > cases.jsonl
                laixin eval cases.jsonl
                laixin eval --from laixin.sqlite
                """)

        @OptionGroup var options: StoreOptions

        func run() throws { FileHandle.standardOutput.write(try Review.cases(options.open())) }
    }

    struct Propose: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "propose",
            abstract: Message.text(
                "从核改中提出词典条目,写成文件供人取舍;词典不自动改动。",
                "Proposes dictionary entries from corrections, as a file for a person; no dictionary is touched."),
            discussion: "laixin review propose --into proposals.txt --least 3")

        @Option(help: ArgumentHelp(Message.text("写到这里(不覆盖)。", "The file to write; none is overwritten."))) var into:
            String
        @Option(help: ArgumentHelp(Message.text("至少见于几件。", "A cue stands in at least so many letters."))) var least = 3
        @OptionGroup var options: StoreOptions

        func run() throws {
            guard !FileManager.default.fileExists(atPath: into) else {
                Message.fail(Message.text("已有此文件:\(into)", "the file is there already: \(into)"))
            }
            let confirmed = Message.trying { () throws(StoreError) in try options.open().confirmedLetters() }
            let proposals = DictionaryProposals(leastLetters: max(2, least)).proposals(from: confirmed)
            var lines = [
                Message.text(
                    "# 由核改提出的类别用词;逐条取舍后,把要用的行去掉“#? ”放到该类之下(Dictionaries/Categories)",
                    "# cues proposed from corrections; of those wanted, put the line without `#? ` under its class (Dictionaries/Categories)"
                )
            ]
            for (category, group) in Dictionary(grouping: proposals, by: \.category).sorted(by: { $0.key < $1.key }) {
                lines.append("# \(category)")
                for proposal in group {
                    let letters = proposal.letters.map(String.init).joined(separator: " ")
                    lines.append("#? + \(proposal.cue)\t1")
                    lines.append("#    \(proposal.letters.count): \(letters)")
                }
            }
            let text = lines.joined(separator: "\n") + "\n"
            guard FileManager.default.createFile(atPath: into, contents: Data(text.utf8)) else {
                Message.fail(Message.text("写不了:\(into)", "cannot be written: \(into)"))
            }
            print(Message.text("\(proposals.count) 条待取舍:\(into)", "\(proposals.count) proposals to decide on: \(into)"))
        }
    }
}
