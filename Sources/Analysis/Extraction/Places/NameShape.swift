internal import Dictionaries

/// Tells what may be a name of a place from what is ordinary words, by neighbouring characters.
///
/// A pair of characters that is a word of letters (感谢, 责任, 转回) and stands in no division's name makes a name
/// unlikely; a pair that stands in one (健康, 幸福, 双塔) does not.
struct NameShape: Sendable {
    private var toponyms = PairSet()
    private var words = PairSet()
    /// Words of general Chinese, for endings before which hardly anything but a name stands.
    private var generalWords = PairSet()

    /// - Parameter fortune: words of letters that estates are called by all the same.
    init(_ files: DictionaryFiles, _ gazetteer: Gazetteer, fortune: WordSet) throws(DictionaryError) {
        for word in fortune.words {
            let scalars = word.unicodeScalars.map(\.value)
            for (first, second) in zip(scalars, scalars.dropFirst()) { toponyms.insert(first, second) }
        }
        gazetteer.forEachPair { toponyms.insert($0, $1) }
        let path = "Repair/words.tsv"
        try files.bytes(of: path).withUnsafeBufferPointer { bytes in
            DictionaryLines.forEach(in: bytes) { _, line in
                // Two Han characters of three bytes each and the tab behind them.
                guard line.count > 6, bytes[line.startIndex + 6] == 0x09 else { return }
                var position = line.startIndex
                if let first = ScalarReader.scalar(bytes, &position),
                    let second = ScalarReader.scalar(bytes, &position), position == line.startIndex + 6
                {
                    words.insert(first, second)
                }
            }
        }
        try files.bytes(of: "Repair/true-words.txt").withUnsafeBufferPointer { bytes in
            DictionaryLines.forEach(in: bytes) { _, line in addGeneralWords(bytes, line.startIndex..<line.endIndex) }
        }
    }

    /// A line is a character, a class, a tab, and the rests of its words, each with its class: 安4<tab>全9…
    private mutating func addGeneralWords(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        var position = line.lowerBound
        guard let first = ScalarReader.scalar(bytes, &position) else { return }
        while position < line.upperBound, bytes[position] != 0x09 { position += 1 }
        position += 1
        // Where the rest of a word begins. A megabyte is read at every start: only what is taken is decoded.
        var start = position
        while position < line.upperBound {
            guard bytes[position] < 0x80 else {
                position += 1
                continue
            }
            // Class 3 and above are said often; below are names of goods and places too.
            if position - start == 3, bytes[position] >= 0x33, let second = ScalarReader.scalar(bytes, &start) {
                generalWords.insert(first, second)
            }
            position += 1
            start = position
        }
    }

    /// True when two characters stand side by side in some division's name.
    func standsInName(_ first: UInt32, _ second: UInt32) -> Bool { toponyms.contains(first, second) }

    /// True when two neighbours in `range` are an ordinary word and never stand in a name.
    ///
    /// - Parameter strictly: whether words of general Chinese count too, not only those of letters.
    func isOrdinary(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, strictly: Bool = false) -> Bool {
        guard range.count >= 2 else { return false }
        for index in range.lowerBound..<(range.upperBound - 1)
        where
            (words.contains(buffer[index], buffer[index + 1])
            || strictly && generalWords.contains(buffer[index], buffer[index + 1]))
            && !toponyms.contains(buffer[index], buffer[index + 1])
        {
            return true
        }
        return false
    }
}

/// Pairs of scalars as bits of a table; two pairs may share a bit, which only makes the answer "perhaps".
private struct PairSet: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 15)

    private static func place(_ first: UInt32, _ second: UInt32) -> Int {
        Int(((UInt64(first) << 21 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> 43)
    }

    mutating func insert(_ first: UInt32, _ second: UInt32) {
        let place = PairSet.place(first, second)
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    func contains(_ first: UInt32, _ second: UInt32) -> Bool {
        let place = PairSet.place(first, second)
        return bits[place >> 6] & 1 << UInt64(place & 63) != 0
    }
}
