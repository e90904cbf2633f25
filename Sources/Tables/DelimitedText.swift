/// Text in columns (RFC 4180): cells parted by commas, semicolons or tabs, those with such signs in quotes.
struct DelimitedText {
    let lines: [[String]]

    init(_ text: String) throws(TableFailure) {
        let scalars = Array(text.unicodeScalars)
        let comma = Self.delimiter(scalars)
        var lines: [[String]] = [[]]
        var cell = String.UnicodeScalarView()
        var at = 0
        func isAt(_ scalar: Unicode.Scalar) -> Bool { at < scalars.count && scalars[at] == scalar }
        while at < scalars.count {
            if isAt("\""), cell.isEmpty {
                let line = lines.count
                at += 1
                while true {
                    guard at < scalars.count else { throw .openQuote(line: line) }
                    if isAt("\"") {
                        at += 1
                        guard isAt("\"") else { break }
                    }
                    cell.append(scalars[at])
                    at += 1
                }
            } else if isAt(comma) {
                lines[lines.count - 1].append(String(cell))
                cell = .init()
                at += 1
            } else if isAt("\n") || isAt("\r") {
                lines[lines.count - 1].append(String(cell))
                cell = .init()
                at += isAt("\r") && at + 1 < scalars.count && scalars[at + 1] == "\n" ? 2 : 1
                lines.append([])
            } else {
                cell.append(scalars[at])
                at += 1
            }
        }
        lines[lines.count - 1].append(String(cell))
        self.lines = lines.map { $0.map(Self.unguarded) }
    }

    /// Before what a spreadsheet would take for a formula, tables that leave laixin have an apostrophe.
    private static func unguarded(_ cell: String) -> String {
        guard cell.hasPrefix("'"), let second = cell.dropFirst().first, "=+-@\t\r".contains(second) else { return cell }
        return String(cell.dropFirst())
    }

    /// The sign that stands most often in the first line.
    private static func delimiter(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
        let counts = [Unicode.Scalar(","), "\t", ";"].map { sign in (sign, first.count { $0 == sign }) }
        return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? ","
    }
}
