/// Learns a ``WordModel`` from segmented sentences: a structured perceptron over the same lattice that reads.
///
/// A sentence is read with what is learned so far, wrong gaps given a head start; where the reading differs from
/// the given words, the weights of the given ones grow and those of the read ones shrink. The mean of the weights
/// over all steps is kept. No chance is in it: the order of the sentences is the order of learning.
package struct WordTrainer: ~Copyable {
    private let trie: WordTrie
    private let wordOfNode: [Int32]
    private let classOfWord: [Int32]
    private let firstClass: Int
    /// Weights of the gaps' rows, of unknown lengths, of words, of groups, one behind the other; and their sums.
    private let weights: UnsafeMutablePointer<Float>
    private let totals: UnsafeMutablePointer<Float>
    private let lattice = WordLattice(count: WordLattice.longestWindow)
    private let gapScores: UnsafeMutablePointer<Float>
    private let best: UnsafeMutablePointer<Float>
    private var lengths: [Int]
    private var given: [Bool]
    private var step: Float = 1

    private static let gapCount = NGramRows.count * 4
    private static let unknownBase = gapCount
    private static let wordBase = gapCount + 16
    private static let head: Float = 1

    /// - Parameter words: each word with the class it shares a weight with (its source and how common it is).
    package init(words: [(codes: [UInt16], group: Int)]) {
        trie = WordTrie(words.map { ($0.codes, 0) })
        var wordOfNode = [Int32](repeating: -1, count: trie.weights.count)
        for (index, word) in words.enumerated() { wordOfNode[Int(trie.node(of: word.codes))] = Int32(index) }
        self.wordOfNode = wordOfNode
        firstClass = WordTrainer.wordBase + words.count
        classOfWord = words.map { Int32($0.group) }
        let count = firstClass + (words.map(\.group).max() ?? 0) + 1
        weights = .allocate(capacity: count)
        weights.initialize(repeating: 0, count: count)
        totals = .allocate(capacity: count)
        totals.initialize(repeating: 0, count: count)
        let room = WordLattice.longestWindow + 64
        gapScores = .allocate(capacity: room)
        gapScores.initialize(repeating: 0, count: room)
        best = .allocate(capacity: room)
        best.initialize(repeating: 0, count: room)
        lengths = [Int](repeating: 0, count: room)
        given = [Bool](repeating: false, count: room)
    }

    deinit {
        weights.deallocate()
        totals.deallocate()
        gapScores.deallocate()
        best.deallocate()
    }

    /// Learns from one sentence, its words' ends as offsets of its scalars. Returns wrong and all gaps.
    package mutating func learn(_ text: [UInt32], ends: Set<Int>, rate: Float) -> (wrong: Int, all: Int) {
        var wrong = 0
        var all = 0
        let margin = WordLattice.margin
        let held = text.withUnsafeBufferPointer { text in
            ScalarClass.table.withUnsafeBufferPointer { classes in
                var scanner = UnitScanner(text, classes: classes.baseAddress!)
                return lattice.fill(&scanner, from: margin, end: text.count, user: nil, text)
            }
        }
        for index in 0..<margin { lattice.codes[held + index] = UnitCode.edge }
        for index in 0..<(held + margin) { gapScores[index] = 0 }
        forEachRow(margin, held) { row, gap in
            for offset in 0..<4 { gapScores[gap + offset] += weights[row * 4 + offset] }
        }
        for index in margin..<held { given[index] = ends.contains(Int(lattice.starts[index])) }
        given[held] = true
        var index = margin
        while index < held {
            var end = index + 1
            if lattice.codes[index] >= UnitCode.firstJoining {
                while end < held, lattice.codes[end] >= UnitCode.firstJoining { end += 1 }
            }
            if end - index > 1 {
                all += end - index - 1
                wrong += learnStretch(index, end, rate: rate)
            }
            index = end
        }
        step += 1
        return (wrong, all)
    }

    private func forEachRow(_ first: Int, _ end: Int, _ body: (Int, Int) -> Void) {
        let codes = lattice.codes
        for index in first..<(end + 3) {
            NGramRows.forEach(codes[index - 3], codes[index - 2], codes[index - 1], codes[index], at: index, body)
        }
    }

    private mutating func learnStretch(_ first: Int, _ end: Int, rate: Float) -> Int {
        read(first, end)
        // Ends of the words read.
        var isRead = [Bool](repeating: false, count: end - first + 1)
        var position = end
        while position > first {
            isRead[position - first] = true
            position -= lengths[position]
        }
        var wrong = 0
        for gap in (first + 1)..<end where isRead[gap - first] != given[gap] {
            wrong += 1
            let change: Float = given[gap] ? rate : -rate
            // The rows that speak of this gap: the n-grams that end at it and up to three units behind.
            for index in (gap - 2)...(gap + 3) where index >= WordLattice.margin {
                let codes = lattice.codes
                NGramRows.forEach(codes[index - 3], codes[index - 2], codes[index - 1], codes[index], at: index) {
                    row, start in
                    let offset = gap - start
                    if offset >= 0, offset < 4 { change1(row * 4 + offset, change) }
                }
            }
        }
        guard wrong > 0 else { return 0 }
        changeWords(first, end, rate) { [given] in $0 == end || given[$0] }
        changeWords(first, end, -rate) { $0 == end || isRead[$0 - first] }
        return wrong
    }

    private mutating func changeWords(_ first: Int, _ end: Int, _ change: Float, _ isEnd: (Int) -> Bool) {
        var start = first
        for position in (first + 1)...end where isEnd(position) {
            let length = position - start
            let node = trie.node(of: (start..<position).map { lattice.codes[$0] })
            let word = node > 0 ? wordOfNode[Int(node)] : -1
            if word >= 0 {
                change1(WordTrainer.wordBase + Int(word), change)
                change1(firstClass + Int(classOfWord[Int(word)]), change)
            } else {
                change1(WordTrainer.unknownBase + min(length, WordModel.longestUnknown), change)
            }
            start = position
        }
    }

    private func change1(_ index: Int, _ change: Float) {
        weights[index] += change
        totals[index] += change * step
    }

    private mutating func read(_ first: Int, _ end: Int) {
        let head = WordTrainer.head
        for position in first...end { best[position] = -.infinity }
        best[first] = 0
        for start in first..<end {
            var base = best[start]
            if start > first { base += gapScores[start] + (given[start] ? -head : head) }
            var node = WordTrie.root
            var position = start
            while position < min(end, start + WordLattice.longestWord) {
                if node > 0 {
                    let number = trie.numbers[Int(lattice.codes[position])]
                    node =
                        number > 0
                        ? trie.nodes.withUnsafeBufferPointer { WordTrie.step($0.baseAddress!, node, number) } : 0
                }
                position += 1
                let length = position - start
                let word = node > 0 ? wordOfNode[Int(node)] : -1
                var weight = weights[WordTrainer.unknownBase + min(length, WordModel.longestUnknown)]
                if word >= 0 {
                    weight =
                        weights[WordTrainer.wordBase + Int(word)] + weights[firstClass + Int(classOfWord[Int(word)])]
                } else if length > WordModel.longestUnknown {
                    if node == 0 { break }
                    continue
                }
                if base + weight > best[position] {
                    best[position] = base + weight
                    lengths[position] = length
                }
            }
        }
    }

    /// What is learned, as whole numbers: the words' weights in the order given, and the model.
    func finish() -> (wordWeights: [Int16], unknown: [Int16], gaps: [Int8], trie: WordTrie) {
        func mean(_ index: Int) -> Float { weights[index] - totals[index] / step }
        var sizes: [Float] = []
        for index in stride(from: 0, to: WordTrainer.gapCount, by: 7) where weights[index] != 0 {
            sizes.append(abs(mean(index)))
        }
        sizes.sort()
        let top = sizes.isEmpty ? 1 : max(sizes[min(sizes.count - 1, sizes.count * 9_995 / 10_000)], 0.001)
        let unit = 127 / top
        func whole(_ value: Float, _ limit: Float) -> Float { max(-limit, min(limit, (value * unit).rounded())) }
        let gaps = (0..<WordTrainer.gapCount).map { Int8(whole(mean($0), 127)) }
        let unknown = (0...WordModel.longestUnknown).map { Int16(whole(mean(WordTrainer.unknownBase + $0), 30_000)) }
        let words = classOfWord.indices.map { index in
            Int16(whole(mean(WordTrainer.wordBase + index) + mean(firstClass + Int(classOfWord[index])), 30_000))
        }
        return (words, unknown, gaps, trie)
    }
}
