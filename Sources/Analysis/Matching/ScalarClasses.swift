/// The characters of patterns in classes: two of one class are alike to every pattern. Class 0 is all others.
///
/// A class is a small number, so that a set of characters is a few words of bits, exact, and asked without a search.
struct ScalarClasses: Sendable {
    /// A set of classes, one bit each.
    ///
    /// Many are made at every start: of fixed size, so that none needs memory of its own.
    struct Members: Hashable, Sendable {
        fileprivate(set) var words: SIMD32<UInt64> = .zero

        /// More classes than any set of patterns has had twice over.
        static let capacity = SIMD32<UInt64>.scalarCount * 64

        mutating func insert(_ number: Int) {
            // By its address: a vector's own subscript moves all of it.
            withUnsafeMutableBytes(of: &words) { bytes in
                bytes.bindMemory(to: UInt64.self)[number >> 6] |= 1 << UInt64(number & 63)
            }
        }

        func holds(_ number: Int) -> Bool {
            withUnsafeBytes(of: words) { $0.bindMemory(to: UInt64.self)[number >> 6] >> UInt64(number & 63) & 1 == 1 }
        }

        mutating func formUnion(_ other: Members) { words |= other.words }

        var size: Int {
            var size = 0
            forEachWord { _, word in if word != 0 { size += word.nonzeroBitCount } }
            return size
        }

        var numbers: [Int] {
            var numbers: [Int] = []
            forEachWord { index, word in
                var rest = word
                while rest != 0 {
                    numbers.append(index * 64 + rest.trailingZeroBitCount)
                    rest &= rest - 1
                }
            }
            return numbers
        }

