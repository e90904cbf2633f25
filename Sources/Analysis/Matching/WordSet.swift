/// A fixed list of words, found all at once in one walk.
struct WordSet: Sendable {
    private var trie: TermTrie
    let words: [String]

    init(_ words: [String]) {
        var trie = TermTrie(expectedTerms: max(16, words.count))
        var unique: [String] = []
        for word in words where trie.insert(word.unicodeScalars.map(\.value)) == unique.count { unique.append(word) }
        self.trie = trie
        self.words = unique
    }

    /// For each word, whether it stands in the text.
    func present(in text: some Collection<UInt32>) -> Set<String> {
        var found = [Bool](repeating: false, count: words.count)
        let scan = { (buffer: UnsafeBufferPointer<UInt32>) in
            for start in buffer.indices { trie.forEachHit(at: start, in: buffer) { found[$0.term] = true } }
        }
        if text.withContiguousStorageIfAvailable(scan) == nil { Array(text).withUnsafeBufferPointer(scan) }
        return Set(words.indices.filter { found[$0] }.map { words[$0] })
    }

    /// The longest word that begins at `index`: its length and number.
    @inline(__always)
    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, word: Int)? {
        var result: (length: Int, word: Int)?
        trie.forEachHit(at: index, in: buffer) { result = ($0.length, $0.term) }
        return result
    }

    /// True when a word stands right before `index`.
    @inline(__always)
    func endsBefore(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, longest: Int = 4) -> Bool {
        var start = index - 1
        while start >= 0, index - start <= longest {
            var isFound = false
            trie.forEachHit(at: start, in: buffer) { if start + $0.length == index { isFound = true } }
            if isFound { return true }
            start -= 1
        }
        return false
    }
}
