/// What a text must hold for each of some patterns to match anywhere in it: of several sets of characters one each.
///
/// Most letters hold no 世纪, no 秒, no 农历: what cannot match is known once for the text, before any place is looked at.
struct PatternNeeds: Sendable {
    /// All different sets, one behind the other, as classes of characters; and where each begins.
    private var classes: [UInt16] = []
    private var setStarts: [Int32] = [0]
    /// The numbers of the sets of each pattern, one behind the other; and where those of a pattern begin.
    private var sets: [UInt16] = []
    private var patternStarts: [Int32] = [0]

    /// A larger set says little.
    private static let largest = 24

    init(_ patterns: [Pattern], _ scalarClasses: inout ScalarClasses) {
        var known: [[UInt16]: UInt16] = [:]
        for pattern in patterns {
            for need in Self.needs(of: pattern, &scalarClasses) {
                let number = known[need] ?? UInt16(known.count)
                if number == known.count {
                    known[need] = number
                    classes += need
                    setStarts.append(Int32(classes.count))
                }
                sets.append(number)
            }
            patternStarts.append(Int32(sets.count))
        }
    }

    /// Sets the bit of every pattern that can match in a text.
    ///
    /// - Parameter present: by class, whether the text holds a character of it.
    func forEachPossible(_ present: UnsafeMutableBufferPointer<Bool>, _ body: (_ pattern: Int) -> Void) {
        withUnsafeTemporaryAllocation(of: Bool.self, capacity: setStarts.count) { met in
            for set in 0..<setStarts.count - 1 {
                var isMet = false
                for place in Int(setStarts[set])..<Int(setStarts[set + 1]) where present[Int(classes[place])] {
                    isMet = true
                    break
                }
                (met.baseAddress! + set).initialize(to: isMet)
            }
            for pattern in 0..<patternStarts.count - 1 {
                var isPossible = true
                for place in Int(patternStarts[pattern])..<Int(patternStarts[pattern + 1]) where !met[Int(sets[place])]
                {
                    isPossible = false
                    break
                }
                if isPossible { body(pattern) }
            }
        }
    }

    // MARK: working them out

    /// Characters that the way from a step to the match takes one of, whichever way it is.
    private struct Need {
        /// The same for the same need of two branches that have met again.
        let id: Int
        let members: ScalarClasses.Members
        let size: Int
    }

    /// The needs of a pattern as ascending classes, from the last step to the first.
    private static func needs(of pattern: Pattern, _ classes: inout ScalarClasses) -> [[UInt16]] {
        let program = pattern.program
        var behind: [[Need]] = Array(repeating: [], count: program.count)
        for step in program.indices.reversed() {
            switch program[step] {
            case .match: break
            case .slot, .any: behind[step] = behind[step + 1]
            case .character, .oneOf:
                behind[step] = behind[step + 1]
                guard let members = classes.members(of: program[step], in: pattern) else { break }
                let size = members.size
                if size <= largest { behind[step].append(Need(id: step, members: members, size: size)) }
            case .jump(let target):
                // Back to the head of a repetition, which ends in what stands behind it.
                if target < step, case .split(_, let exit) = program[target] {
                    behind[step] = behind[exit]
                } else {
                    behind[step] = behind[target]
                }
            case .split(let first, let second):
                behind[step] =
                    first < step ? behind[second] : shared(behind[first], behind[second], step + program.count)
            }
        }
        return behind[0].map { need in need.members.numbers.map { UInt16($0) } }
    }

    /// What both branches need, and of the rest either what the one or what the other does.
    private static func shared(_ one: [Need], _ other: [Need], _ id: Int) -> [Need] {
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
        guard var members = least?.members, let rest else { return both }
        members.formUnion(rest.members)
        let size = members.size
        return size <= largest ? both + [Need(id: id, members: members, size: size)] : both
    }
}
