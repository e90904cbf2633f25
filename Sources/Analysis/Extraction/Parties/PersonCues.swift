internal import Dictionaries
internal import Documents

/// Words that stand right before a person's name (`Lexicon/person-cues.txt`), each with the part it speaks of.
struct PersonCues: Sendable {
    /// What a cue says of whom it introduces.
    enum Part: String, Sendable {
        case writer, accused, contact, chief, trade, kin, inlaw, neighbour, witness, staff, named

        /// The part in the matter when nothing else in the letter decides it.
        var role: Record.Party.Role {
            switch self {
            case .writer: .petitioner
            case .accused, .chief, .trade, .inlaw: .respondent
            case .contact: .representative
            case .kin, .neighbour, .witness, .staff, .named: .other
            }
        }
    }

    let words: WordSet
    private let parts: [Part]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let path = "Lexicon/person-cues.txt"
        var words: [String] = []
        var parts: [Part] = []
        var known: Set<String> = []
        for (number, line) in DictionaryLines(try files.bytes(of: path)) {
            let columns = line.split(separator: 0x09)
            guard columns.count == 2, let part = Part(rawValue: String(decoding: columns[0], as: UTF8.self)) else {
                throw DictionaryError(file: path, line: number, problem: "needs a part, a tab and words")
            }
            for word in columns[1].split(separator: 0x20) {
                let word = String(decoding: word, as: UTF8.self)
                guard known.insert(word).inserted else { continue }
                words.append(word)
                parts.append(part)
            }
        }
        self.words = WordSet(words)
        self.parts = parts
    }

    /// The longest cue that begins at `index`.
    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, part: Part)? {
        words.longest(buffer, at: index).map { ($0.length, parts[$0.word]) }
    }

    /// The part of a cue that ends right before `index`.
    func part(before index: Int, _ buffer: UnsafeBufferPointer<UInt32>) -> Part? {
        for start in max(0, index - 5)..<index {
            guard let found = words.longest(buffer, at: start), start + found.length == index else { continue }
            return parts[found.word]
        }
        return nil
    }
}
