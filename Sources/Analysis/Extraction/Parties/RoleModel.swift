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

    /// Traits under which every other feature weighs more or less: what stands around a name that begins its clause
    /// tells of its bearer's deeds, and an office is accused sooner where nobody else is.
    static let switches: [RoleFeatures.Trait] = [.noneAccused, .opensClause]

    private static let switchNames = switches.map { "\($0)" }

    /// One weight for each of ``roles``.
    typealias Sums = SIMD4<Float>

    /// By subject.
    private var bias: [Sums]
    /// By subject, then by feature: the features alone, then those under each switch.
    private var weights: [[Sums]]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let width = Self.roles.count
        precondition(width == Sums.scalarCount)
        weights = Subject.allCases.map { _ in
            [Sums](repeating: .zero, count: RoleFeatures.count * (1 + Self.switches.count))
        }
        bias = Subject.allCases.map { _ in .zero }
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
                bias[subject.number] = Sums(values)
            } else if let feature = Self.number(of: columns[1]) {
                weights[subject.number][feature] = Sums(values)
            } else {
                throw DictionaryError(file: Self.path, line: number, problem: "knows no feature \(columns[1])")
            }
        }
    }

    /// The number of `trait inTitle`, or of `trait inTitle & noneAccused`.
    static func number(of name: String) -> Int? {
        if let feature = RoleFeatures.numberByName[name] { return feature }
        let parts = name.split(separator: "&").map { String($0).trimmingSpaces }
        guard let feature = RoleFeatures.numberByName[parts[0]] else { return nil }
        guard parts.count > 1 else { return feature }
        guard parts.count == 2, let block = switchNames.firstIndex(of: parts[1]) else { return nil }
        return RoleFeatures.count * (block + 1) + feature
    }

    /// What speaks for each part, in the order of ``roles``.
    func sums(_ features: RoleFeatures, _ subject: Subject) -> Sums {
        var sums = bias[subject.number]
        weights[subject.number].withUnsafeBufferPointer { weights in
            features.forEach { sums += weights[$0] }
            for (block, trait) in Self.switches.enumerated() where features.has(trait) {
                features.forEach { sums += weights[RoleFeatures.count * (block + 1) + $0] }
            }
        }
        return sums
    }

    /// The part with the highest sum; of equals the one that says least.
    static func best(_ sums: Sums) -> Record.Party.Role {
        var best = Sums.scalarCount - 1
        for role in (0..<Sums.scalarCount).reversed() where sums[role] > sums[best] { best = role }
        return roles[best]
    }

    /// The features that speak most for a part against the next best, strongest first, with what each adds.
    func reasons(_ features: RoleFeatures, _ subject: Subject, for role: Record.Party.Role) -> [(name: String, Float)] {
        let sums = sums(features, subject)
        guard let number = Self.roles.firstIndex(of: role),
            let other = Self.roles.indices.filter({ $0 != number }).max(by: { sums[$0] < sums[$1] })
        else { return [] }
        let weights = weights[subject.number]
        let blocks = [nil] + Self.switches.map(Optional.some)
        let all = blocks.enumerated().flatMap { block, trait -> [(name: String, Float)] in
            if let trait, !features.has(trait) { return [] }
            return features.numbers.map { feature in
                let place = RoleFeatures.count * block + feature
                let name = RoleFeatures.name(feature) + (trait.map { " & \($0)" } ?? "")
                return (name, weights[place][number] - weights[place][other])
            }
        }
        return all.filter { $0.1 > 0 }.sorted { ($1.1, $0.name) < ($0.1, $1.name) }
    }
}
