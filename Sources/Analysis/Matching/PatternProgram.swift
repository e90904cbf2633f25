/// Patterns as one flat list of instructions, so that running them touches no reference counts.
struct PatternProgram: Sendable {
    struct Step: Sendable {
        enum Kind: UInt8, Sendable { case character, range, oneOf, any, slot, split, jump, match }

        let kind: Kind
        /// The character, the class, the slot, or where to go first.
        let first: Int32
        /// The end of the range, the capture, or where to go second.
        let second: Int32
        /// For a split: the characters that its first branch can go on with, ``whatever``, or ``asItsStep`` for a branch
        /// that begins with a character test.
        var viable: Int32 = PatternProgram.whatever
    }

    static let whatever: Int32 = -1
    static let asItsStep: Int32 = -2

    fileprivate private(set) var steps: [Step] = []
    fileprivate private(set) var entries: [Int32] = []
    private(set) var classes: ScalarClasses
    let slotNames: [[String]]

    init(_ patterns: [Pattern]) { self.init(patterns, classes: ScalarClasses(of: patterns)) }

    init(_ patterns: [Pattern], classes: ScalarClasses) {
        self.classes = classes
        slotNames = patterns.map(\.slotNames)
        for pattern in patterns { add(pattern) }
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
                steps.append(Step(kind: .slot, first: Int32(slot.rawIndex), second: Int32(capture)))
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

    /// Gives `body` a runner over `text`, with its memory made ready once.
    func withRunner<Result>(
        over text: UnsafeBufferPointer<UInt32>, _ body: (inout PatternRunner) throws -> Result
    ) rethrows -> Result {
        try steps.withUnsafeBufferPointer { steps in
            try classes.withTables { classOfScalar, members in
                try entries.withUnsafeBufferPointer { entries in
                    try withUnsafeTemporaryAllocation(byteCount: PatternRunner.memorySize, alignment: 16) { memory in
                        var runner = PatternRunner(
                            text: text, steps: steps, classOfScalar: classOfScalar, members: members,
                            memberWords: classes.wordCount, entries: entries, memory: memory)
                        return try body(&runner)
                    }
                }
            }
        }
    }
}

/// Runs the patterns of one program at places of one text.
///
/// Lives only inside ``PatternProgram/withRunner(over:_:)``: its memory is gone afterwards.
struct PatternRunner {
    fileprivate struct Frame {
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

    let text: UnsafeBufferPointer<UInt32>
    private let steps: UnsafeBufferPointer<PatternProgram.Step>
    private let classOfScalar: UnsafePointer<UInt16>
    private let members: UnsafePointer<UInt64>
    private let memberWords: Int
    private let entries: UnsafeBufferPointer<Int32>
    private let frames: UnsafeMutablePointer<Frame>
    private let trail: UnsafeMutablePointer<Change>
    /// By slot and the low bits of the place.
    private let readings: UnsafeMutablePointer<SlotReading>
    /// What the slots of the last match read, in the order of their names; a start of -1 for those it did not pass.
    let captures: UnsafeMutableBufferPointer<PatternMatch.Capture>

    /// Generous for any real text; it bounds what hostile text can cost.
    static let maximumSteps = 4_000
    private static let rememberedPlaces = 16
    private static let integerSlot = Slot.int.rawIndex
    private static let numberSlot = Slot.num.rawIndex
    private static let frameBytes = (maximumSteps + 1) * MemoryLayout<Frame>.stride
    private static let trailBytes = (maximumSteps + 1) * MemoryLayout<Change>.stride
    private static let readingCount = Slot.count * rememberedPlaces
    private static let readingBytes = readingCount * MemoryLayout<SlotReading>.stride
    private static let captureBytes = PatternMatch.maximumCaptures * MemoryLayout<PatternMatch.Capture>.stride
    fileprivate static var memorySize: Int { frameBytes + trailBytes + readingBytes + captureBytes + 64 }

    fileprivate init(
        text: UnsafeBufferPointer<UInt32>, steps: UnsafeBufferPointer<PatternProgram.Step>,
        classOfScalar: UnsafePointer<UInt16>, members: UnsafePointer<UInt64>, memberWords: Int,
        entries: UnsafeBufferPointer<Int32>, memory: UnsafeMutableRawBufferPointer
    ) {
        self.text = text
        self.steps = steps
        self.classOfScalar = classOfScalar
        self.members = members
        self.memberWords = memberWords
        self.entries = entries
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

    /// The end of the first match of a pattern that begins exactly at `start`, with ``captures`` filled.
    mutating func match(_ pattern: Int, at start: Int) -> Int? {
        for index in captures.indices { captures[index].start = -1 }
        var frameCount = 0
        var trailCount = 0
        var step = Int(entries[pattern])
        var position = start
        for _ in 0..<PatternRunner.maximumSteps {
            let current = steps[step]
            var hasFailed = false
            switch current.kind {
            case .character, .range, .oneOf, .any:
                if accepts(current, position) {
                    position += 1
                    step += 1
                } else {
                    hasFailed = true
                }
            case .slot:
                if position < text.count, let reading = read(Int(current.first), position) {
                    let capture = Int(current.second)
                    (trail + trailCount).initialize(to: Change(capture: current.second, old: captures[capture]))
                    trailCount += 1
                    captures[capture] = PatternMatch.Capture(start: position, end: reading.end, value: reading.value)
                    position = reading.end
                    step += 1
                } else {
                    hasFailed = true
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
            case .jump: step = Int(current.first)
            case .match: return position
            }
            if hasFailed {
                guard frameCount > 0 else { return nil }
                frameCount -= 1
                let frame = frames[frameCount]
                while trailCount > Int(frame.trail) {
                    trailCount -= 1
                    captures[Int(trail[trailCount].capture)] = trail[trailCount].old
                }
                step = Int(frame.step)
                position = Int(frame.position)
            }
        }
        return nil
    }

    /// The number of the class of the character at a place.
    @inline(__always)
    func classNumber(at position: Int) -> Int {
        let scalar = text[position]
        return scalar < 0x10000 ? Int(classOfScalar[Int(scalar)]) : 0
    }

    /// True when the character at a place is in a set of classes.
    @inline(__always)
    func holds(_ set: Int32, _ position: Int) -> Bool {
        guard position < text.count else { return false }
        let number = classNumber(at: position)
        return members[Int(set) * memberWords + number >> 6] >> UInt64(number & 63) & 1 == 1
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
        case .slot, .split, .jump, .match: return false
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
        let kind = Slot.at(slot)
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
