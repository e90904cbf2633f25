public import Documents

/// A document's text in the one form that rules and dictionaries are written for, with the way back.
///
/// Half-width, compatibility forms folded, simplified characters, no control or zero-width characters, line
/// breaks inside a sentence joined. Every span of it maps back to exactly its characters in ``source``.
public struct NormalizedText: Sendable {
    public let source: SourceText
    public let scalars: [UInt32]
    public let alignment: Alignment
    /// Characters read as others, and what was taken out. The source keeps what was there.
    public let repairs: [Record.Repair]
    /// Damage that nothing repairs: lost glyphs, broken characters, marks of direction.
    public let diagnostics: [Record.Diagnostic]

    public init(
        source: SourceText, scalars: [UInt32], alignment: Alignment, repairs: [Record.Repair] = [],
        diagnostics: [Record.Diagnostic] = []
    ) {
        self.repairs = repairs
        self.diagnostics = diagnostics
        precondition(scalars.count == alignment.count)
        self.source = source
        self.scalars = scalars
        self.alignment = alignment
    }

    public var count: Int { scalars.count }

    /// The normalised characters under a span.
    public subscript(span: NormalizedSpan) -> String { String(scalars: scalars[span.range]) }

    public func sourceSpan(_ span: NormalizedSpan) -> SourceSpan { alignment.source(of: span) }

    /// The characters of the source under a span: a mention's surface.
    public func surface(_ span: NormalizedSpan) -> String { source[sourceSpan(span)] }
}

extension NormalizedText {
    /// True when the characters under `span` begin with `word`.
    func hasPrefix(_ word: String, in span: NormalizedSpan) -> Bool {
        var index = span.start
        for scalar in word.unicodeScalars {
            guard index < span.end, scalars[index] == scalar.value else { return false }
            index += 1
        }
        return true
    }

    /// True when the characters under `span` end with `word`.
    func hasSuffix(_ word: String, in span: NormalizedSpan) -> Bool {
        var index = span.end
        for scalar in word.unicodeScalars.reversed() {
            index -= 1
            guard index >= span.start, scalars[index] == scalar.value else { return false }
        }
        return true
    }
}
