/// Patterns as one flat list of instructions, so that running them touches no reference counts.
struct PatternProgram: Sendable {
    struct Step: Sendable {
        enum Kind: UInt8, Sendable { case character, range, oneOf, any, slot, split, choice, jump, match }

        let kind: Kind
        /// The character, the class, the slot, or where to go first.
        let first: Int32
        /// The end of the range, the capture, or where to go second.
        let second: Int32
        /// For a split, also one that became a choice: the characters that its first branch can go on with, ``whatever``, or ``asItsStep`` for a branch
        /// that begins with a character test.
        var viable: Int32 = PatternProgram.whatever
    }

    static let whatever: Int32 = -1
    static let asItsStep: Int32 = -2

    /// The end of a list of branches.
    fileprivate static let noBranch: Int32 = -1

    fileprivate private(set) var steps: [Step] = []
    /// For each choice and the class of the next character, and one more for the text's end: where in ``branches`` those
    /// begin that can go on with it.
    fileprivate private(set) var choices: [UInt16] = []
    /// Lists of steps to try in their order, each with ``noBranch`` behind it.
    fileprivate private(set) var branches: [Int32] = []
    fileprivate private(set) var entries: [Int32] = []
    private(set) var classes: ScalarClasses
    /// Names of the slots of all patterns, one behind the other.
    private let slotNames: [SlotName]
    /// For each pattern, where its names begin in ``slotNames``; behind the last one their count.
    private let firstNames: [Int]

    init(_ patterns: [Pattern]) { self.init(patterns, classes: ScalarClasses(of: patterns)) }

    init(_ patterns: [Pattern], classes: ScalarClasses) {
        self.classes = classes
        slotNames = patterns.flatMap(\.slotNames)
        firstNames = patterns.reduce(into: [0]) { $0.append($0.last! + $1.slotNames.count) }
        for pattern in patterns { add(pattern) }
        addChoices()
    }

    /// Splits one behind the other, as of many words, become one step that knows by the next character which of them
    /// can go on with it.
    private mutating func addChoices() {
        var isLater = [Bool](repeating: false, count: steps.count)
        for step in steps where step.kind == .split { isLater[Int(step.second)] = true }
        var heads = steps.indices.filter { steps[$0].kind == .split && !isLater[$0] }
        var bases: [(head: Int, base: Int)] = []
        while let head = heads.popLast() {
            var chain = [head]
            while steps[chain.last!].kind == .split, chain.count < 64 {
                chain.append(Int(steps[chain.last!].second))
            }
            // Fewer cost less than the table would.
            guard chain.count > 3 else { continue }
            // What is beyond is a choice of its own.
            if steps[chain.last!].kind == .split { heads.append(chain.last!) }
            bases.append((head, choices.count))
            addChoice(chain)
        }
        for (head, base) in bases { steps[head] = Step(kind: .choice, first: Int32(base), second: 0) }
    }

    /// Adds the lists of one choice: of all but the last of a chain the first branches, and the last one itself.
    private mutating func addChoice(_ chain: [Int]) {
        // For each class, and for the text's end, the places of the chain that can go on with it, as bits.
        var viable = [UInt64](repeating: 0, count: classes.count + 1)
        for (number, place) in chain.enumerated() {
            let isLast = number == chain.count - 1
            setViable(&viable, 1 << UInt64(number), isLast ? place : Int(steps[place].first), steps[place], isLast)
        }
        var starts: [UInt64: UInt16] = [:]
        var last: (places: UInt64, start: UInt16)?
        for places in viable {
            // Neighbouring classes are mostly alike.
            if let last, places == last.places {
                choices.append(last.start)
                continue
            }
            if let known = starts[places] {
                choices.append(known)
                last = (places, known)
                continue
            }
            let start = UInt16(branches.count)
            for (number, place) in chain.enumerated() where places >> UInt64(number) & 1 == 1 {
                branches.append(number == chain.count - 1 ? Int32(place) : steps[place].first)
            }
            branches.append(Self.noBranch)
            starts[places] = start
            choices.append(start)
            last = (places, start)
        }
    }

