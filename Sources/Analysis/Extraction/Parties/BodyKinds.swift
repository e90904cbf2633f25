internal import Documents

/// What kind of house a body is, by the end of its name, and what papers are named behind it: hints of its part.
struct BodyKinds: Sendable {
    /// The ends of names of all kinds of houses, and for each the traits that it tells.
    private let ends: WordSet
    private let traits: [[RoleFeatures.Trait]]
    private let papers: WordSet
    private let citing: WordSet
    private let cited: WordSet
    /// 原, 现任, 本村: what stands before a title.
    private let titled: WordSet

    init(_ lexicon: PartyLexicon) {
        let kinds: [(ends: WordSet, trait: RoleFeatures.Trait)] = [
            (lexicon.label("kind-court"), .kindCourt), (lexicon.label("kind-police"), .kindPolice),
            (lexicon.label("kind-petition"), .kindPetition), (lexicon.label("kind-town"), .kindTown),
            (lexicon.label("kind-hospital"), .kindHospital), (lexicon.label("kind-school"), .kindSchool),
            (lexicon.label("kind-bank"), .kindBank), (lexicon.label("kind-property"), .kindProperty),
            (lexicon.label("kind-factory"), .kindFactory), (lexicon.label("kind-platform"), .kindPlatform),
            (lexicon.label("kind-shop"), .kindShop), (lexicon.label("kind-utility"), .kindUtility),
        ]
        let ends = WordSet(kinds.flatMap(\.ends.words))
        traits = ends.words.map { word in kinds.filter { $0.ends.words.contains(word) }.map(\.trait) }
        self.ends = ends
        papers = lexicon.label("paper")
        citing = lexicon.label("citing")
        cited = lexicon.label("cited")
        titled = lexicon.label("before-titled")
    }

    /// 举报|本村原|村主任…: where the words begin that tell of whom or since when somebody bears a title.
    func beforeTitle(_ text: PartyText, _ title: Int) -> Int {
        var start = title
        for _ in 0..<3 {
            var length = 0
            titled.forEach(endingAt: start, in: text.buffer, longest: titled.longestLength) { word in
                length = max(length, titled.words[word].unicodeScalars.count)
            }
            guard length > 0 else { break }
            start -= length
        }
        return start
    }

    func add(to features: inout RoleFeatures, _ text: PartyText, _ mention: PartyMention) {
        guard mention.type == .government || mention.type == .organization else { return }
        ends.forEach(endingAt: mention.span.end, in: text.buffer, longest: 4) { word in
            for trait in traits[word] { features.add(trait) }
        }
    }

    /// 根据县政府…, 市住建局印发的…: a body whose paper is cited, not one that deals with the matter.
    func isCited(_ text: PartyText, _ span: NormalizedSpan) -> Bool {
        citing.endsBefore(text.buffer, span.start, longest: 2)
            || span.end < text.count && cited.longest(text.buffer, at: span.end) != nil
    }

    /// 的《通知》, 文件, 规划图: what is named behind the body is paper.
    func isPaper(_ text: PartyText, _ end: Int) -> Bool {
        let start = end < text.count && text[end] == 0x7684 ? end + 1 : end
        guard start < text.count else { return false }
        return start > end && text[start] == 0x300A || papers.longest(text.buffer, at: start) != nil
    }
}
