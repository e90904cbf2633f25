/// What linking knows beforehand: how common phrases are, how features weigh, and which bodies are one.
public struct LinkKnowledge: Sendable {
    public let background: TermBackground
    public let model: MatterModel
    public let bodies: BodyFamilies

    public init(background: TermBackground, model: MatterModel, bodies: BodyFamilies) {
        self.background = background
        self.model = model
        self.bodies = bodies
    }
}
