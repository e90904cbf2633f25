internal import Documents
public import Linkage
public import Pipeline
public import Storage

/// Forms the register's matters, and changes them as people decide.
public struct MatterDesk: Sendable {
    private let store: RegisterStore

    public init(store: RegisterStore) { self.store = store }

    /// Compares all letters anew, blind to identities, and forms all matters; what people decided holds. The outcome is
    /// what linking them as they came would have given. A run that was broken off is gone on with.
    ///
    /// - Parameter isStopping: asked between blocks of letters; when true, the rest is left for the next run.
    public func relink(
        _ pipeline: DocumentPipeline, _ linker: Linker, isStopping: @escaping @Sendable () -> Bool = { false }
    ) throws(StoreError) {
        try relink(pipeline, linker, blockLength: 512, isStopping: isStopping)
    }

    func relink(
        _ pipeline: DocumentPipeline, _ linker: Linker, blockLength: Int,
        isStopping: @escaping @Sendable () -> Bool
    ) throws(StoreError) {
        var linking = RegisterLinking(
            store: store, pipeline: pipeline, linker: linker, blockLength: blockLength, isStopping: isStopping)
        try linking.relink()
    }

    /// - Returns: the number of the entry in the journal.
    public func change(_ change: RegisterStore.MatterChange, account: String, reason: String = "") throws(StoreError)
        -> Int64
    {
        try store.change(change, account: account, reason: reason, forming: MatterDesk.forming)
    }

    /// - Parameter entry: its number in the journal; by default the newest that stands.
    /// - Returns: the number of the entry taken back.
    public func undo(_ entry: Int64? = nil, account: String, reason: String = "") throws(StoreError) -> Int64 {
        try store.undo(entry, account: account, reason: reason, forming: MatterDesk.forming)
    }

    /// What each letter of a matter says that none before it does, by letter; of masked texts.
    public func news(of matter: MatterRow, _ linker: Linker) throws(StoreError) -> [(letter: Int64, news: [News])] {
        var earlier: [ReadLetter] = []
        var result: [(letter: Int64, news: [News])] = []
        let ordered = matter.letters.sorted { ($0.received ?? "", $0.id) < ($1.received ?? "", $1.id) }
        for row in ordered {
            let stored = try store.letter(row.id)
            let letter = ReadLetter(text: SourceText(stored.text), record: stored.record)
            result.append(
                (
                    row.id,
                    linker.news(in: letter, after: earlier).map { News(kind: $0.kind, text: letter.text[$0.span]) }
                ))
            earlier.append(letter)
        }
        return result
    }

    public struct News: Sendable, Equatable {
        public let kind: LetterNews.Kind
        public let text: String
    }

    static let forming = RegisterStore.Forming(
        ties: { link in
            guard let relation = LinkRelation(rawValue: link.relation) else { return false }
            return MatterForming().ties(Proposal(a: 0, b: 1, relation: relation, score: link.score))
        },
        matters: { tied in
            let places = Dictionary(uniqueKeysWithValues: tied.letters.enumerated().map { ($1, $0) })
            let proposals = tied.links.compactMap { link -> Proposal? in
                guard let a = places[link.a], let b = places[link.b],
                    let relation = LinkRelation(rawValue: link.relation)
                else { return nil }
                return Proposal(a: a, b: b, relation: relation, score: link.score)
            }
            let decisions = tied.decisions.flatMap { decision -> [MatterDecision] in
                let (first, second) = (
                    decision.first.compactMap { places[$0] }, decision.second.compactMap { places[$0] }
                )
                return second.isEmpty
                    ? [.together(first)] : [.together(first), .together(second), .apart(first, second)]
            }
            return MatterForming().matters(
                count: tied.letters.count, proposals: proposals, decisions: decisions,
                order: MatterForming.order(of: tied.orders)
            ).map { $0.map { tied.letters[$0] } }
        })
}
