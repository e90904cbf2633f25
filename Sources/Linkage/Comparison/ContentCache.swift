/// Letters made ready for comparison lately, by their places: a letter that many others are compared with is made ready
/// once. What is compared does not depend on it.
public struct ContentCache: Sendable {
    private var kept: RecentValues<LetterContent>

    /// - Parameter most: letters kept, some 10 kB each.
    public init(most: Int = 32_768) { kept = RecentValues(most: most) }

    /// The contents of letters, in the order of their places.
    mutating func contents(of places: [Int], _ make: @Sendable (Int) -> LetterContent) -> [LetterContent] {
        kept.makeRoom(for: places.count)
        let known = places.map { kept.value($0) }
        let missing = places.indices.filter { known[$0] == nil }
        let made = parallelMap(missing.count) { make(places[missing[$0]]) }
        var contents = known
        for (index, content) in zip(missing, made) {
            kept[places[index]] = content
            contents[index] = content
        }
        return contents.compactMap(\.self)
    }
}
