internal import Dictionaries
internal import Documents

/// How much each feature speaks for each part (`Parties/role-weights.tsv`): a sum of weights that anyone can follow.
struct RoleModel: Sendable {
    static let path = "Parties/role-weights.tsv"
    /// The parts that are weighed; representatives and addressees are told by where they stand.
    static let roles: [Record.Party.Role] = [.petitioner, .respondent, .handler, .other]

    /// Which parties a set of weights is for.
    enum Subject: String, CaseIterable, Sendable {
        case person, government, organization

        var number: Int {
            switch self {
            case .person: 0
            case .government: 1
            case .organization: 2
            }
        }
    }

    /// By subject, then by part.
    private var bias: [[Float]]
    /// By subject, then by feature and part.
    private var weights: [[Float]]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let width = Self.roles.count
        weights = Subject.allCases.map { _ in [Float](repeating: 0, count: RoleFeatures.count * width) }
        bias = Subject.allCases.map { _ in [Float](repeating: 0, count: width) }
        guard let bytes = try files.optionalBytes(of: Self.path) else { return }
        for (number, line) in DictionaryLines(bytes) {
            let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            guard columns.count == 2 + width, let subject = Subject(rawValue: columns[0]) else {
                throw DictionaryError(
                    file: Self.path, line: number, problem: "needs a subject, a feature and \(width) weights")
            }
            var values: [Float] = []
            for column in columns[2...] {
                guard let value = Float(column), value.isFinite else {
                    throw DictionaryError(file: Self.path, line: number, problem: "\(column) is no weight")
                }
                values.append(value)
            }
            if columns[1] == "bias" {
                bias[subject.number] = values
            } else if let feature = RoleFeatures.numberByName[columns[1]] {
                for (role, value) in values.enumerated() { weights[subject.number][feature * width + role] = value }
            } else {
                throw DictionaryError(file: Self.path, line: number, problem: "knows no feature \(columns[1])")
            }
        }
    }

    /// What speaks for each part, in the order of ``roles``.
    func sums(_ features: RoleFeatures, _ subject: Subject) -> [Float] {
        let width = Self.roles.count
        let weights = weights[subject.number]
        var sums = bias[subject.number]
        features.forEach { feature in
            for role in 0..<width { sums[role] += weights[feature * width + role] }
        }
        return sums
    }

    /// The part with the highest sum; of equals the one that says least.
    static func best(_ sums: [Float]) -> Record.Party.Role {
        var best = sums.count - 1
        for role in sums.indices.reversed() where sums[role] > sums[best] { best = role }
        return sums.isEmpty ? .other : roles[best]
    }

    /// The feature that speaks most for a part against the others.
    func evidence(_ features: RoleFeatures, _ subject: Subject, for role: Record.Party.Role) -> Int? {
        let width = Self.roles.count
        guard let number = Self.roles.firstIndex(of: role) else { return nil }
        let weights = weights[subject.number]
        return features.numbers.max {
            weights[$0 * width + number] < weights[$1 * width + number]
        }
    }
}
