internal import Documents

/// Every term of every dictionary in one trie, each with what it stands for.
struct Lexicon: Sendable {
    enum Entry: Sendable, Equatable {
        case division(Int32)
        /// A cue for issue node `node`; weight below 0 speaks against it.
        case cue(node: Int32, weight: Float)
        /// A cue for the purpose of this number; weight below 0 speaks against it.
        case purpose(Int, weight: Float)
        /// Words of danger to life, or a phrase that holds such words and means none.
        case alarm(isFor: Bool)
    }

    private var trie = TermTrie(expectedTerms: 60_000)
    private var entriesOfTerm: [[Entry]] = []

    mutating func add(_ term: ArraySlice<UInt32>, _ entry: Entry) {
        let number = trie.insert(term)
        if number == entriesOfTerm.count { entriesOfTerm.append([entry]) } else { entriesOfTerm[number].append(entry) }
    }

    func entries(of term: Int) -> [Entry] { entriesOfTerm[term] }

    @inline(__always)
    func forEachHit(at start: Int, in text: UnsafeBufferPointer<UInt32>, _ body: (TermTrie.Hit) -> Void) {
        trie.forEachHit(at: start, in: text, body)
    }
}

/// The lines of a dictionary file with their 1-based numbers, without comments and empty lines.
struct DictionaryLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (number: Int, line: ArraySlice<UInt8>)? {
        while position < bytes.count {
            let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[position..<end]
            position = end + 1
            number += 1
            if let first = line.first, first != 0x23 { return (number, line) }
        }
        return nil
    }
}
