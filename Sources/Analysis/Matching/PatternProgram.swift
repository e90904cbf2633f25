/// Patterns as one flat list of instructions, so that running them touches no reference counts.
struct PatternProgram: Sendable {
    struct Step: Sendable {
        enum Kind: UInt8, Sendable { case character, oneOf, any, slot, split, jump, match }

        let kind: Kind
        /// The character, the class, the slot, or where to go first.
        let first: Int32
        /// The capture, or where to go second.
        let second: Int32
    }

    /// A character class: one bit a character below U+0080, ranges above.
    struct ScalarClass: Sendable {
        var low: (UInt64, UInt64) = (0, 0)
        var isNegated = false
        var rangeStart: Int32 = 0
        var rangeEnd: Int32 = 0
    }

    struct ScalarRange: Sendable {
        let low: UInt32
        let high: UInt32
    }

    fileprivate private(set) var steps: [Step] = []
    fileprivate private(set) var classes: [ScalarClass] = []
    fileprivate private(set) var ranges: [ScalarRange] = []
    fileprivate private(set) var entries: [Int32] = []
    let slotNames: [[String]]

    init(_ patterns: [Pattern]) {
        slotNames = patterns.map(\.slotNames)
        for pattern in patterns { add(pattern) }
    }

    private mutating func add(_ pattern: Pattern) {
        let base = Int32(steps.count)
        let classBase = Int32(classes.count)
        entries.append(base)
        for instruction in pattern.program {
            switch instruction {
            case .character(let scalar): steps.append(Step(kind: .character, first: Int32(scalar), second: 0))
            case .oneOf(let index): steps.append(Step(kind: .oneOf, first: classBase + Int32(index), second: 0))
            case .any: steps.append(Step(kind: .any, first: 0, second: 0))
            case .slot(let slot, let capture):
                steps.append(Step(kind: .slot, first: Int32(slot.rawIndex), second: Int32(capture)))
            case .split(let first, let second):
                steps.append(Step(kind: .split, first: base + Int32(first), second: base + Int32(second)))
            case .jump(let target): steps.append(Step(kind: .jump, first: base + Int32(target), second: 0))
            case .match: steps.append(Step(kind: .match, first: 0, second: 0))
            }
        }
        for own in pattern.classes {
            var compiled = ScalarClass()
            compiled.isNegated = own.isNegated
            compiled.rangeStart = Int32(ranges.count)
            for range in own.ranges {
                for scalar in range where scalar < 0x80 {
                    if scalar < 64 {
                        compiled.low.0 |= 1 << UInt64(scalar)
                    } else {
                        compiled.low.1 |= 1 << UInt64(scalar - 64)
                    }
                }
                if range.upperBound >= 0x80 {
                    ranges.append(ScalarRange(low: range.lowerBound, high: range.upperBound))
                }
            }
            compiled.rangeEnd = Int32(ranges.count)
            classes.append(compiled)
        }
    }

