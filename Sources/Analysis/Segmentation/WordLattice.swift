/// The best reading of one stretch of units, and the room it takes; used again for every stretch.
struct WordLattice: ~Copyable {
    /// Units held at once, of long texts. A stretch longer than this is read in parts.
    static let longestWindow = 2_048
    /// Units around the window that the gaps' n-grams look at.
    static let margin = 4
    /// Longest word, in units.
    static let longestWord = 24

    let codes: UnsafeMutablePointer<UInt16>
    let starts: UnsafeMutablePointer<Int32>
    let gaps: UnsafeMutablePointer<Int16>
    private let scores: UnsafeMutablePointer<Int32>
    private let lengths: UnsafeMutablePointer<UInt8>
    /// Units held at once.
    let capacity: Int

    /// - Parameter count: of the text's scalars; no text has more units.
    init(count: Int) {
        capacity = min(WordLattice.longestWindow, count)
        let room = capacity + 2 * WordLattice.margin + 8
        codes = Self.zeros(room)
        starts = Self.zeros(room)
        gaps = Self.zeros(room)
        scores = Self.zeros(room)
        lengths = Self.zeros(room)
        // Before the text; behind it they are set when the end is reached.
        for index in 0..<WordLattice.margin { codes[index] = UnitCode.edge }
    }

    private static func zeros<Number: FixedWidthInteger & BitwiseCopyable>(
        _ count: Int
    ) -> UnsafeMutablePointer<Number> {
        let memory = UnsafeMutablePointer<Number>.allocate(capacity: count)
        // As bytes: one call, where numbers one by one take a good part of the time of a short text.
        UnsafeMutableRawPointer(memory).initializeMemory(
            as: UInt8.self, repeating: 0, count: count * MemoryLayout<Number>.stride)
        return memory
    }

    deinit {
        codes.deallocate()
        starts.deallocate()
        gaps.deallocate()
        scores.deallocate()
        lengths.deallocate()
    }

    /// Fills ``gaps`` for units `first..<end`: gap `i` lies before unit `i`. Reads ``margin`` units on both sides.
    @inline(__always)
    func scoreGaps(_ first: Int, _ end: Int, _ rows: UnsafePointer<Int8>) {
        gaps.update(repeating: 0, count: end + 2 * WordLattice.margin)
        @inline(__always) func add(_ row: Int, _ gap: Int) {
            let weights = UnsafeRawPointer(rows + row * 4).loadUnaligned(as: SIMD4<Int8>.self)
            let place = UnsafeMutableRawPointer(gaps + gap)
            let sum = place.loadUnaligned(as: SIMD4<Int16>.self) &+ SIMD4<Int16>(truncatingIfNeeded: weights)
            place.storeBytes(of: sum, as: SIMD4<Int16>.self)
        }
        var (a, b, c) = (codes[first - 3], codes[first - 2], codes[first - 1])
        for index in first..<(end + 3) {
            let d = codes[index]
            NGramRows.forEach(a, b, c, d, at: index, add)
            (a, b, c) = (b, c, d)
        }
    }

    /// The best way to cut units `first..<end` into words. Then ``length(endingAt:)`` tells each word from its end.
    @inline(__always)
    func read(_ first: Int, _ end: Int, _ model: borrowing WordModelPointers) {
        let none = Int32.min / 2
        (scores + first).update(repeating: none, count: end - first + 1)
        scores[first] = 0
        for start in first..<end {
            let base = scores[start] &+ (start > first ? Int32(gaps[start]) : 0)
            var node = WordTrie.root
            var position = start
            let limit = min(end, start + WordLattice.longestWord)
            while position < limit {
                if node > 0 {
                    let number = model.numbers[Int(codes[position])]
                    node = number > 0 ? WordTrie.step(model.nodes, node, number) : 0
                }
                position += 1
                let length = position - start
                var weight = Int32(model.unknown[min(length, WordModel.longestUnknown)])
                if node > 0 {
                    let word = model.weights[Int(node)]
                    if word != WordTrie.noWord {
                        weight = Int32(word)
                    } else if length > WordModel.longestUnknown {
                        continue
                    }
                } else if length > WordModel.longestUnknown {
                    break
                }
                let score = base &+ weight
                if score > scores[position] {
                    scores[position] = score
                    lengths[position] = UInt8(truncatingIfNeeded: length)
                }
            }
        }
    }

    /// Turns the ways back from `end` into ways forward; see ``linked(_:)``.
    @inline(__always)
    func link(_ first: Int, _ end: Int) {
        var position = end
        while position > first {
            let start = position - Int(lengths[position])
            scores[start] = Int32(truncatingIfNeeded: position)
            position = start
        }
    }

    /// The end of the word that begins at a unit, after ``link(_:_:)``.
    @inline(__always)
    func linked(_ start: Int) -> Int { Int(scores[start]) }

    /// Takes in units from `scanner` until the window or the text is full. Returns the number of units then held.
    @inline(__always)
    func fill(
        _ scanner: inout UnitScanner, from held: Int, end: Int, user: UserWords?, _ text: UnsafeBufferPointer<UInt32>
    ) -> Int {
        var held = held
        while held < WordLattice.margin + capacity, scanner.position < end {
            starts[held] = Int32(truncatingIfNeeded: scanner.position)
            if let user, let length = user.match(at: scanner.position, in: text) {
                scanner.skip(length)
                codes[held] = UnitCode.whole
                held += 1
            } else {
                let code = scanner.next()
                codes[held] = code
                held += 1
                if WholeRuns.mayEnd(code), let run = WholeRuns.run(codes, WordLattice.margin, held) {
                    codes[run.start] = run.code
                    held = run.start + 1
                }
            }
            starts[held] = Int32(truncatingIfNeeded: scanner.position)
        }
        return held
    }
}
