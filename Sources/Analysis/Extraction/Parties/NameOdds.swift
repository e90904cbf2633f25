internal import Dictionaries

/// How much commoner characters are at each place of a Chinese name than in running text, in tenths of the natural
/// logarithm (`Parties/name-odds.tsv`); what the file does not hold is as common in both.
struct NameOdds: Sendable {
    static let path = "Parties/name-odds.tsv"

    /// As a surname, as the first and second of two characters of a given name, and as the only one.
    private typealias Odds = SIMD4<Int16>
    private let table: [Odds]
    private static let start: UInt32 = 0x4E00
    private static let end: UInt32 = 0xA000

    init(_ dictionaries: DictionaryFiles) throws(DictionaryError) {
        var table = [Odds](repeating: .zero, count: Int(Self.end - Self.start))
        for (number, line) in DictionaryLines(try dictionaries.bytes(of: Self.path)) {
            let columns = String(decoding: line, as: UTF8.self).split(separator: "\t")
            let scalars = columns.first.map { Array($0.unicodeScalars) } ?? []
            let values = columns.dropFirst().compactMap { Int16($0) }
            guard columns.count == 5, values.count == 4, scalars.count == 1,
                (Self.start..<Self.end).contains(scalars[0].value)
            else {
                throw DictionaryError(
                    file: Self.path, line: number, problem: "needs a character and four numbers, apart by tabs")
            }
            table[Int(scalars[0].value - Self.start)] = Odds(values)
        }
        self.table = table
    }

    private func odds(_ scalar: UInt32) -> Odds {
        (Self.start..<Self.end).contains(scalar) ? table[Int(scalar - Self.start)] : .zero
    }

    func surname(_ scalar: UInt32) -> Int { Int(odds(scalar)[0]) }
    func first(_ scalar: UInt32) -> Int { Int(odds(scalar)[1]) }
    func second(_ scalar: UInt32) -> Int { Int(odds(scalar)[2]) }

    /// As the first of two characters of a given name, and as the only one.
    func given(_ scalar: UInt32) -> (first: Int, single: Int) {
        let odds = odds(scalar)
        return (Int(odds[1]), Int(odds[3]))
    }
}
