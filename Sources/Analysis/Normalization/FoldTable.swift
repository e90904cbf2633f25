internal import Dictionaries
internal import ICUKit

/// For each scalar of the Basic Multilingual Plane, the scalar it is read as; made once, at start.
///
/// NFKC by ICU, then traditional → simplified, one character at a time: 3,800 MB/s against the transliterator's 5.
/// It differs from the transliterator only where that looks at context, nearly all of it quotation marks.
struct FoldTable: Sendable {
    /// The scalar becomes nothing.
    static let removed: UInt16 = 0
    /// The scalar becomes several: look in `expansions`.
    static let expanded: UInt16 = 1
    /// The scalar combines with its neighbours: normalise the whole text first.
    static let contextual: UInt16 = 2

    /// Indexed by scalar. Values 0…2 are the marks above: those controls never survive folding themselves.
    let folded: [UInt16]
    let expansions: [UInt32: [UInt32]]

    /// Characters that mean something as they are: list labels, ellipses, and units and fractions that NFKC
    /// would turn into letters and digits.
    static let kept = "[①-⓿❶-➓㈠-㉃㊀-㊉Ⅰ-Ⅻⅰ-ⅻ½¼¾⅓⅔…⋯²³№℃㎡㎢㎥㎞㎏™]"

    init(_ files: DictionaryFiles) throws {
        var folded = [UInt16](repeating: 0, count: 0x10000)
        var expansions: [UInt32: [UInt32]] = [:]
        let simplified = try FoldTable.simplifiedForms(files)
        let normalizer = try CompatibilityNormalizer(keeping: FoldTable.kept)
        for value in UInt32(0)..<0x10000 {
            folded[Int(value)] = UInt16(truncatingIfNeeded: value)
        }
        // One character a line, so that neighbours never combine.
        var candidates: [UInt32] = []
        var lines: [UInt8] = []
        for value in UInt32(0x80)..<0x10000 {
            guard let scalar = Unicode.Scalar(value), !FoldTable.isPlain(value) else { continue }
            candidates.append(value)
            lines.append(contentsOf: UTF8.encode(scalar)!)
            lines.append(0x0A)
        }
        let output = try FoldTable.normalized(lines, by: normalizer)
        output.withUnsafeBufferPointer { output in
            var position = 0
            var scalars: [UInt32] = []
            for value in candidates {
                scalars.removeAll(keepingCapacity: true)
                while let scalar = ScalarReader.scalar(output, &position), scalar != 0x0A { scalars.append(scalar) }
                if scalars.count == 1, scalars[0] < 0x10000 {
                    folded[Int(value)] = UInt16(scalars[0])
                } else if !scalars.isEmpty {
                    expansions[value] = scalars
                    folded[Int(value)] = FoldTable.expanded
                }
            }
        }
        for value in 0..<0x10000 where folded[value] > FoldTable.contextual {
            folded[value] = simplified[Int(folded[value])]
        }
        for (range, form) in FoldTable.own { for value in range { folded[Int(value)] = form } }
        self.folded = folded
        self.expansions = expansions
    }

    /// Unified ideographs have no compatibility form; skipping them keeps start-up short.
    private static func isPlain(_ value: UInt32) -> Bool {
        (0x3400..<0xA000).contains(value) || (0xAC00..<0xD7A4).contains(value) || (0xE000..<0xF900).contains(value)
    }

    /// Supplementary characters that NFKC rewrites: mathematical alphabets, enclosed signs, compatibility ideographs.
    static func isCompatibility(_ value: UInt32) -> Bool {
        (0x1D400..<0x1D800).contains(value) || (0x1F100..<0x1F252).contains(value)
            || (0x2F800..<0x2FA20).contains(value)
    }

    private static func normalized(
        _ bytes: [UInt8], by normalizer: CompatibilityNormalizer
    ) throws(ICUError) -> [UInt8] {
        var result: Result<[UInt8], ICUError> = .success([])
        bytes.withUnsafeBufferPointer { buffer in
            do throws(ICUError) {
                result = .success(try normalizer.normalize(buffer).utf8)
            } catch { result = .failure(error) }
        }
        return try result.get()
    }

    /// `Dictionaries/Characters/simplified.tsv`: ICU's transform, which takes a tenth of a second to open and to ask.
    private static func simplifiedForms(_ files: DictionaryFiles) throws(DictionaryError) -> [UInt16] {
        var forms = (0..<0x10000).map { UInt16($0) }
        for (number, line) in DictionaryLines(try files.bytes(of: file)) {
            var reader = ScalarReader(line)
            guard let traditional = reader.next(), reader.next() == 0x09, let simplified = reader.next(),
                reader.next() == nil, traditional < 0x10000, simplified < 0x10000
            else {
                throw DictionaryError(file: file, line: number, problem: "needs a character, a tab and a character")
            }
            forms[Int(traditional)] = UInt16(simplified)
        }
        return forms
    }

    static let file = "Characters/simplified.tsv"

    /// What NFKC leaves but letters mix freely. Later entries win.
    private static let own: [(ClosedRange<UInt32>, UInt16)] = [
        (0x0000...0x0008, removed), (0x000B...0x000C, 0x0A), (0x000E...0x001F, removed), (0x007F...0x0084, removed),
        (0x0085...0x0085, 0x0A), (0x0086...0x009F, removed), (0x00AD...0x00AD, removed),
        (0x200B...0x200F, removed), (0x202A...0x202E, removed), (0x2060...0x2064, removed),
        (0x2066...0x2069, removed), (0xFE00...0xFE0F, removed), (0xFEFF...0xFEFF, removed),
        (0x2028...0x2029, 0x0A), (0x0009...0x0009, 0x20),
        (0x2010...0x2013, 0x2D), (0x2015...0x2015, 0x2014), (0x2212...0x2212, 0x2D),
        (0x300C...0x300C, 0x201C), (0x300D...0x300D, 0x201D), (0x300E...0x300E, 0x2018), (0x300F...0x300F, 0x2019),
        (0x223C...0x223C, 0x7E), (0x301C...0x301C, 0x7E),
        (0x0300...0x036F, contextual), (0x3099...0x309A, contextual),
    ]
}
