internal import Dictionaries

/// A file of word lists: a list's name, a tab, words apart by spaces. A list may go on over several lines.
struct WordLists {
    private let path: String
    private var lists: [String: [String]] = [:]

    init(_ files: DictionaryFiles, _ path: String) throws(DictionaryError) {
        self.path = path
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let (name, words) = try Self.columns(line, path, number)
            lists[name, default: []] += words.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// What one line of such a file holds: a list's name, and its words in UTF-8.
    static func columns(
        _ line: ArraySlice<UInt8>, _ path: String, _ number: Int
    ) throws(DictionaryError) -> (name: String, words: ArraySlice<UInt8>) {
        let columns = line.split(separator: 0x09)
        guard columns.count == 2 else {
            throw DictionaryError(file: path, line: number, problem: "needs a class, a tab and words")
        }
        return (String(decoding: columns[0], as: UTF8.self), columns[1])
    }

    /// The words of a list that the file must hold; each is taken once.
    mutating func take(_ name: String) throws(DictionaryError) -> WordSet { WordSet(try words(name)) }

    /// The same as words that are asked for whole, or at the beginning or end of something.
    mutating func takeTerms(_ name: String) throws(DictionaryError) -> TermList { TermList(try words(name)) }

    mutating func takeNames(_ name: String) throws(DictionaryError) -> Set<String> { Set(try words(name)) }

    /// For each word of a set, whether it is in a list that the file must hold.
    mutating func flags(_ name: String, of set: WordSet) throws(DictionaryError) -> [Bool] {
        let names = try takeNames(name)
        return set.words.map { names.contains($0) }
    }

    private mutating func words(_ name: String) throws(DictionaryError) -> [String] {
        guard let words = lists.removeValue(forKey: name) else {
            throw DictionaryError(file: path, line: 0, problem: "has no list \(name)")
        }
        return words
    }

    /// - Throws: when the file holds a list that nobody took.
    func expectEmpty() throws(DictionaryError) {
        guard let name = lists.keys.min() else { return }
        throw DictionaryError(file: path, line: 0, problem: "has a list \(name) that nothing reads")
    }

    /// All lists by name.
    var sets: [String: WordSet] { lists.mapValues { WordSet($0) } }
}
