public import Documents
public import Foundation
public import Intake

/// A document with what a careful clerk found in it.
public struct GoldDocument: Sendable {
    public let id: String
    public let text: SourceText
    public let received: CivilDate?
    public let kind: String?
    public let purpose: String?
    /// Category paths, the primary one first.
    public let issues: [[String]]
    /// How many stand behind the letter, as written in the header.
    public let count: String?
    /// Level and label of each section in the order of the text; `nil` where the gold has none.
    public let sections: [SectionLabel]?
    public let spans: [LabelledSpan]

    public struct SectionLabel: Sendable, Hashable {
        public let level: Int
        public let label: String
    }

    public init(_ marked: MarkedDocument) {
        self.init(
            id: marked.id ?? "", text: marked.text, received: marked.received, header: marked.header,
            issues: marked.header["issues"] ?? "",
            spans: marked.marks.map {
                LabelledSpan(
                    label: $0.label, span: $0.span, text: $0.surface, value: $0.value == "" ? nil : $0.value)
            })
    }

    private init(
        id: String, text: SourceText, received: CivilDate?, header: [String: String], issues: String,
        spans: [LabelledSpan]
    ) {
        func given(_ name: String) -> String? { header[name].flatMap { $0.isEmpty || $0 == "-" ? nil : $0 } }
        self.id = id
        self.text = text
        self.received = received
        kind = given("kind")
        purpose = given("purpose")
        self.issues = issues.split(separator: ";").map { GoldDocument.path(String($0)) }.filter { !$0.isEmpty }
        count = given("count")
        sections = header["notes"].flatMap(GoldDocument.sections)
        self.spans = spans
    }

    private static func path(_ text: String) -> [String] {
        text.trimmingCharacters(in: .whitespaces).split(separator: "/").map(String.init)
    }

    /// `{"sections": [[1, "一、", "heading"]…]}` in the notes of plans.
    private static func sections(_ notes: String) -> [SectionLabel]? {
        guard notes.hasPrefix("{"),
            let object = try? JSONSerialization.jsonObject(with: Data(notes.utf8)) as? [String: Any],
            let list = object["sections"] as? [[Any]]
        else { return nil }
        return list.compactMap { entry in
            guard entry.count >= 2, let level = entry[0] as? Int, let label = entry[1] as? String else { return nil }
            return SectionLabel(level: level, label: label.trimmingCharacters(in: .whitespaces))
        }
    }
}

extension GoldDocument {
    private struct Line: Decodable {
        struct Span: Decodable {
            let label: String
            let start: Int
            let end: Int
            let text: String
            let value: String?
        }

        let id: String
        let text: String
        let kind: String?
        let purpose: String?
        let issues: [String]?
        let received: String?
        let count: String?
        let notes: String?
        let spans: [Span]
    }

    /// Gold as JSON lines: `id, kind, purpose, issues, received, count, notes, text, spans`.
    public static func jsonLines(_ data: Data) throws -> [GoldDocument] {
        try data.split(separator: 0x0A).map { bytes in
            let line = try JSONDecoder().decode(Line.self, from: Data(bytes))
            var header: [String: String] = [:]
            header["kind"] = line.kind
            header["purpose"] = line.purpose
            header["count"] = line.count
            header["notes"] = line.notes
            return GoldDocument(
                id: line.id, text: SourceText(line.text), received: line.received.flatMap { CivilDate($0) },
                header: header, issues: (line.issues ?? []).joined(separator: ";"),
                spans: line.spans.map {
                    LabelledSpan(
                        label: $0.label, span: SourceSpan($0.start, $0.end), text: $0.text, value: $0.value)
                })
        }
    }
}
