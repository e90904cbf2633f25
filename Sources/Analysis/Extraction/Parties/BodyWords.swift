internal import Dictionaries

/// The words that names of government bodies are built of (`Lexicon/body-words.txt`): 县|疾控|中心.
struct BodyWords: Sendable {
    private let domains: WordSet
    private let endings: WordSet
    private let sites: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let path = "Lexicon/body-words.txt"
        var words: [String: [String]] = [:]
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 2 else {
                throw DictionaryError(file: path, line: number, problem: "needs a kind, a tab and words")
            }
            words[String(decoding: columns[0], as: UTF8.self), default: []] +=
                columns[1].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        }
        for kind in ["domain", "ending", "site"] where words[kind] == nil {
            throw DictionaryError(file: path, line: 0, problem: "has no line of kind \(kind)")
        }
        domains = WordSet(words["domain"] ?? [])
        endings = WordSet(words["ending"] ?? [])
        sites = WordSet(words["site"] ?? [])
    }

    /// The length of one or more domains and an ending that begin at `index`: 山林权属调处|办.
    ///
    /// Of two ways to read the domains the longer words stand; a text is walked once for each word.
    func built(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, ending: Int)? {
        var end = index
        var best: (Int, Int)?
        while end < buffer.count, end - index <= 16, let (length, _) = domains.longest(buffer, at: end) {
            end += length
            if end < buffer.count, let (ending, _) = endings.longest(buffer, at: end) {
                best = (end + ending - index, ending)
            }
        }
        return best
    }

    /// Whether the name that ends at `end` is of a kind that stands behind local names: 西里店|派出所.
    func endsAsSite(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int) -> Bool {
        sites.endsBefore(buffer, end, longest: 6)
    }
}
