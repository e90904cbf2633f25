internal import Documents
internal import Linkage
internal import Pipeline
internal import Storage

/// Links the letters of a register as they come: each to those before it.
///
/// Which letters come at a time changes nothing; linking all anew gives the same, because a letter is always compared
/// with those of lower numbers and what two letters are to each other is a function of the two.
struct RegisterLinking {
    private let store: RegisterStore
    private let pipeline: DocumentPipeline
    private let linker: Linker

    private var index = LinkIndex()
    /// The number of the letter at each place of the index.
    private var ids: [Int64] = []
    /// Letters at hand, by their numbers.
    private var atHand = RecentValues<ShelvedLetter>(most: RegisterLinking.mostAtHand)
    /// What was made of letters to compare them, by their places in the index.
    private var cache = ContentCache()
    private var isOpen = false
    /// While all letters are linked anew their evidence lies elsewhere.
    private var isAnew = false
    /// Linking was broken off; a later run goes on with it.
    private var isLeft = false
    /// Whether whoever imports wants to end: letters are taken in still, linking them is left for later.
    private let isStopping: @Sendable () -> Bool

    /// Letters compared at a time.
    private let blockLength: Int
    /// Letters at hand, at most.
    private static let mostAtHand = 100_000

    init(
        store: RegisterStore, pipeline: DocumentPipeline, linker: Linker, blockLength: Int = 512,
        isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.pipeline = pipeline
        self.linker = linker
        self.blockLength = blockLength
        self.isStopping = isStopping
    }

    /// Reads what the register's letters are found by, and links those that an earlier run left, up to a number.
    private mutating func open(before next: Int64 = .max) throws(StoreError) {
        guard !isOpen else { return }
        isOpen = true
        guard try store.sketchesAreOf(version: linker.version) else { return try relink(before: next) }
        try readSketches()
        // A register without sketches is new, or was linked before there were any.
        if ids.isEmpty { return try relink(before: next) }
        while !isLeft {
            let left = try store.maskedLetters(after: ids.last ?? 0, before: next, limit: blockLength)
            if left.isEmpty { break }
            try link(left)
            isLeft = isStopping()
        }
    }

    private mutating func readSketches() throws(StoreError) {
        var (known, sketches): ([Int64], [LetterSketch]) = ([], [])
        try store.forEachSketch(isAnew: isAnew) { letter, bytes in
            known.append(letter)
            sketches.append(LetterSketch(bytes: bytes))
        }
        (index, ids, cache) = (LinkIndex(sketches), known, ContentCache())
        atHand.removeAll()
    }

    /// Links letters that were just taken into the register, in the order of their numbers.
    mutating func add(_ letters: [(id: Int64, masked: MaskedDocument)]) throws(StoreError) {
        guard !isLeft, let first = letters.first?.id else { return }
        try open(before: first)
        // Letters are linked in the order of their numbers: none behind those that are left.
        if !isLeft { try link(letters) }
    }

    /// Links what a run that was broken off or another version of the program left, if anything.
    mutating func finish() throws(StoreError) {
        guard !isOpen else { return }
        let isCurrent = try store.sketchesAreOf(version: linker.version)
        let isBehind = try store.hasUnlinkedLetters()
        if isBehind || !isCurrent { try open() }
    }

    private mutating func link(_ letters: [(id: Int64, masked: MaskedDocument)]) throws(StoreError) {
        guard !letters.isEmpty else { return }
        let (sketches, links) = try compare(letters)
        try store.link(sketches, version: linker.version, links: links, forming: MatterDesk.forming)
    }

    /// Links all letters anew, or goes on with it; what it has is in the store after every block of letters.
    mutating func relink(before next: Int64 = .max) throws(StoreError) {
        isOpen = true
        isAnew = true
        defer { isAnew = false }
        try store.beginAnew(version: linker.version)
        try readSketches()
        while true {
            let letters = try store.maskedLetters(after: ids.last ?? 0, before: next, limit: blockLength)
            if letters.isEmpty { break }
            if isStopping() {
                isLeft = true
                return
            }
            let found = try compare(letters)
            try store.keepAnew(found.sketches, version: linker.version, links: found.links)
        }
        try store.finishAnew(forming: MatterDesk.forming)
    }

    private mutating func compare(
        _ letters: [(id: Int64, masked: MaskedDocument)]
    ) throws(StoreError) -> (sketches: [SketchRow], links: [LinkRow]) {
        let (pipeline, linker) = (self.pipeline, self.linker)
        let read = parallelMap(letters.count) { number -> (letter: ShelvedLetter, sketch: LetterSketch) in
            let letter = ShelvedLetter(pipeline.linkable(id: "", letters[number].masked))
            return (letter, linker.sketch(of: letter))
        }
        ids += letters.map(\.id)
        let candidates = index.insert(read.map(\.sketch))
        let wanted = candidates.places.map { ids[$0] }
        atHand.makeRoom(for: letters.count + wanted.count)
        for (letter, read) in zip(letters, read) { atHand[Int(letter.id)] = read.letter }
        try fetch(wanted)
        let (numbers, held) = (ids, atHand)
        let links = linker.proposals(for: candidates, keeping: &cache) { held[Int(numbers[$0])]! }.map { proposal in
            LinkRow(
                a: numbers[proposal.a], b: numbers[proposal.b], relation: proposal.relation.rawValue,
                score: proposal.score)
        }
        let sketches = zip(letters, read).map { letter, read in
            SketchRow(
                letter: letter.id, order: read.letter.order, sketch: read.sketch.bytes,
                evidence: read.letter.evidenceBytes)
        }
        return (sketches, links.sorted { ($0.b, $0.a) < ($1.b, $1.a) })
    }

    private mutating func fetch(_ ids: [Int64]) throws(StoreError) {
        let missing = ids.filter { atHand.value(Int($0)) == nil }
        guard !missing.isEmpty else { return }
        let rows = try store.linkedLetters(missing, isAnew: isAnew)
        let pipeline = self.pipeline
        let letters = parallelMap(missing.count) { number -> ShelvedLetter in
            let row = rows[missing[number]]
            return ShelvedLetter(
                scalars: pipeline.linkableScalars(of: row?.text ?? ""), evidence: row?.evidence ?? [])
        }
        for (id, letter) in zip(missing, letters) { atHand[Int(id)] = letter }
    }
}
