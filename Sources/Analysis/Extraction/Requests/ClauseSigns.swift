internal import Dictionaries

/// What the words of a clause are, found in one walk: of which lists of `demand-words.tsv`, which words of asking.
///
/// A class, so that a scan that holds it costs one reference count.
final class ClauseSigns: Sendable {
    static let file = "Requests/clause-signs.tsv"

    /// What one word is, or several together.
    struct Kinds: Sendable {
        /// A bit for each of ``ClauseSigns/lists`` that the word is in.
        var lists: UInt64 = 0
        /// A bit for each word of asking that it is.
        var signs: UInt64 = 0
        /// A bit for each word behind which a request may begin.
        var asking: UInt64 = 0
        /// A bit for each way in which the name of those who are asked ends.
        var asked: UInt64 = 0

        mutating func formUnion(_ other: Kinds) {
            lists |= other.lists
            signs |= other.signs
            asking |= other.asking
            asked |= other.asked
        }
    }

    /// The lists of `demand-words.tsv` that tell of a clause.
    static let lists = [
        "deed", "order", "plea", "purpose", "reason", "condition", "doer", "idle-deed", "lets", "lead-given", "no-deed",
        "guard", "prefix", "opener", "subject", "asked", "no-request", "regret", "urging", "following", "cue", "cause",
        "doing", "choice", "disposal", "acting", "said", "able", "wish", "comfort", "rebuff", "visit", "should",
        "whether", "then", "right", "given", "matter", "circumstance", "spot", "thanks", "paper", "answer",
    ]

    let signs: [String]
    let asking: [String]
    let asked: [String]
    private let trie: TermTrie
    /// By the number of the word.
    private let kinds: [Kinds]
    private let signWords: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var own = try WordLists(files, Self.file)
        let words = try WordLists(files, DemandWords.file).sets
        signWords = try own.take("sign")
        let (askingWords, askedWords) = (try own.take("asking"), try own.take("asked"))
        try own.expectEmpty()
        (signs, asking, asked) = (signWords.words, askingWords.words, askedWords.words)
        guard max(signs.count, asking.count, asked.count) <= 64 else {
            throw DictionaryError(file: Self.file, line: 0, problem: "has a list of more than 64 words")
        }
        var trie = TermTrie(expectedTerms: 4_000)
        var kinds: [Kinds] = []
        func add(_ word: String, _ kind: Kinds) {
            let number = trie.insert(word.unicodeScalars.map(\.value))
            if number == kinds.count { kinds.append(Kinds()) }
            kinds[number].formUnion(kind)
        }
        for (bit, name) in Self.lists.enumerated() {
            guard let set = words[name] else {
                throw DictionaryError(file: DemandWords.file, line: 0, problem: "has no list \(name)")
            }
            for word in set.words { add(word, Kinds(lists: 1 << UInt64(bit))) }
        }
        for (bit, word) in signs.enumerated() { add(word, Kinds(signs: 1 << UInt64(bit))) }
        for (bit, word) in asking.enumerated() { add(word, Kinds(asking: 1 << UInt64(bit))) }
        for (bit, word) in asked.enumerated() { add(word, Kinds(asked: 1 << UInt64(bit))) }
        self.trie = trie
        self.kinds = kinds
    }

    /// The words of asking in a range, as bits.
    @inline(__always)
    func words(in buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> UInt64 {
        signWords.presentMask(in: buffer, range)
    }

    /// Calls `body` with what each word is that begins at `place` and ends no later than `end`, and where it ends.
    @inline(__always)
    func forEach(
        at place: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt32>, _ body: (Kinds, Int) -> Void
    ) {
        trie.forEachHit(at: place, in: buffer) { hit in
            if place + hit.length <= end { body(kinds[hit.term], place + hit.length) }
        }
    }
}
