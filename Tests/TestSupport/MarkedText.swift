/// A text with one place marked: `请于⟦十月一日⟧前答复`, so that nobody counts characters.
public struct MarkedText: Sendable {
    public let text: String
    /// Half-open, in scalars; `nil` when nothing is marked.
    public let span: (start: Int, end: Int)?

    public init(_ marked: String) {
        var scalars = String.UnicodeScalarView()
        var start: Int?
        var end: Int?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": start = scalars.count
            case "⟧": end = scalars.count
            default: scalars.append(scalar)
            }
        }
        text = String(scalars)
        if let start, let end { span = (start, end) } else { span = nil }
    }
}
