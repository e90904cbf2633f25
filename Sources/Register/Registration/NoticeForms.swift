public import Dictionaries
internal import Duties

/// The wording of the papers that go with steps: `Register/notices/STEP.txt`, with names in braces.
public struct NoticeForms: Sendable {
    public struct Form: Sendable, Equatable {
        public let title: String
        public let step: String
        /// The duty whose last day the paper names.
        public let duty: String
        public let paragraphs: [String]
    }

    /// Names that may stand in braces.
    static let names = ["received", "number", "body", "day", "due", "outcome", "note"]

    public let forms: [Form]

    public init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        var forms: [Form] = []
        for file in try files.files(in: "\(RegisterRules.folder)/notices") {
            let table = try HeadedTable(try files.bytes(of: file), file: file)
            for row in table.rows {
                var rest = row.columns.joined()[...]
                while let open = rest.firstIndex(of: "{") {
                    let name = rest[rest.index(after: open)...].prefix { $0 != "}" }
                    guard Self.names.contains(String(name)) else { throw table.problem("no such name: {\(name)}", row) }
                    rest = rest[name.endIndex...]
                }
            }
            forms.append(
                Form(
                    title: try table.head("title"), step: try table.head("step"), duty: try table.head("duty"),
                    paragraphs: table.rows.map { $0.columns.joined() }))
        }
        self.forms = forms
    }
}

extension NoticeForms.Form {
    /// The paragraphs with everything filled in.
    ///
    /// - Parameter values: by the names in braces; a value that is missing leaves a line to fill in.
    public func filled(_ values: [String: String]) -> [String] {
        paragraphs.map { paragraph in
            var text = paragraph
            for name in NoticeForms.names {
                let value = values[name].flatMap { $0.isEmpty ? nil : $0 } ?? "＿＿＿＿＿＿"
                text = text.replacing("{\(name)}", with: value)
            }
            return text
        }
    }
}
