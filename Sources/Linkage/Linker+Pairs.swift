extension Linker {
    /// What candidates come to: copies, and retellings likely enough to be looked at when matters are formed.
    ///
    /// Each proposal is a function of its two letters alone.
    ///
    /// - Parameter letter: the letter at a place; asked once for each of `candidates.places`.
    public func proposals(for candidates: LinkCandidates, letter: @Sendable (Int) -> ShelvedLetter) -> [Proposal] {
        var proposals = candidates.identical.map {
            Proposal(a: $0.earlier, b: $0.letter, relation: .identical, score: 1)
        }
        let places = candidates.places
        let letters = parallelMap(places.count) { letter(places[$0]) }
        let numberOf = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
        let copies = self.copies(candidates.copies, letters, numberOf)
        proposals += copies
        guard let knowledge, !candidates.contents.isEmpty else { return proposals }
        let copied = Set(copies.map { AverageLink.code($0.a, $0.b) })
        let pairs = candidates.contents.filter { !copied.contains(AverageLink.code($0.earlier, $0.letter)) }
        let contents = prepared(letters, of: pairs, numberOf) { LetterContent($0, knowledge) }
        let probabilities = parallelMap(pairs.count) { index -> Double in
            let pair = pairs[index]
            guard let a = contents[numberOf[pair.earlier]!], let b = contents[numberOf[pair.letter]!] else { return 0 }
            return knowledge.model.probability(MatterComparison.features(a, b))
        }
        for (pair, probability) in zip(pairs, probabilities) where probability >= settings.considered {
            proposals.append(Proposal(a: pair.earlier, b: pair.letter, relation: .sameMatter, score: probability))
        }
        return proposals
    }

    /// What is made of each letter that stands in a pair, once; `nil` for the others.
    private func prepared<Value: Sendable>(
        _ letters: [ShelvedLetter], of pairs: [LinkCandidates.Pair], _ numberOf: [Int: Int],
        _ make: @Sendable (ShelvedLetter) -> Value
    ) -> [Value?] {
        let wanted = Set(pairs.flatMap { [numberOf[$0.letter]!, numberOf[$0.earlier]!] })
        return parallelMap(letters.count) { wanted.contains($0) ? make(letters[$0]) : nil }
    }

    private func copies(
        _ pairs: [LinkCandidates.Pair], _ letters: [ShelvedLetter], _ numberOf: [Int: Int]
    ) -> [Proposal] {
        guard !pairs.isEmpty else { return [] }
        let texts = prepared(letters, of: pairs, numberOf) { CopyText($0.body, background) }
        let found = parallelMap(pairs.count) { index -> Proposal? in
            let pair = pairs[index]
            guard let a = texts[numberOf[pair.earlier]!], let b = texts[numberOf[pair.letter]!] else { return nil }
            let similarity = a.shingles.similarity(to: b.shingles)
            guard isNearDuplicate(similarity) else { return nil }
            let isEqual = a.cleaned == b.cleaned
            return Proposal(
                a: pair.earlier, b: pair.letter,
                relation: isEqual
                    ? .identical : CopyDifference(a.cleaned, b.cleaned).isTemplate ? .template : .nearDuplicate,
                score: isEqual ? 1 : similarity.score)
        }
        return found.compactMap { $0 }
    }

    private var background: TermBackground { knowledge?.background ?? .none }

    /// What a link says of itself.
    func features(_ relation: LinkRelation, _ a: ShelvedLetter, _ b: ShelvedLetter) -> [String: Double] {
        guard relation == .sameMatter || relation == .related, let knowledge else {
            let similarity = CopyText(a.body, background).shingles.similarity(to: CopyText(b.body, background).shingles)
            return ["jaccard": similarity.jaccard, "containment": similarity.containment]
        }
        var features: [String: Double] = [:]
        let values = MatterComparison.features(LetterContent(a, knowledge), LetterContent(b, knowledge))
        for (feature, value) in zip(MatterFeature.allCases, values) where value != 0 {
            features[feature.rawValue] = value
        }
        return features
    }

    private func isNearDuplicate(_ similarity: Similarity) -> Bool {
        similarity.jaccard >= settings.jaccard
            || (similarity.containment >= settings.containment
                && similarity.smallerCount >= settings.containmentShingles)
    }

    private struct CopyText: Sendable {
        let cleaned: [UInt32]
        let shingles: WeightedShingles

        init(_ body: [UInt32], _ background: TermBackground) {
            cleaned = CleanedText.clean(body)
            shingles = WeightedShingles(cleaned, background)
        }
    }
}
