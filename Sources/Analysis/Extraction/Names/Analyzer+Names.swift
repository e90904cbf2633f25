package import Documents

extension Analyzer {
    /// The places of a letter with those that the tagger reads, and all that it reads; other papers are left as they are.
    func tagged(
        _ found: [PlaceMention], _ named: [PartyMention], _ text: NormalizedText, _ layout: Layout,
        taken: [NormalizedSpan]
    ) -> (places: [PlaceMention], names: NameTagger.Names) {
        guard let nameTagger, layout.kind == .letter else {
            return (PlaceLists().joined(found.withoutBareNumbers(text), text), NameTagger.Names())
        }
        let names = nameTagger.names(text, places: found, parties: named, taken: taken)
        let merger = TaggedPlaces(
            isHome: { Record.Place.isHome(text.scalars[$0.range]) }, text: text.scalars)
        let merged = parties.withLandmarks(
            merger.merged(found, names, taken: taken).withoutBareNumbers(text), named, text)
        return (PlaceLists().joined(places.settled(merged, found, text), text), names)
    }

    /// The same for a text of which nothing is read yet, with the rules' parties.
    func names(
        _ text: NormalizedText, _ layout: Layout, _ scan: Scan, taken: [NormalizedSpan]
    ) -> (places: [PlaceMention], named: [PartyMention], names: NameTagger.Names) {
        let (found, named) = byRules(text, layout, scan, taken: taken)
        let (places, names) = tagged(found, named, text, layout, taken: taken)
        return (places, named, names)
    }

    /// What the rules for places and parties find in a text, before its names are tagged.
    private func byRules(
        _ text: NormalizedText, _ layout: Layout, _ scan: Scan, taken: [NormalizedSpan]
    ) -> (places: [PlaceMention], parties: [PartyMention]) {
        (
            places.find(text, scan.divisions, taken: taken, isPlan: isPlan(layout.kind)),
            parties.named(text, layout, scan, taken: taken)
        )
    }

    /// A part of a letter with what is learned from it: one character for ``NameModel``, a name for
    /// ``LikelyPersons``, a place for ``RunInTitles``.
    package struct NameEvidence: Sendable {
        /// Where it stands in the source.
        package let source: SourceSpan
        /// By name, with the numbers of what is there: `here:53bf`.
        package let features: [String]
    }

    /// What the tagger of names learns from: every character of a letter with its features; nothing of other papers.
    package func nameEvidence(of document: Document) -> [NameEvidence] {
        guard let (text, found) = beforeNames(of: document) else { return [] }
        return text.scalars.withUnsafeBufferPointer { buffer in
            NameFeatures.with(
                buffer, places: found.places, parties: found.parties, taken: found.taken, characters: nameCharacters
            ) { features in
                buffer.indices.map { index in
                    var names: [String] = []
                    features.forEach(at: index, in: buffer) { names.append($0) }
                    return NameEvidence(source: text.sourceSpan(NormalizedSpan(index, index + 1)), features: names)
                }
            }
        }
    }

    /// A name that the tagger reads in a letter.
    package struct TaggedName: Sendable {
        package let source: SourceSpan
        /// `place`, or the part of a party.
        package let kind: String
        /// How sure the part is.
        package let certainty: String?
    }

    /// What the tagger alone says of a letter, in the order of the text.
    package func taggedNames(of document: Document) -> [TaggedName] {
        guard let nameTagger, let (text, found) = beforeNames(of: document) else { return [] }
        let names = nameTagger.names(text, places: found.places, parties: found.parties, taken: found.taken)
        let places = names.places.map {
            TaggedName(source: text.sourceSpan($0), kind: "\(NameKind.place)", certainty: nil)
        }
        let parties = zip(names.parties, names.parts).map { span, part in
            TaggedName(source: text.sourceSpan(span), kind: "\(part.kind)", certainty: "\(part.certainty)")
        }
        return (places + parties).sorted { $0.source < $1.source }
    }

    /// What the weights of ``RunInTitles`` are learned from: each place where a title may end, with its features.
    package func titleEvidence(of document: Document) -> [NameEvidence] {
        normalizer.titleEvidence(document.text).map {
            NameEvidence(source: SourceSpan($0.place, $0.place), features: $0.features)
        }
    }

    /// What the weights of ``LikelyPersons`` are learned from: what may be a name in a letter, with its features.
    package func personEvidence(of document: Document) -> [NameEvidence] {
        let text = normalizer.normalize(document.text)
        guard layoutReader.read(text).kind == .letter, text.count > 0 else { return [] }
        return parties.likelyPersons(text, scan(text)).map {
            NameEvidence(source: text.sourceSpan($0.span), features: $0.features)
        }
    }

    /// What the rules find in a letter before its names are tagged; `nil` for other papers and empty ones.
    private func beforeNames(
        of document: Document
    ) -> (NormalizedText, found: (places: [PlaceMention], parties: [PartyMention], taken: [NormalizedSpan]))? {
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        guard layout.kind == .letter, text.count > 0 else { return nil }
        let taken = values.extract(text, layout.kind, received: document.received).taken
        let (places, parties) = byRules(text, layout, scan(text), taken: taken)
        return (text, (places, parties, taken))
    }
}
