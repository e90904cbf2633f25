internal import Dictionaries
internal import Documents

/// Finds persons whom no cue tells: a surname and one or two characters of given names, weighed by how much commoner these
/// are in names than in running text, by what stands around them, and by how often the text writes them.
///
/// The weights (`Parties/person-weights.tsv`) are learned by `Integrations/names/fit_persons.py`; without them nobody is
/// found here.
struct LikelyPersons: Sendable {
    static let rule: RuleName = "party.likely-name"

    /// What may be a name: where it stands, and its characters packed into a number by which equal ones are known.
    struct Candidate {
        let span: NormalizedSpan
        let characters: UInt64
        let odds: Int
    }

    static let path = "Parties/person-weights.tsv"
    let odds: NameOdds
    private let weights: FeatureWeights
    /// 马拉松, 田埂: words that are built like names.
    private let words: WordSet

    init(_ dictionaries: DictionaryFiles) throws(DictionaryError) {
        odds = try NameOdds(dictionaries)
        var lists = try WordLists(dictionaries, "Parties/name-like-words.txt")
        words = try lists.take("word")
        try lists.expectEmpty()
        weights = try FeatureWeights(dictionaries, Self.path, key: PersonTemplate.key)
    }

    /// The names that share no character with what is known, ascending and apart.
    func find(_ text: PartyText, isTaken: (NormalizedSpan) -> Bool) -> [NormalizedSpan] {
        guard !weights.isEmpty else { return [] }
        let candidates = candidates(text)
        let isFree = candidates.map { !isTaken($0.span) }
        guard isFree.contains(true) else { return [] }
        let counted = Counted(candidates)
        let together = counted.together(where: isFree) { number in
            var sum = Sum(weights: weights)
            tell(candidates[number], counted.counts[number], text, &sum)
            return sum.sum
        }
        var kept: [(span: NormalizedSpan, weight: Float)] = []
        for (number, candidate) in candidates.enumerated() where isFree[number] && together[number] >= Self.least {
            if let last = kept.last, last.span.end > candidate.span.start {
                if last.weight >= together[number] { continue }
                kept.removeLast()
            }
            kept.append((candidate.span, together[number]))
        }
        return kept.map(\.span)
    }

    /// The logarithm of the odds from which on a name is taken.
    private static let least: Float = 0.25
    /// Tenths of the logarithm of how much commoner the characters must be in names.
    private static let leastOdds = 20

    // MARK: candidates

    func candidates(_ text: PartyText) -> [Candidate] {
        var found: [Candidate] = []
        found.reserveCapacity(text.count / 8)
        for index in text.surnames.lazy.map({ Int($0) }) where text.has(.surname, at: index) {
            guard index + 1 < text.count else { break }
            let surname = odds.surname(text[index])
            let given = odds.given(text[index + 1])
            for length in 2...3 where index + length <= text.count {
                let end = index + length
                guard text.isHan(end - 1) else { break }
                let given = length == 2 ? given.single : given.first + odds.second(text[index + 2])
                guard surname + given >= Self.leastOdds, !text.has(.placeEnd, at: end - 1),
                    words.longest(text.buffer, at: index)?.length ?? 0 < length
                else { continue }
                let third = length == 3 ? UInt64(text[index + 2]) : 0
                found.append(
                    Candidate(
                        span: NormalizedSpan(index, end),
                        characters: UInt64(text[index]) << 42 | UInt64(text[index + 1]) << 21 | third,
                        odds: surname + given))
            }
        }
        return found
    }

    /// Equal candidates together.
    struct Counted {
        /// How often each is written.
        private(set) var counts: [Int]
        /// For each the next one that equals it, -1 behind the last.
        private var following: [Int32]
        /// The first of each group.
        private var firsts: [Int32] = []

        init(_ candidates: [Candidate]) {
            counts = [Int](filled: 0, count: candidates.count)
            following = [Int32](filled: -1, count: candidates.count)
            firsts.reserveCapacity(candidates.count)
            var places = 8
            while places < 2 * candidates.count { places *= 2 }
            // The first and the last of the group at each place.
            Scratch.with((first: Int32, last: Int32).self, count: places) { table in
                table.initialize(repeating: (-1, -1))
                for number in candidates.indices {
                    let characters = candidates[number].characters
                    var place = Int(truncatingIfNeeded: (characters &* 0x9E37_79B9_7F4A_7C15) >> 40) & (places - 1)
                    while table[place].first >= 0, candidates[Int(table[place].first)].characters != characters {
                        place = (place + 1) & (places - 1)
                    }
                    if table[place].first < 0 {
                        table[place].first = Int32(truncatingIfNeeded: number)
                        firsts.append(table[place].first)
                    } else {
                        following[Int(table[place].last)] = Int32(truncatingIfNeeded: number)
                    }
                    table[place].last = Int32(truncatingIfNeeded: number)
                    counts[Int(table[place].first)] += 1
                }
            }
            for first in firsts {
                let count = counts[Int(first)]
                forEach(from: first) { counts[$0] = count }
            }
        }

        /// Calls `body` with the number of each of a group.
        @inline(__always)
        private func forEach(from first: Int32, _ body: (Int) -> Void) {
            var number = first
            while number >= 0 {
                body(Int(number))
                number = following[Int(number)]
            }
        }

        /// For each candidate what speaks for it wherever it is written: the best place, and half of what up to four further
        /// ones add. Names of which none is `wanted` are not weighed.
        func together(where wanted: [Bool], weight: (Int) -> Float) -> [Float] {
            var result = [Float](filled: -.infinity, count: counts.count)
            var best: [Float] = []
            for first in firsts {
                var isWanted = false
                forEach(from: first) { isWanted = isWanted || wanted[$0] }
                guard isWanted else { continue }
                best.removeAll(keepingCapacity: true)
                forEach(from: first) { best.append(weight($0)) }
                best.sort(by: >)
                let further = best.dropFirst().prefix(4).reduce(Float(0)) { $0 + max(-1, min(2, $1 + 1)) }
                forEach(from: first) { result[$0] = best[0] + further / 2 }
            }
            return result
        }
    }

