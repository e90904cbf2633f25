internal import Documents

/// A letter made ready for comparison in content. A class, so that one that is compared with many is handed on as it is.
final class LetterContent: Sendable {
    let terms: LetterTerms
    let weights: [Float]
    /// Sum of squared weights.
    let norm: Double
    /// Each weight raised by how often the letter says the run; empty for a letter without a title, of which nobody asks it.
    let emphasis: [Float]
    /// Sum of squares of ``emphasis``.
    let emphasisNorm: Double
    let quantities: Quantities
    let things: NamedThings
    /// Of each firm or institution complained of, the pairs of characters that tell it from others.
    let respondents: [[UInt64]]
    /// Numbers of body families, ascending.
    let bodies: [UInt64]
    let subject: LetterSubject
    let evidence: EvidenceKeys
    /// Han characters, for the confidence that a short letter allows.
    let length: Int
    /// Speaks of a letter written before, of an answer received, or of having come again.
    let looksBack: Bool
    /// Names an office that it is written to or that took it down; a message to nobody, or to a person in office, does not.
    let isAddressed: Bool
    /// By ``CleanedText``.
    let cleaned: [UInt32]

    init(_ letter: ShelvedLetter, _ knowledge: LinkKnowledge) {
        let (scalars, table) = (letter.body, knowledge.weights)
        terms = LetterTerms(scalars)
        evidence = letter.evidence
        // A title is looked for above the addressee, which the body lacks.
        subject = LetterSubject(letter.scalars, weights: table)
        weights = terms.keys.map(table.weight)
        norm = weights.reduce(0) { $0 + Double($1) * Double($1) }
        emphasis =
            subject.terms.isEmpty
            ? [] : zip(weights, terms.counts).map { $1 == 1 ? $0 : $0 * (1 + Float($1).steppedLog2) }
        emphasisNorm = emphasis.reduce(0) { $0 + Double($1) * Double($1) }
        quantities = Quantities(scalars)
        things = NamedThings(scalars, weights: table, kinds: knowledge.words.kinds)
        respondents = LetterContent.respondents(letter.evidence, table)
        bodies = knowledge.bodies.families(in: scalars).map(UInt64.init).sorted()
        length = scalars.reduce(0) { $0 + (LetterTerms.isHan($1) ? 1 : 0) }
        looksBack = knowledge.words.backward.stands(in: scalars)
        isAddressed = Furniture.addressee(of: letter.scalars).map(knowledge.words.office.ends) ?? false
        cleaned = CleanedText.clean(scalars)
    }

    /// Firms that the analysis found; of their names what is rarer than trades and places are.
    private static func respondents(_ evidence: EvidenceKeys, _ weights: TermWeights) -> [[UInt64]] {
        evidence.respondents.map { $0.filter { weights.weight($0) >= leastOfFirm } }.filter { !$0.isEmpty }
    }

    /// A pair of a firm's own name weighs at least this: 1 letter of 300.
    static let leastOfFirm: Float = 8

    /// How surely the letter speaks of a name somewhere in its text, by the name's pairs of characters that it holds:
    /// 0…1. One pair alone stands in many a long letter by chance, three do not.
    func mentions(of name: [UInt64], beyond floor: Float) -> Double {
        var sum: Float = 0
        for term in name {
            let place = terms.keys.partitioningIndex { $0 >= term }
            guard place < terms.keys.count, terms.keys[place] == term else { continue }
            sum += weights[place] - floor
        }
        return min(1, Double(sum / (3 * (TermWeights.most - floor))))
    }
}

/// Kinds of government body, each under all the names it has had: 国土局 and 自然资源局 are one.
///
/// File: one family a line, names separated by spaces, the present one first; `#` begins a remark.
public struct BodyFamilies: Sendable {
    private let names: PhraseSet
    let fingerprint: UInt64

    public init(file bytes: [UInt8]) {
        var names: [([UInt32], Int)] = []
        for (family, line) in bytes.split(separator: 0x0A).filter({ $0.first != 0x23 }).enumerated() {
            for name in line.split(separator: 0x20) {
                names.append((String(decoding: name, as: UTF8.self).unicodeScalars.map(\.value), family))
            }
        }
        self.names = PhraseSet(names)
        fingerprint = Fingerprint.of(bytes)
    }

    func families(in scalars: [UInt32]) -> Set<Int> { names.found(in: scalars) }
}

/// Phrases with numbers, found in a text by their first characters.
struct PhraseSet: Sendable {
    private(set) var longest = 0
    private var byHead: [UInt32: [(phrase: [UInt32], number: Int)]] = [:]
    /// One bit for the low bits of each head: most characters of a text are no head.
    private var heads = [Bool](repeating: false, count: 1024)

    init(_ phrases: [([UInt32], Int)]) {
        for (phrase, number) in phrases {
            byHead[phrase[0], default: []].append((phrase, number))
            heads[Int(phrase[0] & 1023)] = true
            longest = max(longest, phrase.count)
        }
    }

    /// The phrases that begin with a character.
    @inline(__always)
    func phrases(at scalar: UInt32) -> [(phrase: [UInt32], number: Int)]? {
        heads[Int(scalar & 1023)] ? byHead[scalar] : nil
    }

    /// Whether the text begins with a phrase.
    func begins(_ scalars: ArraySlice<UInt32>) -> Bool {
        guard let head = scalars.first, let phrases = phrases(at: head) else { return false }
        return phrases.contains { scalars.starts(with: $0.phrase) }
    }

    /// Whether the text ends with a phrase.
    func ends(_ scalars: ArraySlice<UInt32>) -> Bool {
        scalars.indices.suffix(longest).contains { start in
            guard let phrases = phrases(at: scalars[start]) else { return false }
            return phrases.contains { $0.phrase.elementsEqual(scalars[start...]) }
        }
    }

    /// Whether any phrase stands in the text.
    func stands(in scalars: some RandomAccessCollection<UInt32>) -> Bool {
        scalars.indices.contains { index in
            guard let phrases = phrases(at: scalars[index]) else { return false }
            return phrases.contains { scalars[index...].starts(with: $0.phrase) }
        }
    }

    /// The numbers of all phrases that stand in the text.
    func found(in scalars: [UInt32]) -> Set<Int> {
        var found: Set<Int> = []
        for index in scalars.indices {
            guard let phrases = phrases(at: scalars[index]) else { continue }
            for (phrase, number) in phrases where scalars[index...].starts(with: phrase) { found.insert(number) }
        }
        return found
    }
}
