internal import Dictionaries

/// The words at the head of a document: `Dictionaries/Structure/head-words.txt`.
///
/// A class, so that a reader that holds them costs one reference count.
final class HeadWords: Sendable {
    static let file = "Structure/head-words.txt"

    /// Besides those that name a kind.
    let titleEndings: TermList
    /// 我们要求：, 具体情况如下：: a line that leads on to a list, no salutation.
    let leadIns: TermList
    let addressEndings: TermList
    let respected: TermList
    /// What stands before an addressee and is none of him, the longest first.
    let openings: [[UInt32]]
    /// Those of them that also stand inside a line.
    let honorifics: TermList
    /// 实名举报原村主任孟某：: whom a letter is about, not to whom it goes.
    let accusations: TermList
    /// How titles end that run into the salutation.
    let titleTails: TermList
    /// The titles of leaders whom such titles run into, and their most common surnames.
    let leaders: TermList
    let surnames: ScalarSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        titleEndings = try lists.takeTerms("title-ending")
        leadIns = try lists.takeTerms("lead-in")
        addressEndings = try lists.takeTerms("address-ending")
        respected = try lists.takeTerms("respected")
        openings = try lists.takeTerms("opening").words.map { $0.unicodeScalars.map(\.value) }
            .sorted { $0.count > $1.count }
        honorifics = try lists.takeTerms("honorific")
        accusations = try lists.takeTerms("accusation")
        titleTails = try lists.takeTerms("title-tail")
        leaders = try lists.takeTerms("leader")
        surnames = try lists.take("surname").firsts
        try lists.expectEmpty()
    }
}
