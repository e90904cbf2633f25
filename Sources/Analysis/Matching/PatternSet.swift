/// An ordered list of patterns that a text is scanned for once.
///
/// Each pattern is tried only where its first character can stand. A set is built at start; a broken pattern
/// is a programmer's error and stops there.
struct PatternSet: Sendable {
    private let program: PatternProgram
    /// For each scalar of the BMP the number of its list in `lists`; 0 is the empty list.
    private let listOfScalar: [UInt16]
    private let lists: [[Int]]
    /// The gates of all patterns in a row, and where each pattern's begin.
    private let gates: [PatternGate]
    private let gateStarts: [Int]

    init(_ notations: [String]) {
        let patterns = notations.map { notation in
            do throws(Pattern.SyntaxError) { return try Pattern(notation) } catch { preconditionFailure("\(error)") }
        }
        program = PatternProgram(patterns)
        var gates: [PatternGate] = []
        gateStarts =
            [0]
            + patterns.map { pattern in
                gates += PatternGate.gates(of: pattern)
                return gates.count
            }
        self.gates = gates
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
            var doneUntil = [Int](repeating: 0, count: gateStarts.count - 1)
            for start in 0..<text.count {
                let scalar = text[start]
                guard scalar < 0x10000 else { continue }
                let list = listOfScalar[Int(scalar)]
                guard list != 0 else { continue }
                for index in lists[Int(list)] where doneUntil[index] <= start {
                    let gate = gateStarts[index]..<gateStarts[index + 1]
                    guard gate.isEmpty || runner.passes(gates, gate, at: start) else { continue }
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

/// One of a pattern's ``Pattern/Beginning``s made fast: filters that can err only by letting one in.
struct PatternGate: Sendable {
    /// The number of the slot that is the first step, or ``characters``.
    let slot: Int32
    /// Behind a slot, the characters that may follow; for characters, pairs of the first two.
    var filter = ScalarFilter()

    static let characters: Int32 = -1

    /// The gates of a pattern, at most one for each kind of slot and one for all characters; empty when it is open.
    static func gates(of pattern: Pattern) -> [PatternGate] {
        guard let beginnings = pattern.beginnings() else { return [] }
        var gates: [PatternGate] = []
        for beginning in beginnings {
            let slot = beginning.slot.map { Int32($0.rawIndex) } ?? characters
            let index = gates.firstIndex { $0.slot == slot } ?? gates.count
            if index == gates.count { gates.append(PatternGate(slot: slot)) }
            for follow in beginning.follow {
                if beginning.slot != nil { gates[index].filter.insert(follow) }
                for first in beginning.first { gates[index].filter.insert(pair(first, follow)) }
            }
        }
        return gates
    }

    @inline(__always)
    static func pair(_ first: UInt32, _ second: UInt32) -> UInt32 { first &* 37 ^ second }
}

/// A set of numbers as 256 bits by their last byte.
struct ScalarFilter: Sendable {
    private var words: SIMD4<UInt64> = .zero

    mutating func insert(_ scalar: UInt32) { words[Int(scalar >> 6 & 3)] |= 1 << UInt64(scalar & 63) }

    @inline(__always)
    func mayContain(_ scalar: UInt32) -> Bool { words[Int(scalar >> 6 & 3)] >> UInt64(scalar & 63) & 1 == 1 }
}
