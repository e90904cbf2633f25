internal import Dictionaries
internal import Documents

/// Weights of a linear chain over the characters of a letter (a conditional random field; Lafferty, McCallum and
/// Pereira 2001): how much each feature speaks for each ``NameLabel``, and each label for the one behind it.
///
/// A ``Row`` holds what one feature, or several that are known together, add to each label. All rows of a character lie
/// together, and so do those of a pair and of a triple of characters: where they are asked for, they are asked for at
/// once (``Sequences``), and what is not in the model has rows of zeros. The other features are so few that a row is
/// found by its number.
///
/// File, little-endian: `LXN2`; the scale of weights (Float); a Float for each pair of labels; how many characters,
/// endings, pairs and triples there are (UInt32 each); the characters and the endings (UInt32 each); the pairs and the
/// triples (UInt16 a character, its place among the characters counted from 1); the rows of characters (``Single``), of
/// pairs (``Pair``), of triples (``Triple``), then those of the tables in the order of ``Table``, sixteen bytes each; the
/// checksum of ``ModelFile``. The lowest weight of a row is 0: only what lies between labels counts.
///
/// Learned by `Integrations/names`.
final class NameModel: Sendable {
    static let path = "Models/names.model"
    private static let magic: [UInt8] = Array("LXN2".utf8)

    /// The rows of a character, by where it stands seen from the one that is labelled.
    enum Single: Int, CaseIterable { case here, before, behind, before2, behind2 }
    /// The rows of two characters together.
    enum Pair: Int, CaseIterable { case beforeHere, hereBehind, twoBefore, twoBehind }
    /// The rows of three.
    enum Triple: Int, CaseIterable { case around, hereTwoBehind, twoBeforeHere }

    /// Features with a row for each of their numbers.
    enum Table: Int, CaseIterable {
        /// The shapes of five characters, for each of the ways in which the last three are surnames.
        case shapes
        /// The parts of places that three characters are.
        case places
        case parties
        /// The parts of a place and of a party that one is.
        case placeParty
        /// How often two pairs of characters stand in the text, surnames, and the title.
        case repetitions
        /// How far the next ending is: none near, then eight rows for each ending, the unknown one first.
        case endings

        /// How many rows it has.
        func count(endings: Int) -> Int {
            switch self {
            case .shapes: NameFeatures.surnames * NameFeatures.shapes
            case .places: NameFeatures.Parts.places * NameFeatures.Parts.places * NameFeatures.Parts.places
            case .parties: NameFeatures.Parts.parties * NameFeatures.Parts.parties * NameFeatures.Parts.parties
            case .placeParty: NameFeatures.Parts.places * NameFeatures.Parts.parties
            case .repetitions: NameFeatures.surnames * 4 * 4 * 2
            case .endings: 1 + NameFeatures.farAway * (endings + 1)
            }
        }
    }

    /// Two bytes a pair of labels, as ``NameLabel`` numbers them.
    typealias Row = SIMD8<UInt16>
    /// One number for each pair of labels: all that begin names, or all inside of them.
    typealias Sums = SIMD8<Int16>

    let transitions: Transitions
    /// What one unit of the weights is in logarithms of odds.
    let scale: Float
    let characters: NameCharacters
    let rows: Rows

    /// Less than any sum of weights that is compared with it, so that what cannot be is never taken.
    static let never: Int16 = -10_000
    /// More would be no sum that ``never`` stays below.
    private static let highestTransition: Float = 1_000

    /// - Throws: ``DictionaryError`` for a file that is none, was cut off or changed.
    init(_ bytes: [UInt8], file: String = NameModel.path, _ known: NameCharacters) throws(DictionaryError) {
        func failure(_ problem: String) -> DictionaryError { DictionaryError(file: file, line: 0, problem: problem) }
        guard bytes.starts(with: Self.magic) else {
            throw failure(
                bytes.starts(with: Array("LXN".utf8)) ? "is a model of another version" : "is no model of names")
        }
        let labels = NameLabel.allCases
        let weights = Self.magic.count + 4
        let counts = weights + labels.count * labels.count * 4
        guard bytes.count > counts + 16 else { throw failure("was cut off") }
        func number(_ place: Int) -> Int { Int(ModelFile.number(bytes, at: place)) }
        let sizes = Sizes(
            characters: number(counts), endings: number(counts + 4), pairs: number(counts + 8),
            triples: number(counts + 12))
        guard sizes.characters < NameCharacter.numbers, sizes.endings < NameCharacter.endings else {
            throw failure("knows more characters than there are numbers for")
        }
        let scalars = counts + 16
        let sequences = scalars + (sizes.characters + sizes.endings) * 4
        let table = sequences + sizes.pairs * 4 + sizes.triples * 6
        let end = table + sizes.rows * MemoryLayout<Row>.stride
        guard bytes.count == end + 8 else {
            throw failure(bytes.count < end + 8 ? "was cut off" : "holds more than a model")
        }
        guard ModelFile.isWhole(bytes) else { throw failure("was changed: its checksum is wrong") }
        scale = ModelFile.float(bytes, at: Self.magic.count)
        guard scale.isFinite, scale > 0 else { throw failure("has no scale") }
        var transitions = Transitions()
        for (row, before) in labels.enumerated() {
            for (column, label) in labels.enumerated() where label.follows(before) {
                let weight = ModelFile.float(bytes, at: weights + (row * labels.count + column) * 4) / scale
                guard abs(weight) < Self.highestTransition else { throw failure("holds no possible weights") }
                transitions.set(Int16(weight.rounded()), of: label, behind: before)
            }
        }
        self.transitions = transitions
        let places = (0..<sizes.characters + sizes.endings).map { UInt32(number(scalars + 4 * $0)) }
        characters = known.numbered(
            Array(places.prefix(sizes.characters)), endings: Array(places.dropFirst(sizes.characters)))
        rows = bytes.withUnsafeBytes {
            Rows(
                UnsafeRawBufferPointer(rebasing: $0[table..<end]),
                sequences: UnsafeRawBufferPointer(rebasing: $0[sequences..<table]), sizes)
        }
    }

    /// How much of everything a model holds.
    struct Sizes {
        let characters: Int
        let endings: Int
        let pairs: Int
        let triples: Int

        /// How many rows of characters and their sequences.
        var ofCharacters: Int {
            characters * Single.allCases.count + pairs * Pair.allCases.count + triples * Triple.allCases.count
        }

        var rows: Int { ofCharacters + Table.allCases.reduce(0) { $0 + $1.count(endings: endings) } }
    }
}
