public import Documents

/// Takes private names and numbers out of a document: SAFETY's rule 2.
///
/// Placeholders are numbered in each document anew, by first appearance, and the same value has the same
/// placeholder inside one document only.
public struct Masker: Sendable {
    public init() {}

    public func mask(_ document: Document, _ record: Record) -> MaskedDocument {
        var secrets: [MaskedDocument.Secret] = []
        var placeholders: [String: String] = [:]
        var cuts: [(span: SourceSpan, placeholder: String)] = []
        let sweep = LeakSweep(document.text)
        func cut(_ span: SourceSpan, _ kind: MaskedDocument.Secret.Kind) {
            guard span.count > 0 else { return }
            let value = document.text[span]
            let key =
                kind.rawValue + String(String.UnicodeScalarView(LeakSweep.dense(value).compactMap(Unicode.Scalar.init)))
            let sign = kind == .person ? "人" : "号"
            let placeholder = placeholders[key] ?? "⟨\(sign)\(secrets.count + 1)⟩"
            if placeholders[key] == nil {
                placeholders[key] = placeholder
                secrets.append(.init(placeholder: placeholder, kind: kind, value: value))
            }
            cuts.append((span, placeholder))
        }
        for party in record.parties where party.type == .person {
            for mention in party.mentions { cut(sweep.widened(mention.span), .person) }
        }
        for identifier in record.identifiers {
            let kind: MaskedDocument.Secret.Kind? =
                switch identifier.kind {
                case .phone: .phone
                case .idNumber: .idNumber
                case .bankAccount: .bankAccount
                case .email: .email
                case .plate: .plate
                case .creditCode: nil
                }
            if let kind { cut(SourceSpan(identifier.start, identifier.end), kind) }
        }
        let codes = record.identifiers.filter { $0.kind == .creditCode }.map { SourceSpan($0.start, $0.end) }
        for place in record.places where place.isHome { cut(SourceSpan(place.start, place.end), .person) }
        for (span, kind) in sweep.numbers() where !codes.contains(where: span.overlaps) { cut(span, kind) }
        for secret in secrets {
            for span in sweep.occurrences(of: LeakSweep.dense(secret.value)) { cut(span, secret.kind) }
        }
        // Of two that begin together, the longer.
        cuts.sort { ($0.span.start, $1.span.end) < ($1.span.start, $0.span.end) }
        var kept: [(span: SourceSpan, placeholder: String)] = []
        for next in cuts where kept.last.map({ $0.span.end <= next.span.start }) ?? true { kept.append(next) }
        return rewrite(document, record, kept, secrets)
    }

    private func rewrite(
        _ document: Document, _ record: Record, _ cuts: [(span: SourceSpan, placeholder: String)],
        _ secrets: [MaskedDocument.Secret]
    ) -> MaskedDocument {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(document.text.count)
        // New offset of every old one; inside a cut, the placeholder's start, and its end for the cut's end.
        var moved = [Int32](repeating: 0, count: document.text.count + 1)
        var next = 0
        var index = 0
        while index < document.text.count {
            if next < cuts.count, cuts[next].span.start == index {
                let start = Int32(scalars.count)
                for offset in cuts[next].span.range { moved[offset] = start }
                scalars += cuts[next].placeholder.unicodeScalars.map(\.value)
                index = cuts[next].span.end
                next += 1
            } else {
                moved[index] = Int32(scalars.count)
                scalars.append(document.text.scalars[index])
                index += 1
            }
        }
        moved[document.text.count] = Int32(scalars.count)
        let text = SourceText(scalars: scalars)
        // An end inside a cut goes to the placeholder's end, so that a mention covers it whole.
        func end(_ offset: Int) -> Int {
            let at = cuts.partitioningIndex { $0.span.end >= offset }
            if at < cuts.count, cuts[at].span.start < offset, offset <= cuts[at].span.end {
                return cuts[at].span.end < document.text.count ? Int(moved[cuts[at].span.end]) : scalars.count
            }
            return Int(moved[offset])
        }
        let copy = RecordMover(start: { Int(moved[$0]) }, end: end, text: text).move(record)
        return MaskedDocument(text: text.string, record: copy, secrets: secrets)
    }
}
