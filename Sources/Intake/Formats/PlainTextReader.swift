public import Documents

/// Takes any file as one letter.
public struct PlainTextReader: FormatReader {
    public let name = "text"

    public init() {}

    public func accepts(_ file: DecodedFile) -> Bool { true }

    public func documents(in file: DecodedFile) -> [Document] {
        [
            Document(
                id: file.path, text: file.text, received: PathDate.received(in: file.path),
                provenance: Provenance(charset: file.charset, format: name))
        ]
    }
}
