import Foundation
import Testing

@Suite("Matters on the command line")
struct MatterCommandTests {
    private static let road = "东河村通往镇上的道路去年冬天塌方，至今没有修复，学生上学要绕行五公里，请交通局尽快派人修路。"
    private static let reply = "上周贵局答复说资金已经下达，可是施工队来量了一次就走了，塌方处又摔伤了两个老人，花了药费3600元。"
    private static let wages = "我们二十名工人在城南工地干了八个月，包工头拖欠工资三十万元，劳动监察大队一直没有结果，请领导督办。"
    private static let lines = [("a", road), ("b", wages), ("c", road + reply)]
        .map { "{\"id\":\"\($0.0)\",\"text\":\"\($0.1)\"}\n" }.joined()

    private func run(_ arguments: [String], input: String = "") throws -> LaixinProgram.Outcome {
        try LaixinProgram().run(arguments, input: Data(input.utf8))
    }

    private func object(_ line: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test("News are of the later letter of a matter, with its offsets")
    func news() throws {
        let outcome = try run(["link", "--input", "ndjson", "--news"], input: Self.lines)
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 1)
        let news = try object(lines[0])
        #expect(
            news["id"] as? String == "c" && news["matter"] as? String == "m-a" && news["after"] as? [String] == ["a"])
        let items = try #require(news["new"] as? [[String: Any]])
        #expect(items.contains { $0["kind"] as? String == "amount" && $0["text"] as? String == "3600元" })
        #expect(items.contains { $0["kind"] as? String == "reply" })
        let scalars = Array((Self.road + Self.reply).unicodeScalars)
        for item in items {
            let (start, end) = (try #require(item["start"] as? Int), try #require(item["end"] as? Int))
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<end])
            #expect(String(text) == item["text"] as? String)
        }
        // Nothing new among letters of different matters.
        let other = Self.lines.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
        #expect(try run(["link", "--input", "ndjson", "--news"], input: other).output.isEmpty)
    }

    @Test("The waterfall ends at the probability, and tells the link or that there is none")
    func explained() throws {
        let linked = try run(["link", "--input", "ndjson", "--explain", "a", "c"], input: Self.lines)
        #expect(linked.status == 0 && linked.output.hasSuffix("near-duplicate\n"), "\(linked.output)")
        let lines = linked.output.split(separator: "\n")
        #expect(lines.count > 4 && lines[0].hasSuffix("start"))
        // Each line's second number is the sum so far.
        let sums = lines.dropFirst().dropLast(2).map { $0.split(separator: "\t") }
        var total = try #require(Double(lines[0].split(separator: "\t")[0]))
        for fields in sums {
            total += try #require(Double(fields[0]))
            #expect(abs(total - (Double(fields[1]) ?? .infinity)) < 0.06)
        }
        let probability = try #require(Double(lines[lines.count - 2].split(separator: "\t")[0]))
        #expect(abs(probability - 1 / (1 + exp(-total))) < 0.02)
        #expect(try run(["link", "--explain", "a", "b"], input: Self.lines).output.hasSuffix("not linked directly\n"))
        #expect(try run(["link", "--explain", "a", "z"], input: Self.lines).status != 0)
    }

    @Test("Matters are listed, shown, merged, split and taken back; what cannot be is refused")
    func matters() throws {
        let folder = try LaixinProgram.temporaryFolder()
        try Data(Self.lines.utf8).write(to: folder.appending(path: "letters.ndjson"))
        let store = ["--store", folder.appending(path: "r.sqlite").path]
        let imported = try run(["import", folder.appending(path: "letters.ndjson").path] + store)
        #expect(imported.status == 0 && imported.output.contains("links 1"), "\(imported.output)")
        func list() throws -> [String] {
            try run(["matter", "list"] + store).output.split(separator: "\n").dropFirst().map(String.init)
        }
        #expect(try list().count == 1)
        let shown = try run(["matter", "show", "1"] + store).output
        #expect(
            shown.contains("1 – 3  near-duplicate") && shown.contains("+ reply") && shown.contains("3600元"), "\(shown)")
        let merged = try run(["matter", "merge", "1", "2", "--reason", "同一工地"] + store)
        #expect(merged.output.contains("journal entry 1"))
        #expect(try run(["matter", "show", "1"] + store).output.contains("2  "))
        #expect(try run(["matter", "split", "1", "3"] + store).status == 0)
        #expect(try run(["matter", "show", "3"] + store).status == 0)
        #expect(try run(["matter", "undo"] + store).output.contains("entry 2 is undone"))
        #expect(try run(["matter", "undo", "1"] + store).output.contains("entry 1 is undone"))
        #expect(try run(["matter", "show", "1"] + store).output == shown)
        #expect(try run(["matter", "journal"] + store).output.contains("同一工地"))
        #expect(try run(["matter", "undo"] + store).status != 0)
        #expect(try run(["matter", "merge", "1"] + store).status != 0)
        #expect(try run(["matter", "split", "1", "2"] + store).status != 0)
        // Linking anew changes nothing.
        let before = try run(["matter", "show", "1"] + store).output
        #expect(try run(["link"] + store).output.contains("3 letters, 2 matters, 1 links"))
        #expect(try run(["matter", "show", "1"] + store).output == before)
    }
}
