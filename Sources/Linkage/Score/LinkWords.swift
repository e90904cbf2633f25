/// Words that linking looks for in letters: kinds of named things, what a household says of itself, words of an earlier
/// letter, of offices.
///
/// File: lines of a class, a tab and words separated by spaces; `#` begins a remark.
public struct LinkWords: Sendable {
    enum Class: String, CaseIterable {
        case between, household, writer = "self", door, backward, office
    }

    let kinds: KindWords
    let household: PhraseSet
    let writer: PhraseSet
    let door: PhraseSet
    let backward: PhraseSet
    let office: PhraseSet
    let fingerprint: UInt64

    /// No words: nothing is found.
    public static let none = LinkWords([:], fingerprint: 0)

    /// - Returns: `nil` when a line is not as described, or a class is unknown or has no words.
    public init?(file bytes: [UInt8]) {
        var words: [String: [[UInt32]]] = [:]
        for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
            let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 2 else { return nil }
            words[fields[0], default: []] += fields[1].split(separator: " ").map { $0.unicodeScalars.map(\.value) }
        }
        let known = Class.allCases.map(\.rawValue) + NamedThings.Kind.allCases.map(\.rawValue)
        guard Set(words.keys) == Set(known), !words.values.contains(where: \.isEmpty) else { return nil }
        self.init(words, fingerprint: Fingerprint.of(bytes))
    }

    private init(_ words: [String: [[UInt32]]], fingerprint: UInt64) {
        func phrases(_ name: Class) -> PhraseSet { PhraseSet((words[name.rawValue] ?? []).map { ($0, 0) }) }
        kinds = KindWords(
            NamedThings.Kind.allCases.enumerated().flatMap { number, kind in
                (words[kind.rawValue] ?? []).map { ($0, number) }
            },
            between: words[Class.between.rawValue] ?? [])
        household = phrases(.household)
        writer = phrases(.writer)
        door = phrases(.door)
        backward = phrases(.backward)
        office = phrases(.office)
        self.fingerprint = fingerprint
    }
}

/// The words for kinds of named things, each with the number of its kind among all.
struct KindWords: Sendable {
    private let phrases: PhraseSet
    private let between: Set<UInt32>

    init(_ words: [([UInt32], Int)], between: [[UInt32]]) {
        phrases = PhraseSet(words)
        self.between = Set(between.joined())
    }

    /// The words that begin with a character.
    @inline(__always)
    func words(at scalar: UInt32) -> [(phrase: [UInt32], number: Int)]? { phrases.phrases(at: scalar) }

    func isBetween(_ scalar: UInt32) -> Bool { between.contains(scalar) }
}
