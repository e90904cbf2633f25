public import Dictionaries

/// Cuts normalised text into words: the lexicon's words and the gaps' weights in one lattice, best reading wins.
///
/// Words never overlap, stand in order, and cover all that is no white space. The same text gives the same words,
/// in linear time and in room that does not grow with the text.
public struct WordSegmenter: Sendable {
    private let tables: WordModelTables
    private let user: UserWords?

    /// - Throws: ``DictionaryError`` when the files of `Dictionaries/Words` cannot be used.
    public init(_ dictionaries: DictionaryFiles, user: UserWords? = nil) throws(DictionaryError) {
        self.init(model: try WordModel(dictionaries), user: user)
    }

    init(model: WordModel, user: UserWords? = nil) {
        tables = WordModelTables(model)
        self.user = user
    }

    /// Calls `body` with start and end of every word, in scalars of `text`.
    public func forEachWord(in text: UnsafeBufferPointer<UInt32>, _ body: (_ start: Int, _ end: Int) -> Void) {
        ScalarClass.table.withUnsafeBufferPointer { classes in
            tables.withPointers { pointers in
                var reader = WindowReader(
                    scanner: UnitScanner(text, classes: classes.baseAddress!), user: user, count: text.count)
                reader.read(text, pointers, body)
            }
        }
    }

    /// The words of a text, for tests and small inputs.
    public func words(in text: [UInt32]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        text.withUnsafeBufferPointer { text in forEachWord(in: text) { words.append($0..<$1) } }
        return words
    }
}

/// Units of the text window by window through one lattice.
private struct WindowReader: ~Copyable {
    var scanner: UnitScanner
    let user: UserWords?
    let lattice: WordLattice

    /// Units of a cut stretch that are read again, so that the cut falls between words the end has no say in.
    private static let overlap = 64

    init(scanner: UnitScanner, user: UserWords?, count: Int) {
        self.scanner = scanner
        self.user = user
        lattice = WordLattice(count: count)
    }

    mutating func read(
        _ text: UnsafeBufferPointer<UInt32>, _ model: borrowing WordModelPointers, _ body: (Int, Int) -> Void
    ) {
        let margin = WordLattice.margin
        let full = margin + lattice.capacity
        var held = margin
        while true {
            held = lattice.fill(&scanner, from: held, end: text.count, user: user, text)
            let isLast = scanner.position >= text.count
            if isLast { for index in held..<(held + margin) { lattice.codes[index] = UnitCode.edge } }
            lattice.scoreGaps(margin, held - (isLast ? 0 : 3), model.rows)
            let done = readStretches(margin, held, isLast, model, body)
            if isLast { return }
            precondition(done > margin && held <= full)
            // What is not read yet moves to the front, with its left neighbours.
            let kept = held - done + margin
            for index in 0..<kept {
                lattice.codes[index] = lattice.codes[done - margin + index]
                lattice.starts[index] = lattice.starts[done - margin + index]
            }
            held = kept
        }
    }

    /// Reads all whole stretches of `first..<held`. Returns the first unit that is still to be read.
    private func readStretches(
        _ first: Int, _ held: Int, _ isLast: Bool, _ model: borrowing WordModelPointers, _ body: (Int, Int) -> Void
    ) -> Int {
        let codes = lattice.codes
        // The last gaps lack their right neighbours while there is more text.
        let limit = isLast ? held : held - WordLattice.margin
        var index = first
        while index < limit {
            if codes[index] < UnitCode.firstJoining {
                if codes[index] != UnitCode.edge { emit(index, index + 1, end: held, body) }
                index += 1
                continue
            }
            var end = index + 1
            while end < held, codes[end] >= UnitCode.firstJoining { end += 1 }
            if end > limit {
                if index > first { return index }
                lattice.read(index, limit, model)
                return emitWords(index, limit, upTo: limit - WindowReader.overlap, body)
            }
            if end == index + 1 {
                emit(index, end, end: held, body)
            } else {
                lattice.read(index, end, model)
                _ = emitWords(index, end, upTo: end, body)
            }
            index = end
        }
        return index
    }

    private func emitWords(_ first: Int, _ end: Int, upTo limit: Int, _ body: (Int, Int) -> Void) -> Int {
        lattice.link(first, end)
        var start = first
        while start < end {
            let next = lattice.linked(start)
            if next > limit, start > first { break }
            emit(start, next, end: end, body)
            start = next
        }
        return start
    }

    @inline(__always)
    private func emit(_ start: Int, _ next: Int, end: Int, _ body: (Int, Int) -> Void) {
        body(Int(lattice.starts[start]), Int(lattice.starts[next]))
    }
}
