internal import Documents
internal import ICUKit

/// ICU's sentences, cut again at semicolons; never across a line.
enum SentenceFinder {
    private static let breakers = BreakIteratorPool(.sentence)

    static func sentences(of text: NormalizedText) -> [NormalizedSpan] {
        let utf16 = UTF16Text(text.scalars)
        var result: [NormalizedSpan] = []
        result.reserveCapacity(text.count / 24)
        var start = 0
        text.scalars.withUnsafeBufferPointer { scalars in
            utf16.units.withUnsafeBufferPointer { buffer in
                // Without ICU's rules there are no sentences; setting text on an open iterator cannot fail but for
                // memory, and those found so far then stand.
                try? breakers.forEachBoundary(in: buffer) { boundary in
                    let end = utf16.scalarOffset(boundary)
                    var from = start
                    for index in start..<end where scalars[index] == 0x3B {
                        result.append(NormalizedSpan(from, index + 1))
                        from = index + 1
                    }
                    if end > from { result.append(NormalizedSpan(from, end)) }
                    start = end
                }
            }
        }
        return result
    }
}
