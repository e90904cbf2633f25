package import Dictionaries

/// Files: `words.trie` is what ``WordTrie`` builds from the lines of `words.tsv`; `gaps.model` holds what was learned.
///
/// Both: four letters, counts as Int32, the tables one behind the other, a checksum (8 bytes); little-endian.
extension WordModel {
    package static let folder = "Words"
    package static let source = "Words/words.tsv"
    package static let trieFile = "Words/words.trie"
    package static let gapsFile = "Words/gaps.model"
    private static let trieMagic: [UInt8] = Array("LXW1".utf8)
    private static let gapsMagic: [UInt8] = Array("LXG1".utf8)

    /// - Throws: ``DictionaryError`` for a file that is missing, none of these, cut off or changed.
    package init(_ dictionaries: DictionaryFiles) throws(DictionaryError) {
        let trie = try WordTrie(encoded: dictionaries.bytes(of: WordModel.trieFile), file: WordModel.trieFile)
        try self.init(trie: trie, gapsFile: dictionaries.bytes(of: WordModel.gapsFile), named: WordModel.gapsFile)
    }

    init(trie: WordTrie, gapsFile bytes: [UInt8], named file: String) throws(DictionaryError) {
        self.trie = trie
        var reader = try TableReader(bytes, magic: WordModel.gapsMagic, tables: 2, file: file)
        unknown = try reader.table()
        gaps = try reader.table()
        guard unknown.count == WordModel.longestUnknown + 1, gaps.count == NGramRows.count * 4 else {
            throw DictionaryError(file: file, line: 0, problem: "is a model of another version")
        }
    }

    /// The bytes of `gaps.model`.
    package func encodedGaps() -> [UInt8] {
        var writer = TableWriter(WordModel.gapsMagic, counts: [unknown.count, gaps.count])
        writer.add(unknown)
        writer.add(gaps)
        return writer.finish()
    }
}

extension WordTrie {
    private static let magic: [UInt8] = Array("LXW1".utf8)

    init(encoded bytes: [UInt8], file: String) throws(DictionaryError) {
        var reader = try TableReader(bytes, magic: WordTrie.magic, tables: 3, file: file)
        let nodes: [Int32] = try reader.table()
        let weights: [Int16] = try reader.table()
        let numbers: [UInt16] = try reader.table()
        guard nodes.count == weights.count * 2, weights.count > 2, numbers.count == 0x10000 else {
            throw DictionaryError(file: file, line: 0, problem: "is a lexicon of another version")
        }
        self.init(nodes: nodes, weights: weights, numbers: numbers)
    }

    /// The bytes of `words.trie`.
    func encoded() -> [UInt8] {
        var writer = TableWriter(WordTrie.magic, counts: [nodes.count, weights.count, numbers.count])
        writer.add(nodes)
        writer.add(weights)
        writer.add(numbers)
        return writer.finish()
    }
}

/// The lines of `words.tsv`: a word and its weight.
package struct WordList: Sendable {
    package struct Entry: Sendable, Equatable {
        package let word: [UInt16]
        package let weight: Int16
    }

    package private(set) var entries: [Entry] = []

    /// - Throws: ``DictionaryError`` with the line that is no word, tab and weight, or whose word stood before.
    package init(_ bytes: [UInt8], file: String) throws(DictionaryError) {
        var lines = DictionaryLines(bytes)
        var previous: [UInt16] = []
        while let (number, line) = lines.next() {
            func failure(_ problem: String) -> DictionaryError {
                DictionaryError(file: file, line: number, problem: problem)
            }
            guard let tab = line.firstIndex(of: 0x09),
                let weight = Int16(String(decoding: line[(tab + 1)...], as: UTF8.self))
            else { throw failure("is no word, tab and weight") }
            let word = String(decoding: line[..<tab], as: UTF8.self).unicodeScalars.map { WordList.code($0.value) }
            guard !word.isEmpty, word.count <= WordLattice.longestWord, word.allSatisfy({ $0 > UnitCode.rareHan })
            else {
                throw failure("is no word of Chinese characters")
            }
            guard weight != WordTrie.noWord else { throw failure("has a weight out of range") }
            guard previous.lexicographicallyPrecedes(word) else { throw failure("is out of order or was there before") }
            entries.append(Entry(word: word, weight: weight))
            previous = word
        }
    }

    private static func code(_ scalar: UInt32) -> UInt16 {
        scalar < 0x10000 && ScalarClass.table[Int(scalar)] == ScalarClass.han ? UInt16(scalar) : 0
    }

    /// The trie of these words.
    var trie: WordTrie { WordTrie(entries.map { ($0.word, $0.weight) }) }
}

/// Reads whole-number tables out of the bytes of a file.
private struct TableReader {
    private let bytes: [UInt8]
    private let file: String
    private var counts: ArraySlice<Int>
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8], magic: [UInt8], tables: Int, file: String) throws(DictionaryError) {
        self.bytes = bytes
        self.file = file
        position = 4 + 4 * tables
        end = bytes.count - 8
        guard bytes.starts(with: magic), end >= position else {
            throw DictionaryError(file: file, line: 0, problem: "is no table of laixin")
        }
        counts =
            (0..<tables).map { table in
                (0..<4).reduce(0) { $0 | Int(bytes[4 + table * 4 + $1]) << ($1 * 8) }
            }[...]
        let stored = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[end + $1]) << UInt64($1 * 8) }
        guard stored == TableWriter.checksum(bytes[..<end]) else {
            throw DictionaryError(file: file, line: 0, problem: "was cut off or changed: its checksum is wrong")
        }
    }

    mutating func table<Element: FixedWidthInteger & BitwiseCopyable>() throws(DictionaryError) -> [Element] {
        let size = MemoryLayout<Element>.size
        guard let count = counts.popFirst(), count * size <= end - position else {
            throw DictionaryError(file: file, line: 0, problem: "was cut off")
        }
        let start = position
        position += count * size
        return [Element](unsafeUninitializedCapacity: count) { table, filled in
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(table).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[start..<(start + count * size)]))
            }
            if Element(littleEndian: 1) != 1 {
                for index in 0..<count { table[index] = Element(littleEndian: table[index]) }
            }
            filled = count
        }
    }
}

private struct TableWriter {
    private var bytes: [UInt8]

    init(_ magic: [UInt8], counts: [Int]) {
        bytes = magic
        add(counts.map { Int32($0) })
    }

    mutating func add<Element: FixedWidthInteger>(_ table: [Element]) {
        for value in table { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    }

    consuming func finish() -> [UInt8] {
        let sum = TableWriter.checksum(bytes[...])
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: sum >> shift)) }
        return bytes
    }

    /// Eight bytes a step: a byte at a time would take longer than reading the file.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var position = 0
            while position + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 32
                position += 8
            }
            while position < bytes.count {
                hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01B3
                position += 1
            }
            return hash
        }
    }
}
