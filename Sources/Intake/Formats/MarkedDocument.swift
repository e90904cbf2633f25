public import Documents

/// A gold document: its text without marks, and what the marks said.
public struct MarkedDocument: Sendable, Equatable {
    /// One mark.
    public struct Mark: Sendable, Equatable {
        public let label: String
        /// In scalars of the text without marks.
        public let span: SourceSpan
        public let surface: String
        public let value: String?
    }

    /// Header values by name (`id`, `kind`, `issues`, `purpose`, `received`, `count`, `notes`, `matter`, `relation`).
    public let header: [String: String]
    public let text: SourceText
    public let marks: [Mark]

    public var id: String? { header["id"] }
    public var received: CivilDate? { header["received"].flatMap { CivilDate($0) } }

    private static let headerNames: Set<String> = [
        "id", "kind", "issues", "purpose", "received", "count", "notes", "matter", "relation",
    ]

    /// All documents of a `.marked.txt` file: header lines `#name: value`, text, `#end`.
    public static func parse(_ source: SourceText) throws(IntakeFailure) -> [MarkedDocument] {
        var documents: [MarkedDocument] = []
        var header: [String: String] = [:]
        var body: [UInt32] = []
        var number = 0
        var firstBodyLine = 0
        for line in source.scalars.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.first == 0x23 {
                let string = String(scalars: line)
                if string == "#end" {
                    documents.append(try document(header, trimmed(body), line: firstBodyLine))
                    header = [:]
                    body = []
                    continue
                }
                if let (name, value) = headerField(string) {
                    header[name] = value
                    continue
                }
            }
            if body.isEmpty { firstBodyLine = number }
            body += line
            body.append(0x0A)
        }
        // Text after the last `#end` means that the file was cut off.
        guard header.isEmpty, trimmed(body).isEmpty else { throw .malformedMarks(line: number) }
        return documents
    }

    private static func headerField(_ line: String) -> (String, String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let name = String(line[line.index(after: line.startIndex)..<colon])
        guard headerNames.contains(name) else { return nil }
        let value = line[line.index(after: colon)...]
        return (name, String(value.first == " " ? value.dropFirst() : value))
    }

    private static func trimmed(_ body: [UInt32]) -> ArraySlice<UInt32> {
        let head = body.drop { $0 == 0x0A }
        return head[..<(head.lastIndex { $0 != 0x0A }.map { $0 + 1 } ?? head.startIndex)]
    }

    private static func document(
        _ header: [String: String], _ body: ArraySlice<UInt32>, line: Int
    ) throws(IntakeFailure) -> MarkedDocument {
        var text: [UInt32] = []
        var marks: [Mark] = []
        var line = line
        var index = body.startIndex
        while index < body.endIndex {
            let scalar = body[index]
            if scalar == 0x27E7 { throw .malformedMarks(line: line) }
            guard scalar == 0x27E6 else {
                if scalar == 0x0A { line += 1 }
                text.append(scalar)
                index += 1
                continue
            }
            let inside = body[(index + 1)...].prefix { $0 != 0x27E7 && $0 != 0x27E6 }
            let parts = inside.split(separator: 0x7C, omittingEmptySubsequences: false)
            guard inside.endIndex < body.endIndex, body[inside.endIndex] == 0x27E7, (2...3).contains(parts.count),
                !parts[0].isEmpty, parts[0].allSatisfy({ (0x61...0x7A).contains($0) })
            else { throw .malformedMarks(line: line) }
            let start = text.count
            text += parts[1]
            line += inside.count { $0 == 0x0A }
            marks.append(
                Mark(
                    label: String(scalars: parts[0]), span: SourceSpan(start, text.count),
                    surface: String(scalars: parts[1]),
                    value: parts.count == 3 ? String(scalars: parts[2]) : nil))
            index = inside.endIndex + 1
        }
        return MarkedDocument(header: header, text: SourceText(scalars: text), marks: marks)
    }
}
