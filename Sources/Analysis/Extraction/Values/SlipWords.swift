internal import Dictionaries

/// What slips of paper are called that give a number: `Dictionaries/Values/slip-words.txt`.
struct SlipWords: Sendable {
    /// In the order of the file, for a pattern.
    let names: [String]
    let set: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, "Values/slip-words.txt")
        set = try lists.take("slip")
        names = set.words
        try lists.expectEmpty()
    }
}
