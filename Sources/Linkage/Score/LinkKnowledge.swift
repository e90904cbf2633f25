/// What linking knows beforehand: how common phrases are, how features weigh, which bodies are one, and words to look for.
public struct LinkKnowledge: Sendable {
    public let background: TermBackground
    public let model: MatterModel
    public let bodies: BodyFamilies
    public let words: LinkWords

    var weights: TermWeights { TermWeights(background: background) }

    /// A number for all that the outcome of linking depends on besides the letters.
    var fingerprint: UInt64 {
        let parts = [background.fingerprint, model.fingerprint, bodies.fingerprint, words.fingerprint]
        return parts.reduce(0) { ShingleSet.mixed($0 ^ $1) }
    }

    public init(background: TermBackground, model: MatterModel, bodies: BodyFamilies, words: LinkWords = .none) {
        self.background = background
        self.model = model
        self.bodies = bodies
        self.words = words
    }
}

/// Tells versions of a file apart.
enum Fingerprint {
    /// FNV-1a.
    static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
