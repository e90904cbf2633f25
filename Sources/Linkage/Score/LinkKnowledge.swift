/// What linking knows beforehand: how common phrases are, how features weigh, and which bodies are one.
public struct LinkKnowledge: Sendable {
    public let background: TermBackground
    public let model: MatterModel
    public let bodies: BodyFamilies

    var weights: TermWeights { TermWeights(background: background) }

    /// A number for all that the outcome of linking depends on besides the letters.
    var fingerprint: UInt64 {
        let parts = [background.fingerprint, model.fingerprint, bodies.fingerprint]
        return parts.reduce(0) { ShingleSet.mixed($0 ^ $1) }
    }

    public init(background: TermBackground, model: MatterModel, bodies: BodyFamilies) {
        self.background = background
        self.model = model
        self.bodies = bodies
    }
}

/// Tells versions of a file apart.
enum Fingerprint {
    /// FNV-1a.
    static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
