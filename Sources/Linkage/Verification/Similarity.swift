/// What two letters have in common, by weight.
struct Similarity: Sendable, Equatable {
    /// Weight in common over weight in either.
    let jaccard: Double
    /// Weight in common over the weight of the lighter.
    let containment: Double
    /// Shingles of the smaller letter.
    let smallerCount: Int

    /// One letter inside another is a little less than the same letter.
    var score: Double { min(1, max(jaccard, 0.9 * containment)) }
}
