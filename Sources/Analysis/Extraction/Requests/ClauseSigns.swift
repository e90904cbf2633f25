internal import Dictionaries

/// What the words of a clause are, found in one walk: of which lists of `demand-words.tsv`, which words of asking.
///
/// A class, so that a scan that holds it costs one reference count. `Sendable`: filled before anybody else sees it, then
/// only read.
final class ClauseSigns: @unchecked Sendable {
    static let file = "Requests/clause-signs.tsv"

    /// What one word is, or several together.
    struct Kinds: BitwiseCopyable, Sendable {
        /// A bit for each of ``ClauseSigns/lists`` that the word is in.
        var lists: UInt64 = 0
        /// A bit for each word of asking that it is.
        var signs: UInt64 = 0
        /// A bit for each word behind which a request may begin.
        var asking: UInt64 = 0
        /// A bit for each way in which the name of those who are asked ends.
        var asked: UInt64 = 0
        /// A bit for each word by which a clause near the end calls for something without asking.
        var calls: UInt64 = 0

        mutating func formUnion(_ other: Kinds) {
            lists |= other.lists
            signs |= other.signs
            asking |= other.asking
            asked |= other.asked
            calls |= other.calls
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
    let calls: [String]
    private let trie: TermTrie
    /// By the number of the word.
    private let kinds: UnsafeMutablePointer<Kinds>
    private let signWords: WordSet
    private let callWords: WordSet
    /// What each character may be: see ``Stop``.
    private let stops: ScalarTable<UInt8>

    /// What a walk over clauses stops at.
    private enum Stop {
        /// A clause may end there.
        static let isBreak: UInt8 = 1
        /// It is a word of asking by itself.
        static let isWord: UInt8 = 2
        /// Words of asking begin with it; go on with it.
        static let begins: UInt8 = 4
        static let goesOn: UInt8 = 8
        /// The same for the words of the lists.
        static let beginsListed: UInt8 = 16
        static let goesOnListed: UInt8 = 32
        static let isListed: UInt8 = 64
    }

    /// Where a clause may end: marks, and what numbers begin with.
    private static let breaks = ScalarSet("。!?;…,:\n~. —(第一二三四五六七八九十0123456789").union(
        ScalarSet((0x2460...0x249B).map { UInt32($0) }))

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var own = try WordLists(files, Self.file)
        let words = try WordLists(files, DemandWords.file).sets
        signWords = try own.take("sign")
        var stops = ScalarTable<UInt8>(repeating: 0)
        stops.update(Self.breaks) { $0 |= Stop.isBreak }
        for word in signWords.words.map({ $0.unicodeScalars.map(\.value) }) {
            stops.update(ScalarSet(word.prefix(1))) { $0 |= word.count == 1 ? Stop.isWord : Stop.begins }
            stops.update(ScalarSet(word.dropFirst().prefix(1))) { $0 |= Stop.goesOn }
        }
        let (askingWords, askedWords) = (try own.take("asking"), try own.take("asked"))
        callWords = try own.take("calling")
        try own.expectEmpty()
        (signs, asking, asked, calls) = (signWords.words, askingWords.words, askedWords.words, callWords.words)
        guard max(signs.count, asking.count, asked.count, calls.count) <= 64 else {
            throw DictionaryError(file: Self.file, line: 0, problem: "has a list of more than 64 words")
        }
        var trie = TermTrie(expectedTerms: 4_000)
        var kinds: [Kinds] = []
        var listed: [UInt8: [UInt32]] = [:]
        func add(_ word: String, _ kind: Kinds) {
            let scalars = word.unicodeScalars.map(\.value)
            listed[scalars.count == 1 ? Stop.isListed : Stop.beginsListed, default: []] += scalars.prefix(1)
            listed[Stop.goesOnListed, default: []] += scalars.dropFirst().prefix(1)
            let number = trie.insert(scalars)
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
        for (bit, word) in calls.enumerated() { add(word, Kinds(calls: 1 << UInt64(bit))) }
        for (stop, scalars) in listed { stops.update(ScalarSet(scalars)) { $0 |= stop } }
        self.stops = stops
        self.trie = trie
        self.kinds = TableMemory.copy(of: kinds)
    }

    deinit { kinds.deallocate() }

    /// The words of asking that begin at `place` and end no later than `end`, as bits.
    func words(at place: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt32>) -> UInt64 {
        signWords.mask(at: place, until: end, in: buffer)
    }

    /// Whether a clause calls for something: 赶紧换泵, 广告钱吐出来.
    func calls(_ clause: Range<Int>, in buffer: UnsafeBufferPointer<UInt32>) -> Bool {
        callWords.stands(in: buffer, clause)
    }

    /// A text in which clauses end and words of asking begin.
    struct Stops {
        let buffer: UnsafeBufferPointer<UInt32>
        /// By character.
        fileprivate let values: UnsafePointer<UInt8>

        @inline(__always)
        private func stop(_ index: Int) -> UInt8 { values[Int(min(buffer[index], 0x10000))] }

        /// Calls `body` with every place where a clause may end or a word of asking may begin.
        @inline(__always)
        func forEachStop(_ body: (Int) -> Void) {
            forEachPlace(in: 0..<buffer.count, body) { here, next in
                here & (Stop.isBreak | Stop.isWord) | (here & Stop.begins) & (next &>> 1)
            }
        }

        /// Calls `body` with every place of a range where a word of the lists may begin.
        @inline(__always)
        fileprivate func forEachListed(in range: Range<Int>, _ body: (Int) -> Void) {
            forEachPlace(in: range, body) { here, next in
                here & Stop.isListed | (here & Stop.beginsListed) & (next &>> 1)
            }
        }

        /// Calls `body` with every place of a range where `tells` gives anything for a character and the next one.
        ///
        /// Of a block it is told first without branches, which nobody could foresee.
        @inline(__always)
        private func forEachPlace(in range: Range<Int>, _ body: (Int) -> Void, where tells: (UInt8, UInt8) -> UInt8) {
            var first = range.lowerBound
            while first < range.upperBound {
                let end = min(first + UInt64.bitWidth, range.upperBound)
                var places: UInt64 = 0
                var here = stop(first)
                for index in first..<end {
                    let next = index + 1 < buffer.count ? stop(index + 1) : 0
                    places |= (tells(here, next) == 0 ? 0 : 1) << UInt64(index - first)
                    here = next
                }
                while places != 0 {
                    body(first + places.trailingZeroBitCount)
                    places &= places - 1
                }
                first = end
            }
        }

        /// Whether a clause may end at a place.
        @inline(__always)
        func mayBreak(at index: Int) -> Bool { stop(index) & Stop.isBreak != 0 }

        /// Whether a word of asking may begin at a place.
        @inline(__always)
        func maySign(at index: Int) -> Bool {
            let here = stop(index)
            if here & Stop.isWord != 0 { return true }
            return here & Stop.begins != 0 && index + 1 < buffer.count && stop(index + 1) & Stop.goesOn != 0
        }
    }

    @inline(__always)
    func withStops<Result>(in buffer: UnsafeBufferPointer<UInt32>, _ body: (Stops) -> Result) -> Result {
        stops.withValues { body(Stops(buffer: buffer, values: $0)) }
    }

    /// Calls `body` with what each word is that stands in a clause, and where.
    @inline(__always)
    func forEachWord(
        in clause: Range<Int>, of buffer: UnsafeBufferPointer<UInt32>, _ body: (Kinds, Range<Int>) -> Void
    ) {
        withStops(in: buffer) { stops in
            stops.forEachListed(in: clause) { place in
                trie.forEachHit(at: place, in: buffer) { hit in
                    let end = place + hit.length
                    if end <= clause.upperBound { body(kinds[hit.term], place..<end) }
                }
            }
        }
    }
}
