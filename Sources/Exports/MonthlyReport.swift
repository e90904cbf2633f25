/// A month of the register for people to read: tables and bars. Figures are of matters, letters and duties of bodies.
public struct MonthlyReport: Sendable, Equatable {
    public struct Table: Sendable, Equatable {
        public let title: String
        public let header: [String]
        /// The first column is a name; `nil` where a figure is suppressed.
        public let rows: [(name: String, figures: [Int?])]

        public init(title: String, header: [String], rows: [(name: String, figures: [Int?])]) {
            self.title = title
            self.header = header
            self.rows = rows
        }

        public static func == (left: Table, right: Table) -> Bool {
            left.title == right.title && left.header == right.header && left.rows.map(\.name) == right.rows.map(\.name)
                && left.rows.map(\.figures) == right.rows.map(\.figures)
        }
    }

    public let title: String
    /// What the figures are, and what is left out of them.
    public let notes: [String]
    public let tables: [Table]

    public init(title: String, notes: [String], tables: [Table]) {
        self.title = title
        self.notes = notes
        self.tables = tables
    }

    public var html: String {
        """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <title>\(HTML.escaped(title))</title>
        <style>
        @page { size: A4; margin: 20mm; }
        body { font: 12pt/1.6 "仿宋", FangSong, "Noto Serif CJK SC", serif; max-width: 180mm; margin: 0 auto; color: #111; }
        h1 { text-align: center; font-size: 20pt; }
        h2 { font-size: 14pt; break-after: avoid; }
        table { border-collapse: collapse; width: 100%; break-inside: avoid; }
        th, td { border: 0.5pt solid #555; padding: 2pt 6pt; text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        td.bar { width: 40%; text-align: left; }
        .bar span { display: inline-block; height: 9pt; background: #4472c4; }
        .notes { font-size: 10pt; }
        </style>
        </head>
        <body>
        <h1>\(HTML.escaped(title))</h1>
        <div class="notes">\(notes.map { "<p>\(HTML.escaped($0))</p>" }.joined())</div>
        \(tables.map(html).joined(separator: "\n"))
        </body>
        </html>

        """
    }

    private func html(_ table: Table) -> String {
        let most = max(1, table.rows.compactMap { $0.figures.first ?? nil }.max() ?? 1)
        let rows = table.rows.map { row in
            let figures = row.figures.map { "<td>\($0.map(String.init) ?? "*")</td>" }.joined()
            let share = (row.figures.first ?? nil).map { 100 * $0 / most } ?? 0
            return
                "<tr><td>\(HTML.escaped(row.name))</td>\(figures)<td class=\"bar\"><span style=\"width: \(share)%\"></span></td></tr>"
        }
        let header = table.header.map { "<th>\(HTML.escaped($0))</th>" }.joined() + "<th></th>"
        return """
            <h2>\(HTML.escaped(table.title))</h2>
            <table>
            <tr>\(header)</tr>
            \(rows.joined(separator: "\n"))
            </table>
            """
    }
}
