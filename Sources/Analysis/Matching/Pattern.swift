/// A pattern over normalised text, compiled from a short notation.
///
/// ```
/// 月          that character            [年-]     one of these (a-z for a range, ^ first for none of these)
/// (a|b)       either                    ?         the thing before, or nothing
/// {month}     a slot: a number read by its kind (see ``Slot``); {to:month} gives it a name of its own
/// *  +        the character, class or group before, repeated (greedy)
/// .           any character but a line break
/// \           the next character as it is
/// ```
///
/// Matching is greedy with backtracking and a step limit; alternatives are tried in their order.
struct Pattern: Sendable {
    let notation: String
    let program: [Instruction]
    let classes: [CharacterClass]
    /// Names of the slots, in the order in which captures are numbered.
    let slotNames: [SlotName]

    enum Instruction: Sendable {
        case character(UInt32)
        case oneOf(Int)
        case any
        case slot(Slot, capture: Int)
        /// Try the first, then the second.
        case split(Int, Int)
        case jump(Int)
        case match
    }

    struct CharacterClass: Sendable {
        var ranges: [ClosedRange<UInt32>] = []
        var isNegated = false
    }

    struct SyntaxError: Error, CustomStringConvertible {
        let notation: String
        let problem: String
        var description: String { "pattern \(notation): \(problem)" }
    }

    init(_ notation: String) throws(SyntaxError) {
        var compiler = PatternCompiler(notation)
        try compiler.compile()
        self.notation = notation
        program = compiler.program
        classes = compiler.classes
        slotNames = compiler.slotNames
    }

    /// The instructions that can take the first character, splits and jumps followed.
    func firstSteps(from start: Int) -> [Int] {
        var steps: [Int] = []
        var seen: Set<Int> = []
        var open = [start]
        while let at = open.popLast() {
            guard seen.insert(at).inserted else { continue }
            switch program[at] {
            case .split(let first, let second): open += [second, first]
            case .jump(let target): open.append(target)
            default: steps.append(at)
            }
        }
        return steps
    }
}

/// Recursive descent over the notation.
private struct PatternCompiler {
    let notation: String
    let source: [UInt32]
    var position = 0
    var program: [Pattern.Instruction] = []
    var classes: [Pattern.CharacterClass] = []
    var slotNames: [SlotName] = []

    init(_ notation: String) {
        self.notation = notation
        source = notation.unicodeScalars.map(\.value)
    }

    func failure(_ problem: String) -> Pattern.SyntaxError { Pattern.SyntaxError(notation: notation, problem: problem) }

    func peek() -> Unicode.Scalar? { position < source.count ? Unicode.Scalar(source[position]) : nil }

    mutating func compile() throws(Pattern.SyntaxError) {
        try alternatives()
        guard position == source.count else { throw failure("unbalanced )") }
        program.append(.match)
    }

    mutating func alternatives() throws(Pattern.SyntaxError) {
        let start = program.count
        try sequence()
        var ends: [Int] = []
        var branch = start
        while peek() == "|" {
            position += 1
            // The branch so far moves down by one to make room for the split before it.
            insert(.split(0, 0), at: branch)
            ends.append(program.count)
            program.append(.jump(0))
            let next = program.count
            program[branch] = .split(branch + 1, next)
            branch = next
            try sequence()
        }
        for end in ends { program[end] = .jump(program.count) }
    }

    mutating func sequence() throws(Pattern.SyntaxError) {
        while let next = peek(), next != "|", next != ")" {
            let start = program.count
            try atom()
            while let mark = peek(), mark == "?" || mark == "*" || mark == "+" {
                position += 1
                if mark == "+" {
                    program.append(.split(start, program.count + 1))
                } else {
                    insert(.split(0, 0), at: start)
                    if mark == "*" { program.append(.jump(start)) }
                    program[start] = .split(start + 1, program.count)
                }
            }
        }
    }

    mutating func atom() throws(Pattern.SyntaxError) {
        let scalar = source[position]
        position += 1
        switch Unicode.Scalar(scalar) {
        case "(":
            try alternatives()
            guard peek() == ")" else { throw failure("missing )") }
            position += 1
        case "[": try characterClass()
        case "{": try slot()
        case ".": program.append(.any)
        case "\\":
            guard position < source.count else { throw failure("nothing after \\") }
            program.append(.character(source[position]))
            position += 1
        case "?", "*", "+": throw failure("nothing to repeat")
        default: program.append(.character(scalar))
        }
    }

    mutating func characterClass() throws(Pattern.SyntaxError) {
        var result = Pattern.CharacterClass()
        if peek() == "^" {
            result.isNegated = true
            position += 1
        }
        while position < source.count, peek() != "]" {
            if peek() == "\\" { position += 1 }
            guard position < source.count else { break }
            let low = source[position]
            position += 1
            if peek() == "-", position + 1 < source.count, source[position + 1] != 0x5D {
                let high = source[position + 1]
                guard low <= high else { throw failure("range runs backwards") }
                result.ranges.append(low...high)
                position += 2
            } else {
                result.ranges.append(low...low)
            }
        }
        guard peek() == "]" else { throw failure("missing ]") }
        position += 1
        program.append(.oneOf(classes.count))
        classes.append(result)
    }

    mutating func slot() throws(Pattern.SyntaxError) {
        var text = ""
        while let next = peek(), next != "}" {
            text.unicodeScalars.append(next)
            position += 1
        }
        guard peek() == "}" else { throw failure("missing }") }
        position += 1
        let parts = text.split(separator: ":")
        guard let last = parts.last, let kind = Slot(named: last) else {
            throw failure("unknown slot \(text)")
        }
        guard let name = SlotName(String(parts[0])) else { throw failure("a name of more than eight letters") }
        let capture = slotNames.firstIndex(of: name) ?? slotNames.count
        if capture == slotNames.count { slotNames.append(name) }
        guard slotNames.count <= PatternMatch.maximumCaptures else { throw failure("too many slots") }
        program.append(.slot(kind, capture: capture))
    }

    /// Inserts an instruction and moves every target behind it.
    mutating func insert(_ instruction: Pattern.Instruction, at place: Int) {
        program.insert(instruction, at: place)
        for index in (place + 1)..<program.count {
            switch program[index] {
            case .split(let first, let second):
                program[index] = .split(
                    first >= place ? first + 1 : first, second >= place ? second + 1 : second)
            case .jump(let target) where target >= place:
                program[index] = .jump(target + 1)
            default: break
            }
        }
    }
}

extension Pattern {
    /// A pattern written in our own source: a broken one is a programmer's error.
    static func known(_ notation: String) -> Pattern {
        do throws(SyntaxError) { return try Pattern(notation) } catch { preconditionFailure("\(error)") }
    }
}
