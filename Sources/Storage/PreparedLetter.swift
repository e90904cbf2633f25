public import Documents
internal import Foundation

/// A letter as it will be written. Making it costs more than writing it and needs no store, so that it is done before,
/// on all processors.
public struct PreparedLetter: Sendable {
    public let masked: MaskedDocument
    let received: String?
    /// The masked record as JSON.
    let record: String
    /// What will be sealed.
    let secret: Data
    /// The masked text as words for the index.
    let words: String
    let doubts: [Doubt]
}

/// A file to be taken up: its letters, or why it is set aside.
public enum PreparedFile: Sendable {
    case letters(sha256: String, path: String, [PreparedLetter], pages: [PageImage] = [])
    case failed(sha256: String, path: String, code: String, message: String)
}

extension RegisterStore {
    /// - Parameter position: the letter's place in its file, from 0.
    public func prepare(_ letter: ParsedDocument, of sha256: String, at position: Int) -> PreparedLetter {
        let masked = letter.masked
        var working = masked.record
        // The sender's own id or file name can hold a name; it stays with the sealed original.
        working.id = "\(sha256.prefix(12))-\(position)"
        let secret = SealedContent(
            id: letter.document.id, original: letter.document.text.string, secrets: masked.secrets)
        return PreparedLetter(
            masked: masked, received: letter.document.received?.description,
            record: String(decoding: RecordWriter.json(working), as: UTF8.self), secret: secret.json,
            words: folding.indexed(masked.text),
            doubts: Doubt.all(of: working, isDated: letter.document.received != nil))
    }
}

/// Something of a record that a person should look at.
struct Doubt: Sendable, Equatable {
    let field: ReviewField
    let reason: String
    let score: Double

    /// Scores from here on are not worth a look.
    static let sure = 0.9

    /// What is doubtful in a record of a letter.
    static func all(of record: Documents.Record, isDated: Bool) -> [Doubt] {
        let codes = record.diagnostics.map(\.code)
        var doubts: [Doubt] = []
        if record.kind == .letter {
            let score = record.issues.first?.score
            if (score ?? 0) < sure || codes.contains("issue.model-disagrees") {
                let told = codes.first { $0 == "issue.undecided" || $0 == "issue.model-disagrees" }
                doubts.append(
                    Doubt(
                        field: .category, reason: told ?? (score == nil ? "issue.undecided" : "low"), score: score ?? 0)
                )
            }
            let purpose = record.purpose?.score ?? 0
            if purpose < sure { doubts.append(Doubt(field: .purpose, reason: "low", score: purpose)) }
            if !isDated { doubts.append(Doubt(field: .received, reason: "missing", score: 0)) }
        }
        let doubtful = codes.count { $0 == "scan.doubtful" }
        if doubtful > 0 {
            doubts.append(Doubt(field: .scan, reason: "scan.doubtful", score: 1 / Double(1 + doubtful)))
        }
        return doubts
    }
}

/// What is sealed of one letter.
struct SealedContent: Decodable {
    /// The document's id as it came: a file name, or the sender's own.
    let id: String
    let original: String
    let secrets: [MaskedDocument.Secret]

    /// What `JSONDecoder` reads it from.
    var json: Data {
        var writer = RecordWriter()
        writer.raw("{\"id\":")
        writer.string(id)
        writer.member("original", original)
        writer.raw(",\"secrets\":")
        writer.array(secrets) { writer, secret in
            writer.raw("{\"kind\":")
            writer.string(secret.kind.rawValue)
            writer.member("placeholder", secret.placeholder)
            writer.member("value", secret.value)
            writer.raw("}")
        }
        writer.raw("}")
        return Data(writer.bytes)
    }
}
