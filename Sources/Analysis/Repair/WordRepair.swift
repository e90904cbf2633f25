/// Finds the word that a look-alike broke: the read form is no word, and one look-alike makes one that fits with
/// its neighbours far better.
///
/// Both readings of the neighbourhood are scored as the likeliest row of words: each word by its share in text,
/// each seam by how often the two characters stand together. A name of a person counts as a word of the read form.
struct WordRepair {
    /// How much likelier (natural logarithm) the other reading must be for a repair to be weighed at all. A scanner
    /// errs once in fifty characters at worst and then picks one of some ten look-alikes.
    static func margin(_ proposal: Proposal) -> Float {
        switch (proposal.changes.count, proposal.word.count) {
        case (2, _): 14
        // A word of one character has no form of its own to judge by.
        case (_, 1): 13
        case (_, 2): proposal.standing == .general ? 9 : 6.5
        default: proposal.standing == .general ? 7.5 : 6
        }
    }

    /// The same for a repair that stands by itself, in a text that shows no other trace of a scanner: there an odd
    /// word is oftener a name or a coinage than a slip.
    static func marginAlone(_ proposal: Proposal) -> Float {
        if proposal.isStrange { return margin(proposal) }
        switch (proposal.changes.count, proposal.word.count, proposal.standing) {
        case (2, _, _), (_, 1, _): return 15
        case (_, 2, .term): return 8 + Float(min(2, proposal.rank))
        case (_, 2, .field): return 10.5 + Float(min(2, proposal.rank))
        case (_, 2, .general): return 13 + Float(min(2, proposal.rank))
        case (_, _, .term): return 7
        case (_, _, .field): return 9
        case (_, _, .general): return 15
        }
    }

    /// How much likelier than any other true form.
    static let lead: Float = 2.5
    /// Characters to each side that are scored together.
    private static let reach = 7

    /// How much a word belongs to letters.
    enum Standing {
        case general, field, term

        init(_ word: RepairLexicon.Word) { self = word.isTerm ? .term : word.isOfField ? .field : .general }
    }

    struct Proposal {
        let changes: [(index: Int, truth: UInt32)]
        /// Other true forms of the first change, likeliest first.
        let alternatives: [UInt32]
        let gain: Float
        /// The word that the repair makes.
        let word: Range<Int>
        let standing: Standing
        /// Place of the read character among the look-alikes of the first true form.
        let rank: Int
        /// The read character is one that no text of today holds (岀, 亊): only a scanner can have put it there.
        let isStrange: Bool
    }

    let lexicon: RepairLexicon.View
    let confusions: ConfusionTable.View
    let names: NameGuard
    /// Whether the text has shown that it was scanned: then weak repairs are believed.
    var isScanned = false
    /// Whether words of no special standing and single characters are weighed; in long texts only once they have
    /// shown that they were scanned, for the time it takes.
    var weighsAll: Bool

