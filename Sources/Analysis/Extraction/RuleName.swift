/// The name of a rule as it stands in our source: copied with every mention, so it counts no references.
struct RuleName: Hashable, Sendable, ExpressibleByStringLiteral {
    private let text: StaticString

    init(stringLiteral text: StaticString) { self.text = text }

    var string: String { text.description }

    static func == (left: RuleName, right: RuleName) -> Bool {
        guard left.text.utf8CodeUnitCount == right.text.utf8CodeUnitCount else { return false }
        let (one, other) = (left.text.utf8Start, right.text.utf8Start)
        if one == other { return true }
        // The ends of names tell more of them apart than their beginnings do.
        for place in (0..<left.text.utf8CodeUnitCount).reversed() where one[place] != other[place] { return false }
        return true
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bytes: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
