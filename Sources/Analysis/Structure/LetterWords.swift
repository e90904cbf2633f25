internal import Dictionaries

/// The words by which a citizen's letter is told from an office's paper: `Dictionaries/Structure/letter-words.txt`.
///
/// A class, so that a reader that holds them costs one reference count.
final class LetterWords: Sendable {
    static let file = "Structure/letter-words.txt"

    let greetings: TermList
    /// How one goes on behind a salutation who writes of himself.
    let writers: TermList
    /// 各位领导 are written to by anybody.
    let everybody: TermList
    let visitors: TermList
    /// 致全县养蜂户的一封信: an office to the public; a citizen writes to an office.
    let publicLetters: TermList
    let publicReaders: WordSet
    let officeReaders: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        greetings = try lists.takeTerms("greeting")
        writers = try lists.takeTerms("writer")
        everybody = try lists.takeTerms("everybody")
        visitors = try lists.takeTerms("visitor")
        publicLetters = try lists.takeTerms("public-letter")
        publicReaders = try lists.take("public-reader")
        officeReaders = try lists.take("office-reader")
        try lists.expectEmpty()
    }
}
