internal import Storage

/// What a program's token may be used for, within what its account's roles hold.
public enum TokenScope: String, Sendable, CaseIterable {
    case letters, figures, parse
    case importing = "import"
    case review

    public var rights: Set<Right> {
        switch self {
        case .letters: [.readLetters, .readDuties]
        case .figures: [.readFigures, .exactFigures]
        // Parsing keeps nothing, but needs whom the office lets take letters in.
        case .parse: [.importLetters]
        case .importing: [.importLetters]
        case .review: [.review, .readLetters]
        }
    }

    static func rights(of scopes: [String]) -> Set<Right> {
        scopes.compactMap(TokenScope.init(rawValue:)).reduce(into: [.ownAccount]) { $0.formUnion($1.rights) }
    }

    /// A new token, and the hash that the register keeps of it.
    public static func newToken() -> (token: String, hash: String) {
        let token = "laixin_" + Secret.word()
        return (token, Secret.sha256(token))
    }
}
