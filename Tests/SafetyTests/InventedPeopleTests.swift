import Foundation
import Testing

/// SAFETY 13: no phone or ID number that could be somebody's, and no key, anywhere in the repository.
@Suite("Only invented people")
struct InventedPeopleTests {
    /// Mobile numbers outside the unassigned 1990000xxxx range, and 19xxx with masks left out.
    static func realLookingPhones(in text: String) -> [String] {
        digitRuns(in: text).filter { run in
            run.count == 11 && run.first == "1" && ("3"..."9").contains(run.dropFirst().prefix(1))
                && !run.hasPrefix("1990000")
        }
    }

    /// Eighteen characters whose date exists and whose check character fits (GB 11643).
    static func realLookingIDNumbers(in text: String) -> [String] {
        digitRuns(in: text, allowingX: true).filter { run in
            guard run.count == 18 else { return false }
            let digits = run.dropLast().compactMap(\.wholeNumberValue)
            guard digits.count == 17 else { return false }
            let month = digits[10] * 10 + digits[11]
            let day = digits[12] * 10 + digits[13]
            let year = digits[6..<10].reduce(0) { $0 * 10 + $1 }
            guard (1...12).contains(month), (1...31).contains(day), (1900...2030).contains(year) else { return false }
            let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
            let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
            return Array("10X98765432")[sum % 11] == run.last?.uppercased().first
        }
    }

    private static func digitRuns(in text: String, allowingX: Bool = false) -> [String] {
        var runs: [String] = []
        var run = ""
        for scalar in text.unicodeScalars {
            let value = (0xFF10...0xFF19).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            if (0x30...0x39).contains(value) || allowingX && (value == 0x58 || value == 0x78) {
                run.unicodeScalars.append(Unicode.Scalar(UInt8(value)))
            } else if !run.isEmpty {
                runs.append(run)
                run = ""
            }
        }
        return runs + [run]
    }

    private static let files = Repository.texts(
        under: [
            "Sources", "Tests", "Corpus", "Dictionaries", "Integrations", "Benchmarks", "README.md", "README.zh.md",
            "CHANGELOG.md",
        ],
        suffixes: [".swift", ".txt", ".md", ".tsv", ".json", ".jsonl", ".ndjson", ".csv", ".html", ".xml", ".hocr"])

    @Test("No phone number that could ring")
    func phones() {
        #expect(Self.files.count > 60)
        for file in Self.files where !file.path.hasSuffix("InventedPeopleTests.swift") {
            #expect(Self.realLookingPhones(in: file.text) == [], "\(file.path)")
        }
    }

    @Test("No ID number that could be issued")
    func identityNumbers() {
        for file in Self.files where !file.path.hasSuffix("InventedPeopleTests.swift") {
            #expect(Self.realLookingIDNumbers(in: file.text) == [], "\(file.path)")
        }
    }

    @Test("No key")
    func keys() {
        let marks = ["PRIVATE " + "KEY-----", "AKIA", "ghp" + "_", "xox" + "b-"]
        for file in Self.files where !file.path.hasSuffix("InventedPeopleTests.swift") {
            for mark in marks { #expect(!file.text.contains(mark), "\(file.path)") }
        }
        let stray = (FileManager.default.enumerator(atPath: Repository.root.appending(path: "Sources").path) ?? .init())
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".key") || $0.hasSuffix(".pem") }
        #expect(stray == [])
    }

    @Test("The check finds what it looks for")
    func canFail() {
        #expect(Self.realLookingPhones(in: "电话13" + "812345678。") == ["13812345678"])
        #expect(Self.realLookingPhones(in: "电话19900001234") == [])
        // The worked example of GB 11643-1999.
        #expect(Self.realLookingIDNumbers(in: "11010519491231002X") == ["11010519491231002X"])
        #expect(Self.realLookingIDNumbers(in: "410411199013000012") == [])
    }
}
