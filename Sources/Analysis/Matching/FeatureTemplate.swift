internal import Documents

/// The kinds of features of a finder whose weights are learned; those of characters and those of a number.
///
/// A feature is its kind and what stands there: `behind 我是`, `distance 3`.
protocol FeatureTemplate: RawRepresentable<UInt64>, CaseIterable, Sendable {
    /// All kinds by their names: kept, because a file of weights asks for each of its lines.
    static var byName: [String: Self] { get }
    var isOfCharacters: Bool { get }
}

extension FeatureTemplate {
    static func named() -> [String: Self] { Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) }) }

    var begin: UInt64 { FeatureKey.mix(FeatureKey.start, rawValue) }

    /// The key of a feature by its name; `nil` for a name that is none.
    static func key(of name: String) -> UInt64? {
        let parts = name.split(separator: " ")
        guard parts.count == 2, let template = byName[String(parts[0])] else { return nil }
        guard template.isOfCharacters else { return UInt64(parts[1]).map { FeatureKey.mix(template.begin, $0) } }
        return parts[1].unicodeScalars.reduce(template.begin) { FeatureKey.mix($0, UInt64($1.value)) }
    }
}

/// Where features go: into a sum, or into a list by their names.
protocol FeatureSink<Template> {
    associatedtype Template: FeatureTemplate
    mutating func add(_ template: Template, _ characters: Slice<UnsafeBufferPointer<UInt32>>)
    mutating func add(_ template: Template, _ number: Int)
}

/// What features weigh together.
struct FeatureSum<Template: FeatureTemplate>: FeatureSink {
    let weights: FeatureWeights
    var sum: Float = 0

    mutating func add(_ template: Template, _ characters: Slice<UnsafeBufferPointer<UInt32>>) {
        var key = template.begin
        for character in characters { key = FeatureKey.mix(key, UInt64(character)) }
        sum += weights[key]
    }

    mutating func add(_ template: Template, _ number: Int) {
        sum += weights[FeatureKey.mix(template.begin, UInt64(number))]
    }
}

/// Features by their names, for learning and for explanations.
struct FeatureList<Template: FeatureTemplate>: FeatureSink {
    private(set) var names: [String] = []

    mutating func add(_ template: Template, _ characters: Slice<UnsafeBufferPointer<UInt32>>) {
        // A blank would cut the name.
        guard !characters.contains(where: { $0 <= 0x20 }) else { return }
        names.append("\(template) \(String(scalars: UnsafeBufferPointer(rebasing: characters)))")
    }

    mutating func add(_ template: Template, _ number: Int) { names.append("\(template) \(number)") }
}
