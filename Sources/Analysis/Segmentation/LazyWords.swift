internal import Dictionaries
internal import Synchronization

/// The word segmenter, loaded when words are first asked for: reading letters needs none and does not pay for it.
final class LazyWords: Sendable {
    private let dictionaries: DictionaryFiles
    private let user: UserWords?
    private let loaded = Mutex<Result<WordSegmenter, DictionaryError>?>(nil)

    init(_ dictionaries: DictionaryFiles, user: UserWords?) {
        self.dictionaries = dictionaries
        self.user = user
    }

    /// - Throws: ``DictionaryError`` each time when the files of `Dictionaries/Words` cannot be used.
    func segmenter() throws(DictionaryError) -> WordSegmenter {
        try loaded.withLock { loaded in
            if let loaded { return loaded }
            let result = Result { () throws(DictionaryError) in try WordSegmenter(dictionaries, user: user) }
            loaded = result
            return result
        }.get()
    }
}