    private func setViable(_ viable: inout [UInt64], _ bit: UInt64, _ target: Int, _ split: Step, _ isLast: Bool) {
        func add(_ set: Int32) {
            classes.forEachNumber(in: set) { viable[$0] |= bit }
        }
        if !isLast, split.viable >= 0 { return add(split.viable) }
        let step = steps[target]
        if isLast || split.viable == Self.asItsStep {
            switch step.kind {
            case .character: return viable[classes.number(ofScalar: UInt32(bitPattern: step.first))] |= bit
            case .oneOf: return add(step.first)
            case .range:
                let range = UInt32(bitPattern: step.first)...UInt32(bitPattern: step.second)
                for number in 0..<classes.count where classes.isInside(number, range) { viable[number] |= bit }
                return
            case .any:
                let lineBreak = classes.number(ofScalar: 0x0A)
                for number in 0..<classes.count where number != lineBreak { viable[number] |= bit }
                return
            case .slot, .split, .choice, .jump, .match: break
            }
        }
        for index in viable.indices { viable[index] |= bit }
    }

    private mutating func add(_ pattern: Pattern) {
        let base = Int32(steps.count)
        entries.append(base)
        /// Where a jump, and the jumps behind it, lead.
        func end(of place: Int) -> Int32 {
            var place = place
            while case .jump(let target) = pattern.program[place] { place = target }
            return base + Int32(place)
        }
        for instruction in pattern.program {
            switch instruction {
            case .character(let scalar): steps.append(Step(kind: .character, first: Int32(scalar), second: 0))
            case .oneOf(let index):
                let own = pattern.classes[index]
                if own.ranges.count == 1, !own.isNegated {
                    steps.append(
                        Step(
                            kind: .range, first: Int32(own.ranges[0].lowerBound),
                            second: Int32(own.ranges[0].upperBound)))
                } else {
                    steps.append(Step(kind: .oneOf, first: classes.number(of: classes.members(of: own)), second: 0))
                }
            case .any: steps.append(Step(kind: .any, first: 0, second: 0))
            case .slot(let slot, let capture):
                steps.append(Step(kind: .slot, first: Int32(slot.rawValue), second: Int32(capture)))
            case .split(let first, let second):
                var step = Step(kind: .split, first: end(of: first), second: end(of: second))
                switch pattern.program[Int(step.first - base)] {
                case .character, .oneOf, .any: step.viable = PatternProgram.asItsStep
                default:
                    if let members = classes.viable(pattern, from: first) {
                        step.viable = classes.number(of: members)
                    }
                }
                steps.append(step)
            case .jump(let target): steps.append(Step(kind: .jump, first: end(of: target), second: 0))
            case .match: steps.append(Step(kind: .match, first: 0, second: 0))
            }
        }
    }

