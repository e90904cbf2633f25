public import Documents

/// Takes files of gold text, `*.marked.txt`, and gives the bare documents in them.
public struct MarkedTextReader: FormatReader {
    public let name = "marked"

    public init() {}

    public func accepts(_ file: DecodedFile) -> Bool { file.path.hasSuffix(".marked.txt") }

    public func documents(in file: DecodedFile) throws(IntakeFailure) -> [Document] {
        try MarkedDocument.parse(file.text).enumerated().map { index, marked in
            Document(
                id: marked.id ?? "\(file.path)#\(index)", text: marked.text, received: marked.received,
                provenance: Provenance(charset: file.charset, format: name, index: index))
        }
    }
}
