public import Documents

/// The parts of one document, all as spans of its normalised text.
///
/// Lines cover the text without their breaks; sentences lie inside lines. What a document lacks is `nil` or empty.
public struct Layout: Sendable {
    public struct Section: Sendable, Equatable {
        /// 1 is the outermost.
        public var level: Int
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

    public var kind: DocumentKind = .other
    public var lines: [NormalizedSpan] = []
    public var sentences: [NormalizedSpan] = []
    public var title: NormalizedSpan?
    /// The addressee inside the salutation line, without 尊敬的 and the colon.
    public var addressee: NormalizedSpan?
    public var fields: [Field] = []
    public var sections: [Section] = []
    /// The running text between salutation and closing.
    public var body: NormalizedSpan = NormalizedSpan(0, 0)
    /// Requests: from the cue (请求, 诉求：…) to the end of the passage.
    public var demandPassages: [NormalizedSpan] = []
    /// Signature lines and the date under them, at the end.
    public var signature: NormalizedSpan?
    public var attachments: NormalizedSpan?

    public init() {}
}
