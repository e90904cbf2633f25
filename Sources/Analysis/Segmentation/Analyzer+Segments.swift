public import Dictionaries
public import Documents
internal import ICUKit

extension Analyzer {
    /// Words by the lexicon's lattice, sentences by ICU's rules, both over normalised text and brought back.
    ///
    /// White space is no token, and no token crosses a line break that normalisation left. Sentences are cut at
    /// semicolons too. Where the files of `Dictionaries/Words` cannot be used, words are ICU's; whoever wants to
    /// know calls ``loadWords()`` first.
    public func segments(of source: SourceText) -> (tokens: [SourceSpan], sentences: [SourceSpan]) {
        let text = normalize(source)
        let sentences = SentenceFinder.sentences(of: text).map { text.sourceSpan($0) }
        var tokens: [SourceSpan] = []
        tokens.reserveCapacity(text.count / 2)
        guard let segmenter = try? words.segmenter() else {
            forEachBreak(in: text) { tokens.addToken(text.sourceSpan($0)) }
            return (tokens, sentences)
        }
        text.scalars.withUnsafeBufferPointer { scalars in
            segmenter.forEachWord(in: scalars) { tokens.addToken(text.sourceSpan(NormalizedSpan($0, $1))) }
        }
        return (tokens, sentences)
    }

    /// Loads what ``segments(of:)`` needs, some milliseconds once; otherwise the first call does.
    ///
    /// - Throws: ``DictionaryError`` when the files of `Dictionaries/Words` cannot be used.
    public func loadWords() throws(DictionaryError) { _ = try words.segmenter() }

    /// ICU's word breaks.
    private func forEachBreak(in text: NormalizedText, _ body: (NormalizedSpan) -> Void) {
        guard let breaker = try? BreakIterator(.word) else { return }
        let units = UTF16Text(text.scalars)
        var start = 0
        units.units.withUnsafeBufferPointer { buffer in
            // Setting text on an open iterator cannot fail but for memory; the tokens found so far then stand.
            try? breaker.forEachBoundary(in: buffer) { boundary in
                let end = units.scalarOffset(boundary)
                if end > start, text.scalars[start] > 0x20 { body(NormalizedSpan(start, end)) }
                start = end
            }
        }
    }
}

extension [SourceSpan] {
    /// ″ and ㎡ are read as several characters: their words share the one of the source, and are one token.
    @inline(__always)
    fileprivate mutating func addToken(_ span: SourceSpan) {
        if let last, span.start < last.end {
            self[count - 1] = SourceSpan(last.start, Swift.max(last.end, span.end))
        } else {
            append(span)
        }
    }
}

/// Scalars as UTF-16 with the way back, for ICU's iterators.
struct UTF16Text {
    let units: [UInt16]
    /// Empty while every scalar is one unit.
    private let scalarOfUnit: [Int]
    private let scalarCount: Int

    init(_ scalars: [UInt32]) {
        var units: [UInt16] = []
        let isPlain = scalars.allSatisfy { $0 < 0x10000 }
        scalarCount = scalars.count
        if isPlain {
            self.units = scalars.map { UInt16(truncatingIfNeeded: $0) }
            scalarOfUnit = []
            return
        }
        units.reserveCapacity(scalars.count)
        var scalarOfUnit: [Int] = []
        for (index, scalar) in scalars.enumerated() {
            if scalar < 0x10000 {
                units.append(UInt16(scalar))
            } else {
                units.append(UInt16(0xD800 + (scalar - 0x10000) >> 10))
                units.append(UInt16(0xDC00 + (scalar - 0x10000) & 0x3FF))
            }
            while scalarOfUnit.count < units.count { scalarOfUnit.append(index) }
        }
        self.units = units
        self.scalarOfUnit = scalarOfUnit
    }

    func scalarOffset(_ unit: Int) -> Int {
        guard !scalarOfUnit.isEmpty else { return unit }
        return unit < scalarOfUnit.count ? scalarOfUnit[unit] : scalarCount
    }
}
