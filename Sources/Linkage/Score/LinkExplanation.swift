/// A score taken apart: what each feature adds to the log odds, and the link that came of it.
public struct LinkExplanation: Sendable, Equatable {
    public struct Share: Sendable, Equatable {
        public let feature: MatterFeature
        public let value: Double
        public let weight: Double
        /// In natural log odds.
        public var logOdds: Double { value * weight }
    }

    /// Log odds of two letters that share nothing.
    public let bias: Double
    /// In the order of ``MatterFeature``.
    public let shares: [Share]
    public let probability: Double
    /// `nil` when the letters are not linked directly.
    public let link: Link?
}
