internal import Documents

/// One match of a pattern: where, and the numbers in its slots.
struct PatternMatch {
    static let maximumCaptures = 10

    struct Capture {
        var start: Int
        var end: Int
        var value: Double

        static let none = Capture(start: -1, end: -1, value: 0)
    }

    let text: UnsafeBufferPointer<UInt32>
    let start: Int
    let end: Int
    let slotNames: [String]
    let captures: [Capture]

    /// The value of a slot; `nil` when the match did not pass it.
    subscript(_ name: String) -> Double? {
        guard let index = slotNames.firstIndex(of: name), captures[index].start >= 0 else { return nil }
        return captures[index].value
    }

    /// A slot's value as a whole number.
    func int(_ name: String) -> Int? { self[name].flatMap { $0.isFinite && abs($0) < 1e15 ? Int($0) : nil } }

    /// The characters of a slot.
    func surface(of name: String) -> ArraySlice<UInt32>? {
        guard let index = slotNames.firstIndex(of: name), captures[index].start >= 0 else { return nil }
        return ArraySlice(text[captures[index].start..<captures[index].end])
    }

    /// The matched characters.
    var surface: String { String(scalars: ArraySlice(text[start..<end])) }

    /// The character `distance` places before the match, or `nil` at the text's edge.
    func before(_ distance: Int = 1) -> UInt32? { start - distance >= 0 ? text[start - distance] : nil }

    /// The character `distance` places after the match.
    func after(_ distance: Int = 1) -> UInt32? { end + distance - 1 < text.count ? text[end + distance - 1] : nil }

    /// True when `word` stands anywhere inside the match.
    func contains(_ word: String) -> Bool {
        let count = word.unicodeScalars.count
        guard count <= end - start else { return false }
        for at in start...(end - count) where hasWord(word, at: at) { return true }
        return false
    }

    /// True when `word` stands right behind the match.
    func isFollowed(by word: String) -> Bool { hasWord(word, at: end) }

    /// True when `word` stands right before the match.
    func isPreceded(by word: String) -> Bool {
        let place = start - word.unicodeScalars.count
        return place >= 0 && hasWord(word, at: place)
    }

    private func hasWord(_ word: String, at place: Int) -> Bool {
        var index = place
        for scalar in word.unicodeScalars {
            guard index < text.count, text[index] == scalar.value else { return false }
            index += 1
        }
        return true
    }
}

/// Runs patterns at places of one text; keeps its stacks between runs. Never shared between texts.
struct PatternRunner {
    private struct Frame {
        let instruction: Int
        let position: Int
        let trail: Int
    }

    private struct Change {
        let capture: Int
        let old: PatternMatch.Capture
    }

    /// The last reading of each kind of slot: many patterns begin with the same one at the same place.
    private struct SlotReading {
        var start = -1
        var end = -1
        var value = 0.0
    }

    private var slotReadings = [SlotReading](repeating: SlotReading(), count: Slot.count)
    private var frames: [Frame] = []
    private var trail: [Change] = []
    private(set) var captures = [PatternMatch.Capture](repeating: .none, count: PatternMatch.maximumCaptures)

    /// Generous for any real text; it bounds what hostile text can cost.
    private static let maximumSteps = 4_000

    /// The end of the first match of `pattern` that begins exactly at `start`, with ``captures`` filled.
    mutating func match(_ pattern: Pattern, _ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
        frames.removeAll(keepingCapacity: true)
        trail.removeAll(keepingCapacity: true)
        for index in 0..<pattern.slotNames.count { captures[index] = .none }
        var instruction = 0
        var position = start
        var steps = 0
        while steps < PatternRunner.maximumSteps {
            steps += 1
            var failed = false
            switch pattern.program[instruction] {
            case .character(let scalar):
                if position < text.count, text[position] == scalar {
                    position += 1
                    instruction += 1
                } else {
                    failed = true
                }
            case .oneOf(let index):
                if position < text.count, pattern.classes[index].contains(text[position]) {
                    position += 1
                    instruction += 1
                } else {
                    failed = true
                }
            case .any:
                if position < text.count, text[position] != 0x0A {
                    position += 1
                    instruction += 1
                } else {
                    failed = true
                }
            case .slot(let slot, let capture):
                if position < text.count, read(slot, text, position) {
                    let reading = slotReadings[slot.index]
                    trail.append(Change(capture: capture, old: captures[capture]))
                    captures[capture] = PatternMatch.Capture(start: position, end: reading.end, value: reading.value)
                    position = reading.end
                    instruction += 1
                } else {
                    failed = true
                }
            case .split(let first, let second):
                frames.append(Frame(instruction: second, position: position, trail: trail.count))
                instruction = first
            case .jump(let target):
                instruction = target
            case .match:
                return position
            }
            if failed {
                guard let frame = frames.popLast() else { return nil }
                while trail.count > frame.trail, let change = trail.popLast() { captures[change.capture] = change.old }
                instruction = frame.instruction
                position = frame.position
            }
        }
        return nil
    }

    /// True when `gate` lets the pattern be tried at `start`.
    mutating func passes(_ gate: PatternGate, _ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Bool {
        var next = start + 1
        if let slot = gate.slot {
            guard read(slot, text, start) else { return false }
            next = slotReadings[slot.index].end
        }
        return next < text.count && gate.follow.mayContain(text[next])
    }

    /// Fills the slot's reading at `position`; false when nothing of its kind stands there.
    private mutating func read(_ slot: Slot, _ text: UnsafeBufferPointer<UInt32>, _ position: Int) -> Bool {
        let index = slot.index
        if slotReadings[index].start != position {
            let reading = slot.read(text, at: position)
            slotReadings[index] = SlotReading(start: position, end: reading?.end ?? -1, value: reading?.value ?? 0)
        }
        return slotReadings[index].end > position
    }
}
