public import Documents
internal import ICUKit

extension Analyzer {
    /// Words by ICU's dictionary and sentences by its rules, both over normalised text and brought back.
    ///
    /// White space is no token. Sentences are cut at semicolons too.
    public func segments(of source: SourceText) -> (tokens: [SourceSpan], sentences: [SourceSpan]) {
        let text = normalize(source)
        let sentences = SentenceFinder.sentences(of: text).map { text.sourceSpan($0) }
        guard let breaker = try? BreakIterator(.word) else { return ([], sentences) }
        let units = UTF16Text(text.scalars)
        var tokens: [SourceSpan] = []
        var start = 0
        units.units.withUnsafeBufferPointer { buffer in
            // Setting text on an open iterator cannot fail but for memory; the tokens found so far then stand.
            try? breaker.forEachBoundary(in: buffer) { boundary in
                let end = units.scalarOffset(boundary)
                if end > start, text.scalars[start] > 0x20 {
                    tokens.append(text.sourceSpan(NormalizedSpan(start, end)))
                }
                start = end
            }
        }
        return (tokens, sentences)
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
