internal import Dictionaries
internal import Documents

/// The cues of a letter's purpose, read from `Lexicon/purposes.txt`.
///
/// Line format: `=` purpose, `+` cue⇥weight, `-` cue⇥weight (speaks against). Lines belong to the `=` line above.
enum PurposeCues {
    static let path = "Lexicon/purposes.txt"

    static func read(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        var current: Int?
        for (number, bytes) in DictionaryLines(try files.bytes(of: path)) {
            let line = String(decoding: bytes.dropFirst(), as: UTF8.self).trimmingSpaces
            func failure(_ problem: String) -> DictionaryError {
                DictionaryError(file: path, line: number, problem: problem)
            }
            switch bytes.first {
            case UInt8(ascii: "="):
                current = Purpose.allCases.firstIndex { $0.rawValue == line }
                guard current != nil else { throw failure("is no purpose: \(line)") }
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                let columns = line.split(separator: "\t").map(String.init)
                guard let current, columns.count == 2, let weight = Float(columns[1]), (0.5...5).contains(weight),
                    columns[0].count >= 2
                else { throw failure("needs a cue of at least two characters and a weight of 0.5 to 5") }
                lexicon.add(
                    columns[0].unicodeScalars.map(\.value)[...],
                    .purpose(Int32(current), weight: bytes.first == UInt8(ascii: "+") ? weight : -weight))
            default: throw failure("a line begins with = + - or #")
            }
        }
    }
}
