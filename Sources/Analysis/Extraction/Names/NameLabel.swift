/// What a character of a letter belongs to: the labels of ``NameModel``, in the order of its lanes.
enum NameLabel: Int, CaseIterable, Sendable {
    case none
    case placeStart, placeInside
    case partyStart, partyInside

    static let count = allCases.count

    /// Whether a name that a character with this label belongs to goes on from one with the label before it.
    func follows(_ before: NameLabel) -> Bool {
        switch self {
        case .placeInside: before == .placeStart || before == .placeInside
        case .partyInside: before == .partyStart || before == .partyInside
        case .none, .placeStart, .partyStart: true
        }
    }
}
