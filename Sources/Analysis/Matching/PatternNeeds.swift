/// What a text must hold for each of some patterns to match anywhere in it: of several sets of characters one each.
///
/// Most letters hold no 世纪, no 秒, no 农历: what cannot match is known once for the text, before any place is looked at.
struct PatternNeeds: Sendable {
    /// For each class of characters, the sets that hold it, as words of bits.
    private var setsOfClass: [UInt64] = []
    /// How many words those are.
    private var setWords = 0
    /// For each pattern, the sets of which the text must hold one each, as words of bits.
    private var setsOfPattern: [UInt64] = []
    /// A larger set says little.
    private static let largest = 24

    init(_ patterns: [Pattern], _ scalarClasses: inout ScalarClasses) {
        var known: [[UInt16]: UInt16] = [:]
        let needed = patterns.map { pattern in
            Self.needs(of: pattern, &scalarClasses).map { need -> UInt16 in
                let number = known[need] ?? UInt16(known.count)
                known[need] = number
                return number
            }
        }
        setWords = (known.count + 63) / 64
        setsOfPattern = Array(repeating: 0, count: patterns.count * setWords)
        for (pattern, numbers) in needed.enumerated() {
            for number in numbers {
                setsOfPattern[pattern * setWords + Int(number >> 6)] |= 1 << UInt64(number & 63)
            }
        }
        setsOfClass = Array(repeating: 0, count: scalarClasses.count * setWords)
        for (need, number) in known {
            for member in need where Int(member) < scalarClasses.count {
                setsOfClass[Int(member) * setWords + Int(number >> 6)] |= 1 << UInt64(number & 63)
            }
        }
    }

    /// Gives `body` a text's answer to which patterns can match in it.
    ///
    /// - Parameters:
    ///   - classes: of the text's characters.
    ///   - classCount: how many there are of them.
    @inline(__always)
    func withPossible(
        _ classes: UnsafeBufferPointer<UInt16>, of classCount: Int, _ body: (Possible) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: setWords + 1) { met in
            met.initialize(repeating: 0)
            let met = met.baseAddress!
            setsOfClass.withUnsafeBufferPointer { setsOfClass in
                forEachDifferent(classes, of: classCount) { number in
                    for word in 0..<setWords { met[word] |= setsOfClass[number &* setWords &+ word] }
                }
            }
            setsOfPattern.withUnsafeBufferPointer { sets in
                body(Possible(sets: sets, met: UnsafePointer(met), setWords: setWords))
            }
        }
    }

    /// Which patterns can match in a text: most are never asked for, so that each is told when it first is.
    struct Possible {
        fileprivate let sets: UnsafeBufferPointer<UInt64>
        fileprivate let met: UnsafePointer<UInt64>
        fileprivate let setWords: Int

        @inline(__always)
        func holds(_ pattern: Int) -> Bool {
            var missing: UInt64 = 0
            for word in 0..<setWords { missing |= sets[pattern &* setWords &+ word] & ~met[word] }
            return missing == 0
        }
    }

    @inline(__always)
    private func forEachDifferent(
        _ classes: UnsafeBufferPointer<UInt16>, of classCount: Int, _ body: (Int) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: (classCount + 63) / 64) { present in
            present.initialize(repeating: 0)
            for number in classes { present[Int(number >> 6)] |= 1 << UInt64(number & 63) }
            for word in 0..<present.count {
                var rest = present[word]
                while rest != 0 {
                    body(word * 64 + rest.trailingZeroBitCount)
                    rest &= rest - 1
                }
            }
        }
    }

    // MARK: working them out

    /// Characters that the way from a step to the match takes one of, whichever way it is.
    private struct Need {
        /// The same for the same need of two branches that have met again.
        let id: Int
        /// Where in the list of all of the pattern's needs its classes are.
        let members: Int
        let size: Int
    }

    /// The needs of a pattern as ascending classes, from the last step to the first.
    private static func needs(of pattern: Pattern, _ classes: inout ScalarClasses) -> [[UInt16]] {
        let program = pattern.program
        var behind: [[Need]] = Array(repeating: [], count: program.count)
        var all: [ScalarClasses.Members] = []
        for step in program.indices.reversed() {
            switch program[step] {
            case .match: break
            case .slot, .any: behind[step] = behind[step + 1]
            case .character, .oneOf:
                behind[step] = behind[step + 1]
                guard let members = classes.members(of: program[step], in: pattern) else { break }
                let size = members.size
                guard size <= largest else { break }
                behind[step].append(Need(id: step, members: all.count, size: size))
                all.append(members)
            case .jump(let target):
                // Back to the head of a repetition, which ends in what stands behind it.
                if target < step, case .split(_, let exit) = program[target] {
                    behind[step] = behind[exit]
                } else {
                    behind[step] = behind[target]
                }
            case .split(let first, let second):
                behind[step] =
                    first < step ? behind[second] : shared(behind[first], behind[second], step + program.count, &all)
            }
        }
        return behind[0].map { need in all[need.members].numbers.map { UInt16($0) } }
    }

    /// What both branches need, and of the rest either what the one or what the other does.
    private static func shared(
        _ one: [Need], _ other: [Need], _ id: Int, _ all: inout [ScalarClasses.Members]
    ) -> [Need] {
        var both: [Need] = []
        var least: Need?
        for need in one {
            if other.contains(where: { $0.id == need.id }) {
                both.append(need)
            } else if need.size < least?.size ?? .max {
                least = need
            }
        }
        let rest = other.filter { need in !both.contains { $0.id == need.id } }.min { $0.size < $1.size }
        guard let least, let rest else { return both }
        var members = all[least.members]
        members.formUnion(all[rest.members])
        let size = members.size
        guard size <= largest else { return both }
        all.append(members)
        return both + [Need(id: id, members: all.count - 1, size: size)]
    }
}
