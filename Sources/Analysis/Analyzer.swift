public import Dictionaries
public import Documents
internal import ICUKit

/// Reads one document: normalise → structure → extract → classify.
///
/// Built once (dictionaries load in some tens of milliseconds) and shared by all threads; it never changes.
public struct Analyzer: Sendable {
    let normalizer: Normalizer

    public init(dictionaries: DictionaryFiles = .standard()) throws {
        normalizer = try Normalizer()
    }

    /// What laixin says of one document.
    public func analyze(_ document: Document) -> Record {
        let text = normalizer.normalize(document.text)
        _ = text
        return Record(id: document.id, kind: .other)
    }
}
