public import Storage

/// Words that letters which a person moved into a class share, and no letter of another class has: what could become
/// a cue of the class. A person decides; nothing is taken over by itself.
public struct DictionaryProposals: Sendable {
    public struct Proposal: Sendable, Equatable {
        public let cue: String
        /// Path of the class.
        public let category: String
        /// Confirmed letters of the class that have it.
        public let letters: [Int64]
    }

    /// A cue must stand in so many letters of the class.
    public let leastLetters: Int

    public init(leastLetters: Int = 3) { self.leastLetters = leastLetters }

    private static let lengths = 2...6

    /// The longest shared words, those of most letters first.
    public func proposals(from confirmed: [ConfirmedLetter]) -> [Proposal] {
        var holders: [String: [String: [Int64]]] = [:]
        let moved = Set(confirmed.filter { $0.category != nil && $0.category != $0.categoryBefore }.map(\.letter))
        for letter in confirmed {
            guard let category = letter.category, !category.isEmpty else { continue }
            for word in Self.words(of: letter.text) {
                holders[word, default: [:]][category, default: []].append(letter.letter)
            }
        }
        var found: [Proposal] = []
        for (word, classes) in holders {
            guard classes.count == 1, let (category, letters) = classes.first, letters.count >= leastLetters,
                letters.contains(where: moved.contains)
            else { continue }
            found.append(Proposal(cue: word, category: category, letters: letters))
        }
        // A part of a word that stands in the same letters says nothing more.
        let longest = found.filter { proposal in
            !found.contains {
                $0.cue.count > proposal.cue.count && $0.category == proposal.category && $0.letters == proposal.letters
                    && $0.cue.contains(proposal.cue)
            }
        }
        return longest.sorted { ($1.letters.count, $0.category, $0.cue) < ($0.letters.count, $1.category, $1.cue) }
    }

    /// Runs of Chinese characters of a text, each once; nothing that reaches over a placeholder or a mark.
    private static func words(of text: String) -> Set<String> {
        var words: Set<String> = []
        let scalars = Array(text.unicodeScalars)
        var run: [UnicodeScalar] = []
        var isMasked = false
        func take() {
            for length in lengths where run.count >= length {
                for start in 0...(run.count - length) {
                    var word = String.UnicodeScalarView()
                    word.append(contentsOf: run[start..<(start + length)])
                    words.insert(String(word))
                }
            }
            run.removeAll(keepingCapacity: true)
        }
        for scalar in scalars {
            if scalar == "⟨" { isMasked = true }
            if !isMasked, (0x4E00...0x9FFF).contains(scalar.value) { run.append(scalar) } else { take() }
            if scalar == "⟩" { isMasked = false }
        }
        take()
        return words
    }
}
