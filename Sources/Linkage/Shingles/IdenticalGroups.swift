/// Letters grouped by equal text, once furniture and all but Han, letters and digits are gone.
struct IdenticalGroups {
    /// One cleaned text a group, in the order of first members.
    private(set) var texts: [[UInt32]] = []
    /// The places of the letters of each group, ascending.
    private(set) var members: [[Int]] = []

    init(_ letters: [LinkableLetter]) {
        let cleaned = parallelMap(letters.count) { CleanedText.clean(Furniture.removed(from: letters[$0].scalars)) }
        var groupOf: [[UInt32]: Int] = [:]
        for (index, text) in cleaned.enumerated() {
            // Letters with nothing in them agree in nothing.
            if !text.isEmpty, let group = groupOf[text] {
                members[group].append(index)
            } else {
                groupOf[text] = texts.count
                texts.append(text)
                members.append([index])
            }
        }
    }
}
