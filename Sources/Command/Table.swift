internal import Foundation

/// Rows for people, spreadsheets or programs.
struct Table {
    let header: [Column]
    let rows: [[String]]

    func write(_ format: OutputFormat) {
        switch format {
        case .table: writeText()
        case .csv:
            for row in [names] + rows { print(row.map(Table.csvField).joined(separator: ",")) }
        case .json:
            for row in rows {
                let object = Dictionary(uniqueKeysWithValues: zip(names, row))
                if let data = try? JSONEncoder.line.encode(object) { print(String(decoding: data, as: UTF8.self)) }
            }
        }
    }

    /// RFC 4180, and no field that a spreadsheet would run as a formula.
    static func csvField(_ field: String) -> String {
        var text = field
        if let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private var names: [String] { header.map(\.rawValue) }

    private func writeText() {
        let all = [header.map(\.told)] + rows
        let widths = header.indices.map { column in all.map { Table.width($0[column]) }.max() ?? 0 }
        for row in all {
            let cells = row.indices.map { column in
                row[column] + String(repeating: " ", count: max(0, widths[column] - Table.width(row[column])))
            }
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            print(line)
        }
    }

    /// Columns in a terminal: two for East Asian wide characters.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) {
            $0 + ((0x1100...0x115F).contains($1.value) || (0x2E80...0xFFDC).contains($1.value) ? 2 : 1)
        }
    }
}
