/// What a letter is found by when another is compared with it: some hundred numbers, a function of the letter alone.
///
/// Nothing in it depends on the other letters of a collection. So letters may come one by one or all at once, in any
/// order, and what is found is the same; unrelated letters change nothing. How common a phrase is therefore comes from
/// ``TermBackground``, a dictionary of the program, and not from the collection at hand: of 2,000 messages and our
/// matters this found more retellings at the same precision than counting the collection did.
public struct LetterSketch: Sendable, Equatable {
    /// Of the text without furniture and signs; `nil` when nothing is left: such letters agree in nothing.
    let text: UInt64?
    /// Keys that copies share.
    let bands: [UInt32]
    let digest: SIMD4<UInt64>
    /// Keys that retellings share: ``ContentKeys``.
    let contents: [UInt32]

    /// 42 bands of 3 places: a pair of Jaccard similarity .5 shares a band with probability .996, of .4 with .94, of .7
    /// with 1 − 10⁻⁷; of .05, what unrelated letters have, with .005.
    static let bandCount = 42
    static let rows = 3

    /// - Parameters:
    ///   - knowledge: without it all shingles weigh the same, and no keys of content are made.
    ///   - contents: whether keys of content are made.
    init(body: [UInt32], _ knowledge: LinkKnowledge?, contents isRetellable: Bool = true) {
        let cleaned = CleanedText.clean(body)
        guard !cleaned.isEmpty else {
            (text, bands, digest, contents) = (nil, [], SIMD4(repeating: 0), [])
            return
        }
        text = LetterSketch.hash(cleaned)
        let places = MinHash.sketch(of: WeightedShingles(cleaned, knowledge?.background ?? .none).hashes)
        bands = (0..<LetterSketch.bandCount).map { band in
            let start = band * LetterSketch.rows
            let pair = UInt64(places[start]) << 32 | UInt64(places[start + 1])
            let mixed = ShingleSet.mixed(pair ^ UInt64(band) << 25) ^ UInt64(places[start + 2])
            return UInt32(truncatingIfNeeded: ShingleSet.mixed(mixed) >> 32)
        }
        digest = MinHash.digest(places)
        if isRetellable, let knowledge {
            contents = ContentKeys.keys(of: LetterTerms(body), knowledge.weights)
        } else {
            contents = []
        }
    }

    private static func hash(_ text: [UInt32]) -> UInt64 {
        var value: UInt64 = 0x243F_6A88_85A3_08D3
        for scalar in text {
            value = (value ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25
            value ^= value >> 29
        }
        return ShingleSet.mixed(value)
    }
}

extension LetterSketch {
    /// For keeping beside the letter.
    public var bytes: [UInt8] {
        guard let text else { return [] }
        var words = [text, digest[0], digest[1], digest[2], digest[3]]
        for pair in stride(from: 0, to: bands.count, by: 2) {
            words.append(UInt64(bands[pair]) << 32 | UInt64(bands[pair + 1]))
        }
        for pair in stride(from: 0, to: contents.count, by: 2) {
            let second = pair + 1 < contents.count ? contents[pair + 1] : 0
            words.append(UInt64(contents[pair]) << 32 | UInt64(second))
        }
        return words.littleEndianBytes
    }

    /// - Parameter bytes: of ``bytes``; other bytes are a letter that nothing is found by.
    public init(bytes: [UInt8]) {
        let head = 5 + LetterSketch.bandCount / 2
        guard bytes.count % 8 == 0, bytes.count >= 8 * head else {
            (text, bands, digest, contents) = (nil, [], SIMD4(repeating: 0), [])
            return
        }
        func word(_ place: Int, _ raw: UnsafeRawBufferPointer) -> UInt64 {
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
        }
        // A store of a million letters is opened by reading as many of these.
        func halves(_ words: Range<Int>, _ raw: UnsafeRawBufferPointer) -> [UInt32] {
            [UInt32](unsafeUninitializedCapacity: 2 * words.count) { halves, count in
                for place in words {
                    let both = word(place, raw)
                    halves[count] = UInt32(both >> 32)
                    halves[count + 1] = UInt32(truncatingIfNeeded: both)
                    count += 2
                }
            }
        }
        var contents: [UInt32]
        (text, digest, bands, contents) = bytes.withUnsafeBytes { raw in
            (
                word(0, raw), SIMD4(word(1, raw), word(2, raw), word(3, raw), word(4, raw)), halves(5..<head, raw),
                halves(head..<(bytes.count / 8), raw)
            )
        }
        if contents.last == 0 { contents.removeLast() }
        self.contents = contents
    }
}

extension [UInt64] {
    /// Eight bytes a number, the lowest first.
    var littleEndianBytes: [UInt8] { map(\.littleEndian).withUnsafeBytes { [UInt8]($0) } }
}
