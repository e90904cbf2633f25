internal import Documents

/// Every term of every dictionary in one trie, each with what it stands for.
struct Lexicon: Sendable {
    enum Entry: Sendable, Equatable {
        case division(Int32)
        /// A cue for issue node `node`; weight below 0 speaks against it.
        case cue(node: Int32, weight: Float)
        /// A cue for the purpose of this number; weight below 0 speaks against it.
        case purpose(Int32, weight: Float)
        /// Words of danger to life, or a phrase that holds such words and means none.
        case alarm(isFor: Bool)
    }

    private var trie = TermTrie(expectedTerms: 60_000)
    /// What terms stand for beside their first meaning, chained in the order in which it was added: few have any.
    private var entries: [Entry] = []
    private var nextEntry: [Int32] = []
    private var lastEntry: [Int32] = []
    private var terms: [Term] = []
    private var holdsEntries = false

    /// What is asked of a term wherever it stands, side by side in memory.
    struct Term: Sendable {
        /// What the word is to parties.
        fileprivate(set) var cues: PartyCues = []
        /// Where in the list of entries those behind the first one begin.
        fileprivate var furtherEntry: Int32 = -1
        /// Here, as the list lies elsewhere in memory; says nothing without ``families``.
        fileprivate var entry = Entry.division(-1)
        /// What else it stands for, as bits of ``Lexicon/divisions`` and its like; none for what is only a word of parties.
        fileprivate(set) var families: UInt8 = 0
    }

    static let divisions: UInt8 = 1
    static let cues: UInt8 = 2
    static let purposes: UInt8 = 4
    static let alarms: UInt8 = 8

    mutating func add(_ term: ArraySlice<UInt32>, _ entry: Entry) {
        let number = number(of: term)
        holdsEntries = true
        let family =
            switch entry {
            case .division: Lexicon.divisions
            case .cue: Lexicon.cues
            case .purpose: Lexicon.purposes
            case .alarm: Lexicon.alarms
            }
        if terms[number].families == 0 {
            terms[number].entry = entry
        } else {
            let index = Int32(entries.count)
            entries.append(entry)
            nextEntry.append(-1)
            if lastEntry[number] < 0 {
                terms[number].furtherEntry = index
            } else {
                nextEntry[Int(lastEntry[number])] = index
            }
            lastEntry[number] = index
        }
        terms[number].families |= family
    }

    /// The number of a word of parties.
    ///
    /// They come before all else: so what is known of them, which is asked most, lies close together.
    mutating func number(ofPartyWord word: [UInt32]) -> Int {
        precondition(!holdsEntries, "words of parties come first")
        return number(of: word[...])
    }

    mutating func add(_ cues: PartyCues, to term: Int) { terms[term].cues.formUnion(cues) }

    private mutating func number(of term: ArraySlice<UInt32>) -> Int {
        let number = trie.insert(term)
        if number == terms.count {
            terms.append(Term())
            lastEntry.append(-1)
        }
        return number
    }

    mutating func reserve(_ count: Int) {
        lastEntry.reserveCapacity(count)
        terms.reserveCapacity(count)
    }

    @inline(__always)
    func forEachEntry(of term: Int, _ body: (Entry) -> Void) {
        guard terms[term].families != 0 else { return }
        body(terms[term].entry)
        var index = terms[term].furtherEntry
        while index >= 0 {
            body(entries[Int(index)])
            index = nextEntry[Int(index)]
        }
    }

    /// The entries of a hit that does not overlap the one of its family before it, which ended at `end`.
    @inline(__always)
    func forEachEntry(
        of hit: TermTrie.Hit?, at start: Int, behind end: inout Int, _ body: (NormalizedSpan, Entry) -> Void
    ) {
        guard let hit, start >= end else { return }
        end = start + hit.length
        let span = NormalizedSpan(start, end)
        forEachEntry(of: hit.term) { body(span, $0) }
    }

    @inline(__always)
    func term(_ number: Int) -> Term { terms[number] }

    /// See ``TermTrie/forEachPlace(in:asking:_:)``.
    @inline(__always)
    func forEachPlace(in text: UnsafeBufferPointer<UInt32>, _ body: (TermTrie.Place) -> Void) {
        terms.withUnsafeBufferPointer { terms in
            trie.forEachPlace(
                in: text, asking: { if let first = terms.baseAddress { TableMemory.ask(for: first + $0) } }, body)
        }
    }

    @inline(__always)
    func forEachHit(at place: TermTrie.Place, in text: UnsafeBufferPointer<UInt32>, _ body: (TermTrie.Hit) -> Void) {
        trie.forEachHit(at: place, in: text, body)
    }
}

/// The lines of a dictionary file with their 1-based numbers, without comments and empty lines.
struct DictionaryLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The same lines one by one without copies, for files that are read at every start.
    @inline(__always)
    static func forEach(
        in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ number: Int, _ line: Slice<UnsafeBufferPointer<UInt8>>) -> Void
    ) {
        var start = 0
        var number = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            number += 1
            if end > start, bytes[start] != 0x23 { body(number, bytes[start..<end]) }
            start = end + 1
        }
    }

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
