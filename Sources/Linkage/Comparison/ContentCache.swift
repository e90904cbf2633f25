/// Letters made ready for comparison lately, by their places: a letter that many others are compared with is made ready
/// once. What is compared does not depend on it.
public struct ContentCache: Sendable {
    /// Those wanted since the last turn, and those wanted before it; at a turn the older are let go.
    private var recent: [Int: LetterContent] = [:]
    private var older: [Int: LetterContent] = [:]
    private let most: Int

    /// - Parameter most: letters kept, some 10 kB each.
    public init(most: Int = 32_768) { self.most = most }

    /// The contents of letters, in the order of their places.
    mutating func contents(of places: [Int], _ make: @Sendable (Int) -> LetterContent) -> [LetterContent] {
        let known = places.map { recent[$0] ?? older[$0] }
        let missing = places.indices.filter { known[$0] == nil }
        let made = parallelMap(missing.count) { make(places[missing[$0]]) }
        var contents: [LetterContent] = []
        contents.reserveCapacity(places.count)
        var next = 0
        if recent.count + places.count > most / 2 {
            older = recent
            recent = [:]
        }
        for (place, held) in zip(places, known) {
            let content: LetterContent
            if let held {
                content = held
            } else {
                content = made[next]
                next += 1
            }
            recent[place] = content
            contents.append(content)
        }
        return contents
    }
}
