/// Proof that a form was made by this console for this browser, for forms that no session stands behind yet.
///
/// The browser holds a random word in a cookie; the form holds its seal. Another site can make the browser send the
/// cookie's form, but cannot read or make the seal.
struct FormToken: Sendable {
    private let key = Secret.word()

    func seal(of word: String) -> String { Secret.seal(word, key) }

    func isRight(_ token: String?, for word: String?) -> Bool {
        guard let token, let word, !word.isEmpty else { return false }
        return Secret.areEqual(token, seal(of: word))
    }
}