    /// What the character at `index` should have been; `nil` when it stays. No word of two characters covers it.
    func proposal(_ text: UnsafeMutableBufferPointer<UInt32>, at index: Int) -> Proposal? {
        let read = text[index]
        let before = index > 0 && CharacterKind.isHan(text[index - 1]) ? text[index - 1] : nil
        let after = index + 1 < text.count && CharacterKind.isHan(text[index + 1]) ? text[index + 1] : nil
        guard before != nil || after != nil else { return nil }
        // Neither neighbour is ever met beside it: then a single character may be wrong by itself (旳, 昰).
        let standsOddly =
            before.map { !lexicon.isKnown($0, read) } ?? true && after.map { !lexicon.isKnown(read, $0) } ?? true
        let candidates = likely(confusions.candidates(of: read), before, after, standsOddly: standsOddly)
        guard !candidates.isEmpty else { return nil }
        var low = index
        while low > 0, index - low < Self.reach, CharacterKind.isHan(text[low - 1]) { low -= 1 }
        var high = index + 1
        while high < text.count, high - index <= Self.reach, CharacterKind.isHan(text[high]) { high += 1 }
        if longestWord(text, low, high, over: index) != nil { return nil }
        var scored: [(truth: UInt32, score: Float, word: Range<Int>, standing: Standing, rank: Int)] = []
        var hasPartner = false
        // Seldom asked, and far away in memory.
        lazy var isStrange = lexicon.isStrange(read)
        for candidate in candidates {
            let truth = confusions.truth(candidate)
            let (mayBeInWord, fits) = fit(truth, before, after)
            let maySingle = fits && standsOddly && (weighsAll || isStrange)
            guard mayBeInWord || maySingle else { continue }
            hasPartner = hasPartner || mayBeInWord
            text[index] = truth
            let found = mayBeInWord ? longestWord(text, low, high, over: index) : nil
            if maySingle || (found != nil && (weighsAll || found!.standing != .general || isStrange)) {
                let path = bestPath(text, low, high, over: index, allowsNames: false)
                if path.word.count > 1 || maySingle {
                    scored.append(
                        (
                            truth, path.score + confusions.likeness(candidate), path.word, path.standing,
                            confusions.rank(candidate)
                        ))
                }
            }
            text[index] = read
        }
        guard let best = scored.max(by: { $0.score < $1.score }) else {
            return hasPartner && isScanned ? doubleProposal(text, low, high, at: index) : nil
        }
        let asRead = bestPath(text, low, high, over: index, allowsNames: true)
        let gain = best.score - asRead.score
        let others = scored.filter { $0.truth != best.truth && best.score - $0.score < 6 }
            .sorted { $0.score > $1.score }
        if let second = others.first, best.score - second.score < Self.lead { return nil }
        let proposal = Proposal(
            changes: [(index, best.truth)], alternatives: others.map(\.truth), gain: gain, word: best.word,
            standing: best.standing, rank: best.rank,
            isStrange: isStrange)
        guard gain >= (isScanned ? Self.margin(proposal) : Self.marginAlone(proposal)) else { return nil }
        text[index] = best.truth
        let isPlace = endsInPlaceName(text, best.word, high)
        text[index] = read
        return isPlace ? nil : proposal
    }

    /// Whether a true form stands in a word with a neighbour, and whether it is known beside both.
    @inline(__always)
    private func fit(_ truth: UInt32, _ before: UInt32?, _ after: UInt32?) -> (mayBeInWord: Bool, fits: Bool) {
        let left = before.map { lexicon.pair($0, truth) } ?? RepairLexicon.Pair.known
        let right = after.map { lexicon.pair(truth, $0) } ?? RepairLexicon.Pair.known
        return ((left | right) & RepairLexicon.Pair.inner != 0, left & right & RepairLexicon.Pair.known != 0)
    }

    /// The candidates up to the last one that can be weighed; mostly none can, which is told without branches, so that
    /// the waits for the table overlap.
    private func likely(
        _ candidates: Range<Int>, _ before: UInt32?, _ after: UInt32?, standsOddly: Bool
    ) -> Range<Int> {
        var end = candidates.lowerBound
        for candidate in candidates {
            let (mayBeInWord, fits) = fit(confusions.truth(candidate), before, after)
            end = mayBeInWord || fits && standsOddly ? candidate + 1 : end
        }
        return candidates.lowerBound..<end
    }

    /// Two look-alikes in one word of four characters or more.
    private func doubleProposal(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ low: Int, _ high: Int, at index: Int
    ) -> Proposal? {
        let read = text[index]
        var best: (Proposal, score: Float)?
        var isAmbiguous = false
        for other in (index + 1)..<max(index + 1, min(high, index + 4)) {
            let otherRead = text[other]
            guard
                !lexicon.isKnown(text[other - 1], otherRead)
                    || other + 1 < high && !lexicon.isKnown(otherRead, text[other + 1]),
                longestWord(text, low, high, over: other) == nil
            else { continue }
            for first in confusions.candidates(of: read) {
                for second in confusions.candidates(of: otherRead) {
                    text[index] = confusions.truth(first)
                    text[other] = confusions.truth(second)
                    defer {
                        text[index] = read
                        text[other] = otherRead
                    }
                    guard lexicon.isInner(text[other - 1], text[other]),
                        other > index + 1
                            || other + 1 < high && lexicon.isInner(text[other], text[other + 1])
                            || index > low && lexicon.isInner(text[index - 1], text[index])
                    else { continue }
                    guard let word = longestWord(text, low, high, over: index)?.range, word.count >= 4,
                        word.contains(other)
                    else { continue }
                    let path = bestPath(text, low, high, over: index, allowsNames: false)
                    guard path.word == word else { continue }
                    if best != nil { isAmbiguous = true }
                    best = (
                        Proposal(
                            changes: [(index, confusions.truth(first)), (other, confusions.truth(second))],
                            alternatives: [], gain: 0,
                            word: word, standing: path.standing, rank: 0, isStrange: false), path.score
                    )
                }
            }
        }
        guard let best, !isAmbiguous else { return nil }
        let gain = best.score - bestPath(text, low, high, over: index, allowsNames: true).score
        let proposal = Proposal(
            changes: best.0.changes, alternatives: [], gain: gain, word: best.0.word, standing: best.0.standing,
            rank: 0, isStrange: false)
        return gain >= Self.margin(proposal) ? proposal : nil
    }

