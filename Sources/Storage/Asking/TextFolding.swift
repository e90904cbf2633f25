internal import Dictionaries
internal import Foundation

/// Makes texts alike for the index: simplified, half-width, lower case, a character a word.
///
/// A word of Chinese has no borders, so each pair of neighbours is indexed as a word, and a word is looked for as a
/// phrase of its pairs; single characters are words too. So one and two characters are found like any other, and no list
/// that has to be walked is as long as that of a common character. What parts words (marks, placeholders) is one sign, so
/// that no phrase reaches over it.
struct TextFolding: Sendable {
    private let simplified: [UInt32: UInt32]

    /// A letter to the tokenizer, and in no letter.
    private static let border = "ǁ"

    init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        let path = "Characters/simplified.tsv"
        var table: [UInt32: UInt32] = [:]
        for line in String(decoding: try files.bytes(of: path), as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            guard columns.count >= 2, let from = columns[0].unicodeScalars.first,
                let to = columns[1].unicodeScalars.first
            else { continue }
            table[from.value] = to.value
        }
        simplified = table
    }

    /// One scalar as the index has it; scalars map one to one, so that offsets stay.
    func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 0x20 }
        return Unicode.Scalar(simplified[value] ?? value) ?? scalar
    }

    /// Runs of units of the text, a unit being one character, or Latin letters and digits that stand together; what
    /// parts words (marks, placeholders) ends a run.
    private func runs(_ text: String) -> [[String.UnicodeScalarView]] {
        var runs: [[String.UnicodeScalarView]] = [[]]
        var (isMasked, isLatin) = (false, false)
        for scalar in text.unicodeScalars {
            if scalar == "⟨" { isMasked = true }
            let folded = fold(scalar)
            if !isMasked, isWord(folded) {
                if isLatin, folded.isASCII {
                    runs[runs.count - 1][runs[runs.count - 1].count - 1].append(folded)
                } else {
                    var unit = String.UnicodeScalarView()
                    unit.append(folded)
                    runs[runs.count - 1].append(unit)
                }
                isLatin = folded.isASCII
            } else {
                isLatin = false
                if !runs[runs.count - 1].isEmpty { runs.append([]) }
            }
            if scalar == "⟩" { isMasked = false }
        }
        if runs[runs.count - 1].isEmpty { runs.removeLast() }
        return runs
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
    }

    /// The text as words for the index: its pairs of units, run by run, and each different unit once.
    func indexed(_ text: String) -> String {
        var words = String.UnicodeScalarView()
        var units: Set<String> = []
        for run in runs(text) {
            for (first, second) in zip(run, run.dropFirst()) {
                words.append(contentsOf: first)
                words.append(contentsOf: second)
                words.append(" ")
            }
            if run.count > 1 {
                words.append(contentsOf: Self.border.unicodeScalars)
                words.append(" ")
            }
            for unit in run where units.insert(String(unit)).inserted {}
        }
        for unit in units.sorted() {
            words.append(contentsOf: unit.unicodeScalars)
            words.append(" ")
        }
        return String(words)
    }

    /// The words as a question to the index; `nil` when the text holds none.
    func match(_ text: String) -> String? {
        let phrases = runs(text).map { run -> String in
            guard run.count > 1 else { return "\"" + String(run[0]) + "\"" }
            return "\"" + zip(run, run.dropFirst()).map { String($0) + String($1) }.joined(separator: " ") + "\""
        }
        guard phrases.count > 1 else { return phrases.first }
        return "(" + phrases.joined(separator: " AND ") + ")"
    }

    /// Where any of the words stand in the text, as scalar offsets, the first first.
    func places(of words: [String], in text: String) -> [Range<Int>] {
        let scalars = text.unicodeScalars.map(fold)
        var found: [Range<Int>] = []
        for word in words.map({ $0.unicodeScalars.map(fold) }) where !word.isEmpty && word.count <= scalars.count {
            for start in 0...(scalars.count - word.count) where scalars[start..<(start + word.count)] == word[...] {
                found.append(start..<(start + word.count))
            }
        }
        return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }

    /// The text around the first of the words, all of them marked by 【】.
    func excerpt(of text: String, around words: [String], margin: Int = 14) -> String {
        let places = places(of: words, in: text)
        let scalars = Array(text.unicodeScalars)
        guard let first = places.first else { return "" }
        let range = max(0, first.lowerBound - margin)..<min(scalars.count, first.upperBound + margin)
        var excerpt = String.UnicodeScalarView()
        for offset in range {
            if places.contains(where: { $0.lowerBound == offset }) { excerpt.append("【") }
            excerpt.append(scalars[offset] == "\n" ? " " : scalars[offset])
            if places.contains(where: { $0.upperBound == offset + 1 }) { excerpt.append("】") }
        }
        return (range.lowerBound > 0 ? "…" : "") + String(excerpt) + (range.upperBound < scalars.count ? "…" : "")
    }
}
