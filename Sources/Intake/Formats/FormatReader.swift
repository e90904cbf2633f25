public import Documents

/// A file whose bytes have become text.
public struct DecodedFile: Sendable {
    public let path: String
    public let text: SourceText
    /// IANA name.
    public let charset: String

    public init(path: String, text: SourceText, charset: String) {
        self.path = path
        self.text = text
        self.charset = charset
    }
}

/// Finds the documents in a decoded file.
public protocol FormatReader: Sendable {
    /// What ``Provenance/format`` says.
    var name: String { get }
    /// Whether this reader takes the file, by its name or by how its text begins.
    func accepts(_ file: DecodedFile) -> Bool
    func documents(in file: DecodedFile) throws(IntakeFailure) -> [Document]
}
