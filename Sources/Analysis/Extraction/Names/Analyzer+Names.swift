package import Documents

extension Analyzer {
    /// The places of a letter with those that the tagger reads, and all that it reads; other papers are left as they are.
    func tagged(
        _ found: [PlaceMention], _ named: [PartyMention], _ text: NormalizedText, _ layout: Layout,
        taken: [NormalizedSpan]
    ) -> (places: [PlaceMention], names: NameTagger.Names) {
        guard let nameTagger, layout.kind == .letter else { return (found, NameTagger.Names()) }
        let names = nameTagger.names(text, places: found, parties: named, taken: taken)
        let merger = TaggedPlaces(isHome: { Record.Place.isHome(text.scalars[$0.range]) })
        return (places.settled(merger.merged(found, names, taken: taken), found, text), names)
    }

    /// The same for a text of which nothing is read yet, with the rules' parties.
    func names(
        _ text: NormalizedText, _ layout: Layout, _ scan: Scan, taken: [NormalizedSpan]
    ) -> (places: [PlaceMention], named: [PartyMention], names: NameTagger.Names) {
        let found = places.find(text, scan.divisions, taken: taken, isPlan: isPlan(layout))
        let named = parties.named(text, layout, scan, taken: taken)
        let (places, names) = tagged(found, named, text, layout, taken: taken)
        return (places, named, names)
    }

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
