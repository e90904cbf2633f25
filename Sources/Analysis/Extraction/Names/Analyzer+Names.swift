package import Documents

extension Analyzer {
    /// One character of a letter as ``NameModel`` sees it.
    package struct NameEvidence: Sendable {
        /// The characters of the source that it stands for.
        package let source: SourceSpan
        package let features: [UInt64]
    }

    /// What the tagger of names learns from: every character of a letter with its features; nothing of other papers.
    package func nameEvidence(of document: Document) -> [NameEvidence] {
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        guard layout.kind == .letter else { return [] }
        let taken = values.extract(text, layout.kind, received: document.received).taken
        let scan = scan(text)
        let found = places.find(text, scan.divisions, taken: taken, isPlan: false)
        let named = parties.named(text, layout, scan, taken: taken)
        return text.scalars.withUnsafeBufferPointer { buffer in
            NameFeatures.with(buffer, places: found, parties: named, taken: taken, characters: nameCharacters) {
                features in
                buffer.indices.map { index in
                    var numbers: [UInt64] = []
                    features.forEach(at: index) { numbers.append($0) }
                    return NameEvidence(
                        source: text.sourceSpan(NormalizedSpan(index, index + 1)), features: numbers)
                }
            }
        }
    }
}
