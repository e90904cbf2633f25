/// A fixed list of words, found all at once in one walk.
///
/// A class, so that passing one costs one reference count.
final class WordSet: Sendable {
    private let trie: TermTrie
    /// Asked before the trie, whose bits lie elsewhere in memory.
    private let begins: FirstCharacters
    /// The words of one character; the first two and the last two characters of all others, which tell more of large sets
    /// than the first one does.
    private let singles: FirstCharacters
    private let heads: CharacterPairs
    private let tails: CharacterPairs
    let words: [String]
    /// In characters.
    let longestLength: Int

    init(_ words: [String]) {
        var trie = TermTrie(expectedTerms: max(16, words.count))
        var unique: [String] = []
        for word in words where trie.insert(word.unicodeScalars.map(\.value)) == unique.count { unique.append(word) }
        self.trie = trie
        let scalars = unique.map { $0.unicodeScalars.map(\.value) }
        begins = FirstCharacters(scalars.compactMap(\.first))
        singles = FirstCharacters(scalars.filter { $0.count == 1 }.compactMap(\.first))
        let longer = scalars.filter { $0.count > 1 }
        heads = CharacterPairs(longer.map { ($0[0], $0[1]) })
        tails = CharacterPairs(longer.map { ($0[$0.count - 2], $0[$0.count - 1]) })
        self.words = unique
        longestLength = unique.reduce(0) { max($0, $1.unicodeScalars.count) }
    }

    /// The characters that words begin with.
    var firsts: ScalarSet { ScalarSet(words.compactMap { $0.unicodeScalars.first?.value }) }

    /// For each word, whether it stands in the text.
    func present(in text: some Collection<UInt32>) -> Set<String> {
        var found = [Bool](repeating: false, count: words.count)
        let scan = { [trie] (buffer: UnsafeBufferPointer<UInt32>) in
            trie.forEachPlace(in: buffer) { place in
                trie.forEachHit(at: place, in: buffer) { found[$0.term] = true }
            }
        }
        if text.withContiguousStorageIfAvailable(scan) == nil { Array(text).withUnsafeBufferPointer(scan) }
        return Set(words.indices.filter { found[$0] }.map { words[$0] })
    }

    /// One bit for each of these words, all of which are in the set, which holds at most 64.
    func mask(of wanted: [String]) -> UInt64 {
        wanted.reduce(0) { mask, word in
            guard let term = trie.term(word.unicodeScalars.map(\.value)), term < 64 else {
                preconditionFailure("\(word) is not among the first 64 words")
            }
            return mask | 1 << UInt64(term)
        }
    }

    /// Which words begin at a place and end no later than `end`, as bits.
    func mask(at start: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt32>) -> UInt64 {
        var mask: UInt64 = 0
        trie.forEachHit(at: start, in: buffer) { hit in
            if start + hit.length <= end { mask |= 1 << UInt64(hit.term & 63) }
        }
        return mask
    }

    /// True when any word stands in a range.
    func stands(in buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        let part = UnsafeBufferPointer(rebasing: buffer[range])
        var isFound = false
        for start in part.indices where begins.mayHold(part[start]) {
            trie.forEachHit(at: start, in: part) { _ in isFound = true }
            if isFound { return true }
        }
        return false
    }

    /// The longest word that begins at `index`: its length and number.
    @inline(__always)
    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, word: Int)? {
        index < buffer.count && begins.mayHold(buffer[index]) ? longestBegun(buffer, at: index) : nil
    }

    private func longestBegun(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, word: Int)? {
        guard
            index + 1 < buffer.count && heads.mayHold(buffer[index], buffer[index + 1])
                || singles.mayHold(buffer[index])
        else { return nil }
        var result: (length: Int, word: Int)?
        trie.forEachHit(at: index, in: buffer) { result = ($0.length, $0.term) }
        return result
    }

    /// Calls `body` with the number of every word that stands right before `index`.
    @inline(__always)
    func forEach(
        endingAt index: Int, in buffer: UnsafeBufferPointer<UInt32>, longest: Int, _ body: (Int) -> Void
    ) {
        guard mayEnd(buffer, index) else { return }
        for start in max(0, index - longest)..<index where begins.mayHold(buffer[start]) {
            trie.forEachHit(at: start, in: buffer) { if start + $0.length == index { body($0.term) } }
        }
    }

    /// True when a word stands right before `index`.
    @inline(__always)
    func endsBefore(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, longest: Int = 4) -> Bool {
        guard mayEnd(buffer, index) else { return false }
        var start = index - 1
        while start >= 0, index - start <= longest {
            if begins.mayHold(buffer[start]), stands(in: buffer, start, until: index) { return true }
            start -= 1
        }
        return false
    }

    /// False where no word stands right before `index`.
    @inline(__always)
    private func mayEnd(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        guard index > 0 else { return false }
        return index > 1 && tails.mayHold(buffer[index - 2], buffer[index - 1]) || singles.mayHold(buffer[index - 1])
    }

    private func stands(in buffer: UnsafeBufferPointer<UInt32>, _ start: Int, until end: Int) -> Bool {
        var isFound = false
        trie.forEachHit(at: start, in: buffer) { if start + $0.length == end { isFound = true } }
        return isFound
    }
}
