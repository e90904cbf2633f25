package import Documents

extension Analyzer {
    /// Adds the sums among the numbers that nothing took; plans tell sums with their unit.
    func addLikelySums(_ reading: Reading) {
        guard !isPlan(reading.layout.kind) else { return }
        let found = reading.text.scalars.withUnsafeBufferPointer { text in
            values.likelySums.find(in: text, sums: reading.values.amounts) { taken(reading) }
        }
        guard !found.isEmpty else { return }
        reading.values.amounts = (reading.values.amounts + found).sorted { $0.span < $1.span }
    }

    /// What spoke most for each number that may be a sum, by its place.
    func sumReasons(_ document: Document) -> [SourceSpan: [String]] {
        let reading = settledReading(of: document)
        let reasons = withKnown(reading) { values.likelySums.reasons($0) }
        return Dictionary(
            reasons.map { (reading.text.sourceSpan($0.span), $0.features) }, uniquingKeysWith: { first, _ in first })
    }

    /// What the weights of ``LikelySums`` are learned from: numbers that nothing took and sums that rules read, which have
    /// `read 1` before their features.
    package func sumEvidence(of document: Document) -> [NameEvidence] {
        let reading = settledReading(of: document)
        guard !isPlan(reading.layout.kind) else { return [] }
        return withKnown(reading) { values.likelySums.evidence($0) }.map {
            NameEvidence(
                source: reading.text.sourceSpan($0.span), features: ($0.isRead ? ["read 1"] : []) + $0.features)
        }
    }

    private func withKnown<Result>(_ reading: Reading, _ body: (LikelySums.Known) -> Result) -> Result {
        reading.text.scalars.withUnsafeBufferPointer {
            body(LikelySums.Known(text: $0, sums: reading.values.amounts, others: taken(reading)))
        }
    }

    private func taken(_ reading: Reading) -> [NormalizedSpan] {
        reading.values.taken + reading.places.map(\.span) + reading.parties.map(\.span)
    }
}
