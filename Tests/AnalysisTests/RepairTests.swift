import Analysis
import Documents
import Foundation
import TestSupport
import Testing

/// Sentences of `Corpus/repair` in which a scanner erred, and sentences in which nothing may change.
struct RepairCase: Sendable {
    let isTrap: Bool
    let marked: String
    let text: String
    /// By place in `text`: what must be read there. Marks are of one length on both sides.
    let expected: [Int: String]

    init?(_ line: Substring) {
        let fields = line.split(separator: "\t")
        guard fields.count == 2 else { return nil }
        isTrap = fields[0] == "trap"
        marked = String(fields[1])
        var text = String.UnicodeScalarView()
        var truths: [String] = []
        var expected: [Int: String] = [:]
        var open: Int?
        var isTruth = false
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": open = text.count
            case "|" where open != nil: isTruth = true
            case "⟧":
                guard let start = open, truths.count == text.count - start else { return nil }
                let read = Array(text.dropFirst(start)).map { String($0) }
                for (offset, truth) in truths.enumerated() where truth != read[offset] {
                    expected[start + offset] = truth
                }
                truths = []
                open = nil
                isTruth = false
            default: if isTruth { truths.append(String(scalar)) } else { text.append(scalar) }
            }
        }
        guard open == nil, isTrap == expected.isEmpty else { return nil }
        self.text = String(text)
        self.expected = expected
    }

    static func load(_ name: String) throws -> [RepairCase] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus/repair/\(name)")
        return try String(contentsOf: file.standardizedFileURL, encoding: .utf8).split(separator: "\n")
            .filter { $0.first != "#" }.map { try #require(RepairCase($0), "a broken case: \($0)") }
    }
}

@Suite("Repair of look-alikes")
struct RepairTests {
    private func repairs(_ text: String) -> [Record.Repair] {
        Fixture.analyzer.normalize(SourceText(text)).repairs
    }

    @Test("Precision and recall on each part", arguments: ["cases.tsv", "cases-check.tsv"])
    func cases(name: String) throws {
        let cases = try RepairCase.load(name)
        #expect(cases.count { $0.isTrap } >= 175 && cases.count { !$0.isTrap } >= 175)
        var wanted = 0
        var made = 0
        var right = 0
        var faults: [String] = []
        for one in cases {
            let found = repairs(one.text)
            wanted += one.expected.count
            made += found.count
            var open = one.expected
            for repair in found {
                if open[repair.start] == repair.to {
                    right += 1
                    open[repair.start] = nil
                } else {
                    faults.append("wrong \(repair.from)→\(repair.to) (\(repair.rule)): \(one.marked)")
                }
            }
            if !open.isEmpty { faults.append("missed: \(one.marked)") }
        }
        let precision = Double(right) / Double(max(1, made))
        let recall = Double(right) / Double(max(1, wanted))
        print("repair \(name): precision \(precision), recall \(recall), \(right) right of \(made), \(wanted) wanted")
        // The check half stays unread: only its figures are shown.
        if name == "cases.tsv" { for fault in faults { print("  \(fault)") } }
        #expect(precision >= 0.98)
        #expect(recall >= 0.80)
    }

    @Test(
        "Nothing is repaired where a person's name stands",
        arguments: [
            "申诉人：申沂，男，汉族", "我叫申沂，今年四十岁", "被申诉人吝央", "联系人：曲材抖", "申沂先生", "叶清书记", "王天法同志", "投诉人：吝级",
            "姓名：名级", "我是井责", "此致\n敬礼\n申沂\n2021年6月1日", "信访人权仅、申沂反映",
        ])
    func names(text: String) { #expect(repairs(text).isEmpty) }

    @Test(
        "Numbers change between forms of the same digit only",
        arguments: [("2O18年", "2018年"), ("l990年", "1990年"), ("欠款3O00元", "欠款3000元"), ("电话l9900001234", "电话19900001234")])
    func numbers(read: String, truth: String) {
        let text = Fixture.analyzer.normalize(SourceText(read))
        #expect(text[NormalizedSpan(0, text.count)] == truth)
    }

    @Test("A repair says where, what, by which rule, and how sure it is")
    func evidence() throws {
        let found = repairs("请向人民捡察院反映。")
        let repair = try #require(found.first)
        #expect(found.count == 1 && repair.start == 4 && repair.end == 5)
        #expect(repair.from == "捡" && repair.to == "检" && !repair.rule.isEmpty)
        #expect((0.5...1).contains(repair.confidence ?? 0))
        #expect(Fixture.analyzer.normalize(SourceText("请向人民捡察院反映。")).source.string == "请向人民捡察院反映。")
    }

    @Test("A name that no lexicon holds reads the same way again and again, and stays")
    func repeated() {
        #expect(repairs("深业睿城小区停水。睿城小区南门积水，睿城小区北门堵车。").isEmpty)
    }

    @Test("Switched off, nothing changes")
    func switchedOff() throws {
        let analyzer = try Analyzer(repairs: false)
        let text = "2O18年向捡察院反映"
        #expect(analyzer.normalize(SourceText(text)).repairs.isEmpty)
    }

    @Test("Random Han text keeps its length and its places", arguments: [UInt64(11), 12, 13])
    func anyText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("己已巳日曰口目未末土士人入申由甲检捡料抖央决权仅年月内前元兀万力O0l1〇—《》法条例，\n王李".unicodeScalars)
        for _ in 0..<300 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<40, using: &generator) {
                view.append(alphabet.randomElement(using: &generator)!)
            }
            let source = SourceText(String(view))
            for repair in Fixture.analyzer.normalize(source).repairs {
                let span = SourceSpan(repair.start, repair.end)
                #expect(source[span] == repair.from && repair.from != repair.to, "seed \(seed): \(view)")
            }
        }
    }
}
