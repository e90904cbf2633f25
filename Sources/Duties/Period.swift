/// A length of time as a law gives it.
public enum Period: Hashable, Sendable, CustomStringConvertible {
    case days(Int)
    case workingDays(Int)
    case months(Int)
    case years(Int)

    /// Reads the forms of the record's limits: `P60D`, `BP5D` (working days), `P3M`, `P2Y`. `nil` for any other.
    public init?(_ text: some StringProtocol) {
        let isWorking = text.hasPrefix("B")
        let body = isWorking ? text.dropFirst() : text[...]
        guard body.hasPrefix("P"), let unit = body.last, let count = Int(body.dropFirst().dropLast()),
            (1...10_000).contains(count)
        else { return nil }
        switch (unit, isWorking) {
        case ("D", true): self = .workingDays(count)
        case ("D", false): self = .days(count)
        case ("M", false): self = .months(count)
        case ("Y", false): self = .years(count)
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .days(let count): "P\(count)D"
        case .workingDays(let count): "BP\(count)D"
        case .months(let count): "P\(count)M"
        case .years(let count): "P\(count)Y"
        }
    }

    /// The same unit counted, for telling whether two lengths can be compared or added.
    func isCountedLike(_ other: Period) -> Bool {
        switch (self, other) {
        case (.days, .days), (.workingDays, .workingDays), (.months, .months), (.years, .years): true
        default: false
        }
    }

    var count: Int {
        switch self {
        case .days(let count), .workingDays(let count), .months(let count), .years(let count): count
        }
    }
}