    /// Gives `body` a runner over `text`, with its memory made ready once.
    func withRunner<Result>(
        over text: UnsafeBufferPointer<UInt32>, _ body: (inout PatternRunner) throws -> Result
    ) rethrows -> Result {
        try steps.withUnsafeBufferPointer { steps in
            try classes.withUnsafeBufferPointer { classes in
                try ranges.withUnsafeBufferPointer { ranges in
                    try entries.withUnsafeBufferPointer { entries in
                        try withUnsafeTemporaryAllocation(
                            of: PatternRunner.Frame.self, capacity: PatternRunner.maximumSteps + 1
                        ) { frames in
                            try withUnsafeTemporaryAllocation(
                                of: PatternRunner.Change.self, capacity: PatternRunner.maximumSteps + 1
                            ) { trail in
                                var runner = PatternRunner(
                                    text: text, steps: steps, classes: classes, ranges: ranges, entries: entries,
                                    frames: frames, trail: trail)
                                return try body(&runner)
                            }
                        }
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
    struct Frame {
        let step: Int32
        let position: Int32
        let trail: Int32
    }

    struct Change {
        let capture: Int32
        let old: PatternMatch.Capture
    }

    /// The last reading of each kind of slot: many patterns begin with the same one at the same place.
    private struct SlotReading {
        var start = -1
        var end = -1
        var value = 0.0
    }

    fileprivate let text: UnsafeBufferPointer<UInt32>
    fileprivate let steps: UnsafeBufferPointer<PatternProgram.Step>
    fileprivate let classes: UnsafeBufferPointer<PatternProgram.ScalarClass>
    fileprivate let ranges: UnsafeBufferPointer<PatternProgram.ScalarRange>
    fileprivate let entries: UnsafeBufferPointer<Int32>
    fileprivate let frames: UnsafeMutableBufferPointer<Frame>
    fileprivate let trail: UnsafeMutableBufferPointer<Change>
    private var slotReadings = [SlotReading](repeating: SlotReading(), count: Slot.count)
    private(set) var captures = [PatternMatch.Capture](repeating: .none, count: PatternMatch.maximumCaptures)

    /// Generous for any real text; it bounds what hostile text can cost.
    static let maximumSteps = 4_000
    private static let integerSlot = Slot.int.rawIndex

    fileprivate init(
        text: UnsafeBufferPointer<UInt32>, steps: UnsafeBufferPointer<PatternProgram.Step>,
        classes: UnsafeBufferPointer<PatternProgram.ScalarClass>,
        ranges: UnsafeBufferPointer<PatternProgram.ScalarRange>, entries: UnsafeBufferPointer<Int32>,
        frames: UnsafeMutableBufferPointer<Frame>, trail: UnsafeMutableBufferPointer<Change>
    ) {
        self.text = text
        self.steps = steps
        self.classes = classes
        self.ranges = ranges
        self.entries = entries
        self.frames = frames
        self.trail = trail
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
            case .character, .oneOf, .any:
                if accepts(current, position) {
                    position += 1
                    step += 1
                } else {
                    hasFailed = true
                }
            case .slot:
                if position < text.count, read(Int(current.first), position) {
                    let reading = slotReadings[Int(current.first)]
                    let capture = Int(current.second)
                    trail.initializeElement(
                        at: trailCount, to: Change(capture: current.second, old: captures[capture]))
                    trailCount += 1
                    captures[capture] = PatternMatch.Capture(start: position, end: reading.end, value: reading.value)
                    position = reading.end
                    step += 1
                } else {
                    hasFailed = true
                }
            case .split:
                let first = steps[Int(current.first)]
                // A branch that cannot take the next character needs no frame.
                switch first.kind {
                case .character, .oneOf, .any:
                    if !accepts(first, position) {
                        step = Int(current.second)
                        continue
                    }
                case .slot, .split, .jump, .match: break
                }
                frames.initializeElement(
                    at: frameCount,
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

    @inline(__always)
    private func accepts(_ step: PatternProgram.Step, _ position: Int) -> Bool {
        guard position < text.count else { return false }
        let scalar = text[position]
        switch step.kind {
        case .character: return Int32(truncatingIfNeeded: scalar) == step.first
        case .oneOf:
            let own = classes[Int(step.first)]
            if scalar < 0x80 {
                let word = scalar < 64 ? own.low.0 : own.low.1
                return (word >> UInt64(scalar & 63) & 1 == 1) != own.isNegated
            }
            for index in Int(own.rangeStart)..<Int(own.rangeEnd)
            where ranges[index].low <= scalar && scalar <= ranges[index].high { return !own.isNegated }
            return own.isNegated
        case .any: return scalar != 0x0A
        case .slot, .split, .jump, .match: return false
        }
    }

    /// True when one of the gates lets the pattern be tried at `start`.
    @inline(__always)
    mutating func passes(_ gates: [PatternGate], _ range: Range<Int>, at start: Int) -> Bool {
        for index in range {
            let gate = gates[index]
            if gate.slot == PatternGate.characters {
                if start + 1 < text.count, gate.filter.mayContain(PatternGate.pair(text[start], text[start + 1])) {
                    return true
                }
            } else if read(Int(gate.slot), start) {
                let next = slotReadings[Int(gate.slot)].end
                if next < text.count, gate.filter.mayContain(text[next]) { return true }
            }
        }
        return false
    }

    /// Fills the slot's reading at `position`; false when nothing of its kind stands there.
    @inline(__always)
    private mutating func read(_ slot: Int, _ position: Int) -> Bool {
        if slotReadings[slot].start != position { readAnew(slot, position) }
        return slotReadings[slot].end > position
    }

    private mutating func readAnew(_ slot: Int, _ position: Int) {
        let kind = Slot.at(slot)
        // One reading of a Chinese numeral serves all slots that bound it; 元 is of a month only.
        if let bounds = kind.bounds, !CharacterKind.isDigit(text[position]), text[position] != 0x5143 {
            let isRead = read(PatternRunner.integerSlot, position)
            let reading = slotReadings[PatternRunner.integerSlot]
            slotReadings[slot] = SlotReading(
                start: position, end: isRead && bounds.contains(reading.value) ? reading.end : -1, value: reading.value)
            return
        }
        let reading = kind.read(text, at: position)
        slotReadings[slot] = SlotReading(start: position, end: reading?.end ?? -1, value: reading?.value ?? 0)
    }
}
