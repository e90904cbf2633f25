internal import Dictionaries
internal import Foundation

/// Makes texts alike for the index: simplified, half-width, lower case, a character a word.
///
/// A word of Chinese has no borders, so each character is indexed as a word of its own, and a word is looked for as a
/// phrase: one and two characters are found like any other. What parts words (marks, placeholders) is one sign, so that
/// no phrase reaches over it.
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

    /// The text as words for the index.
    func indexed(_ text: String) -> String {
        var words = String.UnicodeScalarView()
        var (isMasked, isBorder, isLatin) = (false, true, false)
        for scalar in text.unicodeScalars {
            if scalar == "⟨" { isMasked = true }
            let folded = fold(scalar)
            let isWord =
                !isMasked && folded.properties.isAlphabetic || !isMasked && folded.properties.numericType != nil
            if isWord {
                let isASCII = folded.isASCII
                if !(isLatin && isASCII) { words.append(" ") }
                words.append(folded)
                (isLatin, isBorder) = (isASCII, false)
            } else if !isBorder {
                words.append(" ")
                words.append(contentsOf: Self.border.unicodeScalars)
                (isLatin, isBorder) = (false, true)
            }
            if scalar == "⟩" { isMasked = false }
        }
        return String(words)
    }

    /// A phrase for the index; `nil` when the text holds no word.
    func match(_ text: String) -> String? {
        let words = indexed(text).split(separator: " ").filter { $0 != Self.border }
        return words.isEmpty ? nil : "\"" + words.joined(separator: " ") + "\""
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
