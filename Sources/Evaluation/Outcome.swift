public import Documents

/// What became of one mark of the gold or one find.
public struct Outcome: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case found, missed, spurious
        case wrongValue(String?)

        var isRight: Bool { self == .found }

        public var name: String {
            switch self {
            case .found: "found"
            case .missed: "missed"
            case .spurious: "spurious"
            case .wrongValue: "wrong value"
            }
        }
    }

    public let document: String
    public let label: String
    public let span: SourceSpan
    public let text: String
    public let value: String?
    public let state: State

    /// The mark or find itself, whatever became of it.
    private var key: Key { Key(document: document, label: label, span: span, isMark: state != .spurious) }

    private struct Key: Hashable {
        let document: String
        let label: String
        let span: SourceSpan
        let isMark: Bool
    }

    /// What a run does better and worse than an earlier one on the same gold.
    public struct Comparison: Sendable {
        /// Marks found now, and wrong finds gone.
        public let gained: [Outcome]
        /// Marks missed now, and wrong finds that are new.
        public let lost: [Outcome]
    }

    public static func compare(_ now: [Outcome], with before: [Outcome]) -> Comparison {
        let old = Dictionary(before.map { ($0.key, $0) }) { first, _ in first }
        let new = Dictionary(now.map { ($0.key, $0) }) { first, _ in first }
        var gained: [Outcome] = []
        var lost: [Outcome] = []
        for outcome in now {
            let was = old[outcome.key]
            if outcome.state == .spurious {
                if was == nil { lost.append(outcome) }
            } else if let was, was.state.isRight != outcome.state.isRight {
                if outcome.state.isRight { gained.append(outcome) } else { lost.append(outcome) }
            }
        }
        gained += before.filter { $0.state == .spurious && new[$0.key] == nil }
        return Comparison(gained: gained, lost: lost)
    }
}

// A saved run: one outcome a line.
extension Outcome: Codable {
    private enum CodingKeys: String, CodingKey { case document, label, start, end, text, value, state, found }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        document = try container.decode(String.self, forKey: .document)
        label = try container.decode(String.self, forKey: .label)
        span = SourceSpan(
            try container.decode(Int.self, forKey: .start), try container.decode(Int.self, forKey: .end))
        text = try container.decode(String.self, forKey: .text)
        value = try container.decodeIfPresent(String.self, forKey: .value)
        switch try container.decode(String.self, forKey: .state) {
        case "found": state = .found
        case "missed": state = .missed
        case "spurious": state = .spurious
        default: state = .wrongValue(try container.decodeIfPresent(String.self, forKey: .found))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(document, forKey: .document)
        try container.encode(label, forKey: .label)
        try container.encode(span.start, forKey: .start)
        try container.encode(span.end, forKey: .end)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(value, forKey: .value)
        try container.encode(state.name, forKey: .state)
        if case .wrongValue(let found) = state { try container.encodeIfPresent(found, forKey: .found) }
    }
}
