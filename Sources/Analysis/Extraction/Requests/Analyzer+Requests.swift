package import Documents

extension Analyzer {
    /// One clause of a letter as the weights of requests see it.
    package struct RequestEvidence: Sendable {
        package let span: SourceSpan
        /// The request that rules found there.
        package let rule: SourceSpan?
        package let features: [String]
        /// Where a request may begin in it.
        package let starts: [(place: Int, features: [String])]
    }

    /// What ``ClauseWeights`` are learned from: every clause of a letter that is weighed, with its features.
    package func clauseEvidence(of document: Document) -> [RequestEvidence] {
        let (text, layout, mentions) = named(document)
        guard layout.kind == .letter else { return [] }
        return demandFinder.evidence(text, layout, mentions).map { clause in
            RequestEvidence(
                span: text.sourceSpan(clause.span), rule: clause.rule.map(text.sourceSpan), features: clause.features,
                starts: clause.starts.map { start in
                    (text.sourceSpan(NormalizedSpan(start.offset, start.offset + 1)).start, start.features)
                })
        }
    }

    /// What spoke most for each request of a document, by its place.
    func requestReasons(of document: Document) -> [SourceSpan: [String]] {
        let (text, layout, mentions) = named(document)
        let reasons = demandFinder.reasons(text, layout, mentions).map { (text.sourceSpan($0.key), $0.value) }
        return Dictionary(reasons, uniquingKeysWith: { first, _ in first })
    }

    private func named(_ document: Document) -> (NormalizedText, Layout, [PartyMention]) {
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        let found = values.extract(text, layout.kind, received: document.received)
        let scan = scan(text)
        let read = names(text, layout, scan, taken: found.taken)
        return (text, layout, parties.settled(read.named, read.places, with: read.names, text, layout, scan).mentions)
    }
}
