/// An ordered list of patterns that a text is scanned for once.
///
/// Each pattern is tried only where its first character can stand. A set is built at start; a broken pattern
/// is a programmer's error and stops there.
struct PatternSet: Sendable {
    private let program: PatternProgram
    /// For each scalar of the BMP the number of its list in `lists`; 0 is the empty list.
    private let listOfScalar: [UInt16]
    private let lists: [[Int]]
    private let gates: [PatternGate]

    init(_ notations: [String]) {
        let patterns = notations.map { notation in
            do throws(Pattern.SyntaxError) { return try Pattern(notation) } catch { preconditionFailure("\(error)") }
        }
        program = PatternProgram(patterns)
        gates = patterns.map { PatternGate($0.gate()) }
        var perScalar: [UInt32: [Int]] = [:]
        for (index, pattern) in patterns.enumerated() {
            guard let first = pattern.firstScalars() else {
                preconditionFailure("pattern \(pattern.notation) could begin anywhere")
            }
            for scalar in first { perScalar[scalar, default: []].append(index) }
        }
        var listOfScalar = [UInt16](repeating: 0, count: 0x10000)
        var lists: [[Int]] = [[]]
        var known: [[Int]: UInt16] = [[]: 0]
        for (scalar, list) in perScalar where scalar < 0x10000 {
            if let number = known[list] {
                listOfScalar[Int(scalar)] = number
            } else {
                known[list] = UInt16(lists.count)
                listOfScalar[Int(scalar)] = UInt16(lists.count)
                lists.append(list)
            }
        }
        self.listOfScalar = listOfScalar
        self.lists = lists
    }

    /// Calls `body` with every match of every pattern, by place, then by the order of the list.
    ///
    /// `body` answers whether it takes the match; a pattern whose match was taken is not asked again inside it.
    func forEachMatch(in text: UnsafeBufferPointer<UInt32>, _ body: (_ pattern: Int, _ match: PatternMatch) -> Bool) {
        program.withRunner(over: text) { runner in
            var doneUntil = [Int](repeating: 0, count: gates.count)
            for start in 0..<text.count {
                let scalar = text[start]
                guard scalar < 0x10000 else { continue }
                let list = listOfScalar[Int(scalar)]
                guard list != 0 else { continue }
                for index in lists[Int(list)] where doneUntil[index] <= start {
                    guard runner.passes(gates[index], at: start) else { continue }
                    guard let end = runner.match(index, at: start), end > start else { continue }
                    let names = program.slotNames[index]
                    let match = PatternMatch(
                        text: text, start: start, end: end, slotNames: names,
                        captures: Array(runner.captures[..<names.count]))
                    if body(index, match) { doneUntil[index] = end }
                }
            }
        }
    }
}

/// A pattern's ``Pattern/Gate`` made fast: the characters that may follow, as a filter that can err only by letting
/// one in.
struct PatternGate: Sendable {
    /// The number of the slot that is the first step, or one of the two below.
    let slot: Int32
    let follow: ScalarFilter

    static let character: Int32 = -1
    static let open: Int32 = -2

    init(_ gate: Pattern.Gate?) {
        slot = gate.map { $0.slot.map { Int32($0.rawIndex) } ?? PatternGate.character } ?? PatternGate.open
        follow = ScalarFilter(gate?.follow ?? [])
    }
}

/// A set of scalars as 256 bits by their last byte.
struct ScalarFilter: Sendable {
    private var words: SIMD4<UInt64> = .zero

    init(_ scalars: Set<UInt32>) {
        for scalar in scalars { words[Int(scalar >> 6 & 3)] |= 1 << UInt64(scalar & 63) }
    }

    @inline(__always)
    func mayContain(_ scalar: UInt32) -> Bool { words[Int(scalar >> 6 & 3)] >> UInt64(scalar & 63) & 1 == 1 }
}
