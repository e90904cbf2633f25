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
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        guard layout.kind == .letter else { return [] }
        let taken = values.extract(text, layout.kind, received: document.received).taken
        let mentions = settledParties(text, layout, scan(text), taken: taken)
        return demandFinder.evidence(text, layout, mentions).map { clause in
            RequestEvidence(
                span: text.sourceSpan(clause.span), rule: clause.rule.map(text.sourceSpan), features: clause.features,
                starts: clause.starts.map { start in
                    (text.sourceSpan(NormalizedSpan(start.offset, start.offset + 1)).start, start.features)
                })
        }
    }

    /// What spoke most for each request of a letter, by its place.
    func requestReasons(
        _ text: NormalizedText, _ layout: Layout, _ scan: Scan, taken: [NormalizedSpan]
    ) -> [SourceSpan: [String]] {
        guard layout.kind == .letter else { return [:] }
        let mentions = settledParties(text, layout, scan, taken: taken)
        let reasons = demandFinder.reasons(text, layout, mentions).map { (text.sourceSpan($0.key), $0.value) }
        return Dictionary(reasons, uniquingKeysWith: { first, _ in first })
    }

    private func settledParties(
        _ text: NormalizedText, _ layout: Layout, _ scan: Scan, taken: [NormalizedSpan]
    ) -> [PartyMention] {
        let read = names(text, layout, scan, taken: taken)
        return parties.settled(read.named, read.places, with: read.names, text, layout, scan).mentions
    }
}
