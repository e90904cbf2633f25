internal import Dictionaries
internal import Documents

/// The names that bodies go by (`Lexicon/bodies.txt`), all found in one walk.
struct BodyNames: Sendable {
    /// How a name may be used.
    enum Kind: String, Sendable {
        /// A government body told by its function alone.
        case function
        /// A government body that needs a place or level before it: 县政府.
        case level
        /// A government body told by what it looks after, with a place or level before it: 县疾控中心.
        case built
        /// A public body that is no government office.
        case `public`
        /// A part that follows another body's name.
        case unit
        /// The ending of an organisation's own name.
        case tail
        /// A village's or neighbourhood's own body.
        case village
    }

    private var trie = TermTrie(expectedTerms: 1_024)
    private var kinds: [Kind] = []

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let path = "Lexicon/bodies.txt"
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 2, let kind = Kind(rawValue: String(decoding: columns[0], as: UTF8.self)) else {
                throw DictionaryError(file: path, line: number, problem: "needs a kind, a tab and names")
            }
            for name in columns[1].split(separator: 0x20) {
                let term = trie.insert(String(decoding: name, as: UTF8.self).unicodeScalars.map(\.value))
                if term == kinds.count { kinds.append(kind) }
            }
        }
    }

    /// The longest name that begins at `index`.
    @inline(__always)
    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, kind: Kind)? {
        var result: (length: Int, kind: Kind)?
        trie.forEachHit(at: index, in: buffer) { result = ($0.length, kinds[$0.term]) }
        return result
    }

    /// The kind that a whole name ends with.
    func kind(endingOf name: ArraySlice<UInt32>) -> Kind? {
        for start in name.indices {
            if let term = trie.term(name[start...]) { return kinds[term] }
        }
        return nil
    }
}
