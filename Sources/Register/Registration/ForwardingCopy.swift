public import Dictionaries
internal import Documents
internal import Duties
public import Storage

/// A copy of a matter's letters for another body: private values are taken out, but for what its part in the matter needs.
public struct ForwardingCopy: Sendable, Equatable {
    public let number: String
    public let receiver: String
    /// The letters, a paragraph each line.
    public let paragraphs: [String]
    /// A report (检举控告), or a letter of which it is not certain that it is none.
    public let isGuarded: Bool
}

/// What receivers of a copy may see: `Register/receivers.tsv`.
public struct ReceiverRoles: Sendable {
    public struct Role: Sendable, Equatable {
        public let term: RegisterRules.Term
        public let showsWriter: Bool
        public let showsContact: Bool
    }

    public let roles: [Role]

    public init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        let path = "\(RegisterRules.folder)/receivers.tsv"
        let table = try HeadedTable(try files.bytes(of: path), file: path)
        var roles: [Role] = []
        for row in table.rows {
            guard row.columns.count == 4 else { throw table.problem("needs the four columns that the head names", row) }
            let shown = row.columns[3].split(separator: " ").map(String.init)
            guard shown.allSatisfy(["writer", "contact", "-"].contains) else {
                throw table.problem("shown is writer, contact or -", row)
            }
            roles.append(
                Role(
                    term: .init(
                        id: String(row.columns[0]), chinese: String(row.columns[1]), english: String(row.columns[2])),
                    showsWriter: shown.contains("writer"), showsContact: shown.contains("contact")))
        }
        self.roles = roles
    }

    public func role(_ word: String) -> Role? { roles.first { $0.term.id == word || $0.term.chinese == word } }
}

extension RegistrationDesk {
    /// Makes a copy of a matter's letters out to a body, and writes into the audit log who got what.
    ///
    /// A report is made out to no body it is about, and shows nothing private. Nor does a letter whose purpose is not
    /// certain, or that a person called a report.
    ///
    /// - Parameter checked: who looked whether a report can go there, and found what.
    public func forwardingCopy(
        _ number: String, to body: String, as role: ReceiverRoles.Role, checked: String, account: String
    ) throws(StoreError) -> ForwardingCopy {
        guard rules.isBody(body) else {
            throw refused(
                "“\(body)”不像单位名称;副本只给单位", "\(body) does not look like a body's name; copies go to bodies only")
        }
        let entries = try store.registration(number).standing
        let records = try records(of: entries)
        let isReport = try isReport(entries)
        if isReport { try checkFirewall(records, body, on: today, checked: checked) }
        let isCertain = records.allSatisfy { ($0.purpose?.score ?? 0) >= Self.certain }
        let isGuarded = isReport || !isCertain
        var paragraphs: [String] = []
        for (place, letter) in entries.compactMap(\.content.letter).enumerated() {
            let stored = try store.letter(letter)
            var text = stored.text
            if !isGuarded, role.showsWriter || role.showsContact {
                let shown = try store.secretsForCopy(
                    of: letter, number: number, account: account, reason: "\(role.term.id) \(body)"
                ) { secrets in Self.shown(secrets, of: stored.record, to: role) }
                for secret in shown { text = text.replacing(secret.placeholder, with: secret.value) }
            }
            if place > 0 { paragraphs.append("") }
            paragraphs += text.split(separator: "\n").map(String.init)
        }
        try store.noteCopy(of: number, account: account, reason: "\(role.term.id) \(body) \(checked)")
        return ForwardingCopy(number: number, receiver: body, paragraphs: paragraphs, isGuarded: isGuarded)
    }

    /// A purpose below this score may be another one.
    private static let certain = 0.6

    private static func shown(_ secrets: [MaskedDocument.Secret], of record: Record, to role: ReceiverRoles.Role)
        -> [MaskedDocument.Secret]
    {
        let writers = Set(
            record.parties.filter { $0.role == .petitioner || $0.role == .representative }.map(\.name))
        let phones = secrets.filter { $0.kind == .phone }
        return secrets.filter { secret in
            switch secret.kind {
            case .person: role.showsWriter && writers.contains(secret.placeholder)
            // Of several it is not certain which is the writer's.
            case .phone: role.showsContact && phones.count == 1
            case .idNumber, .bankAccount, .email, .plate: false
            }
        }
    }
}