    /// 村, 镇, 路 … by itself behind the word: what stands before it is a place's name, not a word.
    private func endsInPlaceName(_ text: UnsafeMutableBufferPointer<UInt32>, _ word: Range<Int>, _ high: Int) -> Bool {
        let end = word.upperBound
        guard word.count < 4, end < high, Self.placeEndings.contains(text[end]) else { return false }
        return end + 1 >= high || !lexicon.isInner(text[end], text[end + 1])
    }

    private static let placeEndings = ScalarSet("村镇乡屯庄寨湾沟坪路街巷弄里苑县旗")

    /// The longest word of two characters or more that covers a place.
    func longestWord(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ low: Int, _ high: Int, over index: Int
    ) -> (range: Range<Int>, standing: Standing)? {
        // A word's neighbours all stand in words together: how far that holds bounds the search.
        var first = index
        while first > low, index - first < RepairLexicon.longest - 1, lexicon.isInner(text[first - 1], text[first]) {
            first -= 1
        }
        var last = index
        while last + 1 < high, last - index < RepairLexicon.longest - 1, lexicon.isInner(text[last], text[last + 1]) {
            last += 1
        }
        guard first < last else { return nil }
        var found: (range: Range<Int>, standing: Standing)?
        for start in first...index {
            var hash = RepairLexicon.View.wordSeed
            for end in start...min(last, start + RepairLexicon.longest - 1) {
                hash = RepairLexicon.extend(hash, text[end])
                guard end >= index, end > start, end - start + 1 > found?.range.count ?? 1 else { continue }
                let word = lexicon.word(hash)
                if word.exists { found = (start..<(end + 1), Standing(word)) }
            }
        }
        return found
    }

    /// The likeliest row of words over `low..<high`, and the word in it that covers `index`.
    func bestPath(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ low: Int, _ high: Int, over index: Int, allowsNames: Bool
    ) -> (score: Float, word: Range<Int>, standing: Standing) {
        withUnsafeTemporaryAllocation(of: Node.self, capacity: high - low + 1) { nodes in
            nodes.initialize(repeating: Node(score: -.infinity, start: 0, standing: .general))
            nodes[0].score = 0
            for start in low..<high {
                let at = nodes[start - low]
                let base = at.score + (start > low ? lexicon.junction(text[start - 1], text[start]) : 0)
                var hash = RepairLexicon.View.wordSeed
                for end in start..<min(high, start + RepairLexicon.longest) {
                    if end > start, !lexicon.isInner(text[end - 1], text[end]) { break }
                    hash = RepairLexicon.extend(hash, text[end])
                    let word = lexicon.word(hash)
                    guard word.exists || end == start else { continue }
                    let score = base + (word.exists ? word.logarithm : Self.unknown)
                    if score > nodes[end + 1 - low].score {
                        nodes[end + 1 - low] = Node(score: score, start: start, standing: Standing(word))
                    }
                }
                guard names.isSurname(text[start]) else { continue }
                for length in 2...3 where start + length <= high {
                    let range = start..<(start + length)
                    guard allowsNames || !range.contains(index) else { continue }
                    let score = base + names.logarithm(text, range)
                    if score > nodes[start + length - low].score {
                        nodes[start + length - low] = Node(score: score, start: start, standing: .general)
                    }
                }
            }
            var end = high
            while nodes[end - low].start > index { end = nodes[end - low].start }
            let node = nodes[end - low]
            return (nodes[high - low].score, node.start..<end, node.standing)
        }
    }

    private static let unknown: Float = -18

    private struct Node {
        var score: Float
        var start: Int
        var standing: Standing
    }
}
