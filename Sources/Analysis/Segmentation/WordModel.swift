/// All that the segmenter has learned: the lexicon with its weights and the weights of the gaps.
///
/// A reading of a stretch scores the sum of the weights of its gaps that are word boundaries, and of its words: of
/// the lexicon's words their own, of others one by their length. Weights are whole numbers in units of ``scale``.
struct WordModel: Sendable {
    /// How many whole units a weight of 1 is.
    static let scale: Float = 16
    /// Words that no list knows are at most this long.
    static let longestUnknown = 8

    let trie: WordTrie
    /// Four weights a row, see ``NGramRows``.
    let gaps: [Int8]
    /// Weight of an unknown word of each length; the first is not used.
    let unknown: [Int16]
}
