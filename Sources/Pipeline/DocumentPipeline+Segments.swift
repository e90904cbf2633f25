internal import Analysis
public import Documents

extension DocumentPipeline {
    /// Words and sentences of a document, as spans of its source.
    public func segments(of document: Document) -> (tokens: [SourceSpan], sentences: [SourceSpan]) {
        analyzer.segments(of: document.text)
    }
}
