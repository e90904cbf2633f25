public import Documents
public import Storage

/// How an office writes its registration numbers: `XF{year}-{serial:5}` gives XF2024-00017. The series begins anew
/// with each year, so the year must stand in it.
public struct NumberPattern: Sendable, Equatable {
    public static let standard = "{year}{serial:6}"

    private let before: String
    private let after: String
    private let width: Int

    /// `nil` when `{year}` or `{serial:WIDTH}` (1 to 9) is missing, stands twice, or another brace is left.
    public init?(_ text: String) {
        let years = text.components(between: "{year}")
        guard years.count == 2 else { return nil }
        let parts = text.components(between: "{serial:")
        guard parts.count == 2, let digit = parts[1].first, let width = digit.wholeNumberValue, width > 0,
            parts[1].dropFirst().first == "}"
        else { return nil }
        before = parts[0]
        after = String(parts[1].dropFirst(2))
        self.width = width
        let left = (before + after).components(between: "{year}").joined()
        guard !left.contains("{"), !left.contains("}"), !left.contains(where: \.isWhitespace) else { return nil }
    }

    public func series(on day: CivilDate) -> RegisterStore.NumberSeries {
        func filled(_ text: String) -> String {
            text.components(between: "{year}").joined(separator: "\(day.year)")
        }
        let (first, last, width) = (filled(before), filled(after), width)
        return RegisterStore.NumberSeries(name: "\(first)#\(last)") { serial in
            let digits = String(serial)
            return first + String(repeating: "0", count: max(0, width - digits.count)) + digits + last
        }
    }
}

extension String {
    fileprivate func components(between mark: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
