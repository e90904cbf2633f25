internal import Documents

/// A letter made ready for comparison in content.
struct LetterContent: Sendable {
    let terms: LetterTerms
    let weights: [Float]
    /// Sum of squared weights.
    let norm: Double
    let quantities: Quantities
    let things: NamedThings
    /// Numbers of body families, ascending.
    let bodies: [UInt64]
    let subject: LetterSubject
    let evidence: EvidenceKeys
    /// Han characters, for the confidence that a short letter allows.
    let length: Int
    /// Speaks of a letter written before, of an answer received, or of having come again.
    let looksBack: Bool
    /// By ``CleanedText``.
    let cleaned: [UInt32]

    private static let backward = PhraseSet(
        [
            "上次来信", "上封信", "前信", "我写信", "曾反映", "反映过", "写过信", "再次反映", "再次来信", "答复", "回复", "又来信", "第二次", "来访", "来电",
            "曾来信", "上次反映", "已反映", "信访件",
        ].map { ($0.unicodeScalars.map(\.value), 0) })

    init(_ letter: ShelvedLetter, _ knowledge: LinkKnowledge) {
        let (scalars, table) = (letter.body, knowledge.weights)
        terms = LetterTerms(scalars)
        evidence = letter.evidence
        // A title is looked for above the addressee, which the body lacks.
        subject = LetterSubject(letter.scalars, weights: table)
        weights = terms.keys.map(table.weight)
        norm = weights.reduce(0) { $0 + Double($1) * Double($1) }
        quantities = Quantities(scalars)
        things = NamedThings(scalars, weights: table)
        bodies = knowledge.bodies.families(in: scalars).map(UInt64.init).sorted()
        length = scalars.reduce(0) { $0 + (LetterTerms.isHan($1) ? 1 : 0) }
        looksBack = !LetterContent.backward.found(in: scalars).isEmpty
        cleaned = CleanedText.clean(scalars)
    }

    func holds(_ term: UInt64) -> Bool {
        let place = terms.keys.partitioningIndex { $0 >= term }
        return place < terms.keys.count && terms.keys[place] == term
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
    private var byHead: [UInt32: [(phrase: [UInt32], number: Int)]] = [:]
    /// One bit for the low bits of each head: most characters of a text are no head.
    private var heads = [Bool](repeating: false, count: 1024)

    init(_ phrases: [([UInt32], Int)]) {
        for (phrase, number) in phrases {
            byHead[phrase[0], default: []].append((phrase, number))
            heads[Int(phrase[0] & 1023)] = true
        }
    }

    /// The numbers of all phrases that stand in the text.
    func found(in scalars: [UInt32]) -> Set<Int> {
        var found: Set<Int> = []
        for index in scalars.indices where heads[Int(scalars[index] & 1023)] {
            guard let phrases = byHead[scalars[index]] else { continue }
            for (phrase, number) in phrases where scalars[index...].starts(with: phrase) { found.insert(number) }
        }
        return found
    }
}
