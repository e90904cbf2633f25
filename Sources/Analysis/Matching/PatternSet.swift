/// An ordered list of patterns that a text is scanned for once.
///
/// At each place, the class of its character, that of the next one, and what the slots read there and what stands
/// behind them tell exactly which patterns can begin: a set of bits, empty nearly everywhere, which two look-ups tell.
/// Only these are run. A set is built at start; a broken pattern is a programmer's error and stops there.
///
/// A class: it is handed on for every text, and one reference count is less than one for each of its tables.
final class PatternSet: Sendable {
    private let program: PatternProgram
    let count: Int
    /// Words of bits that a set of patterns takes.
    private let words: Int
    private let starts: [Start]
    /// By the class of a second character, and one more for the text's end: the number of the set of patterns that can
    /// begin with a first one and this.
    private let rows: [UInt16]
    /// Sets of patterns, one behind the other; the first one is empty.
    private let sets: [UInt64]
    /// For each slot and each class behind its reading, the number of a set of patterns.
    private let behindSlots: [UInt16]
    /// For each slot, the set of patterns that can end with it.
    private let withSlots: [UInt16]
    /// For each class of characters, and for the text's end, the patterns that it lets go on: as the third character of
    /// those that begin with two, then as the second one behind the slot of those that begin with a slot; then all.
    private let further: [UInt64]
    /// For each class of characters, and for the text's end, the slots of one character that a pattern can begin with
    /// before it.
    private let slotsAlone: [UInt16]
    private let numberParts = ScalarSet(Numeral.partScalars)
    private let needs: PatternNeeds

    /// What can begin with a class of characters.
    private struct Start: Sendable {
        /// Bits of the slots that patterns begin with here.
        var slots: UInt16 = 0
        /// Where in ``rows`` what can go on begins; -1 when nothing but a slot begins here.
        var row: Int32 = -1
    }

    private let isInsideFigures: Bool

    /// - Parameter isInsideFigures: whether a match may begin inside a row of figures: no value is 18年 of 2018年.
    init(_ notations: [String], isInsideFigures: Bool = true) {
        self.isInsideFigures = isInsideFigures
        let patterns = notations.map(Pattern.known)
        var builder = Builder(patterns)
        for (index, pattern) in patterns.enumerated() { builder.add(pattern, index) }
        program = builder.program(patterns)
        needs = builder.needs(patterns)
        count = patterns.count
        words = builder.words
        (starts, rows) = (builder.starts, builder.rows)
        (behindSlots, withSlots) = (builder.behindSlots, builder.withSlots)
        sets = builder.sets
        further = builder.furtherWords
        slotsAlone = builder.slotsAlone
    }

    /// Gives `body` the names of a pattern's slots.
    func withSlotNames<Result>(of pattern: Int, _ body: (UnsafeBufferPointer<SlotName>) -> Result) -> Result {
        program.withSlotNames(of: pattern, body)
    }

