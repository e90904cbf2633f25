/// A document whose private names and numbers were taken out: what the working record, the index and linking see.
///
/// Placeholders are numbered anew in each document (⟨甲1⟩, ⟨号1⟩), so they cannot be joined across matters.
public struct MaskedDocument: Sendable, Equatable {
    /// One private value, for the sealed store only.
    public struct Secret: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case person, phone, idNumber, bankAccount, email, plate
        }

        public let placeholder: String
        public let kind: Kind
        public let value: String

        public init(placeholder: String, kind: Kind, value: String) {
            self.placeholder = placeholder
            self.kind = kind
            self.value = value
        }
    }

    /// The text with placeholders in place of private values.
    public let text: String
    /// The record with the same placeholders; its offsets refer to ``text``.
    public let record: Record
    public let secrets: [Secret]

    public init(text: String, record: Record, secrets: [Secret]) {
        self.text = text
        self.record = record
        self.secrets = secrets
    }
}

/// A document read, its record, and the masked form that is kept.
public struct ParsedDocument: Sendable {
    public let document: Document
    public let record: Record
    public let masked: MaskedDocument

    public init(document: Document, record: Record, masked: MaskedDocument) {
        self.document = document
        self.record = record
        self.masked = masked
    }
}
