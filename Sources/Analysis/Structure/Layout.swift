public import Documents

/// The parts of one document, all as spans of its normalised text.
///
/// Lines cover the text without their breaks. What a document lacks is `nil` or empty.
public struct Layout: Sendable {
    public struct Section: Sendable, Equatable {
        /// 1 is the outermost.
        public var level: Int
        /// As the writer meant it.
        public var label: String
        public var heading: NormalizedSpan
        /// From the label to the next label of the same or an outer level.
        public var span: NormalizedSpan
    }

    /// A labelled field: `姓名：…`, `申诉人：…`, `联系电话：…`.
    public struct Field: Sendable, Equatable {
        public var label: String
        public var value: NormalizedSpan
    }

    /// A part with its name: what the record tells as `parts`.
    public struct Part: Sendable, Equatable {
        public var kind: Record.Part.Kind
        public var span: NormalizedSpan
    }

    /// Something odd about the form, never an error.
    public struct Oddity: Sendable, Equatable {
        public var code: String
        public var span: NormalizedSpan
    }

    public var kind: DocumentKind = .other
    public var lines: [NormalizedSpan] = []
    public var title: NormalizedSpan?
    /// The addressee inside the salutation line, without 尊敬的 and the colon.
    public var addressee: NormalizedSpan?
    public var fields: [Field] = []
    public var sections: [Section] = []
    /// The running text between salutation and closing.
    public var body: NormalizedSpan = NormalizedSpan(0, 0)
    /// Signature lines and the date under them, at the end.
    public var signature: NormalizedSpan?
    /// All parts that were told apart, in the order of the text.
    public var parts: [Part] = []
    public var oddities: [Oddity] = []
    /// The documents in the text, when it holds several.
    var documents: [DocumentPart] = []

    public init() {}
}
