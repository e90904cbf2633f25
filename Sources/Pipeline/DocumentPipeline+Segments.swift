internal import Analysis
public import Documents

extension DocumentPipeline {
    /// Words and sentences of a document, as spans of its source.
    public func segments(of document: Document) -> (tokens: [SourceSpan], sentences: [SourceSpan]) {
        analyzer.segments(of: document.text)
    }

    /// Loads the lexicon of words, which ``segments(of:)`` otherwise does when first called.
    ///
    /// - Throws: `DictionaryError` when its files cannot be used; words would then be ICU's.
    public func loadWords() throws { try analyzer.loadWords() }
}