    /// Gives `body` the names of a pattern's slots.
    func withSlotNames<Result>(of pattern: Int, _ body: (UnsafeBufferPointer<SlotName>) -> Result) -> Result {
        slotNames.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[firstNames[pattern]..<firstNames[pattern + 1]]))
        }
    }

    /// Gives `body` a runner over `text`, with its memory made ready once.
    func withRunner<Result>(
        over text: UnsafeBufferPointer<UInt32>, _ body: (PatternRunner) throws -> Result
    ) rethrows -> Result {
        try steps.withUnsafeBufferPointer { steps in
            try choices.withUnsafeBufferPointer { choices in
                try branches.withUnsafeBufferPointer { branches in
                    try entries.withUnsafeBufferPointer { entries in
                        try slotNames.withUnsafeBufferPointer { slotNames in
                            try firstNames.withUnsafeBufferPointer { firstNames in
                                try classes.withTables { classOfScalar, members in
                                    let tables = PatternRunner.Tables(
                                        steps: steps, choices: choices, branches: branches, entries: entries,
                                        slotNames: slotNames, firstNames: firstNames, members: members,
                                        memberWords: classes.wordCount)
                                    return try run(over: text, tables, classOfScalar, body)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func run<Result>(
        over text: UnsafeBufferPointer<UInt32>, _ tables: PatternRunner.Tables,
        _ classOfScalar: UnsafePointer<UInt16>, _ body: (PatternRunner) throws -> Result
    ) rethrows -> Result {
        try Self.withClasses(of: text, classOfScalar, end: UInt16(classes.count)) { classes in
            try Scratch.with(UInt8.self, count: PatternRunner.memorySize) { memory in
                try body(
                    PatternRunner(
                        text: text, classes: classes, tables: tables, memory: UnsafeMutableRawBufferPointer(memory)))
            }
        }
    }

    /// The class of each character, all asked for at once, and one more behind the last.
    @inline(__always)
    private static func withClasses<Result>(
        of text: UnsafeBufferPointer<UInt32>, _ classOfScalar: UnsafePointer<UInt16>, end: UInt16,
        _ body: (UnsafePointer<UInt16>) throws -> Result
    ) rethrows -> Result {
        try Scratch.with(UInt16.self, count: text.count + 1) { classes in
            let base = classes.baseAddress!
            for index in 0..<text.count {
                let scalar = text[index]
                // Class 0 holds what lies beyond the Basic Multilingual Plane, and no pattern names U+0000.
                let number = classOfScalar[Int(scalar < 0x10000 ? scalar : 0)]
                (base + index).initialize(to: scalar < 0x10000 ? number : 0)
            }
            (base + text.count).initialize(to: end)
            return try body(UnsafePointer(base))
        }
    }
}

/// Runs the patterns of one program at places of one text.
///
/// Lives only inside ``PatternProgram/withRunner(over:_:)``: its memory is gone afterwards.
struct PatternRunner {
    fileprivate struct Frame {
        /// A step, or the complement of a place in the lists of branches.
        let step: Int32
        let position: Int32
        let trail: Int32
    }

    fileprivate struct Change {
        let capture: Int32
        let old: PatternMatch.Capture
    }

    /// What a kind of slot read at a place: many patterns ask for the same one there.
    fileprivate struct SlotReading {
        var start = -1
        var end = -1
        var value = 0.0
    }

    /// What a program is made of, where it lies.
    fileprivate struct Tables {
        let steps: UnsafeBufferPointer<PatternProgram.Step>
        let choices: UnsafeBufferPointer<UInt16>
        let branches: UnsafeBufferPointer<Int32>
        let entries: UnsafeBufferPointer<Int32>
        let slotNames: UnsafeBufferPointer<SlotName>
        let firstNames: UnsafeBufferPointer<Int>
        let members: UnsafePointer<UInt64>
        let memberWords: Int
    }

    let text: UnsafeBufferPointer<UInt32>
    /// By place; behind the last one the number of classes.
    private let classes: UnsafePointer<UInt16>
    private let tables: Tables
    private let frames: UnsafeMutablePointer<Frame>
    private let trail: UnsafeMutablePointer<Change>
    /// By slot and the low bits of the place.
    private let readings: UnsafeMutablePointer<SlotReading>
    /// What the slots of the last match read, in the order of their names; a start of -1 for those it did not pass.
    let captures: UnsafeMutableBufferPointer<PatternMatch.Capture>

    /// Generous for any real text; it bounds what hostile text can cost.
    static var maximumSteps: Int { 4_000 }
    private static var rememberedPlaces: Int { 16 }
    private static var integerSlot: Int { Slot.int.rawValue }
    private static var numberSlot: Int { Slot.num.rawValue }
    private static var frameBytes: Int { (maximumSteps + 1) * MemoryLayout<Frame>.stride }
    private static var trailBytes: Int { (maximumSteps + 1) * MemoryLayout<Change>.stride }
    private static var readingCount: Int { Slot.count * rememberedPlaces }
    private static var readingBytes: Int { readingCount * MemoryLayout<SlotReading>.stride }
    private static var captureBytes: Int { PatternMatch.maximumCaptures * MemoryLayout<PatternMatch.Capture>.stride }
    fileprivate static var memorySize: Int { frameBytes + trailBytes + readingBytes + captureBytes + 64 }

    fileprivate init(
        text: UnsafeBufferPointer<UInt32>, classes: UnsafePointer<UInt16>, tables: Tables,
        memory: UnsafeMutableRawBufferPointer
    ) {
        self.text = text
        self.classes = classes
        self.tables = tables
        // The largest alignment first.
        let base = memory.baseAddress!
        readings = base.bindMemory(to: SlotReading.self, capacity: Self.readingCount)
        readings.initialize(repeating: SlotReading(), count: Self.readingCount)
        let captures = (base + Self.readingBytes).bindMemory(
            to: PatternMatch.Capture.self, capacity: PatternMatch.maximumCaptures)
        captures.initialize(repeating: .none, count: PatternMatch.maximumCaptures)
        self.captures = UnsafeMutableBufferPointer(start: captures, count: PatternMatch.maximumCaptures)
        trail = (base + Self.readingBytes + Self.captureBytes).bindMemory(
            to: Change.self, capacity: Self.maximumSteps + 1)
        frames = (base + Self.readingBytes + Self.captureBytes + Self.trailBytes).bindMemory(
            to: Frame.self, capacity: Self.maximumSteps + 1)
    }

    /// The names of a pattern's slots.
    @inline(__always)
    func slotNames(of pattern: Int) -> UnsafeBufferPointer<SlotName> {
        let first = tables.firstNames[pattern]
        // An empty list has no address, and nobody asks it.
        return UnsafeBufferPointer(
            start: tables.slotNames.baseAddress.map { $0 + first }, count: tables.firstNames[pattern + 1] - first)
    }

    /// The end of the first match of a pattern that begins exactly at `start`, with ``captures`` filled.
    func match(_ pattern: Int, at start: Int) -> Int? {
        let captures = captures.baseAddress!
        for index in 0..<tables.firstNames[pattern + 1] - tables.firstNames[pattern] { captures[index].start = -1 }
        let steps = tables.steps.baseAddress!
        let branches = tables.branches.baseAddress
        var frameCount = 0
        var trailCount = 0
        var step = Int(tables.entries[pattern])
        var position = start
        for _ in 0..<PatternRunner.maximumSteps {
            let current = steps[step]
            switch current.kind {
            // Each by itself: told apart once, not again in one question for all of them.
            case .character:
                if position < text.count, text[position] == UInt32(bitPattern: current.first) {
                    position += 1
                    step += 1
                    continue
                }
            case .range:
                if position < text.count, text[position] >= UInt32(bitPattern: current.first),
                    text[position] <= UInt32(bitPattern: current.second)
                {
                    position += 1
                    step += 1
                    continue
                }
            case .oneOf:
                if holds(current.first, position) {
                    position += 1
                    step += 1
                    continue
                }
            case .any:
                if position < text.count, text[position] != 0x0A {
                    position += 1
                    step += 1
                    continue
                }
            case .slot:
                if position < text.count, let reading = read(Int(current.first), position) {
                    let capture = Int(current.second)
                    (trail + trailCount).initialize(to: Change(capture: current.second, old: captures[capture]))
                    trailCount += 1
                    captures[capture] = PatternMatch.Capture(start: position, end: reading.end, value: reading.value)
                    position = reading.end
                    step += 1
                    continue
                }
            case .split:
                // A branch that cannot take the next character needs no frame.
                let isViable: Bool
                switch current.viable {
                case PatternProgram.whatever: isViable = true
                case PatternProgram.asItsStep: isViable = accepts(steps[Int(current.first)], position)
                default: isViable = holds(current.viable, position)
                }
                guard isViable else {
                    step = Int(current.second)
                    continue
                }
                (frames + frameCount).initialize(
                    to: Frame(step: current.second, position: Int32(position), trail: Int32(trailCount)))
                frameCount += 1
                step = Int(current.first)
                continue
            case .choice:
                let list = Int(tables.choices[Int(current.first) + Int(classes[position])])
                let branch = branches![list]
                if branch >= 0 {
                    if branches![list + 1] >= 0 {
                        (frames + frameCount).initialize(
                            to: Frame(
                                step: ~Int32(truncatingIfNeeded: list + 1), position: Int32(position),
                                trail: Int32(trailCount)))
                        frameCount += 1
                    }
                    step = Int(branch)
                    continue
                }
            case .jump:
                step = Int(current.first)
                continue
            case .match: return position
            }
            // Back to the last branch that was left.
            guard frameCount > 0 else { return nil }
            let frame = frames[frameCount - 1]
            while trailCount > Int(frame.trail) {
                trailCount -= 1
                captures[Int(trail[trailCount].capture)] = trail[trailCount].old
            }
            position = Int(frame.position)
            if frame.step >= 0 {
                frameCount -= 1
                step = Int(frame.step)
            } else {
                let list = Int(~frame.step)
                step = Int(branches![list])
                if branches![list + 1] >= 0 {
                    frames[frameCount - 1] = Frame(
                        step: ~Int32(truncatingIfNeeded: list + 1), position: frame.position, trail: frame.trail)
                } else {
                    frameCount -= 1
                }
            }
        }
        return nil
    }

    /// The numbers of the classes of the text's characters.
    var classNumbers: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: classes, count: text.count) }

    /// The number of the class of the character at a place.
    @inline(__always)
    func classNumber(at position: Int) -> Int { Int(classes[position]) }

    /// True when the character at a place is in a set of classes.
    @inline(__always)
    func holds(_ set: Int32, _ position: Int) -> Bool {
        guard position < text.count else { return false }
        let number = classNumber(at: position)
        return tables.members[Int(set) * tables.memberWords + number >> 6] >> UInt64(number & 63) & 1 == 1
    }

    @inline(__always)
    private func accepts(_ step: PatternProgram.Step, _ position: Int) -> Bool {
        guard position < text.count else { return false }
        switch step.kind {
        case .character: return text[position] == UInt32(bitPattern: step.first)
        case .range:
            return text[position] >= UInt32(bitPattern: step.first) && text[position] <= UInt32(bitPattern: step.second)
        case .oneOf: return holds(step.first, position)
        case .any: return text[position] != 0x0A
        case .slot, .split, .choice, .jump, .match: return false
        }
    }

    /// Where a slot's reading at a place ends; `nil` when nothing of its kind stands there.
    @inline(__always)
    func slotEnd(_ slot: Int, _ position: Int) -> Int? { read(slot, position)?.end }

    @inline(__always)
    private func read(_ slot: Int, _ position: Int) -> SlotReading? {
        let place = slot * Self.rememberedPlaces + position & (Self.rememberedPlaces - 1)
        if readings[place].start != position { readAnew(slot, position, place) }
        return readings[place].end > position ? readings[place] : nil
    }

    private func readAnew(_ slot: Int, _ position: Int, _ place: Int) {
        let kind = Slot(rawValue: slot)!
        // One reading of a Chinese numeral serves all slots that bound it; 元 is of a month only.
        if let bounds = kind.bounds, !CharacterKind.isDigit(text[position]), text[position] != 0x5143 {
            let reading = read(Self.integerSlot, position)
            readings[place] = SlotReading(
                start: position, end: reading.map { bounds.contains($0.value) ? $0.end : -1 } ?? -1,
                value: reading?.value ?? 0)
            return
        }
        if kind == .sum {
            let reading = read(Self.numberSlot, position)
            readings[place] = SlotReading(
                start: position, end: reading.map { $0.value >= 100 ? $0.end : -1 } ?? -1, value: reading?.value ?? 0)
            return
        }
        let reading = kind.read(text, at: position)
        readings[place] = SlotReading(start: position, end: reading?.end ?? -1, value: reading?.value ?? 0)
    }
}