        func hash(into hasher: inout Hasher) {
            var hash: UInt64 = 0
            forEachWord { hash = (hash ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
            hasher.combine(hash)
        }

        /// Calls `body` with each word of bits and its place.
        @inline(__always)
        func forEachWord(_ body: (Int, UInt64) -> Void) {
            withUnsafeBytes(of: words) { bytes in
                for (index, word) in bytes.bindMemory(to: UInt64.self).enumerated() { body(index, word) }
            }
        }
    }

    private var classOfScalar = [UInt16](repeating: 0, count: 0x10000)
    /// One character of each class; none of class 0.
    private var examples: [UInt32] = [.max]
    private var sizes = [0x10000]
    /// The bits of all numbered sets, ``wordCount`` words each.
    private var bits: [UInt64] = []
    private var numberOfMembers: [Members: Int32] = [:]
    private var membersOfRanges: [[ClosedRange<UInt32>]: Members] = [:]
    private(set) var slotFirsts: [Members] = []
    private var slotStarts: [Members] = []

    var count: Int { examples.count }
    var wordCount: Int { (count + 63) / 64 }

    init(of patterns: [Pattern]) {
        var known: Set<[ClosedRange<UInt32>]> = []
        func separate(_ ranges: [ClosedRange<UInt32>]) { if known.insert(ranges).inserted { part(ranges) } }
        separate([0x0A...0x0A])
        for pattern in patterns {
            for instruction in pattern.program {
                if case .character(let scalar) = instruction { separate([scalar...scalar]) }
            }
            for own in pattern.classes { separate(own.ranges) }
        }
        let slots = Slot.allCases.map { (first: Self.ranges($0.firstScalars), start: Self.ranges($0.startScalars)) }
        for slot in slots {
            separate(slot.first)
            separate(slot.start)
        }
        precondition(count <= Members.capacity, "patterns tell more classes of characters apart than a set holds")
        slotFirsts = slots.map { members(of: $0.first) }
        slotStarts = slots.map { members(of: $0.start) }
    }

    private static func ranges(_ scalars: Set<UInt32>) -> [ClosedRange<UInt32>] {
        scalars.sorted().map { $0...$0 }
    }

    /// Parts every class that lies only partly in the ranges.
    private mutating func part(_ ranges: [ClosedRange<UInt32>]) {
        var inside = [Int](repeating: 0, count: count)
        for range in ranges { for scalar in range { inside[Int(classOfScalar[Int(scalar)])] += 1 } }
        var parted = [UInt16](repeating: 0, count: count)
        for number in inside.indices where inside[number] > 0 && inside[number] < sizes[number] {
            parted[number] = UInt16(count)
            sizes[number] -= inside[number]
            sizes.append(inside[number])
            examples.append(.max)
        }
        for range in ranges {
            for scalar in range {
                let new = parted[Int(classOfScalar[Int(scalar)])]
                guard new > 0 else { continue }
                classOfScalar[Int(scalar)] = new
            }
        }
        for (old, new) in parted.enumerated() where new > 0 {
            // The example of a class that lost some may be among those.
            for number in [old, Int(new)] where number > 0 { examples[number] = .max }
        }
        needsExamples = true
    }

    private var needsExamples = false

    private mutating func findExamples() {
        for scalar in classOfScalar.indices {
            let number = Int(classOfScalar[scalar])
            if number > 0, examples[number] == .max { examples[number] = UInt32(scalar) }
        }
        needsExamples = false
    }

    private mutating func members(of ranges: [ClosedRange<UInt32>]) -> Members {
        if needsExamples { findExamples() }
        if let known = membersOfRanges[ranges] { return known }
        var result = Members()
        for range in ranges {
            if range.count == 1 {
                result.insert(Int(classOfScalar[Int(range.lowerBound)]))
            } else {
                for number in 1..<count where range.contains(examples[number]) { result.insert(number) }
            }
        }
        membersOfRanges[ranges] = result
        return result
    }

    /// The classes of a pattern's character class, all but the others when it is negated.
    mutating func members(of own: Pattern.CharacterClass) -> Members {
        var result = members(of: own.ranges)
        if own.isNegated { result.words = ~result.words }
        return result
    }

    /// The classes that one instruction can take; `nil` for an instruction that takes none.
    mutating func members(of instruction: Pattern.Instruction, in pattern: Pattern) -> Members? {
        switch instruction {
        case .character(let scalar): members(of: [scalar...scalar])
        case .oneOf(let index): members(of: pattern.classes[index])
        case .any: members(of: Pattern.CharacterClass(ranges: [0x0A...0x0A], isNegated: true))
        case .slot(let slot, _): slotStarts[slot.rawValue]
        case .split, .jump, .match: nil
        }
    }

    /// The classes that can stand where the pattern goes on at `instruction`; `nil` when it can end there.
    mutating func viable(_ pattern: Pattern, from instruction: Int) -> Members? {
        var result = Members()
        for step in pattern.firstSteps(from: instruction) {
            guard let members = members(of: pattern.program[step], in: pattern) else { return nil }
            result.formUnion(members)
        }
        return result
    }

    /// The number of a set, given to it now or before.
    mutating func number(of members: Members) -> Int32 {
        if let known = numberOfMembers[members] { return known }
        let number = Int32(bits.count / wordCount)
        numberOfMembers[members] = number
        members.forEachWord { index, word in if index < wordCount { bits.append(word) } }
        return number
    }

    /// Calls `body` with every class of a numbered set.
    func forEachNumber(in set: Int32, _ body: (Int) -> Void) {
        for word in 0..<wordCount {
            var rest = bits[Int(set) * wordCount + word]
            while rest != 0 {
                let number = word * 64 + rest.trailingZeroBitCount
                rest &= rest - 1
                if number < count { body(number) }
            }
        }
    }

    func number(ofScalar scalar: UInt32) -> Int { Int(classOfScalar[Int(scalar)]) }

    /// Whether the characters of a class lie in a range, which classes were made to lie in or outside of.
    func isInside(_ number: Int, _ range: ClosedRange<UInt32>) -> Bool {
        number > 0 && range.contains(examples[number])
    }

    /// Gives `body` the class of each scalar and the bits of the numbered sets.
    @inline(__always)
    func withTables<Result>(
        _ body: (_ classOfScalar: UnsafePointer<UInt16>, _ members: UnsafePointer<UInt64>) throws -> Result
    ) rethrows -> Result {
        try classOfScalar.withUnsafeBufferPointer { classOfScalar in
            // An empty list has no address; nobody asks it.
            try (bits.isEmpty ? [0] : bits).withUnsafeBufferPointer { bits in
                try body(classOfScalar.baseAddress!, bits.baseAddress!)
            }
        }
    }
}