    /// Calls `body` with every match of every pattern, by place, then by the order of the list.
    ///
    /// `body` answers whether it takes the match; a pattern whose match was taken is not asked again inside it.
    func forEachMatch(in text: UnsafeBufferPointer<UInt32>, _ body: (_ pattern: Int, _ match: PatternMatch) -> Bool) {
        program.withRunner(over: text) { runner in
            Scratch.with(Int32.self, count: count) { doneUntil in
                doneUntil.initialize(repeating: Self.unasked)
                needs.withPossible(runner.classNumbers, of: program.classes.count) { possible in
                    withPlaces(runner) { places in
                        sets.withUnsafeBufferPointer { sets in
                            further.withUnsafeBufferPointer { further in
                                var figureEnd = 0
                                for place in places {
                                    run(place, runner, sets, further, possible, doneUntil, &figureEnd, body)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A pattern of which nobody knows yet whether it can match in this text; one that cannot counts as done up to the
    /// text's end.
    private static let unasked: Int32 = -1

    /// A place where patterns may begin.
    private struct Place {
        let start: Int32
        /// The number of the set that can begin with the characters there.
        let set: UInt16
        let slots: UInt16
    }

    /// Gives `body` the places where any pattern may begin: they are few, and told without branches.
    @inline(__always)
    private func withPlaces(_ runner: PatternRunner, _ body: (UnsafeBufferPointer<Place>) -> Void) {
        Scratch.with(Place.self, count: runner.text.count + 1) { places in
            let base = places.baseAddress!
            var found = 0
            starts.withUnsafeBufferPointer { starts in
                rows.withUnsafeBufferPointer { rows in
                    // Where nothing but a slot begins, the first row is as good as any: it says nothing.
                    func index(_ start: Start, _ place: Int) -> Int {
                        Int(max(0, start.row)) + runner.classNumber(at: place + 1)
                    }
                    for place in 0..<runner.text.count {
                        let start = starts[runner.classNumber(at: place)]
                        TableMemory.ask(for: rows.baseAddress! + index(start, place))
                    }
                    for place in 0..<runner.text.count {
                        let start = starts[runner.classNumber(at: place)]
                        let next = rows[index(start, place)]
                        let set = start.row < 0 ? 0 : next
                        (base + found).initialize(
                            to: Place(start: Int32(truncatingIfNeeded: place), set: set, slots: start.slots))
                        found += start.slots | set == 0 ? 0 : 1
                    }
                }
            }
            body(UnsafeBufferPointer(start: base, count: found))
        }
    }

    @inline(__always)
    private func run(
        _ place: Place, _ runner: PatternRunner, _ sets: UnsafeBufferPointer<UInt64>,
        _ further: UnsafeBufferPointer<UInt64>, _ possible: PatternNeeds.Possible,
        _ doneUntil: UnsafeMutableBufferPointer<Int32>,
        _ figureEnd: inout Int, _ body: (_ pattern: Int, _ match: PatternMatch) -> Bool
    ) {
        let start = Int(place.start)
        if !isInsideFigures, start > 0, CharacterKind.isDigit(runner.text[start]),
            CharacterKind.isDigit(runner.text[start - 1])
        {
            return
        }
        // At most: one by the next character, one a slot read, one a slot that may end.
        withUnsafeTemporaryAllocation(of: (set: Int32, further: Int32).self, capacity: 1 + 2 * Self.mostSlots) {
            found in
            let classCount = program.classes.count
            var foundCount = 0
            /// - Parameter row: of ``further``.
            func add(_ set: UInt16, _ row: Int) {
                guard set != 0 else { return }
                (found.baseAddress! + foundCount).initialize(
                    to: (Int32(set) * Int32(words), Int32(truncatingIfNeeded: row * words)))
                foundCount += 1
            }
            func classNumber(_ place: Int) -> Int { runner.classNumber(at: min(place, runner.text.count)) }
            add(place.set, classNumber(start + 2))
            var slots = place.slots
            if slots != 0, CharacterKind.isDigit(runner.text[start]) {
                slots = worthReading(slots, start, runner, &figureEnd)
            } else if slots != 0, isAlone(start, runner) {
                slots &= slotsAlone[classNumber(start + 1)]
            }
            while slots != 0 {
                let slot = slots.trailingZeroBitCount
                slots &= slots - 1
                guard let end = runner.slotEnd(slot, start) else { continue }
                add(withSlots[slot], 2 * (classCount + 1))
                if end < runner.text.count {
                    add(
                        behindSlots[slot * classCount + runner.classNumber(at: end)],
                        classCount + 1 + classNumber(end + 1))
                }
            }
            guard foundCount > 0 else { return }
            for word in 0..<words {
                var bits: UInt64 = 0
                for index in 0..<foundCount {
                    bits |= sets[Int(found[index].set) + word] & further[Int(found[index].further) + word]
                }
                while bits != 0 {
                    let pattern = word * 64 + bits.trailingZeroBitCount
                    bits &= bits - 1
                    if doneUntil[pattern] == Self.unasked { doneUntil[pattern] = possible.holds(pattern) ? 0 : .max }
                    guard doneUntil[pattern] <= start,
                        let end = runner.match(pattern, at: start), end > start
                    else { continue }
                    let match = PatternMatch(
                        text: runner.text, start: start, end: end, slotNames: runner.slotNames(of: pattern),
                        captures: UnsafeBufferPointer(runner.captures))
                    if body(pattern, match) { doneUntil[pattern] = Int32(end) }
                }
            }
        }
    }

    /// Of the slots at a figure those that may be worth reading: how many figures there are tells which it cannot be, and
    /// what stands behind them after which no pattern goes on.
    ///
    /// - Parameter figureEnd: where the figures before ended, or these, that begin before `start`, do.
    @inline(__always)
    private func worthReading(
        _ slots: UInt16, _ start: Int, _ runner: PatternRunner, _ figureEnd: inout Int
    ) -> UInt16 {
        let text = runner.text
        if figureEnd <= start {
            figureEnd = start + 1
            while figureEnd < text.count, CharacterKind.isDigit(text[figureEnd]) { figureEnd += 1 }
        }
        let count = figureEnd - start
        var slots = slots
        if count > 2 { slots &= ~Self.ofTwoFigures }
        if count > 4 { slots &= ~Slot.year4.bit }
        if count == 1 { slots &= ~Slot.year2.bit }
        if start > 0, CharacterKind.isDigit(text[start - 1]) { slots &= ~(Slot.year4.bit | Slot.year2.bit) }
        // Those that end with the figures, if they read anything.
        var ending = Self.ofTwoFigures | Slot.digits.bit
        if count == 4 { ending |= Slot.year4.bit }
        let next = figureEnd < text.count ? text[figureEnd] : 0
        if next != 0x2C {
            ending |= Slot.int.bit
            if next != 0x2E, next != 0xB7, !numberParts.contains(next) {
                ending |= Slot.num.bit | Slot.sum.bit
                if count <= 2 { slots &= ~Slot.sum.bit }
            }
        }
        return slots & (slotsAlone[runner.classNumber(at: figureEnd)] | ~ending)
    }

    private static var ofTwoFigures: UInt16 {
        Slot.month.bit | Slot.day.bit | Slot.hour.bit | Slot.minute.bit | Slot.year2.bit
    }

    /// Whether a number that begins here and with no figure has one character only, as in 一直: then what stands behind
    /// it tells ahead which slots are worth reading.
    @inline(__always)
    private func isAlone(_ start: Int, _ runner: PatternRunner) -> Bool {
        start + 1 == runner.text.count || !numberParts.contains(runner.text[start + 1])
    }

    /// As many as ``Start/slots`` has bits.
    private static let mostSlots = 16

    /// Works out which patterns can begin where.
    private struct Builder {
        let words: Int
        var classes: ScalarClasses
        var starts: [Start]
        var rows: [UInt16] = []
        var sets: [UInt64] = []
        var behindSlots: [UInt16] = []
        var withSlots: [UInt16] = []
        private typealias Patterns = SIMD8<UInt64>
        private var open: [Patterns]
        private var byNext: [[ScalarClasses.Members: Patterns]]
        private var behindSlot: [[Patterns]]
        private var withSlot: [Patterns]
        private var thirds: [Patterns]
        private var behindSecond: [Patterns]
        private var numberOfSet: [Patterns: UInt16] = [:]
        private let none = Patterns.zero

        init(_ patterns: [Pattern]) {
            words = (patterns.count + 63) / 64
            classes = ScalarClasses(of: patterns)
            precondition(words <= Patterns.scalarCount, "a list holds at most 512 patterns")
            starts = Array(repeating: Start(), count: classes.count)
            open = Array(repeating: none, count: classes.count)
            byNext = Array(repeating: [:], count: classes.count)
            behindSlot = Array(repeating: Array(repeating: none, count: classes.count), count: Slot.count)
            withSlot = Array(repeating: none, count: Slot.count)
            thirds = Array(repeating: none, count: classes.count + 1)
            behindSecond = thirds
        }

        /// See ``PatternSet/further``.
        var furtherWords: [UInt64] {
            (thirds + behindSecond + [~none]).flatMap { set in (0..<words).map { set[$0] } }
        }

        /// See ``PatternSet/slotsAlone``.
        var slotsAlone: [UInt16] {
            (0...classes.count).map { next in
                var slots: UInt16 = 0
                for slot in 0..<Slot.count
                where withSlots[slot] != 0 || next < classes.count && behindSlots[slot * classes.count + next] != 0 {
                    slots |= 1 << UInt16(slot)
                }
                return slots
            }
        }

        mutating func add(_ pattern: Pattern, _ index: Int) {
            let bit = UInt64(1) << UInt64(index & 63)
            for step in pattern.firstSteps(from: 0) {
                let next = classes.viable(pattern, from: step + 1)
                addFurther(pattern, from: step, index)
                switch pattern.program[step] {
                case .slot(let slot, _):
                    let number = slot.rawValue
                    for first in classes.slotFirsts[number].numbers { starts[first].slots |= 1 << UInt16(number) }
                    if let next {
                        for second in next.numbers where second < classes.count {
                            behindSlot[number][second][index >> 6] |= bit
                        }
                    } else {
                        withSlot[number][index >> 6] |= bit
                    }
                case .character, .oneOf:
                    let first = classes.members(of: pattern.program[step], in: pattern)!
                    for first in first.numbers {
                        precondition(first > 0, "pattern \(pattern.notation) could begin anywhere")
                        if let next {
                            byNext[first][next, default: none][index >> 6] |= bit
                        } else {
                            open[first][index >> 6] |= bit
                        }
                    }
                case .any, .match, .split, .jump:
                    preconditionFailure("pattern \(pattern.notation) could begin anywhere")
                }
            }
        }

        /// Adds what can stand behind the second step of a pattern that begins with `step`.
        private mutating func addFurther(_ pattern: Pattern, from step: Int, _ index: Int) {
            let bit = UInt64(1) << UInt64(index & 63)
            let isSlot = if case .slot = pattern.program[step] { true } else { false }
            var further: ScalarClasses.Members? = ScalarClasses.Members()
            for second in pattern.firstSteps(from: step + 1) {
                switch pattern.program[second] {
                case .character, .oneOf, .any:
                    if let members = classes.viable(pattern, from: second + 1) {
                        further?.formUnion(members)
                    } else {
                        further = nil
                    }
                // A slot reads as much as it likes, and behind the end anything stands.
                case .slot, .match, .split, .jump: further = nil
                }
            }
            for number in 0...classes.count where further?.holds(number) ?? true {
                if isSlot { behindSecond[number][index >> 6] |= bit } else { thirds[number][index >> 6] |= bit }
            }
        }

        mutating func needs(_ patterns: [Pattern]) -> PatternNeeds { PatternNeeds(patterns, &classes) }

        private mutating func number(of set: Patterns) -> UInt16 {
            // Nearly all are empty: to hash them would take as long as all the rest.
            if isEmpty(set) { return 0 }
            if let known = numberOfSet[set] { return known }
            let number = UInt16(sets.count / words)
            numberOfSet[set] = number
            for word in 0..<words { sets.append(set[word]) }
            return number
        }

        private func isEmpty(_ set: Patterns) -> Bool {
            var bits: UInt64 = 0
            for word in 0..<words { bits |= set[word] }
            return bits == 0
        }

        /// Numbers all sets; the program with the classes that the filters use.
        mutating func program(_ patterns: [Pattern]) -> PatternProgram {
            // The empty one is the first.
            sets = [UInt64](repeating: 0, count: words)
            for first in starts.indices {
                guard open[first] != none || !byNext[first].isEmpty else { continue }
                let row = rows.count
                starts[first].row = Int32(row)
                rows += [UInt16](repeating: number(of: open[first]), count: classes.count + 1)
                var told = [Patterns](repeating: open[first], count: classes.count)
                var seconds = ScalarClasses.Members()
                for (next, patterns) in byNext[first] {
                    seconds.formUnion(next)
                    for second in next.numbers where second < classes.count { told[second] |= patterns }
                }
                for second in seconds.numbers where second < classes.count {
                    rows[row + second] = number(of: told[second])
                }
            }
            // A first row that says nothing, so that there is one to be read.
            if rows.isEmpty { rows = [UInt16](repeating: 0, count: classes.count + 1) }
            withSlots = withSlot.map { number(of: $0) }
            for slot in behindSlot { for set in slot { behindSlots.append(number(of: set)) } }
            return PatternProgram(patterns, classes: classes)
        }
    }
}