    // MARK: features

    /// Gives `sink` all that speaks for and against a candidate that is written `count` times.
    func tell(_ candidate: Candidate, _ count: Int, _ text: PartyText, _ sink: inout some PersonFeatureSink) {
        let (start, end) = (candidate.span.start, candidate.span.end)
        let length = candidate.span.count
        func han(_ index: Int) -> UInt32 { index >= 0 && index < text.count && text.isHan(index) ? text[index] : 0 }
        sink.add(length == 2 ? .oddsOfTwo : .oddsOfThree, UInt32(min(candidate.odds / 10, 10)), 0)
        sink.add(.count, UInt32(length), UInt32(min(count, 3)))
        let (before, behind) = (han(start - 1), han(end))
        sink.add(.before, before, 0)
        sink.add(.behind, behind, 0)
        let before2 = before == 0 ? 0 : han(start - 2)
        let behind2 = behind == 0 ? 0 : han(end + 1)
        if before2 != 0 { sink.add(.twoBefore, before2, before) }
        if behind2 != 0 { sink.add(.twoBehind, behind, behind2) }
        sink.add(.surname, text[start], 0)
        sink.add(.firstGiven, text[start + 1], 0)
        if length == 3 {
            sink.add(.secondGiven, text[start + 2], 0)
        } else if behind != 0,
            odds.surname(text[start]) + odds.first(text[start + 1]) + odds.second(behind) > candidate.odds + 10
        {
            sink.add(.longer, 1, 0)
        }
        if start > 0, text.cues.has(.common, at: start - 1, length: 2) { sink.add(.word, 1, 0) }
        if text.cues.has(.common, at: end - 1, length: 2) { sink.add(.word, 2, 0) }
        if text.cues.has(.common, at: start, length: 2) { sink.add(.word, 3, UInt32(length)) }
        if length == 3, text.cues.has(.common, at: start + 1, length: 2) { sink.add(.word, 4, 0) }
    }

    /// Every candidate with its features by their names.
    func evidence(_ text: PartyText) -> [(span: NormalizedSpan, features: [String])] {
        let candidates = candidates(text)
        let counted = Counted(candidates)
        return candidates.indices.map { number in
            var list = List()
            tell(candidates[number], counted.counts[number], text, &list)
            return (candidates[number].span, list.names)
        }
    }

    private struct List: PersonFeatureSink {
        var names: [String] = []

        mutating func add(_ template: PersonTemplate, _ first: UInt32, _ second: UInt32) {
            names.append(template.name(first, second))
        }
    }

    private struct Sum: PersonFeatureSink {
        let weights: FeatureWeights
        var sum: Float = 0

        mutating func add(_ template: PersonTemplate, _ first: UInt32, _ second: UInt32) {
            sum += weights[template.key(first, second)]
        }
    }
}

/// Where the features of a candidate go: into a sum, or into a list by their names.
protocol PersonFeatureSink {
    mutating func add(_ template: PersonTemplate, _ first: UInt32, _ second: UInt32)
}

/// The kinds of features of ``LikelyPersons``.
enum PersonTemplate: UInt8, CaseIterable {
    /// How much commoner its characters are in names, in whole logarithms.
    case oddsOfTwo, oddsOfThree
    /// How many characters it has, and how often it is written.
    case count
    /// The Han characters around it; 0 where there is none.
    case before, behind, twoBefore, twoBehind
    case surname, firstGiven, secondGiven
    /// Whether with the next character it is likelier a name.
    case longer
    /// An everyday word that begins before it (1), goes on behind it (2), begins with it (3) or with the given name (4).
    case word

    var isOfCharacters: Bool {
        switch self {
        case .oddsOfTwo, .oddsOfThree, .count, .longer, .word: false
        case .before, .behind, .twoBefore, .twoBehind, .surname, .firstGiven, .secondGiven: true
        }
    }

    func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(rawValue) << 42 | UInt64(first) << 21 | UInt64(second)
    }

    /// `before 由`, `oddsOfTwo 3`, `word 3.2`.
    func name(_ first: UInt32, _ second: UInt32) -> String {
        func value(_ number: UInt32) -> String {
            guard isOfCharacters else { return number == 0 ? "" : "\(number)" }
            return Unicode.Scalar(number).map { number == 0 ? "" : String(Character($0)) } ?? ""
        }
        if isOfCharacters { return "\(self) \(first == 0 ? "-" : value(first) + value(second))" }
        return second == 0 ? "\(self) \(first)" : "\(self) \(first).\(second)"
    }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

    /// The key of a feature by its name.
    static func key(of name: String) -> UInt64? {
        let parts = name.split(separator: " ")
        guard parts.count == 2, let template = byName[String(parts[0])] else { return nil }
        if template.isOfCharacters {
            guard parts[1] != "-" else { return template.key(0, 0) }
            let scalars = Array(parts[1].unicodeScalars)
            guard (1...2).contains(scalars.count) else { return nil }
            return template.key(scalars[0].value, scalars.count == 2 ? scalars[1].value : 0)
        }
        let numbers = parts[1].split(separator: ".").map { UInt32($0) }
        guard (1...2).contains(numbers.count), let first = numbers[0] else { return nil }
        guard numbers.count == 2 else { return template.key(first, 0) }
        return numbers[1].map { template.key(first, $0) }
    }
}
