/// What somebody may do at the console. Every route names the one it needs; see ``Route/all``.
public enum Right: String, Sendable, CaseIterable {
    /// Lists, searches and opens letters in masked form, and the matters they are of.
    case readLetters
    case importLetters
    /// Registers letters and takes steps with registered matters.
    case register
    /// Answers what the program was not sure of: categories, purposes, days, links.
    case review
    /// Opens the sealed original of one letter, with a reason.
    case reveal
    case readDuties
    /// Figures of the register; small ones are suppressed unless ``exactFigures`` is held too.
    case readFigures
    /// Figures as they are: for those who may open the letters of a cell anyway (SAFETY 9).
    case exactFigures
    case readPlans
    /// Takes the register out as a file.
    case export
    case readAudit
    /// Sees and changes one's own account. Everybody's.
    case ownAccount
}

/// What the office entrusts to an account; one account can hold several.
public enum Role: String, Sendable, CaseIterable {
    case clerk, reviewer, analyst, auditor
    case keyHolder = "key-holder"

    public var rights: Set<Right> {
        switch self {
        case .clerk:
            [
                .readLetters, .importLetters, .register, .readDuties, .readFigures, .exactFigures, .readPlans, .export,
                .ownAccount,
            ]
        case .reviewer:
            [.readLetters, .review, .readDuties, .readFigures, .exactFigures, .readPlans, .ownAccount]
        case .analyst: [.readFigures, .readPlans, .ownAccount]
        case .auditor: [.readAudit, .ownAccount]
        case .keyHolder: [.readLetters, .reveal, .ownAccount]
        }
    }

    public func name(chinese: Bool) -> String {
        switch self {
        case .clerk: chinese ? "经办" : "clerk"
        case .reviewer: chinese ? "核查" : "reviewer"
        case .analyst: chinese ? "分析" : "analyst"
        case .auditor: chinese ? "审计" : "auditor"
        case .keyHolder: chinese ? "密钥保管" : "key holder"
        }
    }
}

/// Who asks, and what they may do.
public struct Identity: Sendable, Equatable {
    public let account: String
    public let roles: [Role]
    public let rights: Set<Right>

    /// - Parameter limit: rights beyond these are not given; `nil` for all that the roles hold.
    public init(account: String, roles: [Role], limit: Set<Right>? = nil) {
        self.account = account
        self.roles = roles
        let all = roles.reduce(into: Set<Right>()) { $0.formUnion($1.rights) }
        rights = limit.map(all.intersection) ?? all
    }

    public func may(_ right: Right) -> Bool { rights.contains(right) }
}
