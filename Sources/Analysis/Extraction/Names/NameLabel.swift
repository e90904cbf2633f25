/// What a name in a letter is to it, as the tagger reads it.
enum NameKind: Int, CaseIterable, Sendable {
    case place
    case petitioner, respondent, handler, addressee
    /// Anybody else who is named.
    case other
}

/// What a character of a letter belongs to: the labels of ``NameModel``, each the number of its byte in a row of weights.
///
/// Two bytes stand for a kind of name: one for the character that begins it, one for those behind; the first pair is for
/// characters outside of names, its second byte for nothing.
enum NameLabel: Int, CaseIterable, Sendable {
    case none = 0
    case placeStart = 2, placeInside
    case petitionerStart, petitionerInside
    case respondentStart, respondentInside
    case handlerStart, handlerInside
    case addresseeStart, addresseeInside
    case otherStart, otherInside

    var isInside: Bool { rawValue & 1 == 1 }

    /// Which pair of bytes it belongs to.
    var pair: Int { rawValue >> 1 }

    /// Which kind of name it belongs to; `nil` outside of names.
    var kind: NameKind? { NameKind(rawValue: pair - 1) }

    /// Whether a name that a character with this label belongs to goes on from one with the label before it.
    func follows(_ before: NameLabel) -> Bool { !isInside || before.pair == pair }
}
