internal import Dictionaries

/// The words by which the documents of a compilation are told apart: `Dictionaries/Structure/compilation-words.txt`, and
/// those of fields and numbered parts.
///
/// A class, so that a page that holds them costs one reference count.
final class CompilationWords: Sendable {
    static let file = "Structure/compilation-words.txt"

    let titleEndings: TermList
    let headEndings: TermList
    let addressEndings: TermList
    let respected: TermList
    let closings: TermList
    /// How a page's list of other pages begins.
    let furtherReading: TermList
    let fields: FieldReader
    /// See ``SectionLabelReader/names(_:)``.
    let names: TermList

    init(_ files: DictionaryFiles, _ fields: FieldReader, names: TermList) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        titleEndings = try lists.takeTerms("title-ending")
        headEndings = try lists.takeTerms("head-ending")
        addressEndings = try lists.takeTerms("address-ending")
        respected = try lists.takeTerms("respected")
        closings = try lists.takeTerms("closing")
        furtherReading = try lists.takeTerms("further-reading")
        try lists.expectEmpty()
        self.fields = fields
        self.names = names
    }
}
