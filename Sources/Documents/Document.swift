/// One document on its way in: its text and what is known from outside it.
public struct Document: Sendable, Equatable {
    /// The caller's name for it; for files, the path given.
    public let id: String
    public let text: SourceText
    /// A title given beside the text (a web form's subject line); the text's own title is found by analysis.
    public let title: String?
    /// The day it was received, the reference for relative dates.
    public let received: CivilDate?
    public let provenance: Provenance
    /// Where the text stands on the pages it was recognised from; only for scans.
    public let layout: ScanLayout?

    public init(
        id: String, text: SourceText, title: String? = nil, received: CivilDate? = nil,
        provenance: Provenance = Provenance(), layout: ScanLayout? = nil
    ) {
        self.id = id
        self.text = text
        self.title = title
        self.received = received
        self.provenance = provenance
        self.layout = layout
    }

    /// The same, received on a day where it brings none itself.
    public func received(otherwise day: CivilDate?) -> Document {
        guard received == nil, let day else { return self }
        return Document(id: id, text: text, title: title, received: day, provenance: provenance, layout: layout)
    }
}

/// Where a document came from and how it was read.
public struct Provenance: Sendable, Equatable {
    /// IANA name of the charset, such as `GB18030`.
    public var charset: String?
    /// Name of the format reader.
    public var format: String?
    /// Position of the document in a file that holds several, from 0.
    public var index: Int?
    /// Where the document begins in its file, in scalars, when the file holds several.
    public var offset: Int?
    /// What was odd about it on its way in: codes of diagnostics about the whole document.
    public var oddities: [String]

    public init(charset: String? = nil, format: String? = nil, index: Int? = nil, oddities: [String] = []) {
        self.oddities = oddities
        self.charset = charset
        self.format = format
        self.index = index
    }
}
