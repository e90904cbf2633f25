extension Linker {
    /// What candidates come to: copies, and retellings likely enough to be looked at when matters are formed.
    ///
    /// Each proposal is a function of its two letters alone.
    ///
    /// - Parameters:
    ///   - cache: what was made of letters of the same index before.
    ///   - letter: the letter at a place, one of `candidates.places`.
    public func proposals(
        for candidates: LinkCandidates, keeping cache: inout ContentCache, letter: @Sendable (Int) -> ShelvedLetter
    ) -> [Proposal] {
        var proposals = candidates.identical.map {
            Proposal(a: $0.earlier, b: $0.letter, relation: .identical, score: 1)
        }
        let copies = self.copies(candidates.copies, letter)
        guard let knowledge, settings.findsRetellings else { return proposals + copies.map(\.proposal) }
        proposals += copies.filter(\.isSettled).map(\.proposal)
        let alike = Dictionary(
            copies.map { (AverageLink.code($0.proposal.a, $0.proposal.b), $0) }, uniquingKeysWith: { $1 })
        let open = copies.filter { !$0.isSettled }.map {
            LinkCandidates.Pair(letter: $0.proposal.b, earlier: $0.proposal.a)
        }
        let pairs = open + candidates.contents.filter { alike[AverageLink.code($0.earlier, $0.letter)] == nil }
        guard !pairs.isEmpty else { return proposals }
        let (places, numberOf) = LinkCandidates.places(of: pairs)
        let contents = cache.contents(of: places) { LetterContent(letter($0), knowledge) }
        let considered = settings.considered
        let probabilities = parallelMap(pairs.count) { index -> Double in
            let (a, b) = (contents[numberOf[pairs[index].earlier]!], contents[numberOf[pairs[index].letter]!])
            return MatterComparison.probability(a, b, knowledge.model, considered: considered)
        }
        for (pair, probability) in zip(pairs, probabilities) where probability >= considered {
            if probability >= settings.matter, let copy = alike[AverageLink.code(pair.earlier, pair.letter)] {
                proposals.append(copy.proposal)
                continue
            }
            proposals.append(Proposal(a: pair.earlier, b: pair.letter, relation: .sameMatter, score: probability))
        }
        return proposals
    }

    /// The same for letters that are looked at once.
    public func proposals(for candidates: LinkCandidates, letter: @Sendable (Int) -> ShelvedLetter) -> [Proposal] {
        var cache = ContentCache()
        return proposals(for: candidates, keeping: &cache, letter: letter)
    }

    private struct Copy: Sendable {
        let proposal: Proposal
        /// Whether the texts alone say enough.
        let isSettled: Bool
    }

    private func copies(_ pairs: [LinkCandidates.Pair], _ letter: @Sendable (Int) -> ShelvedLetter) -> [Copy] {
        guard !pairs.isEmpty else { return [] }
        let (places, numberOf) = LinkCandidates.places(of: pairs)
        let texts = parallelMap(places.count) { CopyText(letter(places[$0]), background) }
        let words = knowledge?.words ?? .none
        let found = parallelMap(pairs.count) { index -> Copy? in
            let pair = pairs[index]
            let (a, b) = (texts[numberOf[pair.earlier]!], texts[numberOf[pair.letter]!])
            let similarity = a.shingles.similarity(to: b.shingles)
            guard isNearDuplicate(similarity) else { return nil }
            let isEqual = a.cleaned == b.cleaned
            let isSettled =
                isEqual || similarity.jaccard >= settings.settlingJaccard
                || similarity.containment >= settings.containment
            // A letter may quote a notice whole, and two plans have stock in common: neither makes them one.
            if !isEqual, a.isLetter != b.isLetter || !(a.isLetter || isSettled) { return nil }
            return Copy(
                proposal: Proposal(
                    a: pair.earlier, b: pair.letter,
                    relation: isEqual
                        ? .identical
                        : CopyDifference(a.cleaned, b.cleaned, words).isTemplate ? .template : .nearDuplicate,
                    score: isEqual ? 1 : similarity.score),
                // A letter sent again with something added holds the earlier one whole; two fillings of a form do not.
                isSettled: isSettled)
        }
        return found.compactMap { $0 }
    }

    private var background: TermBackground { knowledge?.background ?? .none }

    /// What links say of themselves.
    func features(
        of proposals: ArraySlice<Proposal>, keeping cache: inout ContentCache,
        _ letter: @Sendable (Int) -> ShelvedLetter
    ) -> [[String: Double]] {
        func isRetelling(_ proposal: Proposal) -> Bool {
            knowledge != nil && (proposal.relation == .sameMatter || proposal.relation == .related)
        }
        let retellings = proposals.filter(isRetelling).map { LinkCandidates.Pair(letter: $0.b, earlier: $0.a) }
        let (places, numberOf) = LinkCandidates.places(of: retellings)
        let contents =
            knowledge.map { knowledge in cache.contents(of: places) { LetterContent(letter($0), knowledge) } } ?? []
        return parallelMap(proposals.count) { index in
            let proposal = proposals[proposals.startIndex + index]
            guard let a = numberOf[proposal.a], let b = numberOf[proposal.b],
                proposal.relation == .sameMatter || proposal.relation == .related
            else {
                let (a, b) = (letter(proposal.a), letter(proposal.b))
                let similarity = CopyText(a, background).shingles.similarity(to: CopyText(b, background).shingles)
                return ["jaccard": similarity.jaccard, "containment": similarity.containment]
            }
            var features: [String: Double] = [:]
            let values = MatterComparison.features(contents[a], contents[b])
            for (feature, value) in zip(MatterFeature.allCases, values) where value != 0 {
                features[feature.rawValue] = value
            }
            return features
        }
    }

    private func isNearDuplicate(_ similarity: Similarity) -> Bool {
        similarity.jaccard >= settings.jaccard || isExcerpt(similarity)
    }

    private func isExcerpt(_ similarity: Similarity) -> Bool {
        similarity.containment >= settings.containment && similarity.smallerCount >= settings.containmentShingles
    }

    private struct CopyText: Sendable {
        let cleaned: [UInt32]
        let shingles: WeightedShingles

        let isLetter: Bool

        init(_ letter: ShelvedLetter, _ background: TermBackground) {
            isLetter = letter.evidence.isLetter
            cleaned = CleanedText.clean(letter.body)
            shingles = WeightedShingles(cleaned, background)
        }
    }
}
