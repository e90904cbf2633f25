package import Documents

extension Analyzer {
    /// One party of a letter as the weights of its part see it.
    package struct PartyEvidence: Sendable {
        /// `person` or `body`: which set of weights it is for.
        package let subject: String
        /// The part that a label, a list or the signature settled, whatever the weights say.
        package let settled: String?
        package let features: [String]
        package let mentions: [SourceSpan]
    }

    /// What settled the part of each party of a letter that no label or place settles, by the party's name.
    func roleReasons(
        _ text: NormalizedText, _ layout: Layout, _ scan: Scan, taken: [NormalizedSpan]
    ) -> [String: [String]] {
        guard layout.kind == .letter else { return [:] }
        let read = names(text, layout, scan, taken: taken)
        let all = parties.parties(read.named, read.places, with: read.names, text, layout, scan).parties
        let open = all.lazy.filter { $0.settled == nil }
        return text.scalars.withUnsafeBufferPointer { buffer in
            Dictionary(
                open.map { ($0.name.string(in: buffer), parties.reasons(for: $0)) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// What ``RoleModel`` learns from: every party of a letter with its features.
    package func partyEvidence(of document: Document) -> [PartyEvidence] {
        let text = normalizer.normalize(document.text)
        let layout = layoutReader.read(text)
        guard layout.kind == .letter else { return [] }
        let found = values.extract(text, layout.kind, received: document.received)
        let scan = scan(text)
        let read = names(text, layout, scan, taken: found.taken)
        let (mentions, all) = parties.parties(read.named, read.places, with: read.names, text, layout, scan)
        return all.map { party in
            PartyEvidence(
                subject: party.subject.rawValue, settled: party.settled?.rawValue,
                features: party.features.numbers.map(RoleFeatures.name),
                mentions: party.mentions.filter { mentions[$0].role != .representative }
                    .map { text.sourceSpan(mentions[$0].span) })
        }
    }
}
