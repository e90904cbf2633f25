internal import Dictionaries
internal import Foundation

/// Makes texts alike for the index: simplified, half-width, lower case, a character a word.
///
/// A word of Chinese has no borders, so each pair of neighbours is indexed as a word, and a word is looked for as a
/// phrase of its pairs; single characters are words too. So one and two characters are found like any other, and no list
/// that has to be walked is as long as that of a common character. What parts words (marks, placeholders) is one sign, so
/// that no phrase reaches over it.
struct TextFolding: Sendable {
    /// At each scalar what it is in the index; 0 where it stays.
    private let simplified: [UInt32]

    /// A letter to the tokenizer, and in no letter.
    private static let border: Unicode.Scalar = "ǁ"

    init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        let path = "Characters/simplified.tsv"
        var table: [UInt32] = []
        for line in String(decoding: try files.bytes(of: path), as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            guard columns.count >= 2, let from = columns[0].unicodeScalars.first,
                let to = columns[1].unicodeScalars.first
            else { continue }
            let place = Int(from.value)
            if place >= table.count { table += [UInt32](repeating: 0, count: place + 1 - table.count) }
            table[place] = to.value
        }
        simplified = table
    }

    /// One scalar as the index has it; scalars map one to one, so that offsets stay.
    func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 0x20 }
        if value < simplified.count, simplified[Int(value)] != 0 { value = simplified[Int(value)] }
        return Unicode.Scalar(value) ?? scalar
    }

    /// A text in the form of the index: its units, each one character, or Latin letters and digits that stand together;
    /// what parts words (marks, placeholders) ends a run of units.
    private struct Units {
        var utf8: [UInt8] = []
        /// Where each unit begins in ``utf8``, and the end of the last.
        var starts: [Int] = [0]
        /// Where each run begins among the units, and the end of the last.
        var runs: [Int] = [0]

        var count: Int { starts.count - 1 }

        func bytes(_ units: Range<Int>) -> ArraySlice<UInt8> {
            utf8[starts[units.lowerBound]..<starts[units.upperBound]]
        }

        mutating func endRun() { if runs[runs.count - 1] < count { runs.append(count) } }
    }

    private func units(of text: String) -> Units {
        var units = Units()
        units.utf8.reserveCapacity(text.utf8.count)
        units.starts.reserveCapacity(text.utf8.count / 3)
        var (isMasked, isLatin) = (false, false)
        for scalar in text.unicodeScalars {
            if scalar == "⟨" { isMasked = true }
            let folded = fold(scalar)
            if !isMasked, isWord(folded) {
                units.utf8.append(contentsOf: UTF8.encode(folded)!)
                if isLatin, folded.isASCII {
                    units.starts[units.count] = units.utf8.count
                } else {
                    units.starts.append(units.utf8.count)
                }
                isLatin = folded.isASCII
            } else {
                isLatin = false
                units.endRun()
            }
            if scalar == "⟩" { isMasked = false }
        }
        units.endRun()
        return units
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x30...0x39, 0x61...0x7A: true
        case 0..<0x80, 0x3000...0x3004, 0x3008...0x3020: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// The text as words for the index: its pairs of units, run by run, and each different unit once.
    func indexed(_ text: String) -> String {
        let units = units(of: text)
        var words: [UInt8] = []
        words.reserveCapacity(4 * units.utf8.count)
        for (start, end) in zip(units.runs, units.runs.dropFirst()) where end - start > 1 {
            for first in start..<(end - 1) {
                words += units.bytes(first..<(first + 2))
                words.append(0x20)
            }
            words += UTF8.encode(Self.border)!
            words.append(0x20)
        }
        // Characters as numbers, which order like their bytes.
        var characters: [UInt32] = []
        var others: Set<ArraySlice<UInt8>> = []
        for unit in 0..<units.count {
            let bytes = units.bytes(unit..<(unit + 1))
            if bytes.count == 3, bytes.first! >= 0xE0 {
                characters.append(bytes.reduce(0) { $0 << 8 | UInt32($1) })
            } else {
                others.insert(bytes)
            }
        }
        for unit in others.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            words += unit
            words.append(0x20)
        }
        characters.sort()
        for (place, character) in characters.enumerated() where place == 0 || character != characters[place - 1] {
            words += [UInt8(character >> 16), UInt8(character >> 8 & 0xFF), UInt8(character & 0xFF), 0x20]
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// The words as a question to the index; `nil` when the text holds none.
    func match(_ text: String) -> String? {
        let units = units(of: text)
        func word(_ part: Range<Int>) -> String { String(decoding: units.bytes(part), as: UTF8.self) }
        let phrases = zip(units.runs, units.runs.dropFirst()).map { start, end -> String in
            guard end - start > 1 else { return "\"" + word(start..<end) + "\"" }
            return "\"" + (start..<(end - 1)).map { word($0..<($0 + 2)) }.joined(separator: " ") + "\""
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
